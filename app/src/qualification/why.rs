//! Why a lead has its kind: what was kept when it was granted, as a list. What the rules say today may be something else.

use crate::layout::use_viewer;
use crate::routes;
use crate::signals::points;
use crate::words::{Words, use_words};
use chrono::{DateTime, Utc};
use domain::qualification::{Agreed, KeptChange, Kind, Reason, Told};
use leptos::prelude::*;
use leptos_router::components::A;

/// One kind that was granted; the first stands open.
#[component]
pub fn Why(change: KeptChange, now: DateTime<Utc>, open: bool) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let (day, who, reached) = viewer.with_untracked(|it| {
        let who = change.by.and_then(|by| it.member_name(by)).map(str::to_owned);
        let reached = (change.to != Kind::SalesQualified)
            .then(|| words.why_when(&words.day(it.zone.day(change.reached_at), it.zone.day(now))));
        (words.ago(change.at, now, &it.zone), who, reached)
    });
    let version = change.rule_version;
    let rules = view! {
        <A href=routes::rules_version(version)>{words.by_rules(version)}</A>
    };
    let about = who.map_or_else(
        || view! { {day.clone()}" · "{rules} }.into_any(),
        |who| words.why_granted(&day, &who).into_any(),
    );
    let lines = change.reasons.into_iter().map(|it| view! { <Line reason=it now/> }).collect_view();
    view! {
        <details class="why" open=open>
            <summary>
                <strong>{words.why_kind(words.kind(change.to))}</strong>
                <span class="quiet">{words.qualified_by(change.origin)}</span>
            </summary>
            <p class="quiet why-about">{about}</p>
            {reached.map(|it| view! { <p class="quiet why-about">{it}</p> })}
            <ul class="why-reasons" aria-label=words.why_reasons()>{lines}</ul>
        </details>
    }
}

#[component]
fn Line(reason: Reason, now: DateTime<Utc>) -> impl IntoView {
    let words = use_words();
    match reason {
        Reason::Rule { rule, least, within, milli, signals, more } => {
            let name = words.score_rule(rule, least, within);
            let told =
                signals.into_iter().map(|it| view! { <li>{said(words, &it, now)}</li> }).collect_view();
            let more = (more > 0).then(|| view! { <li>{words.why_more(more)}</li> });
            view! {
                <li class="why-reason">
                    <span class="why-rule">{name}</span>
                    <span class="number" class:why-against=milli < 0>{points(milli)}</span>
                    <ul class="why-signals">{told}{more}</ul>
                </li>
            }
            .into_any()
        }
        Reason::Raised(told) => view! {
            <li class="why-reason">
                <span class="why-rule">{words.why_raised()}</span>
                <ul class="why-signals"><li>{said(words, &told, now)}</li></ul>
            </li>
        }
        .into_any(),
        Reason::Confirmed { criterion, score, note } => view! {
            <li class="why-reason">
                <span class="why-rule">{words.criterion(criterion)}</span>
                <span class="quiet">{words.sure(score)}</span>
                <p class="why-note">{note}</p>
            </li>
        }
        .into_any(),
        Reason::Sum { points, least } => plain(words.why_sum(points, least)),
        Reason::Product(product) => plain(words.why_product(&product)),
        Reason::Fit { fit, least } => plain(words.why_fit(fit, least)),
        Reason::Use(used) => plain(words.why_use(&used.workspace_owner, &used.use_case)),
        Reason::Meeting => plain(words.why_meeting().to_owned()),
        Reason::Agreed(agreed) => {
            let day = |at| use_viewer().with_untracked(|it| words.day(it.zone.day(at), it.zone.day(now)));
            plain(match agreed {
                Agreed::Logged { kind, at, .. } => words.why_agreed(words.activity_kind(kind), &day(at)),
                Agreed::Calendar { at } => words.why_agreed_calendar(&day(at)),
            })
        }
    }
}

fn plain(text: String) -> AnyView {
    view! { <li class="why-reason"><span class="why-rule why-sum">{text}</span></li> }.into_any()
}

/// `가격 페이지 방문 · 11월 20일`
fn said(words: Words, it: &Told, now: DateTime<Utc>) -> String {
    let day = use_viewer().with_untracked(|viewer| words.day(viewer.zone.day(it.at), viewer.zone.day(now)));
    format!("{} · {day}", words.signal(it.kind, it.value))
}
