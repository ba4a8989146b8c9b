//! Moments of the past, in words.

use app::words::Words;
use domain::Locale;
use domain::pipeline::past::At;

#[test]
fn a_moment_is_said_with_its_weekday() {
    let at = At::morning("2026-11-23".parse().expect("a day"));
    assert_eq!(Words::new(Locale::Ko).past_moment(at), "2026년 11월 23일 월요일 09:00");
    assert_eq!(Words::new(Locale::En).past_moment(at), "Monday, Nov 23, 2026, 09:00");
}
