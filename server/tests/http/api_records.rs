//! Programs read, make and change records by the same acts as the screens.

use crate::program::{Team, id, team, version};
use domain::accounts::TagForm;
use domain::activities::Subject;
use domain::pipeline::StageKind;
use domain::team::{Role, Scope};
use serde_json::{Value, json};
use sqlx::PgPool;
use std::collections::BTreeSet;

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_account_is_made_read_and_changed(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    let new = json!({
        "name": "한빛소프트", "domain": "https://www.hanbit.kr/about", "employees": 120, "region": "서울", "about": "첫 고객",
    });
    let made = program.post("/api/v1/accounts", &new).await;
    let account = made.record();
    assert_eq!(made.status(), 201);
    assert_eq!(made.0.location(), format!("/api/v1/accounts/{}", id(&account)));
    assert_eq!(made.0.header("etag"), "\"1\"");
    assert_eq!(
        (&account["key"], &account["domain"], &account["employees"]),
        (&json!("A-1"), &json!("hanbit.kr"), &json!(120))
    );
    assert_eq!(account["owner"], json!(team.minji), "who asks looks after it");

    let changed =
        program.patch("/api/v1/accounts/A-1", 1, &json!({ "region": null, "employees": 130 })).await;
    let account = changed.record();
    assert_eq!(changed.0.header("etag"), "\"2\"");
    assert_eq!((&account["region"], &account["employees"]), (&Value::Null, &json!(130)));
    assert_eq!(
        (&account["name"], &account["about"]),
        (&json!("한빛소프트"), &json!("첫 고객")),
        "absent fields stay"
    );
    assert_eq!(program.get(&format!("/api/v1/accounts/{}", id(&account))).await.record(), account);

    let again = program.post("/api/v1/accounts", &json!({ "name": " 한빛소프트 " })).await;
    assert_eq!(again.refusal(), (422, "exists".to_owned()));
    assert_eq!(again.json()["existing"], json!({ "id": id(&account), "key": "A-1" }));
    let namesake = json!({ "name": "한빛소프트", "allow_namesake": true });
    assert_eq!(program.post("/api/v1/accounts", &namesake).await.status(), 201);
    team.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_revenue_is_money_of_the_workspace_and_an_industry_narrows_the_list(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    let won = json!({ "minor": 12_500_000_000_i64, "currency": "KRW" });
    let new = json!({ "name": "한빛소프트", "industry": "소프트웨어", "revenue": won });
    assert_eq!(program.post("/api/v1/accounts", &new).await.record()["revenue"], won);
    program.post("/api/v1/accounts", &json!({ "name": "가람물류", "industry": "물류" })).await.record();
    let dollars = json!({ "revenue": { "minor": 100, "currency": "USD" } });
    let no = program.patch("/api/v1/accounts/A-1", 1, &dollars).await;
    assert_eq!((no.status(), no.fields()), (422, vec!["currency".to_owned()]));
    let renamed = program.patch("/api/v1/accounts/A-1", 1, &json!({ "region": "서울" })).await.record();
    assert_eq!(renamed["revenue"], won, "absent fields stay");
    let cleared = program.patch("/api/v1/accounts/A-1", 2, &json!({ "revenue": null })).await.record();
    assert_eq!(cleared["revenue"], Value::Null);
    let list = program.get("/api/v1/accounts?industry=%EB%AC%BC%EB%A5%98").await.record();
    let names: Vec<_> = list["items"].as_array().unwrap().iter().map(|it| &it["name"]).collect();
    assert_eq!(names, ["가람물류"]);
    team.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_person_is_made_read_and_changed(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    let account = program.post("/api/v1/accounts", &json!({ "name": "가람테크" })).await.record();
    let new = json!({ "name": "윤서아", "email": "Seoa@garam.kr", "account": id(&account), "phone": "010-1234-5678" });
    let person = program.post("/api/v1/people", &new).await.record();
    assert_eq!((&person["email"], &person["account"]), (&json!("seoa@garam.kr"), &account["id"]));

    let path = format!("/api/v1/people/{}", id(&person));
    let changed = program.patch(&path, 1, &json!({ "title": "팀장", "account": null })).await.record();
    assert_eq!((&changed["title"], &changed["account"]), (&json!("팀장"), &Value::Null));
    assert_eq!(changed["phone"], "010-1234-5678");
    let same = program.post("/api/v1/people", &json!({ "name": "윤서아", "email": "seoa@garam.kr" })).await;
    assert_eq!(same.refusal(), (422, "exists".to_owned()));
    assert_eq!(same.fields(), ["email"]);
    team.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_deal_is_made_changed_and_moved(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    let person = program.post("/api/v1/people", &json!({ "name": "윤서아" })).await.record();
    let new = json!({
        "name": "전사 도입", "pipeline": team.pipeline.id, "account_name": "한빛소프트", "person": id(&person),
        "amount": { "minor": 12_000_000, "currency": "KRW" }, "probability": 50, "expected_close": "2026-12-31",
        "about": "두 부서부터",
    });
    let made = program.post("/api/v1/deals", &new).await;
    let deal = made.record();
    assert_eq!((made.status(), &deal["key"], &deal["status"]), (201, &json!("D-1"), &json!("open")));
    assert_eq!(deal["amount"], json!({ "minor": 12_000_000, "currency": "KRW" }));
    assert_eq!(deal["weighted"], json!({ "minor": 6_000_000, "currency": "KRW" }));
    assert_eq!((&deal["person"], &deal["about"]), (&person["id"], &json!("두 부서부터")));
    assert_eq!(deal["stage"], team.stage(0));
    assert!(deal["created_at"].as_str().is_some_and(|it| it.ends_with('Z')), "{deal}");

    let change = json!({ "amount": { "minor": 20_000_000, "currency": "KRW" }, "probability": null, "next_step": "견적" });
    let deal = program.patch("/api/v1/deals/D-1", 1, &change).await.record();
    assert_eq!((&deal["amount"]["minor"], &deal["probability"]), (&json!(20_000_000), &Value::Null));
    assert_eq!((&deal["name"], &deal["expected_close"]), (&json!("전사 도입"), &json!("2026-12-31")));
    let cleared = program.patch("/api/v1/deals/d-1", 2, &json!({ "amount": null })).await.record();
    assert_eq!((&cleared["amount"], &cleared["version"]), (&Value::Null, &json!(3)));

    let moved = program.post("/api/v1/deals/D-1/move", &json!({ "stage": team.stage(1) })).await;
    assert_eq!((&moved.record()["stage"], moved.0.header("etag")), (&json!(team.stage(1)), "\"4\""));

    let won = team.closing(StageKind::Won);
    let unsaid = program.post("/api/v1/deals/D-1/move", &json!({ "stage": won })).await;
    assert_eq!(unsaid.refusal(), (422, "reason_needed".to_owned()));
    let said = json!({ "stage": won, "reason": "가격과 지원" });
    let deal = program.post("/api/v1/deals/D-1/move", &said).await.record();
    assert_eq!((&deal["status"], &deal["close_reason"]), (&json!("won"), &json!("가격과 지원")));
    assert!(deal["closed_at"].is_string());
    team.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn how_often_a_deal_slipped_is_read_and_not_said(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    let mut deal = team.deal("딜");
    deal["expected_close"] = json!("2026-12-31");
    let deal = program.post("/api/v1/deals", &deal).await.record();
    assert_eq!(deal["close_date_moves"], 0);
    let path = format!("/api/v1/deals/{}", id(&deal));
    for (version, day, moves) in [(1, "2027-01-31", 1), (2, "2027-01-01", 1), (3, "2027-01-02", 2)] {
        let deal = program.patch(&path, version, &json!({ "expected_close": day })).await.record();
        assert_eq!(deal["close_date_moves"], moves, "{day}");
    }
    let said = program.patch(&path, 4, &json!({ "close_date_moves": 0 })).await;
    assert_eq!(said.refusal().0, 400);
    let listed = program.get("/api/v1/deals").await.0;
    assert!(listed.body.contains("\"close_date_moves\":2"), "{}", listed.body);
    team.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn whoever_was_overtaken_gets_the_record_as_it_stands(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    let deal = program.post("/api/v1/deals", &team.deal("딜")).await.record();
    let path = format!("/api/v1/deals/{}", id(&deal));
    let unsaid = program.send("PATCH", &path, json!({ "name": "새 이름" }).to_string()).await;
    assert_eq!(unsaid.refusal(), (428, "version_needed".to_owned()));
    program.patch(&path, 1, &json!({ "name": "먼저" })).await.record();

    for late in [
        program.patch(&path, 1, &json!({ "name": "나중" })).await,
        program
            .clone()
            .with("if-match", "\"1\"")
            .post(&format!("{path}/move"), &json!({ "stage": team.stage(1) }))
            .await,
    ] {
        assert_eq!(late.refusal(), (412, "stale".to_owned()));
        assert_eq!(late.0.header("etag"), "\"2\"");
        assert_eq!(late.json()["current"], program.get(&path).await.record());
    }
    let any = program
        .clone()
        .with("if-match", "*")
        .send("PATCH", &path, json!({ "name": "나중" }).to_string())
        .await;
    assert_eq!(any.record()["name"], "나중");
    let seen = program.clone().with("if-match", "W/\"3\"");
    assert_eq!(
        seen.post(&format!("{path}/move"), &json!({ "stage": team.stage(1) })).await.record()["version"],
        4
    );
    for (kind, new) in [("accounts", json!({ "name": "가람" })), ("people", json!({ "name": "서아" }))] {
        let record = program.post(&format!("/api/v1/{kind}"), &new).await.record();
        let path = format!("/api/v1/{kind}/{}", id(&record));
        program.patch(&path, 1, &json!({ "about": "먼저" })).await.record();
        let late = program.patch(&path, 1, &json!({ "about": "나중" })).await;
        assert_eq!(late.refusal(), (412, "stale".to_owned()));
        assert_eq!(late.json()["current"]["about"], "먼저");
    }
    team.in_order().await;
}

/// Reads a list to its end, a few records at a time.
async fn all(team: &Team, list: &str, query: &str) -> Vec<Value> {
    let program = team.program(Scope::Read).await;
    let mut cursor = String::new();
    let mut records = vec![];
    loop {
        let page = program.get(&format!("/api/v1/{list}?limit=3{query}{cursor}")).await.record();
        let items = page["items"].as_array().unwrap();
        assert!(items.len() <= 3);
        records.extend(items.iter().cloned());
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return records,
        }
    }
}

fn names(records: &[Value]) -> BTreeSet<&str> {
    records.iter().map(|it| it["name"].as_str().unwrap()).collect()
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_list_is_read_to_its_end_whatever_happens_meanwhile(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    for at in 0..7 {
        program.post("/api/v1/deals", &team.deal(&format!("딜 {at}"))).await.record();
    }
    let first = program.get("/api/v1/deals?limit=3").await.record();
    // One that was read changes, and one that was not.
    program.patch("/api/v1/deals/D-1", 1, &json!({ "name": "바뀐 1" })).await.record();
    program.patch("/api/v1/deals/D-6", 1, &json!({ "name": "바뀐 6" })).await.record();
    program.post("/api/v1/deals", &team.deal("새 딜")).await.record();
    let mut seen: Vec<Value> = first["items"].as_array().unwrap().clone();
    let mut next = first["next"].as_str().map(str::to_owned);
    while let Some(cursor) = next {
        let page = program.get(&format!("/api/v1/deals?limit=3&cursor={cursor}")).await.record();
        seen.extend(page["items"].as_array().unwrap().iter().cloned());
        next = page["next"].as_str().map(str::to_owned);
    }
    let seen = names(&seen);
    assert!(
        ["딜 1", "딜 2", "딜 3", "딜 4", "딜 6", "바뀐 1", "바뀐 6", "새 딜"]
            .iter()
            .all(|it| seen.contains(it)),
        "{seen:?}"
    );
    assert_eq!(all(&team, "deals", "").await.len(), 8, "each once, when nothing happens");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_list_holds_what_was_asked_for(pool: PgPool) {
    let team = team(pool).await;
    let junho = team.member("junho@hanbit.kr", Role::Ae).await;
    let program = team.program(Scope::Write).await;
    let account = program
        .post("/api/v1/accounts", &json!({ "name": "한빛소프트", "domain": "hanbit.kr" }))
        .await
        .record();
    program.post("/api/v1/accounts", &json!({ "name": "가람테크", "owner": junho })).await.record();
    program.post("/api/v1/people", &json!({ "name": "윤서아", "email": "seoa@hanbit.kr" })).await.record();
    program.post("/api/v1/people", &json!({ "name": "박도윤", "owner": junho })).await.record();
    let mut new = team.deal("첫 딜");
    new["account"] = account["id"].clone();
    let first = program.post("/api/v1/deals", &new).await.record();
    let mut new = team.deal("둘째 딜");
    new["owner"] = json!(junho);
    program.post("/api/v1/deals", &new).await.record();
    let lost = json!({ "stage": team.closing(StageKind::Lost), "reason": "예산" });
    program.post("/api/v1/deals/D-2/move", &lost).await.record();
    let tag = TagForm { name: "추천".into(), ..TagForm::about(Subject::Deal(id(&first).parse().unwrap())) };
    db::accounts::tag(&team.site.db, &team.operator, &tag).await.unwrap();

    let since = program.get("/api/v1/deals/D-2").await.record()["updated_at"].as_str().unwrap().to_owned();
    for (list, query, expected) in [
        ("accounts", "&q=한빛", vec!["한빛소프트"]),
        ("accounts", "&q=hanbit.kr", vec!["한빛소프트"]),
        ("accounts", &format!("&owner={junho}"), vec!["가람테크"]),
        ("people", "&q=서아", vec!["윤서아"]),
        ("people", "&owner=me", vec!["윤서아"]),
        ("people", "&owner=none", vec![]),
        ("deals", "&q=첫", vec!["첫 딜"]),
        ("deals", "&q=D-2", vec!["둘째 딜"]),
        ("deals", "&q=한빛", vec!["첫 딜"]),
        ("deals", &format!("&owner={junho}"), vec!["둘째 딜"]),
        ("deals", "&status=lost", vec!["둘째 딜"]),
        ("deals", "&status=open&tag=추천", vec!["첫 딜"]),
        ("deals", "&tag=없음", vec![]),
        ("deals", &format!("&account={}", id(&account)), vec!["첫 딜"]),
        ("deals", &format!("&pipeline={}&stage={}", team.pipeline.id, team.stage(0)), vec!["첫 딜"]),
        ("deals", "&updated_since=2100-01-01T00:00:00Z", vec![]),
        ("deals", &format!("&status=lost&updated_since={since}"), vec!["둘째 딜"]),
        ("deals", "&q=%00", vec!["둘째 딜", "첫 딜"]),
    ] {
        let found = all(&team, list, &encoded(query)).await;
        assert_eq!(names(&found), expected.into_iter().collect(), "{list} {query}");
    }
    let deal = program.get("/api/v1/deals/D-1").await.record();
    assert_eq!((&deal["tags"], version(&deal)), (&json!(["추천"]), 2));
    let pipelines = program.get("/api/v1/pipelines").await.record();
    let pipeline = &pipelines["items"][0];
    assert_eq!((pipelines["next"].is_null(), pipeline["currency"].as_str()), (true, Some("KRW")));
    assert_eq!(&program.get(&format!("/api/v1/pipelines/{}", id(pipeline))).await.record(), pipeline);
    assert!(pipeline["stages"].as_array().unwrap().iter().any(|it| it["kind"] == "hold"));
}

/// Hangul in an address.
fn encoded(query: &str) -> String {
    let letter = |it: char| match it {
        '&' | '=' | '%' => it.to_string(),
        it => leptos_router::location::Url::escape(&it.to_string()),
    };
    query.chars().map(letter).collect()
}
