//! The ways a touch usually ends, each with the key that logs it.

use domain::activities::{ActivityKind, Outcome};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct How {
    pub kind: ActivityKind,
    pub outcome: Outcome,
    /// The letter on the key, which is also its name in an address.
    pub letter: char,
}

const fn how(letter: char, kind: ActivityKind, outcome: Outcome) -> How {
    How { kind, outcome, letter }
}

impl How {
    pub const ALL: [Self; 7] = [
        how('n', ActivityKind::Call, Outcome::NoAnswer),
        how('c', ActivityKind::Call, Outcome::Connected),
        how('e', ActivityKind::Email, Outcome::Sent),
        how('r', ActivityKind::Email, Outcome::Replied),
        how('b', ActivityKind::Meeting, Outcome::Booked),
        how('h', ActivityKind::Meeting, Outcome::Held),
        how('d', ActivityKind::Demo, Outcome::Held),
    ];

    pub fn of_letter(letter: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| letter.len() == 1 && letter.starts_with(it.letter))
    }

    /// By the place of a key (`KeyN`), as with the Korean layout on it types something else.
    pub fn of_key(code: &str) -> Option<Self> {
        Self::of_letter(&code.strip_prefix("Key")?.to_ascii_lowercase())
    }

    pub fn key(self) -> String {
        self.letter.to_ascii_uppercase().to_string()
    }
}
