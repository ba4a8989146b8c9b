//! One seat: who, as what, where they stand, when they were last reached, and the forms behind it. News changes what it
//! shows; what somebody types into it stays.

use super::seat_forms::{Known, Leave, Prove, Remove};
use crate::routes;
use crate::ui::{Badge, Tone};
use crate::words::use_words;
use domain::SeatId;
use domain::committee::{Committee, Role, Seat};
use leptos::html;
use leptos::prelude::*;

#[component]
pub fn SeatRow(
    id: SeatId,
    committee: Signal<Committee>,
    may: Memo<bool>,
    changed: RwSignal<u32>,
) -> impl IntoView {
    let words = use_words();
    // What has just gone keeps its last look until it is gone.
    let seat = Memo::new(move |before: Option<&Option<Seat>>| {
        let now = committee.with(|it| it.seats.iter().find(|it| it.id == id).cloned());
        now.or_else(|| before.cloned().flatten())
    });
    let seat = Signal::derive(move || seat.get());
    let place = NodeRef::<html::Details>::new();
    let is_open = RwSignal::new(false);
    let toggled = move |_| is_open.set(place.get_untracked().is_some_and(|it| it.open()));
    // As long as it is open its forms stand as they were opened; then they are of what stands now.
    let shown = Memo::new(move |before: Option<&i32>| {
        let now = seat.with(|it| it.as_ref().map_or(0, |it| it.version));
        if is_open.get() { before.copied().unwrap_or(now) } else { now }
    });
    let forms = move || {
        shown.track();
        seat.get_untracked().map(|it| {
            let proves = (it.role == Role::Champion).then(|| view! { <Prove seat committee changed/> });
            let leaves = (it.left_on.is_none() && committee.with_untracked(|it| it.account.is_some()))
                .then(|| view! { <Leave seat changed/> });
            let (href, open) = (routes::person(it.person), words.committee_person(&it.name));
            view! { <div class="seat-forms"><p><a href=href>{open}</a></p><Known seat changed/>{proves}{leaves}<Remove seat changed/></div> }
        })
    };
    let row = move || {
        if !may.get() {
            return view! { <div class="seat"><Face seat committee link=true/></div> }.into_any();
        }
        view! {
            <details class="seat" node_ref=place on:toggle=toggled>
                <summary><Face seat committee link=false/></summary>
                {forms}
            </details>
        }
        .into_any()
    };
    view! { <li id=format!("seat-{id}")>{row}</li> }
}

/// What the row says without being opened.
#[component]
fn Face(
    seat: Signal<Option<Seat>>,
    committee: Signal<Committee>,
    /// The name leads to the person: not where pressing it opens the row.
    link: bool,
) -> impl IntoView {
    let words = use_words();
    let shown = move || {
        let it = seat.get()?;
        let today = committee.with(|it| it.today);
        let day = move |day| words.short_day(day, today);
        let role_tone = match it.role {
            _ if it.is_candidate() => Tone::Warn,
            Role::Champion => Tone::Good,
            Role::Blocker => Tone::Bad,
            _ => Tone::Neutral,
        };
        let touched = it
            .touched
            .map_or_else(|| words.committee_untouched().to_owned(), |it| words.committee_touched(&day(it)));
        let said = [
            words.stance(it.stance).to_owned(),
            words.influence_said(words.influence(it.influence)),
            touched,
        ];
        let left = it.left_on.map(|on| words.committee_left(&day(on)));
        let left = left.map(|said| view! { <Badge tone=Tone::Bad>{said}</Badge> });
        let now_at = it
            .now_at
            .as_ref()
            .map(|name| view! { <span class="quiet">{words.committee_now_at(name)}</span> });
        let proof = it.proven.as_ref().map(|proof| {
            let said = format!("{} · {} · {}", words.proving_act(proof.act), day(proof.on), proof.body);
            view! { <span class="seat-proof">{said}</span> }
        });
        let note = |label: &'static str, text: &str| {
            (!text.is_empty())
                .then(|| view! { <span class="seat-note"><b>{label}</b>" "{text.to_owned()}</span> })
        };
        let (role, for_us, against) = (words.role_held(&it), it.stance > 0, it.stance < 0);
        Some(view! {
            <span class="seat-head">
                {if link {
                    view! { <a class="seat-name" href=routes::person(it.person)>{it.name.clone()}</a> }.into_any()
                } else {
                    view! { <strong class="seat-name">{it.name.clone()}</strong> }.into_any()
                }}
                <span class="quiet">{it.title.clone()}</span>
                <Badge tone=role_tone>{role}</Badge>
                {left}{now_at}
            </span>
            <span class="seat-said" class:tone-good=for_us class:tone-bad=against>{said.join(" · ")}</span>
            {proof}
            {note(words.committee_goals(), &it.goals)}
            {note(words.committee_concerns(), &it.concerns)}
            {note(words.committee_persuaded(), &it.persuaded_by)}
        })
    };
    view! { <span class="seat-face">{shown}</span> }
}
