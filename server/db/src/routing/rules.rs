//! The rules as they are kept, in the order in which they are asked, and who of the team takes leads.

use crate::{Act, Actor, Db, Error, Result, Staleness, outbox};
use chrono::NaiveDate;
use domain::events::Topic;
use domain::routing::{Availability, MOST_RULES, RoutingBook, Rule, Share, Strategy, When};
use domain::team::Right;
use domain::{MemberId, Problem, RoutingRuleId, Why};
use sqlx::PgConnection;
use sqlx::types::Json;

/// Everything that the settings page shows.
pub async fn book(db: &Db, actor: &Actor, today: NaiveDate) -> Result<RoutingBook> {
    actor.must(Right::Read)?;
    let mut on = db.pool().acquire().await?;
    let rules = rules(&mut on, actor).await?;
    let members = members(&mut on, actor).await?;
    let waiting = sqlx::query_scalar(
        "select count(*) from lead
         where workspace_id = $1 and owner_id is null and status in ('new', 'working', 'engaged') and deleted_at is null",
    )
    .bind(actor.workspace())
    .fetch_one(&mut *on)
    .await?;
    Ok(RoutingBook { rules, members, waiting, today })
}

#[derive(sqlx::FromRow)]
struct Row {
    id: RoutingRuleId,
    version: i32,
    name: String,
    condition: Json<When>,
    strategy: Strategy,
    shares: Json<Vec<Share>>,
    is_on: bool,
}

/// In the order in which they are asked.
pub(super) async fn rules(on: &mut PgConnection, actor: &Actor) -> Result<Vec<Rule>> {
    let rows: Vec<Row> = sqlx::query_as(
        "select id, version, name, condition, strategy, shares, is_on from routing_rule
         where workspace_id = $1 and deleted_at is null
         order by place, id",
    )
    .bind(actor.workspace())
    .fetch_all(on)
    .await?;
    let rule = |it: Row| Rule {
        id: it.id,
        version: it.version,
        name: it.name,
        when: it.condition.0,
        strategy: it.strategy,
        shares: it.shares.0,
        on: it.is_on,
    };
    Ok(rows.into_iter().map(rule).collect())
}

/// Everybody who works here, with what they have in hand.
pub(super) async fn members(on: &mut PgConnection, actor: &Actor) -> Result<Vec<Availability>> {
    Ok(sqlx::query_as(
        "select m.id as member, a.capacity, a.away_from, a.away_until, a.opens_at, a.closes_at,
             m.deactivated_at is null as active,
             (select count(*) from lead l
              where l.workspace_id = m.workspace_id and l.owner_id = m.id and l.status in ('new', 'working', 'engaged')
                  and l.deleted_at is null) as open
         from member m
         left join availability a on a.workspace_id = m.workspace_id and a.member_id = m.id
         where m.workspace_id = $1
         order by m.name, m.id",
    )
    .bind(actor.workspace())
    .fetch_all(on)
    .await?)
}

/// A new rule, asked after all others.
pub async fn add_rule(db: &Db, actor: &Actor, rule: &Rule) -> Result<()> {
    let mut tx = begin(db, actor).await?;
    of_this_team(&mut tx, actor, &rule.shares).await?;
    let there: i64 = sqlx::query_scalar(
        "select count(*) from routing_rule where workspace_id = $1 and deleted_at is null",
    )
    .bind(actor.workspace())
    .fetch_one(&mut *tx)
    .await?;
    if usize::try_from(there).is_ok_and(|it| it >= MOST_RULES) {
        return Err(Problem::new("name", Why::TooMany(MOST_RULES)).into());
    }
    // The same form again is the same rule.
    sqlx::query(
        "insert into routing_rule (workspace_id, id, place, name, condition, strategy, shares, by_id)
         select $1, $2, coalesce(max(place), 0) + 1, $3, $4, $5, $6, $7 from routing_rule where workspace_id = $1
         on conflict (workspace_id, id) do nothing",
    )
    .bind(actor.workspace())
    .bind(rule.id)
    .bind(&rule.name)
    .bind(Json(&rule.when))
    .bind(rule.strategy)
    .bind(Json(&rule.shares))
    .bind(actor.id())
    .execute(&mut *tx)
    .await?;
    told(db, tx, actor).await
}

