//! A company and its contact that were typed in twice: they wait among the duplicates, so that a team sees how they are
//! found and merged.

use super::Dice;
use super::accounts::Company;
use super::clock::{Clock, DAY};
use super::customers::made;
use super::people::Contact;
use super::rows::{AccountRow, PersonRow};
use super::team::{Ids, opener};
use super::write::Rows;

/// Whose name was written with ㈜ the second time.
const DOUBLED: &str = "코랄담랩스";

pub(super) fn write(
    dice: &mut Dice,
    clock: &Clock,
    ids: &Ids,
    (companies, contacts): (&[Company], &[Contact]),
    rows: &mut Rows,
) {
    let Some(at) = companies.iter().position(|it| it.name == DOUBLED) else { return };
    let Some(contact) = contacts.iter().find(|it| it.account == at) else { return };
    let (company, born) = (&companies[at], clock.now - 2 * DAY);
    let by = ids.members[opener(company.motion)];
    let (account, person) = (dice.id(), dice.id());
    rows.changes.push(made(dice, clock, born, by, (Some(account), None)));
    rows.changes.push(made(dice, clock, born, by, (None, Some(person))));
    let last = rows.accounts.iter().map(|it| it.number).max().unwrap_or(0);
    rows.accounts.push(AccountRow {
        id: account,
        number: last + 1,
        version: 1,
        name: "㈜코랄담랩스",
        domain: "coraldam-labs.example".to_owned(),
        business_reg_no: None,
        industry: company.industry,
        employees: company.employees,
        revenue_minor: company.revenue(),
        region: company.region,
        owner_id: by,
        parent_id: None,
        about: "전시회에서 받은 명함으로 추가했어요.".to_owned(),
        target: false,
        last_activity_at: None,
        created_at: clock.instant(born),
        updated_at: clock.instant(born),
    });
    rows.people.push(PersonRow {
        id: person,
        version: 1,
        name: contact.name.clone(),
        title: contact.title,
        department: contact.department,
        email: None,
        phone: Some("010-0000-4821".to_owned()),
        account_id: account,
        owner_id: by,
        about: "",
        last_activity_at: None,
        created_at: clock.instant(born),
        updated_at: clock.instant(born),
    });
}
