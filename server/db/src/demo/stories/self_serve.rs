//! Teams that already use the product: from the signal to the payment in days.

use super::{Chapter, call, demo, met, missed, note, replied, sent, voicemail};

pub(super) static CHAPTERS: [Chapter; 5] = [DETECTED, USE, PLAN, OFFER, CHECKOUT];

const DETECTED: Chapter = Chapter {
    work: &[
        note("팀원 {few}명 초대, 14일 중 9일 사용. 좌석 한도에 가까움."),
        note("검색 {many}회 돌파. {sys} 연동까지 스스로 끝냄."),
        note("{champ:이} 결제 페이지를 {few}번 열었다가 닫음. 좌석 {seats}개에서 고민하는 듯."),
        note("무료 한도 {percent}% 남음. 이 속도면 이번 주 안에 도달."),
        sent("워크스페이스 주인 {champ}에게 첫 인사. 무엇에 쓰는지 질문 하나만 보냄."),
        sent("{champ}에게 한도 도달 전 안내와 활용 팁 {few}가지 발송."),
        missed("{champ} 통화 시도, 연결 안 됨."),
        voicemail("{champ}에게 짧게 음성 메시지. 도움이 필요한지 물어봄."),
        call("{champ} 통화. 써 보니 편해서 팀에 퍼뜨리는 중이라고 함."),
    ],
    then: &[
        replied("{champ} 회신: \"{case:로} 쓰고 있어요. 팀 전체가 쓰려면 얼마인가요?\""),
        call("{champ} 첫 통화 {minutes}분. 사용 목적은 {case}, 막힌 곳은 권한 설정."),
        replied("{champ:이} 앱 안 메시지에 회신. {case:로} 쓰는 중이고, 통화보다 글이 편하다고 함."),
    ],
    tails: &[
        "{next}에 다시 확인.",
        "통화는 오후를 선호.",
        "팀 규모 {seats}명.",
        "스스로 알아보는 편이라 링크만 보내면 됨.",
    ],
    next_steps: &["첫 연락하기", "{champ}에게 활용 질문 보내기", "한도 도달 전 안내", "오후에 다시 통화"],
};

const USE: Chapter = Chapter {
    work: &[
        call("활용 확인. {pain:을} 줄이려고 시작했다고 함."),
        call("{champ} 통화. 쓰는 사람 {seats}명, 막는 것은 게스트 권한."),
        met("화면 공유 {minutes}분. {sys} 연동을 같이 켬."),
        sent("{champ}에게 팀 플랜 차이 세 줄 요약과 {sys} 연동 도움말 링크 발송."),
        replied("{champ} 회신: \"동료 {few}명을 더 초대해 볼게요.\""),
        missed("약속한 시간에 {champ}에게 전화, 연결 안 됨. 메일로 대신."),
        note("지난주보다 사용량 {percent}% 증가. 핵심 기능 3개 모두 사용."),
        note("게스트 초대에서 {few}번 막힌 흔적. {champ}에게 먼저 알려 주면 좋을 듯."),
        demo("관리자 기능 {minutes}분 시연. 권한과 사용량 화면을 좋아함."),
    ],
    then: &[
        replied("{champ} 회신: \"{seats}명으로 늘리고 싶은데 플랜을 추천해 주세요.\""),
        call("{champ} 통화. 쓸모는 확인됨, 요금과 좌석만 정하면 됨."),
        met("{champ:과} 화상 {minutes}분. 용도, 인원, 걸림돌을 정리하고 플랜 이야기로 넘어감."),
    ],
    tails: &[
        "{next} 다시 이야기.",
        "결제는 {champ:이} 직접.",
        "보안 문서는 필요 없음.",
        "하반기에 인원이 늘어난다고 함.",
    ],
    next_steps: &["사용량 확인 후 연락", "게스트 권한 안내", "{champ} 활용 인터뷰", "연동 도움 주기"],
};

