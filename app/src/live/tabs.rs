//! One tab of a browser holds a lock, hears the stream, and passes everything on to the others. When it goes, the
//! browser gives the lock to the next. One that holds it and says nothing, because it is frozen, loses it.

use super::stream::{Line, connect, millis, now, on_message, watch};
use super::{Live, Stream, lock};
use crate::timers::every;
use domain::MemberId;
use domain::events::Cursor;
use domain::relay::{Ear, Passed, Taken};
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, Event};

/// Between looks at the clock, and the shortest wait before the stream is opened again.
const LOOK: Duration = Duration::from_secs(1);
/// The stream beats every 15 seconds; a tab that heard nothing for so long asks.
const SILENCE: Duration = Duration::from_secs(20);
/// A tab that hears for the others and lets one wait so long for an answer is frozen.
const PATIENCE: Duration = Duration::from_secs(5);

/// A tab among the member's other tabs.
struct Tab {
    line: Rc<Line>,
    /// The name of lock and channel: of one member, and of tabs that speak the same way.
    name: String,
    leads: Cell<bool>,
    /// It waits for the lock.
    queues: Cell<bool>,
    /// Since when it has been waiting for an answer.
    asked_at: Cell<Option<f64>>,
}

/// Listens from the place up to which the page was made, by itself or by another tab of this member.
pub fn open(live: Live, from: Cursor, member: MemberId) {
    *lock(&live.ear) = Ear::at(from);
    let name = format!("baton-live-1-{member}");
    let channel = locks().and_then(|_| BroadcastChannel::new(&name).ok());
    let alone = channel.is_none();
    let line = Line::new(live, member, channel);
    let tab = Rc::new(Tab {
        line,
        name,
        leads: Cell::new(alone),
        queues: Cell::new(false),
        asked_at: Cell::new(None),
    });
    if let Some(channel) = &tab.line.channel {
        let hearing = tab.clone();
        on_message(channel, "message", move |event| {
            if let Some(said) = event.data().as_string().and_then(|it| Passed::read(&it)) {
                hear(&hearing, said);
            }
        });
    }
    if alone {
        connect(&tab.line);
    } else {
        queue(&tab);
        ask(&tab);
    }
    let watching = tab.clone();
    every(LOOK, move || look(&watching));
    on_shown(move || {
        tab.line.live.catch_up();
        if tab.leads.get() {
            watch(&tab.line);
        } else {
            ask(&tab);
        }
    });
}

/// Another tab spoke.
fn hear(tab: &Rc<Tab>, said: Passed) {
    let line = &tab.line;
    if let Passed::Ask(place) = said {
        if tab.leads.get() {
            // A hidden tab's clock runs slowly; whoever asks lends it theirs.
            watch(line);
            line.pass(&Passed::Stream(line.live.stream.get_untracked()));
            if let Some(present) = line.live.present_text() {
                line.pass(&Passed::Present(present));
            }
            let answer = lock(&line.live.ear).answer(place);
            answer.iter().for_each(|it| line.pass(it));
        }
        return;
    }
    if tab.leads.get() {
        // The last words of the tab that led before. What they told comes by the stream as well.
        return;
    }
    line.heard_at.set(now());
    tab.asked_at.set(None);
    if let Passed::Stream(stream) = said {
        return line.live.set_stream(stream);
    }
    if let Passed::Present(text) = said {
        return line.live.set_present(text, document().hidden());
    }
    let taken = lock(&line.live.ear).take(said);
    match taken {
        Taken::Nothing => {}
        Taken::News(news) => line.hear(news),
        Taken::Gap => ask(tab),
    }
}

fn ask(tab: &Tab) {
    if tab.asked_at.get().is_none() {
        tab.asked_at.set(Some(now()));
    }
    let place = lock(&tab.line.live.ear).place();
    tab.line.pass(&Passed::Ask(place));
}

/// What a tab that does not hear by itself makes of silence, while somebody looks at it.
fn look(tab: &Rc<Tab>) {
    let line = &tab.line;
    if tab.leads.get() {
        watch(line);
    } else if !document().hidden() {
        let since = |then: f64, limit| now() - then > millis(limit);
        if tab.asked_at.get().is_some_and(|it| since(it, PATIENCE)) {
            tab.asked_at.set(None);
            steal(tab);
        } else if line.live.stream.get_untracked() == Stream::Lost || since(line.heard_at.get(), SILENCE) {
            ask(tab);
        }
    }
}

/// Waits for the lock: as the only tab it has it at once.
fn queue(tab: &Rc<Tab>) {
    if !tab.queues.replace(true) {
        let granted = tab.clone();
        request(tab, &Object::new(), move || granted.queues.set(false));
    }
}

/// Takes the lock from a tab that does not answer.
fn steal(tab: &Rc<Tab>) {
    let options = Object::new();
    if Reflect::set(&options, &"steal".into(), &JsValue::TRUE).is_ok() {
        request(tab, &options, || ());
    }
}

/// Asks for the lock and holds it as long as the page lives, or until another tab takes it.
fn request(tab: &Rc<Tab>, options: &Object, granted: impl FnOnce() + 'static) {
    let leader = tab.clone();
    let hold = Closure::once_into_js(move |_lock: JsValue| -> JsValue {
        granted();
        lead(&leader);
        // Never kept: that would give the lock back.
        Promise::new(&mut |_, _| ()).into()
    });
    let asked = locks().and_then(|locks| {
        let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
        request.call3(&locks, &tab.name.as_str().into(), options, &hold).ok()?.dyn_into::<Promise>().ok()
    });
    let Some(asked) = asked else { return lead(tab) };
    let ended = tab.clone();
    let ended = Closure::once(move |_why: JsValue| {
        if ended.leads.replace(false) {
            ended.line.close();
            queue(&ended);
            ask(&ended);
        } else {
            // A browser that gives no lock, though it says that it has them.
            lead(&ended);
        }
    });
    // The closure is what hears of it; the promise that comes back says nothing more.
    let _ = asked.catch(&ended);
    ended.forget();
}

fn lead(tab: &Tab) {
    tab.leads.set(true);
    tab.asked_at.set(None);
    connect(&tab.line);
}

/// None where a browser has no locks, or lends them to encrypted pages only.
fn locks() -> Option<JsValue> {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).ok()?;
    locks.is_object().then_some(locks)
}

fn on_shown(act: impl Fn() + 'static) {
    let shown = Closure::<dyn Fn(Event)>::new(move |_| {
        if !document().hidden() {
            act();
        }
    });
    if document().add_event_listener_with_callback("visibilitychange", shown.as_ref().unchecked_ref()).is_ok()
    {
        shown.forget();
    }
}
