//! The workspace's own currency and its exchange rates by day. Whoever writes one says against which currency it was
//! meant: if another admin has chosen another one meanwhile, it would mean something else, and is not written.

use crate::error::constraint;
use crate::{Act, Actor, Db, Error, Result, Staleness, outbox};
use chrono::{DateTime, NaiveDate, Utc};
use domain::activities::Change;
use domain::events::Topic;
use domain::exchange::{KeptRate, NewRate, Rate, RateBook, Rates};
use domain::team::Right;
use domain::{Currency, MemberId, Problem, Why};
use sqlx::types::Json;

/// Of workspace `w`, the newest rate of each currency that holds on the day `$2`: read with whoever sees a page, because
/// sums are made by it.
pub(crate) const RATES: &str = "w.currency as base,
    (select coalesce(jsonb_agg(jsonb_build_object('currency', r.currency, 'e9', r.rate_e9, 'on', r.on_day)
         order by r.currency), '[]')
     from (select distinct on (currency) currency, rate_e9, on_day
           from exchange_rate
           where workspace_id = w.id and base = w.currency and on_day <= $2
           order by currency, on_day desc) r) as newest";

#[derive(sqlx::FromRow)]
pub(crate) struct RatesColumns {
    base: Currency,
    newest: Json<Vec<Rate>>,
}

impl From<RatesColumns> for Rates {
    fn from(row: RatesColumns) -> Self {
        Self { base: row.base, newest: row.newest.0 }
    }
}

/// So many days of rates come at once.
const DAYS: i64 = 60;

/// The rates that hold.
pub(crate) async fn rates(db: &Db, actor: &Actor, today: NaiveDate) -> Result<Rates> {
    // Nothing in the text comes from outside: it is this module's columns.
    let sql = format!("select {RATES} from workspace w where w.id = $1");
    let rates: RatesColumns = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(today)
        .fetch_one(db.pool())
        .await?;
    Ok(rates.into())
}

/// The workspace's own currency.
pub(crate) async fn base(db: &Db, actor: &Actor) -> Result<Currency> {
    Ok(sqlx::query_scalar("select currency from workspace where id = $1")
        .bind(actor.workspace())
        .fetch_one(db.pool())
        .await?)
}

/// The rates of the last days, or of those before one.
pub async fn book(db: &Db, actor: &Actor, before: Option<NaiveDate>, today: NaiveDate) -> Result<RateBook> {
    actor.must(Right::Read)?;
    let rates = rates(db, actor, today).await?;
    let kept: Vec<Row> = sqlx::query_as(
        "select currency, rate_e9, on_day, by_id, at
         from exchange_rate
         where workspace_id = $1 and base = $2 and on_day in (
             select distinct on_day from exchange_rate
             where workspace_id = $1 and base = $2 and ($3::date is null or on_day < $3)
             order by on_day desc
             limit $4)
         order by on_day desc, currency",
    )
    .bind(actor.workspace())
    .bind(rates.base)
    .bind(before)
    .bind(DAYS)
    .fetch_all(db.pool())
    .await?;
    let last = kept.last().map(|it| it.on_day);
    let older: bool = sqlx::query_scalar(
        "select exists (select from exchange_rate where workspace_id = $1 and base = $2 and on_day < $3)",
    )
    .bind(actor.workspace())
    .bind(rates.base)
    .bind(last)
    .fetch_one(db.pool())
    .await?;
    let kept = kept.into_iter().map(Row::kept).collect();
    Ok(RateBook { today, rates, kept, older: last.filter(|_| older) })
}

