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
pub const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$8Nc2rKzq1tLZ0l5mYb3VXg$\
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
