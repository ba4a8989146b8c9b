//! Moving a deal by program: the same act as a drag on the board.

use axum::extract::State;
use chrono::{NaiveDate, Utc};
use db::Db;
use domain::pipeline::Move;
use domain::pipeline::deal::Closing;
use domain::{DealId, Problem, StageId, Why};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::deals::{Deal, id_of, read};
use super::extract::{ActOf, Body, Named, Seen, Writes};
use super::refused::{Refused, Stale};
use super::wire::{Found, said};

/// Where a deal is to stand. Winning and losing ask for a reason, holding for a day to come back as well.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "stage": "0199…" }))]
pub struct MoveWish {
    stage: Uuid,
    /// The deal it is to stand right below; else the top of the stage.
    below: Option<Uuid>,
    /// Why it is won, lost, put on hold, or goes back to an earlier stage.
    #[schema(max_length = 200)]
    reason: Option<String>,
    lost_to: Option<String>,
    /// The day on which a deal on hold comes back.
    hold_until: Option<NaiveDate>,
    /// Why it may go although a gate says no. For managers and admins.
    #[schema(max_length = 200)]
    override_reason: Option<String>,
}

impl MoveWish {
    fn closing(&self) -> Option<Closing> {
        let given = self.reason.is_some()
            || self.override_reason.is_some()
            || self.lost_to.is_some()
            || self.hold_until.is_some();
        given.then(|| Closing {
            reason: said(self.reason.as_ref()),
            override_reason: said(self.override_reason.as_ref()),
            lost_to: said(self.lost_to.as_ref()),
            hold_until: said(self.hold_until),
        })
    }
}

/// Moves a deal into a stage of its pipeline. With `If-Match` only if nothing about it has changed since.
#[utoipa::path(
    post, path = "/api/v1/deals/{id}/move", tag = "deals", request_body = MoveWish,
    params(("id" = String, Path, description = "The deal's id, or its key: D-1234")),
    responses((status = 200, body = Deal))
)]
pub async fn move_deal(
    Writes(program): Writes,
    State(db): State<Db>,
    name: Named,
    seen: Seen,
    ActOf(act): ActOf,
    Body(wish): Body<MoveWish>,
) -> Result<Found<Deal>, Refused> {
    let actor = &program.actor;
    let deal = id_of(&db, actor, &name).await?;
    let now = db::pipeline::deal_record(&db, actor, deal).await?.card;
    let version = match seen {
        Seen::Version(version) => version,
        Seen::Any | Seen::Unsaid => now.version,
    };
    let order = Move {
        act,
        deal,
        version,
        from: now.stage,
        to: StageId(wish.stage),
        above: wish.below.map(DealId),
        below: None,
        closing: wish.closing(),
        undo: false,
    };
    // Whether it is stale is the act's to say: it first looks whether it was done already.
    let today = actor.day(Utc::now());
    let moved = match seen {
        Seen::Version(_) => db::pipeline::move_deal_as_seen(&db, actor, &order, today).await,
        Seen::Any | Seen::Unsaid => db::pipeline::move_deal(&db, actor, &order, today).await,
    };
    match moved {
        Ok(_) => Ok(Found(read(&db, actor, deal).await?)),
        Err(db::Error::Changed(_)) => {
            let current = read(&db, actor, deal).await?;
            Err(Stale { named: matches!(seen, Seen::Version(_)), ..Stale::named(&current, vec![]) }.into())
        }
        // The deal was there a moment ago: it is the stage that is not.
        Err(db::Error::NotFound) => Err(Problem::new("stage", Why::Unknown).into()),
        Err(error) => Err(error.into()),
    }
}
