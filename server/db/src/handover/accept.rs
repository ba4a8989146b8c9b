//! Whoever closes takes the lead: account, person, deal, tasks, the lead itself and the line for the screens are one act, done
//! once however often it is sent. Nothing has to be typed again.

use super::open::{End, end};
use super::{Standing, hold, must_decide};
use crate::leads::{Links, Place, known, write};
use crate::outbox::{About, tell};
use crate::pipeline::{Fresh, account_named, place_of_motion, put};
use crate::{Act, Actor, Db, Result, accounts, error::constraint};
use chrono::{DateTime, Utc};
use domain::accounts::PersonFields;
use domain::activities::Subject;
use domain::calendar::Clock;
use domain::events::Topic;
use domain::handover::{State, contact_due};
use domain::leads::{LeadMove, LeadStatus};
use domain::pipeline::Motion;
use domain::{
    AccountId, ActId, DealId, HandoverId, Locale, MemberId, PersonId, Problem, Refusal, TaskId, Why, identity,
};
use uuid::Uuid;

/// How the task to be in touch with somebody is called, in the language of whoever gets it.
pub type FirstContact = fn(Locale, &str) -> String;

/// Accepts a hand-over. Whoever accepts it again gets the deal there is. Answers the deal.
pub async fn accept(
    db: &Db,
    actor: &Actor,
    id: HandoverId,
    first_contact: FirstContact,
    now: DateTime<Utc>,
) -> Result<DealId> {
    let mut tx = db.begin().await?;
    hold(&mut tx, actor).await?;
    let standing = Standing::find(&mut tx, actor, id).await?;
    must_decide(&mut tx, actor, standing.to).await?;
    if standing.state == State::Accepted
        && let Some(deal) = deal_of(&mut tx, actor, &standing).await?
    {
        return Ok(deal);
    }
    standing.must_be_pending()?;
    let deal = accept_within(&mut tx, actor, &standing, first_contact, now).await?;
    db.commit(tx).await?;
    Ok(deal)
}

async fn deal_of(tx: &mut Act, actor: &Actor, standing: &Standing) -> Result<Option<DealId>> {
    let found: Option<Option<DealId>> =
        sqlx::query_scalar("select deal_id from lead where workspace_id = $1 and id = $2")
            .bind(actor.workspace())
            .bind(standing.lead)
            .fetch_optional(&mut **tx)
            .await?;
    Ok(found.flatten())
}

/// What becomes an account, a person and a deal.
#[derive(sqlx::FromRow)]
struct Taken {
    name: String,
    company: Option<String>,
    title: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    motion: Motion,
    about: String,
}

/// The same as part of a larger act.
pub(super) async fn accept_within(
    tx: &mut Act,
    actor: &Actor,
    standing: &Standing,
    first_contact: FirstContact,
    now: DateTime<Utc>,
) -> Result<DealId> {
    // On behalf of whom it is addressed to; what stands in the queue belongs to whoever takes it.
    let closer = standing.to.or(actor.id()).ok_or(Refusal::NotAllowed)?;
    let mut place = Place::hold(tx, actor, standing.lead).await?;
    let taken: Taken = sqlx::query_as(
        "select name, company, title, email, phone, motion, about from lead where workspace_id = $1 and id = $2",
    )
    .bind(actor.workspace())
    .bind(standing.lead)
    .fetch_one(&mut **tx)
    .await?;
    let links = linked(tx, actor, &place, &taken, closer).await?;
    let deal = make_deal(tx, actor, standing, &taken, links, closer).await?;
    sqlx::query(
        "update lead set account_id = $3, person_id = $4, deal_id = $5, owner_id = $6
         where workspace_id = $1 and id = $2",
    )
    .bind(actor.workspace())
    .bind(standing.lead)
    .bind(links.account)
    .bind(links.person)
    .bind(deal)
    .bind(closer)
    .execute(&mut **tx)
    .await?;
    place = Place { owner: Some(closer), account: links.account, person: links.person, ..place };
    let step = LeadMove::plainly(LeadStatus::Accepted);
    let version = write(tx, actor, &place, &step, ("handover", now)).await?;
    let (zone, calendar) = crate::calendar::of_workspace(tx, actor).await?;
    let promises = crate::leads::promised(tx, actor).await?.now;
    let due = contact_due(now, promises, Clock { calendar: &calendar, zone: &zone });
    crate::frameworks::of_talk(tx, actor, standing.lead, deal).await?;
    let done = End { contact_due: Some(due), ..End::plainly(State::Accepted) };
    end(tx, actor, standing.id, done, now).await?;
    tasks_go_over(tx, actor, (standing, deal), closer).await?;
    plan_first_contact(tx, actor, (deal, closer), first_contact, (&taken.name, zone.day(due))).await?;
    let about = About { deal: Some(deal), version, act: Some(ActId(standing.id.0)), ..place.about() };
    tell(tx, actor, Topic::Lead, About { deal: None, ..about }).await?;
    tell(tx, actor, Topic::Task, About { version: None, ..about }).await?;
    Ok(deal)
}

