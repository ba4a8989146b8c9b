//! What the board, the table of deals and a deal's page say.

use super::{Words, s, words};
use crate::error::AppError;
use domain::hangul;
use domain::pipeline::filter::Close;
use domain::pipeline::list::{Order, Sort};
use domain::pipeline::{Color, Motion, StageKind};

words! {
    pipeline_title = "파이프라인" | "Pipeline";
    pipelines_label = "파이프라인 고르기" | "Choose a pipeline";
    board_label(pipeline: &str) = "{pipeline} 보드" | "{pipeline} board";
    board_help = "화살표로 카드를 오가고, 스페이스로 들어 올려 옮기고, M으로 단계를 고르세요. E로 고치고 A로 활동을 기록하고 N으로 딜을 추가해요. X로 여럿을 골라 한꺼번에 옮겨요." | "Arrows walk between cards, Space lifts and drops one, M chooses a stage, E edits, A logs an activity, N adds a deal, X picks several to work them at once.";
    board_open_deals = "열린 딜" | "Open deals";
    board_sum = "합계" | "Total";
    board_weighted = "가중" | "Weighted";
    board_shown(shown: &str, all: &str) = "{all}개 중 {shown}개 표시" | "{shown} of {all}";
    board_show_more = "더 보기" | "Show more";
    board_from_top = "처음부터 보기" | "From the top";
    board_empty_column = "아직 딜이 없어요" | "No deals here yet";
    board_empty = "이 파이프라인에는 아직 딜이 없어요. 첫 딜을 추가해 보세요." | "This pipeline has no deals yet. Add the first one.";
    board_empty_filter = "조건에 맞는 딜이 없어요." | "No deal matches the filter.";
    board_no_pipeline = "파이프라인이 없어요. 설정에서 하나 만들어 주세요." | "There is no pipeline. Make one in the settings.";
    board_resync = "보드를 새로 읽었어요." | "The board was read anew.";

    column_label(stage: &str, deals: i64) = "{stage}, 딜 {deals}개" | "{stage}, {deals} deal{s}", s = s(deals);
    column_limit(limit: u16) = "한 명당 {limit}" | "{limit} per owner";
    column_limit_passed(limit: u16) = "한 명당 {limit} 넘음" | "over {limit} per owner";
    column_within_limit(limit: u16) = "진행 한도: 한 명당 딜 {limit}개" | "WIP limit: {limit} deal{s} per owner", s = s(i64::from(limit));
    column_over_limit(name: &str, deals: i64, limit: u16) = "{name} 님의 딜이 {deals}개예요. 진행 한도는 한 명당 {limit}개예요." | "{name} has {deals} deals here; the WIP limit is {limit} per owner.";
    column_drop_closed(stage: &str) = "여기에 놓아 {stage}{to}" | "Drop here for {stage}", to = hangul::toward(stage);

    quick_add_label(stage: &str) = "{stage}에 딜 추가" | "Add a deal to {stage}";
    quick_add_example = "고객사 딜 이름 1,200만 @담당자" | "Account, deal name, 12,000,000, @owner";
    quick_add_help = "고객사, 딜 이름, 금액, @담당자를 한 줄로 적고 Enter를 누르세요." | "Type account, deal name, amount and @owner in one line, then Enter.";
    quick_add_new_account(name: &str) = "새 고객사 {name}" | "New account {name}";
    quick_add_open_deals(deals: i64) = "열린 딜 {deals}건" | "{deals} open deal{s}", s = s(deals);
    quick_add_similar(name: &str) = "혹시 {name}?" | "{name}?";
    quick_add_owner(name: &str) = "담당 {name}" | "Owner {name}";
    quick_add_unclear(name: &str) = "@{name}{to}는 담당자를 한 명으로 정할 수 없어요. 이름을 더 적어 주세요." | "@{name} is not exactly one member. Type more of the name.", to = hangul::toward(name);
    quick_add_currency(currency: &str) = "이 파이프라인의 금액은 {currency}로 적어요" | "Amounts in this pipeline are in {currency}";
    quick_add_needs(stage: &str) = "{stage}에 들어가려면 더 필요해요" | "{stage} asks for more";
    quick_add_not_here = "앞 단계에 먼저 추가하고, 채운 다음 옮겨 주세요" | "Add it to an earlier stage first, and move it once this is done";
    quick_added(deal: &str, stage: &str) = "「{deal}」{o} {stage}에 추가했어요" | "Added “{deal}” to {stage}", o = hangul::object(deal);

    card_days(days: i64) = "{days}일" | "{days} d";
    card_days_label(days: i64) = "이 단계에서 {days}일째" | "{days} day{s} in this stage", s = s(days);
    card_rotting(days: i64) = "정체 {days}일" | "stuck {days} d";
    card_no_amount = "금액 없음" | "No amount";
    card_no_next_step = "다음 액션 없음" | "No next step";
    card_menu(deal: &str) = "「{deal}」 단계 옮기기" | "Move “{deal}”";
    card_remote(name: &str) = "{name}" | "{name}";

    filter_label = "필터" | "Filters";
    filter_everybody = "모든 담당자" | "All owners";
    filter_mine = "내 딜" | "My deals";
    filter_nobody = "담당자 없음" | "No owner";
    filter_all_teams = "모든 팀" | "All teams";
    filter_all_tags = "모든 태그" | "All tags";
    filter_search = "딜·고객사 이름" | "Deal or account";
    filter_apply = "적용" | "Apply";
    filter_clear = "필터 지우기" | "Clear filters";
    filter_any_stage = "모든 단계" | "All stages";
    filter_any_pipeline = "모든 파이프라인" | "All pipelines";
    filter_sort = "정렬" | "Sort by";

    deal_add = "딜 추가" | "Add deal";
    deal_new = "새 딜" | "New deal";
    deal_moved(deal: &str, stage: &str) = "「{deal}」{o} {stage}{to} 옮겼어요" | "Moved “{deal}” to {stage}",
        o = hangul::object(deal), to = hangul::toward(stage);
    deal_reordered(deal: &str) = "「{deal}」의 순서를 바꿨어요" | "Changed the place of “{deal}”";
    deal_move_undone(deal: &str) = "「{deal}」{o} 되돌렸어요" | "“{deal}” is back where it was", o = hangul::object(deal);
    deal_overtaken(deal: &str, stage: &str) = "그사이 다른 사람이 「{deal}」{o} {stage}{to} 옮겼어요. 아무것도 덮어쓰지 않았어요." | "Somebody moved “{deal}” to {stage} meanwhile. Nothing was overwritten.",
        o = hangul::object(deal), to = hangul::toward(stage);
    deal_lifted(deal: &str, stage: &str) = "「{deal}」{o} 들었어요. 지금 {stage}. 화살표로 옮기고 스페이스로 놓으세요. Esc는 취소." | "Lifted “{deal}” from {stage}. Arrows move it, Space drops it, Esc cancels.",
        o = hangul::object(deal);
    deal_over(stage: &str, place: i64) = "{stage}, {place}번째" | "{stage}, place {place}";
    deal_dropped_back(deal: &str) = "「{deal}」{o} 제자리에 두었어요" | "“{deal}” stays where it was", o = hangul::object(deal);
    deal_move_title(deal: &str) = "「{deal}」 옮기기" | "Move “{deal}”";
    deal_move_to = "옮길 단계" | "To stage";
    deal_move = "옮기기" | "Move";
    deal_closing_hint = "수주·실주·보류로 옮길 때 필요해요." | "Needed for won, lost and on hold.";
    deal_next_stage = "다음 단계로" | "Next stage";
    deal_win = "수주" | "Won";
    deal_lose = "실주" | "Lost";
    deal_facts = "딜 정보" | "Facts";
    deal_edit = "딜 고치기" | "Edit deal";
    deal_saved = "저장했어요." | "Saved.";
    deal_stage_time = "단계 체류" | "In stage";
    deal_created = "만든 날" | "Created";
    deal_closed_on = "마감한 날" | "Closed";
    deal_now = "지금 할 일" | "What now";
    deal_now_none = "다음 액션을 정하면 여기에 보여요. 딜은 다음 약속이 있어야 움직여요." | "Plan a next step: a deal moves only with an agreed date.";
    deal_plan_next = "다음 액션 정하기" | "Plan the next step";
    deal_probability_hint = "비워 두면 단계의 가능성을 써요." | "Left empty, the stage’s probability counts.";
    deal_amount_from_lines = "제품에서 더한 금액이에요. 아래 제품에서 고쳐요." | "The products’ sum. Change it at the products below.";
    deal_changed_by(name: &str) = "{name} 님이 방금 이 딜을 고쳤어요. 적던 것은 그대로예요. 저장하면 나란히 보여 드려요." | "{name} just changed this deal. What you typed is kept; when you save, you will see both.";
    amount_example = "1,250만" | "12,500,000";
    deal_account_hint = "없는 고객사면 새로 만들어요." | "A new account is made if there is none of this name.";
    deal_not_found = "이 딜은 없거나 볼 수 없어요." | "This deal isn’t there, or you can’t see it.";
    deal_path = "진행 단계" | "Path";
    deal_why_won = "수주 사유" | "Why we won";
    deal_why_lost = "실주 사유" | "Why we lost";
    deal_why_hold = "보류 사유" | "Why on hold";

    deals_title = "딜" | "Deals";
    deals_in_all(count: &str) = "모두 {count}건" | "{count} in all";
    deals_states = "상태" | "State";
    deals_open = "진행" | "Open";
    deals_all = "전체" | "All";
    deals_close = "마감·예정일" | "Closed or expected";
    deal_won_on = "수주일" | "Won on";
    deal_lost_on = "실주일" | "Lost on";
    deals_none = "조건에 맞는 딜이 없어요." | "No deal matches.";
    deals_none_yet = "지금 진행 중인 딜이 없어요. 다음 딜을 추가해 보세요." | "No deal is open now. Add the next one.";

    pipelines_title = "파이프라인 설정" | "Pipelines";
    pipelines_hint = "단계, 가능성, 정체 기준일, 진행 한도를 팀의 방식에 맞추세요." | "Fit stages, probabilities, rotting thresholds and limits to how you sell.";
    pipelines_add = "파이프라인 만들기" | "Make a pipeline";
    pipelines_template = "시작 틀" | "Template";
    pipelines_stages(count: i64) = "단계 {count}개" | "{count} stage{s}", s = s(count);
    pipelines_names = "파이프라인 이름" | "Names of the pipeline";
    stage_add = "단계 추가" | "Add a stage";
    stage_edit(stage: &str) = "「{stage}」 고치기" | "Edit “{stage}”";
    stage_remove(stage: &str) = "「{stage}」 없애기" | "Remove “{stage}”";
    stage_remove_to = "여기 있는 딜을 옮길 단계" | "Where its deals go";
    stage_earlier(stage: &str) = "「{stage}」 앞으로" | "Move “{stage}” earlier";
    stage_later(stage: &str) = "「{stage}」 뒤로" | "Move “{stage}” later";
    stage_probability(percent: u8) = "{percent}%" | "{percent}%";
    stage_color = "색" | "Colour";
    stage_open = "진행 단계" | "Open stages";
    stage_closing = "마무리 단계" | "Closing stages";
    stage_rots_after(days: u16) = "{days}영업일 뒤 정체" | "stuck after {days} business day{s}", s = s(i64::from(days));
    stage_holds(limit: u16) = "한 명당 {limit}건" | "{limit} per owner";
    stage_rot_hint = "영업일. 비우면 세지 않아요." | "Business days; empty: not counted.";
    stage_wip_hint = "담당자 한 명 기준. 비우면 없어요." | "Per owner; empty: none.";

    motion_inbound_smb = "인바운드 SMB" | "Inbound SMB";
    motion_outbound_enterprise = "아웃바운드 엔터프라이즈" | "Outbound enterprise";
    motion_self_serve = "셀프서브 PQL" | "Self-serve PQL";

    color_gray = "회색" | "Gray";
    color_blue = "파랑" | "Blue";
    color_violet = "보라" | "Violet";
    color_teal = "청록" | "Teal";
    color_green = "초록" | "Green";
    color_amber = "호박" | "Amber";
    color_red = "빨강" | "Red";

    close_whenever = "수주 예정일 전체" | "Any close date";
    close_past = "예정일 지남" | "Close date past";
    close_this_month = "이번 달" | "This month";
    close_next_month = "다음 달" | "Next month";
    close_this_quarter = "이번 분기" | "This quarter";

    order_newest = "최근 만든 순" | "Newest";
    order_oldest = "오래된 순" | "Oldest";
    order_name = "이름순" | "By name";
    order_name_turned = "이름 역순" | "By name, Z–A";
    order_account = "고객사순" | "By account";
    order_account_turned = "고객사 역순" | "By account, Z–A";
    order_largest = "금액 큰 순" | "Largest";
    order_smallest = "금액 작은 순" | "Smallest";
    order_closing = "마감 빠른 순" | "Closing soonest";
    order_closing_turned = "마감 늦은 순" | "Closing latest";
    order_next = "다음 액션 급한 순" | "Next step soonest";
    order_next_turned = "다음 액션 늦은 순" | "Next step latest";
    order_owner = "담당자순" | "By owner";
    order_owner_turned = "담당자 역순" | "By owner, Z–A";

    error_not_found = "없거나 볼 수 없는 기록이에요." | "This record isn’t there, or you can’t see it.";
    error_signed_out = "로그아웃되었어요. 다시 로그인해 주세요." | "You are signed out. Please sign in again.";
    error_malformed = "화면이 오래되어 서버가 알아듣지 못했어요. 새로 고쳐 주세요." | "This page is too old for the server. Please reload.";
    error_unreachable = "서버에 닿지 않아요. 연결을 확인해 주세요. 입력한 내용은 그대로예요." | "The server can’t be reached. What you typed is kept.";
    error_failed = "문제가 생겼어요. 잠시 뒤 다시 해 주세요." | "Something went wrong. Please try again in a moment.";
    error_changed = "그사이 다른 사람이 바꿨어요. 지금 상태를 확인해 주세요." | "Somebody changed it meanwhile. Please look at it again.";
}

