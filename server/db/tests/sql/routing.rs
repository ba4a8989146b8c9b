//! Routing on a real PostgreSQL: whoever arrives has an owner or waits in the queue, by the rules as they stand, from
//! however many places at once, and the record says why.

use crate::support::{World, world};
use chrono::{DateTime, Utc};
use db::leads::{arrive, lead, lead_details};
use db::routing::{
    add_rule, assigned, book, change_rule, move_rule, reassign, remove_rule, set_availability, switch_rule,
};
use db::{Actor, Error};
use domain::icp::Tier;
use domain::leads::{LeadForm, Origin, TouchForm};
use domain::routing::{Availability, Passed, Reason, Rule, Share, Strategy, When};
use domain::team::Role;
use domain::{LeadId, MemberId, Refusal, RoutingRuleId};
use sqlx::PgPool;
use std::collections::HashMap;
use uuid::Uuid;

fn monday() -> DateTime<Utc> {
    "2026-11-30T01:00:00Z".parse().unwrap()
}

fn rule(name: &str, strategy: Strategy, members: &[&Actor]) -> Rule {
    let share = |it: &&Actor| Share { member: it.id().unwrap(), weight: 1, regions: vec![] };
    Rule {
        id: RoutingRuleId(Uuid::now_v7()),
        version: 1,
        name: name.into(),
        when: When::default(),
        strategy,
        shares: members.iter().map(share).collect(),
        on: true,
    }
}

fn free(of: &Actor) -> Availability {
    Availability {
        member: of.id().unwrap(),
        capacity: None,
        away_from: None,
        away_until: None,
        opens_at: None,
        closes_at: None,
        open: 0,
        active: true,
    }
}

async fn come(world: &World, name: &str, origin: Origin) -> LeadId {
    let form = LeadForm {
        name: name.into(),
        email: format!("{}@routing.kr", Uuid::now_v7().simple()),
        origin: origin.code().into(),
        ..Default::default()
    };
    arrive(&world.db, &world.operator, None, (&form, &TouchForm::default()), monday()).await.unwrap().lead
}

