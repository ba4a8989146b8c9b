//! What a row says, once it is past the door.

use super::{
    Cells, Door, Field, Kind, SourceKey,
    cells::{amount, read_day},
    same,
    stages::ending_of,
};
use crate::accounts::{Problems, RegistrationNumber};
use crate::{Currency, Money, Problem, Why, pipeline::StageKind, text};
use chrono::NaiveDate;
use std::collections::HashMap;

/// Somebody who works here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberRow {
    pub name: String,
    pub email: Option<String>,
    pub manager: Option<String>,
    pub office: Option<String>,
}

impl MemberRow {
    pub fn read(cells: &Cells<'_>) -> Result<Self, Vec<Problem>> {
        let mut problems = Problems::default();
        let row = Self {
            name: problems.take(text::name("name", &cells.get(Field::Name))),
            email: problems.take(text::optional_email("email", &cells.get(Field::Email))),
            manager: problems.take(text::optional_name("manager", &cells.get(Field::Manager))),
            office: problems.take(text::optional_name("team", &cells.get(Field::Team))),
        };
        problems.or(row)
    }

    /// Whoever works under one manager is a team, since a manager works the team's deals; an office with
    /// several managers is several teams.
    pub fn team(&self) -> Option<String> {
        match (&self.office, &self.manager) {
            (Some(office), Some(manager)) => Some(format!("{office} · {manager}")),
            (Some(one), None) | (None, Some(one)) => Some(one.clone()),
            (None, None) => None,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductRow {
    pub name: String,
    pub code: Option<String>,
    pub family: Option<String>,
    pub price: Money,
}

impl ProductRow {
    pub fn read(cells: &Cells<'_>, door: Door) -> Result<Self, Vec<Problem>> {
        let mut problems = Problems::default();
        let currency = problems.take(cells.currency(Field::Price)).or(door.currency);
        let name = problems.take(text::name("name", &cells.get(Field::Name)));
        let code = problems.take(text::optional_name("code", &cells.get(Field::Code)));
        let family = problems.take(text::optional_name("family", &cells.get(Field::Family)));
        let price = amount(Field::Price, cells, currency)
            .and_then(|it| it.ok_or_else(|| Problem::new("price", Why::Missing)));
        match price {
            Ok(price) => problems.or(Self { name, code, family, price }),
            Err(problem) => {
                problems.add(problem);
                Err(problems.or(()).err().unwrap_or_default())
            }
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRow {
    pub key: SourceKey,
    pub name: String,
    pub domain: Option<String>,
    pub business_reg_no: Option<RegistrationNumber>,
    pub industry: Option<String>,
    pub employees: Option<i32>,
    pub region: Option<String>,
    pub owner: Option<String>,
    pub parent: Option<String>,
    pub about: String,
}

impl AccountRow {
    pub fn read(cells: &Cells<'_>) -> Result<Self, Vec<Problem>> {
        let mut problems = Problems::default();
        let employees = text::optional_number("employees", &cells.get(Field::Employees), 0, 10_000_000);
        let number = RegistrationNumber::optional("business_reg_no", &cells.get(Field::BusinessRegNo));
        let row = Self {
            key: cells.source_key(Kind::Accounts),
            name: problems.take(text::name("name", &cells.get(Field::Name))),
            domain: problems.take(text::optional_domain("domain", &cells.get(Field::Domain))),
            business_reg_no: problems.take(number),
            industry: problems.take(text::optional_name("industry", &cells.get(Field::Industry))),
            employees: problems.take(employees).and_then(|it| i32::try_from(it).ok()),
            region: problems.take(text::optional_name("region", &cells.get(Field::Region))),
            owner: problems.take(text::optional_name("owner", &cells.get(Field::Owner))),
            parent: problems.take(text::optional_name("parent", &cells.get(Field::Parent))),
            about: problems.take(text::note("about", &cells.all(Field::About))),
        };
        if row.parent.as_ref().is_some_and(|it| same(it) == same(&row.name)) {
            problems.add(Problem::new("parent", Why::Circular));
        }
        problems.or(row)
    }
}

/// Accounts with where each stood in the file.
type Placed<T> = Vec<(T, AccountRow)>;

/// Puts accounts behind the ones they belong to, whatever the order of the rows. What is left over
/// belongs, over some corners, to itself.
pub fn parents_first<T>(rows: Vec<(T, AccountRow)>) -> (Placed<T>, Placed<T>) {
    let mut waiting: HashMap<String, Vec<(T, AccountRow)>> = HashMap::new();
    let mut unplaced: HashMap<String, usize> = HashMap::new();
    for (_, row) in &rows {
        *unplaced.entry(same(&row.name)).or_default() += 1;
    }
    let mut ready = Vec::new();
    for (at, row) in rows {
        match row.parent.as_deref().map(same).filter(|it| unplaced.contains_key(it)) {
            Some(parent) => waiting.entry(parent).or_default().push((at, row)),
            None => ready.push((at, row)),
        }
    }
    let mut placed = Vec::new();
    while !ready.is_empty() {
        let mut next = Vec::new();
        for (at, row) in ready {
            next.extend(waiting.remove(&same(&row.name)).unwrap_or_default());
            placed.push((at, row));
        }
        ready = next;
    }
    (placed, waiting.into_values().flatten().collect())
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DealRow {
    pub key: SourceKey,
    pub name: String,
    pub account: Option<String>,
    pub owner: Option<String>,
    pub product: Option<String>,
    pub pipeline: Option<String>,
    /// The open stage it stands in, or stood in before it ended. None: the file does not say.
    pub stage: Option<String>,
    pub ending: Option<StageKind>,
    pub created: Option<NaiveDate>,
    pub closed: Option<NaiveDate>,
    pub expected_close: Option<NaiveDate>,
    pub amount: Option<Money>,
    pub currency: Option<Currency>,
    pub reason: Option<String>,
    pub next_step: Option<String>,
    pub about: String,
}

impl DealRow {
    pub fn read(cells: &Cells<'_>, door: Door) -> Result<Self, Vec<Problem>> {
        let mut problems = Problems::default();
        let currency = problems.take(cells.currency(Field::Amount)).or(door.currency);
        let account = problems.take(text::optional_name("account", &cells.get(Field::Account)));
        let product = problems.take(text::optional_name("product", &cells.get(Field::Product)));
        let stage = problems.take(text::optional_name("stage", &cells.get(Field::Stage)));
        let status = problems.take(status(&cells.get(Field::Status)));
        let ending = status.or_else(|| stage.as_deref().and_then(ending_of));
        let closed = problems.take(read_day(Field::Closed, &cells.get(Field::Closed)));
        let expected = problems.take(read_day(Field::ExpectedClose, &cells.get(Field::ExpectedClose)));
        let is_closed = ending.is_some_and(StageKind::is_closed);
        let row = Self {
            key: cells.source_key(Kind::Deals),
            name: problems.take(name(cells, account.as_deref(), product.as_deref())),
            account,
            owner: problems.take(text::optional_name("owner", &cells.get(Field::Owner))),
            product,
            pipeline: problems.take(text::optional_name("pipeline", &cells.get(Field::Pipeline))),
            stage: stage.filter(|it| ending_of(it).is_none()),
            ending,
            created: problems.take(read_day(Field::Created, &cells.get(Field::Created))),
            closed: closed.filter(|_| is_closed),
            expected_close: if is_closed { expected } else { expected.or(closed) },
            amount: problems.take(amount(Field::Amount, cells, currency)),
            currency,
            reason: problems.take(text::optional_name("reason", &cells.get(Field::Reason))),
            next_step: problems.take(text::optional_name("next_step", &cells.get(Field::NextStep))),
            about: problems.take(text::note("about", &cells.all(Field::About))),
        };
        for (field, day) in [(Field::Created, row.created), (Field::Closed, row.closed)] {
            if day.is_some_and(|it| it > door.today) {
                problems.add(Problem::new(field.code(), Why::InTheFuture));
            }
        }
        problems.or(row)
    }

    /// The day it began. A record that was typed in after the fact began, at the latest, when it ended.
    pub fn began(&self) -> Option<NaiveDate> {
        self.created.into_iter().chain(self.closed).min()
    }

    /// Where it stood before it ended, as far as the file lets us know: a deal whose beginning nobody
    /// knows was never seen anywhere else.
    pub fn passed_an_open_stage(&self) -> bool {
        self.ending.is_some() && (self.created.is_some() || self.stage.is_some())
    }
}

/// What a status beside the stage says. Open says nothing more.
fn status(text: &str) -> Result<Option<StageKind>, Problem> {
    match same(text).as_str() {
        "" | "open" | "inprogress" | "active" | "진행" | "진행중" => Ok(None),
        _ => ending_of(text).map(Some).ok_or_else(|| Problem::new(Field::Status.code(), Why::Unknown)),
    }
}

/// A deal that has no name is called by its account, or else its key, and by what is sold.
fn name(cells: &Cells<'_>, account: Option<&str>, product: Option<&str>) -> Result<String, Problem> {
    let given = cells.get(Field::Name);
    if !given.is_empty() {
        return text::name("name", &given);
    }
    let id = cells.get(Field::Id);
    let who = account.or(Some(id.as_ref()).filter(|it| !it.is_empty()));
    let parts: Vec<&str> = who.into_iter().chain(product).collect();
    let made: String = parts.join(" · ").chars().take(text::NAME_MAX).collect();
    text::name("name", &made)
}

#[cfg(test)]
mod tests {
    use super::super::{Mapping, map_as};
    use super::*;
    use proptest::prelude::*;

    fn door() -> Door {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        Door { currency: Some(Currency::Usd), today }
    }

    struct Sheet {
        headers: Vec<String>,
        mapping: Mapping,
        row: Vec<String>,
    }

    impl Sheet {
        fn new(kind: Kind, headers: &str, row: &str) -> Self {
            let cells = |it: &str| it.split(',').map(str::to_owned).collect::<Vec<_>>();
            let headers = cells(headers);
            Self { mapping: map_as(kind, &headers), headers, row: cells(row) }
        }

        fn cells(&self) -> Cells<'_> {
            Cells { headers: &self.headers, mapping: &self.mapping, row: &self.row }
        }
    }

    const SALES: &str =
        "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value";

    fn deal(headers: &str, row: &str) -> DealRow {
        DealRow::read(&Sheet::new(Kind::Deals, headers, row).cells(), door()).expect("a good row")
    }

    fn refused(headers: &str, row: &str) -> Vec<Problem> {
        DealRow::read(&Sheet::new(Kind::Deals, headers, row).cells(), door()).expect_err("a bad row")
    }

    #[test]
    fn a_won_deal_keeps_its_days_and_its_value() {
        let row = deal(SALES, "1C1I7A6R,Moses Frase,GTX Plus Basic,Cancity,Won,10/20/2016,3/1/2017,1054");
        assert_eq!(row.key.text, "deals:opportunity_id:1C1I7A6R");
        assert_eq!(row.name, "Cancity · GTX Plus Basic");
        assert_eq!((row.stage.as_deref(), row.ending), (None, Some(StageKind::Won)));
        assert_eq!(row.amount, Some(Money::new(105_400, Currency::Usd)));
        assert_eq!(row.began(), NaiveDate::from_ymd_opt(2016, 10, 20));
        assert_eq!(row.closed, NaiveDate::from_ymd_opt(2017, 3, 1));
        assert!(row.passed_an_open_stage());
    }

    #[test]
    fn an_open_deal_without_account_or_days_is_one_too() {
        let row = deal(SALES, "HAXMC4IX,James Ascencio,MG Advanced,,Engaging,11/3/2016,,");
        assert_eq!((row.account.as_deref(), row.amount, row.ending), (None, None, None));
        assert_eq!((row.name.as_str(), row.stage.as_deref()), ("HAXMC4IX · MG Advanced", Some("Engaging")));
        assert_eq!(deal(SALES, "A1,B,C,D,Prospecting,,,").began(), None);
    }

    #[test]
    fn the_close_date_of_an_open_deal_is_the_expected_one() {
        let row = deal("Deal Name,Deal Stage,Close Date", "Big one,Contract sent,2027-01-31");
        assert_eq!((row.closed, row.expected_close), (None, NaiveDate::from_ymd_opt(2027, 1, 31)));
    }

    #[test]
    fn a_status_ends_a_deal_in_the_stage_it_had_reached() {
        let row =
            deal("Deal - Title,Deal - Stage,Deal - Status,Deal - Won time", "x,Demo,won,2026-01-02 10:11:12");
        assert_eq!((row.stage.as_deref(), row.ending), (Some("Demo"), Some(StageKind::Won)));
        assert_eq!(row.closed, NaiveDate::from_ymd_opt(2026, 1, 2));
        assert_eq!(
            refused("Deal - Title,Deal - Status", "x,deleted"),
            [Problem::new("status", Why::Unknown)]
        );
    }

    #[test]
    fn everything_wrong_with_a_row_is_said_at_once() {
        assert_eq!(
            refused(SALES, "X,A,B,C,Won,20/10/2016,2099-01-01,lots"),
            [
                Problem::new("created", Why::NotADate),
                Problem::new("amount", Why::NotAnAmount),
                Problem::new("closed", Why::InTheFuture),
            ]
        );
        assert_eq!(refused(SALES, ",,,,Won,,,-5")[0], Problem::new("name", Why::Missing));
    }

    #[test]
    fn an_amount_without_any_currency_is_asked_about() {
        let sheet = Sheet::new(Kind::Deals, "Title,Value,Currency", "x,5,");
        let unasked = Door { currency: None, ..door() };
        assert_eq!(DealRow::read(&sheet.cells(), unasked), Err(vec![Problem::new("currency", Why::Missing)]));
        assert_eq!(deal("Title,Value,Currency", "x,5,KRW").amount, Some(Money::new(5, Currency::Krw)));
        // A sign says it as well.
        assert_eq!(deal("Title,Value", "x,₩3500000").amount, Some(Money::new(3_500_000, Currency::Krw)));
        assert_eq!(deal("Title,Value", "x,5만원").amount, Some(Money::new(50_000, Currency::Krw)));
        assert!(sheet.cells().leaves_currency_open(Field::Amount));
    }

    #[test]
    fn a_managers_people_are_a_team() {
        let team = |headers: &str, row: &str| {
            MemberRow::read(&Sheet::new(Kind::Members, headers, row).cells()).expect("a good row").team()
        };
        assert_eq!(
            team("sales_agent,manager,regional_office", "Anna,Dustin,Central").as_deref(),
            Some("Central · Dustin")
        );
        assert_eq!(team("name,manager", "Anna,Dustin").as_deref(), Some("Dustin"));
        assert_eq!(team("이름,팀", "민지,엔터프라이즈").as_deref(), Some("엔터프라이즈"));
        assert_eq!(team("name", "Anna"), None);
    }

    fn family(rows: &[(&str, &str)]) -> Vec<(u64, AccountRow)> {
        let rows = rows.iter().zip(1..).map(|((name, parent), at)| {
            let sheet = Sheet::new(Kind::Accounts, "account,subsidiary_of", &format!("{name},{parent}"));
            (at, AccountRow::read(&sheet.cells()).expect("a good row"))
        });
        rows.collect()
    }

    #[test]
    fn parents_come_before_their_subsidiaries_in_any_order_of_rows() {
        let (placed, circular) = parents_first(family(&[
            ("C", "B"),
            ("B", "a"),
            ("A", ""),
            ("D", "elsewhere"),
            ("X", "Y"),
            ("Y", "X"),
        ]));
        let names: Vec<_> = placed.iter().map(|(_, it)| it.name.as_str()).collect();
        assert_eq!(names, ["A", "D", "B", "C"]);
        assert_eq!(circular.len(), 2);
    }

    #[test]
    fn several_columns_of_notes_say_which_is_which() {
        let mut sheet = Sheet::new(Kind::Accounts, "account,revenue,founded", "Acme,1100.04,1996");
        sheet.mapping.set(1, Some(Field::About));
        sheet.mapping.set(2, Some(Field::About));
        let row = AccountRow::read(&sheet.cells()).expect("a good row");
        assert_eq!(row.about, "revenue: 1100.04\nfounded: 1996");
    }

    proptest! {
        #[test]
        fn no_row_panics(headers in prop::collection::vec("\\PC{0,12}", 0..12), row in prop::collection::vec("\\PC{0,40}", 0..14), at in prop::collection::vec(0usize..17, 12)) {
            for kind in Kind::ALL {
                let fields = kind.fields();
                let mapping = headers.iter().zip(&at).map(|(_, at)| fields.get(*at).copied()).collect();
                let sheet = Sheet { headers: headers.clone(), mapping: Mapping(mapping), row: row.clone() };
                let cells = sheet.cells();
                let _ = (MemberRow::read(&cells), ProductRow::read(&cells, door()));
                let _ = (AccountRow::read(&cells), DealRow::read(&cells, door()), cells.is_blank());
            }
        }

        #[test]
        fn every_account_is_placed_or_circular(links in prop::collection::vec((0u8..20, 0u8..25), 0..40)) {
            let names: Vec<_> = links.iter().map(|(name, parent)| (format!("n{name}"), format!("n{parent}"))).collect();
            let rows: Vec<_> = names.iter().filter(|(name, parent)| name != parent).map(|(a, b)| (a.as_str(), b.as_str())).collect();
            let (placed, circular) = parents_first(family(&rows));
            prop_assert_eq!(placed.len() + circular.len(), rows.len());
        }
    }
}
