//! In which order a day stands.

use super::*;
use crate::Currency;
use crate::calendar::Calendar;
use crate::exchange::Rate;
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
        risk: None,
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
    assert_eq!(numbers(&order(lines, monday(), &Rates::default()).must), [1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn amounts_of_different_currencies_are_compared_by_what_they_are_worth() {
    let usd = Rate { currency: Currency::Usd, e9: 1_385_200_000_000, on: day("2026-11-20") };
    let rates = Rates { base: Currency::Krw, newest: vec![usd] };
    let mut abroad = due_on(2, None, "2026-11-20");
    if let Some(deal) = &mut abroad.deal {
        deal.amount = Some(Money::new(100_000, Currency::Usd));
    }
    let lines =
        vec![due_on(3, Some(1_000_000), "2026-11-20"), abroad, due_on(1, Some(2_000_000), "2026-11-20")];
    assert_eq!(numbers(&order(lines, monday(), &rates).must), [1, 2, 3], "1,000 dollars are 1,385,200 won");
}

#[test]
fn of_equal_amounts_the_longest_waiting_comes_first() {
    let lines = vec![due_on(2, Some(5), "2026-11-20"), due_on(1, Some(5), "2026-11-02")];
    assert_eq!(numbers(&order(lines, monday(), &Rates::default()).must), [1, 2]);
    assert_eq!(numbers(&order(vec![rots(2, 5, 3), rots(1, 5, 8)], monday(), &Rates::default()).must), [1, 2]);
}

#[test]
fn what_comes_next_is_ordered_by_day_and_what_has_no_day_comes_last() {
    let someday = Focus { due: None, ..due_on(3, Some(999), "2026-11-23") };
    let lines = vec![someday, due_on(2, Some(9), "2026-11-26"), due_on(1, Some(1), "2026-11-24")];
    let ordered = order(lines, monday(), &Rates::default());
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
    let held = |until: &str| DealFacts { kind: StageKind::Hold, hold_until: Some(day(until)), ..facts(1) };
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
        let ordered = order(lines, monday(), &Rates::default());
        prop_assert_eq!(&ordered, &order(turned, monday(), &Rates::default()));
        prop_assert!(ordered.must.is_sorted_by_key(|it| it.urgency(monday())));
    }
}

#[test]
fn a_champion_who_falls_silent_must_not_be_dropped_and_a_buyer_comes_after_what_is_planned() {
    use crate::committee::RiskKind;
    let risk = |kind| Some(NamedRisk { kind, about: Some("윤서아".into()), by: None, days: None });
    let at = |kind| DealFacts { risk: risk(kind), rot_days: None, ..facts(1) };
    let urgency =
        |facts| line_of(facts).map(|it: Focus| (matches!(it.what, What::AtRisk(_)), it.urgency(monday())));
    assert_eq!(urgency(at(RiskKind::ChampionSilent)), Some((true, Urgency::AtRisk)));
    assert_eq!(urgency(at(RiskKind::BuyerUntouched)), Some((true, Urgency::Someday)));
    assert_eq!(urgency(at(RiskKind::OnlyOneChampion)), None, "one champion is a start");
    let soon = |kind| DealFacts {
        next_step: Some("계약서 발송".into()),
        next_step_due: Some(day("2026-11-25")),
        ..at(kind)
    };
    assert_eq!(urgency(soon(RiskKind::BuyerUntouched)), Some((false, Urgency::Soon)));
    assert_eq!(urgency(soon(RiskKind::ChampionLeft)), Some((true, Urgency::AtRisk)));
}
