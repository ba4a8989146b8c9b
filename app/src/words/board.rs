//! What the head of a board's column says: how next steps stand, how long deals stay, what the stage is for.

use super::{Words, s, words};
use domain::hangul;
use domain::pipeline::Step;
use domain::team::Density;

words! {
    step_overdue = "기한 지남" | "Overdue";
    step_today = "오늘" | "Today";
    step_planned = "예정" | "Planned";
    step_missing = "없음" | "None";
    step_bar = "다음 액션으로 필터" | "Filter by next step";
    step_share(standing: &str, deals: i64) = "다음 액션 {standing} {deals}건" | "Next step {standing}: {deals} deal{s}", s = s(deals);
    filter_any_step = "다음 액션 전체" | "Any next step";

    column_average(days: i64) = "평균 {days}일" | "avg {days} d";
    column_average_label(days: i64) = "이 단계에 평균 {days}일 머물러 있어요" | "{days} day{s} in this stage on average", s = s(days);
    column_limit_reached(limit: u16) = "한 명당 {limit} 꽉 참" | "{limit} per owner, reached";
    column_at_limit(name: &str, limit: u16) = "{name} 님이 진행 한도인 {limit}건을 채웠어요." | "{name} is at the WIP limit of {limit}.";
    column_fold(stage: &str) = "{stage} 접기" | "Fold {stage}";
    column_unfold(stage: &str) = "{stage} 펼치기" | "Unfold {stage}";

    card_step_done(deal: &str) = "「{deal}」 다음 액션 완료" | "Next step of “{deal}” done";
    card_step_plan(deal: &str) = "「{deal}」 다음 액션 정하기" | "Plan the next step of “{deal}”";
    card_log(deal: &str) = "「{deal}」 활동 기록" | "Log activity on “{deal}”";
    step_was_done = "다음 액션을 끝냈어요" | "Next step done";
    step_was_planned = "다음 액션을 정했어요" | "Next step planned";
    step_plan = "정하기" | "Plan it";

    density_comfortable = "카드를 넉넉하게" | "Comfortable cards";
    density_compact = "카드를 촘촘하게" | "Compact cards";

    guide_of(stage: &str) = "{stage}: 할 일과 조건" | "{stage}: what to do and what it asks";
    guide_none = "아직 안내가 없어요. 파이프라인 설정에서 적을 수 있어요." | "No guidance yet. It is written in the pipeline’s settings.";
    guide_entry(stage: &str) = "{stage}{to} 들어오려면" | "To come in to {stage}", to = hangul::toward(stage);
    guide_exit = "다음 단계로 가려면" | "To go on";
    guide_probability(percent: u8) = "수주 가능성 {percent}%" | "{percent}% to win";
}

impl Words {
    pub fn density(self, density: Density) -> &'static str {
        match density {
            Density::Comfortable => self.density_comfortable(),
            Density::Compact => self.density_compact(),
        }
    }

    pub fn step(self, step: Step) -> &'static str {
        match step {
            Step::Overdue => self.step_overdue(),
            Step::Today => self.step_today(),
            Step::Planned => self.step_planned(),
            Step::Missing => self.step_missing(),
        }
    }
}
