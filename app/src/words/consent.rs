//! What is said about consent: how things stand by each way, and why an advert had better not go.

use super::{Words, words};
use chrono::{NaiveDate, NaiveDateTime};
use domain::consent::{Answer, Channel, Objection};

words! {
    consent = "수신동의" | "Consent to adverts";
    consent_email = "이메일" | "E-mail";
    consent_sms = "문자" | "Text message";
    consent_kakao = "카카오톡" | "KakaoTalk";
    consent_call = "전화" | "Phone";
    consent_unasked = "동의 없음" | "No consent";
    consent_given = "동의" | "Agreed";
    consent_overdue = "다시 확인 필요" | "Ask again";
    consent_withdrawn = "철회" | "Withdrawn";
    consent_due(day: &str) = "{day}까지 다시 확인" | "ask again by {day}";
    consent_was_due(day: &str) = "{day}에 다시 확인했어야 해요" | "was to be asked again by {day}";
    consent_history = "기록과 증거" | "History and proof";
    consent_by_form(form: &str, version: i32) = "웹폼 「{form}」 버전 {version}" | "Web form “{form}”, version {version}";
    consent_by_merge(name: &str) = "같은 사람인 {name}의 기록과 합치면서, 더 엄격한 답을 남겼어요." | "Merged with the record of {name}: the stricter of the two answers holds.";
    consent_by_hand = "직접 적음" | "Written down by hand";
    consent_write = "동의·철회 적기" | "Write down an answer";
    consent_channel = "방법" | "Way";
    consent_answer = "대답" | "Answer";
    consent_answer_given = "받겠다고 했어요" | "They agreed";
    consent_answer_withdrawn = "그만 받겠다고 했어요" | "They withdrew";
    consent_on = "날짜" | "Date";
    consent_on_hint = "비워 두면 지금이에요." | "Empty means now.";
    consent_proof = "어떻게 확인했나요?" | "How do you know?";
    consent_proof_hint = "예: 전시회 부스에서 서면 동의서를 받음" | "As in: signed form at our booth";
    consent_save = "적기" | "Write it down";
    consent_saved = "적어 두었어요." | "Written down.";
    consent_note = "광고가 아닌 견적, 계약, 문의 답변에는 동의가 필요 없어요." | "Quotes, contracts and answers are no adverts and need no consent.";

    advert = "광고성 연락" | "Advert";
    advert_none = "아니요" | "No";
    advert_hint = "광고나 홍보였다면 보낸 방법을 골라 주세요." | "If it was promotional, choose how it went out.";
    advert_hint_planned = "광고나 홍보를 보내려면 방법을 골라 주세요." | "If it will be promotional, choose how it goes out.";
    advert_go_on = "알고도 계속하기" | "Go on all the same";
    advert_title = "잠깐, 확인해 주세요" | "One moment, please";
    advert_no_consent = "이 방법으로 광고를 받겠다고 동의한 적이 없어요." | "They have not agreed to adverts by this way.";
    advert_withdrawn = "이 방법으로는 그만 받겠다고 했어요." | "They withdrew their consent to this way.";
    advert_overdue = "동의한 지 2년이 지났어요. 먼저 계속 받을지 확인해 주세요." | "They agreed more than two years ago. Ask first whether they still do.";
    advert_quiet(when: &str) = "밤 9시부터 아침 8시까지는 광고를 보내지 않아요. {when}부터 보낼 수 있어요." | "No adverts go out between 9 pm and 8 am. It may go from {when}.";
    advert_service = "견적이나 문의 답변처럼 광고가 아니면 「광고성 연락」을 「아니요」로 바꿔 주세요." | "If it was no advert, such as a quote or an answer, set “Advert” to “No”.";
    advert_was(channel: &str) = "광고성 연락 · {channel}" | "Advert · {channel}";
    advert_was_against(channel: &str, why: &str) = "광고성 연락 · {channel} · {why}" | "Advert · {channel} · {why}";
    against_no_consent = "동의 없이 보냄" | "sent without consent";
    against_withdrawn = "철회한 뒤에 보냄" | "sent after withdrawal";
    against_overdue = "재확인 없이 보냄" | "sent without asking again";
    against_quiet = "야간에 보냄" | "sent at night";
    field_proof = "확인한 방법" | "Proof";
    field_channel = "방법" | "Way";
    field_answer = "대답" | "Answer";
}

impl Words {
    pub fn channel(self, channel: Channel) -> &'static str {
        match channel {
            Channel::Email => self.consent_email(),
            Channel::Sms => self.consent_sms(),
            Channel::Kakao => self.consent_kakao(),
            Channel::Call => self.consent_call(),
        }
    }

    pub fn consent_answer_of(self, answer: Answer) -> &'static str {
        match answer {
            Answer::Given => self.consent_given(),
            Answer::Withdrawn => self.consent_withdrawn(),
        }
    }

    /// Why an advert had better not go, and when it may.
    pub fn objection(self, objection: &Objection) -> String {
        match objection {
            Objection::NoConsent => self.advert_no_consent().to_owned(),
            Objection::Withdrawn => self.advert_withdrawn().to_owned(),
            Objection::Overdue => self.advert_overdue().to_owned(),
            Objection::QuietHours { until } => self.advert_quiet(&self.local_time(*until)),
        }
    }

    fn local_time(self, at: NaiveDateTime) -> String {
        let day: NaiveDate = at.date();
        format!("{} {}", self.full_day(day), at.format("%H:%M"))
    }

    /// An advert on a timeline, and what it went against, by its code.
    pub fn advert_sent(self, channel: Channel, against: Option<&str>) -> String {
        let channel = self.channel(channel);
        let why = match against {
            Some("no_consent") => self.against_no_consent(),
            Some("withdrawn") => self.against_withdrawn(),
            Some("overdue") => self.against_overdue(),
            Some("quiet_hours") => self.against_quiet(),
            _ => return self.advert_was(channel),
        };
        self.advert_was_against(channel, why)
    }
}
