//! Labels that a team puts on deals, accounts and people.

use super::{Problems, optional_id};
use crate::{AccountId, DealId, PersonId, Problem, TagId, Why, activities::Subject, text};
use serde::{Deserialize, Serialize};

/// A label that a team puts on records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct Tag {
    pub id: TagId,
    pub name: String,
}

/// What somebody typed to tag a record. A label that does not exist yet is made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TagForm {
    pub deal: String,
    pub account: String,
    pub person: String,
    pub name: String,
}

impl TagForm {
    /// An empty one about this record. A lead wears no labels: it names none.
    pub fn about(subject: Subject) -> Self {
        let (deal, account, person) = match subject {
            Subject::Lead(_) => Default::default(),
            Subject::Deal(id) => (id.to_string(), String::new(), String::new()),
            Subject::Account(id) => (String::new(), id.to_string(), String::new()),
            Subject::Person(id) => (String::new(), String::new(), id.to_string()),
        };
        Self { deal, account, person, name: String::new() }
    }

    pub fn subject(&self) -> Result<Subject, Problem> {
        let deal = optional_id::<DealId>("deal", &self.deal)?.map(Subject::Deal);
        let account = optional_id::<AccountId>("account", &self.account)?.map(Subject::Account);
        let person = optional_id::<PersonId>("person", &self.person)?.map(Subject::Person);
        deal.or(account).or(person).ok_or_else(|| Problem::new("deal", Why::Missing))
    }

    pub fn check(&self) -> Result<(Subject, String), Vec<Problem>> {
        let mut problems = Problems::default();
        let name = problems.take(text::name("tag", &self.name));
        match self.subject() {
            Ok(subject) => problems.or((subject, name)),
            Err(problem) => {
                problems.add(problem);
                Err(problems.0)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_goes_on_exactly_the_named_record() {
        let person = Subject::Person(PersonId(uuid::Uuid::from_u128(3)));
        let form = TagForm { name: " VIP ".into(), ..TagForm::about(person) };
        assert_eq!(form.check(), Ok((person, "VIP".to_owned())));
        let nothing = TagForm::default().check();
        assert_eq!(nothing, Err(vec![Problem::new("tag", Why::Missing), Problem::new("deal", Why::Missing)]));
    }
}
