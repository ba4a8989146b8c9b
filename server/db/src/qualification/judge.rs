//! Judging leads by the rules that hold. Triggers mark a lead whenever something changes that the rules ask about; every
//! act judges what it has marked before it ends, so that no writer can forget to. What comes of it, a kind with its
//! reasons and a line for the screens, is written in the same act.

use super::facts::{FACTS, FROM, Row, ids, signals_of};
use super::keep::HOLDING;
use crate::{Act, Result};
use chrono::{DateTime, Utc};
use domain::WorkspaceId;
use domain::qualification::{Judged, Kind, Reached, Rules, judge};
use sqlx::types::Json;
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

/// So many leads are judged in one statement.
pub(super) const BATCH: i64 = 2_000;

/// Of a score `s` and its account's fit `f` in workspace $1: it was not judged by rules of version $3, by the profile that
/// holds, or since time changed something.
pub(super) const BEHIND: &str = "(s.rule_version is distinct from $3 or s.next_at <= now()
    or s.fit_version is distinct from (select max(version) from icp_profile where workspace_id = $1)
    or s.fit is distinct from f.score)";

/// Judges every lead whose facts this act has changed. Called where acts end.
pub(crate) async fn settle(act: &mut Act) -> Result<()> {
    loop {
        // Nothing in the text comes from outside: it is this module's columns.
        let sql = format!("select {FACTS} {FROM} where s.stale limit $1");
        let rows: Vec<Row> =
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(BATCH).fetch_all(&mut **act).await?;
        let is_last = i64::try_from(rows.len()).is_ok_and(|it| it < BATCH);
        let mut workspaces: BTreeMap<WorkspaceId, Vec<Row>> = BTreeMap::new();
        for row in rows {
            workspaces.entry(row.workspace_id).or_default().push(row);
        }
        for (workspace, rows) in workspaces {
            let (version, rules) = holding(act, workspace).await?;
            judge_and_write(act, workspace, (version, &rules), rows).await?;
        }
        if is_last {
            return Ok(());
        }
    }
}

/// The rules of a workspace, with their version. New ones wait until this act has ended, so that whoever judges all
/// leads by them finds what it has judged by the old ones.
pub(crate) async fn holding(act: &mut Act, workspace: WorkspaceId) -> Result<(i32, Rules)> {
    sqlx::query("select pg_advisory_xact_lock_shared(hashtext('baton rules'), hashtext($1::uuid::text))")
        .bind(workspace)
        .execute(&mut **act)
        .await?;
    let row: Option<(i32, Json<Rules>)> =
        sqlx::query_as(HOLDING).bind(workspace).fetch_optional(&mut **act).await?;
    Ok(row.map_or_else(Default::default, |(version, rules)| (version, rules.0)))
}

/// Judges these leads and writes what comes of it. Those whose facts are other ones by now are left to whoever changed
/// them.
pub(super) async fn judge_and_write(
    act: &mut Act,
    workspace: WorkspaceId,
    (version, rules): (i32, &Rules),
    rows: Vec<Row>,
) -> Result<()> {
    // The moment the act began, for whatever is judged in it.
    let now: DateTime<Utc> = sqlx::query_scalar("select now()").fetch_one(&mut **act).await?;
    let of: Vec<_> = rows.iter().map(Row::of).collect();
    let signals = signals_of(act, workspace, &of, now).await?;
    let judged: Vec<_> =
        rows.iter().zip(&signals).map(|(row, signals)| judge(rules, &row.facts(), signals, now)).collect();
    write_scores(act, workspace, version, &rows, &judged).await?;
    write_kinds(act, workspace, version, &rows, &judged, now).await
}

/// The kind that a lead has from now on.
fn kind_after(row: &Row, judged: &Judged) -> Kind {
    if row.is_over { row.kind } else { judged.kind(row.kind) }
}

fn signs(row: &Row, judged: &Judged) -> (bool, bool) {
    let kind = kind_after(row, judged);
    (judged.is_cooling(kind), judged.wants_review(kind) && !row.is_over)
}

