//! What has happened to a column since then: each number leads to its deals.

use super::context::PastContext;
use crate::words::use_words;
use domain::Money;
use domain::money::grouped;
use domain::pipeline::past::{Asked, PastColumn, Way};
use leptos::prelude::*;

#[component]
pub fn SinceLine(column: Memo<PastColumn>) -> impl IntoView {
    let words = use_words();
    let context = expect_context::<PastContext>();
    let stage = column.with_untracked(|it| it.stage.id);
    let name = move || column.with(|it| words.either(&it.stage.name_ko, &it.stage.name_en).to_owned());
    let link = move |way: Way, said: String| {
        let href = context.here(Asked { column: stage, way }.pairs());
        let more = words.past_lists(&name());
        view! {
            <li><a class=format!("past-{}", way.code()) href=href data-noscroll="" aria-haspopup="dialog">{said}<span class="unseen">{more}</span></a></li>
        }
    };
    let numbers = move || {
        let since = column.with(|it| it.since.clone());
        let count = |way: Way, deals: i64| {
            (deals > 0).then(|| link(way, words.past_way(way, &grouped(deals.unsigned_abs()))))
        };
        let worth = (!since.sums.is_empty()).then(|| {
            let all: Vec<_> = since.sums.iter().map(|it| signed(*it, it.short(words.locale))).collect();
            link(Way::Worth, all.join(" · "))
        });
        view! {
            <li class="past-when" aria-hidden="true">{words.past_after()}</li>
            {worth}
            {count(Way::Came, since.came)}
            {count(Way::Left, since.left)}
            {count(Way::Won, since.won)}
            {count(Way::Lost, since.lost)}
        }
    };
    move || {
        if column.with(|it| it.since.is_nothing()) {
            view! { <p class="past-since past-nothing">{words.past_nothing()}</p> }.into_any()
        } else {
            let label = words.past_since(&name());
            view! { <ul class="past-since" aria-label=label>{numbers}</ul> }.into_any()
        }
    }
}

/// More says so as well as less.
fn signed(money: Money, said: String) -> String {
    if money.minor > 0 { format!("+{said}") } else { said.replacen('-', "−", 1) }
}
