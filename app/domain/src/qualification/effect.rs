//! What rules would do before they are switched on: who would have become what by them, over everything on record, and
//! how many of those were won.

use super::Kind;
use crate::Key;
use serde::{Deserialize, Serialize};

/// So many leads are named.
const NAMED: usize = 5;

/// A draft beside the rules that hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    pub leads: i64,
    /// One for each kind that rules grant.
    pub lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub kind: Kind,
    /// Would become it, and has not.
    pub new: Side,
    /// By the draft and by the rules that hold.
    pub same: Side,
    /// Would not have become it by the draft. What was granted is not taken away.
    pub lost: Side,
}

/// Some leads, and how many of them are at accounts that bought.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    pub leads: i64,
    pub won: i64,
    /// The first of them.
    pub named: Vec<Named>,
}

/// A lead by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub number: i32,
    pub name: String,
}

impl Named {
    pub const fn key(&self) -> Key {
        Key::lead(self.number)
    }
}

impl Side {
    fn add(&mut self, lead: impl FnOnce() -> Named, won: bool) {
        self.leads += 1;
        self.won += i64::from(won);
        if self.named.len() < NAMED {
            self.named.push(lead());
        }
    }
}

/// The kinds that one set of rules gives a lead, and the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Would {
    pub before: Vec<Kind>,
    pub after: Vec<Kind>,
    /// Its account has a deal that was won.
    pub won: bool,
}

impl Default for Effect {
    fn default() -> Self {
        let line = |kind| Line { kind, new: Side::default(), same: Side::default(), lost: Side::default() };
        Self { leads: 0, lines: Kind::BY_RULE.map(line).to_vec() }
    }
}

impl Effect {
    pub fn add(&mut self, lead: impl Fn() -> Named, would: &Would) {
        self.leads += 1;
        for line in &mut self.lines {
            let (before, after) = (would.before.contains(&line.kind), would.after.contains(&line.kind));
            let side = match (before, after) {
                (false, true) => &mut line.new,
                (true, true) => &mut line.same,
                (true, false) => &mut line.lost,
                (false, false) => continue,
            };
            side.add(&lead, would.won);
        }
    }

    /// Does the draft change nothing for anybody?
    pub fn is_nothing(&self) -> bool {
        self.lines.iter().all(|it| it.new.leads == 0 && it.lost.leads == 0)
    }
}
