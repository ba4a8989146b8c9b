//! What the parts of a board share: what is shown, what is in the hand, and the ways a card goes from here.

use super::drag::{Drag, place_at};
use super::filters::{query, query_of};
use super::mover::{Mover, Place};
use super::near::Near;
use super::picking::Picking;
use super::verdict::{Sign, Signs};
use crate::error::AppError;
use crate::routes;
use crate::ui::Toasts;
use crate::words::{Words, counted};
use chrono::{DateTime, NaiveDate, Utc};
use domain::pipeline::{After, Board, Card, Column, Door, Filter, StageKind};
use domain::presence::Company;
use domain::team::{Right, Viewer};
use domain::{ActId, Currency, DealId, Key, MemberId, Refusal, StageId};
use leptos::html;
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What is being done to a card, in a dialog over the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Its next step is done, or planned.
    Step,
    /// An activity is logged.
    Log,
}

/// What everything on one board shares.
#[derive(Clone, Copy)]
pub struct BoardContext {
    pub mover: Mover,
    pub shown: Memo<Board>,
    pub filter: Memo<Filter>,
    /// Where a column begins that was read on without scripts.
    pub after: Memo<Option<After>>,
    /// A card carried by the pointer, and one lifted by the keyboard.
    pub drag: RwSignal<Option<Drag>>,
    pub lifted: RwSignal<Option<Drag>>,
    /// Every card in the hand: it changes when one is taken up or put down, not with every step of the way.
    pub hand: Memo<Vec<DealId>>,
    pub picking: Picking,
    /// A card was just put down: the click that ends it was not meant.
    pub click_is_spent: StoredValue<bool>,
    /// The card that had the focus last, and the one that Tab reaches: the same, while it is on the board.
    pub focus: RwSignal<Option<DealId>>,
    pub reachable: Memo<Option<DealId>>,
    /// Cards that somebody else just moved, and who it was.
    pub remote: RwSignal<HashMap<DealId, String>>,
    /// Who else is at which deal.
    pub company: Memo<BTreeMap<DealId, Company>>,
    /// How often this board was read anew.
    pub readings: StoredValue<u32>,
    /// On which cards all their buttons are.
    pub near: Near,
    /// What the other stages say to the card in the hand.
    pub signs: Memo<Option<Signs>>,
    pub(super) doors: StoredValue<Vec<Door>>,
    /// The column into which a deal is being typed.
    pub adding: RwSignal<Option<StageId>>,
    pub may_create: bool,
    pub may_log: bool,
    pub doing: RwSignal<Option<(DealId, Doing)>>,
    /// Where a card was put down that a gate held up: it goes there once the gate lets it.
    pub landing: StoredValue<Option<(DealId, StageId, Place)>>,
    pub today: NaiveDate,
    /// When the page was read.
    pub now: DateTime<Utc>,
    /// The columns that the viewer keeps folded.
    pub folded: RwSignal<BTreeSet<StageId>>,
    pub may_drag: bool,
    /// The page has woken up: scripts run.
    pub awake: RwSignal<bool>,
    /// The act that a form of this page stands for when it is sent without scripts.
    pub form_act: ActId,
    pub place: NodeRef<html::Div>,
    pub viewer: Signal<Viewer>,
    pub(super) words: Words,
    pub(super) toasts: Toasts,
    pub(super) navigate: StoredValue<Navigate>,
}

pub(super) type Navigate = std::sync::Arc<dyn Fn(&str) + Send + Sync>;

impl BoardContext {
    /// In which deals of this pipeline are made.
    pub fn currency(&self) -> Currency {
        self.mover.pipeline.with_value(|it| it.currency)
    }

    /// The address of this board with its filter.
    pub fn here(&self) -> String {
        untrack(|| self.address_with(|_| ()))
    }

    /// The address of this board with another filter.
    pub fn address_with(&self, change: impl FnOnce(&mut Filter)) -> String {
        let id = self.mover.pipeline.with_value(|it| it.id);
        let mut filter = self.filter.get();
        change(&mut filter);
        format!("{}{}", routes::pipeline(id), query_of(&filter))
    }

    /// The same board, read on below the last card of this column: for those without scripts.
    pub fn below_href(&self, stage: StageId) -> String {
        let last = self.shown.with(|board| {
            let card = board.column(stage)?.cards.last()?;
            Some(After { stage, rank: card.rank.clone(), deal: card.id })
        });
        let id = self.mover.pipeline.with_value(|it| it.id);
        let mut pairs = self.filter.with(Filter::pairs);
        pairs.extend(last.iter().flat_map(After::pairs));
        format!("{}{}", routes::pipeline(id), query(&pairs))
    }

