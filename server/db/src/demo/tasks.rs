//! What the team still has to do, and what it has done: some of it late, some of it today.

use super::Dice;
use super::accounts::Company;
use super::clock::{Clock, DAY};
use super::people::Contact;
use super::rows::TaskRow;
use super::sales::Sale;
use super::stories::care;
use super::team::{CAST, FOUNDER, Ids, MANAGER, keeper, opener};
use chrono::NaiveDate;
use domain::pipeline::{Motion, StageKind};

const SELLING: [&str; 14] = [
    "{champ}에게 회의록 보내기",
    "{account} 미팅 자료 준비",
    "견적 할인 매니저 승인받기",
    "{boss} 일정 문의",
    "데모 환경에 {case} 예시 넣기",
    "{account} 보안 질문 답변 모으기",
    "참석자 명단 확인",
    "같은 업종 고객 연결해 주기",
    "{champ}에게 전화하기",
    "{sys} 연동 질문 개발팀에 묻기",
    "계약 조항 설명 한 장으로 정리",
    "{rival} 비교 자료 새로 고치기",
    "{account} 조직도 채우기",
    "세금계산서 정보 받기",
];

const OPENING: [&str; 6] = [
    "{account} 새 담당자 찾기",
    "{account} 1차 통화",
    "{champ} 뉴스레터 수신 확인",
    "{account} 세미나 참석 감사 메일",
    "{account} 부재중 다시 전화",
    "{account} 조사: 최근 채용과 기사",
];

const CARING: [&str; 7] = [
    "{account} 킥오프 일정 확정",
    "{account} 사용자 교육 준비",
    "{champ} 월간 보고서 보내기",
    "{account} 접속이 뜸한 사용자 확인",
    "{account} 분기 점검 잡기",
    "{account} 두 번째 챔피언 찾기",
    "{account} 갱신 조건 미리 정리",
];

/// Tasks without a customer.
const OWN: [(usize, &str, i64); 7] = [
    (FOUNDER, "월간 매출 보고 준비", 3),
    (FOUNDER, "이사회 자료 초안", 6),
    (MANAGER, "주간 파이프라인 회의 안건", 0),
    (MANAGER, "실주 사유 정리해서 공유", -2),
    (MANAGER, "신규 AE 온보딩 계획", 5),
    (super::team::MINJI, "데모 대본 고치기", 1),
    (super::team::MINJI, "이번 달 예상 매출 입력", 0),
];

pub(super) struct Book<'a> {
    pub dice: &'a mut Dice,
    pub clock: &'a Clock,
    pub ids: &'a Ids,
    pub companies: &'a [Company],
    pub contacts: &'a [Contact],
    pub rows: Vec<TaskRow>,
}

impl Book<'_> {
    pub fn plan(&mut self, sales: &[Sale]) {
        for sale in sales {
            let (open, done) = match sale.kind {
                StageKind::Open => (self.dice.weighted(&[(0, 38), (1, 44), (2, 18)]), 30),
                _ => (0, 48),
            };
            for _ in 0..open {
                let due = self.due();
                let title = self.dice.pick(&SELLING);
                self.write(sale, title, sale.owner, due, None);
            }
            if self.dice.chance(done) {
                let title = self.dice.pick(&SELLING);
                let latest = (sale.last().from + DAY).min(self.clock.now);
                let at = self.dice.between(sale.born().min(latest - 60), latest);
                let due = self.clock.day_after(self.clock.day(at), self.dice.between(-1, 2));
                self.write(sale, title, sale.owner, Some(due), Some(at));
            }
            if sale.kind == StageKind::Open && sale.motion != Motion::SelfServe && self.dice.chance(18) {
                let due = self.due();
                let title = self.dice.pick(&OPENING);
                self.write(sale, title, opener(sale.motion), due, None);
            }
            if sale.kind == StageKind::Won && self.dice.chance(38) {
                let due = self.due();
                let title = self.dice.pick(&CARING);
                self.write(sale, title, keeper(sale.account), due, None);
            }
            if sale.kind == StageKind::Won && self.dice.chance(30) {
                let title = self.dice.pick(care::CARE.next_steps);
                let at = (sale.last().from + self.dice.between(2, 30) * DAY).min(self.clock.now - 60);
                let due = self.clock.day(at);
                self.write(sale, title, keeper(sale.account), Some(due), Some(at));
            }
        }
        for (member, title, days) in OWN {
            let row = TaskRow {
                id: self.dice.id(),
                version: 1,
                title: title.to_owned(),
                due: Some(self.clock.day_after(self.clock.today, days)),
                owner_id: self.ids.members[member],
                deal_id: None,
                account_id: None,
                person_id: None,
                by_id: self.ids.members[member],
                done_at: None,
                done_by_id: None,
                created_at: self.clock.instant(self.clock.now - self.dice.between(4, 9) * DAY),
            };
            self.rows.push(row);
        }
    }

    fn due(&mut self) -> Option<NaiveDate> {
        let days = match self.dice.index(100) {
            0..22 => -self.dice.between(1, 7),
            22..42 => 0,
            42..82 => self.dice.between(1, 5),
            82..95 => self.dice.between(6, 15),
            _ => return None,
        };
        Some(self.clock.day_after(self.clock.today, days))
    }

    fn write(&mut self, sale: &Sale, title: &str, owner: usize, due: Option<NaiveDate>, done: Option<i64>) {
        let company = &self.companies[sale.account];
        let planned = match (done, due) {
            (Some(at), _) => at - self.dice.between(600, 3 * DAY),
            // What is late was planned before it was due.
            (None, _) => self.clock.now - self.dice.between(600, 2 * DAY) - self.late_by(due) * DAY,
        };
        let has_left = CAST[owner].left.is_some();
        let owner = self.ids.members[if has_left && done.is_none() { MANAGER } else { owner }];
        let row = TaskRow {
            id: self.dice.id(),
            version: if done.is_some() { 2 } else { 1 },
            title: sale.story.tell(self.dice, title, ""),
            due,
            owner_id: owner,
            deal_id: Some(sale.id),
            account_id: Some(company.id),
            person_id: Some(self.contacts[sale.contact].id),
            by_id: owner,
            done_at: done.map(|it| self.clock.instant(it)),
            done_by_id: done.map(|_| owner),
            created_at: self.clock.instant(planned),
        };
        self.rows.push(row);
    }

    fn late_by(&self, due: Option<NaiveDate>) -> i64 {
        due.map_or(0, |it| (self.clock.today - it).num_days().max(0))
    }
}
