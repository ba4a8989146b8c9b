//! What editing in the table says.

use super::words;
use domain::hangul;

words! {
    cell_edit(what: &str) = "{what} 편집" | "Edit {what}";
    cell_overtaken(value: &str) = "그사이 「{value}」{to} 바뀌었어요" | "Changed meanwhile to “{value}”", to = hangul::toward(value);
    cell_emptied = "그사이 비워졌어요" | "Emptied meanwhile";
    cell_keep_mine = "내 값으로 저장" | "Save mine";
    cell_keep_theirs = "그대로 두기" | "Leave it";
    cell_set_due = "기한 정하기" | "Set a day";
}
