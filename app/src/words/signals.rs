//! What customers do, in the words of whoever reads of it.

use super::{Words, words};
use domain::money::grouped;
use domain::signals::score::{Readiness, Rule};
use domain::signals::{Family, Property, SignalKind, Unit};

words! {
    signals = "시그널" | "Signals";
    signals_about = "고객이 사이트와 제품에서 한 일" | "What customers do on your site and in your product";
    signals_note = "사이트, 제품, 영업 도구가 API로 보낸 고객의 행동이에요. 고객사와 고객 담당자의 타임라인에도 보여요." | "What your site, your product and the tools around them report about customers. It stands on the timelines of accounts and people, too.";
    signals_list = "받은 시그널" | "Received";
    signals_filter = "시그널 종류" | "Kinds of signals";
    signals_all = "전체" | "All";
    signals_unknown = "모르는 고객" | "Unknown";
    signals_when = "받은 때" | "Received";
    signals_what = "무엇을" | "What";
    signals_who = "누가" | "Who";
    signals_older = "이전 시그널 보기" | "See older ones";
    signals_newest = "최근 시그널 보기" | "See the newest";
    signals_empty = "아직 받은 시그널이 없어요." | "No signal has come yet.";
    signals_empty_filter = "이런 시그널은 없어요." | "There is none of this kind.";
    signals_unknown_note = "등록된 고객 담당자의 이메일도, 고객사의 도메인도 아니에요. 등록하면 지금까지의 시그널이 함께 보여요." | "Neither the e-mail address of a person nor the domain of an account. Once they are added, what they did so far is theirs.";
    signals_how = "보내는 방법" | "How to send them";
    signals_how_key = "API 키 만들기" | "Make an API key";
    signals_how_document = "API 문서" | "API reference";
    signals_how_note = "한 번에 1,000건까지 보낼 수 있고, 같은 key는 다시 보내도 한 번만 남아요." | "Up to 1,000 at a time. The same key is kept once, however often it is sent.";
    signal_happened(when: &str) = "{when}에 한 일" | "Happened {when}";

    timeline_shown = "타임라인에 보일 것" | "What the timeline shows";
    timeline_all = "전체" | "All";
    timeline_ours = "우리가 한 일" | "What we did";
    timeline_signals = "시그널" | "Signals";
    timeline_empty_signals = "아직 시그널이 없어요." | "No signals yet.";

    product_score = "제품 사용" | "Use of the product";
    interest_score = "관심도" | "Interest";
    score_of = "/ 100" | "/ 100";
    score_reasons = "점수가 나온 이유" | "What the score is made of";
    score_times(times: usize) = "{times}번" | "{times} times";
    score_nothing = "지금 점수가 되는 시그널은 없어요." | "No signal counts at present.";
    hand_raised = "먼저 연락 옴" | "Raised a hand";
    readiness_trying = "써 보는 중" | "Trying it";
    readiness_valued = "가치를 느낌" | "Sees the value";
    readiness_qualified = "PQL" | "PQL";
    readiness_ready = "지금 이야기할 때" | "Ready to talk";
    readiness_trying_why = "아직 제품의 가치를 느꼈다는 시그널이 없어요." | "No signal says yet that they have felt its value.";
    readiness_valued_why = "가치는 느꼈어요. 더 필요하다는 시그널이나 점수는 아직 부족해요." | "They have felt its value; signals that they need more, or points, are still missing.";
    readiness_qualified_why = "가치를 느꼈고 더 필요해졌어요. 영업 개발 담당이 확인할 차례예요." | "They have felt its value and need more: an SDR should look into it.";
    readiness_ready_why = "가치를 느꼈고 한도나 팀이 커졌어요. 연락하기 좋은 때예요." | "They have felt its value and outgrow their plan: a good time to call.";
    rule_many_visits(times: i32, days: i32) = "{days}일 동안 {times}번 이상 방문" | "{times} visits in {days} days";
    rule_long_visit(minutes: i32) = "{minutes}분 넘게 머무름" | "Stayed {minutes} minutes or more";
    rule_in_use(days: i32, within: i32) = "{within}일 중 {days}일 이상 사용" | "Used on {days} of {within} days";
    rule_team_invited(people: i32) = "팀원 {people}명 이상 초대" | "{people} teammates or more invited";
    rule_near_limit(percent: i32) = "플랜 한도 {percent}% 이상 사용" | "{percent}% of the plan’s limit or more";
    rule_alone_or_gone(days: i32) = "혼자 쓰거나 {days}일 동안 안 씀" | "One user alone, or unused for {days} days";
    rule_free_mail = "무료 메일 주소" | "Free mail address";
    rule_student = "학생" | "Student";
    rule_competitor = "경쟁사" | "Competitor";
    rule_many_visits_named = "자주 방문" | "Frequent visits";
    rule_long_visit_named = "오래 머무름" | "Long visits";
    rule_in_use_named = "꾸준히 사용" | "Regular use";
    rule_team_invited_named = "팀원 초대" | "Teammates invited";
    rule_near_limit_named = "플랜 한도에 가까움" | "Near the plan’s limit";
    rule_alone_or_gone_named = "혼자 쓰거나 안 씀" | "One user alone, or unused";

    family_marketing = "마케팅" | "Marketing";
    family_product = "제품" | "Product";
    family_sales = "영업" | "Sales";
    family_signal(family: &str) = "{family} 시그널" | "{family} signal";

    signal_subscribed = "뉴스레터 구독" | "Subscribed to the newsletter";
    signal_content_downloaded = "콘텐츠 내려받기" | "Downloaded content";
    signal_event_signed_up = "행사 신청" | "Signed up for an event";
    signal_event_attended = "행사 참석" | "Attended an event";
    signal_site_visited = "사이트 방문" | "Visited the site";
    signal_pricing_seen = "가격 페이지 방문" | "Saw the pricing page";
    signal_demo_requested = "데모 요청" | "Asked for a demo";
    signal_demo_used = "데모 버전 사용" | "Used the demo version";
    signal_signed_up = "무료 플랜 시작" | "Started a free plan";
    signal_activation_done = "시작 체크리스트 완료" | "Finished the activation checklist";
    signal_integration_connected = "연동 완료" | "Connected an integration";
    signal_teammates_invited = "팀원 초대" | "Invited teammates";
    signal_active = "제품 사용" | "Used the product";
    signal_limit_used = "플랜 한도 사용" | "Used the plan’s limit";
    signal_billing_seen = "결제 페이지 방문" | "Saw the billing page";
    signal_subscription_started = "유료 구독 시작" | "Started a subscription";
    signal_payment_succeeded = "결제 완료" | "Paid";
    signal_replied = "답장" | "Replied";
    signal_meeting_booked = "미팅 예약" | "Booked a meeting";
    signal_referred = "소개" | "Referred somebody";

    unit_minutes(minutes: &str) = "{minutes}분" | "{minutes} min";
    unit_seconds(seconds: &str) = "{seconds}초" | "{seconds} s";
    unit_people(people: &str) = "{people}명" | "{people}";
    unit_percent(percent: &str) = "{percent}%" | "{percent}%";
}

