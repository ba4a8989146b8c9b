//! What hand-overs say: the dossier and what it lacks, the clock, and every decision.

use super::{Words, words};
use domain::handover::{Gap, Item, NotSent, RejectClass, State};
use domain::qualification::Kind;
use domain::routing::{Chosen, Reason};

words! {
    handovers = "인계함" | "Hand-overs";
    handover = "AE에게 인계" | "Hand over to an AE";
    handover_one = "인계서" | "Dossier";
    handover_of(name: &str) = "{name} 인계" | "Hand-over of {name}";
    handover_first_contact(name: &str) = "첫 연락: {name}" | "First contact: {name}";

    lead_status_handover_pending = "인계 대기" | "Hand-over pending";
    lead_status_accepted = "인계 수락" | "Accepted";
    lead_none_handover_pending = "AE에게 인계하면 수락할 때까지 여기에 있어요." | "Leads wait here until an AE accepts them.";
    lead_none_accepted = "AE가 수락해 딜이 된 리드가 없어요." | "No lead was accepted into a deal yet.";
    owed_decision = "AE의 수락" | "An AE’s decision";

    handover_item_account = "고객사와 도메인" | "Account and domain";
    handover_item_person = "담당자와 연락처" | "Person and how to reach them";
    handover_item_fit = "ICP 적합도" | "ICP fit";
    handover_item_why_now = "왜 지금인가요" | "Why now";
    handover_item_need = "고객의 말로 적은 니즈" | "Need, in their own words";
    handover_item_answers = "BANT" | "BANT";
    handover_item_people = "관련된 사람, 챔피언 후보" | "People, possible champion";
    handover_item_last_contact = "마지막 대화와 남은 질문" | "Last contact, open questions";
    handover_item_next_step = "합의한 다음 액션" | "Agreed next step";
    handover_item_promises = "수신동의와 약속한 것" | "Consent and promises";

    handover_gap_company = "회사" | "company";
    handover_gap_domain = "회사 도메인(회사 이메일)" | "company domain (a company e-mail)";
    handover_gap_title = "직함" | "title";
    handover_gap_reach = "이메일이나 전화" | "e-mail or phone";
    handover_gap_fit = "ICP 점수" | "ICP score";
    handover_gap_why_now = "시그널이나 문의 내용" | "a signal, or what they asked for";
    handover_gap_need = "고객의 말" | "their words";
    handover_gap_use_case = "사용 목적" | "use case";
    handover_gap_owner = "워크스페이스 주인" | "who owns their workspace";
    handover_gap_people = "아는 사람" | "people known";
    handover_gap_contact = "통한 연락 기록" | "a contact that reached them";
    handover_gap_questions = "남은 질문(없으면 ‘없음’)" | "open questions (“none” if so)";
    handover_gap_step = "다음 액션" | "next step";
    handover_gap_day = "날짜" | "its date";
    handover_gap_past = "지나지 않은 날짜" | "a date that has not passed";
    handover_gap_consent = "수신동의 여부" | "whether they consent";
    handover_gap_promises = "약속한 것(없으면 ‘없음’)" | "promises (“none” if so)";
    handover_lacks(what: &str) = "빠진 것: {what}" | "Missing: {what}";
    handover_always = "꼭 필요해요" | "Needed in any case";

    handover_complete(percent: i16) = "인계서 {percent}% 완성" | "Dossier {percent}% complete";
    handover_complete_hint = "80%부터, 니즈와 다음 액션이 있으면 보낼 수 있어요." | "Can be sent from 80%, with need and next step.";
    handover_needs_sql = "통화로 확인해 SQL이 되면 AE에게 인계할 수 있어요." | "Once a talk has made it an SQL, it can go to an AE.";
    handover_write = "인계서 쓰기" | "Write dossier";
    handover_save = "인계서 저장" | "Save dossier";
    handover_need_words = "고객이 뭐라고 했나요?" | "What did they say they need?";
    handover_need_hint = "고객의 표현 그대로 적어 주세요." | "In the customer’s own words.";
    handover_people = "누가 함께 정하나요? 챔피언 후보는요?" | "Who decides with them? Who may be a champion?";
    handover_questions = "고객이 아직 궁금해하는 것" | "What do they still want to know?";
    handover_none_hint = "없으면 ‘없음’이라고 적어 주세요." | "Write “none” if there is nothing.";
    handover_promises = "우리가 약속한 것" | "What have we promised?";
    handover_next_step = "합의한 다음 액션" | "Agreed next step";
    handover_next_step_due = "그 날짜" | "On";
    handover_to = "받을 AE" | "To";
    handover_to_rule = "자동으로 정하기" | "Choose automatically";
    handover_to_hint = "고객사 담당 AE, 없으면 일이 가장 적은 AE에게 가요." | "Goes to the account’s AE, else to who has the least in hand.";
    handover_note = "전할 말" | "Note";
    handover_send = "인계 보내기" | "Send hand-over";

    handover_waits_for(name: &str) = "{name} 님의 수락을 기다려요" | "Waiting for {name}";
    handover_waits_for_you = "회원님의 결정을 기다려요" | "Waiting for you";
    handover_waits_in_queue = "매니저 대기열에 있어요" | "In the managers’ queue";
    handover_accepted_by(name: &str) = "{name} 님이 수락했어요" | "Accepted by {name}";
    handover_rejected_by(name: &str) = "{name} 님이 반려했어요" | "Rejected by {name}";
    handover_was_withdrawn = "인계를 거뒀어요" | "Taken back";
    handover_was_expired = "시간이 지나 다음으로 넘어갔어요" | "Time was up; it went on";
    handover_was_rerouted = "다른 AE에게 넘어갔어요" | "It went to another AE";
    handover_somebody = "누군가" | "somebody";
    handover_reminded = "재촉했어요" | "Reminded";
    handover_withdraw = "인계 거두기" | "Take it back";
    handover_open = "인계서 보기" | "See the dossier";
    handover_open_deal = "딜 열기" | "Open the deal";
    handover_open_lead = "리드 열기" | "Open the lead";
    handover_fix_definition = "영업 대상이 아니라는 의견이에요. 육성으로 옮기거나 부적합 처리해 주세요." | "They say it is not one for sales. Nurture or disqualify the lead.";
    handover_fix_incomplete = "빠진 것을 채워서 다시 보내 주세요." | "Add what is missing and send it again.";

    handover_state_pending = "대기" | "Pending";
    handover_state_accepted = "수락" | "Accepted";
    handover_state_rejected = "반려" | "Rejected";
    handover_state_expired = "시간 초과" | "Expired";
    handover_state_rerouted = "재배정" | "Re-routed";
    handover_state_withdrawn = "거둠" | "Withdrawn";

    handover_accept = "수락" | "Accept";
    handover_accept_hint = "수락하면 고객사와 담당자, 딜이 바로 만들어져요." | "Accepting makes the account, the person and the deal.";
    handover_reject = "반려" | "Reject";
    handover_reject_class = "무엇이 문제인가요?" | "What is wrong?";
    handover_reject_note = "어떻게 하면 될지 알려 주세요" | "Say what would help";
    handover_class_routing = "담당이 아니에요(다른 AE에게)" | "Wrong person or territory (to another AE)";
    handover_class_incomplete = "정보가 부족해요(보낸 사람에게)" | "Facts are missing (back to the sender)";
    handover_class_definition = "영업 대상이 아니에요(보낸 사람에게)" | "Not an SQL (back to the sender)";
    handover_short_routing = "담당 아님" | "Wrong person";
    handover_short_incomplete = "정보 부족" | "Incomplete";
    handover_short_definition = "영업 대상 아님" | "Not an SQL";
    handover_reroute = "다른 AE에게 넘기기" | "Give to another AE";

    handover_incoming = "내 결정을 기다려요" | "Waiting for you";
    handover_waiting = "다른 사람을 기다려요" | "Waiting for others";
    handover_decided_lately(listed: usize) = "최근에 끝난 인계 {listed}건" | "The latest {listed} decided";
    handover_decided = "끝난 인계" | "Decided";
    handover_none_incoming = "지금 결정할 인계가 없어요." | "Nothing waits for your decision.";
    handover_none_at_all = "SQL이 된 리드를 AE에게 인계하면 여기에 보여요." | "Leads that were handed over to an AE appear here.";
    handover_way(from: &str, to: &str) = "{from} → {to}" | "{from} → {to}";
    handover_queue = "매니저 대기열" | "managers’ queue";
    handover_sent(when: &str) = "{when} 보냄" | "Sent {when}";
    handover_round(round: i16) = "{round}번째" | "try {round}";
    handover_contact_due(when: &str) = "첫 연락 기한 {when}" | "First contact by {when}";

    handover_figures = "최근 90일" | "Last 90 days";
    handover_rate = "수락률" | "Accepted";
    handover_rate_means = "수락 ÷ (수락 + 반려). 목표는 90%예요." | "Accepted ÷ (accepted + rejected). The target is 90%.";
    handover_median = "수락까지(중앙값)" | "Median time to accept";
    handover_median_means = "보낸 때부터 수락까지의 업무 시간이에요." | "In business time, from sending to acceptance.";
    handover_expired = "시간 초과율" | "Expired";
    handover_expired_means = "시간 초과 ÷ (수락 + 반려 + 시간 초과)" | "Expired ÷ (accepted + rejected + expired)";
    handover_reasons = "반려 사유" | "Rejected because";
    handover_reasons_means = "보낸 사람과 사유별 건수예요." | "By sender and reason.";
    handover_minutes(minutes: i64) = "{minutes}분" | "{minutes} min";
    handover_hours(hours: i64, minutes: i64) = "{hours}시간 {minutes}분" | "{hours} h {minutes} min";

    handover_dossier = "보낼 때의 인계서" | "The dossier, as it was sent";
    handover_later = "리드의 기록" | "The lead’s record";
    handover_chosen_account(name: &str) = "고객사 담당이라 {name} 님에게 갔어요." | "It went to {name}, whose account it is.";
    handover_chosen_fewest(name: &str, open: i64) = "맡은 일이 {open}건으로 가장 적은 {name} 님에게 갔어요." | "It went to {name}, who had the least in hand ({open}).";
    handover_chosen_nobody = "받을 수 있는 AE가 없어서 매니저 대기열로 갔어요." | "No AE could take it, so it went to the managers’ queue.";
    handover_tries = "지나온 길" | "Where it has been";
    handover_agreed(channel: &str) = "{channel} 동의" | "{channel}: agreed";
    handover_declined(channel: &str) = "{channel} 거부" | "{channel}: declined";
    handover_fit_score(score: i16, tier: &str) = "{score}점 · {tier}" | "{score} points · {tier}";
    handover_no_tier = "등급 없음" | "no tier";
    handover_tier(letter: &str) = "{letter}등급" | "tier {letter}";
    handover_came_from(name: &str, key: &str) = "리드 {key} {name}에서 왔어요" | "Came of the lead {key} {name}";

    refused_by_handover = "인계 중이거나 인계가 끝난 리드는 손으로 옮길 수 없어요. 인계함에서 결정해 주세요." | "A lead that is being handed over, or was, is not moved by hand. Decide about its hand-over.";
    refused_not_worked = "지금 다루고 있는 리드만 인계할 수 있어요." | "Only a lead that is being worked can be handed over.";
    refused_not_sql(kind: &str) = "SQL만 인계할 수 있어요. 지금은 {kind}예요." | "Only an SQL can be handed over; this is {kind}.";
    refused_no_kind = "SQL만 인계할 수 있어요. 먼저 통화로 확인해 주세요." | "Only an SQL can be handed over. Qualify the lead in a talk first.";
    refused_incomplete(percent: i16) = "인계서가 {percent}%예요. 80%가 되면 보낼 수 있어요." | "The dossier is {percent}% complete. It can be sent from 80%.";
    refused_needs(what: &str) = "인계서에 꼭 필요한 것이 없어요: {what}." | "The dossier lacks what is needed in any case: {what}.";
    refused_under_way = "이 리드는 이미 인계 중이에요." | "This lead is being handed over already.";
    refused_handover_over(state: &str) = "이미 끝난 인계예요({state})." | "This hand-over is over ({state}).";
    refused_decide_first = "이 리드는 회원님에게 인계됐어요. 고객에게 연락하기 전에 수락하거나 반려해 주세요." | "This lead was handed over to you. Accept or reject it before you contact the customer.";

    api_list_handovers = "인계를 마지막으로 바뀐 순서로, 인계서와 함께 읽어요. 상태로 골라요." | "Hand-overs with their dossiers, in the order in which they were last changed; of one state.";
    api_read_handover = "인계 하나를 인계서와 함께 읽어요." | "One hand-over, with its dossier.";
    api_send_handover = "SQL을 AE에게 인계해요. to를 비우면 자동으로 정해요. 인계서는 80% 이상이어야 해요." | "Hands an SQL over to an AE, who is chosen if `to` is left out. Its dossier has to be 80% complete.";
    api_accept_handover = "인계를 수락해 딜을 만들어요. 여러 번 보내도 딜은 하나예요." | "Accepts a hand-over into a deal. However often it is sent, there is one deal.";
    api_reject_handover = "인계를 사유(routing, incomplete, definition)와 메모와 함께 반려해요." | "Rejects a hand-over with a class (routing, incomplete, definition) and a note.";
    api_withdraw_handover = "아직 결정되지 않은 인계를 거둬요." | "Takes back a hand-over that nobody has decided about.";
}

