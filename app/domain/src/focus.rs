//! The member's day: what must not be dropped, in the order to do it, and what comes next.

mod whose;

pub use whose::{Of, leads_everybody};

use crate::activities::{Subject, rotting};
use crate::calendar::{Due, Workday, due};
use crate::pipeline::{StageKind, Totals};
use crate::{DealId, MemberId, Money, TaskId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use uuid::Uuid;

/// How many days ahead the day already shows.
pub const SOON_DAYS: i64 = 7;

/// How many lines of a part are shown before somebody asks for all.
pub const SHOWN: usize = 20;

/// One line of the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Focus {
    pub what: What,
    /// The day it is due; none for what has no day.
    pub due: Option<NaiveDate>,
    /// For how many business days the deal's customer has not been reached, if that is too long.
    pub quiet: Option<i64>,
    pub deal: Option<FocusDeal>,
    /// The record it is about; none for a task of one's own.
    pub about: Option<Subject>,
    /// The account it is about, else the person.
    pub with: Option<String>,
    /// Whose it is to do.
    pub owner: MemberId,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    Task {
        id: TaskId,
        version: i32,
        title: String,
    },
    NextStep {
        step: String,
    },
    /// Reach the customer again. The next step, if one is planned for later.
    Rotting {
        step: Option<String>,
    },
    /// The day until which the deal was put on hold has come.
    HoldEnds {
        reason: Option<String>,
    },
}

/// As much of a deal as a line says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FocusDeal {
    pub id: DealId,
    pub number: i32,
    pub version: i32,
    pub name: String,
    pub amount: Option<Money>,
    pub stage_ko: String,
    pub stage_en: String,
    /// The last day the customer was reached.
    pub last_on: NaiveDate,
}

/// What decides whether a deal is in its owner's day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DealFacts {
    pub deal: FocusDeal,
    pub owner: MemberId,
    pub account_name: Option<String>,
    pub kind: StageKind,
    pub rot_days: Option<u16>,
    pub next_step: Option<String>,
    pub next_step_due: Option<NaiveDate>,
    pub hold_until: Option<NaiveDate>,
    pub close_reason: Option<String>,
}

/// The day, in two parts, each in the order to do it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// Overdue, due today, or rotting.
    pub must: Vec<Focus>,
    /// Due within the next days, or whenever there is time.
    pub next: Vec<Focus>,
}

/// What a member's home page says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Today {
    pub now: DateTime<Utc>,
    /// In the workspace's zone.
    pub today: NaiveDate,
    pub day: Day,
    /// What the member won this month.
    pub won: Totals,
    /// The member's open deals.
    pub open: Totals,
    pub week: Week,
}

/// What happened to the member's deals since Monday, each deal counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct Week {
    pub new: i64,
    /// Stand in a later open stage than on Monday, or than where they began since.
    pub forward: i64,
    pub won: i64,
    pub lost: i64,
}

/// How much something presses. The order is the order of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    Overdue,
    Today,
    Rotting,
    Soon,
    Someday,
}

impl Focus {
    /// Tells lines apart: a deal has one line at most, and so has a task.
    pub fn key(&self) -> Uuid {
        match (&self.what, &self.deal) {
            (What::Task { id, .. }, _) => id.0,
            (_, Some(deal)) => deal.id.0,
            (_, None) => Uuid::nil(),
        }
    }

    pub fn urgency(&self, today: NaiveDate) -> Urgency {
        match self.due.map(|day| due(day, today)) {
            Some(Due::Overdue(_)) => Urgency::Overdue,
            Some(Due::Today) => Urgency::Today,
            _ if self.quiet.is_some() => Urgency::Rotting,
            Some(Due::Later(_)) => Urgency::Soon,
            None => Urgency::Someday,
        }
    }

    fn amount(&self) -> Option<Money> {
        self.deal.as_ref().and_then(|it| it.amount)
    }
}

