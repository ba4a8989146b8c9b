//! Signals: what customers did, as programs report it, for whoever looks whether it arrives and whose it is.

pub mod api;
mod signals_page;

pub use signals_page::SignalsPage;
