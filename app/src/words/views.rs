//! What saved views say.

use super::words;
use domain::hangul;

words! {
    views_label = "보기" | "Views";
    views_none = "저장한 보기가 아직 없어요. 필터를 고르고 이름을 붙여 저장해 보세요." | "No saved views yet. Choose filters, give them a name, and save.";
    views_own = "내 보기" | "My views";
    views_shared = "팀 보기" | "Shared with me";
    view_edited = "수정됨" | "edited";
    view_save_as = "지금 보는 것을 새 보기로 저장" | "Save what you see as a new view";
    view_example = "예: 이번 달에 닫을 딜" | "e.g. Closing this month";
    view_pin_too = "위에 고정" | "Pin on top";
    view_share = "팀과 함께 쓰기" | "Share with the team";
    view_is_shared = "함께 씀" | "shared";
    view_of_board(pipeline: &str) = "{pipeline} 보드" | "{pipeline} board";
    view_of_table = "딜 표" | "Deals table";
    view_pin(view: &str) = "「{view}」 고정" | "Pin “{view}”";
    view_unpin(view: &str) = "「{view}」 고정 풀기" | "Unpin “{view}”";
    view_edit(view: &str) = "「{view}」 편집" | "Edit “{view}”";
    view_differs(view: &str) = "「{view}」 보기와 다르게 보고 있어요." | "You see something other than “{view}”.";
    view_update = "지금 보는 대로 바꾸기" | "Update to what I see";
    view_delete = "보기 지우기" | "Delete the view";
    view_delete_own = "딜은 그대로 남아요." | "The deals stay.";
    view_delete_shared = "팀 모두에게서 사라져요. 딜은 그대로 남아요." | "It goes away for everybody. The deals stay.";
    view_gone(what: &str) = "찾는 {what}{subject} 이제 없어서 맞는 딜이 없어요." | "What this looks for is gone ({what}), so no deal matches.",
        subject = hangul::subject(what);
    view_without = "그 조건 빼고 보기" | "Look without it";
}
