//! What picking several deals and working them in one go says.

use super::{s, words};
use domain::hangul;

words! {
    pick(deal: &str) = "「{deal}」 선택" | "Select “{deal}”";
    pick_all = "이 쪽 모두 선택" | "Select all on this page";
    picked(count: i64) = "{count}건 선택" | "{count} selected";
    picked_loaded(shown: &str, all: &str) = "{all}건 중 불러온 {shown}건이에요" | "The {shown} loaded of {all}";
    picked_gone(count: i64) = "{count}건은 여기에서 사라져 선택에서도 뺐어요" | "{count} went away and {is} not selected any more", is = if count == 1 { "is" } else { "are" };

    batch_bar = "선택한 딜" | "Selected deals";
    batch_move = "단계 옮기기" | "Move";
    batch_give = "담당자" | "Owner";
    batch_tag = "태그" | "Tag";
    batch_clear = "선택 풀기" | "Clear the selection";
    batch_mixed = "한 파이프라인의 딜끼리만 옮길 수 있어요" | "Only deals of one pipeline move together";
    batch_too_many(most: i64) = "한 번에 {most}건까지 할 수 있어요" | "At most {most} at a time";

    batch_move_title(count: i64) = "딜 {count}건 옮기기" | "Move {count} deal{s}", s = s(count);
    batch_give_title(count: i64) = "딜 {count}건의 담당자 바꾸기" | "Change the owner of {count} deal{s}", s = s(count);
    batch_tag_title(count: i64) = "딜 {count}건에 태그 붙이기" | "Tag {count} deal{s}", s = s(count);
    batch_do_move(count: i64) = "{count}건 옮기기" | "Move {count}";
    batch_do_give(count: i64) = "{count}건 맡기기" | "Give {count}";
    batch_do_tag(count: i64) = "{count}건에 붙이기" | "Tag {count}";

    batch_goes(count: i64) = "{count}건은 할 수 있어요" | "{count} can";
    batch_held(count: i64) = "{count}건은 그대로 남아요" | "{count} stay{s} as {it}", s = if count == 1 { "s" } else { "" }, it = if count == 1 { "it is" } else { "they are" };
    batch_stays(count: i64) = "{count}건은 이미 그래요" | "{count} already {is}", is = if count == 1 { "is" } else { "are" };
    batch_asks_why = "앞 단계로 되돌리는 딜이 있어요. 이유를 적어 주세요." | "Some go back to an earlier stage. Please say why.";
    batch_changed = "그사이 다른 사람이 바꿨어요" | "Somebody changed it meanwhile";
    batch_gone = "없거나 볼 수 없는 딜이에요" | "It isn’t there, or you can’t see it";

    batch_moved(count: i64, stage: &str) = "{count}건을 {stage}{to} 옮겼어요" | "Moved {count} to {stage}", to = hangul::toward(stage);
    batch_given(count: i64, name: &str) = "{count}건을 {name} 님에게 맡겼어요" | "Gave {count} to {name}";
    batch_tagged(count: i64, tag: &str) = "{count}건에 「{tag}」 태그를 붙였어요" | "Tagged {count} “{tag}”";
    batch_undone(count: i64) = "{count}건을 되돌렸어요" | "{count} {is} back as before", is = if count == 1 { "is" } else { "are" };
    batch_but(done: &str, held: i64) = "{done} · {held}건은 그사이 바뀌어 그대로 두었어요" | "{done} · {held} changed meanwhile and left alone";

    keys_pick = "카드 선택" | "Select the card";
    keys_pick_range = "여기까지 선택" | "Select up to here";
    keys_pick_all = "불러온 것 모두 선택" | "Select all that is loaded";
}

/// For sentences, which count in one kind of number.
pub fn counted(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
