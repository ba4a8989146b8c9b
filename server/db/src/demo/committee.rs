//! Who decides about the demo's open deals: champions proven and not, buyers who were never met, people who are against it,
//! somebody who left, and one deal with a whole map.

use super::Dice;
use super::clock::{Clock, DAY};
use super::customers::made;
use super::rows::{At, ChangeRow, PersonRow};
use super::team::Ids;
use super::write::Rows;
use chrono::{Duration, NaiveDate};
use domain::activities::Change;
use serde::Serialize;
use std::collections::BTreeMap;
use uuid::Uuid;

#[derive(Serialize)]
pub(super) struct SeatRow {
    pub id: Uuid,
    pub deal_id: Uuid,
    pub person_id: Uuid,
    pub role: &'static str,
    pub stance: i16,
    pub influence: i16,
    pub goals: &'static str,
    pub concerns: &'static str,
    pub persuaded_by: &'static str,
    pub verified_by: Option<Uuid>,
    pub act: Option<&'static str>,
    pub by_id: Uuid,
    pub at: At,
    pub version: i32,
}

#[derive(Serialize)]
pub(super) struct RelationRow {
    pub id: Uuid,
    pub deal_id: Uuid,
    pub from_id: Uuid,
    pub to_id: Uuid,
    pub kind: &'static str,
    pub by_id: Uuid,
    pub at: At,
}

#[derive(Serialize)]
pub(super) struct FormerRow {
    pub id: Uuid,
    pub person_id: Uuid,
    pub account_id: Uuid,
    pub left_on: NaiveDate,
    pub by_id: Uuid,
    pub at: At,
}

/// A seat as a story tells it: role, stance, influence, goals, concerns, what will persuade, and what proves a champion.
type Told = (&'static str, i16, i16, &'static str, &'static str, &'static str, Option<&'static str>);

const CHAMPION: Told = (
    "champion",
    2,
    2,
    "상담 이력을 한곳에서 보고 싶어 해요.",
    "현업이 안 쓸까 봐 걱정해요.",
    "같은 업종의 도입 사례",
    Some("shared"),
);
const SECOND: Told =
    ("champion", 1, 2, "보고 시간을 줄이고 싶어 해요.", "", "주간 보고 자동화 시연", Some("introduced"));
const CANDIDATE: Told =
    ("champion", 1, 1, "반복 업무를 없애고 싶어 해요.", "윗분 설득이 부담이에요.", "", None);
const BUYER: Told = (
    "economic_buyer",
    0,
    3,
    "올해 안에 비용을 10% 줄이려고 해요.",
    "투자 회수가 늦을까 걱정해요.",
    "1년 회수 계산서",
    None,
);
const DECIDER: Told =
    ("decision_maker", 1, 3, "내년 계획에 넣을 성과가 필요해요.", "", "경쟁사 비교표", None);
const EXAMINER: Told = (
    "technical_evaluator",
    0,
    2,
    "보안 기준을 지키는 게 먼저예요.",
    "개인정보가 밖에 남는지 물어봐요.",
    "보안 점검표",
    None,
);
const AGAINST: Told =
    ("blocker", -2, 2, "지금 쓰는 도구를 지키고 싶어 해요.", "옮기는 동안 일이 멈출까 걱정해요.", "", None);
const USER: Told = ("user", 1, 1, "입력할 칸이 적으면 좋겠대요.", "", "", None);

/// One deal after another, each a story of its own.
const STORIES: [&[Told]; 6] = [
    &[CHAMPION, BUYER, SECOND, EXAMINER],
    &[CHAMPION, DECIDER, USER],
    &[CANDIDATE, BUYER, USER],
    &[CHAMPION, AGAINST, BUYER],
    &[CHAMPION, SECOND, DECIDER],
    &[CANDIDATE, EXAMINER, AGAINST],
];

/// The people of the one map, with whom each reports to.
const MAP: [(&str, &str, &str, Told, Option<usize>); 8] = [
    ("한도윤", "대표", "경영", BUYER, None),
    ("서지원", "본부장", "디지털전략실", DECIDER, Some(0)),
    ("윤서아", "팀장", "고객지원팀", CHAMPION, Some(1)),
    ("오민규", "팀장", "IT기획팀", EXAMINER, Some(1)),
    ("배준영", "책임", "운영기획팀", SECOND, Some(2)),
    ("임채린", "매니저", "고객지원팀", USER, Some(2)),
    ("문태호", "수석", "정보보안팀", AGAINST, Some(3)),
    (
        "노하경",
        "차장",
        "구매팀",
        ("legal_procurement", 0, 1, "", "계약 기간 조항을 살펴요.", "표준 계약서", None),
        Some(0),
    ),
];
const TIES: [(usize, usize, &str); 4] =
    [(2, 1, "influences"), (2, 4, "allied"), (6, 2, "opposes"), (3, 6, "influences")];

struct Book<'a> {
    dice: &'a mut Dice,
    clock: &'a Clock,
    rows: &'a mut Rows,
}

