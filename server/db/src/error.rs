//! Why something was not done: refused by a rule, overtaken by somebody, not there (or not to be seen),
//! or broken.

use domain::{Refusal, activities::Change};

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Somebody was faster. Carries what they made of it, so that the asker can choose.
    #[error("overtaken by version {}", .0.version)]
    Changed(Staleness),
    /// There is no such record, or the asker may not see it: both answer alike.
    #[error("not found")]
    NotFound,
    #[error("the database failed: {0}")]
    Failed(#[source] sqlx::Error),
}

/// PostgreSQL's codes for a letter that it cannot hold, as text and in JSON. Rules take it out of what is kept; what is
/// only asked for comes here as it was typed.
const NO_TEXT: [&str; 2] = ["22021", "22P05"];

/// What stands now where the asker saw something older.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Staleness {
    pub version: i32,
    /// The deal as it is now, when it was about one: a board takes it in like any other news.
    pub card: Option<Box<domain::pipeline::Card>>,
    /// Field by field: `before` is what stands now, `after` is what the asker wanted.
    pub differences: Vec<Change>,
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::Database(why) if why.code().is_some_and(|it| NO_TEXT.contains(&&*it)) => {
                Self::Refused(Refusal::NoText)
            }
            // They left in the very moment in which they were to get it.
            other if is_of(&other, "lead_owner_is_here") => {
                Self::Refused(domain::Problem::new("owner", domain::Why::Unknown).into())
            }
            other => Self::Failed(other),
        }
    }
}

impl From<domain::Problem> for Error {
    fn from(problem: domain::Problem) -> Self {
        Self::Refused(problem.into())
    }
}

impl From<Vec<domain::Problem>> for Error {
    fn from(problems: Vec<domain::Problem>) -> Self {
        Self::Refused(Refusal::Invalid(problems))
    }
}

/// Turns a broken constraint, by its name, into the refusal it stands for.
pub(crate) fn constraint(error: sqlx::Error, name: &str, refusal: impl Into<Refusal>) -> Error {
    if is_of(&error, name) { Error::Refused(refusal.into()) } else { error.into() }
}

/// Is this the constraint that is broken?
fn is_of(error: &sqlx::Error, name: &str) -> bool {
    error.as_database_error().and_then(|it| it.constraint()) == Some(name)
}

/// Turns a reference to a record that is not there into a problem with the field that named it.
pub(crate) fn unknown_reference(error: sqlx::Error) -> Error {
    let Some(database) = error.as_database_error() else { return error.into() };
    if database.kind() != sqlx::error::ErrorKind::ForeignKeyViolation {
        return error.into();
    }
    let field = database.constraint().and_then(|name| {
        [
            "owner", "account", "person", "parent", "pipeline", "stage", "product", "tag", "deal", "lead",
            "team", "member",
        ]
        .into_iter()
        .find(|field| name.contains(&format!("_{field}_id_")))
    });
    Error::Refused(domain::Problem::new(field.unwrap_or("id"), domain::Why::Unknown).into())
}
