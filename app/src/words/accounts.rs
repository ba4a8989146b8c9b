//! What the pages of accounts and people say.

use super::words;
use domain::hangul;
use domain::refusal::Ending;

words! {
    accounts_empty = "아직 고객사가 없어요. 우리가 파는 회사를 첫 고객사로 추가해 보세요." | "No accounts yet. Add the first company you sell to.";
    accounts_empty_filter = "조건에 맞는 고객사가 없어요." | "No account matches.";
    accounts_search = "이름, 도메인, 초성" | "Name or domain";
    account_add = "고객사 추가" | "Add account";
    account_new = "새 고객사" | "New account";
    account_create = "고객사 만들기" | "Create account";
    account_create_anyway = "그래도 새로 만들기" | "Create it anyway";
    account_domain_hint = "홈페이지 주소를 붙여 넣어도 돼요." | "You can paste the website’s address.";
    account_reg_no_hint = "숫자 10자리예요. 예: 123-45-67891" | "Ten digits, as in 123-45-67891.";
    field_business_reg_no = "사업자등록번호" | "Business registration no.";
    why_not_a_registration_number = "사업자등록번호는 숫자 10자리예요. 예: 123-45-67891" | "A business registration number has ten digits, as in 123-45-67891.";
    why_wrong_check_digit = "번호가 서로 맞지 않아요. 잘못 적은 숫자가 있는지 확인해 주세요." | "The digits don’t agree with each other. Please check for a mistyped one.";
    account_facts = "고객사 정보" | "About the account";
    account_deals = "딜" | "Deals";
    account_deals_empty = "아직 딜이 없어요." | "No deals yet.";
    account_people = "고객 담당자" | "People";
    account_people_empty = "아직 등록한 담당자가 없어요." | "Nobody is known here yet.";
    account_family = "모회사와 자회사" | "Parent and children";
    account_family_empty = "연결된 고객사가 없어요." | "No related accounts.";
    account_parent = "모회사" | "Parent";
    account_child = "자회사" | "Child";
    account_open_sum = "진행 중" | "Open";
    account_won_sum = "수주" | "Won";
    account_deal_count(count: i64) = "{count}건" | "{count} deal{s}", s = super::s(count);
    account_open_deals = "진행 딜" | "Open deals";
    account_won_deals = "수주" | "Won";
    account_last_activity = "최근 활동" | "Last activity";
    account_never = "아직 없음" | "never";
    account_pick_hint = "이름을 적고 목록에서 고르세요." | "Type a name and choose from the list.";
    account_pick_none = "맞는 고객사가 없어요." | "No account matches.";
    account_picks(count: i64) = "고객사 {count}곳을 찾았어요" | "{count} account{s} found", s = super::s(count);
    account_typing_new(name: &str) = "「{name}」{to} 새 고객사를 만들어요" | "Creates the account “{name}”", to = hangul::toward(name);

    people_empty = "아직 사람이 없어요. 고객사에서 만나는 사람을 추가해 보세요." | "Nobody here yet. Add somebody you talk to.";
    people_empty_filter = "조건에 맞는 사람이 없어요." | "Nobody matches.";
    people_search = "이름, 이메일, 초성" | "Name or e-mail";
    person_add = "사람 추가" | "Add person";
    person_new = "새 사람" | "New person";
    person_create = "사람 만들기" | "Create person";
    person_facts = "기본 정보" | "Details";
    person_title = "직함" | "Job title";
    person_no_account = "고객사 없음" | "No account";

    exists_title = "이미 있어요" | "It exists already";
    exists_text(field: &str, title: &str) = "{field}{what} 같은 기록이 있어요: {title}" | "A record with the same {field}: {title}",
        what = hangul::subject(field);
    exists_open = "기존 기록 보기" | "Open the existing one";

    list_range(first: &str, last: &str, total: &str) = "{first}–{last} / {total}" | "{first}–{last} / {total}";
    list_total(total: &str) = "전체 {total}" | "{total} in all";
    list_all_owners = "모든 담당자" | "All owners";
    list_my_records = "내 담당" | "Mine";
    list_no_owner = "담당자 없음" | "No owner";
    list_sort_name = "이름순" | "By name";
    list_sort_activity = "최근 활동순" | "By last activity";
    list_apply = "적용" | "Apply";
    list_clear = "조건 지우기" | "Clear";
    list_filter = "목록 조건" | "Filter the list";

    record_since = "등록한 날" | "Known since";
    nothing_written = "—" | "—";
    tags_add = "태그 추가" | "Add tag";
    tags_none = "태그 없음" | "No tags";
    tag_name = "태그 이름" | "Tag name";
    tag_remove(name: &str) = "「{name}」 태그 떼기" | "Remove the tag “{name}”";
    edit_meanwhile = "편집하는 동안 다른 사람이 이 기록을 바꿨어요. 저장하면 나란히 보여 드려요." | "Somebody changed this record while you edit. When you save, you will see both.";
}

impl super::Words {
    /// A field of an account or person by its name on screen: a person's title is no headline.
    pub fn record_field(self, field: &str) -> String {
        if field == "title" { self.person_title().to_owned() } else { self.field(field) }
    }

    /// How a deal ended, where its stage alone does not say it.
    pub fn deal_ending(self, ending: Ending) -> &'static str {
        match ending {
            Ending::Won => self.either("수주", "Won"),
            Ending::Lost => self.either("실주", "Lost"),
            Ending::Hold => self.either("보류", "On hold"),
        }
    }
}
