//! The same deals as a table: filtered like the board, in any of its orders. A page begins at a deal, not at a
//! number, so nobody's news shifts it; count and sums are of the whole filter.

use super::cards::CARD;
use super::filtered::{DEALS, bind};
use crate::{Actor, Db, Result, outbox};
use chrono::NaiveDate;
use domain::accounts::Place;
use domain::events::Topic;
use domain::exchange::Rates;
use domain::pipeline::columns::{Column, Columns};
use domain::pipeline::list::{DealList, DealRow, Order, PAGE, Sort, Wish};
use domain::pipeline::{Sum, Totals};
use domain::team::Right;
use domain::{Currency, Problem, Why};
use sqlx::{AssertSqlSafe, Postgres, postgres::PgArguments, query::QueryAs};
use uuid::Uuid;

/// Where the columns of a table come from: the deal `d`, its stage, its account `a` and its owner `o`. Days are the
/// workspace's.
const FROM: &str = "from deal d
    join workspace w on w.id = d.workspace_id
    join stage s on s.workspace_id = d.workspace_id and s.id = d.stage_id
    left join account a on a.workspace_id = d.workspace_id and a.id = d.account_id
    left join member o on o.workspace_id = d.workspace_id and o.id = d.owner_id";

/// What only some tables show.
const TAGS: &str = "array(
    select t.name from tagged x join tag t on t.workspace_id = x.workspace_id and t.id = x.tag_id
    where x.workspace_id = d.workspace_id and x.deal_id = d.id
    order by search_norm(t.name) collate \"C\", t.id)";

const CLOSED_ON: &str = "(d.closed_at at time zone w.zone)::date";

/// The page of a table that somebody wants to see.
pub async fn deals(db: &Db, actor: &Actor, wish: &Wish, today: NaiveDate) -> Result<DealList> {
    actor.must(Right::Read)?;
    // Amounts of several currencies are sorted by what they are worth.
    let rates = match wish.order.by {
        Sort::Amount => crate::exchange::rates(db, actor, today).await?,
        _ => Rates::default(),
    };
    let key = Key::of(wish.order, &rates);
    let tags =
        if wish.columns.as_ref().is_some_and(|it| it.has(Column::Tags)) { TAGS } else { "'{}'::text[]" };
    let at = match wish.place {
        Place::Start => None,
        Place::After(row) | Place::Before(row) => Some(key.at(db, actor, row).await?),
    };
    let matching = format!(
        "{FROM}
         where ($2::uuid is null or d.pipeline_id = $2) and ($12::uuid is null or d.stage_id = $12)
             and ($13::text is null or s.kind = $13) and {DEALS}"
    );
    let backwards = matches!(wish.place, Place::Before(_));
    // Seen from the end, the page before a row comes after it.
    let falls = wish.order.falls() != backwards;
    let from_here = if at.is_some() { format!(" and {}", key.compared(falls)) } else { String::new() };
    let direction = if falls { "desc" } else { "asc" };
    let value = &key.value;
    let rows = format!(
        "select {CARD}, s.kind, {CLOSED_ON} as closed_on, d.created_at, {tags} as tags,
             exists (select from deal_line l where l.workspace_id = d.workspace_id and l.deal_id = d.id) as from_lines
         {matching}{from_here}
         order by {value} {direction}, d.id {direction}
         limit {PAGE}"
    );
    // Compared with nothing, no deal is above.
    let above = key.compared(!wish.order.falls());
    let counts = format!(
        "select d.currency, count(*), coalesce(sum(d.amount_minor), 0)::bigint,
             coalesce(sum(d.weighted_minor), 0)::bigint, count(d.amount_minor),
             count(*) filter (where {above}), count(*) filter (where d.id = $15)
         {matching}
         group by d.currency"
    );
    // Nothing in these texts comes from outside: columns, the filter, and orders by enum.
    let mut found: Vec<DealRow> = asked(&rows, actor, wish, today, at.as_ref()).fetch_all(db.pool()).await?;
    if backwards {
        found.reverse();
    }
    let none = At::default();
    let parts: Vec<(Currency, i64, i64, i64, i64, i64, i64)> =
        asked(&counts, actor, wish, today, Some(at.as_ref().unwrap_or(&none))).fetch_all(db.pool()).await?;
    let mut totals = Totals::default();
    for &(currency, count, minor, weighted_minor, deals, ..) in &parts {
        totals.count += count;
        totals.add(Sum { currency, minor, weighted_minor, deals });
    }
    let above: i64 = parts.iter().map(|it| it.5).sum();
    let before = match wish.place {
        Place::Start => 0,
        // The row that the page comes after stands before it, too.
        Place::After(_) => above + parts.iter().map(|it| it.6).sum::<i64>(),
        Place::Before(_) => above - i64::try_from(found.len()).unwrap_or(i64::MAX),
    };
    Ok(DealList { rows: found, before, totals })
}

