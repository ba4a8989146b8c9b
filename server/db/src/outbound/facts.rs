//! What is known of targets, many at once, and what the rule in the domain makes of it.

use crate::{Actor, Db, Result};
use chrono::NaiveDate;
use domain::activities::{ActivityKind, Outcome};
use domain::icp::Tier;
use domain::leads::LeadStatus;
use domain::outbound::{ContactStep, Facts, LeadFact, Place, StepState, TargetLine, Touch, Whom, judge};
use domain::pipeline::filter::Owner;
use domain::qualification::Kind;
use domain::{AccountId, ActId, ActivityId, ContactStepId, MemberId, PersonId};
use sqlx::{Postgres, QueryBuilder};
use std::collections::HashMap;

/// Which targets are asked for.
pub(super) enum Of {
    Everybodys(Owner),
    One(AccountId),
    These(Vec<uuid::Uuid>),
    /// Those that this act made.
    Made(ActId),
}

/// A target with all that its page shows.
pub(super) struct Found {
    pub line: TargetLine,
    pub place: Place,
    pub given_up: Option<String>,
    pub steps: Vec<(ContactStep, StepState)>,
}

/// In the order to work them.
pub(super) async fn read(db: &Db, actor: &Actor, of: Of, today: NaiveDate) -> Result<Vec<Found>> {
    let rows = targets(db, actor, of).await?;
    let ids: Vec<_> = rows.iter().map(|it| it.account.0).collect();
    let mut steps = steps(db, actor, &ids).await?;
    let mut touches = touches(db, actor, &ids).await?;
    let mut leads = leads(db, actor, &ids).await?;
    let of_one = |row: Row| {
        let steps = steps.remove(&row.account).unwrap_or_default();
        let touches = touches.remove(&row.account).unwrap_or_default();
        let lead = LeadFact::furthest(leads.remove(&row.account).unwrap_or_default());
        row.found(actor, steps, &touches, lead, today)
    };
    let mut found: Vec<_> = rows.into_iter().map(of_one).collect();
    found.sort_by_key(|it| (it.place, it.line.number));
    Ok(found)
}

#[derive(sqlx::FromRow)]
struct Row {
    account: AccountId,
    number: i32,
    name: String,
    industry: Option<String>,
    fit: Option<i16>,
    tier: Option<Tier>,
    member: Option<MemberId>,
    since: NaiveDate,
    given_up: Option<String>,
    has_deal: bool,
}

impl Row {
    fn found(
        self,
        actor: &Actor,
        steps: Vec<ContactStep>,
        touches: &[Touch],
        lead: Option<LeadFact>,
        today: NaiveDate,
    ) -> Found {
        let facts = Facts {
            since: self.since,
            is_given_up: self.given_up.is_some(),
            fit: self.fit,
            steps: &steps,
            touches,
            lead,
            has_deal: self.has_deal,
        };
        let judged = judge(&facts, actor.calendar(), today);
        let line = TargetLine {
            account: self.account,
            number: self.number,
            name: self.name,
            industry: self.industry,
            fit: self.fit,
            tier: self.tier,
            member: self.member,
            since: self.since,
            state: judged.state,
            todo: judged.todo,
            because: judged.because,
            touches: touches.len(),
            lead: lead.map(|it| it.number),
        };
        let steps = steps.into_iter().zip(judged.steps).collect();
        Found { line, place: judged.place, given_up: self.given_up, steps }
    }
}

