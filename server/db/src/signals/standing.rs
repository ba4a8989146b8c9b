//! What the signals of an account, a person or a lead come to. The rule in the domain counts; here stand the facts it asks for.

use crate::activities::links;
use crate::{Actor, Db, Result};
use chrono::{DateTime, Utc};
use domain::LeadId;
use domain::activities::Subject;
use domain::signals::score::{Seen, Standing};
use domain::signals::{Family, SignalKind};
use domain::team::Right;
use sqlx::PgConnection;
use std::collections::HashMap;
use uuid::Uuid;

/// More than these say nothing new: points are capped, and half of them fades in two weeks.
const MOST: i64 = 2_000;

/// A deal has no signals of its own, and stands nowhere by them.
pub async fn standing(db: &Db, actor: &Actor, subject: Subject, now: DateTime<Utc>) -> Result<Standing> {
    actor.must(Right::Read)?;
    links(db.pool(), actor, subject).await?;
    match subject {
        Subject::Deal(_) => Ok(Standing::default()),
        Subject::Account(id) => Ok(Standing::of_account(&seen(db, actor, OF_ACCOUNT, id.0, now).await?, now)),
        Subject::Person(id) => Ok(Standing::of_person(&seen(db, actor, OF_PERSON, id.0, now).await?, now)),
        Subject::Lead(id) => Ok(Standing::of_person(&seen(db, actor, OF_LEAD, id.0, now).await?, now)),
    }
}

/// Signal `h` is of account `$2`, by whom we knew when it came, else by its domain.
const OF_ACCOUNT: &str = "
    (h.account_id = $2
        or h.person_id in (
            select id from person where workspace_id = $1 and account_id = $2 and deleted_at is null)
        or (h.account_id is null and h.domain = (select domain from account where workspace_id = $1 and id = $2)))";

const OF_PERSON: &str = "
    (h.person_id = $2
        or (h.person_id is null and h.email = (select email from person where workspace_id = $1 and id = $2)))";

/// A lead may be nobody's person yet: then its address says whose signals they are.
const OF_LEAD: &str = "
    (h.email = (select email from lead where workspace_id = $1 and id = $2)
        or h.person_id = (select person_id from lead where workspace_id = $1 and id = $2))";

/// A product in use says every day again that it is: once for each day and user is all that counts.
async fn seen(db: &Db, actor: &Actor, of: &'static str, id: Uuid, now: DateTime<Utc>) -> Result<Vec<Seen>> {
    // Nothing in the text comes from outside: it is this module's own.
    let sql = format!(
        "(select h.kind, h.value, h.occurred_at as at, h.email
          from signal h
          where h.workspace_id = $1 and h.kind <> $4 and {of}
          order by h.occurred_at desc
          limit $5)
         union all
         (select distinct on (extract(day from $3 - h.occurred_at), h.email) h.kind, h.value, h.occurred_at, h.email
          from signal h
          where h.workspace_id = $1 and h.kind = $4 and h.occurred_at > $3 - interval '30 days' and {of}
          order by extract(day from $3 - h.occurred_at), h.email, h.occurred_at desc
          limit $5)"
    );
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(id)
        .bind(now)
        .bind(SignalKind::Active)
        .bind(MOST)
        .fetch_all(db.pool())
        .await?;
    Ok(rows.into_iter().filter_map(Row::seen).collect())
}

/// The same of many leads at once, but for what only counts for companies: of their kinds there are few. `since` of
/// each lead leaves out what was before.
pub(crate) async fn seen_of_leads(
    on: &mut PgConnection,
    actor: &Actor,
    leads: &[(LeadId, DateTime<Utc>)],
) -> Result<HashMap<LeadId, Vec<Seen>>> {
    let rows: Vec<OfLead> = sqlx::query_as(
        "with asked as (
             select l.workspace_id, l.id, l.email, l.person_id, a.since
             from unnest($2::uuid[], $3::timestamptz[]) as a (id, since)
             join lead l on l.workspace_id = $1 and l.id = a.id
         )
         select a.id as lead, h.kind, h.value, h.occurred_at as at, h.email
         from asked a
         join signal h on h.workspace_id = a.workspace_id and h.email = a.email
         where h.occurred_at > a.since and h.kind = any ($4)
         union all
         select a.id, h.kind, h.value, h.occurred_at, h.email
         from asked a
         join signal h on h.workspace_id = a.workspace_id and h.person_id = a.person_id
         where h.occurred_at > a.since and h.kind = any ($4) and h.email is distinct from a.email",
    )
    .bind(actor.workspace())
    .bind(leads.iter().map(|it| it.0.0).collect::<Vec<_>>())
    .bind(leads.iter().map(|it| it.1).collect::<Vec<_>>())
    .bind(Family::Marketing.kinds().map(SignalKind::code).collect::<Vec<_>>())
    .fetch_all(on)
    .await?;
    let mut seen: HashMap<_, Vec<_>> = HashMap::new();
    for OfLead { lead, row } in rows {
        seen.entry(lead).or_default().extend(row.seen());
    }
    Ok(seen)
}

#[derive(sqlx::FromRow)]
struct OfLead {
    lead: LeadId,
    #[sqlx(flatten)]
    row: Row,
}

#[derive(sqlx::FromRow)]
struct Row {
    kind: String,
    value: Option<i64>,
    at: DateTime<Utc>,
    email: Option<String>,
}

impl Row {
    fn seen(self) -> Option<Seen> {
        Some(Seen {
            kind: SignalKind::of_code(&self.kind)?,
            value: self.value,
            at: self.at,
            email: self.email,
        })
    }
}
