//! What a profile would do before it is saved: which accounts would change tier, and how its tiers stand against the
//! deals that were won and lost.

use super::Tier;
use crate::Key;
use serde::{Deserialize, Serialize};

/// So many accounts of a change are named.
const NAMED: usize = 5;

/// What a profile makes of all accounts, compared with what holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// A, B, C, and those without a tier.
    pub lines: Vec<TierLine>,
    /// Where accounts would go, the most first.
    pub shifts: Vec<Shift>,
}

/// One tier, as it is and as it would be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TierLine {
    pub tier: Option<Tier>,
    pub before: i64,
    pub after: i64,
    /// Decided deals of the accounts that would be in it.
    pub won: i64,
    pub lost: i64,
}

/// Accounts that would change from one tier to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    pub from: Option<Tier>,
    pub to: Option<Tier>,
    pub accounts: i64,
    /// The first of them.
    pub named: Vec<Shown>,
}

/// An account by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    pub number: i32,
    pub name: String,
}

impl Shown {
    pub const fn key(&self) -> Key {
        Key::account(self.number)
    }
}

impl Default for Effect {
    fn default() -> Self {
        let tiers = Tier::ALL.into_iter().map(Some).chain([None]);
        Self { lines: tiers.map(|tier| TierLine { tier, ..Default::default() }).collect(), shifts: vec![] }
    }
}

impl Effect {
    /// Takes in one account with its tier now, its tier then, and how its deals were decided.
    pub fn add(
        &mut self,
        account: impl FnOnce() -> Shown,
        (from, to): (Option<Tier>, Option<Tier>),
        (won, lost): (i64, i64),
    ) {
        for line in &mut self.lines {
            line.before += i64::from(line.tier == from);
            if line.tier == to {
                line.after += 1;
                line.won += won;
                line.lost += lost;
            }
        }
        if from == to {
            return;
        }
        let at = self.shifts.iter().position(|it| (it.from, it.to) == (from, to)).unwrap_or_else(|| {
            self.shifts.push(Shift { from, to, accounts: 0, named: vec![] });
            self.shifts.len() - 1
        });
        let shift = &mut self.shifts[at];
        shift.accounts += 1;
        if shift.named.len() < NAMED {
            shift.named.push(account());
        }
    }

    /// The same with its shifts in the order in which they are read.
    pub fn in_order(mut self) -> Self {
        let place = |tier: Option<Tier>| tier.map_or(3, |it| it as u8);
        self.shifts.sort_by_key(|it| (-it.accounts, place(it.from), place(it.to)));
        self
    }

    pub fn accounts(&self) -> i64 {
        self.lines.iter().map(|it| it.after).sum()
    }

    /// How many accounts would change tier.
    pub fn changed(&self) -> i64 {
        self.shifts.iter().map(|it| it.accounts).sum()
    }
}

/// Won deals in whole hundredths of those decided, a half counts up; none where nothing was decided.
pub fn win_rate(won: i64, lost: i64) -> Option<i64> {
    let decided = won + lost;
    (decided > 0).then(|| (200 * won + decided) / (2 * decided))
}
