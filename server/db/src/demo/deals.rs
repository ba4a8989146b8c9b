//! The sales as deals on the board: numbered as they came, each in its place in its column.

use super::accounts::Company;
use super::clock::Clock;
use super::history::Told;
use super::people::Contact;
use super::process::Funnel;
use super::records::funnel_of;
use super::rows::{DealRow, LineRow};
use super::sales::Sale;
use super::team::Ids;
use super::write::Rows;
use domain::Money;
use domain::pipeline::{StageKind, deal, rank};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The number of the first deal: the company is not new.
const FIRST_NUMBER: i32 = 1001;

/// What deals refer to.
pub(super) struct World<'a> {
    pub clock: &'a Clock,
    pub ids: &'a Ids,
    pub funnels: &'a [Funnel],
    pub companies: &'a [Company],
    pub contacts: &'a [Contact],
    pub products: &'a [Uuid],
}

/// Writes the sales, oldest first, with what their histories made of them and when the customer was
/// last reached.
pub(super) fn write(world: &World, sales: &[Sale], told: &[Told], reached: &[Option<i64>], rows: &mut Rows) {
    let ranks = ranks(sales, told);
    for (at, number) in (0..sales.len()).zip(FIRST_NUMBER..) {
        let sale = &sales[at];
        rows.deals.push(row(world, number, sale, &told[at], reached[at], ranks[at].clone()));
        for (line, position) in sale.lines.iter().zip(1..) {
            rows.lines.push(LineRow {
                id: line.id,
                deal_id: sale.id,
                product_id: world.products[line.product],
                quantity: line.quantity,
                unit_minor: line.unit(),
                discount: line.discount,
                position,
            });
        }
    }
}

fn row(world: &World, number: i32, sale: &Sale, told: &Told, reached: Option<i64>, rank: String) -> DealRow {
    let clock = world.clock;
    let funnel = funnel_of(world.funnels, sale);
    let place = sale.last().stage;
    let stage = funnel.template().stages().nth(place).map_or(0, |it| it.probability);
    let weight = deal::probability(sale.kind, stage, sale.probability);
    let weighted = sale.amount.map_or(0, |it| Money::new(it, sale.currency).weighted(weight).minor);
    DealRow {
        id: sale.id,
        number,
        version: told.version,
        name: sale.name.clone(),
        pipeline_id: funnel.id,
        stage_id: funnel.stages[place],
        rank,
        account_id: Some(world.companies[sale.account].id),
        person_id: Some(world.contacts[sale.contact].id),
        owner_id: world.ids.members[sale.owner],
        currency: sale.currency.code(),
        amount_minor: sale.amount,
        weighted_minor: weighted,
        probability: sale.probability,
        expected_close: Some(sale.expected_close),
        close_date_moves: told.close_date_moves,
        next_step: told.next_step.clone(),
        next_step_due: told.next_step_due,
        about: sale.about.clone(),
        close_reason: sale.close_reason().map(str::to_owned),
        lost_to: sale.lost_to().map(str::to_owned),
        hold_until: sale.hold_until,
        closed_at: matches!(sale.kind, StageKind::Won | StageKind::Lost).then(|| clock.instant(told.entered)),
        stage_entered_at: clock.instant(told.entered),
        last_activity_at: clock.instant(reached.unwrap_or(told.forward).max(told.forward)),
        created_at: clock.instant(sale.born()),
        updated_at: clock.instant(told.updated),
    }
}

/// Each sale's place in its column: what came last stands at the top, as new cards do.
fn ranks(sales: &[Sale], told: &[Told]) -> Vec<String> {
    let mut columns: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, sale) in sales.iter().enumerate() {
        columns.entry((sale.motion.code(), sale.last().stage)).or_default().push(at);
    }
    let mut ranks = vec![String::new(); sales.len()];
    for mut column in columns.into_values() {
        column.sort_by_key(|at| std::cmp::Reverse(told[*at].entered));
        for (at, rank) in column.iter().zip(rank::spread(column.len())) {
            ranks[*at] = rank;
        }
    }
    ranks
}
