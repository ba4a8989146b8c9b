//! Puts the parts of the demo together and gives every record its number, version and place.

use super::accounts::{Company, companies};
use super::activities::Diary;
use super::clock::{Clock, DAY};
use super::people::{Contact, contacts};
use super::process::Funnel;
use super::products::{CATALOG, RETIRED};
use super::rows::{MemberRow, ProductRow, TeamMemberRow, TeamRow};
use super::sales::{Sale, sales};
use super::tasks::Book;
use super::team::{CAST, Ids, PLAYED, Seats, TEAMS};
use super::write::Rows;
use super::{
    Dice, abroad, committee, customers, deals, doubles, frameworks, history, icp, leads, outbound, past,
    routing, saved_views, signals, tags, web_forms,
};
use chrono::{DateTime, Utc};
use domain::Currency;
use domain::pipeline::{Motion, StageKind};
use std::collections::HashSet;
use uuid::Uuid;

pub(super) struct Demo {
    pub workspace: Uuid,
    pub founded: DateTime<Utc>,
    /// The last numbers given to an account, to a deal and to a lead.
    pub numbers: (i32, i32, i32),
    pub rows: Rows,
}

pub(super) fn imagine(dice: &mut Dice, clock: &Clock, seats: &Seats) -> Demo {
    let ids = Ids::mint(dice, seats);
    let mut rows = Rows::default();
    team(clock, &ids, seats, &mut rows);
    let funnels: Vec<_> = Motion::ALL.into_iter().map(|motion| Funnel::mint(dice, motion)).collect();
    let founded = clock.instant(clock.ago(62_500));
    for (funnel, position) in funnels.iter().zip(1..) {
        rows.pipelines.push(funnel.row(position));
        rows.stages.extend(funnel.stage_rows(founded));
    }
    let products = catalog(dice, clock, &mut rows);

    let mut companies = companies(dice, clock.now);
    let (mut contacts, of_company) = contacts(dice, &companies);
    let mut sales = sales(dice, clock, &companies, &contacts, &of_company);
    sales.sort_by_key(Sale::born);
    abroad::sell(&mut sales);
    meet(dice, &sales, &mut companies, &mut contacts);

    let told: Vec<_> =
        sales.iter().map(|sale| history::tell(dice, clock, &ids, funnel_of(&funnels, sale), sale)).collect();
    let mut diary = Diary {
        dice,
        clock,
        ids: &ids,
        companies: &mut companies,
        contacts: &mut contacts,
        of_company: &of_company,
        rows: vec![],
    };
    let reached: Vec<_> = sales.iter().map(|sale| diary.tell(sale)).collect();
    let mut customers = HashSet::new();
    for sale in sales.iter().filter(|it| it.kind == StageKind::Won) {
        if customers.insert(sale.account) {
            diary.keep_in_touch(sale);
        }
    }
    rows.activities = diary.rows;
    let mut book = Book { dice, clock, ids: &ids, companies: &companies, contacts: &contacts, rows: vec![] };
    book.plan(&sales);
    rows.tasks = book.rows;

    customers::write(dice, clock, &ids, &companies, &contacts, &customers, &mut rows);
    let world = deals::World {
        clock,
        ids: &ids,
        funnels: &funnels,
        companies: &companies,
        contacts: &contacts,
        products: &products,
    };
    deals::write(&world, &sales, &told, &reached, &mut rows);
    let tales = sales.iter().zip(&told).zip(&rows.deals);
    rows.pasts = tales.flat_map(|((sale, told), deal)| past::of(sale, told, deal, &ids)).collect();
    for told in told {
        rows.transitions.extend(told.transitions);
        rows.changes.extend(told.changes);
    }
    tags::write(dice, clock, &sales, &companies, &contacts, &mut rows);
    abroad::write(clock, &ids, &mut rows);
    icp::write(clock, &ids, &mut rows);
    saved_views::write(dice, clock, &ids, &funnels, &mut rows);
    leads::write(dice, clock, &ids, &companies, &mut rows);
    let world = signals::World {
        clock,
        ids: &ids,
        companies: &companies,
        contacts: &contacts,
        of_company: &of_company,
    };
    signals::write(dice, &world, &sales, seats, &mut rows);
    routing::write(dice, clock, &ids, &mut rows);
    web_forms::write(dice, clock, &ids, seats, &mut rows);
    leads::handed::write(dice, clock, &ids, &mut rows);
    outbound::write(dice, clock, &ids, &mut rows);
    frameworks::write(dice, clock.instant(clock.now), &funnels, &mut rows);
    doubles::write(dice, clock, &ids, (&companies, &contacts), &mut rows);
    committee::write(dice, clock, &ids, &mut rows);
    let last = |numbers: &mut dyn Iterator<Item = i32>| numbers.max().unwrap_or(0);
    let numbers = (
        last(&mut rows.accounts.iter().map(|it| it.number)),
        last(&mut rows.deals.iter().map(|it| it.number)),
        last(&mut rows.leads.iter().map(|it| it.number)),
    );
    Demo { workspace: ids.workspace, founded, numbers, rows }
}

