//! A deal: a sales opportunity with an amount, a stage, an owner and a next step.

use super::{StageKind, board::Card};
use crate::{
    AccountId, ActId, Currency, DealId, Key, MemberId, Money, PersonId, Problem, Refusal, StageId, TagId,
    Why,
    accounts::{Problems, optional_id},
    products::DealLine,
    text,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Everything about one deal that its page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deal {
    pub card: Card,
    pub kind: StageKind,
    pub person: Option<PersonId>,
    pub person_name: Option<String>,
    /// Overrides the stage's probability, in percent.
    pub probability: Option<u8>,
    /// How often its expected close was put later.
    pub close_date_moves: i32,
    pub about: String,
    pub close_reason: Option<String>,
    pub lost_to: Option<String>,
    pub hold_until: Option<NaiveDate>,
    pub closed_at: Option<DateTime<Utc>>,
    pub tags: Vec<TagId>,
    pub lines: Vec<DealLine>,
    pub created_at: DateTime<Utc>,
}

impl Deal {
    pub const fn key(&self) -> Key {
        Key::deal(self.card.number)
    }
}

/// What somebody typed about a deal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DealForm {
    pub name: String,
    pub account: String,
    /// The name or key of a known account; used when `account` is empty.
    pub account_name: String,
    pub person: String,
    pub amount: String,
    pub currency: String,
    pub probability: String,
    pub expected_close: String,
    pub owner: String,
    pub next_step: String,
    pub next_step_due: String,
    pub about: String,
}

/// A deal's fields after the door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DealFields {
    pub name: String,
    pub account: Option<AccountId>,
    pub person: Option<PersonId>,
    pub amount: Option<Money>,
    pub currency: Currency,
    pub probability: Option<u8>,
    pub expected_close: Option<NaiveDate>,
    pub owner: Option<MemberId>,
    pub next_step: Option<String>,
    pub next_step_due: Option<NaiveDate>,
    pub about: String,
}

impl DealForm {
    /// The form as it stands for a deal before anybody types.
    pub fn of(deal: &Deal) -> Self {
        let card = &deal.card;
        let text = |it: Option<&dyn std::fmt::Display>| it.map_or(String::new(), ToString::to_string);
        Self {
            name: card.name.clone(),
            account: text(card.account.as_ref().map(|it| it as _)),
            account_name: String::new(),
            person: text(deal.person.as_ref().map(|it| it as _)),
            amount: card.amount().map(Money::digits).unwrap_or_default(),
            currency: card.currency.code().to_owned(),
            probability: text(deal.probability.as_ref().map(|it| it as _)),
            expected_close: text(card.expected_close.as_ref().map(|it| it as _)),
            owner: text(card.owner.as_ref().map(|it| it as _)),
            next_step: card.next_step.clone().unwrap_or_default(),
            next_step_due: text(card.next_step_due.as_ref().map(|it| it as _)),
            about: deal.about.clone(),
        }
    }

    pub fn check(&self) -> Result<DealFields, Vec<Problem>> {
        let mut problems = Problems::default();
        let currency =
            problems.take(self.currency.parse().map_err(|_| Problem::new("currency", Why::Unknown)));
        let amount = problems.take(text::optional_amount("amount", &self.amount, currency));
        if amount.is_some_and(|it| it.minor < 0) {
            problems.add(Problem::new("amount", Why::OutOfRange(0, crate::money::LARGEST_MINOR)));
        }
        let probability = problems.take(text::optional_number("probability", &self.probability, 0, 100));
        let fields = DealFields {
            name: problems.take(text::name("name", &self.name)),
            account: problems.take(optional_id("account", &self.account)),
            person: problems.take(optional_id("person", &self.person)),
            amount,
            currency,
            probability: probability.and_then(|it| u8::try_from(it).ok()),
            expected_close: problems.take(text::optional_day("expected_close", &self.expected_close)),
            owner: problems.take(optional_id("owner", &self.owner)),
            next_step: problems.take(text::optional_name("next_step", &self.next_step)),
            next_step_due: problems.take(text::optional_day("next_step_due", &self.next_step_due)),
            about: problems.take(text::note("about", &self.about)),
        };
        problems.or(fields)
    }
}

/// A deal about to be made. The id is minted where it is typed, so that a repeated send makes one deal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewDeal {
    pub id: String,
    pub pipeline: String,
    /// Empty: the pipeline's first stage.
    pub stage: String,
    /// The name of an account that need not exist yet; used when `account` in the form is empty.
    pub account_name: String,
    pub name: String,
    pub account: String,
    pub person: String,
    pub amount: String,
    /// What the amount was said in. A deal begins in its pipeline's currency, so any other is refused; empty is that.
    pub currency: String,
    pub probability: String,
    pub expected_close: String,
    pub owner: String,
    pub next_step: String,
    pub next_step_due: String,
    pub about: String,
}

