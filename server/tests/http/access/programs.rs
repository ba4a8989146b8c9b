//! Every order and question of `/api/v1` by name: what it asks of the key's member, and a body that it would
//! take. A new one is a new row here, or the tests fail.

use super::matrix::{
    Needs, Needs::Anybody, Needs::GiveTheLead, Needs::SendTheLead, Needs::TheDeal, Needs::TheHandover,
    Needs::TheLead,
};
use super::two_worlds;
use super::world::{CANARY, Ids};
use crate::support::{Answer, Browser};
use db::Db;
use db::testing::fingerprint;
use domain::team::{Right, Role};
use http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;
use std::collections::{BTreeMap, BTreeSet};

pub struct Order {
    pub method: &'static str,
    pub pattern: &'static str,
    pub needs: Needs,
    pub address: fn(&Ids) -> String,
    pub body: fn(&Ids) -> Value,
}

impl Order {
    pub fn writes(&self) -> bool {
        self.method != "GET"
    }
}

const fn reads(pattern: &'static str, address: fn(&Ids) -> String) -> Order {
    Order { method: "GET", pattern, needs: Anybody, address, body: |_| Value::Null }
}

const RECORDS: Needs = Needs::Right(Right::KeepRecords);
const DEALS: Needs = Needs::Right(Right::CreateDeals);

fn one(kind: &str, id: &str) -> String {
    format!("/api/v1/{kind}/{id}")
}