pub(super) fn funnel_of<'a>(funnels: &'a [Funnel], sale: &Sale) -> &'a Funnel {
    funnels.iter().find(|it| it.motion == sale.motion).unwrap_or(&funnels[0])
}

fn team(clock: &Clock, ids: &Ids, seats: &Seats, rows: &mut Rows) {
    for (at, (cast, id)) in CAST.iter().zip(&ids.members).enumerate() {
        let left = cast.left.map(|days| clock.instant(clock.ago(days * 100)));
        let (email, password_hash, deactivated_at) = match seats {
            Seats::All { password_hash } => (Some(cast.email()), Some((*password_hash).to_owned()), left),
            Seats::One(_) => (None, None, left.or(Some(clock.instant(clock.now)))),
        };
        if !matches!(seats, Seats::One(_) if at == PLAYED) {
            rows.members.push(MemberRow {
                id: *id,
                name: cast.name,
                email,
                password_hash,
                roles: cast.roles.iter().map(|it| it.code()).collect(),
                locale: None,
                theme: "system",
                deactivated_at,
                created_at: clock.instant(clock.ago(cast.joined * 100)),
            });
        }
        for team in cast.teams {
            rows.team_members.push(TeamMemberRow { team_id: ids.teams[*team], member_id: *id });
        }
    }
    let made = clock.instant(clock.ago(60_000));
    rows.teams.extend(TEAMS.iter().zip(&ids.teams).map(|(name, id)| TeamRow {
        id: *id,
        name: (*name).to_owned(),
        created_at: made,
    }));
}

fn catalog(dice: &mut Dice, clock: &Clock, rows: &mut Rows) -> Vec<Uuid> {
    let made = clock.instant(clock.ago(60_000));
    let retired = clock.instant(clock.ago(21_000));
    for (at, (name, code, family, price_minor)) in CATALOG.into_iter().enumerate() {
        rows.products.push(ProductRow {
            id: dice.id(),
            name,
            code,
            family,
            price_minor,
            currency: Currency::Krw.code(),
            retired_at: (at == RETIRED).then_some(retired),
            created_at: made,
        });
    }
    rows.products.iter().map(|it| it.id).collect()
}

/// Companies and their people were known before the first deal with them was made.
fn meet(dice: &mut Dice, sales: &[Sale], companies: &mut [Company], contacts: &mut [Contact]) {
    for sale in sales {
        let company = &mut companies[sale.account];
        company.born = company.born.min(sale.born() - dice.between(600, 3 * DAY));
        let contact = &mut contacts[sale.contact];
        contact.born = contact.born.min(sale.born() - dice.between(60, 500));
    }
    for contact in contacts {
        contact.born = contact.born.max(companies[contact.account].born + 30);
    }
    for at in 0..companies.len() {
        if let Some(parent) = companies[at].parent {
            companies[parent].born = companies[parent].born.min(companies[at].born - DAY);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Duration;

    #[test]
    fn the_story_can_be_told_at_any_hour_of_the_year() {
        let start: DateTime<Utc> = "2026-12-31T14:59:59Z".parse().expect("an instant");
        for step in 0..60 {
            let now = start + Duration::seconds(step * 531_441);
            let demo = imagine(
                &mut Dice::new(u64::try_from(step).unwrap_or(0)),
                &Clock::new(now),
                &Seats::All { password_hash: "hash" },
            );
            assert!(demo.rows.deals.iter().all(|it| it.updated_at <= now), "{now}");
            assert!(demo.rows.leads.iter().all(|it| it.updated_at <= now), "{now}");
            assert!(demo.rows.activities.iter().all(|it| it.occurred_at <= now), "{now}");
        }
    }
}
