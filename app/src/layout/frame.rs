//! The rail, the top bar and the page between them.

use super::keys::{SEARCH_BOX, listen_for_keys};
use super::member_menu::MemberMenu;
use super::navigation::{BottomBar, Rail};
use super::provide_viewer;
use crate::auth::api::read_viewer;
use crate::error::AppError;
use crate::live::{self, Stream};
use crate::ui::{Banner, ErrorPanel, Icon, IconLink, Kbd, ToastRegion};
use crate::words::use_words;
use crate::{request, routes};
use domain::events::Topic;
use domain::team::Viewer;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::{Outlet, Redirect};
use leptos_router::hooks::use_location;

/// What a signed-in member sees around the page.
#[component]
fn SignedIn(viewer: Viewer) -> impl IntoView {
    let words = use_words();
    let known = RwSignal::new(viewer);
    provide_viewer(known.into());
    live::open_stream(request::position());
    keep_current(known);
    let lost = Signal::derive({
        let stream = live::use_live().stream();
        move || stream.get() == Stream::Lost
    });
    Effect::new(|_| listen_for_keys());
    view! {
        <a class="skip-link" href="#content">{words.skip_to_content()}</a>
        <div class="frame">
            <Rail/>
            <Banner shown=lost text=words.offline()/>
            <header class="tools">
                <SearchBox/>
                <MemberMenu/>
            </header>
            <main class="content" id="content" tabindex="-1"><Outlet/></main>
            <BottomBar/>
        </div>
        <ToastRegion/>
    }
}

/// Names, roles and teams change while people work: the page follows without being built anew.
fn keep_current(known: RwSignal<Viewer>) {
    let changed = live::changed(|event| event.topic == Topic::Team);
    Effect::new(move |first: Option<()>| {
        changed.track();
        if first.is_some() {
            spawn_local(async move {
                if let Ok(now) = read_viewer().await {
                    known.set(now);
                }
            });
        }
    });
}

#[component]
fn SearchBox() -> impl IntoView {
    let words = use_words();
    view! {
        <form class="search-box" method="get" action=routes::SEARCH role="search">
            <Icon name="search"/>
            <input id=SEARCH_BOX type="search" name="q" autocomplete="off" placeholder=words.search_everything()
                aria-label=words.search_everything() aria-keyshortcuts="Control+K Meta+K /"/>
            <Kbd>"⌘K"</Kbd>
        </form>
        <span class="search-link"><IconLink icon="search" href=routes::SEARCH label=words.search()/></span>
    }
}

/// The parent of every signed-in page. Whoever is not signed in is led to the door, and back afterwards.
#[component]
pub fn Frame() -> impl IntoView {
    let found = Resource::new_blocking(|| (), |()| read_viewer());
    let location = use_location();
    let door = move || {
        let next = location.pathname.get_untracked() + &query_after(&location.search.get_untracked());
        routes::sign_in_then(&next)
    };
    view! {
        <Suspense>
            {move || found.get().map(|it| match it {
                Ok(viewer) => view! { <SignedIn viewer/> }.into_any(),
                Err(AppError::SignedOut) => view! { <Redirect path=door()/> }.into_any(),
                Err(error) => view! { <Broken error/> }.into_any(),
            })}
        </Suspense>
    }
}

fn query_after(search: &str) -> String {
    match search.trim_start_matches('?') {
        "" => String::new(),
        query => format!("?{query}"),
    }
}

/// The server answered, but not with who is here.
#[component]
fn Broken(error: AppError) -> impl IntoView {
    let words = use_words();
    view! { <main class="content"><ErrorPanel text=words.app_error(&error)>{()}</ErrorPanel></main> }
}
