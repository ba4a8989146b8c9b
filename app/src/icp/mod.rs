//! The ideal customer profile on screen: its page in the settings, why an account fits, and which accounts we set out
//! to win.

pub mod api;
mod draft;
mod editor;
mod effect;
mod fit;
mod page;
mod profile;
mod reminder;
mod row;
mod target;
mod versions;

pub use fit::{FitPanel, Score, TierBadge};
pub use page::IcpPage;
pub use reminder::IcpReminder;
pub use target::{TargetButton, TargetMark};
