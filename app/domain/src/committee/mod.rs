//! The buying committee of a deal: who at the customer decides, who sells inside for us, who is against it, and how they
//! stand to each other. A champion is proven by an act; until then they are a candidate, and nothing counts them.

mod form;
mod map;
mod risk;
mod seat;
#[cfg(test)]
mod tests;

pub use form::{
    LeaveForm, Proof, ProofForm, RelateForm, SeatFields, SeatForm, WantedRelation, may_relate,
    relation_stands,
};
pub use map::{Arrow, Map, NODE_HEIGHT, NODE_WIDTH, Node, draw};
pub use risk::{BLOCKER_DAYS, CHAMPION_DAYS, Dots, Risk, RiskKind, dots, risks};
pub use seat::{
    Act, Committee, Former, Held, MOST_INFLUENCE, Proven, Relation, RelationKind, Role, Seat, held_by, once,
};

use serde::{Deserialize, Serialize};

/// Why two people of a committee are not tied like this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tangle {
    /// Nobody reports to themselves, or is their own ally.
    OneAndTheSame,
    /// Whoever they would report to reports to them already.
    Circle,
    /// One of them is not in the committee.
    NotSeated,
    /// Only a champion proves to be one.
    NoChampion,
}
