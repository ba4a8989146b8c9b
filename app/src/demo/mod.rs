//! The demo in a workspace that works: where it is offered, said to be there, brought in and taken out.

pub mod api;
mod beginnings;
mod demo_page;
mod there;

pub use beginnings::{OtherBeginnings, is_fresh};
pub use demo_page::DemoPage;
pub use there::DemoThere;
