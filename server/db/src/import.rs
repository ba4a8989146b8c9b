//! Taking in files: members, products, accounts and deals, in chunks of at most `domain::import::CHUNK`
//! rows, each chunk one transaction. A row that is there already is left alone, so an import that was
//! cut off is finished by running it again.

mod accounts;
mod deals;
mod figures;
mod members;
mod pipelines;
mod products;
mod run;
mod uploads;

pub use accounts::take_accounts;
pub use deals::take_deals;
pub use figures::{Figures, StageFigure, figures};
pub use members::take_members;
pub use pipelines::choose_pipelines;
pub use products::take_products;
pub use run::{Mode, Run, Taken, begin};
pub use uploads::{Upload, bad_rows, finish, forget, keep, preview, rechoose, upload};
