//! What stage gates say: what a stage asks, what of it is missing, and what to do about it.

use super::{Words, s, words};
use domain::hangul;
use domain::icp::Tier;
use domain::pipeline::Verdict;
use domain::pipeline::gate::{Activity, Field, Requirement};

words! {
    gate_missing(items: &str) = "아직 필요해요: {items}" | "Still needed: {items}";

    gate_set(field: &str) = "{field} 입력" | "{field} is filled in";
    gate_close_in_future = "수주 예정일이 오늘 이후" | "Close date today or later";
    gate_people(count: u8) = "고객 {count}명 이상과 이야기" | "At least {count} people involved";
    gate_step_within(days: u16) = "{days}영업일 안의 다음 액션" | "Next step due within {days} business day{s}", s = s(i64::from(days));
    gate_done(what: &str) = "{what} 기록" | "{what} on record";
    gate_done_times(what: &str, count: u8) = "{what} {count}번 이상 기록" | "{what} on record {count} times";
    gate_lately(what: &str, days: u16) = "최근 {days}일 안에 {what}" | "{what} in the last {days} day{s}", s = s(i64::from(days));
    gate_either(items: &str) = "다음 중 하나: {items}" | "One of: {items}";
    gate_all(items: &str) = "모두: {items}" | "All of: {items}";
    gate_none(item: &str) = "없어야 함: {item}" | "Not: {item}";
    gate_tier(tier: &str) = "고객사 ICP 등급 {tier} 이상" | "Account’s ICP tier is {tier} or better";
    gate_tier_best = "고객사 ICP 등급 A" | "Account’s ICP tier is A";
    field_icp_tier = "ICP 등급" | "ICP tier";
    gate_products = "제품" | "Products";

    gate_passes = "갈 수 있어요" | "Passes";
    gate_needs(count: i64) = "{count}가지 필요" | "Needs {count}";
    gate_warns(count: i64) = "{count}가지 빠짐" | "{count} missing, may pass";
    gate_shut(count: i64) = "막힘 · {count}가지" | "Blocked · {count}";
    gate_asks_why = "이유 필요" | "Asks why";
    gate_on_the_way(count: i64) = "다음 단계까지 {count}가지 필요" | "{count} thing{s} missing for the next stage", s = s(count);
    gate_over(stage: &str, place: i64, verdict: &str) = "{stage}, {place}번째. {verdict}" | "{stage}, place {place}. {verdict}";

    gate_title(stage: &str) = "{stage}{to} 가려면" | "Before it goes to {stage}", to = hangul::toward(stage);
    gate_fill = "채우고 옮기기" | "Fill in and move";
    gate_override = "그래도 옮기기" | "Let it pass anyway";
    gate_override_hint = "관리자와 매니저만 할 수 있고, 이유는 딜의 타임라인에 남아요." | "For managers and admins; the reason stays on the deal’s timeline.";
    gate_back_title(deal: &str) = "「{deal}」{o} 왜 되돌리나요?" | "Why does “{deal}” go back?", o = hangul::object(deal);
    gate_done_when(what: &str) = "{what}: 언제 했나요?" | "{what}: when was it?";
    gate_done_on = "언제 했나요?" | "When was it?";
    gate_elsewhere = "딜 페이지에서 채우기" | "Fill it in on the deal’s page";
    gate_next(stage: &str) = "{stage}까지" | "To reach {stage}";
    gate_ready(stage: &str) = "{stage}{to} 갈 준비가 됐어요." | "Ready for {stage}.", to = hangul::toward(stage);
    gate_may_pass = "없어도 갈 수 있어요" | "May pass without";

    gate_entry = "들어올 때" | "To come in";
    gate_exit = "나갈 때" | "To go on";
    gate_edit(gate: &str, stage: &str) = "{stage}: {gate}" | "{stage}: {gate}";
    gate_edit_title = "단계 조건" | "What it asks";
    gate_asks_nothing = "아무것도 묻지 않아요." | "It asks nothing.";
    gate_add = "조건 추가" | "Add a condition";
    gate_add_number = "숫자" | "Number";
    gate_add_number_hint = "사람 수, 영업일 수나 점수. 다른 조건에는 쓰지 않아요." | "People, business days or a score; other conditions ignore it.";
    gate_remove(item: &str) = "「{item}」 빼기" | "Remove “{item}”";
    gate_block = "막기" | "Stop the deal";
    gate_warn = "알리기만" | "Only say so";
    gate_make_warn = "알리기만 하기" | "Only say so instead";
    gate_make_block = "막기로 바꾸기" | "Stop the deal instead";
    gate_add_people = "고객 몇 명 이상" | "So many people involved";
    gate_add_step = "며칠 안의 다음 액션" | "Next step within so many days";
}

impl Words {
    /// Everything that is missing, in a sentence.
    pub fn not_ready(self, verdict: &Verdict) -> String {
        let items: Vec<_> = verdict.missing.iter().map(|it| self.requirement(&it.what)).collect();
        self.gate_missing(&items.join(", "))
    }

    /// What a gate asks for.
    pub fn requirement(self, asks: &Requirement) -> String {
        let list = |all: &[Requirement]| {
            let items: Vec<_> = all.iter().map(|it| self.requirement(it)).collect();
            items.join(", ")
        };
        match asks {
            Requirement::All(all) => self.gate_all(&list(all)),
            Requirement::Any(any) => self.gate_either(&list(any)),
            Requirement::Not(it) => self.gate_none(&self.requirement(it)),
            Requirement::FieldSet(field) => self.gate_set(&self.gate_field(*field)),
            Requirement::CloseDateInFuture => self.gate_close_in_future().to_owned(),
            Requirement::Activity(it) => self.asked_activity(*it),
            Requirement::People(count) => self.gate_people(*count),
            Requirement::NextStepWithin(days) => self.gate_step_within(*days),
            Requirement::Framework(it) => self.asked_score(it),
            Requirement::IcpTier(Tier::A) => self.gate_tier_best().to_owned(),
            Requirement::IcpTier(least) => self.gate_tier(least.letter()),
            Requirement::Role(it) => self.asked_role(*it),
        }
    }

    /// A condition of the menu, by its code, before its number is known.
    pub fn condition(self, code: &str) -> String {
        match (code, Requirement::of_code(code, "1")) {
            ("people", _) => self.gate_add_people().to_owned(),
            ("next_step_within", _) => self.gate_add_step().to_owned(),
            (_, Ok(Requirement::Role(asked))) => self.role_to_ask(asked),
            (_, Ok(asked)) => self.requirement(&asked),
            (code, Err(_)) => code.to_owned(),
        }
    }

    pub fn gate_field(self, field: Field) -> String {
        match field {
            Field::Products => self.gate_products().to_owned(),
            field => self.field(field.code()),
        }
    }

    fn asked_activity(self, asked: Activity) -> String {
        let kind = self.activity_kind(asked.kind);
        let what = match asked.outcome {
            Some(outcome) => format!("{kind} {}", self.outcome(outcome)),
            None => kind.to_owned(),
        };
        let said = match asked.count {
            0 | 1 => self.gate_done(&what),
            count => self.gate_done_times(&what, count),
        };
        match asked.within_days {
            Some(days) => self.gate_lately(&said, days),
            None => said,
        }
    }
}
