//! Why the API did not carry out a request, by type; and the status and code that programs tell it by.

use axum::response::{IntoResponse, Response};
use domain::activities::Change;
use domain::committee::Tangle;
use domain::merge::Hindrance;
use domain::{Refusal, Why};
use http::StatusCode;
use serde_json::Value;

use super::wire::Versioned;

/// Why a request was not carried out. Travels as a response without words, until `put_into_words`.
#[derive(Clone, Debug)]
pub enum Refused {
    /// The body is no JSON; what the parser says.
    NotJson(String),
    /// Fields of the body or the query that nobody knows, or that hold something of another kind.
    Flaws(Vec<Flaw>),
    SignedOut,
    /// The key was made for reading.
    ReadsOnly,
    Rule(Refusal),
    NotFound,
    /// A change has to say which version it is about.
    VersionNeeded,
    Stale(Stale),
    NotJsonByName,
    /// An `Idempotency-Key` that stands for another request already.
    KeyReused,
    /// The first request with this `Idempotency-Key` is still being carried out.
    Running,
    TooMany {
        seconds: u32,
    },
    /// Anything that axum or the guards say by a status alone.
    Plain(StatusCode),
}

/// Somebody was faster.
#[derive(Clone, Debug)]
pub struct Stale {
    /// 412 if the request named a version, else 409.
    pub named: bool,
    pub version: i32,
    /// The record as it stands now.
    pub current: Value,
    /// Field by field: `before` stands now, `after` is what was wanted.
    pub differences: Vec<Change>,
}

/// What is wrong with one name of the body or the query.
#[derive(Clone, Debug)]
pub struct Flaw {
    pub field: String,
    pub why: Wrong,
}

#[derive(Clone, Debug)]
pub enum Wrong {
    /// As the parser says it.
    Kind(String),
    Rule(Why),
}

impl Flaw {
    pub fn new(field: &str, why: Why) -> Self {
        Self { field: field.to_owned(), why: Wrong::Rule(why) }
    }
}

impl Stale {
    /// A request named a version that is not the record's any more.
    pub fn named(current: &impl Versioned, differences: Vec<Change>) -> Self {
        let version = current.version();
        Self { named: true, version, current: serde_json::to_value(current).unwrap_or_default(), differences }
    }
}

impl From<Stale> for Refused {
    fn from(stale: Stale) -> Self {
        Self::Stale(stale)
    }
}

impl From<Flaw> for Refused {
    fn from(flaw: Flaw) -> Self {
        Self::Flaws(vec![flaw])
    }
}

impl From<domain::Problem> for Refused {
    fn from(problem: domain::Problem) -> Self {
        Self::Rule(problem.into())
    }
}

impl From<db::Error> for Refused {
    fn from(error: db::Error) -> Self {
        match error {
            db::Error::Refused(refusal) => Self::Rule(refusal),
            db::Error::NotFound => Self::NotFound,
            db::Error::Changed(now) => Self::Stale(Stale {
                named: false,
                version: now.version,
                current: Value::Null,
                differences: now.differences,
            }),
            db::Error::Failed(why) => {
                tracing::error!(error = %why, "the database failed");
                Self::Plain(StatusCode::INTERNAL_SERVER_ERROR)
            }
        }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl Refused {
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotJson(_) | Self::Flaws(_) => StatusCode::BAD_REQUEST,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::ReadsOnly => StatusCode::FORBIDDEN,
            Self::Rule(Refusal::NotAllowed | Refusal::NeedsRole(_)) => StatusCode::FORBIDDEN,
            Self::Rule(Refusal::TooManyTries { .. }) | Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Rule(_) | Self::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::VersionNeeded => StatusCode::PRECONDITION_REQUIRED,
            Self::Stale(stale) if stale.named => StatusCode::PRECONDITION_FAILED,
            Self::Stale(_) | Self::Running => StatusCode::CONFLICT,
            Self::NotJsonByName => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Plain(status) => *status,
        }
    }

