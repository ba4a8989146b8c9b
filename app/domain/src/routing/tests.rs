//! Who gets the next lead, and why nobody else does.

use super::*;
use crate::icp::Tier;
use crate::leads::Origin;
use crate::routing::{Strategy, When};
use proptest::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

fn member(number: u128) -> MemberId {
    MemberId(Uuid::from_u128(number))
}

/// A Monday, ten in the morning in Seoul.
fn monday() -> DateTime<Utc> {
    "2026-11-30T01:00:00Z".parse().expect("an instant")
}

fn free(number: u128) -> Availability {
    Availability {
        member: member(number),
        capacity: None,
        away_from: None,
        away_until: None,
        opens_at: None,
        closes_at: None,
        open: 0,
        active: true,
    }
}

fn rule(strategy: Strategy, weights: &[i32]) -> Rule {
    let share = |(at, weight): (usize, &i32)| Share {
        member: member(at as u128 + 1),
        weight: *weight,
        regions: vec![],
    };
    Rule {
        id: RoutingRuleId(Uuid::from_u128(9)),
        version: 1,
        name: "인바운드".into(),
        when: When::default(),
        strategy,
        shares: weights.iter().enumerate().map(share).collect(),
        on: true,
    }
}

fn choose(rule: &Rule, lead: &Facts, who: Vec<Candidate>) -> Chosen {
    let (zone, calendar) = (Zone::seoul(), Calendar::default());
    let place = Place { now: monday(), zone: &zone, calendar: &calendar };
    assign(std::slice::from_ref(rule), lead, |_| who.clone(), place).expect("a rule that means it")
}

/// Gives so many leads one after the other, and counts who got how many.
fn deal_out(rule: &Rule, leads: usize, mut who: Vec<Candidate>) -> HashMap<MemberId, usize> {
    let mut got = HashMap::new();
    for at in 0..leads {
        let Some(owner) = choose(rule, &Facts::default(), who.clone()).owner else { continue };
        let it = who.iter_mut().find(|it| it.who.member == owner).expect("one of them");
        it.given += 1;
        it.who.open += 1;
        it.last_turn = i64::try_from(at).ok();
        *got.entry(owner).or_default() += 1;
    }
    got
}

fn candidate(who: Availability) -> Candidate {
    Candidate { who, given: 0, last_turn: None }
}

fn three() -> Vec<Candidate> {
    (1..=3).map(|it| candidate(free(it))).collect()
}

#[test]
fn everybody_has_a_turn_and_a_larger_share_comes_more_often() {
    let got = deal_out(&rule(Strategy::RoundRobin, &[1, 1, 1]), 9, three());
    assert!((1..=3).all(|it| got[&member(it)] == 3));
    let got = deal_out(&rule(Strategy::Weighted, &[3, 2, 1]), 60, three());
    assert_eq!([got[&member(1)], got[&member(2)], got[&member(3)]], [30, 20, 10]);
}

#[test]
fn who_has_the_fewest_in_hand_gets_it_and_it_says_how_many() {
    let mut who = three();
    (who[0].who.open, who[1].who.open, who[2].who.open) = (5, 2, 7);
    let chosen = choose(&rule(Strategy::LeastOpen, &[1, 1, 1]), &Facts::default(), who);
    assert_eq!((chosen.owner, chosen.reason), (Some(member(2)), Some(Reason::Fewest { open: 2 })));
}

#[test]
fn who_left_is_away_or_full_is_passed_over_and_it_says_so() {
    let day = |it: &str| it.parse::<NaiveDate>().ok();
    let mut who = three();
    who[0].who = Availability { away_from: day("2026-11-28"), away_until: day("2026-12-02"), ..free(1) };
    who[1].who = Availability { capacity: Some(20), open: 20, ..free(2) };
    let rule = rule(Strategy::RoundRobin, &[1, 1, 1]);
    let chosen = choose(&rule, &Facts::default(), who.clone());
    assert_eq!(chosen.owner, Some(member(3)));
    let away = Passed::Away(day("2026-12-02"));
    assert_eq!(chosen.passed, [(member(1), away), (member(2), Passed::Full { open: 20, capacity: 20 })]);
    who[2].who.active = false;
    let nobody = choose(&rule, &Facts::default(), who);
    assert_eq!((nobody.owner, nobody.reason, nobody.passed.len()), (None, None, 3));
}

