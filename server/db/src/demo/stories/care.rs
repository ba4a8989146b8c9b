//! What customer success does once a deal is won.

use super::{Chapter, Tale, call, met, missed, replied, sent, visit};

/// The first days, in their order.
pub(in super::super) static ONBOARDING: [&[Tale]; 3] = [
    &[
        met("킥오프. 첫 달 목표: {metric}. 고객 쪽 담당은 {champ}."),
        met("킥오프 {minutes}분. {sys} 연동을 먼저, 교육은 그다음 주로 합의."),
        met("{champ:과} 킥오프. 영업에서 약속한 내용 {few}가지와 {case} 일정을 함께 확인함."),
    ],
    &[
        visit("사용자 교육 {few}회 중 1회차. 참석 {seats}명 중 대부분 로그인 완료."),
        met("온라인 교육 {minutes}분, {few}명. 검색 요령과 문서 권한 설명."),
        call("{champ} 통화. 데이터 이관 끝, {sys} 동기화 정상."),
    ],
    &[
        call("첫 성과 확인. {metric:이} 숫자로 보이기 시작했다고 함."),
        met("한 달 점검. 활성 사용자 {percent}%p 증가, 남은 과제는 게스트 권한."),
        replied("{champ} 회신: \"{case:은} 이제 없으면 안 돼요.\""),
    ],
];

/// What keeps a customer afterwards.
pub(in super::super) static CARE: Chapter = Chapter {
    work: &[
        call("정기 점검 통화 {minutes}분. 불편은 없고 새 팀원 {few}명 추가 예정."),
        call("{champ} 통화. 요즘 많이 쓰는 기능은 자동 분류."),
        met("분기 점검. 사용량 {percent}% 증가, 다음 분기 목표 합의."),
        met("활용 워크숍 {minutes}분. 다른 부서 {few}명이 참관."),
        visit("정기 방문. {champ} 팀 자리에서 막히는 화면 {few}개를 바로 고침."),
        sent("{champ}에게 새 기능 안내와 {case} 활용 사례 발송."),
        sent("월간 사용 보고서 발송. 활성 사용자 {percent}%p 증가, 검색 {many}회."),
        replied("{champ} 회신: \"보고서 잘 봤어요. 임원 보고에 그대로 썼습니다.\""),
        missed("{champ} 정기 점검 통화 시도, 연결 안 됨. {next}에 다시 걸겠다고 메일로 남김."),
        replied("문의 해결: {sys} 동기화 지연의 원인은 만료된 계정. {minutes}분 만에 교체."),
    ],
    then: &[],
    tails: &[
        "다음 점검 {next}.",
        "두 번째 챔피언을 찾는 중.",
        "갱신 이야기는 아직 이름.",
        "옆 팀에서도 관심을 보임.",
    ],
    next_steps: &[
        "정기 점검 통화",
        "월간 보고서 보내기",
        "새 사용자 교육",
        "두 번째 챔피언 만들기",
        "갱신 조건 미리 확인",
    ],
};
