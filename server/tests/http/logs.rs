//! What the log must never hold: anybody's secrets, and lines or colours that a caller has made up.

use crate::support::Site;
use domain::team::{Role, Scope};
use http::StatusCode;
use server::config::Log;
use sqlx::PgPool;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Kept {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

const PASSWORD: &str = "canary-password-of-nobody";
/// A line as the log writes them, in a colour.
const FORGED: &str = "x\n2026-11-30T00:00:00.000000Z  INFO forged: signed in\u{1b}[31m";

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn neither_secrets_nor_lines_that_a_caller_made_up_are_in_the_log(pool: PgPool) {
    for log in [Log::Text, Log::Json] {
        let kept = Kept::default();
        let writer = kept.clone();
        // Everything that can be logged at all but the wire itself.
        let log_here = log.written_to(move || writer.clone(), "debug");
        let _here = tracing::dispatcher::set_default(&log_here);
        let secrets =
            ask_for_trouble(&Site::over(pool.clone()).await, &format!("{log:?}.kr").to_lowercase()).await;
        let text = kept.text();
        assert!(text.contains("refused") && text.contains("signed in"), "{text}");
        for secret in &secrets {
            assert!(!text.contains(secret), "{secret} is in the log");
        }
        assert!(!text.contains('\u{1b}'), "a colour of a caller's");
        for line in text.lines() {
            let whole = match log {
                Log::Text => line.starts_with("20") && !line.starts_with("2026-11-30T00:00:00.000000Z"),
                Log::Json => serde_json::from_str::<serde_json::Value>(line).is_ok(),
            };
            assert!(whole, "no line of ours: {line}");
        }
    }
}

/// Signs in rightly and wrongly, with keys, links and forms, and says in each what a log must not repeat.
async fn ask_for_trouble(site: &Site, host: &str) -> Vec<String> {
    let operator = site.workspace(host).await;
    let email = format!("minji@{host}");
    let minji = site.member_with_password(&operator, &email, &[Role::Admin], PASSWORD).await;
    let sign_in = async |email: &str, password: &str| {
        let mut browser = site.browser();
        let form = [("email", email), ("password", password), ("next", FORGED)];
        let status = browser.call("/api/auth/sign_in", &form).await.status;
        (browser, status)
    };
    let (mut signed_in, status) = sign_in(&email, PASSWORD).await;
    assert_eq!(status, StatusCode::OK);
    for (email, password) in [(email.as_str(), "canary-password-mistyped"), (FORGED, FORGED)] {
        assert_ne!(sign_in(email, password).await.1, StatusCode::OK);
    }
    let session = signed_in.cookies["baton"].clone();
    let key = db::team::make_api_token(&site.db, &operator, minji, FORGED, Scope::Write).await.unwrap();
    let key = key.expose().to_owned();
    let mut program = site.program().with("authorization", &format!("Bearer {key}"));
    let body = serde_json::json!({ "name": FORGED, "email": "canary-lead@garam.kr", "about": FORGED });
    let order = ("application/json", body.to_string());
    program.send_as("POST", "/api/v1/leads", order.0, order.0, order.1).await;
    program.send_as("POST", "/api/v1/leads", order.0, order.0, "{ \"name\": \"canary-broken".into()).await;
    for page in [
        "/invite/canary-link",
        "/setup/canary-first",
        "/leads?text=canary-search",
        "/deals?text=%0Aforged%1b[31m",
    ] {
        signed_in.get(page).await;
        site.browser().get(page).await;
    }
    let mut stranger =
        site.browser().with("sec-fetch-site", "cross-site").with("referer", "https://canary-site/");
    stranger.post("/f/canary-form", &[("name", FORGED), ("email", "canary-visitor@garam.kr")]).await;
    stranger.call("/api/pipeline/board", &[("pipeline", FORGED)]).await;
    let mut made_up =
        site.browser().with("x-request-id", "canary-id forged=1").with("user-agent", "canary-agent");
    made_up.get("/").await;
    let canaries = [
        PASSWORD,
        "canary-password-mistyped",
        "canary-lead",
        "canary-broken",
        "canary-link",
        "canary-first",
        "canary-search",
        "canary-site",
        "canary-form",
        "canary-visitor",
        "canary-agent",
    ];
    canaries.map(str::to_owned).into_iter().chain([session, key, email]).collect()
}
