//! Every address of the product in one table.

use crate::accounts::{AccountPage, AccountsPage, NewAccountPage, NewPersonPage, PeoplePage, PersonPage};
use crate::auth::{InvitePage, SetupPage, SignInPage};
use crate::import::{FilesPage, ImportPage};
use crate::layout::{Frame, NotFound};
use crate::pipeline::{BoardPage, DealPage, DealsPage, NewDealPage, PipelineSettingsPage, PipelinesPage};
use crate::products::ProductsPage;
use crate::search::SearchPage;
use crate::team::{MemberPage, MembersPage, ProfilePage, SessionsPage, SettingsIndex, TeamsPage, TokensPage};
use crate::today::TodayPage;
use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Redirect, Route, Routes};
use leptos_router::{SsrMode, path};

pub const PIPELINE: &str = "/pipeline";
pub const TODAY: &str = "/today";
/// Where a day begins.
pub const HOME: &str = TODAY;
pub const DEALS: &str = "/deals";
pub const NEW_DEAL: &str = "/deals/new";
pub const ACCOUNTS: &str = "/accounts";
pub const NEW_ACCOUNT: &str = "/accounts/new";
pub const PEOPLE: &str = "/people";
pub const NEW_PERSON: &str = "/people/new";
pub const SEARCH: &str = "/search";
pub const IMPORT: &str = "/import";
pub const SETTINGS: &str = "/settings";
pub const PROFILE: &str = "/settings/profile";
pub const MEMBERS: &str = "/settings/members";
pub const TEAMS: &str = "/settings/teams";
pub const PIPELINES: &str = "/settings/pipelines";
pub const PRODUCTS: &str = "/settings/products";
pub const SESSIONS: &str = "/settings/sessions";
pub const TOKENS: &str = "/settings/tokens";
/// Made by the server alone: links to it lead out of the app.
pub const API: &str = "/api";
pub const SIGN_IN: &str = "/sign-in";

pub fn pipeline(id: impl std::fmt::Display) -> String {
    format!("{PIPELINE}/{id}")
}

/// By key (`D-1234`), the way people say it.
pub fn deal(key: impl std::fmt::Display) -> String {
    format!("{DEALS}/{key}")
}

pub fn account(key: impl std::fmt::Display) -> String {
    format!("{ACCOUNTS}/{key}")
}

pub fn person(id: impl std::fmt::Display) -> String {
    format!("{PEOPLE}/{id}")
}

pub fn pipeline_settings(id: impl std::fmt::Display) -> String {
    format!("{PIPELINES}/{id}")
}

pub fn member(id: impl std::fmt::Display) -> String {
    format!("{MEMBERS}/{id}")
}

/// Where a link leads that asks somebody in.
pub fn invitation(token: &str) -> String {
    format!("/invite/{token}")
}

/// Files that were uploaded, before and after they are taken in.
pub fn import(id: impl std::fmt::Display) -> String {
    format!("{IMPORT}/{id}")
}

pub fn search(query: &str) -> String {
    format!("{SEARCH}?q={}", leptos_router::location::Url::escape(query))
}

/// The sign-in page that leads back to where somebody wanted to go.
pub fn sign_in_then(next: &str) -> String {
    format!("{SIGN_IN}?next={}", leptos_router::location::Url::escape(next))
}

/// Pages are sent whole (`Async`), so that status, redirect and title are right and they work without scripts.
#[component]
pub fn AllRoutes() -> impl IntoView {
    view! {
        <Routes fallback=NotFound>
            <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
            <Route path=path!("/invite/:token") view=InvitePage ssr=SsrMode::Async/>
            <Route path=path!("/setup/:token") view=SetupPage ssr=SsrMode::Async/>
            <ParentRoute path=path!("") view=Frame ssr=SsrMode::Async>
                <Route path=path!("/") view=|| view! { <Redirect path=HOME/> }/>
                <Route path=path!("/today") view=TodayPage/>
                <Route path=path!("/pipeline") view=BoardPage/>
                <Route path=path!("/pipeline/:id") view=BoardPage/>
                <Route path=path!("/deals") view=DealsPage/>
                <Route path=path!("/deals/new") view=NewDealPage/>
                <Route path=path!("/deals/:key") view=DealPage/>
                <Route path=path!("/accounts") view=AccountsPage/>
                <Route path=path!("/accounts/new") view=NewAccountPage/>
                <Route path=path!("/accounts/:key") view=AccountPage/>
                <Route path=path!("/people") view=PeoplePage/>
                <Route path=path!("/people/new") view=NewPersonPage/>
                <Route path=path!("/people/:id") view=PersonPage/>
                <Route path=path!("/search") view=SearchPage/>
                <Route path=path!("/import") view=FilesPage/>
                <Route path=path!("/import/:id") view=ImportPage/>
                <Route path=path!("/settings/products") view=ProductsPage/>
                <Route path=path!("/settings/pipelines") view=PipelinesPage/>
                <Route path=path!("/settings/pipelines/:id") view=PipelineSettingsPage/>
                <Route path=path!("/settings") view=SettingsIndex/>
                <Route path=path!("/settings/profile") view=ProfilePage/>
                <Route path=path!("/settings/sessions") view=SessionsPage/>
                <Route path=path!("/settings/tokens") view=TokensPage/>
                <Route path=path!("/settings/members") view=MembersPage/>
                <Route path=path!("/settings/members/:member") view=MemberPage/>
                <Route path=path!("/settings/teams") view=TeamsPage/>
                <Route path=path!("/*any") view=NotFound/>
            </ParentRoute>
        </Routes>
    }
}
