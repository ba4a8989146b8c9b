//! Taking in files: members, products, accounts, leads and deals, in chunks of at most `domain::import::CHUNK`
//! rows, each chunk one transaction. A row that is there already is left alone, so an import that was
//! cut off is finished by running it again.

mod accounts;
mod arrivals;
mod customers;
mod deals;
mod figures;
mod leads;
mod members;
mod pipelines;
mod products;
mod run;
mod uploads;

pub use accounts::take_accounts;
pub use customers::take_customers;
pub use deals::take_deals;
pub use figures::{Figures, StageFigure, figures};
pub use leads::take_leads;
pub use members::take_members;
pub use pipelines::choose_pipelines;
pub use products::take_products;
pub use run::{Mode, Run, Taken, begin};
pub use uploads::{Upload, bad_rows, finish, forget, keep, preview, rechoose, upload};
