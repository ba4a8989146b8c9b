//! What every page needs to know about the member who looks at it.

use super::{CurrentSession, members, zone};
use crate::demo::STAND;
use crate::exchange::{RATES, RatesColumns};
use crate::{Actor, Db, Error, Result};
use chrono::Utc;
use domain::demo::Stand;
use domain::team::{Roles, Theme, Viewer};
use domain::{Locale, Refusal};
use sqlx::AssertSqlSafe;

#[derive(sqlx::FromRow)]
struct Row {
    name: String,
    roles: Vec<String>,
    locale: Option<String>,
    theme: Theme,
    workspace_name: String,
    zone: String,
    #[sqlx(flatten)]
    rates: RatesColumns,
    demo: Stand,
    icp_missing: bool,
}

pub async fn viewer(db: &Db, actor: &Actor) -> Result<Viewer> {
    let member = actor.id().ok_or(Refusal::NotAllowed)?;
    // Nothing in the text comes from outside: it is columns of this program.
    let sql = format!(
        "select m.name, m.roles, m.locale, m.theme, w.name as workspace_name, w.zone, {STAND} as demo,
             not exists (select from icp_profile p where p.workspace_id = w.id) as icp_missing, {RATES}
         from member m
         join workspace w on w.id = m.workspace_id
         where m.workspace_id = $1 and m.id = $3"
    );
    let row: Row = sqlx::query_as(AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(actor.day(Utc::now()))
        .bind(member)
        .fetch_optional(db.pool())
        .await?
        .ok_or(Error::NotFound)?;
    Ok(Viewer {
        member,
        name: row.name,
        roles: Roles::of_codes(&row.roles),
        teams: actor.teams().to_vec(),
        locale: row.locale.as_deref().and_then(Locale::of_tag),
        theme: row.theme,
        workspace: actor.workspace(),
        workspace_name: row.workspace_name,
        zone: zone(&row.zone),
        calendar: actor.calendar().clone(),
        rates: row.rates.into(),
        demo: row.demo,
        icp_missing: row.icp_missing,
        members: members(db, actor).await?,
    })
}

/// May whoever opened a stream still listen to it? Asked again when something about the team has changed.
pub async fn is_at_work(db: &Db, actor: &Actor, session: Option<CurrentSession>) -> Result<bool> {
    Ok(sqlx::query_scalar(
        "select exists (
             select from member m
             where m.workspace_id = $1 and m.id = $2 and m.deactivated_at is null
                 and ($3::uuid is null
                      or exists (select from session s
                                 where s.workspace_id = $1 and s.member_id = $2 and s.id = $3)))",
    )
    .bind(actor.workspace())
    .bind(actor.id())
    .bind(session.map(|it| it.0))
    .fetch_one(db.pool())
    .await?)
}
