//! The frameworks of a workspace, which of them each pipeline uses, and writing one's own.

use crate::pipeline::{reshape, reshaped};
use crate::{Actor, Db, Error, Result, Staleness, outbox};
use domain::events::Topic;
use domain::frameworks::{Criterion, Framework, FrameworkBook, FrameworkForm, code_of};
use domain::pipeline::gate::Scored;
use domain::team::Right;
use domain::{FrameworkId, PipelineId, Problem, Why};
use sqlx::PgExecutor;
use sqlx::types::Json;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: FrameworkId,
    version: i32,
    code: String,
    name_ko: String,
    name_en: String,
    off: bool,
    criteria: Json<Vec<Criterion>>,
}

/// All of them, in their order.
pub(crate) async fn all(on: impl PgExecutor<'_>, actor: &Actor) -> Result<Vec<Framework>> {
    let rows: Vec<Row> = sqlx::query_as(
        "select id, version, code, name_ko, name_en, off, criteria
         from framework where workspace_id = $1 order by position, id",
    )
    .bind(actor.workspace())
    .fetch_all(on)
    .await?;
    let framework = |it: Row| Framework {
        id: it.id,
        version: it.version,
        code: it.code,
        name_ko: it.name_ko,
        name_en: it.name_en,
        off: it.off,
        criteria: it.criteria.0,
    };
    Ok(rows.into_iter().map(framework).collect())
}

/// All frameworks, and which pipeline uses which.
pub async fn book(db: &Db, actor: &Actor) -> Result<FrameworkBook> {
    actor.must(Right::Read)?;
    let frameworks = all(db.pool(), actor).await?;
    let uses =
        sqlx::query_as("select id, framework from pipeline where workspace_id = $1 order by position, id")
            .bind(actor.workspace())
            .fetch_all(db.pool())
            .await?;
    Ok(FrameworkBook { frameworks, uses })
}

/// Writes a framework over the version that its writer saw; a new one where none is named.
pub async fn save(
    db: &Db,
    actor: &Actor,
    id: Option<FrameworkId>,
    seen: i32,
    form: &FrameworkForm,
) -> Result<FrameworkId> {
    actor.must(Right::ShapeProcess)?;
    let wanted = form.check()?;
    let mut tx = db.begin().await?;
    let written = match id {
        Some(id) => sqlx::query_scalar(
            "update framework set name_ko = $4, name_en = $5, off = $6, criteria = $7, version = version + 1,
                 at = now(), by_id = $8
             where workspace_id = $1 and id = $2 and version = $3
             returning id",
        )
        .bind(actor.workspace())
        .bind(id)
        .bind(seen)
        .bind(&wanted.name_ko)
        .bind(&wanted.name_en)
        .bind(wanted.off)
        .bind(Json(&wanted.criteria))
        .bind(actor.id())
        .fetch_optional(&mut *tx)
        .await?,
        None => {
            // Whoever else writes one waits, so that no two get one code.
            sqlx::query("select from framework where workspace_id = $1 order by id for no key update")
                .bind(actor.workspace())
                .execute(&mut *tx)
                .await?;
            let known = all(&mut *tx, actor).await?;
            let taken: Vec<_> = known.iter().map(|it| it.code.as_str()).collect();
            sqlx::query_scalar(
                "insert into framework (workspace_id, id, code, name_ko, name_en, off, criteria, position, by_id)
                 select $1, $2, $3, $4, $5, $6, $7, coalesce(max(position), 0) + 1, $8
                 from framework where workspace_id = $1
                 returning id",
            )
            .bind(actor.workspace())
            .bind(FrameworkId(Uuid::now_v7()))
            .bind(code_of(&wanted.name_en, &taken))
            .bind(&wanted.name_ko)
            .bind(&wanted.name_en)
            .bind(wanted.off)
            .bind(Json(&wanted.criteria))
            .bind(actor.id())
            .fetch_optional(&mut *tx)
            .await?
        }
    };
    let Some(written) = written else {
        let version: i32 =
            sqlx::query_scalar("select version from framework where workspace_id = $1 and id = $2")
                .bind(actor.workspace())
                .bind(id)
                .fetch_one(&mut *tx)
                .await?;
        return Err(Error::Changed(Staleness { version, ..Staleness::default() }));
    };
    outbox::tell(&mut tx, actor, Topic::Process, outbox::About::default()).await?;
    db.commit(tx).await?;
    Ok(written)
}

/// Says which framework the deals of a pipeline are asked by; an empty code: by none.
pub async fn use_framework(db: &Db, actor: &Actor, pipeline: PipelineId, code: &str) -> Result<()> {
    let mut tx = reshape(db, actor, pipeline).await?;
    let code = Some(code).filter(|it| !it.is_empty());
    let known: bool = sqlx::query_scalar(
        "select $2::text is null or exists (
             select from framework f
             where f.workspace_id = $1 and f.code = $2
                 and (not f.off or exists (
                     select from pipeline p where p.workspace_id = $1 and p.id = $3 and p.framework = $2)))",
    )
    .bind(actor.workspace())
    .bind(code)
    .bind(pipeline)
    .fetch_one(&mut *tx)
    .await?;
    if !known {
        return Err(Problem::new("framework", Why::Unknown).into());
    }
    sqlx::query("update pipeline set framework = $3 where workspace_id = $1 and id = $2")
        .bind(actor.workspace())
        .bind(pipeline)
        .bind(code)
        .execute(&mut *tx)
        .await?;
    reshaped(db, actor, tx).await
}

/// Is there such a criterion to ask for?
pub(crate) async fn known_score(on: impl PgExecutor<'_>, actor: &Actor, asked: &Scored) -> Result<bool> {
    let all = all(on, actor).await?;
    let framework = all.iter().find(|it| it.code == asked.framework);
    Ok(framework.is_some_and(|it| asked.criterion.as_deref().is_none_or(|code| it.criterion(code).is_some())))
}
