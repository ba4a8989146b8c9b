//! Consent on a real PostgreSQL: every answer stays on record, comes along when a lead becomes a person, and an advert that had
//! better not go is logged only by who knows.

use crate::support::{World, world};
use chrono::{DateTime, TimeDelta, Utc};
use db::consent::{consents, note};
use db::leads::arrive;
use db::{Actor, Error};
use domain::accounts::PersonForm;
use domain::activities::{ActivityForm, Happened, Shown, Subject, TaskForm};
use domain::consent::{Answer, Channel, ConsentForm, Objection, Of, Standing, standing};
use domain::leads::{LeadForm, TouchForm};
use domain::team::Role;
use domain::{LeadId, PersonId, Refusal};
use sqlx::PgPool;

/// Noon in Seoul.
fn noon() -> DateTime<Utc> {
    (Utc::now() - TimeDelta::days(1)).date_naive().and_hms_opt(3, 0, 0).unwrap().and_utc()
}

async fn lead(world: &World, actor: &Actor) -> LeadId {
    let form = LeadForm { name: "김민수".into(), email: "minsu@garam.kr".into(), ..Default::default() };
    arrive(&world.db, actor, None, (&form, &TouchForm::default()), noon()).await.unwrap().lead
}

async fn person(world: &World, actor: &Actor) -> PersonId {
    let form = PersonForm { name: "김민수".into(), email: "minsu@garam.kr".into(), ..Default::default() };
    db::accounts::create_person(&world.db, actor, None, &form).await.unwrap().id
}

