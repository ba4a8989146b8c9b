//! A try begins: the row, with its clock, as part of the act that makes it. And a try ends.

use super::Standing;
use crate::{Act, Actor, Result};
use chrono::{DateTime, Utc};
use domain::calendar::Clock;
use domain::handover::{Dossier, RejectClass, State, clocks};
use domain::routing::Chosen;
use domain::{HandoverId, LeadId, MemberId};
use sqlx::types::Json;
use uuid::Uuid;

/// What a try begins with.
pub(super) struct Try<'a> {
    pub lead: LeadId,
    /// None: the sending begins with it.
    pub first: Option<HandoverId>,
    pub round: i16,
    pub expired: i16,
    pub from: Option<MemberId>,
    pub to: Option<MemberId>,
    pub dossier: &'a Dossier,
    pub completeness: i16,
    pub rule_version: i32,
    pub note: &'a str,
    pub chosen: Option<Chosen>,
}

impl<'a> Try<'a> {
    /// The same hand-over for somebody else. What was sent goes on as it was sent.
    pub fn after(before: &'a Standing, to: Option<MemberId>, chosen: Option<Chosen>) -> Self {
        Self {
            lead: before.lead,
            first: Some(before.first),
            round: before.round + 1,
            expired: before.expired,
            from: before.from,
            to,
            dossier: &before.dossier,
            completeness: before.completeness,
            rule_version: before.rule_version,
            note: &before.note,
            chosen,
        }
    }
}

pub(super) async fn open(tx: &mut Act, actor: &Actor, it: Try<'_>, now: DateTime<Utc>) -> Result<HandoverId> {
    let (zone, calendar) = crate::calendar::of_workspace(tx, actor).await?;
    let promises = crate::leads::promised(tx, actor).await?.now;
    let clock = clocks(now, promises, Clock { calendar: &calendar, zone: &zone });
    let id = HandoverId(Uuid::now_v7());
    sqlx::query(
        "insert into handover (workspace_id, id, lead_id, first_id, round, expired, from_id, to_id, dossier, completeness,
             rule_version, note, chosen, sent_at, remind_at, due_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(it.lead)
    .bind(it.first.unwrap_or(id))
    .bind(it.round)
    .bind(it.expired)
    .bind(it.from)
    .bind(it.to)
    .bind(Json(it.dossier))
    .bind(it.completeness)
    .bind(it.rule_version)
    .bind(it.note)
    .bind(it.chosen.map(Json))
    .bind(now)
    .bind(clock.remind_at)
    .bind(clock.due_at)
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// How a try ends.
pub(super) struct End<'a> {
    pub state: State,
    pub rejected: Option<(RejectClass, &'a str)>,
    pub contact_due: Option<DateTime<Utc>>,
}

impl End<'_> {
    pub const fn plainly(state: State) -> Self {
        Self { state, rejected: None, contact_due: None }
    }
}

pub(super) async fn end(
    tx: &mut Act,
    actor: &Actor,
    id: HandoverId,
    end: End<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query(
        "update handover set
             state = $3, decided_at = $4, decided_by = $5, reject_class = $6, reject_note = $7, contact_due_at = $8,
             version = version + 1, updated_at = now()
         where workspace_id = $1 and id = $2",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(end.state)
    .bind(now)
    .bind(actor.id())
    .bind(end.rejected.map(|it| it.0))
    .bind(end.rejected.map(|it| it.1))
    .bind(end.contact_due)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
