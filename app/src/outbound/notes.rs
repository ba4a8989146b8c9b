//! Research notes (조사 노트): what was found out about a company, when, by whom and where, the newest first.

use super::api::WriteNote;
use super::note::Note;
use super::panel::Acts;
use crate::forms::{Complaint, FormFields, FreshId, error_of, succeeded};
use crate::layout::use_viewer;
use crate::ui::{Button, Field, Input, Look, Panel};
use crate::words::use_words;
use domain::AccountId;
use domain::outbound::AccountOutbound;
use domain::team::Right;
use leptos::form::ActionForm;
use leptos::prelude::*;

#[component]
pub fn Notes(of: Signal<AccountOutbound>, acts: Acts) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let may = Memo::new(move |_| viewer.with(|it| it.may_ever(Right::KeepRecords)));
    let notes = Memo::new(move |_| of.with(|it| it.notes.clone()));
    let keys = move || notes.with(|it| it.iter().map(|it| it.id).collect::<Vec<_>>());
    let is_empty = Memo::new(move |_| notes.with(Vec::is_empty));
    let account = of.with_untracked(|it| it.account);
    view! {
        <Panel title=words.research_notes()>
            {move || is_empty.get().then(|| view! { <p class="quiet">{words.research_notes_empty()}</p> })}
            <ul class="research-notes">
                <For each=keys key=|it| *it children=move |id| view! { <Note id notes of action=acts.correct/> }/>
            </ul>
            {move || may.get().then(|| view! { <Write account action=acts.write/> })}
        </Panel>
    }
}

/// Empty again after each note; what somebody types meanwhile stays, whatever others write.
#[component]
fn Write(account: AccountId, action: ServerAction<WriteNote>) -> impl IntoView {
    let words = use_words();
    let written = succeeded(action);
    let refused = error_of(action).with_untracked(Option::is_some);
    view! {
        <details class="outbound-more" open=refused>
            <summary>{words.research_write()}</summary>
            {move || {
                written.track();
                view! { <Fresh account action/> }
            }}
        </details>
    }
}

#[component]
fn Fresh(account: AccountId, action: ServerAction<WriteNote>) -> impl IntoView {
    let words = use_words();
    let error = error_of(action);
    view! {
        <ActionForm action attr:class="form" attr:novalidate=true>
            <input type="hidden" name="account" value=account.to_string()/>
            <FreshId/>
            <Complaint error/>
            <FormFields of=error>
                <Field name="form[body]" id="research-body" label=words.research_body() placeholder=words.research_body_hint() input=Input::Lines max_length=10_000/>
                <Field name="form[source]" id="research-source" label=words.research_source() placeholder="https://" hint=words.research_source_hint() max_length=2_000/>
            </FormFields>
            <div class="form-foot">
                <Button submit=true look=Look::Primary waiting=action.pending()>{words.research_save()}</Button>
            </div>
        </ActionForm>
    }
}