impl Words {
    /// Why the server did not do it, in a sentence.
    pub fn app_error(self, error: &AppError) -> String {
        match error {
            AppError::Refused(refusal) => self.say(refusal),
            AppError::Changed { .. } => self.error_changed().to_owned(),
            AppError::NotFound => self.error_not_found().to_owned(),
            AppError::SignedOut => self.error_signed_out().to_owned(),
            AppError::Malformed => self.error_malformed().to_owned(),
            AppError::Unreachable => self.error_unreachable().to_owned(),
            AppError::Failed => self.error_failed().to_owned(),
        }
    }

    pub fn motion(self, motion: Motion) -> &'static str {
        match motion {
            Motion::InboundSmb => self.motion_inbound_smb(),
            Motion::OutboundEnterprise => self.motion_outbound_enterprise(),
            Motion::SelfServe => self.motion_self_serve(),
        }
    }

    pub fn color(self, color: Color) -> &'static str {
        match color {
            Color::Gray => self.color_gray(),
            Color::Blue => self.color_blue(),
            Color::Violet => self.color_violet(),
            Color::Teal => self.color_teal(),
            Color::Green => self.color_green(),
            Color::Amber => self.color_amber(),
            Color::Red => self.color_red(),
        }
    }

    pub fn closing_range(self, close: Close) -> &'static str {
        match close {
            Close::Whenever => self.close_whenever(),
            Close::Past => self.close_past(),
            Close::ThisMonth => self.close_this_month(),
            Close::NextMonth => self.close_next_month(),
            Close::ThisQuarter => self.close_this_quarter(),
        }
    }

    pub fn deals_order(self, order: Order) -> &'static str {
        let (usual, turned) = match order.by {
            Sort::Created => (self.order_newest(), self.order_oldest()),
            Sort::Name => (self.order_name(), self.order_name_turned()),
            Sort::Account => (self.order_account(), self.order_account_turned()),
            Sort::Amount => (self.order_largest(), self.order_smallest()),
            Sort::Close => (self.order_closing(), self.order_closing_turned()),
            Sort::NextStep => (self.order_next(), self.order_next_turned()),
            Sort::Owner => (self.order_owner(), self.order_owner_turned()),
            Sort::InStage => (self.order_in_stage(), self.order_in_stage_turned()),
            Sort::LastActivity => (self.order_quiet(), self.order_quiet_turned()),
        };
        if order.turned { turned } else { usual }
    }

    /// How deals stand that somebody looks at; None: all of them.
    pub fn deal_standing(self, kind: Option<StageKind>) -> &'static str {
        match kind {
            None => self.deals_all(),
            Some(kind) => kind.ending().map_or_else(|| self.deals_open(), |it| self.deal_ending(it)),
        }
    }

    /// What the day is called on which deals like these were decided, or are expected to be.
    pub fn closing_day(self, kind: Option<StageKind>) -> &'static str {
        match kind {
            Some(StageKind::Won) => self.deal_won_on(),
            Some(StageKind::Lost) => self.deal_lost_on(),
            Some(StageKind::Open | StageKind::Hold) => self.field_expected_close(),
            None => self.deals_close(),
        }
    }

    /// What the reason of a decided or held deal is called.
    pub fn why_closed(self, kind: StageKind) -> &'static str {
        match kind {
            StageKind::Won => self.deal_why_won(),
            StageKind::Lost => self.deal_why_lost(),
            StageKind::Hold | StageKind::Open => self.deal_why_hold(),
        }
    }
}
