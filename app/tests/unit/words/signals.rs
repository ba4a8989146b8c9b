//! Signals, in words.

use app::words::Words;
use domain::Locale;
use domain::signals::SignalKind;

#[test]
fn a_signal_says_how_much_of_what() {
    let (ko, en) = (Words::new(Locale::Ko), Words::new(Locale::En));
    assert_eq!(ko.signal(SignalKind::LimitUsed, Some(82)), "플랜 한도 사용 82%");
    assert_eq!(ko.signal(SignalKind::SiteVisited, Some(650)), "사이트 방문 10분");
    assert_eq!(ko.signal(SignalKind::SiteVisited, None), "사이트 방문");
    assert_eq!(en.signal(SignalKind::TeammatesInvited, Some(1_200)), "Invited teammates 1,200");
}
