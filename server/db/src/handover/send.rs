//! A lead is sent to whoever closes, with its dossier as it stands; as long as nobody has decided, its sender may take it back.

use super::accept::{FirstContact, accept_within};
use super::choose::{choose, closers};
use super::dossier::assemble;
use super::open::{End, Try, end, open};
use super::{Standing, hold};
use crate::leads::{Place, write};
use crate::outbox::{About, tell};
use crate::{Act, Actor, Db, Result, actor as askers};
use chrono::{DateTime, Utc};
use domain::events::Topic;
use domain::handover::{NotSent, SendForm, State, takes_back};
use domain::leads::{LeadMove, LeadStatus};
use domain::team::Right;
use domain::{ActId, HandoverId, LeadId, MemberId, Problem, Refusal, Why};

/// Sends a lead. Whoever wants what is under way already gets that. To oneself it is accepted at once.
pub async fn send(
    db: &Db,
    actor: &Actor,
    lead: LeadId,
    form: &SendForm,
    first_contact: FirstContact,
    now: DateTime<Utc>,
) -> Result<HandoverId> {
    let owner = crate::leads::lead(db, actor, lead).await?.owner;
    let teams = askers::teams_of(db, actor.workspace(), owner).await?;
    actor.must_for(Right::HandOver, owner, &teams)?;
    let (to, note) = form.check()?;
    let mut tx = db.begin().await?;
    hold(&mut tx, actor).await?;
    let place = Place::hold(&mut tx, actor, lead).await?;
    if let Some((id, waits_for)) = under_way(&mut tx, actor, lead).await? {
        let is_wanted = to.is_none() || to == waits_for;
        return if is_wanted { Ok(id) } else { Err(Refusal::HandoverUnderWay.into()) };
    }
    if !LeadStatus::WORKED.contains(&place.status) {
        return Err(Refusal::NotSent(NotSent::NotWorked).into());
    }
    let dossier = assemble(&mut tx, actor, lead, now).await?;
    let completeness = dossier.may_send(actor.day(now)).map_err(Refusal::NotSent)?;
    let from = place.owner.or(actor.id());
    let (to, chosen) = match to {
        Some(to) => {
            let closers = closers(&mut tx, actor).await?;
            if !closers.iter().any(|it| it.who.member == to) {
                return Err(Problem::new("closer", Why::Unknown).into());
            }
            (Some(to), None)
        }
        None => {
            let chosen = choose(&mut tx, actor, (None, from), place.account, now).await?;
            (chosen.owner, Some(chosen))
        }
    };
    let step = LeadMove {
        reason: Some(note.clone()).filter(|it| !it.is_empty()),
        ..LeadMove::plainly(LeadStatus::HandoverPending)
    };
    let version = write(&mut tx, actor, &place, &step, ("handover", now)).await?;
    let sent = Try {
        lead,
        first: None,
        round: 1,
        expired: 0,
        from,
        to,
        dossier: &dossier,
        completeness,
        rule_version: rule_version(&mut tx, actor, lead).await?,
        note: &note,
        chosen,
    };
    let id = open(&mut tx, actor, sent, now).await?;
    tell(&mut tx, actor, Topic::Lead, About { version, act: Some(ActId(id.0)), ..place.about() }).await?;
    if to.is_some() && to == actor.id() {
        let standing = Standing::find(&mut tx, actor, id).await?;
        accept_within(&mut tx, actor, &standing, first_contact, now).await?;
    }
    db.commit(tx).await?;
    Ok(id)
}

async fn under_way(
    tx: &mut Act,
    actor: &Actor,
    lead: LeadId,
) -> Result<Option<(HandoverId, Option<MemberId>)>> {
    Ok(sqlx::query_as(
        "select id, to_id from handover where workspace_id = $1 and lead_id = $2 and state = 'pending'",
    )
    .bind(actor.workspace())
    .bind(lead)
    .fetch_optional(&mut **tx)
    .await?)
}

async fn rule_version(tx: &mut Act, actor: &Actor, lead: LeadId) -> Result<i32> {
    let version: Option<Option<i32>> =
        sqlx::query_scalar("select rule_version from lead_score where workspace_id = $1 and lead_id = $2")
            .bind(actor.workspace())
            .bind(lead)
            .fetch_optional(&mut **tx)
            .await?;
    Ok(version.flatten().unwrap_or_default())
}

/// Whoever has the lead takes one back that nobody has decided about. The lead is worked on where it was answered.
pub async fn withdraw(db: &Db, actor: &Actor, id: HandoverId, now: DateTime<Utc>) -> Result<()> {
    let mut tx = db.begin().await?;
    hold(&mut tx, actor).await?;
    let standing = Standing::find(&mut tx, actor, id).await?;
    // Once it was decided, whoever sent it is told so; the lead is somebody else's by then.
    let sender = match standing.state {
        State::Pending => takes_back(standing.owner, standing.from),
        _ => standing.from,
    };
    let teams = askers::teams_within(&mut *tx, actor.workspace(), sender).await?;
    actor.must_for(Right::HandOver, sender, &teams)?;
    if standing.state == State::Withdrawn {
        return Ok(());
    }
    standing.must_be_pending()?;
    end(&mut tx, actor, id, End::plainly(State::Withdrawn), now).await?;
    let place = Place::hold(&mut tx, actor, standing.lead).await?;
    back(&mut tx, actor, (&standing, &place), None, now).await?;
    db.commit(tx).await
}

/// Part of the act that ends a hand-over without a deal: whoever had the lead goes on with it.
pub(super) async fn back(
    tx: &mut Act,
    actor: &Actor,
    (standing, place): (&Standing, &Place),
    reason: Option<String>,
    now: DateTime<Utc>,
) -> Result<()> {
    let step = LeadMove { reason, ..LeadMove::plainly(LeadStatus::Engaged) };
    // Whoever decides does not take it over.
    let version = write(tx, actor, place, &step, ("handover", now)).await?;
    standing.tell(tx, actor, version).await
}
