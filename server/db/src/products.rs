//! What we sell. A product that was sold is never deleted, only retired.

mod lines;

pub use lines::{add_line, change_line, remove_line};

use crate::{Actor, Db, Error, Result, Staleness, error::constraint, outbox};
use domain::activities::Change;
use domain::events::Topic;
use domain::products::{Product, ProductFields, ProductForm};
use domain::team::Right;
use domain::{Currency, Money, Problem, ProductId, Why};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: ProductId,
    version: i32,
    name: String,
    code: Option<String>,
    family: Option<String>,
    price_minor: i64,
    currency: Currency,
    active: bool,
}

impl From<Row> for Product {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            version: row.version,
            name: row.name,
            code: row.code,
            family: row.family,
            price: Money::new(row.price_minor, row.currency),
            active: row.active,
        }
    }
}

/// All products, those that are still sold first.
pub async fn products(db: &Db, actor: &Actor) -> Result<Vec<Product>> {
    actor.must(Right::Read)?;
    let rows: Vec<Row> = sqlx::query_as(
        "select id, version, name, code, family, price_minor, currency, retired_at is null as active
         from product
         where workspace_id = $1
         order by retired_at is not null, coalesce(family, ''), name, id",
    )
    .bind(actor.workspace())
    .fetch_all(db.pool())
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

async fn product(db: &Db, actor: &Actor, id: ProductId) -> Result<Product> {
    let row: Row = sqlx::query_as(
        "select id, version, name, code, family, price_minor, currency, retired_at is null as active
         from product where workspace_id = $1 and id = $2",
    )
    .bind(actor.workspace())
    .bind(id)
    .fetch_one(db.pool())
    .await?;
    Ok(row.into())
}

pub async fn add_product(db: &Db, actor: &Actor, form: &ProductForm) -> Result<ProductId> {
    actor.must(Right::ShapeProcess)?;
    let fields = form.check()?;
    let id = ProductId(Uuid::now_v7());
    let mut tx = db.begin().await?;
    sqlx::query(
        "insert into product (workspace_id, id, name, code, family, price_minor, currency)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(&fields.name)
    .bind(&fields.code)
    .bind(&fields.family)
    .bind(fields.price.minor)
    .bind(fields.price.currency)
    .execute(&mut *tx)
    .await
    .map_err(name_taken)?;
    outbox::tell(&mut tx, actor, Topic::Process, outbox::About::default()).await?;
    db.commit(tx).await?;
    Ok(id)
}

/// Writes what the form says over the version its writer saw. Deals keep the prices they have.
pub async fn edit_product(
    db: &Db,
    actor: &Actor,
    id: ProductId,
    seen: i32,
    form: &ProductForm,
) -> Result<Product> {
    actor.must(Right::ShapeProcess)?;
    let wanted = form.check()?;
    let now = product(db, actor, id).await?;
    let changes = changes(&now, &wanted);
    if changes.is_empty() {
        return Ok(now);
    }
    let mut tx = db.begin().await?;
    let written = sqlx::query(
        "update product set name = $4, code = $5, family = $6, price_minor = $7, currency = $8, version = version + 1
         where workspace_id = $1 and id = $2 and version = $3",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(seen)
    .bind(&wanted.name)
    .bind(&wanted.code)
    .bind(&wanted.family)
    .bind(wanted.price.minor)
    .bind(wanted.price.currency)
    .execute(&mut *tx)
    .await
    .map_err(name_taken)?;
    if written.rows_affected() == 0 {
        // Gives its connection back before it asks for another.
        tx.rollback().await?;
        let now = product(db, actor, id).await?;
        return Err(Error::Changed(Staleness { version: now.version, card: None, differences: changes }));
    }
    outbox::tell(&mut tx, actor, Topic::Process, outbox::About::default()).await?;
    db.commit(tx).await?;
    product(db, actor, id).await
}

/// Takes a product off the list for new lines. Deals that have it keep it.
pub async fn retire_product(db: &Db, actor: &Actor, id: ProductId) -> Result<()> {
    sell(
        db,
        actor,
        id,
        "update product set retired_at = now(), version = version + 1
         where workspace_id = $1 and id = $2 and retired_at is null",
    )
    .await
}

/// Puts a retired product back on the list.
pub async fn offer_product(db: &Db, actor: &Actor, id: ProductId) -> Result<()> {
    sell(
        db,
        actor,
        id,
        "update product set retired_at = null, version = version + 1
         where workspace_id = $1 and id = $2 and retired_at is not null",
    )
    .await
}

/// Done already is done.
async fn sell(db: &Db, actor: &Actor, id: ProductId, sql: &'static str) -> Result<()> {
    actor.must(Right::ShapeProcess)?;
    product(db, actor, id).await?;
    let mut tx = db.begin().await?;
    let written = sqlx::query(sql).bind(actor.workspace()).bind(id).execute(&mut *tx).await?;
    if written.rows_affected() > 0 {
        outbox::tell(&mut tx, actor, Topic::Process, outbox::About::default()).await?;
    }
    db.commit(tx).await
}

fn name_taken(error: sqlx::Error) -> Error {
    constraint(error, "product_name_taken", Problem::new("name", Why::Taken))
}

fn changes(now: &Product, wanted: &ProductFields) -> Vec<Change> {
    let text = |it: &Option<String>| it.clone().unwrap_or_default();
    let pairs = [
        ("name", now.name.clone(), wanted.name.clone()),
        ("code", text(&now.code), text(&wanted.code)),
        ("family", text(&now.family), text(&wanted.family)),
        ("price", now.price.full(), wanted.price.full()),
    ];
    let differing = pairs.into_iter().filter(|(_, before, after)| before != after);
    differing.map(|(field, before, after)| Change { field: field.to_owned(), before, after }).collect()
}
