//! Three hundred sales as they went: who bought what from whom, through which stages, and how it ended.

use super::accounts::Company;
use super::clock::{Clock, DAY};
use super::people::Contact;
use super::products::{self, Line};
use super::stories::{self, Story, cases, endings};
use super::{Dice, team};
use chrono::NaiveDate;
use domain::pipeline::template::Template;
use domain::pipeline::{Motion, StageKind};
use domain::{Currency, Locale, Money};
use std::collections::HashSet;
use uuid::Uuid;

/// How many deals of a motion stand in each open stage, and how many were won, lost and put on hold.
const OPEN_SMB: [usize; 5] = [14, 9, 7, 4, 3];
const OPEN_ENTERPRISE: [usize; 7] = [10, 8, 7, 5, 5, 4, 3];
const OPEN_SELF_SERVE: [usize; 5] = [15, 11, 8, 6, 4];

/// How long a deal usually stands in each open stage, in hundredths of a working day.
const PACE_SMB: [(i64, i64); 5] = [(80, 450), (100, 450), (200, 650), (80, 400), (60, 400)];
const PACE_ENTERPRISE: [(i64, i64); 7] =
    [(600, 2200), (800, 2600), (800, 2200), (1000, 2300), (700, 2000), (500, 1600), (200, 700)];
const PACE_SELF_SERVE: [(i64, i64); 5] = [(20, 180), (90, 450), (80, 400), (60, 350), (15, 160)];

/// When the latest deals of each ending were decided, in hundredths of a working day ago.
const LATELY: [i64; 5] = [25, 110, 260, 420, 690];

/// Standing in a stage from then on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Visit {
    pub stage: usize,
    pub from: i64,
}

pub(super) struct Sale {
    pub id: Uuid,
    pub motion: Motion,
    pub account: usize,
    /// Whom we talk to.
    pub contact: usize,
    pub owner: usize,
    /// Who had it before it was given away, after the first stage.
    pub first_owner: usize,
    pub name: String,
    pub kind: StageKind,
    /// Never empty. A deal that left the open stages ends with the visit that says so.
    pub visits: Vec<Visit>,
    pub ending: Option<endings::Ending>,
    pub won_reason: &'static str,
    pub hold_until: Option<NaiveDate>,
    /// When something last reached the customer, while it is open.
    pub quiet_since: i64,
    pub story: Story,
    pub lines: Vec<Line>,
    pub currency: Currency,
    pub amount: Option<i64>,
    /// What was thought before the quote.
    pub first_amount: Option<i64>,
    pub probability: Option<u8>,
    pub expected_close: NaiveDate,
    pub first_expected_close: NaiveDate,
    pub about: String,
}

impl Sale {
    pub fn born(&self) -> i64 {
        self.visits[0].from
    }

    pub fn last(&self) -> Visit {
        self.visits[self.visits.len() - 1]
    }

    pub fn close_reason(&self) -> Option<&'static str> {
        match self.kind {
            StageKind::Open => None,
            StageKind::Won => Some(self.won_reason),
            StageKind::Lost | StageKind::Hold => self.ending.map(|it| it.reason),
        }
    }

    pub fn lost_to(&self) -> Option<&'static str> {
        self.ending.filter(|it| it.to_rival).map(|_| self.story.rival)
    }
}

/// What becomes of a sale: how far it comes through the open stages, and how it ends.
struct Fate {
    motion: Motion,
    furthest: usize,
    kind: StageKind,
    /// Hundredths of a working day since it ended.
    ended: i64,
}

/// All sales, in no order.
pub(super) fn sales(
    dice: &mut Dice,
    clock: &Clock,
    companies: &[Company],
    contacts: &[Contact],
    of_company: &[Vec<usize>],
) -> Vec<Sale> {
    let mut names = HashSet::new();
    let mut market = Market { companies, contacts, of_company, names: &mut names };
    Motion::ALL
        .into_iter()
        .flat_map(|motion| fates(dice, motion))
        .collect::<Vec<_>>()
        .into_iter()
        .map(|fate| sale(dice, clock, &mut market, &fate))
        .collect()
}

fn fates(dice: &mut Dice, motion: Motion) -> Vec<Fate> {
    let (open, won, lost, held): (&[usize], _, _, _) = match motion {
        Motion::InboundSmb => (&OPEN_SMB, 38, 32, 6),
        Motion::OutboundEnterprise => (&OPEN_ENTERPRISE, 14, 18, 6),
        Motion::SelfServe => (&OPEN_SELF_SERVE, 36, 24, 4),
    };
    let mut fates = Vec::new();
    for (furthest, count) in open.iter().enumerate() {
        fates.extend((0..*count).map(|_| Fate { motion, furthest, kind: StageKind::Open, ended: 0 }));
    }
    for (kind, count, since) in
        [(StageKind::Won, won, 25_000), (StageKind::Lost, lost, 25_000), (StageKind::Hold, held, 5_500)]
    {
        for at in 0..count {
            let furthest = match kind {
                StageKind::Won => open.len() - 1,
                _ => dice.index(open.len() - 1).min(dice.index(open.len())),
            };
            // A growing company decides more deals lately than a year ago.
            let long_ago = dice.between(800, since);
            let ended = LATELY.get(at).copied().unwrap_or(long_ago.min(dice.between(800, since * 2)));
            fates.push(Fate { motion, furthest, kind, ended });
        }
    }
    fates
}

