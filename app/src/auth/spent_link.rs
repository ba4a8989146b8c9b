//! A link that opens nothing any more: used, withdrawn, or too old.

use crate::layout::PlainPage;
use crate::ui::ButtonLink;
use crate::words::use_words;
use crate::{request, routes};
use leptos::prelude::*;

/// `note` says who can make another one.
#[component]
pub fn SpentLink(note: &'static str) -> impl IntoView {
    let words = use_words();
    request::answer_not_found();
    view! {
        <PlainPage title=words.link_spent_title() note>
            <ButtonLink href=routes::SIGN_IN>{words.to_sign_in()}</ButtonLink>
        </PlainPage>
    }
}
