//! Ids that cannot be mistaken for one another, and the short keys that people say aloud (D-1234).

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(transparent))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A team's own world: nothing in it is ever seen from another.
    WorkspaceId,
    /// A login.
    MemberId,
    TeamId,
    InvitationId,
    SessionId,
    TokenId,
    /// A company we sell to.
    AccountId,
    /// Somebody who works at an account.
    PersonId,
    /// Somebody who may buy, before there is a deal.
    LeadId,
    /// Two leads that became one.
    MergeId,
    RoutingRuleId,
    /// One try to give a lead to whoever closes.
    HandoverId,
    /// One contact that is planned with a target.
    ContactStepId,
    /// What somebody found out about a company.
    ResearchNoteId,
    /// A framework of what has to be known of a deal, such as MEDDIC.
    FrameworkId,
    /// A score that somebody gave a criterion of a deal.
    AnswerId,
    /// Somebody in one role of a deal's buying committee.
    SeatId,
    /// How one of them stands to another.
    RelationId,
    PipelineId,
    StageId,
    DealId,
    ActivityId,
    /// Something a customer did.
    SignalId,
    /// A form that anybody may send.
    WebFormId,
    /// What somebody said about hearing from us.
    ConsentId,
    TaskId,
    ProductId,
    DealLineId,
    TagId,
    SavedViewId,
    /// One thing a member did. Minted by the browser, so that sending it twice does it once.
    ActId,
    ImportId,
    /// One open page of a browser, as long as it is open.
    TabId,
}

/// What a short key stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Keyed {
    Account,
    Deal,
    Lead,
}

impl Keyed {
    const fn letter(self) -> char {
        match self {
            Self::Account => 'A',
            Self::Deal => 'D',
            Self::Lead => 'L',
        }
    }
}

/// A short key that people can say and type: `D-1234`, counted per workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Key {
    pub of: Keyed,
    pub number: i32,
}

impl Key {
    pub const fn deal(number: i32) -> Self {
        Self { of: Keyed::Deal, number }
    }

    pub const fn account(number: i32) -> Self {
        Self { of: Keyed::Account, number }
    }

    pub const fn lead(number: i32) -> Self {
        Self { of: Keyed::Lead, number }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.of.letter(), self.number)
    }
}

/// The text is not a key.
#[derive(Debug, PartialEq, Eq)]
pub struct NotAKey;

impl FromStr for Key {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let (letter, number) = text.trim().split_once('-').ok_or(NotAKey)?;
        let of = match letter {
            "D" | "d" => Keyed::Deal,
            "A" | "a" => Keyed::Account,
            "L" | "l" => Keyed::Lead,
            _ => return Err(NotAKey),
        };
        match number.parse() {
            Ok(number) if number > 0 => Ok(Self { of, number }),
            _ => Err(NotAKey),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_what_it_says() {
        assert_eq!("d-12".parse(), Ok(Key::deal(12)));
        assert_eq!("L-123".parse(), Ok(Key::lead(123)));
        assert_eq!(Key::account(7).to_string(), "A-7");
        for wrong in ["", "D", "D-", "D-0", "D--1", "X-3", "D-99999999999"] {
            assert_eq!(wrong.parse::<Key>(), Err(NotAKey), "{wrong}");
        }
    }
}
