//! Setting out to win an account: a star to press, in its line of the list and on its page.

use super::api::MarkTarget;
use crate::ui::Icon;
use crate::words::use_words;
use domain::AccountId;
use leptos::form::ActionForm;
use leptos::prelude::*;

/// A plain form with one button. `short`: only the star is shown.
#[component]
pub fn TargetButton(
    account: AccountId,
    #[prop(into)] name: String,
    #[prop(into)] target: Signal<bool>,
    mark: ServerAction<MarkTarget>,
    #[prop(optional)] short: bool,
) -> impl IntoView {
    let words = use_words();
    let label = move || if target.get() { words.target_let_go() } else { words.target_mark() };
    let long = (!short).then(|| view! { <span>{label}</span> });
    let said = short.then(|| words.target_of(&name));
    view! {
        <ActionForm action=mark attr:class="target-form">
            <input type="hidden" name="account" value=account.to_string()/>
            <input type="hidden" name="target" value=move || (!target.get()).to_string()/>
            <button type="submit" class=if short { "icon-button target-star" } else { "button target-star" }
                aria-pressed=move || target.get().to_string() aria-label=said title=label>
                <Icon name="star"/>{long}
            </button>
        </ActionForm>
    }
}

/// The same for those who only read: a star where it is one.
#[component]
pub fn TargetMark(#[prop(into)] target: Signal<bool>) -> impl IntoView {
    let words = use_words();
    move || {
        target.get().then(|| view! {
            <span class="target-mark" title=words.target()><Icon name="star"/><span class="unseen">{words.target()}</span></span>
        })
    }
}
