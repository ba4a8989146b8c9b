//! The member's day on screen: what must not be dropped, what comes next, the month and the week.

pub mod api;
mod count;
mod figures;
mod leads;
mod line;
mod page;

pub use count::{WaitingCount, provide_waiting};
pub use page::TodayPage;
