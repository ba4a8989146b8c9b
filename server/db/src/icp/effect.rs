//! What a profile would do if it were saved. It only reads, and judges by the very rule that saving does.

use super::judge::{BATCH, FACTS, Row};
use crate::{Actor, Db, Result};
use domain::AccountId;
use domain::icp::{Effect, Profile, Shown, Tier, score};
use domain::team::Right;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Account {
    #[sqlx(flatten)]
    facts: Row,
    number: i32,
    name: String,
    tier: Option<Tier>,
}

/// How every account's tier would change, and how the tiers stand against the deals that were decided.
pub async fn effect(db: &Db, actor: &Actor, profile: &Profile) -> Result<Effect> {
    actor.must(Right::Read)?;
    let decided = decided(db, actor).await?;
    let mut effect = Effect::default();
    let mut after = Uuid::nil();
    loop {
        // Nothing in the text comes from outside: it is this module's columns.
        let sql = format!(
            "select {FACTS}, a.number, a.name, f.tier
             from account_fit f
             join account a on a.workspace_id = f.workspace_id and a.id = f.account_id
             where f.workspace_id = $1 and f.account_id > $2 and a.deleted_at is null
             order by f.account_id
             limit $3"
        );
        let rows: Vec<Account> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(actor.workspace())
            .bind(after)
            .bind(BATCH)
            .fetch_all(db.pool())
            .await?;
        let Some(last) = rows.last() else { return Ok(effect.in_order()) };
        after = last.facts.account_id.0;
        for Account { facts, number, name, tier } in rows {
            let won_and_lost = decided.get(&facts.account_id).copied().unwrap_or_default();
            let then = Tier::of_score(score(profile, &facts.facts()));
            effect.add(|| Shown { number, name }, (tier, then), won_and_lost);
        }
    }
}

/// How many deals were won and lost at each account.
async fn decided(db: &Db, actor: &Actor) -> Result<HashMap<AccountId, (i64, i64)>> {
    let rows: Vec<(AccountId, i64, i64)> = sqlx::query_as(
        "select d.account_id, count(*) filter (where s.kind = 'won'), count(*) filter (where s.kind = 'lost')
         from deal d
         join stage s on s.workspace_id = d.workspace_id and s.id = d.stage_id
         where d.workspace_id = $1 and d.deleted_at is null and d.account_id is not null and s.kind in ('won', 'lost')
         group by d.account_id",
    )
    .bind(actor.workspace())
    .fetch_all(db.pool())
    .await?;
    Ok(rows.into_iter().map(|(account, won, lost)| (account, (won, lost))).collect())
}
