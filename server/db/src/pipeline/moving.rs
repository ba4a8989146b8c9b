//! Moving a deal: into another stage, to another place in its column, to won, lost or on hold, and back.

use super::cards::{CARD, STORY, cards_of};
use super::gates::DOORS;
use crate::{Actor, Db, Error, Result, Staleness};
use chrono::{DateTime, NaiveDate, Utc};
use domain::activities::Way;
use domain::pipeline::deal::{self, Closed};
use domain::pipeline::gate::{self, Story};
use domain::pipeline::{Card, Door, Facts, Move, StageKind, rank};
use domain::team::Right;
use domain::{AccountId, ActId, Currency, DealId, MemberId, Money, PipelineId, Refusal, StageId, text};
use sqlx::PgExecutor;
use uuid::Uuid;

/// How often an overtaken move asks again before it gives up.
pub(super) const TRIES: usize = 3;

/// Puts a deal where the wish says, if it still stands where the mover saw it and the rules agree.
///
/// Answers the card as it is now, for a repeated act too. `today` is the day in the workspace's zone.
pub async fn move_deal(db: &Db, actor: &Actor, wish: &Move, today: NaiveDate) -> Result<Card> {
    carry_out(db, actor, wish, today, wish.undo).await
}

/// The same, and only if nothing at all about the deal has changed since the mover saw it.
pub async fn move_deal_as_seen(db: &Db, actor: &Actor, wish: &Move, today: NaiveDate) -> Result<Card> {
    carry_out(db, actor, wish, today, true).await
}

/// `as_seen`: the version that the mover saw has to stand still, not only the stage.
async fn carry_out(db: &Db, actor: &Actor, wish: &Move, today: NaiveDate, as_seen: bool) -> Result<Card> {
    for _ in 0..TRIES {
        let found = read(db.lanes(), actor, wish).await?;
        if found.done_already {
            return card(db, actor, wish.deal).await;
        }
        actor.must_for(Right::WorkDeal, found.owner, &found.teams)?;
        if !found.stands(wish) || (as_seen && found.version != wish.version) {
            return overtaken(db, actor, wish, &found).await;
        }
        let agreed = found.agreed(actor, wish, today)?;
        if let Some(card) = write(db.lanes(), actor, wish, &found, agreed.as_ref()).await? {
            db.ring();
            return Ok(card);
        }
    }
    let found = read(db.lanes(), actor, wish).await?;
    overtaken(db, actor, wish, &found).await
}

/// What the rules and the writing need to know, read at once.
#[derive(sqlx::FromRow)]
pub(super) struct Found {
    pub done_already: bool,
    /// The last thing that happened to the deal is a move of the asker's, which this one takes back.
    undoes: bool,
    pub version: i32,
    pipeline: PipelineId,
    pub stage: StageId,
    pub owner: Option<MemberId>,
    /// The owner's.
    pub teams: Vec<Uuid>,
    currency: Currency,
    amount_minor: Option<i64>,
    probability: Option<i16>,
    account: Option<AccountId>,
    expected_close: Option<NaiveDate>,
    next_step: Option<String>,
    next_step_due: Option<NaiveDate>,
    #[sqlx(json)]
    story: Story,
    #[sqlx(json)]
    pub doors: Vec<Door>,
    position: i32,
    to_pipeline: PipelineId,
    to_kind: StageKind,
    to_probability: i16,
    to_position: i32,
    to_entered_at: Option<DateTime<Utc>>,
    above: Option<String>,
    below: Option<String>,
    rank: String,
    /// The batch that the move is part of, which remembers where the deal stood.
    #[sqlx(skip)]
    pub batch: Option<ActId>,
    /// Where exactly it goes, rather than between its neighbours.
    #[sqlx(skip)]
    pub exactly: Option<String>,
}

/// What the rules let through, and what is kept of it.
#[derive(Default)]
pub(super) struct Agreed {
    closed: Closed,
    /// Why it went back.
    back: Option<String>,
    override_reason: Option<String>,
}

impl Found {
    /// Does the deal stand where the mover saw it?
    pub fn stands(&self, wish: &Move) -> bool {
        self.stage == wish.from
    }

    pub fn is_elsewhere(&self) -> bool {
        self.pipeline != self.to_pipeline
    }

