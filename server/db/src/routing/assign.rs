//! The choice for one lead: the facts are read here, the rule in the domain chooses, and what it says is kept.

use super::rules::{members, rules};
use crate::activities::links;
use crate::leads::lead;
use crate::outbox::{About, tell};
use crate::{Act, Actor, Db, Error, Result};
use chrono::{DateTime, Utc};
use domain::activities::Subject;
use domain::calendar::{Calendar, Zone};
use domain::events::Topic;
use domain::icp::Tier;
use domain::leads::{Lead, LeadStatus, Origin};
use domain::routing::{Assigned, Availability, Candidate, Chosen, Facts, Place, Rule, assign};
use domain::team::Right;
use domain::{AccountId, LeadId, MemberId, RoutingRuleId};
use sqlx::types::Json;
use std::collections::HashMap;
use uuid::Uuid;

/// What is known of whoever arrives, besides the account.
pub(crate) struct Arriving<'a> {
    pub origin: Origin,
    pub source: Option<&'a str>,
    pub account: Option<AccountId>,
}

/// Everything that choices are made by, for as long as the act that makes them lasts. Choices go one after the other,
/// because arrivals do.
pub(crate) struct Choices {
    rules: Vec<Rule>,
    members: Vec<Availability>,
    given: HashMap<(RoutingRuleId, MemberId), (i64, i64)>,
    zone: Zone,
    calendar: Calendar,
}

impl Choices {
    pub(crate) async fn read(tx: &mut Act, actor: &Actor) -> Result<Self> {
        let given: Vec<(RoutingRuleId, MemberId, i64, i64)> = sqlx::query_as(
            "select rule_id, owner_id, count(*), max(turn) from lead_assignment
             where workspace_id = $1 and owner_id is not null and rule_id is not null
             group by rule_id, owner_id",
        )
        .bind(actor.workspace())
        .fetch_all(&mut **tx)
        .await?;
        let given = given.into_iter().map(|(rule, owner, count, last)| ((rule, owner), (count, last)));
        let (zone, calendar) = crate::calendar::of_workspace(tx, actor).await?;
        Ok(Self {
            rules: rules(tx, actor).await?,
            members: members(tx, actor).await?,
            given: given.collect(),
            zone,
            calendar,
        })
    }

    /// Who gets a lead. None: no rule means it.
    pub(crate) async fn who_gets(
        &self,
        tx: &mut Act,
        actor: &Actor,
        lead: Arriving<'_>,
        now: DateTime<Utc>,
    ) -> Result<Option<Chosen>> {
        if self.rules.is_empty() {
            return Ok(None);
        }
        let facts = facts(tx, actor, lead).await?;
        let candidates = |rule: RoutingRuleId| {
            let of = |who: &Availability| {
                let before = self.given.get(&(rule, who.member));
                Candidate {
                    who: who.clone(),
                    given: before.map_or(0, |it| it.0),
                    last_turn: before.map(|it| it.1),
                }
            };
            self.members.iter().map(of).collect()
        };
        let place = Place { now, zone: &self.zone, calendar: &self.calendar };
        Ok(assign(&self.rules, &facts, candidates, place))
    }

    /// What was chosen counts for the next choice of the same act.
    pub(crate) fn was_given(&mut self, chosen: &Chosen, in_hand: bool) {
        let Some(owner) = chosen.owner else { return };
        let latest = self.given.values().map(|it| it.1).max().unwrap_or_default();
        if let Some((rule, _)) = &chosen.rule {
            let before = self.given.entry((*rule, owner)).or_insert((0, 0));
            *before = (before.0 + 1, latest + 1);
        }
        if let Some(who) = self.members.iter_mut().find(|it| it.member == owner && in_hand) {
            who.open += 1;
        }
    }
}

/// Part of the act that makes a lead: who gets it. None: no rule means the lead.
pub(crate) async fn who_gets(
    tx: &mut Act,
    actor: &Actor,
    lead: Arriving<'_>,
    now: DateTime<Utc>,
) -> Result<Option<Chosen>> {
    Choices::read(tx, actor).await?.who_gets(tx, actor, lead, now).await
}

async fn facts(tx: &mut Act, actor: &Actor, lead: Arriving<'_>) -> Result<Facts> {
    let known: Option<(Option<String>, Option<String>, Option<i32>, Option<MemberId>, Option<Tier>)> =
        sqlx::query_as(
            "select a.region, a.industry, a.employees, a.owner_id, f.tier
             from account a
             left join account_fit f on f.workspace_id = a.workspace_id and f.account_id = a.id
             where a.workspace_id = $1 and a.id = $2 and a.deleted_at is null",
        )
        .bind(actor.workspace())
        .bind(lead.account)
        .fetch_optional(&mut **tx)
        .await?;
    let (region, industry, employees, account_owner, tier) = known.unwrap_or_default();
    let source = lead.source.map(str::to_owned);
    Ok(Facts { origin: lead.origin, source, tier, region, industry, employees, account_owner })
}

