//! What the member's day says: each line its reason in a sentence.

use super::{Words, s, words};
use chrono::NaiveDate;
use domain::calendar::{Due, due};
use domain::focus::{Focus, What};

words! {
    today_must = "놓치면 안 되는 것" | "Must not be dropped";
    today_next = "앞으로 나아갈 것" | "What moves you forward";
    today_must_empty = "놓친 것이 없어요. 앞으로 나아갈 일을 해 볼까요?" | "Nothing is slipping. On to what moves you forward.";
    today_next_empty = "이번 주에 정해 둔 일이 없어요. 할 일이나 딜의 다음 액션을 정해 보세요." | "Nothing is planned for this week. Plan a task or a deal’s next step.";
    today_all(count: i64) = "{count}건 모두 보기" | "Show all {count}";
    today_waiting(count: i64) = "기다리는 일 {count}건" | "{count} thing{s} waiting", s = s(count);
    today_to_pipeline = "파이프라인 보기" | "Open the pipeline";

    line_about(what: &str, with: &str) = "{what}: {with}" | "{what}: {with}";
    line_reach(with: &str) = "{with}에 다시 연락하기" | "Get back to {with}";
    line_resume(with: &str) = "보류 끝: {with}" | "Hold ends: {with}";
    line_log(title: &str) = "「{title}」 활동 기록" | "Log an activity: “{title}”";
    line_open(title: &str) = "「{title}」 딜 열기" | "Open the deal “{title}”";

    why_step_late(days: i64) = "약속한 날이 {days}일 지났어요" | "The promised day was {days} day{s} ago", s = s(days);
    why_step_today = "약속한 날이에요" | "Promised for today";
    why_task_late(days: i64) = "기한이 {days}일 지났어요" | "It was due {days} day{s} ago", s = s(days);
    why_task_today = "오늘까지 하기로 했어요" | "Due today";
    why_task_someday = "날짜를 정하지 않았어요" | "No day is set";
    why_soon(day: &str) = "{day}까지예요" | "Due {day}";
    why_rotting(days: i64, last: &str) = "영업일 {days}일째 닿지 못했어요. 마지막 대화 {last}" | "Not reached for {days} business day{s}. Last talk {last}", s = s(days);
    why_rotting_step(step: &str) = "다음 액션: {step}" | "Next step: {step}";
    why_quiet(days: i64) = "영업일 {days}일째 대화가 없어요" | "no talk for {days} business day{s}", s = s(days);
    why_hold_ends = "보류하기로 한 날이 되었어요. 다시 시작할지 정해 주세요" | "The hold is over. Decide whether to go on";
    why_hold_reason(reason: &str) = "보류 사유: {reason}" | "On hold because: {reason}";

    when_rotting(days: i64) = "정체 {days}일" | "stuck {days} d";

    month_title = "이번 달" | "This month";
    month_won = "수주" | "Won";
    month_won_none = "아직 없어요" | "Nothing yet";
    month_open = "열린 딜" | "Open deals";
    month_weighted(sum: &str) = "가중 {sum}" | "weighted {sum}";
    month_deals(count: i64) = "{count}건" | "{count} deal{s}", s = s(count);

    week_title = "월요일 이후 바뀐 것" | "Since Monday";
    week_new = "새 딜" | "New";
    week_forward = "전진" | "Moved forward";
    week_won = "수주" | "Won";
    week_lost = "실주" | "Lost";
    week_note = "내 딜을 한 번씩만 세고, 지금 서 있는 단계로 셉니다." | "Each of my deals once, by the stage where it stands now.";
}

impl Words {
    /// What is to be done, and with whom.
    pub fn focus_title(self, line: &Focus) -> String {
        let deal = line.deal.as_ref().map(|it| it.name.as_str());
        let with = line.with.as_deref().or(deal);
        let about = |what: &str| match with {
            Some(with) => self.line_about(what, with),
            None => what.to_owned(),
        };
        match &line.what {
            What::Task { title, .. } => about(title),
            What::NextStep { step } => about(step),
            What::Rotting { .. } => self.line_reach(with.unwrap_or_default()),
            What::HoldEnds { .. } => self.line_resume(with.unwrap_or_default()),
        }
    }

