//! What members did and will do: activities, tasks and next steps, the timeline that tells it all, and
//! the member's day.

mod correct;
mod log;
mod next_step;
mod tasks;
mod timeline;
mod today;

pub use correct::{edit_activity, remove_activity};
pub(crate) use log::log_within;
pub use log::{log, log_and_plan};
pub use next_step::complete_next_step;
pub use tasks::{complete, edit_task, plan, remove, reopen, tasks};
pub use timeline::timeline;
pub use today::{today, waiting};

use crate::outbox::About;
use crate::{Actor, Result};
use domain::activities::Subject;
use domain::{AccountId, DealId, LeadId, PersonId};
use sqlx::PgExecutor;
use uuid::Uuid;

/// The record something is about, and those that follow from it: a deal's or a lead's account and person, a
/// person's account.
#[derive(Clone, Copy, Debug, Default, sqlx::FromRow)]
pub(crate) struct Links {
    deal: Option<DealId>,
    account: Option<AccountId>,
    person: Option<PersonId>,
    lead: Option<LeadId>,
}

impl Links {
    fn about(self) -> About {
        About {
            deal: self.deal,
            account: self.account,
            person: self.person,
            lead: self.lead,
            ..About::default()
        }
    }
}

impl Links {
    /// The tables that keep when somebody was last reached, by what that is counted again, and the record in each.
    fn touched(self) -> [(&'static str, &'static str, Option<Uuid>); 3] {
        [
            ("account", "count_accounts_again", self.account.map(|it| it.0)),
            ("person", "count_people_again", self.person.map(|it| it.0)),
            ("lead", "count_leads_again", self.lead.map(|it| it.0)),
        ]
    }
}

/// Finds what somebody names. A record of another workspace is not there, and neither is a deleted one; for one that was
/// swallowed stands the survivor, so that what is being typed on its page is not lost.
pub(crate) async fn links(on: impl PgExecutor<'_>, actor: &Actor, subject: Subject) -> Result<Links> {
    let (question, id): (_, Uuid) = match subject {
        Subject::Deal(id) => (
            "select id as deal, account_id as account, person_id as person, null::uuid as lead
             from deal
             where workspace_id = $1 and id = $2 and deleted_at is null",
            id.0,
        ),
        Subject::Account(id) => (
            "select null::uuid as deal, id as account, null::uuid as person, null::uuid as lead
             from account
             where workspace_id = $1 and deleted_at is null
                 and id = (select coalesce(duplicate_of, id) from account where workspace_id = $1 and id = $2)",
            id.0,
        ),
        Subject::Person(id) => (
            "select null::uuid as deal, account_id as account, id as person, null::uuid as lead
             from person
             where workspace_id = $1 and deleted_at is null
                 and id = (select coalesce(duplicate_of, id) from person where workspace_id = $1 and id = $2)",
            id.0,
        ),
        Subject::Lead(id) => (
            "select null::uuid as deal, account_id as account, person_id as person, id as lead
             from lead
             where workspace_id = $1 and deleted_at is null
                 and id = (select coalesce(duplicate_of, id) from lead where workspace_id = $1 and id = $2)",
            id.0,
        ),
    };
    Ok(sqlx::query_as(question).bind(actor.workspace()).bind(id).fetch_one(on).await?)
}
