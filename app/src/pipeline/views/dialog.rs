//! The menu of all views, where one saves what one sees, too. It has an address of its own and works without scripts.

use super::Here;
use super::api::{ListedView, list_views};
use super::line::ViewLine;
use super::save::{SaveView, UpdateView};
use crate::ui::Dialog;
use crate::wire::reading;
use crate::words::use_words;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

#[component]
pub fn ViewsDialog(here: Here) -> impl IntoView {
    let words = use_words();
    let open = RwSignal::new(true);
    let leave = use_navigate();
    Effect::new(move |was: Option<bool>| {
        let is = open.get();
        if was == Some(true) && !is {
            let back = NavigateOptions { scroll: false, replace: true, ..Default::default() };
            leave(&untrack(|| here.address()), back);
        }
        is
    });
    let tick = RwSignal::new(0);
    let all = reading(move || tick.get(), |_| list_views());
    let changed = Callback::new(move |()| {
        tick.update(|it| *it += 1);
        here.again.run(());
    });
    // The form above is no part of what is read again: what is typed there stays.
    let update = move || match all.get() {
        Some(Ok(found)) => {
            let now = here.looked_at.get().map(|it| it.id);
            let view = found.into_iter().find(|it| it.may_change && Some(it.link.id) == now);
            view.map(|view| view! { <UpdateView view here changed/> })
        }
        _ => None,
    };
    let lists = move || {
        all.get().map(|it| match it {
            Ok(found) => view! { <Lists found here changed/> }.into_any(),
            Err(error) => view! { <p role="alert">{words.app_error(&error)}</p> }.into_any(),
        })
    };
    view! {
        <Dialog open title=words.views_label() close_href=untrack(|| here.address())>
            <Transition>{update}</Transition>
            <SaveView here/>
            <Transition>{lists}</Transition>
        </Dialog>
    }
}

#[component]
fn Lists(found: Vec<ListedView>, here: Here, changed: Callback<()>) -> impl IntoView {
    let words = use_words();
    let (own, shared): (Vec<_>, Vec<_>) = found.into_iter().partition(|it| it.mine);
    let list = move |label: &'static str, views: Vec<ListedView>| {
        (!views.is_empty()).then(|| {
            let lines = views.into_iter().map(|view| view! { <ViewLine view here changed/> }).collect_view();
            view! { <section class="view-list"><h3>{label}</h3><ul>{lines}</ul></section> }
        })
    };
    let none =
        (own.is_empty() && shared.is_empty()).then(|| view! { <p class="quiet">{words.views_none()}</p> });
    view! {
        {none}
        {list(words.views_own(), own)}
        {list(words.views_shared(), shared)}
    }
}
