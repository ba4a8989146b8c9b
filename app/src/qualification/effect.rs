//! What rules would do, beside the form in which they are typed: who would have become what by them, and how many of
//! those were won.

use crate::error::AppError;
use crate::routes;
use crate::ui::{Panel, Table};
use crate::wire::Reading;
use crate::words::{Words, use_words};
use domain::money::grouped;
use domain::qualification::{Effect, Kind, Line, Named, Side};
use leptos::prelude::*;
use leptos_router::components::A;

#[component]
pub fn EffectPanel(of: Reading<Result<Option<Effect>, AppError>>) -> impl IntoView {
    let words = use_words();
    let shown = move || match of.get()? {
        Ok(Some(effect)) => Some(view! { <Told effect/> }.into_any()),
        Ok(None) => Some(view! { <p class="quiet">{words.effect_ask()}</p> }.into_any()),
        Err(AppError::Refused(_)) => Some(view! { <p class="quiet">{words.effect_wrong()}</p> }.into_any()),
        Err(error) => {
            Some(view! { <p class="form-problem" role="alert">{words.app_error(&error)}</p> }.into_any())
        }
    };
    view! {
        <div class="icp-effect rules-effect" id="rules-effect">
            <Panel title=words.effect_title()>
                <Transition>{shown}</Transition>
            </Panel>
        </div>
    }
}

/// What came of it in a line beside the buttons, which leads to the rest: on a phone that is far away.
#[component]
pub fn EffectLine(of: Reading<Result<Option<Effect>, AppError>>) -> impl IntoView {
    let words = use_words();
    let line = move || match of.get()? {
        Ok(Some(effect)) => Some(view! { <a href="#rules-effect">{verdict(words, &effect)}</a> }),
        _ => None,
    };
    view! { <span class="rules-verdict" role="status"><Transition>{line}</Transition></span> }
}

fn verdict(words: Words, effect: &Effect) -> String {
    match effect.is_nothing() {
        true => words.effect_nothing(effect.leads),
        false => words.effect_some(effect.leads),
    }
}

#[component]
fn Told(effect: Effect) -> impl IntoView {
    let words = use_words();
    let verdict = verdict(words, &effect);
    let kinds = effect.lines.into_iter().map(|line| view! { <KindLine line/> }).collect_view();
    view! {
        <p class="icp-verdict">{verdict}</p>
        {kinds}
        <p class="quiet icp-record-note">{words.effect_note()}</p>
    }
}

#[component]
fn KindLine(line: Line) -> impl IntoView {
    let words = use_words();
    let Line { kind, new, same, lost } = line;
    let row = |name: &'static str, side: &Side| {
        let count = |it: i64| grouped(it.unsigned_abs());
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="number">{count(side.leads)}</td>
                <td class="number">{count(side.won)}</td>
            </tr>
        }
    };
    let rows =
        [row(words.effect_new(), &new), row(words.effect_same(), &same), row(words.effect_lost(), &lost)];
    view! {
        <div class="rules-kind">
            <Table label=words.kind_named(words.kind(kind), words.kind_full(kind))>
                <thead>
                    <tr>
                        <th scope="col"><Short kind/></th>
                        <th scope="col" class="number">{words.effect_leads()}</th>
                        <th scope="col" class="number">{words.effect_won()}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </Table>
            <Names label=words.effect_new() side=new/>
            <Names label=words.effect_lost() side=lost/>
        </div>
    }
}

#[component]
fn Short(kind: Kind) -> impl IntoView {
    let words = use_words();
    view! { <span title=words.kind_full(kind)>{words.kind(kind)}</span> }
}

#[component]
fn Names(label: &'static str, side: Side) -> impl IntoView {
    let words = use_words();
    let others = side.leads - i64::try_from(side.named.len()).unwrap_or(i64::MAX);
    let others = (others > 0).then(|| view! { <li class="quiet">{words.effect_others(others)}</li> });
    let named = |it: &Named| {
        let (href, name) = (routes::lead(it.key()), it.name.clone());
        view! { <li><A href>{name}</A></li> }
    };
    (side.leads > 0).then(|| {
        view! {
            <div class="rules-names">
                <span class="quiet">{label}</span>
                <ul class="icp-names">{side.named.iter().map(named).collect_view()}{others}</ul>
            </div>
        }
    })
}
