//! How a hand-over stands, in a few words: its clock while it waits, else what became of it.

use crate::layout::use_viewer;
use crate::leads::DueChip;
use crate::ui::{Badge, Tone};
use crate::words::{Words, use_words};
use chrono::{DateTime, Utc};
use domain::MemberId;
use domain::handover::{Handover, State};
use domain::leads::{Owed, Promise};
use leptos::prelude::*;

/// The clock of one that waits.
#[component]
pub fn Clock(sent_at: DateTime<Utc>, due: DateTime<Utc>, now: Memo<DateTime<Utc>>) -> impl IntoView {
    let promise = Promise { owed: Owed::Decision, since: sent_at, due };
    view! { <DueChip promise now/> }
}

/// The state, by its colour and its word.
#[component]
pub fn StateBadge(handover: Handover) -> impl IntoView {
    let words = use_words();
    let tone = match handover.state {
        State::Pending => Tone::Accent,
        State::Accepted => Tone::Good,
        State::Rejected => Tone::Bad,
        State::Expired => Tone::Warn,
        State::Rerouted | State::Withdrawn => Tone::Neutral,
    };
    let why = handover.reject_class.map(|it| format!(" · {}", words.handover_class_short(it)));
    view! { <Badge tone>{words.handover_state(handover.state)}{why}</Badge> }
}

/// A member by name; a word for whoever is none any more.
pub fn named(words: Words, id: Option<MemberId>) -> String {
    let known = id.and_then(|id| use_viewer().with(|it| it.member_name(id).map(str::to_owned)));
    known.unwrap_or_else(|| words.handover_somebody().to_owned())
}

/// `송다은 → 박지훈`
pub fn way(words: Words, handover: &Handover) -> String {
    let to = match handover.to {
        None => words.handover_queue().to_owned(),
        to => named(words, to),
    };
    words.handover_way(&named(words, handover.from), &to)
}

/// What became of it, as a sentence.
pub fn said(words: Words, handover: &Handover) -> String {
    match handover.state {
        State::Pending => match handover.to {
            None => words.handover_waits_in_queue().to_owned(),
            Some(to) if use_viewer().with(|it| it.member == to) => words.handover_waits_for_you().to_owned(),
            to => words.handover_waits_for(&named(words, to)),
        },
        State::Accepted => words.handover_accepted_by(&named(words, handover.decided_by)),
        State::Rejected => words.handover_rejected_by(&named(words, handover.decided_by)),
        State::Expired => words.handover_was_expired().to_owned(),
        State::Rerouted => words.handover_was_rerouted().to_owned(),
        State::Withdrawn => words.handover_was_withdrawn().to_owned(),
    }
}
