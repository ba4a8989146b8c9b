//! A row of links of which one is where we are.

use leptos::prelude::*;
use leptos_router::components::A;

#[component]
pub fn Tabs(#[prop(into)] label: TextProp, children: Children) -> impl IntoView {
    view! {
        <nav class="tabs" aria-label=label>
            {children()}
        </nav>
    }
}

/// One tab. The one whose address is open is marked; `dot` is one of the colour classes (`hue-blue`).
#[component]
pub fn TabLink(
    #[prop(into)] href: Signal<String>,
    #[prop(optional, into)] dot: Option<String>,
    /// Only this very address counts, not those below it.
    #[prop(optional)]
    exact: bool,
    /// Where we are, also when the address does not say it.
    #[prop(optional, into)]
    current: Signal<bool>,
    children: Children,
) -> impl IntoView {
    view! {
        <A href=move || href.get() exact attr:class="tab" class:tab-current=move || current.get()>
            {dot.map(|hue| view! { <span class=format!("dot {hue}") aria-hidden="true"></span> })}
            {children()}
        </A>
    }
}
