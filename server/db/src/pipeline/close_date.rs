//! Expecting a deal in another month, as a drop on the forecast says it, and taking that back. Each is an edit of one
//! field: the same rights, the same history, the same count of slips.

use super::moving::TRIES;
use super::{edit, one};
use crate::{Actor, Db, Error, Result, Staleness, actor};
use chrono::NaiveDate;
use domain::activities::Change;
use domain::forecast::{CloseMove, CloseUndo, ForecastCard};
use domain::pipeline::{Deal, DealForm, StageKind, slip};
use domain::team::Right;
use domain::{ActId, Refusal};
use sqlx::types::Json;

/// Puts a deal into another period, if it is still expected when the mover saw it. Whatever else was changed about it
/// meanwhile stays. Answers the card as it is now, for a repeated act too.
pub async fn move_close_date(
    db: &Db,
    actor: &Actor,
    wish: &CloseMove,
    today: NaiveDate,
) -> Result<ForecastCard> {
    for _ in 0..TRIES {
        let now = one::deal(db, actor, wish.deal).await?;
        if is_done(db, actor, wish.act).await? {
            return Ok(card(now));
        }
        must_work(db, actor, &now).await?;
        if now.kind != StageKind::Open || now.card.expected_close != wish.from {
            return Err(overtaken(now));
        }
        let day = wish.to.landing(wish.from, today)?;
        let Some(mut edit) = edit::edit(db, actor, &now, &expected(&now, day)).await? else {
            return Ok(card(now));
        };
        edit.act = wish.act;
        if edit::write(db.pool(), actor, &now, &edit).await? {
            db.ring();
            return Ok(card(one::deal(db, actor, wish.deal).await?));
        }
    }
    Err(overtaken(one::deal(db, actor, wish.deal).await?))
}

/// Takes such an act of the asker's back, as if it had never been, if nothing has happened to the deal since.
pub async fn undo_close_date(db: &Db, actor: &Actor, wish: &CloseUndo) -> Result<ForecastCard> {
    let now = one::deal(db, actor, wish.deal).await?;
    if is_done(db, actor, wish.act).await? {
        return Ok(card(now));
    }
    must_work(db, actor, &now).await?;
    let (before, after) = last_move(db, actor, wish, now.card.version).await?;
    let Some(mut edit) = edit::edit(db, actor, &now, &expected(&now, before)).await? else {
        return Err(Refusal::CannotUndo.into());
    };
    edit.act = wish.act;
    edit.undoes = Some(wish.undoes);
    edit.close_date_moves = slip::close_date_moves_without(now.close_date_moves, before, after);
    let written = edit::write(db.pool(), actor, &now, &edit).await?;
    let now = one::deal(db, actor, wish.deal).await?;
    if written {
        db.ring();
        return Ok(card(now));
    }
    // The same undo, sent twice at the same instant, meets itself.
    if is_done(db, actor, wish.act).await? { Ok(card(now)) } else { Err(Refusal::CannotUndo.into()) }
}

fn card(deal: Deal) -> ForecastCard {
    ForecastCard { card: deal.card, close_date_moves: deal.close_date_moves }
}

async fn must_work(db: &Db, actor: &Actor, now: &Deal) -> Result<()> {
    let teams = actor::teams_of(db, actor.workspace(), now.card.owner).await?;
    actor.must_for(Right::WorkDeal, now.card.owner, &teams)
}

/// The deal's whole form as it stands, but for the day.
fn expected(now: &Deal, day: Option<NaiveDate>) -> DealForm {
    let expected_close = day.map(|it| it.to_string()).unwrap_or_default();
    DealForm { expected_close, ..DealForm::of(now) }
}

fn overtaken(now: Deal) -> Error {
    let (version, card) = (now.card.version, Some(Box::new(now.card)));
    Error::Changed(Staleness { version, card, differences: vec![] })
}

async fn is_done(db: &Db, actor: &Actor, act: ActId) -> Result<bool> {
    Ok(sqlx::query_scalar("select exists (select from field_change where workspace_id = $1 and id = $2)")
        .bind(actor.workspace())
        .bind(act)
        .fetch_one(db.pool())
        .await?)
}

/// What an act changed that made this version of the deal: the day before it, and after it. An undo is no such act, nor
/// is an edit of anything else.
async fn last_move(
    db: &Db,
    actor: &Actor,
    wish: &CloseUndo,
    version: i32,
) -> Result<(Option<NaiveDate>, Option<NaiveDate>)> {
    let found: Option<(Json<Vec<Change>>,)> = sqlx::query_as(
        "select changes from field_change
         where workspace_id = $1 and id = $2 and deal_id = $3 and by_id is not distinct from $4 and version = $5
             and undoes_id is null",
    )
    .bind(actor.workspace())
    .bind(wish.undoes)
    .bind(wish.deal)
    .bind(actor.id())
    .bind(version)
    .fetch_optional(db.pool())
    .await?;
    match found.as_ref().map(|(it,)| it.as_slice()) {
        Some([change]) if change.field == "expected_close" => {
            Ok((change.before.parse().ok(), change.after.parse().ok()))
        }
        _ => Err(Refusal::CannotUndo.into()),
    }
}
