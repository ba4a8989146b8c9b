//! What stands around a board, whatever it shows: the pipelines one can change to, what one can filter by, the views
//! that the asker has pinned, and the columns that they keep folded.

use super::saved_views::AT_HAND;
use super::stages::PIPELINES;
use crate::{Actor, Db, Result};
use domain::accounts::Tag;
use domain::pipeline::{Pipeline, SavedView};
use domain::team::{Right, Team};
use domain::{SavedViewId, StageId};
use sqlx::AssertSqlSafe;
use sqlx::types::Json;
use std::collections::BTreeSet;

pub struct Around {
    pub pipelines: Vec<Pipeline>,
    pub teams: Vec<Team>,
    pub tags: Vec<Tag>,
    pub folded: BTreeSet<StageId>,
    /// Those that are pinned, and the one that is looked at.
    pub views: Vec<SavedView>,
}

pub(super) async fn around(db: &Db, actor: &Actor, view: Option<SavedViewId>) -> Result<Around> {
    actor.must(Right::Read)?;
    // Nothing in the text comes from outside.
    let sql = format!(
        "select ({PIPELINES}),
             (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'members', (
                  select count(*) from team_member m where m.workspace_id = t.workspace_id and m.team_id = t.id))
                  order by t.name, t.id), '[]')
              from team t where t.workspace_id = $1),
             (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name)
                  order by search_norm(t.name) collate \"C\", t.id), '[]')
              from tag t where t.workspace_id = $1),
             array(select f.stage_id from folded_stage f where f.workspace_id = $1 and f.member_id = $3),
             ({AT_HAND})"
    );
    type Found = (Json<Vec<Pipeline>>, Json<Vec<Team>>, Json<Vec<Tag>>, Vec<StageId>, Json<Vec<SavedView>>);
    let (Json(pipelines), Json(teams), Json(tags), folded, Json(views)): Found =
        sqlx::query_as(AssertSqlSafe(sql))
            .bind(actor.workspace())
            .bind(None::<domain::PipelineId>)
            .bind(actor.id())
            .bind(view)
            .fetch_one(db.pool())
            .await?;
    Ok(Around { pipelines, teams, tags, folded: folded.into_iter().collect(), views })
}
