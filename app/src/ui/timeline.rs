//! What happened, newest first.

use super::Tone;
use leptos::prelude::*;

#[component]
pub fn Timeline(children: Children) -> impl IntoView {
    view! { <ol class="timeline">{children()}</ol> }
}

/// One moment: when, what, and details as children. `when` is short, `full` is shown on hover.
#[component]
pub fn TimelineItem(
    #[prop(into)] when: Signal<String>,
    #[prop(optional, into)] full: MaybeProp<String>,
    #[prop(into)] title: TextProp,
    #[prop(optional)] tone: Tone,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <li class="moment">
            <span class="moment-when" title=move || full.get()>{when}</span>
            <span class=format!("moment-dot {}", tone.class()) aria-hidden="true"></span>
            <div class="moment-what">
                <strong>{move || title.get()}</strong>
                {children.map(|it| view! { <div class="moment-more">{it()}</div> })}
            </div>
        </li>
    }
}
