//! Large companies that we approached: pain, champion, proof, internal approval (품의), paper, signature.

use super::{Chapter, call, demo, met, missed, no_show, note, replied, sent, visit, voicemail};

pub(super) static CHAPTERS: [Chapter; 7] = [DISCOVERY, CHAMPION, VALIDATION, POC, PROPOSAL, PAPER, SIGNATURE];

const DISCOVERY: Chapter = Chapter {
    work: &[
        met("첫 미팅. {champ} 포함 {few}명. {pain:을} 직접 보여 줌."),
        met("{boss} 인사 겸 {minutes}분. 올해 과제 세 개 중 하나가 {case}."),
        call("{champ:과} 통화. 하루 {many}건을 손으로 처리한다고 함."),
        call("조직 파악: {champ} → {boss} → 임원회의. 검토는 IT 쪽 {tech}."),
        voicemail("{champ} 부재중. 세미나 자료를 핑계로 음성 메시지 남김."),
        missed("{account} 대표번호로 연결 시도, {champ} 외근."),
        sent("{champ}에게 같은 업종의 {case} 사례와 30분 미팅 제안 발송."),
        sent("회의록 공유. 문제를 고객 표현 그대로 적음: \"{pain}\""),
        replied("{champ} 회신: \"관심은 있는데 우선순위를 확인해 볼게요.\""),
        visit("본사 방문. 현업 자리에서 {sys} 화면을 같이 봄. 검색에 평균 {minutes}분."),
        note("타깃 고객사 목록에서 시작. {account}의 올해 채용 공고에 상담 혁신 담당이 있음."),
        note("{champ} 이야기: {rival:이} 2년 전 파일럿을 했으나 {few}개 팀에서 멈췄다고 함."),
    ],
    then: &[
        met("두 번째 미팅. {champ:이} 문제를 숫자로 정리해 옴: 월 {many}시간 손실."),
        visit("{champ} 팀 {few}명과 워크숍. 손실이 가장 큰 업무를 {case:로} 정함."),
        call("{champ} 통화. {boss} 보고에 우리 자료를 넣겠다고 함."),
    ],
    tails: &[
        "두 번째로 만날 사람: {tech}.",
        "{next} 후속 미팅.",
        "예산은 내년 사업계획에 들어가야 함.",
        "문제를 인정하는 사람은 많지만 주인이 없음.",
        "{boss}에게 보고할 자료를 부탁받음.",
    ],
    next_steps: &[
        "{tech} 소개 부탁",
        "문제 정의 문서 보내기",
        "두 번째 미팅 잡기",
        "{boss} 관심사 파악",
        "현업 인터뷰 일정 잡기",
    ],
};

const CHAMPION: Chapter = Chapter {
    work: &[
        met("{champ:과} 따로 {minutes}분. 사내에서 누가 반대할지 솔직하게 들음."),
        met("현업 {few}명 인터뷰. {metric:이} 가능하다면 바로 쓰겠다고 함."),
        call("{champ} 통화. 우리 자료를 팀 주간회의에서 직접 발표했다고 함."),
        call("{tech} 첫 통화. 관심은 {sys} 연동과 권한 상속."),
        sent("{champ:이} 쓸 한 장 요약 발송. 숫자는 {many}시간 절감 기준."),
        replied("{champ} 회신: \"{boss}께서 다음 달 회의 안건으로 올리라고 하셨어요.\""),
        replied("{tech} 회신: 보안 점검표 40문항 전달받음."),
        no_show("{boss} 미팅 취소. 임원 일정 변경."),
        visit("{champ} 팀 방문. 상담원 옆에서 두 시간 관찰, 검색 {few}번 실패하는 장면을 기록."),
        note("챔피언 후보: {champ}. 데이터를 먼저 보내 줬고 소개도 해 줌."),
        note("반대자: 기존 시스템을 만든 팀. {tech:을} 먼저 설득해야 함."),
        missed("{boss} 비서실 통화 시도, 회의 중."),
    ],
    then: &[
        met("{champ:이} {boss:과}의 미팅을 만들어 줌. 목표는 {metric}."),
        call("{champ} 통화. 검증 범위를 {case} 한 가지로 좁히기로 함."),
        replied("{champ} 회신: \"{tech}도 참석합니다. 데모 준비 부탁드려요.\""),
    ],
    tails: &[
        "챔피언이 한 명뿐이라 한 명 더 필요.",
        "{tech} 미팅은 {next}.",
        "결정 기준 초안을 같이 쓰기로 함.",
        "{boss:은} 결과 숫자만 본다고 함.",
        "경쟁은 {rival}, 그리고 자체 구축안.",
    ],
    next_steps: &[
        "두 번째 챔피언 만들기",
        "{tech} 기술 미팅 잡기",
        "{champ} 발표 자료 돕기",
        "결정 기준 초안 공유",
        "{boss} 15분 미팅 부탁",
    ],
};

