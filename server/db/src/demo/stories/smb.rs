//! Small companies that came to us: from the first call to the signature in two to four weeks.

use super::{Chapter, call, demo, met, missed, no_show, note, replied, sent, visit, voicemail};

pub(super) static CHAPTERS: [Chapter; 5] = [NEED, DEMO, QUOTE, AGREEMENT, CONTRACT];

const NEED: Chapter = Chapter {
    work: &[
        call("{champ:과} 첫 통화. {pain:이} 가장 급하다고 함. 지금은 {sys:로} 버티는 중."),
        call("{champ} 통화 {minutes}분. 사용 인원은 {seats}명 정도, 검토는 이번 달 안에 끝내고 싶어 함."),
        call("문의 경위 확인: 지인 추천으로 알게 됨. {case:을} 먼저 보고 싶다고 함."),
        voicemail("{champ} 부재중. 음성 메시지를 남기고 데모 가능 시간 두 개({next} 포함)를 문자로 보냄."),
        missed("{champ}에게 오전에 걸었으나 연결 안 됨. 오후 4시 이후 다시 시도."),
        sent("소개서와 비슷한 규모({seats}명)의 {case} 사례 한 장 발송. 데모 가능 시간 문의."),
        replied("{champ} 회신: \"{pain} 때문에 알아보고 있어요. 다음 주에 볼 수 있을까요?\""),
        replied("궁금한 점 세 가지 회신 받음. 요금, {sys} 연동, 데이터 보관 위치."),
        met("화상으로 {minutes}분. 하루 문의 {many}건, 그중 절반이 반복이라고 함."),
        note("홈페이지 데모 신청으로 들어옴. 관심 항목은 {case}, 팀 규모 {seats}명."),
        note("{champ:이} 요금 페이지를 {few}번 봄. 예산 이야기를 먼저 꺼내도 될 듯."),
        note("작년에도 문의한 적이 있음. 그때는 {sys} 교체와 겹쳐서 멈췄다고 함."),
    ],
    then: &[
        demo("{champ} 외 {few}명 참석. {case} 흐름으로 40분 시연. {metric} 사례에 반응이 가장 좋았음."),
        demo(
            "{champ} 팀 데모. {sys} 화면을 보면서 실제 문의 {few}건을 바로 찾아봄. \"이건 되네요\"라는 말이 나옴.",
        ),
        demo("{champ:과} 데모. {pain:을} 보여 주는 데 시간을 많이 씀. {boss}에게도 보여 주고 싶다고 함."),
        demo("온라인 데모 {few}명. 질문 12개 중 11개 답변, 남은 하나는 {sys} 권한 설정."),
    ],
    tails: &[
        "데모는 {next} 오후로 잡음.",
        "의사결정은 {boss} 혼자 한다고 함.",
        "예산은 정해지지 않았지만 필요는 분명함.",
        "{rival}도 같이 보고 있음.",
        "내부 공유 후 연락 주기로 함.",
        "{next}에 다시 통화하기로 함.",
    ],
    next_steps: &[
        "데모 일정 잡기",
        "{champ} 니즈 정리 공유",
        "의사결정권자 확인",
        "{boss} 참석 요청",
        "사례 자료 보내기",
        "{sys} 연동 방식 확인",
    ],
};