const PLAN: Chapter = Chapter {
    work: &[
        call("플랜 상담. {seats}석 스타터로 시작, 석 달 뒤 비즈니스 검토."),
        call("{champ} 통화. 월 결제와 연 결제 차이를 물어봄."),
        sent("좌석별 예상 비용표 발송. 연 결제 시 {amount}."),
        replied("{champ} 회신: \"연 결제가 낫겠네요. 세금계산서 되나요?\""),
        replied("{champ} 회신: 결제 담당자를 소개받음."),
        met("사용 예측 {minutes}분. 다음 분기 {seats}명 기준으로 합의."),
        note("결제는 {champ:이} 담당. {amount:이}면 법인카드 한도 안이라 결재 불필요."),
        missed("{account} 결제 담당 통화 시도, 연결 안 됨."),
    ],
    then: &[
        call("{champ:과} 플랜 확정. {seats}석 연 결제, {amount}."),
        replied("{champ} 회신: \"이 조건으로 제안서만 한 장 보내 주세요.\""),
        sent("{champ}에게 {seats}석 맞춤 제안과 결제 안내 발송."),
    ],
    tails: &[
        "{next}까지 결정한다고 함.",
        "좌석은 나중에 늘려도 됨.",
        "연 결제 할인만 반영.",
        "비교 중인 도구는 {rival}.",
    ],
    next_steps: &["플랜 비교표 보내기", "결제 담당 확인", "좌석 수 확정", "세금계산서 안내"],
};

const OFFER: Chapter = Chapter {
    work: &[
        sent("결제 링크 발송. {seats}석, {amount}."),
        sent("할인 코드 만료 {next} 안내."),
        call("{champ} 통화. 다음 주 회의에서 확인하고 결제한다고 함."),
        replied("{champ} 회신: \"{seats}석 말고 조금 줄여서 시작해도 되나요?\""),
        missed("{champ}에게 제안 확인차 통화 시도, 연결 안 됨."),
        voicemail("{champ}에게 결제 링크 확인 부탁 음성 메시지."),
        note("결제 링크 열람 {few}회. 아직 결제 전."),
        met("제안 설명 {minutes}분. 팀원 {few}명 동석, 질문은 데이터 내보내기."),
    ],
    then: &[
        replied("{champ} 회신: \"승인받았어요. 오늘 결제할게요.\""),
        call("{champ} 통화. 결제 진행 중, 카드 정보만 넣으면 된다고 함."),
        note("결제 페이지 진입 확인. {seats}석, 사업자 정보 입력 단계."),
    ],
    tails: &[
        "{next} 만료.",
        "부담 없이 한 달 먼저 써도 된다고 안내.",
        "결정은 {champ:이} 함.",
        "영수증 발행 방식 안내함.",
    ],
    next_steps: &["결제 링크 확인", "{champ} 제안 회신 확인", "할인 만료 안내", "좌석 조정안 보내기"],
};

const CHECKOUT: Chapter = Chapter {
    work: &[
        call("{champ} 통화. 카드 한도 초과로 결제 실패, 다른 카드로 다시 시도."),
        sent("{champ}에게 계좌 이체 안내와 견적 번호({amount}) 발송."),
        replied("{champ} 회신: \"이체했어요. 확인 부탁드려요.\""),
        note("결제 시도 {few}회 실패. 해외 결제 차단으로 보임. {champ}에게 먼저 알림."),
        missed("{champ} 결제 확인차 통화 시도, 연결 안 됨."),
        replied("{champ} 사업자등록증 회신. {amount} 세금계산서 발행 준비."),
    ],
    then: &[
        note("{amount} 결제 완료 신호 확인. 좌석 {seats}개 활성화."),
        replied("{champ} 회신: \"결제됐네요. 초대 메일 보내도 되죠?\""),
        call("{champ} 통화. 결제 끝, 관리자 설정 5분 같이 함."),
    ],
    tails: &["오늘 안에 끝날 듯.", "{next} 입금 예정.", "막히면 바로 연락 주기로 함."],
    next_steps: &["결제 완료 확인", "입금 확인", "카드 오류 해결", "초대 메일 안내"],
};
