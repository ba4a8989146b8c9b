//! Choosing one of an account's people.

use super::api::people_at;
use crate::ui::{Choice, Select};
use crate::wire::reading;
use domain::accounts::PersonLink;
use domain::{AccountId, PersonId};
use leptos::prelude::*;

/// The people of the account, or everybody's while there is none.
#[component]
pub fn PersonSelect(
    #[prop(into)] name: String,
    #[prop(into)] label: TextProp,
    account: Option<AccountId>,
    #[prop(optional_no_strip)] now: Option<PersonId>,
    #[prop(optional, into)] hint: MaybeProp<String>,
    #[prop(optional, into)] id: Option<String>,
) -> impl IntoView {
    let found = reading(move || account, people_at);
    let value = now.map(|it| it.to_string()).unwrap_or_default();
    let id = id.unwrap_or_else(|| format!("person-{}", name.replace(['[', ']'], "-")));
    let choice = |it: PersonLink| match it.title {
        Some(title) => Choice::new(it.id, format!("{} · {title}", it.name)),
        None => Choice::new(it.id, it.name),
    };
    let select = move || {
        let people = found.get()?.unwrap_or_default();
        let choices: Vec<_> = people.into_iter().map(choice).collect();
        let (name, label, value, id) = (name.clone(), label.clone(), value.clone(), id.clone());
        Some(view! { <Select name label choices value none="–" hint id/> })
    };
    view! { <Transition>{select}</Transition> }
}