async fn write_scores(
    act: &mut Act,
    workspace: WorkspaceId,
    version: i32,
    rows: &[Row],
    judged: &[Judged],
) -> Result<()> {
    let points = |it: i32| i16::try_from(it).unwrap_or_default();
    let signs: Vec<_> = rows.iter().zip(judged).map(|(row, judged)| signs(row, judged)).collect();
    sqlx::query(
        "update lead_score s set domain = it.domain, fit = it.fit, interest = it.interest, product = it.product,
             product_name = it.product_name, cooling = it.cooling, review = it.review, next_at = it.next_at, rule_version = $11,
             fit_version = it.fit_version, stale = false
         from unnest($2::uuid[], $3::bigint[], $4::text[], $5::smallint[], $6::smallint[], $7::smallint[], $8::boolean[],
             $9::boolean[], $10::timestamptz[], $12::integer[], $13::text[])
             as it (lead_id, facts, domain, fit, interest, product, cooling, review, next_at, fit_version, product_name)
         where s.workspace_id = $1 and s.lead_id = it.lead_id and s.facts = it.facts",
    )
    .bind(workspace)
    .bind(ids(rows))
    .bind(rows.iter().map(|it| it.facts).collect::<Vec<_>>())
    .bind(rows.iter().map(Row::domain).collect::<Vec<_>>())
    .bind(rows.iter().map(|it| it.fit.filter(|_| it.fit_version.is_some())).collect::<Vec<_>>())
    .bind(judged.iter().map(|it| points(it.interest)).collect::<Vec<_>>())
    .bind(judged.iter().map(|it| it.product.as_ref().map(|it| points(it.score.points))).collect::<Vec<_>>())
    .bind(signs.iter().map(|it| it.0).collect::<Vec<_>>())
    .bind(signs.iter().map(|it| it.1).collect::<Vec<_>>())
    .bind(judged.iter().map(|it| it.next).collect::<Vec<_>>())
    .bind(version)
    .bind(rows.iter().map(|it| it.fit_version).collect::<Vec<_>>())
    .bind(judged.iter().map(|it| it.product.as_ref()?.product.clone()).collect::<Vec<_>>())
    .execute(&mut **act)
    .await?;
    Ok(())
}

/// Kinds that are new, each once, and a line for the screens of whatever shows on a badge.
async fn write_kinds(
    act: &mut Act,
    workspace: WorkspaceId,
    version: i32,
    rows: &[Row],
    judged: &[Judged],
    now: DateTime<Utc>,
) -> Result<()> {
    let granted = rows.iter().zip(judged).filter(|it| !it.0.is_over).flat_map(|(row, judged)| {
        judged.reached.iter().scan(row.kind, move |kind, reached| {
            let from = *kind;
            *kind = from.max(reached.kind);
            Some((row, from, reached))
        })
    });
    let granted: Vec<(&Row, Kind, &Reached)> = granted.collect();
    let written = write_changes(act, workspace, version, &granted, now).await?;
    let changed: Vec<_> = rows
        .iter()
        .zip(judged)
        .filter(|(row, judged)| {
            written.contains(&row.lead_id.0) || signs(row, judged) != (row.cooling, row.review)
        })
        .collect();
    if changed.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "with raised as (
             update lead l set kind = it.kind, updated_at = now()
             from unnest($2::uuid[], $3::text[]) as it (id, kind)
             where l.workspace_id = $1 and l.id = it.id and l.kind <> it.kind
         )
         insert into outbox (workspace_id, topic, lead_id, account_id, person_id)
         select $1, 'lead', it.id, it.account_id, it.person_id
         from unnest($2::uuid[], $4::uuid[], $5::uuid[]) as it (id, account_id, person_id)",
    )
    .bind(workspace)
    .bind(changed.iter().map(|it| it.0.lead_id.0).collect::<Vec<_>>())
    .bind(changed.iter().map(|(row, judged)| kind_after(row, judged).code()).collect::<Vec<_>>())
    .bind(changed.iter().map(|it| it.0.account_id.map(|it| it.0)).collect::<Vec<_>>())
    .bind(changed.iter().map(|it| it.0.person_id.map(|it| it.0)).collect::<Vec<_>>())
    .execute(&mut **act)
    .await?;
    Ok(())
}

