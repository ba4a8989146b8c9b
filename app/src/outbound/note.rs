//! One research note, and its correction in its place by whoever wrote it.

use super::api::CorrectNote;
use crate::error::AppError;
use crate::forms::{Complaint, FormFields, error_about, overtaken};
use crate::layout::use_viewer;
use crate::ui::{Button, Conflict, ConflictPanel, Field, Icon, Input, Look, Seen, Side};
use crate::words::use_words;
use domain::ResearchNoteId;
use domain::activities::Change;
use domain::outbound::{AccountOutbound, ResearchNote};
use domain::team::Right;
use leptos::form::ActionForm;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

#[component]
pub fn Note(
    id: ResearchNoteId,
    notes: Memo<Vec<ResearchNote>>,
    of: Signal<AccountOutbound>,
    action: ServerAction<CorrectNote>,
) -> impl IntoView {
    let viewer = use_viewer();
    let note = Memo::new(move |before: Option<&Option<ResearchNote>>| {
        let known = notes.with(|it| it.iter().find(|it| it.id == id).cloned());
        known.or_else(|| before.cloned().flatten())
    });
    let by = note.with_untracked(|it| it.as_ref().and_then(|it| it.by));
    let may = Memo::new(move |_| by.is_some() && viewer.with(|it| it.may(Right::Correct, by)));
    view! {
        <li class="research-note">
            {move || note.get().map(|note| view! { <Face note of/> })}
            {move || may.get().then(|| view! { <Correct id note action/> })}
        </li>
    }
}

#[component]
fn Face(note: ResearchNote, of: Signal<AccountOutbound>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let today = of.with_untracked(|it| it.today);
    let (day, who) = viewer.with_untracked(|it| {
        let who = note.by.and_then(|by| it.member_name(by)).map(str::to_owned);
        (words.day(it.zone.day(note.at), today), who)
    });
    let corrected = note.corrected_at.map(|_| view! { " · "{words.research_corrected()} });
    // Only the web: the rule lets nothing else become a source.
    let source = note.source.map(|href| {
        let shown = href.split_once("://").map_or(href.as_str(), |it| it.1).to_owned();
        view! {
            <a class="research-source" href=href target="_blank" rel="noopener noreferrer"><Icon name="external-link"/>{shown}</a>
        }
    });
    view! {
        <p class="research-said">{note.body}</p>
        {source}
        <p class="quiet research-by">{day}{who.map(|it| view! { " · "{it} })}{corrected}</p>
    }
}

#[component]
fn Correct(
    id: ResearchNoteId,
    note: Memo<Option<ResearchNote>>,
    action: ServerAction<CorrectNote>,
) -> impl IntoView {
    let words = use_words();
    let error = error_about(action, move |it: &CorrectNote| it.note == id, "note", id);
    let overtaken = overtaken(error, move || note.with(|it| it.as_ref().map_or(0, |it| it.version)));
    let refused = error.with_untracked(Option::is_some);
    let version = Memo::new(move |_| note.with(|it| it.as_ref().map(|it| it.version)));
    // What was typed stays until it was written; then the form begins with what stands.
    let typing = RwSignal::new(refused);
    let forms = move || match overtaken.get().filter(|it| !it.1.is_empty()) {
        Some((version, differences)) => {
            let now = note.get_untracked()?;
            Some(view! { <Again now version differences action/> }.into_any())
        }
        None => {
            if !typing.get() {
                version.track();
            }
            let was = note.get_untracked()?;
            Some(view! { <Fields was action error/> }.into_any())
        }
    };
    let place = NodeRef::<html::Details>::new();
    let toggled = move || typing.set(place.get_untracked().is_some_and(|it| it.open()));
    view! {
        <details class="contact-more research-correct" node_ref=place open=refused on:toggle=move |_| toggled()>
            <summary class="button button-small">{words.research_correct()}</summary>
            {forms}
        </details>
    }
}

#[component]
fn Fields(
    was: ResearchNote,
    action: ServerAction<CorrectNote>,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let words = use_words();
    let id = was.id;
    view! {
        <ActionForm action attr:class="form" attr:novalidate=true>
            <input type="hidden" name="note" value=id.to_string()/>
            <Complaint error/>
            <FormFields of=error>
                <Seen name="version" value=was.version.to_string()/>
                <Field name="form[body]" id=format!("note-body-{id}") label=words.research_body() value=was.body input=Input::Lines max_length=10_000/>
                <Field name="form[source]" id=format!("note-source-{id}") label=words.research_source() value=was.source.unwrap_or_default() max_length=2_000/>
            </FormFields>
            <div class="form-foot"><Button submit=true small=true look=Look::Primary waiting=action.pending()>{words.save()}</Button></div>
        </ActionForm>
    }
}

/// Somebody was faster, who can only be its writer in another window.
#[component]
fn Again(
    now: ResearchNote,
    version: i32,
    differences: Vec<Change>,
    action: ServerAction<CorrectNote>,
) -> impl IntoView {
    let words = use_words();
    let (mut conflicts, mut rest) =
        (vec![], vec![("note".to_owned(), now.id.to_string()), ("version".to_owned(), version.to_string())]);
    for (field, value) in [("body", now.body), ("source", now.source.unwrap_or_default())] {
        let name = format!("form[{field}]");
        match differences.iter().find(|it| it.field == field) {
            Some(change) => conflicts.push(Conflict {
                name,
                label: words.field(field),
                theirs: Side::of(value),
                mine: Side::of(change.after.clone()),
            }),
            None => rest.push((name, value)),
        }
    }
    view! {
        <ActionForm action attr:class="form">
            <ConflictPanel conflicts rest waiting=action.pending() leave=use_location().pathname.get_untracked()/>
        </ActionForm>
    }
}
