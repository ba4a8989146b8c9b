//! Carrying a card with mouse or finger, on whatever has cards. A card lifts after 6 px, or after a long press on
//! touch; until then a click is a click and a swipe scrolls. Where it may land, and what that means, its page knows.

pub mod edges;
mod reached;
mod waiting;

pub use reached::{card_of, focus_card, focused_card, note_focus};
pub use waiting::take_unless_carrying;

use crate::timers::{later, next_frame};
use domain::{DealId, LeadId};
use leptos::ev::{self, KeyboardEvent, MouseEvent, TouchEvent};
use leptos::prelude::*;
use std::cell::RefCell;
use std::fmt::Display;
use std::rc::Rc;
use std::str::FromStr;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, PointerEvent};

/// How far a mouse moves before it carries.
const SLACK: f64 = 6.0;
/// How long a finger rests before it lifts.
const LONG_PRESS: Duration = Duration::from_millis(250);

/// What cards stand for, and how a card of it is known on a page.
pub trait Carried: Copy + PartialEq + Display + FromStr + Send + Sync + 'static {
    /// Where a card says which record it stands for.
    const MARK: &'static str;
    const CARD: &'static str;
    /// The link in it that takes the focus.
    const LINK: &'static str;
    /// What on it is pressed, and is not what one takes it by.
    const ACTS: &'static str;
}

impl Carried for DealId {
    const MARK: &'static str = "data-deal";
    const CARD: &'static str = "[data-deal]";
    const LINK: &'static str = ".deal-link";
    const ACTS: &'static str = ".card-acts, .card-pick";
}

impl Carried for LeadId {
    const MARK: &'static str = "data-lead";
    const CARD: &'static str = "[data-lead]";
    const LINK: &'static str = ".lead-link";
    const ACTS: &'static str = ".lead-card-acts";
}

/// A page on which cards are carried.
pub trait Carries {
    type Card: Carried;
    /// May whoever presses this card carry it?
    fn may_lift(&self, card: Self::Card) -> bool;
    /// It is in the hand now; answers how many go along with it, if it is not alone.
    fn lifted(&self, card: Self::Card) -> Option<usize>;
    /// It is held over this point of the window.
    fn held_at(&self, point: (f64, f64));
    /// It is out of the hand again: put down where it was held last, or back where it came from.
    fn let_go(&self, down: bool);
    /// What scrolls while a card is held near its edge.
    fn place(&self) -> Option<Element>;
}

/// A card was just put down: the click that ends it was not meant.
pub type SpentClick = StoredValue<bool>;

