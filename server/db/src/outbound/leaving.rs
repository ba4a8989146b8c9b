//! Somebody leaves: the targets that they work, and the contacts that they were to make, go to whoever has the account, else
//! to who leads them. Each is a line in the account's history.

use super::facts::{Of, read};
use super::{change, hold, tell};
use crate::{Act, Actor, Db, Result};
use chrono::{DateTime, Utc};
use domain::outbound::StepState;
use domain::team::Member;
use domain::team::leaving::{TasksWent, works_on};
use domain::{AccountId, ContactStepId, MemberId};
use sqlx::PgConnection;
use std::collections::HashSet;
use uuid::Uuid;

/// What somebody has in hand of one target.
pub(crate) struct Theirs {
    account: AccountId,
    owner: Option<MemberId>,
    /// The target itself is theirs to work.
    works: bool,
    /// Contacts that are still to be made.
    steps: Vec<ContactStepId>,
}

/// How many targets and contacts that is.
pub(crate) fn counts(theirs: &[Theirs]) -> (i64, i64) {
    let targets = theirs.iter().filter(|it| it.works).count();
    let steps: usize = theirs.iter().map(|it| it.steps.len()).sum();
    (i64::try_from(targets).unwrap_or(i64::MAX), i64::try_from(steps).unwrap_or(i64::MAX))
}

/// Contacts of somebody's plan that were made already: they stay on record as theirs.
pub(crate) async fn made_by(
    db: &Db,
    actor: &Actor,
    member: MemberId,
    now: DateTime<Utc>,
) -> Result<HashSet<ContactStepId>> {
    let at: Vec<Uuid> = sqlx::query_scalar(
        "select distinct account_id from contact_step where workspace_id = $1 and member_id = $2 and skipped is null",
    )
    .bind(actor.workspace())
    .bind(member)
    .fetch_all(db.pool())
    .await?;
    let found = read(db, actor, Of::These(at), actor.day(now)).await?;
    let steps = found.iter().flat_map(|it| &it.steps);
    Ok(steps.filter(|it| it.1 != StepState::Open).map(|it| it.0.id).collect())
}

/// What is theirs, but for what was made. Within an act whoever is to give them something meanwhile waits.
pub(crate) async fn theirs(
    on: &mut PgConnection,
    actor: &Actor,
    member: MemberId,
    made: &HashSet<ContactStepId>,
) -> Result<Vec<Theirs>> {
    let rows: Vec<(AccountId, Option<MemberId>, bool, Vec<Uuid>)> = sqlx::query_as(
        "select a.id, a.owner_id, coalesce(t.member_id, a.owner_id) is not distinct from $2,
             array(select s.id from contact_step s
                   where s.workspace_id = t.workspace_id and s.account_id = t.account_id and s.member_id = $2
                       and s.skipped is null
                   order by s.place, s.id)
         from target t
         join account a on a.workspace_id = t.workspace_id and a.id = t.account_id
         where t.workspace_id = $1 and t.given_up is null and a.target and a.deleted_at is null
             and (coalesce(t.member_id, a.owner_id) = $2 or exists (
                 select from contact_step s
                 where s.workspace_id = t.workspace_id and s.account_id = t.account_id and s.member_id = $2
                     and s.skipped is null))
         order by a.id",
    )
    .bind(actor.workspace())
    .bind(member)
    .fetch_all(on)
    .await?;
    let of = |(account, owner, works, steps): (AccountId, Option<MemberId>, bool, Vec<Uuid>)| Theirs {
        account,
        owner,
        works,
        steps: steps.into_iter().map(ContactStepId).filter(|it| !made.contains(it)).collect(),
    };
    Ok(rows.into_iter().map(of).filter(|it| it.works || !it.steps.is_empty()).collect())
}

/// Passes all of it on, and answers who got how many targets, and how many contacts.
pub(crate) async fn goes_on_without(
    tx: &mut Act,
    actor: &Actor,
    gone: &Member,
    everybody: &[Member],
    heir: Option<MemberId>,
    theirs: Vec<Theirs>,
) -> Result<[Vec<TasksWent>; 2]> {
    let mut went = [vec![], vec![]];
    for it in theirs {
        hold(tx, actor, it.account).await?;
        let to = works_on(it.owner, gone.id, everybody, heir);
        let name =
            everybody.iter().find(|it| Some(it.id) == to).map(|it| it.name.as_str()).unwrap_or_default();
        let mut changes = vec![];
        if it.works && passed(tx, actor, it.account, gone.id, to).await? {
            changes.push(change("target_member", &gone.name, name));
            count(&mut went[0], to, 1);
        }
        let steps = passed_steps(tx, actor, &it.steps, gone.id, to).await?;
        if steps > 0 {
            changes.push(change("contact_member", &gone.name, name));
            count(&mut went[1], to, steps);
        }
        if !changes.is_empty() {
            tell(tx, actor, it.account, &changes).await?;
        }
    }
    Ok(went)
}

/// Whoever has the account needs not be named.
async fn passed(
    tx: &mut Act,
    actor: &Actor,
    account: AccountId,
    gone: MemberId,
    to: Option<MemberId>,
) -> Result<bool> {
    let done = sqlx::query(
        "update target t set member_id = $4
         from account a
         where t.workspace_id = $1 and t.account_id = $2 and a.workspace_id = t.workspace_id and a.id = t.account_id
             and coalesce(t.member_id, a.owner_id) = $3",
    )
    .bind(actor.workspace())
    .bind(account)
    .bind(gone)
    .bind(to)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

async fn passed_steps(
    tx: &mut Act,
    actor: &Actor,
    steps: &[ContactStepId],
    gone: MemberId,
    to: Option<MemberId>,
) -> Result<i64> {
    let done = sqlx::query(
        "update contact_step set member_id = $4
         where workspace_id = $1 and id = any ($2) and member_id = $3 and skipped is null",
    )
    .bind(actor.workspace())
    .bind(steps.iter().map(|it| it.0).collect::<Vec<_>>())
    .bind(gone)
    .bind(to)
    .execute(&mut **tx)
    .await?;
    Ok(i64::try_from(done.rows_affected()).unwrap_or(i64::MAX))
}

fn count(went: &mut Vec<TasksWent>, to: Option<MemberId>, many: i64) {
    let Some(to) = to else { return };
    match went.iter_mut().find(|it| it.to == to) {
        Some(known) => known.count += many,
        None => went.push(TasksWent { to, count: many }),
    }
}