/// Writes the rate of a day that has none yet.
pub async fn add_rate(db: &Db, actor: &Actor, new: &NewRate) -> Result<()> {
    let mut tx = begin(db, actor, new.base).await?;
    sqlx::query(
        "insert into exchange_rate (workspace_id, base, currency, on_day, rate_e9, by_id)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(actor.workspace())
    .bind(new.base)
    .bind(new.rate.currency)
    .bind(new.rate.on)
    .bind(new.rate.e9)
    .bind(actor.id())
    .execute(&mut *tx)
    .await
    .map_err(|error| constraint(error, "exchange_rate_taken", Problem::new("day", Why::Taken)))?;
    told(db, tx, actor).await
}

/// Writes another rate over the one that its writer saw.
pub async fn correct_rate(db: &Db, actor: &Actor, new: &NewRate, seen_e9: i64) -> Result<()> {
    let mut tx = begin(db, actor, new.base).await?;
    let written = sqlx::query(
        "update exchange_rate set rate_e9 = $5, by_id = $6, at = now()
         where workspace_id = $1 and base = $2 and currency = $3 and on_day = $4 and rate_e9 = $7",
    )
    .bind(actor.workspace())
    .bind(new.base)
    .bind(new.rate.currency)
    .bind(new.rate.on)
    .bind(new.rate.e9)
    .bind(actor.id())
    .bind(seen_e9)
    .execute(&mut *tx)
    .await?;
    if written.rows_affected() == 0 {
        return Err(overtaken(&mut tx, actor, new).await?);
    }
    told(db, tx, actor).await
}

/// Writes a rate whatever stood there: what a program means that names it by currency and day. Says whether it changed
/// anything.
pub async fn put_rate(db: &Db, actor: &Actor, new: &NewRate) -> Result<bool> {
    let mut tx = begin(db, actor, new.base).await?;
    let written = sqlx::query(
        "insert into exchange_rate (workspace_id, base, currency, on_day, rate_e9, by_id)
         values ($1, $2, $3, $4, $5, $6)
         on conflict on constraint exchange_rate_taken do update
             set rate_e9 = excluded.rate_e9, by_id = excluded.by_id, at = excluded.at
             where exchange_rate.rate_e9 <> excluded.rate_e9",
    )
    .bind(actor.workspace())
    .bind(new.base)
    .bind(new.rate.currency)
    .bind(new.rate.on)
    .bind(new.rate.e9)
    .bind(actor.id())
    .execute(&mut *tx)
    .await?;
    if written.rows_affected() == 0 {
        return Ok(false);
    }
    told(db, tx, actor).await?;
    Ok(true)
}

/// Takes a rate away, if it is still the one that was seen. An older one holds again.
pub async fn remove_rate(db: &Db, actor: &Actor, seen: &NewRate) -> Result<()> {
    let mut tx = begin(db, actor, seen.base).await?;
    let gone = sqlx::query(
        "delete from exchange_rate
         where workspace_id = $1 and base = $2 and currency = $3 and on_day = $4 and rate_e9 = $5",
    )
    .bind(actor.workspace())
    .bind(seen.base)
    .bind(seen.rate.currency)
    .bind(seen.rate.on)
    .bind(seen.rate.e9)
    .execute(&mut *tx)
    .await?;
    if gone.rows_affected() == 0 {
        return Err(overtaken(&mut tx, actor, seen).await?);
    }
    told(db, tx, actor).await
}

/// Chooses the currency in which everything is added. Rates against it hold from now on; if there are none yet, sums say
/// what they leave out until somebody writes them.
pub async fn choose_base(db: &Db, actor: &Actor, base: Currency) -> Result<()> {
    actor.must(Right::SetRates)?;
    let mut tx = db.begin().await?;
    let written =
        sqlx::query("update workspace set currency = $2 where id = $1 and currency is distinct from $2")
            .bind(actor.workspace())
            .bind(base)
            .execute(&mut *tx)
            .await?;
    if written.rows_affected() == 0 {
        return Ok(());
    }
    told(db, tx, actor).await
}

/// Begins an act on rates against this currency; until it ends nobody chooses another.
async fn begin(db: &Db, actor: &Actor, base: Currency) -> Result<Act> {
    actor.must(Right::SetRates)?;
    let mut tx = db.begin().await?;
    let now: Currency = sqlx::query_scalar("select currency from workspace where id = $1 for share")
        .bind(actor.workspace())
        .fetch_one(&mut *tx)
        .await?;
    if now == base { Ok(tx) } else { Err(Problem::new("base", Why::Unknown).into()) }
}

/// What stands where somebody meant another rate.
async fn overtaken(tx: &mut Act, actor: &Actor, wanted: &NewRate) -> Result<Error> {
    let e9: i64 = sqlx::query_scalar(
        "select rate_e9 from exchange_rate
         where workspace_id = $1 and base = $2 and currency = $3 and on_day = $4",
    )
    .bind(actor.workspace())
    .bind(wanted.base)
    .bind(wanted.rate.currency)
    .bind(wanted.rate.on)
    .fetch_one(&mut **tx)
    .await?;
    let now = Rate { e9, ..wanted.rate };
    let change = Change { field: "rate".to_owned(), before: now.said(), after: wanted.rate.said() };
    Ok(Error::Changed(Staleness { differences: vec![change], ..Staleness::default() }))
}

/// Every page learns the rates anew, with whoever sees it.
async fn told(db: &Db, mut tx: Act, actor: &Actor) -> Result<()> {
    outbox::tell(&mut tx, actor, Topic::Team, outbox::About::default()).await?;
    db.commit(tx).await
}

#[derive(sqlx::FromRow)]
struct Row {
    currency: Currency,
    rate_e9: i64,
    on_day: NaiveDate,
    by_id: Option<MemberId>,
    at: DateTime<Utc>,
}

impl Row {
    fn kept(self) -> KeptRate {
        let rate = Rate { currency: self.currency, e9: self.rate_e9, on: self.on_day };
        KeptRate { rate, by: self.by_id, at: self.at }
    }
}
