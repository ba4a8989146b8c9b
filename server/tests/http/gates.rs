//! Whichever way a deal is moved, by drag, form or program, alone or with others, a gate says the same, and a refusal
//! leaves no trace.

use crate::program::{Program, Team, team};
use crate::support::{Answer, Browser};
use chrono::Utc;
use db::testing::fingerprint;
use domain::activities::{ActivityKind, Outcome};
use domain::pipeline::batch::Fate;
use domain::pipeline::gate::{Activity, Field, Missing, judge};
use domain::pipeline::{Card, Facts, Gate, Report, Requirement, Verdict};
use domain::team::{Role, Scope};
use domain::{DealId, Refusal, StageId};
use serde_json::{Value, json};
use sqlx::PgPool;

struct Ground {
    team: Team,
    browser: Browser,
    program: Program,
    deal: DealId,
    to: StageId,
}

impl Ground {
    async fn of(pool: PgPool) -> Self {
        let team = team(pool).await;
        let browser = team.site.browser_of("minji@hanbit.kr").await;
        let program = team.program(Scope::Write).await;
        let deal = program.post("/api/v1/deals", &team.deal("딜")).await.record();
        let (deal, to) = (crate::program::id(&deal).parse().unwrap(), team.stage(1).parse().unwrap());
        Self { team, browser, program, deal, to }
    }

    async fn gate(&self, asks: &Requirement) {
        let gate = Gate::block(asks.clone());
        let (db, id) = (&self.team.site.db, self.team.pipeline.id);
        db::pipeline::set_gates(db, &self.team.operator, id, self.to, Some(&gate), None).await.unwrap();
    }

    async fn card(&self) -> Card {
        db::pipeline::deal(&self.team.site.db, &self.team.operator, self.deal).await.unwrap().card
    }

    fn order(&self, card: &Card) -> Value {
        json!({
            "act": uuid::Uuid::now_v7(), "deal": card.id, "version": card.version, "from": card.stage, "to": self.to,
            "above": null, "below": null, "closing": null, "undo": false,
        })
    }

    fn batch(&self, card: &Card) -> Value {
        let work = json!({ "Move": { "to": self.to, "slot": null, "closing": null } });
        let deals = json!([{ "deal": card.id, "stage": card.stage, "owner": card.owner }]);
        json!({ "batch": { "act": uuid::Uuid::now_v7(), "deals": deals, "work": work } })
    }

    async fn call(&self, path: &str, body: Value) -> Answer {
        let mut browser = self.browser.clone();
        browser.send_as("POST", path, "application/json", "application/json", body.to_string()).await
    }

    fn form(&self, card: &Card) -> Vec<(&'static str, String)> {
        vec![
            ("act", uuid::Uuid::now_v7().to_string()),
            ("deal", card.id.to_string()),
            ("version", card.version.to_string()),
            ("from", card.stage.to_string()),
            ("to", self.to.to_string()),
            ("next", "/pipeline".to_owned()),
        ]
    }

    async fn by_form(&self, card: &Card, scripts: bool) -> Answer {
        let form = self.form(card);
        let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let mut browser = self.browser.clone();
        match scripts {
            true => browser.call("/api/pipeline/move_by_form", &form).await,
            false => {
                let browser = &mut browser.with("referer", "http://localhost:3000/pipeline?move=D-1");
                browser.post("/api/pipeline/move_by_form", &form).await
            }
        }
    }

    /// The board's own verdict, from what it has on the card.
    async fn on_the_board(&self) -> Vec<Missing> {
        let (db, actor) = (&self.team.site.db, &self.team.operator);
        let card = self.card().await;
        let pipelines = db::pipeline::pipelines(db, actor).await.unwrap();
        let pipeline = pipelines.iter().find(|it| it.id == card.pipeline).unwrap();
        let today = actor.day(Utc::now());
        judge(&pipeline.doors(), &Facts::of(&card), Some(card.stage), self.to, actor.on(today)).missing
    }
}

/// What a server function says is missing.
fn missing(answer: &Answer) -> Vec<Missing> {
    assert_eq!(answer.status, 422, "{}", answer.body);
    let error: Value = serde_json::from_str(&answer.body).unwrap();
    let verdict: Verdict = serde_json::from_value(error["Refused"]["NotReady"].clone()).unwrap();
    verdict.missing
}

/// What a report on one deal says is missing.
fn held_up(answer: &Answer) -> Vec<Missing> {
    assert_eq!(answer.status, 200, "{}", answer.body);
    let report: Report = serde_json::from_str(&answer.body).unwrap();
    match &report.lines[0].fate {
        Fate::Refused(Refusal::NotReady(verdict)) => verdict.missing.clone(),
        other => panic!("not held up: {other:?}"),
    }
}

