//! How deals leave the open stages, and what was written down then.

use super::{Tale, call, met, note, replied};
use domain::pipeline::Motion;

/// Why, and the last thing that happened before it was decided.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Ending {
    pub reason: &'static str,
    /// Lost to somebody who can be named.
    pub to_rival: bool,
    pub last: Tale,
}

const fn ending(reason: &'static str, last: Tale) -> Ending {
    Ending { reason, to_rival: false, last }
}

/// Made-up competitors.
pub(in super::super) const RIVALS: [&str; 5] = ["서치모아", "토크나루", "위키담다", "헬프온담", "문의지기"];

pub(in super::super) const fn won_reasons(motion: Motion) -> &'static [&'static str] {
    match motion {
        Motion::InboundSmb => &[
            "빠른 도입과 지원",
            "기존 시스템 연동",
            "가격 대비 효과",
            "팀 반응이 좋아서",
            "검색 정확도",
            "추천받은 사례",
        ],
        Motion::OutboundEnterprise => &[
            "PoC 결과가 성공 기준을 모두 충족",
            "보안 심사 통과",
            "챔피언의 품의와 경영진 지지",
            "검색 정확도와 권한 상속",
            "단계별 도입안",
        ],
        Motion::SelfServe => &["셀프서브 결제", "좌석 한도 도달", "연 결제 할인", "팀 전체로 확산"],
    }
}

pub(in super::super) static LOST: [Ending; 11] = [
    ending(
        "예산 부족",
        call("{champ} 통화. 올해 예산이 삭감돼 진행이 어렵다고 함. 내년 상반기에 다시 이야기하기로."),
    ),
    Ending {
        to_rival: true,
        ..ending(
            "경쟁사 선택",
            call("{champ} 통화. {rival:로} 결정했다고 함. 이유는 초기 비용. 정중히 이유를 더 물어봄."),
        )
    },
    Ending {
        to_rival: true,
        ..ending(
            "경쟁사 선택",
            replied("{champ} 회신: \"아쉽지만 {rival:과} 계약하게 됐어요. 도움 감사했습니다.\""),
        )
    },
    ending("도입 시기 연기", replied("{champ} 회신: \"{sys} 교체가 먼저라 올해는 어려울 것 같아요.\"")),
    ending("담당자 퇴사", note("{champ} 퇴사. 후임이 정해지지 않아 이어 갈 사람이 없음.")),
    ending("필요한 기능 없음", met("{sys} 실시간 양방향 연동이 필수라고 함. 우리는 내년 하반기 예정.")),
    ending(
        "응답 없음",
        note("{champ}에게 {few}번 연락했으나 3주째 답이 없음. 마지막 메일에 문을 열어 두고 닫음."),
    ),
    ending("자체 개발 결정", call("{champ} 통화. 내부 개발팀이 직접 만들기로 했다고 함.")),
    ending(
        "보안 요건 미충족",
        replied(
            "보안팀 회신: {sys} 쪽 망 분리 때문에 외부 서비스 사용 불가로 결론. {champ:이} 많이 아쉬워함.",
        ),
    ),
    ending("우선순위 밀림", call("{champ} 통화. 다른 과제가 먼저라 무기한 미뤄졌다고 함.")),
    ending(
        "가격",
        call("{champ} 통화. 원하는 금액과 {percent}% 차이. 더 내려가면 지원 품질을 지킬 수 없어 멈춤."),
    ),
];

/// Teams that pay by themselves rarely choose somebody else; they stop.
pub(in super::super) static STOPPED: [Ending; 6] = [
    ending("응답 없음", note("{champ:이} 메일 {few}통을 모두 열람만 함. 사용량도 {percent}% 줄어 닫음.")),
    ending(
        "무료 플랜으로 충분",
        replied("{champ} 회신: \"지금 규모에서는 무료로 충분해요. 커지면 연락할게요.\""),
    ),
    ending("사용 중단", note("{champ} 팀 2주째 접속 없음. 프로젝트가 끝난 것으로 보임.")),
    ending("예산 부족", call("{champ} 통화. 이번 분기 도구 예산이 끝났다고 함.")),
    Ending {
        to_rival: true,
        ..ending("경쟁사 선택", replied("{champ} 회신: \"팀에서 이미 {rival:을} 쓰고 있어서요.\""))
    },
    ending("팀 개편", call("{champ} 통화. 팀이 둘로 나뉘어 당분간 새 도구는 어렵다고 함.")),
];

pub(in super::super) static HELD: [Ending; 6] = [
    ending(
        "예산 동결, 새 사업계획 때 재논의",
        call("{champ} 통화. 올해 예산은 동결. {case:을} 새 사업계획에 넣어 보겠다고 함."),
    ),
    ending("조직 개편 이후 재검토", replied("{champ} 회신: \"조직 개편이 끝나면 제가 먼저 연락드릴게요.\"")),
    ending("시스템 교체 이후 진행", met("{sys} 교체가 끝나야 시작할 수 있음. 관심은 그대로.")),
    ending("담당자 휴직", call("{champ} 통화. 휴직에 들어가며 {next}에 후임에게 인계 예정.")),
    ending(
        "기존 계약 만료까지 대기",
        call("{champ} 통화. 쓰던 도구의 계약이 남아 있어 만료 한 달 전에 다시 보기로."),
    ),
    ending(
        "사용량 감소로 잠시 멈춤",
        note("{champ} 팀 사용량이 절반으로 줄어 제안을 멈춤. 이유를 먼저 알아볼 것."),
    ),
];
