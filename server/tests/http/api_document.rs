//! The document says what the API does, and the API does what the document says.

use crate::program::{Program, id, team};
use domain::team::Scope;
use serde_json::{Value, json};
use sqlx::PgPool;
use std::collections::BTreeSet;

/// What is promised to strangers. Nothing may vanish from it.
const PROMISED: [(&str, &str); 58] = [
    ("get", "/api/v1/pipelines"),
    ("get", "/api/v1/pipelines/{id}"),
    ("post", "/api/v1/leads/{id}/merge"),
    ("post", "/api/v1/merges/{id}/undo"),
    ("post", "/api/v1/accounts/{id}/merge"),
    ("post", "/api/v1/people/{id}/merge"),
    ("get", "/api/v1/duplicates"),
    ("get", "/api/v1/accounts"),
    ("post", "/api/v1/accounts"),
    ("get", "/api/v1/accounts/{id}"),
    ("patch", "/api/v1/accounts/{id}"),
    ("get", "/api/v1/leads"),
    ("post", "/api/v1/leads"),
    ("get", "/api/v1/leads/{id}"),
    ("patch", "/api/v1/leads/{id}"),
    ("post", "/api/v1/leads/{id}/status"),
    ("post", "/api/v1/leads/{id}/assign"),
    ("post", "/api/v1/leads/assign"),
    ("get", "/api/v1/lead-funnel"),
    ("get", "/api/v1/lead-promises"),
    ("put", "/api/v1/lead-promises"),
    ("get", "/api/v1/lead-queue"),
    ("get", "/api/v1/routing-rules"),
    ("post", "/api/v1/leads/batch"),
    ("get", "/api/v1/leads/{id}/consents"),
    ("post", "/api/v1/leads/{id}/consents"),
    ("get", "/api/v1/people/{id}/consents"),
    ("post", "/api/v1/people/{id}/consents"),
    ("get", "/api/v1/web-forms"),
    ("get", "/api/v1/leads/{id}/qualification"),
    ("get", "/api/v1/qualification-rules"),
    ("get", "/api/v1/handovers"),
    ("get", "/api/v1/handovers/{id}"),
    ("post", "/api/v1/leads/{id}/handover"),
    ("post", "/api/v1/handovers/{id}/accept"),
    ("post", "/api/v1/handovers/{id}/reject"),
    ("post", "/api/v1/handovers/{id}/withdraw"),
    ("get", "/api/v1/targets"),
    ("get", "/api/v1/accounts/{id}/contact-plan"),
    ("post", "/api/v1/accounts/{id}/contact-plan"),
    ("post", "/api/v1/accounts/{id}/research-notes"),
    ("get", "/api/v1/people"),
    ("post", "/api/v1/people"),
    ("get", "/api/v1/signals"),
    ("post", "/api/v1/signals"),
    ("get", "/api/v1/people/{id}"),
    ("patch", "/api/v1/people/{id}"),
    ("get", "/api/v1/deals"),
    ("post", "/api/v1/deals"),
    ("get", "/api/v1/deals/{id}"),
    ("patch", "/api/v1/deals/{id}"),
    ("post", "/api/v1/deals/{id}/move"),
    ("get", "/api/v1/frameworks"),
    ("get", "/api/v1/deals/{id}/committee"),
    ("get", "/api/v1/deals/{id}/scores"),
    ("post", "/api/v1/deals/{id}/scores"),
    ("get", "/api/v1/exchange-rates"),
    ("put", "/api/v1/exchange-rates/{currency}/{day}"),
];

async fn document(site: &crate::support::Site) -> Value {
    let said = Program::without_key(site).get("/api/openapi.json").await;
    assert_eq!(said.0.header("content-type"), "application/json");
    said.record()
}

fn operations(document: &Value) -> BTreeSet<(String, String)> {
    let paths = document["paths"].as_object().unwrap();
    let of_path = |(path, item): (&String, &Value)| {
        let path = path.clone();
        let methods: Vec<_> = item.as_object().unwrap().keys().cloned().collect();
        methods.into_iter().map(move |method| (method, path.clone()))
    };
    paths.iter().flat_map(of_path).collect()
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn every_address_and_method_is_in_the_document_and_in_the_router(pool: PgPool) {
    let team = team(pool).await;
    let document = document(&team.site).await;
    assert_eq!(document["openapi"], "3.1.0");
    assert!(!document.to_string().contains("\"default\":null"), "what is left out is absent, not null");
    let documented = operations(&document);
    let promised = PROMISED.map(|(method, path)| (method.to_owned(), path.to_owned()));
    assert_eq!(documented, BTreeSet::from(promised));
    let program = team.program(Scope::Read).await;
    for path in documented.iter().map(|it| &it.1).collect::<BTreeSet<_>>() {
        let address = path.replace("{id}", &uuid::Uuid::now_v7().to_string());
        let address = address.replace("{currency}", "USD").replace("{day}", "2026-11-20");
        for method in ["get", "put", "post", "patch", "delete"] {
            let said = program.send(&method.to_uppercase(), &address, "{}".to_owned()).await;
            let there = documented.contains(&(method.to_owned(), path.clone()));
            assert_eq!(said.status() != 405, there, "{method} {path}: {}", said.status());
            if !there {
                continue;
            }
            // What came back is a status that the document knows, and says something about.
            let answers = &document["paths"][path][method]["responses"];
            assert!(answers[said.status().to_string()].is_object(), "{method} {path}: {}", said.status());
            for (status, answer) in answers.as_object().unwrap() {
                assert!(
                    answer["description"].as_str().is_some_and(|it| !it.is_empty()),
                    "{method} {path} {status}"
                );
            }
        }
    }
}

/// The schema of a name, with the reference to it resolved.
fn schema<'a>(document: &'a Value, reference: &Value) -> &'a Value {
    let name = reference["$ref"].as_str().unwrap().rsplit('/').next().unwrap();
    &document["components"]["schemas"][name]
}

