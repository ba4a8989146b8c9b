//! The question before several deals are worked: what is asked for all of them, and one report of who may. Only those
//! go, and only when that is confirmed.

use super::fields::{GiveMany, MoveMany, TagMany};
use super::report::{BatchReport, foreseen};
use super::send::send;
use super::{Batching, api};
use crate::error::AppError;
use crate::forms::{Complaint, field_problems};
use crate::pipeline::picking::Ask;
use crate::timers::sleep;
use crate::ui::{Button, Dialog, FormProblems, Look};
use crate::words::counted;
use domain::ActId;
use domain::pipeline::batch::{Batch, Line, MOST, Picked, Work};
use domain::pipeline::{Card, Report};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;
use std::time::Duration;
use uuid::Uuid;

/// Who types a label, or walks through the stages, is weighed once.
const SETTLE: Duration = Duration::from_millis(120);

#[component]
pub fn BatchDialog(batching: Batching, ask: Ask) -> impl IntoView {
    let Batching { words, picking, .. } = batching;
    let open = RwSignal::new(true);
    Effect::new(move |_| {
        if !open.get() {
            picking.ask.set(None);
        }
    });
    let title = move || {
        let count = counted(batching.cards.with(Vec::len));
        match ask {
            Ask::Move(_) | Ask::Drop(..) => words.batch_move_title(count),
            Ask::Give => words.batch_give_title(count),
            Ask::Tag => words.batch_tag_title(count),
        }
    };
    let inside = move || match ask {
        Ask::Move(to) => view! { <MoveMany batching to place=None/> }.into_any(),
        Ask::Drop(to, slot) => view! { <MoveMany batching to=Some(to) place=Some(slot)/> }.into_any(),
        Ask::Give => view! { <GiveMany batching/> }.into_any(),
        Ask::Tag => view! { <TagMany batching/> }.into_any(),
    };
    view! { <Dialog open title>{inside()}</Dialog> }
}

/// The fields of one kind of work, the report, and the button that sends it.
#[component]
pub fn BatchForm(
    batching: Batching,
    /// As far as it is chosen.
    work: Signal<Option<Work>>,
    /// What becomes of the deals: this side's guess, and soon the server's word.
    report: RwSignal<Report>,
    /// Adds what is not weighed, or says what is wrong with it.
    finish: impl Fn(Work) -> Result<Work, AppError> + 'static,
    /// What the button says, to so many that go.
    label: impl Fn(i64) -> String + Send + Sync + 'static,
    children: Children,
) -> impl IntoView {
    let error = RwSignal::new(None::<AppError>);
    let picking = batching.picking;
    let problems = field_problems(batching.words, error.into());
    weigh(batching, work, report, error);
    let count = Memo::new(move |_| report.with(|it| it.passing().count()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(work) = work.get_untracked() else { return };
        match finish(work) {
            Ok(work) => {
                let passing: Vec<_> = report.with_untracked(|it| it.passing().collect());
                let mut cards = batching.cards.get_untracked();
                cards.retain(|it| passing.contains(&it.id));
                picking.ask.set(None);
                send(batching, work, cards);
            }
            Err(no) => error.set(Some(no)),
        }
    };
    let named = move |line: &Line| {
        let find =
            |all: &Vec<Card>| all.iter().find(|it| it.id == line.deal).map(|it| (it.name.clone(), it.key()));
        batching.cards.with_untracked(find)
    };
    view! {
        <form class="form" on:submit=submit>
            <Complaint error/>
            <FormProblems of=problems>{children()}</FormProblems>
            <BatchReport report named/>
            <div class="dialog-foot">
                <Button submit=true look=Look::Primary disabled=Signal::derive(move || count.get() == 0)>
                    {move || label(counted(count.get()))}
                </Button>
            </div>
        </form>
    }
}

/// Guesses at once and asks the server, whenever the work or the deals change. A late answer to an older question is
/// dropped.
fn weigh(
    batching: Batching,
    work: Signal<Option<Work>>,
    report: RwSignal<Report>,
    error: RwSignal<Option<AppError>>,
) {
    let asked = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let Some(work) = work.get() else {
            report.set(Report::default());
            return;
        };
        report.set(foreseen(batching, &work));
        error.set(None);
        let deals: Vec<_> = batching.cards.with(|all| all.iter().take(MOST).map(Picked::of).collect());
        let number = asked.get_value().wrapping_add(1);
        asked.set_value(number);
        let batch = Batch { act: ActId(Uuid::now_v7()), deals, work };
        spawn_local(async move {
            sleep(SETTLE).await;
            if asked.try_get_value() != Some(number) {
                return;
            }
            let answer = api::weigh_many(batch).await;
            if asked.try_get_value() != Some(number) {
                return;
            }
            match answer {
                Ok(said) => _ = report.try_set(said),
                // Without an answer the guess stands; the server judges again before it writes.
                Err(AppError::Unreachable) => {}
                Err(no) => _ = error.try_set(Some(no)),
            }
        });
    });
}
