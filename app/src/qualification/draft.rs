//! Rules that are being typed. Without scripts the address holds them while one looks at what they would do; with
//! scripts they stand in the form, and are read from there.

use super::api::SaveRules;
use domain::qualification::RulesForm;
use leptos::form::FromFormData;
use leptos_router::params::ParamsMap;
use serde::Deserialize;
use web_sys::{FormData, HtmlFormElement};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Pressed {
    draft: String,
    form: RulesForm,
}

/// The draft of an address, if it holds one.
pub fn of_address(query: &ParamsMap) -> Option<RulesForm> {
    let text = query.to_query_string();
    let pressed: Pressed =
        serde_qs::Config::new().use_form_encoding(true).deserialize_str(text.trim_start_matches('?')).ok()?;
    (!pressed.draft.is_empty() && !pressed.form.weights.is_empty()).then_some(pressed.form)
}

/// What stands in the form on the page.
pub fn of_page(form: &HtmlFormElement) -> Option<RulesForm> {
    let data = FormData::new_with_form(form).ok()?;
    SaveRules::from_form_data(&data).ok().map(|it| it.form)
}
