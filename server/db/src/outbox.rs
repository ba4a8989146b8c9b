//! The line that every act writes for the screens, in its own transaction: written if and only if the
//! act happened.

use crate::{Act, Actor, Result};
use domain::{AccountId, ActId, DealId, LeadId, PersonId, events::Topic};

/// What an act was about.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct About {
    pub deal: Option<DealId>,
    pub account: Option<AccountId>,
    pub person: Option<PersonId>,
    pub lead: Option<LeadId>,
    pub version: Option<i32>,
    pub act: Option<ActId>,
}

/// Tells the screens, once the act commits.
pub(crate) async fn tell(tx: &mut Act, actor: &Actor, topic: Topic, about: About) -> Result<()> {
    sqlx::query(
        "insert into outbox (workspace_id, topic, deal_id, account_id, person_id, by_id, act_id, version, lead_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(actor.workspace())
    .bind(topic.code())
    .bind(about.deal)
    .bind(about.account)
    .bind(about.person)
    .bind(actor.id())
    .bind(about.act)
    .bind(about.version)
    .bind(about.lead)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
