//! Carrying a card with mouse or finger. A card lifts after 6 px, or after a long press on touch; until
//! then a click is a click and a swipe scrolls.

mod edges;
mod landing;

pub use edges::pull;
pub use landing::place_at;

use super::board_context::BoardContext;
use super::{keyboard, picking};
use crate::timers::later;
use domain::pipeline::Card;
use domain::{DealId, StageId};
use leptos::ev::{self, KeyboardEvent, MouseEvent, TouchEvent};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, PointerEvent};

/// How far a mouse moves before it carries.
const SLACK: f64 = 6.0;
/// How long a finger rests before it lifts.
const LONG_PRESS: Duration = Duration::from_millis(250);

/// A card in the hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Drag {
    pub card: Card,
    /// All that are carried, in their order, where it is one of several that were picked.
    pub along: Vec<Card>,
    /// Over which stage, and before which of its other cards. None: over nothing.
    pub over: Option<(StageId, usize)>,
}

impl Drag {
    pub fn of(card: Card, over: Option<(StageId, usize)>) -> Self {
        Self { card, along: vec![], over }
    }

    pub fn carries(&self, deal: DealId) -> bool {
        self.card.id == deal || self.along.iter().any(|it| it.id == deal)
    }

    pub fn deals(&self) -> Vec<DealId> {
        let along = self.along.iter().map(|it| it.id).filter(|it| *it != self.card.id);
        std::iter::once(self.card.id).chain(along).collect()
    }

    /// What stages are asked about.
    pub fn cards(&self) -> Vec<Card> {
        if self.along.is_empty() { vec![self.card.clone()] } else { self.along.clone() }
    }
}

/// A pointer that is down on a card.
struct Press {
    pointer: i32,
    touch: bool,
    card: Card,
    /// Where it went down, and where it is.
    from: (f64, f64),
    now: (f64, f64),
    /// Where in the card it was taken.
    grip: (f64, f64),
    element: HtmlElement,
    /// What follows the pointer, once the card is lifted.
    ghost: Option<HtmlElement>,
}

type Hand = Rc<RefCell<Option<Press>>>;

/// Makes the board's cards carryable. Called once, when the page has woken up.
pub fn install(context: BoardContext) {
    let hand: Hand = Rc::default();
    let hear = |act: fn(BoardContext, &Hand, &PointerEvent)| {
        let hand = hand.clone();
        move |event: PointerEvent| act(context, &hand, &event)
    };
    let (down, moved) = (hear(press), hear(carry));
    let (up, cancelled) = (hear(release), hear(abandon));
    let escaped = {
        let hand = hand.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Escape" && put_back(context, &hand) {
                event.prevent_default();
            }
        }
    };
    let handles = [
        window_event_listener(ev::pointerdown, down),
        window_event_listener(ev::pointermove, moved),
        window_event_listener(ev::pointerup, up),
        window_event_listener(ev::pointercancel, cancelled),
        window_event_listener(ev::keydown, escaped),
    ];
    on_cleanup(move || handles.into_iter().for_each(WindowListenerHandle::remove));
}

fn press(context: BoardContext, hand: &Hand, event: &PointerEvent) {
    if hand.borrow().is_some() {
        return;
    }
    context.click_is_spent.set_value(false);
    if event.button() != 0 || !context.may_drag {
        return;
    }
    let Some(target) = event.target().and_then(|it| it.dyn_into::<Element>().ok()) else { return };
    if target.closest(".card-acts, .card-pick").ok().flatten().is_some() {
        return;
    }
    let Some(element) =
        target.closest("[data-deal]").ok().flatten().and_then(|it| it.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    let deal = element.get_attribute("data-deal").and_then(|it| it.parse::<DealId>().ok());
    let Some(card) = deal.and_then(|deal| context.shown.with_untracked(|it| it.card(deal).cloned())) else {
        return;
    };
    if !untrack(|| context.may_work(card.owner)) {
        return;
    }
    let from = at(event);
    let frame = element.get_bounding_client_rect();
    let (pointer, touch) = (event.pointer_id(), event.pointer_type() == "touch");
    *hand.borrow_mut() = Some(Press {
        pointer,
        touch,
        card,
        from,
        now: from,
        grip: (from.0 - frame.left(), from.1 - frame.top()),
        element,
        ghost: None,
    });
    if touch {
        let hand = hand.clone();
        later(LONG_PRESS, move || {
            let waits = hand.borrow().as_ref().is_some_and(|it| it.pointer == pointer && it.ghost.is_none());
            if waits {
                lift(context, &hand);
            }
        });
    }
}

fn carry(context: BoardContext, hand: &Hand, event: &PointerEvent) {
    if !is_ours(hand, event) {
        return;
    }
    let now = at(event);
    let (lifted, far, touch) = {
        let mut hand = hand.borrow_mut();
        let Some(press) = hand.as_mut() else { return };
        press.now = now;
        let far = (now.0 - press.from.0).hypot(now.1 - press.from.1) > SLACK;
        (press.ghost.is_some(), far, press.touch)
    };
    if !touch && event.buttons() == 0 {
        // The button was let go where nobody told us.
        put_back(context, hand);
        return;
    }
    match (lifted, far, touch) {
        (true, ..) => follow(context, hand),
        (false, true, false) => lift(context, hand),
        // A finger that moves before the long press is over scrolls.
        (false, true, true) => *hand.borrow_mut() = None,
        (false, false, _) => {}
    }
}

/// Takes the card up: a copy follows the pointer, the original stays and fades.
fn lift(context: BoardContext, hand: &Hand) {
    {
        let mut hand = hand.borrow_mut();
        let Some(press) = hand.as_mut() else { return };
        let copy = press.element.clone_node_with_deep(true).ok();
        let Some(ghost) = copy.and_then(|it| it.dyn_into::<HtmlElement>().ok()) else { return };
        let width = format!("{}px", press.element.get_bounding_client_rect().width());
        // A ghost that looks a little different carries just as well.
        ghost.style().set_property("width", &width).ok();
        ghost.class_list().add_1("deal-ghost").ok();
        ghost.remove_attribute("data-deal").ok();
        ghost.set_attribute("aria-hidden", "true").ok();
        ghost.set_attribute("inert", "").ok();
        if let Some(body) = document().body() {
            body.append_child(&ghost).ok();
            body.class_list().add_1("is-dragging").ok();
        }
        let along = context.shown.with_untracked(|board| context.picking.along(board, press.card.id));
        if !along.is_empty() {
            ghost.set_attribute("data-count", &along.len().to_string()).ok();
        }
        hold(press);
        press.ghost = Some(ghost);
        context.drag.set(Some(Drag { along, ..Drag::of(press.card.clone(), None) }));
    }
    follow(context, hand);
    edges::keep_scrolling(context, hand.clone());
}

/// All that the pointer does concerns this card from now on: nothing else lights up below it, and a focus that goes
/// with the card to another column is not first taken from it.
fn hold(press: &Press) {
    // Carrying works without either, and moves less smoothly.
    press.element.set_pointer_capture(press.pointer).ok();
    let focused = document().active_element().filter(|it| press.element.contains(Some(it)));
    if let Some(focused) = focused.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        focused.blur().ok();
    }
}

