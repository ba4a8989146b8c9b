//! Which roles somebody has, as boxes to tick, each with what it means.

use crate::words::{FieldProblem, use_words};
use domain::team::{Role, Roles};
use leptos::prelude::*;

/// `name` is the list's name in the form: `roles[]`.
#[component]
pub fn RoleBoxes(
    name: &'static str,
    chosen: Roles,
    #[prop(into)] problems: Signal<Vec<FieldProblem>>,
) -> impl IntoView {
    let words = use_words();
    let problem =
        move || problems.with(|all| all.iter().find(|it| it.field == "roles").map(|it| it.sentence.clone()));
    let described = move || problem().map(|_| "roles-problem");
    let boxes = Role::ALL.map(|role| {
        view! {
            <label class="role-box">
                <input type="checkbox" name=name value=role.code() checked=chosen.has(role)/>
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
            {move || problem().map(|it| view! { <div class="field-problem" id="roles-problem">{it}</div> })}
        </fieldset>
    }
}
