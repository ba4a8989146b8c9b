//! Many leads given away in one act: to a member, or to whomever the rules choose for each. Every lead has its own line of
//! history and its own event; whoever is not given away holds nobody else up.

use super::assign::{Arriving, Choices, record};
use crate::accounts::may_own;
use crate::outbox::{About, tell};
use crate::team::still_here;
use crate::{Act, Actor, Db, Error, Result};
use chrono::{DateTime, Utc};
use domain::events::Topic;
use domain::leads::giving::{Given, GivenLine, GivenReport, GivenTo, Giving, Kept};
use domain::leads::{LeadStatus, Origin};
use domain::team::Right;
use domain::{AccountId, ActId, LeadId, MemberId, PersonId, Problem, Refusal, Why};
use sqlx::types::Json;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// A lead as whoever gives it away finds it.
#[derive(sqlx::FromRow)]
struct Found {
    id: LeadId,
    version: i32,
    status: LeadStatus,
    origin: Origin,
    source: Option<String>,
    account: Option<AccountId>,
    person: Option<PersonId>,
    owner: Option<MemberId>,
    teams: Vec<Uuid>,
}

impl Found {
    fn may_go(&self, actor: &Actor) -> bool {
        actor.must_for(Right::Reassign, self.owner, &self.teams).is_ok()
    }
}

/// To whom they go, as far as it is the same for all.
enum Way {
    Member(MemberId),
    Rules(Box<Choices>),
}

/// Gives each lead away that may go, and answers what became of all of them. The same act is done once.
pub async fn give_many(
    db: &Db,
    actor: &Actor,
    act: ActId,
    giving: &Giving,
    now: DateTime<Utc>,
) -> Result<GivenReport> {
    actor.must(Right::Read)?;
    if let GivenTo::Member(member) = giving.to {
        may_own(db, actor, Some(member)).await?;
    }
    let mut tx = db.begin().await?;
    if !begin(&mut tx, actor, act).await? {
        drop(tx);
        return given(db, actor, act).await;
    }
    let mut way = way(&mut tx, actor, giving.to).await?;
    let mut found = hold(&mut tx, actor, &giving.leads).await?;
    let mut lines: Vec<(LeadId, Given)> = vec![];
    for lead in &giving.leads {
        let given = match found.remove(lead) {
            None => Given::Kept(Kept::Gone),
            Some(it) if !it.may_go(actor) => Given::Kept(Kept::NotAllowed),
            Some(it) => goes(&mut tx, actor, act, &it, &mut way, now).await?,
        };
        lines.push((*lead, given));
    }
    // Where nothing may be touched, nothing is told about single leads either.
    let all = |kept| lines.iter().all(|it| it.1 == Given::Kept(kept));
    if all(Kept::Gone) {
        return Err(Error::NotFound);
    }
    let nothing = |it: &(LeadId, Given)| matches!(it.1, Given::Kept(Kept::Gone | Kept::NotAllowed));
    if lines.iter().all(nothing) {
        return Err(Refusal::NotAllowed.into());
    }
    sqlx::query("update lead_giving set lines = $3 where workspace_id = $1 and id = $2")
        .bind(actor.workspace())
        .bind(act)
        .bind(Json(&lines))
        .execute(&mut *tx)
        .await?;
    db.commit(tx).await?;
    given(db, actor, act).await
}

/// Says whether the act is done for the first time. Who sends it at the same time waits here.
async fn begin(tx: &mut Act, actor: &Actor, act: ActId) -> Result<bool> {
    let made = sqlx::query(
        "insert into lead_giving (workspace_id, id, lines, by_id) values ($1, $2, '[]', $3) on conflict do nothing",
    )
    .bind(actor.workspace())
    .bind(act)
    .bind(actor.id())
    .execute(&mut **tx)
    .await?;
    Ok(made.rows_affected() == 1)
}

