//! A page for some roles only. Whoever has none of them reads who may, before they have typed anything.

use super::use_viewer;
use crate::ui::{ButtonLink, EmptyState, Panel};
use crate::words::use_words;
use domain::team::{Right, Role, Roles, Whose, may};
use leptos::prelude::*;

/// `leave` is where one goes who may not.
#[component]
pub fn Allowed(right: Right, leave: &'static str, children: Children) -> impl IntoView {
    let words = use_words();
    if use_viewer().with_untracked(|it| it.may_ever(right)) {
        return children().into_any();
    }
    let who = Role::ALL.into_iter().filter(|it| may(&Roles(vec![*it]), right, Whose::Mine));
    let who = who.map(|it| words.role(it)).collect::<Vec<_>>().join(", ");
    view! {
        <Panel>
            <EmptyState text=words.only_for(&who) icon="lock">
                <ButtonLink href=leave>{words.only_back()}</ButtonLink>
            </EmptyState>
        </Panel>
    }
    .into_any()
}
