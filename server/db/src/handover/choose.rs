//! Who may be given a hand-over, and who is chosen: the facts are read here, the rule in the domain chooses.

use crate::{Act, Actor, Result};
use chrono::{DateTime, Utc};
use domain::handover::{CLOSES, Closer, choose as chosen};
use domain::routing::{Availability, Chosen, Place};
use domain::{AccountId, HandoverId, MemberId};
use sqlx::PgConnection;

/// Everybody who closes, with what they have in hand.
pub(super) async fn closers(on: &mut PgConnection, actor: &Actor) -> Result<Vec<Closer>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(flatten)]
        who: Availability,
        pending: i64,
        deals: i64,
    }
    let rows: Vec<Row> = sqlx::query_as(
        "select m.id as member, a.capacity, a.away_from, a.away_until, a.opens_at, a.closes_at, 0::bigint as open,
             m.deactivated_at is null as active,
             (select count(*) from handover h
              where h.workspace_id = m.workspace_id and h.to_id = m.id and h.state = 'pending') as pending,
             (select count(*) from deal d
              where d.workspace_id = m.workspace_id and d.owner_id = m.id and d.closed_at is null
                  and d.deleted_at is null) as deals
         from member m
         left join availability a on a.workspace_id = m.workspace_id and a.member_id = m.id
         where m.workspace_id = $1 and $2 = any (m.roles) and m.deactivated_at is null
         order by m.name, m.id",
    )
    .bind(actor.workspace())
    .bind(CLOSES.code())
    .fetch_all(on)
    .await?;
    Ok(rows.into_iter().map(|it| Closer { who: it.who, pending: it.pending, deals: it.deals }).collect())
}

/// Part of the act that sends a hand-over on: who gets it. Whoever has had it since it was sent does not get it again,
/// and nobody gets their own.
pub(super) async fn choose(
    tx: &mut Act,
    actor: &Actor,
    (first, from): (Option<HandoverId>, Option<MemberId>),
    account: Option<AccountId>,
    now: DateTime<Utc>,
) -> Result<Chosen> {
    let had: Vec<MemberId> = sqlx::query_scalar(
        "select to_id from handover where workspace_id = $1 and first_id = $2 and to_id is not null",
    )
    .bind(actor.workspace())
    .bind(first)
    .fetch_all(&mut **tx)
    .await?;
    let owner: Option<Option<MemberId>> = sqlx::query_scalar(
        "select owner_id from account where workspace_id = $1 and id = $2 and deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(account)
    .fetch_optional(&mut **tx)
    .await?;
    let mut closers = closers(tx, actor).await?;
    closers.retain(|it| !had.contains(&it.who.member) && Some(it.who.member) != from);
    let (zone, calendar) = crate::calendar::of_workspace(tx, actor).await?;
    Ok(chosen(&closers, owner.flatten(), Place { now, zone: &zone, calendar: &calendar }))
}
