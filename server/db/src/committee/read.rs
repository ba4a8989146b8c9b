//! The committee of one deal as its page shows it, and where somebody worked before.

use crate::{Actor, Db, Result};
use chrono::{DateTime, NaiveDate, Utc};
use domain::activities::ActivityKind;
use domain::committee::{Act, Committee, Former, Proven, Relation, RelationKind, Role, Seat};
use domain::team::Right;
use domain::{AccountId, ActivityId, DealId, MemberId, PersonId, RelationId, SeatId};
use sqlx::PgExecutor;

#[derive(sqlx::FromRow)]
struct SeatRow {
    id: SeatId,
    version: i32,
    person: PersonId,
    name: String,
    title: Option<String>,
    role: Role,
    stance: i16,
    influence: i16,
    goals: String,
    concerns: String,
    persuaded_by: String,
    act: Option<Act>,
    activity: Option<ActivityId>,
    kind: Option<ActivityKind>,
    body: Option<String>,
    day: Option<NaiveDate>,
    touched: Option<NaiveDate>,
    left_on: Option<NaiveDate>,
    now_at: Option<String>,
    since: NaiveDate,
    by: Option<MemberId>,
    at: DateTime<Utc>,
}

impl SeatRow {
    fn seat(self) -> Seat {
        let proof = self.act.zip(self.activity).zip(self.kind).zip(self.day);
        let proven = proof.map(|(((act, activity), kind), on)| Proven {
            act,
            activity,
            kind,
            body: self.body.unwrap_or_default(),
            on,
        });
        Seat {
            id: self.id,
            version: self.version,
            person: self.person,
            name: self.name,
            title: self.title,
            role: self.role,
            stance: self.stance,
            influence: self.influence,
            goals: self.goals,
            concerns: self.concerns,
            persuaded_by: self.persuaded_by,
            proven,
            touched: self.touched,
            left_on: self.left_on,
            now_at: self.now_at.filter(|_| self.left_on.is_some()),
            since: self.since,
            by: self.by,
            at: self.at,
        }
    }
}

pub async fn of_deal(db: &Db, actor: &Actor, deal: DealId, today: NaiveDate) -> Result<Committee> {
    actor.must(Right::Read)?;
    let account: Option<AccountId> = sqlx::query_scalar(
        "select account_id from deal where workspace_id = $1 and id = $2 and deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(deal)
    .fetch_one(db.pool())
    .await?;
    let rows: Vec<SeatRow> = sqlx::query_as(
        "select c.id, c.version, p.id as person, p.name, p.title, c.role, c.stance, c.influence, c.goals, c.concerns,
             c.persuaded_by, c.act, proof.id as activity, proof.kind, left(proof.body, 200) as body,
             (proof.occurred_at at time zone w.zone)::date as day,
             (p.last_activity_at at time zone w.zone)::date as touched,
             left_buyer(c.workspace_id, c.person_id, p.id, p.account_id, d.account_id) as left_on,
             a.name as now_at, (c.at at time zone w.zone)::date as since, c.by_id as by, c.at
         from deal_person c
         join workspace w on w.id = c.workspace_id
         join deal d on d.workspace_id = c.workspace_id and d.id = c.deal_id
         join person s on s.workspace_id = c.workspace_id and s.id = c.person_id
         join person p on p.workspace_id = c.workspace_id and p.id = coalesce(s.duplicate_of, s.id)
         left join account a on a.workspace_id = p.workspace_id and a.id = p.account_id
         left join activity proof on proof.workspace_id = c.workspace_id and proof.id = c.verified_by
             and proof.removed_at is null
         where c.workspace_id = $1 and c.deal_id = $2
         order by array_position(array['champion', 'economic_buyer', 'decision_maker', 'technical_evaluator', 'user',
             'influencer', 'legal_procurement', 'blocker', 'coach'], c.role), c.influence desc, p.name, c.id",
    )
    .bind(actor.workspace())
    .bind(deal)
    .fetch_all(db.pool())
    .await?;
    Ok(Committee {
        deal,
        account,
        seats: rows.into_iter().map(SeatRow::seat).collect(),
        relations: relations(db.pool(), actor, deal).await?,
        evidence: crate::frameworks::lately(db, actor, deal).await?,
        today,
    })
}

/// Between people as they live now: what would tie somebody to themselves is left out.
pub(super) async fn relations(on: impl PgExecutor<'_>, actor: &Actor, deal: DealId) -> Result<Vec<Relation>> {
    let rows: Vec<(RelationId, PersonId, PersonId, RelationKind)> = sqlx::query_as(
        "select r.id, coalesce(f.duplicate_of, f.id), coalesce(t.duplicate_of, t.id), r.kind
         from deal_relation r
         join person f on f.workspace_id = r.workspace_id and f.id = r.from_id
         join person t on t.workspace_id = r.workspace_id and t.id = r.to_id
         where r.workspace_id = $1 and r.deal_id = $2 and coalesce(f.duplicate_of, f.id) <> coalesce(t.duplicate_of, t.id)
         order by r.at, r.id",
    )
    .bind(actor.workspace())
    .bind(deal)
    .fetch_all(on)
    .await?;
    Ok(rows.into_iter().map(|(id, from, to, kind)| Relation { id, from, to, kind }).collect())
}

/// The companies that somebody left, the latest first.
pub async fn former(db: &Db, actor: &Actor, person: PersonId) -> Result<Vec<Former>> {
    actor.must(Right::Read)?;
    Ok(sqlx::query_as(
        "select distinct on (f.left_on, a.id) a.id as account, a.name, f.left_on
         from person_former f
         join account was on was.workspace_id = f.workspace_id and was.id = f.account_id
         join account a on a.workspace_id = f.workspace_id and a.id = coalesce(was.duplicate_of, was.id)
         where f.workspace_id = $1 and f.person_id = any (people_in($1, $2))
         order by f.left_on desc, a.id",
    )
    .bind(actor.workspace())
    .bind(person)
    .fetch_all(db.pool())
    .await?)
}
