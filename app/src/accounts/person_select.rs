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
    move || {
        let choices = move || {
            let people = found.get().and_then(Result::ok).unwrap_or_default();
            people.into_iter().map(choice).collect::<Vec<_>>()
        };
        let (name, label, value, id) = (name.clone(), label.clone(), value.clone(), id.clone());
        view! {
            <Transition>
                <Select name=name.clone() label=label.clone() choices=choices() value=value.clone() none="–" hint id=id.clone()/>
            </Transition>
        }
    }
}
