//! What the working calendar says: when the workspace rests and when it works.

use super::{Words, words};
use domain::calendar::{Holiday, Special};

words! {
    calendar = "근무 달력" | "Working calendar";
    calendar_about = "공휴일과 우리만의 휴무일" | "Public holidays and our own days off";
    calendar_note = "정체 일수와 기한은 일하는 날로만 세요." | "Rot and deadlines count working days only.";
    calendar_year(year: i32) = "{year}년" | "{year}";
    calendar_before(year: i32) = "{year}년 보기" | "See {year}";
    calendar_following = "대한민국 공휴일에 쉬어요" | "We rest on Korea’s public holidays";
    calendar_following_note = "대체공휴일도 함께 들어 있어요." | "Substitute days are included.";
    calendar_not_following = "공휴일에도 일해요" | "We work on public holidays";
    calendar_not_following_note = "아래 공휴일은 일하는 날로 세요." | "The holidays below count as working days.";
    calendar_follow = "공휴일에 쉬기" | "Rest on public holidays";
    calendar_unfollow = "공휴일에도 일하기" | "Work on public holidays";
    calendar_unknown(year: i32) = "{year}년 공휴일은 아직 들어 있지 않아요. 쉬는 날을 직접 더해 주세요." | "The public holidays of {year} are not known here yet. Add the days off yourself.";
    calendar_days = "쉬는 날" | "Days off";
    calendar_empty = "이 해에는 정해 둔 날이 없어요." | "Nothing is set for this year.";
    calendar_add = "날 더하기" | "Add a day";
    calendar_add_note = "창립기념일처럼 우리만 쉬는 날, 또는 공휴일이지만 일하는 날이에요." | "A day off of your own, or a public holiday on which you work.";
    calendar_day = "날짜" | "Day";
    calendar_name = "이름" | "Name";
    calendar_name_example = "창립기념일" | "Company day";
    calendar_what = "그날은" | "That day we";
    calendar_save = "더하기" | "Add";
    calendar_off = "쉬어요" | "rest";
    calendar_works = "일해요" | "work";
    calendar_badge_off = "우리 휴무" | "Our day off";
    calendar_badge_works = "근무" | "We work";
    calendar_badge_weekend = "주말" | "Weekend";
    calendar_work = "이날 일하기" | "Work that day";
    calendar_work_label(name: &str, day: &str) = "이날 일하기: {day} {name}" | "Work that day: {day}, {name}";
    calendar_remove = "되돌리기" | "Take back";
    calendar_remove_label(name: &str, day: &str) = "{day} {name} 되돌리기" | "Take back {day}, {name}";
    calendar_read_only = "관리자와 매니저가 바꿀 수 있어요." | "Admins and managers can change it.";

    holiday_new_year = "신정" | "New Year’s Day";
    holiday_seollal = "설날 연휴" | "Seollal";
    holiday_independence = "삼일절" | "Independence Movement Day";
    holiday_labour = "노동절" | "Labour Day";
    holiday_children = "어린이날" | "Children’s Day";
    holiday_buddha = "부처님 오신 날" | "Buddha’s Birthday";
    holiday_memorial = "현충일" | "Memorial Day";
    holiday_constitution = "제헌절" | "Constitution Day";
    holiday_liberation = "광복절" | "Liberation Day";
    holiday_chuseok = "추석 연휴" | "Chuseok";
    holiday_foundation = "개천절" | "National Foundation Day";
    holiday_hangul = "한글날" | "Hangul Day";
    holiday_christmas = "성탄절" | "Christmas";
    holiday_election = "선거일" | "Election Day";
    holiday_proclaimed = "임시공휴일" | "Proclaimed holiday";
    holiday_substitute = "대체공휴일" | "Substitute holiday";
}

impl Words {
    pub fn holiday(self, holiday: Holiday) -> &'static str {
        match holiday {
            Holiday::NewYear => self.holiday_new_year(),
            Holiday::Seollal => self.holiday_seollal(),
            Holiday::Independence => self.holiday_independence(),
            Holiday::Labour => self.holiday_labour(),
            Holiday::Children => self.holiday_children(),
            Holiday::Buddha => self.holiday_buddha(),
            Holiday::Memorial => self.holiday_memorial(),
            Holiday::Constitution => self.holiday_constitution(),
            Holiday::Liberation => self.holiday_liberation(),
            Holiday::Chuseok => self.holiday_chuseok(),
            Holiday::Foundation => self.holiday_foundation(),
            Holiday::Hangul => self.holiday_hangul(),
            Holiday::Christmas => self.holiday_christmas(),
            Holiday::Election => self.holiday_election(),
            Holiday::Proclaimed => self.holiday_proclaimed(),
            Holiday::Substitute => self.holiday_substitute(),
        }
    }

    pub fn special(self, special: Special) -> &'static str {
        match special {
            Special::Off => self.calendar_off(),
            Special::Works => self.calendar_works(),
        }
    }
}
