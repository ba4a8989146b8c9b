//! What the pages of web forms say, and what a form says to whoever fills it in.

use super::{Words, s, words};
use domain::consent::Channel;
use domain::money::grouped;
use domain::web_forms::Need;

words! {
    web_forms = "웹폼" | "Web forms";
    web_forms_about = "사이트에서 리드를 받는 폼" | "Forms that bring in leads from your site";
    web_forms_note = "링크로 보내거나 사이트에 넣는 폼이에요. 보낸 사람은 바로 리드가 되고, 동의한 내용이 증거와 함께 남아요." | "Send the link, or put the form on your site. Whoever fills it in becomes a lead at once, with proof of what they agreed to.";
    web_form_new = "새 웹폼" | "New web form";
    web_form_make = "웹폼 만들기" | "Make the form";
    web_forms_empty = "아직 웹폼이 없어요." | "There is no web form yet.";
    web_form_on = "받는 중" | "Open";
    web_form_off = "닫힘" | "Closed";
    web_form_saved(version: i32) = "버전 {version}{ro} 저장했어요." | "Saved as version {version}.", ro = if matches!(version % 10, 3 | 6 | 0) { "으로" } else { "로" };
    web_form_made = "웹폼을 만들었어요. 링크를 보내거나 사이트에 넣어 보세요." | "The form is made. Send its link, or put it on your site.";
    web_form_overtaken(version: i32) = "그사이 다른 사람이 새 버전({version})을 저장했어요. 다시 저장하면 내가 적은 내용으로 바뀌어요." | "Somebody saved a new version ({version}) meanwhile. Save again to put yours in its place.";
    web_form_meanwhile = "편집하는 동안 다른 사람이 새 버전을 저장했어요." | "Somebody saved a new version while you were editing.";
    web_form_read_only = "웹폼은 관리자와 매니저가 고쳐요." | "Admins and managers change web forms.";

    web_form_facts = "기본 정보" | "Basics";
    web_form_name = "폼 이름" | "Name of the form";
    web_form_name_hint = "우리만 보는 이름이에요. 리드의 출처로 남아요." | "Seen by your team alone. It becomes the lead’s source.";
    web_form_language = "폼의 언어" | "Language of the form";
    web_form_language_ko = "한국어" | "Korean";
    web_form_language_en = "영어" | "English";
    web_form_meaning = "폼을 보내면 남는 시그널" | "What sending it means";
    web_form_meaning_hint = "데모 요청은 점수와 상관없이 먼저 연락 온 것으로 봐요." | "A demo request counts as a raised hand, whatever the score.";
    web_form_campaign = "캠페인" | "Campaign";
    web_form_campaign_hint = "링크에 utm_campaign이 없을 때 남겨요." | "Kept where the link has no utm_campaign.";
    web_form_is_on = "이 폼으로 받기" | "Take entries by this form";
    web_form_said = "보이는 글" | "What it says";
    web_form_heading = "제목" | "Heading";
    web_form_text = "설명" | "Text";
    web_form_thanks = "보낸 뒤 인사말" | "Thank-you text";
    web_form_asks = "물어볼 것" | "What it asks";
    web_form_always = "이름과 이메일은 언제나 물어봐요." | "Name and e-mail are always asked.";
    web_form_need_off = "묻지 않음" | "Not asked";
    web_form_need_optional = "선택" | "Optional";
    web_form_need_required = "필수" | "Required";
    web_form_agreements = "동의" | "Consent";
    web_form_privacy = "개인정보 수집·이용 안내" | "Privacy notice";
    web_form_privacy_hint = "무엇을, 왜, 얼마나 보관하는지 적어 주세요. 동의해야 보낼 수 있어요." | "What is kept, why and for how long. Nobody can send without agreeing.";
    web_form_advert = "광고성 정보 수신 안내" | "About adverts";
    web_form_advert_hint = "어떤 소식을 보내는지 적어 주세요. 안내와 따로 묻고, 미리 체크해 두지 않아요." | "What they would receive. Asked apart from the privacy notice, and never ticked beforehand.";
    web_form_channels = "동의를 물어볼 방법" | "Ways to ask consent for";
    web_form_places = "사이트에 넣기" | "On your site";
    web_form_origins = "폼을 넣을 사이트" | "Sites that may show it";
    web_form_origins_hint = "한 줄에 하나씩 적어 주세요. 예: https://www.company.kr. 다른 사이트에서는 브라우저가 열지 않아요." | "One a line, as in https://www.company.kr. On any other site browsers refuse to show it.";
    web_form_redirect = "보낸 뒤 갈 주소" | "Where to go afterwards";
    web_form_redirect_hint = "비워 두면 인사말을 보여 줘요. 위에 적은 사이트의 주소만 돼요." | "Leave it empty to show the thank-you text. Only on the sites above.";
    web_form_preview = "미리 보기" | "Preview";
    web_form_preview_note = "적는 대로 바뀌어요." | "It changes as you type.";
    web_form_share = "링크와 코드" | "Link and code";
    web_form_link = "폼 링크" | "Link to the form";
    web_form_script = "사이트에 넣는 코드" | "Code for your site";
    web_form_script_note = "높이를 맞추고, 방문자가 온 경로(UTM)를 함께 남겨요." | "It fits its height, and keeps the visitor’s UTM parameters.";
    web_form_frame = "스크립트 없이 넣는 코드" | "Code without a script";
    web_form_no_origins = "사이트에 넣으려면 먼저 위에서 사이트를 적어 주세요." | "To put it on a site, name the site above first.";
    web_form_open = "폼 열기" | "Open the form";
    web_form_counts = "들어온 것" | "What came in";
    web_form_entries = "보낸 사람" | "Entries";
    web_form_entries_lately(count: i64) = "최근 30일 {n}건" | "{n} in 30 days", n = grouped(count.unsigned_abs());
    web_form_entries_all(count: i64) = "모두 {n}건" | "{n} in all", n = grouped(count.unsigned_abs());
    web_form_no_entries = "아직 없음" | "None yet";
    web_form_last(when: &str) = "마지막 {when}" | "last {when}";
    web_form_caught(count: i64) = "걸러진 로봇 {n}건" | "{n} robot{s} caught", n = grouped(count.unsigned_abs()), s = s(count);
    web_form_caught_note = "로봇이 보낸 것은 리드로 만들지 않고 30일 동안 따로 두었다가 지워요. 로봇에게도 똑같이 인사해서 눈치채지 못해요." | "What robots send makes no lead; it is kept aside for 30 days and then deleted. They are thanked like anybody else, so that they learn nothing.";
    web_form_versions = "버전" | "Versions";
    web_form_version(version: i32) = "버전 {version}" | "Version {version}";
    web_form_holds = "지금" | "in use";
    web_form_version_note = "보낸 사람이 읽은 글은 그때 버전 그대로 남아요." | "What somebody read when they sent it stays on record as it was.";

    web_form_robots = "로봇" | "Robots";
    web_form_usual_heading = "무엇을 도와드릴까요?" | "How can we help?";
    web_form_usual_text = "남겨 주시면 하루 안에 담당자가 연락드려요." | "Leave us a note, and we will be in touch within a day.";
    web_form_usual_privacy = "이름, 이메일, 회사, 전화번호, 문의 내용을 상담을 위해 받고, 1년 동안 보관한 뒤 지워요. 동의하지 않을 수 있지만, 그러면 상담을 해 드릴 수 없어요." | "We use your name, e-mail address, company, phone number and message to answer you, keep them for one year and then delete them. You may decline, but then we cannot answer.";
    web_form_usual_advert = "새 기능, 행사와 혜택 소식을 보내 드려요." | "We send news about features, events and offers.";
    web_form_usual_thanks = "고맙습니다. 곧 연락드릴게요." | "Thank you. We will be in touch soon.";

    hosted_name = "이름" | "Name";
    hosted_email = "이메일" | "E-mail";
    hosted_company = "회사" | "Company";
    hosted_title = "직함" | "Job title";
    hosted_phone = "전화번호" | "Phone";
    hosted_about = "무엇을 도와드릴까요?" | "How can we help?";
    hosted_required = "필수" | "required";
    hosted_optional = "선택" | "optional";
    hosted_privacy = "개인정보 수집·이용" | "Privacy notice";
    hosted_privacy_agree = "개인정보 수집·이용에 동의해요." | "I agree to the privacy notice.";
    hosted_advert = "광고성 정보 수신" | "News and offers";
    hosted_advert_note = "동의하지 않아도 보낼 수 있고, 언제든 그만 받을 수 있어요." | "You can send the form without it, and stop at any time.";
    hosted_by_email = "이메일로 받을게요." | "By e-mail";
    hosted_by_sms = "문자로 받을게요." | "By text message";
    hosted_by_kakao = "카카오톡으로 받을게요." | "By KakaoTalk";
    hosted_by_call = "전화로 받을게요." | "By phone";
    hosted_send = "보내기" | "Send";
    hosted_leave_empty = "이 칸은 비워 두세요." | "Leave this empty.";
    hosted_wrong(count: i64) = "{count}곳을 확인해 주세요." | "Please check {count} field{s}.", s = s(count);
    hosted_too_old = "페이지를 연 지 오래됐어요. 내용을 확인하고 한 번 더 보내 주세요." | "This page has been open for long. Please check it and send once more.";
    hosted_too_many(seconds: u32) = "요청이 너무 많아요. {seconds}초 뒤에 다시 보내 주세요. 적은 내용은 그대로 있어요." | "Too many requests. Please send again in {seconds} second{s}; what you wrote is still here.", s = s(i64::from(seconds));
    hosted_thanks = "잘 받았어요" | "Thank you";
    hosted_go_on = "계속하기" | "Continue";
    hosted_closed = "지금은 받지 않아요" | "This form is closed";
    hosted_closed_note = "이 폼은 닫혔어요. 필요한 것이 있으면 담당자에게 직접 연락해 주세요." | "It takes nothing at present. Please contact the team directly.";

    why_not_a_site = "사이트 주소로 적어 주세요. 예: https://www.company.kr" | "Write the address of a site, as in https://www.company.kr.";
    why_not_allowed_site = "위에 적은 사이트의 주소만 쓸 수 있어요." | "Use an address on one of the sites above.";
    why_needs_phone = "전화번호를 묻지 않는 폼이에요. 전화번호를 물어보거나 체크를 풀어 주세요." | "This form asks for no phone number. Ask for it, or untick this.";
    why_not_agreed = "동의해야 보낼 수 있어요." | "Please agree to this to send the form.";
}

impl Words {
    pub fn web_form_need(self, need: Need) -> &'static str {
        match need {
            Need::Off => self.web_form_need_off(),
            Need::Optional => self.web_form_need_optional(),
            Need::Required => self.web_form_need_required(),
        }
    }

    /// What somebody ticks who wants to hear of us this way.
    pub fn hosted_by(self, channel: Channel) -> &'static str {
        match channel {
            Channel::Email => self.hosted_by_email(),
            Channel::Sms => self.hosted_by_sms(),
            Channel::Kakao => self.hosted_by_kakao(),
            Channel::Call => self.hosted_by_call(),
        }
    }
}
