//! The forecast on screen: the open deals by the month in which they are expected, and each put into another by a drag,
//! a key or a form.

pub mod api;
mod card;
mod column;
mod context;
mod drag;
mod keyboard;
mod move_form;
mod mover;
mod page;
pub mod progress;

pub use page::ForecastPage;