/// Whom sales can be made to, and what they are called already.
struct Market<'a> {
    companies: &'a [Company],
    contacts: &'a [Contact],
    of_company: &'a [Vec<usize>],
    names: &'a mut HashSet<(usize, String)>,
}

fn sale(dice: &mut Dice, clock: &Clock, market: &mut Market<'_>, fate: &Fate) -> Sale {
    let motion = fate.motion;
    let seats = products::seats(dice, motion);
    let (account, contact, case, name) = subject(dice, market, motion, seats);
    let company = &market.companies[account];
    let (visits, quiet_since) = journey(dice, clock, fate);
    let decided = (fate.kind != StageKind::Open).then_some(fate.ended / 100);
    let keeps = motion == company.motion && decided.is_none() && dice.chance(70);
    let owner = if keeps { company.owner } else { team::closer(dice, motion, decided) };
    let given_away = visits.len() > 2 && dice.chance(6);
    let first_owner = if given_away { team::closer(dice, motion, decided) } else { owner };

    let priced = fate.furthest >= 1 || fate.kind == StageKind::Won || dice.chance(55);
    let itemised = fate.kind == StageKind::Won || (fate.furthest >= 1 && dice.chance(82));
    let lines = if itemised { products::lines(dice, motion, seats) } else { vec![] };
    let guess = products::total(&products::lines(dice, motion, seats)) / 100_000 * 100_000;
    let amount = if itemised { Some(products::total(&lines)) } else { priced.then_some(guess.max(300_000)) };
    let requoted = itemised && visits.len() > 2 && dice.chance(55);
    let first_amount =
        amount.map(|it| if requoted { it * dice.between(70, 125) / 10_000_000 * 100_000 } else { it });

    let people = &market.of_company[account];
    let called = |at: usize| people.get(at).map_or(String::new(), |it| market.contacts[*it].called());
    let champ = market.contacts[contact].called();
    let story = Story {
        account: company.name.to_owned(),
        tech: if people.len() > 2 { called(2) } else { champ.clone() },
        boss: called(0),
        champ,
        case,
        amount: Money::new(amount.unwrap_or(guess), Currency::Krw).short(Locale::Ko),
        seats,
        rival: dice.pick(&endings::RIVALS),
    };
    let ending = match (fate.kind, motion) {
        (StageKind::Lost, Motion::SelfServe) => Some(dice.pick(&endings::STOPPED)),
        (StageKind::Lost, _) => Some(dice.pick(&endings::LOST)),
        (StageKind::Hold, _) => Some(dice.pick(&endings::HELD)),
        _ => None,
    };
    let ended_on = clock.day(visits[visits.len() - 1].from);
    let left = i64::try_from(Template::of(motion).open.len() - fate.furthest).unwrap_or(1);
    let pace = if motion == Motion::OutboundEnterprise { 14 } else { 4 };
    let expected_close = match fate.kind {
        StageKind::Open if dice.chance(8) => clock.day_after(clock.today, -dice.between(1, 6)),
        StageKind::Open => clock.day_after(clock.today, left * pace + dice.between(-2, pace)),
        StageKind::Hold => clock.day_after(clock.today, dice.between(30, 80)),
        StageKind::Won | StageKind::Lost => ended_on,
    };
    let may_slip = visits.len() > 2 && (fate.kind != StageKind::Open || expected_close > clock.today);
    let postponed = if may_slip && dice.chance(28) { dice.between(5, 20) } else { 0 };
    let begun = clock.day_after(clock.day(visits[0].from), 3).min(expected_close);
    let about = if dice.chance(36) { dice.pick(&ABOUTS) } else { "" };
    Sale {
        id: dice.id(),
        motion,
        account,
        contact,
        owner,
        first_owner,
        name,
        kind: fate.kind,
        ending,
        won_reason: dice.pick(endings::won_reasons(motion)),
        // A promise to come back must have been ahead when it was made; a few have come due by now.
        hold_until: (fate.kind == StageKind::Hold).then(|| match dice.index(6) {
            0 => clock.today.max(ended_on),
            _ => clock.day_after(clock.today, dice.between(8, 70)),
        }),
        quiet_since,
        about: story.tell(dice, about, ""),
        story,
        lines,
        currency: Currency::Krw,
        amount,
        first_amount,
        probability: (fate.kind == StageKind::Open && fate.furthest > 0 && dice.chance(9))
            .then(|| u8::try_from(dice.between(3, 18) * 5).unwrap_or(50)),
        first_expected_close: clock.day_after(expected_close, -postponed).max(begun),
        expected_close,
        visits,
    }
}