/// The line of an open or held deal in its owner's day, if it needs one. A deal has one line: a step
/// that is due says more than that the deal rots.
pub fn of_deal(facts: DealFacts, on: Workday<'_>) -> Option<Focus> {
    let today = on.today;
    let DealFacts { deal, owner, account_name: with, .. } = facts;
    let about = Some(Subject::Deal(deal.id));
    let line = |what, due, quiet| {
        Some(Focus { what, due, quiet, deal: Some(deal.clone()), about, with: with.clone(), owner })
    };
    if facts.kind == StageKind::Hold {
        let ends = facts.hold_until.filter(|day| *day <= today)?;
        return line(What::HoldEnds { reason: facts.close_reason }, Some(ends), None);
    }
    if facts.kind != StageKind::Open {
        return None;
    }
    let quiet = rotting(deal.last_on, on, facts.rot_days);
    match (facts.next_step, facts.next_step_due.map(|day| (day, due(day, today)))) {
        (Some(step), Some((day, Due::Overdue(_) | Due::Today))) => {
            line(What::NextStep { step }, Some(day), quiet)
        }
        (step, later) if quiet.is_some() => {
            line(What::Rotting { step }, later.map(|it| it.0).filter(|day| *day > today), quiet)
        }
        (Some(step), Some((day, Due::Later(days)))) if days <= SOON_DAYS => {
            line(What::NextStep { step }, Some(day), None)
        }
        _ => None,
    }
}

/// Puts everything in the order to do it: what is overdue, then what is due today, then what rots, each
/// with the largest deals first and then the longest waiting; after that what comes next, day by day.
pub fn order(lines: Vec<Focus>, today: NaiveDate) -> Day {
    let (mut must, mut next): (Vec<_>, Vec<_>) =
        lines.into_iter().partition(|it| it.urgency(today) <= Urgency::Rotting);
    must.sort_by_cached_key(|it| (it.urgency(today), by_amount(it), waiting(it, today), it.key()));
    next.sort_by_cached_key(|it| (it.urgency(today), it.due, by_amount(it), it.key()));
    Day { must, next }
}

/// Largest first; what has no amount comes last. Different currencies cannot be compared, so each keeps
/// together.
fn by_amount(line: &Focus) -> impl Ord + use<> {
    match line.amount() {
        Some(amount) => (0, Some(amount.currency), Reverse(amount.minor)),
        None => (1, None, Reverse(0)),
    }
}

