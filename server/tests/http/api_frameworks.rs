//! What is known of a deal, read and scored by programs.

use crate::program::{id, team};
use domain::team::{Role, Scope};
use serde_json::json;
use sqlx::PgPool;

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_score_is_given_with_its_proof_and_read_with_how_it_stands(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    let frameworks = program.get("/api/v1/frameworks").await.record();
    let bant = frameworks["items"].as_array().unwrap().iter().find(|it| it["code"] == "bant").unwrap();
    assert!(bant["pipelines"].as_array().unwrap().contains(&json!(team.pipeline.id)));
    let codes: Vec<_> = bant["criteria"].as_array().unwrap().iter().map(|it| it["code"].clone()).collect();
    let deal = program.post("/api/v1/deals", &team.deal("딜")).await.record();
    let scores = format!("/api/v1/deals/{}/scores", id(&deal));
    let before = program.get(&scores).await.record();
    let items = before["items"].as_array().unwrap();
    assert_eq!(items.iter().map(|it| it["criterion"].clone()).collect::<Vec<_>>(), codes);
    assert!(items.iter().all(|it| it["score"] == 0 && it["standing"] == "unknown"));

    let need = json!({ "framework": "bant", "criterion": "need", "score": 2, "note": "재고가 안 맞아요." });
    let named = program.clone().with("idempotency-key", "need");
    let given = named.post(&scores, &need).await.record();
    assert_eq!(named.post(&scores, &need).await.record(), given, "given once");
    let need = given["items"].as_array().unwrap().iter().find(|it| it["criterion"] == "need").unwrap();
    assert_eq!((&need["score"], &need["standing"]), (&json!(2), &json!("holds")));
    assert!(need["activity"].is_string() && need["by"] == json!(team.minji));

    for (change, field) in [
        (json!({ "score": 4 }), "score"),
        (json!({ "score": null }), "score"),
        (json!({ "note": "" }), "note"),
        (json!({ "framework": "spin" }), "framework"),
        (json!({ "criterion": "luck" }), "criterion"),
        (json!({ "activity": uuid::Uuid::now_v7() }), "activity"),
    ] {
        let mut wrong =
            json!({ "framework": "bant", "criterion": "budget", "score": 1, "note": "들었어요." });
        wrong.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let said = program.post(&scores, &wrong).await;
        assert_eq!((said.status(), said.fields()), (422, vec![field.to_owned()]), "{change}");
    }
    let sdr = team.program_of(team.member("sdr@hanbit.kr", Role::Sdr).await, Scope::Write).await;
    assert_eq!(sdr.get(&scores).await.record(), given);
    let theirs = json!({ "framework": "bant", "criterion": "budget", "score": 0 });
    assert_eq!(sdr.post(&scores, &theirs).await.status(), 403);
    assert_eq!(program.get("/api/v1/deals/D-99/scores").await.status(), 404);
    team.in_order().await;
}
