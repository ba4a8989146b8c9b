//! Signals: what customers do, as our site, our product and the tools around them report it. They say who might buy,
//! who has seen what the product is worth, and who falls silent. What members do is an activity.

mod arrival;
pub mod score;

use crate::{AccountId, PersonId, SignalId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use arrival::{AHEAD, BATCH_MAX, KEY_MAX, NewSignal, SignalForm, check_all};

/// Where a signal comes from, and what it speaks of: interest, use, an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    Marketing,
    Product,
    Sales,
}

impl Family {
    pub const ALL: [Self; 3] = [Self::Marketing, Self::Product, Self::Sales];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Marketing => "marketing",
            Self::Product => "product",
            Self::Sales => "sales",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    pub fn kinds(self) -> impl Iterator<Item = SignalKind> {
        SignalKind::ALL.into_iter().filter(move |it| it.family() == self)
    }
}

/// What the value of a signal counts, where it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Seconds,
    People,
    /// Of what the plan allows; more than all of it is possible.
    Percent,
}

impl Unit {
    /// The largest value that makes sense.
    pub const fn most(self) -> i64 {
        match self {
            Self::Seconds => 86_400,
            Self::People => 1_000_000,
            Self::Percent => 1_000,
        }
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $family:ident $kind:ident = $code:literal,)+) => {
        /// What somebody did. The kinds are those that qualification counts; what is special about one stands in its
        /// properties.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
        #[serde(rename_all = "snake_case")]
        pub enum SignalKind { $($(#[$doc])* $kind,)+ }

        impl SignalKind {
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$kind),+];

            pub const fn code(self) -> &'static str {
                match self { $(Self::$kind => $code,)+ }
            }

            pub const fn family(self) -> Family {
                match self { $(Self::$kind => Family::$family,)+ }
            }
        }
    };
}

kinds! {
    /// To the blog or newsletter.
    Marketing Subscribed = "subscribed",
    /// For which they left how to reach them.
    Marketing ContentDownloaded = "content_downloaded",
    /// A webinar, fair or conference.
    Marketing EventSignedUp = "event_signed_up",
    Marketing EventAttended = "event_attended",
    /// Its value is how long, in seconds.
    Marketing SiteVisited = "site_visited",
    Marketing PricingSeen = "pricing_seen",
    Marketing DemoRequested = "demo_requested",
    Marketing DemoUsed = "demo_used",
    /// A free plan was started, which by itself means nothing yet.
    Product SignedUp = "signed_up",
    /// The checklist with which one starts is done.
    Product ActivationDone = "activation_done",
    Product IntegrationConnected = "integration_connected",
    /// Its value is how many.
    Product TeammatesInvited = "teammates_invited",
    /// Somebody used the product on that day.
    Product Active = "active",
    /// Its value is how much of the plan's limit is used, in percent.
    Product LimitUsed = "limit_used",
    Product BillingSeen = "billing_seen",
    Product SubscriptionStarted = "subscription_started",
    Product PaymentSucceeded = "payment_succeeded",
    Sales Replied = "replied",
    Sales MeetingBooked = "meeting_booked",
    /// Somebody brought us together with somebody else.
    Sales Referred = "referred",
}

impl SignalKind {
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// What its value counts. None: it has no value.
    pub const fn unit(self) -> Option<Unit> {
        match self {
            Self::SiteVisited => Some(Unit::Seconds),
            Self::TeammatesInvited => Some(Unit::People),
            Self::LimitUsed => Some(Unit::Percent),
            _ => None,
        }
    }

    /// Does it say nothing without its value?
    pub const fn needs_value(self) -> bool {
        matches!(self, Self::TeammatesInvited | Self::LimitUsed)
    }
}

/// A name and what it says, such as `content` and `가격 가이드`.
pub type Property = (String, String);

/// A signal as it is on record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptSignal {
    pub id: SignalId,
    /// By which its sender knows it.
    pub key: String,
    pub kind: SignalKind,
    pub email: Option<String>,
    pub domain: Option<String>,
    pub value: Option<i64>,
    pub properties: Vec<Property>,
    /// When the customer did it.
    pub occurred_at: DateTime<Utc>,
    /// When we heard of it.
    pub received_at: DateTime<Utc>,
    /// Whose it is, by e-mail address.
    pub person: Option<Whose<PersonId>>,
    /// Whose it is, by the person or the domain.
    pub account: Option<Whose<AccountId>>,
}

/// A record that a signal was found to belong to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whose<Id> {
    pub id: Id,
    pub name: String,
    /// An account's short key counts up from one.
    pub number: Option<i32>,
}

/// Which signals somebody wants to see, of all that arrived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    pub family: Option<Family>,
    /// Only those that belong to nobody we know.
    pub unknown: bool,
    /// Below this one, the newest first.
    pub before: Option<crate::activities::Before>,
}

impl Wish {
    /// Reads the address's parameters; what is not understood asks for nothing.
    pub fn of_pairs<'a>(get: impl Fn(&str) -> Option<&'a str>) -> Self {
        Self {
            family: get("family").and_then(Family::of_code),
            unknown: get("who") == Some("unknown"),
            before: get("before").and_then(|it| it.parse().ok()),
        }
    }

    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let family = self.family.map(|it| ("family", it.code().to_owned()));
        let unknown = self.unknown.then(|| ("who", "unknown".to_owned()));
        let before = self.before.map(|it| ("before", it.to_string()));
        family.into_iter().chain(unknown).chain(before).collect()
    }
}

/// Some of the signals that arrived, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrived {
    pub now: DateTime<Utc>,
    pub signals: Vec<KeptSignal>,
    pub older: Option<crate::activities::Before>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_kind_is_known_by_its_code_and_belongs_to_a_family() {
        let codes: BTreeSet<_> = SignalKind::ALL.into_iter().map(SignalKind::code).collect();
        assert_eq!(codes.len(), SignalKind::ALL.len());
        for kind in SignalKind::ALL {
            assert_eq!(SignalKind::of_code(kind.code()), Some(kind));
            assert_eq!(serde_json::to_value(kind).ok(), Some(kind.code().into()), "the API says the same");
            assert!(kind.unit().is_some() || !kind.needs_value());
        }
        let of_families: usize = Family::ALL.into_iter().map(|it| it.kinds().count()).sum();
        assert_eq!(of_families, SignalKind::ALL.len());
    }

    #[test]
    fn a_wish_reads_back_what_it_says() {
        for (family, unknown) in [(None, false), (Some(Family::Product), true)] {
            let before =
                Some(crate::activities::Before { at: DateTime::UNIX_EPOCH, id: uuid::Uuid::from_u128(3) });
            let wish = Wish { family, unknown, before };
            let pairs = wish.pairs();
            let get = |name: &str| pairs.iter().find(|it| it.0 == name).map(|it| it.1.as_str());
            assert_eq!(Wish::of_pairs(get), wish);
        }
        assert_eq!(Wish::of_pairs(|_| Some("nonsense")), Wish::default());
    }
}