    /// Asks the rules. None for a new place in the same column, of which they ask nothing.
    pub fn agreed(&self, actor: &Actor, wish: &Move, today: NaiveDate) -> Result<Option<Agreed>> {
        if self.is_elsewhere() {
            return Err(Refusal::OtherPipeline.into());
        }
        if self.stage == wish.to {
            return Ok(None);
        }
        if wish.undo {
            // What is taken back was judged once; anything else must pass the gates.
            return if self.undoes { Ok(Some(Agreed::default())) } else { Err(Refusal::CannotUndo.into()) };
        }
        let closing = wish.closing.as_ref();
        let closed = deal::closing(self.to_kind, closing, today)?;
        let goes_back = gate::asks_why_back(&self.doors, self.stage, wish.to);
        let back = if goes_back { Some(deal::why_back(closing)?) } else { None };
        let verdict = gate::judge(&self.doors, &self.facts(), Some(self.stage), wish.to, actor.on(today));
        let given = closing.map_or("", |it| &it.override_reason);
        let given = text::optional_name("override_reason", given)?;
        let override_reason = match given {
            _ if verdict.passes() => None,
            None => return Err(Refusal::NotReady(verdict).into()),
            given => {
                actor.must_for(Right::OverrideGate, self.owner, &self.teams)?;
                given
            }
        };
        Ok(Some(Agreed { closed, back, override_reason }))
    }

    pub fn facts(&self) -> Facts {
        Facts {
            account: self.account.is_some(),
            owner: self.owner.is_some(),
            amount: self.amount_minor.is_some_and(|it| it > 0),
            expected_close: self.expected_close,
            next_step: self.next_step.is_some(),
            next_step_due: self.next_step_due,
            story: self.story.clone(),
        }
    }
}

pub(super) async fn read(on: impl PgExecutor<'_>, actor: &Actor, wish: &Move) -> Result<Found> {
    // Nothing in the text comes from outside: it is this module's columns.
    let sql = format!(
        "select d.version, d.pipeline_id as pipeline, d.stage_id as stage, d.owner_id as owner,
            array(select t.team_id from team_member t
                  where t.workspace_id = d.workspace_id and t.member_id = d.owner_id) as teams,
            d.currency, d.amount_minor, d.probability, d.rank, f.position,
            d.account_id as account, d.expected_close, d.next_step, d.next_step_due,
            {STORY} as story, {DOORS} as doors,
            s.pipeline_id as to_pipeline, s.kind as to_kind, s.probability as to_probability, s.position as to_position,
            (select max(t.at) from stage_transition t
             where t.workspace_id = $1 and t.deal_id = $2 and t.to_stage_id = $3) as to_entered_at,
            exists (select from stage_transition t where t.workspace_id = $1 and t.id = $4 and t.deal_id = $2)
                or exists (select from field_change c where c.workspace_id = $1 and c.id = $4 and c.deal_id = $2)
                as done_already,
            exists (select from stage_transition t
                    where t.workspace_id = $1 and t.deal_id = $2 and t.version = d.version and t.from_stage_id = $3
                        and t.by_id is not distinct from $7) as undoes,
            -- Asked for the top or for nothing in particular, the card stands above the topmost.
            (select n.rank from deal n
             where n.workspace_id = $1 and n.id = $5 and n.stage_id = $3 and n.deleted_at is null) as above,
            coalesce(
                (select n.rank from deal n
                 where n.workspace_id = $1 and n.id = $6 and n.stage_id = $3 and n.deleted_at is null),
                (select n.rank from deal n
                 where n.workspace_id = $1 and n.pipeline_id = d.pipeline_id and n.stage_id = $3
                     and n.deleted_at is null and n.id <> $2
                     and n.rank > coalesce((select u.rank from deal u
                         where u.workspace_id = $1 and u.id = $5 and u.stage_id = $3 and u.deleted_at is null), '')
                 order by n.rank limit 1)) as below
         from deal d
         join stage f on f.workspace_id = d.workspace_id and f.id = d.stage_id
         join stage s on s.workspace_id = d.workspace_id and s.id = $3 and s.removed_at is null
         where d.workspace_id = $1 and d.id = $2 and d.deleted_at is null"
    );
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(wish.deal)
        .bind(wish.to)
        .bind(wish.act)
        .bind(wish.above)
        .bind(wish.below)
        .bind(actor.id())
        .fetch_one(on)
        .await?)
}

