//! What the doors ask the server. The first few are open to everybody: they are how one comes in.

use crate::error::AppError;
use crate::wire::{Answer, Form};
use chrono::{DateTime, Utc};
use domain::team::{Density, FoundForm, JoinForm, Password, Role, Session, Theme, Viewer};
use domain::{Locale, MemberId, SessionId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Signs in, and answers where to go from here.
#[server(endpoint = "auth/sign_in", output = Answer)]
pub async fn sign_in(
    #[server(default)] email: String,
    #[server(default)] password: Password,
    #[server(default)] next: String,
) -> Result<String, AppError> {
    let (db, visit) = (crate::backend::database(), crate::visit::Visit::of_request());
    let demo = crate::backend::shows_demo();
    let email = domain::text::email("email", &email).map_err(domain::Refusal::from)?;
    let knock = db::team::knock(&db, &email, demo).await?;
    if !crate::password::matches(&password, knock.password_hash()).await? {
        return Err(domain::Refusal::WrongSignIn.into());
    }
    let arrival = db::team::let_in(&db, knock, visit.user_agent(), visit.session().as_ref()).await?;
    visit.welcome(&arrival);
    Ok(visit.lead_to(crate::backend::own_page(&next)))
}

/// Signs out this browser. Asked by nobody who is signed in, it does nothing.
#[server(endpoint = "auth/sign_out", protocol = Form)]
pub async fn sign_out() -> Result<String, AppError> {
    let (db, visit) = (crate::backend::database(), crate::visit::Visit::of_request());
    if let Some(session) = visit.session() {
        db::team::sign_out(&db, &session).await?;
    }
    visit.forget();
    Ok(visit.lead_to(crate::routes::SIGN_IN.to_owned()))
}

/// The language of this browser, and of the member if there is one.
#[server(endpoint = "auth/set_locale", protocol = Form)]
pub async fn set_locale(locale: Locale) -> Result<(), AppError> {
    let (db, visit) = (crate::backend::database(), crate::visit::Visit::of_request());
    visit.remember_locale(locale);
    match crate::backend::asker() {
        Some(actor) => Ok(db::team::set_locale(&db, &actor, locale).await?),
        None => Ok(()),
    }
}

#[server(endpoint = "auth/set_theme", protocol = Form)]
pub async fn set_theme(theme: Theme) -> Result<(), AppError> {
    let (db, visit) = (crate::backend::database(), crate::visit::Visit::of_request());
    visit.remember_theme(theme);
    match crate::backend::asker() {
        Some(actor) => Ok(db::team::set_theme(&db, &actor, theme).await?),
        None => Ok(()),
    }
}

/// How close the board's cards lie on this screen.
#[server(endpoint = "auth/set_density", protocol = Form)]
pub async fn set_density(density: Density) -> Result<(), AppError> {
    crate::visit::Visit::of_request().remember_density(density);
    Ok(())
}

/// Whether single letters act at this keyboard.
#[server(endpoint = "auth/set_letter_keys", protocol = Form)]
pub async fn set_letter_keys(on: bool) -> Result<(), AppError> {
    crate::visit::Visit::of_request().remember_letter_keys(on);
    Ok(())
}

/// The demo's open door: whom one can be, and their one password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoDoor {
    pub password: String,
    pub members: Vec<DemoMember>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoMember {
    pub id: MemberId,
    pub name: String,
    pub email: String,
    pub roles: Vec<Role>,
}

/// None where real people work.
#[server(endpoint = "auth/demo_door", protocol = Form)]
pub async fn read_demo_door() -> Result<Option<DemoDoor>, AppError> {
    let db = crate::backend::database();
    if !crate::backend::shows_demo() {
        return Ok(None);
    }
    let member = |it: db::demo::DemoMember| DemoMember {
        id: it.id,
        name: it.name,
        email: it.email,
        roles: it.roles.0,
    };
    let members: Vec<_> = db::demo::members(&db).await?.into_iter().map(member).collect();
    let password = domain::team::DEMO_PASSWORD.to_owned();
    Ok((!members.is_empty()).then_some(DemoDoor { password, members }))
}

/// What stands behind an invitation's link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationView {
    pub workspace: String,
    pub email: String,
    pub invited_by: Option<String>,
}

#[server(endpoint = "auth/invitation", protocol = Form)]
pub async fn read_invitation(token: String) -> Result<InvitationView, AppError> {
    let db = crate::backend::database();
    let welcome = db::team::welcome(&db, &db::team::Secret::presented(&token)).await?;
    let db::team::Welcome { workspace, email, invited_by } = welcome.ok_or(domain::Refusal::LinkSpent)?;
    Ok(InvitationView { workspace, email, invited_by })
}

