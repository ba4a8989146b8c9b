//! A lead comes to stand somewhere else: by hand, or because of what was logged with it.

use super::arrive::same_email;
use super::{must_work, one};
use crate::outbox::{About, tell};
use crate::team::still_here;
use crate::{Act, Actor, Db, Error, Result, Staleness, actor};
use chrono::{DateTime, NaiveDate, Utc};
use domain::activities::{ActivityKind, Change, Outcome};
use domain::events::Topic;
use domain::leads::{
    DisqualifyReason, Lead, LeadMove, LeadMoveForm, LeadStatus, Movable, Mover, Standing, Step, Wake, Was,
    after_activity, owner_after,
};
use domain::{AccountId, ActId, ActivityId, LeadId, MemberId, PersonId, Refusal};
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
        let teams = actor::teams_of(db, actor.workspace(), lead.owner).await?;
        let mover = Mover { roles: actor.roles(), whose: actor.whose(lead.owner, &teams) };
        let step = form.check(&Movable::of(&lead), mover, actor.day(now));
        if lead.status != from {
            return match step {
                // Whoever sends the same move again, or wanted what somebody else has done, has what they want.
                Ok(None) => Ok(lead),
                // Also where it has become somebody's who works it now: that is what there is to be told.
                _ => Err(overtaken(&lead, form)),
            };
        }
        let Some(step) = step? else { return Ok(lead) };
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

/// Takes back the move that made this version of a lead: it stands where it stood, and for as long, and is whose it was.
pub async fn take_back(db: &Db, actor: &Actor, id: LeadId, version: i32) -> Result<Lead> {
    let lead = one::lead(db, actor, id).await?;
    must_work(db, actor, lead.owner).await?;
    let Some((step, is_done)) = step(db, actor, id, version).await? else {
        return Err(Refusal::CannotUndo.into());
    };
    // Sent again, it is done already.
    if is_done && lead.version == version + 1 {
        return Ok(lead);
    }
    let was = step.taken_back(lead.version, actor.id())?;
    let mut tx = db.begin().await?;
    let place = Place::of(&lead);
    match Put::back(was).write(&mut tx, actor, &place, "undo").await {
        Ok(Some(version)) => {
            let about = About { version: Some(version), ..place.about() };
            tell(&mut tx, actor, Topic::Lead, about).await?;
            db.commit(tx).await?;
            one::lead(db, actor, id).await
        }
        Ok(None) => Err(Refusal::CannotUndo.into()),
        Err(error) => {
            drop(tx);
            Err(same_email(db, actor, lead.email.as_deref(), error).await)
        }
    }
}

#[derive(sqlx::FromRow)]
struct StepRow {
    to_status: LeadStatus,
    by_id: Option<MemberId>,
    via: String,
    was: Option<Json<Was>>,
    is_done: bool,
}

/// The step that made this version, and whether the asker took it back right after.
async fn step(db: &Db, actor: &Actor, lead: LeadId, version: i32) -> Result<Option<(Step, bool)>> {
    let row: Option<StepRow> = sqlx::query_as(
        "select to_status, by_id, via, was, exists (
             select from lead_transition u
             where u.workspace_id = t.workspace_id and u.lead_id = t.lead_id and u.version = t.version + 1
                 and u.via = 'undo' and u.by_id = $4) as is_done
         from lead_transition t
         where workspace_id = $1 and lead_id = $2 and version = $3",
    )
    .bind(actor.workspace())
    .bind(lead)
    .bind(version)
    .bind(actor.id())
    .fetch_optional(db.pool())
    .await?;
    Ok(row.map(|it| {
        let is_by_hand = matches!(it.via.as_str(), "form" | "api");
        let was = it.was.map(|it| it.0);
        (Step { version, to: it.to_status, by: it.by_id, is_by_hand, was }, it.is_done)
    }))
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
    // Whoever had given it up may have left since; then it is taken up by somebody else.
    let owner = match place.status {
        LeadStatus::Disqualified => still_here(tx, actor, place.owner).await?,
        _ => place.owner,
    };
    let standing = Standing { status: place.status, owner };
    let owner = owner_after(standing, step.to, actor.id());
    Put::forward(step, owner, at).write(tx, actor, place, via).await
}

/// What a step makes of a lead's row.
struct Put {
    status: LeadStatus,
    since: DateTime<Utc>,
    owner: Option<MemberId>,
    until: Option<NaiveDate>,
    nurture_reason: Option<String>,
    why: Option<DisqualifyReason>,
    note: Option<String>,
    /// What was said with it.
    reason: Option<String>,
    wake: Option<Wake>,
}

impl Put {
    fn forward(step: &LeadMove, owner: Option<MemberId>, at: DateTime<Utc>) -> Self {
        let reason = |status| step.reason.clone().filter(|_| step.to == status);
        Self {
            status: step.to,
            since: at,
            owner,
            until: step.until,
            nurture_reason: reason(LeadStatus::Nurturing),
            why: step.why,
            note: reason(LeadStatus::Disqualified),
            reason: step.reason.clone(),
            wake: step.wake,
        }
    }

    fn back(was: Was) -> Self {
        Self {
            status: was.status,
            since: was.since,
            owner: was.owner,
            until: was.until,
            nurture_reason: was.reason,
            why: was.why,
            note: was.note,
            reason: None,
            wake: None,
        }
    }

    async fn write(
        &self,
        tx: &mut PgConnection,
        actor: &Actor,
        place: &Place,
        via: &str,
    ) -> sqlx::Result<Option<i32>> {
        sqlx::query_scalar(
            "with before as (
                 select jsonb_build_object('status', status, 'since', status_entered_at, 'owner', owner_id,
                     'until', nurture_until, 'reason', nurture_reason, 'why', disqualify_reason, 'note', disqualify_note) as was
                 from lead
                 where workspace_id = $1 and id = $2 and version = $3
             ), moved as (
                 update lead set
                     status = $4, owner_id = $5, nurture_until = $6, nurture_reason = $7, disqualify_reason = $8,
                     disqualify_note = $9, status_entered_at = $15, version = version + 1, updated_at = now()
                 where workspace_id = $1 and id = $2 and version = $3 and deleted_at is null
                 returning workspace_id, id, version
             )
             insert into lead_transition
                 (workspace_id, id, lead_id, from_status, to_status, reason, nurture_until, disqualify_reason, by_id, via,
                     version, wake, was)
             select workspace_id, $10, id, $11, $4, $12, $6, $8, $13, $14, version, $16, was
             from moved, before
             returning version",
        )
        .bind(actor.workspace())
        .bind(place.id)
        .bind(place.version)
        .bind(self.status)
        .bind(self.owner)
        .bind(self.until)
        .bind(&self.nurture_reason)
        .bind(self.why)
        .bind(&self.note)
        .bind(Uuid::now_v7())
        .bind(place.status)
        .bind(&self.reason)
        .bind(actor.id().filter(|_| self.wake.is_none()))
        .bind(via)
        .bind(self.since)
        .bind(self.wake.map(Json))
        .fetch_optional(tx)
        .await
    }
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
