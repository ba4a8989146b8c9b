//! Labelling several deals.

use crate::{Act, Actor, Result, accounts};
use domain::accounts::Tag;
use domain::activities::Change;
use domain::pipeline::batch::{Fate, Picked, act_on};
use domain::team::Right;
use domain::{ActId, DealId, MemberId, Refusal};
use sqlx::types::Json;
use uuid::Uuid;

/// Who works a deal, and whether it has the label.
#[derive(sqlx::FromRow)]
pub(super) struct Labelled {
    pub done_already: bool,
    pub version: i32,
    owner: Option<MemberId>,
    teams: Vec<Uuid>,
    pub has_it: bool,
}

impl Labelled {
    pub fn may_label(&self, actor: &Actor) -> bool {
        actor.must_for(Right::WorkDeal, self.owner, &self.teams).is_ok()
    }

    fn fate(&self, actor: &Actor) -> Fate {
        if !self.may_label(actor) {
            Fate::Refused(Refusal::NotAllowed)
        } else if self.has_it && !self.done_already {
            Fate::Stays
        } else {
            Fate::Goes
        }
    }
}

pub(super) async fn weigh(
    tx: &mut Act,
    actor: &Actor,
    batch: ActId,
    picked: &Picked,
    name: &str,
) -> Result<Fate> {
    let found = read(tx, actor, picked.deal, act_on(batch, picked.deal), name).await?;
    Ok(found.map_or(Fate::Gone, |it| it.fate(actor)))
}

pub(super) async fn work(
    tx: &mut Act,
    actor: &Actor,
    batch: ActId,
    picked: &Picked,
    name: &str,
) -> Result<Fate> {
    let act = act_on(batch, picked.deal);
    let Some(found) = read(tx, actor, picked.deal, act, name).await? else { return Ok(Fate::Gone) };
    let fate = found.fate(actor);
    if found.done_already || !fate.passes() {
        return Ok(fate);
    }
    let tag = accounts::known_or_new(tx, actor, name).await?;
    sqlx::query(
        "insert into tagged (workspace_id, tag_id, deal_id) values ($1, $2, $3) on conflict do nothing",
    )
    .bind(actor.workspace())
    .bind(tag.id)
    .bind(picked.deal)
    .execute(&mut **tx)
    .await?;
    let change = Change { field: "tags".to_owned(), before: String::new(), after: tag.name.clone() };
    step(tx, actor, (batch, act), picked.deal, &tag, change).await?;
    Ok(fate)
}

pub(super) async fn read(
    tx: &mut Act,
    actor: &Actor,
    deal: DealId,
    act: ActId,
    name: &str,
) -> Result<Option<Labelled>> {
    Ok(sqlx::query_as(
        "select d.version, d.owner_id as owner,
            array(select t.team_id from team_member t
                  where t.workspace_id = d.workspace_id and t.member_id = d.owner_id) as teams,
            exists (select from field_change c where c.workspace_id = $1 and c.id = $3 and c.deal_id = $2) as done_already,
            exists (select from tagged t join tag g on g.workspace_id = t.workspace_id and g.id = t.tag_id
                    where t.workspace_id = $1 and t.deal_id = $2 and search_norm(g.name) = search_norm($4)) as has_it
         from deal d
         where d.workspace_id = $1 and d.id = $2 and d.deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(deal)
    .bind(act)
    .bind(name)
    .fetch_optional(&mut **tx)
    .await?)
}

/// Takes the label off again.
pub(super) async fn take_off(
    tx: &mut Act,
    actor: &Actor,
    (batch, act): (ActId, ActId),
    deal: DealId,
    tag: &Tag,
) -> Result<()> {
    sqlx::query("delete from tagged where workspace_id = $1 and tag_id = $2 and deal_id = $3")
        .bind(actor.workspace())
        .bind(tag.id)
        .bind(deal)
        .execute(&mut **tx)
        .await?;
    let change = Change { field: "tags".to_owned(), before: tag.name.clone(), after: String::new() };
    step(tx, actor, (batch, act), deal, tag, change).await
}

/// A step of the version of a deal that is held still, its line of history, a word to the screens.
async fn step(
    tx: &mut Act,
    actor: &Actor,
    (batch, act): (ActId, ActId),
    deal: DealId,
    tag: &Tag,
    change: Change,
) -> Result<()> {
    sqlx::query(
        "with labelled as (
             update deal set version = version + 1, updated_at = now()
             where workspace_id = $1 and id = $2 and deleted_at is null
             returning workspace_id, id, version
         ), recorded as (
             insert into field_change (workspace_id, id, deal_id, changes, by_id, version, batch_id, tag_id)
             select workspace_id, $3, id, $4, $5, version, $6, $7 from labelled
         )
         insert into outbox (workspace_id, topic, deal_id, by_id, act_id, version)
         select workspace_id, 'deal', id, $5, $3, version from labelled",
    )
    .bind(actor.workspace())
    .bind(deal)
    .bind(act)
    .bind(Json([change]))
    .bind(actor.id())
    .bind(batch)
    .bind(tag.id)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
