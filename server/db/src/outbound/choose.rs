//! Which accounts we set out to win: all that a filter finds, in one act that can be taken back; and letting one be, with
//! a reason.

use super::facts::{Of, read};
use super::{change, hold, tell};
use crate::accounts::{may_own, ticked, to_win};
use crate::team::still_here;
use crate::{Act, Actor, Db, Result};
use chrono::{DateTime, Utc};
use domain::accounts::Wish;
use domain::activities::Change;
use domain::outbound::{GiveUpForm, TargetsMade};
use domain::team::Right;
use domain::{AccountId, ActId, MemberId, Problem, Refusal, Why};
use sqlx::PgExecutor;
use sqlx::types::Json;
use uuid::Uuid;

/// So many accounts become targets in one act.
const AT_ONCE: i64 = 500;

/// Makes targets of the accounts of a wish that are none, for a member: whoever was never reached first, then the best
/// fit. Sent again, it is done once.
pub async fn choose(
    db: &Db,
    actor: &Actor,
    act: ActId,
    wish: &Wish,
    member: Option<MemberId>,
) -> Result<TargetsMade> {
    actor.must(Right::KeepRecords)?;
    if member.is_some() && member != actor.id() {
        // Work for somebody else is given by who leads.
        actor.must_for(Right::Reassign, None, &[])?;
    }
    may_own(db, actor, member).await?;
    let mut tx = db.begin().await?;
    let first = sqlx::query(
        "insert into target_act (workspace_id, id, made, left_over, by_id) values ($1, $2, 0, 0, $3)
         on conflict do nothing",
    )
    .bind(actor.workspace())
    .bind(act)
    .bind(actor.id())
    .execute(&mut *tx)
    .await?
    .rows_affected();
    if first == 0 {
        drop(tx);
        return Ok(made(db.pool(), actor, act).await?.ok_or(Refusal::CannotUndo)?);
    }
    // Whoever leaves meanwhile passes on what they were given, or gets nothing any more.
    if member.is_some() && still_here(&mut tx, actor, member).await?.is_none() {
        return Err(Problem::new("member", Why::Unknown).into());
    }
    let (accounts, all) = to_win(&mut tx, actor, wish, AT_ONCE).await?;
    let marked = mark(&mut tx, actor, &accounts, true).await?;
    if marked.is_empty() {
        // Nothing was done, so there is nothing to remember, and nothing to take back.
        return Ok(TargetsMade { act, made: 0, left: 0, is_undone: false });
    }
    sqlx::query(
        "update target set member_id = $3, act_id = $4 where workspace_id = $1 and account_id = any ($2)",
    )
    .bind(actor.workspace())
    .bind(&marked)
    .bind(member)
    .bind(act)
    .execute(&mut *tx)
    .await?;
    let count = i64::try_from(marked.len()).unwrap_or(i64::MAX);
    let left = (all - count).max(0);
    sqlx::query(
        "update target_act set made = $3::bigint::integer, left_over = $4::bigint::integer
         where workspace_id = $1 and id = $2",
    )
    .bind(actor.workspace())
    .bind(act)
    .bind(count)
    .bind(left)
    .execute(&mut *tx)
    .await?;
    db.commit(tx).await?;
    Ok(TargetsMade { act, made: count, left, is_undone: false })
}

/// How many accounts of a wish are no targets yet.
pub async fn offer(db: &Db, actor: &Actor, wish: &Wish) -> Result<i64> {
    actor.must(Right::Read)?;
    let mut on = db.pool().acquire().await?;
    Ok(to_win(&mut on, actor, wish, 1).await?.1)
}

/// What an act made.
pub(super) async fn made(on: impl PgExecutor<'_>, actor: &Actor, act: ActId) -> Result<Option<TargetsMade>> {
    let found: Option<(i32, i32, bool)> = sqlx::query_as(
        "select made, left_over, undone_at is not null from target_act where workspace_id = $1 and id = $2",
    )
    .bind(actor.workspace())
    .bind(act)
    .fetch_optional(on)
    .await?;
    let made = |(made, left, is_undone): (i32, i32, bool)| TargetsMade {
        act,
        made: made.into(),
        left: left.into(),
        is_undone,
    };
    Ok(found.map(made))
}