/// The account and the person whom we know already by the usual likeness, made where we do not.
async fn linked(
    tx: &mut Act,
    actor: &Actor,
    place: &Place,
    taken: &Taken,
    closer: MemberId,
) -> Result<Links> {
    let found = known(tx, actor, taken.email.as_deref()).await?;
    let domain = taken.email.as_deref().and_then(identity::company_domain);
    let account = match place.account.or(found.account) {
        Some(account) => account,
        None => {
            let name = taken.company.as_deref().or(domain.as_deref()).unwrap_or(&taken.name);
            account_named(tx, actor, name, domain.as_deref()).await?
        }
    };
    let person = match place.person.or(found.person) {
        Some(person) => person,
        None => make_person(tx, actor, taken, account, closer).await?,
    };
    Ok(Links { account: Some(account), person: Some(person) })
}

async fn make_person(
    tx: &mut Act,
    actor: &Actor,
    taken: &Taken,
    account: AccountId,
    closer: MemberId,
) -> Result<PersonId> {
    let id = PersonId(Uuid::now_v7());
    let fields = PersonFields {
        name: taken.name.clone(),
        title: taken.title.clone(),
        department: None,
        email: taken.email.clone(),
        phone: taken.phone.clone(),
        account: Some(account),
        owner: Some(closer),
        about: String::new(),
    };
    let taken = Refusal::Taken(Problem::new("email", Why::Taken));
    accounts::insert_person(tx, actor, id, &fields)
        .await
        .map_err(|error| constraint(error, "person_email_taken", taken))?;
    accounts::record_created(tx, actor, Subject::Person(id)).await?;
    Ok(id)
}

/// In the first stage of the pipeline that sells in the lead's way. The hand-over itself was what that asks of a newcomer.
async fn make_deal(
    tx: &mut Act,
    actor: &Actor,
    standing: &Standing,
    taken: &Taken,
    links: Links,
    closer: MemberId,
) -> Result<DealId> {
    // Of one hand-over there is one deal, and its first step is the act's.
    let id = DealId(standing.id.0);
    let dossier = &standing.dossier.0;
    let need = dossier.need();
    let fresh = Fresh {
        id,
        name: taken.company.as_deref().unwrap_or(&taken.name),
        place: place_of_motion(tx, actor, taken.motion).await?,
        account: links.account,
        person: links.person,
        owner: Some(closer),
        amount: None,
        probability: None,
        expected_close: None,
        next_step: Some(dossier.notes.next_step.as_str()).filter(|it| !it.is_empty()),
        next_step_due: dossier.notes.next_step_due,
        about: if need.is_empty() { &taken.about } else { need },
    };
    put(tx, actor, fresh).await?;
    Ok(id)
}

/// What was planned with the lead is planned with the deal, for whoever works it now.
async fn tasks_go_over(
    tx: &mut Act,
    actor: &Actor,
    (standing, deal): (&Standing, DealId),
    closer: MemberId,
) -> Result<()> {
    sqlx::query(
        "update task set deal_id = $3, owner_id = $4, version = version + 1
         where workspace_id = $1 and lead_id = $2 and done_at is null and deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(standing.lead)
    .bind(deal)
    .bind(closer)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn plan_first_contact(
    tx: &mut Act,
    actor: &Actor,
    (deal, closer): (DealId, MemberId),
    first_contact: FirstContact,
    (name, due): (&str, chrono::NaiveDate),
) -> Result<()> {
    let locale: Option<String> =
        sqlx::query_scalar("select locale from member where workspace_id = $1 and id = $2")
            .bind(actor.workspace())
            .bind(closer)
            .fetch_one(&mut **tx)
            .await?;
    sqlx::query(
        "insert into task (workspace_id, id, title, due, owner_id, deal_id, by_id) values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(actor.workspace())
    .bind(TaskId(Uuid::now_v7()))
    .bind(first_contact(locale.as_deref().and_then(Locale::of_tag).unwrap_or_default(), name))
    .bind(due)
    .bind(closer)
    .bind(deal)
    .bind(actor.id())
    .execute(&mut **tx)
    .await?;
    Ok(())
}
