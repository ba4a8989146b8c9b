//! Frameworks on screen: what is known of a deal and what to ask next, on the deal's page; and the page on which a team
//! keeps its frameworks.

pub mod api;
mod coach;
mod editor;
mod heat;
mod page;
mod panel;
mod row;

pub use coach::Coach;
pub use heat::HeatMapPage;
pub use page::FrameworksPage;
pub use panel::KnownPanel;
