//! A bank's rates, sent by a program: each once, however often it is sent, and read back exactly.

use crate::program::{Program, Said, team};
use db::testing::fingerprint;
use domain::team::{Role, Scope};
use serde_json::{Value, json};
use sqlx::PgPool;

async fn put(program: &Program, of: &str, body: &Value) -> Said {
    program.send("PUT", &format!("/api/v1/exchange-rates/{of}"), body.to_string()).await
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_rate_is_written_once_and_read_back_exactly(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    let dollar = json!({ "base": "KRW", "currency": "USD", "day": "2026-11-20", "rate": "1385.2" });
    let sent = json!({ "base": "KRW", "rate": "1,385.20" });
    assert_eq!(put(&program, "USD/2026-11-20", &sent).await.record(), dollar);
    let before = fingerprint(&team.site.db).await.unwrap();
    assert_eq!(put(&program, "USD/2026-11-20", &sent).await.record(), dollar);
    assert_eq!(fingerprint(&team.site.db).await.unwrap(), before, "the same again changes nothing");
    // For one yen: programs know nothing of how people quote it.
    put(&program, "JPY/2026-11-21", &json!({ "base": "KRW", "rate": "9.3055" })).await.record();
    put(&program, "USD/2026-11-20", &json!({ "base": "KRW", "rate": "1390" })).await.record();
    let reader = team.program_of(team.member("garam@hanbit.kr", Role::Viewer).await, Scope::Read).await;
    let page = reader.get("/api/v1/exchange-rates").await.record();
    let said: Vec<_> = page["items"].as_array().unwrap().iter().map(|it| it["rate"].clone()).collect();
    assert_eq!((said, page["next"].is_null()), (vec![json!("9.3055"), json!("1390")], true));
    let none = reader.get("/api/v1/exchange-rates?cursor=2026-11-20").await.record();
    assert_eq!(none["items"], json!([]));
    team.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_cannot_be_a_rate_is_refused_by_its_name(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    let rate = |base: &str, rate: &str| json!({ "base": base, "rate": rate });
    for (of, body, field) in [
        ("BTC/2026-11-20", rate("KRW", "1"), "currency"),
        ("KRW/2026-11-20", rate("KRW", "1"), "currency"),
        ("USD/2099-01-01", rate("KRW", "1"), "day"),
        ("USD/20-11-2026", rate("KRW", "1"), "day"),
        ("USD/2026-11-20", rate("KRW", "0"), "rate"),
        ("USD/2026-11-20", rate("KRW", "0.00000000001"), "rate"),
        ("EUR/2026-11-20", rate("USD", "1.1"), "base"),
    ] {
        let said = put(&program, of, &body).await;
        assert_eq!((said.status(), said.fields()), (422, vec![field.to_owned()]), "{of} {body}");
    }
    let malformed = put(&program, "USD/2026-11-20", &json!({ "base": "KRW", "rate": 1385.2 })).await;
    assert_eq!((malformed.status(), malformed.fields()), (400, vec!["rate".to_owned()]));
    assert_eq!(program.get("/api/v1/exchange-rates?cursor=soon").await.status(), 400);
    assert_eq!(program.get("/api/v1/exchange-rates").await.record()["items"], json!([]));
}
