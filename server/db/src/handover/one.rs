//! One hand-over as its page shows it, and that of a lead as the lead's page does.

use super::choose::closers;
use super::dossier::{assemble, notes};
use crate::{Act, Actor, Db, Error, Result, leads};
use chrono::{DateTime, Utc};
use domain::handover::{Dossier, Handover, HandoverDetails, LeadHandover};
use domain::routing::Chosen;
use domain::team::Right;
use domain::{DealId, HandoverId, LeadId, Refusal};
use sqlx::types::Json;

/// A hand-over's columns, as `h` with its lead as `l` and the deal as `d`.
pub(super) const HANDOVER: &str = "h.id, h.version, h.lead_id as lead, l.number as lead_number, l.name,
    coalesce(a.name, l.company) as company, h.from_id as \"from\", h.to_id as \"to\", h.round, h.state, h.completeness,
    h.note, h.sent_at, h.remind_at, h.due_at, h.reminded_at, h.decided_at, h.decided_by, h.reject_class, h.reject_note,
    h.contact_due_at,
    case when h.state = 'accepted' then d.id end as deal,
    case when h.state = 'accepted' then d.number end as deal_number,
    case when h.state = 'accepted' then d.name end as deal_name";
pub(super) const FROM: &str = "from handover h
    join lead l on l.workspace_id = h.workspace_id and l.id = h.lead_id and l.deleted_at is null
    left join account a on a.workspace_id = l.workspace_id and a.id = l.account_id
    left join deal d on d.workspace_id = l.workspace_id and d.id = l.deal_id and d.deleted_at is null";

pub async fn handover(db: &Db, actor: &Actor, id: HandoverId, now: DateTime<Utc>) -> Result<HandoverDetails> {
    actor.must(Right::Read)?;
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(flatten)]
        handover: Handover,
        first_id: HandoverId,
        dossier: Json<Dossier>,
        chosen: Option<Json<Chosen>>,
    }
    // The text is all from this file.
    let sql = format!(
        "select {HANDOVER}, h.first_id, h.dossier, h.chosen {FROM} where h.workspace_id = $1 and h.id = $2"
    );
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(id)
        .fetch_optional(db.pool())
        .await?;
    let row = row.ok_or(Error::NotFound)?;
    let sql =
        format!("select {HANDOVER} {FROM} where h.workspace_id = $1 and h.first_id = $2 order by h.round");
    let tries: Vec<Handover> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(row.first_id)
        .fetch_all(db.pool())
        .await?;
    Ok(HandoverDetails {
        handover: row.handover,
        dossier: row.dossier.0,
        tries,
        chosen: row.chosen.map(|it| it.0),
        now,
    })
}

/// What would go over if the lead was sent now, and the last time that it was.
pub async fn of_lead(db: &Db, actor: &Actor, id: LeadId, now: DateTime<Utc>) -> Result<LeadHandover> {
    let id = leads::living(db, actor, id).await?;
    let lead = leads::lead(db, actor, id).await?;
    let mut on = db.pool().acquire().await?;
    let dossier = assemble(&mut on, actor, id, now).await?;
    let notes = notes(&mut on, actor, id).await?;
    let closers = closers(&mut on, actor).await?;
    let sql = format!(
        "select {HANDOVER} {FROM} where h.workspace_id = $1 and h.lead_id = $2
         order by h.sent_at desc, h.round desc limit 1"
    );
    let last: Option<Handover> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(id)
        .fetch_optional(&mut *on)
        .await?;
    Ok(LeadHandover {
        lead: id,
        version: lead.version,
        owner: lead.owner,
        status: lead.status,
        dossier,
        notes,
        last,
        closers: closers.into_iter().map(|it| it.who.member).collect(),
        now,
    })
}

/// The accepted hand-over that a deal came of, if it came of one.
pub async fn of_deal(db: &Db, actor: &Actor, deal: DealId) -> Result<Option<Handover>> {
    actor.must(Right::Read)?;
    crate::activities::links(db.pool(), actor, domain::activities::Subject::Deal(deal)).await?;
    let sql = format!(
        "select {HANDOVER} {FROM} where h.workspace_id = $1 and l.deal_id = $2 and h.state = 'accepted'"
    );
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(deal)
        .fetch_optional(db.pool())
        .await?)
}

/// Part of logging what was done with a lead: whoever it waits for decides before they contact the customer.
pub(crate) async fn must_decide_first(tx: &mut Act, actor: &Actor, lead: LeadId) -> Result<()> {
    let waits: Option<HandoverId> = sqlx::query_scalar(
        "select id from handover
         where workspace_id = $1 and lead_id = $2 and to_id = $3 and state = 'pending'",
    )
    .bind(actor.workspace())
    .bind(lead)
    .bind(actor.id())
    .fetch_optional(&mut **tx)
    .await?;
    match waits {
        Some(id) => Err(Refusal::DecideFirst(id).into()),
        None => Ok(()),
    }
}
