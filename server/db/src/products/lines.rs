//! The lines of a deal. A deal with lines is worth what they come to: every change of a line is an act
//! of the deal.

use super::product;
use crate::{Actor, Db, Error, Result, Staleness, actor, pipeline};
use domain::activities::Change;
use domain::pipeline::{Deal, deal as rules};
use domain::products::{DealLine, LineForm, total};
use domain::team::Right;
use domain::{ActId, DealId, DealLineId, Money, Problem, ProductId, Why};
use sqlx::types::Json;
use uuid::Uuid;

/// Puts a product onto a deal.
pub async fn add_line(db: &Db, actor: &Actor, deal: DealId, seen: i32, form: &LineForm) -> Result<Deal> {
    let now = workable(db, actor, deal).await?;
    let unknown = || Error::from(Problem::new("product", Why::Unknown));
    let id: ProductId = form.product.trim().parse().map_err(|_| unknown())?;
    let product = match product(db, actor, id).await {
        Ok(product) if product.active => product,
        Ok(_) | Err(Error::NotFound) => return Err(unknown()),
        Err(error) => return Err(error),
    };
    let fields = form.check(product.price, now.card.currency)?;
    let mut lines = now.lines.clone();
    lines.push(DealLine {
        id: DealLineId(Uuid::now_v7()),
        product: id,
        product_name: product.name,
        quantity: fields.quantity,
        unit: fields.unit,
        discount: fields.discount,
    });
    rewrite(db, actor, now, seen, lines).await
}

/// Changes how much of it, for what price, with what discount.
pub async fn change_line(
    db: &Db,
    actor: &Actor,
    deal: DealId,
    seen: i32,
    line: DealLineId,
    form: &LineForm,
) -> Result<Deal> {
    let now = workable(db, actor, deal).await?;
    let mut lines = now.lines.clone();
    let line = lines.iter_mut().find(|it| it.id == line).ok_or(Error::NotFound)?;
    let fields = form.check(line.unit, now.card.currency)?;
    (line.quantity, line.unit, line.discount) = (fields.quantity, fields.unit, fields.discount);
    rewrite(db, actor, now, seen, lines).await
}

/// Takes a line off a deal. Without any line left, nobody knows the amount.
pub async fn remove_line(db: &Db, actor: &Actor, deal: DealId, seen: i32, line: DealLineId) -> Result<Deal> {
    let now = workable(db, actor, deal).await?;
    let mut lines = now.lines.clone();
    lines.retain(|it| it.id != line);
    rewrite(db, actor, now, seen, lines).await
}

/// A deal that the asker may work on.
async fn workable(db: &Db, actor: &Actor, deal: DealId) -> Result<Deal> {
    let now = pipeline::deal(db, actor, deal).await?;
    let teams = actor::teams_of(db, actor.workspace(), now.card.owner).await?;
    actor.must_for(Right::WorkDeal, now.card.owner, &teams)?;
    Ok(now)
}

/// One act: the lines as they are now to be, the amount that follows, its weight, and the history.
async fn rewrite(db: &Db, actor: &Actor, now: Deal, seen: i32, lines: Vec<DealLine>) -> Result<Deal> {
    let deal = now.card.id;
    let currency = now.card.currency;
    let amount = if lines.is_empty() { None } else { Some(total(&lines, currency)?) };
    let changes = line_changes(&now, &lines, amount);
    if changes.is_empty() {
        return Ok(now);
    }
    let overtaken = |now: Deal, differences| {
        Error::Changed(Staleness { version: now.card.version, card: Some(Box::new(now.card)), differences })
    };
    if now.card.version != seen {
        return Err(overtaken(now, changes));
    }
    let (stage_probability,): (i16,) =
        sqlx::query_as("select probability from stage where workspace_id = $1 and id = $2")
            .bind(actor.workspace())
            .bind(now.card.stage)
            .fetch_one(db.pool())
            .await?;
    let weight = rules::probability(now.kind, u8::try_from(stage_probability).unwrap_or(0), now.probability);
    let act = ActId(Uuid::now_v7());
    let mut tx = db.begin().await?;
    let written = sqlx::query(
        "with edited as (
             update deal set amount_minor = $4, weighted_minor = $5, version = version + 1, updated_at = now()
             where workspace_id = $1 and id = $2 and version = $3 and deleted_at is null
             returning workspace_id, id, account_id, version
         ), recorded as (
             insert into field_change (workspace_id, id, deal_id, changes, by_id, version)
             select workspace_id, $6, id, $7, $8, version from edited
         )
         insert into outbox (workspace_id, topic, deal_id, account_id, by_id, act_id, version)
         select workspace_id, 'deal', id, account_id, $8, $6, version from edited",
    )
    .bind(actor.workspace())
    .bind(deal)
    .bind(seen)
    .bind(amount.map(|it| it.minor))
    .bind(amount.map_or(0, |it| it.weighted(weight).minor))
    .bind(act)
    .bind(Json(&changes))
    .bind(actor.id())
    .execute(&mut *tx)
    .await?;
    if written.rows_affected() == 0 {
        return Err(overtaken(pipeline::deal(db, actor, deal).await?, changes));
    }
    // Everybody else who would write a line waits for the deal's row, so this sees all there are.
    sqlx::query(
        "with gone as (
             delete from deal_line where workspace_id = $1 and deal_id = $2 and not id = any ($3)
         )
         insert into deal_line (workspace_id, deal_id, id, product_id, quantity, unit_minor, discount, position)
         select $1, $2, it.id, it.product_id, it.quantity, it.unit_minor, it.discount, it.position
         from unnest($3::uuid[], $4::uuid[], $5::int[], $6::bigint[], $7::smallint[])
             with ordinality as it (id, product_id, quantity, unit_minor, discount, position)
         on conflict (workspace_id, id) do update
             set quantity = excluded.quantity, unit_minor = excluded.unit_minor, discount = excluded.discount,
                 position = excluded.position",
    )
    .bind(actor.workspace())
    .bind(deal)
    .bind(lines.iter().map(|it| it.id.0).collect::<Vec<_>>())
    .bind(lines.iter().map(|it| it.product.0).collect::<Vec<_>>())
    .bind(lines.iter().map(|it| it.quantity).collect::<Vec<_>>())
    .bind(lines.iter().map(|it| it.unit.minor).collect::<Vec<_>>())
    .bind(lines.iter().map(|it| it.discount).collect::<Vec<_>>())
    .execute(&mut *tx)
    .await?;
    db.commit(tx).await?;
    pipeline::deal(db, actor, deal).await
}

/// What would change, as text for people: the lines that differ, and the amount.
fn line_changes(now: &Deal, lines: &[DealLine], amount: Option<Money>) -> Vec<Change> {
    let change = |field: &str, before: String, after: String| Change { field: field.to_owned(), before, after };
    let said = |lines: &[DealLine], id| lines.iter().find(|it| it.id == id).map_or(String::new(), DealLine::said);
    let mut ids: Vec<DealLineId> = now.lines.iter().map(|it| it.id).collect();
    ids.extend(lines.iter().map(|it| it.id).filter(|id| now.lines.iter().all(|it| it.id != *id)));
    let pairs = ids.into_iter().map(|id| (said(&now.lines, id), said(lines, id)));
    let mut changes: Vec<Change> =
        pairs.filter(|(before, after)| before != after).map(|(before, after)| change("line", before, after)).collect();
    let full = |it: Option<Money>| it.map_or(String::new(), Money::full);
    let (before, after) = (full(now.card.amount()), full(amount));
    if before != after {
        changes.push(change("amount", before, after));
    }
    changes
}
