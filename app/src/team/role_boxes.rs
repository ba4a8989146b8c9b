//! Which roles somebody has, as boxes to tick, each with what it means.

use crate::ui::{problem_of, typed_all};
use crate::words::use_words;
use domain::team::{Role, Roles};
use leptos::prelude::*;

/// `name` is the list's name in the form: `roles[]`.
#[component]
pub fn RoleBoxes(name: &'static str, chosen: Roles) -> impl IntoView {
    let words = use_words();
    let problem = problem_of("roles", MaybeProp::default());
    let described = move || problem.get().map(|_| "roles-problem");
    let typed = typed_all(name);
    let boxes = Role::ALL.map(|role| {
        let ticked = typed.as_ref().map_or(chosen.has(role), |it| it.iter().any(|it| it == role.code()));
        view! {
            <label class="role-box">
                <input type="checkbox" name=name value=role.code() checked=ticked/>
                <span>
                    <strong>{words.role(role)}</strong>
                    <span>{words.role_about(role)}</span>
                </span>
            </label>
        }
    });
    view! {
        <fieldset class="role-boxes" aria-describedby=described>
            <legend class="field-label">{words.member_roles()}</legend>
            <div class="role-grid">{boxes.into_iter().collect_view()}</div>
            {move || problem.get().map(|it| view! { <div class="field-problem" id="roles-problem">{it}</div> })}
        </fieldset>
    }
}
