//! The talk with a lead, written down as far as it has come, and the word of whoever held it that the lead is one for
//! sales. Both are acts of a member on the lead: over the version they saw, with a line of history.

use super::agreed::{Held, Word, write_grant};
use super::one::{talk, talk_facts};
use super::{one, qualified};
use crate::accounts::{overtaken, record};
use crate::changes::{differing, plain};
use crate::{Actor, Db, Error, Result, Staleness, actor as askers, leads};
use chrono::{DateTime, Utc};
use domain::activities::{Change, Subject};
use domain::leads::{Lead, LeadStatus};
use domain::qualification::{Kind, Qualified, Talk, TalkForm, enough};
use domain::team::Right;
use domain::{LeadId, Refusal};

async fn must_qualify(db: &Db, actor: &Actor, lead: &Lead) -> Result<()> {
    let teams = askers::teams_of(db, actor.workspace(), lead.owner).await?;
    actor.must_for(Right::QualifyLead, lead.owner, &teams)
}

/// Writes down what was found out so far, over the version its writer saw. The same again writes nothing.
pub async fn write_talk(db: &Db, actor: &Actor, id: LeadId, seen: i32, form: &TalkForm) -> Result<Lead> {
    let lead = leads::lead(db, actor, id).await?;
    must_qualify(db, actor, &lead).await?;
    let wanted = form.check()?;
    let changes = changes(&talk(db.pool(), actor, id).await?, &wanted);
    if lead.version != seen && changed_since(db, actor, id, seen).await? {
        let error = overtaken(db, actor, Subject::Lead(id), (seen, lead.version), changes).await?;
        return error.map_or(Ok(lead), Err);
    }
    if changes.is_empty() {
        return Ok(lead);
    }
    let mut tx = db.begin().await?;
    let version: Option<i32> = sqlx::query_scalar(
        "update lead set version = version + 1, updated_at = now()
         where workspace_id = $1 and id = $2 and version = $3 and deleted_at is null
         returning version",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(lead.version)
    .fetch_optional(&mut *tx)
    .await?;
    let Some(version) = version else {
        return Err(Error::Changed(Staleness { version: lead.version + 1, ..Staleness::default() }));
    };
    let [need, authority, timing, budget] = &wanted.answers;
    sqlx::query(
        "insert into qualification_talk (workspace_id, lead_id, need, need_note, authority, authority_note, timing,
             timing_note, budget, budget_note, workspace_owner, use_case, by_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, now())
         on conflict (workspace_id, lead_id) do update set
             need = excluded.need, need_note = excluded.need_note, authority = excluded.authority,
             authority_note = excluded.authority_note, timing = excluded.timing, timing_note = excluded.timing_note,
             budget = excluded.budget, budget_note = excluded.budget_note,
             workspace_owner = excluded.workspace_owner, use_case = excluded.use_case, by_id = excluded.by_id,
             at = excluded.at",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(need.score)
    .bind(&need.note)
    .bind(authority.score)
    .bind(&authority.note)
    .bind(timing.score)
    .bind(&timing.note)
    .bind(budget.score)
    .bind(&budget.note)
    .bind(&wanted.used.workspace_owner)
    .bind(&wanted.used.use_case)
    .bind(actor.id())
    .execute(&mut *tx)
    .await?;
    record(&mut tx, actor, Subject::Lead(id), version, &changes).await?;
    db.commit(tx).await?;
    leads::lead(db, actor, id).await
}

/// Has somebody else written the talk down since? Moves and other edits of the lead are none of its business.
async fn changed_since(db: &Db, actor: &Actor, id: LeadId, seen: i32) -> Result<bool> {
    let fields: Vec<_> = fields(&Talk::default(), &Talk::default()).iter().map(|it| it.0).collect();
    Ok(sqlx::query_scalar(
        "select exists (
             select from field_change f cross join jsonb_array_elements(f.changes) c
             where f.workspace_id = $1 and f.lead_id = $2 and f.version > $3 and c ->> 'field' = any ($4))",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(seen)
    .bind(fields)
    .fetch_one(db.pool())
    .await?)
}

fn changes(before: &Talk, after: &Talk) -> Vec<Change> {
    differing(fields(before, after).map(|(name, before, after)| plain(name, before, after)))
}

/// What a talk says, by the names of its form, before and after.
fn fields(before: &Talk, after: &Talk) -> [(&'static str, String, String); 10] {
    let (before, after) = (TalkForm::from(before), TalkForm::from(after));
    [
        ("need", before.need, after.need),
        ("need_note", before.need_note, after.need_note),
        ("authority", before.authority, after.authority),
        ("authority_note", before.authority_note, after.authority_note),
        ("timing", before.timing, after.timing),
        ("timing_note", before.timing_note, after.timing_note),
        ("budget", before.budget, after.budget),
        ("budget_note", before.budget_note, after.budget_note),
        ("workspace_owner", before.workspace_owner, after.workspace_owner),
        ("use_case", before.use_case, after.use_case),
    ]
}

/// Grants that a lead is one for sales, by the word of whoever asks, if the talk has confirmed enough. Done once: who
/// asks again gets what stands.
pub async fn grant(db: &Db, actor: &Actor, id: LeadId, now: DateTime<Utc>) -> Result<Qualified> {
    let lead = leads::lead(db, actor, id).await?;
    must_qualify(db, actor, &lead).await?;
    let by = actor.id().ok_or(Refusal::NotAllowed)?;
    if lead.kind == Kind::SalesQualified {
        return qualified(db, actor, id).await;
    }
    if lead.status == LeadStatus::Disqualified {
        return Err(Refusal::ReopenFirst.into());
    }
    let score = one::score(db, actor, id).await?;
    let facts = talk_facts(db, actor, &lead, &score).await?;
    let said = talk(db.pool(), actor, id).await?;
    let (origin, reasons) = enough(&said, facts).map_err(Refusal::NotQualified)?;
    let mut tx = db.begin().await?;
    let held =
        Held { id, version: lead.version, kind: lead.kind, account: lead.account, person: lead.person };
    let word = Word { by, origin, reasons, rule_version: score.rule_version };
    // Somebody changed the lead, or the talk, while this was judged: whoever asks looks again.
    if !write_grant(&mut tx, actor, &held, word, (None, now)).await? {
        return Err(Error::Changed(Staleness { version: lead.version + 1, ..Staleness::default() }));
    }
    db.commit(tx).await?;
    qualified(db, actor, id).await
}
