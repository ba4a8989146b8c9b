//! The working calendar: which public holidays a workspace follows, and the days about which it decided by itself.

use crate::error::constraint;
use crate::{Act, Actor, Db, Error, Result, outbox};
use chrono::NaiveDate;
use domain::calendar::{Calendar, CalendarYear, Hours, Special, SpecialDay, Zone};
use domain::events::Topic;
use domain::team::Right;
use domain::{Problem, Why};
use sqlx::PgConnection;

/// The columns of a [`Calendar`], of workspace `w`: read with whoever asks, because rules count by it.
pub(crate) const CALENDAR: &str = "w.holidays = 'kr' as public, w.opens_at, w.closes_at,
    array(select s.day from special_day s where s.workspace_id = w.id order by s.day) as special_days,
    array(select s.special from special_day s where s.workspace_id = w.id order by s.day) as specials";

#[derive(sqlx::FromRow)]
pub(crate) struct CalendarColumns {
    public: bool,
    opens_at: i16,
    closes_at: i16,
    special_days: Vec<NaiveDate>,
    specials: Vec<String>,
}

impl From<CalendarColumns> for Calendar {
    fn from(row: CalendarColumns) -> Self {
        // A code of a newer version decides nothing.
        let special = |(day, code): (NaiveDate, String)| Some((day, Special::of_code(&code)?));
        let special = row.special_days.into_iter().zip(row.specials).filter_map(special).collect();
        let minutes = |it: i16| u16::try_from(it).unwrap_or_default();
        let hours = Hours::try_from((minutes(row.opens_at), minutes(row.closes_at))).unwrap_or_default();
        Self { public: row.public, special, hours }
    }
}

/// The zone and the calendar of the asker's workspace, for acts whose asker is nobody in particular and so brings none.
pub(crate) async fn of_workspace(on: &mut PgConnection, actor: &Actor) -> Result<(Zone, Calendar)> {
    #[derive(sqlx::FromRow)]
    struct Row {
        zone: String,
        #[sqlx(flatten)]
        calendar: CalendarColumns,
    }
    // Nothing in the text comes from outside: it is the columns of a calendar.
    let sql = format!("select w.zone, {CALENDAR} from workspace w where w.id = $1");
    let row: Row = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(actor.workspace()).fetch_one(on).await?;
    Ok((crate::team::zone(&row.zone), row.calendar.into()))
}

/// One year of it, day by day.
pub async fn year(db: &Db, actor: &Actor, year: i32) -> Result<CalendarYear> {
    actor.must(Right::Read)?;
    let rows: Vec<(NaiveDate, String, String)> =
        sqlx::query_as("select day, special, name from special_day where workspace_id = $1 order by day")
            .bind(actor.workspace())
            .fetch_all(db.pool())
            .await?;
    let special = rows
        .into_iter()
        .filter_map(|(day, code, name)| Some(SpecialDay { day, special: Special::of_code(&code)?, name }));
    Ok(CalendarYear::of(year, actor.calendar().public, special.collect()))
}

/// Follows public holidays from now on, or no longer.
pub async fn follow_holidays(db: &Db, actor: &Actor, follow: bool) -> Result<()> {
    let mut tx = begin(db, actor).await?;
    sqlx::query("update workspace set holidays = case when $2 then 'kr' else 'none' end where id = $1")
        .bind(actor.workspace())
        .bind(follow)
        .execute(&mut *tx)
        .await?;
    told(db, tx, actor).await
}

/// Works from when to when, from now on.
pub async fn set_hours(db: &Db, actor: &Actor, hours: Hours) -> Result<()> {
    let mut tx = begin(db, actor).await?;
    let (opens, closes) = <(u16, u16)>::from(hours);
    sqlx::query("update workspace set opens_at = $2, closes_at = $3 where id = $1")
        .bind(actor.workspace())
        .bind(i32::from(opens))
        .bind(i32::from(closes))
        .execute(&mut *tx)
        .await?;
    told(db, tx, actor).await
}

/// Decides about a day. One about which somebody decided already stays as it is.
pub async fn add_special_day(db: &Db, actor: &Actor, special: &SpecialDay) -> Result<()> {
    let mut tx = begin(db, actor).await?;
    sqlx::query("insert into special_day (workspace_id, day, special, name) values ($1, $2, $3, $4)")
        .bind(actor.workspace())
        .bind(special.day)
        .bind(special.special.code())
        .bind(&special.name)
        .execute(&mut *tx)
        .await
        .map_err(|error| constraint(error, "special_day_taken", Problem::new("day", Why::Taken)))?;
    told(db, tx, actor).await
}

/// The day is again what it is by itself.
pub async fn remove_special_day(db: &Db, actor: &Actor, day: NaiveDate) -> Result<()> {
    let mut tx = begin(db, actor).await?;
    let gone = sqlx::query("delete from special_day where workspace_id = $1 and day = $2")
        .bind(actor.workspace())
        .bind(day)
        .execute(&mut *tx)
        .await?;
    if gone.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    told(db, tx, actor).await
}

async fn begin(db: &Db, actor: &Actor) -> Result<Act> {
    actor.must(Right::ShapeProcess)?;
    db.begin().await
}

/// Everybody's pages count anew.
async fn told(db: &Db, mut tx: Act, actor: &Actor) -> Result<()> {
    outbox::tell(&mut tx, actor, Topic::Team, outbox::About::default()).await?;
    db.commit(tx).await
}
