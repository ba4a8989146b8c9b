//! Slips, in words.

use app::words::Words;
use domain::Locale;

#[test]
fn slips_are_counted_as_one_says_it() {
    let (ko, en) = (Words::new(Locale::Ko), Words::new(Locale::En));
    assert_eq!(ko.deal_slipped(2), "예정일 2번 미뤄짐");
    let said = [1, 2, 3].map(|it| en.deal_slipped(it));
    assert_eq!(said, ["pushed back once", "pushed back twice", "pushed back 3 times"]);
}