/// The longest waiting first: by days overdue, or by quiet days of a rotting deal.
fn waiting(line: &Focus, today: NaiveDate) -> Reverse<i64> {
    let overdue = line.due.map_or(0, |day| (today - day).num_days().max(0));
    Reverse(overdue.max(line.quiet.unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;
    use crate::calendar::Calendar;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn me() -> MemberId {
        MemberId(Uuid::nil())
    }

    fn monday() -> NaiveDate {
        day("2026-11-23")
    }

    /// The line on that Monday, if it has one.
    fn line_of(facts: DealFacts) -> Option<Focus> {
        of_deal(facts, Workday { today: monday(), calendar: &Calendar::default() })
    }

    fn deal(number: i32, amount: Option<i64>) -> FocusDeal {
        FocusDeal {
            id: DealId(Uuid::from_u128(u128::from(number.unsigned_abs()))),
            number,
            version: 1,
            name: format!("딜 {number}"),
            amount: amount.map(|minor| Money::new(minor, Currency::Krw)),
            stage_ko: "데모 완료".into(),
            stage_en: "Demo done".into(),
            last_on: day("2026-11-20"),
        }
    }

    fn facts(number: i32) -> DealFacts {
        DealFacts {
            deal: deal(number, Some(10)),
            owner: me(),
            account_name: None,
            kind: StageKind::Open,
            rot_days: Some(3),
            next_step: None,
            next_step_due: None,
            hold_until: None,
            close_reason: None,
        }
    }

    fn due_on(number: i32, amount: Option<i64>, on: &str) -> Focus {
        Focus {
            what: What::NextStep { step: "전화".into() },
            due: Some(day(on)),
            quiet: None,
            deal: Some(deal(number, amount)),
            about: None,
            with: None,
            owner: me(),
        }
    }

    fn rots(number: i32, amount: i64, quiet: i64) -> Focus {
        Focus {
            what: What::Rotting { step: None },
            due: None,
            quiet: Some(quiet),
            deal: Some(deal(number, Some(amount))),
            about: None,
            with: None,
            owner: me(),
        }
    }

    fn numbers(lines: &[Focus]) -> Vec<i32> {
        lines.iter().filter_map(|it| it.deal.as_ref()).map(|it| it.number).collect()
    }

    #[test]
    fn overdue_comes_first_then_today_then_rotting_each_by_amount() {
        let lines = vec![
            rots(6, 900, 9),
            due_on(4, Some(50), "2026-11-23"),
            due_on(2, Some(30), "2026-11-01"),
            due_on(1, Some(70), "2026-11-20"),
            due_on(3, None, "2026-10-01"),
            due_on(5, None, "2026-11-23"),
            rots(7, 20, 30),
        ];
        assert_eq!(numbers(&order(lines, monday()).must), [1, 2, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn of_equal_amounts_the_longest_waiting_comes_first() {
        let lines = vec![due_on(2, Some(5), "2026-11-20"), due_on(1, Some(5), "2026-11-02")];
        assert_eq!(numbers(&order(lines, monday()).must), [1, 2]);
        assert_eq!(numbers(&order(vec![rots(2, 5, 3), rots(1, 5, 8)], monday()).must), [1, 2]);
    }

    #[test]
    fn what_comes_next_is_ordered_by_day_and_what_has_no_day_comes_last() {
        let someday = Focus { due: None, ..due_on(3, Some(999), "2026-11-23") };
        let lines = vec![someday, due_on(2, Some(9), "2026-11-26"), due_on(1, Some(1), "2026-11-24")];
        let ordered = order(lines, monday());
        assert_eq!((ordered.must.len(), numbers(&ordered.next)), (0, vec![1, 2, 3]));
    }

    #[test]
    fn a_due_step_says_more_than_that_the_deal_rots() {
        let late = DealFacts {
            deal: FocusDeal { last_on: day("2026-11-02"), ..deal(1, Some(10)) },
            next_step: Some("견적 회신 확인".into()),
            next_step_due: Some(day("2026-11-20")),
            ..facts(1)
        };
        let line = line_of(late.clone()).expect("in the day");
        assert_eq!(line.what, What::NextStep { step: "견적 회신 확인".into() });
        assert_eq!((line.quiet, line.urgency(monday())), (Some(15), Urgency::Overdue));

        let planned = DealFacts { next_step_due: Some(day("2026-11-25")), ..late };
        let line = line_of(planned).expect("in the day");
        assert_eq!(line.what, What::Rotting { step: Some("견적 회신 확인".into()) });
        assert_eq!((line.due, line.urgency(monday())), (Some(day("2026-11-25")), Urgency::Rotting));
    }

    #[test]
    fn a_fresh_deal_waits_for_its_step_and_shows_it_a_week_ahead() {
        let step = |on: &str| DealFacts {
            next_step: Some("계약서 발송".into()),
            next_step_due: Some(day(on)),
            ..facts(1)
        };
        let urgency = |on| line_of(step(on)).map(|it| it.urgency(monday()));
        assert_eq!(urgency("2026-11-23"), Some(Urgency::Today));
        assert_eq!(urgency("2026-11-30"), Some(Urgency::Soon));
        assert_eq!(urgency("2026-12-01"), None);
        assert_eq!(line_of(facts(1)), None);
    }

    #[test]
    fn a_held_deal_comes_back_on_its_day_and_a_decided_one_never() {
        let held =
            |until: &str| DealFacts { kind: StageKind::Hold, hold_until: Some(day(until)), ..facts(1) };
        assert!(line_of(held("2026-11-24")).is_none());
        let line = line_of(held("2026-11-23")).expect("in the day");
        assert_eq!(
            (line.what.clone(), line.urgency(monday())),
            (What::HoldEnds { reason: None }, Urgency::Today)
        );

        let rotten = FocusDeal { last_on: day("2026-01-02"), ..deal(1, Some(10)) };
        for kind in [StageKind::Won, StageKind::Lost] {
            assert!(line_of(DealFacts { kind, deal: rotten.clone(), ..facts(1) }).is_none());
        }
    }

    proptest! {
        #[test]
        fn the_order_does_not_depend_on_how_the_lines_came(
            lines in prop::collection::vec((1i32..40, prop::option::of(0i64..4), -9i64..9, 0i64..4), 0..25),
            turn in 0usize..25,
        ) {
            let lines: Vec<_> = lines.into_iter().enumerate().map(|(at, (_, amount, days, quiet))| Focus {
                what: What::NextStep { step: String::new() },
                due: (days != 0).then(|| monday() + chrono::Duration::days(days)),
                quiet: (quiet > 2).then_some(quiet),
                deal: Some(deal(i32::try_from(at).expect("few"), amount)),
                about: None,
                with: None,
                owner: me(),
            }).collect();
            let mut turned = lines.clone();
            turned.rotate_left(turn.min(lines.len()));
            let ordered = order(lines, monday());
            prop_assert_eq!(&ordered, &order(turned, monday()));
            prop_assert!(ordered.must.is_sorted_by_key(|it| it.urgency(monday())));
        }
    }
}
