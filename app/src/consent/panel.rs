//! By which ways we may send adverts, since when and by what proof, beside the lead or the person who said so.

use super::api::{NoteConsent, read_consents};
use crate::activities::concerns;
use crate::forms::{Complaint, FormFields, FreshId, error_of, succeeded};
use crate::layout::use_viewer;
use crate::request::derived;
use crate::ui::{Badge, Button, Choice, Field, FormRow, Input, Look, Panel, Select, Tone, use_toasts};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use chrono::{DateTime, Utc};
use domain::activities::Subject;
use domain::consent::{Answer, Channel, Consent, Of, Standing, standing};
use domain::team::Right;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;

#[component]
pub fn ConsentPanel(#[prop(into)] of: Signal<Of>) -> impl IntoView {
    let words = use_words();
    let note = ServerAction::<NoteConsent>::new();
    let subject = move || match of.get_untracked() {
        Of::Lead(id) => Subject::Lead(id),
        Of::Person(id) => Subject::Person(id),
    };
    let news = live::changed(move |event| concerns(event, subject()));
    let read = reading(move || (of.get(), note.version().get(), news.get()), |(of, ..)| read_consents(of));
    let found = derived(move |_| read.get().and_then(Result::ok));
    let error = move || read.get().and_then(Result::err);
    let may = use_viewer().with_untracked(|it| it.may_ever(Right::KeepRecords));
    let ways = move || found.get().map(|it| view! { <Ways consents=it.consents now=it.now/> });
    view! {
        <Panel title=words.consent()>
            <Transition>
                {move || error().map(|it| view! { <p class="form-problem" role="alert">{words.app_error(&it)}</p> })}
                {ways}
            </Transition>
            {may.then(|| view! { <Write of note/> })}
        </Panel>
    }
}

#[component]
fn Ways(consents: Vec<Consent>, now: DateTime<Utc>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let day =
        move |at: DateTime<Utc>| viewer.with_untracked(|it| words.day(it.zone.day(at), it.zone.day(now)));
    let way = |channel: Channel| {
        let (tone, state, about) = match standing(channel, &consents, now) {
            Standing::Unasked => (Tone::Neutral, words.consent_unasked(), String::new()),
            Standing::Given { at, due } => {
                (Tone::Good, words.consent_given(), format!("{} · {}", day(at), words.consent_due(&day(due))))
            }
            Standing::Overdue { due, .. } => {
                (Tone::Warn, words.consent_overdue(), words.consent_was_due(&day(due)))
            }
            Standing::Withdrawn { at } => (Tone::Bad, words.consent_withdrawn(), day(at)),
        };
        view! {
            <li>
                <span>{words.channel(channel)}</span>
                <Badge tone>{state}</Badge>
                <span class="quiet">{about}</span>
            </li>
        }
    };
    let ways = Channel::ALL.map(way).collect_view();
    let lines = (!consents.is_empty()).then(|| {
        let lines = consents.iter().map(|it| view! { <Said it=it.clone() now/> }).collect_view();
        view! {
            <details class="consent-more">
                <summary>{words.consent_history()}</summary>
                <ol class="consent-lines">{lines}</ol>
            </details>
        }
    });
    view! { <ul class="consent-ways">{ways}</ul>{lines} }
}

/// One answer, with the very text it was given to, or how we know.
#[component]
fn Said(it: Consent, now: DateTime<Utc>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let title = format!("{} · {}", words.channel(it.channel), words.consent_answer_of(it.answer));
    let when = viewer.with_untracked(|viewer| words.moment(it.at, now, &viewer.zone));
    let by = match it.web_form {
        None if it.by_merge => {
            return view! {
                <li>
                    <strong>{title}</strong>" "<span class="quiet">{when}</span>
                    <p>{words.consent_by_merge(&it.proof)}</p>
                </li>
            }
            .into_any();
        }
        Some((form, name, version)) => {
            let href = format!("{}#version-{version}", routes::web_form(form));
            view! { <A href>{words.consent_by_form(&name, version)}</A> }.into_any()
        }
        None => {
            let by = it.by.and_then(|by| viewer.with_untracked(|it| it.member_name(by).map(str::to_owned)));
            let by = [Some(words.consent_by_hand().to_owned()), by];
            view! { <span>{by.into_iter().flatten().collect::<Vec<_>>().join(" · ")}</span> }.into_any()
        }
    };
    view! {
        <li>
            <strong>{title}</strong>" "<span class="quiet">{when}</span>
            <p>{it.proof}</p>
            <span class="quiet">{by}</span>
        </li>
    }
    .into_any()
}

#[component]
fn Write(of: Signal<Of>, note: ServerAction<NoteConsent>) -> impl IntoView {
    let words = use_words();
    let toasts = use_toasts();
    let error = error_of(note);
    let refused = error.with_untracked(Option::is_some);
    let open = RwSignal::new(refused);
    let done = succeeded(note);
    Effect::new(move |before: Option<u32>| {
        let done = done.get();
        if before.is_some_and(|before| before != done) {
            toasts.say(words.consent_saved());
            open.set(false);
        }
        done
    });
    let channels: Vec<Choice> = Channel::ALL.map(|it| Choice::new(it.code(), words.channel(it))).into();
    let choices = StoredValue::new((
        channels,
        vec![
            Choice::new(Answer::Given.code(), words.consent_answer_given()),
            Choice::new(Answer::Withdrawn.code(), words.consent_answer_withdrawn()),
        ],
    ));
    let about = move || match of.get() {
        Of::Lead(id) => view! { <input type="hidden" name="lead" value=id.to_string()/> },
        Of::Person(id) => view! { <input type="hidden" name="person" value=id.to_string()/> },
    };
    // Empty again after everything that was written.
    let fields = move || {
        done.track();
        let (channels, answers) = choices.get_value();
        view! {
            <FreshId name="form[id]"/>
            <FormFields of=error>
                <FormRow>
                    <Select name="form[channel]" id="consent-channel" label=words.consent_channel() choices=channels value="email"/>
                    <Select name="form[answer]" id="consent-answer" label=words.consent_answer() choices=answers value="given"/>
                </FormRow>
                <Field name="form[proof]" id="consent-proof" label=words.consent_proof() placeholder=words.consent_proof_hint() required=true max_length=500/>
                <Field name="form[on]" id="consent-on" label=words.consent_on() input=Input::Day hint=words.consent_on_hint()/>
            </FormFields>
        }
    };
    view! {
        <details class="consent-more" prop:open=open open=refused>
            <summary>{words.consent_write()}</summary>
            <ActionForm action=note attr:class="form" attr:novalidate=true>
                {about}
                <Complaint error/>
                {fields}
                <p class="field-hint">{words.consent_note()}</p>
                <div class="form-foot">
                    <Button submit=true look=Look::Primary small=true waiting=note.pending()>{words.consent_save()}</Button>
                </div>
            </ActionForm>
        </details>
    }
}