pub static ORDERS: &[Order] = &[
    reads("/api/v1/pipelines", |_| "/api/v1/pipelines".to_owned()),
    reads("/api/v1/pipelines/{id}", |ids| one("pipelines", ids.get("pipeline"))),
    reads("/api/v1/accounts", |_| "/api/v1/accounts".to_owned()),
    reads("/api/v1/accounts/{id}", |ids| one("accounts", ids.get("account"))),
    reads("/api/v1/leads", |ids| format!("/api/v1/leads?status=new&owner={}", ids.get("owner"))),
    reads("/api/v1/leads/{id}", |ids| one("leads", ids.get("lead"))),
    reads("/api/v1/leads/{id}/consents", |ids| format!("/api/v1/leads/{}/consents", ids.get("lead"))),
    reads("/api/v1/people/{id}/consents", |ids| format!("/api/v1/people/{}/consents", ids.get("person"))),
    reads("/api/v1/targets", |ids| format!("/api/v1/targets?owner={}", ids.get("owner"))),
    reads("/api/v1/accounts/{id}/contact-plan", |ids| {
        format!("/api/v1/accounts/{}/contact-plan", ids.get("target_account"))
    }),
    reads("/api/v1/web-forms", |_| "/api/v1/web-forms".to_owned()),
    reads("/api/v1/leads/{id}/qualification", |ids| {
        format!("/api/v1/leads/{}/qualification", ids.get("lead"))
    }),
    reads("/api/v1/qualification-rules", |_| "/api/v1/qualification-rules".to_owned()),
    reads("/api/v1/handovers", |_| "/api/v1/handovers?state=pending".to_owned()),
    reads("/api/v1/handovers/{id}", |ids| one("handovers", ids.get("handover"))),
    Order {
        method: "POST",
        pattern: "/api/v1/leads/{id}/handover",
        needs: SendTheLead,
        address: |ids| format!("/api/v1/leads/{}/handover", ids.get("ready_lead")),
        body: |ids| json!({ "closer": ids.get("owner") }),
    },
    Order {
        method: "POST",
        pattern: "/api/v1/handovers/{id}/accept",
        needs: TheHandover,
        address: |ids| format!("/api/v1/handovers/{}/accept", ids.get("handover")),
        body: |_| Value::Null,
    },
    Order {
        method: "POST",
        pattern: "/api/v1/handovers/{id}/reject",
        needs: TheHandover,
        address: |ids| format!("/api/v1/handovers/{}/reject", ids.get("handover_to_reject")),
        body: |_| json!({ "class": "incomplete", "note": "예산이 빠졌어요" }),
    },
    Order {
        method: "POST",
        pattern: "/api/v1/handovers/{id}/withdraw",
        needs: SendTheLead,
        address: |ids| format!("/api/v1/handovers/{}/withdraw", ids.get("handover_to_withdraw")),
        body: |_| Value::Null,
    },
    reads("/api/v1/people", |_| "/api/v1/people".to_owned()),
    reads("/api/v1/people/{id}", |ids| one("people", ids.get("person"))),
    reads("/api/v1/deals", |ids| {
        let [pipeline, stage, owner, account, tag] =
            ["pipeline", "stage", "owner", "account", "tag"].map(|it| ids.get(it));
        format!("/api/v1/deals?pipeline={pipeline}&stage={stage}&owner={owner}&account={account}&tag={tag}")
    }),
    reads("/api/v1/deals/{id}", |ids| one("deals", ids.get("deal"))),
    Order {
        method: "POST",
        pattern: "/api/v1/accounts",
        needs: RECORDS,
        address: |_| "/api/v1/accounts".to_owned(),
        body: |ids| json!({ "name": "프로그램의 고객사", "parent": ids.get("account"), "allow_namesake": true }),
    },
    Order {
        method: "PATCH",
        pattern: "/api/v1/accounts/{id}",
        needs: RECORDS,
        address: |ids| one("accounts", ids.get("account")),
        body: |_| json!({ "region": "부산" }),
    },
    Order {
        method: "POST",
        pattern: "/api/v1/leads",
        needs: RECORDS,
        address: |_| "/api/v1/leads".to_owned(),
        body: |ids| json!({ "name": "프로그램의 리드", "email": "program@lead.test", "owner": ids.get("owner") }),
    },
    Order {
        method: "POST",
        pattern: "/api/v1/leads/batch",
        needs: RECORDS,
        address: |_| "/api/v1/leads/batch".to_owned(),
        body: |ids| {
            let owner = ids.get("owner");
            json!({ "leads": [{ "name": "여럿 중 하나", "email": "one@lead.test", "owner": owner }] })
        },
    },
    Order {
        method: "POST",
        pattern: "/api/v1/leads/{id}/consents",
        needs: RECORDS,
        address: |ids| format!("/api/v1/leads/{}/consents", ids.get("lead")),
        body: |_| json!({ "channel": "email", "answer": "given", "proof": "가입 화면" }),
    },
    Order {
        method: "POST",
        pattern: "/api/v1/accounts/{id}/contact-plan",
        needs: RECORDS,
        address: |ids| format!("/api/v1/accounts/{}/contact-plan", ids.get("target_account")),
        body: |ids| json!({ "person": ids.get("target_person"), "channel": "call", "due": "2100-01-04" }),
    },
    Order {
        method: "POST",
        pattern: "/api/v1/accounts/{id}/research-notes",
        needs: RECORDS,
        address: |ids| format!("/api/v1/accounts/{}/research-notes", ids.get("target_account")),
        body: |_| json!({ "body": "조사", "source": "https://news.example/3" }),
    },
    Order {
        method: "POST",
        pattern: "/api/v1/people/{id}/consents",
        needs: RECORDS,
        address: |ids| format!("/api/v1/people/{}/consents", ids.get("person")),
        body: |_| json!({ "channel": "sms", "answer": "withdrawn", "proof": "전화" }),
    },
    Order {
        method: "PATCH",
        pattern: "/api/v1/leads/{id}",
        needs: TheLead,
        address: |ids| one("leads", ids.get("lead")),
        body: |ids| json!({ "title": "팀장", "owner": ids.get("owner") }),
    },
    Order {
        method: "POST",
        pattern: "/api/v1/leads/{id}/merge",
        needs: TheLead,
        address: |ids| format!("/api/v1/leads/{}/merge", ids.get("twin")),
        body: |ids| json!({ "other": ids.get("other_twin"), "keep": { "email": "other" } }),
    },
    Order {
        method: "POST",
        pattern: "/api/v1/accounts/{id}/merge",
        needs: RECORDS,
        address: |ids| format!("/api/v1/accounts/{}/merge", ids.get("account_twin")),
        body: |ids| json!({ "other": ids.get("other_account_twin") }),
    },
    Order {
        method: "POST",
        pattern: "/api/v1/people/{id}/merge",
        needs: RECORDS,
        address: |ids| format!("/api/v1/people/{}/merge", ids.get("person_twin")),
        body: |ids| json!({ "other": ids.get("other_person_twin") }),
    },
    Order {
        method: "POST",
        pattern: "/api/v1/merges/{id}/undo",
        needs: TheLead,
        address: |ids| format!("/api/v1/merges/{}/undo", ids.get("merge")),
        body: |_| Value::Null,
    },
    Order {
        method: "POST",
        pattern: "/api/v1/leads/{id}/status",
        needs: TheLead,
        address: |ids| format!("/api/v1/leads/{}/status", ids.get("lead")),
        body: |_| json!({ "status": "working" }),
    },
    Order {
        method: "POST",
        pattern: "/api/v1/leads/{id}/assign",
        needs: GiveTheLead,
        address: |ids| format!("/api/v1/leads/{}/assign", ids.get("lead")),
        body: |ids| json!({ "owner": ids.get("owner") }),
    },
    Order {
        method: "POST",
        pattern: "/api/v1/leads/assign",
        needs: GiveTheLead,
        address: |_| "/api/v1/leads/assign".to_owned(),
        body: |ids| json!({ "leads": [ids.get("lead")], "owner": ids.get("owner") }),
    },
    Order {
        method: "POST",
        pattern: "/api/v1/people",
        needs: RECORDS,
        address: |_| "/api/v1/people".to_owned(),
        body: |ids| json!({ "name": "프로그램의 담당자", "account": ids.get("account") }),
    },
    Order {
        method: "PATCH",
        pattern: "/api/v1/people/{id}",
        needs: RECORDS,
        address: |ids| one("people", ids.get("person")),
        body: |ids| json!({ "account": ids.get("account") }),
    },
    Order {
        method: "POST",
        pattern: "/api/v1/deals",
        needs: DEALS,
        address: |_| "/api/v1/deals".to_owned(),
        body: |ids| {
            let [pipeline, stage, account, person] =
                ["pipeline", "stage", "account", "person"].map(|it| ids.get(it));
            json!({
                "name": "프로그램의 딜", "pipeline": pipeline, "stage": stage, "account": account, "person": person,
            })
        },
    },
    Order {
        method: "PATCH",
        pattern: "/api/v1/deals/{id}",
        needs: TheDeal,
        address: |ids| one("deals", ids.get("deal")),
        body: |ids| {
            let [account, person, owner] = ["account", "person", "owner"].map(|it| ids.get(it));
            json!({ "account": account, "person": person, "owner": owner, "next_step": "전화" })
        },
    },
    Order {
        method: "POST",
        pattern: "/api/v1/deals/{id}/move",
        needs: TheDeal,
        address: |ids| format!("/api/v1/deals/{}/move", ids.get("deal")),
        body: |ids| json!({ "stage": ids.get("next_stage") }),
    },
    reads("/api/v1/frameworks", |_| "/api/v1/frameworks".to_owned()),
    reads("/api/v1/deals/{id}/committee", |ids| format!("/api/v1/deals/{}/committee", ids.get("deal"))),
    reads("/api/v1/deals/{id}/scores", |ids| format!("/api/v1/deals/{}/scores", ids.get("deal"))),
    Order {
        method: "POST",
        pattern: "/api/v1/deals/{id}/scores",
        needs: TheDeal,
        address: |ids| format!("/api/v1/deals/{}/scores", ids.get("deal")),
        body: |ids| json!({ "framework": "bant", "criterion": "need", "score": 2, "activity": ids.get("activity") }),
    },
    reads("/api/v1/signals", |_| "/api/v1/signals".to_owned()),
    Order {
        method: "POST",
        pattern: "/api/v1/signals",
        needs: Needs::Right(Right::Log),
        address: |_| "/api/v1/signals".to_owned(),
        body: |_| json!({ "signals": [{ "key": "1", "kind": "active", "email": "seoa@garam.kr", "at": "2026-11-20T01:00:00Z" }] }),
    },
    reads("/api/v1/lead-promises", |_| "/api/v1/lead-promises".to_owned()),
    Order {
        method: "PUT",
        pattern: "/api/v1/lead-promises",
        needs: Needs::Right(Right::ShapeProcess),
        address: |_| "/api/v1/lead-promises".to_owned(),
        body: |_| {
            json!({
                "demo_minutes": 15, "inbound_minutes": 60, "other_days": 1, "try_days": 2, "tries": 5,
                "tries_days": 10, "engaged_days": 5, "accept_hours": 6, "remind_percent": 75, "contact_hours": 24,
            })
        },
    },
    reads("/api/v1/duplicates", |_| "/api/v1/duplicates?of=people&page=1".to_owned()),
    reads("/api/v1/lead-queue", |ids| format!("/api/v1/lead-queue?owner={}", ids.get("owner"))),
    reads("/api/v1/lead-funnel", |_| "/api/v1/lead-funnel?by=owner".to_owned()),
    reads("/api/v1/routing-rules", |_| "/api/v1/routing-rules".to_owned()),
    reads("/api/v1/exchange-rates", |_| "/api/v1/exchange-rates".to_owned()),
    Order {
        method: "PUT",
        pattern: "/api/v1/exchange-rates/{currency}/{day}",
        needs: Needs::Right(Right::SetRates),
        address: |_| "/api/v1/exchange-rates/USD/2026-11-20".to_owned(),
        body: |_| json!({ "base": "KRW", "rate": "1385.2" }),
    },
];

