//! The dossier, put together from what is on record of a lead.

use crate::{Actor, Error, Result};
use chrono::{DateTime, TimeDelta, Utc};
use domain::activities::{ActivityKind, Outcome};
use domain::consent::{Channel, Of, Standing, standing};
use domain::handover::{Contact, Dossier, Notes};
use domain::leads::Origin;
use domain::qualification::{Kind, Told};
use domain::{AccountId, LeadId, PersonId, identity};
use sqlx::PgConnection;

/// What somebody did longer ago says little about why now.
const SIGNALS_DAYS: i64 = 90;
const SIGNALS_SHOWN: usize = 5;
const PEOPLE_SHOWN: i64 = 8;

#[derive(sqlx::FromRow)]
struct Row {
    name: String,
    company: Option<String>,
    domain: Option<String>,
    title: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    about: String,
    origin: Origin,
    kind: Kind,
    fit: Option<i16>,
    account: Option<AccountId>,
    person: Option<PersonId>,
}

pub(super) async fn assemble(
    on: &mut PgConnection,
    actor: &Actor,
    lead: LeadId,
    now: DateTime<Utc>,
) -> Result<Dossier> {
    let row: Option<Row> = sqlx::query_as(
        "select l.name, coalesce(a.name, l.company) as company, a.domain, l.title, l.email, l.phone, l.about, l.origin,
             l.kind, s.fit, l.account_id as account, l.person_id as person
         from lead l
         left join account a on a.workspace_id = l.workspace_id and a.id = l.account_id and a.deleted_at is null
         left join lead_score s on s.workspace_id = l.workspace_id and s.lead_id = l.id
         where l.workspace_id = $1 and l.id = $2 and l.deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(lead)
    .fetch_optional(&mut *on)
    .await?;
    let row = row.ok_or(Error::NotFound)?;
    let seen =
        crate::signals::seen_of_leads(on, actor, &[(lead, now - TimeDelta::days(SIGNALS_DAYS))]).await?;
    let mut signals: Vec<Told> = seen.values().flatten().map(Told::from).collect();
    signals.sort_by_key(|it| std::cmp::Reverse(it.at));
    signals.truncate(SIGNALS_SHOWN);
    let known = row.domain.or_else(|| row.email.as_deref().and_then(identity::company_domain));
    Ok(Dossier {
        company: row.company,
        domain: known,
        name: row.name,
        title: row.title,
        email: row.email,
        phone: row.phone,
        fit: row.fit,
        kind: row.kind,
        origin: row.origin,
        about: row.about,
        signals,
        talk: crate::qualification::talk(&mut *on, actor, lead).await?,
        notes: notes(on, actor, lead).await?,
        people: people(on, actor, row.account, row.person).await?,
        last_contact: last_contact(on, actor, lead).await?,
        consents: consents(on, actor, lead, now).await?,
    })
}

pub(super) async fn notes(on: &mut PgConnection, actor: &Actor, lead: LeadId) -> Result<Notes> {
    let notes: Option<Notes> = sqlx::query_as(
        "select need_words, people, questions, next_step, next_step_due, promises from dossier_note
         where workspace_id = $1 and lead_id = $2",
    )
    .bind(actor.workspace())
    .bind(lead)
    .fetch_optional(on)
    .await?;
    Ok(notes.unwrap_or_default())
}

async fn people(
    on: &mut PgConnection,
    actor: &Actor,
    account: Option<AccountId>,
    themselves: Option<PersonId>,
) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar(
        "select concat_ws(' ', name, title) from person
         where workspace_id = $1 and account_id = $2 and id is distinct from $3 and deleted_at is null
         order by last_activity_at desc nulls last, name
         limit $4",
    )
    .bind(actor.workspace())
    .bind(account)
    .bind(themselves)
    .bind(PEOPLE_SHOWN)
    .fetch_all(on)
    .await?)
}

async fn last_contact(on: &mut PgConnection, actor: &Actor, lead: LeadId) -> Result<Option<Contact>> {
    let found: Option<(DateTime<Utc>, ActivityKind, Option<Outcome>, String)> = sqlx::query_as(
        "select occurred_at, kind, outcome, body from activity
         where workspace_id = $1 and lead_id = $2 and reached and removed_at is null
         order by occurred_at desc
         limit 1",
    )
    .bind(actor.workspace())
    .bind(lead)
    .fetch_optional(on)
    .await?;
    Ok(found.map(|(at, kind, outcome, body)| Contact { at, kind, outcome, body }))
}

/// Every way about which they said something that still holds.
async fn consents(
    on: &mut PgConnection,
    actor: &Actor,
    lead: LeadId,
    now: DateTime<Utc>,
) -> Result<Vec<(Channel, bool)>> {
    let all = crate::consent::read(on, actor, Of::Lead(lead)).await?;
    let said = |channel| match standing(channel, &all, now) {
        Standing::Given { .. } => Some((channel, true)),
        Standing::Withdrawn { .. } => Some((channel, false)),
        Standing::Unasked | Standing::Overdue { .. } => None,
    };
    Ok(Channel::ALL.into_iter().filter_map(said).collect())
}
