//! The targets in the order to work them, a page at a time. The whole wish is the address of the page.

use super::judge::{Because, TargetState, Todo};
use crate::icp::Tier;
use crate::pipeline::filter::Owner;
use crate::{AccountId, ActId, Key, MemberId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// How many lines a page has.
pub const PAGE: usize = 50;

/// One target in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetLine {
    pub account: AccountId,
    pub number: i32,
    pub name: String,
    pub industry: Option<String>,
    pub fit: Option<i16>,
    pub tier: Option<Tier>,
    /// Whose it is.
    pub member: Option<MemberId>,
    pub since: NaiveDate,
    pub state: TargetState,
    pub todo: Option<Todo>,
    pub because: Vec<Because>,
    /// How often we were in touch, or tried to.
    pub touches: usize,
    /// The number of its lead.
    pub lead: Option<i32>,
}

impl TargetLine {
    pub const fn key(&self) -> Key {
        Key::account(self.number)
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// Whose targets; mine hold what is nobody's, too.
    pub of: Owner,
    /// None: all that are still being worked.
    pub state: Option<TargetState>,
    /// The page begins after this one, wherever it stands by now.
    pub after: Option<AccountId>,
    /// Those that this act made are told of.
    pub made: Option<ActId>,
}

impl Wish {
    /// Reads the address's parameters. What is not understood wishes nothing, rather than failing a link.
    pub fn of_pairs(get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            of: match get("of").as_deref() {
                Some("all") => Owner::Anybody,
                Some("none") => Owner::Nobody,
                Some(id) => id.parse().map_or(Owner::Me, Owner::Of),
                None => Owner::Me,
            },
            state: get("state").and_then(|it| TargetState::of_code(&it)),
            after: get("after").and_then(|it| it.parse().ok()),
            made: get("made").and_then(|it| it.parse().ok()),
        }
    }

    /// Writes them, leaving out what wishes nothing.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let of = match self.of {
            Owner::Me => String::new(),
            Owner::Anybody => "all".to_owned(),
            Owner::Nobody => "none".to_owned(),
            Owner::Of(member) => member.to_string(),
        };
        let pairs = [
            ("of", of),
            ("state", self.state.map(TargetState::code).unwrap_or_default().to_owned()),
            ("after", self.after.map(|it| it.to_string()).unwrap_or_default()),
        ];
        pairs.into_iter().filter(|it| !it.1.is_empty()).collect()
    }

    fn holds(&self, state: TargetState) -> bool {
        self.state.map_or_else(|| state.is_worked(), |wanted| wanted == state)
    }
}

/// What one act made of accounts that were none: so many targets, of which some may have been taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetsMade {
    pub act: ActId,
    pub made: i64,
    /// So many more would have been made: an act takes no more at once.
    pub left: i64,
    pub is_undone: bool,
}

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Targets {
    pub lines: Vec<TargetLine>,
    /// How many stand before the first of these.
    pub before: usize,
    /// After which the page before this one begins; none: with the first.
    pub back: Option<AccountId>,
    /// How many the wish has in all.
    pub total: usize,
    /// How many there are in each state, in the order of `TargetState::ALL`.
    pub counts: [usize; 6],
    pub made: Option<TargetsMade>,
    pub today: NaiveDate,
    pub now: DateTime<Utc>,
}

impl Targets {
    /// The page of a wish. `all` are everybody's whom it asks for, in their order. A target that has moved on takes its
    /// place along: a page after it begins where it stands now.
    pub fn of(all: Vec<TargetLine>, wish: &Wish, today: NaiveDate, now: DateTime<Utc>) -> Self {
        let counts = TargetState::ALL.map(|state| all.iter().filter(|it| it.state == state).count());
        let kept: Vec<_> = all.into_iter().filter(|it| wish.holds(it.state)).collect();
        let at = wish.after.and_then(|after| kept.iter().position(|it| it.account == after));
        let before = at.map_or(0, |at| at + 1);
        let total = kept.len();
        let back = before.checked_sub(PAGE + 1).and_then(|at| kept.get(at)).map(|it| it.account);
        let lines: Vec<_> = kept.into_iter().skip(before).take(PAGE).collect();
        Self { lines, before, back, total, counts, made: None, today, now }
    }

    pub fn count(&self, state: TargetState) -> usize {
        TargetState::ALL.iter().zip(self.counts).find(|it| *it.0 == state).map_or(0, |it| it.1)
    }

    /// How many are still being worked.
    pub fn worked(&self) -> usize {
        TargetState::ALL.iter().zip(self.counts).filter(|it| it.0.is_worked()).map(|it| it.1).sum()
    }

    /// The place of the last line in the list, counted from one.
    pub fn last(&self) -> usize {
        self.before + self.lines.len()
    }

    /// After which target the next page begins, if there is one.
    pub fn next(&self) -> Option<AccountId> {
        self.lines.last().filter(|_| self.last() < self.total).map(|it| it.account)
    }
}
