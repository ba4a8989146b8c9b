//! Every address of the product in one table.

use crate::forms;
use crate::layout::{Frame, NotFound};
use crate::parts::Page;
use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Redirect, Route, Routes};
use leptos_router::{SsrMode, path};

pub const PIPELINE: &str = "/pipeline";
pub const TODAY: &str = "/today";
/// The day of those somebody leads.
pub const TEAM_TODAY: &str = "/today?of=team";
/// Where a day begins.
pub const HOME: &str = TODAY;
/// The first pipeline by owner.
pub const LANES: &str = "/lanes";
/// Of all pipelines together.
pub const FORECAST: &str = "/forecast";
/// What is known of the deals of a pipeline.
pub const HEAT_MAP: &str = "/heat-map";
/// The board as it was.
pub const PAST: &str = "/past";
pub const LEADS: &str = "/leads";
pub const NEW_LEAD: &str = "/leads/new";
/// The leads in the order to work them.
pub const LEAD_QUEUE: &str = "/leads/queue";
/// The accounts we set out to win, in the order to work them.
pub const OUTBOUND: &str = "/outbound";
/// What brings leads, and how far they get.
pub const FUNNEL: &str = "/leads/funnel";
/// Leads that may be one.
pub const DUPLICATES: &str = "/duplicates";
pub const DUPLICATE_ACCOUNTS: &str = "/duplicates/accounts";
pub const DUPLICATE_PEOPLE: &str = "/duplicates/people";
/// The leads that go to whoever closes.
pub const HANDOVERS: &str = "/handovers";
pub const ROUTING: &str = "/settings/routing";
pub const DEALS: &str = "/deals";
/// However they stand; by itself the table shows what is open.
pub const ALL_DEALS: &str = "/deals?state=all";
pub const NEW_DEAL: &str = "/deals/new";
pub const ACCOUNTS: &str = "/accounts";
pub const NEW_ACCOUNT: &str = "/accounts/new";
pub const PEOPLE: &str = "/people";
pub const NEW_PERSON: &str = "/people/new";
pub const SEARCH: &str = "/search";
pub const IMPORT: &str = "/import";
pub const SETTINGS: &str = "/settings";
pub const PROFILE: &str = "/settings/profile";
pub const MEMBERS: &str = "/settings/members";
pub const TEAMS: &str = "/settings/teams";
pub const PIPELINES: &str = "/settings/pipelines";
pub const CALENDAR: &str = "/settings/calendar";
pub const EXCHANGE: &str = "/settings/exchange";
pub const FRAMEWORKS: &str = "/settings/frameworks";
pub const SIGNALS: &str = "/settings/signals";
pub const WEB_FORMS: &str = "/settings/forms";
pub const NEW_WEB_FORM: &str = "/settings/forms/new";
/// The rules by which leads are qualified.
pub const QUALIFICATION: &str = "/settings/qualification";
/// The ideal customer profile.
pub const ICP: &str = "/settings/icp";
/// The accounts we set out to win, the best first.
pub const TARGETS: &str = "/accounts?target=true&sort=fit";
/// The accounts that fit best, to choose targets from.
pub const BEST_FIT: &str = "/accounts?tier=a&sort=fit";
/// Examples to look around with.
pub const DEMO: &str = "/settings/demo";
pub const PRODUCTS: &str = "/settings/products";
pub const SESSIONS: &str = "/settings/sessions";
pub const TOKENS: &str = "/settings/tokens";
/// Made by the server alone: links to it lead out of the app.
pub const API: &str = "/api";
pub const SIGN_IN: &str = "/sign-in";

pub fn pipeline(id: impl std::fmt::Display) -> String {
    format!("{PIPELINE}/{id}")
}

/// By owner: the first pipeline, or this one.
pub fn lanes(pipeline: Option<impl std::fmt::Display>) -> String {
    pipeline.map_or_else(|| LANES.to_owned(), |it| format!("{LANES}/{it}"))
}

/// What is expected of one pipeline, or of all of them.
pub fn forecast(pipeline: Option<impl std::fmt::Display>) -> String {
    pipeline.map_or_else(|| FORECAST.to_owned(), |it| format!("{FORECAST}/{it}"))
}

/// Of one pipeline, or of the first that is asked by a framework.
pub fn heat_map(pipeline: Option<impl std::fmt::Display>) -> String {
    pipeline.map_or_else(|| HEAT_MAP.to_owned(), |it| format!("{HEAT_MAP}/{it}"))
}

/// The earlier board of one pipeline, or of the first.
pub fn past(pipeline: Option<impl std::fmt::Display>) -> String {
    pipeline.map_or_else(|| PAST.to_owned(), |it| format!("{PAST}/{it}"))
}

