//! Somebody arrives: by a form, a program, or because a member types them in. Whoever is a lead already gets one more
//! touch, so that nobody is called twice; everybody else becomes a lead. One act, done once however often it is sent.

use super::links::{self, Links};
use super::similar::the_same;
use crate::accounts::{may_own, nfc};
use crate::outbox::{About, tell};
use crate::routing::{Arriving, record, who_gets};
use crate::team::still_here;
use crate::{Act, Actor, Db, Error, Result};
use chrono::{DateTime, Utc};
use domain::accounts::Problems;
use domain::events::Topic;
use domain::leads::{Arrived, LeadFields, LeadForm, LeadStatus, Reach, TouchFields, TouchForm};
use domain::search::Found;
use domain::team::Right;
use domain::{ActId, LeadId, Problem, Refusal, Why};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Makes a lead, or adds a touch to the one that this is. `act` names the arrival: sent again, it is done once.
pub async fn arrive(
    db: &Db,
    actor: &Actor,
    act: Option<ActId>,
    (form, touch): (&LeadForm, &TouchForm),
    now: DateTime<Utc>,
) -> Result<Arrived> {
    actor.must(Right::KeepRecords)?;
    let (fields, touch) = checked(form, touch)?;
    may_own(db, actor, fields.owner).await?;
    let act = act.unwrap_or_else(|| ActId(Uuid::now_v7()));

    let mut tx = db.begin().await?;
    let (arrived, is_done) = arrive_within(&mut tx, actor, act, (fields, touch), now).await?;
    if !is_done {
        db.commit(tx).await?;
    }
    Ok(arrived)
}

/// So many come at once.
const BATCH_MAX: usize = 1_000;

/// Many at once, all or none. `act` names the batch: sent again, it is done once.
pub async fn arrive_all(
    db: &Db,
    actor: &Actor,
    act: ActId,
    forms: &[(LeadForm, TouchForm)],
    now: DateTime<Utc>,
) -> Result<Vec<Arrived>> {
    actor.must(Right::KeepRecords)?;
    let all = all_checked(forms)?;
    let owners: BTreeSet<_> = all.iter().filter_map(|it| it.0.owner).collect();
    for owner in owners {
        may_own(db, actor, Some(owner)).await?;
    }
    let mut tx = db.begin().await?;
    let mut arrived = Vec::with_capacity(all.len());
    for (place, each) in (1_u128..).zip(all) {
        // Each has a name of its own that follows from the batch's.
        let act = ActId(Uuid::from_u128(act.0.as_u128() ^ place));
        arrived.push(arrive_within(&mut tx, actor, act, each, now).await?.0);
    }
    db.commit(tx).await?;
    Ok(arrived)
}

/// Everything that is wrong with a batch is said at once, each by its place, as `leads[3].email`.
fn all_checked(forms: &[(LeadForm, TouchForm)]) -> Result<Vec<(LeadFields, TouchFields)>> {
    if forms.is_empty() {
        return Err(Problem::new("leads", Why::Missing).into());
    }
    if forms.len() > BATCH_MAX {
        return Err(Problem::new("leads", Why::OutOfRange(1, BATCH_MAX as i64)).into());
    }
    let (mut all, mut wrong) = (Vec::with_capacity(forms.len()), Vec::new());
    for (at, (form, touch)) in forms.iter().enumerate() {
        match checked(form, touch) {
            Ok(fields) => all.push(fields),
            Err(Error::Refused(Refusal::Invalid(problems))) => wrong.extend(
                problems
                    .into_iter()
                    .map(|it| Problem { field: format!("leads[{at}].{}", it.field), why: it.why }),
            ),
            Err(error) => return Err(error),
        }
    }
    if wrong.is_empty() { Ok(all) } else { Err(wrong.into()) }
}

/// The same as part of a larger act; says, too, whether it was done before.
pub(crate) async fn arrive_within(
    tx: &mut Act,
    actor: &Actor,
    act: ActId,
    said: (LeadFields, TouchFields),
    now: DateTime<Utc>,
) -> Result<(Arrived, bool)> {
    arrive_linked(tx, actor, act, said, None, now).await
}

