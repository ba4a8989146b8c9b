//! The demo comes in: its story is told once more, around this moment and with ids of its own, and every record that
//! came with it is remembered as such.

use super::{fit, hold};
use crate::demo::clock::Clock;
use crate::demo::dice::Dice;
use crate::demo::team::{Player, Seats};
use crate::demo::write::Rows;
use crate::demo::{SEED, records};
use crate::outbox::{About, tell};
use crate::{Act, Actor, Db, Result};
use chrono::{DateTime, Utc};
use domain::Refusal;
use domain::demo::{Part, Stand};
use domain::events::Topic;
use domain::team::Right;
use uuid::Uuid;

/// Brings the demo in, if it is not there. Whoever does it plays one of its parts, so that their own day is full of it.
pub async fn bring_in(db: &Db, actor: &Actor, now: DateTime<Utc>) -> Result<()> {
    actor.must(Right::KeepTeam)?;
    let player = actor.id().ok_or(Refusal::NotAllowed)?;
    let mut tx = db.begin().await?;
    if matches!(hold(&mut tx, actor).await?, Stand::In | Stand::Whole) {
        return Ok(());
    }
    let name = sqlx::query_scalar("select name from member where workspace_id = $1 and id = $2")
        .bind(actor.workspace())
        .bind(player)
        .fetch_one(&mut *tx)
        .await?;
    let mut dice = Dice::new(SEED).apart(Uuid::now_v7());
    let seats = Seats::One(Player { id: player.0, name });
    let mut rows = records::imagine(&mut dice, &Clock::new(now), &seats).rows;
    fit::fit(&mut tx, actor, &mut rows).await?;
    rows.write(&mut tx, actor.workspace().0).await?;
    remember(&mut tx, actor, &rows, now).await?;
    told_of_late_moves(&mut tx, actor).await?;
    tell(&mut tx, actor, Topic::Everything, About::default()).await?;
    db.commit(tx).await?;
    tracing::info!(by = %player, "the demo was brought in");
    db.analyze().await
}

async fn remember(tx: &mut Act, actor: &Actor, rows: &Rows, now: DateTime<Utc>) -> Result<()> {
    let parts: [(Part, Vec<Uuid>); 12] = [
        (Part::Member, rows.members.iter().map(|it| it.id).collect()),
        (Part::Team, rows.teams.iter().map(|it| it.id).collect()),
        (Part::Pipeline, rows.pipelines.iter().map(|it| it.id).collect()),
        (Part::Product, rows.products.iter().map(|it| it.id).collect()),
        (Part::Tag, rows.tags.iter().map(|it| it.id).collect()),
        (Part::Account, rows.accounts.iter().map(|it| it.id).collect()),
        (Part::Person, rows.people.iter().map(|it| it.id).collect()),
        (Part::Deal, rows.deals.iter().map(|it| it.id).collect()),
        (Part::Lead, rows.leads.iter().map(|it| it.id).collect()),
        // Those about a record are known by it.
        (Part::Task, rows.tasks.iter().filter(|it| it.deal_id.is_none()).map(|it| it.id).collect()),
        (Part::WebForm, rows.web_forms.iter().map(|it| it.id).collect()),
        (Part::SavedView, rows.saved_views.iter().map(|it| it.id).collect()),
    ];
    for (part, ids) in parts {
        sqlx::query(
            "insert into demo_record (workspace_id, kind, id, at) select $1, $2, unnest($3::uuid[]), $4",
        )
        .bind(actor.workspace())
        .bind(part.code())
        .bind(ids)
        .bind(now)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// A move within the time that the feed reaches back has its event, whoever made it.
async fn told_of_late_moves(tx: &mut Act, actor: &Actor) -> Result<()> {
    sqlx::query(
        "insert into outbox (workspace_id, topic, deal_id, by_id, act_id, version)
         select t.workspace_id, 'deal', t.deal_id, t.by_id, t.id, t.version
         from stage_transition t
         where t.workspace_id = $1 and came_with_demo(t.workspace_id, 'deal', t.deal_id)
             and t.at > (select min(o.at) from outbox o where o.workspace_id = $1)
         order by t.at",
    )
    .bind(actor.workspace())
    .execute(&mut **tx)
    .await?;
    Ok(())
}