async fn owner(world: &World, lead_id: LeadId) -> Option<MemberId> {
    lead(&world.db, &world.operator, lead_id).await.unwrap().owner
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn whoever_arrives_at_once_is_dealt_out_in_turns_and_says_why(pool: PgPool) {
    let world = world(&pool).await;
    let sdrs = [world.member("송다은", Role::Sdr).await, world.member("박지훈", Role::Sdr).await];
    let turns = rule("인바운드", Strategy::RoundRobin, &[&sdrs[0], &sdrs[1]]);
    add_rule(&world.db, &world.operator, &turns).await.unwrap();
    let places = (0..12).map(|at| {
        let (db, operator) = (world.db.clone(), world.operator.clone());
        tokio::spawn(async move {
            let form = LeadForm {
                name: format!("리드 {at}"),
                email: format!("lead{at}@many.kr"),
                ..Default::default()
            };
            arrive(&db, &operator, None, (&form, &TouchForm::default()), Utc::now()).await.unwrap().lead
        })
    });
    let mut got: HashMap<Option<MemberId>, usize> = HashMap::new();
    for place in places.collect::<Vec<_>>() {
        let id = place.await.unwrap();
        *got.entry(owner(&world, id).await).or_default() += 1;
        let why = assigned(&world.db, &sdrs[0], id).await.unwrap().unwrap().chosen;
        assert_eq!((why.reason, why.rule.unwrap().1), (Some(Reason::Turn), "인바운드".to_owned()));
    }
    assert_eq!(got, HashMap::from([(sdrs[0].id(), 6), (sdrs[1].id(), 6)]));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_first_rule_that_means_a_lead_decides_and_what_somebody_took_stays_theirs(pool: PgPool) {
    let world = world(&pool).await;
    let (kim, lee) = (world.member("김하나", Role::Sdr).await, world.member("이둘", Role::Sdr).await);
    let all = rule("나머지", Strategy::LeastOpen, &[&kim]);
    let outbound = Rule {
        when: When { origin: Some(Origin::Outbound), ..When::default() },
        ..rule("아웃바운드", Strategy::RoundRobin, &[&lee])
    };
    add_rule(&world.db, &world.operator, &all).await.unwrap();
    add_rule(&world.db, &world.operator, &outbound).await.unwrap();
    let of = async |it| owner(&world, come(&world, "리드", it).await).await;
    assert_eq!(of(Origin::Outbound).await, kim.id(), "the first rule means everybody");
    move_rule(&world.db, &world.operator, outbound.id, true).await.unwrap();
    assert_eq!(of(Origin::Outbound).await, lee.id());
    assert_eq!(of(Origin::Inbound).await, kim.id());
    switch_rule(&world.db, &world.operator, all.id, false).await.unwrap();
    let waits = come(&world, "기다림", Origin::Inbound).await;
    assert_eq!((owner(&world, waits).await, assigned(&world.db, &kim, waits).await.unwrap()), (None, None));
    let form = LeadForm {
        name: "내 리드".into(),
        email: "mine@routing.kr".into(),
        origin: "outbound".into(),
        owner: kim.id().unwrap().to_string(),
        ..Default::default()
    };
    let mine = arrive(&world.db, &kim, None, (&form, &TouchForm::default()), monday()).await.unwrap();
    assert_eq!(owner(&world, mine.lead).await, kim.id());
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn who_is_away_or_full_is_passed_over_and_a_lead_can_be_routed_again(pool: PgPool) {
    let world = world(&pool).await;
    let (kim, lee) = (world.member("김하나", Role::Sdr).await, world.member("이둘", Role::Sdr).await);
    add_rule(&world.db, &world.operator, &rule("모두", Strategy::RoundRobin, &[&kim, &lee])).await.unwrap();
    let today = kim.day(monday());
    let away = Availability { away_from: Some(today), away_until: Some(today), ..free(&kim) };
    set_availability(&world.db, &world.operator, &away).await.unwrap();
    let full = Availability { capacity: Some(1), ..free(&lee) };
    set_availability(&world.db, &world.operator, &full).await.unwrap();
    let first = come(&world, "첫째", Origin::Inbound).await;
    assert_eq!(owner(&world, first).await, lee.id());
    let second = come(&world, "둘째", Origin::Inbound).await;
    let why = assigned(&world.db, &kim, second).await.unwrap().unwrap().chosen;
    assert_eq!(why.owner, None);
    let full = Passed::Full { open: 1, capacity: 1 };
    let passed = [(kim.id().unwrap(), Passed::Away(Some(today))), (lee.id().unwrap(), full)];
    assert_eq!(why.passed, passed);
    set_availability(&world.db, &world.operator, &free(&kim)).await.unwrap();
    let refused = reassign(&world.db, &lee, second, monday()).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::NotAllowed))), "{refused:?}");
    let routed = reassign(&world.db, &world.operator, second, monday()).await.unwrap();
    assert_eq!((routed.owner, routed.version), (kim.id(), 2));
    let told = lead_details(&world.db, &kim, second).await.unwrap().lead.owner;
    assert_eq!(told, kim.id());
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn of_two_who_change_a_rule_at_once_the_later_one_hears_of_it(pool: PgPool) {
    let world = world(&pool).await;
    let kim = world.member("김하나", Role::Sdr).await;
    let first = rule("모두", Strategy::RoundRobin, &[&kim]);
    add_rule(&world.db, &world.operator, &first).await.unwrap();
    add_rule(&world.db, &world.operator, &first).await.unwrap();
    let larger = Rule {
        name: "큰 곳".into(),
        when: When { tier: Some(Tier::A), least_employees: Some(300), ..When::default() },
        ..first.clone()
    };
    change_rule(&world.db, &world.operator, 1, &larger).await.unwrap();
    let late = change_rule(&world.db, &world.operator, 1, &first).await;
    assert!(matches!(late, Err(Error::Changed(_))), "{late:?}");
    assert!(matches!(remove_rule(&world.db, &world.operator, first.id, 1).await, Err(Error::Changed(_))));
    let kept = book(&world.db, &kim, kim.day(monday())).await.unwrap();
    assert_eq!(kept.rules, [Rule { version: 2, ..larger }]);
    remove_rule(&world.db, &world.operator, first.id, 2).await.unwrap();
    assert_eq!(book(&world.db, &kim, kim.day(monday())).await.unwrap().rules, []);
    assert!(add_rule(&world.db, &kim, &first).await.is_err(), "an SDR reads them");
    let stranger = Share { member: MemberId(Uuid::now_v7()), weight: 1, regions: vec![] };
    let strange = Rule { shares: vec![stranger], ..rule("남", Strategy::RoundRobin, &[]) };
    assert!(add_rule(&world.db, &world.operator, &strange).await.is_err());
    world.in_order().await;
}
