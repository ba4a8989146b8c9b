//! A white card with a heading: the place where things that belong together stand.

use leptos::prelude::*;

/// `action` stands at the right of the heading; `flush` lets a list or table reach the edges.
#[component]
pub fn Panel(
    #[prop(optional, into)] title: Option<TextProp>,
    #[prop(optional, into)] action: Option<ViewFn>,
    #[prop(optional)] flush: bool,
    children: Children,
) -> impl IntoView {
    let head = title.map(|title| {
        view! {
            <header class="panel-head">
                <h2>{move || title.get()}</h2>
                {action.map(|it| it.run())}
            </header>
        }
    });
    view! {
        <section class="panel" class:panel-flush=flush>
            {head}
            <div class="panel-body">{children()}</div>
        </section>
    }
}
