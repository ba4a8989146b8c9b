//! Taking a batch back: all of it that nobody has touched since, each deal to where it was, whose it was, or without
//! the label again.

use super::{TOGETHER, lock, moves, owners, tags, with_cards};
use crate::pipeline::moving;
use crate::{Act, Actor, Db, Error, Result};
use chrono::NaiveDate;
use domain::accounts::Tag;
use domain::pipeline::Move;
use domain::pipeline::batch::{Fate, Line, Report, act_on};
use domain::team::Right;
use domain::{ActId, DealId, MemberId, Refusal, StageId, TagId};

/// Takes back what the asker did in the batch `of`. What somebody changed since stays, and is told.
pub async fn undo_batch(db: &Db, actor: &Actor, act: ActId, of: ActId, today: NaiveDate) -> Result<Report> {
    let steps = steps(db, actor, of).await?;
    if steps.is_empty() {
        return Err(Error::NotFound);
    }
    let mut report = Report::default();
    for together in steps.chunks(TOGETHER) {
        let mut tx = db.begin().await?;
        lock(&mut tx, actor, together.iter().map(|it| it.deal)).await?;
        for step in together {
            let fate = step.undo(&mut tx, actor, act, today).await?;
            report.lines.push(Line { deal: step.deal, fate });
        }
        db.commit(tx).await?;
    }
    with_cards(db, actor, report).await
}

/// One deal's line of history, and what it says of before.
#[derive(sqlx::FromRow)]
struct Step {
    deal: DealId,
    /// What the batch made of it. If it is another by now, somebody has touched it.
    version: i32,
    from_stage: Option<StageId>,
    to_stage: Option<StageId>,
    from_rank: Option<String>,
    owner: Option<MemberId>,
    owner_name: Option<String>,
    tag: Option<TagId>,
    tag_name: Option<String>,
}

async fn steps(db: &Db, actor: &Actor, batch: ActId) -> Result<Vec<Step>> {
    Ok(sqlx::query_as(
        "select t.deal_id as deal, t.version, t.from_stage_id as from_stage, t.to_stage_id as to_stage, t.from_rank,
            null::uuid as owner, null as owner_name, null::uuid as tag, null as tag_name
         from stage_transition t
         where t.workspace_id = $1 and t.batch_id = $2 and t.by_id is not distinct from $3
         union all
         select c.deal_id, c.version, null, null, c.from_rank, c.from_owner_id, o.name, c.tag_id, g.name
         from field_change c
         left join member o on o.workspace_id = c.workspace_id and o.id = c.from_owner_id
         left join tag g on g.workspace_id = c.workspace_id and g.id = c.tag_id
         where c.workspace_id = $1 and c.batch_id = $2 and c.deal_id is not null and c.by_id is not distinct from $3
         order by deal",
    )
    .bind(actor.workspace())
    .bind(batch)
    .bind(actor.id())
    .fetch_all(db.pool())
    .await?)
}

impl Step {
    async fn undo(&self, tx: &mut Act, actor: &Actor, batch: ActId, today: NaiveDate) -> Result<Fate> {
        match (&self.from_rank, self.tag.zip(self.tag_name.clone())) {
            (Some(rank), _) => self.put_back(tx, actor, batch, rank, today).await,
            (None, Some((id, name))) => self.take_off(tx, actor, batch, Tag { id, name }).await,
            (None, None) => self.give_back(tx, actor, batch).await,
        }
    }

    /// To its place in its column, whatever was moved there since.
    async fn put_back(
        &self,
        tx: &mut Act,
        actor: &Actor,
        batch: ActId,
        rank: &str,
        today: NaiveDate,
    ) -> Result<Fate> {
        let stage: Option<StageId> =
            sqlx::query_scalar("select stage_id from deal where workspace_id = $1 and id = $2")
                .bind(actor.workspace())
                .bind(self.deal)
                .fetch_optional(&mut **tx)
                .await?;
        let Some(here) = self.to_stage.or(stage) else { return Ok(Fate::Gone) };
        let to = self.from_stage.unwrap_or(here);
        let wish = Move {
            act: act_on(batch, self.deal),
            deal: self.deal,
            version: self.version,
            from: here,
            to,
            above: None,
            below: None,
            closing: None,
            undo: true,
        };
        let Some(mut found) = moves::read(tx, actor, &wish).await? else { return Ok(Fate::Gone) };
        let may = actor.must_for(Right::WorkDeal, found.owner, &found.teams).is_ok();
        if let Some(fate) = self.settled(found.done_already, may, found.version) {
            return Ok(fate);
        }
        found.batch = Some(batch);
        found.exactly = free(tx, actor, to, rank).await?.then(|| rank.to_owned());
        let agreed = found.agreed(actor, &wish, today)?;
        let written = moving::write(&mut **tx, actor, &wish, &found, agreed.as_ref()).await?;
        Ok(written.map_or(Fate::Changed, |_| Fate::Goes))
    }

    async fn give_back(&self, tx: &mut Act, actor: &Actor, batch: ActId) -> Result<Fate> {
        let act = act_on(batch, self.deal);
        let Some(found) = owners::read(tx, actor, self.deal, act).await? else { return Ok(Fate::Gone) };
        if let Some(fate) = self.settled(found.done_already, found.may_give(actor), found.version) {
            return Ok(fate);
        }
        let to = self.owner.zip(self.owner_name.as_deref());
        let written = owners::write(tx, actor, (batch, act), (self.deal, &found), to).await?;
        Ok(if written { Fate::Goes } else { Fate::Changed })
    }

    async fn take_off(&self, tx: &mut Act, actor: &Actor, batch: ActId, tag: Tag) -> Result<Fate> {
        let act = act_on(batch, self.deal);
        let Some(found) = tags::read(tx, actor, self.deal, act, &tag.name).await? else {
            return Ok(Fate::Gone);
        };
        if let Some(fate) = self.settled(found.done_already, found.may_label(actor), found.version) {
            return Ok(fate);
        }
        tags::take_off(tx, actor, (batch, act), self.deal, &tag).await?;
        Ok(Fate::Goes)
    }

    /// What is decided before anything is written.
    fn settled(&self, done_already: bool, may: bool, version: i32) -> Option<Fate> {
        if done_already {
            Some(Fate::Goes)
        } else if !may {
            Some(Fate::Refused(Refusal::NotAllowed))
        } else {
            (version != self.version).then_some(Fate::Changed)
        }
    }
}

/// Has nobody taken the place meanwhile?
async fn free(tx: &mut Act, actor: &Actor, stage: StageId, rank: &str) -> Result<bool> {
    Ok(sqlx::query_scalar(
        "select not exists (select from deal
             where workspace_id = $1 and stage_id = $2 and rank = $3 and deleted_at is null)",
    )
    .bind(actor.workspace())
    .bind(stage)
    .bind(rank)
    .fetch_one(&mut **tx)
    .await?)
}