const VALIDATION: Chapter = Chapter {
    work: &[
        demo("기술 데모. {tech} 질문 {few}개에 답변, 남은 질문은 권한 상속 하나."),
        demo("{champ} 팀 대상 데모. 실제 문서 {many}개를 넣고 시연. 정답률 {percent}%p 상승."),
        met("{tech:과} 구성 논의. {sys} 연동은 읽기 전용 계정으로 합의."),
        met("{account} 보안팀 미팅 {minutes}분. 데이터 보관 위치와 로그 보존 기간 확인."),
        call("{tech} 통화. 싱글 사인온은 필수, 망 분리는 예외 승인 가능."),
        sent("보안 점검표 40문항 답변 발송. 미충족 0개, 조건부 {few}개."),
        sent("{tech}에게 아키텍처 문서와 {sys} 기준 개인정보 흐름도 발송."),
        replied("{tech} 회신: \"조건부 항목은 보완 계획만 있으면 됩니다.\""),
        replied("{champ} 회신: 결정 기준 5개를 표로 받음. 가중치는 정확도가 가장 큼."),
        missed("{tech} 통화 시도(보안 점검표 {many}번 문항), 연결 안 됨."),
        note("결정 기준: 정확도, {sys} 연동, 보안, 운영 부담, 가격. 마지막이 가격인 점이 좋음."),
        note("{rival} 데모는 실제 문서 없이 진행됐다고 {champ:이} 귀띔."),
    ],
    then: &[
        met("{case} PoC 범위 합의. 성공 기준 {few}개와 종료일을 문서로 남김."),
        replied("{champ} 회신: \"PoC 승인 났습니다. {few}주로 진행해요.\""),
        visit("{tech:과} 현장 점검 {minutes}분. PoC 환경과 계정 발급 일정 확정."),
    ],
    tails: &[
        "다음 기술 미팅 {next}.",
        "세일즈 엔지니어 동석 필요.",
        "{tech:은} 우리 쪽으로 기울었음.",
        "보안 답변은 {next}까지.",
        "{boss} 보고는 PoC 결과 이후.",
    ],
    next_steps: &[
        "보안 점검표 회신",
        "PoC 성공 기준 합의",
        "{tech} 연동 질문 답변",
        "기술 데모 준비",
        "결정 기준 표 확인",
    ],
};

const POC: Chapter = Chapter {
    work: &[
        met("PoC 킥오프. 사용자 {seats}명 중 1차 {few}명 초대."),
        met("PoC 주간 점검. 로그인 {many}회, 검색 성공률 {percent}%p 개선."),
        call("{champ} 통화. 현업 반응은 좋고, 문서 권한 문제 하나가 남음."),
        call("{tech} 통화. {sys} 동기화 지연 10분을 2분으로 줄임."),
        sent("{champ}에게 중간 결과 보고서 발송. 성공 기준 중 {few}개 충족."),
        replied("{champ} 회신: \"사용자 설문 {many}명 응답, 만족 4.4점이에요.\""),
        replied("{tech} 회신: 부하 시험 통과. 응답 0.8초."),
        visit("현장 교육 2회. 상담원 {few}명이 바로 쓰기 시작."),
        note("챔피언 행동 확인: {champ:이} 결과를 임원 채팅방에 공유."),
        note("PoC 종료일 {next}. 연장 요청이 오면 기준부터 다시 확인할 것."),
        no_show("주간 점검에 {tech} 불참. 배포 일정과 겹침."),
        missed("{account} PoC 사용자 대표 통화 시도, 연결 안 됨."),
    ],
    then: &[
        met("PoC 결과 공유 미팅. 성공 기준 모두 충족. {metric}."),
        visit("결과 발표. {boss} 참석, \"현업이 쓰겠다면 반대하지 않겠다\"고 함."),
        replied("{champ} 회신: \"결과 보고 통과했어요. 제안서 부탁드립니다.\""),
    ],
    tails: &[
        "다음 점검 {next}.",
        "아직 안 들어온 사용자에게 {champ:이} 직접 안내.",
        "결과 보고서는 {champ} 이름으로 나감.",
        "남은 기준은 응답 시간 하나.",
        "{rival} PoC는 시작하지 못했다고 함.",
    ],
    next_steps: &[
        "PoC 주간 점검",
        "PoC 결과 보고서 쓰기",
        "{tech} 권한 문제 해결",
        "사용자 설문 보내기",
        "결과 발표 일정 잡기",
    ],
};

