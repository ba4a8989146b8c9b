//! Whom a lead is tied to, and who it may be besides.

use super::status::StatusName;
use crate::accounts::address;
use crate::routes;
use crate::ui::Panel;
use crate::words::use_words;
use domain::Key;
use domain::leads::{LeadDetails, Like};
use domain::search::Found;
use leptos::prelude::*;
use leptos_router::components::A;

/// A record that is alike: what it is called, in what it is alike, and where it stands if it is a lead.
#[component]
pub fn LikeLine(
    like: Like,
    /// The lead that a similar one can be merged with.
    #[prop(optional)]
    of: Option<Key>,
) -> impl IntoView {
    let words = use_words();
    let merge = match (of, like.found) {
        (Some(this), Found::Lead(_, number)) => {
            // The older one stays, unless somebody says otherwise.
            let (one, other) = (this.number.min(number), this.number.max(number));
            let href = routes::merge_leads(Key::lead(one), Key::lead(other));
            let label = words.merge_with(&Key::lead(number).to_string());
            Some(view! { <A href attr:aria-label=label>{words.merge()}</A> })
        }
        _ => None,
    };
    let kind = match like.found {
        Found::Lead(_, number) => Key::lead(number).to_string(),
        Found::Account(..) => words.field_account().to_owned(),
        Found::Person(_) => words.field_person().to_owned(),
        Found::Deal(..) => words.field_deal().to_owned(),
    };
    let note = [kind, like.detail].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ");
    view! {
        <li class="record-line">
            <A href=address(like.found)>{like.title}</A>
            <span class="like-note quiet">
                {like.status.map(|status| view! { <StatusName status/> })}
                <span>{note}</span>
                <span class="like-by">{words.alike_by(like.by)}</span>
                {merge}
            </span>
        </li>
    }
}

#[component]
pub fn Related(details: Signal<LeadDetails>) -> impl IntoView {
    let words = use_words();
    let tied = move || {
        let (account, person) = details.with(|it| {
            let account = it.account_number.zip(it.account_name.clone());
            (account, it.lead.person.zip(it.person_name.clone()))
        });
        let line = move |href: String, name: String, kind: &'static str| {
            view! {
                <li class="record-line">
                    <A href>{name}</A>
                    <span class="like-note quiet"><span>{kind}</span><span class="like-by">{words.lead_tied()}</span></span>
                </li>
            }
        };
        view! {
            {person.map(|(id, name)| line(routes::person(id), name, words.field_person()))}
            {account.map(|(number, name)| line(routes::account(Key::account(number)), name, words.field_account()))}
        }
    };
    let similar = move || {
        let likes = details.with(|it| it.similar.clone());
        let of = details.with(|it| it.lead.key());
        likes.into_iter().map(|like| view! { <LikeLine like of/> }).collect_view()
    };
    let none = move || {
        details.with(|it| it.similar.is_empty() && it.lead.account.is_none() && it.lead.person.is_none())
    };
    view! {
        <Panel title=words.lead_related()>
            {move || if none() {
                view! { <p class="quiet">{words.lead_related_empty()}</p> }.into_any()
            } else {
                view! { <ul class="record-lines">{tied}{similar}</ul> }.into_any()
            }}
        </Panel>
    }
}
