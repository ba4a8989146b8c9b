//! Outbound on screen: the targets in the order to work them, the contact plan and the research notes on an account's page,
//! and making targets of what a filter of accounts finds.

pub mod api;
mod choose;
mod line;
mod log;
mod made;
mod note;
mod notes;
mod page;
mod panel;
mod plan;
mod step;
mod step_form;

pub use choose::ChooseBar;
pub use page::OutboundPage;
pub use panel::OutboundPanels;