/// The copy under the pointer, and what it would land on.
fn follow(context: BoardContext, hand: &Hand) {
    let now = {
        let hand = hand.borrow();
        let Some((press, ghost)) = hand.as_ref().and_then(|it| Some((it, it.ghost.as_ref()?))) else {
            return;
        };
        let (x, y) = (press.now.0 - press.grip.0, press.now.1 - press.grip.1);
        ghost.style().set_property("transform", &format!("translate({x}px, {y}px) rotate(1.5deg)")).ok();
        press.now
    };
    let changed = context.drag.with_untracked(|it| {
        let drag = it.as_ref()?;
        let over = landing::under(context, now, drag);
        (drag.over != over).then_some(over)
    });
    if let Some(over) = changed {
        context.drag.update(|it| {
            if let Some(drag) = it {
                drag.over = over;
            }
        });
        context.drag.with_untracked(|it| it.iter().for_each(|drag| landing::show(context, over, drag)));
    }
}

fn release(context: BoardContext, hand: &Hand, event: &PointerEvent) {
    if is_ours(hand, event) {
        let drag = context.drag.get_untracked();
        if let (true, Some(Drag { card, along, over })) = (let_go(context, hand), drag) {
            match over {
                Some((stage, at)) if along.is_empty() => context.land(&card, stage, at),
                Some((stage, at)) => picking::drop(context, stage, at, &along),
                None => {}
            }
            keyboard::focus(context, card.id);
        }
    }
    // The click that belongs to this release comes at once, or it does not come.
    later(Duration::ZERO, move || {
        context.click_is_spent.try_set_value(false);
    });
}

fn abandon(context: BoardContext, hand: &Hand, event: &PointerEvent) {
    if is_ours(hand, event) {
        put_back(context, hand);
    }
}

/// Nothing happened: the card stays where it was, and keeps the focus. Says whether one was carried.
fn put_back(context: BoardContext, hand: &Hand) -> bool {
    let drag = context.drag.get_untracked();
    let carried = let_go(context, hand);
    if let (true, Some(Drag { card, .. })) = (carried, drag) {
        context.announce_back(&card);
        keyboard::focus(context, card.id);
    }
    carried
}

/// Ends the carrying, wherever the card was. Says whether one was carried at all.
fn let_go(context: BoardContext, hand: &Hand) -> bool {
    let Some(press) = hand.borrow_mut().take() else { return false };
    let Some(ghost) = press.ghost else { return false };
    ghost.remove();
    if press.element.has_pointer_capture(press.pointer) {
        press.element.release_pointer_capture(press.pointer).ok();
    }
    landing::clear();
    context.drag.set(None);
    context.click_is_spent.set_value(true);
    if let Some(body) = document().body() {
        body.class_list().remove_1("is-dragging").ok();
    }
    true
}

/// The end of a carrying is a click on whatever is below; it was not meant. Other clicks may pick a card.
pub fn on_click(context: BoardContext, event: &MouseEvent) {
    let spent = context.click_is_spent.get_value();
    context.click_is_spent.set_value(false);
    if spent || picking::on_click(context, event) {
        event.prevent_default();
        event.stop_propagation();
    }
}

/// A finger that carries does not scroll, and does not tap when it is lifted.
pub fn on_touch(context: BoardContext, event: &TouchEvent) {
    let carries = context.drag.with_untracked(Option::is_some) || context.click_is_spent.get_value();
    if carries && event.cancelable() {
        event.prevent_default();
    }
}

/// A long press lifts; it opens no menu of the browser's.
pub fn on_context_menu(context: BoardContext, event: &MouseEvent) {
    if context.drag.with_untracked(Option::is_some) {
        event.prevent_default();
    }
}

fn is_ours(hand: &Hand, event: &PointerEvent) -> bool {
    hand.borrow().as_ref().is_some_and(|it| it.pointer == event.pointer_id())
}

fn at(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}
