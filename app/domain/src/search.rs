//! What the search box on every page finds, and how it understands what somebody typed.

use crate::{AccountId, DealId, Key, LeadId, PersonId};
use serde::{Deserialize, Serialize};

/// How many hits of each kind are shown.
pub const HITS: i64 = 6;
/// The most that is read of a question, in characters.
pub const LONGEST: usize = 100;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Found {
    /// With the number people say.
    Account(AccountId, i32),
    Person(PersonId),
    /// With the number people say (D-1234).
    Deal(DealId, i32),
    /// With the number people say (L-123).
    Lead(LeadId, i32),
}

/// One line below the search box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    pub found: Found,
    pub title: String,
    /// The account's domain, the person's title and account, the deal's account.
    pub detail: String,
}

/// The words of a question, as records are compared with them: every one of them must be there.
pub fn words(text: &str) -> Vec<String> {
    let text: String = text.chars().take(LONGEST).flat_map(apart).collect();
    text.to_lowercase().split_whitespace().map(str::to_owned).collect()
}

/// The same words without the particles behind them (`한빛소프트를` → `한빛소프트`): what to look for when
/// nothing was found. None when there is none to drop.
pub fn without_particles(words: &[String]) -> Option<Vec<String>> {
    let bare: Vec<_> = words.iter().map(|word| without_particle(word).to_owned()).collect();
    if bare == words { None } else { Some(bare) }
}

/// Longer ones first, so that 으로 is not read as 로.
const PARTICLES: [&str; 15] =
    ["에서", "에게", "으로", "을", "를", "은", "는", "이", "가", "에", "의", "로", "와", "과", "도"];

fn without_particle(word: &str) -> &str {
    let stem = PARTICLES.iter().find_map(|particle| word.strip_suffix(particle));
    // One syllable is no name: 나이 is not 나.
    stem.filter(|it| it.chars().count() >= 2).unwrap_or(word)
}

/// What a single typed character stands for at the beginning of a name: itself, or for a consonant (ㅎ)
/// every syllable that starts with it. First included, last excluded.
pub fn prefix_of(letter: char) -> (String, String) {
    match INITIALS.iter().position(|it| *it == letter) {
        Some(at) => {
            let syllable = |at: usize| char::from_u32(0xAC00 + 588 * u32::try_from(at).unwrap_or(0));
            (syllable(at).into_iter().collect(), syllable(at + 1).into_iter().collect())
        }
        None => prefix(&letter.to_string()),
    }
}

/// The texts that begin with this one, in the order of code points. First included, last excluded.
pub fn prefix(text: &str) -> (String, String) {
    (text.to_owned(), format!("{text}{}", char::MAX))
}

/// A key as people type it in haste: D-1234, d1234.
pub fn key(text: &str) -> Option<Key> {
    let (letter, number) = text.split_at_checked(1)?;
    format!("{letter}-{}", number.trim_start_matches('-')).parse().ok()
}

/// The digits of what looks like a telephone number or a part of one, as one dials it in Korea.
pub fn telephone(text: &str) -> Option<String> {
    let (abroad, rest) = match text.strip_prefix("+82") {
        Some(rest) => (true, rest.trim_start_matches([' ', '-', '0'])),
        None => (false, text),
    };
    let is_spacing = |letter| matches!(letter, ' ' | '-' | '.' | '(' | ')');
    let digits: String = rest.chars().filter(|it| !is_spacing(*it)).collect();
    let whole = if abroad { format!("0{digits}") } else { digits };
    (whole.len() >= 4 && whole.bytes().all(|it| it.is_ascii_digit())).then_some(whole)
}

/// The nineteen consonants that can begin a syllable, in the order of syllables.
const INITIALS: [char; 19] = [
    'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ', 'ㅌ',
    'ㅍ', 'ㅎ',
];

/// A keyboard joins two consonants typed in a row where a syllable could end so: ㄱㅅ arrives as ㄳ.
fn apart(letter: char) -> impl Iterator<Item = char> {
    let (first, second) = match letter {
        'ㄳ' => ('ㄱ', Some('ㅅ')),
        'ㄵ' => ('ㄴ', Some('ㅈ')),
        'ㄶ' => ('ㄴ', Some('ㅎ')),
        'ㄺ' => ('ㄹ', Some('ㄱ')),
        'ㄻ' => ('ㄹ', Some('ㅁ')),
        'ㄼ' => ('ㄹ', Some('ㅂ')),
        'ㄽ' => ('ㄹ', Some('ㅅ')),
        'ㄾ' => ('ㄹ', Some('ㅌ')),
        'ㄿ' => ('ㄹ', Some('ㅍ')),
        'ㅀ' => ('ㄹ', Some('ㅎ')),
        'ㅄ' => ('ㅂ', Some('ㅅ')),
        letter => (letter, None),
    };
    std::iter::once(first).chain(second)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_word_counts_and_case_does_not() {
        assert_eq!(words("  한빛  Soft "), ["한빛", "soft"]);
        assert!(words(" \n").is_empty());
    }

    #[test]
    fn keys_are_typed_in_haste() {
        for text in ["d-1302", "D1302", "d1302"] {
            assert_eq!(key(text), Some(Key::deal(1302)), "{text}");
        }
        assert_eq!(key("a7"), Some(Key::account(7)));
        assert_eq!(key("L-12"), Some(Key::lead(12)));
        for text in ["", "d", "1302", "ㅎ12", "d-", "day1"] {
            assert_eq!(key(text), None, "{text}");
        }
    }

    #[test]
    fn telephone_numbers_are_dialled_the_same_however_they_are_written() {
        for text in ["010-1234-5678", "010 1234 5678", "+82 10-1234-5678", "01012345678", "+82-010-1234-5678"]
        {
            assert_eq!(telephone(text).as_deref(), Some("01012345678"), "{text}");
        }
        assert_eq!(telephone("1234").as_deref(), Some("1234"));
        for text in ["", "123", "2차", "a@b.kr", "+82", "010-한빛"] {
            assert_eq!(telephone(text), None, "{text}");
        }
    }

    #[test]
    fn consonants_that_the_keyboard_joined_come_apart() {
        assert_eq!(words("ㄳㅎ"), ["ㄱㅅㅎ"]);
        assert_eq!(words("ㅄ"), ["ㅂㅅ"]);
    }

    #[test]
    fn particles_fall_off_names_but_not_off_syllables() {
        let bare = |text: &str| without_particles(&words(text));
        assert_eq!(bare("한빛소프트를"), Some(vec!["한빛소프트".to_owned()]));
        assert_eq!(bare("가람테크로 윤서아와"), Some(vec!["가람테크".to_owned(), "윤서아".to_owned()]));
        assert_eq!(bare("나이"), None);
        assert_eq!(bare("acme"), None);
    }

    #[test]
    fn one_consonant_stands_for_its_syllables() {
        assert_eq!(prefix_of('ㅅ'), ("사".to_owned(), "싸".to_owned()));
        assert_eq!(prefix_of('ㅎ').0, "하");
        assert!("힣" < prefix_of('ㅎ').1.as_str());
        assert_eq!(prefix_of('k').0, "k");
        assert!("kim" > "k" && "kim" < prefix_of('k').1.as_str());
    }

    proptest! {
        #[test]
        fn no_question_panics(text in "\\PC{0,200}") {
            let words = words(&text);
            let _ = without_particles(&words);
            prop_assert!(words.iter().all(|it| !it.is_empty()));
        }
    }
}
