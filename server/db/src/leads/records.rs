//! Leads as programs read them: whole records, one or a list of them.

use super::board::matching;
use super::one::{self, LEAD};
use crate::paging::{Place, Slice};
use crate::{Actor, Db, Error, Result};
use chrono::{DateTime, Utc};
use domain::LeadId;
use domain::leads::{Lead, Touch, Wish};
use domain::team::Right;
use sqlx::QueryBuilder;
use sqlx::types::Json;

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct LeadRecord {
    #[sqlx(flatten)]
    pub lead: Lead,
    pub first: Json<Touch>,
    pub last: Json<Touch>,
    pub touches: i64,
    pub fit_score: Option<i16>,
    pub interest_score: i16,
    pub product_score: Option<i16>,
    pub cooling: bool,
    pub review: bool,
    pub updated_at: DateTime<Utc>,
}

fn asked() -> QueryBuilder<sqlx::Postgres> {
    let touch = |order: &str| {
        format!(
            "(select to_jsonb(t) from lead_touch t
              where t.workspace_id = l.workspace_id and t.lead_id = any (leads_in(l.workspace_id, l.id))
              order by t.at {order}, t.version {order} limit 1)"
        )
    };
    let (first, last) = (touch(""), touch("desc"));
    QueryBuilder::new(format!(
        "select {LEAD}, l.updated_at, {first} as first, {last} as last,
             (select count(*) from lead_touch t
              where t.workspace_id = l.workspace_id and t.lead_id = any (leads_in(l.workspace_id, l.id))) as touches,
             s.fit as fit_score, coalesce(s.interest, 0::smallint) as interest_score, s.product as product_score,
             coalesce(s.cooling, false) as cooling, coalesce(s.review, false) as review
         from lead l
         left join lead_score s on s.workspace_id = l.workspace_id and s.lead_id = l.id
         where l.workspace_id = "
    ))
}

/// One lead; by the id of one that was swallowed, the survivor.
pub async fn lead_record(db: &Db, actor: &Actor, id: LeadId) -> Result<LeadRecord> {
    actor.must(Right::Read)?;
    let id = one::living(db, actor, id).await?;
    let mut query = asked();
    query.push_bind(actor.workspace().0).push(" and l.deleted_at is null and l.id = ").push_bind(id);
    query.build_query_as().fetch_optional(db.pool()).await?.ok_or(Error::NotFound)
}

/// The leads of a wish after a place. The wish's own page does not count.
pub async fn lead_records(
    db: &Db,
    actor: &Actor,
    wish: &Wish,
    after: Place,
    limit: u16,
) -> Result<Slice<LeadRecord>> {
    actor.must(Right::Read)?;
    let mut query = asked();
    query.push_bind(actor.workspace().0).push(" and l.id in (select r.id");
    matching(&mut query, actor, wish);
    if let Some(status) = wish.status {
        query.push(" and r.status = ").push_bind(status);
    }
    query.push(") and (l.updated_at, l.id) > (").push_bind(after.changed_at).push(", ").push_bind(after.id);
    query.push(") order by l.updated_at, l.id limit ").push_bind(i64::from(limit) + 1);
    let rows: Vec<LeadRecord> = query.build_query_as().fetch_all(db.pool()).await?;
    Ok(Slice::of(rows, limit, |it| Place { changed_at: it.updated_at, id: it.lead.id.0 }))
}
