//! What members change about themselves: name, language, theme, password.

use super::{CurrentSession, Secret, sessions, sign_in};
use crate::{Actor, Db, Error, Result, outbox};
use domain::events::Topic;
use domain::team::Theme;
use domain::{Locale, MemberId, Refusal, text};

/// The name others see beside records and in the timeline.
pub async fn rename(db: &Db, actor: &Actor, name: &str) -> Result<()> {
    let (member, name) = (me(actor)?, text::name("name", name)?);
    let mut tx = db.begin().await?;
    sqlx::query("update member set name = $3, version = version + 1 where workspace_id = $1 and id = $2")
        .bind(actor.workspace())
        .bind(member)
        .bind(name)
        .execute(&mut *tx)
        .await?;
    outbox::tell(&mut tx, actor, Topic::Team, outbox::About::default()).await?;
    db.commit(tx).await
}

/// How the asker reads. Concerns nobody else, so nobody is told and no version is taken.
pub async fn set_locale(db: &Db, actor: &Actor, locale: Locale) -> Result<()> {
    sqlx::query("update member set locale = $3 where workspace_id = $1 and id = $2")
        .bind(actor.workspace())
        .bind(me(actor)?)
        .bind(locale)
        .execute(db.pool())
        .await?;
    Ok(())
}

pub async fn set_theme(db: &Db, actor: &Actor, theme: Theme) -> Result<()> {
    sqlx::query("update member set theme = $3 where workspace_id = $1 and id = $2")
        .bind(actor.workspace())
        .bind(me(actor)?)
        .bind(theme)
        .execute(db.pool())
        .await?;
    Ok(())
}

/// The asker's own, to compare what they typed as their present password. Counts a try, as at the door:
/// whoever finds an open screen does not find out the password as well.
pub async fn password_hash(db: &Db, actor: &Actor) -> Result<String> {
    let member = me(actor)?;
    sign_in::count_try(db, &tries_of(member)).await?;
    let hash: Option<String> =
        sqlx::query_scalar("select password_hash from member where workspace_id = $1 and id = $2")
            .bind(actor.workspace())
            .bind(member)
            .fetch_optional(db.pool())
            .await?
            .flatten();
    hash.ok_or(Error::NotFound)
}

/// Takes a new password and signs out everywhere; the secret is a new session for this browser.
pub async fn change_password(db: &Db, actor: &Actor, hash: &str, user_agent: &str) -> Result<Secret> {
    let member = me(actor)?;
    let mut tx = db.begin().await?;
    sqlx::query(
        "update member set password_hash = $3, version = version + 1 where workspace_id = $1 and id = $2",
    )
    .bind(actor.workspace())
    .bind(member)
    .bind(hash)
    .execute(&mut *tx)
    .await?;
    sign_in::forget_tries(&mut tx, &tries_of(member)).await?;
    sessions::end_all_but(&mut tx, actor.workspace(), member, None::<CurrentSession>).await?;
    let secret = sessions::open(&mut tx, actor.workspace(), member, user_agent).await?;
    outbox::tell(&mut tx, actor, Topic::Team, outbox::About::default()).await?;
    db.commit(tx).await?;
    tracing::info!(%member, "password changed");
    Ok(secret)
}

fn tries_of(member: MemberId) -> String {
    format!("member {member}")
}

fn me(actor: &Actor) -> Result<MemberId> {
    Ok(actor.id().ok_or(Refusal::NotAllowed)?)
}
