//! The board as it was: of any day of which something is on record, with what has happened since.

pub mod api;
mod bar;
mod card;
mod column;
mod context;
mod listed;
mod page;
mod replay;
mod since;
mod slider;

pub use page::PastPage;
