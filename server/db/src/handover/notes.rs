//! The notes of a dossier are written down over the version that their writer saw, with a line in the lead's history.

use super::dossier::notes;
use crate::accounts::{overtaken, record};
use crate::changes::{differing, plain};
use crate::{Actor, Db, Error, Result, Staleness, actor as askers, leads};
use domain::LeadId;
use domain::activities::{Change, Subject};
use domain::handover::{Notes, NotesForm};
use domain::leads::Lead;
use domain::team::Right;

/// Writes down what is known so far. The same again writes nothing.
pub async fn write_notes(db: &Db, actor: &Actor, id: LeadId, seen: i32, form: &NotesForm) -> Result<Lead> {
    let lead = leads::lead(db, actor, id).await?;
    let teams = askers::teams_of(db, actor.workspace(), lead.owner).await?;
    actor.must_for(Right::HandOver, lead.owner, &teams)?;
    let wanted = form.check()?;
    let mut tx = db.begin().await?;
    let changes = changes(&notes(&mut tx, actor, id).await?, &wanted);
    if changes.is_empty() {
        return Ok(lead);
    }
    if lead.version != seen && changed_since(&mut tx, actor, id, seen).await? {
        drop(tx);
        let error = overtaken(db, actor, Subject::Lead(id), (seen, lead.version), changes).await?;
        return error.map_or(Ok(lead), Err);
    }
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
    sqlx::query(
        "insert into dossier_note (workspace_id, lead_id, need_words, people, questions, next_step, next_step_due, promises)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (workspace_id, lead_id) do update set
             need_words = excluded.need_words, people = excluded.people, questions = excluded.questions,
             next_step = excluded.next_step, next_step_due = excluded.next_step_due, promises = excluded.promises",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(&wanted.need_words)
    .bind(&wanted.people)
    .bind(&wanted.questions)
    .bind(&wanted.next_step)
    .bind(wanted.next_step_due)
    .bind(&wanted.promises)
    .execute(&mut *tx)
    .await?;
    record(&mut tx, actor, Subject::Lead(id), version, &changes).await?;
    db.commit(tx).await?;
    leads::lead(db, actor, id).await
}

/// Has somebody else written them since? Other edits of the lead are none of their business.
async fn changed_since(on: &mut sqlx::PgConnection, actor: &Actor, id: LeadId, seen: i32) -> Result<bool> {
    let fields = NotesForm::default().sent().map(|it| it.0);
    Ok(sqlx::query_scalar(
        "select exists (
             select from field_change f cross join jsonb_array_elements(f.changes) c
             where f.workspace_id = $1 and f.lead_id = $2 and f.version > $3 and c ->> 'field' = any ($4))",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(seen)
    .bind(&fields[..])
    .fetch_one(on)
    .await?)
}

fn changes(before: &Notes, after: &Notes) -> Vec<Change> {
    let both = NotesForm::from(before).sent().into_iter().zip(NotesForm::from(after).sent());
    differing(both.map(|((name, before), (_, after))| plain(name, before, after)))
}
