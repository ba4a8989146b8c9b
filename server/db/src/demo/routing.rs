//! To whom the start-up's leads go: who uses the product goes to the one who sells to them, large companies to the
//! outbound desk, and whoever asks for a demo is dealt out in turns.

use super::Dice;
use super::clock::Clock;
use super::rows::At;
use super::team::{DAEUN, HAJUN, Ids, MANAGER, SEOYEON};
use super::write::Rows;
use chrono::NaiveDate;
use domain::icp::Tier;
use domain::leads::Origin;
use domain::routing::{Chosen, Passed, Reason, Share, Strategy, When};
use domain::{MemberId, RoutingRuleId};
use serde::Serialize;
use uuid::Uuid;

#[derive(Serialize)]
pub(super) struct RoutingRuleRow {
    pub id: Uuid,
    pub place: i32,
    pub name: &'static str,
    pub condition: When,
    pub strategy: &'static str,
    pub shares: Vec<Share>,
    pub by_id: Uuid,
    pub updated_at: At,
}

#[derive(Serialize)]
pub(super) struct AvailabilityRow {
    pub member_id: Uuid,
    pub capacity: Option<i32>,
    pub away_from: Option<NaiveDate>,
    pub away_until: Option<NaiveDate>,
}

#[derive(Serialize)]
pub(super) struct AssignmentRow {
    pub id: Uuid,
    pub lead_id: Uuid,
    pub rule_id: Uuid,
    pub owner_id: Option<Uuid>,
    pub chosen: Chosen,
    pub at: At,
}

pub(super) fn write(dice: &mut Dice, clock: &Clock, ids: &Ids, rows: &mut Rows) {
    let member = |at: usize| MemberId(ids.members[at]);
    let share = |at: usize, weight| Share { member: member(at), weight, regions: vec![] };
    let rules = [
        (
            "제품 사용자",
            When { origin: Some(Origin::Product), ..When::default() },
            Strategy::RoundRobin,
            vec![share(HAJUN, 1)],
        ),
        (
            "핵심 고객군 아웃바운드",
            When { origin: Some(Origin::Outbound), tier: Some(Tier::B), ..When::default() },
            Strategy::LeastOpen,
            vec![share(DAEUN, 1), share(SEOYEON, 1)],
        ),
        (
            "데모 요청",
            When { source: Some("데모 요청".to_owned()), ..When::default() },
            Strategy::Weighted,
            vec![share(SEOYEON, 2), share(HAJUN, 1)],
        ),
    ];
    let mut by_product = None;
    for (place, (name, condition, strategy, shares)) in (1..).zip(rules) {
        let id = dice.id();
        by_product.get_or_insert((RoutingRuleId(id), name.to_owned()));
        rows.routing_rules.push(RoutingRuleRow {
            id,
            place,
            name,
            condition,
            strategy: strategy.code(),
            shares,
            by_id: ids.members[MANAGER],
            updated_at: clock.instant(clock.ago(4_000)),
        });
    }
    let away = |member_id: Uuid, capacity, away: Option<(i64, i64)>| AvailabilityRow {
        member_id,
        capacity,
        away_from: away.map(|it| clock.day_after(clock.today, it.0)),
        away_until: away.map(|it| clock.day_after(clock.today, it.1)),
    };
    rows.availabilities.extend([
        away(ids.members[SEOYEON], Some(40), None),
        away(ids.members[HAJUN], Some(25), None),
        away(ids.members[DAEUN], Some(40), Some((20, 24))),
    ]);
    // Those who came by the product and have the one who sells to them were given by the first rule.
    let given =
        rows.leads.iter().filter(|it| it.origin == "product" && it.owner_id == Some(ids.members[HAJUN]));
    let given: Vec<_> = given.map(|it| (it.id, it.created_at)).collect();
    for (lead_id, at) in given {
        let Some(rule) = by_product.clone() else { continue };
        rows.assignments.push(AssignmentRow {
            id: dice.id(),
            lead_id,
            rule_id: rule.0.0,
            owner_id: Some(ids.members[HAJUN]),
            chosen: Chosen {
                owner: Some(member(HAJUN)),
                reason: Some(Reason::Turn),
                rule: Some(rule),
                passed: Vec::<(MemberId, Passed)>::new(),
                left: None,
            },
            at,
        });
    }
}
