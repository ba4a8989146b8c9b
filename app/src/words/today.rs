//! What the member's day says: each line its reason in a sentence.

use super::{Words, s, words};
use chrono::NaiveDate;
use domain::focus::{Focus, What};

words! {
    today_leads = "연락할 리드" | "Leads to contact";
    today_leads_shown(shown: &str, all: &str) = "{all}건 중 앞의 {shown}건이에요." | "{shown} of {all}.";
    today_queue = "컨택 순서 보기" | "Open the work queue";
    today_must = "놓치면 안 되는 것" | "Must not be dropped";
    today_next = "앞으로 나아갈 것" | "What moves you forward";
    today_must_empty = "놓친 것이 없어요. 앞으로 나아갈 일을 해 볼까요?" | "Nothing is slipping. On to what moves you forward.";
    today_next_empty = "이번 주에 정해 둔 일이 없어요. 할 일이나 딜의 다음 액션을 정해 보세요." | "Nothing is planned for this week. Plan a task or a deal’s next step.";
    today_fresh = "아직 딜이 없어요. 첫 딜을 추가하면 할 일이 여기에 모여요." | "No deals yet. Add the first one, and what to do gathers here.";
    today_whose = "누구의 하루" | "Whose day";
    today_mine = "나" | "Me";
    today_team = "팀" | "Team";
    today_all(count: i64) = "{count}건 모두 보기" | "Show all {count}";
    today_waiting(count: i64) = "기다리는 일 {count}건" | "{count} thing{s} waiting", s = s(count);
    today_to_pipeline = "파이프라인 보기" | "Open the pipeline";

    line_about(what: &str, with: &str) = "{what}: {with}" | "{what}: {with}";
    line_reach(with: &str) = "{with}에 다시 연락하기" | "Get back to {with}";
    line_resume(with: &str) = "보류 끝: {with}" | "Hold ends: {with}";
    line_log(title: &str) = "「{title}」 활동 기록" | "Log an activity: “{title}”";
    line_open(title: &str) = "「{title}」 딜 열기" | "Open the deal “{title}”";

    why_task = "할 일" | "Task";
    why_last_talk(day: &str) = "마지막 대화 {day}" | "last talk {day}";
    why_next(step: &str) = "다음 액션: {step}" | "next step: {step}";
    why_quiet(days: i64) = "영업일 {days}일째 대화가 없어요" | "no talk for {days} business day{s}", s = s(days);
    why_decide = "다시 시작할지 정해 주세요" | "Decide whether to go on";
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
    week_note_team = "팀의 딜을 한 번씩만 세고, 지금 서 있는 단계로 셉니다." | "Each of the team’s deals once, by the stage where it stands now.";
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
            What::AtRisk(risk) => about(&self.risk_act(risk)),
        }
    }

    /// Why it matters: where the deal stands and when its customer was last talked to. When it is due stands beside.
    pub fn focus_reason(self, line: &Focus, today: NaiveDate) -> String {
        let deal = line.deal.as_ref();
        let stage = deal.map(|it| self.either(&it.stage_ko, &it.stage_en).to_owned());
        let last = deal.map(|it| self.why_last_talk(&self.short_day(it.last_on, today)));
        let parts = match &line.what {
            What::Task { .. } => [Some(self.why_task().to_owned()), stage, last],
            // So long a silence says more than its first day.
            What::NextStep { .. } => [stage, line.quiet.map(|it| self.why_quiet(it)).or(last), None],
            What::Rotting { step } => [stage, last, step.as_ref().map(|it| self.why_next(it))],
            What::HoldEnds { reason } => {
                [reason.as_ref().map(|it| self.why_hold_reason(it)), Some(self.why_decide().to_owned()), None]
            }
            What::AtRisk(risk) => [Some(self.risk_named(risk)), stage, None],
        };
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
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
