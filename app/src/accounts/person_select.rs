//! Choosing one of an account's people.

use super::api::people_at;
use crate::ui::{Choice, Select};
use crate::wire::reading;
use domain::AccountId;
use domain::accounts::PersonLink;
use leptos::prelude::*;

/// People as a list to choose from.
pub fn person_choices(people: &[PersonLink]) -> Vec<Choice> {
    let choice = |it: &PersonLink| match &it.title {
        Some(title) => Choice::new(it.id, format!("{} · {title}", it.name)),
        None => Choice::new(it.id, it.name.clone()),
    };
    people.iter().map(choice).collect()
}

/// The people of the account, or everybody's while there is none, where the page has not read them.
#[component]
pub fn PersonSelect(
    #[prop(into)] name: String,
    #[prop(into)] label: TextProp,
    account: Option<AccountId>,
    #[prop(into)] id: String,
) -> impl IntoView {
    let found = reading(move || account, people_at);
    let select = move || {
        let choices = person_choices(&found.get()?.unwrap_or_default());
        let (name, label, id) = (name.clone(), label.clone(), id.clone());
        Some(view! { <Select name label choices none="–" id/> })
    };
    view! { <Transition>{select}</Transition> }
}
