//! Who has no business on the API, or sends what it cannot take, is told so, and nothing is changed.

use crate::program::{Program, Team, id, team, team_in};
use db::testing::fingerprint;
use domain::pipeline::StageKind;
use domain::team::{Role, Scope};
use serde_json::{Value, json};
use sqlx::PgPool;

/// One of each kind of record, and every order about them that would succeed.
struct Ground {
    team: Team,
    writer: Program,
    account: Value,
    person: Value,
    deal: Value,
}

async fn ground(team: Team) -> Ground {
    let writer = team.program(Scope::Write).await;
    let account = writer.post("/api/v1/accounts", &json!({ "name": "한빛소프트" })).await.record();
    let person = writer
        .post(
            "/api/v1/people",
            &json!({ "name": "윤서아", "email": format!("seoa@{}.kr", uuid::Uuid::now_v7().simple()) }),
        )
        .await
        .record();
    let deal = writer.post("/api/v1/deals", &team.deal("딜")).await.record();
    Ground { team, writer, account, person, deal }
}

impl Ground {
    fn orders(&self) -> Vec<(&'static str, String, Value)> {
        vec![
            ("POST", "/api/v1/accounts".into(), json!({ "name": "가람테크" })),
            ("PATCH", format!("/api/v1/accounts/{}", id(&self.account)), json!({ "region": "부산" })),
            ("POST", "/api/v1/people".into(), json!({ "name": "박도윤" })),
            ("PATCH", format!("/api/v1/people/{}", id(&self.person)), json!({ "title": "팀장" })),
            ("POST", "/api/v1/deals".into(), self.team.deal("새 딜")),
            ("PATCH", format!("/api/v1/deals/{}", id(&self.deal)), json!({ "next_step": "전화" })),
            (
                "POST",
                format!("/api/v1/deals/{}/move", id(&self.deal)),
                json!({ "stage": self.team.stage(1) }),
            ),
        ]
    }

    fn questions(&self) -> Vec<String> {
        vec![
            "/api/v1/pipelines".into(),
            format!("/api/v1/pipelines/{}", self.team.pipeline.id),
            "/api/v1/accounts".into(),
            format!("/api/v1/accounts/{}", id(&self.account)),
            "/api/v1/people".into(),
            format!("/api/v1/people/{}", id(&self.person)),
            "/api/v1/deals".into(),
            format!("/api/v1/deals/{}", id(&self.deal)),
        ]
    }

    async fn state(&self) -> impl PartialEq + std::fmt::Debug + use<> {
        let mut state = fingerprint(&self.team.site.db).await.unwrap();
        // Keys note when they were used last.
        state.remove("api_token");
        state
    }
}

