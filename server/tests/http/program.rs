//! A small team with two members, and programs that hold their keys.

use crate::support::{Answer, Browser, Site};
use db::Actor;
use domain::MemberId;
use domain::pipeline::{Pipeline, StageKind};
use domain::team::{Role, Scope};
use serde_json::{Value, json};
use sqlx::PgPool;

pub struct Team {
    pub site: Site,
    pub operator: Actor,
    pub minji: MemberId,
    pub pipeline: Pipeline,
}

pub async fn team(pool: PgPool) -> Team {
    team_in(Site::over(pool).await, "hanbit.kr").await
}

/// Another workspace on the same site needs other e-mail addresses.
pub async fn team_in(site: Site, domain: &str) -> Team {
    let operator = site.workspace(domain).await;
    let minji = site.member(&operator, &format!("minji@{domain}"), &[Role::Admin]).await;
    db::testing::without_gates(&site.db).await.unwrap();
    let pipeline = db::pipeline::pipelines(&site.db, &operator).await.unwrap().remove(0);
    Team { site, operator, minji, pipeline }
}

impl Team {
    /// A program of Minji, who is an admin.
    pub async fn program(&self, scope: Scope) -> Program {
        self.program_of(self.minji, scope).await
    }

    pub async fn program_of(&self, member: MemberId, scope: Scope) -> Program {
        let key = db::team::make_api_token(&self.site.db, &self.operator, member, "a program", scope);
        Program::with_key(&self.site, key.await.unwrap().expose())
    }

    pub async fn member(&self, email: &str, role: Role) -> MemberId {
        self.site.member(&self.operator, email, &[role]).await
    }

    pub fn stage(&self, at: usize) -> String {
        self.pipeline.open_stages().nth(at).unwrap().id.to_string()
    }

    pub fn closing(&self, kind: StageKind) -> String {
        self.pipeline.stages.iter().find(|it| it.kind == kind).unwrap().id.to_string()
    }

    /// The least that a deal has to say.
    pub fn deal(&self, name: &str) -> Value {
        json!({ "name": name, "pipeline": self.pipeline.id })
    }

    pub async fn in_order(&self) {
        assert_eq!(db::check(&self.site.db).await.unwrap(), []);
    }
}

/// A program without a browser's habits. It reads English.
#[derive(Clone)]
pub struct Program(Browser);

impl Program {
    pub fn with_key(site: &Site, key: &str) -> Self {
        Self(site.program()).with("authorization", &format!("Bearer {key}"))
    }

    pub fn without_key(site: &Site) -> Self {
        Self(site.program())
    }

    pub fn with(self, name: &'static str, value: &str) -> Self {
        Self(self.0.with(name, value))
    }

    pub async fn get(&self, path: &str) -> Said {
        self.send("GET", path, String::new()).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Said {
        self.send("POST", path, body.to_string()).await
    }

    /// Changes the version that it has seen.
    pub async fn patch(&self, path: &str, version: i64, body: &Value) -> Said {
        self.clone().with("if-match", &format!("\"{version}\"")).send("PATCH", path, body.to_string()).await
    }

    pub async fn send(&self, method: &str, path: &str, body: String) -> Said {
        self.send_as(method, path, "application/json", body).await
    }

    pub async fn send_as(&self, method: &str, path: &str, kind: &str, body: String) -> Said {
        Said(self.0.clone().send_as(method, path, "application/json", kind, body).await)
    }
}

/// What the API answered.
pub struct Said(pub Answer);

impl Said {
    pub fn status(&self) -> u16 {
        self.0.status.as_u16()
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.0.body).unwrap_or_else(|_| panic!("no JSON: {}", self.0.body))
    }

    /// The record, when all went well.
    pub fn record(&self) -> Value {
        assert!(self.0.status.is_success(), "{} {}", self.0.status, self.0.body);
        self.json()
    }

    /// Status and code of a refusal, which has the form of one.
    pub fn refusal(&self) -> (u16, String) {
        let problem = self.json();
        assert_eq!(self.0.header("content-type"), "application/problem+json", "{problem}");
        assert_eq!(problem["status"], self.status(), "{problem}");
        let code = problem["code"].as_str().unwrap();
        assert_eq!(problem["type"], format!("/api#{code}"), "{problem}");
        for text in ["title", "detail"] {
            assert!(problem[text].as_str().is_some_and(|it| !it.is_empty()), "{problem}");
        }
        (self.status(), code.to_owned())
    }

    /// The fields that a refusal names.
    pub fn fields(&self) -> Vec<String> {
        let problems = self.json()["problems"].as_array().cloned().unwrap_or_default();
        problems.iter().map(|it| it["field"].as_str().unwrap().to_owned()).collect()
    }
}

pub fn id(record: &Value) -> &str {
    record["id"].as_str().unwrap()
}

pub fn version(record: &Value) -> i64 {
    record["version"].as_i64().unwrap()
}
