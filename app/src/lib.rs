//! The product's screens and server functions, compiled once for the server and once for the browser.

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!(
    "the app is compiled either for the server (ssr) or for the browser (hydrate), never for both"
);

pub mod accounts;
pub mod activities;
pub mod auth;
pub mod calendar;
pub mod carry;
pub mod committee;
pub mod consent;
pub mod demo;
pub mod error;
pub mod exchange;
pub mod follow;
pub mod forecast;
pub mod forms;
pub mod frameworks;
pub mod handover;
pub mod icp;
pub mod import;
pub mod layout;
pub mod leads;
pub mod live;
pub mod merge;
mod outbound;
pub mod parts;
pub mod past;
pub mod pipeline;
pub mod presence;
pub mod products;
pub mod qualification;
pub mod routes;
pub mod routing;
pub mod search;
pub mod signals;
pub mod team;
pub mod timers;
pub mod today;
pub mod ui;
pub mod web_forms;
pub mod wire;
pub mod words;

#[cfg(feature = "ssr")]
pub mod backend;
#[cfg(feature = "ssr")]
#[path = "web_forms/hosted.rs"]
pub mod hosted;
#[cfg(feature = "ssr")]
#[path = "auth/password.rs"]
pub mod password;
#[cfg(feature = "ssr")]
pub mod reference;
#[cfg(not(feature = "ssr"))]
#[path = "request/browser.rs"]
pub mod request;
#[cfg(feature = "ssr")]
#[path = "request/server.rs"]
pub mod request;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "ssr")]
#[path = "auth/visit.rs"]
pub mod visit;

#[cfg(feature = "ssr")]
pub use shell::shell;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::Router;

/// The whole app, in the reader's language.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(words::Words::new(request::locale()));
    ui::provide_toasts();
    live::provide_live();
    forms::provide_refused();
    view! {
        <Router>
            <routes::AllRoutes/>
        </Router>
    }
}
