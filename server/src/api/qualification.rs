//! Qualification for programs: the rules that hold, and what a lead was granted and why.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use db::Db;
use domain::qualification::{KeptChange, KeptRules, Reason, Rules};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::cursor::Page;
use super::extract::{Named, Reads};
use super::leads;
use super::refused::Refused;

/// The rules by which leads are qualified. Version 0 are the figures that everybody begins with.
#[derive(Debug, Serialize, ToSchema)]
pub struct QualificationRules {
    version: i32,
    /// The member who saved them.
    #[schema(required)]
    by: Option<Uuid>,
    #[schema(required)]
    at: Option<DateTime<Utc>>,
    /// So well an account has to fit, and so much interest it takes, to be marketing-qualified.
    fit: i32,
    interest: i32,
    /// From here on a company is product-qualified, and from there on it is ready for a talk.
    qualified: i32,
    ready: i32,
    /// Signals that qualify at once, and how many days that stays warm.
    raises: Vec<&'static str>,
    raise_days: i32,
    student_domains: Vec<String>,
    competitor_domains: Vec<String>,
    rules: Vec<QualificationRule>,
}

/// What a rule is worth, and the figures it goes by; those it does not ask for are 0.
#[derive(Debug, Serialize, ToSchema)]
pub struct QualificationRule {
    #[schema(example = "pricing_seen")]
    rule: &'static str,
    points: i32,
    /// The most that it adds.
    most: i32,
    half_life_days: i32,
    /// Times, minutes, days, people or percent, as the rule counts.
    least: i32,
    within_days: i32,
    /// value, growth or limit, of rules about the product.
    #[schema(required)]
    class: Option<&'static str>,
}

impl From<KeptRules> for QualificationRules {
    fn from(kept: KeptRules) -> Self {
        let Rules { weights, raises, raise_days, fit, interest, qualified, ready, .. } = kept.rules;
        let rule = |it: domain::qualification::Weight| QualificationRule {
            rule: it.rule.code(),
            points: it.points,
            most: it.most,
            half_life_days: it.half_life,
            least: it.least,
            within_days: it.within,
            class: it.class.map(|it| it.code()),
        };
        Self {
            version: kept.version,
            by: kept.by.map(|it| it.0),
            at: kept.at,
            fit,
            interest,
            qualified,
            ready,
            raises: raises.into_iter().map(|it| it.code()).collect(),
            raise_days,
            student_domains: kept.rules.student_domains,
            competitor_domains: kept.rules.competitor_domains,
            rules: weights.into_iter().map(rule).collect(),
        }
    }
}

/// A kind that a lead was granted, once and for good.
#[derive(Debug, Serialize, ToSchema)]
pub struct QualificationChange {
    id: Uuid,
    /// What it was before, and became: none, `marketing_qualified`, `product_qualified` or `sales_qualified`.
    from: &'static str,
    to: &'static str,
    /// marketing, product or outbound.
    origin: &'static str,
    rule_version: i32,
    /// The member whose word it is; null for the rules.
    #[schema(required)]
    by: Option<Uuid>,
    /// The moment that brought it, which may be before we heard of it.
    reached_at: DateTime<Utc>,
    at: DateTime<Utc>,
    /// What its rules added.
    contributions: Vec<Contribution>,
}

/// Points of a rule, and the signals that brought them.
#[derive(Debug, Serialize, ToSchema)]
pub struct Contribution {
    /// A rule, or `raised` for a raised hand.
    rule: &'static str,
    /// Thousandths of a point.
    milli_points: i64,
    /// The newest of them, by id.
    signals: Vec<Uuid>,
    /// So many more.
    more: usize,
}

impl Contribution {
    /// What a talk confirmed is for people to read.
    fn of(reason: &Reason) -> Option<Self> {
        match reason {
            Reason::Rule { rule, milli, signals, more, .. } => Some(Self {
                rule: rule.code(),
                milli_points: *milli,
                signals: signals.iter().map(|it| it.id.0).collect(),
                more: *more,
            }),
            Reason::Raised(told) => {
                Some(Self { rule: "raised", milli_points: 0, signals: vec![told.id.0], more: 0 })
            }
            _ => None,
        }
    }
}

impl From<KeptChange> for QualificationChange {
    fn from(it: KeptChange) -> Self {
        Self {
            id: it.id,
            from: it.from.code(),
            to: it.to.code(),
            origin: it.origin.code(),
            rule_version: it.rule_version,
            by: it.by.map(|it| it.0),
            reached_at: it.reached_at,
            at: it.at,
            contributions: it.reasons.iter().filter_map(Contribution::of).collect(),
        }
    }
}

/// The rules that hold.
#[utoipa::path(
    get, path = "/api/v1/qualification-rules", tag = "leads",
    responses((status = 200, body = QualificationRules))
)]
pub async fn read_qualification_rules(
    Reads(program): Reads,
    State(db): State<Db>,
) -> Result<Json<QualificationRules>, Refused> {
    Ok(Json(db::qualification::rules(&db, &program.actor).await?.into()))
}

/// Every kind that a lead was granted, the newest first.
#[utoipa::path(
    get, path = "/api/v1/leads/{id}/qualification", tag = "leads",
    params(("id" = String, Path, description = "The lead's id, or its key: L-123")),
    responses((status = 200, body = Page<QualificationChange>))
)]
pub async fn list_qualification_changes(
    Reads(program): Reads,
    State(db): State<Db>,
    name: Named,
) -> Result<Json<Page<QualificationChange>>, Refused> {
    let id = leads::id_of(&db, &program.actor, &name).await?;
    db::leads::lead(&db, &program.actor, id).await?;
    let changes = db::qualification::changes(&db, &program.actor, id).await?;
    Ok(Json(Page { items: changes.into_iter().map(Into::into).collect(), next: None }))
}
