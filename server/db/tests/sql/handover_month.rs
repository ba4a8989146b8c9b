//! A month of hand-overs by chance, with absences, full hands, people who let time pass and two who leave: whatever happens,
//! every lead has an owner or stands in a queue, has a state and a next date, and the books balance.

use super::handover::{first_contact, ready};
use crate::support::{World, world};
use chrono::{DateTime, Duration, Utc};
use db::Actor;
use db::handover::{accept, handovers, keep_time, reject, reroute, send, withdraw};
use db::leads::{lead, lead_details, move_lead};
use db::routing::{add_rule, set_availability};
use db::team::deactivate;
use domain::handover::{RejectForm, SendForm};
use domain::leads::{LeadMoveForm, LeadStatus};
use domain::routing::{Availability, Rule, Share, Strategy, When};
use domain::team::Role;
use domain::{LeadId, MemberId, RoutingRuleId};
use sqlx::PgPool;
use std::collections::HashMap;
use uuid::Uuid;

const LEADS: usize = 60;
const DAYS: i64 = 30;

/// The same throws every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap()
    }
}

struct Month {
    world: World,
    sdrs: Vec<Actor>,
    aes: Vec<Actor>,
    manager: Actor,
    leads: Vec<LeadId>,
    dice: Dice,
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn whatever_a_month_brings_every_lead_has_an_owner_a_state_and_a_next_date(pool: PgPool) {
    let world = world(&pool).await;
    let mut sdrs = vec![];
    for name in ["송다은", "이수진", "강민재"] {
        sdrs.push(world.member(name, Role::Sdr).await);
    }
    let mut aes = vec![];
    for name in ["박지훈", "최하준", "윤서아", "임도현"] {
        aes.push(world.member(name, Role::Ae).await);
    }
    let manager = world.member("정하윤", Role::Manager).await;
    let share = |it: &Actor| Share { member: it.id().unwrap(), weight: 1, regions: vec![] };
    let rule = Rule {
        id: RoutingRuleId(Uuid::now_v7()),
        version: 1,
        name: "모두".into(),
        when: When::default(),
        strategy: Strategy::RoundRobin,
        shares: sdrs.iter().map(share).collect(),
        on: true,
    };
    add_rule(&world.db, &world.operator, &rule).await.unwrap();
    let mut month = Month { world, sdrs, aes, manager, leads: vec![], dice: Dice(20_261_130) };
    let begun: DateTime<Utc> = "2026-09-01T00:00:00Z".parse().unwrap();
    for day in 0..DAYS {
        let morning = begun + Duration::days(day);
        month.somebody_leaves(day, morning).await;
        month.absences(morning).await;
        for _ in 0..LEADS / 20 {
            if month.leads.len() < LEADS {
                let sdr = &month.sdrs[month.leads.len() % month.sdrs.len()];
                let name = format!("리드{}", month.leads.len());
                let id = ready(&month.world, sdr, &name, morning).await;
                month.leads.push(id);
            }
        }
        // Nine to six in Seoul, and one look at night.
        for hour in [0, 2, 4, 6, 8, 14] {
            let now = morning + Duration::hours(hour);
            keep_time(&month.world.db, now).await.unwrap();
            month.act(now).await;
            month.nobody_is_forgotten(now).await;
        }
    }
    month.world.in_order().await;
    let mut seen: HashMap<String, i64> = HashMap::new();
    let states: Vec<String> =
        sqlx::query_scalar("select state from handover").fetch_all(&month.world.pool).await.unwrap();
    for state in states {
        *seen.entry(state).or_default() += 1;
    }
    // The month has had everything.
    for state in ["accepted", "rejected", "expired", "rerouted", "withdrawn"] {
        assert!(seen.get(state).is_some_and(|it| *it > 0), "{state}: {seen:?}");
    }
    assert_eq!(month.world.count("deal").await, seen["accepted"], "an acceptance is a deal");
}

impl Month {
    /// In the middle of it all: one of those who close, and later one of those who qualify.
    async fn somebody_leaves(&mut self, day: i64, now: DateTime<Utc>) {
        let gone = match day {
            12 => self.aes.pop(),
            18 => self.sdrs.pop(),
            _ => None,
        };
        if let Some(gone) = gone {
            deactivate(&self.world.db, &self.world.operator, gone.id().unwrap(), now).await.unwrap();
        }
    }

