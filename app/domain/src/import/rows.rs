//! What a row says, once it is past the door.

use super::{
    Cells, Door, Field, Kind, SourceKey,
    cells::{amount, read_day},
    same,
    stages::ending_of,
};
use crate::accounts::{self, Problems, RegistrationNumber};
use crate::{Currency, Money, Problem, Why, pipeline::StageKind, text};
use chrono::NaiveDate;

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
    pub revenue: Option<Money>,
    pub region: Option<String>,
    pub owner: Option<String>,
    pub parent: Option<String>,
    pub about: String,
}

impl AccountRow {
    /// `base`: the workspace's currency, in which every account's revenue stands.
    pub fn read(cells: &Cells<'_>, base: Currency) -> Result<Self, Vec<Problem>> {
        let mut problems = Problems::default();
        let employees = text::optional_number("employees", &cells.get(Field::Employees), 0, 10_000_000);
        let revenue = accounts::revenue("revenue", &cells.get(Field::Revenue), base);
        let number = RegistrationNumber::optional("business_reg_no", &cells.get(Field::BusinessRegNo));
        let row = Self {
            key: cells.source_key(Kind::Accounts),
            name: problems.take(text::name("name", &cells.get(Field::Name))),
            domain: problems.take(text::optional_domain("domain", &cells.get(Field::Domain))),
            business_reg_no: problems.take(number),
            industry: problems.take(text::optional_name("industry", &cells.get(Field::Industry))),
            employees: problems.take(employees).and_then(|it| i32::try_from(it).ok()),
            revenue: problems.take(revenue),
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
        Self::read_as(cells, door, None)
    }

    /// The same of a file that has deals of one ending alone.
    pub(super) fn read_as(
        cells: &Cells<'_>,
        door: Door,
        ending: Option<StageKind>,
    ) -> Result<Self, Vec<Problem>> {
        let mut problems = Problems::default();
        let currency = problems.take(cells.currency(Field::Amount)).or(door.currency);
        let account = problems.take(text::optional_name("account", &cells.get(Field::Account)));
        let product = problems.take(text::optional_name("product", &cells.get(Field::Product)));
        let stage = problems.take(text::optional_name("stage", &cells.get(Field::Stage)));
        let status = problems.take(status(&cells.get(Field::Status)));
        let ending = ending.or(status).or_else(|| stage.as_deref().and_then(ending_of));
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
#[path = "rows/tests.rs"]
mod tests;
