//! Who else is here: pages say where they are for as long as somebody sees them, and show who else is.

mod also_here;
pub mod api;
mod report;

pub use also_here::{AlsoHere, CardCompany, company};
pub use report::be_at;
