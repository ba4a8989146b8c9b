//! What gates ask about, as Baton has it on record. It travels with every card, so it is kept small.

use super::{Activity, Field, MOST};
use crate::activities::{ActivityKind, Outcome};
use crate::calendar::Workday;
use crate::committee::Held;
use crate::frameworks::Known;
use crate::icp::Tier;
use crate::pipeline::Card;
use chrono::{Duration, NaiveDate};
use serde::{Deserialize, Serialize};

/// Every fact of a deal that a gate can ask for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    pub account: bool,
    pub owner: bool,
    /// More than zero.
    pub amount: bool,
    pub expected_close: Option<NaiveDate>,
    pub next_step: bool,
    pub next_step_due: Option<NaiveDate>,
    pub story: Story,
}

/// What a card does not show by itself. But for its committee empty in a pipeline without gates, where nobody asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Story {
    /// Has a main contact.
    #[serde(skip_serializing_if = "is_not")]
    pub person: bool,
    #[serde(skip_serializing_if = "is_not")]
    pub about: bool,
    /// Has products.
    #[serde(skip_serializing_if = "is_not")]
    pub products: bool,
    /// How many different people it is about.
    pub people: u16,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub touches: Vec<Touch>,
    /// Of what the pipeline's gates ask.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub known: Vec<Known>,
    /// The tier of its account, where the pipeline's gates ask for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<Tier>,
    /// Its buying committee. Read without gates too: the card shows how well the deal is carried inside.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub committee: Vec<Held>,
}

// Serde hands fields over by reference.
#[expect(clippy::trivially_copy_pass_by_ref)]
const fn is_not(it: &bool) -> bool {
    !*it
}

/// The days on which something of one kind ended in one way, newest first, at most `MOST`. A day on which
/// it happened twice stands twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "ShortTouch", into = "ShortTouch")]
pub struct Touch {
    pub kind: ActivityKind,
    pub outcome: Option<Outcome>,
    pub days: Vec<NaiveDate>,
}

type ShortTouch = (ActivityKind, Option<Outcome>, Vec<NaiveDate>);

impl From<ShortTouch> for Touch {
    fn from((kind, outcome, days): ShortTouch) -> Self {
        Self { kind, outcome, days }
    }
}

impl From<Touch> for ShortTouch {
    fn from(touch: Touch) -> Self {
        (touch.kind, touch.outcome, touch.days)
    }
}

impl Story {
    /// The same after one more activity.
    pub fn touched(mut self, kind: ActivityKind, outcome: Option<Outcome>, day: NaiveDate) -> Self {
        let known = self.touches.iter_mut().find(|it| it.kind == kind && it.outcome == outcome);
        match known {
            Some(touch) => {
                let at = touch.days.partition_point(|it| *it > day);
                touch.days.insert(at, day);
                touch.days.truncate(usize::from(MOST));
            }
            None => self.touches.push(Touch { kind, outcome, days: vec![day] }),
        }
        self
    }
}

impl Facts {
    pub fn of(card: &Card) -> Self {
        Self {
            account: card.account.is_some(),
            owner: card.owner.is_some(),
            amount: card.amount_minor.is_some_and(|it| it > 0),
            expected_close: card.expected_close,
            next_step: card.next_step.is_some(),
            next_step_due: card.next_step_due,
            story: card.story.clone(),
        }
    }

    pub const fn has(&self, field: Field) -> bool {
        match field {
            Field::Account => self.account,
            Field::Person => self.story.person,
            Field::Owner => self.owner,
            Field::Amount => self.amount,
            Field::ExpectedClose => self.expected_close.is_some(),
            Field::NextStep => self.next_step,
            Field::About => self.story.about,
            Field::Products => self.story.products,
        }
    }

    pub(super) fn done(&self, asked: &Activity, today: NaiveDate) -> bool {
        let since = asked.within_days.and_then(|days| today.checked_sub_signed(Duration::days(days.into())));
        let fits =
            |it: &&Touch| it.kind == asked.kind && asked.outcome.is_none_or(|out| it.outcome == Some(out));
        let days = self.story.touches.iter().filter(fits).flat_map(|it| &it.days);
        let often = days.filter(|day| since.is_none_or(|since| **day >= since)).count();
        often >= usize::from(asked.count)
    }

    pub(super) fn steps_within(&self, days: u16, on: Workday<'_>) -> bool {
        let due = self.next_step_due.filter(|due| self.next_step && *due >= on.today);
        due.is_some_and(|due| on.calendar.is_within(on.today, due, days))
    }
}
