//! How two people of a committee stand to each other.

use super::read::relations;
use super::{changed, hold, may_work, step};
use crate::{Actor, Db, Result};
use domain::committee::{RelateForm, RelationKind, may_relate, relation_stands};
use domain::{DealId, PersonId, RelationId};
use uuid::Uuid;

/// Ties two of them. Sent again, or said again, it is done once.
pub async fn relate(db: &Db, actor: &Actor, deal: DealId, form: &RelateForm) -> Result<()> {
    let wanted = form.check()?;
    may_work(db, actor, deal).await?;
    let id = wanted.id.unwrap_or_else(|| RelationId(Uuid::now_v7()));
    let mut tx = db.begin().await?;
    hold(&mut tx, actor, deal).await?;
    let known = relations(&mut *tx, actor, deal).await?;
    if known.iter().any(|it| it.id == id) || relation_stands(&known, &wanted) {
        return Ok(());
    }
    let seated: Vec<(PersonId, String)> = sqlx::query_as(
        "select distinct p.id, p.name from deal_person c
         join person s on s.workspace_id = c.workspace_id and s.id = c.person_id
         join person p on p.workspace_id = c.workspace_id and p.id = coalesce(s.duplicate_of, s.id)
         where c.workspace_id = $1 and c.deal_id = $2",
    )
    .bind(actor.workspace())
    .bind(deal)
    .fetch_all(&mut *tx)
    .await?;
    let ids: Vec<_> = seated.iter().map(|it| it.0).collect();
    may_relate(&ids, &known, &wanted)?;
    let told = changed(wanted.kind.code(), "", between(&seated, wanted.from, wanted.to));
    step(&mut tx, actor, deal, id.0, &[told]).await?;
    sqlx::query(
        "insert into deal_relation (workspace_id, id, deal_id, from_id, to_id, kind, by_id)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(deal)
    .bind(wanted.from)
    .bind(wanted.to)
    .bind(wanted.kind)
    .bind(actor.id())
    .execute(&mut *tx)
    .await?;
    db.commit(tx).await
}

fn between(people: &[(PersonId, String)], from: PersonId, to: PersonId) -> String {
    let name = |id| people.iter().find(|it| it.0 == id).map_or("", |it| it.1.as_str());
    format!("{} → {}", name(from), name(to))
}

/// Unties them.
pub async fn unrelate(db: &Db, actor: &Actor, relation: RelationId) -> Result<()> {
    let deal: DealId =
        sqlx::query_scalar("select deal_id from deal_relation where workspace_id = $1 and id = $2")
            .bind(actor.workspace())
            .bind(relation)
            .fetch_one(db.pool())
            .await?;
    may_work(db, actor, deal).await?;
    let mut tx = db.begin().await?;
    hold(&mut tx, actor, deal).await?;
    let gone: (RelationKind, PersonId, String, PersonId, String) = sqlx::query_as(
        "delete from deal_relation r using person f, person t
         where r.workspace_id = $1 and r.id = $2 and f.workspace_id = $1 and f.id = r.from_id
             and t.workspace_id = $1 and t.id = r.to_id
         returning r.kind, f.id, f.name, t.id, t.name",
    )
    .bind(actor.workspace())
    .bind(relation)
    .fetch_one(&mut *tx)
    .await?;
    let (kind, from, from_name, to, to_name) = gone;
    let told = between(&[(from, from_name), (to, to_name)], from, to);
    step(&mut tx, actor, deal, Uuid::now_v7(), &[changed(kind.code(), told, "")]).await?;
    db.commit(tx).await
}
