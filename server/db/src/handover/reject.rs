//! A hand-over is not taken: what is wrong with it decides who has the lead next. A manager may also give one to somebody else.

use super::choose::{choose, closers};
use super::open::{End, Try, end, open};
use super::send::back;
use super::{Standing, hold, must_decide};
use crate::leads::Place;
use crate::{Actor, Db, Result, actor as askers};
use chrono::{DateTime, Utc};
use domain::handover::{Decision, RejectForm, State};
use domain::team::Right;
use domain::{HandoverId, MemberId, Problem, Why};

/// Rejects with a class and a note. The same again changes nothing.
pub async fn reject(
    db: &Db,
    actor: &Actor,
    id: HandoverId,
    form: &RejectForm,
    now: DateTime<Utc>,
) -> Result<()> {
    let mut tx = db.begin().await?;
    hold(&mut tx, actor).await?;
    let standing = Standing::find(&mut tx, actor, id).await?;
    must_decide(&mut tx, actor, standing.to).await?;
    let Decision::Reject(class, note) = form.check()? else { return Ok(()) };
    if standing.reject_class == Some(class) {
        return Ok(());
    }
    standing.must_be_pending()?;
    let over = End { rejected: Some((class, &note)), ..End::plainly(State::Rejected) };
    end(&mut tx, actor, id, over, now).await?;
    if class.goes_on() {
        let between = (Some(standing.first), standing.from);
        let chosen = choose(&mut tx, actor, between, standing.account, now).await?;
        open(&mut tx, actor, Try::after(&standing, chosen.owner, Some(chosen)), now).await?;
        standing.tell(&mut tx, actor, None).await?;
    } else {
        let place = Place::hold(&mut tx, actor, standing.lead).await?;
        back(&mut tx, actor, (&standing, &place), Some(note), now).await?;
    }
    db.commit(tx).await
}

/// Gives a hand-over that waits to somebody else, out of the managers' queue or out of somebody's hands.
pub async fn reroute(
    db: &Db,
    actor: &Actor,
    id: HandoverId,
    to: Option<MemberId>,
    now: DateTime<Utc>,
) -> Result<HandoverId> {
    let to = to.ok_or(Problem::new("closer", Why::Missing))?;
    let mut tx = db.begin().await?;
    hold(&mut tx, actor).await?;
    let standing = Standing::find(&mut tx, actor, id).await?;
    let teams = askers::teams_within(&mut *tx, actor.workspace(), standing.to).await?;
    actor.must_for(Right::Reassign, standing.to, &teams)?;
    standing.must_be_pending()?;
    if standing.to == Some(to) {
        return Ok(id);
    }
    if !closers(&mut tx, actor).await?.iter().any(|it| it.who.member == to) {
        return Err(Problem::new("closer", Why::Unknown).into());
    }
    end(&mut tx, actor, id, End::plainly(State::Rerouted), now).await?;
    let next = open(&mut tx, actor, Try::after(&standing, Some(to), None), now).await?;
    standing.tell(&mut tx, actor, None).await?;
    db.commit(tx).await?;
    Ok(next)
}
