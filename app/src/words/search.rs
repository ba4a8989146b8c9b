//! What the search box and its page say.

use super::words;

words! {
    search_title(query: &str) = "「{query}」 찾기" | "Search for “{query}”";
    search_hint = "두 글자만 적어도 찾아요. 초성(ㅅㅅㅈㅈ), 이메일, 도메인, D-1234, L-123도 돼요." | "Two letters are enough. E-mail, domain, D-1234 and L-123 work, too.";
    search_nothing(query: &str) = "「{query}」에 맞는 기록이 없어요." | "Nothing matches “{query}”.";
    search_everything_of(query: &str) = "「{query}」 모두 보기" | "All results for “{query}”";
    search_found(count: i64) = "{count}건 찾았어요" | "{count} result{s}", s = super::s(count);
    search_more_accounts = "고객사 목록에서 더 보기" | "More in the list of accounts";
    search_more_people = "사람 목록에서 더 보기" | "More in the list of people";
    search_more_leads = "리드 목록에서 더 보기" | "More in the list of leads";
    search_more_deals = "딜 목록에서 더 보기" | "More in the list of deals";
    search_results = "찾은 기록" | "Results";
}
