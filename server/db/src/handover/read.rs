//! All hand-overs as a member sees them: those that wait for their word, those that wait for others, those that were decided.

use super::one::{FROM, HANDOVER};
use crate::{Actor, Db, Result};
use chrono::{DateTime, TimeDelta, Utc};
use domain::MemberId;
use domain::calendar::Clock;
use domain::handover::{DECIDED_LISTED, Figures, Handover, Handovers, RejectClass, Share, State, figures};
use domain::team::{Right, Whose, may};

/// Figures tell of those that ended within so many days.
const FIGURES_DAYS: i64 = 90;

pub async fn handovers(db: &Db, actor: &Actor, now: DateTime<Utc>) -> Result<Handovers> {
    actor.must(Right::Read)?;
    let pending = format!(
        "select {HANDOVER} {FROM} where h.workspace_id = $1 and h.state = 'pending' order by h.due_at, h.id"
    );
    let pending: Vec<Handover> =
        sqlx::query_as(sqlx::AssertSqlSafe(pending)).bind(actor.workspace()).fetch_all(db.pool()).await?;
    let decided = format!(
        "select {HANDOVER} {FROM} where h.workspace_id = $1 and h.state <> 'pending'
         order by h.decided_at desc, h.id limit $2"
    );
    let decided: Vec<Handover> = sqlx::query_as(sqlx::AssertSqlSafe(decided))
        .bind(actor.workspace())
        .bind(DECIDED_LISTED as i64)
        .fetch_all(db.pool())
        .await?;
    // What stands in the queue waits for whoever may decide about it.
    let queue_is_mine = may(actor.roles(), Right::Decide, Whose::Nobodys);
    let is_mine = |it: &Handover| match it.to {
        Some(to) => Some(to) == actor.id(),
        None => queue_is_mine,
    };
    let (incoming, waiting) = pending.into_iter().partition(is_mine);
    let figures = read_figures(db, actor, now).await?;
    Ok(Handovers { incoming, waiting, decided, figures, now })
}

async fn read_figures(db: &Db, actor: &Actor, now: DateTime<Utc>) -> Result<Figures> {
    #[derive(sqlx::FromRow)]
    struct Row {
        from: Option<MemberId>,
        state: State,
        class: Option<RejectClass>,
        sent_at: DateTime<Utc>,
        decided_at: Option<DateTime<Utc>>,
    }
    let rows: Vec<Row> = sqlx::query_as(
        "select from_id as \"from\", state, reject_class as class, sent_at, decided_at from handover
         where workspace_id = $1 and decided_at >= $2",
    )
    .bind(actor.workspace())
    .bind(now - TimeDelta::days(FIGURES_DAYS))
    .fetch_all(db.pool())
    .await?;
    let zone = crate::team::zone(actor.zone().name());
    let clock = Clock { calendar: actor.calendar(), zone: &zone };
    let share = |it: Row| Share {
        from: it.from,
        state: it.state,
        class: it.class,
        sent_at: it.sent_at,
        decided_at: it.decided_at,
    };
    Ok(figures(rows.into_iter().map(share), |from, to| clock.minutes(from, to)))
}