const DEMO: Chapter = Chapter {
    work: &[
        call("{champ:과} 데모 후속 통화. 팀 반응 좋음, {boss} 결재만 남았다고 함."),
        call("예산 범위 확인. {amount} 안팎이면 올해 예산으로 가능."),
        call("반대 의견: \"{sys:로} 충분하다\"는 팀원이 있음. {metric} 자료를 달라고 함."),
        missed("{champ}에게 후속 통화 시도, 회의 중이라 연결 안 됨."),
        voicemail("{champ}에게 데모 자료를 받았는지 음성 메시지로 확인 요청."),
        sent("{champ}에게 데모 녹화본과 질문 {few}개의 답변을 정리해서 발송."),
        sent("{boss}께 보고할 한 장 요약 전달. 기대 효과는 {metric}."),
        replied("{champ} 회신: \"내부에서 {few}명이 더 보고 싶어 해요.\""),
        met("{boss} 동석. 비용 대비 효과를 두 번 물어봄. {many}건 기준으로 다시 계산하기로 함."),
        no_show("약속 시간에 {champ} 불참. 급한 장애 대응 때문이라고 문자 옴."),
        note("의사결정권자는 {boss}. {champ:은} 추천까지만 할 수 있음."),
        note("{rival:과} 비교 중. 우리는 {sys} 연동에서 앞서고 가격에서 밀림."),
    ],
    then: &[
        call("견적 요청 받음. {seats}석 연 단위, {sys} 연동 포함."),
        replied("{champ} 회신: \"{seats}석 기준으로 견적 부탁드려요. 이번 주 안이면 좋겠어요.\""),
        met("{boss:과} 범위 합의. {case}부터 시작하고 나머지는 두 달 뒤."),
        sent("견적서 발송. {seats}석 연간 {amount}, 부가세 별도."),
    ],
    tails: &[
        "{next}까지 내부 의견을 모아 준다고 함.",
        "다음 미팅에 {boss} 참석 예정.",
        "보안 질의서를 따로 보내기로 함.",
        "{rival} 데모는 다음 주라고 함.",
        "할인보다 도입 지원을 더 궁금해함.",
        "결정 시기는 다음 달 초.",
    ],
    next_steps: &[
        "견적 초안 작성",
        "{boss} 미팅 잡기",
        "데모 질문 답변 보내기",
        "예산 범위 확인",
        "반대 의견 답변 정리",
        "보안 질의서 회신",
    ],
};

const QUOTE: Chapter = Chapter {
    work: &[
        call("{champ:과} 견적 확인 통화. 금액은 괜찮고 결제 조건만 조정하고 싶어 함."),
        call("{champ} 통화. {boss:이} 휴가라 다음 주에 결재 올린다고 함."),
        call("{champ:이} 할인 요청. 2년 약정이면 {amount:로} 가능하다고 안내."),
        missed("{champ}에게 {amount} 견적 회신 확인차 전화, 연결 안 됨."),
        sent("2년 약정 조건의 수정 견적 발송. 총액 {amount}."),
        sent("비교표 발송: {rival} 대비 연동, 지원, 총비용."),
        replied("{champ} 회신: \"재무 확인 중이에요. {next}까지 답 드릴게요.\""),
        replied("{boss} 회신: \"{seats}석에서 시작하고 분기마다 늘리는 조건이 가능한가요?\""),
        met("재무 담당 포함 화상 미팅 {minutes}분. {amount}의 세금계산서 발행일과 분납 여부 논의."),
        visit("사무실 방문. {champ} 팀 {few}명과 실제 업무 흐름을 같이 그려 봄."),
        note("경쟁 견적이 {percent}% 낮다고 함. 연동 비용이 빠진 금액으로 보임."),
        note("견적서 열람 {few}회. 마지막은 어제 밤."),
    ],
    then: &[
        call("{boss} 구두 합의. {seats}석, 연 {amount:로} 진행하자고 함."),
        met("최종 조건 합의: {seats}석 연간 선납, 첫 달 무료 교육 {few}회. 계약서만 남음."),
        replied("{champ} 회신: \"결재 났습니다. 계약서 보내 주세요.\""),
    ],
    tails: &[
        "견적 유효 기간은 {next}까지로 안내.",
        "{next}에 결재 올린다고 함.",
        "{boss} 의견만 남음.",
        "올해 안에 시작하고 싶다는 뜻은 분명함.",
        "구매 절차는 따로 없고 대표 결재.",
        "할인 없이도 가능하다는 느낌.",
    ],
    next_steps: &[
        "견적 회신 확인",
        "{champ}에게 비교표 전달",
        "결제 조건 조정안 보내기",
        "{boss} 결재 일정 확인",
        "구매팀 회신 확인",
        "수정 견적 보내기",
    ],
};

