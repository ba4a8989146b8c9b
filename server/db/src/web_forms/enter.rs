//! The door that is open to everybody: a page of a form, and what is sent from it. Whoever sends is nobody we know, so this is
//! one of the few places that need no asker; the form says whose workspace it is about. Answered only once everything is
//! written, and alike whether they are known already or not.

use super::stamp::Stamp;
use crate::leads::arrive_within;
use crate::{Act, Actor, Db, Result, consent, signals};
use chrono::{DateTime, TimeDelta, Utc};
use domain::accounts::Problems;
use domain::consent::{Answer, Channel};
use domain::signals::NewSignal;
use domain::web_forms::{Caught, Entry, EntryForm, LEAST_SECONDS, WebForm, caught, is_old};
use domain::{ActId, ConsentId, LeadId, WebFormId, WorkspaceId, identity};
use sqlx::types::Json;
use std::fmt;
use uuid::Uuid;

/// A form as the world sees it.
#[derive(Clone)]
pub struct Hosted {
    pub id: WebFormId,
    pub version: i32,
    pub form: WebForm,
    workspace: WorkspaceId,
    seal: Vec<u8>,
}

impl fmt::Debug for Hosted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hosted").field("id", &self.id).field("version", &self.version).finish_non_exhaustive()
    }
}

impl Hosted {
    /// What a fresh page sends back.
    pub fn stamp(&self, now: DateTime<Utc>) -> String {
        Stamp { version: self.version, act: ActId(Uuid::now_v7()), at: now }.signed(&self.seal)
    }

    /// For a page that comes back with what was typed: whoever has read it already may be quick.
    pub fn stamp_again(&self, now: DateTime<Utc>) -> String {
        self.stamp(now - TimeDelta::seconds(LEAST_SECONDS))
    }
}

/// What became of something that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entered {
    /// It is on record, as a person's or aside. Nobody is told which.
    Taken,
    /// The page was open for too long: it has to be read again.
    TooOld,
}

/// The form of that key, if there is one.
pub async fn hosted(db: &Db, key: &str) -> Result<Option<Hosted>> {
    let row: Option<(WorkspaceId, WebFormId, i32, Json<WebForm>, Vec<u8>)> = sqlx::query_as(
        "select f.workspace_id, f.id, f.version, v.says, f.seal
         from web_form f
         join web_form_version v on v.workspace_id = f.workspace_id and v.form_id = f.id and v.version = f.version
         where f.key = $1",
    )
    .bind(key)
    .fetch_optional(db.pool())
    .await?;
    Ok(row.map(|(workspace, id, version, form, seal)| Hosted { id, version, form: form.0, workspace, seal }))
}

/// Takes what was sent. Refused only for what a person can mend.
pub async fn enter(db: &Db, hosted: &Hosted, sent: &EntryForm, now: DateTime<Utc>) -> Result<Entered> {
    let stamp = Stamp::read(&hosted.seal, &sent.stamp);
    if let Some(by) = caught(&sent.website, stamp.map(|it| it.at), now) {
        keep_aside(db, hosted, stamp, by, sent, now).await?;
        return Ok(Entered::Taken);
    }
    let Some(stamp) = stamp.filter(|it| !is_old(it.at, now)) else { return Ok(Entered::TooOld) };
    let actor = Actor::operator(hosted.workspace);
    let form = as_read(db, hosted, stamp.version).await?;
    let mut entry = sent.check(&form)?;
    entry.lead.email = entry.lead.email.trim().to_owned();
    let mut tx = db.begin().await?;
    let (lead, is_done) = arrived(&mut tx, &actor, stamp.act, &entry, now).await?;
    if is_done {
        return Ok(Entered::Taken);
    }
    written(&mut tx, &actor, (hosted.id, stamp, lead), sent, now).await?;
    agreed(&mut tx, &actor, stamp.act, lead, &form, &entry.agreed, now).await?;
    signalled(&mut tx, &actor, stamp.act, &form, &entry, now).await?;
    db.commit(tx).await?;
    Ok(Entered::Taken)
}

