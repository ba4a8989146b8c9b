//! Who has a say: taking them in, what is known of them, what proves a champion, and letting go of a seat.

use super::{changed, hold, may_work, step};
use crate::activities::log_within;
use crate::{Act, Actor, Db, Error, Result, Staleness};
use chrono::{DateTime, Utc};
use domain::activities::{ActivityForm, ActivityKind, Change};
use domain::committee::{ProofForm, Role, SeatForm, Tangle};
use domain::{ActivityId, DealId, PersonId, Problem, Refusal, SeatId, Why};
use uuid::Uuid;

/// Takes somebody in, in one role. Sent again, or said again, it is done once.
pub async fn seat(db: &Db, actor: &Actor, deal: DealId, form: &SeatForm) -> Result<SeatId> {
    let wanted = form.check()?;
    may_work(db, actor, deal).await?;
    let (person, role) = wanted.whom.ok_or_else(|| Problem::new("person", Why::Missing))?;
    let id = wanted.id.unwrap_or_else(|| SeatId(Uuid::now_v7()));
    let mut tx = db.begin().await?;
    hold(&mut tx, actor, deal).await?;
    // Whoever was swallowed meanwhile is taken in as who they are.
    let found: Option<(PersonId, String)> = sqlx::query_as(
        "select p.id, p.name from person s
         join person p on p.workspace_id = s.workspace_id and p.id = coalesce(s.duplicate_of, s.id)
         where s.workspace_id = $1 and s.id = $2 and p.deleted_at is null
         for key share of p",
    )
    .bind(actor.workspace())
    .bind(person)
    .fetch_optional(&mut *tx)
    .await?;
    let (person, name) = found.ok_or_else(|| Problem::new("person", Why::Unknown))?;
    let stands: Option<SeatId> = sqlx::query_scalar(
        "select id from deal_person
         where workspace_id = $1 and (id = $2 or deal_id = $3 and person_id = any (people_in($1, $4)) and role = $5)
         order by id <> $2, id limit 1",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(deal)
    .bind(person)
    .bind(role)
    .fetch_optional(&mut *tx)
    .await?;
    if let Some(stands) = stands {
        return Ok(stands);
    }
    let version = step(&mut tx, actor, deal, id.0, &[changed(role.code(), "", name)]).await?;
    sqlx::query(
        "insert into deal_person (workspace_id, id, deal_id, person_id, role, stance, influence, goals, concerns,
             persuaded_by, by_id, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(deal)
    .bind(person)
    .bind(role)
    .bind(wanted.stance)
    .bind(wanted.influence)
    .bind(&wanted.goals)
    .bind(&wanted.concerns)
    .bind(&wanted.persuaded_by)
    .bind(actor.id())
    .bind(version)
    .execute(&mut *tx)
    .await?;
    db.commit(tx).await?;
    Ok(id)
}

/// A seat as it stands until the act is done.
#[derive(sqlx::FromRow)]
struct Standing {
    deal: DealId,
    person: PersonId,
    name: String,
    role: Role,
    version: i32,
    stance: i16,
    influence: i16,
    goals: String,
    concerns: String,
    persuaded_by: String,
}

async fn deal_of(db: &Db, actor: &Actor, seat: SeatId) -> Result<DealId> {
    Ok(sqlx::query_scalar("select deal_id from deal_person where workspace_id = $1 and id = $2")
        .bind(actor.workspace())
        .bind(seat)
        .fetch_one(db.pool())
        .await?)
}

/// The deal is held before its seat is read, so that what is read stands.
async fn standing(tx: &mut Act, actor: &Actor, deal: DealId, seat: SeatId) -> Result<Standing> {
    hold(tx, actor, deal).await?;
    Ok(sqlx::query_as(
        "select c.deal_id as deal, p.id as person, p.name, c.role, c.version, c.stance, c.influence, c.goals, c.concerns,
             c.persuaded_by
         from deal_person c
         join person s on s.workspace_id = c.workspace_id and s.id = c.person_id
         join person p on p.workspace_id = c.workspace_id and p.id = coalesce(s.duplicate_of, s.id)
         where c.workspace_id = $1 and c.id = $2 and c.deal_id = $3",
    )
    .bind(actor.workspace())
    .bind(seat)
    .bind(deal)
    .fetch_one(&mut **tx)
    .await?)
}

fn must_stand(stands: &Standing, seen: Option<i32>, differences: Vec<Change>) -> Result<()> {
    match seen {
        Some(seen) if seen != stands.version => {
            Err(Error::Changed(Staleness { version: stands.version, differences, ..Staleness::default() }))
        }
        _ => Ok(()),
    }
}

/// Writes what is known of somebody, over the version that its writer saw; it holds for each of their roles.
pub async fn change(db: &Db, actor: &Actor, seat: SeatId, seen: Option<i32>, form: &SeatForm) -> Result<()> {
    let wanted = form.known()?;
    let deal = deal_of(db, actor, seat).await?;
    may_work(db, actor, deal).await?;
    let mut tx = db.begin().await?;
    let stands = standing(&mut tx, actor, deal, seat).await?;
    let mut changes = vec![];
    let mut told = |what: &str, before: String, after: String| {
        if before != after {
            changes.push(changed(what, before, after));
        }
    };
    let number = |it: i16| format!("{} {it}", stands.name);
    told("stance", number(stands.stance), number(wanted.stance));
    told("influence", number(stands.influence), number(wanted.influence));
    told("goals", stands.goals.clone(), wanted.goals.clone());
    told("concerns", stands.concerns.clone(), wanted.concerns.clone());
    told("persuaded_by", stands.persuaded_by.clone(), wanted.persuaded_by.clone());
    if changes.is_empty() {
        return Ok(());
    }
    must_stand(&stands, seen, changes.clone())?;
    let version = step(&mut tx, actor, deal, Uuid::now_v7(), &changes).await?;
    sqlx::query(
        "update deal_person set stance = $4, influence = $5, goals = $6, concerns = $7, persuaded_by = $8, version = $9
         where workspace_id = $1 and deal_id = $2 and person_id = any (people_in($1, $3))",
    )
    .bind(actor.workspace())
    .bind(stands.deal)
    .bind(stands.person)
    .bind(wanted.stance)
    .bind(wanted.influence)
    .bind(&wanted.goals)
    .bind(&wanted.concerns)
    .bind(&wanted.persuaded_by)
    .bind(version)
    .execute(&mut *tx)
    .await?;
    db.commit(tx).await
}

/// Lets go of a seat; of somebody's last one, with what ties them to others.
pub async fn remove(db: &Db, actor: &Actor, seat: SeatId, seen: Option<i32>) -> Result<()> {
    let deal = deal_of(db, actor, seat).await?;
    may_work(db, actor, deal).await?;
    let mut tx = db.begin().await?;
    let stands = standing(&mut tx, actor, deal, seat).await?;
    let gone = changed(stands.role.code(), stands.name.clone(), "");
    must_stand(&stands, seen, vec![gone.clone()])?;
    step(&mut tx, actor, deal, Uuid::now_v7(), &[gone]).await?;
    sqlx::query(
        "delete from deal_person
         where workspace_id = $1 and deal_id = $2 and person_id = any (people_in($1, $3)) and role = $4",
    )
    .bind(actor.workspace())
    .bind(deal)
    .bind(stands.person)
    .bind(stands.role)
    .execute(&mut *tx)
    .await?;
    sqlx::query(
        "delete from deal_relation r
         where r.workspace_id = $1 and r.deal_id = $2 and (r.from_id = any (people_in($1, $3)) or r.to_id = any (people_in($1, $3)))
             and not exists (
                 select from deal_person c
                 where c.workspace_id = $1 and c.deal_id = $2 and c.person_id = any (people_in($1, $3)))",
    )
    .bind(actor.workspace())
    .bind(deal)
    .bind(stands.person)
    .execute(&mut *tx)
    .await?;
    db.commit(tx).await
}

/// Says what a champion did for us, by something that is on record, or is put there with it.
pub async fn prove(
    db: &Db,
    actor: &Actor,
    seat: SeatId,
    seen: Option<i32>,
    form: &ProofForm,
    now: DateTime<Utc>,
) -> Result<()> {
    let wanted = form.check()?;
    let deal = deal_of(db, actor, seat).await?;
    may_work(db, actor, deal).await?;
    let mut tx = db.begin().await?;
    let stands = standing(&mut tx, actor, deal, seat).await?;
    if stands.role != Role::Champion {
        return Err(Refusal::Committee(Tangle::NoChampion).into());
    }
    let told = changed("proof", "", stands.name.clone());
    must_stand(&stands, seen, vec![told.clone()])?;
    let proof = match wanted.activity {
        Some(activity) => logged(&mut tx, actor, deal, activity).await?,
        None => {
            let id = ActivityId(Uuid::now_v7());
            let form = ActivityForm {
                kind: ActivityKind::Note.code().to_owned(),
                body: wanted.note.clone(),
                deal: deal.to_string(),
                person: stands.person.to_string(),
                ..ActivityForm::default()
            };
            log_within(&mut tx, actor, id, &form, now).await?;
            id
        }
    };
    let version = step(&mut tx, actor, deal, Uuid::now_v7(), &[told]).await?;
    sqlx::query(
        "update deal_person set verified_by = $3, act = $4, version = $5
         where workspace_id = $1 and id = $2",
    )
    .bind(actor.workspace())
    .bind(seat)
    .bind(proof)
    .bind(wanted.act)
    .bind(version)
    .execute(&mut *tx)
    .await?;
    db.commit(tx).await
}

/// An activity of this deal, or of the company that buys, that is on record.
async fn logged(tx: &mut Act, actor: &Actor, deal: DealId, activity: ActivityId) -> Result<ActivityId> {
    let found: Option<ActivityId> = sqlx::query_scalar(
        "select h.id from activity h
         join deal d on d.workspace_id = h.workspace_id and d.id = $3
         where h.workspace_id = $1 and h.id = $2 and h.removed_at is null
             and (h.deal_id = d.id or h.deal_id is null and h.account_id = d.account_id)",
    )
    .bind(actor.workspace())
    .bind(activity)
    .bind(deal)
    .fetch_optional(&mut **tx)
    .await?;
    found.ok_or_else(|| Problem::new("activity", Why::Unknown).into())
}
