//! The one program: pages, server functions and live stream over one team's database. The router is
//! built here, so that tests can have it without a network.

pub mod alarm;
pub mod api;
pub mod assets;
pub mod cli;
pub mod config;
pub mod crowd;
pub mod database;
pub mod guard;
pub mod housekeeping;
pub mod import;
mod limiter;
pub mod listen;
pub mod live;
pub mod local_postgres;
pub mod ops;
pub mod outage;
pub mod patience;
mod plain_page;
pub mod refusal;
pub mod refused_forms;
pub mod session;
pub mod stop;
pub mod web_forms;

use std::path::Path;
use std::sync::Arc;

use app::backend::{Demo, Position};
use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRef, Request, State};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::get;
use db::Db;
use http::{Method, StatusCode};
use leptos::config::LeptosOptions;
use leptos::prelude::provide_context;
use leptos_axum::{LeptosRoutes, generate_route_list};
use tokio_util::sync::CancellationToken;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

use crate::assets::Assets;
use crate::crowd::Crowd;
use crate::guard::ServerFunctions;
use crate::outage::Outage;
use crate::plain_page::Reader;
use crate::refused_forms::RefusedForms;

/// What every handler may ask for.
#[derive(Clone)]
pub struct AppState {
    pub db: Db,
    pub leptos: LeptosOptions,
    /// Where streams hear what happens, and how far this process has heard.
    pub hub: Arc<live::Hub>,
    /// Whether the database is away.
    pub outage: Outage,
    /// Cancelled when the server stops: streams end, nothing new begins.
    pub stop: CancellationToken,
    /// A demo says so on its pages, and how to sign in.
    pub demo: bool,
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}

impl FromRef<AppState> for Db {
    fn from_ref(state: &AppState) -> Self {
        state.db.clone()
    }
}

/// Everything Baton answers to, with all guards in place.
pub fn router(state: AppState) -> Router {
    ops::recorder();
    let functions: ServerFunctions =
        Arc::new(server_fn::axum::server_fn_paths().map(|(path, _)| path).collect());
    let assets = Arc::new(Assets::of(Path::new(&*state.leptos.site_root)));
    // The app's own answer to unknown addresses would stand before the files; it is asked after them.
    let pages =
        generate_route_list(app::App).into_iter().filter(|it| it.path() != session::NOWHERE).collect();
    let shell = {
        let options = state.leptos.clone();
        move || app::shell(options.clone())
    };
    let routes = Router::new()
        .leptos_routes_with_context(&state, pages, context(&state), shell)
        .route("/live", get(live::live))
        .merge(import::routes())
        .merge(api::routes(&state))
        .merge(web_forms::routes())
        .route("/healthz", get(ops::healthz))
        .route("/readyz", get(ops::readyz))
        .route("/metrics", get(ops::metrics))
        .fallback(move |State(state): State<AppState>, request: Request| {
            file_or_not_found(state, assets, request)
        })
        .layer(from_fn_with_state((RefusedForms::default(), functions.clone()), refused_forms::come_back))
        .layer(from_fn_with_state(state.clone(), session::recognise))
        .layer(from_fn_with_state(Crowd::of_a_team(), crowd::admit))
        .layer(from_fn_with_state(state.outage.clone(), outage::tell))
        .with_state(state);
    guarded(routes, functions)
}

/// Puts every guard around some routes. Read from below: a request passes the last one first.
pub fn guarded(routes: Router, functions: ServerFunctions) -> Router {
    routes
        .layer(compression())
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn(guard::limits))
        .layer(from_fn_with_state(functions, guard::same_site))
        .layer(from_fn(guard::catch_panics))
        .layer(from_fn(guard::headers))
        .layer(from_fn(ops::observe))
}

/// What pages and server functions find in their context.
fn context(state: &AppState) -> impl Fn() + Clone + Send + Sync + 'static {
    let state = state.clone();
    move || {
        provide_context(state.db.clone());
        provide_context(Position(state.hub.position()));
        provide_context(Demo(state.demo));
    }
}

/// An address that no route answers to: a file of the site, or nothing, said in the product's own frame.
async fn file_or_not_found(state: AppState, assets: Arc<Assets>, request: Request) -> Response {
    let path = request.uri().path();
    if let Some(file) = assets.answer(request.method(), path, request.headers()).await {
        return file;
    }
    let is_page = matches!(*request.method(), Method::GET | Method::HEAD)
        && !["/api/", "/pkg/"].iter().any(|kind| path.starts_with(kind))
        && !path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    if !is_page {
        return plain_page::answer(StatusCode::NOT_FOUND, &Reader::of(&request));
    }
    let options = state.leptos.clone();
    let page =
        leptos_axum::render_app_async_with_context(context(&state), move || app::shell(options.clone()));
    let mut response = page(request).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}

/// Pages shrink to a fifth. Files come compressed from the site's folder, and the live stream must not wait
/// for a compressor to have enough: the default leaves event streams alone.
fn compression() -> CompressionLayer<impl Predicate> {
    let worth_it = DefaultPredicate::new()
        .and(NotForContentType::const_new("font/"))
        .and(NotForContentType::const_new("application/wasm"));
    // Beyond 4 brotli takes longer than the network saves.
    CompressionLayer::new().quality(CompressionLevel::Precise(4)).compress_when(worth_it)
}
