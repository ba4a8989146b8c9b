//! Web forms on a real PostgreSQL: what anybody sends becomes one lead, one touch, one signal and consent with its proof, or is
//! kept aside; and a form is changed like everything else that several people change.

use crate::support::{World, world};
use chrono::{DateTime, TimeDelta, Utc};
use db::consent::consents;
use db::leads::{lead_details, lead_id, leads};
use db::web_forms::{Entered, Hosted, change, enter, hosted, list, make, one, prune};
use db::{Actor, Error};
use domain::activities::{Happened, Shown, Subject};
use domain::consent::{Channel, Of};
use domain::leads::{LeadStatus, Wish};
use domain::signals::SignalKind;
use domain::team::Role;
use domain::web_forms::{EntryForm, WebForm, WebFormForm};
use domain::{Key, LeadId, Refusal, WebFormId, Why};
use sqlx::PgPool;

fn now() -> DateTime<Utc> {
    Utc::now()
}

fn form() -> WebForm {
    let typed = WebFormForm {
        name: "데모 요청".into(),
        language: "ko".into(),
        heading: "데모를 보여 드릴게요".into(),
        company: "optional".into(),
        phone: "optional".into(),
        about: "optional".into(),
        meaning: "demo_requested".into(),
        campaign: "가을".into(),
        privacy: "1년 동안 보관해요.".into(),
        advert: "제품 소식을 보내 드려요.".into(),
        by_email: "true".into(),
        by_sms: "true".into(),
        thanks: "곧 연락드릴게요.".into(),
        on: "true".into(),
        ..Default::default()
    };
    typed.check().unwrap()
}

struct Desk {
    world: World,
    manager: Actor,
    id: WebFormId,
}

impl Desk {
    async fn open(pool: &PgPool) -> Self {
        let world = world(pool).await;
        let manager = world.member("김매니저", Role::Manager).await;
        let id = make(&world.db, &manager, None, &form()).await.unwrap();
        Self { world, manager, id }
    }

    /// As the world sees it.
    async fn hosted(&self) -> Hosted {
        let kept = one(&self.world.db, &self.manager, self.id, now()).await.unwrap().kept;
        hosted(&self.world.db, &kept.key).await.unwrap().unwrap()
    }

    /// Sent a minute after its page was opened.
    async fn send(&self, sent: EntryForm) -> db::Result<Entered> {
        let hosted = self.hosted().await;
        let stamp = hosted.stamp(now() - TimeDelta::minutes(1));
        enter(&self.world.db, &hosted, &EntryForm { stamp, ..sent }, now()).await
    }

    async fn counts(&self) -> [i64; 5] {
        let count = |table| self.world.count(table);
        [
            count("lead").await,
            count("lead_touch").await,
            count("signal").await,
            count("consent").await,
            count("web_form_entry").await,
        ]
    }

    async fn first_lead(&self) -> LeadId {
        lead_id(&self.world.db, &self.manager, Key::lead(1)).await.unwrap()
    }
}

