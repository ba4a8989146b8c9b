//! Qualification: the rules and their versions, what every lead comes to by them, and what members confirm in talks. Kinds
//! and scores follow the facts in the very acts that change them; what only time or other rules change, in batches.

mod agreed;
mod effect;
mod facts;
mod judge;
mod keep;
mod later;
mod one;
mod talk;

pub(crate) use agreed::grant_by_meeting;
pub use effect::effect;
pub(crate) use facts::{Company, Of, lead, signals_of};
pub(crate) use judge::{holding, settle};
pub use keep::{book, restore, rules, save, version};
pub use later::{catch_up, catch_up_all};
pub(crate) use one::talk;
pub use one::{changes, qualified, score};
pub use talk::{grant, write_talk};
