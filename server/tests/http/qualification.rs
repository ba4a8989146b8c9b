//! Programs read how leads are qualified and by which rules, and forms without scripts try rules, save them and grant.

use crate::program::{id, team, version};
use domain::qualification::{Rules, RulesForm};
use domain::team::{Role, Scope};
use serde_json::{Value, json};
use sqlx::PgPool;

fn signal(key: &str, kind: &str) -> Value {
    json!({ "key": key, "kind": kind, "email": "seoa@hanbit-soft.kr", "at": chrono::Utc::now().to_rfc3339() })
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_lead_says_its_kind_and_scores_and_is_found_by_them(pool: PgPool) {
    let team = team(pool).await;
    let program = team.program(Scope::Write).await;
    let new = json!({ "name": "한서아", "email": "seoa@hanbit-soft.kr" });
    let lead = program.post("/api/v1/leads", &new).await.record();
    assert_eq!(
        (&lead["kind"], &lead["interest_score"], &lead["product_score"]),
        (&json!("none"), &json!(0), &Value::Null)
    );
    let sent = json!({ "signals": [signal("1", "event_attended"), signal("2", "event_attended"), signal("3", "content_downloaded")] });
    program.post("/api/v1/signals", &sent).await.record();
    let path = format!("/api/v1/leads/{}", id(&lead));
    let judged = program.get(&path).await.record();
    assert_eq!(
        (&judged["kind"], &judged["interest_score"], &judged["cooling"], version(&judged)),
        (&json!("marketing_qualified"), &json!(55), &json!(false), 1)
    );
    let found = program.get("/api/v1/leads?kind=marketing_qualified").await.record();
    assert_eq!(found["items"].as_array().unwrap().len(), 1);
    assert_eq!(
        program.get("/api/v1/leads?kind=cooling").await.record()["items"].as_array().unwrap().len(),
        0
    );
    assert_eq!(program.get("/api/v1/leads?kind=ready").await.status(), 400);

    let why = program.get(&format!("{path}/qualification")).await.record();
    let change = &why["items"][0];
    assert_eq!(
        (&change["to"], &change["origin"], &change["by"]),
        (&json!("marketing_qualified"), &json!("marketing"), &Value::Null)
    );
    let points: i64 = change["contributions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["milli_points"].as_i64().unwrap())
        .sum();
    let signals: usize = change["contributions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["signals"].as_array().unwrap().len())
        .sum();
    assert_eq!((points, signals), (55_000, 3));
    assert_eq!(program.get("/api/v1/leads/L-99/qualification").await.status(), 404);

    let rules = program.get("/api/v1/qualification-rules").await.record();
    assert_eq!(
        (&rules["version"], &rules["interest"], &rules["raises"]),
        (&json!(0), &json!(50), &json!(["demo_requested", "demo_used"]))
    );
    assert_eq!(rules["rules"].as_array().unwrap().len(), 17);
    team.in_order().await;
}

/// The form as a browser sends it.
fn sent(form: &RulesForm) -> Vec<(String, String)> {
    let mut all = vec![("draft".to_owned(), "1".to_owned()), ("seen".to_owned(), "0".to_owned())];
    for (at, row) in form.weights.iter().enumerate() {
        for (name, value) in [
            ("rule", &row.rule),
            ("points", &row.points),
            ("most", &row.most),
            ("half_life", &row.half_life),
            ("least", &row.least),
            ("within", &row.within),
            ("class", &row.class),
        ] {
            all.push((format!("form[weights][{at}][{name}]"), value.clone()));
        }
    }
    all.extend(form.raises.iter().map(|it| ("form[raises][]".to_owned(), it.clone())));
    for (name, value) in [
        ("raise_days", &form.raise_days),
        ("fit", &form.fit),
        ("interest", &form.interest),
        ("qualified", &form.qualified),
        ("ready", &form.ready),
        ("student_domains", &form.student_domains),
        ("competitor_domains", &form.competitor_domains),
    ] {
        all.push((format!("form[{name}]"), value.clone()));
    }
    all
}

fn pairs(all: &[(String, String)]) -> Vec<(&str, &str)> {
    all.iter().map(|it| (it.0.as_str(), it.1.as_str())).collect()
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn without_scripts_rules_are_tried_and_saved_and_refused_ones_come_back(pool: PgPool) {
    let team = team(pool).await;
    team.member("junho@hanbit.kr", Role::Admin).await;
    let program = team.program(Scope::Write).await;
    program
        .post("/api/v1/leads", &json!({ "name": "한서아", "email": "seoa@hanbit-soft.kr" }))
        .await
        .record();
    let some = json!({ "signals": [signal("1", "event_attended"), signal("2", "event_attended")] });
    program.post("/api/v1/signals", &some).await.record();
    let mut admin = team.site.browser_of("junho@hanbit.kr").await;

    let mut form = RulesForm::from(&Rules::default());
    form.interest = "40".into();
    let query = crate::support::encoded(&pairs(&sent(&form)));
    let tried = admin.get(&format!("/settings/qualification?{query}")).await.body;
    assert!(
        tried.contains("기록에 대 봤어요") && tried.contains("한서아") && tried.contains("value=\"40\""),
        "{tried}"
    );
    assert_eq!(db::qualification::rules(&team.site.db, &team.operator).await.unwrap().version, 0);

    let mut wrong = form.clone();
    wrong.weights[1].points = "많이".into();
    let mut sender = admin.clone().with("referer", "http://localhost:3000/settings/qualification");
    let answer = sender.post("/api/qualification/save", &pairs(&sent(&wrong))).await;
    assert_eq!(
        (answer.status.as_u16(), answer.location()),
        (303, "/settings/qualification"),
        "{}",
        answer.body
    );
    admin.cookies = sender.cookies.clone();
    let back = admin.get("/settings/qualification").await;
    assert_eq!(back.status.as_u16(), 422);
    for typed in ["value=\"많이\"", "value=\"40\"", "숫자로 적어 주세요."] {
        assert!(back.body.contains(typed), "{typed}");
    }

    let answer = sender.post("/api/qualification/save", &pairs(&sent(&form))).await;
    assert_eq!(
        (answer.status.as_u16(), answer.location()),
        (302, "/settings/qualification"),
        "{}",
        answer.body
    );
    let kept = db::qualification::rules(&team.site.db, &team.operator).await.unwrap();
    assert_eq!((kept.version, kept.rules.interest), (1, 40));
    let lead = program.get("/api/v1/leads/L-1").await.record();
    assert_eq!(lead["kind"], "marketing_qualified");

    team.member("doyun@hanbit.kr", Role::Ae).await;
    let mut ae = team.site.browser_of("doyun@hanbit.kr").await;
    let page = ae.get("/settings/qualification").await.body;
    assert!(page.contains("관리자가 바꿀 수 있어요.") && !page.contains("저장하고 적용"));
    let page = ae.get("/leads/L-1").await.body;
    assert!(page.contains("왜 MQL인가요?") && page.contains("행사 참석"), "{page}");
    team.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn without_scripts_a_talk_is_written_down_and_the_lead_granted(pool: PgPool) {
    let team = team(pool).await;
    let sdr = team.member("daeun@hanbit.kr", Role::Sdr).await;
    let mine = team.program_of(sdr, Scope::Write).await;
    let new = json!({ "name": "한서아", "email": "seoa@hanbit-soft.kr", "owner": sdr });
    let lead = mine.post("/api/v1/leads", &new).await.record();
    let mut browser = team.site.browser_of("daeun@hanbit.kr").await;
    let page = browser.get("/leads/L-1?talk=1").await.body;
    assert!(page.contains("form[need_note]") && page.contains("어떤 문제를 풀려고 하나요?"));
    let key = id(&lead).to_string();
    let here = browser.clone().with("referer", "http://localhost:3000/leads/L-1?talk=1");
    let mut sender = here;
    let half = [("lead", key.as_str()), ("version", "1"), ("form[need]", "2"), ("form[need_note]", "")];
    let answer = sender.post("/api/qualification/talk", &half).await;
    assert_eq!(answer.status.as_u16(), 303, "{}", answer.body);
    browser.cookies = sender.cookies.clone();
    let back = browser.get("/leads/L-1?talk=1").await;
    assert_eq!((back.status.as_u16(), back.body.contains("입력해 주세요.")), (422, true), "{}", back.body);
    let said = [
        ("lead", key.as_str()),
        ("version", "1"),
        ("form[need]", "2"),
        ("form[need_note]", "직접 들었어요"),
        ("form[timing]", "2"),
        ("form[timing_note]", "다음 분기"),
    ];
    let answer = sender.post("/api/qualification/talk", &said).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (302, "/leads/L-1"), "{}", answer.body);
    browser.cookies = sender.cookies.clone();
    assert!(browser.get("/leads/L-1").await.body.contains("영업 적격으로 올리기"));
    let answer = sender.post("/api/qualification/grant", &[("lead", key.as_str())]).await;
    assert!(answer.status.is_redirection(), "{} {}", answer.status, answer.body);
    browser.cookies = sender.cookies.clone();
    let page = browser.get("/leads/L-1").await.body;
    assert!(
        page.contains("왜 SQL인가요?")
            && page.contains("다음 분기")
            && !page.contains("영업 적격으로 올리기")
    );
    assert_eq!(mine.get("/api/v1/leads/L-1").await.record()["kind"], "sales_qualified");
    team.in_order().await;
}
