//! What the pages of accounts, people and labels ask the server: who asks, and one call.

use crate::error::AppError;
use crate::wire::{Answer, Data};
use domain::accounts::{
    AccountDetails, AccountForm, AccountOffer, AccountRow, ListPage, PersonDetails, PersonForm, PersonLink,
    PersonRow, Tag, TagForm, Wish,
};
use domain::{AccountId, PersonId, TagId};
use leptos::prelude::*;

#[server(endpoint = "accounts/list", protocol = Data)]
pub async fn list_accounts(wish: Wish) -> Result<ListPage<AccountRow>, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::accounts::accounts(&backend.db, &backend.actor, &wish).await?)
}

#[server(endpoint = "accounts/people", protocol = Data)]
pub async fn list_people(wish: Wish) -> Result<ListPage<PersonRow>, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::accounts::people(&backend.db, &backend.actor, &wish).await?)
}

/// One account by the key that people say, or by its id. The address of one that was swallowed leads to the survivor.
#[server(endpoint = "accounts/account", protocol = Data)]
pub async fn read_account(key: String) -> Result<AccountDetails, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let (db, actor) = (&backend.db, &backend.actor);
    let key: domain::Key = match key.parse::<AccountId>() {
        Ok(id) => {
            let id = AccountId(
                db::accounts::merge::living(db, actor, domain::merge::Records::Account, id.0).await?,
            );
            return Ok(db::accounts::account_details(db, actor, id).await?);
        }
        Err(_) => key.parse().map_err(|_| AppError::NotFound)?,
    };
    let id = db::accounts::account_id(db, actor, key).await?;
    let details = db::accounts::account_details(db, actor, id).await?;
    if details.account.key() != key {
        let page = crate::routes::account(details.account.key());
        crate::backend::redirect(&format!("{page}?merged={key}"));
    }
    Ok(details)
}

#[server(endpoint = "accounts/person", protocol = Data)]
pub async fn read_person(id: String) -> Result<PersonDetails, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let (db, actor) = (&backend.db, &backend.actor);
    let asked: PersonId = id.parse().map_err(|_| AppError::NotFound)?;
    let id = PersonId(db::accounts::merge::living(db, actor, domain::merge::Records::Person, asked.0).await?);
    let details = db::accounts::person_details(db, actor, id).await?;
    if id != asked {
        crate::backend::redirect(&format!("{}?merged={asked}", crate::routes::person(id)));
    }
    Ok(details)
}

/// Accounts to choose from while somebody types a name.
#[server(endpoint = "accounts/suggest", protocol = Data)]
pub async fn suggest_accounts(text: String) -> Result<Vec<AccountOffer>, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::accounts::suggest(&backend.db, &backend.actor, &text).await?)
}

/// Makes an account and goes to its page. `anyway`: although another has its name or domain.
#[server(endpoint = "accounts/create", output = Answer)]
pub async fn create_account(
    #[server(default)] id: String,
    #[server(default)] anyway: bool,
    form: AccountForm,
) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let (db, actor) = (&backend.db, &backend.actor);
    let id = domain::accounts::optional_id("id", &id).map_err(domain::Refusal::from)?;
    let account = if anyway {
        db::accounts::create_account_anyway(db, actor, id, &form).await?
    } else {
        db::accounts::create_account(db, actor, id, &form).await?
    };
    crate::backend::redirect(&crate::routes::account(account.key()));
    Ok(())
}

/// Writes an account's facts over the version that its writer saw.
#[server(endpoint = "accounts/change", output = Answer)]
pub async fn change_account(account: AccountId, version: i32, form: AccountForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let account = db::accounts::change_account(&backend.db, &backend.actor, account, version, &form).await?;
    crate::backend::redirect(&crate::routes::account(account.key()));
    Ok(())
}

/// Makes a person and goes to their page.
#[server(endpoint = "accounts/create_person", output = Answer)]
pub async fn create_person(#[server(default)] id: String, form: PersonForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let id = domain::accounts::optional_id("id", &id).map_err(domain::Refusal::from)?;
    let person = db::accounts::create_person(&backend.db, &backend.actor, id, &form).await?;
    crate::backend::redirect(&crate::routes::person(person.id));
    Ok(())
}

/// Writes a person's facts over the version that its writer saw.
#[server(endpoint = "accounts/change_person", output = Answer)]
pub async fn change_person(person: PersonId, version: i32, form: PersonForm) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let person = db::accounts::change_person(&backend.db, &backend.actor, person, version, &form).await?;
    crate::backend::redirect(&crate::routes::person(person.id));
    Ok(())
}

/// The people of an account to choose from.
#[server(endpoint = "accounts/people_at", protocol = Data)]
pub async fn people_at(account: Option<AccountId>) -> Result<Vec<PersonLink>, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::accounts::people_at(&backend.db, &backend.actor, account).await?)
}

/// All labels of the workspace.
#[server(endpoint = "accounts/tags", protocol = Data)]
pub async fn list_tags() -> Result<Vec<Tag>, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::accounts::tags(&backend.db, &backend.actor).await?)
}

/// Puts a label on a record. A plain form comes back to the page it was sent from.
#[server(endpoint = "accounts/tag", output = Answer)]
pub async fn put_tag(form: TagForm) -> Result<Tag, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    Ok(db::accounts::tag(&backend.db, &backend.actor, &form).await?)
}

/// Takes a label off a record.
#[server(endpoint = "accounts/untag", output = Answer)]
pub async fn take_tag(form: TagForm, tag: TagId) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let of = form.subject().map_err(domain::Refusal::from)?;
    Ok(db::accounts::untag(&backend.db, &backend.actor, of, tag).await?)
}
