//! How they stand to each other, as a list, and the form that ties two of them: the same whether somebody was dragged on the
//! map, chosen by the keyboard, or neither.

use super::api::{RelatePeople, UnrelatePeople};
use crate::forms::{Complaint, FormFields, FreshId, error_of, succeeded};
use crate::ui::{Button, Choice, FormRow, IconButton, Look, Select};
use crate::words::use_words;
use domain::committee::{Committee, Relation, RelationKind};
use leptos::form::ActionForm;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn Relations(committee: Signal<Committee>, may: Memo<bool>, changed: RwSignal<u32>) -> impl IntoView {
    let words = use_words();
    let unrelate = ServerAction::<UnrelatePeople>::new();
    let error = error_of(unrelate);
    let gone = succeeded(unrelate);
    Effect::new(move |before: Option<()>| {
        gone.track();
        if before.is_some() {
            changed.update(|it| *it += 1);
        }
    });
    let line = move |it: &Relation| {
        let name = |id| committee.with(|all| all.name(id).unwrap_or_default().to_owned());
        let said = words.relation_said(&name(it.from), &name(it.to), words.relation_kind(it.kind));
        let label = words.committee_unrelate(&said);
        let id = it.id.to_string();
        let remove = may.get().then(|| {
            view! {
                <ActionForm action=unrelate attr:class="inline-form">
                    <input type="hidden" name="relation" value=id/>
                    <IconButton icon="x" label=label submit=true/>
                </ActionForm>
            }
        });
        view! { <li class="relation"><span>{said}</span>{remove}</li> }
    };
    let list = move || {
        let all = committee.with(|it| it.relations.clone());
        (!all.is_empty()).then(|| {
            view! {
                <h3 class="seat-title">{words.committee_relations()}</h3>
                <ul class="relation-list">{all.iter().map(line).collect_view()}</ul>
            }
        })
    };
    let two = Memo::new(move |_| committee.with(|it| it.people().len() > 1));
    view! {
        <Complaint error/>
        {list}
        {move || (may.get() && two.get()).then(|| view! { <Relate committee changed/> })}
    }
}

#[component]
fn Relate(committee: Signal<Committee>, changed: RwSignal<u32>) -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let relate = ServerAction::<RelatePeople>::new();
    let error = error_of(relate);
    let done = succeeded(relate);
    let asked = move |name: &str| query.with(|it| it.get(name)).unwrap_or_default();
    let (from, to) = (RwSignal::new(untrack(|| asked("relate"))), RwSignal::new(untrack(|| asked("with"))));
    let place = NodeRef::<html::Details>::new();
    // Whoever was chosen on the map stands in the form, which opens where it is.
    Effect::new(move |before: Option<()>| {
        let (one, other) = (asked("relate"), asked("with"));
        if before.is_some() && !one.is_empty() {
            from.set(one);
            to.set(other);
            if let Some(place) = place.get_untracked() {
                place.set_open(true);
                place.scroll_into_view();
            }
        }
    });
    Effect::new(move |before: Option<()>| {
        done.track();
        if before.is_some() {
            changed.update(|it| *it += 1);
        }
    });
    let deal = committee.with_untracked(|it| it.deal);
    let people = Signal::derive(move || {
        committee.with(|it| {
            it.people().into_iter().map(|it| Choice::new(it.person, it.name.clone())).collect::<Vec<_>>()
        })
    });
    let kinds: Vec<_> =
        RelationKind::ALL.iter().map(|it| Choice::new(it.code(), words.relation_kind(*it))).collect();
    let is_open = error.with_untracked(Option::is_some) || untrack(|| !asked("relate").is_empty());
    view! {
        <details class="seat-add" id="relate" node_ref=place open=is_open>
            <summary>{words.committee_relate()}</summary>
            <ActionForm action=relate attr:class="form" attr:novalidate=true>
                <input type="hidden" name="deal" value=deal.to_string()/>
                {move || {
                    done.track();
                    view! { <FreshId name="form[id]"/> }
                }}
                <Complaint error/>
                <FormFields of=error>
                    <FormRow>
                        <Select name="form[from]" id="relate-from" label=words.committee_from() choices=people bind=from none="–"/>
                        <Select name="form[kind]" id="relate-kind" label=words.committee_kind() choices=kinds/>
                        <Select name="form[to]" id="relate-to" label=words.committee_to() choices=people bind=to none="–"/>
                    </FormRow>
                </FormFields>
                <div class="form-foot"><Button submit=true small=true look=Look::Primary waiting=relate.pending()>{words.committee_relate()}</Button></div>
            </ActionForm>
        </details>
    }
}
