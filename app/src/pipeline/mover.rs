//! Moving deals on the screen: paints at once, asks the server, and makes it right if it said no.

use super::api;
use crate::error::AppError;
use crate::timers::sleep;
use crate::ui::{Toasts, use_toasts};
use crate::words::{Words, use_words};
use domain::pipeline::deal::Closing;
use domain::pipeline::{Board, Card, Fill, Move, Pending, Pipeline};
use domain::{ActId, DealId, StageId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use uuid::Uuid;

/// Between two looks at whether an earlier move of the same deal is answered.
const TURN: Duration = Duration::from_millis(20);
/// How often an unanswered move is sent again before it is given up; the waits double from half a second.
const RETRIES: u32 = 6;

/// Where a card goes: into which stage, between which cards.
#[derive(Clone, Debug, Default)]
pub struct Place {
    pub above: Option<DealId>,
    pub below: Option<DealId>,
    pub closing: Option<Closing>,
}

/// A new act that moves a card.
pub fn wish(card: &Card, to: StageId, place: Place) -> Move {
    Move {
        act: ActId(Uuid::now_v7()),
        deal: card.id,
        version: card.version,
        from: card.stage,
        to,
        above: place.above,
        below: place.below,
        closing: place.closing,
        undo: false,
    }
}

/// The board on this screen and the moves on their way.
#[derive(Clone, Copy)]
pub struct Mover {
    pub confirmed: RwSignal<Board>,
    pub pending: RwSignal<Pending>,
    pub pipeline: StoredValue<Pipeline>,
    toasts: Toasts,
    words: Words,
}

impl Mover {
    pub fn new(board: Board, pipeline: Pipeline) -> Self {
        Self {
            confirmed: RwSignal::new(board),
            pending: RwSignal::new(Pending::default()),
            pipeline: StoredValue::new(pipeline),
            toasts: use_toasts(),
            words: use_words(),
        }
    }

    /// The board with everything that is on its way.
    pub fn shown(self) -> Board {
        self.pending.with(|pending| self.confirmed.with(|board| pending.over(board)))
    }

    /// Moves a card and offers to take it back.
    pub fn move_card(self, card: &Card, to: StageId, place: Place) {
        self.send(wish(card, to, place), card.clone());
    }

    /// Writes what a gate misses and moves the card, and answers what is wrong with that, if anything: the form is
    /// still there to say it.
    pub async fn fill_and_move(self, wish: Move, fill: Fill, before: Card) -> Result<(), AppError> {
        let answer = persistently(|| api::move_filled(wish.clone(), fill.clone())).await;
        let now = match &answer {
            Ok(card) => Some(card.clone()),
            Err(AppError::Changed { card, .. }) => card.as_deref().cloned(),
            Err(_) => None,
        };
        if let Some(card) = now {
            self.confirmed.try_update(|it| it.confirm(card));
        }
        match answer {
            Ok(card) => self.done(&wish, &card, before),
            Err(error @ AppError::Changed { .. }) => self.refused(&before.name, &error),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    fn send(self, wish: Move, before: Card) {
        // A toast, and with it an undo, outlives the board that it was made on.
        self.pending.try_update(|it| it.add(wish.clone()));
        spawn_local(async move {
            let follows = self.pending.try_with_untracked(|it| it.has_before(&wish)) == Some(true);
            if !self.has_its_turn(&wish).await {
                self.pending.try_update(|it| it.remove(wish.act));
                let now =
                    self.confirmed.try_with_untracked(|it| it.card(wish.deal).map(|it| it.stage)).flatten();
                // A move of one's own that failed was complained about; somebody else's was heard while the card was
                // in the hand.
                if let Some(stage) = now.filter(|_| !follows) {
                    self.toasts.complain(self.words.deal_overtaken(&before.name, &self.stage_name(stage)));
                }
                return;
            }
            let answer = persistently(|| api::move_deal(wish.clone())).await;
            // Effects run after both: the card does not jump back between overlay and confirmation.
            let now = match &answer {
                Ok(card) => Some(card.clone()),
                Err(AppError::Changed { card, .. }) => card.as_deref().cloned(),
                Err(_) => None,
            };
            if let Some(card) = now {
                self.confirmed.try_update(|it| it.confirm(card));
            }
            self.pending.try_update(|it| it.remove(wish.act));
            match answer {
                Ok(card) => self.done(&wish, &card, before),
                Err(error) => self.refused(&before.name, &error),
            }
        });
    }

    /// Waits for the moves of this deal that were begun before: the server takes each from where the last
    /// one put it. If one of them failed, and was complained about, those after it fall away.
    async fn has_its_turn(self, wish: &Move) -> bool {
        while self.pending.try_with_untracked(|it| it.has_before(wish)) == Some(true) {
            sleep(TURN).await;
        }
        let stands_elsewhere = |board: &Board| board.card(wish.deal).is_some_and(|it| it.stage != wish.from);
        self.confirmed.try_with_untracked(stands_elsewhere) != Some(true)
    }

    fn done(self, wish: &Move, card: &Card, before: Card) {
        let words = self.words;
        if wish.undo {
            self.toasts.say(words.deal_move_undone(&card.name));
            return;
        }
        if wish.from == wish.to {
            self.toasts.announce(words.deal_reordered(&card.name));
            return;
        }
        let stage = self.stage_name(wish.to);
        let (mover, after) = (self, card.clone());
        self.toasts
            .offer(words.deal_moved(&card.name, &stage), words.undo(), move || mover.undo(&after, &before));
    }

    /// Puts the card back where it came from, unless somebody changed it since.
    fn undo(self, after: &Card, before: &Card) {
        let neighbours = self.confirmed.try_with_untracked(|board| {
            let column = board.column(before.stage)?;
            let at = column.cards.partition_point(|it| (&it.rank, it.id) < (&before.rank, before.id));
            let above = at.checked_sub(1).and_then(|it| column.cards.get(it)).map(|it| it.id);
            Some((above, column.cards.get(at).map(|it| it.id)))
        });
        let (above, below) = neighbours.flatten().unwrap_or_default();
        let wish = Move {
            act: ActId(Uuid::now_v7()),
            deal: after.id,
            version: after.version,
            from: after.stage,
            to: before.stage,
            above,
            below,
            closing: None,
            undo: true,
        };
        self.send(wish, after.clone());
    }

    fn refused(self, name: &str, error: &AppError) {
        let words = self.words;
        let why = match error {
            AppError::Changed { card: Some(card), .. } => {
                words.deal_overtaken(name, &self.stage_name(card.stage))
            }
            other => words.app_error(other),
        };
        self.toasts.complain(why);
    }

    pub fn stage_name(self, stage: StageId) -> String {
        let words = self.words;
        let name =
            |it: &Pipeline| it.stage(stage).map(|it| words.either(&it.name_ko, &it.name_en).to_owned());
        self.pipeline.try_with_value(name).flatten().unwrap_or_default()
    }
}

/// Sends an act until it is answered: the act's id makes a repeat harmless.
pub async fn persistently<T, Answer: Future<Output = Result<T, AppError>>>(
    ask: impl Fn() -> Answer,
) -> Result<T, AppError> {
    let mut answer = ask().await;
    for attempt in 0..RETRIES {
        if !matches!(answer, Err(AppError::Unreachable)) {
            break;
        }
        sleep(Duration::from_millis(500 << attempt)).await;
        answer = ask().await;
    }
    answer
}
