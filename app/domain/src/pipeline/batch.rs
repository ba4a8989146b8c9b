//! Several deals worked in one go: moved, given to somebody, labelled. Each is judged by itself, as if it were the
//! only one; what each came to is one report.

use super::deal::Closing;
use super::gate::{Door, Facts, asks_why_back, judge};
use super::{Card, Verdict};
use crate::calendar::Workday;
use crate::{ActId, DealId, MemberId, Problem, Refusal, StageId, Why};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// As many deals as one batch takes.
pub const MOST: usize = 200;

/// What somebody wishes for several deals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// Minted by whoever wishes it. The same batch is done once, however often it is sent.
    pub act: ActId,
    /// In the order in which they are to stand.
    pub deals: Vec<Picked>,
    pub work: Work,
}

/// A deal as the asker saw it. If it is another by now, somebody was faster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picked {
    pub deal: DealId,
    pub stage: StageId,
    pub owner: Option<MemberId>,
}

/// What is done to each of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Work {
    Move {
        to: StageId,
        /// Where they were put down. None: at the top, and those that stand there already stay where they are.
        slot: Option<Slot>,
        /// Why they are won, lost, held, or go back: the same for all.
        closing: Option<Closing>,
    },
    Give {
        owner: MemberId,
    },
    Tag {
        name: String,
    },
}

/// A gap between two cards; none of them is in the batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    pub above: Option<DealId>,
    pub below: Option<DealId>,
}

impl Picked {
    pub const fn of(card: &Card) -> Self {
        Self { deal: card.id, stage: card.stage, owner: card.owner }
    }
}

impl Batch {
    /// Some deals, and not too many.
    pub fn check(&self) -> Result<(), Problem> {
        if (1..=MOST).contains(&self.deals.len()) {
            return Ok(());
        }
        let most = i64::try_from(MOST).unwrap_or(i64::MAX);
        Err(Problem::new("deals", Why::OutOfRange(1, most)))
    }
}

/// The act on one deal of a batch. Always the same one, so that it is known again when the batch is sent again.
pub fn act_on(batch: ActId, deal: DealId) -> ActId {
    ActId(Uuid::from_u128(batch.0.as_u128() ^ deal.0.as_u128()))
}

/// What becomes of a deal in a batch, or became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fate {
    Goes,
    /// It goes, and is asked why: back to an earlier stage.
    GoesBack,
    /// There is nothing to do.
    Stays,
    Refused(Refusal),
    /// Somebody was faster, and nothing is overwritten.
    Changed,
    /// It is not there, or not to be seen.
    Gone,
}

impl Fate {
    pub const fn passes(&self) -> bool {
        matches!(self, Self::Goes | Self::GoesBack)
    }
}

/// What the stages say to a deal that is to go from one of them to another, asked by somebody who `may` work it.
pub fn fate_of_move(
    doors: &[Door],
    facts: &Facts,
    (from, to): (StageId, StageId),
    may: bool,
    on: Workday<'_>,
) -> Fate {
    if !may {
        return Fate::Refused(Refusal::NotAllowed);
    }
    if from == to {
        return Fate::Stays;
    }
    let verdict: Verdict = judge(doors, facts, Some(from), to, on);
    if !verdict.passes() {
        Fate::Refused(Refusal::NotReady(verdict))
    } else if asks_why_back(doors, from, to) {
        Fate::GoesBack
    } else {
        Fate::Goes
    }
}

/// One deal of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub deal: DealId,
    pub fate: Fate,
}

/// What becomes of all of them, in the order in which they were asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub lines: Vec<Line>,
    /// The deals as they stand now.
    pub cards: Vec<Card>,
}

impl Report {
    /// Those that go.
    pub fn passing(&self) -> impl Iterator<Item = DealId> {
        self.lines.iter().filter(|it| it.fate.passes()).map(|it| it.deal)
    }

