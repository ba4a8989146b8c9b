//! The rail, the top bar and the page between them.

use super::key_help::KeyHelp;
use super::keys::listen_for_keys;
use super::member_menu::MemberMenu;
use super::navigation::{BottomBar, Rail};
use super::provide_viewer;
use crate::auth::api::read_viewer;
use crate::live::{self, Stream};
use crate::request;
use crate::search::SearchBox;
use crate::today::provide_waiting;
use crate::ui::{Banner, ToastRegion};
use crate::words::use_words;
use domain::demo::Stand;
use domain::events::Topic;
use domain::team::Viewer;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::Outlet;

/// What a signed-in member sees around the page.
#[component]
fn SignedIn(viewer: Viewer) -> impl IntoView {
    let words = use_words();
    let member = viewer.member;
    let known = RwSignal::new(viewer);
    provide_viewer(known.into());
    live::open_stream(request::position(), member);
    keep_current(known);
    provide_waiting();
    let lost = Signal::derive({
        let stream = live::use_live().stream();
        move || stream.get() == Stream::Lost
    });
    let help = RwSignal::new(false);
    Effect::new(move |_| listen_for_keys(help));
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
        <KeyHelp open=help/>
    }
}

/// Names, roles and teams change while people work: the page follows without being built anew. With its first deal a
/// workspace is not new any more.
fn keep_current(known: RwSignal<Viewer>) {
    let changed = live::changed(move |event| {
        let begins = event.deal.is_some() && known.with_untracked(|it| it.demo == Stand::Fresh);
        event.topic == Topic::Team || begins
    });
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

/// The parent of every signed-in page. The server knows who sees the page before it makes it, and turns
/// strangers away; so the frame waits for nothing.
#[component]
pub fn Frame() -> impl IntoView {
    match SharedValue::new(request::viewer).into_inner() {
        Some(viewer) => view! { <SignedIn viewer/> }.into_any(),
        None => {
            // Led here from outside the frame by a script: only a page made by the server knows who sees it.
            Effect::new(|_| window().location().reload().ok());
            ().into_any()
        }
    }
}
