//! The companies and their people as records, each with the history row that made it.

use super::Dice;
use super::accounts::Company;
use super::clock::{Clock, DAY};
use super::people::Contact;
use super::rows::{AccountRow, ChangeRow, PersonRow};
use super::team::{Ids, keeper, opener};
use super::write::Rows;
use domain::accounts::RegistrationNumber;
use domain::activities::Change;
use domain::pipeline::Motion;
use std::collections::HashSet;
use uuid::Uuid;

/// Accounts and people, each with the history row that made it.
pub(super) fn write(
    dice: &mut Dice,
    clock: &Clock,
    ids: &Ids,
    companies: &[Company],
    contacts: &[Contact],
    customers: &HashSet<usize>,
    rows: &mut Rows,
) {
    let mut oldest_first: Vec<usize> = (0..companies.len()).collect();
    oldest_first.sort_by_key(|at| companies[*at].born);
    for (at, number) in oldest_first.iter().copied().zip(1..) {
        let company = &companies[at];
        let by = ids.members[opener(company.motion)];
        rows.changes.push(made(dice, clock, company.born, by, (Some(company.id), None)));
        let mut version = 1;
        let mut updated = company.born;
        if customers.contains(&at) && dice.chance(40) {
            (version, updated) =
                (2, clock.now - dice.between(DAY, 40 * DAY).min(clock.now - company.born - DAY / 2));
            let before = company.employees - company.employees / 9 - 1;
            let change = Change {
                field: "employees".to_owned(),
                before: before.to_string(),
                after: company.employees.to_string(),
            };
            rows.changes.push(ChangeRow {
                changes: vec![change],
                created: false,
                version,
                ..made(dice, clock, updated, ids.members[keeper(at)], (Some(company.id), None))
            });
        }
        let (is_customer, which) = (customers.contains(&at), dice.index(3));
        let target = !is_customer && company.motion != Motion::SelfServe && which == 0;
        let about = match (is_customer, which) {
            _ if target => "올해 안에 첫 계약을 목표로 해요.",
            (true, 0) => "고객사. 분기마다 함께 점검해요.",
            (true, 1) => "고객사. 다른 부서로 넓힐 여지가 있어요.",
            _ => "",
        };
        rows.accounts.push(AccountRow {
            id: company.id,
            number,
            version,
            name: company.name,
            domain: company.domain(),
            business_reg_no: is_customer.then(|| registered(number)).flatten(),
            industry: company.industry,
            employees: company.employees,
            revenue_minor: company.revenue(),
            region: company.region,
            owner_id: ids.members[company.owner],
            parent_id: company.parent.map(|it| companies[it].id),
            about: about.to_owned(),
            target,
            last_activity_at: company.touched.map(|it| clock.instant(it)),
            created_at: clock.instant(company.born),
            updated_at: clock.instant(updated),
        });
    }
    // A subsidiary refers to its parent, which must be there first.
    rows.accounts.sort_by_key(|it| it.parent_id.is_some());
    for contact in contacts {
        let company = &companies[contact.account];
        let by = ids.members[opener(company.motion)];
        rows.changes.push(made(dice, clock, contact.born, by, (None, Some(contact.id))));
        rows.people.push(PersonRow {
            id: contact.id,
            version: 1,
            name: contact.name.clone(),
            title: contact.title,
            department: contact.department,
            email: contact.email.clone(),
            phone: contact.phone.clone(),
            account_id: company.id,
            owner_id: ids.members[company.owner],
            about: contact.about,
            last_activity_at: contact.touched.map(|it| clock.instant(it)),
            created_at: clock.instant(contact.born),
            updated_at: clock.instant(contact.born),
        });
    }
}

/// A number that agrees with itself and is nobody's: there is no tax office 999.
fn registered(number: i32) -> Option<String> {
    let first = 999_810_000 + 7 * u32::try_from(number).ok()?;
    RegistrationNumber::of_first_nine(first).map(String::from)
}

pub(super) fn made(
    dice: &mut Dice,
    clock: &Clock,
    at: i64,
    by: Uuid,
    (account_id, person_id): (Option<Uuid>, Option<Uuid>),
) -> ChangeRow {
    ChangeRow {
        id: dice.id(),
        deal_id: None,
        account_id,
        person_id,
        changes: vec![],
        created: true,
        by_id: Some(by),
        version: 1,
        at: clock.instant(at),
    }
}
