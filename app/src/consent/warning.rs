//! Before an advert is logged that had better not go: why, when it may, and a button for who knows better.

use crate::error::AppError;
use crate::ui::{Button, Icon};
use crate::words::use_words;
use domain::Refusal;
use leptos::prelude::*;

/// Stands in the form that was refused. Its button sends the same once more, knowingly.
#[component]
pub fn AdvertWarning(error: Signal<Option<AppError>>, #[prop(into)] waiting: Signal<bool>) -> impl IntoView {
    let words = use_words();
    move || match error.get() {
        Some(AppError::Refused(Refusal::Advert(objection))) => Some(view! {
            <div class="advert-warning" role="alert">
                <Icon name="triangle-alert"/>
                <div>
                    <strong>{words.advert_title()}</strong>
                    <p>{words.objection(&objection)}</p>
                    <p class="quiet">{words.advert_service()}</p>
                    <div class="cluster">
                        <Button submit=true small=true waiting attr:name="form[knowing]" attr:value="true">{words.advert_go_on()}</Button>
                    </div>
                </div>
            </div>
        }),
        _ => None,
    }
}
