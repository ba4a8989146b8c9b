//! Carrying a card with mouse or finger. A card lifts after 6 px, or after a long press on touch; until
//! then a click is a click and a swipe scrolls. Where it would land is worked out from what is painted.

use super::board_page::BoardContext;
use super::mover::Place;
use crate::timers::later;
use domain::pipeline::Card;
use domain::{DealId, StageId};
use leptos::ev;
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
/// How close to an edge the board scrolls by itself, and how far per event.
const EDGE: f64 = 48.0;
const SCROLL: i32 = 14;

/// A card in the hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Drag {
    pub card: Card,
    /// Over which stage, and before which of its other cards. None: over nothing.
    pub over: Option<(StageId, usize)>,
}

/// A pointer that is down on a card.
struct Press {
    pointer: i32,
    card: Card,
    x: f64,
    y: f64,
    /// Where in the card it was taken.
    grip: (f64, f64),
    element: HtmlElement,
    ghost: Option<HtmlElement>,
    touch: bool,
}

type Hand = Rc<RefCell<Option<Press>>>;

/// Makes the board's cards carryable. Called once, when the page has woken up.
pub fn install(context: BoardContext) {
    let hand: Hand = Rc::default();
    let down = {
        let hand = hand.clone();
        window_event_listener(ev::pointerdown, move |event| press(context, &hand, &event))
    };
    let moved = {
        let hand = hand.clone();
        window_event_listener(ev::pointermove, move |event| carry(context, &hand, &event))
    };
    let up = {
        let hand = hand.clone();
        window_event_listener(ev::pointerup, move |event| {
            if is_ours(&hand, &event) {
                drop_card(context, &hand);
            }
        })
    };
    let cancelled = {
        let hand = hand.clone();
        window_event_listener(ev::pointercancel, move |event| {
            if is_ours(&hand, &event) {
                let_go(context, &hand);
            }
        })
    };
    let escaped = {
        let hand = hand.clone();
        window_event_listener(ev::keydown, move |event| {
            if event.code() == "Escape" && hand.borrow().is_some() {
                let_go(context, &hand);
            }
        })
    };
    let handles = StoredValue::new_local(vec![down, moved, up, cancelled, escaped]);
    on_cleanup(move || {
        handles.update_value(|it| {
            for handle in it.drain(..) {
                handle.remove();
            }
        });
    });
}

fn is_ours(hand: &Hand, event: &PointerEvent) -> bool {
    hand.borrow().as_ref().is_some_and(|it| it.pointer == event.pointer_id())
}

