//! Deals as they were at a moment. The first thing on record after it says how it was until then: the next transition
//! where a deal stood, the next row of `deal_past` what it was. Where nothing followed, it was as it is now.

use crate::pipeline::filtered::{DEALS, begun, bind, deals};
use crate::{Actor, Db, Result};
use chrono::{DateTime, NaiveDate, Utc};
use domain::pipeline::past::{Below, FIRST, Flow, Flows, LISTED, ListedDeal, PastCard};
use domain::pipeline::{Filter, Step};
use domain::{Currency, Money, PipelineId, StageId};
use sqlx::postgres::PgArguments;
use sqlx::query::QueryAs;
use sqlx::{AssertSqlSafe, FromRow, Postgres};
use std::collections::HashMap;
use uuid::Uuid;

/// What `deal_past` keeps, but when a deal was deleted.
const FACTS: [&str; 8] = [
    "name",
    "account_id",
    "owner_id",
    "currency",
    "amount_minor",
    "expected_close",
    "next_step",
    "next_step_due",
];

/// The largest amounts first, and those without one last.
const RANK: &str = "-coalesce(d.amount_minor, -1), d.id";

/// The deals `d` of pipeline $2 as they were at $12: those that were made by then, and not deleted.
///
/// That is asked as "deleted later" because nobody can tell PostgreSQL how often a computed value is null. It would
/// guess one row in two hundred, and go through all accounts for every deal.
fn as_they_were() -> String {
    let facts = FACTS.map(|it| format!("case when p.deal_id is null then d.{it} else p.{it} end as {it}"));
    let facts = facts.join(",\n        ");
    format!(
        "from (
    select d.workspace_id, d.id, d.number,
        case when m.deal_id is null then d.stage_id else m.from_stage_id end as stage_id,
        {facts},
        null::timestamptz as deleted_at
    from deal d
    left join (
        select distinct on (t.deal_id) t.deal_id, t.from_stage_id
        from stage_transition t
        where t.workspace_id = $1 and t.at > $12
        order by t.deal_id, t.version) m on m.deal_id = d.id
    left join (
        select distinct on (p.deal_id) p.*
        from deal_past p
        where p.workspace_id = $1 and p.until > $12
        order by p.deal_id, p.id) p on p.deal_id = d.id
    where d.workspace_id = $1 and d.pipeline_id = $2
        and coalesce(case when p.deal_id is null then d.deleted_at else p.deleted_at end, 'infinity') > $12) d
left join account a on a.workspace_id = d.workspace_id and a.id = d.account_id
where d.stage_id is not null and {DEALS}"
    )
}

/// The same filter over what is now, by the days of today.
const AS_THEY_ARE: &str = concat!(
    "from deal d
left join account a on a.workspace_id = d.workspace_id and a.id = d.account_id
where d.pipeline_id = $2 and ",
    deals!("$13", "$14", "$15")
);

/// Which deals, when.
pub(super) struct Rebuilt<'a> {
    pub pipeline: PipelineId,
    pub filter: &'a Filter,
    pub at: DateTime<Utc>,
    /// The day of that moment, by which the filter is asked: it shows what it would have shown then.
    pub then: NaiveDate,
    pub today: NaiveDate,
}