impl Words {
    pub fn family(self, family: Family) -> &'static str {
        match family {
            Family::Marketing => self.family_marketing(),
            Family::Product => self.family_product(),
            Family::Sales => self.family_sales(),
        }
    }

    pub fn signal_kind(self, kind: SignalKind) -> &'static str {
        match kind {
            SignalKind::Subscribed => self.signal_subscribed(),
            SignalKind::ContentDownloaded => self.signal_content_downloaded(),
            SignalKind::EventSignedUp => self.signal_event_signed_up(),
            SignalKind::EventAttended => self.signal_event_attended(),
            SignalKind::SiteVisited => self.signal_site_visited(),
            SignalKind::PricingSeen => self.signal_pricing_seen(),
            SignalKind::DemoRequested => self.signal_demo_requested(),
            SignalKind::DemoUsed => self.signal_demo_used(),
            SignalKind::SignedUp => self.signal_signed_up(),
            SignalKind::ActivationDone => self.signal_activation_done(),
            SignalKind::IntegrationConnected => self.signal_integration_connected(),
            SignalKind::TeammatesInvited => self.signal_teammates_invited(),
            SignalKind::Active => self.signal_active(),
            SignalKind::LimitUsed => self.signal_limit_used(),
            SignalKind::BillingSeen => self.signal_billing_seen(),
            SignalKind::SubscriptionStarted => self.signal_subscription_started(),
            SignalKind::PaymentSucceeded => self.signal_payment_succeeded(),
            SignalKind::Replied => self.signal_replied(),
            SignalKind::MeetingBooked => self.signal_meeting_booked(),
            SignalKind::Referred => self.signal_referred(),
        }
    }

    /// What was done, and how much of it: `플랜 한도 사용 82%`.
    pub fn signal(self, kind: SignalKind, value: Option<i64>) -> String {
        let name = self.signal_kind(kind);
        match kind.unit().zip(value) {
            Some((unit, value)) => format!("{name} {}", self.counted_in(unit, value)),
            None => name.to_owned(),
        }
    }

    fn counted_in(self, unit: Unit, value: i64) -> String {
        let said = |value: i64| grouped(value.unsigned_abs());
        match unit {
            Unit::Seconds if value >= 60 => self.unit_minutes(&said(value / 60)),
            Unit::Seconds => self.unit_seconds(&said(value)),
            Unit::People => self.unit_people(&said(value)),
            Unit::Percent => self.unit_percent(&said(value)),
        }
    }

    pub fn readiness(self, readiness: Readiness) -> &'static str {
        match readiness {
            Readiness::Trying => self.readiness_trying(),
            Readiness::Valued => self.readiness_valued(),
            Readiness::Qualified => self.readiness_qualified(),
            Readiness::Ready => self.readiness_ready(),
        }
    }

    pub fn readiness_why(self, readiness: Readiness) -> &'static str {
        match readiness {
            Readiness::Trying => self.readiness_trying_why(),
            Readiness::Valued => self.readiness_valued_why(),
            Readiness::Qualified => self.readiness_qualified_why(),
            Readiness::Ready => self.readiness_ready_why(),
        }
    }

    /// What a rule asks, with the figures it went by.
    pub fn score_rule(self, rule: Rule, least: i32, within: i32) -> String {
        match rule {
            Rule::ManyVisits => self.rule_many_visits(least, within),
            Rule::LongVisit => self.rule_long_visit(least),
            Rule::InUse => self.rule_in_use(least, within),
            Rule::TeamInvited => self.rule_team_invited(least),
            Rule::NearLimit => self.rule_near_limit(least),
            Rule::AloneOrGone => self.rule_alone_or_gone(within),
            rule => self.rule_named(rule).to_owned(),
        }
    }

    /// The same without figures.
    pub fn rule_named(self, rule: Rule) -> &'static str {
        match rule {
            Rule::Subscribed => self.signal_subscribed(),
            Rule::ContentDownloaded => self.signal_content_downloaded(),
            Rule::EventSignedUp => self.signal_event_signed_up(),
            Rule::EventAttended => self.signal_event_attended(),
            Rule::PricingSeen => self.signal_pricing_seen(),
            Rule::ManyVisits => self.rule_many_visits_named(),
            Rule::LongVisit => self.rule_long_visit_named(),
            Rule::FreeMail => self.rule_free_mail(),
            Rule::Student => self.rule_student(),
            Rule::Competitor => self.rule_competitor(),
            Rule::Activated => self.signal_activation_done(),
            Rule::Integrated => self.signal_integration_connected(),
            Rule::InUse => self.rule_in_use_named(),
            Rule::TeamInvited => self.rule_team_invited_named(),
            Rule::NearLimit => self.rule_near_limit_named(),
            Rule::BillingSeen => self.signal_billing_seen(),
            Rule::AloneOrGone => self.rule_alone_or_gone_named(),
        }
    }

    /// `content: 가격 가이드`
    pub fn property(self, (name, said): &Property) -> String {
        format!("{name}: {said}")
    }
}
