//! Routing on screen: the rules by which leads find their owner, when members take some, and why one has whom it has.

pub mod api;
mod members;
mod page;
mod rule_form;
mod rules;
mod why;

pub use page::RoutingPage;
pub use why::WhyOwner;
