//! What the pages say about targets, contact plans and research notes.

use super::{Words, words};
use domain::hangul;
use domain::outbound::{Because, Next, TargetLine, TargetState, Whom};

words! {
    outbound = "아웃바운드" | "Outbound";
    outbound_whose = "누구의 타깃" | "Whose targets";
    outbound_mine = "내 타깃" | "Mine";
    outbound_all = "모든 타깃" | "All";
    outbound_states = "상태" | "State";
    outbound_worked = "진행 중" | "In progress";
    outbound_label = "연락할 순서로 놓인 타깃 고객사" | "Targets in the order to work them";
    outbound_choose = "타깃 고르기" | "Choose targets";
    outbound_empty = "아직 타깃 고객사가 없어요. ICP에 맞는 고객사를 골라 타깃으로 정해 보세요." | "There are no targets yet. Choose accounts that fit your ICP.";
    outbound_empty_filter = "여기에 해당하는 타깃이 없어요." | "No targets here.";
    outbound_see_all = "모든 타깃 보기" | "See all targets";
    outbound_find = "ICP에 맞는 고객사 보기" | "See accounts that fit";
    outbound_nobodys = "담당자 없음" | "Nobody’s";
    outbound_to_list = "아웃바운드 목록" | "Outbound list";

    outbound_choose_label = "타깃으로 정하기" | "Make targets";
    outbound_offer(count: &str) = "이 조건에 맞고 아직 타깃이 아닌 고객사 {count}곳" | "{count} accounts of this filter that are no targets yet";
    outbound_for = "누구의 타깃으로" | "Whose targets";
    outbound_make(count: &str) = "{count}곳을 타깃으로" | "Make {count} targets";
    outbound_made(count: i64) = "고객사 {count}곳을 타깃으로 정했어요." | "{count} account{s} became {what}.", s = super::s(count), what = if count == 1 { "a target" } else { "targets" };
    outbound_left(count: i64) = "조건에 맞는 고객사가 {count}곳 더 있어요. 한 번 더 누르면 이어서 정해요." | "{count} more would fit. Press again to go on.";
    outbound_take_back = "되돌리기" | "Undo";
    outbound_taken_back = "되돌렸어요. 이미 시작한 고객사는 타깃으로 남겨 두었어요." | "Undone. Those that somebody has begun to work stay targets.";

    target_not_started = "시작 전" | "Not started";
    target_planned = "계획함" | "Planned";
    target_in_contact = "컨택 중" | "In contact";
    target_meeting_agreed = "미팅 합의" | "Meeting agreed";
    target_handed_over = "인계함" | "Handed over";
    target_given_up = "그만둠" | "Given up";

    next_hand_over = "AE에게 인계하기" | "Hand the lead over";
    next_plan = "다음 연락 정하기" | "Plan the next contact";
    next_contact(channel: &str, whom: &str) = "{channel}: {whom}" | "{channel}: {whom}";
    next_find(channel: &str, whom: &str) = "{whom}{object} 찾아 {channel}" | "Find the {whom}, then {channel}", object = hangul::object(whom);

    because_waits = "미팅에 합의하고 기다리고 있어요" | "agreed to meet, and waits";
    because_late(days: i64) = "{days}일 지남" | "{days} day{s} late", s = super::s(days);
    because_today = "오늘 할 일" | "due today";
    because_fit(tier: &str, fit: i16) = "ICP {tier} ({fit}점)" | "ICP {tier} ({fit})";
    because_fit_low(fit: i16) = "ICP 적합도 {fit}점" | "ICP fit {fit}";
    because_no_fit = "ICP 적합도 모름" | "ICP fit unknown";
    because_untouched = "아직 연락 전" | "never contacted";
    because_touched(times: usize) = "{times}번 연락함" | "{times} touch{es}", es = if times == 1 { "" } else { "es" };

    contact_plan = "연락 계획" | "Contact plan";
    contact_plan_empty = "누구에게 언제 어떻게 연락할지 정해 보세요. 연락을 기록하면 단계가 저절로 끝나요." | "Plan whom to contact, how and when. Logging the contact completes the step.";
    contact_steps = "연락 계획의 단계" | "Steps of the contact plan";
    contact_add = "연락 추가" | "Add a contact";
    contact_person = "고객 담당자" | "Person";
    contact_person_none = "아직 몰라요" | "Not known yet";
    contact_post = "찾을 직책" | "Post to be found";
    contact_post_hint = "담당자를 모를 때만 적어요. 예: 구매팀장" | "Only if the person isn’t known, as in Head of Purchasing.";
    contact_channel = "방법" | "How";
    contact_due = "날짜" | "Day";
    contact_member = "연락할 멤버" | "Who of us";
    contact_plan_it = "계획에 넣기" | "Add to the plan";
    contact_to_find = "찾아야 해요" | "to be found";
    contact_done(day: &str) = "{day}에 연락함" | "contacted on {day}";
    contact_skipped(reason: &str) = "건너뜀: {reason}" | "Skipped: {reason}";
    contact_skip = "건너뛰기" | "Skip";
    contact_skip_why = "왜 건너뛰나요?" | "Why is it skipped?";
    contact_resume = "다시 하기" | "Put back";
    contact_found = "찾았어요" | "Found them";
    contact_found_hint = "목록에 없으면 먼저 이 고객사의 담당자로 추가하세요." | "If they aren’t listed, add them to this account’s people first.";
    contact_found_save = "이 사람으로" | "It is them";
    contact_log = "기록" | "Log";
    contact_log_hint = "첫 연락을 기록하면 아웃바운드 리드가 생기고, 미팅을 약속하면 SQL이 돼요." | "A first contact makes an outbound lead; an agreed meeting makes it an SQL.";
    contact_up(whom: &str) = "위로: {whom}" | "Up: {whom}";
    contact_down(whom: &str) = "아래로: {whom}" | "Down: {whom}";
    contact_take_out(whom: &str) = "계획에서 빼기: {whom}" | "Remove: {whom}";
    outbound_give_up = "그만두기" | "Give this target up";
    outbound_reason = "그만두는 이유" | "Why it is given up";
    outbound_reason_hint = "나중에 다시 타깃으로 정할 수 있어요." | "It can become a target again.";
    outbound_given_up(reason: &str) = "타깃에서 뺐어요: {reason}" | "Given up: {reason}";
    refused_not_a_target = "연락 계획은 타깃 고객사에만 세울 수 있어요. 먼저 타깃으로 표시해 주세요." | "Contacts are planned with target accounts. Mark it as a target first.";

    research_notes = "조사 노트" | "Research notes";
    research_notes_empty = "연락하기 전에 알게 된 것을 적어 두세요." | "Write down what you find out before the first contact.";
    research_write = "노트 쓰기" | "Write a note";
    research_body = "알게 된 것" | "What you found out";
    research_body_hint = "예: 내년 상반기에 물류센터를 새로 열어요." | "As in: opens a new warehouse next spring.";
    research_source = "출처 링크" | "Link to the source";
    research_source_hint = "없으면 비워 두세요." | "Leave it empty if there is none.";
    research_save = "노트 저장" | "Save the note";
    research_correct = "고치기" | "Correct";
    research_corrected = "고침" | "corrected";
    why_not_a_page = "웹 주소로 적어 주세요. 예: https://www.company.kr/news" | "Write a web address, as in https://www.company.kr/news.";

    field_contact_step = "연락 계획" | "Contact plan";
    field_contact_skipped = "건너뛴 연락" | "Skipped contact";
    field_contact_order = "연락 순서" | "Order of contacts";
    field_research_note = "조사 노트" | "Research note";
    field_given_up = "타깃을 그만둔 이유" | "Why the target was given up";
    moment_contact_planned(whom: &str) = "연락 계획에 넣음: {whom}" | "Planned to contact {whom}";
    moment_contact_taken_out(whom: &str) = "연락 계획에서 뺌: {whom}" | "Took {whom} out of the contact plan";
    moment_noted(note: &str) = "조사 노트: {note}" | "Research note: {note}";

    why_agreed(kind: &str, day: &str) = "첫 미팅에 합의했어요: {kind} 기록, {day}" | "They agreed to a first meeting: {kind} logged, {day}";
    why_agreed_calendar(day: &str) = "첫 미팅을 스스로 예약했어요: {day}" | "They booked a first meeting themselves: {day}";
}

