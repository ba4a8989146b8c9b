//! Signing in. A wrong password is counted before it is even looked at, so that asking many times at
//! once gives nobody more tries than asking one by one.

use super::{Secret, sessions};
use crate::{Act, Actor, Db, Result, outbox};
use domain::events::Topic;
use domain::team::{TRIES, TRIES_MINUTES, Theme};
use domain::{Locale, MemberId, Refusal, WorkspaceId};

/// Somebody at the door. The caller compares the password, whether there is a member or not.
pub struct Knock {
    email: String,
    known: Option<Known>,
}

#[derive(sqlx::FromRow)]
struct Known {
    workspace_id: WorkspaceId,
    id: MemberId,
    password_hash: String,
    locale: Option<String>,
    theme: Theme,
}

/// Somebody who has just come in: their session, and how they like to read.
#[derive(Debug)]
pub struct Arrival {
    pub session: Secret,
    pub locale: Option<Locale>,
    pub theme: Theme,
}

impl Arrival {
    /// Of somebody new, who has not chosen anything yet.
    pub(super) fn first(session: Secret) -> Self {
        Self { session, locale: None, theme: Theme::default() }
    }
}

impl Knock {
    /// What the password must match; none if nobody here has this e-mail.
    pub fn password_hash(&self) -> Option<&str> {
        self.known.as_ref().map(|it| it.password_hash.as_str())
    }
}

/// Counts a try and finds out who is meant. The password of the demo is known to the world, so its members
/// come in only where the server says that it shows one.
pub async fn knock(db: &Db, email: &str, shows_demo: bool) -> Result<Knock> {
    let email = email.trim().to_lowercase();
    count_try(db, &email).await?;
    let known = sqlx::query_as(
        "select m.workspace_id, m.id, m.password_hash, m.locale, m.theme
         from member m
         join workspace w on w.id = m.workspace_id
         where m.email = $1
             and m.password_hash is not null
             and m.deactivated_at is null
             and ($2 or not w.is_demo)",
    )
    .bind(&email)
    .bind(shows_demo)
    .fetch_optional(db.pool())
    .await?;
    Ok(Knock { email, known })
}

/// `whose` is an e-mail, or a member who is asked for their password again.
pub(super) async fn count_try(db: &Db, whose: &str) -> Result<()> {
    let mut tx = db.begin().await?;
    // One after the other for each e-mail, or two tries at once would both be the tenth.
    sqlx::query("select pg_advisory_xact_lock(hashtextextended('sign in ' || $1, 0))")
        .bind(whose)
        .execute(&mut *tx)
        .await?;
    sqlx::query("delete from sign_in_try where at < clock_timestamp() - make_interval(mins => $1)")
        .bind(i32::try_from(TRIES_MINUTES).unwrap_or(i32::MAX))
        .execute(&mut *tx)
        .await?;
    // The try that has to be forgotten before another one is free.
    let full: Option<i32> = sqlx::query_scalar(
        "select ceil(extract(epoch from at + make_interval(mins => $2) - clock_timestamp()))::int
         from sign_in_try
         where email = $1
         order by at desc
         offset $3 - 1
         limit 1",
    )
    .bind(whose)
    .bind(i32::try_from(TRIES_MINUTES).unwrap_or(i32::MAX))
    .bind(TRIES)
    .fetch_optional(&mut *tx)
    .await?;
    if let Some(seconds) = full {
        // Nothing was counted, so that an impatient member is not locked out for ever.
        return Err(Refusal::TooManyTries { seconds: u32::try_from(seconds).unwrap_or(0).max(1) }.into());
    }
    sqlx::query("insert into sign_in_try (email, at) values ($1, clock_timestamp())")
        .bind(whose)
        .execute(&mut *tx)
        .await?;
    db.commit(tx).await
}

/// Lets somebody in whose password was right. The session they had in this browser ends, so that nobody
/// who planted it is signed in with them.
pub async fn let_in(db: &Db, knock: Knock, user_agent: &str, before: Option<&Secret>) -> Result<Arrival> {
    let Some(known) = knock.known else { return Err(Refusal::WrongSignIn.into()) };
    let mut tx = db.begin().await?;
    forget_tries(&mut tx, &knock.email).await?;
    if let Some(before) = before {
        let ended: Option<WorkspaceId> =
            sqlx::query_scalar("delete from session where token_hash = $1 returning workspace_id")
                .bind(before.hash())
                .fetch_optional(&mut *tx)
                .await?;
        // Pages of whoever was signed in here before hear nothing more.
        if let Some(workspace) = ended {
            let whose = Actor::operator(workspace);
            outbox::tell(&mut tx, &whose, Topic::Team, outbox::About::default()).await?;
        }
    }
    let session = sessions::open(&mut tx, known.workspace_id, known.id, user_agent).await?;
    db.commit(tx).await?;
    tracing::info!(member = %known.id, "signed in");
    Ok(Arrival { session, locale: known.locale.as_deref().and_then(Locale::of_tag), theme: known.theme })
}

pub(super) async fn forget_tries(tx: &mut Act, whose: &str) -> Result<()> {
    sqlx::query("delete from sign_in_try where email = $1").bind(whose).execute(&mut **tx).await?;
    Ok(())
}
