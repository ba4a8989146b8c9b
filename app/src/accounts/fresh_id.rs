//! The id of a record that is being made, minted where it is typed, so that a repeated send makes one
//! record. Without scripts the field stays empty and the server mints it.

use leptos::prelude::*;
use uuid::Uuid;

#[component]
pub fn FreshId() -> impl IntoView {
    let id = RwSignal::new(String::new());
    Effect::new(move |_| id.set(Uuid::now_v7().to_string()));
    view! { <input type="hidden" name="id" value=move || id.get()/> }
}
