//! Logging a touch and what comes next in one go: how it went, a word about it, and the next touch as one usually sells.

use super::how::How;
use super::line::open_href;
use super::page::{address, nurture_href};
use crate::forms::{Complaint, FormFields, FreshId, error_of};
use crate::layout::use_viewer;
use crate::leads::api::LogTouch;
use crate::ui::{Button, ButtonLink, Field, FormRow, Input, Kbd, Look};
use crate::words::use_words;
use chrono::{DateTime, Utc};
use domain::activities::Outcome;
use domain::leads::{QueueLine, next_touch};
use domain::pipeline::filter::Owner;
use leptos::form::ActionForm;
use leptos::html;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

#[component]
pub fn Log(
    line: Memo<Option<QueueLine>>,
    now: Memo<DateTime<Utc>>,
    of: Memo<Owner>,
    log: ServerAction<LogTouch>,
) -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let how = Memo::new(move |_| {
        query.with(|it| it.get_str("how").and_then(How::of_letter)).unwrap_or(How::ALL[0])
    });
    let key = move || line.with(|it| it.as_ref().map(|it| it.card.key()));
    let lead = line.with_untracked(|it| it.as_ref().map(|it| it.card.id.to_string())).unwrap_or_default();
    // What was planned is done with this, whatever it is by the time the form is sent.
    let plan = line.with_untracked(|it| {
        it.as_ref().and_then(|it| it.plan.as_ref()).map(|it| it.0.to_string()).unwrap_or_default()
    });
    let ways = How::ALL.map(|it| {
        let href = move || key().map(|key| open_href(of.get(), key, Some(it))).unwrap_or_default();
        let current = move || (how.get() == it).then_some("true");
        view! {
            // Not the router's: it would mark them all, as they are ways of one page.
            <a href=href class="queue-way" data-noscroll="" aria-current=current>
                {words.how(it.kind, it.outcome)}<Kbd>{it.key()}</Kbd>
            </a>
        }
    });
    let error = error_of(log);
    let said = NodeRef::<html::Form>::new();
    Effect::new(move |_| {
        let field = said.get().and_then(|it| it.query_selector("[name='form[body]']").ok().flatten());
        if let Some(field) =
            field.and_then(|it| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(it).ok())
        {
            field.focus().ok();
        }
    });
    view! {
        <div class="queue-log">
            <nav class="queue-ways" aria-label=words.queue_how()>{ways.collect_view()}</nav>
            <ActionForm action=log node_ref=said attr:class="form" attr:novalidate=true>
                <input type="hidden" name="form[lead]" value=lead.clone()/>
                <input type="hidden" name="next[lead]" value=lead/>
                <input type="hidden" name="form[kind]" value=move || how.get().kind.code()/>
                <input type="hidden" name="form[outcome]" value=move || how.get().outcome.code()/>
                <input type="hidden" name="done" value=plan/>
                <input type="hidden" name="go" value=move || address(of.get())/>
                <FreshId name="form[id]"/>
                <FreshId name="next[id]"/>
                <Complaint error/>
                <FormFields of=error>
                    <Field name="form[body]" id="queue-said" label=words.queue_said() max_length=10_000/>
                    {move || view! { <Next line now how=how.get()/> }}
                </FormFields>
                <div class="form-foot">
                    <Button submit=true look=Look::Primary waiting=log.pending()>{words.queue_save()}</Button>
                    <ButtonLink href=Signal::derive(move || address(of.get())) look=Look::Plain>{words.queue_cancel()}</ButtonLink>
                </div>
            </ActionForm>
        </div>
    }
}

/// The next touch, proposed; whoever talked to them may plan another, or none.
#[component]
fn Next(line: Memo<Option<QueueLine>>, now: Memo<DateTime<Utc>>, how: How) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let line = line.get_untracked()?;
    let proposed = next_touch(line.motion, line.tries + 1, how.kind, Some(how.outcome));
    let in_vain = matches!(how.outcome, Outcome::NoAnswer | Outcome::Sent);
    if proposed.is_none() && in_vain {
        let href = nurture_href(line.card.key());
        return Some(
            view! { <p class="queue-rest">{words.queue_rest()} " " <A href>{words.lead_nurture()}</A></p> }
                .into_any(),
        );
    }
    let (title, due) = match proposed {
        None => (String::new(), String::new()),
        Some(it) => viewer.with_untracked(|viewer| {
            let today = viewer.zone.day(now.get_untracked());
            let title = format!("{} · {}", words.next_touch(it.kind), line.card.name);
            (title, it.on(today, &viewer.calendar).to_string())
        }),
    };
    Some(view! {
        <FormRow>
            <Field name="next[title]" id="queue-next" label=words.queue_next() value=title max_length=200/>
            <Field name="next[due]" id="queue-next-due" label=words.field_due() input=Input::Day value=due hint=words.queue_next_hint()/>
        </FormRow>
    }.into_any())
}
