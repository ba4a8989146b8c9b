//! Finding leads, accounts, people and deals: the box in the top bar, and the page of all that fits.

pub mod api;
mod page;
mod search_box;

pub use page::SearchPage;
pub use search_box::SearchBox;

use crate::words::Words;
use domain::Key;
use domain::search::{Found, Hit};

/// The kinds of records, in the order in which they first appear among the hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Deal,
    Lead,
    Account,
    Person,
}

impl Kind {
    const fn of(found: Found) -> Self {
        match found {
            Found::Deal(..) => Self::Deal,
            Found::Lead(..) => Self::Lead,
            Found::Account(..) => Self::Account,
            Found::Person(_) => Self::Person,
        }
    }

    const fn icon(self) -> &'static str {
        match self {
            Self::Deal => "square-kanban",
            Self::Lead => "user-plus",
            Self::Account => "building-2",
            Self::Person => "user",
        }
    }

    fn name(self, words: Words) -> &'static str {
        match self {
            Self::Deal => words.deals(),
            Self::Lead => words.leads(),
            Self::Account => words.accounts(),
            Self::Person => words.people(),
        }
    }
}

/// The hits by kind; the server sends a kind's hits together. Each keeps its place in the whole list.
pub fn groups(hits: &[Hit]) -> Vec<(Kind, Vec<(usize, Hit)>)> {
    let mut groups: Vec<(Kind, Vec<(usize, Hit)>)> = vec![];
    for (at, hit) in hits.iter().cloned().enumerate() {
        let kind = Kind::of(hit.found);
        match groups.last_mut().filter(|it| it.0 == kind) {
            Some(group) => group.1.push((at, hit)),
            None => groups.push((kind, vec![(at, hit)])),
        }
    }
    groups
}

/// What stands behind a title: the key people say, and the detail.
pub fn note(hit: &Hit) -> String {
    let key = match hit.found {
        Found::Deal(_, number) => Key::deal(number).to_string(),
        Found::Account(_, number) => Key::account(number).to_string(),
        Found::Lead(_, number) => Key::lead(number).to_string(),
        Found::Person(_) => String::new(),
    };
    [key, hit.detail.clone()].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ")
}
