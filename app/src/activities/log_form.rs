//! Logging an activity in as few inputs as possible: what it was, how it went, what was said.

use super::api::LogActivity;
use super::parts::About;
use crate::accounts::person_choices;
use crate::forms::{Complaint, FormFields, FreshId, error_of, succeeded};
use crate::request;
use crate::ui::keys::{is_command, is_composing};
use crate::ui::{Button, Field, FormRow, Icon, Input, Look, Select, typed};
use crate::words::use_words;
use domain::accounts::PersonLink;
use domain::activities::{ActivityKind, Outcome, Subject};
use leptos::ev::KeyboardEvent;
use leptos::form::ActionForm;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// `next` is the page to go on to, if another than this. Empty again after everything that was logged.
#[component]
pub fn LogForm(
    #[prop(into)] subject: Signal<Subject>,
    action: ServerAction<LogActivity>,
    #[prop(optional, into)] next: String,
    /// With whom it can have been, on a deal.
    #[prop(optional_no_strip)]
    with: Option<Signal<Vec<PersonLink>>>,
) -> impl IntoView {
    let logged = succeeded(action);
    let next = StoredValue::new(next);
    move || {
        logged.track();
        view! { <Fresh subject action next=next.get_value() with/> }
    }
}

#[component]
fn Fresh(
    subject: Signal<Subject>,
    action: ServerAction<LogActivity>,
    next: String,
    with: Option<Signal<Vec<PersonLink>>>,
) -> impl IntoView {
    let words = use_words();
    let error = error_of(action);
    let form = NodeRef::<html::Form>::new();
    let back = error.with_untracked(Option::is_some).then(|| request::sent("form[kind]")).flatten();
    let first = back.and_then(|it| ActivityKind::of_code(it.first()?)).unwrap_or(ActivityKind::Call);
    let kind = RwSignal::new(first);
    // Until the page wakes up, every outcome can be chosen, as without scripts.
    let awake = RwSignal::new(false);
    Effect::new(move |_| {
        if let Some(form) = form.get() {
            kind.set(chosen_kind(&form).unwrap_or(first));
            awake.set(true);
        }
    });
    let on_key = move |ev: KeyboardEvent| {
        if is_command(&ev, "Enter")
            && !is_composing(&ev)
            && let Some(form) = form.get_untracked()
        {
            ev.prevent_default();
            form.request_submit().ok();
        }
    };
    let kinds = ActivityKind::ALL.map(|it| {
        view! {
            <label class="log-kind">
                <input
                    type="radio"
                    name="form[kind]"
                    value=it.code()
                    checked=it == first
                    on:change=move |_| kind.set(it)
                />
                <Icon name=picture(it)/>
                <span>{words.activity_kind(it)}</span>
            </label>
        }
    });
    let outcomes = move || {
        if awake.get() {
            view! { <Outcomes kind=kind.get()/> }.into_any()
        } else {
            view! { <AllOutcomes/> }.into_any()
        }
    };
    let with = with.map(|people| {
        let choices = people.with_untracked(|it| person_choices(it));
        view! { <Select name="form[person]" id="log-person" label=words.log_with() choices none="–" hint=words.log_with_hint()/> }
    });
    view! {
        <ActionForm action node_ref=form attr:class="form log-form" on:keydown=on_key>
            <About subject=Signal::derive(move || Some(subject.get()))/>
            <FreshId name="form[id]"/>
            <input type="hidden" name="next" value=next/>
            <Complaint error/>
            <FormFields of=error>
                <fieldset class="log-kinds">
                    <legend class="unseen">{words.log_kind()}</legend>
                    {kinds.collect_view()}
                </fieldset>
                {outcomes}
                {with}
                <Field
                    name="form[body]"
                    id="log-body"
                    label=words.log_body()
                    placeholder=words.log_body_hint()
                    input=Input::Lines
                    max_length=10_000
                />
                <div class="log-foot">
                    <FormRow>
                        <Field name="form[on]" id="log-on" label=words.log_on() input=Input::Day hint=words.log_on_hint()/>
                    </FormRow>
                    <Button submit=true look=Look::Primary waiting=action.pending() attr:aria-keyshortcuts="Control+Enter Meta+Enter">
                        {words.log_save()}
                    </Button>
                </div>
            </FormFields>
        </ActionForm>
    }
}

/// The outcomes of the chosen kind, the usual one first and chosen.
#[component]
fn Outcomes(kind: ActivityKind) -> impl IntoView {
    let words = use_words();
    let outcomes = kind.outcomes();
    if outcomes.is_empty() {
        return ().into_any();
    }
    let choice = |(at, it): (usize, &Outcome)| {
        view! {
            <label class="log-outcome">
                <input type="radio" name="form[outcome]" value=it.code() checked=at == 0/>
                <span>{words.outcome(*it)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="log-outcomes">
            <legend class="unseen">{words.log_outcome()}</legend>
            {outcomes.iter().enumerate().map(choice).collect_view()}
        </fieldset>
    }
    .into_any()
}

/// Every outcome, grouped by the kinds it belongs to.
#[component]
fn AllOutcomes() -> impl IntoView {
    let words = use_words();
    let typed = typed("form[outcome]");
    let mut groups: Vec<(Vec<&str>, &[Outcome])> = vec![];
    for kind in ActivityKind::ALL {
        let name = words.activity_kind(kind);
        match groups.iter_mut().find(|it| it.1 == kind.outcomes()) {
            Some(group) => group.0.push(name),
            None if !kind.outcomes().is_empty() => groups.push((vec![name], kind.outcomes())),
            None => {}
        }
    }
    let group = |(names, outcomes): (Vec<&str>, &[Outcome])| {
        let options = outcomes.iter().map(|it| {
            let chosen = typed.as_deref() == Some(it.code());
            view! { <option value=it.code() selected=chosen>{words.outcome(*it)}</option> }
        });
        view! { <optgroup label=names.join(" · ")>{options.collect_view()}</optgroup> }
    };
    view! {
        <div class="field">
            <label class="field-label" for="log-outcome">{words.log_outcome()}</label>
            <select class="input" id="log-outcome" name="form[outcome]">
                <option value="">{words.log_outcome_none()}</option>
                {groups.into_iter().map(group).collect_view()}
            </select>
        </div>
    }
}

fn picture(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Call => "phone",
        ActivityKind::Meeting => "users",
        ActivityKind::Demo => "monitor-play",
        ActivityKind::Email => "mail",
        ActivityKind::Note => "sticky-note",
        ActivityKind::Visit => "map-pin",
    }
}

/// What was chosen before the page woke up is kept.
fn chosen_kind(form: &web_sys::HtmlFormElement) -> Option<ActivityKind> {
    let found = form.query_selector("input[name='form[kind]']:checked").ok()??;
    ActivityKind::of_code(&found.dyn_into::<HtmlInputElement>().ok()?.value())
}
