//! Nobody reaches what is not theirs: every server function and route × signed out, every role, and another
//! workspace's ids. A refused call leaves the whole database as it was.

mod matrix;
mod mischief;
mod places;
mod programs;
mod world;

use crate::support::{Answer, Browser, Site};
use db::Actor;
use db::testing::{fingerprint, fingerprint_of};
use domain::team::Role;
use http::StatusCode;
use matrix::{FUNCTIONS, Needs, Row};
use places::{OTHERS, PAGES};
use server::session::PUBLIC;
use sqlx::PgPool;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use world::{CANARY, Ids, World, world};

async fn ask(browser: &mut Browser, row: &Row, ids: &Ids) -> Answer {
    let (kind, body) = (row.body)(ids).wire();
    browser.send_as("POST", row.path, "application/json", kind, body).await
}

async fn two_worlds(pool: PgPool) -> (Site, World, World) {
    let site = Site::over(pool).await;
    let ours = world(&site, "우리", "ours.kr").await;
    // A few records more, so that their keys (D-1) are not ours as well.
    let theirs = world(&site, CANARY, "theirs.kr").await;
    (site, ours, theirs)
}

/// The paths in `.route("…")` of the server's source: a router cannot be asked for its routes.
fn routes_in_source(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            routes_in_source(&path, found);
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap();
        for call in source.split(".route(").skip(1) {
            let route = call.trim_start().strip_prefix('"').and_then(|it| it.split('"').next());
            found.insert(route.expect("a route's path is written where it is added").to_owned());
        }
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn every_door_is_in_the_matrix_or_open_on_purpose(pool: PgPool) {
    let _site = Site::over(pool).await;
    let mut doors: BTreeSet<String> =
        server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    assert!(doors.len() > 60, "the server functions are registered");
    doors.extend(leptos_axum::generate_route_list(app::App).iter().map(|it| it.path().to_owned()));
    // The pages' answer to an address that leads nowhere is asked by the fallback, and guarded there.
    doors.remove("/{*any}");
    routes_in_source(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut doors);

    let mut known: BTreeSet<String> = FUNCTIONS.iter().map(|it| it.path.to_owned()).collect();
    known.extend(PAGES.iter().chain(OTHERS.iter().map(|it| &it.1)).map(|it| it.pattern.to_owned()));
    let guarded = known.clone();
    known.extend(PUBLIC.map(str::to_owned));
    let missing: Vec<_> = doors.difference(&known).collect();
    assert!(missing.is_empty(), "not in server/tests/access/matrix.rs: {missing:?}");
    let gone: Vec<_> = known.difference(&doors).collect();
    assert!(gone.is_empty(), "in the matrix, but nowhere else: {gone:?}");
    let both: Vec<_> = PUBLIC.iter().filter(|it| guarded.contains(**it)).collect();
    assert!(both.is_empty(), "open and guarded at once: {both:?}");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn nobody_who_is_not_signed_in_comes_further_than_the_doors(pool: PgPool) {
    let (site, ours, _) = two_worlds(pool).await;
    let ids = ours.ids(Role::Admin);
    let before = fingerprint(&site.db).await.unwrap();
    let mut stale = site.browser();
    stale.cookies.insert("baton".into(), "nobodys".into());
    let mut keyed = site.browser().with("authorization", "Bearer baton_nobodys");
    for browser in [&mut site.browser(), &mut stale, &mut keyed] {
        for row in FUNCTIONS {
            let answer = ask(browser, row, ids).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{}", row.path);
            assert!(!answer.body.contains("우리"), "{}", row.path);
            let (_, body) = (row.body)(ids).wire();
            let form = browser.send("POST", row.path, "text/html", Some(body)).await;
            assert!(form.location().starts_with("/sign-in?next="), "{} {}", row.path, form.status);
        }
        for page in PAGES {
            let answer = browser.get(&(page.address)(ids)).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", page.pattern);
            assert!(
                answer.location().starts_with("/sign-in?next="),
                "{} {}",
                page.pattern,
                answer.location()
            );
        }
        for (method, route) in OTHERS {
            let answer = browser.send(method, &(route.address)(ids), "*/*", None).await;
            let turned_away =
                answer.status == StatusCode::UNAUTHORIZED || answer.location().starts_with("/sign-in?next=");
            assert!(turned_away, "{} {}", route.pattern, answer.status);
        }
    }
    assert_eq!(fingerprint(&site.db).await.unwrap(), before);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_a_role_may_not_do_is_refused_and_leaves_no_trace(pool: PgPool) {
    let (site, ours, _) = two_worlds(pool).await;
    let before = fingerprint(&site.db).await.unwrap();
    let mut cells = 0;
    for role in Role::ALL {
        let (mut browser, ids) = (ours.browser(role), ours.ids(role));
        for row in FUNCTIONS.iter().filter(|it| !it.needs.allow(role)) {
            let answer = ask(&mut browser, row, ids).await;
            let refused = matches!(answer.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND);
            assert!(refused, "{} as {role:?}: {} {}", row.path, answer.status, answer.body);
            assert_eq!(fingerprint(&site.db).await.unwrap(), before, "{} as {role:?}", row.path);
            cells += 1;
        }
        for (method, route) in OTHERS.iter().filter(|it| !it.1.needs.allow(role)) {
            let answer = browser.send(method, &(route.address)(ids), "application/json", None).await;
            let refused = matches!(answer.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND);
            assert!(refused, "{} as {role:?}: {} {}", route.pattern, answer.status, answer.body);
            assert_eq!(fingerprint(&site.db).await.unwrap(), before, "{} as {role:?}", route.pattern);
            cells += 1;
        }
    }
    assert!(cells > 100, "{cells}");
}

/// Nobody here knows a password.
const NEVER_DONE: [&str; 1] = ["/api/auth/change_password"];

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_a_role_may_do_is_done(pool: PgPool) {
    let (site, ours, _) = two_worlds(pool).await;
    let (mut browsers, operator) = (ours.browsers.clone(), Actor::operator(ours.workspace));
    let deal = ours.ids(Role::Admin).get("deal").parse().unwrap();
    let mut never = Vec::new();
    for row in FUNCTIONS {
        let version = db::pipeline::deal(&site.db, &operator, deal).await.unwrap().card.version;
        let mut done = false;
        for role in Role::ALL.into_iter().filter(|it| row.needs.allow(*it)) {
            let mut ids = ours.ids(role).clone();
            ids.0.insert("version", version.to_string());
            let answer = ask(browsers.get_mut(&role).unwrap(), row, &ids).await;
            // An act may find its work done by the role before; it must not find itself forbidden or broken.
            let taken = answer.status.is_success()
                || matches!(
                    answer.status,
                    StatusCode::NOT_FOUND | StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY
                );
            assert!(taken, "{} as {role:?}: {} {}", row.path, answer.status, answer.body);
            assert!(!answer.body.contains(CANARY), "{} as {role:?}", row.path);
            done |= answer.status.is_success();
        }
        if !done {
            never.push(row.path);
        }
    }
    assert_eq!(never, NEVER_DONE, "a request that nobody's server would take proves nothing");
    for role in Role::ALL {
        let (mut browser, ids) = (ours.browser(role), ours.ids(role));
        for page in PAGES {
            let answer = browser.get(&(page.address)(ids)).await;
            assert!(!answer.status.is_server_error(), "{} as {role:?}: {}", page.pattern, answer.status);
            assert!(!answer.location().starts_with("/sign-in"), "{} as {role:?}", page.pattern);
            assert!(!answer.body.contains(CANARY), "{} as {role:?}", page.pattern);
        }
    }
    assert_eq!(db::check(&site.db).await.unwrap(), []);
}

/// Names that mean one thing in both workspaces, or that are no ids.
const NOT_IDS: [&str; 9] = [
    "version",
    "champion_version",
    "seat_version",
    "gone_version",
    "rank",
    "fresh_email",
    "deal_key",
    "lead_key",
    "lead_email",
];

/// Ids that only say which page to show afterwards: the act is on our own record, and is done.
const ONLY_A_WAY_BACK: [(&str, &str); 2] =
    [("/api/pipeline/edit_stage", "pipeline"), ("/api/pipeline/remove_stage", "pipeline")];

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn another_workspaces_ids_lead_to_nothing_and_change_nothing(pool: PgPool) {
    let (site, ours, theirs) = two_worlds(pool).await;
    let strangers = theirs.ids(Role::Admin);
    let mut before = fingerprint(&site.db).await.unwrap();
    let their_own = fingerprint_of(&site.db, theirs.workspace).await.unwrap();
    assert!(their_own.values().filter(|it| it.is_some()).count() > 10, "there is something to lose");
    let (mut cells, mut written) = (0, BTreeMap::<&str, usize>::new());
    for role in Role::ALL {
        let (mut browser, ids) = (ours.browser(role), ours.ids(role));
        for row in FUNCTIONS {
            let own = (row.body)(ids).wire().1;
            let mut on_our_own = false;
            for name in ids.0.keys().copied().filter(|it| !NOT_IDS.contains(it)) {
                let mixed = ids.with_theirs(name, strangers);
                // A body with a fresh id of its own differs every time: look for theirs instead.
                let body = (row.body)(&mixed).wire().1;
                if body == own || !names(&body, strangers.get(name)) {
                    continue;
                }
                let answer = ask(&mut browser, row, &mixed).await;
                let cell = format!("{} as {role:?} with their {name}: {}", row.path, answer.status);
                assert_ne!(answer.status, StatusCode::BAD_REQUEST, "{cell} {}", answer.body);
                assert!(!answer.status.is_server_error(), "{cell} {}", answer.body);
                assert!(!answer.body.contains(CANARY), "{cell} {}", answer.body);
                on_our_own |= ONLY_A_WAY_BACK.contains(&(row.path, name));
                cells += 1;
                *written.entry(row.path).or_default() += 1;
            }
            let after = fingerprint(&site.db).await.unwrap();
            if on_our_own {
                before = after;
            } else {
                assert_eq!(after, before, "{} as {role:?}, with theirs", row.path);
            }
        }
        for page in PAGES {
            let (address, own) = ((page.address)(strangers), (page.address)(ids));
            if address == own || page.pattern == "/search" {
                continue;
            }
            let answer = browser.get(&address).await;
            assert!(!answer.status.is_server_error(), "{address} as {role:?}: {}", answer.status);
            assert!(!answer.body.contains(CANARY), "{address} as {role:?}");
            cells += 1;
        }
        for (method, route) in OTHERS {
            let (address, own) = ((route.address)(strangers), (route.address)(ids));
            if address != own {
                let answer = browser.send(method, &address, "application/json", None).await;
                let nothing = answer.status.is_client_error();
                assert!(nothing, "{address} as {role:?}: {}", answer.status);
                assert!(!answer.body.contains(CANARY), "{address} as {role:?}");
                cells += 1;
            }
        }
        assert_eq!(fingerprint(&site.db).await.unwrap(), before, "pages and other routes as {role:?}");
        assert_eq!(fingerprint_of(&site.db, theirs.workspace).await.unwrap(), their_own, "as {role:?}");
    }
    assert!(cells > 400 && written.len() > 40, "{cells} cells of {} functions", written.len());
}

fn names(body: &str, id: &str) -> bool {
    body.contains(id) || body.contains(&leptos_router::location::Url::escape(id))
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn fields_that_no_form_has_are_ignored_or_refused(pool: PgPool) {
    let (site, ours, theirs) = two_worlds(pool).await;
    let (mut browser, ids) = (ours.browser(Role::Ae), ours.ids(Role::Ae));
    let foreign = theirs.ids(Role::Admin);
    let extra = [
        ("workspace_id", foreign.get("team")),
        ("form[workspace_id]", foreign.get("team")),
        ("form[deleted_at]", "2026-01-01T00:00:00Z"),
        ("form[version]", "99"),
        ("roles[]", "admin"),
        ("form[roles][]", "admin"),
        ("member", foreign.get("member")),
    ];
    for (field, value) in extra {
        let form = [("name", "김민지"), (field, value)];
        let answer = browser.call("/api/auth/rename", &form).await;
        assert!(answer.status.is_success() || answer.status.is_client_error(), "{field}");
        let form = [("form[name]", "새 담당자"), (field, value)];
        let answer = browser.call("/api/accounts/create_person", &form).await;
        assert!(answer.status.is_success() || answer.status.is_client_error(), "{field}");
    }
    let viewer = browser.call("/api/auth/viewer", &[]).await.body;
    assert!(viewer.contains("\"roles\":[\"ae\"]"), "still no admin: {viewer}");
    assert!(!viewer.contains(CANARY));
    let refused = browser.call("/api/team/deactivate", &[("member", ids.get("member"))]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(db::check(&site.db).await.unwrap(), []);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_page_of_one_member_opens_no_stream_of_another(pool: PgPool) {
    let site = Site::over(pool).await;
    let ours = world(&site, "우리", "ours.kr").await;
    let mut browser = ours.browser(Role::Ae);
    let live = |of: Role| format!("/live?member={}", ours.ids(of).get("me"));
    assert_eq!(browser.get(&live(Role::Ae)).await.status, StatusCode::OK);
    assert_eq!(browser.get(&live(Role::Admin)).await.status, StatusCode::FORBIDDEN);
}

#[test]
fn the_matrix_asks_for_every_kind_of_right() {
    let kinds = [Needs::Anybody, Needs::TheDeal, Needs::TheLead];
    assert!(kinds.iter().all(|kind| FUNCTIONS.iter().any(|row| row.needs == *kind)));
}
