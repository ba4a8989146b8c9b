//! What sums say about the rates they were made by, and what the page of exchange rates says.

use super::{Words, words};
use domain::Currency;
use domain::exchange::Total;

words! {
    total_at(days: &str) = "환율 {days} 기준" | "at the rates of {days}";
    total_excluded(deals: i64) = "{deals}건 제외" | "{deals} excluded";
    total_excluded_why = "환율이 없는 통화라 합계에 넣지 않았어요." | "Their currency has no exchange rate, so the sum leaves them out.";

    exchange = "환율" | "Exchange rates";
    exchange_about = "기준 통화와 날짜별 환율" | "The base currency, and what others are worth in it";
    exchange_note = "여러 통화의 금액은 가장 최근 환율로 기준 통화로 바꿔서 더해요." | "Amounts of several currencies are added in the base currency, at the newest rates.";
    exchange_now = "지금 쓰는 환율" | "Rates in use";
    exchange_since(day: &str) = "{day}부터" | "since {day}";
    exchange_none = "아직 없어요" | "None yet";
    exchange_none_note = "합계에서 빠져요" | "left out of sums";
    exchange_rate = "환율" | "Rate";
    exchange_rate_hint = "예: 1,385.20" | "As in 1,385.20";
    exchange_day = "날짜" | "Day";
    exchange_add = "환율 적기" | "Add a rate";
    exchange_add_note = "이날부터 다음 환율을 적을 때까지 써요." | "It holds from that day until a newer one does.";
    exchange_correct = "환율 고치기" | "Correct the rate";
    exchange_correct_label(of: &str, day: &str) = "{day} {of} 환율 고치기" | "Correct the rate of {of} on {day}";
    exchange_remove_label(of: &str, day: &str) = "{day} {of} 환율 지우기" | "Delete the rate of {of} on {day}";
    exchange_history = "환율 기록" | "All rates";
    exchange_history_empty = "아직 적은 환율이 없어요." | "No rate was written yet.";
    exchange_older = "이전 환율 보기" | "See older rates";
    exchange_newest = "최근 환율 보기" | "See the newest rates";
    exchange_by = "적은 사람" | "Written by";
    exchange_in_use = "지금" | "In use";
    exchange_base = "기준 통화" | "Base currency";
    exchange_base_note = "모든 합계를 이 통화로 보여 줘요. 환율은 기준 통화마다 따로 적혀 있어서, 바꾸면 새 통화의 환율부터 적어야 해요." | "Every sum is shown in it. Rates are kept for each base currency by itself, so after a change its own have to be written first.";
    exchange_choose = "바꾸기" | "Change";
    exchange_read_only = "관리자가 바꿀 수 있어요." | "Admins can change it.";

    currency_krw = "원" | "won";
    currency_usd = "미국 달러" | "US dollars";
    currency_eur = "유로" | "euros";
    currency_jpy = "일본 엔" | "Japanese yen";
}

impl Words {
    /// By which rates a sum was made, if anything in it had to be converted.
    pub fn made_by_rates(self, total: &Total) -> Option<String> {
        let (oldest, newest) = total.at?;
        let days = match oldest == newest {
            true => self.full_day(newest),
            false => format!("{}–{}", self.full_day(oldest), self.full_day(newest)),
        };
        Some(self.total_at(&days))
    }

    pub fn currency(self, currency: Currency) -> &'static str {
        match currency {
            Currency::Krw => self.currency_krw(),
            Currency::Usd => self.currency_usd(),
            Currency::Eur => self.currency_eur(),
            Currency::Jpy => self.currency_jpy(),
        }
    }

    /// Of what a rate is the price: `1 USD`, `100 JPY`.
    pub fn quoted(self, currency: Currency) -> String {
        let units = domain::money::grouped(currency.quoted_by().unsigned_abs());
        format!("{units} {currency}")
    }
}
