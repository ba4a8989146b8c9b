//! Nothing is at this address.

use super::{PlainPage};
use crate::ui::{ButtonLink, Look};
use crate::words::use_words;
use crate::{request, routes};
use leptos::prelude::*;

#[component]
pub fn NotFound() -> impl IntoView {
    let words = use_words();
    request::answer_not_found();
    view! {
        <PlainPage title=words.not_found_title() note=words.not_found_text()>
            <ButtonLink href=routes::TODAY look=Look::Primary>{words.to_today()}</ButtonLink>
        </PlainPage>
    }
}
