//! Frameworks, and what is known of each deal by them: every score with what it was learned by, none ever overwritten.

mod book;
mod of_talk;
mod read;
mod score;

pub(crate) use book::{all, known_score};
pub use book::{book, save, use_framework};
pub(crate) use of_talk::of_talk;
pub(crate) use read::lately;
pub use read::of_deal;
pub use score::score;
pub(crate) use score::score_within;
