//! Whose record it is: shown with a face, chosen from those who work here.

use crate::layout::use_viewer;
use crate::ui::{Avatar, AvatarSize, Badge, Choice, Select, Tone};
use crate::words::{Words, use_words};
use domain::MemberId;
use domain::team::{Right, Viewer};
use leptos::prelude::*;

/// A member by name and picture, with a mark if they have left; a dash for nobody.
#[component]
pub fn OwnerName(#[prop(into)] of: Signal<Option<MemberId>>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    move || {
        let name = of.get().and_then(|id| {
            viewer.with(|it| it.member_name(id).map(|name| (id, name.to_owned(), it.has_left(id))))
        });
        match name {
            Some((id, name, left)) => view! {
                <span class="owner">
                    <Avatar name=name.clone() id size=AvatarSize::Small silent=true left/>
                    {name}
                    {left.then(|| view! { <Badge tone=Tone::Warn>{words.member_left_badge()}</Badge> })}
                </span>
            }
            .into_any(),
            None => view! { <span class="quiet">{words.list_no_owner()}</span> }.into_any(),
        }
    }
}

/// Members to choose from: those who work here, and apart from them the others that are wanted. These left, or
/// stand only in files that were imported, so nobody gives them work, but records may be theirs.
pub fn member_choices(words: Words, viewer: &Viewer, wanted: impl Fn(MemberId) -> bool) -> Vec<Choice> {
    let choice = |it: &domain::team::Member| Choice::new(it.id, it.name.clone());
    let here = viewer.members.iter().filter(|it| it.active).map(choice);
    let others = viewer.members.iter().filter(|it| !it.active && wanted(it.id));
    here.chain(others.map(|it| Choice { group: Some(words.members_apart()), ..choice(it) })).collect()
}

/// Chooses an owner. Whoever may not give the record away sends it back with the owner it has.
#[component]
pub fn OwnerField(
    #[prop(into)] name: String,
    now: Option<MemberId>,
    /// The record is being made, so nothing is taken from anybody.
    #[prop(optional)]
    new: bool,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let value = now.map(|it| it.to_string()).unwrap_or_default();
    if !new && !viewer.with_untracked(|it| it.may(Right::Reassign, now)) {
        return view! { <input type="hidden" name=name value=value/> }.into_any();
    }
    let choices = Signal::derive(move || viewer.with(|it| member_choices(words, it, |id| Some(id) == now)));
    if new {
        return view! { <Select name label=words.field_owner() choices value/> }.into_any();
    }
    view! { <Select name label=words.field_owner() choices value none=words.list_no_owner()/> }.into_any()
}
