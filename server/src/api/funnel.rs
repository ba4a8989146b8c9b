//! The lead funnel for programs: how many leads got how far, by what brought them.

use axum::Json;
use axum::extract::State;
use chrono::Utc;
use db::Db;
use domain::Why;
use domain::funnel::{By, Counts, Month, Row, Step, Wish};
use domain::leads::Origin;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::extract::{Asked, Reads};
use super::refused::{Flaw, Refused};

/// How many leads got how far. Whoever got further counts in every step before, too.
#[derive(Debug, Serialize, ToSchema)]
pub struct FunnelCounts {
    /// Came, by the first touch; each once.
    leads: i64,
    /// Became an MQL or a PQL.
    qualified: i64,
    /// Became an SQL by a member's word.
    sales_qualified: i64,
    /// Taken over by an AE, or made into a deal.
    accepted: i64,
    /// The deal that came of it is won.
    won: i64,
}

impl From<Counts> for FunnelCounts {
    fn from(it: Counts) -> Self {
        Self {
            leads: it.of(Step::Lead),
            qualified: it.of(Step::Qualified),
            sales_qualified: it.of(Step::Sales),
            accepted: it.of(Step::Accepted),
            won: it.of(Step::Won),
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct FunnelRow {
    /// What the leads of the row share: a source, a month as 2026-11, a member's id, a tier. Empty: they have none.
    #[schema(example = "organic_search")]
    row: String,
    /// The member's name, where the row is of an owner.
    label: Option<String>,
    #[serde(flatten)]
    counts: FunnelCounts,
}

impl From<Row> for FunnelRow {
    fn from(it: Row) -> Self {
        Self { row: it.row, label: it.label, counts: it.counts.into() }
    }
}

/// The hundred largest rows, what the others come to together, and all.
#[derive(Debug, Serialize, ToSchema)]
pub struct LeadFunnel {
    rows: Vec<FunnelRow>,
    other_rows: usize,
    others: FunnelCounts,
    total: FunnelCounts,
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FunnelAsked {
    /// source (of the first touch), last_source, campaign, content, landing_page, month, owner or tier. Left out: source.
    by: Option<String>,
    /// The first month of the cohort, as 2026-01.
    from: Option<String>,
    /// The last month of the cohort.
    to: Option<String>,
    /// Those alone whose first touch was of this source.
    source: Option<String>,
    /// inbound, outbound or product.
    origin: Option<String>,
}

impl FunnelAsked {
    fn wish(self) -> Result<Wish, Refused> {
        fn read<T>(
            field: &'static str,
            said: Option<String>,
            read: impl Fn(&str) -> Option<T>,
        ) -> Result<Option<T>, Refused> {
            let Some(said) = said else { return Ok(None) };
            read(&said).map(Some).ok_or_else(|| Refused::from(Flaw::new(field, Why::Malformed)))
        }
        Ok(Wish {
            by: read("by", self.by, By::of_code)?.unwrap_or_default(),
            from: read("from", self.from, Month::read)?,
            to: read("to", self.to, Month::read)?,
            source: self.source.unwrap_or_default(),
            origin: read("origin", self.origin, Origin::of_code)?,
            ..Wish::default()
        })
    }
}

/// Leads by cohort: how many came by what, and how many of those got how far by now.
#[utoipa::path(
    get, path = "/api/v1/lead-funnel", tag = "leads", params(FunnelAsked),
    responses((status = 200, body = LeadFunnel))
)]
pub async fn read_funnel(
    Reads(program): Reads,
    State(db): State<Db>,
    Asked(asked): Asked<FunnelAsked>,
) -> Result<Json<LeadFunnel>, Refused> {
    let table = db::leads::funnel(&db, &program.actor, &asked.wish()?, Utc::now()).await?.table;
    Ok(Json(LeadFunnel {
        rows: table.rows.into_iter().map(FunnelRow::from).collect(),
        other_rows: table.others,
        others: table.rest.into(),
        total: table.total.into(),
    }))
}