async fn order(program: &Browser, order: &Order, ids: &Ids) -> Answer {
    let mut program = program.clone().with("if-match", "*");
    let body = if order.writes() { (order.body)(ids).to_string() } else { String::new() };
    program.send_as(order.method, &(order.address)(ids), "application/json", "application/json", body).await
}

/// Everything but when a key was used last.
async fn state(db: &Db) -> BTreeMap<String, Option<String>> {
    let mut state = fingerprint(db).await.unwrap();
    state.remove("api_token");
    state
}

#[test]
fn every_order_of_the_api_is_named_here() {
    let document = serde_json::to_value(server::api::document()).unwrap();
    let told: BTreeSet<_> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().unwrap().keys();
            methods.filter(|it| *it != "parameters").map(move |it| (it.to_uppercase(), path.clone()))
        })
        .collect();
    let known: BTreeSet<_> = ORDERS.iter().map(|it| (it.method.to_owned(), it.pattern.to_owned())).collect();
    assert_eq!(told, known, "of the document, and of server/tests/access/programs.rs");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_program_may_what_its_member_may_and_reaches_no_other_workspace(pool: PgPool) {
    let (site, ours, theirs) = two_worlds(pool).await;
    let (strangers, nobody) = (theirs.ids(Role::Admin), site.browser());
    let before = state(&site.db).await;
    for role in Role::ALL {
        let (ids, [reads, writes]) = (ours.ids(role), &ours.programs[&role]);
        for it in ORDERS {
            let what = format!("{} {} as {role:?}", it.method, it.pattern);
            assert_eq!(order(&nobody, it, ids).await.status, StatusCode::UNAUTHORIZED, "{what}");
            if it.writes() {
                assert_eq!(order(reads, it, ids).await.status, StatusCode::FORBIDDEN, "{what}, to read");
            }
            if !it.needs.allow(role) {
                let answer = order(writes, it, ids).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{what}: {}", answer.body);
            }
            let own = ((it.address)(ids), (it.body)(ids));
            for name in ids.0.keys().copied() {
                let mixed = ids.with_theirs(name, strangers);
                if ((it.address)(&mixed), (it.body)(&mixed)) == own {
                    continue;
                }
                let answer = order(writes, it, &mixed).await;
                let taken = answer.status.is_success() && it.writes() || answer.status.is_server_error();
                assert!(!taken && !answer.body.contains(CANARY), "{what} with their {name}: {}", answer.body);
            }
            assert_eq!(state(&site.db).await, before, "{what}");
        }
    }
    for role in Role::ALL {
        for it in ORDERS.iter().filter(|it| it.needs.allow(role)) {
            let answer = order(&ours.programs[&role][1], it, ours.ids(role)).await;
            assert!(answer.status.is_success(), "{} {} as {role:?}: {}", it.method, it.pattern, answer.body);
        }
    }
    assert_eq!(db::check(&site.db).await.unwrap(), []);
}
