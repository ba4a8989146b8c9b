//! Two leads that are one human being: merged as one act, read as one, judged as one, and two again.

use crate::support::{World, world};
use chrono::Utc;
use db::leads::merge::{merge, pairs, preview, tell_apart, undo};
use db::leads::{arrive, change_lead, lead, lead_details, lead_id, living, move_lead};
use db::{Actor, Error, activities, consent};
use domain::activities::{ActivityForm, Happened, Shown, Subject, TaskForm};
use domain::consent::{ConsentForm, Of};
use domain::leads::{Arrived, By, Lead, LeadForm, LeadMoveForm, LeadStatus, TouchForm};
use domain::merge::{Field, Hindrance, MergeForm, Merged, Sure};
use domain::qualification::Kind;
use domain::team::Role;
use domain::{ActId, Key, LeadId, Refusal};
use sqlx::PgPool;
use uuid::Uuid;

fn form(name: &str, email: &str, phone: &str) -> LeadForm {
    LeadForm { name: name.into(), email: email.into(), phone: phone.into(), ..Default::default() }
}

struct Desk {
    world: World,
    sdr: Actor,
}

impl Desk {
    async fn new(pool: &PgPool) -> Self {
        let world = world(pool).await;
        let sdr = world.member("송다은", Role::Sdr).await;
        Self { world, sdr }
    }

    async fn come(&self, form: &LeadForm) -> Arrived {
        arrive(&self.world.db, &self.sdr, None, (form, &TouchForm::default()), Utc::now()).await.unwrap()
    }

    /// Two of one man: by his work's address, and by his own with a telephone.
    async fn two(&self) -> (LeadId, LeadId) {
        let one = self
            .come(&LeadForm { company: "㈜가람테크".into(), ..form("김민수", "minsu@garam.kr", "") })
            .await;
        let other = LeadForm {
            company: "가람테크 주식회사".into(),
            ..form("김민수", "minsu@naver.com", "010-1234-5678")
        };
        (one.lead, self.come(&other).await.lead)
    }

    async fn read(&self, id: LeadId) -> Lead {
        lead(&self.world.db, &self.sdr, id).await.unwrap()
    }

    async fn merge(&self, one: LeadId, other: LeadId, form: &MergeForm) -> db::Result<Merged> {
        let seen = ((one, self.read(one).await.version), (other, self.read(other).await.version));
        merge(&self.world.db, &self.sdr, None, seen, form, Utc::now()).await
    }

    async fn undo(&self, merged: &Merged) -> db::Result<Merged> {
        undo(&self.world.db, &self.sdr, merged.id, Utc::now()).await
    }

    async fn log(&self, lead: LeadId, kind: &str, outcome: &str) {
        let form = ActivityForm {
            lead: lead.to_string(),
            kind: kind.into(),
            outcome: outcome.into(),
            body: "통화".into(),
            ..Default::default()
        };
        activities::log(&self.world.db, &self.sdr, &form, Utc::now()).await.unwrap();
    }
}