    async fn absences(&mut self, now: DateTime<Utc>) {
        let today = now.date_naive();
        for at in 0..self.aes.len() {
            let away = self.dice.below(4) == 0;
            let full = self.dice.below(3) == 0;
            let who = Availability {
                member: self.aes[at].id().unwrap(),
                capacity: full.then_some(1),
                away_from: away.then_some(today),
                away_until: away.then_some(today),
                opens_at: None,
                closes_at: None,
                open: 0,
                active: true,
            };
            set_availability(&self.world.db, &self.manager, &who).await.unwrap();
        }
    }

    fn actor(&self, of: Option<MemberId>) -> &Actor {
        self.aes.iter().find(|it| it.id() == of).unwrap_or(&self.manager)
    }

    async fn act(&mut self, now: DateTime<Utc>) {
        let Self { world, sdrs, leads, dice, .. } = self;
        for id in leads.iter() {
            let it = lead(&world.db, &sdrs[0], *id).await.unwrap();
            let Some(sdr) = sdrs.iter().find(|sdr| sdr.id() == it.owner) else { continue };
            if LeadStatus::WORKED.contains(&it.status) && dice.below(4) == 0 {
                send(&world.db, sdr, *id, &SendForm::default(), first_contact, now).await.unwrap();
            } else if it.status == LeadStatus::Engaged && dice.below(30) == 0 {
                let until = (now + Duration::days(9)).date_naive().to_string();
                let form = LeadMoveForm {
                    to: "nurturing".into(),
                    until,
                    reason: "나중에".into(),
                    ..Default::default()
                };
                move_lead(&world.db, sdr, *id, it.status, &form, now).await.unwrap();
            }
        }
        let pending = handovers(&self.world.db, &self.manager, now).await.unwrap();
        for it in pending.incoming.into_iter().chain(pending.waiting) {
            let db = &self.world.db;
            let (throw, other) = (self.dice.below(12), self.dice.below(self.aes.len()));
            let who = self.actor(it.to);
            let no = |class: &str| RejectForm { class: class.into(), note: "이유".into() };
            match throw {
                0 => accept(db, who, it.id, first_contact, now).await.map(|_| ()).unwrap(),
                1 => reject(db, who, it.id, &no("routing"), now).await.unwrap(),
                2 => reject(db, who, it.id, &no("incomplete"), now).await.unwrap(),
                3 => reject(db, who, it.id, &no("definition"), now).await.unwrap(),
                4 => {
                    let whose = lead(db, &self.manager, it.lead).await.unwrap().owner;
                    let owner = self.sdrs.iter().find(|sdr| sdr.id() == whose).unwrap();
                    withdraw(db, owner, it.id, now).await.unwrap();
                }
                5 => {
                    let to = self.aes[other].id();
                    let boss = Actor::operator(self.manager.workspace());
                    reroute(db, &boss, it.id, to, now).await.map(|_| ()).unwrap();
                }
                // Most of the time nobody decides anything.
                _ => {}
            }
        }
    }

    async fn nobody_is_forgotten(&self, now: DateTime<Utc>) {
        for id in &self.leads {
            let it = lead_details(&self.world.db, &self.manager, *id).await.unwrap();
            match it.lead.status {
                LeadStatus::Accepted | LeadStatus::Disqualified => {}
                status => {
                    assert!(it.lead.owner.is_some(), "{status:?} without an owner at {now}");
                    assert!(it.promise.is_some(), "{status:?} without a date at {now}");
                }
            }
        }
    }
}
