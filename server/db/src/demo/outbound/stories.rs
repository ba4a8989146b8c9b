//! Whom they set out to win, and how far each has come. All are made up.

use crate::demo::team::{DAEUN, HAJUN, SEOYEON};
use domain::activities::{ActivityKind, Outcome};

pub(super) struct Story {
    /// Name, domain, industry, employees, region.
    pub company: (&'static str, &'static str, &'static str, i32, &'static str),
    pub member: usize,
    /// Since when it is a target, in hundredths of working days.
    pub since: i64,
    /// Name, title and department.
    pub people: &'static [(&'static str, &'static str, &'static str)],
    pub steps: &'static [Step],
    pub touches: &'static [Touch],
    /// What was found out, where, and how long ago.
    pub notes: &'static [(&'static str, Option<&'static str>, i64)],
    pub end: End,
}

pub(super) enum Whom {
    Person(usize),
    Post(&'static str),
}

pub(super) struct Step {
    pub whom: Whom,
    pub channel: ActivityKind,
    /// In so many working days.
    pub due: i64,
    pub skipped: Option<&'static str>,
}

pub(super) struct Touch {
    pub person: usize,
    pub kind: ActivityKind,
    pub outcome: Outcome,
    /// In hundredths of working days.
    pub ago: i64,
    pub body: &'static str,
}

pub(super) enum End {
    /// It is still being worked.
    Open,
    /// Put off for so many working days.
    Later(i64, &'static str),
    /// Given up so long ago.
    GivenUp(&'static str, i64),
}

const fn step(whom: Whom, channel: ActivityKind, due: i64) -> Step {
    Step { whom, channel, due, skipped: None }
}

const fn touch(person: usize, kind: ActivityKind, outcome: Outcome, ago: i64, body: &'static str) -> Touch {
    Touch { person, kind, outcome, ago, body }
}

use ActivityKind::{Call, Email, Meeting, Visit};
use Whom::{Person, Post};

pub(super) static STORIES: [Story; 14] = [
    Story {
        company: ("새벽물결", "saebyeok", "커머스", 140, "서울 성동"),
        member: DAEUN,
        since: 900,
        people: &[("오세린", "고객지원팀장", "고객지원"), ("남지호", "COO", "경영")],
        steps: &[step(Person(0), Call, -4), step(Person(1), Email, -2), step(Person(0), Meeting, 3)],
        touches: &[
            touch(0, Call, Outcome::NoAnswer, 620, "부재중. 오후에 다시 걸기로 했어요."),
            touch(1, Email, Outcome::Replied, 300, "고객지원팀과 함께 보자는 답이 왔어요."),
            touch(0, Meeting, Outcome::Booked, 120, "다음 주 화요일 오후에 온라인으로 만나기로 했어요."),
        ],
        notes: &[
            (
                "새벽배송 문의가 한 달에 2만 건이에요. 상담사 40명이 답변을 각자 찾아 써요.",
                Some("https://news.example/saebyeok-delivery"),
                880,
            ),
            (
                "올해 상담 자동화에 투자하겠다고 채용 공고에 적었어요.",
                Some("https://jobs.example/saebyeok/cx"),
                640,
            ),
        ],
        end: End::Open,
    },
    Story {
        company: ("모아핀", "moafin", "금융", 180, "서울 영등포"),
        member: DAEUN,
        since: 700,
        people: &[("권태오", "준법지원 팀장", "준법지원")],
        steps: &[step(Person(0), Email, -3), step(Person(0), Call, -1)],
        touches: &[touch(0, Email, Outcome::Sent, 340, "규정 검색 사례를 보냈어요.")],
        notes: &[(
            "감독 규정이 바뀔 때마다 내부 문서 300건을 다시 찾아 고친대요.",
            Some("https://news.example/moafin-rules"),
            690,
        )],
        end: End::Open,
    },
    Story {
        company: ("든든케어", "deundeun", "헬스케어", 95, "서울 강남"),
        member: SEOYEON,
        since: 520,
        people: &[("배유나", "운영이사", "운영")],
        steps: &[step(Person(0), Call, -1), step(Post("콜센터장"), Visit, 4)],
        touches: &[touch(
            0,
            Call,
            Outcome::Connected,
            210,
            "지점마다 답이 달라 곤란하다고 했어요. 콜센터장을 소개받기로 했어요.",
        )],
        notes: &[("지점 12곳, 상담 매뉴얼이 지점마다 달라요.", None, 500)],
        end: End::Open,
    },
    Story {
        company: ("배움나루", "baeumnaru", "교육", 120, "경기 성남"),
        member: DAEUN,
        since: 260,
        people: &[("전소율", "교육운영팀장", "교육운영")],
        steps: &[step(Person(0), Call, 0), step(Person(0), Email, 2), step(Post("대표"), Visit, 6)],
        touches: &[],
        notes: &[(
            "수강생 문의가 학기 초에 다섯 배로 늘어요. 지금이 도입을 말하기 좋은 때예요.",
            Some("https://blog.example/baeumnaru"),
            240,
        )],
        end: End::Open,
    },
    Story {
        company: ("코드마루", "codemaru", "소프트웨어", 60, "경기 판교"),
        member: HAJUN,
        since: 180,
        people: &[("홍시우", "CTO", "개발")],
        steps: &[step(Person(0), Email, 1), step(Person(0), Call, 4)],
        touches: &[],
        notes: &[(
            "사내 위키를 셋이나 쓴다고 기술 블로그에 적었어요.",
            Some("https://tech.example/codemaru/wiki"),
            170,
        )],
        end: End::Open,
    },
    Story {
        company: ("라온페이", "raonpay", "금융", 75, "서울 마포"),
        member: DAEUN,
        since: 420,
        people: &[],
        steps: &[step(Post("고객경험 팀장"), Call, -2)],
        touches: &[],
        notes: &[(
            "시리즈 B를 받고 상담 조직을 새로 꾸리고 있어요.",
            Some("https://news.example/raonpay-b"),
            400,
        )],
        end: End::Open,
    },
    Story {
        company: ("그린바스켓", "greenbasket", "커머스", 45, "서울 송파"),
        member: SEOYEON,
        since: 90,
        people: &[("문다온", "대표", "경영")],
        steps: &[],
        touches: &[],
        notes: &[],
        end: End::Open,
    },
    Story {
        company: ("하이랩스", "hilabs", "소프트웨어", 30, "서울 성수"),
        member: DAEUN,
        since: 40,
        people: &[],
        steps: &[],
        touches: &[],
        notes: &[],
        end: End::Open,
    },
    Story {
        company: ("오름에듀", "oreumedu", "교육", 210, "서울 종로"),
        member: DAEUN,
        since: 350,
        people: &[("차은설", "콘텐츠본부장", "콘텐츠")],
        steps: &[],
        touches: &[],
        notes: &[("강의 자료가 10만 건. 찾지 못해 다시 만드는 일이 많대요.", None, 330)],
        end: End::Open,
    },
    Story {
        company: ("바로닥터", "barodoctor", "헬스케어", 55, "서울 서초"),
        member: SEOYEON,
        since: 1_100,
        people: &[("유하람", "사업개발 이사", "사업개발")],
        steps: &[step(Person(0), Call, -6), step(Person(0), Visit, -3)],
        touches: &[
            touch(0, Call, Outcome::Connected, 700, "관심은 있지만 올해 예산이 끝났다고 했어요."),
            touch(0, Email, Outcome::Replied, 260, "내년 3월에 다시 이야기하자고 했어요."),
        ],
        notes: &[("전자문서 솔루션을 내년에 바꾼다고 들었어요.", None, 690)],
        end: End::Later(60, "내년 예산이 열리면 다시 이야기하기로 했어요."),
    },
    Story {
        company: ("달빛상회", "dalbit", "커머스", 85, "경기 고양"),
        member: DAEUN,
        since: 800,
        people: &[("민가온", "CS팀장", "고객지원"), ("탁이안", "IT팀장", "IT")],
        steps: &[
            step(Person(0), Call, -3),
            Step { skipped: Some("IT팀장은 육아휴직 중이에요."), ..step(Person(1), Email, -1) },
            step(Person(0), Visit, 1),
        ],
        touches: &[
            touch(0, Call, Outcome::Voicemail, 410, "음성 메시지를 남겼어요."),
            touch(0, Call, Outcome::NoAnswer, 250, "두 번째 전화도 부재중이었어요."),
        ],
        notes: &[("반품 문의가 전체 상담의 절반이에요.", Some("https://review.example/dalbit"), 780)],
        end: End::Open,
    },
    Story {
        company: ("이음로보틱스", "ieumrobotics", "제조", 160, "경기 화성"),
        member: DAEUN,
        since: 1_300,
        people: &[("표준서", "서비스본부장", "서비스")],
        steps: &[step(Person(0), Call, -8)],
        touches: &[
            touch(0, Call, Outcome::Connected, 900, "현장 기사들이 매뉴얼을 전화로 물어본대요."),
            touch(
                0,
                Visit,
                Outcome::Held,
                380,
                "공장에서 한 시간 만났어요. 기사 두 명이 함께 화면을 봤어요.",
            ),
        ],
        notes: &[("현장 기사가 80명이고 매뉴얼이 제품마다 200쪽이 넘어요.", None, 1_250)],
        end: End::Open,
    },
    Story {
        company: ("청담메디", "cheongdammedi", "헬스케어", 25, "서울 강남"),
        member: SEOYEON,
        since: 1_500,
        people: &[("구나현", "원장", "진료")],
        steps: &[step(Person(0), Call, -9)],
        touches: &[touch(
            0,
            Call,
            Outcome::Connected,
            1_000,
            "지난달에 다른 제품과 3년 계약을 했다고 했어요.",
        )],
        notes: &[],
        end: End::GivenUp("경쟁사와 3년 계약을 막 시작했어요.", 980),
    },
    Story {
        company: ("한걸음물류", "hangeoreum", "물류", 400, "인천"),
        member: DAEUN,
        since: 1_400,
        people: &[],
        steps: &[],
        touches: &[],
        notes: &[("본사가 해외에 있어서 국내에서는 도입을 정하지 못해요.", None, 1_200)],
        end: End::GivenUp("국내에서 정할 수 있는 사람이 없어요.", 1_150),
    },
];
