//! What making targets of a filter came to, in so many words, and the way back.

use super::api::TakeBackTargets;
use crate::forms::{Complaint, error_of};
use crate::ui::{Button, Icon};
use crate::words::use_words;
use domain::outbound::Targets;
use leptos::form::ActionForm;
use leptos::prelude::*;

#[component]
pub fn Made(targets: Signal<Targets>, action: ServerAction<TakeBackTargets>) -> impl IntoView {
    let words = use_words();
    let made = Memo::new(move |_| targets.with(|it| it.made));
    let error = error_of(action);
    move || {
        let made = made.get()?;
        let more = (made.left > 0 && !made.is_undone).then(|| words.outbound_left(made.left));
        let text = match made.is_undone {
            true => words.outbound_taken_back().to_owned(),
            false => words.outbound_made(made.made),
        };
        let undo = (!made.is_undone).then(|| {
            view! {
                <ActionForm action>
                    <input type="hidden" name="act" value=made.act.to_string()/>
                    <Button submit=true small=true icon="undo-2" waiting=action.pending()>{words.outbound_take_back()}</Button>
                </ActionForm>
            }
        });
        Some(view! {
            <div class="outbound-made" role="status">
                <Icon name="target"/>
                <p>{text}{more.map(|it| view! { " "{it} })}</p>
                {undo}
            </div>
            <Complaint error/>
        })
    }
}
