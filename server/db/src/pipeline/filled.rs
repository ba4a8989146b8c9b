//! Meeting a gate and going through it, as one act: what was missing is written, and then the deal moves. If
//! something is missing still, nothing was written.

use super::moving::{self, TRIES};
use super::{edit, one};
use crate::activities::log_within;
use crate::frameworks::score_within;
use crate::{Actor, Db, Result};
use chrono::{DateTime, Utc};
use domain::activities::ActivityForm;
use domain::frameworks::ScoreForm;
use domain::pipeline::{Card, Fill, Move};
use domain::team::Right;
use domain::{ActivityId, DealId, Refusal};
use uuid::Uuid;

/// Writes what the form fills in, and moves the deal if its gates are met by then.
pub async fn move_deal_filled(
    db: &Db,
    actor: &Actor,
    wish: &Move,
    fill: &Fill,
    now: DateTime<Utc>,
) -> Result<Card> {
    let today = actor.day(now);
    if fill.is_blank() || wish.undo {
        return moving::move_deal(db, actor, wish, today).await;
    }
    let activities = activities(wish.deal, fill)?;
    let scores = fill.scores().map(ScoreForm::check).collect::<std::result::Result<Vec<_>, _>>()?;
    for _ in 0..TRIES {
        let found = moving::read(db.pool(), actor, wish).await?;
        if found.done_already {
            return moving::card(db, actor, wish.deal).await;
        }
        actor.must_for(Right::WorkDeal, found.owner, &found.teams)?;
        if !found.stands(wish) {
            return moving::overtaken(db, actor, wish, &found).await;
        }
        let deal = one::deal(db, actor, wish.deal).await?;
        let edit = edit::edit(db, actor, &deal, &fill.over(&deal)).await?;

        let mut tx = db.begin().await?;
        if let Some(edit) = edit
            && !edit::write(&mut *tx, actor, &deal, &edit).await?
        {
            tx.rollback().await?;
            continue;
        }
        for form in &activities {
            log_within(&mut tx, actor, ActivityId(Uuid::now_v7()), form, now).await?;
        }
        for wanted in &scores {
            score_within(&mut tx, actor, wish.deal, None, wanted, now).await?;
        }
        let found = moving::read(&mut *tx, actor, wish).await?;
        if !found.stands(wish) {
            tx.rollback().await?;
            continue;
        }
        let agreed = found.agreed(actor, wish, today)?;
        if let Some(card) = moving::write(&mut *tx, actor, wish, &found, agreed.as_ref()).await? {
            db.commit(tx).await?;
            return Ok(card);
        }
        tx.rollback().await?;
    }
    let found = moving::read(db.pool(), actor, wish).await?;
    moving::overtaken(db, actor, wish, &found).await
}

/// The forms of what is to be logged.
fn activities(deal: DealId, fill: &Fill) -> Result<Vec<ActivityForm>> {
    let forms: Vec<_> = fill.done().map(|it| it.form(deal)).collect();
    let problems: Vec<_> = forms.iter().filter_map(|it| it.check().err()).flatten().collect();
    if problems.is_empty() { Ok(forms) } else { Err(Refusal::Invalid(problems).into()) }
}
