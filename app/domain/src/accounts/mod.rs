//! The companies we sell to and the people who work there.

mod details;
pub mod list;
mod registration;
mod tags;
pub mod telephone;

pub use details::{
    AccountDetails, AccountLink, AccountOffer, DealBrief, DealSums, PersonDetails, PersonLink,
};
pub use list::{ListPage, Place, Sort, Wish};
pub use registration::RegistrationNumber;
pub use tags::{Tag, TagForm};

use crate::icp::Tier;
use crate::money::LARGEST_MINOR;
use crate::{AccountId, Currency, Key, MemberId, Money, PersonId, Problem, TagId, Why, text};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A company we sell to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct Account {
    pub id: AccountId,
    pub number: i32,
    pub version: i32,
    pub name: String,
    pub domain: Option<String>,
    pub business_reg_no: Option<RegistrationNumber>,
    pub industry: Option<String>,
    pub employees: Option<i32>,
    /// What it takes in a year (연매출), in the workspace's currency.
    pub revenue_minor: Option<i64>,
    pub currency: Currency,
    pub region: Option<String>,
    pub owner: Option<MemberId>,
    pub parent: Option<AccountId>,
    pub parent_name: Option<String>,
    pub about: String,
    /// We set out to win it, whether or not anybody has been in touch.
    pub target: bool,
    pub tags: Vec<TagId>,
    /// Its fit by the profile that holds, as `icp::judge` found it; none without a profile.
    pub icp_score: Option<i16>,
    pub icp_tier: Option<Tier>,
    /// The version of the profile.
    pub icp_version: Option<i32>,
    pub created_at: DateTime<Utc>,
}

impl Account {
    pub const fn key(&self) -> Key {
        Key::account(self.number)
    }

    pub fn revenue(&self) -> Option<Money> {
        self.revenue_minor.map(|it| Money::new(it, self.currency))
    }
}

/// An account in a list, with what its deals come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct AccountRow {
    pub id: AccountId,
    pub number: i32,
    pub name: String,
    pub industry: Option<String>,
    pub region: Option<String>,
    /// In the workspace's currency.
    pub revenue_minor: Option<i64>,
    pub owner: Option<MemberId>,
    pub target: bool,
    pub icp_score: Option<i16>,
    pub icp_tier: Option<Tier>,
    pub people: i64,
    pub open_deals: i64,
    pub won_deals: i64,
    pub last_activity_at: Option<DateTime<Utc>>,
}

/// Somebody at an account. The full name is one field, as Korean names are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct Person {
    pub id: PersonId,
    pub version: i32,
    pub name: String,
    /// 직함
    pub title: Option<String>,
    /// 부서
    pub department: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub account: Option<AccountId>,
    pub account_name: Option<String>,
    pub owner: Option<MemberId>,
    pub about: String,
    pub tags: Vec<TagId>,
    pub created_at: DateTime<Utc>,
}

/// A person in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct PersonRow {
    pub id: PersonId,
    pub name: String,
    pub title: Option<String>,
    pub department: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub account: Option<AccountId>,
    pub account_name: Option<String>,
    pub last_activity_at: Option<DateTime<Utc>>,
}

impl PersonRow {
    /// As one of several to choose from.
    pub fn link(&self) -> PersonLink {
        PersonLink { id: self.id, name: self.name.clone(), title: self.title.clone() }
    }
}

/// What somebody typed about an account, as a form sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccountForm {
    pub name: String,
    pub domain: String,
    /// 사업자등록번호
    pub business_reg_no: String,
    pub industry: String,
    pub employees: String,
    /// As people say amounts: 1,250만, 3억.
    pub revenue: String,
    /// What the revenue was said in. Only the workspace's own is taken; empty is that.
    pub currency: String,
    pub region: String,
    pub owner: String,
    pub parent: String,
    /// The parent as typed: a name or a key. Used when `parent` is empty.
    pub parent_name: String,
    pub about: String,
    /// Ticked, or not sent.
    pub target: String,
}

