//! Names of what gates ask for: for programs, and for menus and forms.

use super::{Field, Requirement};

impl Field {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Person => "person",
            Self::Owner => "owner",
            Self::Amount => "amount",
            Self::ExpectedClose => "expected_close",
            Self::NextStep => "next_step",
            Self::About => "about",
            Self::Products => "products",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

impl Requirement {
    /// What programs tell missing items apart by.
    pub fn code(&self) -> String {
        match self {
            Self::All(_) => "all".to_owned(),
            Self::Any(_) => "any".to_owned(),
            Self::Not(_) => "not".to_owned(),
            Self::FieldSet(field) => format!("field_set.{}", field.code()),
            Self::CloseDateInFuture => "close_date_in_future".to_owned(),
            Self::Activity(it) => match it.outcome {
                Some(outcome) => format!("activity.{}.{}", it.kind.code(), outcome.code()),
                None => format!("activity.{}", it.kind.code()),
            },
            Self::People(_) => "people".to_owned(),
            Self::NextStepWithin(_) => "next_step_within".to_owned(),
            Self::Framework(it) => it.code(),
            Self::IcpTier(least) => format!("icp_tier.{}", least.code()),
            Self::Role(it) => it.code(),
        }
    }
}
