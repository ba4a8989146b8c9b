//! Accounts and people that programs find twice, merge and take apart again.

use crate::program::{id, team};
use domain::team::Scope;
use serde_json::json;
use sqlx::PgPool;

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn two_accounts_are_found_merged_and_taken_apart_again(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    let account = async |body: serde_json::Value| program.post("/api/v1/accounts", &body).await.record();
    let one = account(json!({ "name": "가람테크", "domain": "garam.kr" })).await;
    let other = account(json!({ "name": "㈜가람테크", "region": "서울", "allow_namesake": true })).await;
    let (key, other_key) = (one["key"].as_str().unwrap(), other["key"].as_str().unwrap());
    let person = json!({ "name": "윤서아", "account": id(&other) });
    let person = program.post("/api/v1/people", &person).await.record();
    let found = program.get("/api/v1/duplicates").await.record();
    assert_eq!((found["total"].as_i64(), found["items"][0]["by"].as_str()), (Some(1), Some("company")));
    assert_eq!(
        (found["items"][0]["one"].as_str(), found["items"][0]["other"].as_str()),
        (Some(key), Some(other_key))
    );
    assert_eq!(program.get("/api/v1/duplicates?of=people").await.record()["total"], 0);
    assert_eq!(program.get("/api/v1/duplicates?of=leads").await.record()["total"], 0);
    assert_eq!(program.get("/api/v1/duplicates?of=deals").await.status(), 400);
    assert_eq!(program.get("/api/v1/duplicates?page=0").await.status(), 400);

    let address = format!("/api/v1/accounts/{key}/merge");
    let wrong = program.post(&address, &json!({ "other": other_key, "keep": { "name": "both" } })).await;
    assert_eq!((wrong.status(), wrong.fields()), (422, vec!["name".to_owned()]));
    assert_eq!(
        program.post(&address, &json!({ "other": key })).await.refusal(),
        (422, "merge_same".to_owned())
    );
    assert_eq!(program.post(&address, &json!({ "other": "A-99" })).await.status(), 404);
    let stale =
        program.clone().with("if-match", "\"7\"").post(&address, &json!({ "other": other_key })).await;
    assert_eq!(stale.status(), 412);

    let merged = program.post(&address, &json!({ "other": other_key })).await.record();
    assert_eq!((merged["of"].as_str(), merged["survivor"].as_str()), (Some("account"), Some(key)));
    let again = program.post(&address, &json!({ "other": id(&other) })).await.record();
    assert_eq!(id(&again), id(&merged), "merged once");
    let now = program.get(&format!("/api/v1/accounts/{other_key}")).await.record();
    assert_eq!((id(&now), now["region"].as_str()), (id(&one), Some("서울")));
    let by_id = program.get(&format!("/api/v1/accounts/{}", id(&other))).await.record();
    assert_eq!(id(&by_id), id(&one));
    let at = program.get(&format!("/api/v1/people/{}", id(&person))).await.record();
    assert_eq!(at["account"].as_str(), Some(id(&one)));

    let undo = format!("/api/v1/merges/{}/undo", id(&merged));
    let undone = program.post(&undo, &json!({})).await.record();
    assert!(undone["undone_at"].is_string() && undone["kept"] == json!([]));
    let at = program.get(&format!("/api/v1/people/{}", id(&person))).await.record();
    assert_eq!(at["account"].as_str(), Some(id(&other)));
    assert!(program.get(&format!("/api/v1/accounts/{key}")).await.record()["region"].is_null());
    team.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn two_people_are_merged_by_their_ids(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    let person = async |body: serde_json::Value| program.post("/api/v1/people", &body).await.record();
    let one = person(json!({ "name": "김민수", "email": "minsu@garam.kr" })).await;
    let other = person(json!({ "name": "김민수", "email": "kim@garam.kr", "phone": "010-1234-5678" })).await;
    assert_eq!(program.get("/api/v1/duplicates?of=people").await.record()["total"], 1);
    let address = format!("/api/v1/people/{}/merge", id(&one));
    let merged = program.post(&address, &json!({ "other": id(&other) })).await.record();
    assert_eq!((merged["of"].as_str(), merged["swallowed"].as_str()), (Some("person"), Some(id(&other))));
    let now = program.get(&format!("/api/v1/people/{}", id(&other))).await.record();
    assert_eq!((id(&now), now["phone"].as_str()), (id(&one), Some("010-1234-5678")));
    let taken = program.post("/api/v1/people", &json!({ "name": "민수", "email": "kim@garam.kr" })).await;
    assert_eq!(taken.refusal(), (422, "exists".to_owned()));
    let undo = format!("/api/v1/merges/{}/undo", id(&merged));
    assert_eq!(program.post(&undo, &json!({})).await.status(), 200);
    assert!(program.get(&format!("/api/v1/people/{}", id(&one))).await.record()["phone"].is_null());
    team.in_order().await;
}
