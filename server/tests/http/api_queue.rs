//! What a program reads of the SDR's day: whom to contact in which order, and the rules that give leads away.

use crate::program::team;
use domain::team::{Role, Scope};
use serde_json::json;
use sqlx::PgPool;

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_queue_says_what_is_owed_to_whom_and_who_asked_for_a_demo_comes_first(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    for name in ["first", "hand"] {
        let lead = json!({ "name": name, "email": format!("{name}@queue.kr"), "origin": "inbound" });
        program.send("POST", "/api/v1/leads", lead.to_string()).await.record();
    }
    let at = chrono::Utc::now().to_rfc3339();
    let hand = json!({ "key": "1", "kind": "demo_requested", "email": "hand@queue.kr", "at": at });
    program.send("POST", "/api/v1/signals", json!({ "signals": [hand] }).to_string()).await;
    let reader = team.program_of(team.member("garam@hanbit.kr", Role::Viewer).await, Scope::Read).await;
    let queue = reader.get("/api/v1/lead-queue?owner=all").await.record();
    assert_eq!(queue["total"], 2);
    let said = |at: usize, of: &str| queue["items"][at][of].clone();
    assert_eq!(
        (said(0, "name"), said(0, "owed"), said(0, "raised")),
        (json!("hand"), json!("demo"), json!(true))
    );
    assert_eq!(
        (said(1, "owed"), said(1, "owner"), said(1, "tries")),
        (json!("first_response"), json!(null), json!(0))
    );
    assert_eq!(reader.get("/api/v1/lead-queue?owner=nobody").await.status(), 400);
    assert_eq!(reader.get("/api/v1/routing-rules").await.status(), 200);
    team.in_order().await;
}
