//! What the rules ask about leads, many at once: how well their accounts fit, what speaks against them, and what they and
//! their companies did.

use crate::{Actor, Db, Error, Result};
use chrono::{DateTime, Utc};
use domain::identity::company_domain;
use domain::leads::DisqualifyReason;
use domain::qualification::{Facts, Fit, Kind, Signals};
use domain::signals::score::Seen;
use domain::signals::{Family, SignalKind};
use domain::{AccountId, LeadId, PersonId, SignalId, WorkspaceId};
use sqlx::PgConnection;
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// More than these say nothing new: points are capped, and half of them fades in two weeks.
const MOST: i64 = 2_000;

/// Of a lead `l` with its score `s` and its account's fit `f`, what is asked besides signals, as [`Row`].
pub(super) const FACTS: &str = "s.workspace_id, s.lead_id, s.facts, s.cooling, s.review, l.email, l.account_id, l.person_id,
    array(select w.email from lead w where w.workspace_id = l.workspace_id and w.duplicate_of = l.id order by w.id)
        || array(select p.email from person p
                 where p.workspace_id = l.workspace_id and p.duplicate_of = l.person_id order by p.id) as other_emails,
    array(select w.person_id from lead w where w.workspace_id = l.workspace_id and w.duplicate_of = l.id order by w.id)
        || array(select p.id from person p
                 where p.workspace_id = l.workspace_id and p.duplicate_of = l.person_id order by p.id) as other_people,
    l.kind, l.status = 'disqualified' or l.deleted_at is not null as is_over, f.score as fit,
    (select max(p.version) from icp_profile p where p.workspace_id = s.workspace_id) as fit_version,
    array(select d.disqualify_reason from lead d
          where d.workspace_id = l.workspace_id and d.email = l.email and d.id <> l.id and d.status = 'disqualified'
              and d.deleted_at is null) as given_up";

pub(super) const FROM: &str = "from lead_score s
    join lead l on l.workspace_id = s.workspace_id and l.id = s.lead_id
    left join account_fit f on f.workspace_id = l.workspace_id and f.account_id = l.account_id";

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub workspace_id: WorkspaceId,
    pub lead_id: LeadId,
    pub facts: i64,
    pub cooling: bool,
    pub review: bool,
    email: Option<String>,
    /// Of those it has swallowed, and of those that its person has, each in its place.
    other_emails: Vec<Option<String>>,
    other_people: Vec<Option<PersonId>>,
    pub account_id: Option<AccountId>,
    pub person_id: Option<PersonId>,
    pub kind: Kind,
    /// Given up, or gone: no rule grants it anything.
    pub is_over: bool,
    pub fit: Option<i16>,
    pub fit_version: Option<i32>,
    given_up: Vec<DisqualifyReason>,
}

impl Row {
    pub fn facts(&self) -> Facts {
        let fit = match (self.fit_version, self.fit) {
            (None, _) => Fit::NotAsked,
            (Some(_), None) => Fit::Unknown,
            (Some(_), Some(fit)) => Fit::Of(i32::from(fit)),
        };
        Facts { fit, email: self.email.clone(), given_up: self.given_up.clone() }
    }

    /// By which its company is known where no account is.
    pub fn domain(&self) -> Option<String> {
        if self.account_id.is_some() { None } else { self.email.as_deref().and_then(company_domain) }
    }

    pub fn of(&self) -> Of {
        let company = match (self.account_id, self.domain()) {
            (Some(account), _) => Some(Company::Account(account)),
            (None, Some(domain)) => Some(Company::Domain(domain)),
            // Somebody by themselves: who has an address that anybody can get is their own company.
            (None, None) => self.email.clone().map(Company::Alone),
        };
        let others = self.other_emails.iter().cloned().zip(self.other_people.iter().copied()).collect();
        Of { email: self.email.clone(), person: self.person_id, others, company }
    }
}

/// Whose signals are looked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Of {
    pub email: Option<String>,
    pub person: Option<PersonId>,
    /// As whom they are known besides.
    pub others: Vec<(Option<String>, Option<PersonId>)>,
    pub company: Option<Company>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Company {
    Account(AccountId),
    Domain(String),
    Alone(String),
}

