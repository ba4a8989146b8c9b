//! Somebody as a round picture of two letters, always in the same colour.

use crate::words::initials::initials;
use crate::words::use_words;
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    Small,
    #[default]
    Medium,
    Large,
}

/// `id` gives the colour, so that it stays when the name changes. Silent when the name stands beside it.
#[component]
pub fn Avatar(
    #[prop(into)] name: String,
    id: impl std::fmt::Display,
    #[prop(optional)] size: AvatarSize,
    /// The name stands beside it: nothing is read aloud twice.
    #[prop(optional)]
    silent: bool,
    /// They work here no more: somebody else is to be found for what this stands beside.
    #[prop(optional)]
    left: bool,
) -> impl IntoView {
    let size = match size {
        AvatarSize::Small => "avatar-small",
        AvatarSize::Medium => "",
        AvatarSize::Large => "avatar-large",
    };
    let gone = if left { "avatar-left" } else { "" };
    let class = format!("avatar {} {size} {gone}", hue_of(&id.to_string()));
    let letters = initials(&name);
    let name = if left { use_words().owner_left(&name) } else { name };
    // The letters are drawn, not written: they are a picture of the name, not another name.
    if silent {
        view! { <span class=class data-letters=letters aria-hidden="true"></span> }.into_any()
    } else {
        view! { <span class=class data-letters=letters role="img" aria-label=name.clone() title=name></span> }
            .into_any()
    }
}

/// One of eight colours, the same for an id on every screen (`person-3`).
pub fn hue_of(id: &str) -> String {
    // FNV-1a, stirred once more: ids of one team differ little and should not look alike.
    let mixed =
        id.bytes().fold(0x811c_9dc5_u32, |mixed, byte| (mixed ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let mixed = (mixed ^ (mixed >> 16)).wrapping_mul(0x85eb_ca6b);
    format!("person-{}", (mixed ^ (mixed >> 13)) % 8)
}
