//! The contact plan of a target: a step is added, put elsewhere, left out, named or taken out. Each is an act on the account,
//! with a line in its history.

use super::facts::steps_on;
use super::{change, hold, tell};
use crate::accounts::may_own;
use crate::error::unknown_reference;
use crate::team::still_here;
use crate::{Act, Actor, Db, Error, Result};
use chrono::{DateTime, Utc};
use domain::activities::Change;
use domain::outbound::{ContactStep, ContactStepForm, StepAct, StepActForm};
use domain::team::Right;
use domain::{AccountId, ContactStepId, PersonId, Problem, Refusal, Why};
use uuid::Uuid;

/// Plans a contact, at the end of the plan. Sent again with the same id, it is done once.
pub async fn add_step(
    db: &Db,
    actor: &Actor,
    account: AccountId,
    form: &ContactStepForm,
    now: DateTime<Utc>,
) -> Result<ContactStepId> {
    actor.must(Right::KeepRecords)?;
    let fields = form.check(actor.day(now))?;
    may_own(db, actor, fields.member).await.map_err(|error| of_field(error, "member"))?;
    let id = fields.id.unwrap_or_else(|| ContactStepId(Uuid::now_v7()));
    let mut tx = db.begin().await?;
    // Whoever leaves meanwhile passes on what they were given, or gets nothing any more. Before the account, as they hold it
    // after their own row.
    let member = fields.member.or(actor.id());
    if member.is_some() && still_here(&mut tx, actor, member).await?.is_none() {
        return Err(Problem::new("member", Why::Unknown).into());
    }
    if !hold(&mut tx, actor, account).await? {
        return Err(Refusal::NotATarget.into());
    }
    let name = match fields.person {
        Some(person) => somebody_there(&mut tx, actor, account, person).await?,
        None => fields.post.clone(),
    };
    let added = sqlx::query(
        "insert into contact_step (workspace_id, id, account_id, place, person_id, post, channel, member_id, due, by_id,
             created_at)
         select $1, $2, $3, coalesce(max(place), 0) + 1, $4, $5, $6, $7, $8, $9, $10
         from contact_step where workspace_id = $1 and account_id = $3
         on conflict do nothing",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(account)
    .bind(fields.person)
    .bind(&fields.post)
    .bind(fields.channel)
    .bind(member)
    .bind(fields.due)
    .bind(actor.id())
    .bind(now)
    .execute(&mut *tx)
    .await
    .map_err(unknown_reference)?
    .rows_affected();
    if added == 0 {
        return Ok(id);
    }
    tell(&mut tx, actor, account, &[change("contact_step", "", name)]).await?;
    db.commit(tx).await?;
    Ok(id)
}

/// Does something with a step that stands in the plan. The same again changes nothing.
pub async fn change_step(db: &Db, actor: &Actor, id: ContactStepId, form: &StepActForm) -> Result<()> {
    actor.must(Right::KeepRecords)?;
    let act = form.check()?;
    let account: Option<AccountId> =
        sqlx::query_scalar("select account_id from contact_step where workspace_id = $1 and id = $2")
            .bind(actor.workspace())
            .bind(id)
            .fetch_optional(db.pool())
            .await?;
    let account = account.ok_or(Error::NotFound)?;
    let mut tx = db.begin().await?;
    hold(&mut tx, actor, account).await?;
    let steps = steps_on(&mut tx, actor, &[account.0]).await?.remove(&account).unwrap_or_default();
    let step = steps.iter().find(|it| it.id == id).ok_or(Error::NotFound)?;
    let Some(changed) = carry_out(&mut tx, actor, (account, &steps, step), act).await? else { return Ok(()) };
    tell(&mut tx, actor, account, &[changed]).await?;
    db.commit(tx).await
}

/// None: it stands so already.
async fn carry_out(
    tx: &mut Act,
    actor: &Actor,
    (account, steps, step): (AccountId, &[ContactStep], &ContactStep),
    act: StepAct,
) -> Result<Option<Change>> {
    let was = step.whom.name();
    Ok(match act {
        StepAct::Place(before) => {
            let order = StepAct::placed(steps, step.id, before);
            if order.iter().eq(steps.iter().map(|it| &it.id)) {
                return Ok(None);
            }
            place(tx, actor, &order).await?;
            let name = |id: &ContactStepId| steps.iter().find(|it| it.id == *id).map(|it| it.whom.name());
            let names =
                |order: Vec<ContactStepId>| order.iter().filter_map(name).collect::<Vec<_>>().join(", ");
            Some(change("contact_order", names(steps.iter().map(|it| it.id).collect()), names(order)))
        }
        StepAct::Skip(reason) => {
            let before = step.skipped.clone().unwrap_or_default();
            if before == reason {
                return Ok(None);
            }
            skip(tx, actor, step.id, Some(&reason)).await?;
            Some(change("contact_skipped", before, reason))
        }
        StepAct::Resume => {
            let Some(before) = step.skipped.clone() else { return Ok(None) };
            skip(tx, actor, step.id, None).await?;
            Some(change("contact_skipped", before, ""))
        }
        StepAct::Name(person) if step.whom.person() == Some(person) => None,
        StepAct::Name(person) => {
            let name = somebody_there(tx, actor, account, person).await?;
            sqlx::query(
                "update contact_step set person_id = $3, post = '' where workspace_id = $1 and id = $2",
            )
            .bind(actor.workspace())
            .bind(step.id)
            .bind(person)
            .execute(&mut **tx)
            .await?;
            Some(change("contact_step", was, name))
        }
        StepAct::TakeOut => {
            sqlx::query("delete from contact_step where workspace_id = $1 and id = $2")
                .bind(actor.workspace())
                .bind(step.id)
                .execute(&mut **tx)
                .await?;
            Some(change("contact_step", was, ""))
        }
    })
}

async fn place(tx: &mut Act, actor: &Actor, order: &[ContactStepId]) -> Result<()> {
    let ids: Vec<Uuid> = order.iter().map(|it| it.0).collect();
    sqlx::query(
        "update contact_step s set place = it.place
         from unnest($2::uuid[]) with ordinality as it (id, place)
         where s.workspace_id = $1 and s.id = it.id",
    )
    .bind(actor.workspace())
    .bind(ids)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn skip(tx: &mut Act, actor: &Actor, step: ContactStepId, reason: Option<&str>) -> Result<()> {
    sqlx::query("update contact_step set skipped = $3 where workspace_id = $1 and id = $2")
        .bind(actor.workspace())
        .bind(step)
        .bind(reason)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The name of somebody who works at this account.
async fn somebody_there(tx: &mut Act, actor: &Actor, account: AccountId, person: PersonId) -> Result<String> {
    let name: Option<String> = sqlx::query_scalar(
        "select name from person where workspace_id = $1 and id = $2 and account_id = $3 and deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(person)
    .bind(account)
    .fetch_optional(&mut **tx)
    .await?;
    name.ok_or_else(|| Problem::new("person", Why::Unknown).into())
}

/// A problem with whoever was chosen, by the name that the field has here.
fn of_field(error: Error, field: &str) -> Error {
    match error {
        Error::Refused(Refusal::Invalid(problems)) => {
            let named = problems.into_iter().map(|it| Problem { field: field.to_owned(), why: it.why });
            named.collect::<Vec<_>>().into()
        }
        other => other,
    }
}
