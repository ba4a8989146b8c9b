//! Whose a lead is: a program gives it to a member, or has the routing rules choose, and hears why.

use axum::Json;
use axum::extract::State;
use chrono::Utc;
use db::Db;
use domain::leads::giving::{Given, GivenReport, GivenTo, Giving, Kept};
use domain::routing::{Chosen, Reason};
use domain::{Key, LeadId, MemberId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{id_of, stale};
use crate::api::extract::{ActOf, Body, Named, Seen, Writes};
use crate::api::refused::{Flaw, Refused};

/// To whom a lead goes: a member, or whoever the routing rules choose.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "owner": "0192f0c1-2f7b-7c3c-9f7e-1c7d6f3b2a10" }))]
pub struct Assignment {
    /// A member's id. Left out: the rules are asked anew.
    pub owner: Option<Uuid>,
}

/// Whose a lead is now, and why.
#[derive(Debug, Serialize, ToSchema)]
pub struct Assigned {
    /// Nobody: it waits.
    #[schema(required)]
    owner: Option<Uuid>,
    /// The rule that chose, by its name. Null: it was given by hand.
    #[schema(required)]
    rule: Option<String>,
    /// `by_hand`, turn, share, fewest, `owns_account`, territory; or `nobody_left`: it waits.
    reason: &'static str,
    version: i32,
}

impl Assigned {
    pub fn of(lead: &domain::leads::Lead, chosen: Option<Chosen>) -> Self {
        let reason = match &chosen {
            None => "by_hand",
            Some(it) => match it.reason {
                None => "nobody_left",
                Some(Reason::Turn) => "turn",
                Some(Reason::Share { .. }) => "share",
                Some(Reason::Fewest { .. }) => "fewest",
                Some(Reason::OwnsAccount) => "owns_account",
                Some(Reason::Territory) => "territory",
            },
        };
        let rule = chosen.and_then(|it| it.rule).map(|it| it.1);
        Self { owner: lead.owner.map(|it| it.0), rule, reason, version: lead.version }
    }
}

/// Gives a lead to a member, or has the routing rules choose anew, and says why it is theirs. With `If-Match` only from the
/// version that was read.
#[utoipa::path(
    post, path = "/api/v1/leads/{id}/assign", tag = "leads", request_body = Assignment,
    params(("id" = String, Path, description = "The lead's id, or its key: L-123")),
    responses((status = 200, body = Assigned))
)]
pub async fn assign_lead(
    Writes(program): Writes,
    State(db): State<Db>,
    name: Named,
    seen: Seen,
    Body(to): Body<Assignment>,
) -> Result<Json<Assigned>, Refused> {
    let actor = &program.actor;
    let id = id_of(&db, actor, &name).await?;
    let now = db::leads::lead(&db, actor, id).await?;
    if !seen.is(now.version) {
        return Err(stale(&db, actor, id, vec![]).await?);
    }
    let done = match to.owner {
        Some(member) => db::routing::give(&db, actor, id, MemberId(member)).await,
        None => db::routing::reassign(&db, actor, id, Utc::now()).await,
    };
    let lead = match done {
        Ok(lead) => lead,
        Err(db::Error::Changed(since)) => return Err(stale(&db, actor, id, since.differences).await?),
        Err(error) => return Err(error.into()),
    };
    let chosen = match to.owner {
        Some(_) => None,
        None => db::routing::assigned(&db, actor, id).await?.map(|it| it.chosen),
    };
    Ok(Json(Assigned::of(&lead, chosen)))
}

/// Many leads, and to whom they go: a member, or whomever the routing rules choose for each.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "leads": ["0192f0c1-2f7b-7c3c-9f7e-1c7d6f3b2a10"], "owner": null }))]
pub struct Assignments {
    /// The leads' ids, 200 at most.
    #[schema(required, min_items = 1, max_items = 200)]
    leads: Vec<Uuid>,
    /// A member's id. Left out: the rules are asked for each.
    owner: Option<Uuid>,
}

/// What became of each lead, in the order in which they were named.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssignedLeads {
    assigned: usize,
    leads: Vec<AssignedLead>,
}

/// What became of one of them.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssignedLead {
    id: Uuid,
    #[schema(required, example = "L-123")]
    key: Option<String>,
    /// assigned; unchanged: it was theirs; or why it stayed whose it was: `not_allowed`, `not_worked`, `no_rule`, gone.
    result: &'static str,
    /// Whose an assigned lead is now. Nobody: the rules left it to wait.
    #[schema(required)]
    owner: Option<Uuid>,
}

impl From<GivenReport> for AssignedLeads {
    fn from(report: GivenReport) -> Self {
        let line = |it: &domain::leads::giving::GivenLine| {
            let (result, owner) = match it.given {
                Given::To(member) => ("assigned", member.map(|it| it.0)),
                Given::Stays => ("unchanged", None),
                Given::Kept(Kept::NotAllowed) => ("not_allowed", None),
                Given::Kept(Kept::NotWorked) => ("not_worked", None),
                Given::Kept(Kept::NoRule) => ("no_rule", None),
                Given::Kept(Kept::Gone) => ("gone", None),
            };
            let key = it.called.as_ref().map(|it| Key::lead(it.0).to_string());
            AssignedLead { id: it.lead.0, key, result, owner }
        };
        Self { assigned: report.given(), leads: report.lines.iter().map(line).collect() }
    }
}

/// Gives many leads away in one act, each judged by itself. Sent again with its `Idempotency-Key`, it is done once.
#[utoipa::path(
    post, path = "/api/v1/leads/assign", tag = "leads", request_body = Assignments,
    responses((status = 200, body = AssignedLeads))
)]
pub async fn assign_leads(
    Writes(program): Writes,
    State(db): State<Db>,
    ActOf(act): ActOf,
    Body(wish): Body<Assignments>,
) -> Result<Json<AssignedLeads>, Refused> {
    let to = wish.owner.map_or(GivenTo::Rules, |it| GivenTo::Member(MemberId(it)));
    let giving =
        Giving::new(wish.leads.into_iter().map(LeadId), to).map_err(|it| Flaw::new(&it.field, it.why))?;
    let report = db::routing::give_many(&db, &program.actor, act, &giving, Utc::now()).await?;
    Ok(Json(report.into()))
}
