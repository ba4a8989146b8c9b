//! What the demo's customers did on the site and in the product: how they found us, how they use it, and who looks around
//! whom nobody knows yet.

use super::Dice;
use super::accounts::Company;
use super::clock::{Clock, DAY};
use super::people::Contact;
use super::rows::SignalRow;
use super::sales::Sale;
use super::team::{FOUNDER, Ids, Seats};
use super::write::Rows;
use domain::pipeline::{Motion, StageKind};
use domain::signals::{Property, SignalKind};
use std::collections::HashSet;

type Told = (SignalKind, Option<i64>, &'static [(&'static str, &'static str)]);

/// The way from a first look to the talk, the last step first.
const INBOUND: [Told; 5] = [
    (SignalKind::DemoRequested, None, &[("page", "/demo"), ("utm_source", "naver")]),
    (SignalKind::PricingSeen, None, &[("page", "/pricing")]),
    (
        SignalKind::ContentDownloaded,
        None,
        &[("content", "영업 인수인계 체크리스트"), ("utm_campaign", "handover-guide")],
    ),
    (SignalKind::SiteVisited, Some(780), &[("page", "/blog/sales-process")]),
    (SignalKind::Subscribed, None, &[("list", "세일즈 뉴스레터")]),
];
const OUTBOUND: [Told; 3] = [
    (SignalKind::MeetingBooked, None, &[("tool", "캘린더")]),
    (SignalKind::Replied, None, &[("subject", "Re: 영업 조직 운영 사례")]),
    (SignalKind::EventAttended, None, &[("event", "엔터프라이즈 세일즈 서밋")]),
];
const SELF_SERVE: [Told; 6] = [
    (SignalKind::BillingSeen, None, &[("page", "/billing")]),
    (SignalKind::LimitUsed, Some(86), &[("limit", "자동화 실행")]),
    (SignalKind::TeammatesInvited, Some(4), &[]),
    (SignalKind::IntegrationConnected, None, &[("integration", "Slack")]),
    (SignalKind::ActivationDone, None, &[]),
    (SignalKind::SignedUp, None, &[("plan", "Free")]),
];
/// While they think about it.
const LOOKING: [Told; 4] = [
    (SignalKind::PricingSeen, None, &[("page", "/pricing")]),
    (SignalKind::SiteVisited, Some(240), &[("page", "/customers")]),
    (SignalKind::ContentDownloaded, None, &[("content", "도입 사례집")]),
    (SignalKind::EventSignedUp, None, &[("event", "월간 웨비나")]),
];
/// Nobody has met them yet.
const STRANGERS: [(&str, Told); 4] = [
    ("jiwoo@bluenote.example", (SignalKind::PricingSeen, None, &[("page", "/pricing")])),
    ("jiwoo@bluenote.example", (SignalKind::ContentDownloaded, None, &[("content", "도입 사례집")])),
    ("hello@oreum.example", (SignalKind::SignedUp, None, &[("plan", "Free")])),
    ("minseok@sangsang.example", (SignalKind::EventSignedUp, None, &[("event", "월간 웨비나")])),
];

pub(super) struct World<'a> {
    pub clock: &'a Clock,
    pub ids: &'a Ids,
    pub companies: &'a [Company],
    pub contacts: &'a [Contact],
    pub of_company: &'a [Vec<usize>],
}

pub(super) fn write(dice: &mut Dice, world: &World, sales: &[Sale], seats: &Seats, rows: &mut Rows) {
    let mut teller = Teller { dice, world, rows: vec![] };
    for (at, company) in world.companies.iter().enumerate() {
        teller.found_us(at, company);
    }
    let won: HashSet<_> = sales.iter().filter(|it| it.kind == StageKind::Won).map(|it| it.account).collect();
    let open: HashSet<_> =
        sales.iter().filter(|it| it.kind == StageKind::Open).map(|it| it.account).collect();
    // In the order of the companies, so that the story is the same every time.
    for at in 0..world.companies.len() {
        if won.contains(&at) || world.companies[at].motion == Motion::SelfServe {
            teller.uses_it(at);
        }
        if open.contains(&at) {
            teller.looks_again(at);
        }
    }
    if matches!(seats, Seats::All { .. }) {
        for (email, told) in STRANGERS {
            let ago = teller.dice.between(2, 6 * 8);
            teller.tell(None, Some(email.to_owned()), told, world.clock.now - ago * 3600);
        }
    }
    rows.signals.append(&mut teller.rows);
}

struct Teller<'a> {
    dice: &'a mut Dice,
    world: &'a World<'a>,
    rows: Vec<SignalRow>,
}

impl Teller<'_> {
    /// Before anybody talked to them: how they came.
    fn found_us(&mut self, at: usize, company: &Company) {
        let steps: &[Told] = match company.motion {
            Motion::InboundSmb => &INBOUND,
            Motion::OutboundEnterprise => &OUTBOUND,
            Motion::SelfServe => &SELF_SERVE,
        };
        let who = self.somebody(at);
        let mut when = company.born;
        for told in steps {
            when -= self.dice.between(DAY / 8, 3 * DAY);
            if self.dice.chance(70) && when > 0 {
                self.tell(Some(at), who.clone(), *told, when);
            }
        }
    }

    /// On most of the last days somebody works with it.
    fn uses_it(&mut self, at: usize) {
        let often = self.dice.pick(&[15, 55, 85]);
        for days in (0..20).rev() {
            if self.dice.chance(often) {
                let (who, when) =
                    (self.somebody(at), self.world.clock.now - days * DAY - self.dice.between(60, DAY / 2));
                self.tell(Some(at), who, (SignalKind::Active, None, &[]), when);
            }
        }
    }

    fn looks_again(&mut self, at: usize) {
        let times = self.dice.weighted(&[(0, 45), (1, 35), (2, 20)]);
        for told in self.dice.some(&LOOKING, times) {
            let (who, ago) = (self.somebody(at), self.dice.between(1_800, 12 * DAY));
            self.tell(Some(at), who, *told, self.world.clock.now - ago);
        }
    }

    /// Most have left an address; of the others only the company is known.
    fn somebody(&mut self, at: usize) -> Option<String> {
        let people = &self.world.of_company[at];
        let chosen = self.dice.index(people.len());
        people.get(chosen).and_then(|it| self.world.contacts[*it].email.clone())
    }

    fn tell(&mut self, company: Option<usize>, email: Option<String>, (kind, value, says): Told, when: i64) {
        let World { clock, ids, companies, contacts, .. } = self.world;
        let company = company.map(|it| &companies[it]);
        let person =
            email.as_ref().and_then(|email| contacts.iter().find(|it| it.email.as_ref() == Some(email)));
        let host = email.as_deref().and_then(|it| it.split_once('@')).map(|it| it.1.to_owned());
        let occurred_at = clock.instant(when);
        let id = self.dice.id();
        self.rows.push(SignalRow {
            id,
            key: format!("demo-{id}"),
            kind: kind.code(),
            domain: company.map(Company::domain).or(host),
            person_id: person.map(|it| it.id),
            account_id: company.map(|it| it.id),
            email,
            value,
            properties: says
                .iter()
                .map(|(name, said)| -> Property { ((*name).to_owned(), (*said).to_owned()) })
                .collect(),
            occurred_at,
            received_at: occurred_at,
            by_id: ids.members[FOUNDER],
        });
    }
}
