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

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_lead_is_given_by_hand_or_by_the_rules_and_says_why(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    let sdr = team.member("daeun@hanbit.kr", Role::Sdr).await;
    program.post("/api/v1/leads", &json!({ "name": "김민수", "email": "minsu@garam.kr" })).await.record();
    let address = "/api/v1/leads/L-1/assign";
    let given = program.post(address, &json!({ "owner": sdr })).await.record();
    assert_eq!(
        (given["owner"].clone(), given["reason"].clone(), given["version"].clone()),
        (json!(sdr), json!("by_hand"), json!(2))
    );
    let again = program.post(address, &json!({ "owner": sdr })).await.record();
    assert_eq!(again["version"], 2, "it is theirs already");
    let nobody = program.post(address, &json!({ "owner": uuid::Uuid::now_v7() })).await;
    assert_eq!((nobody.status(), nobody.fields()), (422, vec!["owner".to_owned()]));
    let no_rules = program.post(address, &json!({})).await;
    assert_eq!((no_rules.status(), no_rules.fields()), (422, vec!["rule".to_owned()]));
    let late = program.clone().with("if-match", "\"1\"").post(address, &json!({ "owner": team.minji })).await;
    assert_eq!(late.status(), 412);
    let theirs = team.program_of(sdr, Scope::Write).await;
    assert_eq!(theirs.post(address, &json!({ "owner": team.minji })).await.status(), 403);
    assert_eq!(program.get("/api/v1/leads/L-1").await.record()["owner"], json!(sdr));
    team.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_leads_are_promised_is_read_and_changed_within_bounds(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    let address = "/api/v1/lead-promises";
    let mut figures = program.get(address).await.record();
    assert_eq!((figures["accept_hours"].clone(), figures["version"].clone()), (json!(4), json!(0)));
    figures.as_object_mut().unwrap().remove("version");
    figures["accept_hours"] = json!(6);
    let put = async |figures: &serde_json::Value| program.send("PUT", address, figures.to_string()).await;
    let changed = put(&figures).await.record();
    assert_eq!((changed["accept_hours"].clone(), changed["version"].clone()), (json!(6), json!(1)));
    assert_eq!(put(&figures).await.record()["version"], 1, "the same again changes nothing");
    figures["remind_percent"] = json!(100);
    let wrong = put(&figures).await;
    assert_eq!((wrong.status(), wrong.fields()), (422, vec!["remind_percent".to_owned()]));
    figures["remind_percent"] = json!(50);
    let late = program.clone().with("if-match", "\"0\"").send("PUT", address, figures.to_string()).await;
    assert_eq!(late.status(), 412);
    let sdr = team.member("daeun@hanbit.kr", Role::Sdr).await;
    let theirs = team.program_of(sdr, Scope::Write).await;
    assert_eq!(theirs.send("PUT", address, figures.to_string()).await.status(), 403);
    assert_eq!(theirs.get(address).await.record()["remind_percent"], 75);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn many_leads_are_given_away_in_one_order_that_is_done_once(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    let sdr = team.member("daeun@hanbit.kr", Role::Sdr).await;
    let mut leads = vec![];
    for at in 0..3 {
        let new = json!({ "name": format!("리드 {at}"), "email": format!("lead{at}@garam.kr") });
        leads.push(program.post("/api/v1/leads", &new).await.record()["id"].clone());
    }
    let nobody = uuid::Uuid::now_v7();
    let mut wish = json!({ "leads": leads.clone(), "owner": sdr });
    wish["leads"].as_array_mut().unwrap().push(json!(nobody));
    let named = program.clone().with("idempotency-key", "assign-1");
    for _ in 0..2 {
        let done = named.post("/api/v1/leads/assign", &wish).await.record();
        assert_eq!(done["assigned"], 3);
        let lines: Vec<_> =
            done["leads"].as_array().unwrap().iter().map(|it| (&it["result"], &it["owner"])).collect();
        assert_eq!(lines[0], (&json!("assigned"), &json!(sdr)));
        assert_eq!(lines[3], (&json!("gone"), &serde_json::Value::Null));
    }
    assert_eq!(program.get("/api/v1/leads/L-1").await.record()["owner"], json!(sdr));
    let none = program.post("/api/v1/leads/assign", &json!({ "leads": [] })).await;
    assert_eq!((none.status(), none.fields()), (400, vec!["leads".to_owned()]));
    let ruleless = program.post("/api/v1/leads/assign", &json!({ "leads": leads })).await.record();
    assert_eq!((&ruleless["assigned"], &ruleless["leads"][0]["result"]), (&json!(0), &json!("no_rule")));
    team.in_order().await;
}