fn keep(pairs: &[(&str, &str)]) -> MergeForm {
    MergeForm { keep: pairs.iter().map(|(field, pick)| ((*field).to_owned(), (*pick).to_owned())).collect() }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn two_become_one_and_whoever_reads_the_survivor_reads_both(pool: PgPool) {
    let desk = Desk::new(&pool).await;
    let (db, sdr) = (&desk.world.db, &desk.sdr);
    let (one, other) = desk.two().await;
    desk.log(other, "call", "connected").await;
    let task = TaskForm { title: "자료 보내기".into(), lead: other.to_string(), ..Default::default() };
    activities::plan(db, sdr, &task).await.unwrap();
    let before = preview(db, sdr, one, other).await.unwrap();
    assert_eq!((before.swallowed.touches, before.swallowed.activities, before.swallowed.tasks), (1, 1, 1));

    let merged = desk.merge(one, other, &MergeForm::default()).await.unwrap();
    let now = lead_details(db, sdr, one).await.unwrap();
    assert_eq!(now.lead.phone.as_deref(), Some("010-1234-5678"), "what was not known is taken over");
    assert_eq!(now.lead.email.as_deref(), Some("minsu@garam.kr"));
    assert_eq!(now.lead.status, LeadStatus::Working, "it stands where it was brought furthest");
    assert_eq!((now.touches, now.merged.len(), merged.number), (2, 1, 2));
    let timeline =
        activities::timeline(db, sdr, Subject::Lead(one), Shown::All, None, 50, Utc::now()).await.unwrap();
    let count = |what: fn(&Happened) -> bool| timeline.moments.iter().filter(|it| what(&it.what)).count();
    assert_eq!(count(|it| matches!(it, Happened::Touched { .. })), 2);
    assert_eq!(count(|it| matches!(it, Happened::Activity { .. })), 1);
    let tasks = activities::tasks(db, sdr, Subject::Lead(one)).await.unwrap();
    assert_eq!(tasks.len(), 1);

    // Its address leads to the survivor, and so does whoever comes by it.
    assert!(matches!(lead(db, sdr, other).await, Err(Error::NotFound)));
    assert_eq!(lead_id(db, sdr, Key::lead(2)).await.unwrap(), one);
    assert_eq!(living(db, sdr, other).await.unwrap(), one);
    let again = desk.come(&form("김 민수", "MINSU@naver.com", "")).await;
    assert_eq!((again.lead, again.is_new), (one, false));
    desk.world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_merge_that_is_taken_back_was_never_done_and_leaves_alone_what_changed_since(pool: PgPool) {
    let desk = Desk::new(&pool).await;
    let (db, sdr) = (&desk.world.db, &desk.sdr);
    let (one, other) = desk.two().await;
    desk.log(other, "email", "replied").await;
    let was = (desk.read(one).await, desk.read(other).await);
    let merged = desk.merge(one, other, &keep(&[("email", "other")])).await.unwrap();
    assert_eq!(desk.read(one).await.email.as_deref(), Some("minsu@naver.com"));
    let undone = desk.undo(&merged).await.unwrap();
    assert!(undone.undone_at.is_some() && undone.kept.is_empty());
    let facts = |it: &Lead| Field::ALL.map(|field| field.value(it));
    let now = (desk.read(one).await, desk.read(other).await);
    assert_eq!((facts(&now.0), facts(&now.1)), (facts(&was.0), facts(&was.1)));
    assert_eq!((now.0.last_touch_at, now.1.last_touch_at), (was.0.last_touch_at, was.1.last_touch_at));
    assert_eq!(desk.undo(&merged).await.unwrap().undone_at, undone.undone_at, "taken back once");
    desk.world.in_order().await;

    let merged = desk.merge(one, other, &MergeForm::default()).await.unwrap();
    let now = desk.read(one).await;
    let edit = LeadForm { phone: "02-555-0100".into(), ..form("김민수", "minsu@garam.kr", "") };
    change_lead(db, sdr, one, now.version, &edit).await.unwrap();
    move_lead(
        db,
        sdr,
        one,
        LeadStatus::Engaged,
        &LeadMoveForm { to: "working".into(), ..Default::default() },
        Utc::now(),
    )
    .await
    .unwrap();
    let undone = desk.undo(&merged).await.unwrap();
    assert!(undone.kept.contains(&Field::Phone) && undone.kept.contains(&Field::Status), "{undone:?}");
    assert_eq!(desk.read(one).await.phone.as_deref(), Some("02-555-0100"));
    assert_eq!(desk.read(other).await.phone.as_deref(), Some("010-1234-5678"));
    desk.world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn of_many_who_merge_at_once_one_does_and_a_merge_that_is_sent_again_is_done_once(pool: PgPool) {
    let desk = Desk::new(&pool).await;
    let (db, sdr) = (desk.world.db.clone(), desk.sdr.clone());
    let (one, other) = desk.two().await;
    let seen = (desk.read(one).await.version, desk.read(other).await.version);
    // Half of them the other way round.
    let tries = (0..12).map(|at| {
        let (db, sdr) = (db.clone(), sdr.clone());
        let both = ((one, seen.0), (other, seen.1));
        let both = if at % 2 == 0 { both } else { (both.1, both.0) };
        tokio::spawn(async move {
            let act = Some(ActId(Uuid::now_v7()));
            merge(&db, &sdr, act, both, &MergeForm::default(), Utc::now()).await
        })
    });
    for it in tries.collect::<Vec<_>>() {
        let answer = it.await.unwrap();
        assert!(matches!(answer, Ok(_) | Err(Error::Changed(_) | Error::NotFound)), "{answer:?}");
    }
    assert_eq!(desk.world.count("merge").await, 1);
    desk.world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn nobody_merges_over_what_they_have_not_seen(pool: PgPool) {
    let desk = Desk::new(&pool).await;
    let (db, sdr) = (&desk.world.db, &desk.sdr);
    let (one, other) = desk.two().await;
    let seen = ((one, desk.read(one).await.version), (other, desk.read(other).await.version));
    desk.come(&form("김민수", "minsu@naver.com", "")).await;
    let answer = merge(db, sdr, None, seen, &MergeForm::default(), Utc::now()).await;
    assert!(matches!(answer, Err(Error::Changed(_))), "{answer:?}");
    let viewer = desk.world.member("구경꾼", Role::Viewer).await;
    let now = ((one, seen.0.1), (other, desk.read(other).await.version));
    let answer = merge(db, &viewer, None, now, &MergeForm::default(), Utc::now()).await;
    assert!(matches!(answer, Err(Error::Refused(Refusal::NotAllowed))), "{answer:?}");
    assert_eq!(desk.world.count("merge").await, 0);
    desk.world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn who_was_swallowed_twice_is_followed_to_whoever_lives_and_comes_back_in_order(pool: PgPool) {
    let desk = Desk::new(&pool).await;
    let (db, sdr) = (&desk.world.db, &desk.sdr);
    let (one, other) = desk.two().await;
    let third = desk.come(&form("민수 김", "kim@garam.kr", "")).await.lead;
    let first = desk.merge(other, third, &MergeForm::default()).await.unwrap();
    let second = desk.merge(one, other, &MergeForm::default()).await.unwrap();
    assert_eq!(living(db, sdr, third).await.unwrap(), one);
    assert_eq!(lead_details(db, sdr, one).await.unwrap().touches, 3);
    assert_eq!(desk.come(&form("김", "kim@garam.kr", "")).await.lead, one);
    desk.world.in_order().await;
    let early = desk.undo(&first).await;
    let later = Refusal::Merge(Hindrance::UndoLaterFirst);
    assert!(matches!(early, Err(Error::Refused(it)) if it == later));
    desk.undo(&second).await.unwrap();
    assert_eq!(living(db, sdr, third).await.unwrap(), other);
    desk.world.in_order().await;
    desk.undo(&first).await.unwrap();
    assert_eq!(living(db, sdr, third).await.unwrap(), third);
    desk.world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn of_two_answers_about_adverts_the_later_one_holds(pool: PgPool) {
    let desk = Desk::new(&pool).await;
    let (db, sdr) = (&desk.world.db, &desk.sdr);
    let (one, other) = desk.two().await;
    for (lead, answer) in [(one, "given"), (other, "withdrawn")] {
        let said = ConsentForm {
            channel: "email".into(),
            answer: answer.into(),
            proof: "전화로 들었어요".into(),
            ..Default::default()
        };
        consent::note(db, sdr, Of::Lead(lead), &said, Utc::now()).await.unwrap();
    }
    desk.merge(one, other, &MergeForm::default()).await.unwrap();
    let said = consent::consents(db, sdr, Of::Lead(one)).await.unwrap();
    assert_eq!(said.len(), 2);
    assert_eq!(said[0].answer, domain::consent::Answer::Withdrawn);
    desk.world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_survivor_is_judged_by_what_both_did(pool: PgPool) {
    let desk = Desk::new(&pool).await;
    let (db, sdr) = (&desk.world.db, &desk.sdr);
    let (one, other) = desk.two().await;
    let raised = |key: &str, email: &str| domain::signals::NewSignal {
        key: key.into(),
        kind: domain::signals::SignalKind::DemoRequested,
        email: Some(email.into()),
        domain: None,
        value: None,
        properties: vec![],
        at: Utc::now(),
    };
    db::signals::take(db, sdr, &[raised("before", "minsu@naver.com")]).await.unwrap();
    assert_eq!(
        (desk.read(one).await.kind, desk.read(other).await.kind),
        (Kind::None, Kind::MarketingQualified)
    );
    let merged = desk.merge(one, other, &MergeForm::default()).await.unwrap();
    assert_eq!(desk.read(one).await.kind, Kind::MarketingQualified);
    desk.world.in_order().await;
    desk.undo(&merged).await.unwrap();
    assert_eq!(desk.read(one).await.kind, Kind::None);
    desk.world.in_order().await;
    // What somebody does by the address that was swallowed counts for the survivor.
    let third = desk.come(&form("민수", "third@garam.kr", "")).await.lead;
    desk.merge(one, third, &MergeForm::default()).await.unwrap();
    db::signals::take(db, sdr, &[raised("after", "third@garam.kr")]).await.unwrap();
    assert_eq!(desk.read(one).await.kind, Kind::MarketingQualified);
    desk.world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn whoever_was_told_apart_is_not_asked_about_again(pool: PgPool) {
    let desk = Desk::new(&pool).await;
    let (db, sdr) = (&desk.world.db, &desk.sdr);
    let (one, other) = desk.two().await;
    desk.come(&form("이지우", "jiwoo@garam.kr", "")).await;
    let found = pairs(db, sdr).await.unwrap();
    let [pair] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((pair.one.id, pair.other.id), (one, other));
    assert_eq!((pair.by, pair.sure), (By::Company, Sure::Likely));
    tell_apart(db, sdr, other, one).await.unwrap();
    tell_apart(db, sdr, one, other).await.unwrap();
    assert_eq!((pairs(db, sdr).await.unwrap(), desk.world.count("told_apart").await), (vec![], 1));
    let similar = lead_details(db, sdr, one).await.unwrap().similar;
    assert!(similar.iter().all(|it| it.title != "김민수"), "{similar:?}");
    desk.world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn another_workspaces_leads_are_not_merged(pool: PgPool) {
    let desk = Desk::new(&pool).await;
    let there = Desk::new(&pool).await;
    let (one, _) = desk.two().await;
    let (theirs, _) = there.two().await;
    let db = &desk.world.db;
    let seen = ((one, desk.read(one).await.version), (theirs, 1));
    let answer = merge(db, &desk.sdr, None, seen, &MergeForm::default(), Utc::now()).await;
    assert!(matches!(answer, Err(Error::NotFound)), "{answer:?}");
    assert!(matches!(tell_apart(db, &desk.sdr, one, theirs).await, Err(Error::NotFound)));
    assert!(matches!(preview(db, &desk.sdr, one, theirs).await, Err(Error::NotFound)));
    assert_eq!(desk.world.count("merge").await, 0);
}
