//! Leads that are one human being, on screen: the pairs that may be, two of them side by side, and what a lead has
//! swallowed. Accounts and people have pages of the same shape.

pub mod api;
mod choice;
mod duplicates_page;
mod merge_page;
mod merged;
pub mod records;

pub use duplicates_page::DuplicatesPage;
pub use merge_page::MergePage;
pub use merged::{MergedNotice, MergedPanel};
