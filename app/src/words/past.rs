//! What the board of an earlier moment says.

use super::{Words, words};
use chrono::NaiveDate;
use domain::Locale;
use domain::pipeline::past::{At, Pick, Way};

words! {
    past = "지난 보드" | "Earlier";
    past_board(moment: &str) = "{moment}의 보드" | "The board of {moment}";
    past_read_only = "의 보드, 읽기 전용" | ", read only";
    past_which = "언제의 보드인지" | "Which moment";
    past_now = "지금 보드로" | "Back to now";
    past_open = "그때 열린 딜" | "Open then";
    past_day = "날짜" | "Day";
    past_time = "시각" | "Time";
    past_go = "보기" | "Show";
    past_slider = "날짜 고르기" | "Choose a day";
    past_day_before = "하루 전" | "A day earlier";
    past_day_after = "하루 뒤" | "A day later";
    past_picks = "자주 보는 날" | "Days often looked at";
    past_monday = "지난 월요일" | "Last Monday";
    past_month = "한 달 전" | "A month ago";
    past_quarter = "분기 시작" | "Start of quarter";
    past_play = "한 주 재생" | "Play the week";
    past_pause = "멈추기" | "Pause";
    past_not_yet = "아직 오지 않은 날이라 지금의 보드를 보여 드려요." | "That day has not come yet, so this is the board of now.";
    past_before_the_first = "그때는 딜이 없었어요. 첫 딜이 생긴 날의 보드예요." | "There were no deals then. This is the day of the first one.";
    past_known_since(day: &str) = "금액, 담당자, 이름은 {day}부터 기록되어 있어요. 그 전은 처음 기록된 값으로 보여 드려요." | "Amounts, owners and names are on record since {day}. Before that they are shown as first recorded.";
    past_filtered = "딜은 그때의 담당자, 금액, 예정일, 다음 액션으로 골라요. 태그와 팀, 고객사 이름은 지금 것이에요." | "Deals are found by their owner, amount, close date and next step of then. Tags, teams and account names are those of now.";
    past_empty = "그때는 딜이 없었어요" | "No deals then";
    past_expected(day: &str) = "예정 {day}" | "due {day}";
    past_stands_in(stage: &str) = "지금은 {stage}" | "now {stage}";
    past_deleted = "지금은 없음" | "deleted since";
    past_gone = "이후 삭제됨" | "removed since";
    past_younger = "그때 없던 단계" | "added since";
    past_since(stage: &str) = "{stage}, 그 뒤 지금까지" | "{stage}, since then";
    past_after = "그 뒤" | "since";
    past_nothing = "그 뒤 변화 없음" | "No change since";
    past_lists(stage: &str) = ", {stage}의 딜 보기" | ", the deals of {stage}";
    past_came(deals: &str) = "들어옴 {deals}" | "{deals} in";
    past_left(deals: &str) = "나감 {deals}" | "{deals} out";
    past_won(deals: &str) = "수주 {deals}" | "{deals} won";
    past_lost(deals: &str) = "실주 {deals}" | "{deals} lost";
    past_came_into(stage: &str) = "{stage}: 들어온 딜" | "Came into {stage}";
    past_left_from(stage: &str) = "{stage}: 나간 딜" | "Left {stage}";
    past_won_from(stage: &str) = "{stage}: 수주한 딜" | "Won out of {stage}";
    past_lost_from(stage: &str) = "{stage}: 실주한 딜" | "Lost out of {stage}";
    past_worth_of(stage: &str) = "{stage}: 합계가 달라진 딜" | "What changed the sum of {stage}";
    past_from(moment: &str) = "{moment}부터 지금까지" | "From {moment} until now";
    past_head_deal = "딜" | "Deal";
    past_head_then = "그때" | "Then";
    past_head_now = "지금" | "Now";
    past_not_made = "새 딜" | "a new deal";
    past_not_matching = "조건에 안 맞음" | "left out by the filter";
    past_listed_none = "해당하는 딜이 없어요." | "No such deals.";
    past_listed_more = "금액이 큰 100건까지 보여 드려요." | "These are the 100 largest.";
}

impl Words {
    /// `2026년 11월 23일 월요일 09:00`, `Monday, Nov 23, 2026, 09:00`.
    pub fn past_moment(self, at: At) -> String {
        let (day, clock) = (self.past_full_day(at.day), at.clock());
        match self.locale {
            Locale::Ko => format!("{day} {clock}"),
            Locale::En => format!("{day}, {clock}"),
        }
    }

    /// A day on the slider.
    pub fn past_day_said(self, day: NaiveDate, today: NaiveDate) -> String {
        if day == today { self.today().to_owned() } else { self.day_with_weekday(day, today) }
    }

    pub fn past_pick(self, pick: Pick) -> &'static str {
        match pick {
            Pick::Monday => self.past_monday(),
            Pick::Month => self.past_month(),
            Pick::Quarter => self.past_quarter(),
        }
    }

    /// A number on a column. What its sum has changed by says so itself.
    pub fn past_way(self, way: Way, deals: &str) -> String {
        match way {
            Way::Came => self.past_came(deals),
            Way::Left => self.past_left(deals),
            Way::Won => self.past_won(deals),
            Way::Lost => self.past_lost(deals),
            Way::Worth => deals.to_owned(),
        }
    }

    /// The head of the list of deals behind it.
    pub fn past_listed(self, way: Way, stage: &str) -> String {
        match way {
            Way::Came => self.past_came_into(stage),
            Way::Left => self.past_left_from(stage),
            Way::Won => self.past_won_from(stage),
            Way::Lost => self.past_lost_from(stage),
            Way::Worth => self.past_worth_of(stage),
        }
    }

    fn past_full_day(self, day: NaiveDate) -> String {
        let (text, weekday) = (self.full_day(day), self.weekday(day));
        match self.locale {
            Locale::Ko => format!("{text} {weekday}"),
            Locale::En => format!("{weekday}, {text}"),
        }
    }
}
