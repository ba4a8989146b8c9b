//! What the frame around every page says: navigation, search, the member's own menu.

use super::words;

words! {
    keys_title = "단축키" | "Keyboard shortcuts";
    keys_everywhere = "어디서나" | "Everywhere";
    keys_board = "보드에서" | "On the board";
    keys_search = "검색" | "Search";
    keys_help = "이 목록" | "This list";
    keys_walk = "카드 사이 오가기" | "Walk between cards";
    keys_open = "딜 열기" | "Open the deal";
    keys_lift = "카드 들기, 놓기" | "Lift a card, drop it";
    keys_shift = "앞뒤 단계로" | "One stage back or on";
    keys_reorder = "위아래로" | "One place up or down";
    keys_move = "단계 고르기" | "Choose a stage";
    keys_edit = "딜 고치기" | "Edit the deal";
    keys_new = "딜 추가" | "Add a deal";
    keys_undo = "옮긴 것 되돌리기" | "Undo a move";
    keys_cancel = "취소" | "Cancel";
    keys_on = "글자 키 사용" | "Letter keys on";
    keys_off = "글자 키 사용 안 함" | "Letter keys off";
    keys_hint = "M, N처럼 글자 하나로 된 단축키예요. 음성 입력을 쓰면 꺼 두세요. 전체 목록은 ? 키로 볼 수 있어요." | "Shortcuts of one letter, like M and N. Switch them off if you speak to your computer. The key ? lists all.";
    keys_off_hint = "글자 키는 여기서 끌 수 있어요:" | "Letter keys can be switched off here:";

    product = "Baton" | "Baton";
    product_promise = "영업팀이 이어 달리는 한 장의 지도" | "One map your sales team runs on";
    skip_to_content = "본문으로 건너뛰기" | "Skip to content";
    main_navigation = "주 메뉴" | "Main navigation";

    today = "오늘" | "Today";
    leads = "리드" | "Leads";
    pipeline = "파이프라인" | "Pipeline";
    deals = "딜" | "Deals";
    accounts = "고객사" | "Accounts";
    people = "사람" | "People";
    import = "가져오기" | "Import";
    settings = "설정" | "Settings";
    more = "더보기" | "More";
    group_prospecting = "프로스펙팅" | "Prospecting";
    group_closing = "클로징" | "Closing";
    group_shared = "공통" | "Shared";

    search = "찾기" | "Search";
    search_everything = "리드, 고객사, 사람, 딜 찾기" | "Search everything";

    only_for(who: &str) = "이 일은 {who}만 할 수 있어요. 필요하면 부탁해 주세요." | "This is for: {who}. Ask one of them.";
    only_back = "돌아가기" | "Go back";

    my_menu(name: &str) = "{name} 님의 메뉴" | "Menu of {name}";
    my_profile = "내 프로필" | "My profile";
    my_sessions = "로그인한 곳" | "Where I am signed in";
    sign_out = "로그아웃" | "Sign out";
    language = "언어" | "Language";
    /// Each language is named in itself, so that whoever is lost finds home.
    language_ko = "한국어" | "한국어";
    language_en = "English" | "English";
    theme = "화면" | "Theme";
    theme_system = "시스템" | "System";
    theme_light = "밝게" | "Light";
    theme_dark = "어둡게" | "Dark";

    offline = "연결이 끊겼어요. 다시 이어지면 자동으로 최신 상태가 돼요." | "You’re offline. The page catches up by itself once you’re back.";

    not_found_title = "찾는 페이지가 없어요" | "This page isn’t here";
    not_found_text = "주소가 바뀌었거나 지워졌을 수 있어요. 위의 찾기로 이름을 검색해 보세요." | "It may have moved or been removed. Try searching for it by name.";
    not_found_note = "주소를 다시 확인해 주세요." | "Please check the address.";
    to_home = "처음으로 가기" | "Go to the first page";
}
