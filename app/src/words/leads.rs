//! What the pages of leads say.

use super::{Words, words};
use chrono::NaiveDate;
use domain::hangul;
use domain::leads::{By, DisqualifyReason, LeadStatus, Origin};

words! {
    leads_search = "이름, 회사, 이메일, 전화" | "Name, company, e-mail, phone";
    leads_statuses = "리드 상태" | "Where leads stand";
    leads_board = "보드" | "Board";
    leads_all_origins = "모든 유입 방식" | "However they came";
    leads_all_sources = "모든 출처" | "All sources";
    leads_empty_filter = "조건에 맞는 리드가 없어요." | "No lead matches.";
    leads_all_of(count: &str) = "{count}건 모두 보기" | "See all {count}";
    lead_queue = "담당자 없음(대기)" | "Nobody (in the queue)";
    lead_waiting = "담당자 기다림" | "Waits for an owner";

    lead_status_new = "신규" | "New";
    lead_status_working = "컨택 중" | "Working";
    lead_status_engaged = "니즈 확인 중" | "Engaged";
    lead_status_nurturing = "육성" | "Nurturing";
    lead_status_disqualified = "부적합" | "Disqualified";
    lead_none_new = "새 리드가 없어요. 리드를 추가하면 여기에서 시작해요." | "No new leads. Whoever you add begins here.";
    lead_none_working = "연락을 시작한 리드가 여기로 와요." | "Leads you have begun to contact come here.";
    lead_none_engaged = "답이 오거나 미팅이 잡히면 여기로 와요." | "Whoever answers or books a meeting comes here.";
    lead_none_nurturing = "지금은 아니지만 나중이 기대되면 날짜와 함께 여기에 두세요." | "Not now, but perhaps later: keep them here, with a day.";
    lead_none_disqualified = "부적합한 리드가 없어요." | "Nobody was disqualified.";

    lead_origin_inbound = "인바운드" | "Inbound";
    lead_origin_outbound = "아웃바운드" | "Outbound";
    lead_origin_product = "제품" | "Product";

    lead_why_not_icp = "이상적 고객이 아님" | "Not our kind of customer";
    lead_why_no_need = "필요 없음" | "No need";
    lead_why_competitor = "경쟁사" | "Competitor";
    lead_why_student = "학생" | "Student";
    lead_why_spam = "스팸" | "Spam";
    lead_why_unreachable = "연락 안 됨" | "Unreachable";
    lead_why_duplicate = "중복" | "Duplicate";

    lead_add = "리드 추가" | "Add lead";
    lead_new = "새 리드" | "New lead";
    lead_create = "리드 만들기" | "Create lead";
    lead_create_touch = "접점 더하기" | "Add the touch";
    lead_reach_hint = "이메일이나 전화 중 하나는 필요해요." | "E-mail or phone: one of them is needed.";
    lead_about = "무엇을 원하나요?" | "What do they want?";
    lead_source_hint = "예: 웨비나, 고객 소개, 데모 요청" | "As in: webinar, referral, demo request";
    lead_trace = "링크와 유입 경로" | "Link and landing page";
    lead_facts = "리드 정보" | "About the lead";
    lead_came = "어디에서 왔나요" | "Where they came from";
    lead_first_touch = "첫 접점" | "First touch";
    lead_last_touch = "최근 접점" | "Last touch";
    lead_touches(count: i64) = "접점 {count}번" | "{count} touch{es}", es = if count == 1 { "" } else { "es" };
    lead_related = "관련 기록" | "Related records";
    lead_related_empty = "이 사람이나 회사와 같은 기록이 없어요." | "No other record of this person or company.";
    lead_tied = "연결됨" | "linked";
    lead_path = "리드 진행 상태" | "How far the lead is";

    similar_title = "이미 아는 사람일 수 있어요" | "You may know them already";
    similar_same(key: &str, name: &str) = "열린 리드 {key} {name}{subject} 이미 있어요. 저장하면 새로 만들지 않고 이번 접점을 그 리드에 더해요." | "{name} is the open lead {key} already. Saving adds this touch to it instead of making another lead.",
        subject = hangul::subject(name);
    similar_found(count: i64) = "비슷한 기록 {count}건" | "{count} similar record{s}", s = super::s(count);
    similar_account_title = "이미 있는 고객사일 수 있어요" | "You may have this account already";
    similar_by_registration = "같은 사업자등록번호" | "same registration no.";
    similar_by_email = "같은 이메일" | "same e-mail";
    similar_by_phone = "같은 전화" | "same phone";
    similar_by_domain = "같은 도메인" | "same domain";
    similar_by_company = "같은 회사 이름" | "same company name";
    lead_touched_title = "이미 있던 리드예요" | "This lead was here already";
    lead_touched_text = "새로 만들지 않고, 이번 접점을 아래 기록에 더했어요." | "Nothing new was made: this touch was added to its history below.";

    lead_move(name: &str) = "「{name}」 옮기기" | "Move “{name}”";
    lead_move_title = "어디로 옮길까요?" | "Where to?";
    lead_start = "연락 시작" | "Start work";
    lead_again = "다시 연락" | "Work again";
    lead_reopen = "다시 열기" | "Reopen";
    lead_engage = "니즈 확인으로" | "They answered";
    lead_nurture = "육성으로" | "Nurture";
    lead_nurture_day = "다시 볼 날 바꾸기" | "Change the day";
    lead_disqualify = "부적합 처리" | "Disqualify";
    lead_back_to_working = "컨택 중으로 되돌리기" | "Back to working";
    lead_back_to_new = "신규로 되돌리기" | "Back to new";
    lead_until = "다시 볼 날" | "Look again on";
    lead_until_reason = "왜 지금은 아닌가요?" | "Why not now?";
    lead_reopen_reason = "왜 다시 여나요?" | "Why reopen it?";
    lead_why = "부적합 사유" | "Why disqualify";
    lead_note = "메모" | "Note";
    lead_nurtured(day: &str) = "{day}에 다시 봐요" | "Look again on {day}";
    lead_nurture_due(day: &str) = "다시 볼 날이 됐어요 ({day})" | "Due to look again ({day})";

    lead_moment_created = "리드 등록" | "Lead added";
    lead_moment_moved(from: &str, to: &str) = "{from} → {to}" | "{from} → {to}";
    lead_moment_by_activity = "기록한 활동에 따라 옮겨졌어요." | "Followed from what was logged.";
    lead_moment_touched(what: &str) = "접점 · {what}" | "Touch · {what}";

    refused_reopen_first = "부적합 처리된 리드예요. 먼저 다시 열어 주세요." | "This lead was disqualified. Reopen it first.";
    why_not_ahead = "내일이나 그 뒤의 날짜로 골라 주세요." | "Choose tomorrow or a later day.";

    field_company = "회사" | "Company";
    field_origin = "유입 방식" | "Origin";
    field_motion = "영업 방식" | "Motion";
    field_source = "출처" | "Source";
    field_referrer = "이전 페이지" | "Referrer";
    field_landing_page = "도착한 페이지" | "Landing page";
}

