//! What a typed "no" says to whoever asked: what to do next, in a friendly voice.

use super::{Words, s, words};
use domain::money::grouped;
use domain::refusal::Ending;
use domain::{Problem, Refusal, Why, hangul};

/// One field by its name in the form, and the sentence to show below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    pub field: String,
    pub sentence: String,
}

/// The fields a refusal points at, so that a form can say it where it can be mended.
pub fn problems_of(words: Words, refusal: &Refusal) -> Vec<FieldProblem> {
    let problems = match refusal {
        Refusal::Invalid(problems) => problems.as_slice(),
        Refusal::Taken(problem) => std::slice::from_ref(problem),
        _ => &[],
    };
    let sentence = |it: &Problem| FieldProblem { field: it.field.clone(), sentence: words.say_why(&it.why) };
    problems.iter().map(sentence).collect()
}

words! {
    refused_not_allowed = "이 일을 할 권한이 없어요. 관리자나 팀 매니저에게 부탁해 주세요." | "Your role doesn’t allow this. Ask an admin or your manager.";
    refused_wrong_sign_in = "이메일이나 비밀번호가 맞지 않아요. 다시 확인해 주세요." | "E-mail and password don’t match. Please check both.";
    refused_too_many_tries(wait: &str) = "시도가 너무 많았어요. {wait} 뒤에 다시 해 주세요." | "Too many attempts. Try again in {wait}.";
    refused_link_spent = "이미 썼거나 기한이 지난 링크예요. 관리자에게 새 링크를 부탁해 주세요." | "This link was used or has expired. Ask an admin for a new one.";
    refused_already_member = "이 이메일은 이미 멤버예요. 멤버 목록에서 찾아 주세요." | "This e-mail is a member already. Look in the list of members.";
    refused_last_admin = "관리자는 적어도 한 명 있어야 해요. 먼저 다른 멤버를 관리자로 정해 주세요." | "At least one admin must remain. Make somebody else an admin first.";
    refused_stage_holds_deals(deals: i64) = "이 단계에 딜 {deals}건이 있어요. 옮길 단계를 골라 주세요." | "{deals} deal{s} stand{ends} in this stage. Choose where to move {them}.",
        s = s(deals), ends = if deals == 1 { "s" } else { "" }, them = if deals == 1 { "it" } else { "them" };
    refused_stage_needed = "진행 단계는 하나 이상, 수주·실주·보류 단계는 꼭 있어야 해요." | "A pipeline needs at least one open stage, and keeps its won, lost and on-hold stages.";
    refused_other_pipeline = "다른 파이프라인의 단계예요. 같은 파이프라인 안에서 골라 주세요." | "That stage belongs to another pipeline. Choose one of this pipeline.";
    refused_won_reason = "왜 수주했는지 한 줄로 알려 주세요." | "Say in a line why we won.";
    refused_lost_reason = "왜 놓쳤는지 한 줄로 알려 주세요. 다음 딜에 도움이 돼요." | "Say in a line why we lost. It helps the next deal.";
    refused_hold_until = "왜, 언제까지 보류하는지 알려 주세요." | "Say why, and until when.";
    refused_why_back = "왜 앞 단계로 되돌리는지 한 줄로 알려 주세요." | "Say in a line why it goes back.";
    refused_taken(field: &str) = "다른 곳에서 이미 쓰고 있어요: {field}. 다른 값으로 바꿔 주세요." | "Already in use: {field}. Please choose another.";
    refused_exists(title: &str, field: &str) = "{field}{ending} 같은 기록이 이미 있어요: {title}. 그 기록을 열어 보세요." | "A record with the same {field} exists already: {title}. Open that one instead.",
        ending = hangul::subject(field);
    refused_cannot_undo = "그사이 다른 사람이 바꿔서 되돌릴 수 없어요. 지금 상태를 확인해 주세요." | "Somebody changed it since, so it can’t be undone. Please look at it again.";
    refused_needs_role(role: &str) = "이 일은 {role}만 할 수 있어요. 부탁해 주세요." | "This needs the role {role}. Please ask one of them.";
    refused_too_large(limit: &str) = "파일이 너무 커요. {limit} 이하로 나눠서 올려 주세요." | "The file is too large. Split it into parts of at most {limit}.";
    refused_unreadable = "표로 읽을 수 없는 파일이에요. CSV로 저장해서 다시 올려 주세요." | "This can’t be read as a table. Save it as CSV and try again.";
    refused_no_text = "글자로 담을 수 없는 문자가 들어 있어요. 지우고 다시 해 주세요." | "There is a character in it that no text can hold. Remove it and try again.";
    refused_deal_gone = "이 딜은 이제 없어요. 목록을 새로 고쳐 주세요." | "This deal isn’t there any more. Please reload the list.";
    refused_too_many_views(most: u32) = "보기는 {most}개까지 저장할 수 있어요. 안 쓰는 보기를 지워 주세요." | "You can save {most} views. Delete one that you don’t use.";
    refused_invalid(count: i64) = "{count}곳을 확인해 주세요." | "Please check {count} field{s}.", s = s(count);

    why_missing = "입력해 주세요." | "Please fill this in.";
    why_too_long(most: u32) = "{most}자 이하로 줄여 주세요." | "Use at most {most} characters.";
    why_too_short(least: u32) = "{least}자 이상 입력해 주세요." | "Use at least {least} characters.";
    why_not_an_email = "이메일 주소를 확인해 주세요. 예: minji@company.kr" | "Please check the address, as in minji@company.kr.";
    why_not_an_amount = "금액으로 적어 주세요. 예: 1,250만, 1.3억, 3500000" | "Write an amount, as in 12,500,000.";
    why_not_a_rate = "환율로 적어 주세요. 예: 1,385.20" | "Write a rate, as in 1,385.20.";
    why_not_a_date = "달력에 있는 날짜로 골라 주세요. 예: 2026-11-23" | "Choose a day of the calendar, as in 2026-11-23.";
    why_in_the_past = "오늘이나 앞으로 올 날짜로 골라 주세요." | "Choose today or a day ahead.";
    why_in_the_future = "이미 일어난 일이니 오늘이나 지난 날짜로 골라 주세요." | "It has happened, so choose today or a day before.";
    why_not_a_number = "숫자로 적어 주세요." | "Write a number.";
    why_reversed = "끝 값이 시작 값보다 작아요." | "The upper end is below the lower one.";
    why_out_of_range(from: &str, to: &str) = "{from}부터 {to}까지로 적어 주세요." | "Use a value from {from} to {to}.";
    why_unknown = "목록에 없는 값이에요. 다시 골라 주세요." | "This isn’t on the list any more. Please choose again.";
    why_common_password = "많이 쓰이는 비밀번호라 위험해요. 여러 낱말을 이어 길게 만들어 보세요." | "This password is too common. Try several words in a row.";
    why_wrong_password = "지금 비밀번호가 아니에요. 다시 확인해 주세요." | "This isn’t your present password. Please check it.";
    why_taken = "이미 쓰고 있어요. 다른 값으로 바꿔 주세요." | "Already in use. Please choose another.";
    why_malformed = "형식을 확인해 주세요." | "Please check the format.";
    why_circular = "자기 자신이나 자회사는 모회사가 될 수 없어요." | "An account can’t belong to itself or to one of its own children.";
    why_of_field(field: &str, why: &str) = "{field}: {why}" | "{field}: {why}";

    role_admin = "관리자" | "admin";
    role_manager = "매니저" | "manager";
    role_sdr = "영업 개발 담당(SDR)" | "SDR";
    role_ae = "클로징 담당(AE)" | "AE";
    role_csm = "고객 성공 담당(CSM)" | "CSM";
    role_viewer = "보기 전용" | "viewer";

    field_about = "메모" | "Notes";
    field_account = "고객사" | "Account";
    field_amount = "금액" | "Amount";
    field_body = "내용" | "Content";
    field_code = "코드" | "Code";
    field_currency = "통화" | "Currency";
    field_deal = "딜" | "Deal";
    field_department = "부서" | "Department";
    field_domain = "도메인" | "Domain";
    field_due = "기한" | "Due";
    field_email = "이메일" | "E-mail";
    field_employees = "직원 수" | "Employees";
    field_target_member = "타깃 담당자" | "Who works the target";
    field_revenue = "연매출" | "Annual revenue";
    field_expected_close = "수주 예정일" | "Expected close";
    field_family = "제품군" | "Family";
    field_guidance_en = "안내(영어)" | "Guidance (English)";
    field_guidance_ko = "안내(한국어)" | "Guidance (Korean)";
    field_hold_until = "보류 기한" | "On hold until";
    field_industry = "업종" | "Industry";
    field_kind = "종류" | "Kind";
    field_lost_to = "경쟁사" | "Lost to";
    field_name = "이름" | "Name";
    field_name_en = "영어 이름" | "English name";
    field_name_ko = "한국어 이름" | "Korean name";
    field_next_step = "다음 액션" | "Next step";
    field_next_step_due = "다음 액션 기한" | "Next step due";
    field_on = "날짜" | "Date";
    field_outcome = "결과" | "Outcome";
    field_override_reason = "넘어가는 이유" | "Why it may pass";
    field_owner = "담당자" | "Owner";
    field_parent = "모회사" | "Parent account";
    field_password = "비밀번호" | "Password";
    field_person = "고객 담당자" | "Person";
    field_phone = "전화" | "Phone";
    field_pipeline = "파이프라인" | "Pipeline";
    field_price = "가격" | "Price";
    field_probability = "가능성" | "Probability";
    field_product = "제품" | "Product";
    field_quantity = "수량" | "Quantity";
    field_reason = "사유" | "Reason";
    field_region = "지역" | "Region";
    field_roles = "역할" | "Roles";
    field_rot_days = "정체 기준일" | "Rotting threshold";
    field_stage = "단계" | "Stage";
    field_tags = "태그" | "Tags";
    field_team = "팀" | "Team";
    field_title = "제목" | "Title";
    field_wip_limit = "진행 한도" | "WIP limit";
    field_workspace = "워크스페이스" | "Workspace";
}