fn said(channel: &str, answer: &str, on: &str) -> ConsentForm {
    ConsentForm {
        channel: channel.into(),
        answer: answer.into(),
        on: on.into(),
        proof: "전화로 들었어요.".into(),
        ..Default::default()
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_a_lead_agreed_to_comes_along_when_they_become_a_person(pool: PgPool) {
    let world = world(&pool).await;
    let sdr = world.member("송다은", Role::Sdr).await;
    let lead = lead(&world, &sdr).await;
    note(&world.db, &sdr, Of::Lead(lead), &said("email", "given", ""), noon()).await.unwrap();
    let person = person(&world, &sdr).await;
    let theirs = consents(&world.db, &sdr, Of::Person(person)).await.unwrap();
    assert_eq!((theirs.len(), theirs[0].of, theirs[0].by), (1, Of::Lead(lead), sdr.id()));
    // And the other way round: what they take back as a person holds for the lead as well.
    let later = noon() + TimeDelta::hours(1);
    note(&world.db, &sdr, Of::Person(person), &said("email", "withdrawn", ""), later).await.unwrap();
    let of_lead = consents(&world.db, &sdr, Of::Lead(lead)).await.unwrap();
    assert_eq!(standing(Channel::Email, &of_lead, later), Standing::Withdrawn { at: later });
    let other = PersonForm { name: "이지우".into(), email: "jiwoo@garam.kr".into(), ..Default::default() };
    let other = db::accounts::create_person(&world.db, &sdr, None, &other).await.unwrap().id;
    assert_eq!(consents(&world.db, &sdr, Of::Person(other)).await.unwrap(), []);
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn every_answer_stays_on_record_and_is_written_once(pool: PgPool) {
    let world = world(&pool).await;
    let sdr = world.member("송다은", Role::Sdr).await;
    let lead = Of::Lead(lead(&world, &sdr).await);
    let form = ConsentForm { id: uuid::Uuid::now_v7().to_string(), ..said("sms", "given", "2024-01-10") };
    for _ in 0..2 {
        note(&world.db, &sdr, lead, &form, noon()).await.unwrap();
    }
    let all = consents(&world.db, &sdr, lead).await.unwrap();
    assert_eq!((all.len(), all[0].answer), (1, Answer::Given));
    assert!(matches!(standing(Channel::Sms, &all, noon()), Standing::Overdue { .. }));
    for sql in ["update consent set proof = 'x'", "delete from consent"] {
        let changed = sqlx::query(sql).execute(&pool).await;
        assert!(changed.unwrap_err().to_string().contains("append-only"), "{sql}");
    }
    let viewer = world.member("나눈팅", Role::Viewer).await;
    let refused = note(&world.db, &viewer, lead, &said("sms", "given", ""), noon()).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::NotAllowed))));
    let elsewhere = Actor::operator(
        db::team::found_workspace(&world.db, &db::team::NewWorkspace::named("남의 팀")).await.unwrap(),
    );
    let refused = note(&world.db, &elsewhere, lead, &said("sms", "given", ""), noon()).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    assert_eq!(consents(&world.db, &elsewhere, lead).await.unwrap(), []);
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_advert_that_had_better_not_go_is_logged_only_by_who_knows(pool: PgPool) {
    let world = world(&pool).await;
    let sdr = world.member("송다은", Role::Sdr).await;
    let lead = lead(&world, &sdr).await;
    let mail = |advert: &str, knowing: &str| ActivityForm {
        kind: "email".into(),
        outcome: "sent".into(),
        lead: lead.to_string(),
        advert: advert.into(),
        knowing: knowing.into(),
        ..Default::default()
    };
    let log = async |form: ActivityForm, at| db::activities::log(&world.db, &sdr, &form, at).await;
    let objection = |said: db::Result<_>| match said {
        Err(Error::Refused(Refusal::Advert(why))) => Some(why),
        Ok(_) => None,
        Err(error) => panic!("{error}"),
    };
    assert_eq!(objection(log(mail("email", ""), noon()).await), Some(Objection::NoConsent));
    assert_eq!(world.count("activity").await, 0);
    assert_eq!(objection(log(mail("", ""), noon()).await), None, "a service message asks nobody");
    note(&world.db, &sdr, Of::Lead(lead), &said("email", "given", ""), noon()).await.unwrap();
    let soon = noon() + TimeDelta::minutes(1);
    assert_eq!(objection(log(mail("email", ""), soon).await), None);
    assert_eq!(objection(log(mail("sms", ""), soon).await), Some(Objection::NoConsent));
    let night = noon() + TimeDelta::hours(10);
    let until = (noon() + TimeDelta::hours(20 + 9)).naive_utc();
    assert_eq!(objection(log(mail("email", ""), night).await), Some(Objection::QuietHours { until }));
    assert_eq!(objection(log(mail("email", "true"), night).await), None);
    let told = db::activities::timeline(&world.db, &sdr, Subject::Lead(lead), Shown::Ours, None, 20, night)
        .await
        .unwrap();
    let adverts: Vec<_> = told
        .moments
        .into_iter()
        .filter_map(|it| match it.what {
            Happened::Activity { advert, .. } => Some(advert),
            _ => None,
        })
        .collect();
    let way = |against: Option<&str>| Some((Channel::Email, against.map(str::to_owned)));
    assert_eq!(adverts, [way(Some("quiet_hours")), way(None), None]);
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_advert_that_is_planned_for_a_day_asks_who_will_have_agreed_by_then(pool: PgPool) {
    let world = world(&pool).await;
    let sdr = world.member("송다은", Role::Sdr).await;
    let lead = lead(&world, &sdr).await;
    let today = sdr.day(Utc::now());
    let plan = async |advert: &str, years: i32, knowing: &str| {
        let due = today + TimeDelta::days(i64::from(years) * 365 + 30);
        let form = TaskForm {
            title: "행사 안내 보내기".into(),
            lead: lead.to_string(),
            due: due.to_string(),
            advert: advert.into(),
            knowing: knowing.into(),
            ..Default::default()
        };
        match db::activities::plan(&world.db, &sdr, &form).await {
            Err(Error::Refused(Refusal::Advert(why))) => Some(why),
            other => other.map(|_| None).unwrap(),
        }
    };
    assert_eq!(plan("", 0, "").await, None);
    assert_eq!(plan("kakao", 0, "").await, Some(Objection::NoConsent));
    assert_eq!(plan("kakao", 0, "true").await, None);
    note(&world.db, &sdr, Of::Lead(lead), &said("kakao", "given", ""), Utc::now()).await.unwrap();
    assert_eq!(plan("kakao", 0, "").await, None);
    assert_eq!(plan("kakao", 2, "").await, Some(Objection::Overdue));
    assert_eq!(world.count("task").await, 3);
    world.in_order().await;
}
