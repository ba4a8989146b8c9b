//! What a deal is worth, as every card says it.

use crate::words::use_words;
use domain::Money;
use leptos::prelude::*;

#[component]
pub fn DealAmount(#[prop(into)] amount: Signal<Option<Money>>) -> impl IntoView {
    let words = use_words();
    move || match amount.get() {
        Some(money) => {
            view! { <span class="deal-amount" title=money.full()>{money.short(words.locale)}</span> }
                .into_any()
        }
        None => {
            view! { <span class="deal-amount deal-amount-none">{words.card_no_amount()}</span> }.into_any()
        }
    }
}
