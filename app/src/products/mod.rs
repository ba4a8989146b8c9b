//! What we sell: the list in the settings, and the products on a deal.

mod api;
mod conflicts;
mod deal_lines;
mod line_form;
mod product_form;
mod products_page;

pub use deal_lines::DealLines;
pub use products_page::ProductsPage;
