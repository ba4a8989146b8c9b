//! Picking cards, to work them in one go: by X, by Ctrl and a click, by a box in the card's corner, from here to there
//! with Shift, all of a column or board with Ctrl A.

use super::board_context::BoardContext;
use crate::carry::card_of;
use crate::words::counted;
use domain::money::grouped;
use domain::pipeline::batch::Slot;
use domain::pipeline::{Board, Card, Selection};
use domain::{DealId, StageId};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

/// What is asked for all that is picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// To move, into this stage if one is chosen already.
    Move(Option<StageId>),
    /// They were put down there.
    Drop(StageId, Slot),
    Give,
    Tag,
}

/// What the bar says beside the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// So many left the board, and with it the selection.
    Gone(usize),
    /// All loaded ones of so many were picked.
    Loaded(usize, i64),
}

#[derive(Clone, Copy)]
pub struct Picking {
    pub picked: RwSignal<Selection>,
    pub ask: RwSignal<Option<Ask>>,
    pub note: RwSignal<Option<Note>>,
    /// Is anything picked? Changes rarely.
    pub any: Memo<bool>,
}

impl Picking {
    pub fn new() -> Self {
        let picked = RwSignal::new(Selection::default());
        Self {
            picked,
            ask: RwSignal::new(None),
            note: RwSignal::new(None),
            any: Memo::new(move |_| picked.with(|it| !it.is_empty())),
        }
    }

    pub fn has(&self, deal: DealId) -> bool {
        self.any.get() && self.picked.with(|it| it.has(deal))
    }

    fn change(&self, change: impl FnOnce(&mut Selection)) {
        self.note.set(None);
        self.picked.update(change);
    }

    /// The picked cards that go along when this one is carried: none unless it is one of them.
    pub fn along(&self, board: &Board, carried: DealId) -> Vec<Card> {
        self.picked.with_untracked(|it| {
            if it.has(carried) && it.count() > 1 { it.of(board.cards()).cloned().collect() } else { vec![] }
        })
    }
}

/// Whoever leaves the board is not picked any more, and that is said.
pub fn follow(context: BoardContext) {
    let Picking { picked, note, any, .. } = context.picking;
    Effect::new(move |_| {
        if !any.get() {
            return;
        }
        let gone = context.shown.with(|board| picked.with_untracked(|it| it.missing(board.cards())));
        if !gone.is_empty() {
            let count = gone.len();
            picked.update(|it| it.drop(gone));
            note.set(Some(Note::Gone(count)));
            context.say_gone(count, any.get_untracked());
        }
    });
}

pub fn toggle(context: BoardContext, deal: DealId) {
    context.picking.change(|it| it.toggle(deal));
    announce(context);
}

/// From the card touched last to this one.
pub fn reach(context: BoardContext, deal: DealId) {
    context.shown.with_untracked(|board| {
        let columns = board.columns.iter().map(|it| it.cards.as_slice());
        context.picking.change(|it| it.reach(columns, deal));
    });
    announce(context);
}

/// Everything that is loaded of the card's column; of the board, if that is picked already or there is no card.
pub fn all(context: BoardContext, deal: Option<DealId>) {
    let (shown, all) = context.shown.with_untracked(|board| {
        let picked = context.picking.picked;
        let column = deal.and_then(|it| board.card(it)).and_then(|it| board.column(it.stage));
        let column = column.filter(|it| !picked.with_untracked(|picked| picked.has_all(it.cards())));
        let columns: Vec<_> = match column {
            Some(column) => vec![column],
            None => untrack(|| context.unfolded(board).map(|it| it.1).collect()),
        };
        context.picking.change(|it| columns.iter().for_each(|column| it.add(column.cards())));
        let shown = columns.iter().map(|it| it.cards.len()).sum::<usize>();
        (shown, columns.iter().map(|it| it.totals.count).sum::<i64>())
    });
    if counted(shown) < all {
        context.picking.note.set(Some(Note::Loaded(shown, all)));
    }
    announce(context);
}

/// Says whether there was anything to let go.
pub fn clear(context: BoardContext) -> bool {
    let any = context.picking.any.get_untracked();
    if any {
        context.picking.change(Selection::clear);
        announce(context);
    }
    any
}

fn announce(context: BoardContext) {
    let count = context.picking.picked.with_untracked(Selection::count);
    let loaded = match context.picking.note.get_untracked() {
        Some(Note::Loaded(shown, all)) => {
            context.words.picked_loaded(&grouped(shown as u64), &grouped(all.unsigned_abs()))
        }
        _ => String::new(),
    };
    context.toasts.announce(format!("{} {loaded}", context.words.picked(counted(count))));
}

/// All of them come down before the card at this index, leaving themselves out.
pub fn drop(context: BoardContext, stage: StageId, at: usize, along: &[Card]) {
    let slot = context.shown.with_untracked(|board| {
        let column = board.column(stage)?;
        let stays = |it: &&Card| along.iter().all(|card| card.id != it.id);
        let others: Vec<_> = column.cards().filter(stays).map(|it| it.id).collect();
        let above = at.checked_sub(1).and_then(|it| others.get(it)).copied();
        Some(Slot { above, below: others.get(at).copied() })
    });
    context.picking.ask.set(Some(Ask::Drop(stage, slot.unwrap_or_default())));
}

/// A click on a card's box, or on a card with Ctrl or Shift, picks it. Says whether it did.
pub fn on_click(context: BoardContext, event: &MouseEvent) -> bool {
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let is_in =
        |place: &str| target.as_ref().is_some_and(|it| it.closest(place).is_ok_and(|it| it.is_some()));
    let Some(deal) =
        target.as_ref().and_then(card_of::<DealId>).filter(|_| context.may_drag && !is_in(".card-acts"))
    else {
        return false;
    };
    let on_box = is_in(".card-pick");
    if event.shift_key() {
        reach(context, deal);
    } else if on_box || event.ctrl_key() || event.meta_key() {
        toggle(context, deal);
    } else {
        return false;
    }
    true
}
