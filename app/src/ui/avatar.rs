//! Somebody as a round picture of two letters, always in the same colour.

use crate::words::initials::initials;
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
) -> impl IntoView {
    let size = match size {
        AvatarSize::Small => "avatar-small",
        AvatarSize::Medium => "",
        AvatarSize::Large => "avatar-large",
    };
    let class = format!("avatar {} {size}", hue_of(&id.to_string()));
    let letters = initials(&name);
    if silent {
        view! { <span class=class aria-hidden="true">{letters}</span> }.into_any()
    } else {
        view! { <span class=class role="img" aria-label=name.clone() title=name>{letters}</span> }.into_any()
    }
}

/// One of eight colours, the same for an id on every screen (`person-3`).
pub fn hue_of(id: &str) -> String {
    let sum = id.bytes().fold(0u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    format!("person-{}", (sum >> 3) % 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_keeps_their_colour() {
        assert_eq!(hue_of("a"), hue_of("a"));
        let many: std::collections::HashSet<_> = (0..100).map(|it| hue_of(&format!("id-{it}"))).collect();
        assert_eq!(many.len(), 8);
    }
}