impl Words {
    /// The sentence of a refusal.
    pub fn say(self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::Invalid(problems) => match problems.as_slice() {
                [problem] => self.say_problem(problem),
                _ => self.refused_invalid(i64::try_from(problems.len()).unwrap_or(i64::MAX)),
            },
            Refusal::NotAllowed => self.refused_not_allowed().to_owned(),
            Refusal::WrongSignIn => self.refused_wrong_sign_in().to_owned(),
            Refusal::TooManyTries { seconds } => self.refused_too_many_tries(&self.wait(*seconds)),
            Refusal::LinkSpent => self.refused_link_spent().to_owned(),
            Refusal::AlreadyMember => self.refused_already_member().to_owned(),
            Refusal::LastAdmin => self.refused_last_admin().to_owned(),
            Refusal::StageHoldsDeals { deals } => self.refused_stage_holds_deals(*deals),
            Refusal::StageNeeded => self.refused_stage_needed().to_owned(),
            Refusal::OtherPipeline => self.refused_other_pipeline().to_owned(),
            Refusal::ReasonNeeded(Ending::Won) => self.refused_won_reason().to_owned(),
            Refusal::ReasonNeeded(Ending::Lost) => self.refused_lost_reason().to_owned(),
            Refusal::ReasonNeeded(Ending::Hold) => self.refused_hold_until().to_owned(),
            Refusal::WhyBack => self.refused_why_back().to_owned(),
            Refusal::NotReady(verdict) => self.not_ready(verdict),
            Refusal::Taken(problem) => self.refused_taken(&self.field(&problem.field)),
            Refusal::Exists { field, title, .. } => self.refused_exists(title, &self.field(field)),
            Refusal::CannotUndo => self.refused_cannot_undo().to_owned(),
            Refusal::NeedsRole(role) => self.refused_needs_role(self.role(*role)),
            Refusal::TooLarge { limit } => self.refused_too_large(&self.bytes(*limit)),
            Refusal::Unreadable => self.refused_unreadable().to_owned(),
            Refusal::NoText => self.refused_no_text().to_owned(),
            Refusal::DealGone(_) => self.refused_deal_gone().to_owned(),
            Refusal::ReopenFirst => self.refused_reopen_first().to_owned(),
            Refusal::ByHandover => self.refused_by_handover().to_owned(),
            Refusal::NotSent(why) => self.not_sent(why),
            Refusal::HandoverUnderWay => self.refused_under_way().to_owned(),
            Refusal::HandoverOver(state) => self.refused_handover_over(self.handover_state(*state)),
            Refusal::DecideFirst(_) => self.refused_decide_first().to_owned(),
            Refusal::Advert(objection) => self.objection(objection),
            Refusal::NotQualified(missing) => self.not_qualified(missing),
            Refusal::NotATarget => self.refused_not_a_target().to_owned(),
            Refusal::Merge(why) => self.hindrance(*why).to_owned(),
            Refusal::Committee(why) => self.tangle(*why).to_owned(),
            Refusal::TooManyViews { most } => self.refused_too_many_views(*most),
        }
    }

    /// One field's problem with the field's name before it.
    pub fn say_problem(self, problem: &Problem) -> String {
        self.why_of_field(&self.field(&problem.field), &self.say_why(&problem.why))
    }

    /// What is wrong with a field, said below the field itself.
    pub fn say_why(self, why: &Why) -> String {
        let number = |it: i64| format!("{}{}", if it < 0 { "-" } else { "" }, grouped(it.unsigned_abs()));
        match why {
            Why::Missing => self.why_missing().to_owned(),
            Why::TooLong(most) => self.why_too_long(*most),
            Why::TooShort(least) => self.why_too_short(*least),
            Why::NotAnEmail => self.why_not_an_email().to_owned(),
            Why::NotARegistrationNumber => self.why_not_a_registration_number().to_owned(),
            Why::WrongCheckDigit => self.why_wrong_check_digit().to_owned(),
            Why::NotAnAmount => self.why_not_an_amount().to_owned(),
            Why::NotARate => self.why_not_a_rate().to_owned(),
            Why::NotADate => self.why_not_a_date().to_owned(),
            Why::InThePast => self.why_in_the_past().to_owned(),
            Why::NotAhead => self.why_not_ahead().to_owned(),
            Why::Reversed => self.why_reversed().to_owned(),
            Why::EndsFirst => self.why_ends_first().to_owned(),
            Why::InTheFuture => self.why_in_the_future().to_owned(),
            Why::NotANumber => self.why_not_a_number().to_owned(),
            Why::OutOfRange(from, to) => self.why_out_of_range(&number(*from), &number(*to)),
            Why::Unknown => self.why_unknown().to_owned(),
            Why::WrongPassword => self.why_wrong_password().to_owned(),
            Why::CommonPassword => self.why_common_password().to_owned(),
            Why::Taken => self.why_taken().to_owned(),
            Why::Malformed => self.why_malformed().to_owned(),
            Why::Circular => self.why_circular().to_owned(),
            Why::TooMany(most) => self.why_too_many(*most),
            Why::NothingCounts => self.why_nothing_counts().to_owned(),
            Why::NotAPage => self.why_not_a_page().to_owned(),
            Why::NotASite => self.why_not_a_site().to_owned(),
            Why::NotAllowedSite => self.why_not_allowed_site().to_owned(),
            Why::NeedsPhone => self.why_needs_phone().to_owned(),
            Why::NotAgreed => self.why_not_agreed().to_owned(),
        }
    }

    pub fn role(self, role: domain::team::Role) -> &'static str {
        use domain::team::Role;
        match role {
            Role::Admin => self.role_admin(),
            Role::Manager => self.role_manager(),
            Role::Sdr => self.role_sdr(),
            Role::Ae => self.role_ae(),
            Role::Csm => self.role_csm(),
            Role::Viewer => self.role_viewer(),
        }
    }

    /// `50 MB`: file sizes are the same in both languages.
    pub fn bytes(self, count: u64) -> String {
        match count {
            0..1024 => format!("{count} B"),
            1024..1_048_576 => format!("{} kB", count / 1024),
            _ => format!("{} MB", count / 1_048_576),
        }
    }

    /// A field's name on screen, by its name in forms and in the API. An unknown one stands as it is.
    pub fn field(self, field: &str) -> String {
        let name = match field {
            "about" => self.field_about(),
            "answer" => self.field_answer(),
            "account" | "account_id" => self.field_account(),
            "amount" => self.field_amount(),
            "body" => self.field_body(),
            "business_reg_no" => self.field_business_reg_no(),
            "advert" => self.web_form_advert(),
            "channel" => self.field_channel(),
            "contact_step" => self.field_contact_step(),
            "contact_skipped" => self.field_contact_skipped(),
            "contact_member" => self.contact_member(),
            "target_member" => self.field_target_member(),
            "contact_order" => self.field_contact_order(),
            "research_note" => self.field_research_note(),
            "given_up" => self.field_given_up(),
            "post" => self.contact_post(),
            "member" => self.contact_member(),
            "tier" => self.icp_tier(),
            "icp_tier" => self.field_icp_tier(),
            "leads" => self.leads(),
            "code" => self.field_code(),
            "color" => self.stage_color(),
            "company" => self.field_company(),
            "currency" => self.field_currency(),
            "deal" => self.field_deal(),
            "department" => self.field_department(),
            "domain" => self.field_domain(),
            "due" => self.field_due(),
            "email" => self.field_email(),
            "employees" => self.field_employees(),
            "revenue" => self.field_revenue(),
            "expected_close" => self.field_expected_close(),
            "family" => self.field_family(),
            "heading" => self.web_form_heading(),
            "merged" => self.field_merged(),
            "status" => self.field_status(),
            "meaning" => self.web_form_meaning(),
            "origins" => self.web_form_origins(),
            "privacy" => self.web_form_privacy(),
            "proof" => self.field_proof(),
            "redirect" => self.web_form_redirect(),
            "thanks" => self.web_form_thanks(),
            "guidance_en" => self.field_guidance_en(),
            "guidance_ko" => self.field_guidance_ko(),
            "hold_until" => self.field_hold_until(),
            "industry" => self.field_industry(),
            "kind" => self.field_kind(),
            "landing_page" => self.field_landing_page(),
            "motion" => self.field_motion(),
            "lost_to" => self.field_lost_to(),
            "name" => self.field_name(),
            "need_words" => self.handover_item_need(),
            "people" => self.handover_item_people(),
            "questions" => self.handover_questions(),
            "promises" => self.handover_promises(),
            "class" => self.handover_reject_class(),
            "note" => self.handover_note(),
            "closer" => self.handover_to(),
            "need" => self.criterion_need(),
            "authority" => self.criterion_authority(),
            "timing" => self.criterion_timing(),
            "budget" => self.criterion_budget(),
            "need_note" => return self.rule_figure(self.criterion_need(), self.talk_note()),
            "authority_note" => return self.rule_figure(self.criterion_authority(), self.talk_note()),
            "timing_note" => return self.rule_figure(self.criterion_timing(), self.talk_note()),
            "budget_note" => return self.rule_figure(self.criterion_budget(), self.talk_note()),
            "workspace_owner" => self.talk_workspace_owner(),
            "use_case" => self.talk_use_case(),
            "name_en" => self.field_name_en(),
            "name_ko" => self.field_name_ko(),
            "next_step" => self.field_next_step(),
            "next_step_due" => self.field_next_step_due(),
            "on" => self.field_on(),
            "origin" => self.field_origin(),
            "outcome" => self.field_outcome(),
            "override_reason" => self.field_override_reason(),
            "owner" | "owner_id" => self.field_owner(),
            "parent" => self.field_parent(),
            "password" => self.field_password(),
            "person" | "person_id" => self.field_person(),
            "phone" => self.field_phone(),
            "pipeline" | "pipeline_id" => self.field_pipeline(),
            "price" => self.field_price(),
            "probability" => self.field_probability(),
            "product" | "product_id" => self.field_product(),
            "quantity" => self.field_quantity(),
            "rate" => self.exchange_rate(),
            "reason" => self.field_reason(),
            "referrer" => self.field_referrer(),
            "region" => self.field_region(),
            "roles" | "role" => self.field_roles(),
            "rot_days" => self.field_rot_days(),
            "source" => self.field_source(),
            "stage" | "stage_id" => self.field_stage(),
            "tags" | "tag" => self.field_tags(),
            "target" => self.target(),
            "team" | "team_id" | "teams" => self.field_team(),
            "title" => self.field_title(),
            "until" => self.lead_until(),
            "why" => self.lead_why(),
            "wip_limit" => self.field_wip_limit(),
            "workspace" | "workspace_name" => self.field_workspace(),
            "framework" => self.framework(),
            "score" => self.known_score(),
            other => {
                let known = self.scored_field(other).or_else(|| self.committee_field(other));
                return known.unwrap_or_else(|| self.promise_named(other));
            }
        };
        name.to_owned()
    }
}
