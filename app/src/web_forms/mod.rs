//! Web forms on screen: the settings in which a team makes them, and the page that the world sees.

pub mod api;
mod editor;
mod fields;
mod hosted;
mod list;
mod page;
mod share;
mod sheet;
mod versions;

pub use hosted::{hosted_closed, hosted_form, hosted_thanks};
pub use list::WebFormsPage;
pub use page::{NewWebFormPage, WebFormPage};
pub use sheet::Filled;
