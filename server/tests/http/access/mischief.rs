//! Mischief wherever somebody may type, by screen and by API: markup, letters that no database keeps, statements, and
//! fields that no order has. Nothing of it breaks the server, becomes a part of a page, or writes what was not asked for.

use super::matrix::{Body, FUNCTIONS};
use super::places::PAGES;
use super::programs::ORDERS;
use super::world::{Ids, world};
use crate::support::{Browser, Site};
use db::testing::fingerprint;
use domain::team::Role;
use http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;
use std::collections::BTreeSet;

/// Ends whatever it stands in, and brings along what would run.
const MARKUP: &str =
    "</textarea></title></script>\"'><script>mischief(1)</script><img src=x onerror=mischief(2)>";
/// A statement for whoever glues statements together, and letters for terminals and databases.
const LETTERS: &str = "'); drop table deal; -- \u{0}\u{1b}[31m\r\nset-cookie: a=b\u{202e}gnp.exe";
/// What of it must not be found in a page as it is.
const ALIVE: [&str; 2] = ["<script>mischief", "<img src=x"];

/// The same body with something else in one place after the other, wherever a text is that is no id.
fn bodies(body: &Value, typed: &str) -> Vec<Value> {
    let mut places = vec![];
    texts(body, &mut vec![], &mut places);
    places
        .into_iter()
        .map(|place| {
            let mut changed = body.clone();
            let at = place.iter().try_fold(&mut changed, |at, step| match step.parse::<usize>() {
                Ok(index) if at.is_array() => at.get_mut(index),
                _ => at.get_mut(step),
            });
            *at.unwrap() = json!(typed);
            changed
        })
        .collect()
}

fn texts(value: &Value, path: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    match value {
        Value::String(text) if uuid::Uuid::parse_str(text).is_err() => found.push(path.clone()),
        Value::Array(all) => {
            for (at, inner) in all.iter().enumerate() {
                path.push(at.to_string());
                texts(inner, path, found);
                path.pop();
            }
        }
        Value::Object(all) => {
            for (name, inner) in all {
                path.push(name.clone());
                texts(inner, path, found);
                path.pop();
            }
        }
        _ => {}
    }
}

/// Bodies of a server function, each with mischief in one of its texts.
fn forms(body: &Body, typed: &str) -> Vec<(&'static str, String)> {
    match body {
        Body::Json(value) => {
            bodies(value, typed).into_iter().map(|it| Body::Json(it).wire()).map(|it| (it.0, it.1)).collect()
        }
        Body::Form(pairs) => {
            let texts = (0..pairs.len()).filter(|at| uuid::Uuid::parse_str(&pairs[*at].1).is_err());
            texts
                .map(|at| {
                    let mut changed = pairs.clone();
                    typed.clone_into(&mut changed[at].1);
                    Body::Form(changed).wire()
                })
                .collect()
        }
    }
}

async fn nothing_is_alive(browser: &mut Browser, ids: &Ids) -> usize {
    let mut shown = 0;
    for page in PAGES {
        let address = (page.address)(ids);
        let answer = browser.get(&address).await;
        assert!(!answer.status.is_server_error(), "{address}: {}", answer.status);
        for tag in ALIVE {
            assert!(!answer.body.contains(tag), "{address}: {tag}");
        }
        assert_eq!(answer.header("set-cookie"), "", "{address}");
        shown += usize::from(answer.body.contains("mischief(1)"));
    }
    shown
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_is_typed_anywhere_stays_text_everywhere(pool: PgPool) {
    let site = Site::over(pool).await;
    let ours = world(&site, "우리", "ours.kr").await;
    let (mut browser, ids) = (ours.browser(Role::Admin), ours.ids(Role::Admin));
    let program = &ours.programs[&Role::Admin][1];
    let (mut sent, mut taken) = (0, 0);
    for typed in [LETTERS, MARKUP] {
        for row in FUNCTIONS {
            for (kind, body) in forms(&(row.body)(ids), typed) {
                let answer = browser.send_as("POST", row.path, "application/json", kind, body.clone()).await;
                assert!(!answer.status.is_server_error(), "{} {}: {body}", row.path, answer.status);
                assert_ne!(answer.status, StatusCode::UNAUTHORIZED, "{}", row.path);
                (sent, taken) = (sent + 1, taken + usize::from(answer.status.is_success()));
            }
        }
        for order in ORDERS.iter().filter(|it| it.writes()) {
            for body in bodies(&(order.body)(ids), typed) {
                let mut program = program.clone().with("if-match", "*");
                let (address, body) = ((order.address)(ids), body.to_string());
                let kind = "application/json";
                let answer = program.send_as(order.method, &address, kind, kind, body.clone()).await;
                assert!(!answer.status.is_server_error(), "{address} {}: {body}", answer.status);
                (sent, taken) = (sent + 1, taken + usize::from(answer.status.is_success()));
            }
        }
    }
    assert!(sent > 500 && taken > 100, "{taken} of {sent} were taken");
    let shown = nothing_is_alive(&mut browser, ids).await;
    assert!(shown > 10, "{shown} pages show what was typed");
    assert_eq!(db::check(&site.db).await.unwrap(), []);
}

/// What a record has and no order may say.
fn not_to_be_said(ids: &Ids) -> [(&'static str, Value); 8] {
    [
        ("workspace_id", json!(ids.get("team"))),
        ("role", json!("admin")),
        ("roles", json!(["admin"])),
        ("owner_id", json!(ids.get("member"))),
        ("created_by", json!(ids.get("member"))),
        ("deleted_at", json!("2026-01-01T00:00:00Z")),
        ("version", json!(99)),
        ("icp_score", json!(100)),
    ]
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_order_with_a_field_that_is_not_its_own_is_refused_whole(pool: PgPool) {
    let site = Site::over(pool).await;
    let ours = world(&site, "우리", "ours.kr").await;
    let ids = ours.ids(Role::Admin);
    let program = ours.programs[&Role::Admin][1].clone().with("if-match", "*");
    let state = async || {
        let mut state = fingerprint(&site.db).await.unwrap();
        state.remove("api_token");
        state
    };
    let (before, mut refused) = (state().await, BTreeSet::new());
    for order in ORDERS.iter().filter(|it| it.writes()) {
        for (field, value) in not_to_be_said(ids) {
            for body in with_field((order.body)(ids), field, &value) {
                let kind = "application/json";
                let (address, body) = ((order.address)(ids), body.to_string());
                let answer = program.clone().send_as(order.method, &address, kind, kind, body).await;
                assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{address} {field}: {}", answer.body);
                assert!(answer.body.contains(field), "{address} {field}: {}", answer.body);
                refused.insert(order.pattern);
            }
        }
    }
    assert!(refused.len() > 20, "{refused:?}");
    assert_eq!(state().await, before);
}

/// The body, and each record in it, with one field more.
fn with_field(body: Value, field: &str, value: &Value) -> Vec<Value> {
    let Value::Object(fields) = &body else { return vec![] };
    let mut all = vec![];
    for (name, list) in fields.iter().filter(|it| it.1.is_array()) {
        if list[0].is_object() {
            let mut changed = body.clone();
            changed[name][0][field] = value.clone();
            all.push(changed);
        }
    }
    let mut changed = body;
    changed[field] = value.clone();
    all.push(changed);
    all
}
