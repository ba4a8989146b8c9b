//! A deal's buying committee, for programs: who has a say, how they stand to each other, and what may lose the deal.

use axum::Json;
use axum::extract::State;
use chrono::{NaiveDate, Utc};
use db::Db;
use domain::committee::{Seat as Sat, risks};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::deals::id_of;
use super::extract::{Named, Reads};
use super::refused::Refused;

/// Who has a say in a deal, and what may lose it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Committee {
    /// Champions of whom an act of theirs proves it, and who have not left.
    champions: usize,
    seats: Vec<Seat>,
    relations: Vec<Relation>,
    /// The most pressing first.
    risks: Vec<Risk>,
}

/// One person in one role.
#[derive(Debug, Serialize, ToSchema)]
pub struct Seat {
    id: Uuid,
    person: Uuid,
    name: String,
    /// champion, economic_buyer, decision_maker, technical_evaluator, user, influencer, legal_procurement, blocker or coach.
    #[schema(example = "champion")]
    role: &'static str,
    /// A champion counts by an act alone; without it they are a candidate.
    counts: bool,
    /// −2 against it to 2 for it.
    #[schema(minimum = -2, maximum = 2)]
    stance: i16,
    #[schema(minimum = 0, maximum = 3)]
    influence: i16,
    goals: String,
    concerns: String,
    persuaded_by: String,
    /// What a champion did: introduced, shared, gave or argued.
    #[schema(required)]
    proving_act: Option<&'static str>,
    /// The activity that proves it.
    #[schema(required)]
    proof: Option<Uuid>,
    /// The last day they were reached, in the workspace's time zone.
    #[schema(required)]
    last_touch_on: Option<NaiveDate>,
    /// The day they left the company that buys.
    #[schema(required)]
    left_on: Option<NaiveDate>,
}

impl From<&Sat> for Seat {
    fn from(it: &Sat) -> Self {
        Self {
            id: it.id.0,
            person: it.person.0,
            name: it.name.clone(),
            role: it.role.code(),
            counts: it.left_on.is_none() && !it.is_candidate(),
            stance: it.stance,
            influence: it.influence,
            goals: it.goals.clone(),
            concerns: it.concerns.clone(),
            persuaded_by: it.persuaded_by.clone(),
            proving_act: it.proven.as_ref().map(|it| it.act.code()),
            proof: it.proven.as_ref().map(|it| it.activity.0),
            last_touch_on: it.touched,
            left_on: it.left_on,
        }
    }
}

/// How one of them stands to another.
#[derive(Debug, Serialize, ToSchema)]
pub struct Relation {
    id: Uuid,
    from: Uuid,
    to: Uuid,
    /// reports_to, influences, allied or opposes.
    #[schema(example = "reports_to")]
    kind: &'static str,
}

/// What may lose the deal.
#[derive(Debug, Serialize, ToSchema)]
pub struct Risk {
    /// champion_left, champion_silent, no_champion, buyer_untouched, blocker_unanswered or only_one_champion.
    #[schema(example = "champion_silent")]
    kind: &'static str,
    /// Whom it is about.
    #[schema(required)]
    about: Option<Uuid>,
    /// Whom to turn to.
    #[schema(required)]
    ask: Option<Uuid>,
    /// For how many days.
    #[schema(required)]
    days: Option<i64>,
}

/// The buying committee of a deal.
#[utoipa::path(
    get, path = "/api/v1/deals/{id}/committee", tag = "deals",
    params(("id" = String, Path, description = "The deal's id, or its key: D-12")),
    responses((status = 200, body = Committee))
)]
pub async fn read_committee(
    Reads(program): Reads,
    State(db): State<Db>,
    name: Named,
) -> Result<Json<Committee>, Refused> {
    let deal = id_of(&db, &program.actor, &name).await?;
    let found = db::committee::of_deal(&db, &program.actor, deal, program.actor.day(Utc::now())).await?;
    let held = found.held();
    let risk = |it: domain::committee::Risk| Risk {
        kind: it.kind.code(),
        about: it.about.map(|it| it.0),
        ask: it.by.map(|it| it.0),
        days: it.days,
    };
    let relation = |it: &domain::committee::Relation| Relation {
        id: it.id.0,
        from: it.from.0,
        to: it.to.0,
        kind: it.kind.code(),
    };
    Ok(Json(Committee {
        champions: domain::committee::held_by(&held, domain::committee::Role::Champion, false),
        seats: found.seats.iter().map(Seat::from).collect(),
        relations: found.relations.iter().map(relation).collect(),
        risks: risks(&held, found.today).into_iter().map(risk).collect(),
    }))
}
