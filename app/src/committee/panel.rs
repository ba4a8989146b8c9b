//! The committee itself: the map, everybody in it, and the forms that take somebody in and tie two of them.

use super::api::TakeSeat;
use super::map::CommitteeMap;
use super::relate::Relations;
use super::row::SeatRow;
use crate::accounts::person_choices;
use crate::forms::{Complaint, FormFields, FreshId, error_of, succeeded};
use crate::routes;
use crate::ui::{Button, Choice, FormRow, Look, Panel, Select};
use crate::words::{Words, use_words};
use domain::SeatId;
use domain::accounts::PersonLink;
use domain::committee::{Committee, MOST_INFLUENCE, Role};
use leptos::form::ActionForm;
use leptos::prelude::*;

/// `changed` is raised whenever something was done here.
#[component]
pub fn CommitteePanel(
    #[prop(into)] committee: Signal<Committee>,
    people: Signal<Vec<PersonLink>>,
    may: Memo<bool>,
    changed: RwSignal<u32>,
) -> impl IntoView {
    let words = use_words();
    let ids = move || committee.with(|it| it.seats.iter().map(|it| it.id).collect::<Vec<_>>());
    let row = move |id: SeatId| view! { <SeatRow id committee may changed/> };
    let empty = Memo::new(move |_| committee.with(|it| it.seats.is_empty()));
    view! {
        <Panel title=words.committee() attr:id="committee">
            <div class="stack">
                <Show when=move || !empty.get() fallback=move || view! { <p class="quiet">{words.committee_none()}</p> }>
                    <CommitteeMap committee may/>
                    <ul class="seat-list" aria-label=words.committee_list()>
                        <For each=ids key=|it| *it children=row/>
                    </ul>
                    <Relations committee may changed/>
                </Show>
                {move || may.get().then(|| view! { <TakeIn committee people changed/> })}
            </div>
        </Panel>
    }
}

pub(super) fn stances(words: Words) -> Vec<Choice> {
    [2, 1, 0, -1, -2].into_iter().map(|it| Choice::new(it, words.stance(it))).collect()
}

pub(super) fn influences(words: Words) -> Vec<Choice> {
    (0..=MOST_INFLUENCE).rev().map(|it| Choice::new(it, words.influence(it))).collect()
}

#[component]
fn TakeIn(
    committee: Signal<Committee>,
    people: Signal<Vec<PersonLink>>,
    changed: RwSignal<u32>,
) -> impl IntoView {
    let words = use_words();
    let take = ServerAction::<TakeSeat>::new();
    let error = error_of(take);
    let done = succeeded(take);
    Effect::new(move |before: Option<()>| {
        done.track();
        if before.is_some() {
            changed.update(|it| *it += 1);
        }
    });
    let deal = committee.with_untracked(|it| it.deal);
    let choices = Signal::derive(move || people.with(|it| person_choices(it)));
    let roles: Vec<_> = Role::ALL.iter().map(|it| Choice::new(it.code(), words.role_of(*it))).collect();
    let form = move || {
        done.track();
        let roles = roles.clone();
        view! {
            <FreshId name="form[id]"/>
            <FormFields of=error>
                <FormRow>
                    <Select name="form[person]" id="seat-person" label=words.committee_who() choices=choices none="–"/>
                    <Select name="form[role]" id="seat-role" label=words.committee_role() choices=roles/>
                </FormRow>
                <FormRow>
                    <Select name="form[stance]" id="seat-stance" label=words.committee_stance() choices=stances(words) value="0"/>
                    <Select name="form[influence]" id="seat-influence" label=words.committee_influence() choices=influences(words) value="1"/>
                </FormRow>
            </FormFields>
        }
    };
    let is_open = error.with_untracked(Option::is_some) || committee.with_untracked(|it| it.seats.is_empty());
    view! {
        <details class="seat-add" open=is_open>
            <summary>{words.committee_add()}</summary>
            <ActionForm action=take attr:class="form" attr:novalidate=true>
                <input type="hidden" name="deal" value=deal.to_string()/>
                <Complaint error/>
                {form}
                <div class="form-foot">
                    <Button submit=true small=true look=Look::Primary waiting=take.pending()>{words.committee_add()}</Button>
                    <a href=routes::NEW_PERSON>{words.committee_new_person()}</a>
                </div>
            </ActionForm>
        </details>
    }
}
