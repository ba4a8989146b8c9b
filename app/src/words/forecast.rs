//! What the forecast says, and how often a deal has slipped.

use super::{Words, words};

words! {
    deal_slipped(times: i64) = "예정일 {times}번 미뤄짐" | "pushed back {often}", often = often(times);
}

/// How English counts occasions.
fn often(times: i64) -> String {
    match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Locale;

    #[test]
    fn slips_are_counted_as_one_says_it() {
        let (ko, en) = (Words::new(Locale::Ko), Words::new(Locale::En));
        assert_eq!(ko.deal_slipped(2), "예정일 2번 미뤄짐");
        let said = [1, 2, 3].map(|it| en.deal_slipped(it));
        assert_eq!(said, ["pushed back once", "pushed back twice", "pushed back 3 times"]);
    }
}
