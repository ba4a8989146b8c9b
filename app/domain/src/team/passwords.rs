//! What a new password must withstand: the first guesses of somebody who knows our name and reads lists.
//! Length keeps a password safe; rules about capitals and digits do not, so there are none.

use super::{PASSWORD_MAX, PASSWORD_MIN};
use crate::{Problem, Why};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A password on its way to be checked. Never printed, kept or logged.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Password(pub String);

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

impl From<&str> for Password {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// So many characters around a guessable word still leave it guessable: `dragon2026!`.
const PADDING: usize = 6;
/// A run along the keyboard counts as one choice; four characters a choice are too few choices.
const PER_CHOICE: usize = 4;

/// May this become somebody's password? `about` is what others know of them: name, e-mail, workspace.
pub fn check(
    field: &str,
    password: &Password,
    about: &[&str],
    is_common: impl Fn(&str) -> bool,
) -> Result<(), Problem> {
    let length = u32::try_from(password.0.chars().count()).unwrap_or(u32::MAX);
    if length == 0 {
        return Err(Problem::new(field, Why::Missing));
    }
    if length < PASSWORD_MIN {
        return Err(Problem::new(field, Why::TooShort(PASSWORD_MIN)));
    }
    if length > PASSWORD_MAX {
        return Err(Problem::new(field, Why::TooLong(PASSWORD_MAX)));
    }
    let text = password.0.to_lowercase();
    if repeats(&text) || walks(&text) || tells(&text, about) || varies_a_common_one(&text, is_common) {
        return Err(Problem::new(field, Why::CommonPassword));
    }
    Ok(())
}

/// On the list as it is, or after taking off the usual disguise: `P@ssw0rd123!`.
fn varies_a_common_one(text: &str, is_common: impl Fn(&str) -> bool) -> bool {
    if is_common(text) {
        return true;
    }
    let stem = text.trim_matches(|it: char| !it.is_alphabetic());
    let padding = text.chars().count() - stem.chars().count();
    let plain: String = stem.chars().map(undisguised).collect();
    padding <= PADDING && (is_common(stem) || is_common(&plain))
}

fn undisguised(letter: char) -> char {
    match letter {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

/// `aaaaaaaaaa`, `123412341234`.
fn repeats(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    (1..=PER_CHOICE).any(|period| letters.iter().zip(letters.iter().skip(period)).all(|(a, b)| a == b))
}

/// `qwertyuiop`, `0987654321`, `abcdefghij`, or a few such runs in a row.
fn walks(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let choices = 1 + letters.windows(2).filter(|pair| !follows(pair[0], pair[1])).count();
    choices * PER_CHOICE <= letters.len()
}

fn follows(a: char, b: char) -> bool {
    const ROWS: [&str; 5] =
        ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz"];
    let along = |row: &str| match (row.find(a), row.find(b)) {
        (Some(a), Some(b)) => a.abs_diff(b) <= 1,
        _ => false,
    };
    a == b || ROWS.into_iter().any(along)
}

/// Little more than what everybody knows of its owner.
fn tells(text: &str, about: &[&str]) -> bool {
    let length = text.chars().count();
    about.iter().flat_map(|it| it.split(['@', ' '])).any(|word| {
        let word = word.to_lowercase();
        let size = word.chars().count();
        size >= 2 && length <= size + PADDING && text.contains(&word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(password: &str) -> Result<(), Why> {
        let listed = |it: &str| ["password", "dragon", "비밀번호", "1q2w3e4r5t"].contains(&it);
        let about = ["minji.kim@hanbit.kr", "김민지", "한빛소프트"];
        check("password", &password.into(), &about, listed).map_err(|it| it.why)
    }

    #[test]
    fn a_long_password_of_several_words_is_taken() {
        for good in
            ["correct horse battery", "느티나무 아래 세 번째 의자", "tkdnj-gkswks-qkadml", "xK9#mQ2$vL7p"]
        {
            assert_eq!(verdict(good), Ok(()), "{good}");
        }
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(verdict(""), Err(Why::Missing));
        assert_eq!(verdict("xK9#mQ2$v"), Err(Why::TooShort(10)));
        assert_eq!(verdict("가나다라마바사아자차카타"), Ok(()));
        assert_eq!(verdict(&"긴 말 ".repeat(80)), Err(Why::TooLong(200)));
    }

    #[test]
    fn a_disguised_common_password_is_still_common() {
        for bad in ["password2026", "P@ssw0rd123!", "1q2w3e4r5t", "비밀번호123456", "!!dragon2026"] {
            assert_eq!(verdict(bad), Err(Why::CommonPassword), "{bad}");
        }
    }

    #[test]
    fn a_walk_along_the_keyboard_is_no_secret() {
        for bad in [
            "qwertyuiop",
            "0987654321",
            "abcdefghijkl",
            "qwer1234asdf",
            "aaaaaaaaaaaa",
            "한영한영한영한영한영",
        ] {
            assert_eq!(verdict(bad), Err(Why::CommonPassword), "{bad}");
        }
    }

    #[test]
    fn what_everybody_knows_of_its_owner_is_no_secret() {
        for bad in ["minji.kim2026", "hanbit.kr1!", "한빛소프트12345", "김민지990101"] {
            assert!(verdict(bad).is_err(), "{bad}");
        }
        assert_eq!(verdict("minji.kim likes old bridges"), Ok(()));
    }

    #[test]
    fn a_password_is_never_printed() {
        assert_eq!(format!("{:?}", Password::from("느티나무 아래")), "Password(…)");
    }
}
