//! What became of the demo's hand-overs, as it is told. All of them are made up.

use crate::demo::team::{DOYUN, JAEHYEOK, JIMIN, MINJI};
use domain::handover::RejectClass;

/// What became of a try, how many minutes of work after it was sent.
#[derive(Clone, Copy)]
pub enum Fate {
    Waits,
    Expires,
    Rejected(RejectClass, &'static str, i64),
    Withdrawn(i64),
}

/// Who, and what they said; to whom it was sent so many minutes of work ago, in tries.
pub struct Story {
    pub who: (&'static str, &'static str, &'static str),
    pub need: &'static str,
    pub next: &'static str,
    pub note: &'static str,
    pub tries: &'static [(Option<usize>, Fate)],
    pub ago: i64,
}

pub const STORIES: [Story; 8] = [
    Story {
        who: ("문서윤", "운영팀장", "해오름여행"),
        need: "상담원이 바뀔 때마다 같은 질문을 처음부터 다시 찾아요.",
        next: "운영팀과 40분 데모",
        note: "다음 주 화요일 오후를 좋아하세요.",
        tries: &[(Some(MINJI), Fate::Waits)],
        ago: 45,
    },
    Story {
        who: ("배시온", "대표", "온새미로커머스"),
        need: "매뉴얼이 다섯 군데에 흩어져서 신입이 한 달을 헤매요.",
        next: "대표·CS팀장과 데모",
        note: "",
        tries: &[(Some(DOYUN), Fate::Waits)],
        ago: 195,
    },
    Story {
        who: ("유가람", "CS본부장", "미리내렌탈"),
        need: "반품 규정이 바뀐 걸 상담원이 고객에게서 들어요.",
        next: "본부장 보고용 견적",
        note: "규모가 커서 엔터프라이즈 쪽이 맞을 것 같아요.",
        tries: &[(Some(JIMIN), Fate::Expires), (Some(JAEHYEOK), Fate::Expires), (None, Fate::Waits)],
        ago: 540,
    },
    Story {
        who: ("남도현", "IT기획 과장", "다솜건설"),
        need: "현장에서 휴대전화로 도면 규정을 못 찾아요.",
        next: "현장 두 곳과 시범 사용",
        note: "",
        tries: &[
            (
                Some(JIMIN),
                Fate::Rejected(RejectClass::Routing, "직원 60명이라 커머셜팀에서 보는 게 맞아요.", 35),
            ),
            (Some(MINJI), Fate::Waits),
        ],
        ago: 90,
    },
    Story {
        who: ("표지안", "교육운영 팀장", "가온누리에듀"),
        need: "강사마다 환불 안내가 달라서 민원이 나와요.",
        next: "교육팀과 데모",
        note: "",
        tries: &[(
            Some(MINJI),
            Fate::Rejected(
                RejectClass::Incomplete,
                "예산을 누가 정하는지 빠졌어요. 팀장님 선인지 확인해 주세요.",
                50,
            ),
        )],
        ago: 900,
    },
    Story {
        who: ("도하율", "대리", "시나브로푸드"),
        need: "레시피 문서를 찾기 쉽게 하고 싶어요.",
        next: "자료 보내기",
        note: "",
        tries: &[(
            Some(DOYUN),
            Fate::Rejected(
                RejectClass::Definition,
                "직접 통화해 보니 도입 계획이 없고 자료 조사 단계예요. 내년에 다시 보면 좋겠어요.",
                80,
            ),
        )],
        ago: 1_300,
    },
    Story {
        who: ("피수안", "기획실장", "라온금융"),
        need: "규정 개정 때마다 지점에 전화로 알려요.",
        next: "보안 점검표 전달",
        note: "",
        tries: &[(Some(JIMIN), Fate::Withdrawn(20))],
        ago: 700,
    },
    Story {
        who: ("경나래", "매니저", "아라물류"),
        need: "기사님들이 배송 규정을 물으러 하루 수십 통을 걸어요.",
        next: "센터장과 데모",
        note: "",
        tries: &[],
        ago: 60,
    },
];
