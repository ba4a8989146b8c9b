//! Changing the profile: a row per question, added from a menu of kinds and taken away by a button. What it would do
//! follows while one types; without scripts a button shows it.

use super::api::SaveIcp;
use super::draft;
use super::row::Row;
use crate::error::AppError;
use crate::forms::{Complaint, FormFields, error_of, field_problems, succeeded};
use crate::routes;
use crate::timers;
use crate::ui::{Button, Look, Panel, Seen, use_toasts};
use crate::words::use_words;
use domain::icp::{IcpBook, Kind, ProfileForm, RowForm};
use leptos::form::ActionForm;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use std::time::Duration;

/// A pause in typing after which the effect follows.
const PAUSE: Duration = Duration::from_millis(300);

/// A row, known by a number that no other row of the form has ever had.
pub type Numbered = (usize, RowForm);

#[component]
pub fn Editor(
    book: Signal<IcpBook>,
    typed: RwSignal<Option<ProfileForm>>,
    save: ServerAction<SaveIcp>,
) -> impl IntoView {
    let words = use_words();
    let toasts = use_toasts();
    let error = error_of(save);
    let standing =
        move || book.with_untracked(|it| it.current.as_ref().map(|it| ProfileForm::from(&it.profile)));
    let begun_with = use_query_map()
        .with_untracked(draft::of_address)
        .or_else(draft::of_refused)
        .or_else(standing)
        .unwrap_or_default();
    let rows = RwSignal::new(numbered(begun_with, 0));
    let place = NodeRef::<html::Input>::new();
    let awake = RwSignal::new(false);
    // Over which version it is typed; whoever was overtaken has seen what stands now.
    let begun = RwSignal::new(book.with_untracked(IcpBook::version));
    let now = Memo::new(move |_| book.with(IcpBook::version));
    let overtaken = Memo::new(move |_| matches!(error.get(), Some(AppError::Changed { .. })));
    let seen = Memo::new(move |_| if overtaken.get() { now.get() } else { begun.get() });
    let (pressed, sent) = (StoredValue::new(0_u32), StoredValue::new(0_u32));
    let on_page = move || place.try_get_untracked().flatten()?.form().as_ref().and_then(draft::of_page);
    let look_soon = move || {
        pressed.update_value(|it| *it = it.wrapping_add(1));
        let number = pressed.get_value();
        timers::later(PAUSE, move || {
            if pressed.try_get_value() != Some(number) {
                return;
            }
            if let Some(form) = on_page() {
                typed.set(Some(form));
            }
        });
    };
    // What is sent is what stands there: whatever was to be looked at in a moment is looked at now.
    let send = move || {
        pressed.update_value(|it| *it = it.wrapping_add(1));
        sent.set_value(pressed.get_value());
        typed.set(on_page());
    };
    Effect::new(move |_| awake.set(true));
    // Nobody types into it: it follows what others save.
    Effect::new(move |before: Option<i32>| {
        let now = now.get();
        if before.is_some_and(|before| before != now) && typed.with_untracked(Option::is_none) {
            begun.set(now);
            rows.update(|rows| *rows = numbered(standing().unwrap_or_default(), next(rows)));
        }
        now
    });
    let done = succeeded(save);
    Effect::new(move |before: Option<u32>| {
        let done = done.get();
        if before.is_some_and(|before| before != done) {
            if let Some(Ok(version)) = save.value().get_untracked() {
                begun.set(version);
                toasts.say(words.icp_saved(version));
            }
            // Nobody types any more, unless they went on while it was saved.
            if pressed.get_value() == sent.get_value() {
                typed.set(None);
            }
        }
        done
    });
    let add = move |kind: Kind| {
        rows.update(|rows| rows.push((next(rows), RowForm::of(kind))));
        look_soon();
    };
    let problems = field_problems(words, error);
    let row = move |(number, row): Numbered| {
        let at =
            Memo::new(move |_| rows.with(|it| it.iter().position(|it| it.0 == number)).unwrap_or_default());
        let choices = book.with_untracked(|it| row.kind().map(|kind| it.choices.of(kind).to_vec()));
        let drop = move || {
            rows.update(|rows| rows.retain(|it| it.0 != number));
            look_soon();
        };
        view! { <Row number row choices=choices.unwrap_or_default() at problems drop/> }
    };
    let kinds = Kind::ALL.map(|kind| {
        view! {
            <button class="button button-small" type="submit" name="add" value=kind.code()
                formmethod="get" formaction=routes::ICP formnovalidate=true
                on:click=move |ev| { ev.prevent_default(); add(kind) }>
                {words.icp_kind(kind)}
            </button>
        }
    });
    let of_rows = move || {
        let found = problems.with(|it| it.iter().find(|it| it.field == "rows").map(|it| it.sentence.clone()));
        found.map(|sentence| view! { <p class="form-problem" role="alert">{sentence}</p> })
    };
    let meanwhile = move || {
        let late = typed.with(Option::is_some) && now.get() > begun.get() && !overtaken.get();
        late.then(|| view! { <p class="meanwhile" role="status">{words.icp_meanwhile()}</p> })
    };
    let complaint = move || match overtaken.get() {
        true => view! { <p class="meanwhile" role="alert">{words.icp_overtaken(now.get())}</p> }.into_any(),
        false => view! { <Complaint error/> }.into_any(),
    };
    view! {
        <Panel title=words.icp_profile()>
            <ActionForm action=save attr:class="form icp-form" attr:novalidate=true
                on:input=move |_| look_soon() on:change=move |_| look_soon() on:submit=move |_| send()>
                <input type="hidden" name="draft" value="1" node_ref=place/>
                {complaint}
                {meanwhile}
                {of_rows}
                <FormFields of=error>
                    <Seen name="seen" value=Signal::derive(move || seen.get().to_string())/>
                    <ol class="icp-rows">
                        <For each=move || rows.get() key=|it| it.0 children=row/>
                    </ol>
                    {move || rows.with(Vec::is_empty).then(|| view! { <p class="quiet">{words.icp_first()}</p> })}
                </FormFields>
                <div class="icp-add" role="group" aria-label=words.icp_add()>
                    <span class="field-label">{words.icp_add()}</span>
                    {kinds}
                </div>
                <div class="form-foot">
                    {move || (!awake.get()).then(|| view! {
                        <button class="button" type="submit" formmethod="get" formaction=routes::ICP>{words.icp_look()}</button>
                    })}
                    <Button submit=true look=Look::Primary waiting=save.pending()>{words.icp_save()}</Button>
                </div>
            </ActionForm>
        </Panel>
    }
}

fn numbered(form: ProfileForm, from: usize) -> Vec<Numbered> {
    (from..).zip(form.rows).collect()
}

/// A number that comes after all others, so that rows are sent in the order in which they stand.
fn next(rows: &[Numbered]) -> usize {
    rows.last().map_or(0, |it| it.0 + 1)
}
