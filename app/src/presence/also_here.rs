//! Those who look at the same: small faces beside a board, a deal, and on a card.

use crate::layout::use_viewer;
use crate::live::use_live;
use crate::ui::{Avatar, AvatarSize};
use crate::words::{counted, use_words};
use domain::presence::{self, Company, Place, others_at};
use domain::team::Viewer;
use domain::{DealId, MemberId};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// So many faces; the rest is a number.
const FACES: usize = 4;

/// Who else looks at this board or deal.
#[component]
pub fn AlsoHere(#[prop(into)] place: Signal<Option<Place>>) -> impl IntoView {
    let (viewer, present) = (use_viewer(), use_live().present());
    let others = Memo::new(move |_| {
        let Some(place) = place.get() else { return vec![] };
        viewer.with(|viewer| present.with(|all| others_at(all, viewer.member, place)))
    });
    move || others.with(|it| (!it.is_empty()).then(|| faces(it)))
}

/// Who else has this deal open, on its card.
#[component]
pub fn CardCompany(company: Memo<Company>) -> impl IntoView {
    move || company.with(|it| (!it.looking.is_empty()).then(|| faces(&it.looking)))
}

/// Who else is at which deal.
pub fn company(viewer: Signal<Viewer>) -> Memo<BTreeMap<DealId, Company>> {
    let present = use_live().present();
    Memo::new(move |_| viewer.with(|viewer| present.with(|all| presence::company(all, viewer.member))))
}

fn faces(members: &[MemberId]) -> AnyView {
    let (words, viewer) = (use_words(), use_viewer());
    let named = viewer.with_untracked(|viewer| {
        members.iter().filter_map(|it| Some((*it, viewer.member_name(*it)?.to_owned()))).collect::<Vec<_>>()
    });
    let names: Vec<_> = named.iter().map(|it| words.member_called(&it.1)).collect();
    let said = words.also_here(&names.join(", "));
    let more = named.len().saturating_sub(FACES);
    let faces = named.into_iter().take(FACES).map(|(id, name)| {
        view! { <Avatar name id=id.to_string() size=AvatarSize::Small silent=true/> }
    });
    view! {
        <span class="also-here" role="img" aria-label=said.clone() title=said>
            {faces.collect_view()}
            {(more > 0).then(|| view! { <span class="also-more" aria-hidden="true">{words.also_more(counted(more))}</span> })}
        </span>
    }
    .into_any()
}
