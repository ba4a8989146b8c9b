//! A few figures beside each other, each under its name.

use leptos::prelude::*;

#[component]
pub fn Facts(children: Children) -> impl IntoView {
    view! { <dl class="facts">{children()}</dl> }
}

#[component]
pub fn Fact(#[prop(into)] label: TextProp, children: Children) -> impl IntoView {
    view! {
        <div class="fact">
            <dt>{move || label.get()}</dt>
            <dd>{children()}</dd>
        </div>
    }
}

/// An amount in its short form; all digits on hover.
#[component]
pub fn Amount(#[prop(into)] short: Signal<String>, #[prop(into)] full: Signal<String>) -> impl IntoView {
    view! { <span class="amount" title=move || full.get()>{move || short.get()}</span> }
}
