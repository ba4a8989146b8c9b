//! The hours in which a team works, and what it promises to those who come: the two things by which the clocks of leads
//! run.

use super::api::{CalendarView, SetHours, SetPromises};
use crate::forms::{Complaint, FormFields, error_of, succeeded};
use crate::layout::use_viewer;
use crate::ui::{Button, Field, FormRow, Input, Look, Panel, use_toasts};
use crate::words::use_words;
use domain::activities::Change;
use domain::leads::{PromisesChanged, PromisesForm, PromisesPage};
use leptos::form::ActionForm;
use leptos::prelude::*;

#[component]
pub fn Clocks(view: Signal<CalendarView>, may: bool) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let hours = Memo::new(move |_| viewer.with(|it| it.calendar.hours.shown()));
    let promises = Memo::new(move |_| view.with(|it| it.promises.clone()));
    let (set_hours, set_promises) = (ServerAction::<SetHours>::new(), ServerAction::<SetPromises>::new());
    say_saved(set_hours);
    say_saved(set_promises);
    // Made again when somebody else changes them; what is typed meanwhile belongs to what it was typed over.
    view! {
        <Panel title=words.hours_title()>
            <p class="quiet">{words.hours_note()}</p>
            {move || {
                let (opens, closes) = hours.get();
                match may {
                    true => view! { <HoursFields opens closes action=set_hours/> }.into_any(),
                    false => view! { <p><strong>{words.hours_shown(&opens, &closes)}</strong></p> }.into_any(),
                }
            }}
        </Panel>
        <Panel title=words.promises_title()>
            <p class="quiet">{words.promises_note()}</p>
            <p class="quiet">{words.promises_running()}</p>
            {move || view! { <PromiseFields page=promises.get() may action=set_promises/> }}
            <Decided promises/>
        </Panel>
    }
}

/// Says that it was saved.
fn say_saved<S>(action: ServerAction<S>)
where
    S: server_fn::ServerFn<Error = crate::error::AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let words = use_words();
    let toasts = use_toasts();
    let done = succeeded(action);
    Effect::new(move |before: Option<u32>| {
        let count = done.get();
        if before.is_some_and(|before| before != count) {
            toasts.say(words.promises_saved());
        }
        count
    });
}

#[component]
fn HoursFields(opens: String, closes: String, action: ServerAction<SetHours>) -> impl IntoView {
    let words = use_words();
    let error = error_of(action);
    view! {
        <ActionForm action attr:class="form" attr:novalidate=true>
            <Complaint error/>
            <FormFields of=error>
                <FormRow>
                    <Field name="form[opens]" label=words.hours_opens() input=Input::Time value=opens required=true/>
                    <Field name="form[closes]" label=words.hours_closes() input=Input::Time value=closes required=true/>
                </FormRow>
            </FormFields>
            <div class="form-foot">
                <Button submit=true look=Look::Primary waiting=action.pending()>{words.promises_save()}</Button>
            </div>
        </ActionForm>
    }
}

#[component]
fn PromiseFields(page: PromisesPage, may: bool, action: ServerAction<SetPromises>) -> impl IntoView {
    let words = use_words();
    let form = PromisesForm::of(page.promises);
    let fields = [
        ("demo_minutes", words.promise_demo_minutes(), form.demo_minutes),
        ("inbound_minutes", words.promise_inbound_minutes(), form.inbound_minutes),
        ("other_days", words.promise_other_days(), form.other_days),
        ("try_days", words.promise_try_days(), form.try_days),
        ("tries", words.promise_tries(), form.tries),
        ("tries_days", words.promise_tries_days(), form.tries_days),
        ("engaged_days", words.promise_engaged_days(), form.engaged_days),
        ("accept_hours", words.promise_accept_hours(), form.accept_hours),
        ("remind_percent", words.promise_remind_percent(), form.remind_percent),
        ("contact_hours", words.promise_contact_hours(), form.contact_hours),
    ];
    if !may {
        let facts = fields
            .map(|(_, label, figure)| view! { <div><dt>{label}</dt><dd class="number">{figure}</dd></div> });
        return view! { <dl class="record-facts">{facts.collect_view()}</dl> }.into_any();
    }
    let error = error_of(action);
    let fields = move || {
        let field = |(name, label, figure): (&str, &'static str, String)| {
            view! { <Field name=format!("form[{name}]") label input=Input::Number value=figure required=true max_length=5/> }
        };
        fields.map(field).collect_view()
    };
    view! {
        <ActionForm action attr:class="form promises" attr:novalidate=true>
            <input type="hidden" name="version" value=page.version/>
            <Complaint error/>
            <FormFields of=error><div class="promise-fields">{fields()}</div></FormFields>
            <div class="form-foot">
                <Button submit=true look=Look::Primary waiting=action.pending()>{words.promises_save()}</Button>
            </div>
        </ActionForm>
    }
    .into_any()
}

/// Who decided what, the newest first.
#[component]
fn Decided(promises: Memo<PromisesPage>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    move || {
        let history = promises.with(|it| it.history.clone());
        let is_any = !history.is_empty();
        let line = |it: PromisesChanged| {
            let (by, on) = viewer.with(|viewer| {
                let name = it.by.and_then(|by| viewer.member_name(by).map(str::to_owned));
                (name.unwrap_or_default(), viewer.zone.day(it.at))
            });
            let said =
                |it: &Change| words.promise_changed(&words.promise_named(&it.field), &it.before, &it.after);
            let said = it.changes.iter().map(said).collect::<Vec<_>>().join(", ");
            view! { <li><span class="quiet">{words.full_day(on)}" · "{by}</span>" "{said}</li> }
        };
        is_any.then(|| {
            view! {
                <details class="promise-history">
                    <summary>{words.promises_history()}</summary>
                    <ul>{history.into_iter().map(line).collect_view()}</ul>
                </details>
            }
        })
    }
}