/// The form as it was when its page was made: what somebody read is what they agree to.
async fn as_read(db: &Db, hosted: &Hosted, version: i32) -> Result<WebForm> {
    if version == hosted.version {
        return Ok(hosted.form.clone());
    }
    let says: Json<WebForm> = sqlx::query_scalar(
        "select says from web_form_version where workspace_id = $1 and form_id = $2 and version = $3",
    )
    .bind(hosted.workspace)
    .bind(hosted.id)
    .bind(version)
    .fetch_one(db.pool())
    .await?;
    Ok(says.0)
}

/// The lead that this is or has become, and whether all of this was done before.
async fn arrived(
    tx: &mut Act,
    actor: &Actor,
    act: ActId,
    entry: &Entry,
    now: DateTime<Utc>,
) -> Result<(LeadId, bool)> {
    let mut problems = Problems::default();
    let (lead, touch) = (problems.all(entry.lead.check()), problems.all(entry.touch.check()));
    problems.or(())?;
    let (Some(lead), Some(touch)) = (lead, touch) else { return Err(crate::Error::NotFound) };
    let (arrived, is_done) = arrive_within(tx, actor, act, (lead, touch), now).await?;
    Ok((arrived.lead, is_done))
}

async fn written(
    tx: &mut Act,
    actor: &Actor,
    (form, stamp, lead): (WebFormId, Stamp, LeadId),
    sent: &EntryForm,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query(
        "insert into web_form_entry (workspace_id, id, form_id, version, lead_id, said, at)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(actor.workspace())
    .bind(stamp.act)
    .bind(form)
    .bind(stamp.version)
    .bind(lead)
    .bind(Json(said(sent)))
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn agreed(
    tx: &mut Act,
    actor: &Actor,
    act: ActId,
    lead: LeadId,
    form: &WebForm,
    channels: &[Channel],
    now: DateTime<Utc>,
) -> Result<()> {
    for channel in channels {
        let line = consent::Line {
            id: ConsentId(Uuid::now_v7()),
            of: domain::consent::Of::Lead(lead),
            channel: *channel,
            answer: Answer::Given,
            entry: Some(act),
            proof: &form.advert,
            at: now,
        };
        consent::write(tx, actor, &line).await?;
    }
    Ok(())
}

/// What filling it in means, so that scores count it. Its key is the entry's: it is taken once.
async fn signalled(
    tx: &mut Act,
    actor: &Actor,
    act: ActId,
    form: &WebForm,
    entry: &Entry,
    now: DateTime<Utc>,
) -> Result<()> {
    let email = entry.lead.email.to_lowercase();
    // A free mailbox says nothing about where somebody works.
    let domain = identity::company_domain(&email);
    let mut properties = vec![("form".to_owned(), form.name.clone())];
    if !entry.touch.utm_campaign.is_empty() {
        properties.push(("utm_campaign".to_owned(), entry.touch.utm_campaign.clone()));
    }
    properties.sort();
    let signal = NewSignal {
        key: format!("form-{}", act.0),
        kind: form.meaning,
        email: Some(email),
        domain,
        value: None,
        properties,
        at: now,
    };
    signals::take_within(tx, actor, &[signal], now).await?;
    Ok(())
}

/// What a robot sent makes nothing but a number, and can be looked at while it is kept.
async fn keep_aside(
    db: &Db,
    hosted: &Hosted,
    stamp: Option<Stamp>,
    by: Caught,
    sent: &EntryForm,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query(
        "insert into web_form_entry (workspace_id, id, form_id, version, caught_by, said, at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (workspace_id, id) do nothing",
    )
    .bind(hosted.workspace)
    .bind(stamp.map_or_else(Uuid::now_v7, |it| it.act.0))
    .bind(hosted.id)
    .bind(stamp.map_or(hosted.version, |it| it.version))
    .bind(by.code())
    .bind(Json(said(sent)))
    .bind(now)
    .execute(db.pool())
    .await?;
    Ok(())
}

/// As it came, which is the proof of what they wrote and ticked.
fn said(sent: &EntryForm) -> EntryForm {
    EntryForm { stamp: String::new(), ..sent.clone() }
}
