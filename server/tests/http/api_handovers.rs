//! Hand-overs for programs: sent by whose lead it is, decided by whom it waits for, and one deal however often.

use crate::program::{id, team};
use db::{Actor, Db};
use domain::LeadId;
use domain::activities::ActivityForm;
use domain::consent::{ConsentForm, Of};
use domain::handover::NotesForm;
use domain::leads::{LeadForm, TouchForm};
use domain::team::{Role, Scope};
use serde_json::json;
use sqlx::PgPool;

/// A lead of whoever asks that may be handed over.
pub async fn ready(db: &Db, actor: &Actor, name: &str) -> LeadId {
    let now = chrono::Utc::now();
    let email = format!("ready@{}.kr", uuid::Uuid::now_v7().simple());
    let form = LeadForm {
        name: format!("{name} 인계 리드"),
        company: format!("{name} 회사"),
        title: "팀장".into(),
        email,
        about: format!("{name} 문의"),
        owner: actor.id().unwrap().to_string(),
        ..Default::default()
    };
    let lead = db::leads::arrive(db, actor, None, (&form, &TouchForm::default()), now).await.unwrap().lead;
    let call = ActivityForm {
        kind: "call".into(),
        outcome: "connected".into(),
        body: format!("{name} 통화"),
        lead: lead.to_string(),
        ..Default::default()
    };
    db::activities::log(db, actor, &call, now).await.unwrap();
    db::testing::talked(db, lead).await.unwrap();
    db::qualification::grant(db, actor, lead, now).await.unwrap();
    let version = db::leads::lead(db, actor, lead).await.unwrap().version;
    let notes = NotesForm {
        need_words: format!("{name} 니즈"),
        people: "팀장".into(),
        questions: "없음".into(),
        next_step: "데모".into(),
        next_step_due: "2100-01-04".into(),
        promises: "없음".into(),
    };
    db::handover::write_notes(db, actor, lead, version, &notes).await.unwrap();
    let agreed = ConsentForm {
        channel: "email".into(),
        answer: "given".into(),
        proof: "통화".into(),
        ..Default::default()
    };
    db::consent::note(db, actor, Of::Lead(lead), &agreed, now).await.unwrap();
    lead
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_lead_is_sent_and_accepted_into_one_deal(pool: PgPool) {
    let team = team(pool).await;
    let db = &team.site.db;
    let (sdr, ae) =
        (team.member("sdr@hanbit.kr", Role::Sdr).await, team.member("ae@hanbit.kr", Role::Ae).await);
    let sender = team.program_of(sdr, Scope::Write).await;
    let closer = team.program_of(ae, Scope::Write).await;
    let key = db::team::make_api_token(db, &team.operator, sdr, "seed", Scope::Write).await.unwrap();
    let actor = db::team::actor_of_token(db, &key).await.unwrap().unwrap();
    let lead = ready(db, &actor, "가람").await;

    let raw =
        sender.post("/api/v1/leads", &json!({ "name": "이지우", "email": "j@garam.kr", "owner": sdr })).await;
    let early = sender.post(&format!("/api/v1/leads/{}/handover", id(&raw.record())), &json!({})).await;
    assert_eq!(early.refusal(), (422, "not_sent".to_owned()));

    let address = format!("/api/v1/leads/{lead}/handover");
    assert_eq!(closer.post(&address, &json!({ "closer": ae })).await.status(), 403);
    assert_eq!(sender.post(&address, &json!({ "closer": sdr })).await.status(), 422);
    let sent = sender.post(&address, &json!({ "note": "급해요" })).await;
    assert_eq!(sent.status(), 201);
    let it = sent.record();
    assert_eq!((it["state"].as_str(), it["to"].as_str()), (Some("pending"), Some(ae.to_string().as_str())));
    assert_eq!((it["dossier"]["need"].as_str(), it["round"].as_i64()), (Some("가람 니즈"), Some(1)));
    let list = closer.get("/api/v1/handovers?state=pending").await.record();
    assert_eq!(id(&list["items"][0]), id(&it));
    assert_eq!(closer.get("/api/v1/handovers?state=maybe").await.status(), 400);

    let act = |what: &str| format!("/api/v1/handovers/{}/{what}", id(&it));
    let log = json!({ "class": "mood", "note": "" });
    let wrong = closer.post(&act("reject"), &log).await;
    assert_eq!((wrong.status(), wrong.fields()), (422, vec!["class".to_owned(), "note".to_owned()]));
    assert_eq!(sender.post(&act("accept"), &json!({})).await.status(), 403);
    let accepted = closer.post(&act("accept"), &json!({})).await.record();
    let again = closer.post(&act("accept"), &json!({})).await.record();
    assert_eq!((accepted["state"].as_str(), &accepted["deal_key"]), (Some("accepted"), &again["deal_key"]));
    let deal = closer.get(&format!("/api/v1/deals/{}", accepted["deal"].as_str().unwrap())).await.record();
    assert_eq!((deal["next_step"].as_str(), deal["about"].as_str()), (Some("데모"), Some("가람 니즈")));
    let over = sender.post(&act("withdraw"), &json!({})).await;
    assert_eq!(over.refusal(), (422, "handover_over".to_owned()));
    let moved = json!({ "status": "working" });
    let by_hand = closer.post(&format!("/api/v1/leads/{lead}/status"), &moved).await;
    assert_eq!(by_hand.refusal(), (422, "by_handover".to_owned()));
    team.in_order().await;
}
