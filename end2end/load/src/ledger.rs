//! What the server acknowledged, to be found again in the database.

use db::{Actor, Db, oracle};
use domain::{ActId, DealId};
use std::collections::{HashMap, HashSet};

#[derive(Default)]
pub struct Ledger {
    /// Moves that were answered with a card.
    pub moves: Vec<ActId>,
    /// Moves that were sent and never answered.
    pub unanswered: Vec<ActId>,
    pub made: Vec<DealId>,
    /// Edits, by the text they wrote and the version they must have made: the one after what was seen.
    pub edits: Vec<(String, i32)>,
    pub overtaken: usize,
    /// Refusals that nobody should have got.
    pub refused: Vec<String>,
}

impl Ledger {
    pub fn merge(mut self, other: Self) -> Self {
        self.moves.extend(other.moves);
        self.unanswered.extend(other.unanswered);
        self.made.extend(other.made);
        self.edits.extend(other.edits);
        self.overtaken += other.overtaken;
        self.refused.extend(other.refused);
        self
    }

    pub fn acknowledged(&self) -> usize {
        self.moves.len() + self.made.len() + self.edits.len()
    }
}

/// How the acknowledged compares with what is there.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// Acknowledged, and not there.
    pub lost: usize,
    /// There more often than once.
    pub doubled: usize,
    /// Edits that were written over another version than the one their writer saw.
    pub blind: usize,
    /// Never answered, and yet there.
    pub silent: usize,
}

pub async fn audit(db: &Db, actor: &Actor, ledger: &Ledger) -> db::Result<Audit> {
    let mut times: HashMap<ActId, usize> = HashMap::new();
    let mut deals: HashSet<DealId> = HashSet::new();
    for recorded in oracle::acts(db, actor).await? {
        *times.entry(recorded.act).or_default() += 1;
        deals.insert(recorded.deal);
    }
    let mut written: HashMap<String, Vec<i32>> = HashMap::new();
    for (text, version) in oracle::next_steps(db, actor).await? {
        written.entry(text).or_default().push(version);
    }
    let moved = |act: &ActId| times.get(act).copied().unwrap_or(0);
    let edited = |text: &String| written.get(text).map_or(&[][..], Vec::as_slice);
    Ok(Audit {
        lost: ledger.moves.iter().filter(|it| moved(it) == 0).count()
            + ledger.made.iter().filter(|it| !deals.contains(it)).count()
            + ledger.edits.iter().filter(|it| edited(&it.0).is_empty()).count(),
        doubled: ledger.moves.iter().filter(|it| moved(it) > 1).count()
            + ledger.edits.iter().filter(|it| edited(&it.0).len() > 1).count(),
        blind: ledger.edits.iter().filter(|it| edited(&it.0).iter().any(|made| *made != it.1)).count(),
        silent: ledger.unanswered.iter().filter(|it| moved(it) > 0).count(),
    })
}
