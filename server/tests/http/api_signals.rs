//! What customers did, sent by a site or a product: taken whole or not at all, once, and read back by whom it is.

use crate::program::{Program, Said, team};
use domain::team::{Role, Scope};
use serde_json::{Value, json};
use sqlx::PgPool;

fn signal(key: &str) -> Value {
    json!({ "key": key, "kind": "limit_used", "email": "seoa@garam.kr", "value": 82,
        "properties": { "limit": "messages" }, "at": "2026-11-20T10:00:00+09:00" })
}

fn with(key: &str, changed: &Value) -> Value {
    let mut signal = signal(key);
    signal.as_object_mut().unwrap().extend(changed.as_object().unwrap().clone());
    signal
}

async fn send(program: &Program, signals: &[Value]) -> Said {
    program.post("/api/v1/signals", &json!({ "signals": signals })).await
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn signals_are_taken_once_and_read_back_by_whose_they_are(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    let person = json!({ "name": "한서아", "email": "seoa@garam.kr" });
    let person = program.post("/api/v1/people", &person).await.record()["id"].clone();
    let sent = [
        signal("1"),
        with("2", &json!({ "kind": "pricing_seen", "value": null, "email": "else@b.kr" })),
        signal("1"),
    ];
    assert_eq!(send(&program, &sent).await.record(), json!({ "taken": 2, "known": 1 }));
    assert_eq!(send(&program, &sent).await.record(), json!({ "taken": 0, "known": 3 }));
    let reader = team.program_of(team.member("garam@hanbit.kr", Role::Viewer).await, Scope::Read).await;
    let of_person = format!("/api/v1/signals?person={}", person.as_str().unwrap());
    let page = reader.get(&of_person).await.record();
    assert_eq!(page["items"].as_array().unwrap().len(), 1);
    let first = &page["items"][0];
    let said = [
        &first["family"],
        &first["kind"],
        &first["value"],
        &first["properties"]["limit"],
        &first["at"],
        &first["person"],
    ];
    let expected = json!(["product", "limit_used", 82, "messages", "2026-11-20T01:00:00Z", person]);
    assert_eq!(json!(said), expected);
    let first_page = reader.get("/api/v1/signals?limit=1").await.record();
    let next = format!("/api/v1/signals?limit=1&cursor={}", first_page["next"].as_str().unwrap());
    let second = reader.get(&next).await.record();
    assert_eq!((second["items"][0]["key"].clone(), second["next"].is_null()), (json!("2"), true));
    team.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_batch_with_something_wrong_is_refused_whole_and_says_where(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    for (changed, field) in [
        (json!({ "kind": "liked" }), "signals[1].kind"),
        (json!({ "email": "seoa" }), "signals[1].email"),
        (json!({ "email": null }), "signals[1].email"),
        (json!({ "value": -1 }), "signals[1].value"),
        (json!({ "at": "yesterday" }), "signals[1].at"),
        (json!({ "at": "2099-01-01T00:00:00Z" }), "signals[1].at"),
        (json!({ "key": "" }), "signals[1].key"),
    ] {
        let said = send(&program, &[signal("1"), with("2", &changed)]).await;
        assert_eq!((said.status(), said.fields()), (422, vec![field.to_owned()]), "{changed}");
    }
    assert_eq!(send(&program, &[]).await.status(), 422);
    let many: Vec<_> = (0..1_001).map(|it| signal(&it.to_string())).collect();
    assert_eq!(send(&program, &many).await.status(), 422);
    let malformed = send(&program, &[with("1", &json!({ "value": "much" }))]).await;
    assert_eq!((malformed.status(), malformed.fields()), (400, vec!["signals[0].value".to_owned()]));
    let unknown = send(&program, &[with("1", &json!({ "colour": "red" }))]).await;
    assert_eq!(unknown.status(), 400);
    for query in ["kind=liked", "cursor=soon", "limit=0", "received_since=yesterday", "person=x"] {
        assert_eq!(program.get(&format!("/api/v1/signals?{query}")).await.status(), 400, "{query}");
    }
    assert_eq!(program.get("/api/v1/signals").await.record()["items"], json!([]), "nothing was taken");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_thousand_come_at_once_and_more_than_fits_is_refused(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    let note = "가".repeat(300);
    let all: Vec<_> =
        (0..1_000).map(|it| with(&format!("evt-{it}"), &json!({ "properties": { "note": note } }))).collect();
    assert_eq!(send(&program, &all).await.record(), json!({ "taken": 1_000, "known": 0 }));
    let huge = "x".repeat(3 * 1024 * 1024);
    assert_eq!(
        send(&program, &[with("huge", &json!({ "properties": { "note": huge } }))]).await.status(),
        413
    );
    team.in_order().await;
}
