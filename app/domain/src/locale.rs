//! The two languages of the product. Korean comes first.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "lowercase"))]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    #[default]
    Ko,
    En,
}

impl Locale {
    pub const ALL: [Self; 2] = [Self::Ko, Self::En];

    /// The language tag, as `<html lang>` and the cookie carry it.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Ko => "ko",
            Self::En => "en",
        }
    }

    pub fn of_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next()?.trim() {
            "ko" => Some(Self::Ko),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// Reads what a browser prefers (`Accept-Language`), best first; Korean when it says nothing we know.
    pub fn of_browser(accept_language: &str) -> Self {
        let mut best = (0u16, Self::default());
        for part in accept_language.split(',') {
            let mut pieces = part.split(';');
            let tag = pieces.next().unwrap_or_default();
            let weight = pieces.find_map(|piece| piece.trim().strip_prefix("q=")).map_or(1000, per_mille);
            if let Some(locale) = Self::of_tag(tag.trim())
                && weight > best.0
            {
                best = (weight, locale);
            }
        }
        best.1
    }
}

/// `0.8` → 800. Anything unreadable counts as nothing.
fn per_mille(text: &str) -> u16 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let part: String = part.chars().chain("000".chars()).take(3).collect();
    match (whole.trim().parse::<u16>(), part.parse::<u16>()) {
        (Ok(whole), Ok(part)) if whole <= 1 => whole * 1000 + part,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_first_known_language_wins() {
        assert_eq!(Locale::of_browser("en-US,en;q=0.9,ko;q=0.8"), Locale::En);
        assert_eq!(Locale::of_browser("fr;q=1.0, ko;q=0.5, en;q=0.4"), Locale::Ko);
        assert_eq!(Locale::of_browser("de"), Locale::Ko);
        assert_eq!(Locale::of_browser("en;q=nonsense"), Locale::Ko);
    }
}
