//! Editing an account or a person. Two people who edit at once never overwrite each other silently: the
//! second sees, field by field, what stands now and what they wanted.

use super::{
    create::{may_own, registered, same_email},
    history, named, nfc, one,
};
use crate::{Act, Actor, Db, Error, Result, actor, error::unknown_reference};
use domain::accounts::{
    Account, AccountFields, AccountForm, Person, PersonFields, PersonForm, RegistrationNumber,
};
use domain::activities::Subject;
use domain::team::Right;
use domain::{AccountId, MemberId, PersonId, Problem, Refusal, Why};

/// Writes what the form says over the version its writer saw. An unchanged form writes nothing.
pub async fn change_account(
    db: &Db,
    actor: &Actor,
    id: AccountId,
    seen: i32,
    form: &AccountForm,
) -> Result<Account> {
    actor.must(Right::KeepRecords)?;
    let now = one::account(db, actor, id).await?;
    let parent = named::meant(db, actor, "parent", &form.parent, &form.parent_name, now.parent).await?;
    let mut wanted = form.check(now.currency)?;
    wanted.name = nfc(&wanted.name);
    wanted.parent = parent;
    // Plans and notes are none of a form's business: whoever writes one meanwhile has overtaken nobody.
    let seen = if facts_changed_since(db, actor, id, seen).await? { seen } else { now.version };
    if now.version != seen {
        return overtaken_account(db, actor, id, seen, &wanted).await;
    }
    may_reassign(db, actor, now.owner, wanted.owner).await?;
    let names = history::names(db, actor, now.owner, wanted.owner, wanted.parent).await?;
    let changes = history::account_changes(&now, &wanted, &names);
    if changes.is_empty() {
        return Ok(now);
    }

    let mut tx = db.begin().await?;
    if now.business_reg_no != wanted.business_reg_no {
        // An import that is being written looks at the numbers that are taken, and nobody takes one meanwhile.
        sqlx::query("select from workspace where id = $1 for no key update")
            .bind(actor.workspace())
            .execute(&mut *tx)
            .await?;
    }
    if let Some(parent) = wanted.parent
        && now.parent != wanted.parent
    {
        no_circle(&mut tx, actor, id, parent).await?;
    }
    let written = write_account(&mut tx, actor, id, seen, &wanted).await;
    let written = match written {
        Ok(written) => written,
        Err(error) => {
            drop(tx);
            return Err(same_number(db, actor, id, wanted.business_reg_no.as_ref(), error).await);
        }
    };
    let Some(version) = written else {
        drop(tx);
        return overtaken_account(db, actor, id, seen, &wanted).await;
    };
    history::record(&mut tx, actor, Subject::Account(id), version, &changes).await?;
    db.commit(tx).await?;
    one::account(db, actor, id).await
}

