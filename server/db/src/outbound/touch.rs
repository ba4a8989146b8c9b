//! The first touch: what is logged with somebody at a target makes a lead of them, or belongs to the lead they are already.
//! The lead's id is the activity's: logged again, or from many places at once, it is one lead.

use crate::leads::{Links, arrive_linked, lead_of_person};
use crate::{Act, Actor, Result};
use chrono::{DateTime, Utc};
use domain::activities::ActivityKind;
use domain::leads::{LeadFields, Origin, Reach, TouchFields};
use domain::outbound::makes_lead;
use domain::{AccountId, ActId, ActivityId, LeadId, PersonId};

/// What marks the leads that a first touch made, where others say which page or fair they came by.
const SOURCE: &str = "outbound";

/// The lead that a touch is about.
#[derive(Clone, Copy)]
pub(crate) struct Known {
    pub lead: LeadId,
    /// This touch made it.
    pub is_new: bool,
}

#[derive(sqlx::FromRow)]
struct Somebody {
    name: String,
    company: String,
    title: Option<String>,
    email: Option<String>,
    phone: Option<String>,
}

/// Who this person is as a lead, if their account is a target. `at` is when the touch happened.
pub(crate) async fn lead_of(
    tx: &mut Act,
    actor: &Actor,
    (activity, kind): (ActivityId, ActivityKind),
    (account, person): (AccountId, PersonId),
    at: DateTime<Utc>,
) -> Result<Option<Known>> {
    let somebody: Option<Somebody> = sqlx::query_as(
        "select p.name, a.name as company, p.title, p.email, p.phone
         from person p
         join account a on a.workspace_id = p.workspace_id and a.id = p.account_id
         where p.workspace_id = $1 and p.id = $2 and a.id = $3 and a.target",
    )
    .bind(actor.workspace())
    .bind(person)
    .bind(account)
    .fetch_optional(&mut **tx)
    .await?;
    let Some(somebody) = somebody else { return Ok(None) };
    let Somebody { name, company, title, email, phone } = somebody;
    let fields = LeadFields {
        name,
        company: Some(company),
        title,
        email,
        phone,
        about: String::new(),
        origin: Origin::Outbound,
        motion: Origin::Outbound.motion(),
        source: Some(SOURCE.to_owned()),
        owner: actor.id(),
    };
    let reach = Reach::of(fields.email.as_deref(), fields.phone.as_deref());
    let known = lead_of_person(tx, actor, person, &reach).await?;
    if let Some(known) = known {
        // Whoever was given up is reopened by a member, with a reason, and not by a call.
        return Ok((!known.is_over).then_some(Known { lead: known.lead, is_new: false }));
    }
    if !makes_lead(kind, actor.roles()) {
        return Ok(None);
    }
    let links = Links { account: Some(account), person: Some(person) };
    let (arrived, is_done) =
        arrive_linked(tx, actor, ActId(activity.0), (fields, TouchFields::default()), Some(links), at)
            .await?;
    Ok(Some(Known { lead: arrived.lead, is_new: arrived.is_new && !is_done }))
}
