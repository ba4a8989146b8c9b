//! The buying committee of a deal: who has a say, what proves a champion, how they stand to each other, and who left. Each
//! act is one step of the deal's version, as gates ask for all of it.

mod leave;
mod read;
mod relate;
mod seat;

pub use leave::leave;
pub use read::{former, of_deal};
pub use relate::{relate, unrelate};
pub use seat::{change, prove, remove, seat};

use crate::outbox::{About, tell};
use crate::{Act, Actor, Db, Result, actor as askers};
use domain::activities::Change;
use domain::events::Topic;
use domain::team::Right;
use domain::{AccountId, ActId, DealId, MemberId};
use sqlx::types::Json;
use uuid::Uuid;

// The seats of a `deal d` as gates and risks ask for them (`domain::committee::Held`), of people as they live now. `$zone`
// is the workspace's.
macro_rules! held {
    () => {
        "(select coalesce(jsonb_agg(jsonb_build_array(p.id, c.role, proof.id is not null,
             (p.last_activity_at at time zone cw.zone)::date,
             left_buyer(d.workspace_id, c.person_id, p.id, p.account_id, d.account_id) is not null,
             (c.at at time zone cw.zone)::date)), '[]')
         from deal_person c
         join workspace cw on cw.id = c.workspace_id
         join person s on s.workspace_id = c.workspace_id and s.id = c.person_id
         join person p on p.workspace_id = c.workspace_id and p.id = coalesce(s.duplicate_of, s.id)
         left join activity proof on proof.workspace_id = c.workspace_id and proof.id = c.verified_by
             and proof.removed_at is null
         where c.workspace_id = d.workspace_id and c.deal_id = d.id)"
    };
}
pub(crate) use held;

/// May the asker work this deal? Whose it is decides.
async fn may_work(db: &Db, actor: &Actor, deal: DealId) -> Result<()> {
    let owner: Option<MemberId> = sqlx::query_scalar(
        "select owner_id from deal where workspace_id = $1 and id = $2 and deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(deal)
    .fetch_one(db.pool())
    .await?;
    let teams = askers::teams_of(db, actor.workspace(), owner).await?;
    actor.must_for(Right::WorkDeal, owner, &teams)
}

/// Until the act is done nobody else changes this committee. Answers who buys.
async fn hold(tx: &mut Act, actor: &Actor, deal: DealId) -> Result<Option<AccountId>> {
    Ok(sqlx::query_scalar(
        "select account_id from deal where workspace_id = $1 and id = $2 and deleted_at is null for no key update",
    )
    .bind(actor.workspace())
    .bind(deal)
    .fetch_one(&mut **tx)
    .await?)
}

/// One step of the deal's version, its line of history, and the line for the screens.
async fn step(tx: &mut Act, actor: &Actor, deal: DealId, act: Uuid, changes: &[Change]) -> Result<i32> {
    let (version, account): (i32, Option<AccountId>) = sqlx::query_as(
        "with touched as (
             update deal set version = version + 1, updated_at = now()
             where workspace_id = $1 and id = $2
             returning workspace_id, id, version, account_id
         ), recorded as (
             insert into field_change (workspace_id, id, deal_id, changes, by_id, version)
             select workspace_id, $3, id, $4, $5, version from touched
         )
         select version, account_id from touched",
    )
    .bind(actor.workspace())
    .bind(deal)
    .bind(act)
    .bind(Json(changes))
    .bind(actor.id())
    .fetch_one(&mut **tx)
    .await?;
    let about = About {
        deal: Some(deal),
        account,
        version: Some(version),
        act: Some(ActId(act)),
        ..About::default()
    };
    tell(tx, actor, Topic::Deal, about).await?;
    Ok(version)
}

/// A line of the deal's history: `committee.champion` came to be, or went.
fn changed(what: &str, before: impl Into<String>, after: impl Into<String>) -> Change {
    Change { field: format!("committee.{what}"), before: before.into(), after: after.into() }
}