/// The columns that the workspace's tables show where nobody chose others.
pub async fn deal_columns(db: &Db, actor: &Actor) -> Result<Columns> {
    actor.must(Right::Read)?;
    let kept: Option<String> = sqlx::query_scalar("select deal_columns from workspace where id = $1")
        .bind(actor.workspace())
        .fetch_one(db.pool())
        .await?;
    // What an older or newer version called otherwise is left out.
    Ok(kept.and_then(|it| Columns::of_code(&it)).unwrap_or_default())
}

/// Has all tables show these columns, where nobody chose others.
pub async fn set_deal_columns(db: &Db, actor: &Actor, columns: &str) -> Result<()> {
    actor.must(Right::ShapeProcess)?;
    let columns = Columns::of_code(columns).ok_or(Problem::new("columns", Why::Missing))?;
    let mut tx = db.begin().await?;
    let written = sqlx::query(
        "update workspace set deal_columns = $2 where id = $1 and deal_columns is distinct from $2",
    )
    .bind(actor.workspace())
    .bind(columns.code())
    .execute(&mut *tx)
    .await?;
    if written.rows_affected() > 0 {
        outbox::tell(&mut tx, actor, Topic::Process, outbox::About::default()).await?;
    }
    db.commit(tx).await
}

/// Binds what both questions ask for, and where the page begins.
fn asked<'q, T>(
    sql: &str,
    actor: &Actor,
    wish: &Wish,
    today: NaiveDate,
    at: Option<&At>,
) -> QueryAs<'q, Postgres, T, PgArguments>
where
    T: for<'r> sqlx::FromRow<'r, sqlx::postgres::PgRow>,
{
    let query = sqlx::query_as(AssertSqlSafe(sql.to_owned()));
    let query = bind(query, actor, wish.pipeline, &wish.filter, today);
    let query = query.bind(wish.filter.stage).bind(wish.kind);
    match at {
        Some(at) => query.bind(at.key.clone()).bind(at.id),
        None => query,
    }
}

/// What a table is sorted by. Deals that have no such value stand last, whichever way it goes.
struct Key {
    value: String,
    ty: &'static str,
}

impl Key {
    fn of(order: Order, rates: &Rates) -> Self {
        let falls = order.falls();
        let last = |rising: &'static str, falling: &'static str| if falls { falling } else { rising };
        let (value, ty) = match order.by {
            Sort::Created => ("d.created_at".to_owned(), "timestamptz"),
            Sort::InStage => ("d.stage_entered_at".to_owned(), "timestamptz"),
            Sort::LastActivity => ("d.last_activity_at".to_owned(), "timestamptz"),
            Sort::Name => (r#"search_norm(d.name) collate "C""#.to_owned(), "text"),
            Sort::Account => (named("a.name", last("chr(1114111)", "''")), "text"),
            Sort::Owner => (named("o.name", last("chr(1114111)", "''")), "text"),
            Sort::Amount => {
                let weights =
                    Currency::ALL.map(|it| format!("when '{it}' then {}", rates.weight(it))).join(" ");
                let worth = format!("d.amount_minor::numeric * case d.currency {weights} end");
                (format!("coalesce({worth}, '{}')", last("infinity", "-infinity")), "numeric")
            }
            Sort::Close => {
                let last = last("infinity", "-infinity");
                (format!("coalesce({CLOSED_ON}, d.expected_close, '{last}')"), "date")
            }
            Sort::NextStep => {
                (format!("coalesce(d.next_step_due, '{}')", last("infinity", "-infinity")), "date")
            }
        };
        Self { value, ty }
    }

    /// Rows after the one at $14 and $15, in the direction given. Equal values are told apart by their ids.
    fn compared(&self, falls: bool) -> String {
        let (value, ty, sign) = (&self.value, self.ty, if falls { '<' } else { '>' });
        format!("({value}, d.id) {sign} ($14::text::{ty}, $15::uuid)")
    }

    /// Where a page begins: the deal, by its value, whether or not the filter holds it any more.
    async fn at(&self, db: &Db, actor: &Actor, row: Uuid) -> Result<At> {
        let value = &self.value;
        let sql =
            format!("select ({value})::text as key, d.id {FROM} where d.workspace_id = $1 and d.id = $2");
        let found = sqlx::query_as(AssertSqlSafe(sql)).bind(actor.workspace()).bind(row);
        Ok(found.fetch_one(db.pool()).await?)
    }
}

/// Names go by code point, as everywhere in lists.
fn named(name: &str, last: &str) -> String {
    format!(r#"coalesce(search_norm({name}), {last}) collate "C""#)
}

#[derive(Default, sqlx::FromRow)]
struct At {
    id: Option<Uuid>,
    key: Option<String>,
}