fn names(of: &Value) -> BTreeSet<&str> {
    of.as_object().unwrap().keys().map(String::as_str).collect()
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn records_have_the_fields_that_the_document_promises(pool: PgPool) {
    let team = team(pool).await;
    let document = document(&team.site).await;
    let program = team.program(Scope::Write).await;
    let amount = json!({ "minor": 1, "currency": "KRW" });
    let mut deal = team.deal("딜");
    deal["amount"] = amount;
    let lead = json!({ "name": "민수", "email": "minsu@garam.kr", "phone": "010-1234-5678" });
    for (kind, new) in [
        ("accounts", json!({ "name": "한빛" })),
        ("people", json!({ "name": "서아" })),
        ("leads", lead),
        ("deals", deal),
    ] {
        let paths = &document["paths"];
        let (list, one) = (&paths[format!("/api/v1/{kind}")], &paths[format!("/api/v1/{kind}/{{id}}")]);
        let body = |operation: &Value, status: &str| {
            operation["responses"][status]["content"]["application/json"]["schema"].clone()
        };
        let record = program.post(&format!("/api/v1/{kind}"), &new).await.record();
        let promised = schema(&document, &body(&one["get"], "200"));
        assert_eq!(names(&record), names(&promised["properties"]), "{kind}");
        let required: BTreeSet<_> =
            promised["required"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
        assert_eq!(required, names(&record), "{kind}: every field is always there");
        assert_eq!(body(&list["post"], "201"), body(&one["patch"], "200"), "{kind}");

        let page = program.get(&format!("/api/v1/{kind}")).await.record();
        assert_eq!(names(&page), names(&schema(&document, &body(&list["get"], "200"))["properties"]));
        // Every documented parameter is taken.
        for parameter in list["get"]["parameters"].as_array().unwrap() {
            let name = parameter["name"].as_str().unwrap();
            let value = match name {
                "cursor" => continue,
                "limit" => "5".to_owned(),
                "status" if kind == "leads" => "new".to_owned(),
                "origin" => "inbound".to_owned(),
                "kind" => "marketing_qualified".to_owned(),
                "status" => "open".to_owned(),
                "tier" => "a".to_owned(),
                "target" => "true".to_owned(),
                "owner" => "me".to_owned(),
                "updated_since" => "2026-01-01T00:00:00Z".to_owned(),
                "pipeline" | "stage" | "account" => uuid::Uuid::now_v7().to_string(),
                _ => "x".to_owned(),
            };
            let said = program.get(&format!("/api/v1/{kind}?{name}={value}")).await;
            assert_eq!(said.status(), 200, "{kind}?{name}={value} {}", said.0.body);
        }
        // Every documented field of a change is taken, cleared if it may be.
        let change = schema(&document, &one["patch"]["requestBody"]["content"]["application/json"]["schema"]);
        for name in names(&change["properties"]).into_iter().filter(|it| *it != "name" && *it != "owner") {
            // Somebody who can be reached in no way is no lead.
            if (kind, name) == ("leads", "phone") {
                continue;
            }
            let path = format!("/api/v1/{kind}/{}", id(&record));
            let version = program.get(&path).await.record()["version"].as_i64().unwrap();
            let said = program.patch(&path, version, &json!({ name: null })).await;
            assert_eq!(said.status(), 200, "{kind} {name} {}", said.0.body);
        }
    }
    team.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn examples_of_the_document_are_taken(pool: PgPool) {
    let team = team(pool).await;
    let document = document(&team.site).await;
    let program = team.program(Scope::Write).await;
    for (kind, name) in
        [("accounts", "NewAccount"), ("people", "NewPerson"), ("leads", "NewLead"), ("deals", "NewDeal")]
    {
        let mut example = document["components"]["schemas"][name]["example"].clone();
        assert!(example.is_object(), "{name}");
        if kind == "deals" {
            example["pipeline"] = json!(team.pipeline.id);
        }
        program.post(&format!("/api/v1/{kind}"), &example).await.record();
    }
    for (path, name) in [
        ("/api/v1/accounts/A-1", "AccountChange"),
        ("/api/v1/leads/L-1", "LeadChange"),
        ("/api/v1/deals/D-1", "DealChange"),
    ] {
        let example = &document["components"]["schemas"][name]["example"];
        program.patch(path, 1, example).await.record();
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn members_read_the_document_as_a_page_in_their_language(pool: PgPool) {
    let team = team(pool).await;
    let stranger = team.site.browser().get("/api").await;
    assert_eq!(stranger.location(), "/sign-in?next=%2Fapi");
    let browser = team.site.browser_of("minji@hanbit.kr").await;
    for (language, sentence) in [("ko", "딜 하나를 아이디나 키"), ("en", "One deal, by its id or key")]
    {
        let page = browser.clone().with("accept-language", language).get("/api").await;
        assert_eq!((page.status.as_u16(), page.header("content-type")), (200, "text/html; charset=utf-8"));
        assert!(page.body.starts_with("<!DOCTYPE html>") && page.body.contains(sentence), "{}", page.body);
        for (_, path) in PROMISED {
            assert!(page.body.contains(path), "{path}");
        }
        for code in ["stale", "malformed", "read_only_key", "idempotency_key_reused", "not_found"] {
            assert!(page.body.contains(&format!("id=\"{code}\"")), "a problem's type leads to /api#{code}");
        }
        assert!(page.body.contains("curl -X PATCH") && page.body.contains("If-Match"));
        assert!(!page.body.contains(".wasm"), "it is made by the server alone");
    }
}
