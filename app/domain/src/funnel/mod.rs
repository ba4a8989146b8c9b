//! The funnel: of the leads that came by some way or in some month, how many got how far. It is read by cohort: a lead
//! counts where and when it first came, once, however long it then takes and whatever becomes of it.

mod wish;

pub use wish::{By, Month, Open, Wish};

use crate::leads::LeadStatus;
use crate::qualification::Kind;
use crate::{DealId, LeadId, MemberId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// So many rows stand one by one; the smallest of more are counted together.
pub const ROWS: usize = 100;
/// How many leads a page of those behind a number has.
pub const PAGE: i64 = 50;

/// Something that happened to a lead and stays on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Mark {
    /// It became an MQL.
    Marketing,
    /// It became a PQL.
    Product,
    /// A member found it ready for sales.
    Sales,
    /// An AE took it over.
    Accepted,
    /// The deal that was made of it is won.
    Won,
}

impl Mark {
    pub const ALL: [Self; 5] = [Self::Marketing, Self::Product, Self::Sales, Self::Accepted, Self::Won];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Marketing => "marketing",
            Self::Product => "product",
            Self::Sales => "sales",
            Self::Accepted => "accepted",
            Self::Won => "won",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// How far a lead can get.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// It came.
    #[default]
    Lead,
    /// It became an MQL or a PQL.
    Qualified,
    /// It became an SQL.
    Sales,
    Accepted,
    Won,
}

impl Step {
    pub const ALL: [Self; 5] = [Self::Lead, Self::Qualified, Self::Sales, Self::Accepted, Self::Won];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Qualified => "qualified",
            Self::Sales => "sales",
            Self::Accepted => "accepted",
            Self::Won => "won",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// A lead got this far if any of these is on record; none are asked for where having come is enough. Who got
    /// further passed this step, too, even where nobody wrote it down: nobody is accepted who was not found ready.
    pub const fn marks(self) -> &'static [Mark] {
        use Mark::{Accepted, Marketing, Product, Sales, Won};
        match self {
            Self::Lead => &[],
            Self::Qualified => &[Marketing, Product, Sales, Accepted, Won],
            Self::Sales => &[Sales, Accepted, Won],
            Self::Accepted => &[Accepted, Won],
            Self::Won => &[Won],
        }
    }

    fn is_reached(self, marks: &[Mark]) -> bool {
        self == Self::Lead || self.marks().iter().any(|it| marks.contains(it))
    }
}

/// Leads of one row that have the same on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// What they share, as the address of the row says it; empty if they have none of it.
    pub row: String,
    pub label: Option<String>,
    pub marks: Vec<Mark>,
    pub leads: i64,
}

/// How many leads got how far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts([i64; 5]);

impl Counts {
    pub fn of(&self, step: Step) -> i64 {
        self.0[step as usize]
    }

    fn add(&mut self, marks: &[Mark], leads: i64) {
        for step in Step::ALL.into_iter().filter(|it| it.is_reached(marks)) {
            self.0[step as usize] += leads;
        }
    }

    fn add_all(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(sum, more)| *sum += more);
    }

    /// How many of a thousand leads got this far, to the nearest. None: there are no leads.
    pub fn per_mille(&self, step: Step) -> Option<i64> {
        let leads = self.of(Step::Lead);
        (leads > 0).then(|| (self.of(step) * 2_000 + leads) / (leads * 2))
    }
}

/// A row of the funnel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub row: String,
    /// The name of what the row's address only knows by an id.
    pub label: Option<String>,
    pub counts: Counts,
}

/// The rows that stand one by one, the rest of them together, and all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub rows: Vec<Row>,
    /// How many more rows there are, and their sum.
    pub others: usize,
    pub rest: Counts,
    pub total: Counts,
}

/// Counts leads into rows: months in their order, the latest first, and everything else by how much it brings.
pub fn table(by: By, alike: Vec<Alike>) -> Table {
    let mut table = Table::default();
    let mut places: HashMap<String, usize> = HashMap::new();
    for Alike { row, label, marks, leads } in alike {
        let row = by.row_of(row);
        table.total.add(&marks, leads);
        let at = *places.entry(row.clone()).or_insert(table.rows.len());
        if at == table.rows.len() {
            table.rows.push(Row { row, label, counts: Counts::default() });
        }
        table.rows[at].counts.add(&marks, leads);
    }
    table.rows.sort_by(|one, two| match by {
        By::Month => two.row.cmp(&one.row),
        // By letter, and those without one last.
        By::Tier => (one.row.is_empty(), &one.row).cmp(&(two.row.is_empty(), &two.row)),
        _ => (two.counts.of(Step::Lead), &one.row).cmp(&(one.counts.of(Step::Lead), &two.row)),
    });
    for row in table.rows.drain(ROWS.min(table.rows.len())..) {
        table.others += 1;
        table.rest.add_all(row.counts);
    }
    table
}

