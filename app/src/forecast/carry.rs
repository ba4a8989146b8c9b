//! Carrying a card to another month with mouse or finger. A card lifts after 6 px, or after a long press on touch; until
//! then a click is a click and a swipe scrolls. Where in a column it comes to stand its day says, not the hand.

use super::context::ForecastContext;
use super::keyboard;
use crate::pipeline::pull;
use crate::timers::{later, next_frame};
use domain::forecast::Period;
use domain::pipeline::Card;
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

/// A card in the hand, and over which period it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Drag {
    pub card: Card,
    pub over: Option<Period>,
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

/// Makes the cards carryable. Called once, when the page has woken up.
pub fn install(context: ForecastContext) {
    let hand: Hand = Rc::default();
    let hear = |act: fn(ForecastContext, &Hand, &PointerEvent)| {
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

fn press(context: ForecastContext, hand: &Hand, event: &PointerEvent) {
    if hand.borrow().is_some() {
        return;
    }
    context.click_is_spent.set_value(false);
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let Some(target) = target.filter(|_| event.button() == 0) else { return };
    if target.closest(".card-acts").ok().flatten().is_some() {
        return;
    }
    let element =
        target.closest("[data-deal]").ok().flatten().and_then(|it| it.dyn_into::<HtmlElement>().ok());
    let Some((element, deal)) = element.and_then(|it| Some((it.clone(), keyboard::deal_of(&it)?))) else {
        return;
    };
    let card = context.shown.with_untracked(|it| it.card(deal).map(|it| it.card.clone()));
    let Some(card) = card.filter(|it| untrack(|| context.may_work(it.owner))) else { return };
    let from = at(event);
    let frame = element.get_bounding_client_rect();
    let (pointer, touch) = (event.pointer_id(), event.pointer_type() == "touch");
    let grip = (from.0 - frame.left(), from.1 - frame.top());
    *hand.borrow_mut() = Some(Press { pointer, touch, card, from, now: from, grip, element, ghost: None });
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

fn carry(context: ForecastContext, hand: &Hand, event: &PointerEvent) {
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
fn lift(context: ForecastContext, hand: &Hand) {
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
        press.ghost = Some(ghost);
        context.drag.set(Some(Drag { card: press.card.clone(), over: None }));
    }
    follow(context, hand);
    keep_scrolling(context, hand.clone());
}

/// The copy under the pointer, and what it would land on.
fn follow(context: ForecastContext, hand: &Hand) {
    let now = {
        let hand = hand.borrow();
        let Some((press, ghost)) = hand.as_ref().and_then(|it| Some((it, it.ghost.as_ref()?))) else {
            return;
        };
        let (x, y) = (press.now.0 - press.grip.0, press.now.1 - press.grip.1);
        ghost.style().set_property("transform", &format!("translate({x}px, {y}px) rotate(1.5deg)")).ok();
        press.now
    };
    let over = period_at(now);
    if context.drag.with_untracked(|it| it.as_ref().is_some_and(|it| it.over != over)) {
        context.drag.update(|it| {
            if let Some(drag) = it {
                drag.over = over;
            }
        });
    }
}

fn period_at((x, y): (f64, f64)) -> Option<Period> {
    let found = document().element_from_point(x as f32, y as f32)?;
    let column = found.closest("[data-period]").ok().flatten()?;
    Period::of_code(&column.get_attribute("data-period")?)
}

/// Held near its edge, the forecast scrolls sideways from frame to frame, until the card is put down.
fn keep_scrolling(context: ForecastContext, hand: Hand) {
    next_frame(move || {
        let held = hand.borrow().as_ref().filter(|it| it.ghost.is_some()).map(|it| it.now);
        let Some((x, _)) = held else { return };
        if let Some(board) = context.place.try_get_untracked().flatten() {
            let (frame, before) = (board.get_bounding_client_rect(), board.scroll_left());
            board.set_scroll_left(before + pull(x, frame.left(), frame.right()));
            if board.scroll_left() != before {
                follow(context, &hand);
            }
        }
        keep_scrolling(context, hand);
    });
}

fn release(context: ForecastContext, hand: &Hand, event: &PointerEvent) {
    if is_ours(hand, event) {
        let drag = context.drag.get_untracked();
        if let (true, Some(Drag { card, over })) = (let_go(context, hand), drag) {
            if let Some(period) = over {
                context.put(card.id, period);
            }
            keyboard::focus(context, card.id);
        }
    }
    // The click that belongs to this release comes at once, or it does not come.
    later(Duration::ZERO, move || {
        context.click_is_spent.try_set_value(false);
    });
}

fn abandon(context: ForecastContext, hand: &Hand, event: &PointerEvent) {
    if is_ours(hand, event) {
        put_back(context, hand);
    }
}

/// Nothing happened: the card stays where it was, and keeps the focus. Says whether one was carried.
fn put_back(context: ForecastContext, hand: &Hand) -> bool {
    let drag = context.drag.get_untracked();
    let carried = let_go(context, hand);
    if let (true, Some(Drag { card, .. })) = (carried, drag) {
        context.toasts.announce(context.words.deal_dropped_back(&card.name));
        keyboard::focus(context, card.id);
    }
    carried
}

/// Ends the carrying, wherever the card was. Says whether one was carried at all.
fn let_go(context: ForecastContext, hand: &Hand) -> bool {
    let Some(ghost) = hand.borrow_mut().take().and_then(|it| it.ghost) else { return false };
    ghost.remove();
    context.drag.set(None);
    context.click_is_spent.set_value(true);
    if let Some(body) = document().body() {
        body.class_list().remove_1("is-dragging").ok();
    }
    true
}

/// The end of a carrying is a click on whatever is below; it was not meant.
pub fn on_click(context: ForecastContext, event: &MouseEvent) {
    if context.click_is_spent.get_value() {
        context.click_is_spent.set_value(false);
        event.prevent_default();
        event.stop_propagation();
    }
}

/// A finger that carries does not scroll, and does not tap when it is lifted.
pub fn on_touch(context: ForecastContext, event: &TouchEvent) {
    let carries = context.drag.with_untracked(Option::is_some) || context.click_is_spent.get_value();
    if carries && event.cancelable() {
        event.prevent_default();
    }
}

/// A long press lifts; it opens no menu of the browser's.
pub fn on_context_menu(context: ForecastContext, event: &MouseEvent) {
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
