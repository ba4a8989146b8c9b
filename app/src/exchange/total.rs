//! A sum as heads show it: one amount in the workspace's currency, by which rates it was made, and how many deals are not
//! in it.

use crate::routes;
use crate::words::Words;
use domain::Money;
use domain::exchange::Total;
use domain::pipeline::Totals;
use domain::team::Viewer;
use leptos::prelude::*;

/// The sum of some deals, and what they weigh.
pub fn sums(words: Words, totals: &Totals, viewer: Signal<Viewer>) -> impl IntoView + use<> {
    let total = viewer.with(|it| Total::of(&totals.sums, &it.rates));
    let weighted = total.weighted;
    view! {
        <span class="column-sum">
            {amount(words, &total, total.sum)}
            <span class="quiet number" title=weighted.full()>{format!("{} {}", words.board_weighted(), weighted.short(words.locale))}</span>
        </span>
        {excluded(words, &total)}
    }
}

/// An amount of such a sum: all digits on hover, and the day of its rates, which is read aloud, too.
pub fn amount(words: Words, total: &Total, money: Money) -> impl IntoView + use<> {
    let made = words.made_by_rates(total);
    let title = made.iter().fold(money.full(), |full, made| format!("{full} ({made})"));
    view! {
        <strong class="number" class:is-converted=made.is_some() title=title>{money.short(words.locale)}</strong>
        {made.map(|it| view! { <span class="unseen">{it}</span> })}
    }
}

/// How many deals are left out, which leads to where that is mended.
pub fn excluded(words: Words, total: &Total) -> impl IntoView + use<> {
    (total.excluded > 0).then(|| {
        let text = words.total_excluded(total.excluded);
        view! { <a class="sum-excluded" href=routes::EXCHANGE title=words.total_excluded_why()>{text}</a> }
    })
}
