//! Web forms as the world meets them: open to everybody, and no door to anything else.

use crate::support::{Answer, Browser, Site};
use chrono::{TimeDelta, Utc};
use db::Actor;
use domain::WebFormId;
use domain::team::Role;
use domain::web_forms::{WebForm, WebFormForm};
use http::StatusCode;
use sqlx::PgPool;

struct Stand {
    site: Site,
    operator: Actor,
    id: WebFormId,
    key: String,
}

fn typed() -> WebFormForm {
    WebFormForm {
        name: "데모 요청".into(),
        language: "ko".into(),
        heading: "데모를 보여 드릴게요".into(),
        company: "optional".into(),
        title: "optional".into(),
        phone: "optional".into(),
        about: "optional".into(),
        meaning: "demo_requested".into(),
        privacy: "1년 동안 보관해요.".into(),
        advert: "제품 소식을 보내 드려요.".into(),
        by_email: "true".into(),
        origins: "https://www.garam.kr\nhttps://garam.kr:8443".into(),
        thanks: "곧 연락드릴게요.".into(),
        on: "true".into(),
        ..Default::default()
    }
}

impl Stand {
    async fn with(pool: PgPool, typed: WebFormForm) -> Self {
        let site = Site::over(pool).await;
        let operator = site.workspace("우리").await;
        site.member(&operator, "minji@hanbit.kr", &[Role::Admin]).await;
        let form: WebForm = typed.check().unwrap();
        let id = db::web_forms::make(&site.db, &operator, None, &form).await.unwrap();
        let key = db::web_forms::one(&site.db, &operator, id, Utc::now()).await.unwrap().kept.key;
        Self { site, operator, id, key }
    }

    fn address(&self) -> String {
        format!("/f/{}", self.key)
    }

    /// Of a page that was opened a minute ago.
    async fn stamp(&self) -> String {
        let hosted = db::web_forms::hosted(&self.site.db, &self.key).await.unwrap().unwrap();
        hosted.stamp(Utc::now() - TimeDelta::minutes(1))
    }

    async fn send(&self, browser: &mut Browser, said: &[(&str, &str)]) -> Answer {
        let stamp = self.stamp().await;
        let mut form =
            vec![("name", "김민수"), ("email", "minsu@garam.kr"), ("privacy", "true"), ("stamp", &stamp)];
        for (name, value) in said {
            form.retain(|it| it.0 != *name);
            form.push((name, value));
        }
        browser.post(&self.address(), &form).await
    }

