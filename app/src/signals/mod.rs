//! Signals: what customers did, as programs report it, for whoever looks whether it arrives and whose it is.

pub mod api;
mod panel;
mod signals_page;

pub use panel::{SignalsPanel, points};
pub use signals_page::SignalsPage;
