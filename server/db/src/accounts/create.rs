//! A new account or person, each made in one act. Sent twice with the same id, it is made once; one that
//! is already there is shown instead of made again.

use super::{history, named, nfc, one};
use crate::{Act, Actor, Db, Error, Result, error::unknown_reference, exchange};
use domain::accounts::{
    Account, AccountFields, AccountForm, Person, PersonFields, PersonForm, RegistrationNumber,
};
use domain::activities::Subject;
use domain::search::Found;
use domain::team::Right;
use domain::{AccountId, MemberId, PersonId, Problem, Refusal, Why, identity};
use sqlx::PgConnection;
use uuid::Uuid;

/// Makes an account, unless there is one of the same name or domain.
pub async fn create_account(
    db: &Db,
    actor: &Actor,
    id: Option<AccountId>,
    form: &AccountForm,
) -> Result<Account> {
    account(db, actor, id, form, Namesakes::Refuse).await
}

/// Makes an account even if another has its name or domain: branches share a domain, and there is more
/// than one Hanbit.
pub async fn create_account_anyway(
    db: &Db,
    actor: &Actor,
    id: Option<AccountId>,
    form: &AccountForm,
) -> Result<Account> {
    account(db, actor, id, form, Namesakes::Allow).await
}

#[derive(PartialEq)]
enum Namesakes {
    Refuse,
    Allow,
}

async fn account(
    db: &Db,
    actor: &Actor,
    id: Option<AccountId>,
    form: &AccountForm,
    namesakes: Namesakes,
) -> Result<Account> {
    actor.must(Right::KeepRecords)?;
    let id = id.unwrap_or_else(|| AccountId(Uuid::now_v7()));
    let parent = named::meant(db, actor, "parent", &form.parent, &form.parent_name, None).await?;
    let mut fields = form.check(exchange::base(db, actor).await?)?;
    fields.name = nfc(&fields.name);
    fields.parent = parent;
    fields.owner = fields.owner.or(actor.id());
    may_own(db, actor, fields.owner).await?;

    let mut tx = db.begin().await?;
    // Taking the number makes two people who create at once go one after the other, so that the second
    // sees the first one's account.
    let number: i32 = sqlx::query_scalar(
        "update workspace set last_account_number = last_account_number + 1 where id = $1
         returning last_account_number",
    )
    .bind(actor.workspace())
    .fetch_one(&mut *tx)
    .await?;
    let known: Option<AccountId> =
        sqlx::query_scalar("select id from account where workspace_id = $1 and id = $2")
            .bind(actor.workspace())
            .bind(id)
            .fetch_optional(&mut *tx)
            .await?;
    if known.is_some() {
        drop(tx);
        return one::account(db, actor, id).await;
    }
    if let Some(same) = registered(&mut tx, actor, id, fields.business_reg_no.as_ref()).await? {
        return Err(same.into());
    }
    if namesakes == Namesakes::Refuse
        && let Some(namesake) = namesake(&mut tx, actor, &fields).await?
    {
        return Err(namesake.into());
    }
    sqlx::query(
        "insert into account (workspace_id, id, number, name, domain, industry, employees, region, owner_id, parent_id,
             about, target, business_reg_no, revenue_minor)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(number)
    .bind(&fields.name)
    .bind(&fields.domain)
    .bind(&fields.industry)
    .bind(fields.employees)
    .bind(&fields.region)
    .bind(fields.owner)
    .bind(fields.parent)
    .bind(&fields.about)
    .bind(fields.target)
    .bind(&fields.business_reg_no)
    .bind(fields.revenue.map(|it| it.minor))
    .execute(&mut *tx)
    .await
    .map_err(unknown_reference)?;
    history::record_created(&mut tx, actor, Subject::Account(id)).await?;
    db.commit(tx).await?;
    one::account(db, actor, id).await
}

/// The other account of this number. Unlike a name or a domain a number is one company's alone, so nobody makes a second
/// one of it anyway.
pub(super) async fn registered(
    on: &mut PgConnection,
    actor: &Actor,
    id: AccountId,
    number: Option<&RegistrationNumber>,
) -> Result<Option<Refusal>> {
    let found: Option<(AccountId, i32, String)> = sqlx::query_as(
        "select id, number, name from account
         where workspace_id = $1 and business_reg_no = $2 and id <> $3 and deleted_at is null
         union all
         -- One that was swallowed stands for the survivor.
         select s.id, s.number, s.name
         from account w join account s on s.workspace_id = w.workspace_id and s.id = w.duplicate_of
         where w.workspace_id = $1 and w.business_reg_no = $2 and s.id <> $3
         limit 1",
    )
    .bind(actor.workspace())
    .bind(number)
    .bind(id)
    .fetch_optional(on)
    .await?;
    Ok(found.map(|(id, number, title)| Refusal::Exists {
        field: "business_reg_no".to_owned(),
        found: Found::Account(id, number),
        title,
    }))
}

/// How many that share a piece of the name are looked at.
const LOOKED_AT: i64 = 80;

