//! Every page, and every route that is neither page nor server function, with an address of its pattern. A new one
//! is a new row here, or the tests fail.

use super::matrix::{Needs, Needs::Anybody};
use super::world::Ids;
use domain::team::Right;

/// A page or another route that asks who is asking: its pattern, and an address of that pattern.
pub struct Page {
    pub pattern: &'static str,
    pub address: fn(&Ids) -> String,
    pub needs: Needs,
}

const fn page(pattern: &'static str, needs: Needs, address: fn(&Ids) -> String) -> Page {
    Page { pattern, address, needs }
}

macro_rules! at {
    ($text:literal) => {
        |_| $text.to_owned()
    };
    ($text:literal, $id:literal) => {
        |ids| format!($text, ids.get($id))
    };
}

pub static PAGES: &[Page] = &[
    page("/", Anybody, at!("/")),
    page("/today", Anybody, at!("/today")),
    page("/pipeline", Anybody, at!("/pipeline")),
    page("/pipeline/{id}", Anybody, at!("/pipeline/{}", "pipeline")),
    page("/heat-map", Anybody, at!("/heat-map")),
    page("/heat-map/{id}", Anybody, at!("/heat-map/{}", "pipeline")),
    page("/lanes", Anybody, at!("/lanes")),
    page("/lanes/{id}", Anybody, at!("/lanes/{}", "pipeline")),
    page("/forecast", Anybody, at!("/forecast")),
    page("/forecast/{id}", Anybody, at!("/forecast/{}", "pipeline")),
    page("/past", Anybody, at!("/past?at=2100-01-01")),
    page("/past/{id}", Anybody, at!("/past/{}", "pipeline")),
    page("/deals", Anybody, at!("/deals")),
    page("/deals/new", Anybody, at!("/deals/new")),
    page("/deals/{key}", Anybody, at!("/deals/{}", "deal_key")),
    page("/leads", Anybody, at!("/leads?status=new")),
    page("/leads/new", Anybody, at!("/leads/new")),
    page("/leads/funnel", Anybody, at!("/leads/funnel?by=owner&step=lead")),
    page("/leads/queue", Anybody, at!("/leads/queue?of=all")),
    page("/outbound", Anybody, at!("/outbound?of=all&made={}", "target_act")),
    page("/handovers", Anybody, at!("/handovers")),
    page("/handovers/{id}", Anybody, at!("/handovers/{}", "handover")),
    page("/leads/{key}", Anybody, at!("/leads/{}", "lead_key")),
    page("/leads/{key}/merge/{other}", Anybody, at!("/leads/{}/merge/L-2", "lead_key")),
    page("/duplicates", Anybody, at!("/duplicates")),
    page("/duplicates/accounts", Anybody, at!("/duplicates/accounts?page=1")),
    page("/duplicates/people", Anybody, at!("/duplicates/people")),
    page("/accounts", Anybody, at!("/accounts")),
    page("/accounts/new", Anybody, at!("/accounts/new")),
    page("/accounts/{key}", Anybody, at!("/accounts/{}", "account_key")),
    page("/accounts/{key}/merge/{other}", Anybody, at!("/accounts/{}/merge/A-2", "account_key")),
    page("/people", Anybody, at!("/people")),
    page("/people/new", Anybody, at!("/people/new")),
    page("/people/{id}", Anybody, at!("/people/{}", "person")),
    page("/people/{id}/merge/{other}", Anybody, |ids| {
        format!("/people/{}/merge/{}", ids.get("person"), ids.get("person_twin"))
    }),
    page("/search", Anybody, at!("/search?q={}", "text")),
    page("/api", Anybody, at!("/api")),
    page("/import", Anybody, at!("/import")),
    page("/import/{id}", Anybody, at!("/import/{}", "import")),
    page("/settings", Anybody, at!("/settings")),
    page("/settings/profile", Anybody, at!("/settings/profile")),
    page("/settings/sessions", Anybody, at!("/settings/sessions")),
    page("/settings/tokens", Anybody, at!("/settings/tokens")),
    page("/settings/members", Anybody, at!("/settings/members")),
    page("/settings/members/{member}", Anybody, at!("/settings/members/{}", "member")),
    page("/settings/teams", Anybody, at!("/settings/teams")),
    page("/settings/calendar", Anybody, at!("/settings/calendar?year=2026")),
    page("/settings/signals", Anybody, at!("/settings/signals")),
    page("/settings/exchange", Anybody, at!("/settings/exchange")),
    page("/settings/frameworks", Anybody, at!("/settings/frameworks?edit=bant")),
    page("/settings/routing", Anybody, at!("/settings/routing?new=1")),
    page("/settings/forms", Anybody, at!("/settings/forms")),
    page("/settings/forms/new", Anybody, at!("/settings/forms/new")),
    page("/settings/forms/{id}", Anybody, at!("/settings/forms/{}", "web_form")),
    page("/settings/icp", Anybody, at!("/settings/icp?before=9")),
    page("/settings/qualification", Anybody, at!("/settings/qualification?version=0")),
    page("/settings/demo", Anybody, at!("/settings/demo?sure=1")),
    page("/settings/products", Anybody, at!("/settings/products")),
    page("/settings/pipelines", Anybody, at!("/settings/pipelines")),
    page("/settings/pipelines/{id}", Anybody, at!("/settings/pipelines/{}", "pipeline")),
    page("/api", Anybody, at!("/api")),
];

/// Routes that are neither page nor server function, with the method that they take.
pub static OTHERS: &[(&str, Page)] = &[
    ("GET", page("/live", Anybody, at!("/live"))),
    ("POST", page("/import/upload", Needs::Right(Right::Import), at!("/import/upload"))),
    ("POST", page("/import/{id}/look", Needs::Right(Right::Import), at!("/import/{}/look", "import"))),
    ("POST", page("/import/{id}/go", Needs::Right(Right::Import), at!("/import/{}/go", "import"))),
    (
        "GET",
        page(
            "/import/{id}/bad-rows/{file}",
            Needs::Right(Right::Import),
            at!("/import/{}/bad-rows/0", "import"),
        ),
    ),
];