impl Words {
    pub fn lead_status(self, status: LeadStatus) -> &'static str {
        match status {
            LeadStatus::New => self.lead_status_new(),
            LeadStatus::Working => self.lead_status_working(),
            LeadStatus::Engaged => self.lead_status_engaged(),
            LeadStatus::HandoverPending => self.lead_status_handover_pending(),
            LeadStatus::Accepted => self.lead_status_accepted(),
            LeadStatus::Nurturing => self.lead_status_nurturing(),
            LeadStatus::Disqualified => self.lead_status_disqualified(),
        }
    }

    pub fn lead_none(self, status: LeadStatus) -> &'static str {
        match status {
            LeadStatus::New => self.lead_none_new(),
            LeadStatus::Working => self.lead_none_working(),
            LeadStatus::Engaged => self.lead_none_engaged(),
            LeadStatus::HandoverPending => self.lead_none_handover_pending(),
            LeadStatus::Accepted => self.lead_none_accepted(),
            LeadStatus::Nurturing => self.lead_none_nurturing(),
            LeadStatus::Disqualified => self.lead_none_disqualified(),
        }
    }

    pub fn origin(self, origin: Origin) -> &'static str {
        match origin {
            Origin::Inbound => self.lead_origin_inbound(),
            Origin::Outbound => self.lead_origin_outbound(),
            Origin::Product => self.lead_origin_product(),
        }
    }

    pub fn disqualify_reason(self, why: DisqualifyReason) -> &'static str {
        match why {
            DisqualifyReason::NotIcp => self.lead_why_not_icp(),
            DisqualifyReason::NoNeed => self.lead_why_no_need(),
            DisqualifyReason::Competitor => self.lead_why_competitor(),
            DisqualifyReason::Student => self.lead_why_student(),
            DisqualifyReason::Spam => self.lead_why_spam(),
            DisqualifyReason::Unreachable => self.lead_why_unreachable(),
            DisqualifyReason::Duplicate => self.lead_why_duplicate(),
        }
    }

    pub fn alike_by(self, by: By) -> &'static str {
        match by {
            By::Registration => self.similar_by_registration(),
            By::Email => self.similar_by_email(),
            By::Phone => self.similar_by_phone(),
            By::Domain => self.similar_by_domain(),
            By::Company => self.similar_by_company(),
        }
    }

    /// The act that leads from here to there.
    pub fn lead_act(self, from: LeadStatus, to: LeadStatus) -> &'static str {
        match (from, to) {
            (LeadStatus::Disqualified, _) => self.lead_reopen(),
            (LeadStatus::Nurturing, LeadStatus::Working) => self.lead_again(),
            (LeadStatus::Engaged, LeadStatus::Working) => self.lead_back_to_working(),
            (_, LeadStatus::Working) => self.lead_start(),
            (_, LeadStatus::New) => self.lead_back_to_new(),
            (_, LeadStatus::Engaged) => self.lead_engage(),
            (LeadStatus::Nurturing, LeadStatus::Nurturing) => self.lead_nurture_day(),
            (_, LeadStatus::Nurturing) => self.lead_nurture(),
            (_, LeadStatus::Disqualified) => self.lead_disqualify(),
            // By its hand-over alone.
            (_, LeadStatus::HandoverPending | LeadStatus::Accepted) => self.handover(),
        }
    }

    /// When a nurtured lead is looked at again, and whether that day has come.
    pub fn look_again(self, until: NaiveDate, today: NaiveDate) -> (String, bool) {
        let day = self.day(until, today);
        if until <= today { (self.lead_nurture_due(&day), true) } else { (self.lead_nurtured(&day), false) }
    }

    /// What is kept by its code, in the reader's words; everything else stands as it is.
    pub fn coded(self, field: &str, code: &str) -> String {
        let said = match field {
            "origin" => Origin::of_code(code).map(|it| self.origin(it)),
            "motion" => domain::pipeline::Motion::of_code(code).map(|it| self.motion(it)),
            "status" => LeadStatus::of_code(code).map(|it| self.lead_status(it)),
            _ => None,
        };
        said.unwrap_or(code).to_owned()
    }
}
