//! Nothing is at this address.

use super::viewer::somebody_sees;
use super::{Page, PlainPage};
use crate::ui::{ButtonLink, EmptyState, Look};
use crate::words::use_words;
use crate::{request, routes};
use leptos::prelude::*;

/// Inside the frame a page like any other, for a stranger a page of its own.
#[component]
pub fn NotFound() -> impl IntoView {
    let words = use_words();
    request::answer_not_found();
    let way_on =
        move || view! { <ButtonLink href=routes::HOME look=Look::Primary>{words.to_home()}</ButtonLink> };
    if somebody_sees() {
        view! {
            <Page title=words.not_found_title()>
                <EmptyState text=words.not_found_text() icon="search">
                    {way_on()}
                </EmptyState>
            </Page>
        }
        .into_any()
    } else {
        view! {
            <PlainPage title=words.not_found_title() note=words.not_found_note()>
                {way_on()}
            </PlainPage>
        }
        .into_any()
    }
}