/// Arrivals go one after the other, so that the second of two equal ones sees the first one's lead.
pub(super) async fn one_by_one(tx: &mut Act, actor: &Actor) -> Result<()> {
    sqlx::query("select from workspace where id = $1 for no key update")
        .bind(actor.workspace())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The same of somebody we know already, where `links` says so; others are found by their address.
pub(crate) async fn arrive_linked(
    tx: &mut Act,
    actor: &Actor,
    act: ActId,
    (mut fields, touch): (LeadFields, TouchFields),
    links: Option<Links>,
    now: DateTime<Utc>,
) -> Result<(Arrived, bool)> {
    compose(&mut fields);
    one_by_one(tx, actor).await?;
    if let Some(done) = done_before(tx, actor, act).await? {
        return Ok((done, true));
    }
    let reach = Reach::of(fields.email.as_deref(), fields.phone.as_deref());
    let (arrived, version) = match the_same(tx, actor, &reach).await? {
        Some(same) => (
            Arrived { lead: same.id, number: same.number, is_new: false },
            again(tx, actor, same.id, now).await?,
        ),
        None => {
            let links = match links {
                Some(links) => links,
                None => links::known(tx, actor, fields.email.as_deref()).await?,
            };
            (first(tx, actor, LeadId(act.0), (&fields, &reach, links), now).await?, 1)
        }
    };
    touched(tx, actor, act, (arrived.lead, version), (&fields, &touch), now).await?;
    let links = links::of_lead(tx, actor, arrived.lead).await?;
    let about = About { act: Some(act), version: Some(version), ..links.about(arrived.lead) };
    tell(tx, actor, Topic::Lead, about).await?;
    Ok((arrived, false))
}

/// One more touch of a lead that somebody is known to be, at a moment of its own, as files tell of them.
pub(crate) async fn touched_again(
    tx: &mut Act,
    actor: &Actor,
    act: ActId,
    lead: LeadId,
    said: (&LeadFields, &TouchFields),
    at: DateTime<Utc>,
) -> Result<()> {
    let version = again(tx, actor, lead, at).await?;
    touched(tx, actor, act, (lead, version), said, at).await?;
    let links = links::of_lead(tx, actor, lead).await?;
    tell(tx, actor, Topic::Lead, About { act: Some(act), version: Some(version), ..links.about(lead) }).await
}

/// Everything that is wrong is said at once, whichever part it is in.
fn checked(form: &LeadForm, touch: &TouchForm) -> Result<(LeadFields, TouchFields)> {
    let mut problems = Problems::default();
    let (fields, touch) = (problems.all(form.check()), problems.all(touch.check()));
    problems.or(())?;
    let (Some(fields), Some(touch)) = (fields, touch) else {
        return Err(Problem::new("name", Why::Missing).into());
    };
    Ok((fields, touch))
}

/// Names and addresses as records keep them.
pub(super) fn compose(fields: &mut LeadFields) {
    let nfc_of = |it: &mut Option<String>| *it = it.as_deref().map(nfc);
    fields.name = nfc(&fields.name);
    nfc_of(&mut fields.company);
    nfc_of(&mut fields.email);
    nfc_of(&mut fields.source);
}

async fn done_before(tx: &mut Act, actor: &Actor, act: ActId) -> Result<Option<Arrived>> {
    let found: Option<(LeadId, i32, bool)> = sqlx::query_as(
        "select l.id, l.number, t.version = 1
         from lead_touch t
         join lead l on l.workspace_id = t.workspace_id and l.id = t.lead_id
         where t.workspace_id = $1 and t.id = $2",
    )
    .bind(actor.workspace())
    .bind(act)
    .fetch_optional(&mut **tx)
    .await?;
    Ok(found.map(|(lead, number, is_new)| Arrived { lead, number, is_new }))
}

async fn again(tx: &mut Act, actor: &Actor, lead: LeadId, now: DateTime<Utc>) -> Result<i32> {
    Ok(sqlx::query_scalar(
        "update lead set first_touch_at = least(first_touch_at, $3), last_touch_at = greatest(last_touch_at, $3),
             version = version + 1, updated_at = now()
         where workspace_id = $1 and id = $2
         returning version",
    )
    .bind(actor.workspace())
    .bind(lead)
    .bind(now)
    .fetch_one(&mut **tx)
    .await?)
}

async fn first(
    tx: &mut Act,
    actor: &Actor,
    lead: LeadId,
    (fields, reach, Links { account, person }): (&LeadFields, &Reach, Links),
    now: DateTime<Utc>,
) -> Result<Arrived> {
    if fields.owner.is_some() && still_here(tx, actor, fields.owner).await?.is_none() {
        return Err(Problem::new("owner", Why::Unknown).into());
    }
    // Whom nobody has taken goes where the rules say.
    let chosen = match fields.owner {
        Some(_) => None,
        None => {
            let arriving = Arriving { origin: fields.origin, source: fields.source.as_deref(), account };
            who_gets(tx, actor, arriving, now).await?
        }
    };
    let owner = fields.owner.or(chosen.as_ref().and_then(|it| it.owner));
    let number: i32 = sqlx::query_scalar(
        "with counted as (
             update workspace set last_lead_number = last_lead_number + 1 where id = $1
             returning last_lead_number
         )
         insert into lead (workspace_id, id, number, name, company, title, email, phone, phone_key, about,
             account_id, person_id, origin, motion, source, first_touch_at, last_touch_at, status_entered_at, owner_id)
         select $1, $2, last_lead_number, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15, $15, $16
         from counted
         returning number",
    )
    .bind(actor.workspace())
    .bind(lead)
    .bind(&fields.name)
    .bind(&fields.company)
    .bind(&fields.title)
    .bind(&fields.email)
    .bind(&fields.phone)
    .bind(&reach.phone)
    .bind(&fields.about)
    .bind(account)
    .bind(person)
    .bind(fields.origin)
    .bind(fields.motion)
    .bind(&fields.source)
    .bind(now)
    .bind(owner)
    .fetch_one(&mut **tx)
    .await?;
    sqlx::query(
        "insert into lead_transition (workspace_id, id, lead_id, to_status, by_id, via, version, at)
         values ($1, $2, $3, $4, $5, $6, 1, $7)",
    )
    .bind(actor.workspace())
    .bind(Uuid::now_v7())
    .bind(lead)
    .bind(LeadStatus::New)
    .bind(actor.id())
    .bind(actor.via())
    .bind(now)
    .execute(&mut **tx)
    .await?;
    if let Some(chosen) = &chosen {
        record(tx, actor, lead, chosen, now).await?;
    }
    Ok(Arrived { lead, number, is_new: true })
}

