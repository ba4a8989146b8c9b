//! The forecast: what the open deals of a filter come to in each period, the first cards of each, and what was won this
//! month. All of it is counted here, over the whole filter.

use super::around::{Around, around};
use super::cards::CARD;
use super::filtered::{DEALS, bind};
use crate::{Actor, Db, Error, Result};
use chrono::NaiveDate;
use domain::forecast::{After, Column, FIRST, Forecast, ForecastCard, PAGE, PERIODS, Period, Wish, won_days};
use domain::pipeline::filter::Close;
use domain::pipeline::{Filter, Sum, Totals};
use domain::team::Right;
use domain::{Currency, DealId, PipelineId};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// However far somebody has read on: reading it all again costs no more than this.
const FURTHEST: i64 = 500;
const MOST_KEPT: usize = 50;

/// Open deals `d` of a filter, with their stage `s` and account `a`. $2 is the pipeline, or null for all of them.
const OPEN: &str = "from deal d
    join stage s on s.workspace_id = d.workspace_id and s.id = d.stage_id
    left join account a on a.workspace_id = d.workspace_id and a.id = d.account_id
    where ($2::uuid is null or d.pipeline_id = $2) and s.kind = 'open'";

/// The place of a deal's period among all of them; $12 are the days at which periods begin.
const PLACE: &str = "width_bucket(coalesce(d.expected_close, 'infinity'::date), $12::text[]::date[])";

/// In which order cards stand in a period.
const RANK: &str = "coalesce(d.expected_close, 'infinity'::date), -coalesce(d.amount_minor, -1), d.id";

/// The page of a forecast, with all that stands around it.
pub async fn forecast(db: &Db, actor: &Actor, wish: &Wish, today: NaiveDate) -> Result<(Around, Forecast)> {
    let around = around(db, actor, None).await?;
    if wish.pipeline.is_some_and(|wanted| around.pipelines.iter().all(|it| it.id != wanted)) {
        return Err(Error::NotFound);
    }
    let asked = Asked { pipeline: wish.pipeline, filter: &wish.filter, today };
    let mut limits = [FIRST; PERIODS];
    for (period, read) in &wish.read {
        if let Some(at) = period.place(today) {
            limits[at] = (*read).clamp(FIRST, FURTHEST);
        }
    }
    let keep = &wish.keep[..wish.keep.len().min(MOST_KEPT)];
    let (totals, mut cards, won) = tokio::try_join!(
        asked.totals(db, actor),
        asked.cards(db, actor, limits, wish.after.as_ref(), keep),
        asked.won(db, actor)
    )?;
    let columns = Period::all(today)
        .into_iter()
        .zip(totals)
        .enumerate()
        .map(|(at, (period, totals))| {
            let (cards, more) = std::mem::take(&mut cards[at]);
            Column { period, totals, cards, more }
        })
        .collect();
    Ok((around, Forecast { today, columns, won }))
}

/// The next cards of a column, and where to read on from there.
pub async fn more_of_forecast(
    db: &Db,
    actor: &Actor,
    pipeline: Option<PipelineId>,
    filter: &Filter,
    after: &After,
    today: NaiveDate,
) -> Result<(Vec<ForecastCard>, Option<After>)> {
    actor.must(Right::Read)?;
    let at = after.period.place(today).ok_or(Error::NotFound)?;
    let mut limits = [0; PERIODS];
    limits[at] = PAGE;
    let asked = Asked { pipeline, filter, today };
    let mut cards = asked.cards(db, actor, limits, Some(after), &[]).await?;
    Ok(std::mem::take(&mut cards[at]))
}

type Cards = (Vec<ForecastCard>, Option<After>);

/// Of which deals somebody asks.
struct Asked<'a> {
    pipeline: Option<PipelineId>,
    filter: &'a Filter,
    today: NaiveDate,
}

