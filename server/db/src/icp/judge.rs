//! Judging accounts by the profile that holds. Triggers mark an account whenever something changes that a profile can
//! ask about; every act judges what it has marked before it ends, so that no writer can forget to.
//!
//! A new profile and an act on an account never leave a fit that is neither's. Whoever comes to an account's row second
//! waits for the first: an act that comes second finds the new profile; a profile that comes second finds that the facts
//! are not those it has read, and reads them again. An account that is being made has no row to wait for, but takes its
//! number from the workspace, which a new profile holds.

use crate::{Act, Result};
use domain::icp::{Facts, Profile, Tier, score};
use domain::{AccountId, Currency, Money, WorkspaceId};
use sqlx::types::Json;
use std::collections::HashMap;
use uuid::Uuid;

/// So many accounts are judged in one statement: far within what a statement may take.
pub(super) const BATCH: i64 = 5_000;

/// What a profile asks about, of account `a`, in the columns of [`Row`].
pub(super) const FACTS: &str =
    "f.workspace_id, f.account_id, f.facts, a.industry, a.employees, a.revenue_minor,
    (select w.currency from workspace w where w.id = f.workspace_id) as currency, a.region,
    array(select tag.name
          from tagged t join tag on tag.workspace_id = t.workspace_id and tag.id = t.tag_id
          where t.workspace_id = f.workspace_id and t.account_id = f.account_id) as tags";

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub workspace_id: WorkspaceId,
    pub account_id: AccountId,
    facts: i64,
    industry: Option<String>,
    employees: Option<i32>,
    revenue_minor: Option<i64>,
    currency: Currency,
    region: Option<String>,
    tags: Vec<String>,
}

impl Row {
    pub fn facts(self) -> Facts {
        Facts {
            industry: self.industry,
            employees: self.employees,
            revenue: self.revenue_minor.map(|it| Money::new(it, self.currency)),
            region: self.region,
            tags: self.tags,
        }
    }
}

/// Judges every account whose facts this act has changed. Called where acts end.
pub(crate) async fn settle(act: &mut Act) -> Result<()> {
    let mut profiles = HashMap::new();
    loop {
        // Nothing in the text comes from outside: it is this module's columns.
        let sql = format!(
            "select {FACTS}
             from account_fit f
             join account a on a.workspace_id = f.workspace_id and a.id = f.account_id
             where f.stale
             limit $1"
        );
        let rows: Vec<Row> =
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(BATCH).fetch_all(&mut **act).await?;
        let is_last = i64::try_from(rows.len()).is_ok_and(|it| it < BATCH);
        for row in &rows {
            if let std::collections::hash_map::Entry::Vacant(of) = profiles.entry(row.workspace_id) {
                of.insert(holding(act, row.workspace_id).await?);
            }
        }
        if !rows.is_empty() {
            write(act, rows, |it| profiles.get(&it).and_then(Option::as_ref)).await?;
        }
        if is_last {
            return Ok(());
        }
    }
}

/// Judges all accounts of a workspace by a profile that was just written, in the act that wrote it.
pub(super) async fn judge_all(
    act: &mut Act,
    workspace: WorkspaceId,
    version: i32,
    profile: &Profile,
) -> Result<()> {
    let holding = (version, profile.clone());
    loop {
        let (mut after, mut judged) = (Uuid::nil(), 0);
        loop {
            let sql = format!(
                "select {FACTS}
                 from account_fit f
                 join account a on a.workspace_id = f.workspace_id and a.id = f.account_id
                 where f.workspace_id = $1 and f.account_id > $2 and (f.version is distinct from $3 or f.stale)
                 order by f.account_id
                 limit $4"
            );
            let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
                .bind(workspace)
                .bind(after)
                .bind(version)
                .bind(BATCH)
                .fetch_all(&mut **act)
                .await?;
            let Some(last) = rows.last() else { break };
            after = last.account_id.0;
            judged += rows.len();
            write(act, rows, |_| Some(&holding)).await?;
        }
        // Those that somebody changed while they were being judged are read again.
        if judged == 0 {
            return Ok(());
        }
    }
}

/// The profile of a workspace, with its version.
async fn holding(act: &mut Act, workspace: WorkspaceId) -> Result<Option<(i32, Profile)>> {
    let row: Option<(i32, Json<Profile>)> = sqlx::query_as(
        "select version, predicates from icp_profile where workspace_id = $1 order by version desc limit 1",
    )
    .bind(workspace)
    .fetch_optional(&mut **act)
    .await?;
    Ok(row.map(|(version, profile)| (version, profile.0)))
}

/// Writes how accounts fit, unless their facts are other ones by now; deals whose gates ask for it hear of a new tier.
async fn write<'a>(
    act: &mut Act,
    rows: Vec<Row>,
    profile_of: impl Fn(WorkspaceId) -> Option<&'a (i32, Profile)>,
) -> Result<()> {
    let (mut workspaces, mut accounts, mut facts) = (vec![], vec![], vec![]);
    let (mut scores, mut tiers, mut versions) = (vec![], vec![], vec![]);
    for row in rows {
        workspaces.push(row.workspace_id.0);
        accounts.push(row.account_id.0);
        facts.push(row.facts);
        let profile = profile_of(row.workspace_id);
        let fit = profile.map(|(_, profile)| score(profile, &row.facts()));
        scores.push(fit);
        tiers.push(fit.and_then(Tier::of_score).map(Tier::code));
        versions.push(profile.map(|it| it.0));
    }
    sqlx::query(
        "with judged as (
             update account_fit f set score = it.score, tier = it.tier, version = it.version, stale = false
             from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::smallint[], $5::text[], $6::integer[])
                 as it (workspace_id, account_id, facts, score, tier, version)
             join account_fit was using (workspace_id, account_id)
             where f.workspace_id = it.workspace_id and f.account_id = it.account_id and f.facts = it.facts
             returning f.workspace_id, f.account_id, was.tier as before, f.tier as after
         ), asked as (
             -- Where a gate asks for the tier, it is a fact of the deal: whoever moves it meanwhile judges anew.
             select d.workspace_id, d.id, judged.before, judged.after
             from judged
             join deal d on d.workspace_id = judged.workspace_id and d.account_id = judged.account_id
             where judged.before is distinct from judged.after and d.deleted_at is null and exists (
                 select from stage g
                 where g.workspace_id = d.workspace_id and g.pipeline_id = d.pipeline_id and g.removed_at is null
                     and g.asks_tier)
             order by d.id
             for update of d
         ), told as (
             update deal d set version = d.version + 1, updated_at = now()
             from asked
             where d.workspace_id = asked.workspace_id and d.id = asked.id
             returning d.workspace_id, d.id, d.version, asked.before, asked.after
         ), recorded as (
             insert into field_change (workspace_id, id, deal_id, changes, version)
             select workspace_id, gen_random_uuid(), id, jsonb_build_array(jsonb_build_object(
                 'field', 'icp_tier', 'before', upper(coalesce(before, '')), 'after', upper(coalesce(after, '')))), version
             from told
         )
         insert into outbox (workspace_id, topic, deal_id, version)
         select workspace_id, 'deal', id, version from told",
    )
    .bind(workspaces)
    .bind(accounts)
    .bind(facts)
    .bind(scores)
    .bind(tiers)
    .bind(versions)
    .execute(&mut **act)
    .await?;
    Ok(())
}