fn gates() -> [Requirement; 6] {
    let demo = Activity::once(ActivityKind::Demo, Some(Outcome::Held));
    [
        Requirement::FieldSet(Field::Amount),
        Requirement::All(vec![Requirement::FieldSet(Field::Person), Requirement::CloseDateInFuture]),
        Requirement::Any(vec![Requirement::Activity(demo), Requirement::FieldSet(Field::About)]),
        Requirement::Not(Box::new(Requirement::FieldSet(Field::Owner))),
        Requirement::People(2),
        Requirement::NextStepWithin(3),
    ]
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn every_way_of_moving_a_deal_gets_the_same_verdict(pool: PgPool) {
    let ground = Ground::of(pool).await;
    for asks in gates() {
        ground.gate(&asks).await;
        let (card, expected) = (ground.card().await, ground.on_the_board().await);
        assert!(!expected.is_empty());
        let before = fingerprint(&ground.team.site.db).await.unwrap();

        let drag = ground.call("/api/pipeline/move_deal", json!({ "wish": ground.order(&card) })).await;
        assert_eq!(missing(&drag), expected);
        let order = json!({ "wish": ground.order(&card), "fill": {} });
        assert_eq!(missing(&ground.call("/api/pipeline/move_filled", order).await), expected);
        assert_eq!(missing(&ground.by_form(&card, true).await), expected);
        let plain = ground.by_form(&card, false).await;
        assert_eq!((plain.status.as_u16(), plain.location()), (303, "/pipeline?move=D-1"));
        for path in ["/api/pipeline/weigh_many", "/api/pipeline/work_many"] {
            assert_eq!(held_up(&ground.call(path, ground.batch(&card)).await), expected);
        }
        assert_eq!(fingerprint(&ground.team.site.db).await.unwrap(), before, "{asks:?}");

        let path = format!("/api/v1/deals/{}/move", ground.deal);
        let said = ground.program.post(&path, &json!({ "stage": ground.to })).await;
        assert_eq!(said.refusal(), (422, "not_ready".to_owned()));
        let items = said.json()["missing"].as_array().unwrap().clone();
        let codes: Vec<_> = items.iter().map(|it| it["code"].as_str().unwrap().to_owned()).collect();
        assert_eq!(codes, expected.iter().map(|it| it.what.code()).collect::<Vec<_>>());
        assert!(
            items.iter().all(|it| it["severity"] == "block" && it["message"].as_str().unwrap().len() > 3)
        );
        assert_eq!(ground.card().await, card, "nothing was written");
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_program_passes_a_gate_with_the_fact_or_with_a_managers_reason(pool: PgPool) {
    let ground = Ground::of(pool).await;
    ground.gate(&Requirement::FieldSet(Field::Amount)).await;
    let path = format!("/api/v1/deals/{}/move", ground.deal);
    let order = |reason: &str| json!({ "stage": ground.to, "override_reason": reason });

    let ae = ground.team.member("ae@hanbit.kr", Role::Ae).await;
    let ae = ground.team.program_of(ae, Scope::Write).await;
    let own = ae.post("/api/v1/deals", &ground.team.deal("민지 딜")).await.record();
    let own = format!("/api/v1/deals/{}/move", crate::program::id(&own));
    assert_eq!(ae.post(&own, &order("급해요")).await.refusal(), (403, "not_allowed".to_owned()));
    assert_eq!(ground.program.post(&path, &order("")).await.refusal(), (422, "not_ready".to_owned()));
    let moved = ground.program.post(&path, &order("본부장 승인")).await.record();
    assert_eq!(moved["stage"], json!(ground.to));

    // And back: that asks why.
    let back = json!({ "stage": ground.team.stage(0) });
    assert_eq!(ground.program.post(&path, &back).await.refusal(), (422, "reason_needed".to_owned()));
    let back = json!({ "stage": ground.team.stage(0), "reason": "담당자가 바뀜" });
    ground.program.post(&path, &back).await.record();
    ground.team.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_new_deal_in_a_later_stage_meets_its_gate(pool: PgPool) {
    let ground = Ground::of(pool).await;
    ground.gate(&Requirement::FieldSet(Field::Amount)).await;
    let mut new = ground.team.deal("중간부터");
    new["stage"] = json!(ground.to);
    assert_eq!(ground.program.post("/api/v1/deals", &new).await.refusal(), (422, "not_ready".to_owned()));
    new["amount"] = json!({ "minor": 1_000_000, "currency": "KRW" });
    ground.program.post("/api/v1/deals", &new).await.record();
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_form_fills_in_what_is_missing_and_moves(pool: PgPool) {
    let ground = Ground::of(pool).await;
    let demo = Activity::once(ActivityKind::Demo, Some(Outcome::Held));
    ground
        .gate(&Requirement::All(vec![Requirement::FieldSet(Field::Amount), Requirement::Activity(demo)]))
        .await;
    let card = ground.card().await;
    let mut form = ground.form(&card);
    form.extend([
        ("fill[amount]", "1,250만".to_owned()),
        ("fill[activities][0][what]", "demo.held".to_owned()),
        ("fill[activities][0][body]", "다섯 명이 봄".to_owned()),
    ]);
    let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = ground.browser.clone().post("/api/pipeline/move_by_form", &form).await;
    assert_eq!(answer.location(), "/pipeline");
    let now = ground.card().await;
    assert_eq!((now.stage, now.amount_minor, now.version), (ground.to, Some(12_500_000), card.version + 3));
    ground.team.in_order().await;
}
