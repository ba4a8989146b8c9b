//! The month and the week, at the right of the day.

use crate::exchange::{amount, excluded};
use crate::layout::use_viewer;
use crate::ui::Panel;
use crate::words::{Words, use_words};
use domain::exchange::Total;
use domain::focus::{Of, Today};
use domain::pipeline::Totals;
use domain::team::Viewer;
use leptos::prelude::*;

/// What the member won this month, and what is still open.
#[component]
pub fn Month(today: Signal<Today>) -> impl IntoView {
    let (words, viewer) = (use_words(), use_viewer());
    let won = move || today.with(|it| sums(words, &it.won, viewer, false));
    let open = move || today.with(|it| sums(words, &it.open, viewer, true));
    view! {
        <Panel title=words.month_title()>
            <dl class="month">
                <div><dt>{words.month_won()}</dt><dd>{won}</dd></div>
                <div><dt>{words.month_open()}</dt><dd>{open}</dd></div>
            </dl>
        </Panel>
    }
}

/// What some deals come to, and how many there are.
fn sums(words: Words, totals: &Totals, viewer: Signal<Viewer>, weighted: bool) -> AnyView {
    if totals.count == 0 {
        return view! { <span class="month-none">{words.month_won_none()}</span> }.into_any();
    }
    let total = viewer.with(|it| Total::of(&totals.sums, &it.rates));
    let weight = weighted.then(|| words.month_weighted(&total.weighted.short(words.locale)));
    let note: Vec<_> = std::iter::once(words.month_deals(totals.count)).chain(weight).collect();
    view! {
        <span class="month-sum">{amount(words, &total, total.sum)}</span>
        <span class="month-note">{note.join(" · ")}</span>
        {excluded(words, &total)}
    }
    .into_any()
}

/// What happened to the member's deals, or their team's, since Monday.
#[component]
pub fn Week(today: Signal<Today>, of: Memo<Of>) -> impl IntoView {
    let words = use_words();
    let note = move || match of.get() {
        Of::Me => words.week_note(),
        Of::Team => words.week_note_team(),
    };
    let figure = move |label: &'static str, class: &'static str, of: fn(&domain::focus::Week) -> i64| {
        let count = move || today.with(|it| of(&it.week));
        let shade = move || if count() == 0 { "week-zero" } else { class };
        view! {
            <div>
                <dt>{label}</dt>
                <dd class=shade>{count}</dd>
            </div>
        }
    };
    view! {
        <Panel title=words.week_title()>
            <dl class="week">
                {figure(words.week_new(), "", |it| it.new)}
                {figure(words.week_forward(), "", |it| it.forward)}
                {figure(words.week_won(), "tone-good", |it| it.won)}
                {figure(words.week_lost(), "tone-bad", |it| it.lost)}
            </dl>
            <p class="quiet">{note}</p>
        </Panel>
    }
}
