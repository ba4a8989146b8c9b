//! What changed on an account or person: for the timeline, and for somebody who was overtaken while editing.

use crate::changes::{differing, named, plain, shown};
use crate::{Act, Actor, Db, Error, Result, Staleness, outbox};
use domain::accounts::{Account, AccountFields, Person, PersonFields};
use domain::activities::{Change, Subject};
use domain::events::Topic;
use domain::{AccountId, DealId, LeadId, MemberId, Money, PersonId};
use sqlx::types::Json;
use uuid::Uuid;

/// The names behind the ids of a form and of the record.
#[derive(Default, sqlx::FromRow)]
pub(super) struct Names {
    owner_before: Option<String>,
    owner: Option<String>,
    account: Option<String>,
}

pub(super) async fn names(
    db: &Db,
    actor: &Actor,
    owner_before: Option<MemberId>,
    owner: Option<MemberId>,
    account: Option<AccountId>,
) -> Result<Names> {
    Ok(sqlx::query_as(
        "select (select name from member where workspace_id = $1 and id = $2) as owner_before,
            (select name from member where workspace_id = $1 and id = $3) as owner,
            (select name from account where workspace_id = $1 and id = $4) as account",
    )
    .bind(actor.workspace())
    .bind(owner_before)
    .bind(owner)
    .bind(account)
    .fetch_one(db.pool())
    .await?)
}

pub(super) fn account_changes(now: &Account, wanted: &AccountFields, names: &Names) -> Vec<Change> {
    let (revenue_before, revenue) = (now.revenue().map(Money::full), wanted.revenue.map(Money::full));
    differing([
        plain("name", &now.name, &wanted.name),
        shown("domain", now.domain.as_ref(), wanted.domain.as_ref()),
        shown("business_reg_no", now.business_reg_no.as_ref(), wanted.business_reg_no.as_ref()),
        shown("industry", now.industry.as_ref(), wanted.industry.as_ref()),
        shown("employees", now.employees.as_ref(), wanted.employees.as_ref()),
        shown("revenue", revenue_before.as_ref(), revenue.as_ref()),
        shown("region", now.region.as_ref(), wanted.region.as_ref()),
        named("owner", now.owner == wanted.owner, names.owner_before.as_ref(), names.owner.as_ref()),
        named("parent", now.parent == wanted.parent, now.parent_name.as_ref(), names.account.as_ref()),
        plain("about", &now.about, &wanted.about),
        plain("target", ticked(now.target), ticked(wanted.target)),
    ])
}

/// A box as forms and history write it: empty means no.
pub(crate) const fn ticked(yes: bool) -> &'static str {
    if yes { "true" } else { "" }
}

pub(super) fn person_changes(now: &Person, wanted: &PersonFields, names: &Names) -> Vec<Change> {
    differing([
        plain("name", &now.name, &wanted.name),
        shown("title", now.title.as_ref(), wanted.title.as_ref()),
        shown("department", now.department.as_ref(), wanted.department.as_ref()),
        shown("email", now.email.as_ref(), wanted.email.as_ref()),
        shown("phone", now.phone.as_ref(), wanted.phone.as_ref()),
        named("account", now.account == wanted.account, now.account_name.as_ref(), names.account.as_ref()),
        named("owner", now.owner == wanted.owner, names.owner_before.as_ref(), names.owner.as_ref()),
        plain("about", &now.about, &wanted.about),
    ])
}

/// Says that somebody was faster: of what would change, only what the asker touched themselves. None if
/// that is nothing, because then what stands is what they wanted.
pub(crate) async fn overtaken(
    db: &Db,
    actor: &Actor,
    of: Subject,
    (seen, version): (i32, i32),
    changes: Vec<Change>,
) -> Result<Option<Error>> {
    let Parts { deal, account, person, lead } = Parts::of(of);
    let since: Vec<Json<Vec<Change>>> = sqlx::query_scalar(
        "select changes from field_change
         where workspace_id = $1 and version > $5
             and (deal_id = $2 or account_id = $3 or person_id = $4 or lead_id = $6)
         order by version",
    )
    .bind(actor.workspace())
    .bind(deal)
    .bind(account)
    .bind(person)
    .bind(seen)
    .bind(lead)
    .fetch_all(db.pool())
    .await?;
    let differences = touched(changes, since.iter().flat_map(|it| &it.0));
    if differences.is_empty() {
        return Ok(None);
    }
    Ok(Some(Error::Changed(Staleness { version, card: None, differences })))
}

