//! Giving many leads away from their list: a box in each row, a bar that says to whom, and what it came to with the way
//! back. Without scripts it is the same form, and the address names the act whose report is shown.

use super::api::{GiveLeads, TakeBackGiven, read_given};
use super::filters::address;
use crate::accounts::member_choices;
use crate::error::AppError;
use crate::forms::{Complaint, FormFields, FreshId, error_of, succeeded};
use crate::layout::use_viewer;
use crate::routes;
use crate::ui::{Button, Choice, Icon, Select};
use crate::wire::reading;
use crate::words::{counted, use_words};
use domain::leads::giving::{BY_RULES, GivenLine, GivenReport, Kept};
use domain::leads::{LeadCard, Wish};
use domain::team::Right;
use domain::{Key, LeadId, Refusal, Why};
use leptos::form::ActionForm;
use leptos::html::Input;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use std::collections::HashSet;

/// The form that the boxes belong to, wherever they stand.
const GIVE_FORM: &str = "give-leads";

/// Which leads of the page are ticked.
pub type Picked = RwSignal<HashSet<LeadId>>;

#[component]
pub fn GiveBar(picked: Picked, wish: Memo<Wish>) -> impl IntoView {
    let (words, viewer) = (use_words(), use_viewer());
    let action = ServerAction::<GiveLeads>::new();
    let error = error_of(action);
    let rules = Choice::new(BY_RULES, words.leads_by_rules());
    let choices = Signal::derive(move || {
        let members = viewer.with(|it| member_choices(words, it, |_| false));
        std::iter::once(rules.clone()).chain(members).collect::<Vec<_>>()
    });
    let done = succeeded(action);
    Effect::new(move |before: Option<u32>| {
        let done = done.get();
        if before.is_some_and(|before| before != done) {
            picked.update(HashSet::clear);
        }
        done
    });
    // Which leads is no field of the bar: the boxes stand in the rows.
    let of_leads = move || {
        let found = error.with(|it| match it {
            Some(AppError::Refused(Refusal::Invalid(all))) => {
                all.iter().find(|it| it.field == "leads").cloned()
            }
            _ => None,
        });
        found.map(|it| {
            let sentence = match it.why {
                Why::Missing => words.leads_pick_some().to_owned(),
                why => words.say_why(&why),
            };
            view! { <p class="form-problem" role="alert">{sentence}</p> }
        })
    };
    let said = move || match picked.with(HashSet::len) {
        0 => words.leads_pick_some().to_owned(),
        many => words.leads_picked(counted(many)),
    };
    view! {
        <ActionForm action attr:id=GIVE_FORM attr:class="outbound-choose" attr:aria-label=words.leads_give()>
            <FreshId name="form[act]"/>
            <input type="hidden" name="next" value=move || wish.with(address)/>
            <Complaint error/>
            {of_leads}
            <FormFields of=error>
                <p role="status">{said}</p>
                <Select name="form[to]" id="give-to" label=words.leads_give_to() choices/>
            </FormFields>
            <Button submit=true small=true icon="user-check" waiting=action.pending()>{words.leads_give()}</Button>
        </ActionForm>
    }
}

/// The box of all rows of the page that may be given away. Without scripts it could do nothing.
#[component]
pub fn PickAllLeads(picked: Picked, #[prop(into)] leads: Signal<Vec<LeadId>>) -> impl IntoView {
    let words = use_words();
    let awake = RwSignal::new(false);
    Effect::new(move |_| awake.set(true));
    let all = move || {
        leads.with(|all| !all.is_empty() && picked.with(|picked| all.iter().all(|it| picked.contains(it))))
    };
    let change = move |event| {
        let on = event_target_checked(&event);
        picked.set(if on { leads.get_untracked().into_iter().collect() } else { HashSet::new() });
    };
    move || {
        awake.get().then(|| view! {
            <label class="pick-box">
                <input type="checkbox" aria-label=words.pick_all_leads() prop:checked=all on:change=change/>
            </label>
        })
    }
}

