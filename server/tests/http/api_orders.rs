//! An order that a program names by an `Idempotency-Key` is carried out once, however often it is sent.

use crate::program::{Program, id, team};
use db::testing::fingerprint;
use domain::team::Scope;
use serde_json::json;
use sqlx::PgPool;

fn named(program: &Program, key: &str) -> Program {
    program.clone().with("idempotency-key", key)
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_order_sent_again_gets_its_first_answer_and_changes_nothing(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    let order = named(&program, "order-1");
    let first = order.post("/api/v1/deals", &team.deal("딜")).await;
    let deal = first.record();
    let path = format!("/api/v1/deals/{}/move", id(&deal));
    let moving = named(&program, "move-1");
    let wish = json!({ "stage": team.stage(1) });
    let moved = moving.post(&path, &wish).await;
    assert_eq!((first.0.header("idempotent-replayed"), moved.record()["version"].as_i64()), ("", Some(2)));
    // Somebody works on it meanwhile: the answer is the first one all the same.
    program.patch(&format!("/api/v1/deals/{}", id(&deal)), 2, &json!({ "name": "다른 이름" })).await.record();

    let before = fingerprint(&team.site.db).await.unwrap();
    for (order, path, body, answer) in
        [(&order, "/api/v1/deals", team.deal("딜"), &first), (&moving, &path, wish, &moved)]
    {
        let again = order.post(path, &body).await;
        assert_eq!((again.status(), &again.0.body), (answer.status(), &answer.0.body));
        assert_eq!(again.0.header("idempotent-replayed"), "true");
        for header in ["etag", "location", "content-type"] {
            assert_eq!(again.0.header(header), answer.0.header(header));
        }
    }
    assert_eq!(fingerprint(&team.site.db).await.unwrap(), before);
    team.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_refusal_is_repeated_too(pool: PgPool) {
    let team = team(pool).await;
    let order = named(&team.program(Scope::Write).await, "nameless");
    let first = order.post("/api/v1/accounts", &json!({})).await;
    assert_eq!(first.refusal(), (422, "invalid".to_owned()));
    let again = order.post("/api/v1/accounts", &json!({})).await;
    assert_eq!((again.refusal(), again.fields()), (first.refusal(), vec!["name".to_owned()]));
    assert_eq!(again.0.header("idempotent-replayed"), "true");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_key_stands_for_one_order_of_one_program(pool: PgPool) {
    let team = team(pool).await;
    let (program, other) = (team.program(Scope::Write).await, team.program(Scope::Write).await);
    let account = |name: &str| json!({ "name": name });
    named(&program, "k").post("/api/v1/accounts", &account("한빛")).await.record();
    let reused = named(&program, "k").post("/api/v1/accounts", &account("가람")).await;
    assert_eq!(reused.refusal(), (422, "idempotency_key_reused".to_owned()));
    let elsewhere = named(&program, "k").post("/api/v1/people", &account("한빛")).await;
    assert_eq!(elsewhere.refusal(), (422, "idempotency_key_reused".to_owned()));
    let others = named(&other, "k").post("/api/v1/accounts", &account("가람")).await;
    assert_eq!(others.status(), 201, "another key of the same member is another program");
    for wrong in ["", &"k".repeat(201)] {
        let refused = named(&program, wrong).post("/api/v1/accounts", &account("나래")).await;
        assert_eq!(
            (refused.refusal(), refused.fields()),
            ((400, "malformed".to_owned()), vec!["Idempotency-Key".to_owned()])
        );
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_same_order_from_many_places_at_once_is_done_once(pool: PgPool) {
    let team = team(pool).await;
    let order = named(&team.program(Scope::Write).await, "together");
    let (path, body) = ("/api/v1/deals", team.deal("딜"));
    let all = futures::future::join_all((0..12).map(|_| order.post(path, &body))).await;
    let made: Vec<_> = all.iter().filter(|it| it.status() == 201).collect();
    assert!(!made.is_empty());
    for said in &all {
        if said.status() == 201 {
            assert_eq!(said.0.body, made[0].0.body);
        } else {
            assert_eq!(said.refusal(), (409, "still_running".to_owned()));
            assert_eq!(said.0.header("retry-after"), "1");
        }
    }
    let list = team.program(Scope::Read).await.get("/api/v1/deals").await.record();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    team.in_order().await;
}
