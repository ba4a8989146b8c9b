//! Small marks beside a word. Their colour never says anything that the word does not.

use leptos::prelude::*;

/// What a colour means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Neutral,
    Accent,
    Good,
    Warn,
    Bad,
}

impl Tone {
    /// Colours text and marks inside: `tone-bad`.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "tone-neutral",
            Self::Accent => "tone-accent",
            Self::Good => "tone-good",
            Self::Warn => "tone-warn",
            Self::Bad => "tone-bad",
        }
    }
}

#[component]
pub fn Badge(#[prop(optional, into)] tone: Signal<Tone>, children: Children) -> impl IntoView {
    view! { <span class=move || format!("badge {}", tone.get().class())>{children()}</span> }
}

/// A coloured point; a word beside it says what it means.
#[component]
pub fn Dot(#[prop(optional, into)] tone: Signal<Tone>) -> impl IntoView {
    view! { <span class=move || format!("dot {}", tone.get().class()) aria-hidden="true"></span> }
}

/// A key of the keyboard.
#[component]
pub fn Kbd(children: Children) -> impl IntoView {
    view! { <kbd class="kbd">{children()}</kbd> }
}
