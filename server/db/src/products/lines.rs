//! The lines of a deal. A deal with lines is worth what they come to: every change of a line is an act
//! of the deal.

use crate::{Actor, Db, Error, Result, Staleness, actor, pipeline};
use domain::activities::Change;
use domain::pipeline::{Deal, deal as rules};
use domain::products::{DealLine, LineFields, LineForm, total};
use domain::team::Right;
use domain::{ActId, DealId, DealLineId, Money, Problem, Why};
use sqlx::types::Json;
use uuid::Uuid;

/// How often an overtaken addition asks again.
const TRIES: usize = 3;

/// Puts a product onto a deal. A new line overwrites nothing, so it asks for no version; sent twice with
/// the same id, it is one.
pub async fn add_line(
    db: &Db,
    actor: &Actor,
    deal: DealId,
    line: DealLineId,
    form: &LineForm,
) -> Result<Deal> {
    for _ in 0..TRIES {
        let now = workable(db, actor, deal).await?;
        if now.lines.iter().any(|it| it.id == line) {
            return Ok(now);
        }
        let mut lines = now.lines.clone();
        lines.push(new_line(db, actor, &now, line, form).await?);
        if let Written::Done(deal) = write(db, actor, now, lines).await? {
            return Ok(*deal);
        }
    }
    Err(overtaken(pipeline::deal(db, actor, deal).await?, vec![]))
}

async fn new_line(db: &Db, actor: &Actor, now: &Deal, id: DealLineId, form: &LineForm) -> Result<DealLine> {
    let unknown = || Error::from(Problem::new("product", Why::Unknown));
    let product = match form.product.trim().parse() {
        Ok(product) => product,
        Err(_) => return Err(unknown()),
    };
    let product = match super::product(db, actor, product).await {
        Ok(product) if product.active => product,
        Ok(_) | Err(Error::NotFound) => return Err(unknown()),
        Err(error) => return Err(error),
    };
    let fields = form.check(product.price, now.card.currency)?;
    Ok(DealLine {
        id,
        product: product.id,
        product_name: product.name,
        quantity: fields.quantity,
        unit: fields.unit,
        discount: fields.discount,
    })
}

/// Changes how much of it, for what price, with what discount, over the version that was seen.
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
    let wanted = form.check(line.unit, now.card.currency)?;
    let differences = differences(line, wanted);
    if differences.is_empty() {
        return Ok(now);
    }
    if now.card.version != seen {
        return Err(overtaken(now, differences));
    }
    (line.quantity, line.unit, line.discount) = (wanted.quantity, wanted.unit, wanted.discount);
    match write(db, actor, now, lines).await? {
        Written::Done(deal) => Ok(*deal),
        Written::Overtaken(now) => Err(overtaken(*now, differences)),
    }
}

/// Takes a line off a deal. Without any line left, nobody knows the amount.
pub async fn remove_line(db: &Db, actor: &Actor, deal: DealId, seen: i32, line: DealLineId) -> Result<Deal> {
    let now = workable(db, actor, deal).await?;
    let Some(gone) = now.lines.iter().find(|it| it.id == line) else { return Ok(now) };
    let differences = vec![change("line", gone.said(), String::new())];
    if now.card.version != seen {
        return Err(overtaken(now, differences));
    }
    let lines = now.lines.iter().filter(|it| it.id != line).cloned().collect();
    match write(db, actor, now, lines).await? {
        Written::Done(deal) => Ok(*deal),
        Written::Overtaken(now) => Err(overtaken(*now, differences)),
    }
}

/// A deal that the asker may work on.
async fn workable(db: &Db, actor: &Actor, deal: DealId) -> Result<Deal> {
    let now = pipeline::deal(db, actor, deal).await?;
    let teams = actor::teams_of(db, actor.workspace(), now.card.owner).await?;
    actor.must_for(Right::WorkDeal, now.card.owner, &teams)?;
    Ok(now)
}

fn overtaken(now: Deal, differences: Vec<Change>) -> Error {
    Error::Changed(Staleness { version: now.card.version, card: Some(Box::new(now.card)), differences })
}

fn change(field: &str, before: String, after: String) -> Change {
    Change { field: field.to_owned(), before, after }
}

/// Field by field, as a form sends it: from what stands now to what is wanted.
fn differences(now: &DealLine, wanted: LineFields) -> Vec<Change> {
    let pairs = [
        ("quantity", now.quantity.to_string(), wanted.quantity.to_string()),
        ("unit", now.unit.digits(), wanted.unit.digits()),
        ("discount", now.discount.to_string(), wanted.discount.to_string()),
    ];
    let differing = pairs.into_iter().filter(|(_, before, after)| before != after);
    differing.map(|(field, before, after)| change(field, before, after)).collect()
}

/// Whether somebody was faster.
enum Written {
    Done(Box<Deal>),
    Overtaken(Box<Deal>),
}

/// One act: the lines as they are now to be, the amount that follows, its weight, and the history.
async fn write(db: &Db, actor: &Actor, now: Deal, lines: Vec<DealLine>) -> Result<Written> {
    let deal = now.card.id;
    let currency = now.card.currency;
    let amount = if lines.is_empty() { None } else { Some(total(&lines, currency)?) };
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
    .bind(now.card.version)
    .bind(amount.map(|it| it.minor))
    .bind(amount.map_or(0, |it| it.weighted(weight).minor))
    .bind(act)
    .bind(Json(line_changes(&now, &lines, amount)))
    .bind(actor.id())
    .execute(&mut *tx)
    .await?;
    if written.rows_affected() == 0 {
        // Gives its connection back before it asks for another.
        tx.rollback().await?;
        return Ok(Written::Overtaken(Box::new(pipeline::deal(db, actor, deal).await?)));
    }
    // Whoever else would write a line waits for the deal's row, so these are all there are.
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
    Ok(Written::Done(Box::new(pipeline::deal(db, actor, deal).await?)))
}

/// What would change, as text for people: the lines that differ, and the amount.
fn line_changes(now: &Deal, lines: &[DealLine], amount: Option<Money>) -> Vec<Change> {
    let said =
        |lines: &[DealLine], id| lines.iter().find(|it| it.id == id).map_or(String::new(), DealLine::said);
    let mut ids: Vec<DealLineId> = now.lines.iter().map(|it| it.id).collect();
    ids.extend(lines.iter().map(|it| it.id).filter(|id| now.lines.iter().all(|it| it.id != *id)));
    let pairs = ids.into_iter().map(|id| (said(&now.lines, id), said(lines, id)));
    let mut changes: Vec<Change> = pairs
        .filter(|(before, after)| before != after)
        .map(|(before, after)| change("line", before, after))
        .collect();
    let full = |it: Option<Money>| it.map_or(String::new(), Money::full);
    let (before, after) = (full(now.card.amount()), full(amount));
    if before != after {
        changes.push(change("amount", before, after));
    }
    changes
}
