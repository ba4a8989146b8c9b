//! Qualification on screen: the badge of a lead, why it has it, the talk that makes it one for sales, and the rules that a
//! team edits.

pub mod api;
mod badge;
mod draft;
mod editor;
mod effect;
mod of_products;
mod page;
mod panel;
mod rule_row;
mod rules_list;
mod talk;
mod talk_edit;
mod versions;
mod why;

pub use badge::KindBadge;
pub use page::QualificationPage;
pub use panel::QualificationPanel;