/// Writes a rule over the version that its writer saw.
pub async fn change_rule(db: &Db, actor: &Actor, seen: i32, rule: &Rule) -> Result<()> {
    let mut tx = begin(db, actor).await?;
    of_this_team(&mut tx, actor, &rule.shares).await?;
    let written = sqlx::query(
        "update routing_rule set name = $4, condition = $5, strategy = $6, shares = $7, by_id = $8,
             version = version + 1, updated_at = now()
         where workspace_id = $1 and id = $2 and version = $3 and deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(rule.id)
    .bind(seen)
    .bind(&rule.name)
    .bind(Json(&rule.when))
    .bind(rule.strategy)
    .bind(Json(&rule.shares))
    .bind(actor.id())
    .execute(&mut *tx)
    .await?;
    written_or_changed(&mut tx, actor, rule.id, written.rows_affected()).await?;
    told(db, tx, actor).await
}

/// Switches a rule on or off. On already is on.
pub async fn switch_rule(db: &Db, actor: &Actor, rule: RoutingRuleId, on: bool) -> Result<()> {
    let mut tx = begin(db, actor).await?;
    let written = sqlx::query(
        "update routing_rule set is_on = $3, version = version + (is_on <> $3)::int, updated_at = now()
         where workspace_id = $1 and id = $2 and deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(rule)
    .bind(on)
    .execute(&mut *tx)
    .await?;
    if written.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    told(db, tx, actor).await
}

/// Asks a rule one place earlier or later. The first stays the first.
pub async fn move_rule(db: &Db, actor: &Actor, rule: RoutingRuleId, earlier: bool) -> Result<()> {
    let mut tx = begin(db, actor).await?;
    let mut order: Vec<RoutingRuleId> = sqlx::query_scalar(
        "select id from routing_rule where workspace_id = $1 and deleted_at is null order by place, id for update",
    )
    .bind(actor.workspace())
    .fetch_all(&mut *tx)
    .await?;
    let at = order.iter().position(|it| *it == rule).ok_or(Error::NotFound)?;
    let to = if earlier { at.checked_sub(1) } else { Some(at + 1).filter(|it| *it < order.len()) };
    let Some(to) = to else { return Ok(()) };
    order.swap(at, to);
    sqlx::query(
        "update routing_rule r set place = o.place
         from unnest($2::uuid[]) with ordinality as o (id, place)
         where r.workspace_id = $1 and r.id = o.id",
    )
    .bind(actor.workspace())
    .bind(order.iter().map(|it| it.0).collect::<Vec<_>>())
    .execute(&mut *tx)
    .await?;
    told(db, tx, actor).await
}

/// Takes a rule away; what it has chosen stays on record.
pub async fn remove_rule(db: &Db, actor: &Actor, rule: RoutingRuleId, seen: i32) -> Result<()> {
    let mut tx = begin(db, actor).await?;
    let written = sqlx::query(
        "update routing_rule set deleted_at = now(), version = version + 1
         where workspace_id = $1 and id = $2 and version = $3 and deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(rule)
    .bind(seen)
    .execute(&mut *tx)
    .await?;
    written_or_changed(&mut tx, actor, rule, written.rows_affected()).await?;
    told(db, tx, actor).await
}

/// Says when a member takes leads, and how many.
pub async fn set_availability(db: &Db, actor: &Actor, of: &Availability) -> Result<()> {
    let mut tx = begin(db, actor).await?;
    let written = sqlx::query(
        "insert into availability (workspace_id, member_id, capacity, away_from, away_until, opens_at, closes_at)
         select workspace_id, id, $3, $4, $5, $6, $7 from member where workspace_id = $1 and id = $2
         on conflict (workspace_id, member_id) do update
             set capacity = excluded.capacity, away_from = excluded.away_from, away_until = excluded.away_until,
                 opens_at = excluded.opens_at, closes_at = excluded.closes_at",
    )
    .bind(actor.workspace())
    .bind(of.member)
    .bind(of.capacity)
    .bind(of.away_from)
    .bind(of.away_until)
    .bind(of.opens_at)
    .bind(of.closes_at)
    .execute(&mut *tx)
    .await?;
    if written.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    told(db, tx, actor).await
}

/// A rule gives to members of its own workspace only.
async fn of_this_team(tx: &mut Act, actor: &Actor, shares: &[Share]) -> Result<()> {
    let known: Vec<MemberId> =
        sqlx::query_scalar("select id from member where workspace_id = $1 and id = any ($2)")
            .bind(actor.workspace())
            .bind(shares.iter().map(|it| it.member.0).collect::<Vec<_>>())
            .fetch_all(&mut **tx)
            .await?;
    match shares.iter().position(|it| !known.contains(&it.member)) {
        Some(at) => Err(Problem::new(format!("member-{at}"), Why::Unknown).into()),
        None => Ok(()),
    }
}

async fn written_or_changed(tx: &mut Act, actor: &Actor, rule: RoutingRuleId, written: u64) -> Result<()> {
    if written > 0 {
        return Ok(());
    }
    let version: Option<i32> = sqlx::query_scalar(
        "select version from routing_rule where workspace_id = $1 and id = $2 and deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(rule)
    .fetch_optional(&mut **tx)
    .await?;
    let version = version.ok_or(Error::NotFound)?;
    Err(Error::Changed(Staleness { version, ..Staleness::default() }))
}

async fn begin(db: &Db, actor: &Actor) -> Result<Act> {
    actor.must(Right::ShapeProcess)?;
    db.begin().await
}

/// Everybody's pages read themselves again.
async fn told(db: &Db, mut tx: Act, actor: &Actor) -> Result<()> {
    outbox::tell(&mut tx, actor, Topic::Team, outbox::About::default()).await?;
    db.commit(tx).await
}
