//! The lead board, and one status of it a page at a time. A page begins at a lead, not at a number; the counts are exact.

use super::queue::promise;
use crate::{Actor, Db, Result, search::Asked};
use chrono::{DateTime, Utc};
use domain::accounts::Place;
use domain::leads::{LeadCard, LeadColumn, LeadStatus, LeadsView, ON_BOARD, PAGE, Wish};
use domain::pipeline::filter::Owner;
use domain::qualification::Kinds;
use domain::team::Right;
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

/// A lead's card, as `r`, with what was found of it, as `s`.
pub(super) const CARD: &str = "select r.id, r.number, r.version, r.name, r.company, r.title, r.origin, r.source, r.kind,
    coalesce(s.cooling, false) as cooling, coalesce(s.review, false) as review, r.status, r.status_entered_at, r.owner_id as owner, r.last_touch_at, r.nurture_until, r.disqualify_reason,
    (select count(*) from lead_touch t
     where t.workspace_id = r.workspace_id and t.lead_id = any (leads_in(r.workspace_id, r.id))) as touches";

pub async fn leads(db: &Db, actor: &Actor, wish: &Wish) -> Result<LeadsView> {
    actor.must(Right::Read)?;
    let mut query = QueryBuilder::new("select r.status, count(*)");
    matching(&mut query, actor, wish);
    query.push(" group by r.status");
    let counts: Vec<(LeadStatus, i64)> = query.build_query_as().fetch_all(db.pool()).await?;
    let (columns, before) = match wish.status {
        Some(status) => {
            let (column, before) = page(db, actor, wish, status).await?;
            (vec![column], before)
        }
        None => (board(db, actor, wish).await?, 0),
    };
    let now = Utc::now();
    let columns = with_promises(db, actor, columns, now).await?;
    let sources = sources(db, actor).await?;
    Ok(LeadsView { columns, counts, before, sources, now })
}

/// Every card says what its lead is owed.
async fn with_promises(
    db: &Db,
    actor: &Actor,
    mut columns: Vec<LeadColumn>,
    now: DateTime<Utc>,
) -> Result<Vec<LeadColumn>> {
    let cards = || columns.iter().flat_map(|it| &it.cards);
    let ids: Vec<_> = cards().map(|it| it.id).collect();
    let mut promises = promise(db, actor, &ids, now).await?;
    for card in columns.iter_mut().flat_map(|it| &mut it.cards) {
        card.promise = promises.remove(&card.id);
    }
    Ok(columns)
}

async fn board(db: &Db, actor: &Actor, wish: &Wish) -> Result<Vec<LeadColumn>> {
    let mut columns = Vec::with_capacity(LeadStatus::BOARD.len());
    for status in LeadStatus::BOARD {
        let mut query = QueryBuilder::new(CARD);
        matching(&mut query, actor, wish);
        query.push(" and r.status = ").push_bind(status);
        query.push(" order by r.last_touch_at desc, r.id desc limit ").push_bind(ON_BOARD);
        let cards: Vec<LeadCard> = query.build_query_as().fetch_all(db.pool()).await?;
        columns.push(LeadColumn { status, cards });
    }
    Ok(columns)
}

/// A page of one status, and how many stand before it.
async fn page(db: &Db, actor: &Actor, wish: &Wish, status: LeadStatus) -> Result<(LeadColumn, i64)> {
    let at = match wish.place {
        Place::Start => None,
        Place::After(row) | Place::Before(row) => Some(At::of(db, actor, row).await?),
    };
    let backwards = matches!(wish.place, Place::Before(_));
    let mut query = QueryBuilder::new(CARD);
    matching(&mut query, actor, wish);
    query.push(" and r.status = ").push_bind(status);
    if let Some(at) = at {
        query.push(if backwards {
            " and (r.last_touch_at, r.id) > ("
        } else {
            " and (r.last_touch_at, r.id) < ("
        });
        query.push_bind(at.last_touch_at).push(", ").push_bind(at.id).push(")");
    }
    query.push(match backwards {
        false => " order by r.last_touch_at desc, r.id desc limit ",
        true => " order by r.last_touch_at, r.id limit ",
    });
    query.push_bind(PAGE);
    let mut cards: Vec<LeadCard> = query.build_query_as().fetch_all(db.pool()).await?;
    if backwards {
        cards.reverse();
    }
    let before = match cards.first() {
        None => 0,
        Some(first) => {
            let mut query = QueryBuilder::new("select count(*)");
            matching(&mut query, actor, wish);
            query.push(" and r.status = ").push_bind(status).push(" and (r.last_touch_at, r.id) > (");
            query.push_bind(first.last_touch_at).push(", ").push_bind(first.id).push(")");
            query.build_query_scalar().fetch_one(db.pool()).await?
        }
    };
    Ok((LeadColumn { status, cards }, before))
}

/// The lead where a page begins.
#[derive(Clone, Copy, sqlx::FromRow)]
struct At {
    id: Uuid,
    last_touch_at: DateTime<Utc>,
}

impl At {
    async fn of(db: &Db, actor: &Actor, row: Uuid) -> Result<Self> {
        Ok(sqlx::query_as("select id, last_touch_at from lead where workspace_id = $1 and id = $2")
            .bind(actor.workspace())
            .bind(row)
            .fetch_one(db.pool())
            .await?)
    }
}

/// `from … where …`: the leads of a wish, whatever their status.
pub(super) fn matching(query: &mut QueryBuilder<Postgres>, actor: &Actor, wish: &Wish) {
    query.push(" from lead r left join lead_score s on s.workspace_id = r.workspace_id and s.lead_id = r.id");
    query.push(" where r.workspace_id = ").push_bind(actor.workspace().0);
    query.push(" and r.deleted_at is null");
    match wish.owner {
        Owner::Anybody => {}
        Owner::Nobody => {
            query.push(" and r.owner_id is null");
        }
        Owner::Me => {
            query.push(" and r.owner_id = ").push_bind(actor.id());
        }
        Owner::Of(member) => {
            query.push(" and r.owner_id = ").push_bind(member);
        }
    }
    if let Some(origin) = wish.origin {
        query.push(" and r.origin = ").push_bind(origin);
    }
    if !wish.source.is_empty() {
        query.push(" and r.source = ").push_bind(wish.source.clone());
    }
    match wish.kind {
        Kinds::Any => {}
        Kinds::Of(kind) => {
            query.push(" and r.kind = ").push_bind(kind);
        }
        Kinds::Cooling => {
            query.push(" and s.cooling");
        }
        Kinds::Review => {
            query.push(" and s.review");
        }
    }
    let asked = Asked::of(&wish.text).dialled();
    if asked.words.is_empty() {
        return;
    }
    if let Some((from, to)) = asked.prefix {
        query.push(r#" and search_norm(r.name) collate "C" >= "#).push_bind(from);
        query.push(r#" and search_norm(r.name) collate "C" < "#).push_bind(to);
        return;
    }
    query.push(" and r.grams @> all_bigrams(").push_bind(asked.words.clone()).push(")");
    if asked.recheck {
        query.push(" and search_has(r.name || ' ' || coalesce(r.company, ''), reach(r.email, r.phone), ");
        query.push_bind(asked.words).push(")");
    }
}

/// Where leads came from, the most frequent first.
pub(super) async fn sources(db: &Db, actor: &Actor) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar(
        "select source from lead
         where workspace_id = $1 and source is not null and deleted_at is null
         group by source
         order by count(*) desc, source
         limit 30",
    )
    .bind(actor.workspace())
    .fetch_all(db.pool())
    .await?)
}
