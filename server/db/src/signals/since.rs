//! What people who are leads did since some moment: whether they raised a hand, and whether who was put off comes back.

use crate::{Actor, Result};
use chrono::{DateTime, Utc};
use domain::signals::score::Seen;
use domain::signals::{Family, SignalKind};
use domain::{LeadId, SignalId};
use sqlx::PgConnection;
use std::collections::HashMap;

/// Of many leads at once, each since a moment of its own; what only counts for companies is left out.
pub(crate) async fn seen_of_leads(
    on: &mut PgConnection,
    actor: &Actor,
    leads: &[(LeadId, DateTime<Utc>)],
) -> Result<HashMap<LeadId, Vec<Seen>>> {
    let rows: Vec<Row> = sqlx::query_as(
        "with asked as (
             select l.workspace_id, a.id, l.email, l.person_id, a.since
             from unnest($2::uuid[], $3::timestamptz[]) as a (id, since)
             join lead l on l.workspace_id = $1 and l.id = any (leads_in($1, a.id))
         )
         select a.id as lead, h.id, h.kind, h.value, h.occurred_at as at, h.email
         from asked a
         join signal h on h.workspace_id = a.workspace_id and h.email = a.email
         where h.occurred_at > a.since and h.kind = any ($4)
         union
         select a.id, h.id, h.kind, h.value, h.occurred_at, h.email
         from asked a
         join signal h on h.workspace_id = a.workspace_id and h.person_id = any (people_in(a.workspace_id, a.person_id))
         where h.occurred_at > a.since and h.kind = any ($4)",
    )
    .bind(actor.workspace())
    .bind(leads.iter().map(|it| it.0.0).collect::<Vec<_>>())
    .bind(leads.iter().map(|it| it.1).collect::<Vec<_>>())
    .bind(Family::Marketing.kinds().map(SignalKind::code).collect::<Vec<_>>())
    .fetch_all(on)
    .await?;
    let mut seen: HashMap<_, Vec<_>> = HashMap::new();
    for row in rows {
        seen.entry(row.lead).or_default().extend(row.seen());
    }
    Ok(seen)
}

#[derive(sqlx::FromRow)]
struct Row {
    lead: LeadId,
    id: SignalId,
    kind: String,
    value: Option<i64>,
    at: DateTime<Utc>,
    email: Option<String>,
}

impl Row {
    fn seen(self) -> Option<Seen> {
        Some(Seen {
            id: self.id,
            kind: SignalKind::of_code(&self.kind)?,
            value: self.value,
            at: self.at,
            email: self.email,
            // What somebody does in a product counts for their company alone.
            product: None,
        })
    }
}
