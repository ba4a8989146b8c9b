//! Consent, web forms and many leads at once, as programs read and write them.

use crate::program::{id, team};
use domain::team::Scope;
use serde_json::{Value, json};
use sqlx::PgPool;

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_somebody_agreed_to_is_written_once_and_read_on_lead_and_person(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    let minsu = json!({ "name": "김민수", "email": "minsu@garam.kr" });
    let lead = program.post("/api/v1/leads", &minsu).await.record();
    let person = program.post("/api/v1/people", &minsu).await.record();
    let given = json!({ "channel": "email", "answer": "given", "proof": "가입 화면 v3", "on": "2026-11-02" });
    let named = program.clone().with("idempotency-key", "signup-7");
    for _ in 0..2 {
        named.post("/api/v1/leads/L-1/consents", &given).await.record();
    }
    for path in
        [format!("/api/v1/leads/{}/consents", id(&lead)), format!("/api/v1/people/{}/consents", id(&person))]
    {
        let said = program.get(&path).await.record();
        let answers = said["answers"].as_array().unwrap();
        assert_eq!((answers.len(), answers[0]["proof"].as_str()), (1, Some("가입 화면 v3")));
        let state = |channel: &str| {
            said["ways"].as_array().unwrap().iter().find(|it| it["channel"] == channel).unwrap()["state"]
                .clone()
        };
        assert_eq!((state("email"), state("sms")), (json!("given"), json!("unasked")));
        assert!(said["ways"][0]["reconfirm_due"].as_str().is_some_and(|it| it.starts_with("2028-11-02")));
    }
    let wrong =
        program.post("/api/v1/leads/L-1/consents", &json!({ "channel": "fax", "answer": "given" })).await;
    assert_eq!((wrong.status(), wrong.fields()), (422, vec!["channel".to_owned(), "proof".to_owned()]));
    assert_eq!(program.get("/api/v1/leads/L-9/consents").await.status(), 404);
    let reader = team.program(Scope::Read).await;
    assert_eq!(reader.post("/api/v1/leads/L-1/consents", &given).await.status(), 403);
    assert_eq!(reader.get("/api/v1/web-forms").await.record(), json!({ "items": [] }));
    team.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_thousand_leads_come_at_once_or_none_and_once_however_often_they_are_sent(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    let lead = |at: usize| json!({ "name": format!("{at}번째"), "email": format!("{at}@garam.kr"), "utm_campaign": "전시회" });
    // Two of them are one and the same person.
    let mut all: Vec<Value> = (0..999).map(lead).collect();
    all.push(json!({ "name": "다시", "email": "7@GARAM.kr" }));
    let named = program.clone().with("idempotency-key", "fair-2026");
    let first = named.post("/api/v1/leads/batch", &json!({ "leads": all })).await.record();
    assert_eq!((&first["made"], &first["touched"]), (&json!(999), &json!(1)));
    assert_eq!(first["leads"][999]["id"], first["leads"][7]["id"]);
    let again = named.post("/api/v1/leads/batch", &json!({ "leads": all })).await.record();
    assert_eq!(again, first);
    let touches = program.get("/api/v1/leads?q=7@garam").await.record()["items"].as_array().unwrap().len();
    assert!(touches > 0);
    let wrong = json!({ "leads": [lead(2_000), { "name": "", "email": "x" }, { "name": "이지우" }] });
    let refused = program.post("/api/v1/leads/batch", &wrong).await;
    let fields = ["leads[1].name", "leads[1].email", "leads[2].email"].map(str::to_owned);
    assert_eq!((refused.status(), refused.fields()), (422, fields.to_vec()));
    assert_eq!(
        program.get("/api/v1/leads?q=2000@garam").await.record()["items"],
        json!([]),
        "none was taken"
    );
    for many in [0, 1_001] {
        let leads: Vec<_> = (0..many).map(lead).collect();
        assert_eq!(
            program.post("/api/v1/leads/batch", &json!({ "leads": leads })).await.status(),
            422,
            "{many}"
        );
    }
    team.in_order().await;
}
