//! Days and moments, in words.

use app::words::Words;
use chrono::{DateTime, NaiveDate, Utc};
use domain::Locale;
use domain::calendar::Zone;

const KO: Words = Words::new(Locale::Ko);
const EN: Words = Words::new(Locale::En);

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

#[test]
fn a_day_says_its_year_only_when_it_is_another() {
    let today = day("2026-11-23");
    assert_eq!(KO.day(day("2026-11-05"), today), "11월 5일");
    assert_eq!(EN.day(day("2025-11-05"), today), "Nov 5, 2025");
    assert_eq!(KO.day_with_weekday(today, today), "11월 23일 월요일");
    assert_eq!(EN.day_with_weekday(today, today), "Monday, Nov 23");
    assert_eq!(KO.short_day(day("2025-01-02"), today), "2025.1.2");
    assert_eq!(
        (KO.month(today, today), EN.month(day("2027-01-01"), today)),
        ("11월".to_owned(), "Jan 2027".to_owned())
    );
    assert_eq!(
        (KO.month(day("2027-01-01"), today), EN.month(today, today)),
        ("2027년 1월".to_owned(), "Nov".to_owned())
    );
}

#[test]
fn the_past_is_told_from_the_workspaces_clock() {
    let (zone, now) = (Zone::seoul(), at("2026-11-23T05:05:00Z"));
    let ago = |text| KO.ago(at(text), now, &zone);
    assert_eq!(ago("2026-11-23T05:04:40Z"), "방금");
    assert_eq!(ago("2026-11-23T05:06:00Z"), "방금");
    assert_eq!(ago("2026-11-23T04:35:00Z"), "30분 전");
    assert_eq!(ago("2026-11-23T03:00:00Z"), "2시간 전");
    assert_eq!(ago("2026-11-22T14:00:00Z"), "어제");
    assert_eq!(ago("2026-11-18T03:00:00Z"), "11/18");
    assert_eq!(KO.moment(at("2026-11-22T16:05:00Z"), now, &zone), "11월 23일 01:05");
}

#[test]
fn a_due_day_is_said_as_one_says_it() {
    let today = day("2026-11-23");
    let due = |text| KO.due(day(text), today);
    assert_eq!(due("2026-11-20"), "3일 지남");
    assert_eq!(due("2026-11-23"), "오늘");
    assert_eq!(due("2026-11-24"), "내일");
    assert_eq!(due("2026-11-26"), "11/26");
    assert_eq!(EN.due(day("2026-11-22"), today), "1 day late");
    assert_eq!((EN.wait(1), KO.wait(61)), ("1 second".to_owned(), "2분".to_owned()));
}