/// By key (`D-1234`), the way people say it.
pub fn deal(key: impl std::fmt::Display) -> String {
    format!("{DEALS}/{key}")
}

pub fn lead(key: impl std::fmt::Display) -> String {
    format!("{LEADS}/{key}")
}

/// Before the second goes into the first.
pub fn merge_leads(survivor: domain::Key, swallowed: domain::Key) -> String {
    format!("{LEADS}/{survivor}/merge/{swallowed}")
}

/// A lead, for whoever looked for the one it has swallowed; both by their numbers.
pub fn lead_merged(survivor: i32, swallowed: i32) -> String {
    let key = domain::Key::lead;
    format!("{LEADS}/{}?merged={}", key(survivor), key(swallowed))
}

pub fn handover(id: domain::HandoverId) -> String {
    format!("{HANDOVERS}/{id}")
}

/// A list of leads, with what this act gave away of them.
pub fn leads_given(list: &str, act: domain::ActId) -> String {
    let list = if list.is_empty() { LEADS } else { list };
    format!("{list}{}given={act}", if list.contains('?') { '&' } else { '?' })
}

/// The targets, with what this act made of them.
pub fn targets_made(act: domain::ActId) -> String {
    format!("{OUTBOUND}?of=all&made={act}")
}

/// A version of the rules, open.
pub fn rules_version(version: i32) -> String {
    format!("{QUALIFICATION}?version={version}#version-{version}")
}

pub fn account(key: impl std::fmt::Display) -> String {
    format!("{ACCOUNTS}/{key}")
}

pub fn person(id: impl std::fmt::Display) -> String {
    format!("{PEOPLE}/{id}")
}

/// An account by its number, or a person, who has none.
pub fn record(number: Option<i32>, id: uuid::Uuid) -> String {
    number.map_or_else(|| person(id), |it| account(domain::Key::account(it)))
}

/// A record, for whoever looked for the one it has swallowed.
pub fn record_merged(merged: &domain::merge::RecordMerged) -> String {
    let to = record(merged.survivor_number, merged.survivor);
    match merged.number {
        Some(number) => format!("{to}?merged={}", domain::Key::account(number)),
        None => format!("{to}?merged={}", merged.swallowed),
    }
}

/// Before the second goes into the first.
pub fn merge_records(one: &domain::merge::RecordTwin, other: &domain::merge::RecordTwin) -> String {
    merge_named((one.number, one.id), (other.number, other.id))
}

pub fn merge_record_sides(one: &domain::merge::RecordSide, other: &domain::merge::RecordSide) -> String {
    merge_named((one.number, one.id), (other.number, other.id))
}

pub fn merge_people(one: domain::PersonId, other: domain::PersonId) -> String {
    merge_named((None, one.0), (None, other.0))
}

fn merge_named(one: (Option<i32>, uuid::Uuid), other: (Option<i32>, uuid::Uuid)) -> String {
    let named = other.0.map_or_else(|| other.1.to_string(), |it| domain::Key::account(it).to_string());
    format!("{}/merge/{named}", record(one.0, one.1))
}

pub fn pipeline_settings(id: impl std::fmt::Display) -> String {
    format!("{PIPELINES}/{id}")
}

/// A pipeline's settings with the gates of one stage open.
pub fn gates_of(pipeline: impl std::fmt::Display, stage: impl std::fmt::Display) -> String {
    format!("{PIPELINES}/{pipeline}?gates={stage}#gates-{stage}")
}

pub fn web_form(id: impl std::fmt::Display) -> String {
    format!("{WEB_FORMS}/{id}")
}

/// Where anybody fills a form in. Made by the server alone.
pub fn hosted(key: &str) -> String {
    format!("/f/{key}")
}

pub fn member(id: impl std::fmt::Display) -> String {
    format!("{MEMBERS}/{id}")
}

/// Where a link leads that asks somebody in.
pub fn invitation(token: &str) -> String {
    format!("/invite/{token}")
}

/// Files that were uploaded, before and after they are taken in.
pub fn import(id: impl std::fmt::Display) -> String {
    format!("{IMPORT}/{id}")
}

pub fn search(query: &str) -> String {
    format!("{SEARCH}?q={}", leptos_router::location::Url::escape(query))
}

/// The sign-in page that leads back to where somebody wanted to go.
pub fn sign_in_then(next: &str) -> String {
    format!("{SIGN_IN}?next={}", leptos_router::location::Url::escape(next))
}

