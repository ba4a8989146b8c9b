//! What a file can be about, and what a column of it can mean.

use serde::{Deserialize, Serialize};

/// What the rows of a file are. In the order in which files are taken, so that each finds what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Members,
    Products,
    Accounts,
    /// One row per lead: when they first came, and by what.
    Leads,
    Deals,
    /// Those of the leads that became customers, by the key that they have among the leads.
    Customers,
}

impl Kind {
    pub const ALL: [Self; 6] =
        [Self::Members, Self::Products, Self::Accounts, Self::Leads, Self::Deals, Self::Customers];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Members => "members",
            Self::Products => "products",
            Self::Accounts => "accounts",
            Self::Leads => "leads",
            Self::Deals => "deals",
            Self::Customers => "customers",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// Its rows are deals, or come to some.
    pub const fn has_deals(self) -> bool {
        matches!(self, Self::Deals | Self::Customers)
    }

    /// Everything that a column of such a file can be read as.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Members => &[Field::Name, Field::Email, Field::Manager, Field::Team],
            Self::Products => &[Field::Name, Field::Code, Field::Family, Field::Price, Field::Currency],
            Self::Accounts => &[
                Field::Name,
                Field::Id,
                Field::Domain,
                Field::BusinessRegNo,
                Field::Industry,
                Field::Employees,
                Field::Revenue,
                Field::Region,
                Field::Owner,
                Field::Parent,
                Field::About,
            ],
            Self::Leads => &[
                Field::Name,
                Field::Id,
                Field::Account,
                Field::Title,
                Field::Email,
                Field::Phone,
                Field::Created,
                Field::Source,
                Field::LandingPage,
                Field::Campaign,
                Field::Medium,
                Field::Content,
                Field::Owner,
                Field::About,
            ],
            Self::Customers => &[
                Field::Id,
                Field::Name,
                Field::Account,
                Field::Sdr,
                Field::Owner,
                Field::Closed,
                Field::Amount,
                Field::Currency,
                Field::Product,
                Field::Pipeline,
                Field::Reason,
                Field::About,
            ],
            Self::Deals => &[
                Field::Name,
                Field::Id,
                Field::Account,
                Field::Owner,
                Field::Product,
                Field::Pipeline,
                Field::Stage,
                Field::Status,
                Field::Created,
                Field::Closed,
                Field::ExpectedClose,
                Field::Amount,
                Field::Currency,
                Field::Reason,
                Field::NextStep,
                Field::About,
            ],
        }
    }

    /// Of each of these sets one column must be there, or the rows say too little.
    pub const fn needs(self) -> &'static [&'static [Field]] {
        match self {
            Self::Members | Self::Accounts => &[&[Field::Name]],
            Self::Products => &[&[Field::Name], &[Field::Price]],
            Self::Leads => &[
                &[Field::Name, Field::Id, Field::Email, Field::Phone],
                &[Field::Created, Field::Source, Field::LandingPage, Field::Email, Field::Phone],
            ],
            Self::Customers => &[&[Field::Id], &[Field::Closed]],
            Self::Deals => &[
                &[Field::Name, Field::Id, Field::Account, Field::Product],
                &[Field::Stage, Field::Status, Field::Amount, Field::Closed, Field::ExpectedClose],
            ],
        }
    }
}

/// What a column means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Name,
    /// The key that the row had where it came from.
    Id,
    Email,
    Manager,
    Team,
    Code,
    Family,
    Price,
    Currency,
    Domain,
    BusinessRegNo,
    Industry,
    Employees,
    /// What a company takes in a year.
    Revenue,
    Region,
    Owner,
    Parent,
    About,
    Account,
    Product,
    Pipeline,
    Stage,
    /// Open, won or lost, where a file says so apart from the stage.
    Status,
    /// The day a deal began.
    Created,
    /// The day it was won or lost; of an open deal, the day that is expected.
    Closed,
    ExpectedClose,
    Amount,
    /// Why it was won or lost.
    Reason,
    NextStep,
    Title,
    Phone,
    /// What brought them: a channel, a fair, whoever sent them.
    Source,
    Medium,
    Campaign,
    Content,
    LandingPage,
    /// Who qualified them.
    Sdr,
}

impl Field {
    const ALL: [Self; 37] = [
        Self::Name,
        Self::Id,
        Self::Email,
        Self::Manager,
        Self::Team,
        Self::Code,
        Self::Family,
        Self::Price,
        Self::Currency,
        Self::Domain,
        Self::BusinessRegNo,
        Self::Industry,
        Self::Employees,
        Self::Revenue,
        Self::Region,
        Self::Owner,
        Self::Parent,
        Self::About,
        Self::Account,
        Self::Product,
        Self::Pipeline,
        Self::Stage,
        Self::Status,
        Self::Created,
        Self::Closed,
        Self::ExpectedClose,
        Self::Amount,
        Self::Reason,
        Self::NextStep,
        Self::Title,
        Self::Phone,
        Self::Source,
        Self::Medium,
        Self::Campaign,
        Self::Content,
        Self::LandingPage,
        Self::Sdr,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Id => "id",
            Self::Email => "email",
            Self::Manager => "manager",
            Self::Team => "team",
            Self::Code => "code",
            Self::Family => "family",
            Self::Price => "price",
            Self::Currency => "currency",
            Self::Domain => "domain",
            Self::BusinessRegNo => "business_reg_no",
            Self::Industry => "industry",
            Self::Employees => "employees",
            Self::Revenue => "revenue",
            Self::Region => "region",
            Self::Owner => "owner",
            Self::Parent => "parent",
            Self::About => "about",
            Self::Account => "account",
            Self::Product => "product",
            Self::Pipeline => "pipeline",
            Self::Stage => "stage",
            Self::Status => "status",
            Self::Created => "created",
            Self::Closed => "closed",
            Self::ExpectedClose => "expected_close",
            Self::Amount => "amount",
            Self::Reason => "reason",
            Self::NextStep => "next_step",
            Self::Title => "title",
            Self::Phone => "phone",
            Self::Source => "source",
            Self::Medium => "medium",
            Self::Campaign => "campaign",
            Self::Content => "content",
            Self::LandingPage => "landing_page",
            Self::Sdr => "sdr",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// May several columns mean this? Notes are put together; of several days (won on, lost on) the
    /// first that is there counts.
    pub const fn may_repeat(self) -> bool {
        matches!(self, Self::About | Self::Closed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_found_by_its_code() {
        for kind in Kind::ALL {
            assert_eq!(Kind::of_code(kind.code()), Some(kind));
            for field in kind.fields() {
                assert_eq!(Field::of_code(field.code()), Some(*field));
            }
            assert!(kind.needs().iter().flat_map(|it| it.iter()).all(|it| kind.fields().contains(it)));
        }
    }
}
