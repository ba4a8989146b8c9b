//! A marketing team's files: one row per lead with the day of the first contact and what brought them, and one row for
//! each of them that became a customer, joined by the lead's id.

use super::{Cells, DealRow, Door, Field, Kind, SourceKey, cells::read_day};
use crate::{
    Problem, Why, accounts::Problems, leads::TouchFields, leads::TouchForm, pipeline::StageKind, text,
};
use chrono::NaiveDate;

/// Whoever came longer ago than so many calendar days and did not become a customer is not waiting for an answer.
pub const OLD_AFTER_DAYS: i64 = 90;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadRow {
    pub key: SourceKey,
    pub name: String,
    pub company: Option<String>,
    pub title: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// The day of the first contact. None: the file does not say.
    pub came: Option<NaiveDate>,
    pub source: Option<String>,
    pub touch: TouchFields,
    pub owner: Option<String>,
    pub about: String,
    /// The file is one of MQLs: marketing has qualified each of them.
    pub is_mql: bool,
}

impl LeadRow {
    pub fn read(cells: &Cells<'_>, door: Door) -> Result<Self, Vec<Problem>> {
        let mut problems = Problems::default();
        let said = |field| cells.get(field).into_owned();
        let touch = TouchForm {
            utm_medium: said(Field::Medium),
            utm_campaign: said(Field::Campaign),
            utm_content: said(Field::Content),
            landing_page: said(Field::LandingPage),
            ..TouchForm::default()
        };
        let row = Self {
            key: cells.lead_key(),
            name: problems.take(name(cells)),
            company: problems.take(text::optional_name("account", &cells.get(Field::Account))),
            title: problems.take(text::optional_name("title", &cells.get(Field::Title))),
            email: problems.take(text::optional_email("email", &cells.get(Field::Email))),
            phone: problems.take(text::optional_name("phone", &cells.get(Field::Phone))),
            came: problems.take(read_day(Field::Created, &cells.get(Field::Created))),
            source: problems.take(text::optional_name("source", &cells.get(Field::Source))),
            touch: problems.all(touch.check().map_err(by_column)).unwrap_or_default(),
            owner: problems.take(text::optional_name("owner", &cells.get(Field::Owner))),
            about: problems.take(text::note("about", &cells.all(Field::About))),
            is_mql: is_of_mqls(cells),
        };
        if row.came.is_some_and(|it| it > door.today) {
            problems.add(Problem::new(Field::Created.code(), Why::InTheFuture));
        }
        problems.or(row)
    }
}

/// What is wrong with a tag is said of the column that it stands in.
fn by_column(problems: Vec<Problem>) -> Vec<Problem> {
    let of_column = |it: Problem| Problem::new(it.field.trim_start_matches("utm_"), it.why);
    problems.into_iter().map(of_column).collect()
}

/// Some files know a lead by a key alone.
fn name(cells: &Cells<'_>) -> Result<String, Problem> {
    let known = [Field::Name, Field::Account, Field::Email, Field::Id].map(|it| cells.get(it));
    let known = known.iter().find(|it| !it.is_empty()).map(AsRef::as_ref).unwrap_or_default();
    text::name("name", &known.chars().take(text::NAME_MAX).collect::<String>())
}

/// Whoever keeps MQLs calls their key so: `mql_id`.
fn is_of_mqls(cells: &Cells<'_>) -> bool {
    let header = cells.mapping.columns(Field::Id).next().and_then(|at| cells.headers.get(at));
    header.is_some_and(|it| it.trim().to_lowercase().starts_with("mql"))
}

/// One of the leads, by its key, became a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerRow {
    pub lead: SourceKey,
    /// Who qualified them.
    pub sdr: Option<String>,
    pub won_on: NaiveDate,
    /// What they bought, won on that day by the sales rep.
    pub deal: DealRow,
}

impl CustomerRow {
    pub fn read(cells: &Cells<'_>, door: Door) -> Result<Self, Vec<Problem>> {
        let mut problems = Problems::default();
        let deal = problems.all(DealRow::read_as(cells, door, Some(StageKind::Won)));
        let sdr = problems.take(text::optional_name("sdr", &cells.get(Field::Sdr)));
        let lead = cells.lead_key();
        if !lead.given {
            problems.add(Problem::new(Field::Id.code(), Why::Missing));
        }
        let is_empty = |field| cells.get(field).is_empty();
        if is_empty(Field::Closed) {
            problems.add(Problem::new(Field::Closed.code(), Why::Missing));
        }
        problems.or(())?;
        let missing = || vec![Problem::new(Field::Closed.code(), Why::Missing)];
        let mut deal = deal.ok_or_else(missing)?;
        deal.key = SourceKey { text: format!("{}:{}", Kind::Customers.code(), lead.text), given: true };
        let won_on = deal.closed.ok_or_else(missing)?;
        Ok(Self { lead, sdr, won_on, deal })
    }
}

