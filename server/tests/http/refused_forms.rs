//! A form that is sent without scripts and refused comes back to its page with what was typed, once.

use crate::support::{Answer, Browser, Site};
use domain::team::{DEMO_PASSWORD, Role};
use http::StatusCode;
use sqlx::PgPool;

const HERE: &str = "http://localhost:3000";

/// A site with one admin, in whose browser a form is sent from `page`.
async fn ground(pool: PgPool) -> (Site, Browser) {
    let site = Site::over(pool).await;
    let workspace = site.workspace("한빛소프트").await;
    site.member(&workspace, "minji@hanbit.kr", &[Role::Admin]).await;
    let browser = site.browser_of("minji@hanbit.kr").await;
    (site, browser)
}

fn on(browser: &Browser, page: &str) -> Browser {
    browser.clone().with("referer", &format!("{HERE}{page}"))
}

/// Sends a form that is refused, and follows.
async fn refused(browser: &mut Browser, page: &str, act: &str, form: &[(&str, &str)]) -> Answer {
    let mut sender = on(browser, page);
    let answer = sender.post(act, form).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, page), "{}", answer.body);
    browser.cookies = sender.cookies;
    browser.get(page).await
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_was_typed_comes_back_with_what_is_wrong_and_is_gone_afterwards(pool: PgPool) {
    let (_, mut browser) = ground(pool).await;
    let form =
        [("form[name]", "한빛 <소프트>"), ("form[employees]", "많이"), ("form[about]", "첫 줄\n둘째 줄")];
    let page = refused(&mut browser, "/accounts/new", "/api/accounts/create", &form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("value=\"한빛 &lt;소프트&gt;\"") && page.body.contains("value=\"많이\""));
    assert!(page.body.contains("첫 줄\n둘째 줄</textarea>"));
    assert!(page.body.contains("id=\"field-employees-problem\""));
    assert!(page.body.contains("data-refused=\"/api/accounts/create"));

    let again = browser.get("/accounts/new").await;
    assert_eq!(again.status, StatusCode::OK);
    assert!(
        !again.body.contains("많이")
            && !again.body.contains("-problem\"")
            && !again.body.contains("data-refused")
    );
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_form_that_comes_back_is_still_about_what_its_sender_saw(pool: PgPool) {
    let (_, mut browser) = ground(pool).await;
    let made = browser.post("/api/accounts/create", &[("form[name]", "한빛")]).await;
    let page = format!("{}?edit=1", made.location());
    let shown = browser.get(&page).await.body;
    let id = shown.split_once("name=\"account\" value=\"").unwrap().1[..36].to_owned();
    let form = |version| {
        [("account", id.as_str()), ("version", version), ("form[name]", "한빛"), ("form[region]", "부산")]
    };

    // Somebody else writes; what I send was about version 1, and does not become about version 2 by coming back.
    let theirs =
        [("account", id.as_str()), ("version", "1"), ("form[name]", "한빛"), ("form[region]", "서울")];
    assert_eq!(browser.call("/api/accounts/change", &theirs).await.status, StatusCode::OK);
    let mut wrong = form("1").to_vec();
    wrong.push(("form[employees]", "많이"));
    let back = refused(&mut browser, &page, "/api/accounts/change", &wrong).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.body.contains("name=\"version\" value=\"1\""));
    let overtaken = refused(&mut browser, &page, "/api/accounts/change", &form("1")).await;
    assert_eq!(overtaken.status, StatusCode::CONFLICT);
    assert!(overtaken.body.contains("conflict-panel") && overtaken.body.contains("서울"));
}

/// Browsers tell only the site of an address that is too long, such as one with a whole draft in it.
#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_form_that_names_its_page_comes_back_there_and_nowhere_but_on_our_site(pool: PgPool) {
    let (_, browser) = ground(pool).await;
    let sent_from = async |page: &str| {
        let form = [("form[name]", "한빛"), ("form[employees]", "많이"), ("page", page)];
        let answer = on(&browser, "/").post("/api/accounts/create", &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        answer.location().to_owned()
    };
    assert_eq!(sent_from("/accounts/new").await, "/accounts/new");
    for elsewhere in ["//evil.example", "https://evil.example/accounts/new", "/\\evil.example", ""] {
        assert_eq!(sent_from(elsewhere).await, "/", "{elsewhere}");
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn passwords_do_not_come_back_and_nobody_else_gets_what_was_typed(pool: PgPool) {
    let (site, browser) = ground(pool).await;
    let mut stranger = site.browser();
    let form = [("email", "nobody@hanbit.kr"), ("password", DEMO_PASSWORD), ("next", "")];
    let page = refused(&mut stranger, "/sign-in", "/api/auth/sign_in", &form).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert!(page.body.contains("value=\"nobody@hanbit.kr\"") && !page.body.contains(DEMO_PASSWORD));

    let mut sender = on(&browser, "/people/new");
    let form = [("form[name]", "비밀 손님"), ("form[email]", "?")];
    assert!(sender.post("/api/accounts/create_person", &form).await.status.is_redirection());
    let key = sender.cookies["baton-refused"].clone();
    // Another member, in the same browser or another, and another page of the same member.
    let mut other = site.browser_of("minji@hanbit.kr").await;
    other.cookies.insert("baton-refused".to_owned(), "0".repeat(key.len()));
    assert!(!other.get("/people/new").await.body.contains("비밀 손님"));
    let mut nobody = site.browser();
    nobody.cookies.insert("baton-refused".to_owned(), key);
    assert!(!nobody.get("/sign-in").await.body.contains("비밀 손님"));
    assert!(!sender.get("/accounts/new").await.body.contains("비밀 손님"));
    assert!(sender.get("/people/new").await.body.contains("비밀 손님"), "its sender still does");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_form_leads_back_to_our_own_pages_only(pool: PgPool) {
    let (_, browser) = ground(pool).await;
    for away in ["https://evil.example/accounts/new", "http://localhost:3000//evil.example", ""] {
        let mut sender = browser.clone().with("referer", away);
        let answer = sender.post("/api/accounts/create", &[("form[name]", "")]).await;
        assert!(answer.location().starts_with('/') && !answer.location().starts_with("//"), "{away}");
        assert!(!answer.location().contains("evil"), "{away}");
        assert!(!sender.cookies.contains_key("baton-refused"), "{away}");
    }
    // A page that has gone says so, and no more.
    let mut sender = on(&browser, "/nowhere");
    let answer = sender.post("/api/accounts/create", &[("form[name]", "")]).await;
    assert_eq!(answer.location(), "/nowhere");
    assert_eq!(sender.get("/nowhere").await.status, StatusCode::NOT_FOUND);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn of_several_forms_of_one_act_the_one_that_was_sent_comes_back(pool: PgPool) {
    let (_, mut browser) = ground(pool).await;
    for name in ["영업", "지원"] {
        assert_eq!(browser.call("/api/team/make_team", &[("name", name)]).await.status, StatusCode::OK);
    }
    let page = browser.get("/settings/teams").await.body;
    let ids: Vec<_> =
        page.match_indices("id=\"name-").map(|(at, it)| page[at + it.len()..][..36].to_owned()).collect();
    assert_eq!(ids.len(), 2);
    let form = [("team", ids[1].as_str()), ("seen", "지원"), ("name", "영업")];
    let page = refused(&mut browser, "/settings/teams", "/api/team/rename_team", &form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains(&format!("id=\"name-{}-problem\"", ids[1])));
    assert!(!page.body.contains(&format!("id=\"name-{}-problem\"", ids[0])));
}