/// Leaves out the fields where the asker only repeats what they saw. `since` tells, oldest first, what
/// happened after they looked.
fn touched<'a>(changes: Vec<Change>, since: impl Iterator<Item = &'a Change> + Clone) -> Vec<Change> {
    let seen = |field: &str| since.clone().find(|it| it.field == field).map(|it| it.before.as_str());
    changes.into_iter().filter(|it| seen(&it.field).is_none_or(|seen| seen != it.after)).collect()
}

/// Writes the line of history of a change and tells the screens, in the act that made it.
pub(crate) async fn record(
    tx: &mut Act,
    actor: &Actor,
    of: Subject,
    version: i32,
    changes: &[Change],
) -> Result<()> {
    line(tx, actor, of, version, changes, false).await
}

/// The same for a record that was just made.
pub(crate) async fn record_created(tx: &mut Act, actor: &Actor, of: Subject) -> Result<()> {
    line(tx, actor, of, 1, &[], true).await
}

async fn line(
    tx: &mut Act,
    actor: &Actor,
    of: Subject,
    version: i32,
    changes: &[Change],
    created: bool,
) -> Result<()> {
    let Parts { deal, account, person, lead } = Parts::of(of);
    sqlx::query(
        "insert into field_change
             (workspace_id, id, deal_id, account_id, person_id, changes, created, by_id, version, lead_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(actor.workspace())
    .bind(Uuid::now_v7())
    .bind(deal)
    .bind(account)
    .bind(person)
    .bind(Json(changes))
    .bind(created)
    .bind(actor.id())
    .bind(version)
    .bind(lead)
    .execute(&mut **tx)
    .await?;
    let topic = match of {
        Subject::Deal(_) => Topic::Deal,
        Subject::Account(_) => Topic::Account,
        Subject::Person(_) => Topic::Person,
        Subject::Lead(_) => Topic::Lead,
    };
    // What happens to a person is told to whoever looks at their account, too.
    let at: Option<AccountId> = match person {
        None => None,
        Some(person) => {
            sqlx::query_scalar("select account_id from person where workspace_id = $1 and id = $2")
                .bind(actor.workspace())
                .bind(person)
                .fetch_one(&mut **tx)
                .await?
        }
    };
    let about = outbox::About {
        deal,
        account: account.or(at),
        person,
        lead,
        version: Some(version),
        ..Default::default()
    };
    outbox::tell(tx, actor, topic, about).await
}

/// The one id that names a record, by what it is.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Parts {
    pub deal: Option<DealId>,
    pub account: Option<AccountId>,
    pub person: Option<PersonId>,
    pub lead: Option<LeadId>,
}

impl Parts {
    pub(crate) fn of(subject: Subject) -> Self {
        match subject {
            Subject::Deal(id) => Self { deal: Some(id), ..Self::default() },
            Subject::Account(id) => Self { account: Some(id), ..Self::default() },
            Subject::Person(id) => Self { person: Some(id), ..Self::default() },
            Subject::Lead(id) => Self { lead: Some(id), ..Self::default() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(field: &str, before: &str, after: &str) -> Change {
        Change { field: field.into(), before: before.into(), after: after.into() }
    }

    #[test]
    fn a_field_that_the_asker_only_repeats_is_no_difference() {
        // The asker saw phone 1 and title A, and typed title C. Meanwhile: phone 2, then 3; title B.
        let since = [change("phone", "1", "2"), change("phone", "2", "3"), change("title", "A", "B")];
        let wanted =
            vec![change("phone", "3", "1"), change("title", "B", "C"), change("region", "", "Seoul")];
        let fields: Vec<_> = touched(wanted, since.iter()).into_iter().map(|it| it.field).collect();
        assert_eq!(fields, ["title", "region"]);
    }
}