    async fn entries(&self) -> (i64, i64) {
        let counts =
            db::web_forms::one(&self.site.db, &self.operator, self.id, Utc::now()).await.unwrap().kept.counts;
        (counts.entries, counts.caught)
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn anybody_opens_a_form_and_sends_it_without_an_account_or_a_cookie(pool: PgPool) {
    let stand = Stand::with(pool, typed()).await;
    let mut visitor = stand.site.browser().with("sec-fetch-site", "none").with("accept-language", "en");
    let page = visitor.get(&format!("{}?utm_source=naver&name=x", stand.address())).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.body.contains("데모를 보여 드릴게요") && page.body.contains("lang=\"ko\""),
        "by the form's language"
    );
    assert!(page.body.contains("value=\"naver\"") && !page.body.contains("value=\"x\""));
    assert!(!page.body.contains("wasm") && !page.body.contains("/pkg/"), "nothing of the product");
    assert!(page.body.len() < 12_000, "{} bytes", page.body.len());
    assert!(!page.body.contains("checked"), "nobody is agreed for");
    assert_eq!(page.header("set-cookie"), "");
    assert_eq!(page.header("cache-control"), "no-store");
    let mut own = visitor.with("sec-fetch-site", "same-origin");
    let thanks = stand.send(&mut own, &[("by_email", "true")]).await;
    assert_eq!(thanks.status, StatusCode::OK);
    assert!(thanks.body.contains("곧 연락드릴게요."));
    assert_eq!(stand.entries().await, (1, 0));
    // Sent twice from one page it is one entry, and answered alike.
    let stamp = stand.stamp().await;
    let mut bodies = vec![];
    for _ in 0..2 {
        bodies.push(stand.send(&mut own, &[("stamp", &stamp), ("email", "jiwoo@garam.kr")]).await.body);
    }
    assert_eq!(bodies[0], bodies[1]);
    assert_eq!(stand.entries().await, (2, 0));
    assert_eq!(db::check(&stand.site.db).await.unwrap(), []);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_was_typed_comes_back_with_what_is_wrong(pool: PgPool) {
    let stand = Stand::with(pool, WebFormForm { language: "en".into(), ..typed() }).await;
    let mut visitor = stand.site.browser();
    let said = [
        ("email", "minsu@"),
        ("privacy", ""),
        ("about", "두 줄\n이에요 </textarea><script>"),
        ("by_email", "true"),
        ("utm_term", "crm"),
    ];
    let back = stand.send(&mut visitor, &said).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in [
        "Please check 2 fields.",
        "Please check the address",
        "Please agree to this",
        "value=\"minsu@\"",
        "value=\"김민수\"",
        "두 줄",
        "value=\"crm\"",
        "checked",
    ] {
        assert!(back.body.contains(part), "{part}");
    }
    assert!(!back.body.contains("</textarea><script>"));
    assert_eq!(stand.entries().await, (0, 0));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn only_our_own_page_sends_and_only_named_sites_may_show_it(pool: PgPool) {
    let stand = Stand::with(pool, typed()).await;
    for (name, value) in [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site")] {
        let mut elsewhere = stand.site.browser().with(name, value).with("origin", "https://www.garam.kr");
        assert_eq!(stand.send(&mut elsewhere, &[]).await.status, StatusCode::FORBIDDEN, "{value}");
    }
    let mut silent = stand.site.program();
    assert_eq!(stand.send(&mut silent, &[]).await.status, StatusCode::FORBIDDEN);
    let mut evil = stand.site.program().with("origin", "https://evil.example");
    assert_eq!(stand.send(&mut evil, &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(stand.entries().await, (0, 0));

    let page = stand.site.browser().get(&stand.address()).await;
    let policy = page.header("content-security-policy");
    assert!(
        policy.ends_with("frame-ancestors 'self' https://www.garam.kr https://garam.kr:8443"),
        "{policy}"
    );
    for part in ["default-src 'none'", "script-src 'self'", "form-action 'self';", "base-uri 'none'"] {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(!policy.contains("unsafe") && !policy.contains('*'));
    assert_eq!(page.header("cross-origin-resource-policy"), "cross-origin");
    let script = stand.site.browser().get(&format!("{}.js", stand.address())).await;
    assert_eq!(
        (script.header("content-type"), script.header("cross-origin-resource-policy")),
        ("text/javascript; charset=utf-8", "cross-origin")
    );
    // Nothing else of ours may be taken in by others.
    let door = stand.site.browser().get("/sign-in").await;
    assert_eq!(door.header("cross-origin-resource-policy"), "same-origin");
    assert!(door.header("content-security-policy").contains("frame-ancestors 'none'"));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_robot_is_thanked_in_the_very_words_of_everybody(pool: PgPool) {
    let stand = Stand::with(pool, typed()).await;
    let mut visitor = stand.site.browser();
    let person = stand.send(&mut visitor, &[]).await;
    let fresh = db::web_forms::hosted(&stand.site.db, &stand.key).await.unwrap().unwrap().stamp(Utc::now());
    for caught in [("website", "http://x"), ("stamp", "1.2.3.4"), ("stamp", fresh.as_str())] {
        let robot = stand.send(&mut visitor, &[caught, ("email", "robot@x.kr"), ("privacy", "")]).await;
        assert_eq!((robot.status, &robot.body), (person.status, &person.body), "{caught:?}");
    }
    // Whoever is known already is answered alike, too.
    assert_eq!(stand.send(&mut visitor, &[]).await.body, person.body);
    assert_eq!(stand.entries().await, (2, 3));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn after_sending_one_is_led_to_the_site_that_the_team_has_named(pool: PgPool) {
    let form = WebFormForm { redirect: "https://www.garam.kr/thanks?from=form".into(), ..typed() };
    let stand = Stand::with(pool, form).await;
    let mut visitor = stand.site.browser();
    let sent = stand.send(&mut visitor, &[("redirect", "https://evil.example/")]).await;
    assert_eq!(
        (sent.status, sent.location()),
        (StatusCode::SEE_OTHER, "https://www.garam.kr/thanks?from=form")
    );
    let page = visitor.get(&stand.address()).await;
    assert!(page.header("content-security-policy").contains("form-action 'self' https://www.garam.kr;"));
    // Within another site the page around goes on, not the frame.
    let within = stand.send(&mut visitor, &[("embedded", "1")]).await;
    assert_eq!(within.status, StatusCode::OK);
    assert!(within.body.contains("target=\"_top\""));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_flood_is_let_in_up_to_a_limit_and_told_when_to_come_again(pool: PgPool) {
    let stand = Stand::with(pool, typed()).await;
    let mut visitor = stand.site.browser();
    let mut statuses = vec![];
    for at in 0..60 {
        let (email, name) = (format!("{at}@garam.kr"), format!("{at}번째 사람"));
        let answer = stand.send(&mut visitor, &[("email", &email), ("name", &name)]).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            assert!(answer.header("retry-after").parse::<u32>().unwrap() > 0);
            assert!(answer.body.contains(&name), "nothing typed is lost");
        }
        statuses.push(answer.status);
    }
    assert_eq!(statuses[0], StatusCode::OK);
    assert_eq!(statuses[59], StatusCode::TOO_MANY_REQUESTS);
    let (stored, caught) = stand.entries().await;
    assert!((20..30).contains(&stored) && caught == 0, "{stored}");
    let too_large = stand.send(&mut visitor, &[("about", &"가".repeat(30_000))]).await;
    assert_eq!(too_large.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn mischief_in_any_field_stays_text(pool: PgPool) {
    const PAYLOADS: [&str; 10] = [
        "<script>alert(1)</script>",
        "</textarea><script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "'><svg onload=alert(1)>",
        "javascript:alert(1)",
        "</title><script>alert(1)</script>",
        "<!--",
        "{{7*7}}${7*7}",
        "\u{0}\u{202e}gnp.exe",
        "=HYPERLINK(\"http://evil\")",
    ];
    let stand = Stand::with(pool, typed()).await;
    let mut member = stand.site.browser_of("minji@hanbit.kr").await;
    for (at, payload) in PAYLOADS.into_iter().enumerate() {
        // A server that has not seen anybody yet: limits are of another test.
        let mut visitor = stand.site.as_workplace().await.browser();
        let back = {
            let stamp = stand.stamp().await;
            let fields = [
                "name",
                "email",
                "company",
                "title",
                "phone",
                "about",
                "utm_source",
                "referrer",
                "landing_page",
                "embedded",
            ];
            let mut form: Vec<_> = fields.into_iter().map(|name| (name, payload)).collect();
            form.push(("stamp", &stamp));
            visitor.post(&stand.address(), &form).await
        };
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "{payload}");
        for tag in ["<script>alert", "<img src=x", "<svg onload", "</textarea><script"] {
            assert!(!back.body.contains(tag), "{payload}: {tag}");
        }
        let query = leptos_router::location::Url::escape(payload);
        let page =
            visitor.get(&format!("{}?utm_source={query}&referrer={query}&embedded=1", stand.address())).await;
        assert!(!page.body.contains("<script>alert") && !page.body.contains("<img src=x"), "{payload}");
        // Each is a lead of its own, whose page says it in its title, too.
        let email = format!("{at}@garam.kr");
        let said = [
            ("name", payload),
            ("about", payload),
            ("company", payload),
            ("utm_campaign", payload),
            ("email", &email),
        ];
        assert_eq!(stand.send(&mut visitor, &said).await.status, StatusCode::OK, "{payload}");
    }
    let pages = (1..=PAYLOADS.len()).map(|it| format!("/leads/L-{it}"));
    for page in pages.chain(["/leads".to_owned()]) {
        let answer = member.get(&page).await;
        assert_eq!(answer.status, StatusCode::OK, "{page}");
        for tag in ["<script>alert", "<img src=x", "<svg onload"] {
            assert!(!answer.body.contains(tag), "{page}: {tag}");
        }
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_closed_form_says_so_and_one_that_is_not_there_is_not(pool: PgPool) {
    let stand = Stand::with(pool, WebFormForm { on: String::new(), ..typed() }).await;
    let mut visitor = stand.site.browser();
    let closed = visitor.get(&stand.address()).await;
    assert_eq!(closed.status, StatusCode::GONE);
    assert!(closed.body.contains("지금은 받지 않아요"));
    assert_eq!(stand.send(&mut visitor, &[]).await.status, StatusCode::GONE);
    assert_eq!(stand.entries().await, (0, 0));
    assert_eq!(visitor.get("/f/guessed").await.status, StatusCode::NOT_FOUND);
    assert_eq!(visitor.post("/f/guessed", &[("name", "x")]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(visitor.get("/f/").await.status, StatusCode::SEE_OTHER, "no form: the team's own door");
}
