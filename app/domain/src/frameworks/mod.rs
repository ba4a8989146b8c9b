//! Frameworks such as BANT and MEDDIC: what has to be known of a deal, how sure we are of each, by what, and for how long
//! that holds. A framework is data, and a team may write its own.

mod answer;
mod book;
mod coach;
mod form;
mod heat;
#[cfg(test)]
mod tests;

pub(crate) use answer::counted;
pub use answer::{Answer, DealFrameworks, EXPIRES_DAYS, Evidence, Known, Sheet, Standing};
pub use book::{Criterion, Framework, FrameworkBook};
pub use coach::{Advice, coach};
pub use form::{CriterionForm, FrameworkFields, FrameworkForm, MOST_CRITERIA, ScoreForm, Wanted, code_of};
pub use heat::{HeatMap, Learned, Mark, Tally, tally};

/// Unknown, heard once, confirmed by the person concerned, proven by an act or document.
pub const MOST: i16 = 3;
/// Confirmed.
pub const CONFIRMED: i16 = 2;

/// What a lead was asked goes over into its deal under these names.
pub const OF_A_TALK: &str = "bant";

/// The framework that a way of selling begins with.
pub const fn of_motion(motion: crate::pipeline::Motion) -> &'static str {
    match motion {
        crate::pipeline::Motion::OutboundEnterprise => "meddic",
        crate::pipeline::Motion::InboundSmb | crate::pipeline::Motion::SelfServe => "bant",
    }
}