    /// The columns whose cards are shown, with their places.
    pub fn unfolded<'a>(&self, board: &'a Board) -> impl Iterator<Item = (usize, &'a Column)> {
        let folded = self.folded.get();
        board.columns.iter().enumerate().filter(move |(_, it)| !folded.contains(&it.stage))
    }

    /// Where a deal for this stage is made on a page of its own.
    pub fn new_deal_href(&self, stage: StageId) -> String {
        let id = self.mover.pipeline.with_value(|it| it.id);
        format!("{}?pipeline={id}&stage={stage}", routes::NEW_DEAL)
    }

    /// Where the same deals stand in a table.
    pub fn table_href(&self) -> String {
        let id = self.mover.pipeline.with_value(|it| it.id);
        format!("{}?pipeline={id}", routes::DEALS)
    }

    /// The address at which this board asks where to move a deal.
    pub fn move_href(&self, key: Key) -> String {
        let here = self.here();
        let joint = if here.contains('?') { '&' } else { '?' };
        format!("{here}{joint}move={key}")
    }

    /// May the viewer work this owner's deals?
    pub fn may_work(&self, owner: Option<MemberId>) -> bool {
        self.viewer.with(|it| it.may(Right::WorkDeal, owner))
    }

    /// Whoever presses a key on a card that they may not move hears why nothing moves.
    pub fn explain_not_yours(&self) {
        self.toasts.complain(self.words.say(&Refusal::NotAllowed));
    }

    pub fn open_edit(&self, key: Key) {
        let href = format!("{}?edit=1", routes::deal(key));
        self.navigate.with_value(|go| go(&href));
    }

    pub fn open_menu(&self, key: Key) {
        let href = self.move_href(key);
        self.navigate.with_value(|go| go(&href));
    }

    /// How a stage would receive a card.
    pub fn sign(&self, card: &Card, to: StageId) -> Sign {
        self.viewer
            .with(|viewer| self.doors.with_value(|doors| Sign::of(doors, card, to, viewer.on(self.today))))
    }

    /// What a card misses for the stage after its own.
    pub fn ahead(&self, card: &Card) -> Option<(StageId, Sign)> {
        let next = self.mover.pipeline.with_value(|it| it.next_stage(card.stage).map(|it| it.id))?;
        Some((next, self.sign(card, next)))
    }

    /// The same, with the stage chosen already.
    pub fn move_to_href(&self, key: Key, to: Option<StageId>) -> String {
        let to = to.map(|it| format!("&to={it}")).unwrap_or_default();
        format!("{}{to}", self.move_href(key))
    }

    fn ask(&self, card: &Card, stage: StageId) {
        let href = self.move_to_href(card.key(), Some(stage));
        self.navigate.with_value(|go| go(&href));
    }

    /// A card comes down before the card at this index. Won, lost and on hold ask first, and so does a gate that
    /// misses something.
    pub fn land(&self, card: &Card, stage: StageId, at: usize) {
        let kind = self.mover.pipeline.with_value(|it| it.stage(stage).map(|it| it.kind));
        if kind.is_some_and(|it| it != StageKind::Open) {
            self.ask(card, stage);
            return;
        }
        let place = self.shown.with_untracked(|board| {
            let column = board.column(stage)?;
            let now = column.cards.iter().position(|it| it.id == card.id);
            // Put down where it was: nothing to do.
            (now != Some(at)).then(|| place_at(&column.cards, card.id, at))
        });
        let Some(place) = place else { return };
        if card.stage == stage || self.sign(card, stage).lets_pass() {
            self.mover.move_card(card, stage, place);
        } else {
            self.landing.set_value(Some((card.id, stage, place)));
            self.ask(card, stage);
        }
    }

    pub fn complain(&self, error: &AppError) {
        self.toasts.complain(self.words.app_error(error));
    }

    /// So many picked cards left the board; `still`: others are left, and the bar that says it.
    pub fn say_gone(&self, count: usize, still: bool) {
        let said = self.words.picked_gone(counted(count));
        if still { self.toasts.announce(said) } else { self.toasts.say(said) }
    }

    pub fn announce_lifted(&self, card: &Card) {
        self.toasts.announce(self.words.deal_lifted(&card.name, &self.mover.stage_name(card.stage)));
    }

    pub fn announce_over(&self, card: &Card, stage: StageId, at: usize) {
        let (name, place) = (self.mover.stage_name(stage), i64::try_from(at).unwrap_or(0) + 1);
        self.toasts.announce(if card.stage == stage {
            self.words.deal_over(&name, place)
        } else {
            self.words.gate_over(&name, place, &self.sign(card, stage).said(self.words))
        });
    }

    pub fn announce_back(&self, card: &Card) {
        self.toasts.announce(self.words.deal_dropped_back(&card.name));
    }
}