/// The signals of each of these, in their order. A company's are read once, however many of its people are asked about.
pub(crate) async fn signals_of(
    on: &mut PgConnection,
    workspace: WorkspaceId,
    of: &[Of],
    now: DateTime<Utc>,
) -> Result<Vec<Signals>> {
    let own = own(on, workspace, of).await?;
    let company = company(on, workspace, of, now).await?;
    let of_company = |it: &Of| it.company.as_ref().and_then(|it| company.get(it)).map(|it| it.to_vec());
    Ok(own
        .into_iter()
        .zip(of)
        .map(|(own, it)| Signals { own, company: of_company(it).unwrap_or_default() })
        .collect())
}

#[derive(sqlx::FromRow)]
struct Found {
    place: i64,
    id: SignalId,
    kind: String,
    value: Option<i64>,
    at: DateTime<Utc>,
    email: Option<String>,
    product: Option<String>,
}

impl Found {
    fn seen(self) -> Option<(usize, Seen)> {
        let kind = SignalKind::of_code(&self.kind)?;
        let Self { place, id, value, at, email, product, .. } = self;
        let seen = Seen { id, kind, value, at, email, product };
        Some((usize::try_from(place).ok()?, seen))
    }
}

fn kinds_of(wanted: impl Fn(SignalKind) -> bool) -> Vec<&'static str> {
    SignalKind::ALL.into_iter().filter(|it| wanted(*it)).map(SignalKind::code).collect()
}

fn places<T>(of: &[T]) -> Vec<i64> {
    (0..).take(of.len()).collect()
}

/// What they did themselves, but for the use of the product.
async fn own(on: &mut PgConnection, workspace: WorkspaceId, of: &[Of]) -> Result<Vec<Vec<Seen>>> {
    let known: Vec<(i64, Option<&str>, Option<PersonId>)> = (0..)
        .zip(of)
        .flat_map(|(place, it)| {
            let others = it.others.iter().map(move |(email, person)| (place, email.as_deref(), *person));
            std::iter::once((place, it.email.as_deref(), it.person)).chain(others)
        })
        .collect();
    let found: Vec<Found> = sqlx::query_as(
        "select l.place, h.id, h.kind, h.value, h.occurred_at as at, h.email, null as product
         from unnest($2::bigint[], $3::text[], $4::uuid[]) as l (place, email, person_id)
         cross join lateral (
             (select id, kind, value, occurred_at, email from signal
              where workspace_id = $1 and email = l.email and kind = any ($5)
              order by occurred_at desc
              limit $6)
             union
             (select id, kind, value, occurred_at, email from signal
              where workspace_id = $1 and person_id = l.person_id and kind = any ($5)
              order by occurred_at desc
              limit $6)
         ) h",
    )
    .bind(workspace)
    .bind(known.iter().map(|it| it.0).collect::<Vec<_>>())
    .bind(known.iter().map(|it| it.1).collect::<Vec<_>>())
    .bind(known.iter().map(|it| it.2).collect::<Vec<_>>())
    .bind(kinds_of(|it| it.family() != Family::Product))
    .bind(MOST)
    .fetch_all(&mut *on)
    .await?;
    let mut all = vec![vec![]; of.len()];
    for (place, seen) in found.into_iter().filter_map(Found::seen) {
        if let Some(own) = all.get_mut(place)
            && (of[place].others.is_empty() || own.iter().all(|it: &Seen| it.id != seen.id))
        {
            own.push(seen);
        }
    }
    Ok(all)
}

