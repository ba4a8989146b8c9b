//! What the forecast says, and how often a deal has slipped.

use super::{Words, words};
use chrono::NaiveDate;
use domain::forecast::Period;
use domain::hangul;

words! {
    forecast_slipped(times: i64) = "{times}번 미뤄짐" | "pushed back {often}", often = often(times);

    view_label = "화면 전환" | "Switch view";
    view_board = "보드" | "Board";
    view_table = "표" | "Table";

    forecast = "예상 매출" | "Forecast";
    forecast_label = "월별 예상 매출" | "Forecast by month";
    forecast_all = "전체" | "All";
    forecast_overdue = "예정일 지남" | "Overdue";
    forecast_this_month = "이번 달" | "this month";
    forecast_later = "그 뒤" | "Later";
    forecast_column(period: &str, deals: i64) = "{period}, 딜 {deals}개" | "{period}, {deals} deal{s}", s = super::s(deals);
    forecast_won(sum: &str, deals: &str) = "수주 {sum} · {deals}건" | "won {sum} · {deals}";
    forecast_month_comes_to = "이번 달 예상" | "This month";
    forecast_month_hint = "이번 달 수주 금액에, 이번 달에 예정된 열린 딜의 가중 금액을 더했어요." | "What was won this month, and the weighted amount of the open deals expected in it.";
    forecast_month_of = "수주 + 가중" | "won + weighted";
    forecast_help = "화살표로 카드를 오가고, Shift와 좌우 화살표로 앞뒤 달로 옮기고, M으로 달을 골라요. E로 딜을 고쳐요." | "Arrows walk between cards, Shift with left or right puts one into the month before or after, M chooses a month, E edits the deal.";
    forecast_menu(deal: &str) = "「{deal}」 예정일 옮기기" | "Move the close date of “{deal}”";
    forecast_to = "언제로 옮길까요?" | "Expected when?";
    forecast_moved(deal: &str, day: &str) = "「{deal}」 예정일을 {day}{to} 옮겼어요" | "“{deal}” is expected on {day} now", to = hangul::toward(day);
    forecast_cleared(deal: &str) = "「{deal}」 예정일을 비웠어요" | "“{deal}” has no close date now";
    forecast_overtaken(deal: &str) = "그사이 다른 사람이 「{deal}」{o} 바꿨어요. 아무것도 덮어쓰지 않았어요." | "Somebody changed “{deal}” meanwhile. Nothing was overwritten.", o = hangul::object(deal);
    forecast_lands(day: &str) = "{day}{to}" | "to {day}", to = hangul::toward(day);
    forecast_lands_nowhere = "날짜 비우기" | "without a date";
    forecast_is_past = "지난 날로는 못 옮겨요" | "not into the past";
    forecast_empty = "예정된 딜이 없어요" | "Nothing expected";
    forecast_keys = "예상 매출에서" | "On the forecast";
    forecast_keys_shift = "앞뒤 달로" | "One month back or on";
    forecast_keys_move = "달 고르기" | "Choose a month";

    deal_slipped(times: i64) = "예정일 {times}번 미뤄짐" | "pushed back {often}", often = often(times);
}

impl Words {
    /// The head of a column of the forecast.
    pub fn period(self, period: Period, today: NaiveDate) -> String {
        match period {
            Period::Overdue => self.forecast_overdue().to_owned(),
            Period::Month(first) => self.month(first, today),
            Period::Later => self.forecast_later().to_owned(),
            Period::Undated => self.no_date().to_owned(),
        }
    }

    /// What a drop makes of a deal's expected close.
    pub fn landing(self, day: Option<NaiveDate>, today: NaiveDate) -> String {
        match day {
            Some(day) => self.forecast_lands(&self.day(day, today)),
            None => self.forecast_lands_nowhere().to_owned(),
        }
    }

    pub fn close_date_moved(self, deal: &str, day: Option<NaiveDate>, today: NaiveDate) -> String {
        match day {
            Some(day) => self.forecast_moved(deal, &self.day(day, today)),
            None => self.forecast_cleared(deal),
        }
    }
}

/// How English counts occasions.
fn often(times: i64) -> String {
    match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    }
}
