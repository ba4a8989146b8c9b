//! A page says where its reader is: at once when that changes, then every few seconds, and never while nobody sees it.

use super::api::{ReportPresence, report_presence};
use crate::live::{Live, use_live};
use domain::presence::{Place, REPORTED_EVERY, Report};
use domain::{DealId, TabId};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use uuid::Uuid;

/// The reader of this page is here, with this card in the hand, until the current owner is gone.
pub fn be_at(place: Signal<Option<Place>>, carries: Signal<Option<DealId>>) {
    let live = use_live();
    Effect::new(move |_| {
        let reporter = Reporter::new(live.clone(), place, carries);
        let (changed, stream) = (reporter.clone(), live.stream());
        Effect::new(move |_| {
            stream.track();
            place.track();
            carries.track();
            changed.say();
        });
        // Their handles die with the page, not with what it shows: otherwise a reader would be gone who sits still.
        let ticking = reporter.clone();
        let ticks = set_interval(move || ticking.say_if_seen(), REPORTED_EVERY);
        let goes = reporter.clone();
        let gone = window_event_listener_untyped("pagehide", move |_| goes.leave());
        let seen = reporter.clone();
        let looks = window_event_listener_untyped("visibilitychange", move |_| seen.say());
        on_cleanup(move || {
            if let Ok(ticks) = ticks {
                ticks.clear();
            }
            looks.remove();
            gone.remove();
            reporter.leave();
        });
    });
}

/// A page that hears nothing tells nothing either: it may not even be signed in any more.
#[derive(Clone)]
struct Reporter {
    tab: TabId,
    count: Arc<AtomicI64>,
    live: Live,
    place: Signal<Option<Place>>,
    carries: Signal<Option<DealId>>,
}

impl Reporter {
    fn new(live: Live, place: Signal<Option<Place>>, carries: Signal<Option<DealId>>) -> Self {
        Self { tab: TabId(Uuid::now_v7()), count: Arc::default(), live, place, carries }
    }

    /// Where this page is, or that nobody sees it.
    fn say(&self) {
        if document().hidden() { self.leave() } else { self.say_if_seen() }
    }

    fn say_if_seen(&self) {
        let place = self.place.try_get_untracked().flatten();
        if place.is_some() && !document().hidden() && self.live.is_open() {
            let report = self.report(place, self.carries.try_get_untracked().flatten());
            // One that gets lost is followed by the next.
            spawn_local(async move { report_presence(report).await.unwrap_or_default() });
        }
    }

    /// Said in a way that outlives the page. Somebody who was never anywhere needs not leave.
    fn leave(&self) {
        if self.count.load(Ordering::Relaxed) > 0
            && self.live.is_open()
            && let Ok(json) = serde_json::to_string(&ReportPresence { report: self.report(None, None) })
        {
            // Whoever could not say so is gone a few seconds later.
            window().navigator().send_beacon_with_opt_str(ReportPresence::PATH, Some(&json)).ok();
        }
    }

    fn report(&self, place: Option<Place>, carries: Option<DealId>) -> Report {
        let count = self.count.fetch_add(1, Ordering::Relaxed) + 1;
        Report { tab: self.tab, count, place, carries }
    }
}