/// The row over the version that was seen. None: somebody was faster.
pub(super) async fn write_account(
    tx: &mut Act,
    actor: &Actor,
    id: AccountId,
    seen: i32,
    wanted: &AccountFields,
) -> sqlx::Result<Option<i32>> {
    sqlx::query_scalar(
        "update account set
             name = $4, domain = $5, industry = $6, employees = $7, region = $8, owner_id = $9, parent_id = $10,
             about = $11, target = $12, business_reg_no = $13, revenue_minor = $14, version = version + 1, updated_at = now()
         where workspace_id = $1 and id = $2 and version = $3 and deleted_at is null
         returning version",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(seen)
    .bind(&wanted.name)
    .bind(&wanted.domain)
    .bind(&wanted.industry)
    .bind(wanted.employees)
    .bind(&wanted.region)
    .bind(wanted.owner)
    .bind(wanted.parent)
    .bind(&wanted.about)
    .bind(wanted.target)
    .bind(&wanted.business_reg_no)
    .bind(wanted.revenue.map(|it| it.minor))
    .fetch_optional(&mut **tx)
    .await
}

/// Has anything about an account been changed since, besides how it is worked?
async fn facts_changed_since(db: &Db, actor: &Actor, id: AccountId, seen: i32) -> Result<bool> {
    Ok(sqlx::query_scalar(
        "select exists (
             select from field_change f cross join jsonb_array_elements(f.changes) c
             where f.workspace_id = $1 and f.account_id = $2 and f.version > $3 and c ->> 'field' <> all ($4))",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(seen)
    .bind(&crate::outbound::FIELDS[..])
    .fetch_one(db.pool())
    .await?)
}

/// Turns a number that another account has into that account.
pub(super) async fn same_number(
    db: &Db,
    actor: &Actor,
    id: AccountId,
    number: Option<&RegistrationNumber>,
    error: sqlx::Error,
) -> Error {
    if error.as_database_error().and_then(|it| it.constraint()) != Some("account_registration_taken") {
        return unknown_reference(error);
    }
    let found = async {
        let mut on = db.pool().acquire().await?;
        registered(&mut on, actor, id, number).await
    };
    match found.await {
        Ok(Some(refusal)) => refusal.into(),
        Ok(None) => Refusal::Taken(Problem::new("business_reg_no", Why::Taken)).into(),
        Err(error) => error,
    }
}

/// Somebody was faster: what stands now, if that is all the asker wanted, else where the two differ.
async fn overtaken_account(
    db: &Db,
    actor: &Actor,
    id: AccountId,
    seen: i32,
    wanted: &AccountFields,
) -> Result<Account> {
    let now = one::account(db, actor, id).await?;
    let names = history::names(db, actor, now.owner, wanted.owner, wanted.parent).await?;
    let changes = history::account_changes(&now, wanted, &names);
    let error = history::overtaken(db, actor, Subject::Account(id), (seen, now.version), changes).await?;
    error.map_or(Ok(now), Err)
}

/// The same for a person.
pub async fn change_person(
    db: &Db,
    actor: &Actor,
    id: PersonId,
    seen: i32,
    form: &PersonForm,
) -> Result<Person> {
    actor.must(Right::KeepRecords)?;
    let now = one::person(db, actor, id).await?;
    let account = named::meant(db, actor, "account", &form.account, &form.account_name, now.account).await?;
    let mut wanted = form.check()?;
    wanted.name = nfc(&wanted.name);
    wanted.account = account;
    if now.version != seen {
        return overtaken_person(db, actor, id, seen, &wanted).await;
    }
    may_reassign(db, actor, now.owner, wanted.owner).await?;
    let names = history::names(db, actor, now.owner, wanted.owner, wanted.account).await?;
    let changes = history::person_changes(&now, &wanted, &names);
    if changes.is_empty() {
        return Ok(now);
    }

    let mut tx = db.begin().await?;
    let written = write_person(&mut tx, actor, id, seen, &wanted).await;
    let written = match written {
        Ok(written) => written,
        Err(error) => {
            drop(tx);
            return Err(same_email(db, actor, wanted.email.as_deref(), error).await);
        }
    };
    let Some(version) = written else {
        drop(tx);
        return overtaken_person(db, actor, id, seen, &wanted).await;
    };
    history::record(&mut tx, actor, Subject::Person(id), version, &changes).await?;
    db.commit(tx).await?;
    one::person(db, actor, id).await
}

pub(super) async fn write_person(
    tx: &mut Act,
    actor: &Actor,
    id: PersonId,
    seen: i32,
    wanted: &PersonFields,
) -> sqlx::Result<Option<i32>> {
    sqlx::query_scalar(
        "update person set
             name = $4, title = $5, department = $6, email = $7, phone = $8, account_id = $9, owner_id = $10,
             about = $11, version = version + 1, updated_at = now()
         where workspace_id = $1 and id = $2 and version = $3 and deleted_at is null
         returning version",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(seen)
    .bind(&wanted.name)
    .bind(&wanted.title)
    .bind(&wanted.department)
    .bind(&wanted.email)
    .bind(&wanted.phone)
    .bind(wanted.account)
    .bind(wanted.owner)
    .bind(&wanted.about)
    .fetch_optional(&mut **tx)
    .await
}

/// Somebody was faster: what stands now, if that is all the asker wanted, else where the two differ.
async fn overtaken_person(
    db: &Db,
    actor: &Actor,
    id: PersonId,
    seen: i32,
    wanted: &PersonFields,
) -> Result<Person> {
    let now = one::person(db, actor, id).await?;
    let names = history::names(db, actor, now.owner, wanted.owner, wanted.account).await?;
    let changes = history::person_changes(&now, wanted, &names);
    let error = history::overtaken(db, actor, Subject::Person(id), (seen, now.version), changes).await?;
    error.map_or(Ok(now), Err)
}

/// Giving a record to somebody else is a right of its own, and only who works here can be given one.
pub(super) async fn may_reassign(
    db: &Db,
    actor: &Actor,
    now: Option<MemberId>,
    wanted: Option<MemberId>,
) -> Result<()> {
    if now == wanted {
        return Ok(());
    }
    let teams = actor::teams_of(db, actor.workspace(), now).await?;
    actor.must_for(Right::Reassign, now, &teams)?;
    may_own(db, actor, wanted).await
}

/// An account may not come to stand below itself.
async fn no_circle(tx: &mut Act, actor: &Actor, account: AccountId, parent: AccountId) -> Result<()> {
    // Two such changes at once could close a circle that neither sees, so they go one after the other.
    sqlx::query("select from workspace where id = $1 for no key update")
        .bind(actor.workspace())
        .execute(&mut **tx)
        .await?;
    let circle: bool = sqlx::query_scalar(
        "with recursive above (id) as (
             select $3
             union
             select a.parent_id
             from above join account a on a.workspace_id = $1 and a.id = above.id
             where a.parent_id is not null
         )
         select exists (select from above where id = $2)",
    )
    .bind(actor.workspace())
    .bind(account)
    .bind(parent)
    .fetch_one(&mut **tx)
    .await?;
    if circle { Err(Error::from(Problem::new("parent", Why::Circular))) } else { Ok(()) }
}