impl Rebuilt<'_> {
    /// Where all deals stood and stand.
    pub async fn flows(&self, db: &Db, actor: &Actor) -> Result<Flows> {
        let sql = format!(
            "with stood as (select d.id, d.stage_id, d.currency, d.amount_minor {}),
             stands as (select d.id, d.stage_id, d.currency, d.amount_minor {AS_THEY_ARE})
             select t.stage_id as from_stage, n.stage_id as to_stage, count(*) as deals,
                 t.currency as was_in, coalesce(sum(t.amount_minor), 0)::bigint as was,
                 n.currency as is_in, coalesce(sum(n.amount_minor), 0)::bigint as is
             from stood t
             full join stands n on n.id = t.id
             group by t.stage_id, n.stage_id, t.currency, n.currency",
            as_they_were()
        );
        let rows: Vec<FlowRow> = self.asked_with_now(&sql, actor).fetch_all(db.pool()).await?;
        let flow = |it: FlowRow| Flow {
            from: it.from_stage,
            to: it.to_stage,
            count: it.deals,
            was: it.was_in.map(|currency| Money::new(it.was, currency)),
            is: it.is_in.map(|currency| Money::new(it.is, currency)),
        };
        Ok(Flows(rows.into_iter().map(flow).collect()))
    }

    /// The first cards of every open stage and one more; of one of them perhaps those below a deal.
    pub async fn first_cards(
        &self,
        db: &Db,
        actor: &Actor,
        below: Option<&Below>,
    ) -> Result<HashMap<StageId, Vec<PastCard>>> {
        let mut columns: HashMap<StageId, Vec<PastCard>> = HashMap::new();
        for card in self.cards(db, actor, below, FIRST + 1, false).await? {
            columns.entry(card.stage).or_default().push(card);
        }
        Ok(columns)
    }

    /// So many cards of every open stage, or `alone` of the one that begins below a deal.
    pub async fn cards(
        &self,
        db: &Db,
        actor: &Actor,
        below: Option<&Below>,
        limit: i64,
        alone: bool,
    ) -> Result<Vec<PastCard>> {
        let sql = format!(
            "select c.*, now.stage_id as now
             from (
                 select d.id, d.number, d.name, d.stage_id as stage, a.name as account_name, d.owner_id as owner,
                     d.currency, d.amount_minor, d.expected_close,
                     row_number() over (partition by d.stage_id order by {RANK}) as nth
                 {}
                     and exists (
                         select from stage s
                         where s.workspace_id = d.workspace_id and s.id = d.stage_id and s.kind = 'open')
                     and (d.stage_id = $13 or not $17)
                     and (d.stage_id is distinct from $13 or ({RANK}) > (-coalesce($14::bigint, -1), $15))
             ) c
             left join deal now on now.workspace_id = $1 and now.id = c.id and now.deleted_at is null
             where c.nth <= $16
             order by c.stage, c.nth",
            as_they_were()
        );
        // Nothing in the text comes from outside: it is this module's columns and filter.
        let query = sqlx::query_as(AssertSqlSafe(sql));
        Ok(bind(query, actor, Some(self.pipeline), self.filter, self.then)
            .bind(self.at)
            .bind(below.map(|it| it.stage))
            .bind(below.and_then(|it| it.amount))
            .bind(below.map_or(Uuid::nil(), |it| it.deal.0))
            .bind(limit)
            .bind(alone)
            .fetch_all(db.pool())
            .await?)
    }

    /// The deals that stood and stand in one of these pairs of places, those with the largest amounts first, and
    /// whether there are more. One that stands where it stood is meant only if it is worth something else.
    pub async fn listed(
        &self,
        db: &Db,
        actor: &Actor,
        places: &[(Option<StageId>, Option<StageId>)],
    ) -> Result<(Vec<ListedDeal>, bool)> {
        let (from, to): (Vec<_>, Vec<_>) =
            places.iter().map(|(from, to)| (from.map(|it| it.0), to.map(|it| it.0))).unzip();
        let sql = format!(
            "with stood as (select d.id, d.stage_id, d.currency, d.amount_minor {}),
             stands as (select d.id, d.stage_id, d.currency, d.amount_minor {AS_THEY_ARE})
             select d.number, d.name, a.name as account_name, t.stage_id as from_stage, n.stage_id as to_stage,
                 t.currency as was_in, t.amount_minor as was, n.currency as is_in, n.amount_minor as is
             from stood t
             full join stands n on n.id = t.id
             join deal d on d.workspace_id = $1 and d.id = coalesce(t.id, n.id)
             left join account a on a.workspace_id = d.workspace_id and a.id = d.account_id
             where exists (
                     select from unnest($16::uuid[], $17::uuid[]) as place (stood, stands)
                     where place.stood is not distinct from t.stage_id and place.stands is not distinct from n.stage_id)
                 and (t.stage_id, t.currency, t.amount_minor) is distinct from (n.stage_id, n.currency, n.amount_minor)
             order by greatest(t.amount_minor, n.amount_minor) desc nulls last, d.id
             limit $18",
            as_they_were()
        );
        let mut rows: Vec<ListedRow> = self
            .asked_with_now(&sql, actor)
            .bind(from)
            .bind(to)
            .bind(LISTED + 1)
            .fetch_all(db.pool())
            .await?;
        let most = usize::try_from(LISTED).unwrap_or(usize::MAX);
        let more = rows.len() > most;
        rows.truncate(most);
        Ok((rows.into_iter().map(ListedRow::deal).collect(), more))
    }

    /// Binds the filter for then, the moment, and the filter's days for now.
    fn asked_with_now<'q, T>(&self, sql: &str, actor: &Actor) -> QueryAs<'q, Postgres, T, PgArguments>
    where
        T: for<'r> FromRow<'r, sqlx::postgres::PgRow>,
    {
        let (from, to) = self.filter.close.days(self.today);
        // Nothing in the text comes from outside: it is this module's columns and filter.
        let query = sqlx::query_as(AssertSqlSafe(sql.to_owned()));
        bind(query, actor, Some(self.pipeline), self.filter, self.then)
            .bind(self.at)
            .bind(from)
            .bind(to)
            .bind(Step::begins(self.today))
    }
}

#[derive(FromRow)]
struct FlowRow {
    from_stage: Option<StageId>,
    to_stage: Option<StageId>,
    deals: i64,
    was_in: Option<Currency>,
    was: i64,
    is_in: Option<Currency>,
    is: i64,
}

#[derive(FromRow)]
struct ListedRow {
    number: i32,
    name: String,
    account_name: Option<String>,
    from_stage: Option<StageId>,
    to_stage: Option<StageId>,
    was_in: Option<Currency>,
    was: Option<i64>,
    is_in: Option<Currency>,
    is: Option<i64>,
}

impl ListedRow {
    fn deal(self) -> ListedDeal {
        let money = |minor: Option<i64>, currency: Option<Currency>| Some(Money::new(minor?, currency?));
        ListedDeal {
            number: self.number,
            name: self.name,
            account_name: self.account_name,
            from: self.from_stage,
            to: self.to_stage,
            was: money(self.was, self.was_in),
            is: money(self.is, self.is_in),
        }
    }
}
