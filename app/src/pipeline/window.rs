//! Which cards of a column are painted: those in sight and a few beyond. The others are space as high as they are,
//! also those that were not read yet, so that a column of thousands scrolls like one of ten and weighs as much.

pub mod paint;

pub use paint::{Item, Painted, height};

use super::board_context::BoardContext;
use crate::timers::next_frame;
use domain::{DealId, StageId};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use paint::{Heights, PART, in_sight, paint};
use uuid::Uuid;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

/// How many cards beyond each edge of what is in sight are painted as well.
const BEYOND: usize = 2;
/// The next page is asked for when no more cards than this are left below.
const AHEAD: usize = 6;

/// A column's list as far as it is looked at.
#[derive(Clone, Copy)]
pub struct Window {
    context: BoardContext,
    stage: StageId,
    pub list: NodeRef<html::Ol>,
    /// From which place to which; all that is loaded, until the page has woken up.
    range: RwSignal<Option<(usize, usize)>>,
    heights: StoredValue<Heights>,
    /// A page is on its way, or one did not come.
    loading: StoredValue<bool>,
    failed: StoredValue<bool>,
    /// The card in the hand, which stays where it is, however far the list is scrolled.
    held: Memo<Option<DealId>>,
}

impl Window {
    pub fn new(context: BoardContext, stage: StageId) -> Self {
        let held = Memo::new(move |_| {
            let carried = context.drag.with(|it| it.as_ref().map(|it| it.card.id));
            carried.or_else(|| context.lifted.with(|it| it.as_ref().map(|it| it.card.id)))
        });
        Self {
            context,
            stage,
            list: NodeRef::new(),
            range: RwSignal::new(None),
            heights: StoredValue::default(),
            loading: StoredValue::new(false),
            failed: StoredValue::new(false),
            held,
        }
    }

    /// What is painted now; the card in the hand and the one that Tab reaches always are.
    pub fn painted(self) -> Memo<Painted> {
        let kept = [self.held, self.context.reachable];
        Memo::new(move |_| {
            let (range, kept) = (self.range.get(), kept.map(|it| it.get()));
            self.context.shown.with(|board| {
                let Some(column) = board.column(self.stage) else { return Painted::default() };
                self.heights.with_value(|it| paint(column, it, range, kept))
            })
        })
    }

    /// Looks again whenever something else is painted, and when the window changes its size.
    pub fn follow(self, painted: Memo<Painted>) {
        let awake = self.context.awake;
        Effect::new(move |_| {
            painted.track();
            // Folded and unfolded, it is another list.
            _ = self.list.get();
            if awake.get() {
                next_frame(move || {
                    self.measure(painted);
                    self.look();
                });
            }
        });
        Effect::new(move |_| {
            let handle = window_event_listener(leptos::ev::resize, move |_| {
                self.measure(painted);
                self.look();
            });
            on_cleanup(move || handle.remove());
        });
    }

    /// Paints what is in sight now, and asks for the next page when the end comes near.
    pub fn look(self) {
        let Some(list) = self.list.try_get_untracked().flatten() else { return };
        let top = i64::from(list.scroll_top()) * PART as i64;
        let bottom = top + i64::from(list.client_height()) * PART as i64;
        let found = self.context.shown.with_untracked(|board| {
            let column = board.column(self.stage)?;
            let seen = self.heights.with_value(|it| in_sight(it.all(column), top, bottom));
            Some((seen, column.cards.len(), column.complete))
        });
        let Some((seen, loaded, complete)) = found else { return };
        let wanted = (seen.0.saturating_sub(BEYOND), (seen.1 + BEYOND).min(loaded));
        let is_enough = self.range.get_untracked().is_some_and(|(from, to)| {
            let covers = from <= seen.0.saturating_sub(1) && (seen.1 + 1).min(loaded) <= to;
            covers && to - from <= wanted.1 - wanted.0 + 1
        });
        if !is_enough {
            keep_focus(&list);
            self.range.set(Some(wanted));
        }
        if !complete && seen.1 + AHEAD >= loaded && !self.failed.get_value() {
            self.load();
        }
    }

    /// One request for the next cards of the column.
    pub fn load(self) {
        if self.loading.get_value() {
            return;
        }
        self.loading.set_value(true);
        let confirmed = self.context.mover.confirmed;
        let end = confirmed.with_untracked(|board| board.column(self.stage)?.end());
        // Nothing of it is known: the next one is the first.
        let (rank, deal) = end.unwrap_or_else(|| (String::new(), DealId(Uuid::nil())));
        let (filter, reading) = (self.context.filter.get_untracked(), self.context.readings.get_value());
        spawn_local(async move {
            let answer = super::api::more_cards(self.stage, rank, deal, filter).await;
            if self.loading.try_set_value(false).is_some() {
                // The board is gone.
                return;
            }
            self.failed.set_value(answer.is_err());
            match answer {
                Ok(page) => {
                    // A page of a board that was read anew meanwhile would leave a hole in it.
                    if self.context.readings.get_value() == reading {
                        confirmed.update(|board| board.extend(self.stage, page.cards, page.complete));
                    }
                    next_frame(move || self.look());
                }
                Err(error) => self.context.complain(&error),
            }
        });
    }

    /// Keeps how high the painted cards are, and tells screen readers which of how many each one is.
    fn measure(self, painted: Memo<Painted>) {
        let Some(list) = self.list.try_get_untracked().flatten() else { return };
        let all = self
            .context
            .shown
            .with_untracked(|it| it.column(self.stage).map_or(0, |it| it.totals.count))
            .to_string();
        let (gap, width) = (gap_of(&list), list.client_width());
        let Ok(found) = list.query_selector_all("[data-deal]") else { return };
        let cards = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<Element>().ok());
        self.heights.update_value(|heights| {
            if !heights.are_of(gap, width) {
                *heights = Heights::of(gap, width);
            }
            painted.with_untracked(|painted| {
                for (element, (place, card)) in cards.zip(&painted.cards) {
                    if element.get_attribute("data-deal").is_some_and(|it| it == card.id.to_string()) {
                        let height = element.get_bounding_client_rect().height();
                        heights.put(card.id, (height * PART).round() as i64 + gap);
                        // Read aloud a little poorer, nothing is lost.
                        element.set_attribute("aria-posinset", &(place + 1).to_string()).ok();
                        element.set_attribute("aria-setsize", &all).ok();
                    }
                }
            });
        });
    }
}

/// Cards that stay painted may be put into the list anew, and lose the focus with that. They get it back, wherever one
/// has scrolled.
fn keep_focus(list: &Element) {
    let focused = document().active_element().filter(|it| list.contains(Some(it)));
    let Some(focused) = focused.and_then(|it| it.dyn_into::<HtmlElement>().ok()) else { return };
    next_frame(move || {
        let is_lost = document().active_element().is_none_or(|it| it.tag_name() == "BODY");
        if is_lost && focused.is_connected() {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            // A card that went away takes no focus.
            focused.focus_with_options(&options).ok();
        }
    });
}

fn gap_of(list: &Element) -> i64 {
    let style = window().get_computed_style(list).ok().flatten();
    let gap = style.and_then(|it| it.get_property_value("row-gap").ok());
    let gap: f64 = gap.and_then(|it| it.trim_end_matches("px").parse().ok()).unwrap_or_default();
    (gap * PART).round() as i64
}
