//! `/settings/routing`: the rules in the order in which they are asked, and who of the team takes leads.

use super::api::{AddRule, ChangeRule, MoveRule, RemoveRule, SetAvailability, SwitchRule, read_routing};
use super::members::Members;
use super::rule_form::{AddPanel, ChangePanel};
use super::rules::Rules;
use crate::accounts::Loaded;
use crate::auth::{Refused, on_success};
use crate::layout::use_viewer;
use crate::team::SettingsPage;
use crate::ui::{ButtonLink, Look, Panel};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use domain::RoutingRuleId;
use domain::events::Topic;
use domain::routing::{RoutingBook, Rule};
use domain::team::Right;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

/// The acts of this page, shared by its parts.
#[derive(Clone, Copy)]
pub struct Acts {
    pub add: ServerAction<AddRule>,
    pub change: ServerAction<ChangeRule>,
    pub switch: ServerAction<SwitchRule>,
    pub order: ServerAction<MoveRule>,
    pub remove: ServerAction<RemoveRule>,
    pub available: ServerAction<SetAvailability>,
}

#[component]
pub fn RoutingPage() -> impl IntoView {
    let words = use_words();
    let acts = Acts {
        add: ServerAction::new(),
        change: ServerAction::new(),
        switch: ServerAction::new(),
        order: ServerAction::new(),
        remove: ServerAction::new(),
        available: ServerAction::new(),
    };
    let changed = live::changed(|it| matches!(it.topic, Topic::Team | Topic::Lead));
    let again = move |()| changed.update(|it| *it += 1);
    on_success(acts.add, again);
    on_success(acts.change, again);
    on_success(acts.switch, again);
    on_success(acts.order, again);
    on_success(acts.remove, again);
    on_success(acts.available, again);
    let book = reading(move || changed.get(), |_| read_routing());
    view! {
        <SettingsPage title=words.routing() note=words.routing_note()>
            <Refused action=acts.switch/>
            <Refused action=acts.order/>
            <Refused action=acts.remove/>
            <Loaded of=book show=move |book| view! { <Shown book acts/> }.into_any()/>
        </SettingsPage>
    }
}

#[component]
fn Shown(book: Signal<RoutingBook>, acts: Acts) -> impl IntoView {
    let words = use_words();
    let may = use_viewer().with_untracked(|it| it.may_ever(Right::ShapeProcess));
    let query = use_query_map();
    // A form is left to whoever types into it, whatever happens to other rules meanwhile.
    let editing = Memo::new(move |_| {
        let wanted: RoutingRuleId = query.with(|it| it.get_str("rule").and_then(|it| it.parse().ok()))?;
        book.with(|it| it.rules.iter().any(|it| it.id == wanted)).then_some(wanted)
    });
    let adding = Memo::new(move |_| query.with(|it| it.get_str("new").is_some()));
    let form = move || {
        match (may, editing.get(), adding.get()) {
        (false, ..) => view! { <p class="quiet">{words.calendar_read_only()}</p> }.into_any(),
        (_, Some(rule), _) => view! { <ChangePanel book rule acts/> }.into_any(),
        (_, None, true) => view! { <AddPanel book acts/> }.into_any(),
        _ => view! {
            <p><ButtonLink href=format!("{}?new=1", routes::ROUTING) look=Look::Primary icon="plus">{words.routing_add()}</ButtonLink></p>
        }
        .into_any(),
    }
    };
    let waiting = move || {
        let waiting = book.with(|it| it.waiting);
        (waiting > 0).then(|| {
            view! {
                <p class="notice routing-waiting" role="note">
                    {words.routing_waiting(waiting)} " "
                    <A href=format!("{}?owner=none", routes::LEADS)>{words.routing_waiting_see()}</A>
                </p>
            }
        })
    };
    let rules = Memo::new(move |_: Option<&Vec<Rule>>| book.with(|it| it.rules.clone()));
    view! {
        {waiting}
        <Panel title=words.routing_rules() flush=true><Rules rules may acts/></Panel>
        {form}
        <Members book may acts/>
    }
}
