//! The products of a file. One that is on the list already keeps its price.

use super::{Run, Taken};
use crate::{Actor, Db, Result, outbox};
use domain::ProductId;
use domain::events::Topic;
use domain::import::{ProductRow, same};
use uuid::Uuid;

/// Takes in a chunk of a file of products.
pub async fn take_products(
    db: &Db,
    actor: &Actor,
    run: &mut Run,
    rows: Vec<(u64, ProductRow)>,
) -> Result<Taken> {
    let mut taken = Taken::default();
    let mut new: Vec<(ProductId, ProductRow)> = Vec::new();
    for (_, row) in rows {
        let is_met = new.iter().any(|(_, it)| same(&it.name) == same(&row.name));
        if is_met || run.products.contains_key(&same(&row.name)) {
            taken.tally.known += 1;
        } else {
            taken.tally.new += 1;
            new.push((ProductId(Uuid::now_v7()), row));
        }
    }
    if run.writes() && !new.is_empty() {
        let mut tx = db.begin().await?;
        sqlx::query(
            "insert into product (workspace_id, id, name, code, family, price_minor, currency)
             select $1, it.id, it.name, it.code, it.family, it.price_minor, it.currency
             from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[])
                 as it (id, name, code, family, price_minor, currency)",
        )
        .bind(actor.workspace())
        .bind(new.iter().map(|(id, _)| id.0).collect::<Vec<_>>())
        .bind(new.iter().map(|(_, it)| it.name.as_str()).collect::<Vec<_>>())
        .bind(new.iter().map(|(_, it)| it.code.as_deref()).collect::<Vec<_>>())
        .bind(new.iter().map(|(_, it)| it.family.as_deref()).collect::<Vec<_>>())
        .bind(new.iter().map(|(_, it)| it.price.minor).collect::<Vec<_>>())
        .bind(new.iter().map(|(_, it)| it.price.currency.code()).collect::<Vec<_>>())
        .execute(&mut *tx)
        .await?;
        outbox::tell(&mut tx, actor, Topic::Process, outbox::About::default()).await?;
        db.commit(tx).await?;
    }
    run.created.products += taken.tally.new;
    run.products.extend(new.into_iter().map(|(id, row)| (same(&row.name), (id, row.price))));
    Ok(taken)
}
