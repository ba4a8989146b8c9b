//! The word of a member that a lead is one for sales: given after a talk, or by logging that an outbound lead has agreed to
//! a first meeting. Both are one writing, with the reasons kept.

use super::holding;
use super::one::{agreed, score_on, talk};
use crate::outbox::{About, tell};
use crate::{Act, Actor, Result, actor as askers};
use chrono::{DateTime, Utc};
use domain::events::Topic;
use domain::leads::{self, LeadStatus};
use domain::qualification::{Kind, Origin, Reason, TalkFacts, enough};
use domain::team::Right;
use domain::{AccountId, ActId, ActivityId, LeadId, MemberId, PersonId};
use sqlx::types::Json;
use uuid::Uuid;

/// A lead as it stood when it was judged.
#[derive(sqlx::FromRow)]
pub(super) struct Held {
    pub id: LeadId,
    pub version: i32,
    pub kind: Kind,
    pub account: Option<AccountId>,
    pub person: Option<PersonId>,
}

/// Whose word it is, and what it rests on.
pub(super) struct Word {
    pub by: MemberId,
    pub origin: Origin,
    pub reasons: Vec<Reason>,
    pub rule_version: i32,
}

/// Writes that a lead is one for sales. No: somebody was faster.
pub(super) async fn write_grant(
    tx: &mut Act,
    actor: &Actor,
    lead: &Held,
    word: Word,
    (activity, now): (Option<ActivityId>, DateTime<Utc>),
) -> Result<bool> {
    let version: Option<i32> = sqlx::query_scalar(
        "with granted as (
             update lead set kind = 'sales_qualified', version = version + 1, updated_at = now()
             where workspace_id = $1 and id = $2 and version = $3 and deleted_at is null
             returning workspace_id, id, version
         )
         insert into qualification_change
             (workspace_id, id, lead_id, from_kind, to_kind, origin, rule_version, contributions, by_id, version, reached_at)
         select workspace_id, $4, id, $5, 'sales_qualified', $6, $7, $8, $9, version, $10
         from granted
         returning version",
    )
    .bind(actor.workspace())
    .bind(lead.id)
    .bind(lead.version)
    .bind(Uuid::now_v7())
    .bind(lead.kind)
    .bind(word.origin.code())
    .bind(word.rule_version)
    .bind(Json(word.reasons))
    .bind(word.by)
    .bind(now)
    .fetch_optional(&mut **tx)
    .await?;
    let Some(version) = version else { return Ok(false) };
    // A member's word does not cool, and nobody has to look any more.
    sqlx::query(
        "update lead_score set cooling = false, review = false where workspace_id = $1 and lead_id = $2",
    )
    .bind(actor.workspace())
    .bind(lead.id)
    .execute(&mut **tx)
    .await?;
    let about = About {
        lead: Some(lead.id),
        account: lead.account,
        person: lead.person,
        version: Some(version),
        act: activity.map(|it| ActId(it.0)),
        ..About::default()
    };
    tell(tx, actor, Topic::Lead, about).await?;
    Ok(true)
}

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    held: Held,
    status: LeadStatus,
    origin: leads::Origin,
    owner: Option<MemberId>,
}

/// Part of logging that somebody agreed to meet: an outbound lead is one for sales by that, by the word of whoever logged
/// it, if they may say so. It is the rule of the talk, on what is on record in this very act.
pub(crate) async fn grant_by_meeting(
    tx: &mut Act,
    actor: &Actor,
    (lead, activity): (LeadId, ActivityId),
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(by) = actor.id() else { return Ok(()) };
    let row: Row = sqlx::query_as(
        "select id, version, kind, account_id as account, person_id as person, status, origin, owner_id as owner
         from lead where workspace_id = $1 and id = $2
         for no key update",
    )
    .bind(actor.workspace())
    .bind(lead)
    .fetch_one(&mut **tx)
    .await?;
    let is_open = LeadStatus::WORKED.contains(&row.status) || row.status == LeadStatus::Nurturing;
    if row.held.kind == Kind::SalesQualified || row.origin != leads::Origin::Outbound || !is_open {
        return Ok(());
    }
    let teams = askers::teams_within(&mut **tx, actor.workspace(), row.owner).await?;
    if actor.must_for(Right::QualifyLead, row.owner, &teams).is_err() {
        return Ok(());
    }
    let (rule_version, rules) = holding(tx, actor.workspace()).await?;
    let score = score_on(&mut **tx, actor, lead).await?;
    let facts = TalkFacts {
        kind: row.held.kind,
        origin: row.origin,
        product: score.product.map(i32::from).unwrap_or_default(),
        ready: rules.ready,
        meeting: agreed(&mut **tx, actor, lead).await?,
    };
    let said = talk(&mut **tx, actor, lead).await?;
    let Ok((origin, reasons)) = enough(&said, facts) else { return Ok(()) };
    let word = Word { by, origin, reasons, rule_version };
    write_grant(tx, actor, &row.held, word, (Some(activity), now)).await?;
    Ok(())
}