impl Words {
    pub fn target_state(self, state: TargetState) -> &'static str {
        match state {
            TargetState::NotStarted => self.target_not_started(),
            TargetState::Planned => self.target_planned(),
            TargetState::InContact => self.target_in_contact(),
            TargetState::MeetingAgreed => self.target_meeting_agreed(),
            TargetState::HandedOver => self.target_handed_over(),
            TargetState::GivenUp => self.target_given_up(),
        }
    }

    pub fn outbound_next(self, next: &Next) -> String {
        match next {
            Next::HandOver => self.next_hand_over().to_owned(),
            Next::Plan => self.next_plan().to_owned(),
            Next::LookAgain => self.owed(domain::leads::Owed::LookAgain).to_owned(),
            Next::Contact { channel, whom } => match whom {
                Whom::Person { name, .. } => self.next_contact(self.activity_kind(*channel), name),
                Whom::Post(post) => self.next_find(&self.activity_kind(*channel).to_lowercase(), post),
            },
        }
    }

    /// Why a target stands where it does, the weightiest first.
    pub fn because(self, line: &TargetLine) -> String {
        let one = |it: &Because| match *it {
            Because::TheyWait => self.because_waits().to_owned(),
            Because::Late(days) => self.because_late(days),
            Because::Today => self.because_today().to_owned(),
            Because::Fit(fit) => match it.tier() {
                Some(tier) => self.because_fit(tier.letter(), fit),
                None => self.because_fit_low(fit),
            },
            Because::NoFit => self.because_no_fit().to_owned(),
            Because::Untouched => self.because_untouched().to_owned(),
            Because::Touched(times) => self.because_touched(times),
        };
        line.because.iter().map(one).collect::<Vec<_>>().join(" · ")
    }
}