pub(super) fn write(dice: &mut Dice, clock: &Clock, ids: &Ids, rows: &mut Rows) {
    let mut done: BTreeMap<Uuid, Vec<(At, Uuid)>> = BTreeMap::new();
    for it in &rows.activities {
        if let Some(deal) = it.deal_id {
            done.entry(deal).or_default().push((it.occurred_at, it.id));
        }
    }
    let mut people: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
    for it in &rows.people {
        people.entry(it.account_id).or_default().push(it.id);
    }
    let now = clock.instant(clock.now);
    let open: Vec<usize> = (0..rows.deals.len()).filter(|at| rows.deals[*at].closed_at.is_none()).collect();
    let richest = open
        .iter()
        .copied()
        .filter(|at| rows.deals[*at].account_id.is_some() && done.contains_key(&rows.deals[*at].id))
        .max_by_key(|at| {
            (rows.deals[*at].currency == "KRW", rows.deals[*at].amount_minor, rows.deals[*at].number)
        });
    let mut book = Book { dice, clock, rows };
    for (place, at) in open.into_iter().enumerate() {
        let deal = &book.rows.deals[at];
        let (id, account, main) = (deal.id, deal.account_id, deal.person_id);
        let proof = done.get(&id).and_then(|it| it.iter().max()).map(|it| it.1);
        // After all else that happened with it, and not in the future.
        let last = done.get(&id).and_then(|it| it.iter().max()).map_or(deal.updated_at, |it| it.0);
        let when = (deal.updated_at + Duration::seconds(1)).max(last);
        let (Some(account), true) = (account, when <= now) else { continue };
        if Some(at) == richest {
            book.map(at, account, (proof, when), ids.members[0]);
            continue;
        }
        let mut known = people.get(&account).cloned().unwrap_or_default();
        known.sort_by_key(|it| Some(*it) != main);
        let seats: Vec<_> =
            known.into_iter().zip(STORIES[place % STORIES.len()]).map(|(who, told)| (who, *told)).collect();
        book.seat(at, &seats, (proof, when));
    }
}

impl Book<'_> {
    /// One act per deal that takes all of them in.
    fn seat(&mut self, at: usize, seats: &[(Uuid, Told)], (proof, when): (Option<Uuid>, At)) {
        if seats.is_empty() {
            return;
        }
        let names: Vec<_> = seats.iter().map(|it| self.name(it.0)).collect();
        let deal = &mut self.rows.deals[at];
        (deal.version, deal.updated_at) = (deal.version + 1, when);
        let (deal, version, by) = (deal.id, deal.version, deal.owner_id);
        let mut changes = vec![];
        for ((person, told), name) in seats.iter().zip(names) {
            let (role, stance, influence, goals, concerns, persuaded_by, act) = *told;
            let act = act.filter(|_| proof.is_some());
            changes.push(Change { field: format!("committee.{role}"), before: String::new(), after: name });
            self.rows.seats.push(SeatRow {
                id: self.dice.id(),
                deal_id: deal,
                person_id: *person,
                role,
                stance,
                influence,
                goals,
                concerns,
                persuaded_by,
                verified_by: proof.filter(|_| act.is_some()),
                act,
                by_id: by,
                at: when,
                version,
            });
        }
        self.rows.changes.push(ChangeRow {
            id: self.dice.id(),
            deal_id: Some(deal),
            account_id: None,
            person_id: None,
            changes,
            created: false,
            by_id: Some(by),
            version,
            at: when,
        });
    }

    fn name(&self, person: Uuid) -> String {
        self.rows.people.iter().find(|it| it.id == person).map(|it| it.name.clone()).unwrap_or_default()
    }

    /// Eight people at one company, who reports to whom, and a champion of before who left.
    fn map(&mut self, at: usize, account: Uuid, (proof, when): (Option<Uuid>, At), by: Uuid) {
        let mut all = vec![];
        for (name, title, department, told, _) in MAP {
            all.push((self.person(name, title, department, account, by), told));
        }
        let elsewhere =
            self.rows.accounts.iter().map(|it| it.id).find(|it| *it != account).unwrap_or(account);
        let gone = self.person("정유나", "파트장", "고객지원팀", elsewhere, by);
        let mut seats = all.clone();
        seats.push((gone, CHAMPION));
        self.seat(at, &seats, (proof, when));
        let deal = self.rows.deals[at].id;
        let above = MAP.iter().enumerate().filter_map(|(at, it)| Some((at, it.4?, "reports_to")));
        for (from, to, kind) in above.chain(TIES) {
            let id = self.dice.id();
            let (from_id, to_id) = (all[from].0, all[to].0);
            self.rows.relations.push(RelationRow {
                id,
                deal_id: deal,
                from_id,
                to_id,
                kind,
                by_id: by,
                at: when,
            });
        }
        let left = self.clock.now - 6 * DAY;
        self.rows.formers.push(FormerRow {
            id: self.dice.id(),
            person_id: gone,
            account_id: account,
            left_on: self.clock.instant(left).date_naive(),
            by_id: by,
            at: self.clock.instant(left),
        });
    }

    fn person(
        &mut self,
        name: &str,
        title: &'static str,
        department: &'static str,
        account: Uuid,
        by: Uuid,
    ) -> Uuid {
        let id = self.dice.id();
        let born = self.clock.now - 60 * DAY;
        self.rows.changes.push(made(self.dice, self.clock, born, by, (None, Some(id))));
        self.rows.people.push(PersonRow {
            id,
            version: 1,
            name: name.to_owned(),
            title,
            department,
            email: None,
            phone: None,
            account_id: account,
            owner_id: by,
            about: "",
            last_activity_at: None,
            created_at: self.clock.instant(born),
            updated_at: self.clock.instant(born),
        });
        id
    }
}
