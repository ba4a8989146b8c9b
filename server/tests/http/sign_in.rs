//! Coming in and going out, by forms and by script, as browsers see it.

use crate::support::{Browser, Site};
use db::testing::fingerprint;
use domain::team::{DEMO_PASSWORD, Role};
use http::StatusCode;
use sqlx::PgPool;

const PASSWORD: &str = "느티나무 아래 세 번째 의자";

/// A site with one admin, who can type their password.
async fn site(pool: PgPool) -> Site {
    let site = Site::over(pool).await;
    let workspace = site.workspace("한빛소프트").await;
    site.member_with_password(&workspace, "minji@hanbit.kr", &[Role::Admin], PASSWORD).await;
    site
}

async fn sign_in(browser: &mut Browser, email: &str, password: &str) -> crate::support::Answer {
    browser.call("/api/auth/sign_in", &[("email", email), ("password", password), ("next", "/deals")]).await
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_member_signs_in_by_a_plain_form_and_is_led_to_where_they_wanted_to_go(pool: PgPool) {
    let site = site(pool).await;
    let mut browser = site.browser();
    let wanted = browser.get("/deals?owner=me&q=한").await;
    assert_eq!(wanted.status, StatusCode::SEE_OTHER);
    let door = wanted.location().to_owned();
    assert!(door.starts_with("/sign-in?next=%2Fdeals%3F"), "{door}");
    let page = browser.get(&door).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("value=\"/deals?owner=me&amp;q="), "the form knows the way back");
    assert!(page.body.contains("<html lang=\"ko\""));

    let next = "/deals?owner=me";
    let form = [("email", " Minji@Hanbit.kr "), ("password", PASSWORD), ("next", next)];
    let answer = browser.post("/api/auth/sign_in", &form).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::FOUND, next));
    let cookie = answer.headers.get("set-cookie").unwrap().to_str().unwrap();
    assert!(
        cookie.starts_with("baton=") && cookie.contains("; HttpOnly; SameSite=Lax; Max-Age=2592000"),
        "{cookie}"
    );

    assert_eq!(browser.get("/settings/members").await.status, StatusCode::OK);
    assert_eq!(browser.get("/sign-in").await.location(), app::routes::HOME, "no door for whoever is inside");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_wrong_password_and_a_stranger_hear_the_same(pool: PgPool) {
    let site = site(pool).await;
    let wrong = sign_in(&mut site.browser(), "minji@hanbit.kr", "wrong password").await;
    let stranger = sign_in(&mut site.browser(), "nobody@hanbit.kr", "wrong password").await;
    assert_eq!((wrong.status, stranger.status), (StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED));
    assert_eq!(wrong.body, stranger.body);

    let mut browser = site.browser().with("referer", "http://localhost:3000/sign-in?next=%2Fdeals");
    let form = [("email", "minji@hanbit.kr"), ("password", "wrong password"), ("next", "/deals")];
    let answer = browser.post("/api/auth/sign_in", &form).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/sign-in?next=%2Fdeals"));
    let page = browser.get("/sign-in?next=%2Fdeals").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert!(page.body.contains("이메일이나 비밀번호가 맞지 않아요"), "said in the reader's language");
    assert!(
        page.body.contains("minji@hanbit.kr") && !page.body.contains("wrong password"),
        "but for secrets"
    );

    let mut english = browser.with("accept-language", "en");
    english.post("/api/auth/sign_in", &form).await;
    let page = english.get("/sign-in?next=%2Fdeals").await;
    assert!(page.body.contains("E-mail and password don’t match"));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn after_ten_wrong_passwords_even_the_right_one_waits(pool: PgPool) {
    let site = site(pool).await;
    for _ in 0..10 {
        let answer = sign_in(&mut site.browser(), "minji@hanbit.kr", "wrong password").await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
    let late = sign_in(&mut site.browser(), "minji@hanbit.kr", PASSWORD).await;
    assert_eq!(late.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(late.body.contains("TooManyTries"), "{}", late.body);
    let other = sign_in(&mut site.browser(), "somebody.else@hanbit.kr", PASSWORD).await;
    assert_eq!(other.status, StatusCode::UNAUTHORIZED, "others are not held up");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_order_from_another_site_signs_nobody_in(pool: PgPool) {
    let site = site(pool).await;
    let before = fingerprint(&site.db).await.unwrap();
    let mut browser =
        site.browser().with("sec-fetch-site", "cross-site").with("origin", "https://evil.example");
    let form = [("email", "minji@hanbit.kr"), ("password", PASSWORD), ("next", "/")];
    let answer = browser.post("/api/auth/sign_in", &form).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(fingerprint(&site.db).await.unwrap(), before);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn nobody_is_led_to_another_site_after_signing_in(pool: PgPool) {
    let site = site(pool).await;
    for next in [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\tx\r\nSet-Cookie: a=b",
        "",
    ] {
        let form = [("email", "minji@hanbit.kr"), ("password", PASSWORD), ("next", next)];
        let answer = site.browser().post("/api/auth/sign_in", &form).await;
        assert_eq!(answer.status, StatusCode::FOUND, "{next:?}");
        let location = answer.location();
        assert!(
            location.starts_with('/') && !location.contains("evil") && !location.contains('\t'),
            "{next:?} → {location}"
        );
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn over_https_the_cookie_belongs_to_this_very_host(pool: PgPool) {
    let site = site(pool).await;
    let mut browser = site.browser().with("host", "crm.hanbit.kr").with("x-forwarded-proto", "https");
    let answer = sign_in(&mut browser, "minji@hanbit.kr", PASSWORD).await;
    let cookie = answer.headers.get("set-cookie").unwrap().to_str().unwrap();
    assert!(cookie.starts_with("__Host-baton=") && cookie.ends_with("; Secure"), "{cookie}");
    assert!(cookie.contains("Path=/") && !cookie.contains("Domain"), "{cookie}");
    assert_eq!(browser.get("/settings").await.status, StatusCode::OK);
    let session = browser.cookies.remove("__Host-baton").unwrap();
    browser.cookies.insert("baton".into(), session);
    assert_eq!(
        browser.get("/settings").await.status,
        StatusCode::SEE_OTHER,
        "a planted cookie counts for nothing"
    );
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_session_from_before_is_not_the_one_after(pool: PgPool) {
    let site = site(pool).await;
    let mut browser = site.browser();
    browser.cookies.insert("baton".into(), "chosen-by-somebody-else".into());
    sign_in(&mut browser, "minji@hanbit.kr", PASSWORD).await;
    let first = browser.cookies["baton"].clone();
    assert_ne!(first, "chosen-by-somebody-else");
    let mut stolen = browser.clone();
    sign_in(&mut browser, "minji@hanbit.kr", PASSWORD).await;
    assert_ne!(browser.cookies["baton"], first);
    assert_eq!(stolen.get("/settings").await.status, StatusCode::SEE_OTHER, "the old one is dead");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn signing_out_ends_the_session_and_clears_the_browser(pool: PgPool) {
    let site = site(pool).await;
    let mut browser = site.browser_of("minji@hanbit.kr").await;
    let mut copy = browser.clone();
    let answer = browser.post("/api/auth/sign_out", &[]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::FOUND, "/sign-in"));
    assert_eq!(answer.header("clear-site-data"), "\"storage\"");
    assert!(browser.cookies.is_empty());
    assert_eq!(copy.get("/settings").await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        browser.post("/api/auth/sign_out", &[]).await.status,
        StatusCode::FOUND,
        "twice is no mistake"
    );
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn whoever_was_signed_out_meanwhile_is_told_by_script_and_led_by_form(pool: PgPool) {
    let site = site(pool).await;
    let mut browser = site.browser().with("referer", "http://localhost:3000/settings/profile?x=1");
    browser.cookies.insert("baton".into(), "long-ago".into());
    let script = browser.call("/api/auth/rename", &[("name", "새 이름")]).await;
    assert_eq!((script.status, script.body.as_str()), (StatusCode::UNAUTHORIZED, "\"SignedOut\""));
    let form = browser.post("/api/auth/rename", &[("name", "새 이름")]).await;
    assert_eq!(
        (form.status, form.location()),
        (StatusCode::SEE_OTHER, "/sign-in?next=%2Fsettings%2Fprofile")
    );
    let api = browser.send("GET", "/api/v1/deals", "application/json", None).await;
    assert_eq!((api.status, api.header("www-authenticate")), (StatusCode::UNAUTHORIZED, "Bearer"));
    assert_eq!(api.header("content-type"), "application/problem+json");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn language_and_theme_are_remembered_by_browser_and_member(pool: PgPool) {
    let site = site(pool).await;
    let mut stranger = site.browser();
    stranger.post("/api/auth/set_locale", &[("locale", "en")]).await;
    assert!(stranger.get("/sign-in").await.body.contains("Welcome back"));

    let mut browser = site.browser_of("minji@hanbit.kr").await;
    browser.post("/api/auth/set_locale", &[("locale", "en")]).await;
    browser.post("/api/auth/set_theme", &[("theme", "dark")]).await;
    let page = browser.get("/settings").await.body;
    assert!(page.contains("<html lang=\"en\"") && page.contains("data-theme=\"dark\""), "this browser");
    let mut other = site.browser();
    sign_in(&mut other, "minji@hanbit.kr", PASSWORD).await;
    let page = other.get("/settings").await.body;
    assert!(page.contains("<html lang=\"en\"") && page.contains("data-theme=\"dark\""), "and the next");
    for bad in [("/api/auth/set_locale", "locale", "fr"), ("/api/auth/set_theme", "theme", "<script>")] {
        assert_eq!(browser.call(bad.0, &[(bad.1, bad.2)]).await.status, StatusCode::BAD_REQUEST);
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_demo_offers_its_seats_and_a_workplace_does_not(pool: PgPool) {
    let demo = Site::demo_over(pool).await;
    let hash = app::password::hash(&DEMO_PASSWORD.into()).await.unwrap();
    db::demo::seed(&demo.db, chrono::Utc::now(), &hash).await.unwrap();
    let mut browser = demo.browser();
    let page = browser.get("/sign-in").await;
    assert!(page.body.contains("minji@baton.example") && page.body.contains(DEMO_PASSWORD));
    let answer = sign_in(&mut browser, "minji@baton.example", DEMO_PASSWORD).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(browser.get("/settings").await.status, StatusCode::OK);

    let workplace = demo.as_workplace().await;
    let mut browser = workplace.browser();
    let page = browser.get("/sign-in").await;
    assert!(!page.body.contains("baton.example") && !page.body.contains(DEMO_PASSWORD));
    let answer = sign_in(&mut browser, "minji@baton.example", DEMO_PASSWORD).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "a password known to the world opens nothing here");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_first_start_makes_a_workspace_by_its_link_once(pool: PgPool) {
    let site = Site::over(pool).await;
    let link = db::team::first_link(&site.db).await.unwrap().unwrap();
    let mut browser = site.browser();
    assert_eq!(browser.get("/setup/guessed").await.status, StatusCode::NOT_FOUND);
    let page = browser.get(&format!("/setup/{}", link.expose())).await;
    assert_eq!(page.status, StatusCode::OK);
    let form = |password| {
        [
            ("token", link.expose()),
            ("form[workspace]", "한빛소프트"),
            ("form[name]", "김민지"),
            ("form[email]", "minji@hanbit.kr"),
            ("form[password]", password),
        ]
    };
    let weak = browser.call("/api/auth/first_setup", &form("qlalfqjsgh123")).await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(weak.body.contains("CommonPassword"), "{}", weak.body);
    let answer = browser.post("/api/auth/first_setup", &form(PASSWORD)).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::FOUND, app::routes::HOME));
    assert_eq!(browser.get("/settings/members").await.status, StatusCode::OK);
    let again = site.browser().call("/api/auth/first_setup", &form(PASSWORD)).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert_eq!(db::check(&site.db).await.unwrap(), []);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_invitation_goes_from_an_admins_form_to_a_new_members_first_page(pool: PgPool) {
    let site = site(pool).await;
    let mut admin =
        site.browser_of("minji@hanbit.kr").await.with("referer", "http://localhost:3000/settings/members");
    let form = [("form[email]", "seoyeon@hanbit.kr"), ("form[roles][]", "sdr"), ("form[roles][]", "ae")];
    let answer = admin.post("/api/team/invite", &form).await;
    assert_eq!(answer.status, StatusCode::FOUND);
    assert!(answer.location().starts_with("/settings/members"), "{}", answer.location());
    let page = admin.get("/settings/members").await.body;
    let link = page.split("http://localhost:3000").find(|it| it.starts_with("/invite/")).unwrap();
    let link = &link[..link.find('"').unwrap()];
    assert!(page.contains("seoyeon@hanbit.kr"), "it waits for an answer");

    let mut new = site.browser();
    let page = new.get(link).await;
    assert!(page.body.contains("한빛소프트") && page.body.contains("seoyeon@hanbit.kr"));
    let token = link.trim_start_matches("/invite/");
    let form = |name, password| [("token", token), ("form[name]", name), ("form[password]", password)];
    let empty = new.call("/api/auth/accept_invitation", &form(" ", "seoyeon2026")).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("\"name\"") && empty.body.contains("\"password\""), "{}", empty.body);
    let answer = new.post("/api/auth/accept_invitation", &form("이서연", PASSWORD)).await;
    assert_eq!(answer.status, StatusCode::FOUND);
    assert!(new.get("/settings/profile").await.body.contains("이서연"));
    assert_eq!(site.browser().get(link).await.status, StatusCode::NOT_FOUND, "spent");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_password_is_changed_by_whoever_knows_the_old_one(pool: PgPool) {
    let site = site(pool).await;
    let mut browser = site.browser_of("minji@hanbit.kr").await;
    let mut elsewhere = site.browser_of("minji@hanbit.kr").await;
    let new = "징검다리 건너 푸른 대문";
    let wrong =
        browser.call("/api/auth/change_password", &[("present", "guessed it"), ("password", new)]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("WrongPassword"), "{}", wrong.body);
    let changed =
        browser.call("/api/auth/change_password", &[("present", PASSWORD), ("password", new)]).await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.body);
    assert_eq!(browser.get("/settings").await.status, StatusCode::OK, "this browser goes on");
    assert_eq!(elsewhere.get("/settings").await.status, StatusCode::SEE_OTHER);
    assert_eq!(sign_in(&mut site.browser(), "minji@hanbit.kr", new).await.status, StatusCode::OK);
    assert_eq!(
        sign_in(&mut site.browser(), "minji@hanbit.kr", PASSWORD).await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn malformed_orders_at_the_door_are_refused_and_change_nothing(pool: PgPool) {
    let site = site(pool).await;
    let before = fingerprint(&site.db).await.unwrap();
    let long = "x".repeat(60_000);
    for body in [
        "",
        "email",
        "email[]=a",
        "email=%00&password=%00",
        "email=%FF%FE",
        "email[a][b][c][d][e][f]=1",
        &format!("email={long}"),
    ] {
        for path in ["/api/auth/sign_in", "/api/auth/first_setup", "/api/auth/accept_invitation"] {
            let answer = site.browser().send("POST", path, "application/json", Some(body.to_owned())).await;
            assert!(
                answer.status.is_client_error(),
                "{path} {} {}",
                &body[..body.len().min(40)],
                answer.status
            );
        }
    }
    let json =
        site.browser().send_as("POST", "/api/auth/sign_in", "*/*", "application/json", "{}".into()).await;
    assert!(json.status.is_client_error());
    assert_eq!(fingerprint(&site.db).await.unwrap(), before);
}