impl Asked<'_> {
    /// Where periods begin, up to where no day is.
    fn begins(&self) -> Vec<String> {
        let days = Period::begins(self.today).into_iter().map(|it| it.to_string());
        days.chain(["infinity".to_owned()]).collect()
    }

    async fn totals(&self, db: &Db, actor: &Actor) -> Result<Vec<Totals>> {
        let sql = format!(
            "select {PLACE} as place, d.currency, count(*), coalesce(sum(d.amount_minor), 0)::bigint,
                 coalesce(sum(d.weighted_minor), 0)::bigint, count(d.amount_minor)
             {OPEN} and {DEALS}
             group by place, d.currency
             order by place, d.currency"
        );
        // Nothing in the text comes from outside: it is this module's columns and filter.
        let query = sqlx::query_as(AssertSqlSafe(sql));
        let rows: Vec<(i32, Currency, i64, i64, i64, i64)> =
            bind(query, actor, self.pipeline, self.filter, self.today)
                .bind(self.begins())
                .fetch_all(db.pool())
                .await?;
        let mut totals = vec![Totals::default(); PERIODS];
        for (place, currency, count, minor, weighted_minor, deals) in rows {
            let Some(totals) = usize::try_from(place).ok().and_then(|it| totals.get_mut(it)) else {
                continue;
            };
            totals.count += count;
            totals.add(Sum { currency, minor, weighted_minor, deals });
        }
        Ok(totals)
    }

    /// What was won this month, by the day on which it was.
    async fn won(&self, db: &Db, actor: &Actor) -> Result<Totals> {
        let (from, to) = won_days(self.filter.close, self.today);
        let filter = Filter { close: Close::Whenever, ..self.filter.clone() };
        let sql = format!(
            "select d.currency, count(*), coalesce(sum(d.amount_minor), 0)::bigint,
                 coalesce(sum(d.weighted_minor), 0)::bigint, count(d.amount_minor)
             from deal d
             join workspace w on w.id = d.workspace_id
             join stage s on s.workspace_id = d.workspace_id and s.id = d.stage_id
             left join account a on a.workspace_id = d.workspace_id and a.id = d.account_id
             where ($2::uuid is null or d.pipeline_id = $2) and s.kind = 'won' and {DEALS}
                 and (d.closed_at at time zone w.zone)::date between $12 and $13
             group by d.currency"
        );
        let query = sqlx::query_as(AssertSqlSafe(sql));
        let rows: Vec<(Currency, i64, i64, i64, i64)> =
            bind(query, actor, self.pipeline, &filter, self.today)
                .bind(from)
                .bind(to)
                .fetch_all(db.pool())
                .await?;
        let mut won = Totals::default();
        for (currency, count, minor, weighted_minor, deals) in rows {
            won.count += count;
            won.add(Sum { currency, minor, weighted_minor, deals });
        }
        Ok(won)
    }

    /// The first cards of each period, as many as its limit says, and those to be kept wherever they stand. One pass
    /// over the filter finds them; what a card shows is looked up for them alone.
    async fn cards(
        &self,
        db: &Db,
        actor: &Actor,
        limits: [i64; PERIODS],
        after: Option<&After>,
        keep: &[DealId],
    ) -> Result<[Cards; PERIODS]> {
        let sql = format!(
            "select c.place, c.nth, {CARD}, d.close_date_moves
             from (
                 select d.id, {PLACE} as place, row_number() over (partition by {PLACE} order by {RANK}) as nth
                 {OPEN} and {DEALS}
                     and ({PLACE} is distinct from $13
                         or ({RANK}) > (coalesce($14::date, 'infinity'), -coalesce($15::bigint, -1), $16::uuid))
             ) c
             join deal d on d.workspace_id = $1 and d.id = c.id
             left join account a on a.workspace_id = d.workspace_id and a.id = d.account_id
             where c.nth <= ($17::bigint[])[c.place + 1] + 1 or c.id = any ($18::uuid[])
             order by c.place, c.nth"
        );
        let query = sqlx::query_as(AssertSqlSafe(sql));
        let begins_at =
            after.and_then(|it| it.period.place(self.today)).and_then(|it| i32::try_from(it).ok());
        let rows: Vec<Row> = bind(query, actor, self.pipeline, self.filter, self.today)
            .bind(self.begins())
            .bind(begins_at)
            .bind(after.and_then(|it| it.day))
            .bind(after.and_then(|it| it.amount))
            .bind(after.map_or(Uuid::nil(), |it| it.deal.0))
            .bind(limits)
            .bind(keep.iter().map(|it| it.0).collect::<Vec<_>>())
            .fetch_all(db.pool())
            .await?;
        let mut found: [Cards; PERIODS] = Default::default();
        let periods = Period::all(self.today);
        for row in rows {
            let Some(at) = usize::try_from(row.place).ok().filter(|it| *it < PERIODS) else { continue };
            let (cards, more) = &mut found[at];
            let (limit, kept) = (limits[at], keep.contains(&row.card.card.id));
            // One more than the limit is asked for; it only says that there are more.
            if row.nth == limit + 1 {
                *more = cards.last().map(|it: &ForecastCard| After::of(it, periods[at]));
            }
            if row.nth <= limit || kept {
                cards.push(row.card);
            }
        }
        Ok(found)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    place: i32,
    nth: i64,
    #[sqlx(flatten)]
    card: ForecastCard,
}