/// The funnel as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Funnel {
    pub table: Table,
    /// What can be filtered by, the most frequent first.
    pub sources: Vec<String>,
    /// The leads behind a number that was opened, a page of them.
    pub opened: Option<Opened>,
    pub today: NaiveDate,
}

/// The leads behind a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The name of the row, where its address only knows an id.
    pub label: Option<String>,
    pub leads: Vec<FunnelLead>,
    /// How many stand before the first of these, and how many there are in all.
    pub before: i64,
    pub total: i64,
}

/// A lead behind a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct FunnelLead {
    pub id: LeadId,
    pub number: i32,
    pub name: String,
    pub company: Option<String>,
    pub source: Option<String>,
    pub kind: Kind,
    pub status: LeadStatus,
    pub owner: Option<MemberId>,
    pub came_at: DateTime<Utc>,
    pub deal: Option<DealId>,
    pub deal_number: Option<i32>,
    pub deal_name: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn alike(row: &str, marks: &[Mark], leads: i64) -> Alike {
        Alike { row: row.to_owned(), label: None, marks: marks.to_vec(), leads }
    }

    fn steps(counts: Counts) -> [i64; 5] {
        Step::ALL.map(|it| counts.of(it))
    }

    #[test]
    fn whoever_got_further_passed_what_comes_before_even_where_nobody_wrote_it_down() {
        let marks = [
            alike("search", &[], 5),
            alike("search", &[Mark::Marketing], 3),
            alike("search", &[Mark::Marketing, Mark::Product], 1),
            alike("search", &[Mark::Sales], 2),
            alike("search", &[Mark::Won], 1),
        ];
        let table = table(By::Source, marks.to_vec());
        assert_eq!(table.rows.len(), 1);
        assert_eq!(steps(table.rows[0].counts), [12, 7, 3, 1, 1]);
    }

    #[test]
    fn rows_stand_by_how_much_they_bring_and_months_by_time() {
        let all = [alike("a", &[], 2), alike("b", &[], 9), alike("c", &[], 2)];
        let order = |by| table(by, all.to_vec()).rows.into_iter().map(|it| it.row).collect::<Vec<_>>();
        assert_eq!(order(By::Source), ["b", "a", "c"]);
        assert_eq!(order(By::Month), ["c", "b", "a"]);
    }

    #[test]
    fn scores_stand_by_their_tier() {
        let all = [alike("95", &[Mark::Won], 1), alike("80", &[], 1), alike("12", &[], 4), alike("", &[], 2)];
        let table = table(By::Tier, all.to_vec());
        let rows: Vec<_> = table.rows.iter().map(|it| (it.row.as_str(), steps(it.counts))).collect();
        assert_eq!(rows, [("a", [2, 1, 1, 1, 1]), ("", [6, 0, 0, 0, 0])]);
    }

    #[test]
    fn a_share_is_rounded_to_the_nearest() {
        let mut counts = Counts::default();
        counts.add(&[], 7_158);
        counts.add(&[Mark::Won], 842);
        assert_eq!(counts.per_mille(Step::Won), Some(105));
        assert_eq!(counts.per_mille(Step::Lead), Some(1_000));
        assert_eq!(Counts::default().per_mille(Step::Won), None);
    }

    proptest! {
        #[test]
        fn rows_and_the_rest_add_up_to_all_and_no_step_has_more_than_the_one_before(
            all in prop::collection::vec((0u8..150, prop::collection::vec(0usize..5, 0..4), 1i64..100), 0..300)
        ) {
            let of = |(row, marks, leads): &(u8, Vec<usize>, i64)| {
                let marks: Vec<_> = marks.iter().map(|it| Mark::ALL[*it]).collect();
                alike(&row.to_string(), &marks, *leads)
            };
            let table = table(By::Source, all.iter().map(of).collect());
            let mut sum = table.rest;
            table.rows.iter().for_each(|it| sum.add_all(it.counts));
            prop_assert_eq!(sum, table.total);
            prop_assert_eq!(table.total.of(Step::Lead), all.iter().map(|it| it.2).sum::<i64>());
            prop_assert!(table.rows.len() <= ROWS);
            for counts in table.rows.iter().map(|it| it.counts).chain([table.total]) {
                prop_assert!(steps(counts).is_sorted_by(|before, after| before >= after));
            }
        }
    }
}