    /// What programs tell refusals apart by.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotJson(_) => "not_json",
            Self::Flaws(_) => "malformed",
            Self::SignedOut => "unauthenticated",
            Self::ReadsOnly => "read_only_key",
            Self::Rule(refusal) => code_of(refusal),
            Self::NotFound => "not_found",
            Self::VersionNeeded => "version_needed",
            Self::Stale(_) => "stale",
            Self::NotJsonByName => "unsupported_media_type",
            Self::KeyReused => "idempotency_key_reused",
            Self::Running => "still_running",
            Self::TooMany { .. } => "too_many_requests",
            Self::Plain(status) => match *status {
                StatusCode::UNAUTHORIZED => "unauthenticated",
                StatusCode::FORBIDDEN => "not_allowed",
                StatusCode::NOT_FOUND => "not_found",
                StatusCode::METHOD_NOT_ALLOWED => "method_not_allowed",
                StatusCode::PAYLOAD_TOO_LARGE => "too_large",
                StatusCode::SERVICE_UNAVAILABLE => "unavailable",
                status if status.is_client_error() => "malformed",
                _ => "failed",
            },
        }
    }
}

fn code_of(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Invalid(_) => "invalid",
        Refusal::NotAllowed => "not_allowed",
        Refusal::WrongSignIn => "wrong_sign_in",
        Refusal::TooManyTries { .. } => "too_many_requests",
        Refusal::LinkSpent => "link_spent",
        Refusal::AlreadyMember => "already_member",
        Refusal::LastAdmin => "last_admin",
        Refusal::StageHoldsDeals { .. } => "stage_holds_deals",
        Refusal::StageNeeded => "stage_needed",
        Refusal::OtherPipeline => "other_pipeline",
        Refusal::ReasonNeeded(_) => "reason_needed",
        Refusal::WhyBack => "reason_needed",
        Refusal::NotReady(_) => "not_ready",
        Refusal::Taken(_) => "taken",
        Refusal::Exists { .. } => "exists",
        Refusal::CannotUndo => "cannot_undo",
        Refusal::NeedsRole(_) => "needs_role",
        Refusal::TooLarge { .. } => "too_large",
        Refusal::Unreadable => "unreadable",
        Refusal::NoText => "no_text",
        Refusal::DealGone(_) => "deal_gone",
        Refusal::ReopenFirst => "reopen_first",
        Refusal::ByHandover => "by_handover",
        Refusal::NotSent(_) => "not_sent",
        Refusal::HandoverUnderWay => "handover_under_way",
        Refusal::NotATarget => "not_a_target",
        Refusal::HandoverOver(_) => "handover_over",
        Refusal::DecideFirst(_) => "decide_first",
        Refusal::Advert(_) => "advert_not_agreed",
        Refusal::NotQualified(_) => "not_qualified",
        Refusal::Merge(Hindrance::Same) => "merge_same",
        Refusal::Merge(Hindrance::BecameADeal) => "merge_became_a_deal",
        Refusal::Merge(Hindrance::BeingHandedOver) => "merge_being_handed_over",
        Refusal::Merge(Hindrance::BothBecameDeals) => "merge_both_became_deals",
        Refusal::Merge(Hindrance::UndoLaterFirst) => "undo_later_merge_first",
        Refusal::Merge(Hindrance::TwoCompanies) => "merge_two_companies",
        Refusal::Merge(Hindrance::StandsAbove) => "merge_stands_above",
        Refusal::Committee(Tangle::OneAndTheSame) => "committee_one_and_the_same",
        Refusal::Committee(Tangle::Circle) => "committee_circle",
        Refusal::Committee(Tangle::NotSeated) => "committee_not_seated",
        Refusal::Committee(Tangle::NoChampion) => "committee_no_champion",
        Refusal::TooManyViews { .. } => "too_many_views",
    }
}
