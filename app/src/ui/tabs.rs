//! A row of links of which one is where we are.

use leptos::html::Nav;
use leptos::prelude::*;
use leptos_router::components::A;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

#[component]
pub fn Tabs(#[prop(into)] label: TextProp, children: Children) -> impl IntoView {
    let place = NodeRef::<Nav>::new();
    // On a narrow screen the row is longer than it shows: where we are is in view.
    Effect::new(move |_| {
        let Some(place) = place.get() else { return };
        let current = place.query_selector("[aria-current=page]").ok().flatten();
        if let Some(tab) = current.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            let room = place.client_width() - tab.offset_width();
            place.set_scroll_left(tab.offset_left() - room / 2);
        }
    });
    view! {
        <nav class="tabs" aria-label=label node_ref=place>
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
