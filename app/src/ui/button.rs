//! What can be pressed. A button is a verb; a link that looks like one leads somewhere.

use super::Icon;
use leptos::prelude::*;
use leptos_router::components::A;

/// How much a button asks for attention. One primary at most in a view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    Primary,
    #[default]
    Quiet,
    /// Takes something away.
    Danger,
    /// Looks like a word in the accent colour.
    Plain,
}

impl Look {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Quiet => "button",
            Self::Danger => "button button-danger",
            Self::Plain => "button button-plain",
        }
    }
}

/// A button; of type `button` unless it says `submit`. Handlers and further attributes go straight onto it.
#[component]
pub fn Button(
    #[prop(optional)] look: Look,
    /// Sends the form it stands in.
    #[prop(optional)]
    submit: bool,
    #[prop(optional)] small: bool,
    #[prop(optional, into)] disabled: Signal<bool>,
    /// Its act is under way: it stays in place and takes no second press.
    #[prop(optional, into)]
    waiting: Signal<bool>,
    #[prop(optional)] icon: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <button
            class=look.class()
            class:button-small=small
            type=if submit { "submit" } else { "button" }
            disabled=move || disabled.get() || waiting.get()
            aria-busy=move || waiting.get().then_some("true")
        >
            {icon.map(|name| view! { <Icon name/> })}
            {children()}
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn ButtonLink(
    #[prop(into)] href: Signal<String>,
    #[prop(optional)] look: Look,
    #[prop(optional)] small: bool,
    #[prop(optional)] icon: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <A href=move || href.get() attr:class=look.class() class:button-small=small>
            {icon.map(|name| view! { <Icon name/> })}
            {children()}
        </A>
    }
}

/// A button that is only a picture; its label is read aloud and shown on hover.
#[component]
pub fn IconButton(
    icon: &'static str,
    #[prop(into)] label: TextProp,
    #[prop(optional)] submit: bool,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <button
            class="icon-button"
            type=if submit { "submit" } else { "button" }
            aria-label=label.clone()
            title=label
            disabled=move || disabled.get()
        >
            <Icon name=icon/>
        </button>
    }
}

/// A link that is only a picture.
#[component]
pub fn IconLink(
    icon: &'static str,
    #[prop(into)] href: Signal<String>,
    #[prop(into)] label: TextProp,
) -> impl IntoView {
    view! {
        <A href=move || href.get() attr:class="icon-button" attr:aria-label=label.clone() attr:title=label>
            <Icon name=icon/>
        </A>
    }
}
