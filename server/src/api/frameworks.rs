//! What is known of deals, for programs: the frameworks that a team asks by, and the scores of a deal with what proves them.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use db::{Actor, Db};
use domain::frameworks::{Answer, DealFrameworks, Framework as Asked, ScoreForm, Standing};
use domain::{AnswerId, DealId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::cursor::Page;
use super::deals::id_of;
use super::extract::{ActOf, Body, Named, Reads, Writes};
use super::refused::Refused;
use super::wire::said;

/// What has to be known of a deal, such as BANT or MEDDIC.
#[derive(Debug, Serialize, ToSchema)]
pub struct Framework {
    /// By which scores and gates name it.
    #[schema(example = "bant")]
    code: String,
    name_ko: String,
    name_en: String,
    /// No pipeline is to choose it any more.
    off: bool,
    /// In the order in which ties are decided.
    criteria: Vec<Criterion>,
    /// The pipelines whose deals are asked by it.
    pipelines: Vec<Uuid>,
}

/// One thing that has to be known.
#[derive(Debug, Serialize, ToSchema)]
pub struct Criterion {
    #[schema(example = "need")]
    code: String,
    name_ko: String,
    name_en: String,
    /// The question to ask.
    ask_ko: String,
    ask_en: String,
    /// Whom to ask.
    whom_ko: String,
    whom_en: String,
}

impl From<domain::frameworks::Criterion> for Criterion {
    fn from(it: domain::frameworks::Criterion) -> Self {
        Self {
            code: it.code,
            name_ko: it.name_ko,
            name_en: it.name_en,
            ask_ko: it.ask_ko,
            ask_en: it.ask_en,
            whom_ko: it.whom_ko,
            whom_en: it.whom_en,
        }
    }
}

/// All frameworks, with the pipelines that use them.
#[utoipa::path(
    get, path = "/api/v1/frameworks", tag = "deals",
    responses((status = 200, body = Page<Framework>))
)]
pub async fn list_frameworks(
    Reads(program): Reads,
    State(db): State<Db>,
) -> Result<Json<Page<Framework>>, Refused> {
    let book = db::frameworks::book(&db, &program.actor).await?;
    let users = |code: &str| {
        let using = book.uses.iter().filter(|it| it.1.as_deref() == Some(code));
        using.map(|it| it.0.0).collect()
    };
    let framework = |it: &Asked| Framework {
        code: it.code.clone(),
        name_ko: it.name_ko.clone(),
        name_en: it.name_en.clone(),
        off: it.off,
        criteria: it.criteria.iter().cloned().map(Criterion::from).collect(),
        pipelines: users(&it.code),
    };
    Ok(Json(Page { items: book.frameworks.iter().map(framework).collect(), next: None }))
}

/// How sure we are of one criterion of a deal.
#[derive(Debug, Serialize, ToSchema)]
pub struct Score {
    framework: String,
    criterion: String,
    /// 0 unknown, 1 heard once, 2 confirmed by the person concerned, 3 proven by an act or document.
    #[schema(minimum = 0, maximum = 3)]
    score: i16,
    /// unknown, holds, expired (learned more than 60 calendar days ago) or unproven (its activity was taken away). Only what
    /// holds counts for gates.
    standing: &'static str,
    /// The day it was learned, in the workspace's time zone.
    #[schema(required)]
    learned_on: Option<NaiveDate>,
    /// The activity that proves it.
    #[schema(required)]
    activity: Option<Uuid>,
    /// Who gave it.
    #[schema(required)]
    by: Option<Uuid>,
    #[schema(required)]
    at: Option<DateTime<Utc>>,
}

impl Score {
    fn of(framework: &str, criterion: &str, given: Option<&Answer>, today: NaiveDate) -> Self {
        let standing = match given.map_or(Standing::Unknown, |it| it.standing(framework, today)) {
            Standing::Unknown => "unknown",
            Standing::Holds => "holds",
            Standing::Expired => "expired",
            Standing::Unproven => "unproven",
        };
        Self {
            framework: framework.to_owned(),
            criterion: criterion.to_owned(),
            score: given.map_or(0, |it| it.score),
            standing,
            learned_on: given.and_then(|it| it.on),
            activity: given.and_then(|it| it.evidence.as_ref()).map(|it| it.activity.0),
            by: given.and_then(|it| it.by).map(|it| it.0),
            at: given.map(|it| it.at),
        }
    }
}

fn scores(known: &DealFrameworks) -> Page<Score> {
    let of_sheet = |it: &domain::frameworks::Sheet| -> Vec<Score> {
        let score = |code: &str| Score::of(&it.framework.code, code, it.answer(code), known.today);
        it.framework.criteria.iter().map(|it| score(&it.code)).collect()
    };
    Page { items: known.sheets.iter().flat_map(of_sheet).collect(), next: None }
}

/// What is known of a deal, every criterion of its pipeline's framework first.
#[utoipa::path(
    get, path = "/api/v1/deals/{id}/scores", tag = "deals",
    params(("id" = String, Path, description = "The deal's id, or its key: D-12")),
    responses((status = 200, body = Page<Score>))
)]
pub async fn read_scores(
    Reads(program): Reads,
    State(db): State<Db>,
    name: Named,
) -> Result<Json<Page<Score>>, Refused> {
    let deal = id_of(&db, &program.actor, &name).await?;
    read(&db, &program.actor, deal).await
}

/// A score to give. Above 0 it needs an activity of the deal, or a note that is logged with it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "framework": "bant", "criterion": "budget", "score": 2, "note": "올해 예산을 확인했어요." }))]
pub struct NewScore {
    #[schema(required)]
    framework: String,
    #[schema(required)]
    criterion: String,
    #[schema(required, minimum = 0, maximum = 3)]
    score: Option<i64>,
    activity: Option<Uuid>,
    #[schema(max_length = 10_000)]
    note: Option<String>,
}

/// Gives a criterion a score, over whatever stands.
#[utoipa::path(
    post, path = "/api/v1/deals/{id}/scores", tag = "deals", request_body = NewScore,
    params(("id" = String, Path, description = "The deal's id, or its key: D-12")),
    responses((status = 200, body = Page<Score>))
)]
pub async fn give_score(
    Writes(program): Writes,
    State(db): State<Db>,
    name: Named,
    ActOf(act): ActOf,
    Body(new): Body<NewScore>,
) -> Result<Json<Page<Score>>, Refused> {
    let deal = id_of(&db, &program.actor, &name).await?;
    let form = ScoreForm {
        id: AnswerId(act.0).to_string(),
        framework: new.framework,
        criterion: new.criterion,
        score: said(new.score),
        activity: said(new.activity),
        note: said(new.note),
    };
    db::frameworks::score(&db, &program.actor, deal, None, &form, Utc::now()).await?;
    read(&db, &program.actor, deal).await
}

async fn read(db: &Db, actor: &Actor, deal: DealId) -> Result<Json<Page<Score>>, Refused> {
    let known = db::frameworks::of_deal(db, actor, deal, actor.day(Utc::now())).await?;
    Ok(Json(scores(&known)))
}
