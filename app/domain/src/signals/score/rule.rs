//! What is counted: the rules by name, what each goes by, and which signals it is about. What they are worth stands in
//! the rules that hold.

use super::Seen;
use crate::signals::SignalKind;
use serde::{Deserialize, Serialize};

/// What a product rule stands for: without having felt the value, and without a reason to grow, nobody is qualified by
/// points alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    Value,
    Growth,
    Limit,
}

impl Class {
    pub const ALL: [Self; 3] = [Self::Value, Self::Growth, Self::Limit];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Growth => "growth",
            Self::Limit => "limit",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// What is counted, and when. Days are whole elapsed days of 24 hours. How much each is worth, and the figures it
/// goes by, stand in the rules that hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    Subscribed,
    ContentDownloaded,
    EventSignedUp,
    EventAttended,
    PricingSeen,
    /// So many visits within some days.
    ManyVisits,
    /// So many minutes or more.
    LongVisit,
    /// Anybody can get such an address: a property, which does not fade.
    FreeMail,
    Student,
    Competitor,
    Activated,
    Integrated,
    /// On so many of the last days.
    InUse,
    /// So many teammates or more were invited.
    TeamInvited,
    /// The last we heard is so much of the plan's limit or more.
    NearLimit,
    BillingSeen,
    /// One user alone, or nobody for some days.
    AloneOrGone,
}

impl Rule {
    pub const INTEREST: [Self; 10] = [
        Self::Subscribed,
        Self::ContentDownloaded,
        Self::EventSignedUp,
        Self::EventAttended,
        Self::PricingSeen,
        Self::ManyVisits,
        Self::LongVisit,
        Self::FreeMail,
        Self::Student,
        Self::Competitor,
    ];
    pub const PRODUCT: [Self; 7] = [
        Self::Activated,
        Self::Integrated,
        Self::InUse,
        Self::TeamInvited,
        Self::NearLimit,
        Self::BillingSeen,
        Self::AloneOrGone,
    ];

    /// By these it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Subscribed => "subscribed",
            Self::ContentDownloaded => "content_downloaded",
            Self::EventSignedUp => "event_signed_up",
            Self::EventAttended => "event_attended",
            Self::PricingSeen => "pricing_seen",
            Self::ManyVisits => "many_visits",
            Self::LongVisit => "long_visit",
            Self::FreeMail => "free_mail",
            Self::Student => "student",
            Self::Competitor => "competitor",
            Self::Activated => "activated",
            Self::Integrated => "integrated",
            Self::InUse => "in_use",
            Self::TeamInvited => "team_invited",
            Self::NearLimit => "near_limit",
            Self::BillingSeen => "billing_seen",
            Self::AloneOrGone => "alone_or_gone",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::INTEREST.into_iter().chain(Self::PRODUCT).find(|it| it.code() == code)
    }

    /// Does each time count, and less with every day? The others are true or not.
    pub const fn fades(self) -> bool {
        matches!(
            self,
            Self::Subscribed
                | Self::ContentDownloaded
                | Self::EventSignedUp
                | Self::EventAttended
                | Self::PricingSeen
                | Self::LongVisit
        )
    }

    /// What it takes at least, where it goes by a figure.
    pub const fn counts_up_to(self) -> Option<Figure> {
        match self {
            Self::ManyVisits => Some(Figure::Times),
            Self::LongVisit => Some(Figure::Minutes),
            Self::InUse => Some(Figure::Days),
            Self::TeamInvited => Some(Figure::People),
            Self::NearLimit => Some(Figure::Percent),
            _ => None,
        }
    }

    /// Does it look only at the last days?
    pub const fn looks_back(self) -> bool {
        matches!(self, Self::ManyVisits | Self::InUse | Self::AloneOrGone)
    }

    /// Does it speak against somebody? Its points are never above zero, and those of the others never below.
    pub const fn is_against(self) -> bool {
        matches!(self, Self::FreeMail | Self::Student | Self::Competitor | Self::AloneOrGone)
    }

    /// A property of the lead rather than something they did.
    pub const fn is_mark(self) -> bool {
        matches!(self, Self::FreeMail | Self::Student | Self::Competitor)
    }

    /// Does it stand for value, growth or a limit?
    pub fn has_class(self) -> bool {
        Self::PRODUCT.contains(&self) && !self.is_against()
    }

    /// The signals that it counts.
    pub(super) fn counts(self, it: &Seen, least: i64) -> bool {
        match self {
            Self::Subscribed => it.kind == SignalKind::Subscribed,
            Self::ContentDownloaded => it.kind == SignalKind::ContentDownloaded,
            Self::EventSignedUp => it.kind == SignalKind::EventSignedUp,
            Self::EventAttended => it.kind == SignalKind::EventAttended,
            Self::PricingSeen => it.kind == SignalKind::PricingSeen,
            Self::ManyVisits => it.kind == SignalKind::SiteVisited,
            Self::LongVisit => it.kind == SignalKind::SiteVisited && it.value.unwrap_or(0) >= least * 60,
            Self::Activated => it.kind == SignalKind::ActivationDone,
            Self::Integrated => it.kind == SignalKind::IntegrationConnected,
            Self::InUse | Self::AloneOrGone => it.kind == SignalKind::Active,
            Self::TeamInvited => it.kind == SignalKind::TeammatesInvited,
            Self::NearLimit => it.kind == SignalKind::LimitUsed,
            Self::BillingSeen => it.kind == SignalKind::BillingSeen,
            Self::FreeMail | Self::Student | Self::Competitor => false,
        }
    }
}

/// What the least of a rule is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    Times,
    Minutes,
    Days,
    People,
    Percent,
}

impl Figure {
    /// The largest that makes sense.
    pub const fn most(self) -> i64 {
        match self {
            Self::Times | Self::Days | Self::Percent => 100,
            Self::Minutes => 240,
            Self::People => 1_000,
        }
    }
}
