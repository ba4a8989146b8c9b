//! What a program reads of the SDR's day: whom to contact in which order, the rules that give leads away, and how far
//! leads get.

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

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_funnel_counts_who_came_and_how_far_they_got(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    for (name, source) in [("one", "webinar"), ("two", "webinar"), ("three", "search")] {
        let email = format!("{name}@funnel.kr");
        let lead = json!({ "name": name, "email": email, "origin": "inbound", "source": source });
        program.send("POST", "/api/v1/leads", lead.to_string()).await.record();
    }
    let reader = team.program_of(team.member("garam@hanbit.kr", Role::Viewer).await, Scope::Read).await;
    let funnel = reader.get("/api/v1/lead-funnel").await.record();
    let rows: Vec<_> =
        funnel["rows"].as_array().unwrap().iter().map(|it| (&it["row"], &it["leads"])).collect();
    assert_eq!(rows, [(&json!("webinar"), &json!(2)), (&json!("search"), &json!(1))]);
    assert_eq!((&funnel["total"]["leads"], &funnel["total"]["won"]), (&json!(3), &json!(0)));
    let month =
        chrono::Utc::now().with_timezone(&chrono::FixedOffset::east_opt(9 * 3600).unwrap()).format("%Y-%m");
    let address = format!("/api/v1/lead-funnel?by=month&source=webinar&from={month}&to={month}");
    assert_eq!(reader.get(&address).await.record()["rows"][0]["leads"], 2);
    for wrong in ["by=colour", "from=2026-13", "origin=mars"] {
        assert_eq!(reader.get(&format!("/api/v1/lead-funnel?{wrong}")).await.status(), 400, "{wrong}");
    }
    team.in_order().await;
}