/// Writes the move, its history and its event in one statement, if nobody was faster. Answers the card as it is then.
///
/// Nothing agreed stands for a new place in the same column, which is no transition.
pub(super) async fn write(
    on: impl PgExecutor<'_>,
    actor: &Actor,
    wish: &Move,
    found: &Found,
    agreed: Option<&Agreed>,
) -> Result<Option<Card>> {
    let between = || rank::between(found.above.as_deref(), found.below.as_deref(), wish.act);
    let rank = found.exactly.clone().unwrap_or_else(between);
    let Some(Agreed { closed, back, override_reason }) = agreed else {
        return reorder(on, actor, wish, found, &rank).await;
    };
    let own = found.probability.and_then(|it| u8::try_from(it).ok());
    let stage = u8::try_from(found.to_probability).unwrap_or(0);
    let weight = deal::probability(found.to_kind, stage, own);
    let weighted =
        found.amount_minor.map_or(0, |minor| Money::new(minor, found.currency).weighted(weight).minor);
    let way = Way { from: found.position, to: found.to_position, to_kind: found.to_kind, undo: wish.undo };
    let entered = if wish.undo { found.to_entered_at } else { None };
    // Nothing in the text comes from outside: it is the columns of a card.
    let sql = format!(
        "with moved as (
             update deal set
                 stage_id = $4, rank = $5, version = version + 1, weighted_minor = $6,
                 close_reason = $7, lost_to = $8, hold_until = $9,
                 closed_at = case when $10 then now() end,
                 stage_entered_at = coalesce($11, now()),
                 last_activity_at = case when $12 then now() else last_activity_at end,
                 updated_at = now()
             where workspace_id = $1 and id = $2 and version = $3 and deleted_at is null
             returning *
         ), recorded as (
             insert into stage_transition
                 (workspace_id, id, deal_id, from_stage_id, to_stage_id, by_id, via, reason, override_reason, version,
                 batch_id, from_rank)
             select workspace_id, $13, id, $14, $4, $15, $16, coalesce($7, $17), $18, version, $19, $20 from moved
         ), told as (
             insert into outbox (workspace_id, topic, deal_id, by_id, act_id, version)
             select workspace_id, 'deal', id, $15, $13, version from moved
         )
         select {CARD} from moved d left join account a on a.workspace_id = d.workspace_id and a.id = d.account_id"
    );
    let written = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(wish.deal)
        .bind(found.version)
        .bind(wish.to)
        .bind(rank)
        .bind(weighted)
        .bind(&closed.reason)
        .bind(&closed.lost_to)
        .bind(closed.hold_until)
        .bind(found.to_kind.is_closed())
        .bind(entered)
        .bind(way.is_forward())
        .bind(wish.act)
        .bind(found.stage)
        .bind(actor.id())
        .bind(if wish.undo { "undo" } else { actor.via() })
        .bind(back)
        .bind(override_reason)
        .bind(found.batch)
        .bind(found.batch.map(|_| &found.rank))
        .fetch_optional(on)
        .await;
    accepted(written)
}

/// A new place in the same column: one deal row, one line of history without a transition, one event.
async fn reorder(
    on: impl PgExecutor<'_>,
    actor: &Actor,
    wish: &Move,
    found: &Found,
    rank: &str,
) -> Result<Option<Card>> {
    // Nothing in the text comes from outside: it is the columns of a card.
    let sql = format!(
        "with moved as (
             update deal set rank = $4, version = version + 1, updated_at = now()
             where workspace_id = $1 and id = $2 and version = $3 and deleted_at is null
             returning *
         ), recorded as (
             insert into field_change (workspace_id, id, deal_id, changes, by_id, version, batch_id, from_rank)
             select workspace_id, $5, id, '[]'::jsonb, $6, version, $7, $8 from moved
         ), told as (
             insert into outbox (workspace_id, topic, deal_id, by_id, act_id, version)
             select workspace_id, 'deal', id, $6, $5, version from moved
         )
         select {CARD} from moved d left join account a on a.workspace_id = d.workspace_id and a.id = d.account_id"
    );
    let written = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(wish.deal)
        .bind(found.version)
        .bind(rank)
        .bind(wish.act)
        .bind(actor.id())
        .bind(found.batch)
        .bind(found.batch.map(|_| &found.rank))
        .fetch_optional(on)
        .await;
    accepted(written)
}

/// Was a row written? The same act sent twice at the same instant meets itself in the history's key:
/// then the other one has done it, and asking again says so.
fn accepted(written: sqlx::Result<Option<Card>>) -> Result<Option<Card>> {
    written.or_else(|error| match error.as_database_error() {
        Some(database) if database.is_unique_violation() => Ok(None),
        _ => Err(error.into()),
    })
}

pub(super) async fn card(db: &Db, actor: &Actor, deal: DealId) -> Result<Card> {
    cards_of(db, actor.workspace(), &[deal]).await?.pop().ok_or(Error::NotFound)
}

pub(super) async fn overtaken(db: &Db, actor: &Actor, wish: &Move, found: &Found) -> Result<Card> {
    if wish.undo {
        return Err(Refusal::CannotUndo.into());
    }
    let card = card(db, actor, wish.deal).await?;
    Err(Error::Changed(Staleness { version: found.version, card: Some(Box::new(card)), differences: vec![] }))
}
