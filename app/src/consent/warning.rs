//! Adverts in the forms that log or plan something: by which way one goes out, and, before one that had better not go, why, when
//! it may, and a button for who knows better.

use crate::error::AppError;
use crate::forms::Complaint;
use crate::ui::{Button, Choice, Icon, Select};
use crate::words::use_words;
use domain::Refusal;
use domain::consent::{Channel, Objection};
use leptos::prelude::*;

/// By which way an advert goes out; usually it is none.
#[component]
pub fn AdvertWay(id: &'static str, hint: &'static str) -> impl IntoView {
    let words = use_words();
    let choices: Vec<_> = Channel::ALL.map(|it| Choice::new(it.code(), words.channel(it))).into();
    view! { <Select name="form[advert]" id label=words.advert() choices none=words.advert_none() hint/> }
}

/// The warning where that is why a form was refused, else whatever is wrong with it.
#[component]
pub fn AdvertOr(error: Signal<Option<AppError>>, #[prop(into)] waiting: Signal<bool>) -> impl IntoView {
    let objection = Memo::new(move |_| match error.get() {
        Some(AppError::Refused(Refusal::Advert(objection))) => Some(objection),
        _ => None,
    });
    move || match objection.get() {
        Some(objection) => view! { <Warning objection waiting/> }.into_any(),
        None => view! { <Complaint error/> }.into_any(),
    }
}

/// Its button sends the same once more, knowingly.
#[component]
fn Warning(objection: Objection, waiting: Signal<bool>) -> impl IntoView {
    let words = use_words();
    view! {
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
    }
}