/// How a lead of a file comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Becoming {
    /// To be worked, like any that comes today.
    Open,
    /// It came long ago and nothing came of it.
    GivenUp,
    /// Another file says that it became a customer.
    Customer,
}

/// What becomes of a lead that came on that day. `keep_old_open`: somebody chose to work those of long ago, too.
pub fn becoming(
    came: Option<NaiveDate>,
    is_customer: bool,
    today: NaiveDate,
    keep_old_open: bool,
) -> Becoming {
    let is_old = came.is_some_and(|it| (today - it).num_days() > OLD_AFTER_DAYS);
    match (is_customer, is_old && !keep_old_open) {
        (true, _) => Becoming::Customer,
        (false, true) => Becoming::GivenUp,
        (false, false) => Becoming::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::super::map_as;
    use super::*;

    fn cells<T>(kind: Kind, headers: &str, row: &str, read: impl Fn(&Cells<'_>) -> T) -> T {
        let headers: Vec<String> = headers.split(',').map(str::to_owned).collect();
        let row: Vec<String> = row.split(',').map(str::to_owned).collect();
        read(&Cells { headers: &headers, mapping: &map_as(kind, &headers), row: &row })
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn door() -> Door {
        Door { currency: None, today: day("2026-11-30") }
    }

    const LEADS: &str = "mql_id,first_contact_date,landing_page_id,origin";
    const CUSTOMERS: &str = "mql_id,seller_id,sdr_id,sr_id,won_date";

    #[test]
    fn a_lead_may_be_known_by_its_key_alone_and_came_by_what_the_file_says() {
        let row = cells(Kind::Leads, LEADS, "dac32,2018-02-01,88740e,social", |it| LeadRow::read(it, door()));
        let row = row.expect("a good row");
        assert_eq!((row.name.as_str(), row.came), ("dac32", Some(day("2018-02-01"))));
        assert_eq!(row.source.as_deref(), Some("social"));
        assert_eq!(row.touch.landing_page.as_deref(), Some("88740e"));
        assert!(row.is_mql);
        let other =
            cells(Kind::Leads, "이름,이메일,유입 경로", "김민수,minsu@garam.kr,전시회", |it| {
                LeadRow::read(it, door())
            });
        let other = other.expect("a good row");
        assert!(!other.is_mql && other.came.is_none() && other.name == "김민수");
    }

    #[test]
    fn a_customer_names_the_lead_by_the_same_key_whatever_its_column_is_called() {
        let lead =
            cells(Kind::Leads, LEADS, "dac32,2018-02-01,88740e,social", |it| LeadRow::read(it, door()));
        for headers in [CUSTOMERS, "lead_id,seller_id,sdr_id,sr_id,won_date"] {
            let row = "dac32,s1,sdr 1,rep 1,2018-03-21 19:30:04";
            let row =
                cells(Kind::Customers, headers, row, |it| CustomerRow::read(it, door())).expect("a good row");
            assert_eq!(Some(&row.lead), lead.as_ref().ok().map(|it| &it.key));
            assert_eq!((row.sdr.as_deref(), row.deal.owner.as_deref()), (Some("sdr 1"), Some("rep 1")));
            assert_eq!((row.won_on, row.deal.ending), (day("2018-03-21"), Some(StageKind::Won)));
        }
    }

    #[test]
    fn a_customer_without_a_lead_or_a_day_is_refused_with_what_is_missing() {
        let row = cells(Kind::Customers, CUSTOMERS, ",s1,a,b,", |it| CustomerRow::read(it, door()));
        assert_eq!(row, Err(vec![Problem::new("id", Why::Missing), Problem::new("closed", Why::Missing)]));
        let row =
            cells(Kind::Customers, CUSTOMERS, "a,s1,a,b,2026-12-01", |it| CustomerRow::read(it, door()));
        assert_eq!(row, Err(vec![Problem::new("closed", Why::InTheFuture)]));
    }

    #[test]
    fn whoever_came_long_ago_waits_for_nobody_unless_they_became_a_customer() {
        let today = day("2026-11-30");
        let of = |came, is_customer, keep| becoming(Some(day(came)), is_customer, today, keep);
        assert_eq!(of("2026-09-01", false, false), Becoming::Open);
        assert_eq!(of("2026-08-31", false, false), Becoming::GivenUp);
        assert_eq!(of("2018-02-01", false, true), Becoming::Open);
        assert_eq!(of("2018-02-01", true, false), Becoming::Customer);
        assert_eq!(becoming(None, false, today, false), Becoming::Open);
    }
}