/// Pages are sent whole (`Async`), so that status, redirect and title are right and they work without scripts.
#[component]
pub fn AllRoutes() -> impl IntoView {
    forms::forget_refused_on_leaving();
    view! {
        <Routes fallback=NotFound>
            <Route path=path!("/sign-in") view=Page::SignIn ssr=SsrMode::Async/>
            <Route path=path!("/invite/:token") view=Page::Invite ssr=SsrMode::Async/>
            <Route path=path!("/setup/:token") view=Page::Setup ssr=SsrMode::Async/>
            <ParentRoute path=path!("") view=Frame ssr=SsrMode::Async>
                <Route path=path!("/") view=|| view! { <Redirect path=HOME/> }/>
                <Route path=path!("/today") view=Page::Today/>
                <Route path=path!("/pipeline") view=Page::Board/>
                <Route path=path!("/pipeline/:id") view=Page::Board/>
                <Route path=path!("/lanes") view=Page::Lanes/>
                <Route path=path!("/lanes/:id") view=Page::Lanes/>
                <Route path=path!("/heat-map") view=Page::HeatMap/>
                <Route path=path!("/heat-map/:id") view=Page::HeatMap/>
                <Route path=path!("/forecast") view=Page::Forecast/>
                <Route path=path!("/forecast/:id") view=Page::Forecast/>
                <Route path=path!("/past") view=Page::Past/>
                <Route path=path!("/past/:id") view=Page::Past/>
                <Route path=path!("/leads") view=Page::Leads/>
                <Route path=path!("/leads/new") view=Page::NewLead/>
                <Route path=path!("/leads/queue") view=Page::LeadQueue/>
                <Route path=path!("/leads/funnel") view=Page::Funnel/>
                <Route path=path!("/outbound") view=Page::Outbound/>
                <Route path=path!("/handovers") view=Page::Handovers/>
                <Route path=path!("/handovers/:id") view=Page::Handover/>
                <Route path=path!("/leads/:key") view=Page::Lead/>
                <Route path=path!("/leads/:key/merge/:other") view=Page::Merge/>
                <Route path=path!("/duplicates") view=Page::Duplicates/>
                <Route path=path!("/duplicates/accounts") view=Page::DuplicateAccounts/>
                <Route path=path!("/duplicates/people") view=Page::DuplicatePeople/>
                <Route path=path!("/deals") view=Page::Deals/>
                <Route path=path!("/deals/new") view=Page::NewDeal/>
                <Route path=path!("/deals/:key") view=Page::Deal/>
                <Route path=path!("/accounts") view=Page::Accounts/>
                <Route path=path!("/accounts/new") view=Page::NewAccount/>
                <Route path=path!("/accounts/:key") view=Page::Account/>
                <Route path=path!("/accounts/:key/merge/:other") view=Page::MergeAccounts/>
                <Route path=path!("/people") view=Page::People/>
                <Route path=path!("/people/new") view=Page::NewPerson/>
                <Route path=path!("/people/:id") view=Page::Person/>
                <Route path=path!("/people/:id/merge/:other") view=Page::MergePeople/>
                <Route path=path!("/search") view=Page::Search/>
                <Route path=path!("/import") view=Page::Files/>
                <Route path=path!("/import/:id") view=Page::Import/>
                <Route path=path!("/settings/calendar") view=Page::Calendar/>
                <Route path=path!("/settings/exchange") view=Page::Exchange/>
                <Route path=path!("/settings/frameworks") view=Page::Frameworks/>
                <Route path=path!("/settings/signals") view=Page::Signals/>
                <Route path=path!("/settings/forms") view=Page::WebForms/>
                <Route path=path!("/settings/forms/new") view=Page::NewWebForm/>
                <Route path=path!("/settings/forms/:id") view=Page::WebForm/>
                <Route path=path!("/settings/icp") view=Page::Icp/>
                <Route path=path!("/settings/routing") view=Page::Routing/>
                <Route path=path!("/settings/qualification") view=Page::Qualification/>
                <Route path=path!("/settings/demo") view=Page::Demo/>
                <Route path=path!("/settings/products") view=Page::Products/>
                <Route path=path!("/settings/pipelines") view=Page::Pipelines/>
                <Route path=path!("/settings/pipelines/:id") view=Page::Pipeline/>
                <Route path=path!("/settings") view=Page::Settings/>
                <Route path=path!("/settings/profile") view=Page::Profile/>
                <Route path=path!("/settings/sessions") view=Page::Sessions/>
                <Route path=path!("/settings/tokens") view=Page::Tokens/>
                <Route path=path!("/settings/members") view=Page::Members/>
                <Route path=path!("/settings/members/:member") view=Page::Member/>
                <Route path=path!("/settings/teams") view=Page::Teams/>
                <Route path=path!("/*any") view=NotFound/>
            </ParentRoute>
        </Routes>
    }
}
