//! The one doorway from server functions to the server: who asks, and the database.
//!
//! The server puts both into the request; a server function that has no `Backend` can ask nothing.

use crate::error::AppError;
use chrono::{DateTime, NaiveDate, Utc};
use db::{Actor, Db};
use domain::events::Cursor;
use domain::team::Viewer;
use leptos::prelude::{expect_context, use_context};

/// Who asks, of which database.
pub struct Backend {
    pub db: Db,
    pub actor: Actor,
}

/// What the session said about this request. In the request's extensions, put there by the server.
#[derive(Clone, Debug)]
pub struct Asker(pub Option<Actor>);

/// Who sees the page that is being made. In the request's extensions, beside the asker.
#[derive(Clone, Debug)]
pub struct Seen(pub Viewer);

/// A form that was sent without scripts and refused. In the request's extensions, when the page it stood on is
/// made once more.
#[derive(Clone, Debug)]
pub struct RefusedForm {
    /// The address of the act that was refused.
    pub function: String,
    /// The error, as Leptos writes it into addresses.
    pub error: String,
    /// What was sent, but for passwords.
    pub fields: Vec<(String, String)>,
}

/// How far this process has heard the feed: what a page that is made now need not be told again.
#[derive(Clone, Copy, Debug)]
pub struct Position(pub Cursor);

/// The server runs a demo: its pages may say how to sign in.
#[derive(Clone, Copy, Debug)]
pub struct Demo(pub bool);

/// Does the server show a demo, whose password everybody knows?
pub fn shows_demo() -> bool {
    use_context::<Demo>().is_some_and(|it| it.0)
}

impl Backend {
    /// For whoever is signed in.
    pub async fn of_request() -> Result<Self, AppError> {
        // Before the first await: afterwards the context is gone.
        let db: Db = expect_context();
        match asker() {
            Some(actor) => Ok(Self { db, actor }),
            None => Err(AppError::SignedOut),
        }
    }

    pub fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    /// The day it is where the workspace works.
    pub fn today(&self) -> NaiveDate {
        self.actor.day(self.now())
    }
}

/// The database alone, for the few acts of somebody who is not signed in yet.
pub fn database() -> Db {
    expect_context()
}

pub fn asker() -> Option<Actor> {
    use_context::<http::request::Parts>()
        .and_then(|parts| parts.extensions.get::<Asker>().cloned())
        .and_then(|asker| asker.0)
}

/// Who sees the page that is being made.
pub fn seen_by() -> Option<Viewer> {
    use_context::<http::request::Parts>()
        .and_then(|parts| parts.extensions.get::<Seen>().map(|it| it.0.clone()))
}

/// How far the page that is being made has surely heard.
pub fn position() -> Cursor {
    use_context::<Position>().map(|it| it.0).unwrap_or_default()
}

/// An address of ours to go on to; anything else becomes the first page.
pub fn own_page(next: &str) -> String {
    let ours = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\r', '\n']);
    if ours { next.to_owned() } else { "/".to_owned() }
}

/// Goes on to another page of ours after an act, where the form names one.
pub fn go_on(next: &str) {
    if !next.is_empty() {
        redirect(&own_page(next));
    }
}

/// Sends the asker to another page of ours after an act.
pub fn redirect(path: &str) {
    leptos_axum::redirect(path, false);
}

impl From<db::Error> for AppError {
    fn from(error: db::Error) -> Self {
        match error {
            db::Error::Refused(refusal) => Self::Refused(refusal),
            db::Error::Changed(now) => {
                Self::Changed { version: now.version, card: now.card, differences: now.differences }
            }
            db::Error::NotFound => Self::NotFound,
            db::Error::Failed(why) => {
                tracing::error!(error = %why, "the database failed");
                Self::Failed
            }
        }
    }
}
