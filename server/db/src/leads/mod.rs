//! Leads: how they arrive, who they may be already, what is known of them, and where they come to stand.

mod arrive;
mod board;
mod change;
mod funnel;
mod links;
pub mod merge;
mod moving;
mod one;
mod promises;
mod queue;
mod records;
mod similar;
mod waking;

pub use arrive::{arrive, arrive_all};
pub(crate) use arrive::{arrive_linked, arrive_within, touched_again};
pub use board::leads;
pub use change::change_lead;
pub(crate) use change::owner_change;
pub use funnel::funnel;
pub(crate) use links::{Links, known};
pub(crate) use moving::{Place, move_after, write};
pub use moving::{move_lead, take_back};
pub use one::{lead, lead_details, lead_id, living};
pub(crate) use promises::promised;
pub use promises::{promises, set_promises};
pub use queue::queue;
pub(crate) use queue::queue_today;
pub use records::{LeadRecord, lead_record, lead_records};
pub(crate) use similar::lead_of_person;
pub use similar::similar;
pub use waking::wake;
pub(crate) use waking::wake_by_signals;

use crate::{Actor, Db, Result, actor};
use domain::MemberId;
use domain::team::Right;

/// May the asker work a lead of that owner?
async fn must_work(db: &Db, actor: &Actor, owner: Option<MemberId>) -> Result<()> {
    let teams = actor::teams_of(db, actor.workspace(), owner).await?;
    actor.must_for(Right::WorkLead, owner, &teams)
}
