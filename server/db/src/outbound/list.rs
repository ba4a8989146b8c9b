//! The list of targets, and how one account is worked.

use super::choose::made;
use super::facts::{Of, read};
use super::notes::notes;
use crate::{Actor, Db, Result, accounts};
use chrono::{DateTime, Utc};
use domain::AccountId;
use domain::merge::Records;
use domain::outbound::{AccountOutbound, Targets, Wish};
use domain::team::Right;

/// The targets of a wish, in the order to work them.
pub async fn list(db: &Db, actor: &Actor, wish: &Wish, now: DateTime<Utc>) -> Result<Targets> {
    actor.must(Right::Read)?;
    let today = actor.day(now);
    let found = read(db, actor, Of::Everybodys(wish.of), today).await?;
    let lines = found.into_iter().map(|it| it.line).collect();
    let made = match wish.made {
        Some(act) => made(db.pool(), actor, act).await?,
        None => None,
    };
    Ok(Targets { made, ..Targets::of(lines, wish, today, now) })
}

/// How one account is worked: its plan, and what was found out about it. One that was swallowed is the one that lives.
pub async fn account(db: &Db, actor: &Actor, id: AccountId, now: DateTime<Utc>) -> Result<AccountOutbound> {
    let id = AccountId(accounts::merge::living(db, actor, Records::Account, id.0).await?);
    let account = accounts::account(db, actor, id).await?;
    let today = actor.day(now);
    let found = read(db, actor, Of::One(id), today).await?.into_iter().next();
    let (line, given_up, steps) = match found {
        Some(it) => (account.target.then_some(it.line), it.given_up, it.steps),
        None => (None, None, vec![]),
    };
    let people = accounts::people_at(db, actor, Some(id)).await?;
    let member = line.as_ref().and_then(|it| it.member);
    let notes = notes(db, actor, id).await?;
    Ok(AccountOutbound { account: id, line, given_up, steps, notes, people, member, today })
}
