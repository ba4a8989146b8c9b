//! Hand-overs as programs read them, with their dossier.

use super::one::{FROM, HANDOVER};
use crate::paging::{Place, Slice};
use crate::{Actor, Db, Error, Result};
use chrono::{DateTime, Utc};
use domain::HandoverId;
use domain::handover::{Dossier, Handover, State};
use domain::team::Right;
use sqlx::QueryBuilder;
use sqlx::types::Json;

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct HandoverRecord {
    #[sqlx(flatten)]
    pub handover: Handover,
    pub dossier: Json<Dossier>,
    pub updated_at: DateTime<Utc>,
}

fn asked() -> QueryBuilder<sqlx::Postgres> {
    QueryBuilder::new(format!("select {HANDOVER}, h.dossier, h.updated_at {FROM} where h.workspace_id = "))
}

pub async fn handover_record(db: &Db, actor: &Actor, id: HandoverId) -> Result<HandoverRecord> {
    actor.must(Right::Read)?;
    let mut query = asked();
    query.push_bind(actor.workspace().0).push(" and h.id = ").push_bind(id);
    query.build_query_as().fetch_optional(db.pool()).await?.ok_or(Error::NotFound)
}

/// Those in one state, or all, after a place.
pub async fn handover_records(
    db: &Db,
    actor: &Actor,
    state: Option<State>,
    after: Place,
    limit: u16,
) -> Result<Slice<HandoverRecord>> {
    actor.must(Right::Read)?;
    let mut query = asked();
    query.push_bind(actor.workspace().0);
    if let Some(state) = state {
        query.push(" and h.state = ").push_bind(state);
    }
    query.push(" and (h.updated_at, h.id) > (").push_bind(after.changed_at).push(", ").push_bind(after.id);
    query.push(") order by h.updated_at, h.id limit ").push_bind(i64::from(limit) + 1);
    let rows: Vec<HandoverRecord> = query.build_query_as().fetch_all(db.pool()).await?;
    Ok(Slice::of(rows, limit, |it| Place { changed_at: it.updated_at, id: it.handover.id.0 }))
}
