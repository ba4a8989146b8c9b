//! A lead comes to stand somewhere else: by hand, or because of what was logged with it.

use super::arrive::same_email;
use super::{must_work, one};
use crate::outbox::{About, tell};
use crate::{Act, Actor, Db, Error, Result, Staleness};
use chrono::{DateTime, Utc};
use domain::activities::{ActivityKind, Change, Outcome};
use domain::events::Topic;
use domain::leads::{Lead, LeadMove, LeadMoveForm, LeadStatus, Standing, after_activity, owner_after};
use domain::{AccountId, ActId, ActivityId, LeadId, MemberId, PersonId};
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

/// So often somebody else may change something about the lead in between, before it is somebody's turn to look again.
const TRIES: usize = 3;

/// Moves a lead from where its mover saw it. What else was changed about it meanwhile does not matter.
pub async fn move_lead(
    db: &Db,
    actor: &Actor,
    id: LeadId,
    from: LeadStatus,
    form: &LeadMoveForm,
    now: DateTime<Utc>,
) -> Result<Lead> {
    for _ in 0..TRIES {
        let lead = one::lead(db, actor, id).await?;
        must_work(db, actor, lead.owner).await?;
        if lead.status != from {
            // Whoever sends the same move again, or wanted what somebody else has done, has what they want.
            if form.check(lead.status, actor.day(now)) == Ok(None) {
                return Ok(lead);
            }
            return Err(overtaken(&lead, form));
        }
        let Some(step) = form.check(from, actor.day(now))? else { return Ok(lead) };
        let mut tx = db.begin().await?;
        let place = Place::of(&lead);
        match write(&mut tx, actor, &place, &step, (actor.via(), now)).await {
            Ok(None) => continue,
            Ok(Some(version)) => {
                let about = About { version: Some(version), ..place.about() };
                tell(&mut tx, actor, Topic::Lead, about).await?;
                db.commit(tx).await?;
                return one::lead(db, actor, id).await;
            }
            Err(error) => {
                drop(tx);
                // Reopened, it would be the second one of its address.
                return Err(same_email(db, actor, lead.email.as_deref(), error).await);
            }
        }
    }
    Err(overtaken(&one::lead(db, actor, id).await?, form))
}

fn overtaken(lead: &Lead, form: &LeadMoveForm) -> Error {
    let status =
        Change { field: "status".to_owned(), before: lead.status.code().to_owned(), after: form.to.clone() };
    Error::Changed(Staleness { version: lead.version, card: None, differences: vec![status] })
}

/// What a move has to know of a lead.
#[derive(sqlx::FromRow)]
pub(crate) struct Place {
    pub(crate) id: LeadId,
    pub(crate) version: i32,
    pub(crate) status: LeadStatus,
    pub(crate) owner: Option<MemberId>,
    pub(crate) account: Option<AccountId>,
    pub(crate) person: Option<PersonId>,
}

impl Place {
    pub(super) const fn of(lead: &Lead) -> Self {
        Self {
            id: lead.id,
            version: lead.version,
            status: lead.status,
            owner: lead.owner,
            account: lead.account,
            person: lead.person,
        }
    }

    /// Where it stands; it stays there until the act is done.
    pub(crate) async fn hold(tx: &mut Act, actor: &Actor, lead: LeadId) -> Result<Self> {
        Ok(sqlx::query_as(
            "select id, version, status, owner_id as owner, account_id as account, person_id as person
             from lead
             where workspace_id = $1 and id = $2 and deleted_at is null
             for no key update",
        )
        .bind(actor.workspace())
        .bind(lead)
        .fetch_one(&mut **tx)
        .await?)
    }

    pub(crate) fn about(&self) -> About {
        About { lead: Some(self.id), account: self.account, person: self.person, ..About::default() }
    }
}

/// The row over the version that was judged, and its line of history. None: somebody was faster.
pub(crate) async fn write(
    tx: &mut PgConnection,
    actor: &Actor,
    place: &Place,
    step: &LeadMove,
    (via, at): (&str, DateTime<Utc>),
) -> sqlx::Result<Option<i32>> {
    let standing = Standing { status: place.status, owner: place.owner };
    let (is_nurture, is_end) = (step.to == LeadStatus::Nurturing, step.to == LeadStatus::Disqualified);
    sqlx::query_scalar(
        "with moved as (
             update lead set
                 status = $4, owner_id = $5, nurture_until = $6, nurture_reason = $7, disqualify_reason = $8,
                 disqualify_note = $9, status_entered_at = $15, version = version + 1, updated_at = now()
             where workspace_id = $1 and id = $2 and version = $3 and deleted_at is null
             returning workspace_id, id, version
         )
         insert into lead_transition
             (workspace_id, id, lead_id, from_status, to_status, reason, nurture_until, disqualify_reason, by_id, via, version,
                 wake)
         select workspace_id, $10, id, $11, $4, $12, $6, $8, $13, $14, version, $16
         from moved
         returning version",
    )
    .bind(actor.workspace())
    .bind(place.id)
    .bind(place.version)
    .bind(step.to)
    .bind(owner_after(standing, step.to, actor.id()))
    .bind(step.until)
    .bind(step.reason.as_ref().filter(|_| is_nurture))
    .bind(step.why)
    .bind(step.reason.as_ref().filter(|_| is_end))
    .bind(Uuid::now_v7())
    .bind(place.status)
    .bind(&step.reason)
    .bind(actor.id().filter(|_| step.wake.is_none()))
    .bind(via)
    .bind(at)
    .bind(step.wake.map(Json))
    .fetch_optional(tx)
    .await
}

/// Part of logging an activity: the lead comes to stand where what was done puts it.
pub(crate) async fn move_after(
    tx: &mut Act,
    actor: &Actor,
    lead: LeadId,
    (kind, outcome): (ActivityKind, Option<Outcome>),
    (activity, at): (ActivityId, DateTime<Utc>),
) -> Result<()> {
    let place = Place::hold(tx, actor, lead).await?;
    let teams: Vec<Uuid> =
        sqlx::query_scalar("select team_id from team_member where workspace_id = $1 and member_id = $2")
            .bind(actor.workspace())
            .bind(place.owner)
            .fetch_all(&mut **tx)
            .await?;
    let whose = actor.whose(place.owner, &teams);
    let Some(to) = after_activity(place.status, kind, outcome, actor.roles(), whose) else { return Ok(()) };
    let version = write(tx, actor, &place, &LeadMove::plainly(to), ("activity", at)).await?;
    let about = About { version, act: Some(ActId(activity.0)), ..place.about() };
    tell(tx, actor, Topic::Lead, about).await
}