/// Takes back what an act made, but for the targets that somebody has begun to work.
pub async fn take_back(db: &Db, actor: &Actor, act: ActId, now: DateTime<Utc>) -> Result<TargetsMade> {
    actor.must(Right::KeepRecords)?;
    let was = made(db.pool(), actor, act).await?.ok_or(crate::Error::NotFound)?;
    if was.is_undone {
        return Ok(was);
    }
    let found = read(db, actor, Of::Made(act), actor.day(now)).await?;
    // A deal or lead from before says nothing about this: what counts is what was done with the target.
    let fresh = found.iter().filter(|it| it.steps.is_empty() && it.line.touches == 0);
    let fresh: Vec<_> = fresh.map(|it| it.line.account.0).collect();
    let mut tx = db.begin().await?;
    mark(&mut tx, actor, &fresh, false).await?;
    sqlx::query("update target_act set undone_at = now() where workspace_id = $1 and id = $2")
        .bind(actor.workspace())
        .bind(act)
        .execute(&mut *tx)
        .await?;
    db.commit(tx).await?;
    Ok(TargetsMade { is_undone: true, ..was })
}

/// Marks many accounts as targets, or as none: each a step of its version, with its lines. Those that are so already stay
/// as they are. Answers which were marked.
async fn mark(tx: &mut Act, actor: &Actor, accounts: &[Uuid], target: bool) -> Result<Vec<Uuid>> {
    // In one order, so that two such acts wait for each other rather than forever.
    let held: Vec<Uuid> = sqlx::query_scalar(
        "select id from account
         where workspace_id = $1 and id = any ($2) and target <> $3 and deleted_at is null
         order by id
         for no key update",
    )
    .bind(actor.workspace())
    .bind(accounts)
    .bind(target)
    .fetch_all(&mut **tx)
    .await?;
    let changes: [Change; 1] = [change("target", ticked(!target), ticked(target))];
    let lines: Vec<Uuid> = held.iter().map(|_| Uuid::now_v7()).collect();
    Ok(sqlx::query_scalar(
        "with marked as (
             update account a set target = $3, version = a.version + 1, updated_at = now()
             from unnest($2::uuid[], $5::uuid[]) as it (account_id, line_id)
             where a.workspace_id = $1 and a.id = it.account_id
             returning a.workspace_id, a.id, a.version, it.line_id
         ), told as (
             insert into field_change (workspace_id, id, account_id, changes, created, by_id, version)
             select workspace_id, line_id, id, $4, false, $6, version from marked
         ), news as (
             insert into outbox (workspace_id, topic, account_id, by_id, version)
             select workspace_id, 'account', id, $6, version from marked
         )
         select id from marked",
    )
    .bind(actor.workspace())
    .bind(&held)
    .bind(target)
    .bind(Json(&changes[..]))
    .bind(lines)
    .bind(actor.id())
    .fetch_all(&mut **tx)
    .await?)
}

/// Lets a target be, and says why. One that is none stays as it is.
pub async fn give_up(
    db: &Db,
    actor: &Actor,
    account: AccountId,
    form: &GiveUpForm,
    now: DateTime<Utc>,
) -> Result<()> {
    actor.must(Right::KeepRecords)?;
    let reason = form.check()?;
    let mut tx = db.begin().await?;
    if !hold(&mut tx, actor, account).await? {
        return Ok(());
    }
    // The reason comes first: it is what keeps the row when the account is a target no more.
    sqlx::query(
        "update target set given_up = $3, given_up_by = $4, given_up_at = $5
         where workspace_id = $1 and account_id = $2",
    )
    .bind(actor.workspace())
    .bind(account)
    .bind(&reason)
    .bind(actor.id())
    .bind(now)
    .execute(&mut *tx)
    .await?;
    sqlx::query("update account set target = false where workspace_id = $1 and id = $2")
        .bind(actor.workspace())
        .bind(account)
        .execute(&mut *tx)
        .await?;
    let changes = [change("target", ticked(true), ticked(false)), change("given_up", "", reason)];
    tell(&mut tx, actor, account, &changes).await?;
    db.commit(tx).await
}