fn over_any(program: &Program) -> Program {
    program.clone().with("if-match", "*")
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn without_a_key_that_is_in_use_nothing_is_said(pool: PgPool) {
    let ground = ground(team(pool).await).await;
    let site = &ground.team.site;
    let revoked = {
        let (db, operator, minji) = (&site.db, &ground.team.operator, ground.team.minji);
        let key = db::team::make_api_token(db, operator, minji, "old", Scope::Write).await.unwrap();
        let actor = db::team::actor_of_token(db, &key).await.unwrap().unwrap();
        let old =
            db::team::api_tokens(db, &actor).await.unwrap().into_iter().find(|it| it.name == "old").unwrap();
        db::team::revoke_api_token(db, &actor, old.id).await.unwrap();
        Program::with_key(site, key.expose())
    };
    let cookie = {
        let browser = site.browser_of("minji@hanbit.kr").await;
        let cookies: Vec<_> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        Program::without_key(site).with("cookie", &cookies.join("; ")).with("sec-fetch-site", "same-origin")
    };
    let before = ground.state().await;
    let strangers = [
        Program::without_key(site),
        Program::with_key(site, "baton_nobodys"),
        Program::with_key(site, "something else"),
        Program::without_key(site).with("authorization", "Basic bWluamk6cGFzcw=="),
        revoked,
        cookie,
    ];
    for (number, stranger) in strangers.iter().enumerate() {
        for (method, path, body) in ground.orders() {
            let said = over_any(stranger).send(method, &path, body.to_string()).await;
            assert_eq!(said.refusal(), (401, "unauthenticated".to_owned()), "{number} {method} {path}");
            assert_eq!(said.0.header("www-authenticate"), "Bearer");
        }
        for path in ground.questions() {
            let said = stranger.get(&path).await;
            assert_eq!(said.refusal(), (401, "unauthenticated".to_owned()), "{number} {path}");
            assert!(!said.0.body.contains("한빛"), "{path}");
        }
    }
    assert_eq!(ground.state().await, before);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_key_made_for_reading_reads_and_writes_nothing(pool: PgPool) {
    let ground = ground(team(pool).await).await;
    let reader = ground.team.program(Scope::Read).await;
    let before = ground.state().await;
    for path in ground.questions() {
        assert_eq!(reader.get(&path).await.status(), 200, "{path}");
    }
    for (method, path, body) in ground.orders() {
        let named = over_any(&reader).with("idempotency-key", &path);
        let said = named.send(method, &path, body.to_string()).await;
        assert_eq!(said.refusal(), (403, "read_only_key".to_owned()), "{method} {path}");
    }
    assert_eq!(ground.state().await, before);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_program_has_no_more_rights_than_its_member(pool: PgPool) {
    let ground = ground(team(pool).await).await;
    let viewer = ground.team.member("viewer@hanbit.kr", Role::Viewer).await;
    let viewer = ground.team.program_of(viewer, Scope::Write).await;
    let ae = ground.team.member("ae@hanbit.kr", Role::Ae).await;
    let ae = ground.team.program_of(ae, Scope::Write).await;
    let sdr = ground.team.member("sdr@hanbit.kr", Role::Sdr).await;
    let sdr = ground.team.program_of(sdr, Scope::Write).await;
    let before = ground.state().await;
    for (method, path, body) in ground.orders() {
        let said = over_any(&viewer).send(method, &path, body.to_string()).await;
        assert_eq!(said.refusal(), (403, "not_allowed".to_owned()), "{method} {path}");
        // Minji's deal is not theirs to work on, nor may an SDR make one.
        if path.contains("/deals/") || path.ends_with("/deals") {
            let said = over_any(&sdr).send(method, &path, body.to_string()).await;
            assert_eq!(said.refusal(), (403, "not_allowed".to_owned()), "{method} {path}");
        }
        if path.contains("/deals/") {
            let said = over_any(&ae).send(method, &path, body.to_string()).await;
            assert_eq!(said.refusal(), (403, "not_allowed".to_owned()), "{method} {path}");
        }
    }
    assert_eq!(ground.state().await, before);
    for (method, path, body) in ground.orders() {
        let said = over_any(&ground.writer).send(method, &path, body.to_string()).await;
        assert!(said.0.status.is_success(), "{method} {path}: {}", said.0.body);
    }
    ground.team.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn another_workspaces_records_do_not_exist(pool: PgPool) {
    let ours = ground(team(pool).await).await;
    let theirs = ground(team_in(ours.team.site.clone(), "garam.kr").await).await;
    for path in theirs.questions().into_iter().filter(|it| it.matches('/').count() > 3) {
        assert_eq!(ours.writer.get(&path).await.refusal(), (404, "not_found".to_owned()), "{path}");
    }
    for (method, path, body) in theirs.orders() {
        let said = over_any(&ours.writer).send(method, &path, body.to_string()).await;
        match path.matches('/').count() {
            // Making something in a pipeline of theirs; the other new records name nothing.
            3 if path.ends_with("deals") => {
                assert_eq!(
                    (said.refusal(), said.fields()),
                    ((422, "invalid".to_owned()), vec!["pipeline".to_owned()])
                );
            }
            3 => continue,
            _ => assert_eq!(said.refusal(), (404, "not_found".to_owned()), "{method} {path}"),
        }
    }
    let deal = format!("/api/v1/deals/{}", id(&ours.deal));
    let account = format!("/api/v1/accounts/{}", id(&ours.account));
    for (path, field, value) in [
        (&deal, "account", id(&theirs.account).to_owned()),
        (&deal, "person", id(&theirs.person).to_owned()),
        (&deal, "owner", theirs.team.minji.to_string()),
        (&account, "parent", id(&theirs.account).to_owned()),
        (&account, "owner", theirs.team.minji.to_string()),
    ] {
        let said = over_any(&ours.writer).send("PATCH", path, json!({ field: value }).to_string()).await;
        assert_eq!(
            (said.refusal(), said.fields()),
            ((422, "invalid".to_owned()), vec![field.to_owned()]),
            "{path}"
        );
    }
    let elsewhere =
        ours.writer.post(&format!("{deal}/move"), &json!({ "stage": theirs.team.stage(1) })).await;
    assert_eq!(elsewhere.fields(), ["stage"]);
    for list in ["accounts", "people", "deals"] {
        let owner = format!("/api/v1/{list}?owner={}", theirs.team.minji);
        assert_eq!(ours.writer.get(&owner).await.record()["items"], json!([]), "{list}");
    }
    let kept = theirs.team.program(Scope::Read).await.get("/api/v1/deals").await.record();
    assert_eq!(kept["items"].as_array().unwrap().len(), 1);
    assert_eq!(theirs.writer.get(&format!("/api/v1/deals/{}", id(&theirs.deal))).await.record(), theirs.deal);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_cannot_be_taken_is_refused_by_its_name(pool: PgPool) {
    let ground = ground(team(pool).await).await;
    let before = ground.state().await;
    let pipeline = json!(ground.team.pipeline.id);
    let long = "가".repeat(201);
    let nobody = uuid::Uuid::now_v7().to_string();
    let dollars = json!({ "minor": 100, "currency": "USD" });
    let with = |field: &str, value: Value| {
        let mut deal = ground.team.deal("딜");
        deal[field] = value;
        deal
    };
    let cases = [
        ("/api/v1/accounts", json!({}), 422, "name"),
        ("/api/v1/accounts", json!({ "name": "  " }), 422, "name"),
        ("/api/v1/accounts", json!({ "name": long }), 422, "name"),
        ("/api/v1/accounts", json!({ "name": "x", "about": "가".repeat(10_001) }), 422, "about"),
        ("/api/v1/accounts", json!({ "name": 7 }), 400, "name"),
        ("/api/v1/accounts", json!({ "nmae": "x" }), 400, "nmae"),
        ("/api/v1/accounts", json!({ "name": "x", "id": nobody }), 400, "id"),
        ("/api/v1/accounts", json!({ "name": "x", "employees": -1 }), 422, "employees"),
        ("/api/v1/accounts", json!({ "name": "x", "employees": 1.5 }), 400, "employees"),
        ("/api/v1/accounts", json!({ "name": "x", "domain": "nonsense" }), 422, "domain"),
        ("/api/v1/accounts", json!({ "name": "x", "parent": nobody }), 422, "parent"),
        ("/api/v1/accounts", json!({ "name": "x", "owner": nobody }), 422, "owner"),
        ("/api/v1/accounts", json!({ "name": "x", "owner": "me" }), 400, "owner"),
        ("/api/v1/people", json!({ "name": "x", "email": "x" }), 422, "email"),
        ("/api/v1/people", json!({ "name": "x", "account": nobody }), 422, "account"),
        ("/api/v1/deals", json!({ "name": "x" }), 422, "pipeline"),
        ("/api/v1/deals", json!({ "pipeline": pipeline }), 422, "name"),
        ("/api/v1/deals", json!({ "name": "x", "pipeline": nobody }), 422, "pipeline"),
        ("/api/v1/deals", with("stage", json!(nobody)), 422, "stage"),
        ("/api/v1/deals", with("stage", json!(ground.team.closing(StageKind::Won))), 422, "stage"),
        ("/api/v1/deals", with("amount", json!("천만 원")), 400, "amount"),
        ("/api/v1/deals", with("amount", json!({ "minor": 1.5, "currency": "KRW" })), 400, "amount.minor"),
        ("/api/v1/deals", with("amount", json!({ "minor": 1, "currency": "BTC" })), 400, "amount.currency"),
        ("/api/v1/deals", with("amount", json!({ "minor": -1, "currency": "KRW" })), 422, "amount"),
        ("/api/v1/deals", with("amount", json!({ "minor": i64::MAX, "currency": "KRW" })), 422, "amount"),
        ("/api/v1/deals", with("amount", dollars.clone()), 422, "currency"),
        ("/api/v1/deals", with("probability", json!(101)), 422, "probability"),
        ("/api/v1/deals", with("expected_close", json!("2026-02-30")), 400, "expected_close"),
        ("/api/v1/deals", with("account", json!(nobody)), 422, "account"),
        ("/api/v1/deals", with("person", json!(nobody)), 422, "person"),
    ];
    for (path, body, status, field) in cases {
        let said = ground.writer.post(path, &body).await;
        let code = if status == 400 { "malformed" } else { "invalid" };
        assert_eq!(said.refusal(), (status, code.to_owned()), "{path} {body}");
        assert_eq!(said.fields(), [field], "{path} {body} {}", said.0.body);
    }
    let deal = format!("/api/v1/deals/{}", id(&ground.deal));
    for (change, status, field) in [
        (json!({ "name": null }), 422, "name"),
        (json!({ "stage": ground.team.stage(1) }), 400, "stage"),
        (json!({ "version": 9 }), 400, "version"),
        (json!({ "next_step_due": "tomorrow" }), 400, "next_step_due"),
        (json!({ "probability": "high" }), 400, "probability"),
        (json!({ "next_step": long }), 422, "next_step"),
    ] {
        let said = over_any(&ground.writer).send("PATCH", &deal, change.to_string()).await;
        assert_eq!((said.status(), said.fields()), (status, vec![field.to_owned()]), "{change}");
    }
    for (wish, status, code) in [
        (json!({}), 400, "malformed"),
        (json!({ "stage": "first" }), 400, "malformed"),
        (json!({ "stage": nobody }), 422, "invalid"),
        (json!({ "stage": ground.team.closing(StageKind::Lost) }), 422, "reason_needed"),
        (json!({ "stage": ground.team.closing(StageKind::Hold), "reason": "예산" }), 422, "invalid"),
        (
            json!({ "stage": ground.team.closing(StageKind::Hold), "reason": "예산", "hold_until": "2020-01-01" }),
            422,
            "invalid",
        ),
    ] {
        let said = ground.writer.post(&format!("{deal}/move"), &wish).await;
        assert_eq!(said.refusal(), (status, code.to_owned()), "{wish}");
    }
    let other = &db::pipeline::pipelines(&ground.team.site.db, &ground.team.operator).await.unwrap()[1];
    let said = ground.writer.post(&format!("{deal}/move"), &json!({ "stage": other.stages[0].id })).await;
    assert_eq!(said.refusal(), (422, "other_pipeline".to_owned()));
    assert_eq!(ground.state().await, before);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_body_that_is_no_json_is_refused(pool: PgPool) {
    let ground = ground(team(pool).await).await;
    let before = ground.state().await;
    for (path, kind, body, status, code) in [
        ("/api/v1/accounts", "application/json", "{".to_owned(), 400, "not_json"),
        ("/api/v1/accounts", "application/json", String::new(), 400, "not_json"),
        ("/api/v1/accounts", "application/json", r#"{ "name": "x" } {}"#.into(), 400, "not_json"),
        ("/api/v1/accounts", "application/json", "[".repeat(50_000), 400, "not_json"),
        ("/api/v1/accounts", "application/json", r#"{ "name": "a", "name": "b" }"#.into(), 400, "malformed"),
        (
            "/api/v1/accounts",
            "application/x-www-form-urlencoded",
            "name=x".into(),
            415,
            "unsupported_media_type",
        ),
        ("/api/v1/accounts", "text/plain", "{}".into(), 415, "unsupported_media_type"),
        (
            "/api/v1/accounts",
            "application/json",
            format!(r#"{{ "name": "{}" }}"#, "x".repeat(70_000)),
            413,
            "too_large",
        ),
        ("/api/v1/nonsense", "application/json", "{}".into(), 404, "not_found"),
        ("/api/v1/pipelines", "application/json", "{}".into(), 405, "method_not_allowed"),
    ] {
        let said = ground.writer.send_as("POST", path, kind, body).await;
        assert_eq!(said.refusal(), (status, code.to_owned()), "{path} {kind}");
    }
    let named = ground.writer.clone().with("idempotency-key", "large");
    let said = named.send("POST", "/api/v1/accounts", "x".repeat(70_000)).await;
    assert_eq!(said.refusal(), (413, "too_large".to_owned()));
    let refused =
        ground.writer.send("DELETE", &format!("/api/v1/deals/{}", id(&ground.deal)), String::new()).await;
    assert_eq!(refused.refusal(), (405, "method_not_allowed".to_owned()));
    assert!(refused.0.header("allow").contains("PATCH"), "{}", refused.0.header("allow"));
    assert_eq!(ground.state().await, before);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_list_refuses_what_it_does_not_understand(pool: PgPool) {
    let team = team(pool).await;
    let reader = team.program(Scope::Read).await;
    for (query, field) in [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=many", "limit"),
        ("limit=-1", "limit"),
        ("cursor=nonsense", "cursor"),
        ("cursor=", "cursor"),
        ("owner=somebody", "owner"),
        ("updated_since=yesterday", "updated_since"),
        ("page=2", "page"),
        ("workspace_id=1", "workspace_id"),
    ] {
        for list in ["accounts", "people", "deals"] {
            let said = reader.get(&format!("/api/v1/{list}?{query}")).await;
            assert_eq!(
                (said.refusal(), said.fields()),
                ((400, "malformed".to_owned()), vec![field.to_owned()]),
                "{query}"
            );
        }
    }
    for (query, field) in [
        ("status=gone", "status"),
        ("stage=first", "stage"),
        ("pipeline=1", "pipeline"),
        ("account=A-1", "account"),
    ] {
        let said = reader.get(&format!("/api/v1/deals?{query}")).await;
        assert_eq!((said.status(), said.fields()), (400, vec![field.to_owned()]), "{query}");
    }
    for nothing in ["D-999", "A-1", "D-0", "x", "%00", "..", &uuid::Uuid::now_v7().to_string()] {
        let said = reader.get(&format!("/api/v1/deals/{nothing}")).await;
        assert_eq!(said.refusal().0, 404, "{nothing}");
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn refusals_are_said_in_the_readers_language(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    let ask = async |language: &str| {
        let program = program.clone().with("accept-language", language);
        let said = program.post("/api/v1/accounts", &json!({ "name": "" })).await;
        let message = said.json()["problems"][0]["message"].as_str().unwrap().to_owned();
        (said.0.header("content-language").to_owned(), message)
    };
    assert_eq!(ask("ko-KR,ko;q=0.9").await, ("ko".to_owned(), "입력해 주세요.".to_owned()));
    assert_eq!(ask("en-US,en;q=0.9,ko;q=0.1").await, ("en".to_owned(), "Please fill this in.".to_owned()));
    let stranger = Program::without_key(&team.site);
    assert_eq!(stranger.get("/api/v1/deals").await.json()["title"], "An API key is needed");
    let stranger = stranger.with("accept-language", "ko");
    assert_eq!(stranger.get("/api/v1/deals").await.json()["title"], "API 키가 필요해요");
}
