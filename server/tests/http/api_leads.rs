//! Leads that programs bring in: each person once, however often their form is sent.

use crate::program::{id, team, version};
use domain::team::{Role, Scope};
use serde_json::json;
use sqlx::PgPool;

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_same_person_comes_again_and_is_touched_once_more(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    let form =
        json!({ "name": "김민수", "email": "Minsu@Garam.kr", "source": "웨비나", "utm_campaign": "가을" });
    let first = program.post("/api/v1/leads", &form).await;
    assert_eq!((first.status(), first.0.header("etag")), (201, "\"1\""));
    let lead = first.record();
    assert_eq!(
        (lead["key"].as_str(), lead["status"].as_str(), lead["owner"].is_null()),
        (Some("L-1"), Some("new"), true)
    );
    let second = json!({ "name": "민수 김", "email": "minsu@garam.kr", "about": "견적 부탁드려요." });
    let again = program.post("/api/v1/leads", &second).await;
    assert_eq!(again.status(), 200);
    let again = again.record();
    assert_eq!((id(&again), version(&again), again["touches"].as_i64()), (id(&lead), 2, Some(2)));
    assert_eq!(again["first_touch"]["utm_campaign"], "가을");
    assert_eq!(
        (again["last_touch"]["about"].as_str(), again["name"].as_str()),
        (Some("견적 부탁드려요."), Some("김민수"))
    );

    let named = program.clone().with("idempotency-key", "form-7");
    let third = json!({ "name": "이지우", "email": "jiwoo@garam.kr" });
    let sent = named.post("/api/v1/leads", &third).await;
    let replayed = named.post("/api/v1/leads", &third).await;
    assert_eq!((sent.status(), replayed.status()), (201, 201));
    assert_eq!(replayed.record()["touches"], 1);
    let page = program.get("/api/v1/leads?q=garam&status=new&limit=1").await.record();
    assert_eq!(id(&page["items"][0]), id(&lead));
    let next = page["next"].as_str().unwrap();
    let rest = program.get(&format!("/api/v1/leads?q=garam&cursor={next}")).await.record();
    assert_eq!(rest["items"][0]["name"], "이지우");
    team.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_lead_moves_as_on_screen(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    let lead =
        program.post("/api/v1/leads", &json!({ "name": "김민수", "phone": "010-1234-5678" })).await.record();
    let status = async |body: serde_json::Value| program.post("/api/v1/leads/L-1/status", &body).await;
    let working = status(json!({ "status": "working" })).await.record();
    assert_eq!(
        (working["status"].as_str(), working["owner"].as_str()),
        (Some("working"), Some(team.minji.to_string().as_str()))
    );
    let bare = status(json!({ "status": "nurturing" })).await;
    assert_eq!((bare.status(), bare.fields()), (422, vec!["until".to_owned(), "reason".to_owned()]));
    let past = status(json!({ "status": "nurturing", "until": "2020-01-01", "reason": "예산" })).await;
    assert_eq!((past.refusal().1.as_str(), past.fields()), ("invalid", vec!["until".to_owned()]));
    assert_eq!(status(json!({ "status": "won" })).await.fields(), ["to"]);
    assert_eq!(status(json!({ "status": "accepted" })).await.refusal(), (422, "by_handover".to_owned()));
    assert_eq!(status(json!({ "status": "disqualified", "why": "boring" })).await.fields(), ["why"]);
    status(json!({ "status": "disqualified", "why": "no_need" })).await.record();
    assert_eq!(status(json!({ "status": "engaged" })).await.refusal(), (422, "reopen_first".to_owned()));
    let reopened = status(json!({ "status": "working", "reason": "다시 연락이 왔어요" })).await.record();
    assert!(reopened["disqualify_reason"].is_null());

    let path = format!("/api/v1/leads/{}", id(&lead));
    assert_eq!(
        program.patch(&path, 1, &json!({ "title": "팀장" })).await.refusal(),
        (412, "stale".to_owned())
    );
    let changed = program.patch(&path, version(&reopened), &json!({ "title": "팀장" })).await.record();
    assert_eq!(changed["title"], "팀장");
    assert_eq!(program.patch(&path, version(&changed), &json!({ "phone": null })).await.fields(), ["email"]);
    let stale = program
        .clone()
        .with("if-match", "\"1\"")
        .post("/api/v1/leads/L-1/status", &json!({ "status": "new" }))
        .await;
    assert_eq!(stale.status(), 412);
    let reader = team.program_of(team.member("garam@hanbit.kr", Role::Viewer).await, Scope::Write).await;
    assert_eq!(reader.post("/api/v1/leads/L-1/status", &json!({ "status": "new" })).await.status(), 403);
    assert_eq!(reader.get("/api/v1/leads/L-1").await.status(), 200);
    assert_eq!(program.get("/api/v1/leads?status=soon").await.status(), 400);
    team.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn two_that_are_one_are_merged_and_taken_apart_again(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    let lead = async |body: serde_json::Value| program.post("/api/v1/leads", &body).await.record();
    let one = lead(json!({ "name": "김민수", "email": "minsu@garam.kr" })).await;
    let other = lead(json!({ "name": "김민수", "email": "minsu@naver.com", "phone": "010-1234-5678" })).await;
    let address = "/api/v1/leads/L-1/merge";
    let wrong = program.post(address, &json!({ "other": "L-2", "keep": { "email": "both" } })).await;
    assert_eq!((wrong.status(), wrong.fields()), (422, vec!["email".to_owned()]));
    let itself = program.post(address, &json!({ "other": "L-1" })).await;
    assert_eq!(itself.refusal(), (422, "merge_same".to_owned()));
    assert_eq!(program.post(address, &json!({ "other": "L-9" })).await.status(), 404);
    let stale = program.clone().with("if-match", "\"7\"").post(address, &json!({ "other": "L-2" })).await;
    assert_eq!(stale.status(), 412);

    let merged =
        program.post(address, &json!({ "other": "L-2", "keep": { "email": "other" } })).await.record();
    assert_eq!((merged["survivor"].as_str(), merged["swallowed"].as_str()), (Some("L-1"), Some("L-2")));
    let again = program.post(address, &json!({ "other": id(&other) })).await.record();
    assert_eq!(id(&again), id(&merged), "merged once");
    let now = program.get("/api/v1/leads/L-2").await.record();
    assert_eq!((id(&now), now["email"].as_str()), (id(&one), Some("minsu@naver.com")));
    assert_eq!((now["phone"].as_str(), now["touches"].as_i64()), (Some("010-1234-5678"), Some(2)));
    let by_id = program.get(&format!("/api/v1/leads/{}", id(&other))).await.record();
    assert_eq!(id(&by_id), id(&one));

    let undo = format!("/api/v1/merges/{}/undo", id(&merged));
    let undone = program.post(&undo, &json!({})).await.record();
    assert!(undone["undone_at"].is_string() && undone["kept"] == json!([]));
    let now = program.get("/api/v1/leads/L-1").await.record();
    assert_eq!((now["email"].as_str(), now["phone"].is_null()), (Some("minsu@garam.kr"), true));
    assert_eq!(program.get("/api/v1/leads/L-2").await.record()["phone"], "010-1234-5678");
    team.in_order().await;
}