/// Who buys what under which name. A name is used once per account.
fn subject(
    dice: &mut Dice,
    market: &mut Market<'_>,
    motion: Motion,
    seats: i64,
) -> (usize, usize, &'static cases::Case, String) {
    let buys = |it: &Company| it.motion == motion || (motion == Motion::SelfServe && it.employees < 400);
    let buyers: Vec<usize> = (0..market.companies.len()).filter(|at| buys(&market.companies[*at])).collect();
    loop {
        let account = dice.pick(&buyers);
        let people = &market.of_company[account];
        let contact = match motion {
            Motion::OutboundEnterprise if dice.chance(22) => people[3],
            Motion::SelfServe => people[people.len() - 1],
            _ => people[1],
        };
        let fits = |it: &&cases::Case| it.industry == market.companies[account].industry;
        let fitting: Vec<_> = cases::CASES.iter().filter(fits).collect();
        let case = dice.pick(&fitting);
        let department = market.contacts[contact].department;
        let name = match motion {
            Motion::SelfServe => dice
                .pick(&SELF_SERVE_NAMES)
                .replace("{team}", department)
                .replace("{case}", case.title)
                .replace("{seats}", &seats.to_string()),
            Motion::InboundSmb => {
                let suffix = dice.pick(&["도입", "1차", "2차 확대", "{seats}석", "전환", "파일럿"]);
                format!("{} {}", case.title, suffix.replace("{seats}", &seats.to_string()))
            }
            Motion::OutboundEnterprise => {
                let suffixes =
                    ["전사 도입", "본사·지점 확대", "표준화", "1단계 구축", "2단계 확대", "고도화"];
                format!("{} {}", case.title, dice.pick(&suffixes))
            }
        };
        if market.names.insert((account, name.clone())) {
            return (account, contact, case, name);
        }
    }
}

const SELF_SERVE_NAMES: [&str; 7] = [
    "{team} 팀 플랜 전환",
    "{seats}석 연 결제 전환",
    "비즈니스 플랜 업그레이드",
    "좌석 추가 {seats}석",
    "{team} {seats}석 시작",
    "{case} 팀 플랜",
    "{case} {seats}석",
];

const ABOUTS: [&str; 6] = [
    "{champ:이} 먼저 찾아온 건. {pain:을} 줄이는 것이 목표예요. 성공 기준은 {metric}.",
    "{case:로} 시작해서 다른 부서로 넓힐 계획이에요. 첫 사용자는 {seats}명.",
    "{sys} 연동이 전제 조건. {boss} 결재로 끝나요.",
    "작년에 한 번 멈췄던 이야기예요. 이번에는 예산이 잡혀 있어요.",
    "{rival:과} 나란히 비교 중. 우리는 연동과 지원에서 앞서요.",
    "{account} 소개로 다른 계열사까지 이어질 수 있어요.",
];

/// Through which stages it went and when, and when something last reached the customer.
fn journey(dice: &mut Dice, clock: &Clock, fate: &Fate) -> (Vec<Visit>, i64) {
    let template = Template::of(fate.motion).open;
    let pace: &[(i64, i64)] = match fate.motion {
        Motion::InboundSmb => &PACE_SMB,
        Motion::OutboundEnterprise => &PACE_ENTERPRISE,
        Motion::SelfServe => &PACE_SELF_SERVE,
    };
    let mut path: Vec<usize> = Vec::new();
    for stage in 0..=fate.furthest {
        // Now and then a deal skips a stage, or has to go back once.
        let skipped = stage > 0 && stage < fate.furthest && dice.chance(7);
        if !skipped {
            path.push(stage);
        }
        if stage > 1 && path.len() > 1 && dice.chance(5) {
            path.extend([stage - 1, stage]);
        }
    }
    if path.last() != Some(&fate.furthest) {
        path.push(fate.furthest);
    }
    path.dedup();

    let rot = i64::from(template[fate.furthest].rot_days.unwrap_or(5)) * 100;
    let quiet = if dice.chance(77) {
        dice.between(4, rot * 85 / 100)
    } else {
        dice.between(rot * 12 / 10, rot * 22 / 10)
    };
    let (shortest, longest) = pace[fate.furthest];
    let ended = fate.kind != StageKind::Open;
    let (mut from, quiet_since) = if ended {
        let from = clock.ago(fate.ended);
        (from, from)
    } else {
        (clock.ago(quiet + dice.between(6, longest / 2)), clock.ago(quiet))
    };
    let mut visits = Vec::new();
    if ended {
        let closing = match fate.kind {
            StageKind::Won => 0,
            StageKind::Lost => 1,
            _ => 2,
        };
        visits.push(Visit { stage: template.len() + closing, from });
        from -= dice.between(shortest, longest) * DAY / 100;
    }
    for stage in path.into_iter().rev() {
        visits.push(Visit { stage, from });
        let (shortest, longest) = pace[stage.saturating_sub(1)];
        from -= dice.between(shortest, longest) * DAY / 100;
    }
    visits.reverse();
    (visits, quiet_since)
}

/// The chapter of a visit to an open stage.
pub(super) fn chapter(sale: &Sale, visit: Visit) -> Option<&'static stories::Chapter> {
    stories::chapters(sale.motion).get(visit.stage)
}