#[test]
fn who_is_at_work_comes_before_who_is_not_unless_nobody_is() {
    let mut who = three();
    who[0].who = Availability { opens_at: Some(13 * 60), closes_at: Some(22 * 60), ..free(1) };
    let rule = rule(Strategy::RoundRobin, &[1, 1]);
    assert_eq!(choose(&rule, &Facts::default(), who.clone()).owner, Some(member(2)));
    who[1].who.opens_at = Some(14 * 60);
    assert_eq!(choose(&rule, &Facts::default(), who).owner, Some(member(1)), "nobody is: it is their turn");
}

#[test]
fn a_territory_and_an_account_have_their_own() {
    let mut by_region = rule(Strategy::Territory, &[1, 1]);
    by_region.shares[1].regions = vec!["부산".into(), "울산".into()];
    let busan = Facts { region: Some(" 부산 ".into()), ..Facts::default() };
    assert_eq!(choose(&by_region, &busan, three()).owner, Some(member(2)));
    assert_eq!(choose(&by_region, &Facts::default(), three()).owner, None);
    let owned = Facts { account_owner: Some(member(3)), ..Facts::default() };
    assert_eq!(choose(&rule(Strategy::AccountOwner, &[1, 1, 1]), &owned, three()).owner, Some(member(3)));
    assert_eq!(choose(&rule(Strategy::AccountOwner, &[1, 1, 1]), &Facts::default(), three()).owner, None);
}

#[test]
fn the_first_rule_that_means_the_lead_decides_and_what_is_unknown_is_not_meant() {
    let large = When { least_employees: Some(300), tier: Some(Tier::B), ..When::default() };
    let facts = |employees, tier| Facts { employees, tier, ..Facts::default() };
    assert!(large.means(&facts(Some(300), Some(Tier::A))));
    assert!(!large.means(&facts(Some(299), Some(Tier::A))));
    assert!(!large.means(&facts(Some(300), Some(Tier::C))) && !large.means(&facts(None, Some(Tier::A))));
    let asked = When { source: Some("Webinar".into()), origin: Some(Origin::Inbound), ..When::default() };
    assert!(asked.means(&Facts { source: Some(" webinar".into()), ..Facts::default() }));
    let mut off = rule(Strategy::RoundRobin, &[1]);
    off.on = false;
    let (zone, calendar) = (Zone::seoul(), Calendar::default());
    let place = Place { now: monday(), zone: &zone, calendar: &calendar };
    assert_eq!(assign(&[off], &Facts::default(), |_| three(), place), None);
}

proptest! {
    #[test]
    fn turns_are_fair_whoever_joins_and_nobody_gets_more_than_they_take(
        weights in proptest::collection::vec(1i32..9, 1..6), leads in 0usize..80, capacity in proptest::option::of(0i32..9),
    ) {
        let who: Vec<_> = (1..=weights.len() as u128)
            .map(|it| candidate(Availability { capacity, ..free(it) }))
            .collect();
        let got = deal_out(&rule(Strategy::RoundRobin, &weights), leads, who);
        let all: usize = got.values().sum();
        let room = capacity.map_or(usize::MAX, |it| it as usize * weights.len());
        prop_assert_eq!(all, leads.min(room));
        let counts: Vec<_> = (1..=weights.len() as u128).map(|it| got.get(&member(it)).copied().unwrap_or(0)).collect();
        prop_assert!(counts.iter().max().unwrap_or(&0) - counts.iter().min().unwrap_or(&0) <= 1);
        prop_assert!(capacity.is_none_or(|most| counts.iter().all(|it| *it <= most as usize)));
    }
}
