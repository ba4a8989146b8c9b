//! Programs read how accounts fit and which of them we set out to win, find them by it, and mark targets.

use crate::program::{Program, id, team};
use domain::icp::{Asks, Predicate, Profile};
use domain::team::{Role, Scope};
use serde_json::{Value, json};
use sqlx::PgPool;

fn profile() -> Profile {
    let asks = Asks::Industry(vec!["소프트웨어".into()]);
    let size = Asks::Employees { from: Some(50), to: None };
    Profile(vec![Predicate { asks, points: 50 }, Predicate { asks: size, points: 50 }])
}

/// The names of a list's accounts.
async fn names(program: &Program, filter: &str) -> Vec<String> {
    let page = program.get(&format!("/api/v1/accounts?{filter}")).await.record();
    let name = |it: &Value| it["name"].as_str().unwrap().to_owned();
    page["items"].as_array().unwrap().iter().map(name).collect()
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_account_says_how_well_it_fits_and_whether_it_is_a_target(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    let new = json!({ "name": "한빛소프트", "industry": "소프트웨어", "employees": 120, "target": true });
    let account = program.post("/api/v1/accounts", &new).await.record();
    assert_eq!(
        (&account["target"], &account["icp_score"], &account["icp_tier"], &account["icp_version"]),
        (&json!(true), &Value::Null, &Value::Null, &Value::Null),
        "there is no profile yet"
    );
    db::icp::save(&team.site.db, &team.operator, 0, &profile()).await.unwrap();
    let path = format!("/api/v1/accounts/{}", id(&account));
    let judged = program.get(&path).await.record();
    assert_eq!(
        (&judged["icp_score"], &judged["icp_tier"], &judged["icp_version"], &judged["version"]),
        (&json!(100), &json!("a"), &json!(1), &json!(1)),
        "a profile is no change of the account"
    );
    // A fact and the mark in one order: one version, and the fit follows the fact.
    let changed = program.patch(&path, 1, &json!({ "employees": 10, "target": false })).await.record();
    assert_eq!(
        (&changed["icp_score"], &changed["icp_tier"], &changed["target"], &changed["version"]),
        (&json!(50), &json!("c"), &json!(false), &json!(2))
    );
    let stays = program.patch(&path, 2, &json!({ "region": "서울" })).await.record();
    assert_eq!((&stays["target"], &stays["icp_score"]), (&json!(false), &json!(50)), "absent fields stay");
    let wrong = program.patch(&path, 3, &json!({ "target": "perhaps" })).await;
    assert_eq!((wrong.status(), wrong.fields()), (400, vec!["target".to_owned()]));
    let reader = team.program_of(team.member("garam@hanbit.kr", Role::Viewer).await, Scope::Read).await;
    assert_eq!(reader.patch(&path, 3, &json!({ "target": true })).await.status(), 403);
    team.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn accounts_are_found_by_tier_and_target(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    for (name, industry, employees, target) in
        [("가", "소프트웨어", 80, true), ("나", "소프트웨어", 10, true), ("다", "제조", 10, false)]
    {
        let new = json!({ "name": name, "industry": industry, "employees": employees, "target": target });
        program.post("/api/v1/accounts", &new).await.record();
    }
    db::icp::save(&team.site.db, &team.operator, 0, &profile()).await.unwrap();
    assert_eq!(names(&program, "tier=a").await, ["가"]);
    assert_eq!(names(&program, "tier=c").await, ["나"]);
    assert_eq!(names(&program, "tier=none").await, ["다"]);
    assert_eq!(names(&program, "target=true").await, ["가", "나"]);
    assert_eq!(names(&program, "target=true&tier=c").await, ["나"]);
    assert_eq!(names(&program, "target=false").await.len(), 3);
    for wrong in ["tier=d", "target=1", "fit=a"] {
        assert_eq!(program.get(&format!("/api/v1/accounts?{wrong}")).await.status(), 400, "{wrong}");
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn who_may_write_the_profile_is_reminded_until_there_is_one(pool: PgPool) {
    let team = team(pool).await;
    team.member("junho@hanbit.kr", Role::Manager).await;
    team.member("doyun@hanbit.kr", Role::Ae).await;
    let mut manager = team.site.browser_of("junho@hanbit.kr").await;
    let mut ae = team.site.browser_of("doyun@hanbit.kr").await;
    for page in ["/accounts", "/today", "/settings"] {
        assert!(manager.get(page).await.body.contains("ICP 정하기"), "{page}");
        assert!(!ae.get(page).await.body.contains("ICP 정하기"), "{page}");
    }
    db::icp::save(&team.site.db, &team.operator, 0, &profile()).await.unwrap();
    for page in ["/accounts", "/today", "/settings"] {
        assert!(!manager.get(page).await.body.contains("ICP 정하기"), "{page}");
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn without_scripts_a_draft_is_looked_at_and_a_refused_one_comes_back(pool: PgPool) {
    let team = team(pool).await;
    team.member("junho@hanbit.kr", Role::Manager).await;
    let mut manager = team.site.browser_of("junho@hanbit.kr").await;
    let draft = "/settings/icp?draft=1&form%5Brows%5D%5B0%5D%5Bkind%5D=region\
                 &form%5Brows%5D%5B0%5D%5Bmore%5D=%EC%84%9C%EC%9A%B8&form%5Brows%5D%5B0%5D%5Bpoints%5D=20";
    let page = manager.get(draft).await.body;
    assert!(page.contains("value=\"서울\"") && page.contains("등급이 그대로예요"), "{page}");
    let wider = manager.get(&format!("{draft}&add=employees")).await.body;
    assert!(wider.contains("form[rows][1][from]") && wider.contains("조건을 다 채우면"));
    let without = manager.get(&format!("{draft}&drop=0")).await.body;
    assert!(!without.contains("form[rows][0][kind]"));
    assert!(
        db::icp::profile(&team.site.db, &team.operator).await.unwrap().is_none(),
        "looking writes nothing"
    );

    let mut sender = manager.clone().with("referer", "http://localhost:3000/settings/icp");
    let form = [
        ("draft", "1"),
        ("seen", "0"),
        ("form[rows][0][kind]", "industry"),
        ("form[rows][0][values][]", "소프트웨어"),
        ("form[rows][0][more]", "커머스"),
        ("form[rows][0][points]", "많이"),
        ("form[rows][1][kind]", "employees"),
        ("form[rows][1][from]", "30"),
        ("form[rows][1][points]", "20"),
    ];
    let answer = sender.post("/api/icp/save", &form).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, "/settings/icp"), "{}", answer.body);
    manager.cookies = sender.cookies.clone();
    let back = manager.get("/settings/icp").await;
    assert_eq!(back.status.as_u16(), 422);
    for typed in ["value=\"많이\"", "value=\"커머스\"", "value=\"30\"", "숫자로 적어 주세요."] {
        assert!(back.body.contains(typed), "{typed}");
    }
    assert!(back.body.contains("value=\"소프트웨어\" checked"), "what was ticked stays ticked");

    let mut right = form;
    right[5].1 = "30";
    let answer = sender.post("/api/icp/save", &right).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (302, "/settings/icp"), "{}", answer.body);
    let kept = db::icp::profile(&team.site.db, &team.operator).await.unwrap().unwrap();
    assert_eq!((kept.version, kept.profile.0.len()), (1, 2));
    team.in_order().await;
}
