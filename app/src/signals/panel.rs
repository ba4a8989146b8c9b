//! What signals come to, beside the record they are about: a score, and the reasons that add up to it.

use super::api::read_standing;
use crate::activities::concerns;
use crate::layout::use_viewer;
use crate::live;
use crate::request::derived;
use crate::ui::{Badge, Panel, Tone};
use crate::wire::reading;
use crate::words::{Words, use_words};
use domain::activities::Subject;
use domain::events::Topic;
use domain::signals::score::{Contribution, InProduct, Readiness, Score, Standing};
use leptos::prelude::*;

/// What has faded to less than this is not worth a line.
const TENTH: i64 = 100;

/// Nothing, where no signal has come.
#[component]
pub fn SignalsPanel(#[prop(into)] subject: Signal<Subject>) -> impl IntoView {
    // Other rules, other points.
    let news =
        live::changed(move |event| event.topic == Topic::Process || concerns(event, subject.get_untracked()));
    let read = reading(move || (subject.get(), news.get()), |(subject, _)| read_standing(subject));
    let standing = derived(move |_| read.get().and_then(Result::ok).unwrap_or_default());
    let words = use_words();
    let error = move || read.get().and_then(Result::err);
    view! {
        <Transition>
            {move || error().map(|error| view! { <p class="form-problem" role="alert">{words.app_error(&error)}</p> })}
            {move || view! { <Found standing=standing.get()/> }}
        </Transition>
    }
}

#[component]
fn Found(standing: Standing) -> impl IntoView {
    let (words, viewer) = (use_words(), use_viewer());
    let product = standing.product.map(|InProduct { product, readiness, score }| {
        let title = product.map_or_else(|| words.product_score().to_owned(), |it| words.lead_product_of(&it));
        let tone = match readiness {
            Readiness::Ready => Tone::Good,
            Readiness::Qualified => Tone::Accent,
            _ => Tone::Neutral,
        };
        view! {
            <Panel title>
                <Head points=score.points badge=words.readiness(readiness) tone/>
                <p class="quiet">{words.readiness_why(readiness)}</p>
                <Reasons score/>
            </Panel>
        }
    });
    let raised = standing.raised.map(|(kind, at)| {
        let day = viewer.with_untracked(|it| words.full_day(it.zone.day(at)));
        view! { <p class="score-raised"><Badge tone=Tone::Good>{words.hand_raised()}</Badge>" "{words.signal(kind, None)}" · "{day}</p> }
    });
    let interest = standing.interest.map(|score| {
        view! {
            <Panel title=words.interest_score()>
                <Head points=score.points badge="" tone=Tone::Neutral/>
                {raised}
                <Reasons score/>
            </Panel>
        }
    });
    view! { {product}{interest} }
}

#[component]
fn Head(points: i32, badge: &'static str, tone: Tone) -> impl IntoView {
    let words = use_words();
    view! {
        <p class="score-head">
            <strong class="score-points number">{points}</strong>
            <span class="quiet">{words.score_of()}</span>
            {(!badge.is_empty()).then(|| view! { <Badge tone>{badge}</Badge> })}
        </p>
    }
}

#[component]
fn Reasons(score: Score) -> impl IntoView {
    let words = use_words();
    let counts: Vec<_> = score.contributions.iter().filter(|it| it.milli.abs() >= TENTH).collect();
    if counts.is_empty() {
        return view! { <p class="quiet">{words.score_nothing()}</p> }.into_any();
    }
    let reason = |it: &&Contribution| {
        view! {
            <li>
                <span>{words.score_rule(it.rule, it.least, it.within)}{times(words, it)}</span>
                <span class="number">{points(it.milli)}</span>
            </li>
        }
    };
    let reasons = counts.iter().map(reason).collect_view();
    view! { <ul class="score-reasons" aria-label=words.score_reasons()>{reasons}</ul> }.into_any()
}

/// How often, where each time counts.
fn times(words: Words, it: &Contribution) -> Option<impl IntoView + use<>> {
    let counts = it.rule.fades() && it.signals > 1;
    counts.then(|| view! { <span class="quiet">" "{words.score_times(it.signals)}</span> })
}

/// `+14.1`, `−20`
pub fn points(milli: i64) -> String {
    let (sign, all) = (if milli < 0 { '−' } else { '+' }, milli.unsigned_abs());
    match all % 1_000 / 100 {
        0 => format!("{sign}{}", all / 1_000),
        tenth => format!("{sign}{}.{tenth}", all / 1_000),
    }
}