/// A pointer that is down on a card.
struct Press<Card> {
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

struct Hand<Card> {
    page: Box<dyn Carries<Card = Card>>,
    spent: SpentClick,
    press: RefCell<Option<Press<Card>>>,
}

/// Makes a page's cards carryable, until it goes. Called once, when the page has woken up.
pub fn install<Page: Carries + 'static>(page: Page, spent: SpentClick) {
    let hand = Rc::new(Hand::<Page::Card> { page: Box::new(page), spent, press: RefCell::default() });
    let hear = |act: fn(&Rc<Hand<Page::Card>>, &PointerEvent)| {
        let hand = hand.clone();
        move |event: PointerEvent| act(&hand, &event)
    };
    let (down, moved, up) = (hear(Hand::press), hear(Hand::moved), hear(Hand::release));
    let cancelled = hear(|hand, event| {
        if hand.is_ours(event) {
            hand.let_go(false);
        }
    });
    let escaped = {
        let hand = hand.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Escape" && hand.let_go(false) {
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

impl<Card: Carried> Hand<Card> {
    fn press(self: &Rc<Self>, event: &PointerEvent) {
        if self.press.borrow().is_some() {
            return;
        }
        self.spent.set_value(false);
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        let Some(target) = target.filter(|_| event.button() == 0) else { return };
        if target.closest(Card::ACTS).ok().flatten().is_some() {
            return;
        }
        let element = target.closest(Card::CARD).ok().flatten();
        let Some(element) = element.and_then(|it| it.dyn_into::<HtmlElement>().ok()) else { return };
        let Some(card) = card_of(&element).filter(|it| self.page.may_lift(*it)) else { return };
        let from = at(event);
        let frame = element.get_bounding_client_rect();
        let (pointer, touch) = (event.pointer_id(), event.pointer_type() == "touch");
        let grip = (from.0 - frame.left(), from.1 - frame.top());
        *self.press.borrow_mut() =
            Some(Press { pointer, touch, card, from, now: from, grip, element, ghost: None });
        if touch {
            let hand = self.clone();
            later(LONG_PRESS, move || {
                let waits = |it: &Press<Card>| it.pointer == pointer && it.ghost.is_none();
                if hand.press.borrow().as_ref().is_some_and(waits) {
                    hand.lift();
                }
            });
        }
    }

    fn moved(self: &Rc<Self>, event: &PointerEvent) {
        if !self.is_ours(event) {
            return;
        }
        let now = at(event);
        let (lifted, far, touch) = {
            let mut press = self.press.borrow_mut();
            let Some(press) = press.as_mut() else { return };
            press.now = now;
            let far = (now.0 - press.from.0).hypot(now.1 - press.from.1) > SLACK;
            (press.ghost.is_some(), far, press.touch)
        };
        if !touch && event.buttons() == 0 {
            // The button was let go where nobody told us.
            self.let_go(false);
            return;
        }
        match (lifted, far, touch) {
            (true, ..) => self.follow(),
            (false, true, false) => self.lift(),
            // A finger that moves before the long press is over scrolls.
            (false, true, true) => *self.press.borrow_mut() = None,
            (false, false, _) => {}
        }
    }

    /// Takes the card up: a copy follows the pointer, the original stays and fades.
    fn lift(self: &Rc<Self>) {
        let card = {
            let mut press = self.press.borrow_mut();
            let Some(press) = press.as_mut() else { return };
            let copy = press.element.clone_node_with_deep(true).ok();
            let Some(ghost) = copy.and_then(|it| it.dyn_into::<HtmlElement>().ok()) else { return };
            let width = format!("{}px", press.element.get_bounding_client_rect().width());
            // A ghost that looks a little different carries just as well.
            ghost.style().set_property("width", &width).ok();
            ghost.class_list().add_1("card-ghost").ok();
            ghost.remove_attribute(Card::MARK).ok();
            ghost.set_attribute("aria-hidden", "true").ok();
            ghost.set_attribute("inert", "").ok();
            if let Some(body) = document().body() {
                body.append_child(&ghost).ok();
                body.class_list().add_1("is-dragging").ok();
            }
            hold(press);
            press.ghost = Some(ghost);
            press.card
        };
        if let Some(count) = self.page.lifted(card)
            && let Some(ghost) = self.press.borrow().as_ref().and_then(|it| it.ghost.as_ref())
        {
            ghost.set_attribute("data-count", &count.to_string()).ok();
        }
        self.follow();
        keep_scrolling(self.clone());
    }

    /// The copy under the pointer, and what it would land on.
    fn follow(&self) {
        let now = {
            let press = self.press.borrow();
            let Some((press, ghost)) = press.as_ref().and_then(|it| Some((it, it.ghost.as_ref()?))) else {
                return;
            };
            let (x, y) = (press.now.0 - press.grip.0, press.now.1 - press.grip.1);
            ghost.style().set_property("transform", &format!("translate({x}px, {y}px) rotate(1.5deg)")).ok();
            press.now
        };
        self.page.held_at(now);
    }

    fn release(self: &Rc<Self>, event: &PointerEvent) {
        if self.is_ours(event) {
            self.let_go(true);
        }
        // The click that belongs to this release comes at once, or it does not come.
        let spent = self.spent;
        later(Duration::ZERO, move || {
            spent.try_set_value(false);
        });
    }

    /// Ends the carrying, wherever the card was. Says whether one was carried at all.
    fn let_go(&self, down: bool) -> bool {
        let Some(press) = self.press.borrow_mut().take() else { return false };
        let Some(ghost) = press.ghost else { return false };
        ghost.remove();
        if press.element.has_pointer_capture(press.pointer) {
            press.element.release_pointer_capture(press.pointer).ok();
        }
        self.spent.set_value(true);
        if let Some(body) = document().body() {
            body.class_list().remove_1("is-dragging").ok();
        }
        self.page.let_go(down);
        true
    }

    fn is_ours(&self, event: &PointerEvent) -> bool {
        self.press.borrow().as_ref().is_some_and(|it| it.pointer == event.pointer_id())
    }
}

/// All that the pointer does concerns this card from now on: nothing else lights up below it, and a focus that goes
/// with the card to another column is not first taken from it.
fn hold<Card>(press: &Press<Card>) {
    // Carrying works without either, and moves less smoothly.
    press.element.set_pointer_capture(press.pointer).ok();
    let focused = document().active_element().filter(|it| press.element.contains(Some(it)));
    if let Some(focused) = focused.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        focused.blur().ok();
    }
}

/// From frame to frame, until the card is put down.
fn keep_scrolling<Card: Carried>(hand: Rc<Hand<Card>>) {
    next_frame(move || {
        let held = hand.press.borrow().as_ref().filter(|it| it.ghost.is_some()).map(|it| it.now);
        let Some(now) = held else { return };
        if edges::scroll(hand.page.place(), now) {
            hand.follow();
        }
        keep_scrolling(hand);
    });
}

/// The end of a carrying is a click on whatever is below; it was not meant. Says whether this was one.
pub fn is_spent(spent: SpentClick) -> bool {
    let was = spent.get_value();
    spent.set_value(false);
    was
}

/// Such a click does nothing.
pub fn swallow(event: &MouseEvent) {
    event.prevent_default();
    event.stop_propagation();
}

/// A finger that carries does not scroll, and does not tap when it is lifted.
pub fn on_touch(carries: bool, spent: SpentClick, event: &TouchEvent) {
    if (carries || spent.get_value()) && event.cancelable() {
        event.prevent_default();
    }
}

/// A long press lifts; it opens no menu of the browser's.
pub fn on_context_menu(carries: bool, event: &MouseEvent) {
    if carries {
        event.prevent_default();
    }
}

fn at(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}