async fn touched(
    tx: &mut Act,
    actor: &Actor,
    act: ActId,
    (lead, version): (LeadId, i32),
    (fields, touch): (&LeadFields, &TouchFields),
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query(
        "insert into lead_touch (workspace_id, id, lead_id, version, origin, source, utm_source, utm_medium, utm_campaign,
             utm_content, utm_term, referrer, landing_page, about, by_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
    )
    .bind(actor.workspace())
    .bind(act)
    .bind(lead)
    .bind(version)
    .bind(fields.origin)
    .bind(&fields.source)
    .bind(&touch.utm_source)
    .bind(&touch.utm_medium)
    .bind(&touch.utm_campaign)
    .bind(&touch.utm_content)
    .bind(&touch.utm_term)
    .bind(&touch.referrer)
    .bind(&touch.landing_page)
    .bind(&fields.about)
    .bind(actor.id())
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Turns an address that another lead has into that lead.
pub(super) async fn same_email(db: &Db, actor: &Actor, email: Option<&str>, error: sqlx::Error) -> Error {
    if error.as_database_error().and_then(|it| it.constraint()) != Some("lead_email_taken") {
        return crate::error::unknown_reference(error);
    }
    let found: sqlx::Result<Option<(LeadId, i32, String)>> = sqlx::query_as(
        "select id, number, name from lead
         where workspace_id = $1 and email = $2 and status <> 'disqualified' and deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(email)
    .fetch_optional(db.pool())
    .await;
    match found {
        Ok(Some((id, number, title))) => {
            Refusal::Exists { field: "email".to_owned(), found: Found::Lead(id, number), title }.into()
        }
        Ok(None) => Refusal::Taken(Problem::new("email", Why::Taken)).into(),
        Err(error) => error.into(),
    }
}