#[component]
pub fn PickLead(picked: Picked, card: LeadCard) -> impl IntoView {
    let words = use_words();
    let place = NodeRef::<Input>::new();
    let id = card.id;
    Effect::new(move |awake: Option<bool>| {
        let Some(place) = place.get() else { return false };
        // What was ticked before the page woke up is kept.
        if awake != Some(true) && place.checked() && !picked.with_untracked(|it| it.contains(&id)) {
            picked.update(|it| _ = it.insert(id));
        }
        place.set_checked(picked.with(|it| it.contains(&id)));
        true
    });
    let change = move |event| {
        let on = event_target_checked(&event);
        picked.update(|it| _ = if on { it.insert(id) } else { it.remove(&id) });
    };
    view! {
        <label class="pick-box">
            <input type="checkbox" name="form[leads][]" form=GIVE_FORM value=id.to_string() aria-label=words.pick(&card.name)
                node_ref=place on:change=change/>
        </label>
    }
}

/// What the act that the address names came to.
#[component]
pub fn GivenNotice(wish: Memo<Wish>) -> impl IntoView {
    let query = use_query_map();
    let act = Memo::new(move |_| query.with(|it| it.get("given").and_then(|it| it.parse().ok())));
    let action = ServerAction::<TakeBackGiven>::new();
    let report = reading(
        move || (act.get(), action.version().get()),
        |(act, _)| async move {
            match act {
                Some(act) => read_given(act).await.map(Some),
                None => Ok(None),
            }
        },
    );
    view! {
        <Transition>
            {move || match report.get() {
                Some(Ok(Some(report))) => view! { <Told report action wish/> }.into_any(),
                _ => ().into_any(),
            }}
        </Transition>
    }
}

#[component]
fn Told(report: GivenReport, action: ServerAction<TakeBackGiven>, wish: Memo<Wish>) -> impl IntoView {
    let (words, viewer) = (use_words(), use_viewer());
    let error = error_of(action);
    let of = |(member, count): (Option<domain::MemberId>, usize)| match member {
        Some(member) => {
            let name = viewer.with_untracked(|it| it.member_name(member).unwrap_or_default().to_owned());
            words.leads_given_to(&name, counted(count))
        }
        None => words.leads_given_nobody(counted(count)),
    };
    let receivers: Vec<_> = report.receivers().into_iter().map(of).collect();
    let text = match (report.taken_back, report.given()) {
        (Some(back), given) => words.leads_taken_back(i64::from(back), counted(given)),
        (None, 0) => words.leads_given_none().to_owned(),
        (None, _) => receivers.join(" "),
    };
    let may = viewer.with_untracked(|it| it.may_ever(Right::Reassign));
    let undo = (may && report.taken_back.is_none() && report.given() > 0).then(|| {
        view! {
            <ActionForm action>
                <input type="hidden" name="act" value=report.act.to_string()/>
                <input type="hidden" name="next" value=move || wish.with(address)/>
                <Button submit=true small=true icon="undo-2" waiting=action.pending()>{words.leads_take_back()}</Button>
            </ActionForm>
        }
    });
    let kept: Vec<_> = report.kept().map(|(line, why)| (line.clone(), why)).collect();
    let why = move |(line, why): (GivenLine, Kept)| {
        let name = line
            .called
            .map(|(number, name)| view! { <A href=routes::lead(Key::lead(number))>{name}</A>": " });
        view! { <li>{name}{words.lead_kept(why)}</li> }
    };
    let kept = (!kept.is_empty()).then(|| {
        view! {
            <details class="give-kept" open=true>
                <summary>{words.leads_kept(counted(kept.len()))}</summary>
                <ul>{kept.into_iter().map(why).collect_view()}</ul>
            </details>
        }
    });
    view! {
        <div class="outbound-made" role="status">
            <Icon name="user-check"/>
            <p>{text}</p>
            {undo}
            {kept}
        </div>
        <Complaint error/>
    }
}