/// Answers of which leads something was new.
async fn write_changes(
    act: &mut Act,
    workspace: WorkspaceId,
    version: i32,
    granted: &[(&Row, Kind, &Reached)],
    now: DateTime<Utc>,
) -> Result<HashSet<Uuid>> {
    if granted.is_empty() {
        return Ok(HashSet::new());
    }
    let held: Vec<(Uuid, Kind)> = sqlx::query_as(
        "select lead_id, to_kind from qualification_change where workspace_id = $1 and lead_id = any ($2)
         union
         -- What one was granted that the lead has swallowed.
         select l.duplicate_of, c.to_kind
         from lead l
         join qualification_change c on c.workspace_id = l.workspace_id and c.lead_id = l.id
         where l.workspace_id = $1 and l.duplicate_of = any ($2)",
    )
    .bind(workspace)
    .bind(granted.iter().map(|it| it.0.lead_id.0).collect::<Vec<_>>())
    .fetch_all(&mut **act)
    .await?;
    let held: HashSet<_> = held.into_iter().collect();
    let is_new = |it: &&(&Row, Kind, &Reached)| !held.contains(&(it.0.lead_id.0, it.2.kind));
    let granted: Vec<_> = granted.iter().filter(is_new).collect();
    if granted.is_empty() {
        return Ok(HashSet::new());
    }
    let written: Vec<Uuid> = sqlx::query_scalar(
        "insert into qualification_change
             (workspace_id, id, lead_id, from_kind, to_kind, origin, rule_version, contributions, reached_at, at)
         select $1, it.id, it.lead_id, it.from_kind, it.to_kind, it.origin, $8, it.contributions, it.reached_at, $10
         from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::jsonb[], $9::timestamptz[])
             as it (id, lead_id, from_kind, to_kind, origin, contributions, reached_at)
         on conflict on constraint qualification_granted_once do nothing
         returning lead_id",
    )
    .bind(workspace)
    .bind(granted.iter().map(|_| Uuid::now_v7()).collect::<Vec<_>>())
    .bind(granted.iter().map(|it| it.0.lead_id.0).collect::<Vec<_>>())
    .bind(granted.iter().map(|it| it.1.code()).collect::<Vec<_>>())
    .bind(granted.iter().map(|it| it.2.kind.code()).collect::<Vec<_>>())
    .bind(granted.iter().map(|it| it.2.origin.code()).collect::<Vec<_>>())
    .bind(granted.iter().map(|it| Json(&it.2.reasons)).collect::<Vec<_>>())
    .bind(version)
    .bind(granted.iter().map(|it| it.2.at).collect::<Vec<_>>())
    .bind(now)
    .fetch_all(&mut **act)
    .await?;
    Ok(written.into_iter().collect())
}

/// Those of these leads that no act holds just now, with the rows of whoever's badge may change, and that nobody has judged
/// since they were found.
pub(super) async fn free(
    act: &mut Act,
    workspace: WorkspaceId,
    version: i32,
    rows: Vec<Row>,
) -> Result<Vec<Row>> {
    // Nothing in the text comes from outside: it is this module's columns.
    let sql = format!(
        "select s.lead_id {FROM}
         where s.workspace_id = $1 and s.lead_id = any ($2) and {BEHIND}
         order by s.lead_id
         for no key update of l, s skip locked"
    );
    let free: Vec<Uuid> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(workspace)
        .bind(ids(&rows))
        .bind(version)
        .fetch_all(&mut **act)
        .await?;
    let free: HashSet<_> = free.into_iter().collect();
    Ok(rows.into_iter().filter(|it| free.contains(&it.lead_id.0)).collect())
}
