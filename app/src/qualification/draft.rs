//! Rules that are being typed. Without scripts the address holds them while one looks at what they would do; with
//! scripts they stand in the form, and are read from there.

use super::api::SaveRules;
use crate::request;
use domain::qualification::RulesForm;
use leptos::form::FromFormData;
use leptos_router::params::ParamsMap;
use serde::Deserialize;
use web_sys::{FormData, HtmlFormElement};

/// The end of the address at which rules are saved.
const SAVE: &str = "qualification/save";

#[derive(Default, Deserialize)]
#[serde(default)]
struct Pressed {
    draft: String,
    /// One product more is to have rules of its own.
    add: String,
    /// The product of this place no longer.
    remove: Option<usize>,
    form: RulesForm,
}

/// The draft of an address, if it holds one, as the pressed button makes it.
pub fn of_address(query: &ParamsMap) -> Option<RulesForm> {
    let Pressed { add, remove, form, .. } = pressed(query)?;
    let form = if add.is_empty() { form } else { form.with_product() };
    Some(match remove {
        Some(place) => form.without_product(place),
        None => form,
    })
}

/// What was sent without scripts and refused: it may have more products than the address or the rules that hold.
pub fn of_refused() -> Option<RulesForm> {
    let (function, _) = request::refused()?;
    let mut sent = ParamsMap::new();
    request::all_sent().into_iter().for_each(|(name, value)| sent.insert(name, value));
    function.ends_with(SAVE).then(|| pressed(&sent)).flatten().map(|it| it.form)
}

/// The draft whose effect is asked for.
pub fn tried(query: &ParamsMap) -> Option<RulesForm> {
    pressed(query).filter(|it| it.add.is_empty() && it.remove.is_none()).map(|it| it.form)
}

fn pressed(query: &ParamsMap) -> Option<Pressed> {
    let text = query.to_query_string();
    let pressed: Pressed =
        serde_qs::Config::new().use_form_encoding(true).deserialize_str(text.trim_start_matches('?')).ok()?;
    (!pressed.draft.is_empty() && !pressed.form.weights.is_empty()).then_some(pressed)
}

/// What stands in the form on the page.
pub fn of_page(form: &HtmlFormElement) -> Option<RulesForm> {
    let data = FormData::new_with_form(form).ok()?;
    SaveRules::from_form_data(&data).ok().map(|it| it.form)
}
