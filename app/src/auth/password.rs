//! How passwords are kept and compared: argon2id, a few at a time, and as slowly for strangers as for
//! members, so that waiting tells nobody who works here.

use crate::error::AppError;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use domain::team::Password;
use std::collections::HashSet;
use std::sync::LazyLock;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// Each takes 19 MiB and a core for a moment. More at once would only make everybody else wait.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// What the password of somebody who does not work here is compared with. Nothing hashes to it.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$8Nc2rKzq1tLZ0l5mYb3VXg$\
    4pGm0z7wq9sTnQxJr2uYcEoVhLk5iBf8aDg1eRjNvSc";

/// What we keep of a password.
pub async fn hash(password: &Password) -> Result<String, AppError> {
    let password = password.clone();
    in_turn(move || {
        let hash = Argon2::default().hash_password(password.0.as_bytes());
        hash.map(|it| it.to_string()).map_err(|error| {
            tracing::error!(%error, "a password could not be hashed");
            AppError::Failed
        })
    })
    .await?
}

/// Is this the password behind the hash? Without a hash it is not, and takes as long.
pub async fn matches(password: &Password, hash: Option<&str>) -> Result<bool, AppError> {
    let (password, known) = (password.clone(), hash.is_some());
    let hash = hash.unwrap_or(NOBODYS).to_owned();
    in_turn(move || {
        let hash = PasswordHash::new(&hash).map_err(|error| {
            tracing::error!(%error, "a kept password hash cannot be read");
            AppError::Failed
        })?;
        Ok(Argon2::default().verify_password(password.0.as_bytes(), &hash).is_ok() && known)
    })
    .await?
}

async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
    let _turn = AT_ONCE.acquire().await.map_err(|_| AppError::Failed)?;
    spawn_blocking(work).await.map_err(|error| {
        tracing::error!(%error, "hashing broke off");
        AppError::Failed
    })
}

/// One of the passwords that everybody tries first? Asked in lower case.
pub fn is_common(password: &str) -> bool {
    static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        include_str!("common_passwords.txt").lines().filter(|line| !line.starts_with('#')).collect()
    });
    COMMON.contains(password)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::team::passwords::check;

    #[tokio::test]
    async fn a_password_is_known_by_its_hash_and_by_nothing_else() {
        let password = Password::from("느티나무 아래 세 번째 의자");
        let hash = hash(&password).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_ne!(super::hash(&password).await.unwrap(), hash, "salted");
        assert!(matches(&password, Some(&hash)).await.unwrap());
        assert!(!matches(&"느티나무 아래 두 번째 의자".into(), Some(&hash)).await.unwrap());
        assert!(!matches(&password, None).await.unwrap());
        assert!(matches(&password, Some("nonsense")).await.is_err());
    }

    #[test]
    fn nobodys_hash_costs_as_much_as_a_members() {
        let nobodys = PasswordHash::new(NOBODYS).unwrap();
        let params = argon2::Params::try_from(&nobodys).unwrap();
        assert_eq!((params.m_cost(), params.t_cost(), params.p_cost()), (19 * 1024, 2, 1));
        assert_eq!(nobodys.hash.unwrap().len(), argon2::Params::DEFAULT_OUTPUT_LEN);
    }

    #[test]
    fn the_list_holds_what_people_type_here_first() {
        for bad in
            ["qlalfqjsgh1234", "dkssudgktpdy", "사랑해123456", "P@ssword2026", "1q2w3e4r5t", "Samsung123!"]
        {
            assert!(check("password", &bad.into(), &[], is_common).is_err(), "{bad}");
        }
        assert!(check("password", &"느티나무 아래 세 번째 의자".into(), &[], is_common).is_ok());
    }
}
