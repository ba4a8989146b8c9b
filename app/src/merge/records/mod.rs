//! Accounts that are one company and people who are one human being, on screen: the pairs that may be, two of them side by
//! side, and what a record has swallowed.

pub mod api;
mod merge_page;
mod merged;
mod pairs_page;

pub use merge_page::{MergeAccountsPage, MergePeoplePage};
pub use merged::{RecordMergedNotice, RecordMergedPanel, TwinNotice};
pub use pairs_page::{DuplicateAccountsPage, DuplicatePeoplePage, DuplicatesTabs};