/// An account's fields after the door: what may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountFields {
    pub name: String,
    pub domain: Option<String>,
    pub business_reg_no: Option<RegistrationNumber>,
    pub industry: Option<String>,
    pub employees: Option<i32>,
    pub revenue: Option<Money>,
    pub region: Option<String>,
    pub owner: Option<MemberId>,
    pub parent: Option<AccountId>,
    pub about: String,
    pub target: bool,
}

impl AccountForm {
    /// The form of an account before anybody types.
    pub fn of(account: &Account) -> Self {
        let id = |it: Option<uuid::Uuid>| it.map(|it| it.to_string()).unwrap_or_default();
        Self {
            name: account.name.clone(),
            domain: account.domain.clone().unwrap_or_default(),
            business_reg_no: account.business_reg_no.as_ref().map(ToString::to_string).unwrap_or_default(),
            industry: account.industry.clone().unwrap_or_default(),
            employees: account.employees.map(|it| it.to_string()).unwrap_or_default(),
            revenue: account.revenue().map(Money::digits).unwrap_or_default(),
            currency: String::new(),
            region: account.region.clone().unwrap_or_default(),
            owner: id(account.owner.map(|it| it.0)),
            parent: id(account.parent.map(|it| it.0)),
            parent_name: account.parent_name.clone().unwrap_or_default(),
            about: account.about.clone(),
            target: if account.target { "true".to_owned() } else { String::new() },
        }
    }

    /// `base`: the workspace's currency.
    pub fn check(&self, base: Currency) -> Result<AccountFields, Vec<Problem>> {
        let mut problems = Problems::default();
        let said_in = self.currency.trim();
        if !said_in.is_empty() && said_in.parse() != Ok(base) {
            problems.add(Problem::new("currency", Why::Unknown));
        }
        let fields = AccountFields {
            name: problems.take(text::name("name", &self.name)),
            domain: problems.take(text::optional_domain("domain", &self.domain)),
            business_reg_no: problems
                .take(RegistrationNumber::optional("business_reg_no", &self.business_reg_no)),
            industry: problems.take(text::optional_name("industry", &self.industry)),
            employees: problems
                .take(text::optional_number("employees", &self.employees, 0, 10_000_000))
                .and_then(|it| i32::try_from(it).ok()),
            revenue: problems.take(revenue("revenue", &self.revenue, base)),
            region: problems.take(text::optional_name("region", &self.region)),
            owner: problems.take(optional_id("owner", &self.owner)),
            parent: problems.take(optional_id("parent", &self.parent)),
            about: problems.take(text::note("about", &self.about)),
            target: problems.take(ticked("target", &self.target)),
        };
        problems.or(fields)
    }
}

/// What somebody typed about a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonForm {
    pub name: String,
    pub title: String,
    pub department: String,
    pub email: String,
    pub phone: String,
    pub account: String,
    /// The account as typed: a name or a key. Used when `account` is empty.
    pub account_name: String,
    pub owner: String,
    pub about: String,
}

/// A person's fields after the door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonFields {
    pub name: String,
    pub title: Option<String>,
    pub department: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub account: Option<AccountId>,
    pub owner: Option<MemberId>,
    pub about: String,
}

impl PersonForm {
    /// The form of a person before anybody types.
    pub fn of(person: &Person) -> Self {
        let id = |it: Option<uuid::Uuid>| it.map(|it| it.to_string()).unwrap_or_default();
        Self {
            name: person.name.clone(),
            title: person.title.clone().unwrap_or_default(),
            department: person.department.clone().unwrap_or_default(),
            email: person.email.clone().unwrap_or_default(),
            phone: person.phone.clone().unwrap_or_default(),
            account: id(person.account.map(|it| it.0)),
            account_name: person.account_name.clone().unwrap_or_default(),
            owner: id(person.owner.map(|it| it.0)),
            about: person.about.clone(),
        }
    }

