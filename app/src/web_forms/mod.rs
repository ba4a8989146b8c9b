//! Web forms on screen: the settings in which a team makes them, and the page that the world sees.

pub mod api;
mod editor;
mod fields;
mod list;
mod page;
mod share;
pub(crate) mod sheet;
mod versions;

pub use list::WebFormsPage;
pub use page::{NewWebFormPage, WebFormPage};
pub use sheet::Filled;
