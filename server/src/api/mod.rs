//! `/api/v1`: what programs may ask and order in a member's name. Everything goes through the very acts that the
//! screens use; here are only the wire's own types, which do not change when a screen does.

mod accounts;
mod committee;
mod consents;
mod cursor;
mod deals;
mod exchange;
mod extract;
mod frameworks;
mod funnel;
mod handovers;
mod idempotency;
mod leads;
mod limit;
mod merges;
mod moves;
mod openapi;
mod outbound;
mod page;
mod people;
mod pipelines;
pub mod problem;
mod promises;
mod qualification;
mod queue;
mod record_merges;
mod refused;
mod signals;
mod web_forms;
mod wire;

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::AppState;

/// Where the API begins.
pub const BASE: &str = "/api/v1";

/// Read from below: a request is counted, then perhaps answered from memory, then carried out. Whatever comes
/// back as a refusal is put into words last.
pub fn routes(state: &AppState) -> Router<AppState> {
    let limiter = Arc::new(limit::limiter());
    resources()
        .split_for_parts()
        .0
        .layer(from_fn_with_state(state.clone(), idempotency::once))
        .layer(from_fn_with_state(limiter, limit::slow_down))
        .layer(from_fn(problem::put_into_words))
        .route("/api/openapi.json", get(openapi::json))
        .route("/api", get(page::page))
}

/// What the API can do, as OpenAPI tells it.
pub fn document() -> &'static OpenApi {
    static DOCUMENT: LazyLock<OpenApi> = LazyLock::new(|| openapi::completed(resources().into_openapi()));
    &DOCUMENT
}

/// Every address of the API, with what the document says about it.
fn resources() -> OpenApiRouter<AppState> {
    OpenApiRouter::with_openapi(openapi::beginning())
        .routes(routes!(pipelines::list_pipelines))
        .routes(routes!(pipelines::read_pipeline))
        .routes(routes!(accounts::list_accounts, accounts::create_account))
        .routes(routes!(accounts::read_account, accounts::change_account))
        .routes(routes!(people::list_people, people::create_person))
        .routes(routes!(people::read_person, people::change_person))
        .routes(routes!(leads::list_leads, leads::create_lead))
        .routes(routes!(leads::read_lead, leads::change_lead))
        .routes(routes!(leads::move_lead))
        .routes(routes!(leads::assign::assign_lead))
        .routes(routes!(leads::assign::assign_leads))
        .routes(routes!(promises::read_lead_promises, promises::put_lead_promises))
        .routes(routes!(queue::read_queue))
        .routes(routes!(funnel::read_funnel))
        .routes(routes!(queue::list_routing_rules))
        .routes(routes!(leads::create_leads))
        .routes(routes!(merges::merge_lead))
        .routes(routes!(merges::undo_merge))
        .routes(routes!(record_merges::merge_account))
        .routes(routes!(record_merges::merge_person))
        .routes(routes!(record_merges::list_duplicates))
        .routes(routes!(consents::read_lead_consents, consents::note_lead_consent))
        .routes(routes!(consents::read_person_consents, consents::note_person_consent))
        .routes(routes!(web_forms::list_web_forms))
        .routes(routes!(qualification::list_qualification_changes))
        .routes(routes!(qualification::read_qualification_rules))
        .routes(routes!(handovers::list_handovers))
        .routes(routes!(handovers::read_handover))
        .routes(routes!(handovers::send_handover))
        .routes(routes!(handovers::accept_handover))
        .routes(routes!(handovers::reject_handover))
        .routes(routes!(handovers::withdraw_handover))
        .routes(routes!(outbound::list_targets))
        .routes(routes!(outbound::read_contact_plan, outbound::plan_contact))
        .routes(routes!(outbound::write_research_note))
        .routes(routes!(deals::list_deals, deals::create_deal))
        .routes(routes!(deals::read_deal, deals::change_deal))
        .routes(routes!(moves::move_deal))
        .routes(routes!(committee::read_committee))
        .routes(routes!(frameworks::list_frameworks))
        .routes(routes!(frameworks::read_scores, frameworks::give_score))
        .routes(routes!(exchange::list_exchange_rates))
        .routes(routes!(exchange::put_exchange_rate))
        .routes(routes!(signals::list_signals, signals::take_signals))
}