async fn way(tx: &mut Act, actor: &Actor, to: GivenTo) -> Result<Way> {
    match to {
        // Whoever leaves meanwhile waits until this is done, and then passes on what they were given.
        GivenTo::Member(member) => match still_here(tx, actor, Some(member)).await? {
            Some(member) => Ok(Way::Member(member)),
            None => Err(Problem::new("to", Why::Unknown).into()),
        },
        GivenTo::Rules => {
            // One choice after the other, as with arrivals.
            sqlx::query("select from workspace where id = $1 for no key update")
                .bind(actor.workspace())
                .execute(&mut **tx)
                .await?;
            Ok(Way::Rules(Box::new(Choices::read(tx, actor).await?)))
        }
    }
}

/// Holds the leads still until the act ends, in one order for everybody, and reads them.
async fn hold(tx: &mut Act, actor: &Actor, leads: &[LeadId]) -> Result<HashMap<LeadId, Found>> {
    let found: Vec<Found> = sqlx::query_as(
        "select l.id, l.version, l.status, l.origin, l.source, l.account_id as account, l.person_id as person,
            l.owner_id as owner,
            array(select t.team_id from team_member t
                  where t.workspace_id = l.workspace_id and t.member_id = l.owner_id) as teams
         from lead l
         where l.workspace_id = $1 and l.id = any ($2) and l.deleted_at is null
         order by l.id
         for no key update of l",
    )
    .bind(actor.workspace())
    .bind(leads.iter().map(|it| it.0).collect::<Vec<_>>())
    .fetch_all(&mut **tx)
    .await?;
    Ok(found.into_iter().map(|it| (it.id, it)).collect())
}

async fn goes(
    tx: &mut Act,
    actor: &Actor,
    act: ActId,
    lead: &Found,
    way: &mut Way,
    now: DateTime<Utc>,
) -> Result<Given> {
    let to = match way {
        Way::Member(member) => Some(*member),
        Way::Rules(_) if !LeadStatus::WORKED.contains(&lead.status) => {
            return Ok(Given::Kept(Kept::NotWorked));
        }
        Way::Rules(choices) => {
            let arriving =
                Arriving { origin: lead.origin, source: lead.source.as_deref(), account: lead.account };
            let Some(chosen) = choices.who_gets(tx, actor, arriving, now).await? else {
                return Ok(Given::Kept(Kept::NoRule));
            };
            record(tx, actor, lead.id, &chosen, now).await?;
            choices.was_given(&chosen, chosen.owner != lead.owner);
            chosen.owner
        }
    };
    if to == lead.owner {
        return Ok(Given::Stays);
    }
    write(tx, actor, lead, to, Some(act)).await?;
    Ok(Given::To(to))
}

/// The row over the version that is held, its line of history and its event. `act`: what can be taken back together.
async fn write(
    tx: &mut Act,
    actor: &Actor,
    lead: &Found,
    to: Option<MemberId>,
    act: Option<ActId>,
) -> Result<()> {
    let changes = crate::leads::owner_change(tx, actor, lead.owner, to).await?;
    let version: i32 = sqlx::query_scalar(
        "with given as (
             update lead set owner_id = $3, version = version + 1, updated_at = now()
             where workspace_id = $1 and id = $2
             returning workspace_id, id, version
         )
         insert into field_change (workspace_id, id, lead_id, changes, by_id, version, batch_id, from_owner_id)
         select workspace_id, $4, id, $5, $6, version, $7, $8 from given
         returning version",
    )
    .bind(actor.workspace())
    .bind(lead.id)
    .bind(to)
    .bind(Uuid::now_v7())
    .bind(Json(&changes))
    .bind(actor.id())
    .bind(act)
    .bind(lead.owner)
    .fetch_one(&mut **tx)
    .await?;
    let about = About {
        lead: Some(lead.id),
        account: lead.account,
        person: lead.person,
        version: Some(version),
        ..About::default()
    };
    tell(tx, actor, Topic::Lead, about).await?;
    Ok(())
}

