//! A profile that is being typed. Without scripts the address holds it between one press and the next: to look at what
//! it would do, to add a row, to take one away. With scripts it stands in the form, and is read from there.

use super::api::SaveIcp;
use crate::request;
use domain::icp::{Kind, MOST_PREDICATES, ProfileForm, RowForm};
use leptos::form::FromFormData;
use leptos_router::params::ParamsMap;
use serde::Deserialize;
use web_sys::{FormData, HtmlFormElement};

/// What a press of the plain form writes into the address.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Pressed {
    draft: String,
    form: ProfileForm,
    /// The kind of row to add.
    add: String,
    /// The place of the row to take away.
    drop: String,
}

/// The draft of an address, if it holds one.
pub fn of_address(query: &ParamsMap) -> Option<ProfileForm> {
    let text = query.to_query_string();
    let pressed: Pressed =
        serde_qs::Config::new().use_form_encoding(true).deserialize_str(text.trim_start_matches('?')).ok()?;
    if pressed.draft.is_empty() {
        return None;
    }
    let mut form = pressed.form;
    if let Ok(place) = pressed.drop.parse::<usize>()
        && place < form.rows.len()
    {
        form.rows.remove(place);
    }
    if let Some(kind) = Kind::of_code(&pressed.add)
        && form.rows.len() < MOST_PREDICATES
    {
        form.rows.push(RowForm::of(kind));
    }
    Some(form)
}

/// The rows of a form that was sent without scripts and came back refused. What was typed into them stands in their
/// fields; here is only what kind each is of.
pub fn of_refused() -> Option<ProfileForm> {
    let kind_at = |at: usize| {
        let name = format!("form[rows][{at}][kind]");
        Kind::ALL.into_iter().find(|kind| request::was_sent(&name, kind.code()))
    };
    let rows: Vec<_> = (0..MOST_PREDICATES).map_while(kind_at).map(RowForm::of).collect();
    (!rows.is_empty()).then_some(ProfileForm { rows })
}

/// What stands in the form on the page.
pub fn of_page(form: &HtmlFormElement) -> Option<ProfileForm> {
    let data = FormData::new_with_form(form).ok()?;
    SaveIcp::from_form_data(&data).ok().map(|it| it.form)
}
