//! Several currencies, one sum: how heads show what they come to, and the page on which the rates are kept.

pub mod api;
mod exchange_page;
mod history;
mod rate_form;
mod total;

pub use exchange_page::ExchangePage;
pub use total::{amount, excluded, sums};