const AGREEMENT: Chapter = Chapter {
    work: &[
        call("{champ:과} 시작일 조율. {next} 킥오프 희망."),
        call("{boss} 확인 통화. 조건 변경 없음, 서류만 준비하면 됨."),
        sent("{champ}에게 {seats}석 계약서 초안과 개인정보 처리 위탁 계약서 발송."),
        sent("결제 링크({amount}) 발송, 사업자 정보 요청."),
        replied("{champ} 회신: \"법무 검토 하루만 더 부탁드려요.\""),
        replied("{champ}에게서 사업자등록증과 세금계산서 메일 주소 받음."),
        met("계약 조항 검토 {minutes}분. 해지 통보 기간 30일로 수정 합의."),
        missed("계약서 수정본 확인차 {champ}에게 전화, 연결 안 됨."),
        note("법무 없음. {boss:이} 직접 읽는다고 함. 조항 {few}개의 설명을 쉽게 정리해서 보낼 것."),
        note("{rival} 쪽에서 추가 할인을 제안했다고 함. {champ:이} 먼저 알려 줌."),
    ],
    then: &[
        sent("수정 {few}건 반영한 최종 계약서 발송. {boss} 서명 요청."),
        replied("{champ} 회신: \"최종본 확인했습니다. 이대로 진행할게요.\""),
        call("{boss} 최종 확인. 오늘 계약서 보내기로 함."),
    ],
    tails: &[
        "서명은 {next} 예정.",
        "{champ:이} 내부 절차를 직접 챙기는 중.",
        "첫 사용자는 {seats}명으로 확정.",
        "세금계산서는 월말 발행 요청.",
        "킥오프는 고객성공팀과 함께.",
    ],
    next_steps: &[
        "계약서 발송",
        "법무 검토 확인",
        "결제 링크 보내기",
        "{champ} 시작일 조율",
        "사업자등록증 받기",
    ],
};

const CONTRACT: Chapter = Chapter {
    work: &[
        call("{champ} 통화. 서명은 {boss} 출장에서 돌아오는 {next}에 가능."),
        call("{account} 결제 담당 통화. 카드 한도 때문에 이체로 변경."),
        sent("{boss}께 전자 서명 요청 다시 보냄. 이전 메일은 스팸함에 있었다고 함."),
        sent("{champ}에게 계좌 정보와 {amount} 세금계산서 초안 발송."),
        replied("{champ} 회신: \"날인본 스캔해서 내일 보내 드릴게요.\""),
        replied("결제 완료 예정일 회신 받음: {next}."),
        missed("{champ}에게 서명 진행 확인차 전화, 부재중."),
        note("전자 서명 열람됨. {boss} 서명만 남음."),
        note("도입 준비 시작: {sys} 접속 계정 요청서를 미리 보냄."),
        met("고객성공팀 소개 미팅. 교육 일정 {few}회 확정."),
    ],
    then: &[
        replied("{champ} 회신: \"서명 완료했습니다. 잘 부탁드려요!\""),
        call("입금 확인. {champ:과} 킥오프 일정까지 정함."),
        note("{boss} 전자 서명 완료, 계약서 보관함에 저장. 고객성공팀에 약속한 내용 {few}가지 전달."),
    ],
    tails: &[
        "날인본은 {next} 도착 예정.",
        "입금 확인 후 바로 계정 발급.",
        "{boss} 일정만 남음.",
        "시작일은 그대로.",
    ],
    next_steps: &["날인본 회수", "입금 확인", "{boss} 서명 확인", "킥오프 일정 확정", "법무 검토 대기"],
};
