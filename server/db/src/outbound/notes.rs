//! Research notes: written down by whoever found something out, and corrected by them alone; what a note said before stands
//! in the account's history.

use super::{change, hold, tell};
use crate::{Actor, Db, Error, Result, Staleness, actor as askers};
use chrono::{DateTime, Utc};
use domain::outbound::{NoteForm, ResearchNote};
use domain::team::Right;
use domain::{AccountId, ResearchNoteId};
use sqlx::PgExecutor;
use uuid::Uuid;

const NOTE: &str = "select id, version, body, source, by_id as by, at, corrected_at from research_note";

/// The notes of an account and of those it has swallowed, the newest first.
pub(super) async fn notes(db: &Db, actor: &Actor, account: AccountId) -> Result<Vec<ResearchNote>> {
    // Nothing in the text comes from outside: it is this module's columns.
    let sql = format!(
        "{NOTE} where workspace_id = $1 and account_id = any (accounts_in($1, $2)) order by at desc, id desc"
    );
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(account)
        .fetch_all(db.pool())
        .await?)
}

async fn note(on: impl PgExecutor<'_>, actor: &Actor, id: ResearchNoteId) -> Result<ResearchNote> {
    let sql = format!("{NOTE} where workspace_id = $1 and id = $2");
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(actor.workspace()).bind(id).fetch_one(on).await?)
}

/// Writes a note. Sent again with the same id, it is done once.
pub async fn write_note(
    db: &Db,
    actor: &Actor,
    account: AccountId,
    id: Option<ResearchNoteId>,
    form: &NoteForm,
    now: DateTime<Utc>,
) -> Result<ResearchNote> {
    actor.must(Right::KeepRecords)?;
    let fields = form.check()?;
    let id = id.unwrap_or_else(|| ResearchNoteId(Uuid::now_v7()));
    let mut tx = db.begin().await?;
    hold(&mut tx, actor, account).await?;
    let written = sqlx::query(
        "insert into research_note (workspace_id, id, account_id, body, source, by_id, at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict do nothing",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(account)
    .bind(&fields.body)
    .bind(&fields.source)
    .bind(actor.id())
    .bind(now)
    .execute(&mut *tx)
    .await?
    .rows_affected();
    if written > 0 {
        tell(&mut tx, actor, account, &[change("research_note", "", fields.body)]).await?;
        db.commit(tx).await?;
    } else {
        drop(tx);
    }
    note(db.pool(), actor, id).await
}

/// Corrects a note over the version its writer saw. The same again writes nothing.
pub async fn correct_note(
    db: &Db,
    actor: &Actor,
    id: ResearchNoteId,
    seen: i32,
    form: &NoteForm,
    now: DateTime<Utc>,
) -> Result<ResearchNote> {
    let was = note(db.pool(), actor, id).await?;
    let teams = askers::teams_of(db, actor.workspace(), was.by).await?;
    actor.must_for(Right::Correct, was.by, &teams)?;
    let wanted = form.check()?;
    if (&was.body, &was.source) == (&wanted.body, &wanted.source) {
        return Ok(was);
    }
    let source = |it: &Option<String>| it.clone().unwrap_or_default();
    let body = (was.body != wanted.body).then(|| change("body", &*was.body, &*wanted.body));
    let page =
        (was.source != wanted.source).then(|| change("source", source(&was.source), source(&wanted.source)));
    if was.version != seen {
        let differences = body.into_iter().chain(page).collect();
        return Err(Error::Changed(Staleness { version: was.version, card: None, differences }));
    }
    let mut tx = db.begin().await?;
    let account: Option<AccountId> = sqlx::query_scalar(
        "update research_note set body = $4, source = $5, corrected_at = $6, version = version + 1
         where workspace_id = $1 and id = $2 and version = $3
         returning (select coalesce(a.duplicate_of, a.id) from account a
                    where a.workspace_id = $1 and a.id = research_note.account_id)",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(seen)
    .bind(&wanted.body)
    .bind(&wanted.source)
    .bind(now)
    .fetch_optional(&mut *tx)
    .await?;
    let Some(account) = account else {
        return Err(Error::Changed(Staleness { version: was.version + 1, ..Staleness::default() }));
    };
    let said = |body: &str, source: &Option<String>| match source {
        Some(source) => format!("{body} ({source})"),
        None => body.to_owned(),
    };
    let (before, after) = (said(&was.body, &was.source), said(&wanted.body, &wanted.source));
    tell(&mut tx, actor, account, &[change("research_note", before, after)]).await?;
    db.commit(tx).await?;
    note(db.pool(), actor, id).await
}