    /// Those that somebody has to look at before they can go. What is done already is none of them.
    pub fn held_up(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|it| !it.fate.passes() && it.fate != Fate::Stays)
    }

    pub fn stays(&self) -> usize {
        self.lines.iter().filter(|it| it.fate == Fate::Stays).count()
    }

    /// Is anybody asked why?
    pub fn asks_why(&self) -> bool {
        self.lines.iter().any(|it| it.fate == Fate::GoesBack)
    }

    pub fn card(&self, deal: DealId) -> Option<&Card> {
        self.cards.iter().find(|it| it.id == deal)
    }

    /// Why the whole batch is refused: there is nothing in it that the asker may touch.
    pub fn refusal(&self) -> Option<&Fate> {
        let closed = |it: &&Line| matches!(it.fate, Fate::Gone | Fate::Refused(Refusal::NotAllowed));
        let all_closed = self.lines.iter().all(|it| closed(&it));
        let forbidden = |it: &&Line| it.fate == Fate::Refused(Refusal::NotAllowed);
        let first = self.lines.iter().find(forbidden).or_else(|| self.lines.first());
        first.filter(|_| all_closed).map(|it| &it.fate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;
    use crate::pipeline::StageKind;
    use crate::pipeline::gate::{Field, Gate, Requirement};
    use chrono::NaiveDate;

    fn stage(number: u128) -> StageId {
        StageId(Uuid::from_u128(number))
    }

    fn deal(number: u128) -> DealId {
        DealId(Uuid::from_u128(number))
    }

    fn doors() -> Vec<Door> {
        let door = |number, entry| Door { stage: stage(number), kind: StageKind::Open, entry, exit: None };
        vec![door(1, None), door(2, Some(Gate::block(Requirement::FieldSet(Field::Amount)))), door(3, None)]
    }

    #[test]
    fn each_deal_is_judged_by_itself() {
        let calendar = Calendar::default();
        let on =
            Workday { today: NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day"), calendar: &calendar };
        let facts = |amount| Facts { amount, ..Facts::default() };
        let fate =
            |amount, from, to, may| fate_of_move(&doors(), &facts(amount), (stage(from), stage(to)), may, on);
        assert_eq!(fate(true, 1, 2, true), Fate::Goes);
        assert_eq!(fate(true, 3, 1, true), Fate::GoesBack);
        assert_eq!(fate(false, 2, 2, true), Fate::Stays);
        assert_eq!(fate(true, 1, 2, false), Fate::Refused(Refusal::NotAllowed));
        let Fate::Refused(Refusal::NotReady(verdict)) = fate(false, 1, 3, true) else {
            panic!("it may pass")
        };
        assert_eq!(verdict.count(), 1);
    }

    fn report(fates: Vec<Fate>) -> Report {
        let line = |(at, fate)| Line { deal: deal(at), fate };
        Report { lines: (1..).zip(fates).map(line).collect(), cards: vec![] }
    }

    #[test]
    fn a_report_says_who_goes_who_is_held_up_and_who_is_there_already() {
        let said = report(vec![Fate::Goes, Fate::Changed, Fate::Stays, Fate::GoesBack, Fate::Gone]);
        assert_eq!(said.passing().collect::<Vec<_>>(), [deal(1), deal(4)]);
        assert_eq!(said.held_up().map(|it| it.deal).collect::<Vec<_>>(), [deal(2), deal(5)]);
        assert_eq!((said.stays(), said.asks_why()), (1, true));
        assert!(!report(vec![Fate::Goes]).asks_why());
    }

    #[test]
    fn a_batch_of_which_nothing_may_be_touched_is_refused_as_a_whole() {
        let forbidden = || Fate::Refused(Refusal::NotAllowed);
        assert_eq!(report(vec![Fate::Gone, forbidden()]).refusal(), Some(&forbidden()));
        assert_eq!(report(vec![Fate::Gone, Fate::Gone]).refusal(), Some(&Fate::Gone));
        assert_eq!(report(vec![forbidden(), Fate::Changed]).refusal(), None);
        assert_eq!(report(vec![]).refusal(), None);
    }

    #[test]
    fn a_batch_has_some_deals_and_at_most_two_hundred() {
        let batch = |count| Batch {
            act: ActId(Uuid::from_u128(9)),
            deals: vec![Picked { deal: deal(1), stage: stage(1), owner: None }; count],
            work: Work::Tag { name: "x".into() },
        };
        assert!(batch(1).check().is_ok() && batch(MOST).check().is_ok());
        assert!(batch(0).check().is_err() && batch(MOST + 1).check().is_err());
    }

    #[test]
    fn each_deal_of_a_batch_has_an_act_of_its_own() {
        let (one, other) = (ActId(Uuid::from_u128(5)), ActId(Uuid::from_u128(6)));
        assert_eq!(act_on(one, deal(1)), act_on(one, deal(1)));
        assert_ne!(act_on(one, deal(1)), act_on(one, deal(2)));
        assert_ne!(act_on(one, deal(1)), act_on(other, deal(1)));
    }
}
