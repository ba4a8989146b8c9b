//! Gates that ask who decides: so many people in a role, reached or not. Who left counts nowhere, and a champion counts by
//! an act alone.

use super::MOST;
use crate::committee::{Held, Role, held_by};
use crate::{Problem, Why, text};
use serde::{Deserialize, Serialize};

/// A role that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleAsked {
    pub kind: Role,
    /// We talked with them.
    #[serde(default)]
    pub touched: bool,
    pub count: u8,
}

impl RoleAsked {
    /// One of each, for the menu.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        Role::ALL.iter().flat_map(|kind| [false, true].map(|touched| Self { kind: *kind, touched, count: 1 }))
    }

    pub(super) fn is_met(&self, committee: &[Held]) -> bool {
        held_by(committee, self.kind, self.touched) >= usize::from(self.count)
    }

    pub(super) fn covers(self, less: Self) -> bool {
        self.kind == less.kind && self.count >= less.count && (self.touched || !less.touched)
    }

    pub fn code(&self) -> String {
        let touched = if self.touched { ".touched" } else { "" };
        format!("role.{}{touched}", self.kind.code())
    }

    /// From what follows `role.`, and how many.
    pub(super) fn of_code(rest: &str, number: &str) -> Result<Self, Problem> {
        let unknown = || Problem::new("add", Why::Unknown);
        let (kind, touched) = match rest.split_once('.') {
            Some((kind, "touched")) => (kind, true),
            Some(_) => return Err(unknown()),
            None => (rest, false),
        };
        let kind = Role::of_code(kind).ok_or_else(unknown)?;
        let count = text::number("number", number, 1, i64::from(MOST))?;
        Ok(Self { kind, touched, count: u8::try_from(count).unwrap_or(MOST) })
    }
}
