//! Hand-overs: sent with a dossier, accepted into a deal, rejected, taken back, or carried on by the clock. Whatever becomes
//! of one, the lead has an owner, a state and a date.

mod accept;
mod choose;
mod clock;
mod dossier;
mod leaving;
mod notes;
mod one;
mod open;
mod read;
mod records;
mod reject;
mod send;

pub use accept::{FirstContact, accept};
pub use clock::keep_time;
pub(crate) use leaving::goes_on_without;
pub use notes::write_notes;
pub(crate) use one::must_decide_first;
pub use one::{handover, of_deal, of_lead};
pub use read::handovers;
pub use records::{HandoverRecord, handover_record, handover_records};
pub use reject::{reject, reroute};
pub use send::{send, withdraw};

use crate::outbox::{About, tell};
use crate::{Act, Actor, Error, Result, actor as askers};
use domain::events::Topic;
use domain::handover::{Dossier, State};
use domain::team::Right;
use domain::{AccountId, ActId, HandoverId, LeadId, MemberId, PersonId, Refusal};
use sqlx::types::Json;

/// Acts on hand-overs go one after the other, like arrivals and choices.
async fn hold(tx: &mut Act, actor: &Actor) -> Result<()> {
    sqlx::query("select from workspace where id = $1 for no key update")
        .bind(actor.workspace())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// May the asker decide about what is addressed to this one?
async fn must_decide(tx: &mut Act, actor: &Actor, to: Option<MemberId>) -> Result<()> {
    let teams = askers::teams_within(&mut **tx, actor.workspace(), to).await?;
    actor.must_for(Right::Decide, to, &teams)
}

/// A hand-over as an act on it finds it.
#[derive(Clone, Debug, sqlx::FromRow)]
struct Standing {
    id: HandoverId,
    lead: LeadId,
    first: HandoverId,
    round: i16,
    expired: i16,
    from: Option<MemberId>,
    to: Option<MemberId>,
    state: State,
    dossier: Json<Dossier>,
    completeness: i16,
    rule_version: i32,
    note: String,
    reject_class: Option<domain::handover::RejectClass>,
    account: Option<AccountId>,
    person: Option<PersonId>,
    /// Whose the lead is: its sender's, or whose it became when they left.
    owner: Option<MemberId>,
}

/// The columns of one, as `h` with its lead as `l`.
const STANDING: &str =
    "h.id, h.lead_id as lead, h.first_id as first, h.round, h.expired, h.from_id as \"from\",
    h.to_id as \"to\", h.state, h.dossier, h.completeness, h.rule_version, h.note, h.reject_class,
    l.account_id as account, l.person_id as person, l.owner_id as owner";

impl Standing {
    /// Nobody else changes it until the act is done.
    async fn find(tx: &mut Act, actor: &Actor, id: HandoverId) -> Result<Self> {
        // The text is all from this file.
        let sql = format!(
            "select {STANDING} from handover h join lead l on l.workspace_id = h.workspace_id and l.id = h.lead_id
             where h.workspace_id = $1 and h.id = $2 and l.deleted_at is null
             for no key update of h"
        );
        sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(actor.workspace())
            .bind(id)
            .fetch_optional(&mut **tx)
            .await?
            .ok_or(Error::NotFound)
    }

    fn must_be_pending(&self) -> Result<()> {
        match self.state {
            State::Pending => Ok(()),
            over => Err(Refusal::HandoverOver(over).into()),
        }
    }

    /// Everybody who looks at the lead or at hand-overs hears of it.
    async fn tell(&self, tx: &mut Act, actor: &Actor, version: Option<i32>) -> Result<()> {
        let about = About {
            lead: Some(self.lead),
            account: self.account,
            person: self.person,
            version,
            act: Some(ActId(self.id.0)),
            ..About::default()
        };
        tell(tx, actor, Topic::Lead, about).await
    }
}
