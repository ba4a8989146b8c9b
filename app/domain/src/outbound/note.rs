//! Research notes (조사 노트): what somebody found out about a company before the first word with it, and where.

use crate::accounts::Problems;
use crate::{MemberId, Problem, ResearchNoteId, Why, text};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The longest address of a source that is kept.
const ADDRESS_MAX: usize = 2_000;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct ResearchNote {
    pub id: ResearchNoteId,
    pub version: i32,
    pub body: String,
    /// Where it was read.
    pub source: Option<String>,
    pub by: Option<MemberId>,
    pub at: DateTime<Utc>,
    /// When its writer corrected it last; what it said before stands in the account's history.
    pub corrected_at: Option<DateTime<Utc>>,
}

/// What somebody typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NoteForm {
    pub body: String,
    pub source: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteFields {
    pub body: String,
    pub source: Option<String>,
}

impl NoteForm {
    pub fn check(&self) -> Result<NoteFields, Vec<Problem>> {
        let mut problems = Problems::default();
        let body = problems.take(text::note("body", &self.body));
        if self.body.trim().is_empty() {
            problems.add(Problem::new("body", Why::Missing));
        }
        let source = problems.take(source(&self.source));
        problems.or(NoteFields { body, source })
    }
}

/// A page on the web. It becomes a link, so it can be nothing else.
fn source(text: &str) -> Result<Option<String>, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if text.len() > ADDRESS_MAX {
        return Err(Problem::new("source", Why::TooLong(ADDRESS_MAX as u32)));
    }
    let rest = ["https://", "http://"].into_iter().find_map(|scheme| {
        let head = text.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then(|| &text[scheme.len()..])
    });
    let host = rest.map(|it| it.split(['/', '?', '#']).next().unwrap_or_default());
    let is_plain = !text.chars().any(|it| it.is_whitespace() || it.is_control());
    match host {
        Some(host) if !host.is_empty() && is_plain => Ok(Some(text.to_owned())),
        _ => Err(Problem::new("source", Why::NotAPage)),
    }
}