/// What an act came to, with what its leads are called.
pub async fn given(db: &Db, actor: &Actor, act: ActId) -> Result<GivenReport> {
    actor.must(Right::Read)?;
    let found: Option<(Json<Vec<(LeadId, Given)>>, Option<i32>)> =
        sqlx::query_as("select lines, taken_back from lead_giving where workspace_id = $1 and id = $2")
            .bind(actor.workspace())
            .bind(act)
            .fetch_optional(db.pool())
            .await?;
    let (lines, taken_back) = found.ok_or(Error::NotFound)?;
    let names: Vec<(LeadId, i32, String)> =
        sqlx::query_as("select id, number, name from lead where workspace_id = $1 and id = any ($2)")
            .bind(actor.workspace())
            .bind(lines.iter().map(|it| it.0.0).collect::<Vec<_>>())
            .fetch_all(db.pool())
            .await?;
    let mut names: HashMap<_, _> = names.into_iter().map(|(id, number, name)| (id, (number, name))).collect();
    let line = |(lead, given): (LeadId, Given)| GivenLine { lead, called: names.remove(&lead), given };
    let lines = lines.0.into_iter().map(line).collect();
    Ok(GivenReport { act, lines, taken_back })
}

/// Takes back what one act gave away: each lead that nobody has touched since goes to whose it was, as long as they are
/// here. Once; asked again, it answers the same.
pub async fn take_back_given(db: &Db, actor: &Actor, act: ActId) -> Result<GivenReport> {
    actor.must(Right::Read)?;
    let mut tx = db.begin().await?;
    let undone: Option<bool> = sqlx::query_scalar(
        "select undone_at is not null from lead_giving
         where workspace_id = $1 and id = $2
         for no key update",
    )
    .bind(actor.workspace())
    .bind(act)
    .fetch_optional(&mut *tx)
    .await?;
    let undone = undone.ok_or(Error::NotFound)?;
    let steps: Vec<(LeadId, i32, Option<MemberId>)> = sqlx::query_as(
        "select lead_id, version, from_owner_id from field_change
         where workspace_id = $1 and batch_id = $2 and lead_id is not null
         order by lead_id",
    )
    .bind(actor.workspace())
    .bind(act)
    .fetch_all(&mut *tx)
    .await?;
    // Whose they were, in one order and before the leads, as whoever shows somebody out holds them.
    let mut here = BTreeMap::new();
    for member in steps.iter().filter_map(|it| it.2) {
        here.insert(member.0, false);
    }
    for (member, is_here) in &mut here {
        *is_here = still_here(&mut tx, actor, Some(MemberId(*member))).await?.is_some();
    }
    let leads: Vec<_> = steps.iter().map(|it| it.0).collect();
    let found = hold(&mut tx, actor, &leads).await?;
    // Whoever gave away what was theirs may have it back.
    let may = |lead: &Found, before: Option<MemberId>| {
        lead.may_go(actor) || (before.is_some() && before == actor.id())
    };
    if !steps.iter().any(|it| found.get(&it.0).is_some_and(|lead| may(lead, it.2))) {
        return Err(Refusal::NotAllowed.into());
    }
    if undone {
        drop(tx);
        return given(db, actor, act).await;
    }
    let mut taken_back = 0;
    for (lead, version, before) in steps {
        let Some(now) = found.get(&lead).filter(|it| it.version == version && may(it, before)) else {
            continue;
        };
        if before.is_some_and(|it| here.get(&it.0) != Some(&true)) {
            continue;
        }
        write(&mut tx, actor, now, before, None).await?;
        taken_back += 1;
    }
    sqlx::query(
        "update lead_giving set undone_at = now(), taken_back = $3 where workspace_id = $1 and id = $2",
    )
    .bind(actor.workspace())
    .bind(act)
    .bind(taken_back)
    .execute(&mut *tx)
    .await?;
    db.commit(tx).await?;
    given(db, actor, act).await
}