    pub fn check(&self) -> Result<PersonFields, Vec<Problem>> {
        let mut problems = Problems::default();
        let fields = PersonFields {
            name: problems.take(text::name("name", &self.name)),
            title: problems.take(text::optional_name("title", &self.title)),
            department: problems.take(text::optional_name("department", &self.department)),
            email: problems.take(text::optional_email("email", &self.email)),
            phone: problems.take(text::optional_name("phone", &self.phone)),
            account: problems.take(optional_id("account", &self.account)),
            owner: problems.take(optional_id("owner", &self.owner)),
            about: problems.take(text::note("about", &self.about)),
        };
        problems.or(fields)
    }
}

/// Collects what is wrong with a form, so that everything is said at once.
#[derive(Debug, Default)]
pub struct Problems(Vec<Problem>);

impl Problems {
    pub fn take<T: Default>(&mut self, field: Result<T, Problem>) -> T {
        field.unwrap_or_else(|problem| {
            self.0.push(problem);
            T::default()
        })
    }

    pub fn add(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// A part of a form that was looked at by itself.
    pub fn all<T>(&mut self, part: Result<T, Vec<Problem>>) -> Option<T> {
        part.map_err(|problems| self.0.extend(problems)).ok()
    }

    pub fn or<T>(self, fields: T) -> Result<T, Vec<Problem>> {
        if self.0.is_empty() { Ok(fields) } else { Err(self.0) }
    }
}

/// What a company takes in a year, which may be left out and is never less than nothing.
pub fn revenue(field: &str, text: &str, base: Currency) -> Result<Option<Money>, Problem> {
    match text::optional_amount(field, text, base)? {
        Some(money) if money.minor < 0 => Err(Problem::new(field, Why::OutOfRange(0, LARGEST_MINOR))),
        money => Ok(money),
    }
}

/// An id in a form: empty means none.
pub fn optional_id<T: std::str::FromStr>(field: &str, text: &str) -> Result<Option<T>, Problem> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| Problem::new(field, Why::Unknown)),
    }
}

/// A box in a form: empty means no.
pub(crate) fn ticked(field: &str, text: &str) -> Result<bool, Problem> {
    match text.trim() {
        "" | "false" => Ok(false),
        "true" => Ok(true),
        _ => Err(Problem::new(field, Why::Unknown)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_says_everything_that_is_wrong_at_once() {
        let form = AccountForm { domain: "nonsense".into(), employees: "-1".into(), ..Default::default() };
        let problems = form.check(Currency::Krw).expect_err("three things are wrong");
        assert_eq!(
            problems,
            [
                Problem::new("name", Why::Missing),
                Problem::new("domain", Why::Malformed),
                Problem::new("employees", Why::OutOfRange(0, 10_000_000)),
            ]
        );
    }

    #[test]
    fn a_revenue_is_said_as_amounts_are_and_in_the_currency_of_the_workspace() {
        let form = |revenue: &str, currency: &str| AccountForm {
            name: "한빛".into(),
            revenue: revenue.into(),
            currency: currency.into(),
            ..Default::default()
        };
        let read = |revenue, currency| form(revenue, currency).check(Currency::Krw).map(|it| it.revenue);
        assert_eq!(read("125억", ""), Ok(Some(Money::new(12_500_000_000, Currency::Krw))));
        assert_eq!(read("0", "KRW"), Ok(Some(Money::new(0, Currency::Krw))));
        assert_eq!(read("", ""), Ok(None));
        assert_eq!(read("-1", ""), Err(vec![Problem::new("revenue", Why::OutOfRange(0, LARGEST_MINOR))]));
        assert_eq!(read("많음", ""), Err(vec![Problem::new("revenue", Why::NotAnAmount)]));
        assert_eq!(read("100", "USD"), Err(vec![Problem::new("currency", Why::Unknown)]));
    }

    #[test]
    fn what_is_left_empty_is_none() {
        let fields = PersonForm { name: "윤서아".into(), ..Default::default() }.check().expect("fine");
        assert_eq!((fields.name.as_str(), fields.email, fields.account), ("윤서아", None, None));
    }
}