/// Makes whoever was asked in a member, and signs them in.
#[server(endpoint = "auth/accept_invitation", output = Answer)]
pub async fn accept_invitation(token: String, form: JoinForm) -> Result<String, AppError> {
    let (db, visit) = (crate::backend::database(), crate::visit::Visit::of_request());
    let link = db::team::Secret::presented(&token);
    let welcome = db::team::welcome(&db, &link).await?.ok_or(domain::Refusal::LinkSpent)?;
    let name = form.check(&welcome.email, crate::password::is_common).map_err(domain::Refusal::Invalid)?;
    let hash = crate::password::hash(&form.password).await?;
    let arrival = db::team::accept(&db, &link, &name, &hash, visit.user_agent()).await?;
    visit.welcome(&arrival);
    Ok(visit.lead_to(crate::routes::HOME.to_owned()))
}

/// Does this link still make somebody the first admin?
#[server(endpoint = "auth/first_start", protocol = Form)]
pub async fn check_first_start(token: String) -> Result<(), AppError> {
    let db = crate::backend::database();
    let good = db::team::is_first_link(&db, &db::team::Secret::presented(&token)).await?;
    if good { Ok(()) } else { Err(domain::Refusal::LinkSpent.into()) }
}

/// Makes the first workspace and its first admin, and signs them in.
#[server(endpoint = "auth/first_setup", output = Answer)]
pub async fn first_setup(token: String, form: FoundForm) -> Result<String, AppError> {
    let (db, visit) = (crate::backend::database(), crate::visit::Visit::of_request());
    let link = db::team::Secret::presented(&token);
    if !db::team::is_first_link(&db, &link).await? {
        return Err(domain::Refusal::LinkSpent.into());
    }
    let founding = form.check(crate::password::is_common).map_err(domain::Refusal::Invalid)?;
    let hash = crate::password::hash(&form.password).await?;
    let arrival = db::team::found(&db, &link, &founding, &hash, visit.user_agent()).await?;
    visit.welcome(&arrival);
    Ok(visit.lead_to(crate::routes::HOME.to_owned()))
}

/// Who looks at the page.
#[server(endpoint = "auth/viewer", protocol = Form)]
pub async fn read_viewer() -> Result<Viewer, AppError> {
    let crate::backend::Backend { db, actor, .. } = crate::backend::Backend::of_request().await?;
    Ok(db::team::viewer(&db, &actor).await?)
}

#[server(endpoint = "auth/rename", output = Answer)]
pub async fn rename(name: String) -> Result<(), AppError> {
    let crate::backend::Backend { db, actor, .. } = crate::backend::Backend::of_request().await?;
    Ok(db::team::rename(&db, &actor, &name).await?)
}

/// A new password, for whoever knows the present one. Every other browser is signed out.
#[server(endpoint = "auth/change_password", output = Answer)]
pub async fn change_password(
    #[server(default)] present: Password,
    #[server(default)] password: Password,
) -> Result<(), AppError> {
    let visit = crate::visit::Visit::of_request();
    let crate::backend::Backend { db, actor, .. } = crate::backend::Backend::of_request().await?;
    let viewer = db::team::viewer(&db, &actor).await?;
    let email = viewer.members.iter().find(|it| it.id == viewer.member).and_then(|it| it.email.as_deref());
    let about = [viewer.name.as_str(), viewer.workspace_name.as_str(), email.unwrap_or_default()];
    domain::team::passwords::check("password", &password, &about, crate::password::is_common)
        .map_err(domain::Refusal::from)?;
    let hash = db::team::password_hash(&db, &actor).await?;
    if !crate::password::matches(&present, Some(&hash)).await? {
        return Err(domain::Refusal::from(domain::Problem::new("present", domain::Why::WrongPassword)).into());
    }
    let hash = crate::password::hash(&password).await?;
    let session = db::team::change_password(&db, &actor, &hash, visit.user_agent()).await?;
    visit.set_session(&session);
    Ok(())
}

/// Where the asker is signed in, and what time it is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionsView {
    pub sessions: Vec<Session>,
    pub now: DateTime<Utc>,
}

#[server(endpoint = "auth/sessions", protocol = Form)]
pub async fn list_sessions() -> Result<SessionsView, AppError> {
    let current = crate::visit::Visit::of_request().current();
    let crate::backend::Backend { db, actor, .. } = crate::backend::Backend::of_request().await?;
    Ok(SessionsView { sessions: db::team::sessions(&db, &actor, current).await?, now: Utc::now() })
}

#[server(endpoint = "auth/end_session", output = Answer)]
pub async fn end_session(session: SessionId) -> Result<(), AppError> {
    let crate::backend::Backend { db, actor, .. } = crate::backend::Backend::of_request().await?;
    Ok(db::team::end_session(&db, &actor, session).await?)
}

#[server(endpoint = "auth/end_other_sessions", output = Answer)]
pub async fn end_other_sessions() -> Result<(), AppError> {
    let current = crate::visit::Visit::of_request().current().ok_or(AppError::SignedOut)?;
    let crate::backend::Backend { db, actor, .. } = crate::backend::Backend::of_request().await?;
    Ok(db::team::end_other_sessions(&db, &actor, current).await?)
}