const PROPOSAL: Chapter = Chapter {
    work: &[
        met("{boss} 미팅 {minutes}분. 투자 회수 기간을 물어봄. 8개월로 답함."),
        met("{champ:과} 품의 초안 작성. 기대 효과는 {metric:로} 통일."),
        call("결재선 확인: {champ} → {boss} → 대표. 이번 달 임원회의에 상정 예정."),
        call("{champ} 통화. 재무팀 질문은 3년 총비용."),
        sent("제안서 발송. {seats}석, 연 {amount}, 3년 약정 시 조건 별도."),
        sent("{champ}에게 품의 초안과 {amount} 기준 비용 비교표 공유."),
        replied("{champ} 회신: 품의 초안을 재무팀 포함 {few}명이 열람함."),
        replied("{boss} 회신: \"단계별 도입안도 함께 보고 싶습니다.\""),
        visit("임원 보고 동석. {case:을} 1단계로, 나머지는 내년으로."),
        missed("{account} 재무팀 통화 시도, 연결 안 됨."),
        note("예산 결정권자는 {boss}. 미팅 완료, 반대 없음."),
        note("{rival:이} 무상 3개월을 제안했다고 함. 가격이 아니라 정착으로 답할 것."),
    ],
    then: &[
        call("임원회의 통과. {boss:이} 구매팀에 넘기라고 지시."),
        replied("{champ} 회신: \"품의 승인됐습니다. 구매팀에서 연락드릴 거예요.\""),
        met("{boss} 구두 선택. 가격과 계약 조건 협의만 남음."),
    ],
    tails: &[
        "임원회의는 {next} 주간.",
        "재무 질문은 {next}까지 답변.",
        "두 번째 챔피언: {tech}.",
        "예산 항목은 클라우드 이용료로.",
        "대표 보고는 {boss:이} 직접.",
    ],
    next_steps: &[
        "품의 초안 검토",
        "{boss} 미팅 요청",
        "3년 총비용 자료 보내기",
        "임원회의 일정 확인",
        "단계별 도입안 작성",
        "{champ}에게 재무 답변 전달",
    ],
};

const PAPER: Chapter = Chapter {
    work: &[
        met("구매팀 1차 협상. 요청 할인 {percent}%, 우리 안은 3년 약정 조건부."),
        met("법무 미팅. 손해배상 한도와 개인정보 처리 위탁 조항 논의."),
        call("구매 담당 통화. 업체 등록 서류 {few}종 필요."),
        call("{champ} 통화. 법무 의견은 다음 주 초에 나온다고 함."),
        sent("{account} 구매 포털에 업체 등록 서류 {few}종과 재무제표 올림."),
        sent("계약서 수정안 발송. 쟁점 {few}개 중 1개 남음."),
        replied("법무 회신: 손해배상 한도를 연 계약 금액으로 합의."),
        replied("구매팀 회신: \"최종 금액 {amount:로} 품의 올리겠습니다.\""),
        visit("보안 실사. 지적 사항 {few}건, 모두 2주 안에 조치 가능."),
        missed("{account} 구매 담당 통화 시도, 회의 중."),
        note("담당자: 법무 1명, 보안 {tech}, 구매 1명. 모두 연락처 확보."),
        note("{percent}% 할인 승인 받음. 하한선을 넘지 않음."),
    ],
    then: &[
        replied("구매팀 회신: 최종 금액 {amount} 승인. 날인 절차 시작."),
        sent("최종 계약서 2부({amount}) 발송. {boss} 날인 요청."),
        call("{champ} 통화. 법무, 보안, 구매 모두 끝. 날인만 남음."),
    ],
    tails: &[
        "법무 회신 예정일 {next}.",
        "보안 조치 계획서 {next} 제출.",
        "{boss:은} 이번 분기 안에 끝내길 원함.",
        "결제는 분기 선납으로.",
        "남은 쟁점은 해지 조항 하나.",
    ],
    next_steps: &[
        "법무 검토 확인",
        "구매팀 회신 확인",
        "보안 조치 계획서 제출",
        "업체 등록 서류 보내기",
        "최종 금액 승인받기",
    ],
};

const SIGNATURE: Chapter = Chapter {
    work: &[
        call("{champ} 통화. 최종본이 {boss} 책상에 있다고 함."),
        call("{account} 총무팀 통화. 법인 인감은 화·목에만 찍음."),
        sent("{champ} 앞으로 날인 안내와 반송 봉투 발송."),
        replied("{champ} 회신: \"{next} 날인 예정입니다.\""),
        met("고객성공팀과 킥오프 사전 미팅. 첫 달 목표 {few}개 합의."),
        missed("{account} 총무팀 통화 시도, 연결 안 됨."),
        note("날인본 등기 발송 확인. 도착 예정 {next}."),
        replied("구매팀 회신: {amount} 발주서 번호 발급 완료."),
    ],
    then: &[
        visit("날인본 직접 수령. {champ:과} 커피 한 잔, 도입 발표 자료도 부탁받음."),
        replied("{champ} 회신: \"날인 완료했습니다. 스캔본 먼저 보내 드려요.\""),
        call("{boss} 통화. 계약 완료, 다음 주 킥오프에 직접 참석한다고 함."),
    ],
    tails: &[
        "도착하면 바로 계정 발급.",
        "{next} 다시 확인.",
        "발주서는 이미 나옴.",
        "킥오프 날짜는 잡아 둠.",
    ],
    next_steps: &["날인본 회수", "{boss} 날인 확인", "발주서 확인", "킥오프 일정 확정"],
};