async fn targets(db: &Db, actor: &Actor, of: Of) -> Result<Vec<Row>> {
    let mut query: QueryBuilder<Postgres> = QueryBuilder::new(
        "select t.account_id as account, a.number, a.name, a.industry, f.score as fit, f.tier,
             coalesce(t.member_id, a.owner_id) as member, t.given_up, (t.since at time zone ",
    );
    query.push_bind(actor.zone().name().to_owned()).push(
        ")::date as since,
             exists (
                 select from deal d join stage s on s.workspace_id = d.workspace_id and s.id = d.stage_id
                 where d.workspace_id = t.workspace_id and d.account_id = t.account_id and d.deleted_at is null
                     and s.kind <> 'lost') as has_deal
         from target t
         join account a on a.workspace_id = t.workspace_id and a.id = t.account_id and a.deleted_at is null
         left join account_fit f on f.workspace_id = t.workspace_id and f.account_id = t.account_id
         where t.workspace_id = ",
    );
    query.push_bind(actor.workspace().0);
    match of {
        Of::One(account) => {
            query.push(" and t.account_id = ").push_bind(account);
        }
        Of::These(accounts) => {
            query.push(" and t.account_id = any (").push_bind(accounts).push(")");
        }
        Of::Made(act) => {
            query.push(" and t.act_id = ").push_bind(act);
        }
        Of::Everybodys(Owner::Anybody) => {}
        Of::Everybodys(Owner::Nobody) => {
            query.push(" and coalesce(t.member_id, a.owner_id) is null");
        }
        // What is nobody's waits for everybody.
        Of::Everybodys(Owner::Me) => {
            query.push(" and coalesce(t.member_id, a.owner_id, ").push_bind(actor.id());
            query.push(") = ").push_bind(actor.id());
        }
        Of::Everybodys(Owner::Of(member)) => {
            query.push(" and coalesce(t.member_id, a.owner_id) = ").push_bind(member);
        }
    }
    Ok(query.build_query_as().fetch_all(db.pool()).await?)
}

#[derive(sqlx::FromRow)]
struct StepRow {
    account: AccountId,
    id: ContactStepId,
    person: Option<PersonId>,
    person_name: Option<String>,
    post: String,
    channel: ActivityKind,
    member: Option<MemberId>,
    due: NaiveDate,
    planned: NaiveDate,
    skipped: Option<String>,
}

/// The plans of these accounts, each in its order.
async fn steps(db: &Db, actor: &Actor, of: &[uuid::Uuid]) -> Result<HashMap<AccountId, Vec<ContactStep>>> {
    let mut on = db.pool().acquire().await?;
    steps_on(&mut on, actor, of).await
}

/// The same on a connection of one's own.
pub(super) async fn steps_on(
    on: &mut sqlx::PgConnection,
    actor: &Actor,
    of: &[uuid::Uuid],
) -> Result<HashMap<AccountId, Vec<ContactStep>>> {
    let rows: Vec<StepRow> = sqlx::query_as(
        "select s.account_id as account, s.id, s.person_id as person, p.name as person_name, s.post, s.channel,
             s.member_id as member, s.due, (s.created_at at time zone $3)::date as planned, s.skipped
         from contact_step s
         left join person p on p.workspace_id = s.workspace_id and p.id = s.person_id
         where s.workspace_id = $1 and s.account_id = any ($2)
         order by s.account_id, s.place, s.id",
    )
    .bind(actor.workspace())
    .bind(of)
    .bind(actor.zone().name())
    .fetch_all(on)
    .await?;
    let mut all: HashMap<_, Vec<_>> = HashMap::new();
    for row in rows {
        let whom = match (row.person, row.person_name) {
            (Some(id), Some(name)) => Whom::Person { id, name },
            _ => Whom::Post(row.post),
        };
        let StepRow { id, channel, member, due, planned, skipped, .. } = row;
        let step = ContactStep { id, whom, channel, member, due, planned, skipped };
        all.entry(row.account).or_default().push(step);
    }
    Ok(all)
}

#[derive(sqlx::FromRow)]
struct TouchRow {
    account: AccountId,
    activity: ActivityId,
    person: Option<PersonId>,
    kind: ActivityKind,
    outcome: Option<Outcome>,
    day: NaiveDate,
}

/// How we were in touch with these since they are targets, the oldest first.
async fn touches(db: &Db, actor: &Actor, of: &[uuid::Uuid]) -> Result<HashMap<AccountId, Vec<Touch>>> {
    let rows: Vec<TouchRow> = sqlx::query_as(
        "select t.account_id as account, v.id as activity, v.person_id as person, v.kind, v.outcome,
             (v.occurred_at at time zone $3)::date as day
         from target t
         join activity v on v.workspace_id = t.workspace_id and v.account_id = any (accounts_in(t.workspace_id, t.account_id))
         where t.workspace_id = $1 and t.account_id = any ($2) and v.kind <> 'note' and v.removed_at is null
             and v.occurred_at >= date_trunc('day', t.since at time zone $3) at time zone $3
         order by v.occurred_at, v.id",
    )
    .bind(actor.workspace())
    .bind(of)
    .bind(actor.zone().name())
    .fetch_all(db.pool())
    .await?;
    let mut all: HashMap<_, Vec<_>> = HashMap::new();
    for TouchRow { account, activity, person, kind, outcome, day } in rows {
        all.entry(account).or_default().push(Touch { activity, person, kind, outcome, day });
    }
    Ok(all)
}

#[derive(sqlx::FromRow)]
struct LeadRow {
    account: AccountId,
    number: i32,
    status: LeadStatus,
    kind: Kind,
    nurture_until: Option<NaiveDate>,
}

async fn leads(db: &Db, actor: &Actor, of: &[uuid::Uuid]) -> Result<HashMap<AccountId, Vec<LeadFact>>> {
    let rows: Vec<LeadRow> = sqlx::query_as(
        "select account_id as account, number, status, kind, nurture_until
         from lead
         where workspace_id = $1 and account_id = any ($2) and deleted_at is null and duplicate_of is null",
    )
    .bind(actor.workspace())
    .bind(of)
    .fetch_all(db.pool())
    .await?;
    let mut all: HashMap<_, Vec<_>> = HashMap::new();
    for LeadRow { account, number, status, kind, nurture_until } in rows {
        all.entry(account).or_default().push(LeadFact { number, status, kind, nurture_until });
    }
    Ok(all)
}
