//! What is said to whoever was overtaken while editing.

use super::words;

words! {
    conflict_title = "그사이 다른 사람이 이 기록을 바꿨어요" | "Somebody changed this record meanwhile";
    conflict_text = "아무것도 덮어쓰지 않았어요. 값마다 무엇을 남길지 골라 주세요." | "Nothing was overwritten. Choose what to keep, value by value.";
    conflict_theirs = "지금 값" | "As it is now";
    conflict_mine = "내가 쓴 값" | "As you wrote it";
    conflict_all_theirs = "모두 지금 값으로" | "Keep all as it is now";
    conflict_all_mine = "모두 내 값으로" | "Take all of mine";
    conflict_save = "고른 값으로 저장" | "Save what I chose";
    conflict_empty = "비어 있음" | "empty";
}
