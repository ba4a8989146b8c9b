//! Hand-overs: on a lead's page what goes over and what it lacks, on a page of their own what waits for whose word, and on the
//! deal where it came from.

pub mod api;
mod chip;
mod decide;
mod dossier;
mod figures;
mod items;
mod list_page;
mod notes;
mod origin;
mod page;
mod panel;
mod send;

pub use list_page::HandoversPage;
pub use origin::Origin;
pub use page::HandoverPage;
pub use panel::HandoverPanel;
