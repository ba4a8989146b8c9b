//! Moving several deals: each by the same reading, rules and writing as a single move.

use crate::pipeline::moving::{self, Found};
use crate::{Act, Actor, Error, Result};
use chrono::NaiveDate;
use domain::pipeline::Move;
use domain::pipeline::batch::{Fate, Picked, Slot, act_on, fate_of_move};
use domain::pipeline::deal::Closing;
use domain::team::Right;
use domain::{ActId, DealId, Refusal, StageId};

/// Where all of them go, and why.
pub(super) struct Going {
    pub to: StageId,
    pub slot: Option<Slot>,
    pub closing: Option<Closing>,
}

impl Going {
    pub async fn weigh(
        &self,
        tx: &mut Act,
        actor: &Actor,
        batch: ActId,
        picked: &Picked,
        today: NaiveDate,
    ) -> Result<Fate> {
        let wish = self.wish(batch, picked, None);
        Ok(match read(tx, actor, &wish).await? {
            Some(found) => self.fate(actor, &found, &wish, today),
            None => Fate::Gone,
        })
    }

    pub async fn work(
        &self,
        tx: &mut Act,
        actor: &Actor,
        batch: ActId,
        picked: &Picked,
        before: Option<DealId>,
        today: NaiveDate,
    ) -> Result<Fate> {
        let wish = self.wish(batch, picked, before);
        let Some(mut found) = read(tx, actor, &wish).await? else { return Ok(Fate::Gone) };
        let fate = self.fate(actor, &found, &wish, today);
        if found.done_already || !fate.passes() {
            return Ok(fate);
        }
        found.batch = Some(batch);
        let agreed = match found.agreed(actor, &wish, today) {
            Err(Error::Refused(Refusal::WhyBack)) => return Ok(Fate::Refused(Refusal::WhyBack)),
            agreed => agreed?,
        };
        let written = moving::write(&mut **tx, actor, &wish, &found, agreed.as_ref()).await?;
        Ok(written.map_or(Fate::Changed, |_| fate))
    }

    fn wish(&self, batch: ActId, picked: &Picked, before: Option<DealId>) -> Move {
        Move {
            act: act_on(batch, picked.deal),
            deal: picked.deal,
            version: 0,
            from: picked.stage,
            to: self.to,
            above: before.or_else(|| self.slot.and_then(|it| it.above)),
            below: self.slot.and_then(|it| it.below),
            closing: self.closing.clone(),
            undo: false,
        }
    }

    fn fate(&self, actor: &Actor, found: &Found, wish: &Move, today: NaiveDate) -> Fate {
        let may = actor.must_for(Right::WorkDeal, found.owner, &found.teams).is_ok();
        match fate_of_move(&found.doors, &found.facts(), (found.stage, wish.to), may, actor.on(today)) {
            _ if may && found.done_already => Fate::Goes,
            _ if may && !found.stands(wish) => Fate::Changed,
            _ if may && found.is_elsewhere() => Fate::Refused(Refusal::OtherPipeline),
            // A place was chosen for them.
            Fate::Stays if self.slot.is_some() => Fate::Goes,
            fate => fate,
        }
    }
}

/// None: there is no such deal, or no such stage.
pub(super) async fn read(tx: &mut Act, actor: &Actor, wish: &Move) -> Result<Option<Found>> {
    match moving::read(&mut **tx, actor, wish).await {
        Err(Error::NotFound) => Ok(None),
        found => found.map(Some),
    }
}
