//! What opens something to whoever holds it: the cookie of a session, the link of an invitation, the key
//! of a program. We keep its hash only, so that a stolen backup opens nothing.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::RngCore;
use sha2::{Digest, Sha256};
use std::fmt;

/// 256 random bits as letters that survive in a link. Never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    pub(super) fn new() -> Self {
        let mut bits = [0; 32];
        rand::rng().fill_bytes(&mut bits);
        Self(URL_SAFE_NO_PAD.encode(bits))
    }

    /// With a word in front, so that people and scanners recognise a key that lies around.
    pub(super) fn named(prefix: &str) -> Self {
        Self(format!("{prefix}{}", Self::new().0))
    }

    /// What somebody presents as one.
    pub fn presented(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The secret itself, for the one place where it is handed over.
    pub fn expose(&self) -> &str {
        &self.0
    }

    pub(super) fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_secrets_are_alike_and_none_is_printed() {
        let (one, other) = (Secret::new(), Secret::named("baton_"));
        assert_ne!(one, other);
        assert_eq!((one.expose().len(), other.expose().len()), (43, 49));
        assert_eq!(format!("{one:?}"), "Secret(…)");
        assert_eq!(one.hash(), Secret::presented(one.expose()).hash());
    }
}
