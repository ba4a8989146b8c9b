//! What is believed for how long, what to ask next, and what a team's own framework may be.

use super::*;
use crate::FrameworkId;
use crate::pipeline::gate::Scored;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use uuid::Uuid;

const CODES: [&str; 4] = ["budget", "authority", "need", "timing"];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day")
}

fn before(days: u64) -> NaiveDate {
    today().checked_sub_days(Days::new(days)).expect("a day")
}

fn bant() -> Framework {
    let criterion =
        |code: &&str| Criterion { code: (*code).into(), name_ko: (*code).into(), ..Criterion::default() };
    Framework {
        id: FrameworkId(Uuid::nil()),
        version: 1,
        code: "bant".into(),
        name_ko: "BANT".into(),
        name_en: "BANT".into(),
        off: false,
        criteria: CODES.iter().map(criterion).collect(),
    }
}

fn known(criterion: &str, score: i16, days: u64) -> Known {
    Known { framework: "bant".into(), criterion: criterion.into(), score, on: before(days) }
}

fn asks(criterion: &str, least: i16) -> Scored {
    Scored { framework: "bant".into(), criterion: Some(criterion.into()), least }
}

fn asks_total(least: i16) -> Scored {
    Scored { framework: "bant".into(), criterion: None, least }
}

fn advice(known: &[Known], asked: &[Scored]) -> Option<(String, i16, i16, bool)> {
    coach(&bant(), known, asked, &[], today()).map(|it| (it.criterion.code, it.score, it.least, it.by_gate))
}

fn said(criterion: &str, score: i16, least: i16, by_gate: bool) -> Option<(String, i16, i16, bool)> {
    Some((criterion.to_owned(), score, least, by_gate))
}

#[test]
fn the_largest_shortfall_against_the_next_gate_comes_first() {
    let asked = [asks("need", 2), asks("timing", 3), asks("authority", 1)];
    assert_eq!(advice(&[], &asked), said("timing", 0, 3, true));
    assert_eq!(advice(&[known("timing", 2, 1)], &asked), said("need", 0, 2, true));
}

#[test]
fn ties_go_by_the_order_of_the_framework() {
    assert_eq!(advice(&[], &[asks("timing", 2), asks("authority", 2)]), said("authority", 0, 2, true));
    assert_eq!(advice(&[], &[]), said("budget", 0, 2, false), "without a gate, what is confirmed");
}

#[test]
fn what_has_expired_is_a_gap_again() {
    let all = |days| CODES.map(|it| known(it, 3, days));
    assert_eq!(advice(&all(60), &[]), None);
    assert_eq!(advice(&all(61), &[]), said("budget", 0, 2, false));
}

#[test]
fn a_total_is_reached_by_what_is_weakest() {
    let all = CODES.map(|it| known(it, 2, 0));
    assert_eq!(advice(&all, &[asks_total(8)]), None);
    assert_eq!(advice(&all, &[asks_total(9)]), said("budget", 2, 3, true));
    assert_eq!(advice(&all[1..], &[asks_total(8)]), said("budget", 0, 2, true));
}

#[test]
fn whoever_is_named_first_is_asked() {
    let people = ["김하늘".to_owned(), "박바다".to_owned()];
    let whom = coach(&bant(), &[], &[], &people, today()).and_then(|it| it.whom);
    assert_eq!(whom.as_deref(), Some("김하늘"));
}

#[test]
fn a_score_needs_something_it_was_learned_by() {
    let form = |score: &str, note: &str, activity: &str| ScoreForm {
        framework: "bant".into(),
        criterion: "need".into(),
        score: score.into(),
        note: note.into(),
        activity: activity.into(),
        ..ScoreForm::default()
    };
    let field = |form: &ScoreForm| form.check().map_err(|it| it[0].field.clone()).map(|it| it.score);
    assert_eq!(field(&form("2", "", "")), Err("note".into()));
    assert_eq!(field(&form("2", "직접 들었어요", "")), Ok(2));
    assert_eq!(field(&form("2", "", &Uuid::nil().to_string())), Ok(2));
    assert_eq!(field(&form("0", "", "")), Ok(0), "not to know something needs no proof");
    assert_eq!(field(&form("4", "꿈", "")), Err("score".into()));
    assert_eq!(field(&form("", "말", "")), Err("score".into()));
    assert_eq!(field(&form("1", "", "nobody")), Err("activity".into()));
}

#[test]
fn a_score_without_its_activity_is_not_believed() {
    let answer = |score, on: Option<NaiveDate>| Answer {
        criterion: "need".into(),
        score,
        evidence: None,
        on,
        by: None,
        at: chrono::DateTime::UNIX_EPOCH,
        version: 1,
    };
    assert_eq!(answer(0, None).standing("bant", today()), Standing::Unknown);
    assert_eq!(answer(2, Some(today())).standing("bant", today()), Standing::Unproven);
}

fn row(code: &str, ko: &str, en: &str, place: &str) -> CriterionForm {
    CriterionForm {
        code: code.into(),
        name_ko: ko.into(),
        name_en: en.into(),
        place: place.into(),
        ..CriterionForm::default()
    }
}