impl Words {
    pub fn handover_item(self, item: Item) -> &'static str {
        match item {
            Item::Account => self.handover_item_account(),
            Item::Person => self.handover_item_person(),
            Item::Fit => self.handover_item_fit(),
            Item::WhyNow => self.handover_item_why_now(),
            Item::Need => self.handover_item_need(),
            Item::Answers => self.handover_item_answers(),
            Item::People => self.handover_item_people(),
            Item::LastContact => self.handover_item_last_contact(),
            Item::NextStep => self.handover_item_next_step(),
            Item::Promises => self.handover_item_promises(),
        }
    }

    pub fn handover_gap(self, gap: Gap) -> &'static str {
        match gap {
            Gap::Company => self.handover_gap_company(),
            Gap::Domain => self.handover_gap_domain(),
            Gap::Title => self.handover_gap_title(),
            Gap::Reach => self.handover_gap_reach(),
            Gap::Fit => self.handover_gap_fit(),
            Gap::WhyNow => self.handover_gap_why_now(),
            Gap::Need => self.handover_gap_need(),
            Gap::UseCase => self.handover_gap_use_case(),
            Gap::Answer(criterion) => self.criterion(criterion),
            Gap::WorkspaceOwner => self.handover_gap_owner(),
            Gap::People => self.handover_gap_people(),
            Gap::Contact => self.handover_gap_contact(),
            Gap::Questions => self.handover_gap_questions(),
            Gap::NextStep => self.handover_gap_step(),
            Gap::NextStepDay => self.handover_gap_day(),
            Gap::NextStepPast => self.handover_gap_past(),
            Gap::Consent => self.handover_gap_consent(),
            Gap::Promises => self.handover_gap_promises(),
        }
    }

    pub fn handover_gaps(self, gaps: &[Gap]) -> String {
        gaps.iter().map(|it| self.handover_gap(*it)).collect::<Vec<_>>().join(", ")
    }

    pub fn handover_state(self, state: State) -> &'static str {
        match state {
            State::Pending => self.handover_state_pending(),
            State::Accepted => self.handover_state_accepted(),
            State::Rejected => self.handover_state_rejected(),
            State::Expired => self.handover_state_expired(),
            State::Rerouted => self.handover_state_rerouted(),
            State::Withdrawn => self.handover_state_withdrawn(),
        }
    }

    /// As one chooses it, with what follows.
    pub fn handover_class(self, class: RejectClass) -> &'static str {
        match class {
            RejectClass::Routing => self.handover_class_routing(),
            RejectClass::Incomplete => self.handover_class_incomplete(),
            RejectClass::Definition => self.handover_class_definition(),
        }
    }

    pub fn handover_class_short(self, class: RejectClass) -> &'static str {
        match class {
            RejectClass::Routing => self.handover_short_routing(),
            RejectClass::Incomplete => self.handover_short_incomplete(),
            RejectClass::Definition => self.handover_short_definition(),
        }
    }

    /// Why it came to whoever was chosen, by name.
    pub fn handover_chosen(self, chosen: &Chosen, closer: Option<&str>) -> String {
        match (closer, chosen.reason) {
            (Some(name), Some(Reason::Fewest { open })) => self.handover_chosen_fewest(name, open),
            (Some(name), _) => self.handover_chosen_account(name),
            (None, _) => self.handover_chosen_nobody().to_owned(),
        }
    }

    /// So much business time.
    pub fn handover_time(self, minutes: i64) -> String {
        if minutes < 60 {
            self.handover_minutes(minutes)
        } else {
            self.handover_hours(minutes / 60, minutes % 60)
        }
    }

    pub fn not_sent(self, why: &NotSent) -> String {
        match why {
            NotSent::NotWorked => self.refused_not_worked().to_owned(),
            NotSent::NotQualified(Kind::None) => self.refused_no_kind().to_owned(),
            NotSent::NotQualified(kind) => self.refused_not_sql(self.kind(*kind)),
            NotSent::Incomplete { completeness, needs } if needs.is_empty() => {
                self.refused_incomplete(*completeness)
            }
            NotSent::Incomplete { needs, .. } => {
                let needs = needs.iter().map(|it| self.handover_item(*it)).collect::<Vec<_>>().join(", ");
                self.refused_needs(&needs)
            }
        }
    }
}
