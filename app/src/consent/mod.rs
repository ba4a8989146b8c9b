//! Consent on screen: what a lead or a person agreed to, and the warning before an advert is logged that had better not go.

pub mod api;
mod panel;
mod warning;

pub use panel::ConsentPanel;
pub use warning::{AdvertOr, AdvertWay};
