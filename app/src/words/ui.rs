//! The few words that widgets say by themselves, whatever they are used for.

use super::words;

words! {
    close = "닫기" | "Close";
    cancel = "취소" | "Cancel";
    save = "저장" | "Save";
    edit = "편집" | "Edit";
    add = "추가" | "Add";
    remove = "삭제" | "Remove";
    undo = "되돌리기" | "Undo";
    retry = "다시 시도" | "Try again";
    required = "필수" | "required";
    optional = "선택" | "optional";
    loading = "불러오는 중" | "Loading";
    notifications = "알림" | "Notifications";
    previous_page = "이전" | "Previous";
    next_page = "다음" | "Next";
    pages = "페이지 이동" | "Pages";
    nothing_chosen = "선택 안 함" | "None";
    path_done = "지남" | "done";
    path_now = "현재" | "current";
    path_ahead = "남음" | "ahead";
    went_wrong_title = "문제가 생겼어요" | "Something went wrong";
}