/// Part of the same act: what was chosen, and why.
pub(crate) async fn record(
    tx: &mut Act,
    actor: &Actor,
    lead: LeadId,
    chosen: &Chosen,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query(
        "insert into lead_assignment (workspace_id, id, lead_id, rule_id, owner_id, chosen, at)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(actor.workspace())
    .bind(Uuid::now_v7())
    .bind(lead)
    .bind(chosen.rule.as_ref().map(|it| it.0))
    .bind(chosen.owner)
    .bind(Json(chosen))
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// How a lead came to whoever was given it last. None: no rule has chosen.
pub async fn assigned(db: &Db, actor: &Actor, lead: LeadId) -> Result<Option<Assigned>> {
    actor.must(Right::Read)?;
    links(db.pool(), actor, Subject::Lead(lead)).await?;
    let found: Option<(DateTime<Utc>, Json<Chosen>)> = sqlx::query_as(
        "select at, chosen from lead_assignment where workspace_id = $1 and lead_id = $2
         order by turn desc
         limit 1",
    )
    .bind(actor.workspace())
    .bind(lead)
    .fetch_optional(db.pool())
    .await?;
    Ok(found.map(|(at, chosen)| Assigned { at, chosen: chosen.0 }))
}

/// Asks the rules anew, for a lead that waits, or whose owner cannot look after it. What the rules leave to nobody
/// waits in the queue.
pub async fn reassign(db: &Db, actor: &Actor, id: LeadId, now: DateTime<Utc>) -> Result<Lead> {
    let before = lead(db, actor, id).await?;
    let teams = crate::actor::teams_of(db, actor.workspace(), before.owner).await?;
    actor.must_for(Right::Reassign, before.owner, &teams)?;
    if !LeadStatus::WORKED.contains(&before.status) {
        return Err(domain::Refusal::ReopenFirst.into());
    }
    let mut tx = db.begin().await?;
    // One choice after the other, as with arrivals.
    sqlx::query("select from workspace where id = $1 for no key update")
        .bind(actor.workspace())
        .execute(&mut *tx)
        .await?;
    let arriving =
        Arriving { origin: before.origin, source: before.source.as_deref(), account: before.account };
    let Some(chosen) = who_gets(&mut tx, actor, arriving, now).await? else {
        return Err(domain::Problem::new("rule", domain::Why::Missing).into());
    };
    record(&mut tx, actor, id, &chosen, now).await?;
    if chosen.owner != before.owner {
        goes_to(&mut tx, actor, &Standing::of(&before), chosen.owner).await?;
    } else {
        let about =
            About { lead: Some(id), account: before.account, person: before.person, ..About::default() };
        tell(&mut tx, actor, Topic::Lead, about).await?;
    }
    db.commit(tx).await?;
    lead(db, actor, id).await
}

/// Gives a lead to a member, whatever the rules say. It is theirs already: nothing is written.
pub async fn give(db: &Db, actor: &Actor, id: LeadId, to: MemberId) -> Result<Lead> {
    let before = lead(db, actor, id).await?;
    let teams = crate::actor::teams_of(db, actor.workspace(), before.owner).await?;
    actor.must_for(Right::Reassign, before.owner, &teams)?;
    if before.owner == Some(to) {
        return Ok(before);
    }
    crate::accounts::may_own(db, actor, Some(to)).await?;
    let mut tx = db.begin().await?;
    goes_to(&mut tx, actor, &Standing::of(&before), Some(to)).await?;
    db.commit(tx).await?;
    lead(db, actor, id).await
}

/// A lead as whoever gives it away found it.
pub(crate) struct Standing {
    pub id: LeadId,
    pub version: i32,
    pub owner: Option<MemberId>,
}

impl Standing {
    const fn of(lead: &Lead) -> Self {
        Self { id: lead.id, version: lead.version, owner: lead.owner }
    }
}

/// The row over the version that was read, and its line of history.
pub(crate) async fn goes_to(
    tx: &mut Act,
    actor: &Actor,
    before: &Standing,
    owner: Option<MemberId>,
) -> Result<()> {
    let version: Option<i32> = sqlx::query_scalar(
        "update lead set owner_id = $4, version = version + 1, updated_at = now()
         where workspace_id = $1 and id = $2 and version = $3 and deleted_at is null
         returning version",
    )
    .bind(actor.workspace())
    .bind(before.id)
    .bind(before.version)
    .bind(owner)
    .fetch_optional(&mut **tx)
    .await?;
    let Some(version) = version else {
        return Err(Error::Changed(crate::Staleness { version: before.version + 1, ..Default::default() }));
    };
    let changes = crate::leads::owner_change(tx, actor, before.owner, owner).await?;
    crate::accounts::record(tx, actor, Subject::Lead(before.id), version, &changes).await
}