/// What companies do with the product. A product in use says every day again that it is: once for each day, user and
/// product is all that counts, and not from further back than any rule looks.
async fn company(
    on: &mut PgConnection,
    workspace: WorkspaceId,
    of: &[Of],
    now: DateTime<Utc>,
) -> Result<HashMap<Company, Arc<[Seen]>>> {
    let mut places_of: HashMap<&Company, usize> = HashMap::new();
    let mut companies: Vec<&Company> = vec![];
    for company in of.iter().filter_map(|it| it.company.as_ref()) {
        places_of.entry(company).or_insert_with(|| {
            companies.push(company);
            companies.len() - 1
        });
    }
    let account = |it: &&Company| if let Company::Account(id) = it { Some(*id) } else { None };
    let domain = |it: &&Company| if let Company::Domain(it) = it { Some(it.clone()) } else { None };
    let email = |it: &&Company| if let Company::Alone(it) = it { Some(it.clone()) } else { None };
    let found: Vec<Found> = sqlx::query_as(
        "with c as materialized (
             -- An account, and all that it has swallowed.
             select c.place, a.id as account_id, coalesce(c.domain, a.domain) as domain, c.email
             from unnest($2::bigint[], $3::uuid[], $4::text[], $5::text[]) as c (place, account_id, domain, email)
             left join account a on a.workspace_id = $1 and a.id = any (accounts_in($1, c.account_id))
         ), whose as materialized (
             select c.place, p.id as person_id, p.email
             from c join person p on p.workspace_id = $1 and p.account_id = c.account_id
                 and (p.deleted_at is null or p.duplicate_of is not null)
         ), theirs as (
             select c.place, h.id, h.kind, h.value, h.occurred_at, h.email, h.product
             from c join signal h on h.workspace_id = $1 and h.account_id = c.account_id
             union
             select w.place, h.id, h.kind, h.value, h.occurred_at, h.email, h.product
             from whose w join signal h on h.workspace_id = $1 and h.person_id = w.person_id
             union
             select w.place, h.id, h.kind, h.value, h.occurred_at, h.email, h.product
             from whose w join signal h on h.workspace_id = $1 and h.email = w.email and h.person_id is null
             union
             select c.place, h.id, h.kind, h.value, h.occurred_at, h.email, h.product
             from c join signal h on h.workspace_id = $1 and h.domain = c.domain
                 and (h.account_id is null or c.account_id is null)
             union
             select c.place, h.id, h.kind, h.value, h.occurred_at, h.email, h.product
             from c join signal h on h.workspace_id = $1 and h.email = c.email
         ), used as (
             select distinct on (place, email, product, (occurred_at at time zone 'UTC')::date)
                 place, id, kind, value, occurred_at, email, product
             from theirs
             where kind = $6 and occurred_at > $7::timestamptz - interval '400 days'
             order by place, email, product, (occurred_at at time zone 'UTC')::date, occurred_at desc, id
         ), counted as (
             select * from used
             union all
             select * from theirs where kind = any ($8)
         )
         select place, id, kind, value, occurred_at as at, email, product
         from (select *, row_number() over (partition by place order by occurred_at desc, id) as nth from counted) it
         where nth <= $9",
    )
    .bind(workspace)
    .bind(places(&companies))
    .bind(companies.iter().map(account).collect::<Vec<_>>())
    .bind(companies.iter().map(domain).collect::<Vec<Option<String>>>())
    .bind(companies.iter().map(email).collect::<Vec<Option<String>>>())
    .bind(SignalKind::Active)
    .bind(now)
    .bind(kinds_of(|it| it.family() == Family::Product && it != SignalKind::Active))
    .bind(MOST)
    .fetch_all(&mut *on)
    .await?;
    let mut all: Vec<Vec<Seen>> = vec![vec![]; companies.len()];
    for (place, seen) in found.into_iter().filter_map(Found::seen) {
        if let Some(theirs) = all.get_mut(place) {
            theirs.push(seen);
        }
    }
    Ok(companies.into_iter().cloned().zip(all.into_iter().map(Arc::from)).collect())
}

/// One lead, as the rules see it.
pub(crate) async fn lead(db: &Db, actor: &Actor, id: LeadId) -> Result<(Of, Facts)> {
    // Nothing in the text comes from outside: it is this module's columns.
    let sql = format!("select {FACTS} {FROM} where s.workspace_id = $1 and s.lead_id = $2");
    let row: Row = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(id)
        .fetch_optional(db.pool())
        .await?
        .ok_or(Error::NotFound)?;
    Ok((row.of(), row.facts()))
}

/// As ids are bound.
pub(super) fn ids(rows: &[Row]) -> Vec<Uuid> {
    rows.iter().map(|it| it.lead_id.0).collect()
}
