//! One line of the day: what to do, why, what it is worth, since when, and the way to have done it.

use crate::activities::api::{CompleteNextStep, CompleteTask, LogActivity};
use crate::activities::{LogForm, StepForm};
use crate::layout::use_viewer;
use crate::routes;
use crate::ui::{Amount, Avatar, Icon};
use crate::words::use_words;
use chrono::NaiveDate;
use domain::activities::Subject;
use domain::focus::{Focus, Of, Urgency, What};
use domain::{DealId, Key};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;
use uuid::Uuid;

/// The acts by which a line is done, shared by all lines.
#[derive(Clone, Copy)]
pub struct Acts {
    pub complete: ServerAction<CompleteTask>,
    pub step: ServerAction<CompleteNextStep>,
    pub log: ServerAction<LogActivity>,
    /// Whose day it is; the page stays with it.
    pub of: Memo<Of>,
}

impl Acts {
    /// The address of this day.
    pub fn here(self) -> &'static str {
        match self.of.get() {
            Of::Me => routes::TODAY,
            Of::Team => routes::TEAM_TODAY,
        }
    }

    /// The same with one thing more.
    pub fn with(self, name: &str, value: impl std::fmt::Display) -> String {
        let here = self.here();
        format!("{here}{}{name}={value}", if here.contains('?') { '&' } else { '?' })
    }
}

/// `open` is the deal whose line asks what comes next, or how it went.
#[component]
pub fn FocusLine(
    line: Memo<Focus>,
    today: Memo<NaiveDate>,
    acts: Acts,
    open: Memo<Option<Uuid>>,
    may: Memo<bool>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let title = Memo::new(move |_| line.with(|it| words.focus_title(it)));
    let reason = move || line.with(|it| words.focus_reason(it, today.get()));
    let when = move || line.with(|it| words.focus_when(it, today.get()));
    let tone = move || match line.with(|it| it.urgency(today.get())) {
        Urgency::Overdue => "focus-when tone-bad",
        Urgency::Today | Urgency::Rotting | Urgency::AtRisk => "focus-when tone-warn",
        Urgency::Soon | Urgency::Someday => "focus-when",
    };
    // In one's own day everything is one's own.
    let owner = move || {
        (acts.of.get() == Of::Team).then(|| {
            let id = line.with(|it| it.owner);
            let name = viewer.with(|it| it.member_name(id).unwrap_or_default().to_owned());
            view! { <Avatar name id/> }
        })
    };
    let amount = move || {
        let amount = line.with(|it| it.deal.as_ref().and_then(|it| it.amount));
        amount.map(|it| view! { <Amount short=it.short(words.locale) full=it.full()/> })
    };
    let name = move || match line.with(address) {
        Some(href) => view! { <A href attr:class="focus-title">{move || title.get()}</A> }.into_any(),
        None => view! { <span class="focus-title">{move || title.get()}</span> }.into_any(),
    };
    let is_open = Memo::new(move |_| may.get() && open.get() == Some(line.with(Focus::key)));
    let kind = Memo::new(move |_| line.with(|it| std::mem::discriminant(&it.what)));
    view! {
        <li class="focus-line" class:focus-team=move || acts.of.get() == Of::Team class:focus-open=move || is_open.get()>
            {move || {
                kind.track();
                may.track();
                view! { <Tick line acts may is_open/> }
            }}
            <div class="focus-what">
                {name}
                <span class="focus-reason">{reason}</span>
            </div>
            <span class="focus-amount">{amount}</span>
            {owner}
            <span class=tone>{when}</span>
            {move || is_open.get().then(|| view! { <Answer line acts/> })}
        </li>
    }
}

/// The circle at the left. A task is done by one press; a step, or a deal that was not reached, asks in place.
#[component]
fn Tick(line: Memo<Focus>, acts: Acts, may: Memo<bool>, is_open: Memo<bool>) -> impl IntoView {
    let words = use_words();
    if !may.get_untracked() {
        return view! { <span class="tick tick-off" aria-hidden="true"><Icon name="circle"/></span> }
            .into_any();
    }
    let link = move |label: Signal<String>| {
        let href = move || match is_open.get() {
            true => acts.here().to_owned(),
            false => acts.with("open", line.with(Focus::key)),
        };
        view! {
            <A href scroll=false attr:class="tick" attr:title=move || label.get() attr:aria-label=move || label.get()
                attr:aria-expanded=move || is_open.get().to_string()>
                <Icon name="check"/>
            </A>
        }
        .into_any()
    };
    match line.get_untracked().what {
        What::Task { id, .. } => {
            let version = move || match line.with(|it| it.what.clone()) {
                What::Task { version, .. } => version.to_string(),
                _ => String::new(),
            };
            let label = move || match line.with(|it| it.what.clone()) {
                What::Task { title, .. } => words.task_complete(&title),
                _ => String::new(),
            };
            view! {
                <ActionForm action=acts.complete attr:class="tick-form">
                    <input type="hidden" name="task" value=id.to_string()/>
                    <input type="hidden" name="version" value=version/>
                    <button class="tick" type="submit" aria-label=label title=label><Icon name="check"/></button>
                </ActionForm>
            }
            .into_any()
        }
        What::NextStep { .. } => link(Signal::derive(move || match line.with(|it| it.what.clone()) {
            What::NextStep { step } => words.step_complete(&step),
            _ => String::new(),
        })),
        What::Rotting { .. } => link(Signal::derive(move || words.line_log(&deal_name(line)))),
        What::HoldEnds { .. } | What::AtRisk(_) => {
            let place = if matches!(line.get_untracked().what, What::AtRisk(_)) { "#committee" } else { "" };
            let href = move || line.with(address).map(|it| format!("{it}{place}")).unwrap_or_default();
            let label = move || words.line_open(&deal_name(line));
            view! {
                <A href attr:class="tick" attr:title=label attr:aria-label=label><Icon name="arrow-right"/></A>
            }
            .into_any()
        }
    }
}

/// What is asked in place: the step that follows, or how the customer was reached.
#[component]
fn Answer(line: Memo<Focus>, acts: Acts) -> impl IntoView {
    let words = use_words();
    let Some(deal) = line.get_untracked().deal else { return ().into_any() };
    let version = Signal::derive(move || line.with(|it| it.deal.as_ref().map_or(0, |it| it.version)));
    match line.get_untracked().what {
        What::NextStep { step } => view! {
            <div class="focus-answer">
                <p class="focus-question">{words.step_done_title(&step)}</p>
                <StepForm deal=deal.id version action=acts.step next=untrack(|| acts.here()) autofocus=true/>
            </div>
        }
        .into_any(),
        What::Rotting { .. } => view! {
            <div class="focus-answer">
                <LogForm subject=Subject::Deal(deal.id) action=acts.log next=untrack(|| acts.here()) with=None/>
            </div>
        }
        .into_any(),
        What::Task { .. } | What::HoldEnds { .. } | What::AtRisk(_) => ().into_any(),
    }
}

fn deal_name(line: Memo<Focus>) -> String {
    line.with(|it| it.deal.as_ref().map(|it| it.name.clone())).unwrap_or_default()
}

fn address(line: &Focus) -> Option<String> {
    let deal = |id: DealId| line.deal.as_ref().filter(|it| it.id == id).map(|it| Key::deal(it.number));
    match line.about? {
        Subject::Deal(id) => deal(id).map(routes::deal),
        Subject::Account(id) => Some(routes::account(id)),
        Subject::Person(id) => Some(routes::person(id)),
        Subject::Lead(id) => Some(routes::lead(id)),
    }
}
