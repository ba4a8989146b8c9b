//! Korean as sentences need it: which particle follows a word.

/// Does the word end in a consonant (받침), so that 을, 이, 은, 과 follow rather than 를, 가, 는, 와?
///
/// Digits and Latin letters are read aloud in Korean. Anything else counts as ending in a vowel.
pub fn ends_in_consonant(word: &str) -> bool {
    match last_sound(word) {
        Some(last @ '가'..='힣') => (u32::from(last) - u32::from('가')) % 28 != 0,
        Some(last) => {
            matches!(last.to_ascii_lowercase(), '0' | '1' | '3' | '6' | '7' | '8' | 'l' | 'm' | 'n' | 'r')
        }
        None => false,
    }
}

/// The particle of direction: 로 after a vowel or ㄹ, else 으로.
pub fn toward(word: &str) -> &'static str {
    let rieul = match last_sound(word) {
        Some(last @ '가'..='힣') => (u32::from(last) - u32::from('가')) % 28 == 8,
        Some(last) => matches!(last.to_ascii_lowercase(), '1' | '7' | '8' | 'l' | 'r'),
        None => false,
    };
    if ends_in_consonant(word) && !rieul { "으로" } else { "로" }
}

/// 을 or 를.
pub fn object(word: &str) -> &'static str {
    if ends_in_consonant(word) { "을" } else { "를" }
}

/// 이 or 가.
pub fn subject(word: &str) -> &'static str {
    if ends_in_consonant(word) { "이" } else { "가" }
}

fn last_sound(word: &str) -> Option<char> {
    word.chars().rev().find(|it| it.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particles_follow_the_last_sound() {
        assert_eq!(format!("데모 완료{}", toward("데모 완료")), "데모 완료로");
        assert_eq!(format!("계약 진행{}", toward("계약 진행")), "계약 진행으로");
        assert_eq!(format!("1월{}", toward("1월")), "1월로");
        assert_eq!(format!("「한빛」{}", object("「한빛」")), "「한빛」을");
        assert_eq!(format!("PoC{}", subject("PoC")), "PoC가");
    }
}
