//! The work queue and the routing rules for programs: whom to contact in which order, and to whom new leads go.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use db::Db;
use domain::leads::QueueLine;
use domain::pipeline::filter::Owner;
use domain::routing::{Rule, Share};
use domain::{Key, Why};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::extract::{Asked, Reads};
use super::refused::{Flaw, Refused};

/// A lead in the queue.
#[derive(Debug, Serialize, ToSchema)]
pub struct QueuedLead {
    id: Uuid,
    #[schema(example = "L-123")]
    key: String,
    name: String,
    /// Nobody: it waits.
    owner: Option<Uuid>,
    /// demo, first_response, answer, next_try, rest, follow_up or planned.
    #[schema(value_type = String)]
    owed: domain::leads::Owed,
    /// Counted in the workspace's business hours.
    due: DateTime<Utc>,
    /// late, soon (within an hour), today or later.
    #[schema(value_type = String)]
    urgency: domain::leads::Urgency,
    /// Asked for a demo, or took the demo version in hand.
    raised: bool,
    /// How well the company fits the ideal customer, 0 to 100.
    fit: i32,
    /// What signals come to, 0 to 100.
    interest: i32,
    /// Tries without an answer since the lead stands where it does.
    tries: usize,
}

impl From<QueueLine> for QueuedLead {
    fn from(it: QueueLine) -> Self {
        Self {
            id: it.card.id.0,
            key: Key::lead(it.card.number).to_string(),
            name: it.card.name,
            owner: it.card.owner.map(|it| it.0),
            owed: it.promise.owed,
            due: it.promise.due,
            urgency: it.urgency,
            raised: it.worth.raised,
            fit: it.worth.fit,
            interest: it.worth.interest,
            tries: it.tries,
        }
    }
}

/// The first hundred, and how many there are.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkQueue {
    items: Vec<QueuedLead>,
    total: usize,
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct QueueAsked {
    /// A member's id: theirs, and what waits for somebody. `all`: everybody's. Left out: the key's own member's.
    owner: Option<String>,
}

/// Whom to contact, in the order to do it: by urgency, then by worth, then by time.
#[utoipa::path(
    get, path = "/api/v1/lead-queue", tag = "leads", params(QueueAsked),
    responses((status = 200, body = WorkQueue))
)]
pub async fn read_queue(
    Reads(program): Reads,
    State(db): State<Db>,
    Asked(asked): Asked<QueueAsked>,
) -> Result<Json<WorkQueue>, Refused> {
    let of = match asked.owner.as_deref() {
        None => Owner::Me,
        Some("all") => Owner::Anybody,
        Some(id) => Owner::Of(id.parse().map_err(|_| Refused::from(Flaw::new("owner", Why::Malformed)))?),
    };
    let queue = db::leads::queue(&db, &program.actor, of, Utc::now()).await?;
    let total = queue.count();
    Ok(Json(WorkQueue { items: queue.lines.into_iter().map(QueuedLead::from).collect(), total }))
}

/// A member in a rule.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoutingShare {
    member: Uuid,
    weight: i32,
    regions: Vec<String>,
}

/// A rule. What is null may be anything.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoutingRule {
    id: Uuid,
    name: String,
    on: bool,
    #[schema(value_type = Option<String>)]
    origin: Option<domain::leads::Origin>,
    source: Option<String>,
    /// At least as good a fit: a, b or c.
    #[schema(value_type = Option<String>)]
    tier: Option<domain::icp::Tier>,
    region: Option<String>,
    industry: Option<String>,
    least_employees: Option<i32>,
    most_employees: Option<i32>,
    /// round_robin, weighted, least_open, account_owner or territory.
    #[schema(value_type = String)]
    strategy: domain::routing::Strategy,
    shares: Vec<RoutingShare>,
}

impl From<Rule> for RoutingRule {
    fn from(it: Rule) -> Self {
        let share = |it: Share| RoutingShare { member: it.member.0, weight: it.weight, regions: it.regions };
        Self {
            id: it.id.0,
            name: it.name,
            on: it.on,
            origin: it.when.origin,
            source: it.when.source,
            tier: it.when.tier,
            region: it.when.region,
            industry: it.when.industry,
            least_employees: it.when.least_employees,
            most_employees: it.when.most_employees,
            strategy: it.strategy,
            shares: it.shares.into_iter().map(share).collect(),
        }
    }
}

/// The rules by which new leads find their owner, in the order in which they are asked.
#[utoipa::path(
    get, path = "/api/v1/routing-rules", tag = "leads", responses((status = 200, body = Vec<RoutingRule>))
)]
pub async fn list_routing_rules(
    Reads(program): Reads,
    State(db): State<Db>,
) -> Result<Json<Vec<RoutingRule>>, Refused> {
    let book = db::routing::book(&db, &program.actor, program.actor.day(Utc::now())).await?;
    Ok(Json(book.rules.into_iter().map(RoutingRule::from).collect()))
}
