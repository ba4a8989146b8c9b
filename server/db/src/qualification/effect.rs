//! What rules would do if they were switched on, over everything on record. It only reads, and judges by the very rule
//! that saving does.

use super::facts::{FACTS, FROM, Row, signals_of};
use super::judge::BATCH;
use super::keep;
use crate::{Actor, Db, Result};
use chrono::{DateTime, Utc};
use domain::qualification::{Effect, Kind, Named, Rules, Would, replay};
use domain::team::Right;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Lead {
    #[sqlx(flatten)]
    row: Row,
    number: i32,
    name: String,
    /// Some deal of its account was won.
    won: bool,
}

/// What every lead that we have not given up would have become by a draft, beside what it becomes by the rules that hold.
pub async fn effect(db: &Db, actor: &Actor, draft: &Rules, now: DateTime<Utc>) -> Result<Effect> {
    actor.must(Right::Read)?;
    let holding = keep::rules(db, actor).await?.rules;
    let mut effect = Effect::default();
    let mut after = Uuid::nil();
    loop {
        // Nothing in the text comes from outside: it is this module's columns.
        let sql = format!(
            "select {FACTS}, l.number, l.name,
                 exists (select from deal d join stage g on g.workspace_id = d.workspace_id and g.id = d.stage_id
                         where d.workspace_id = l.workspace_id and d.account_id = l.account_id and g.kind = 'won'
                             and d.deleted_at is null) as won
             {FROM}
             where s.workspace_id = $1 and s.lead_id > $2 and l.deleted_at is null and l.status <> 'disqualified'
             order by s.lead_id
             limit $3"
        );
        let mut on = db.pool().acquire().await?;
        let leads: Vec<Lead> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(actor.workspace())
            .bind(after)
            .bind(BATCH)
            .fetch_all(&mut *on)
            .await?;
        let Some(last) = leads.last() else { return Ok(effect) };
        after = last.row.lead_id.0;
        let of: Vec<_> = leads.iter().map(|it| it.row.of()).collect();
        let signals = signals_of(&mut on, actor.workspace(), &of, now).await?;
        for (lead, signals) in leads.iter().zip(&signals) {
            let facts = lead.row.facts();
            let kinds = |rules: &Rules| -> Vec<Kind> {
                replay(rules, &facts, signals).into_iter().map(|it| it.kind).collect()
            };
            let would = Would { before: kinds(&holding), after: kinds(draft), won: lead.won };
            effect.add(|| Named { number: lead.number, name: lead.name.clone() }, &would);
        }
    }
}