#[test]
fn a_framework_of_ones_own_goes_by_its_numbers_and_keeps_its_codes() {
    let criteria = vec![
        row("", "상황", "Situation now", "2"),
        CriterionForm::default(),
        row("pain_before", "고통", "", "1"),
        row("", "상황", "Situation now", ""),
    ];
    let form = FrameworkForm { name_ko: "우리 것".into(), criteria, ..FrameworkForm::default() };
    let fields = form.check().expect("a framework");
    let codes: Vec<_> = fields.criteria.iter().map(|it| it.code.as_str()).collect();
    assert_eq!(codes, ["pain_before", "situation_now", "situation_now_2"]);
    assert_eq!((fields.name_ko.as_str(), fields.name_en.as_str()), ("우리 것", "우리 것"));
    assert_eq!(fields.criteria[0].name_en, "고통", "one language is enough");
}

#[test]
fn a_framework_asks_something() {
    let empty = FrameworkForm { name_en: "Empty".into(), ..FrameworkForm::default() };
    assert_eq!(empty.check().map_err(|it| it[0].field.clone()), Err("name_ko-0".into()));
    let many = (0..13).map(|it| row("", &format!("기준 {it}"), "", "")).collect();
    let many = FrameworkForm { name_ko: "많음".into(), criteria: many, ..FrameworkForm::default() };
    assert_eq!(many.check().map_err(|it| it[0].why.clone()), Err(crate::Why::TooMany(12)));
}

fn any_known() -> impl Strategy<Value = Vec<Known>> {
    proptest::collection::vec((0..=3_i16, 0..90_u64), 4).prop_map(|all| {
        let each = CODES.iter().zip(all);
        each.filter(|it| it.1.0 > 0).map(|(code, (score, days))| known(code, score, days)).collect()
    })
}

fn any_asked() -> impl Strategy<Value = Vec<Scored>> {
    let one = (0..5_usize, 1..=3_i16).prop_map(|(at, least)| match CODES.get(at) {
        Some(code) => asks(code, least),
        None => asks_total(least * 4),
    });
    proptest::collection::vec(one, 0..4)
}

proptest! {
    #[test]
    fn the_same_facts_get_the_same_advice_however_they_are_ordered(known in any_known(), asked in any_asked()) {
        let one = advice(&known, &asked);
        let backwards = |it: &[Known]| it.iter().rev().cloned().collect::<Vec<_>>();
        let asked_backwards: Vec<_> = asked.iter().rev().cloned().collect();
        prop_assert_eq!(one, advice(&backwards(&known), &asked_backwards));
    }

    #[test]
    fn advice_is_about_a_gap_and_there_is_none_without(known in any_known(), asked in any_asked()) {
        match coach(&bant(), &known, &asked, &[], today()) {
            Some(it) => {
                prop_assert!(it.score < it.least);
                prop_assert_eq!(it.score, counted(&known, "bant", Some(&it.criterion.code), today()));
            }
            None => {
                for code in CODES {
                    prop_assert!(counted(&known, "bant", Some(code), today()) >= CONFIRMED);
                }
            }
        }
    }

    #[test]
    fn no_other_criterion_lacks_more_of_what_the_gate_asks(known in any_known(), asked in any_asked()) {
        if let Some(it) = coach(&bant(), &known, &asked, &[], today()).filter(|it| it.by_gate) {
            for other in asked.iter().filter_map(|it| it.criterion.as_deref().map(|code| (code, it.least))) {
                let lacks = other.1 - counted(&known, "bant", Some(other.0), today());
                prop_assert!(lacks <= it.least - it.score);
            }
        }
    }

    #[test]
    fn what_is_known_travels_unharmed(score in 0..=3_i16, days in 0..90_u64) {
        let it = known("need", score, days);
        let text = serde_json::to_string(&it).expect("text");
        prop_assert_eq!(serde_json::from_str::<Known>(&text).expect("known"), it);
    }
}

fn learned(criterion: &str, score: i16, days: Option<u64>, deals: i64) -> Learned {
    Learned { criterion: criterion.into(), score, learned_on: days.map(before), deals }
}

#[test]
fn a_map_counts_every_deal_once_and_what_has_lapsed_confirms_nothing() {
    let all = [
        learned("need", 3, Some(0), 4),
        learned("need", 2, Some(EXPIRES_DAYS), 3),
        learned("need", 2, Some(EXPIRES_DAYS + 1), 2),
        learned("need", 1, Some(5), 5),
        learned("need", 3, None, 1),
        learned("need", 0, None, 7),
        learned("budget", 3, Some(1), 9),
    ];
    let need = tally("bant", "need", &all, 30, today());
    assert_eq!(need, Tally { unknown: 15, heard: 5, confirmed: 7, lapsed: 3 });
    assert_eq!((need.all(), need.confirmed_percent()), (30, 23));
    assert_eq!(tally("bant", "timing", &all, 30, today()), Tally { unknown: 30, ..Tally::default() });
    assert_eq!(Tally::default().confirmed_percent(), 0);
}

proptest! {
    /// A field of the map says what the deal's own page says of the same score.
    #[test]
    fn a_field_of_the_map_says_what_the_deal_says(score in 0..=MOST, days in 0..120_u64, proven in any::<bool>()) {
        let learned_on = proven.then(|| before(days));
        let mark = Mark { deal: crate::DealId(Uuid::nil()), criterion: "need".into(), score, learned_on };
        let counts = mark.known("bant").map_or(0, |it| it.counts(today()));
        prop_assert_eq!(mark.standing("bant", today()) == Standing::Holds, counts > 0);
        let one = [Learned { criterion: "need".into(), score, learned_on, deals: 1 }];
        let tally = tally("bant", "need", &one, 1, today());
        prop_assert_eq!(tally.all(), 1);
        prop_assert_eq!(tally.confirmed == 1, counts >= CONFIRMED);
    }
}
