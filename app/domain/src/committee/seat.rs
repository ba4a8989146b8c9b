//! A seat: one person in one role, where they stand, and what proves it.

use crate::activities::ActivityKind;
use crate::frameworks::Evidence;
use crate::{AccountId, ActivityId, DealId, MemberId, PersonId, RelationId, SeatId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// The most that somebody's word can weigh.
pub const MOST_INFLUENCE: i16 = 3;

macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($one:ident = $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($one,)+ }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$one,)+];

            pub const fn code(self) -> &'static str {
                match self { $(Self::$one => $code,)+ }
            }

            pub fn of_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.code() == code)
            }
        }
    };
}

coded! {
    /// What somebody is to the purchase. One person may be several.
    Role {
        Champion = "champion",
        EconomicBuyer = "economic_buyer",
        DecisionMaker = "decision_maker",
        TechnicalEvaluator = "technical_evaluator",
        User = "user",
        Influencer = "influencer",
        LegalProcurement = "legal_procurement",
        Blocker = "blocker",
        Coach = "coach",
    }
}

coded! {
    /// What a champion did for us; nothing less proves one.
    Act {
        Introduced = "introduced",
        Shared = "shared",
        Gave = "gave",
        Argued = "argued",
    }
}

coded! {
    /// How one person of the committee stands to another.
    RelationKind {
        ReportsTo = "reports_to",
        Influences = "influences",
        Allied = "allied",
        Opposes = "opposes",
    }
}

/// A seat as gates and risks ask for it. It travels with cards, so it is kept small.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "ShortHeld", into = "ShortHeld")]
pub struct Held {
    /// Of two who are one human being, the one that lives.
    pub person: PersonId,
    pub role: Role,
    /// By an act that is on record.
    pub proven: bool,
    /// The last day they were reached.
    pub touched: Option<NaiveDate>,
    /// They left the company.
    pub left: bool,
    /// The day since which they are known to have a say.
    pub since: NaiveDate,
}

type ShortHeld = (PersonId, Role, bool, Option<NaiveDate>, bool, NaiveDate);

impl From<ShortHeld> for Held {
    fn from((person, role, proven, touched, left, since): ShortHeld) -> Self {
        Self { person, role, proven, touched, left, since }
    }
}

impl From<Held> for ShortHeld {
    fn from(it: Held) -> Self {
        (it.person, it.role, it.proven, it.touched, it.left, it.since)
    }
}

/// Whoever sits twice in a role, as two records that are one human being do, sits there once: with all that is known of
/// either seat.
pub fn once(held: &[Held]) -> Vec<Held> {
    let mut all: Vec<Held> = Vec::with_capacity(held.len());
    for it in held {
        match all.iter_mut().find(|known| (known.person, known.role) == (it.person, it.role)) {
            Some(known) => {
                known.proven |= it.proven;
                known.touched = known.touched.max(it.touched);
                known.left &= it.left;
                known.since = known.since.min(it.since);
            }
            None => all.push(it.clone()),
        }
    }
    all.sort_by_key(|it| (it.role, it.person));
    all
}

/// How many people hold a role as a gate means it: who left holds none, and a champion who is not proven is none.
pub fn held_by(held: &[Held], role: Role, touched: bool) -> usize {
    let counts = |it: &Held| {
        it.role == role
            && !it.left
            && (role != Role::Champion || it.proven)
            && (!touched || it.touched.is_some())
    };
    once(held).iter().filter(|it| counts(it)).count()
}

/// What proves a champion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proven {
    pub act: Act,
    pub activity: ActivityId,
    pub kind: ActivityKind,
    pub body: String,
    pub on: NaiveDate,
}

/// One person in one role, as the deal's page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    pub id: SeatId,
    /// The deal's version that it made: whoever writes over it says which one they saw.
    pub version: i32,
    pub person: PersonId,
    pub name: String,
    pub title: Option<String>,
    pub role: Role,
    /// −2 against it to 2 for it.
    pub stance: i16,
    /// 0 to 3.
    pub influence: i16,
    pub goals: String,
    pub concerns: String,
    pub persuaded_by: String,
    pub proven: Option<Proven>,
    pub touched: Option<NaiveDate>,
    /// The day they left the company that buys.
    pub left_on: Option<NaiveDate>,
    /// Where they work now, when that is elsewhere.
    pub now_at: Option<String>,
    pub since: NaiveDate,
    pub by: Option<MemberId>,
    pub at: DateTime<Utc>,
}

impl Seat {
    pub fn held(&self) -> Held {
        Held {
            person: self.person,
            role: self.role,
            proven: self.proven.is_some(),
            touched: self.touched,
            left: self.left_on.is_some(),
            since: self.since,
        }
    }

    /// A champion of whom nothing proves it yet.
    pub fn is_candidate(&self) -> bool {
        self.role == Role::Champion && self.proven.is_none()
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    pub id: RelationId,
    pub from: PersonId,
    pub to: PersonId,
    pub kind: RelationKind,
}

/// The committee of a deal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Committee {
    pub deal: DealId,
    pub account: Option<AccountId>,
    pub seats: Vec<Seat>,
    pub relations: Vec<Relation>,
    /// What was done on the deal lately, newest first: any of it may prove a champion.
    pub evidence: Vec<Evidence>,
    pub today: NaiveDate,
}

impl Committee {
    pub fn held(&self) -> Vec<Held> {
        once(&self.seats.iter().map(Seat::held).collect::<Vec<_>>())
    }

    /// Everybody who has a seat, once, with their first one.
    pub fn people(&self) -> Vec<&Seat> {
        let mut people: Vec<&Seat> = vec![];
        for seat in &self.seats {
            if people.iter().all(|it| it.person != seat.person) {
                people.push(seat);
            }
        }
        people
    }

    pub fn name(&self, person: PersonId) -> Option<&str> {
        self.seats.iter().find(|it| it.person == person).map(|it| it.name.as_str())
    }
}

/// A company where somebody worked before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct Former {
    pub account: AccountId,
    pub name: String,
    pub left_on: NaiveDate,
}
