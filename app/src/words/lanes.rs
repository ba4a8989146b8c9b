//! What the board by owner says.

use super::words;
use domain::hangul;

words! {
    lanes = "담당자별" | "By owner";
    lanes_label(pipeline: &str) = "{pipeline}, 담당자별 보드" | "{pipeline}, board by owner";
    lanes_empty = "열린 딜이 없어요." | "No open deals.";
    lanes_help = "화살표로 카드를 오가고, Shift와 좌우 화살표로 단계를, Shift와 위아래 화살표로 담당자를 바꿔요. M으로 단계를 고르고 E로 딜을 고쳐요." | "Arrows walk between cards, Shift with left or right moves one a stage back or on, Shift with up or down gives it to the owner above or below. M chooses a stage, E edits the deal.";
    lane_label(owner: &str, deals: i64) = "{owner}, 딜 {deals}개" | "{owner}, {deals} deal{s}", s = super::s(deals);
    lane_all = "모두 보기" | "show all";
    lane_gives(owner: &str) = "{owner}님에게 넘기기" | "Give to {owner}";
    lane_given(deal: &str, owner: &str) = "「{deal}」{o} {owner}님에게 넘겼어요" | "Gave “{deal}” to {owner}", o = hangul::object(deal);
    lane_not_nobody = "담당자를 비울 수는 없어요" | "A deal keeps an owner";
    lanes_keys = "담당자별 보드에서" | "On the board by owner";
    lanes_keys_give = "위아래 담당자에게 넘기기" | "Give to the owner above or below";
}