fn press(context: BoardContext, hand: &Hand, event: &PointerEvent) {
    if event.button() != 0 || hand.borrow().is_some() || !context.may_drag {
        return;
    }
    let Some(target) = event.target().and_then(|it| it.dyn_into::<Element>().ok()) else { return };
    if target.closest(".deal-menu").ok().flatten().is_some() {
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
    let (x, y) = at(event);
    let frame = element.get_bounding_client_rect();
    let touch = event.pointer_type() == "touch";
    *hand.borrow_mut() = Some(Press {
        pointer: event.pointer_id(),
        card,
        x,
        y,
        grip: (x - frame.left(), y - frame.top()),
        element,
        ghost: None,
        touch,
    });
    if touch {
        let (hand, pointer) = (hand.clone(), event.pointer_id());
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
    let (x, y) = at(event);
    let (lifted, far, touch) = {
        let hand = hand.borrow();
        let Some(press) = hand.as_ref() else { return };
        let far = (x - press.x).hypot(y - press.y) > SLACK;
        (press.ghost.is_some(), far, press.touch)
    };
    match (lifted, far, touch) {
        (true, ..) => {}
        (false, true, false) => lift(context, hand),
        // A finger that moves before the long press is over scrolls.
        (false, true, true) => {
            hand.borrow_mut().take();
            return;
        }
        (false, false, _) => return,
    }
    event.prevent_default();
    follow(hand, x, y);
    scroll_at_edges(context, x, y);
    let over = landing(hand, x, y);
    context.drag.update(|it| {
        if let Some(drag) = it
            && drag.over != over
        {
            drag.over = over;
        }
    });
    show_slot(hand, over);
}

/// Takes the card up: a copy follows the pointer, the original stays and fades.
fn lift(context: BoardContext, hand: &Hand) {
    let mut hand_borrow = hand.borrow_mut();
    let Some(press) = hand_borrow.as_mut() else { return };
    let Some(ghost) =
        press.element.clone_node_with_deep(true).ok().and_then(|it| it.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    let frame = press.element.get_bounding_client_rect();
    let style = ghost.style();
    let _ = style.set_property("width", &format!("{}px", frame.width()));
    let _ = ghost.class_list().add_1("deal-ghost");
    let _ = ghost.remove_attribute("data-deal");
    let _ = ghost.set_attribute("aria-hidden", "true");
    if let Some(body) = document().body() {
        let _ = body.append_child(&ghost);
        let _ = body.class_list().add_1("is-dragging");
    }
    press.ghost = Some(ghost);
    context.drag.set(Some(Drag { card: press.card.clone(), over: None }));
    let (x, y) = (press.x, press.y);
    drop(hand_borrow);
    follow(hand, x, y);
}

fn follow(hand: &Hand, x: f64, y: f64) {
    let hand = hand.borrow();
    let Some(press) = hand.as_ref() else { return };
    let Some(ghost) = &press.ghost else { return };
    let transform = format!("translate({}px, {}px) rotate(1.5deg)", x - press.grip.0, y - press.grip.1);
    let _ = ghost.style().set_property("transform", &transform);
}

/// Over which stage the pointer is, and before which of its other cards.
fn landing(hand: &Hand, x: f64, y: f64) -> Option<(StageId, usize)> {
    let carried = hand.borrow().as_ref().map(|it| it.card.id)?;
    let column = document().element_from_point(x as f32, y as f32)?.closest("[data-stage]").ok().flatten()?;
    let stage = column.get_attribute("data-stage")?.parse().ok()?;
    let before = cards_of(&column, carried).into_iter().position(|it| {
        let frame = it.get_bounding_client_rect();
        y < frame.top() + frame.height() / 2.0
    });
    Some((stage, before.unwrap_or_else(|| cards_of(&column, carried).len())))
}

/// The painted cards of a column but the one in the hand.
fn cards_of(column: &Element, carried: DealId) -> Vec<Element> {
    let Ok(found) = column.query_selector_all("[data-deal]") else { return vec![] };
    let carried = carried.to_string();
    (0..found.length())
        .filter_map(|at| found.get(at).and_then(|it| it.dyn_into::<Element>().ok()))
        .filter(|it| it.get_attribute("data-deal").as_deref() != Some(carried.as_str()))
        .collect()
}

/// Shows where the card would land: a gap before a card, or at the column's end.
fn show_slot(hand: &Hand, over: Option<(StageId, usize)>) {
    clear_slots();
    let (Some((stage, at)), Some(carried)) = (over, hand.borrow().as_ref().map(|it| it.card.id)) else {
        return;
    };
    let Ok(Some(column)) = document().query_selector(&format!("[data-stage=\"{stage}\"]")) else { return };
    let slot = match cards_of(&column, carried).get(at) {
        Some(card) => card.set_attribute("data-slot", "before"),
        None => column.set_attribute("data-slot", "end"),
    };
    // The gap is a hint; a card lands in the right place without it.
    let _ = slot;
}

fn clear_slots() {
    let Ok(found) = document().query_selector_all("[data-slot]") else { return };
    for at in 0..found.length() {
        if let Some(element) = found.get(at).and_then(|it| it.dyn_into::<Element>().ok()) {
            let _ = element.remove_attribute("data-slot");
        }
    }
}

/// The board scrolls sideways, and a column up and down, while a card is held near an edge.
fn scroll_at_edges(context: BoardContext, x: f64, y: f64) {
    let toward = |at: f64, from: f64, to: f64| {
        if at < from + EDGE {
            -SCROLL
        } else if at > to - EDGE {
            SCROLL
        } else {
            0
        }
    };
    if let Some(board) = context.place.get_untracked() {
        let frame = board.get_bounding_client_rect();
        board.set_scroll_left(board.scroll_left() + toward(x, frame.left(), frame.right()));
    }
    let list = document()
        .element_from_point(x as f32, y as f32)
        .and_then(|it| it.closest(".column-cards").ok().flatten());
    if let Some(list) = list {
        let frame = list.get_bounding_client_rect();
        list.set_scroll_top(list.scroll_top() + toward(y, frame.top(), frame.bottom()));
    }
}

fn drop_card(context: BoardContext, hand: &Hand) {
    let drag = context.drag.get_untracked();
    let was_carried = let_go(context, hand);
    let (Some(Drag { card, over: Some((stage, at)) }), true) = (drag, was_carried) else { return };
    swallow_click();
    context.land(&card, stage, at);
}

/// Ends the carrying, wherever the card was. Says whether one was carried at all.
fn let_go(context: BoardContext, hand: &Hand) -> bool {
    clear_slots();
    let Some(press) = hand.borrow_mut().take() else { return false };
    context.drag.set(None);
    if let Some(body) = document().body() {
        let _ = body.class_list().remove_1("is-dragging");
    }
    match press.ghost {
        Some(ghost) => {
            ghost.remove();
            true
        }
        None => false,
    }
}

/// A drop ends with a click on whatever is below; it was not meant.
fn swallow_click() {
    let swallow = window_event_listener(ev::click, |event| {
        event.prevent_default();
        event.stop_propagation();
    });
    later(Duration::ZERO, move || swallow.remove());
}

fn at(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

/// The place between the neighbours at this index of a column, leaving the card itself out.
pub fn place_at(cards: &[Card], carried: DealId, at: usize) -> Place {
    let others: Vec<_> = cards.iter().filter(|it| it.id != carried).collect();
    let above = at.checked_sub(1).and_then(|it| others.get(it)).map(|it| it.id);
    Place { above, below: others.get(at).map(|it| it.id), closing: None }
}