/// The wish to put a deal somewhere: into another stage, or elsewhere in its column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// Minted by whoever wishes it. The same act is done once, however often it is sent.
    pub act: ActId,
    pub deal: DealId,
    /// The version of the deal that the mover saw. Only an undo insists on it; a move insists on `from`.
    pub version: i32,
    /// Where the mover saw it. If it stands elsewhere by now, somebody was faster.
    pub from: StageId,
    pub to: StageId,
    /// The card it should stand below; none at the top.
    pub above: Option<DealId>,
    /// The card it should stand above; none at the end.
    pub below: Option<DealId>,
    /// Why it is won, lost, held, goes back, or passes a gate.
    pub closing: Option<Closing>,
    /// Takes back an act of the same member instead of being one of its own.
    pub undo: bool,
}

/// What leaving the open stages, going back in them, or passing a gate that says no, needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Closing {
    pub reason: String,
    /// Why it may go although a gate says no, from somebody who may say so.
    pub override_reason: String,
    pub lost_to: String,
    pub hold_until: String,
}

/// What is kept of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closed {
    pub reason: Option<String>,
    pub lost_to: Option<String>,
    pub hold_until: Option<NaiveDate>,
}

/// What a deal needs to enter a stage of this kind: won and lost a reason, on hold a reason and a day
/// to come back that is not past. Open stages ask nothing of this sort.
pub fn closing(kind: StageKind, given: Option<&Closing>, today: NaiveDate) -> Result<Closed, Refusal> {
    let Some(ending) = kind.ending() else { return Ok(Closed::default()) };
    let Some(given) = given else { return Err(Refusal::ReasonNeeded(ending)) };
    let mut problems = Problems::default();
    let closed = Closed {
        reason: problems.take(text::name("reason", &given.reason).map(Some)),
        lost_to: problems.take(text::optional_name("lost_to", &given.lost_to)),
        hold_until: problems.take(text::optional_day("hold_until", &given.hold_until)),
    };
    if kind == StageKind::Hold && closed.hold_until.is_none_or(|day| day < today) {
        problems.add(Problem::new("hold_until", Why::Missing));
    }
    problems.or(closed).map_err(Refusal::Invalid)
}

/// Why a deal goes back to an earlier stage, in a pipeline that asks.
pub fn why_back(given: Option<&Closing>) -> Result<String, Refusal> {
    match given.map(|it| it.reason.trim()) {
        None | Some("") => Err(Refusal::WhyBack),
        Some(reason) => Ok(text::name("reason", reason)?),
    }
}

/// The probability that counts for a deal, in percent: its own, or its stage's.
/// A lost deal counts nothing, a won one fully, a held one is out of the forecast.
pub fn probability(kind: StageKind, stage: u8, own: Option<u8>) -> u8 {
    match kind {
        StageKind::Open => own.unwrap_or(stage).min(100),
        StageKind::Won => 100,
        StageKind::Lost | StageKind::Hold => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::refusal::Ending;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
    }

    #[test]
    fn a_lost_deal_adds_zero_to_the_forecast() {
        assert_eq!(probability(StageKind::Lost, 80, Some(90)), 0);
        assert_eq!(probability(StageKind::Won, 0, Some(10)), 100);
        assert_eq!(probability(StageKind::Hold, 60, None), 0);
    }

    #[test]
    fn weighted_amount_uses_the_stage_or_the_override() {
        assert_eq!(probability(StageKind::Open, 40, None), 40);
        assert_eq!(probability(StageKind::Open, 40, Some(75)), 75);
    }

    #[test]
    fn winning_losing_and_holding_ask_why() {
        assert_eq!(closing(StageKind::Won, None, today()), Err(Refusal::ReasonNeeded(Ending::Won)));
        assert_eq!(closing(StageKind::Open, None, today()), Ok(Closed::default()));
        let blank = Closing::default();
        assert_eq!(
            closing(StageKind::Lost, Some(&blank), today()),
            Err(Problem::new("reason", Why::Missing).into())
        );
    }

    #[test]
    fn a_deal_on_hold_comes_back_on_a_day_that_is_not_past() {
        let until =
            |day: &str| Closing {
                reason: "예산 동결".into(), hold_until: day.into(), ..Default::default()
            };
        assert!(closing(StageKind::Hold, Some(&until("2027-01-04")), today()).is_ok());
        assert!(closing(StageKind::Hold, Some(&until("2026-11-22")), today()).is_err());
        assert!(closing(StageKind::Hold, Some(&until("")), today()).is_err());
    }

    #[test]
    fn an_amount_below_zero_is_refused() {
        let form =
            DealForm { name: "x".into(), currency: "KRW".into(), amount: "-1".into(), ..Default::default() };
        assert!(form.check().is_err());
    }
}
