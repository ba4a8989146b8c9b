//! To whom it goes, with a word or two, and the press that sends it.

use super::api::SendHandover;
use crate::forms::{Complaint, FormFields, error_here};
use crate::layout::use_viewer;
use crate::ui::{Button, Choice, Field, Look, Select};
use crate::words::use_words;
use domain::MemberId;
use domain::handover::LeadHandover;
use leptos::form::ActionForm;
use leptos::prelude::*;

/// Those who close, by name.
pub fn choices(closers: &[MemberId]) -> Vec<Choice> {
    use_viewer().with_untracked(|viewer| {
        let named = closers.iter().filter_map(|id| viewer.member_name(*id).map(|it| (id, it.to_owned())));
        named.map(|(id, name)| Choice::new(id, name)).collect()
    })
}

#[component]
pub fn Send(handover: Signal<LeadHandover>, action: ServerAction<SendHandover>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let (lead, closers) = handover.with_untracked(|it| (it.lead, choices(&it.closers)));
    let error = error_here(action, &[("lead", lead.to_string())]);
    // By the very rule that the server asks again.
    let refused = Memo::new(move |_| {
        let today = viewer.with(|it| it.zone.day(handover.with(|it| it.now)));
        handover.with(|it| it.dossier.may_send(today).err())
    });
    let hint = move || {
        refused.get().map(|why| {
            view! { <p class="quiet handover-hint">{words.not_sent(&why)}" "{words.handover_complete_hint()}</p> }
        })
    };
    let not_yet = Signal::derive(move || refused.with(Option::is_some));
    // Made inside the form, whose problems its fields say.
    let fields = move || {
        view! {
            <Select name="form[closer]" label=words.handover_to() choices=closers none=words.handover_to_rule() hint=words.handover_to_hint()/>
            <Field name="form[note]" label=words.handover_note() max_length=10_000/>
        }
    };
    view! {
        <ActionForm action attr:class="form handover-send" attr:novalidate=true>
            <input type="hidden" name="lead" value=lead.to_string()/>
            <Complaint error/>
            {hint}
            <FormFields of=error>{fields()}</FormFields>
            <div class="form-foot">
                <Button submit=true look=Look::Primary disabled=not_yet waiting=action.pending() icon="send">{words.handover_send()}</Button>
            </div>
        </ActionForm>
    }
}
