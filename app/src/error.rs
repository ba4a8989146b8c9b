//! What somebody is told when an act is refused or breaks: a status for programs, a sentence for people.

use domain::Refusal;
use domain::activities::Change;
use domain::pipeline::Card;
use http::StatusCode;
use serde::{Deserialize, Serialize};

use server_fn::error::{FromServerFnError, ServerFnErrorErr};

/// Every way in which asking the server can end other than well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    #[error("{0}")]
    Refused(Refusal),
    /// Somebody was faster. Field by field: `before` stands now, `after` is what the asker wanted.
    #[error("overtaken by version {version}")]
    Changed { version: i32, card: Option<Box<Card>>, differences: Vec<Change> },
    #[error("not found")]
    NotFound,
    /// Nobody is signed in, or not any more.
    #[error("signed out")]
    SignedOut,
    /// What was sent cannot be read: another version of the page, or another program.
    #[error("not understood")]
    Malformed,
    /// The server did not answer. Nothing is known of the act; it may be sent again.
    #[error("no answer")]
    Unreachable,
    /// The server failed and has logged why.
    #[error("failed")]
    Failed,
}

impl FromServerFnError for AppError {
    type Encoder = crate::wire::Json;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Unreachable,
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_)
            | ServerFnErrorErr::UnsupportedRequestMethod(_) => Self::Malformed,
            _ => Self::Failed,
        }
    }

    fn status_code(&self) -> StatusCode {
        match self {
            Self::Refused(refusal) => match refusal {
                Refusal::NotAllowed | Refusal::NeedsRole(_) => StatusCode::FORBIDDEN,
                Refusal::WrongSignIn => StatusCode::UNAUTHORIZED,
                Refusal::TooManyTries { .. } => StatusCode::TOO_MANY_REQUESTS,
                Refusal::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
                Refusal::CannotUndo | Refusal::LinkSpent => StatusCode::CONFLICT,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            },
            Self::Changed { .. } => StatusCode::CONFLICT,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Unreachable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Failed => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
