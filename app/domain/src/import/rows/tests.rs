//! What rows of files say, and what is wrong with some of them.

use super::super::{Mapping, map_as, parents_first};
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
    assert_eq!(refused("Deal - Title,Deal - Status", "x,deleted"), [Problem::new("status", Why::Unknown)]);
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
        (at, AccountRow::read(&sheet.cells(), Currency::Krw).expect("a good row"))
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
    let row = AccountRow::read(&sheet.cells(), Currency::Krw).expect("a good row");
    assert_eq!(row.about, "revenue: 1100.04\nfounded: 1996");
}

#[test]
fn a_revenue_is_read_from_the_columns_of_other_products_and_never_from_one_that_may_count_in_millions() {
    let read = |headers: &str, revenue: &str| {
        let sheet = Sheet::new(Kind::Accounts, &format!("회사명,{headers}"), &format!("나래상사,{revenue}"));
        AccountRow::read(&sheet.cells(), Currency::Krw).map(|it| it.revenue.map(|it| it.minor))
    };
    for header in ["Annual Revenue", "annualrevenue", "매출액", "연매출", "매출"] {
        assert_eq!(read(header, "1250000000"), Ok(Some(1_250_000_000)), "{header}");
    }
    assert_eq!(read("연매출", "12억"), Ok(Some(1_200_000_000)));
    assert_eq!(read("연매출", ""), Ok(None));
    assert_eq!(read("revenue", "1100.04"), Ok(None));
    assert_eq!(read("연매출", "모름"), Err(vec![Problem::new("revenue", Why::NotAnAmount)]));
}

#[test]
fn a_mistyped_registration_number_is_said_with_its_row() {
    let read = |number: &str| {
        let row = format!("나래상사,{number}");
        AccountRow::read(&Sheet::new(Kind::Accounts, "회사명,사업자등록번호", &row).cells(), Currency::Krw)
    };
    let row = read("123-45-67891").expect("a good row");
    assert_eq!(row.business_reg_no.as_ref().map(RegistrationNumber::digits), Some("1234567891"));
    assert_eq!(read("123-45-67890"), Err(vec![Problem::new("business_reg_no", Why::WrongCheckDigit)]));
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
            let _ = (AccountRow::read(&cells, Currency::Krw), DealRow::read(&cells, door()), cells.is_blank());
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