/// An account that is probably the same: its name but for case, blanks and what kind of company it is (㈜, 주식회사), or
/// its domain.
async fn namesake(tx: &mut Act, actor: &Actor, fields: &AccountFields) -> Result<Option<Refusal>> {
    let key = identity::company(&fields.name);
    let found: Vec<(AccountId, i32, String, bool, bool)> = sqlx::query_as(
        "select s.id, s.number, a.name, search_norm(a.name) = search_norm($2),
             a.domain is not distinct from $3 and $3 is not null
         from account a
         join account s on s.workspace_id = a.workspace_id and s.id = coalesce(a.duplicate_of, a.id)
         where a.workspace_id = $1 and s.deleted_at is null
             and (search_norm(a.name) collate \"C\" = search_norm($2) or a.domain = $3 or a.grams @> bigrams($4))
         order by search_norm(a.name) = search_norm($2) desc, a.domain = $3 desc nulls last, s.number
         limit $5",
    )
    .bind(actor.workspace())
    .bind(&fields.name)
    .bind(&fields.domain)
    // Of one letter everything would be found.
    .bind(Some(&key).filter(|it| it.chars().count() > 1))
    .bind(LOOKED_AT)
    .fetch_all(&mut **tx)
    .await?;
    let alike = found.into_iter().filter_map(|(id, number, title, same, by_domain)| {
        let by_name = same || identity::company(&title) == key;
        (by_name || by_domain).then_some((id, number, title, by_name))
    });
    Ok(alike.max_by_key(|it| (it.3, std::cmp::Reverse(it.1))).map(|(id, number, title, by_name)| {
        let field = if by_name { "name" } else { "domain" };
        Refusal::Exists { field: field.to_owned(), found: Found::Account(id, number), title }
    }))
}

/// Makes a person, unless somebody has the same e-mail address.
pub async fn create_person(
    db: &Db,
    actor: &Actor,
    id: Option<PersonId>,
    form: &PersonForm,
) -> Result<Person> {
    actor.must(Right::KeepRecords)?;
    let id = id.unwrap_or_else(|| PersonId(Uuid::now_v7()));
    let account = named::meant(db, actor, "account", &form.account, &form.account_name, None).await?;
    let mut fields = form.check()?;
    fields.name = nfc(&fields.name);
    fields.account = account;
    fields.owner = fields.owner.or(actor.id());
    may_own(db, actor, fields.owner).await?;

    let mut tx = db.begin().await?;
    let known: Option<PersonId> =
        sqlx::query_scalar("select id from person where workspace_id = $1 and id = $2")
            .bind(actor.workspace())
            .bind(id)
            .fetch_optional(&mut *tx)
            .await?;
    if known.is_some() {
        drop(tx);
        return one::person(db, actor, id).await;
    }
    if let Some(same) = addressed(&mut tx, actor, fields.email.as_deref()).await? {
        return Err(same.into());
    }
    let made = insert_person(&mut tx, actor, id, &fields).await;
    if let Err(error) = made {
        drop(tx);
        return Err(same_email(db, actor, fields.email.as_deref(), error).await);
    }
    history::record_created(&mut tx, actor, Subject::Person(id)).await?;
    db.commit(tx).await?;
    one::person(db, actor, id).await
}

pub(crate) async fn insert_person(
    tx: &mut Act,
    actor: &Actor,
    id: PersonId,
    fields: &PersonFields,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into person (workspace_id, id, name, title, department, email, phone, account_id, owner_id, about)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(&fields.name)
    .bind(&fields.title)
    .bind(&fields.department)
    .bind(&fields.email)
    .bind(&fields.phone)
    .bind(fields.account)
    .bind(fields.owner)
    .bind(&fields.about)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Whoever has this address already, or has swallowed who had it.
async fn addressed(tx: &mut Act, actor: &Actor, email: Option<&str>) -> Result<Option<Refusal>> {
    let found: Option<(PersonId, String)> = sqlx::query_as(
        "select id, name from person where workspace_id = $1 and id = person_of_email($1, $2)",
    )
    .bind(actor.workspace())
    .bind(email)
    .fetch_optional(&mut **tx)
    .await?;
    Ok(found.map(|(id, title)| Refusal::Exists {
        field: "email".to_owned(),
        found: Found::Person(id),
        title,
    }))
}

/// Turns a taken e-mail address into the person who has it.
pub(super) async fn same_email(db: &Db, actor: &Actor, email: Option<&str>, error: sqlx::Error) -> Error {
    if error.as_database_error().and_then(|it| it.constraint()) != Some("person_email_taken") {
        return unknown_reference(error);
    }
    let found: sqlx::Result<Option<(PersonId, String)>> = sqlx::query_as(
        "select id, name from person where workspace_id = $1 and email = $2 and deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(email)
    .fetch_optional(db.pool())
    .await;
    match found {
        Ok(Some((id, title))) => {
            Refusal::Exists { field: "email".to_owned(), found: Found::Person(id), title }.into()
        }
        Ok(None) => Refusal::Taken(Problem::new("email", Why::Taken)).into(),
        Err(error) => error.into(),
    }
}

/// Records are given to members who work here.
pub(crate) async fn may_own(db: &Db, actor: &Actor, owner: Option<MemberId>) -> Result<()> {
    let Some(owner) = owner else { return Ok(()) };
    let active: Option<bool> =
        sqlx::query_scalar("select deactivated_at is null from member where workspace_id = $1 and id = $2")
            .bind(actor.workspace())
            .bind(owner)
            .fetch_optional(db.pool())
            .await?;
    if active == Some(true) { Ok(()) } else { Err(Problem::new("owner", Why::Unknown).into()) }
}
