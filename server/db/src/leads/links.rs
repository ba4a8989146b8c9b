//! Whom we know already of a lead: the person of exactly this address, and the account of their domain.

use crate::outbox::About;
use crate::{Actor, Result};
use domain::{AccountId, LeadId, PersonId, identity};
use sqlx::PgConnection;

#[derive(Clone, Copy, Debug, Default, sqlx::FromRow)]
pub(crate) struct Links {
    pub account: Option<AccountId>,
    pub person: Option<PersonId>,
}

impl Links {
    pub(super) fn about(self, lead: LeadId) -> About {
        About { lead: Some(lead), account: self.account, person: self.person, ..About::default() }
    }
}

/// Branches share a domain: an account is only taken for theirs if no other has it.
pub(crate) async fn known(on: &mut PgConnection, actor: &Actor, email: Option<&str>) -> Result<Links> {
    let Some(email) = email else { return Ok(Links::default()) };
    Ok(sqlx::query_as(
        "with them as (
             select id, account_id from person where workspace_id = $1 and id = person_of_email($1, $2)
         ), there as (
             select ids[1] as id from (select accounts_of_domain($1, $3) as ids) found where cardinality(ids) = 1
         )
         select (select id from them) as person,
             coalesce((select account_id from them), (select id from there)) as account",
    )
    .bind(actor.workspace())
    .bind(email)
    .bind(identity::company_domain(email))
    .fetch_one(on)
    .await?)
}

pub(super) async fn of_lead(on: &mut PgConnection, actor: &Actor, lead: LeadId) -> Result<Links> {
    Ok(sqlx::query_as(
        "select account_id as account, person_id as person from lead where workspace_id = $1 and id = $2",
    )
    .bind(actor.workspace())
    .bind(lead)
    .fetch_one(on)
    .await?)
}
