//! The forms of one seat: what is known of somebody, what proves a champion, that they left, and letting go of the seat.

use super::api::{ChangeSeat, LeaveCompany, ProveChampion, RemoveSeat};
use super::panel::{influences, stances};
use crate::error::AppError;
use crate::forms::{Complaint, FormFields, error_here, succeeded};
use crate::ui::{Button, Choice, Field, FormRow, Input, Look, Seen, Select};
use crate::words::use_words;
use domain::committee::{Act, Committee, Seat};
use leptos::form::ActionForm;
use leptos::prelude::*;
use server_fn::ServerFn;

/// The form's own error, and what happens when it was done.
fn acting<S>(
    action: ServerAction<S>,
    seat: Signal<Option<Seat>>,
    changed: RwSignal<u32>,
) -> Signal<Option<AppError>>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let id = seat.with_untracked(|it| it.as_ref().map(|it| it.id.to_string()).unwrap_or_default());
    let done = succeeded(action);
    Effect::new(move |before: Option<()>| {
        done.track();
        if before.is_some() {
            changed.update(|it| *it += 1);
        }
    });
    error_here(action, &[("seat", id)])
}

/// Which seat, and as it was when the form was opened; whoever was overtaken has seen what stands now.
#[component]
fn Of(seat: Signal<Option<Seat>>, error: Signal<Option<AppError>>) -> impl IntoView {
    let now = move || seat.with(|it| it.as_ref().map_or(0, |it| it.version));
    let seen = Memo::new(move |before: Option<&i32>| match error.get() {
        Some(AppError::Changed { .. }) => now(),
        _ => before.copied().unwrap_or_else(now),
    });
    let id = seat.with_untracked(|it| it.as_ref().map(|it| it.id.to_string()).unwrap_or_default());
    view! {
        <input type="hidden" name="seat" value=id/>
        <Seen name="seen" value=Signal::derive(move || seen.get().to_string())/>
        <Complaint error/>
    }
}

#[component]
pub fn Known(seat: Signal<Option<Seat>>, changed: RwSignal<u32>) -> impl IntoView {
    let words = use_words();
    let change = ServerAction::<ChangeSeat>::new();
    let error = acting(change, seat, changed);
    seat.get_untracked().map(|it| {
        let seat_id = it.id;
        let id = move |name: &str| format!("seat-{name}-{seat_id}");
        let label = words.committee_known_of(&it.name);
        let (stance, influence) = (it.stance.to_string(), it.influence.to_string());
        view! {
            <ActionForm action=change attr:class="form" attr:aria-label=label>
                <Of seat error/>
                <FormFields of=error>
                    <FormRow>
                        <Select name="form[stance]" id=id("stance") label=words.committee_stance() choices=stances(words) value=stance/>
                        <Select name="form[influence]" id=id("influence") label=words.committee_influence() choices=influences(words) value=influence/>
                    </FormRow>
                    <Field name="form[goals]" id=id("goals") label=words.committee_goals() value=it.goals max_length=10_000/>
                    <Field name="form[concerns]" id=id("concerns") label=words.committee_concerns() value=it.concerns max_length=10_000/>
                    <Field name="form[persuaded_by]" id=id("persuaded") label=words.committee_persuaded() value=it.persuaded_by max_length=10_000/>
                </FormFields>
                <div class="form-foot"><Button submit=true small=true look=Look::Primary waiting=change.pending()>{words.committee_save()}</Button></div>
            </ActionForm>
        }
    })
}

#[component]
pub fn Prove(
    seat: Signal<Option<Seat>>,
    committee: Signal<Committee>,
    changed: RwSignal<u32>,
) -> impl IntoView {
    let words = use_words();
    let prove = ServerAction::<ProveChampion>::new();
    let error = acting(prove, seat, changed);
    let acts: Vec<_> = Act::ALL.iter().map(|it| Choice::new(it.code(), words.proving_act(*it))).collect();
    let proofs = Signal::derive(move || {
        committee.with(|committee| {
            let choice = |it| {
                Choice::new(
                    domain::frameworks::Evidence::clone(it).activity,
                    words.evidence(it, committee.today),
                )
            };
            committee.evidence.iter().map(choice).collect::<Vec<_>>()
        })
    });
    seat.get_untracked().map(|it| {
        let seat_id = it.id;
        let id = move |name: &str| format!("seat-{name}-{seat_id}");
        view! {
            <ActionForm action=prove attr:class="form" attr:aria-label=words.committee_prove() attr:novalidate=true>
                <Of seat error/>
                <p class="quiet">{words.committee_prove_hint()}</p>
                <FormFields of=error>
                    <Select name="form[act]" id=id("act") label=words.committee_act() choices=acts/>
                    <Select name="form[activity]" id=id("proof") label=words.known_proof() choices=proofs none=words.known_new_note()/>
                    <Field name="form[note]" id=id("note") label=words.known_note() input=Input::Lines hint=words.known_note_hint() max_length=10_000/>
                </FormFields>
                <div class="form-foot"><Button submit=true small=true waiting=prove.pending()>{words.committee_prove()}</Button></div>
            </ActionForm>
        }
    })
}

#[component]
pub fn Leave(seat: Signal<Option<Seat>>, changed: RwSignal<u32>) -> impl IntoView {
    let words = use_words();
    let leave = ServerAction::<LeaveCompany>::new();
    let error = acting(leave, seat, changed);
    seat.get_untracked().map(|it| {
        let (seat_id, day_id) = (it.id.to_string(), format!("seat-left-{}", it.id));
        view! {
            <ActionForm action=leave attr:class="form" attr:aria-label=words.committee_leave()>
                <input type="hidden" name="seat" value=seat_id/>
                <Complaint error/>
                <FormFields of=error>
                    <Field name="form[on]" id=day_id label=words.committee_leave_on() input=Input::Day/>
                </FormFields>
                <div class="form-foot"><Button submit=true small=true waiting=leave.pending()>{words.committee_leave_save()}</Button></div>
            </ActionForm>
        }
    })
}

#[component]
pub fn Remove(seat: Signal<Option<Seat>>, changed: RwSignal<u32>) -> impl IntoView {
    let words = use_words();
    let remove = ServerAction::<RemoveSeat>::new();
    let error = acting(remove, seat, changed);
    seat.get_untracked().map(|it| {
        let said = words.committee_remove(&it.name, words.role_of(it.role));
        view! {
            <ActionForm action=remove attr:class="form">
                <Of seat error/>
                <div class="form-foot">
                    <Button submit=true small=true look=Look::Plain waiting=remove.pending()>{said}</Button>
                </div>
            </ActionForm>
        }
    })
}
