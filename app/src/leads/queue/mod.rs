//! The work queue: who is to be contacted, in the order to do it, and the few keys with which a touch is logged.

mod due;
mod how;
mod line;
mod log;
mod page;

pub use due::{DueChip, ticking};
pub use page::QueuePage;
