//! Somebody left the company that buys, perhaps for another one that we know. Their history stays theirs, and every deal of
//! that company in which they have a say hears of it, as they count for nothing there any more.

use super::{changed, may_work, step};
use crate::outbox::{About, tell};
use crate::{Actor, Db, Result};
use chrono::NaiveDate;
use domain::activities::Change;
use domain::committee::LeaveForm;
use domain::events::Topic;
use domain::{AccountId, ActId, DealId, PersonId, Problem, SeatId, Why};
use sqlx::types::Json;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Leaver {
    id: PersonId,
    name: String,
    account: Option<AccountId>,
    account_name: Option<String>,
}

/// Says of whoever sits there that they left who buys. Said again, it is done once.
pub async fn leave(db: &Db, actor: &Actor, seat: SeatId, form: &LeaveForm, today: NaiveDate) -> Result<()> {
    let (on, next) = form.check(today)?;
    let (deal, buyer): (DealId, Option<AccountId>) = sqlx::query_as(
        "select d.id, d.account_id from deal_person c
         join deal d on d.workspace_id = c.workspace_id and d.id = c.deal_id
         where c.workspace_id = $1 and c.id = $2",
    )
    .bind(actor.workspace())
    .bind(seat)
    .fetch_one(db.pool())
    .await?;
    may_work(db, actor, deal).await?;
    let buyer = buyer.ok_or_else(|| Problem::new("account", Why::Missing))?;
    if next == Some(buyer) {
        return Err(Problem::new("account", Why::Unknown).into());
    }
    let mut tx = db.begin().await?;
    let leaver: Leaver = sqlx::query_as(
        "select p.id, p.name, p.account_id as account, a.name as account_name
         from deal_person c
         join person s on s.workspace_id = c.workspace_id and s.id = c.person_id
         join person p on p.workspace_id = c.workspace_id and p.id = coalesce(s.duplicate_of, s.id)
         left join account a on a.workspace_id = p.workspace_id and a.id = p.account_id
         where c.workspace_id = $1 and c.id = $2
         for no key update of p",
    )
    .bind(actor.workspace())
    .bind(seat)
    .fetch_one(&mut *tx)
    .await?;
    // Every deal of the company in which they have a say, in one order, so that two acts never wait for each other.
    let deals: Vec<DealId> = sqlx::query_scalar(
        "select d.id from deal d
         where d.workspace_id = $1 and d.account_id = $2 and d.deleted_at is null and exists (
             select from deal_person c
             where c.workspace_id = $1 and c.deal_id = d.id and c.person_id = any (people_in($1, $3)))
         order by d.id for no key update",
    )
    .bind(actor.workspace())
    .bind(buyer)
    .bind(leaver.id)
    .fetch_all(&mut *tx)
    .await?;
    let gone_already: bool = sqlx::query_scalar("select left_buyer($1, $2, $2, $3, $4) is not null")
        .bind(actor.workspace())
        .bind(leaver.id)
        .bind(leaver.account)
        .bind(buyer)
        .fetch_one(&mut *tx)
        .await?;
    if gone_already && next.is_none_or(|it| Some(it) == leaver.account) {
        return Ok(());
    }
    let new_name = match next {
        Some(next) => Some(name_of(&mut tx, actor, next).await?),
        None => None,
    };
    sqlx::query(
        "insert into person_former (workspace_id, id, person_id, account_id, left_on, by_id) values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(actor.workspace())
    .bind(Uuid::now_v7())
    .bind(leaver.id)
    .bind(buyer)
    .bind(on)
    .bind(actor.id())
    .execute(&mut *tx)
    .await?;
    let act = Uuid::now_v7();
    let moved = Change {
        field: "account".to_owned(),
        before: leaver.account_name.unwrap_or_default(),
        after: new_name.unwrap_or_default(),
    };
    let version: i32 = sqlx::query_scalar(
        "with moved as (
             update person set account_id = $3, version = version + 1, updated_at = now()
             where workspace_id = $1 and id = $2
             returning workspace_id, id, version
         ), recorded as (
             insert into field_change (workspace_id, id, person_id, changes, by_id, version)
             select workspace_id, $4, id, $5, $6, version from moved
         )
         select version from moved",
    )
    .bind(actor.workspace())
    .bind(leaver.id)
    .bind(next)
    .bind(act)
    .bind(Json([moved]))
    .bind(actor.id())
    .fetch_one(&mut *tx)
    .await?;
    let about = About {
        person: Some(leaver.id),
        account: Some(buyer),
        version: Some(version),
        act: Some(ActId(act)),
        ..About::default()
    };
    tell(&mut tx, actor, Topic::Person, about).await?;
    for deal in deals {
        step(&mut tx, actor, deal, Uuid::now_v7(), &[changed("left", "", leaver.name.clone())]).await?;
    }
    db.commit(tx).await
}

async fn name_of(tx: &mut crate::Act, actor: &Actor, account: AccountId) -> Result<String> {
    let found: Option<String> = sqlx::query_scalar(
        "select name from account where workspace_id = $1 and id = $2 and deleted_at is null for key share",
    )
    .bind(actor.workspace())
    .bind(account)
    .fetch_optional(&mut **tx)
    .await?;
    found.ok_or_else(|| Problem::new("account", Why::Unknown).into())
}
