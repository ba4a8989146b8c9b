//! Leads on screen: the board and its lists, the form that finds who is known already, the page of one, and the acts that
//! move it.

pub mod api;
mod board;
mod filters;
mod funnel;
mod giving;
mod lead_edit;
mod lead_form;
mod lead_page;
mod leads_page;
mod listed;
mod move_acts;
mod new_lead_page;
mod queue;
mod related;
mod similar;
mod status;
mod undo;

pub use funnel::FunnelPage;
pub use lead_page::LeadPage;
pub use leads_page::LeadsPage;
pub use new_lead_page::NewLeadPage;
pub use queue::{DueChip, QueuePage, ticking};
pub use similar::SimilarPanel;
pub use status::StatusName;
