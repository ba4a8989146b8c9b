//! What the search box on every page finds.

use crate::{AccountId, DealId, PersonId};
use serde::{Deserialize, Serialize};

/// How many hits of each kind are shown.
pub const HITS: i64 = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Found {
    Account(AccountId),
    Person(PersonId),
    /// With the number people say (D-1234).
    Deal(DealId, i32),
}

/// One line below the search box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    pub found: Found,
    pub title: String,
    /// The account's domain, the person's title and account, the deal's account.
    pub detail: String,
}
