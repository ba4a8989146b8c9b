//! More of each deal, or more deals: how close the cards lie on this screen.

use crate::auth::api::{SetDensity, set_density};
use crate::request;
use crate::ui::{Icon, use_toasts};
use crate::words::use_words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;

#[component]
pub fn DensityButton() -> impl IntoView {
    let words = use_words();
    let toasts = use_toasts();
    let density = RwSignal::new(request::density());
    let other = move || density.get().other();
    let label = move || words.density(other());
    let change = move || {
        let now = untrack(other);
        let show = move |it| {
            density.set(it);
            request::show_density(it);
        };
        show(now);
        spawn_local(async move {
            if let Err(error) = set_density(now).await {
                show(now.other());
                toasts.complain(words.app_error(&error));
            }
        });
    };
    view! {
        <form method="post" action=SetDensity::url()
            on:submit=move |event| {
                event.prevent_default();
                change();
            }>
            <input type="hidden" name="density" value=move || other().code()/>
            <button class="icon-button" aria-label=label title=label>
                {move || view! { <Icon name=if other() == domain::team::Density::Compact { "list" } else { "layout-grid" }/> }}
            </button>
        </form>
    }
}