fn minsu() -> EntryForm {
    EntryForm {
        name: "김민수".into(),
        email: " Minsu@Garam.kr ".into(),
        company: "가람테크".into(),
        phone: "010-1234-5678".into(),
        about: "견적이 궁금해요.".into(),
        privacy: "true".into(),
        by_email: "true".into(),
        utm_source: "naver".into(),
        referrer: "https://search.example/".into(),
        landing_page: "/f/x".into(),
        ..Default::default()
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_entry_is_a_lead_a_touch_a_signal_and_consent_with_its_proof(pool: PgPool) {
    let desk = Desk::open(&pool).await;
    assert_eq!(desk.send(minsu()).await.unwrap(), Entered::Taken);
    assert_eq!(desk.counts().await, [1, 1, 1, 1, 1]);
    let (db, manager, id) = (&desk.world.db, &desk.manager, desk.first_lead().await);
    let details = lead_details(db, manager, id).await.unwrap();
    assert_eq!(
        (details.lead.email.as_deref(), details.lead.source.as_deref(), details.lead.owner),
        (Some("minsu@garam.kr"), Some("데모 요청"), None)
    );
    assert_eq!(
        (
            details.first.utm_source.as_deref(),
            details.first.utm_campaign.as_deref(),
            details.first.about.as_str()
        ),
        (Some("naver"), Some("가을"), "견적이 궁금해요.")
    );
    assert_eq!(details.first.referrer.as_deref(), Some("https://search.example/"));
    let told = db::activities::timeline(db, manager, Subject::Lead(id), Shown::Signals, None, 9, now())
        .await
        .unwrap();
    assert!(matches!(told.moments[0].what, Happened::Signal { kind: SignalKind::DemoRequested, .. }));
    let standing = db::signals::standing(db, manager, Subject::Lead(id), now()).await.unwrap();
    assert_eq!(standing.raised.map(|it| it.0), Some(SignalKind::DemoRequested), "the score counts it");
    let said = consents(db, manager, Of::Lead(id)).await.unwrap();
    assert_eq!(
        (said.len(), said[0].channel, said[0].proof.as_str()),
        (1, Channel::Email, "제품 소식을 보내 드려요.")
    );
    assert_eq!(said[0].web_form, Some((desk.id, "데모 요청".to_owned(), 1)));
    let board = leads(db, manager, &Wish::default()).await.unwrap();
    let new = board.columns.iter().find(|it| it.status == LeadStatus::New).unwrap();
    assert_eq!(new.cards[0].name, "김민수");
    assert_eq!(list(db, manager, now()).await.unwrap().forms[0].counts.entries, 1);
    desk.world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_page_that_is_sent_from_many_places_at_once_is_one_entry(pool: PgPool) {
    let desk = Desk::open(&pool).await;
    let hosted = desk.hosted().await;
    let sent =
        EntryForm { stamp: hosted.stamp(now() - TimeDelta::minutes(1)), by_sms: "true".into(), ..minsu() };
    let places = (0..16).map(|_| {
        let (db, hosted, sent) = (desk.world.db.clone(), hosted.clone(), sent.clone());
        tokio::spawn(async move { enter(&db, &hosted, &sent, Utc::now()).await.unwrap() })
    });
    for place in places.collect::<Vec<_>>() {
        assert_eq!(place.await.unwrap(), Entered::Taken);
    }
    assert_eq!(desk.counts().await, [1, 1, 1, 2, 1]);
    // Read and sent anew, it is a second touch of the same lead.
    desk.send(EntryForm { email: "MINSU@garam.kr".into(), ..minsu() }).await.unwrap();
    assert_eq!(desk.counts().await, [1, 2, 2, 3, 2]);
    desk.world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn whoever_is_known_is_taken_like_anybody_else(pool: PgPool) {
    let desk = Desk::open(&pool).await;
    let person = domain::accounts::PersonForm {
        name: "김민수".into(),
        email: "minsu@garam.kr".into(),
        ..Default::default()
    };
    let person = db::accounts::create_person(&desk.world.db, &desk.manager, None, &person).await.unwrap();
    let stranger =
        desk.send(EntryForm { email: "jiwoo@garam.kr".into(), phone: String::new(), ..minsu() }).await;
    let known = desk.send(minsu()).await;
    assert_eq!((stranger.unwrap(), known.unwrap()), (Entered::Taken, Entered::Taken));
    let said = consents(&desk.world.db, &desk.manager, Of::Person(person.id)).await.unwrap();
    assert_eq!(said.len(), 1, "the person has what their lead agreed to");
    // Somebody we gave up begins anew.
    desk.world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_a_robot_sends_makes_no_lead_and_goes_after_a_while(pool: PgPool) {
    let desk = Desk::open(&pool).await;
    let hosted = desk.hosted().await;
    let send = async |sent: EntryForm, stamp: String| {
        enter(&desk.world.db, &hosted, &EntryForm { stamp, ..sent }, now()).await.unwrap()
    };
    let minute = now() - TimeDelta::minutes(1);
    assert_eq!(
        send(EntryForm { website: "http://x".into(), ..minsu() }, hosted.stamp(minute)).await,
        Entered::Taken
    );
    assert_eq!(send(minsu(), hosted.stamp(now())).await, Entered::Taken, "faster than anybody is");
    assert_eq!(send(minsu(), "1.2.3.4".into()).await, Entered::Taken, "made up");
    assert_eq!(send(minsu(), String::new()).await, Entered::Taken);
    // Also what no person could have sent: a robot learns nothing from being refused.
    assert_eq!(send(EntryForm::default(), "x".into()).await, Entered::Taken);
    assert_eq!(desk.counts().await, [0, 0, 0, 0, 5]);
    let counts = list(&desk.world.db, &desk.manager, now()).await.unwrap().forms[0].counts;
    assert_eq!((counts.entries, counts.caught), (0, 5));
    assert_eq!(prune(&desk.world.db).await.unwrap(), 0);
    let old = enter(&desk.world.db, &hosted, &minsu(), now() - TimeDelta::days(31)).await.unwrap();
    assert_eq!(old, Entered::Taken);
    desk.send(minsu()).await.unwrap();
    assert_eq!(prune(&desk.world.db).await.unwrap(), 1);
    assert_eq!(desk.counts().await, [1, 1, 1, 1, 6], "a person's stays");
    let deleted = sqlx::query("delete from web_form_entry where lead_id is not null").execute(&pool).await;
    assert!(deleted.unwrap_err().to_string().contains("append-only"));
    desk.world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_somebody_read_is_what_they_agreed_to_whatever_was_saved_since(pool: PgPool) {
    let desk = Desk::open(&pool).await;
    let opened = desk.hosted().await;
    let stamp = opened.stamp(now() - TimeDelta::minutes(1));
    let later =
        WebForm {
            advert: "다른 것도 보내요.".into(), company: domain::web_forms::Need::Required, ..form()
        };
    assert_eq!(change(&desk.world.db, &desk.manager, desk.id, 1, &later).await.unwrap(), 2);
    let hosted = desk.hosted().await;
    assert_eq!(hosted.version, 2);
    let sent = EntryForm { stamp, company: String::new(), ..minsu() };
    assert_eq!(enter(&desk.world.db, &hosted, &sent, now()).await.unwrap(), Entered::Taken);
    let said = consents(&desk.world.db, &desk.manager, Of::Lead(desk.first_lead().await)).await.unwrap();
    assert_eq!(
        (said[0].proof.as_str(), said[0].web_form.as_ref().map(|it| it.2)),
        ("제품 소식을 보내 드려요.", Some(1))
    );
    let book = one(&desk.world.db, &desk.manager, desk.id, now()).await.unwrap();
    assert_eq!(book.versions.iter().map(|it| (it.version, it.entries)).collect::<Vec<_>>(), [(2, 0), (1, 1)]);
    for sql in ["update web_form_version set says = '{}'", "delete from web_form_version"] {
        let changed = sqlx::query(sql).execute(&pool).await;
        assert!(changed.unwrap_err().to_string().contains("stays as it was"), "{sql}");
    }
    // A stamp of one form says nothing on another.
    let other = make(&desk.world.db, &desk.manager, None, &form()).await.unwrap();
    let other = one(&desk.world.db, &desk.manager, other, now()).await.unwrap().kept.key;
    let other = db::web_forms::hosted(&desk.world.db, &other).await.unwrap().unwrap();
    let borrowed = EntryForm { stamp: hosted.stamp(now() - TimeDelta::minutes(1)), ..minsu() };
    enter(&desk.world.db, &other, &borrowed, now()).await.unwrap();
    assert_eq!(desk.counts().await[0], 1);
    desk.world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_can_be_mended_is_said_and_an_old_page_is_to_be_read_again(pool: PgPool) {
    let desk = Desk::open(&pool).await;
    let refused = desk.send(EntryForm { privacy: String::new(), email: "minsu".into(), ..minsu() }).await;
    let Err(Error::Refused(Refusal::Invalid(problems))) = refused else { panic!("{refused:?}") };
    let said: Vec<_> = problems.into_iter().map(|it| (it.field, it.why)).collect();
    assert_eq!(said, [("email".to_owned(), Why::NotAnEmail), ("privacy".to_owned(), Why::NotAgreed)]);
    let hosted = desk.hosted().await;
    let old = EntryForm { stamp: hosted.stamp(now() - TimeDelta::hours(25)), ..minsu() };
    assert_eq!(enter(&desk.world.db, &hosted, &old, now()).await.unwrap(), Entered::TooOld);
    assert_eq!(desk.counts().await, [0; 5]);
    let again = EntryForm { stamp: hosted.stamp_again(now()), ..minsu() };
    assert_eq!(enter(&desk.world.db, &hosted, &again, now()).await.unwrap(), Entered::Taken);
    assert_eq!(desk.counts().await[0], 1, "at once, as it was read before");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn of_two_changes_of_one_version_one_is_written_and_a_form_is_made_once(pool: PgPool) {
    let desk = Desk::open(&pool).await;
    let (db, manager) = (&desk.world.db, &desk.manager);
    let named = |name: &str| WebForm { name: name.into(), ..form() };
    let writers = (0..8).map(|it| {
        let (db, manager, id) = (db.clone(), manager.clone(), desk.id);
        let form = named(&format!("{it}"));
        tokio::spawn(async move { change(&db, &manager, id, 1, &form).await })
    });
    let mut written = 0;
    for writer in writers.collect::<Vec<_>>() {
        match writer.await.unwrap() {
            Ok(version) => {
                assert_eq!(version, 2);
                written += 1;
            }
            Err(Error::Changed(now)) => assert_eq!(now.version, 2),
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!(written, 1);
    let holds = one(db, manager, desk.id, now()).await.unwrap().kept.form;
    assert_eq!(change(db, manager, desk.id, 1, &holds).await.unwrap(), 2, "what stands needs no version");
    let id = Some(WebFormId(uuid::Uuid::now_v7()));
    assert_eq!(make(db, manager, id, &form()).await.unwrap(), make(db, manager, id, &form()).await.unwrap());
    assert_eq!(desk.world.count("web_form").await, 2);
    let ae = desk.world.member("박지훈", Role::Ae).await;
    let refused = change(db, &ae, desk.id, 2, &form()).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::NotAllowed))));
    assert!(matches!(make(db, &ae, None, &form()).await, Err(Error::Refused(Refusal::NotAllowed))));
    let elsewhere = Actor::operator(
        db::team::found_workspace(db, &db::team::NewWorkspace::named("남의 팀")).await.unwrap(),
    );
    assert!(matches!(one(db, &elsewhere, desk.id, now()).await, Err(Error::NotFound)));
    assert!(matches!(change(db, &elsewhere, desk.id, 2, &form()).await, Err(Error::NotFound)));
    assert_eq!(list(db, &elsewhere, now()).await.unwrap().forms, []);
    assert!(hosted(db, "guessed").await.unwrap().is_none());
    desk.world.in_order().await;
}