    /// Why it stands here, in a sentence.
    pub fn focus_reason(self, line: &Focus, today: NaiveDate) -> String {
        let last = || line.deal.as_ref().map(|it| self.short_day(it.last_on, today)).unwrap_or_default();
        let when = line.due.map(|day| (day, due(day, today)));
        let soon = |day| self.why_soon(&self.day(day, today));
        let (why, more) = match (&line.what, when) {
            (What::Task { .. }, Some((_, Due::Overdue(days)))) => (self.why_task_late(days), None),
            (What::Task { .. }, Some((_, Due::Today))) => (self.why_task_today().to_owned(), None),
            (What::Task { .. } | What::NextStep { .. }, Some((day, Due::Later(_)))) => (soon(day), None),
            (What::Task { .. } | What::NextStep { .. }, None) => (self.why_task_someday().to_owned(), None),
            (What::NextStep { .. }, Some((_, Due::Overdue(days)))) => {
                (self.why_step_late(days), line.quiet.map(|it| self.why_quiet(it)))
            }
            (What::NextStep { .. }, Some((_, Due::Today))) => {
                (self.why_step_today().to_owned(), line.quiet.map(|it| self.why_quiet(it)))
            }
            (What::Rotting { step }, _) => {
                let days = line.quiet.unwrap_or_default();
                (self.why_rotting(days, &last()), step.as_ref().map(|it| self.why_rotting_step(it)))
            }
            (What::HoldEnds { reason }, _) => {
                (self.why_hold_ends().to_owned(), reason.as_ref().map(|it| self.why_hold_reason(it)))
            }
        };
        [Some(why), more].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// How long it has waited or may wait, in as few letters as possible.
    pub fn focus_when(self, line: &Focus, today: NaiveDate) -> String {
        match (line.due, line.quiet) {
            (Some(day), _) if !matches!(line.what, What::Rotting { .. }) => self.due(day, today),
            (_, Some(days)) => self.when_rotting(days),
            _ => self.no_date().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::focus::FocusDeal;
    use domain::{DealId, Locale};

    const KO: Words = Words::new(Locale::Ko);
    const EN: Words = Words::new(Locale::En);

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn line(what: What, due: Option<&str>, quiet: Option<i64>) -> Focus {
        let deal = FocusDeal {
            id: DealId(uuid::Uuid::nil()),
            number: 7,
            version: 1,
            name: "사내 지식검색".into(),
            amount: None,
            stage_ko: "데모 완료".into(),
            stage_en: "Demo done".into(),
            last_on: day("2026-11-13"),
        };
        Focus {
            what,
            due: due.map(day),
            quiet,
            deal: Some(deal),
            about: None,
            with: Some("블루오션커머스".into()),
        }
    }

    #[test]
    fn every_line_says_why_it_is_here() {
        let today = day("2026-11-23");
        let rotting = line(What::Rotting { step: None }, None, Some(6));
        assert_eq!(KO.focus_title(&rotting), "블루오션커머스에 다시 연락하기");
        assert_eq!(KO.focus_reason(&rotting, today), "영업일 6일째 닿지 못했어요. 마지막 대화 11/13");
        assert_eq!(KO.focus_when(&rotting, today), "정체 6일");

        let late = line(What::NextStep { step: "구매팀 회신 확인".into() }, Some("2026-11-20"), Some(6));
        assert_eq!(KO.focus_title(&late), "구매팀 회신 확인: 블루오션커머스");
        assert_eq!(KO.focus_reason(&late, today), "약속한 날이 3일 지났어요 · 영업일 6일째 대화가 없어요");
        assert_eq!(KO.focus_when(&late, today), "3일 지남");
        assert_eq!(
            EN.focus_reason(&late, day("2026-11-21")),
            "The promised day was 1 day ago · no talk for 6 business days"
        );
    }

    #[test]
    fn a_task_without_a_day_says_so() {
        let id = domain::TaskId(uuid::Uuid::nil());
        let task = Focus {
            deal: None,
            with: None,
            ..line(What::Task { id, version: 1, title: "명함 정리".into() }, None, None)
        };
        assert_eq!(KO.focus_title(&task), "명함 정리");
        assert_eq!(KO.focus_reason(&task, day("2026-11-23")), "날짜를 정하지 않았어요");
        assert_eq!(EN.focus_when(&task, day("2026-11-23")), "no date");
    }
}
