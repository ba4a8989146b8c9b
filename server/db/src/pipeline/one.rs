//! One deal with everything its page shows.

use super::cards::CARD;
use crate::{Actor, Db, Error, Result};
use chrono::{DateTime, NaiveDate, Utc};
use domain::pipeline::{Card, Deal, StageKind};
use domain::team::Right;
use domain::{
    Currency, DealId, DealLineId, Key, Money, PersonId, ProductId, TagId, ids::Keyed, products::DealLine,
};

/// The deal that people call by this key.
pub async fn deal_id(db: &Db, actor: &Actor, key: Key) -> Result<DealId> {
    actor.must(Right::Read)?;
    if key.of != Keyed::Deal {
        return Err(Error::NotFound);
    }
    Ok(sqlx::query_scalar(
        "select id from deal where workspace_id = $1 and number = $2 and deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(key.number)
    .fetch_one(db.pool())
    .await?)
}

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    card: Card,
    kind: StageKind,
    person: Option<PersonId>,
    person_name: Option<String>,
    probability: Option<i16>,
    close_date_moves: i32,
    about: String,
    close_reason: Option<String>,
    lost_to: Option<String>,
    hold_until: Option<NaiveDate>,
    closed_at: Option<DateTime<Utc>>,
    tags: Vec<TagId>,
    created_at: DateTime<Utc>,
}

pub async fn deal(db: &Db, actor: &Actor, deal: DealId) -> Result<Deal> {
    actor.must(Right::Read)?;
    let sql = format!(
        "select {CARD}, s.kind, d.person_id as person, p.name as person_name, d.probability,
            d.close_date_moves, d.about,
            d.close_reason, d.lost_to, d.hold_until, d.closed_at, d.created_at,
            array(select tag_id from tagged t where t.workspace_id = $1 and t.deal_id = $2 order by tag_id) as tags
         from deal d
         join stage s on s.workspace_id = d.workspace_id and s.id = d.stage_id
         left join account a on a.workspace_id = d.workspace_id and a.id = d.account_id
         left join person p on p.workspace_id = d.workspace_id and p.id = d.person_id
         where d.workspace_id = $1 and d.id = $2 and d.deleted_at is null"
    );
    let row: Row = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(deal)
        .fetch_one(db.pool())
        .await?;
    let lines = lines(db, actor, deal).await?;
    Ok(Deal {
        card: row.card,
        kind: row.kind,
        person: row.person,
        person_name: row.person_name,
        probability: row.probability.and_then(|it| u8::try_from(it).ok()),
        close_date_moves: row.close_date_moves,
        about: row.about,
        close_reason: row.close_reason,
        lost_to: row.lost_to,
        hold_until: row.hold_until,
        closed_at: row.closed_at,
        tags: row.tags,
        lines,
        created_at: row.created_at,
    })
}

#[derive(sqlx::FromRow)]
struct LineRow {
    id: DealLineId,
    product: ProductId,
    product_name: String,
    quantity: i32,
    unit_minor: i64,
    currency: Currency,
    discount: i16,
}

async fn lines(db: &Db, actor: &Actor, deal: DealId) -> Result<Vec<DealLine>> {
    let rows: Vec<LineRow> = sqlx::query_as(
        "select l.id, l.product_id as product, p.name as product_name, l.quantity, l.unit_minor, d.currency, l.discount
         from deal_line l
         join deal d on d.workspace_id = l.workspace_id and d.id = l.deal_id
         join product p on p.workspace_id = l.workspace_id and p.id = l.product_id
         where l.workspace_id = $1 and l.deal_id = $2
         order by l.position, l.id",
    )
    .bind(actor.workspace())
    .bind(deal)
    .fetch_all(db.pool())
    .await?;
    let line = |row: LineRow| DealLine {
        id: row.id,
        product: row.product,
        product_name: row.product_name,
        quantity: row.quantity,
        unit: Money::new(row.unit_minor, row.currency),
        discount: row.discount,
    };
    Ok(rows.into_iter().map(line).collect())
}
