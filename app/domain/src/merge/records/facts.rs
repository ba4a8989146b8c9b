//! A record's own facts, by the names that its form gives them.

use crate::accounts::{Account, AccountForm, Person, PersonForm};
use serde::{Deserialize, Serialize};

/// In the order in which they are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts(Vec<(String, String)>);

impl Facts {
    pub fn new(facts: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(facts.into_iter().collect())
    }

    fn of<const N: usize>(facts: [(&str, &str); N]) -> Self {
        Self::new(facts.map(|(field, value)| (field.to_owned(), value.to_owned())))
    }

    pub fn of_account(account: &Account) -> Self {
        let form = AccountForm::of(account);
        Self::of([
            ("name", &form.name),
            ("domain", &form.domain),
            ("business_reg_no", &form.business_reg_no),
            ("industry", &form.industry),
            ("employees", &form.employees),
            ("revenue", &form.revenue),
            ("region", &form.region),
            ("owner", &form.owner),
            ("parent", &form.parent),
            ("target", &form.target),
            ("about", &form.about),
        ])
    }

    pub fn of_person(person: &Person) -> Self {
        let form = PersonForm::of(person);
        Self::of([
            ("name", &form.name),
            ("account", &form.account),
            ("title", &form.title),
            ("department", &form.department),
            ("email", &form.email),
            ("phone", &form.phone),
            ("owner", &form.owner),
            ("about", &form.about),
        ])
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(field, value)| (field.as_str(), value.as_str()))
    }

    /// Empty if there is none.
    pub fn get(&self, field: &str) -> &str {
        self.iter().find(|it| it.0 == field).map_or("", |it| it.1)
    }

    pub fn set(&mut self, field: &str, value: &str) {
        if let Some(fact) = self.0.iter_mut().find(|it| it.0 == field) {
            value.clone_into(&mut fact.1);
        }
    }

    fn text(&self, field: &str) -> String {
        self.get(field).to_owned()
    }

    pub fn account_form(&self) -> AccountForm {
        AccountForm {
            name: self.text("name"),
            domain: self.text("domain"),
            business_reg_no: self.text("business_reg_no"),
            industry: self.text("industry"),
            employees: self.text("employees"),
            revenue: self.text("revenue"),
            currency: String::new(),
            region: self.text("region"),
            owner: self.text("owner"),
            parent: self.text("parent"),
            parent_name: String::new(),
            about: self.text("about"),
            target: self.text("target"),
        }
    }

    pub fn person_form(&self) -> PersonForm {
        PersonForm {
            name: self.text("name"),
            title: self.text("title"),
            department: self.text("department"),
            email: self.text("email"),
            phone: self.text("phone"),
            account: self.text("account"),
            account_name: String::new(),
            owner: self.text("owner"),
            about: self.text("about"),
        }
    }
}
