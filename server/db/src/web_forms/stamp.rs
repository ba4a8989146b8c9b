//! What a page of a form is given and sends back: which version it showed, when it was made, and the name of the entry it may
//! become. Signed by the form's seal, so that nobody makes one up.

use chrono::{DateTime, Utc};
use domain::ActId;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt::Write;
use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub version: i32,
    pub act: ActId,
    pub at: DateTime<Utc>,
}

impl Stamp {
    /// `version.act.milliseconds.signature`
    pub(super) fn signed(self, seal: &[u8]) -> String {
        let said = format!("{}.{}.{}", self.version, self.act.0.simple(), self.at.timestamp_millis());
        let signature = signature(seal, &said).map(|it| it.finalize().into_bytes());
        let letters = signature.iter().flatten().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        format!("{said}.{letters}")
    }

    /// None: no page of this form was given that.
    pub(super) fn read(seal: &[u8], text: &str) -> Option<Self> {
        let (said, letters) = text.rsplit_once('.')?;
        signature(seal, said)?.verify_slice(&bytes(letters)?).ok()?;
        let mut parts = said.split('.');
        let version = parts.next()?.parse().ok()?;
        let act = ActId(Uuid::try_parse(parts.next()?).ok()?);
        let at = DateTime::from_timestamp_millis(parts.next()?.parse().ok()?)?;
        Some(Self { version, act, at })
    }
}

fn signature(seal: &[u8], said: &str) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(seal).ok()?;
    mac.update(said.as_bytes());
    Some(mac)
}

fn bytes(letters: &str) -> Option<Vec<u8>> {
    let is_hex = letters.len() == 64 && letters.bytes().all(|it| it.is_ascii_hexdigit());
    is_hex.then(|| {
        (0..64).step_by(2).filter_map(|at| u8::from_str_radix(&letters[at..at + 2], 16).ok()).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_read_by_the_seal_that_made_it_and_only_as_it_was_made() {
        let at = DateTime::from_timestamp_millis(1_795_000_000_123).expect("an instant");
        let stamp = Stamp { version: 3, act: ActId(Uuid::from_u128(7)), at };
        let text = stamp.signed(b"seal");
        assert_eq!(Stamp::read(b"seal", &text), Some(stamp));
        assert_eq!(Stamp::read(b"other", &text), None);
        assert_eq!(Stamp::read(b"seal", &text.replacen('3', "4", 1)), None);
        let later = text.replacen("1795", "1796", 1);
        for forged in ["", ".", "1.2.3.4", "가", &text[..text.len() - 1], &later] {
            assert_eq!(Stamp::read(b"seal", forged), None, "{forged}");
        }
    }
}
