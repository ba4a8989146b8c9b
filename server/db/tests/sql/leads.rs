//! Leads: one for each person, however often and from however many places they come; where they may stand, and what
//! is on record of it.

use crate::support::{World, world};
use chrono::Utc;
use db::leads::{arrive, change_lead, lead, lead_details, lead_id, leads, move_lead, similar};
use db::{Actor, Error, activities};
use domain::accounts::{AccountForm, PersonForm, Place};
use domain::activities::{ActivityForm, Happened, Shown, Subject, TaskForm};
use domain::leads::{Arrived, By, Lead, LeadForm, LeadMoveForm, LeadStatus, Probe, TouchForm, Wish};
use domain::pipeline::filter::Owner;
use domain::search::Found;
use domain::team::Role;
use domain::{ActId, Key, LeadId, Refusal};
use sqlx::PgPool;
use uuid::Uuid;

fn form(name: &str, email: &str, phone: &str) -> LeadForm {
    LeadForm {
        name: name.into(),
        email: email.into(),
        phone: phone.into(),
        company: "㈜가람테크".into(),
        source: "웨비나".into(),
        ..Default::default()
    }
}

async fn come(world: &World, actor: &Actor, form: &LeadForm) -> Arrived {
    arrive(&world.db, actor, None, (form, &TouchForm::default()), Utc::now()).await.unwrap()
}

fn to(status: LeadStatus) -> LeadMoveForm {
    LeadMoveForm { to: status.code().into(), ..Default::default() }
}

async fn go(world: &World, actor: &Actor, lead: &Lead, form: &LeadMoveForm) -> db::Result<Lead> {
    move_lead(&world.db, actor, lead.id, lead.status, form, Utc::now()).await
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_same_person_from_many_places_at_once_is_one_lead(pool: PgPool) {
    let world = world(&pool).await;
    let sdr = world.member("송다은", Role::Sdr).await;
    let spellings = ["minsu@garam.kr", "Minsu@Garam.kr", " MINSU@GARAM.KR "];
    let places = (0..24).map(|at| {
        let (db, sdr) = (world.db.clone(), sdr.clone());
        let form = form("김민수", spellings[at % spellings.len()], "");
        tokio::spawn(async move {
            arrive(&db, &sdr, None, (&form, &TouchForm::default()), Utc::now()).await.unwrap()
        })
    });
    let mut arrived = Vec::new();
    for place in places.collect::<Vec<_>>() {
        arrived.push(place.await.unwrap());
    }
    assert_eq!(arrived.iter().filter(|it| it.is_new).count(), 1);
    assert_eq!((world.count("lead").await, world.count("lead_touch").await), (1, 24));
    let details = lead_details(&world.db, &sdr, arrived[0].lead).await.unwrap();
    assert_eq!((details.lead.version, details.touches, details.lead.number), (24, 24, 1));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_arrival_that_is_sent_again_is_one_touch(pool: PgPool) {
    let world = world(&pool).await;
    let sdr = world.member("송다은", Role::Sdr).await;
    let act = Some(ActId(Uuid::now_v7()));
    let touch = TouchForm { utm_campaign: "가을".into(), ..Default::default() };
    let send = async |act| {
        let form = form("김민수", "minsu@garam.kr", "");
        arrive(&world.db, &sdr, act, (&form, &touch), Utc::now()).await.unwrap()
    };
    let first = send(act).await;
    assert_eq!(send(act).await, first);
    let second = Some(ActId(Uuid::now_v7()));
    assert!(!send(second).await.is_new);
    assert!(!send(second).await.is_new);
    assert!(send(act).await.is_new, "the first one made the lead, whatever came after");
    assert_eq!(world.count("lead_touch").await, 2);
    assert_eq!(
        lead_details(&world.db, &sdr, first.lead).await.unwrap().first.utm_campaign.as_deref(),
        Some("가을")
    );
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_telephone_is_one_person_unless_two_addresses_tell_them_apart(pool: PgPool) {
    let world = world(&pool).await;
    let sdr = world.member("송다은", Role::Sdr).await;
    let minsu = come(&world, &sdr, &form("김민수", "minsu@garam.kr", "02-123-4567")).await;
    let jiwoo = come(&world, &sdr, &form("이지우", "jiwoo@garam.kr", "+82 2 123 4567")).await;
    assert!(jiwoo.is_new, "colleagues share a telephone");
    let again = come(&world, &sdr, &form("김 민수", "", "021234567")).await;
    assert_eq!((again.lead, again.is_new), (minsu.lead, false));
    let gone = lead(&world.db, &sdr, minsu.lead).await.unwrap();
    go(&world, &sdr, &gone, &LeadMoveForm { why: "spam".into(), ..to(LeadStatus::Disqualified) })
        .await
        .unwrap();
    let fresh = come(&world, &sdr, &form("김민수", "minsu@garam.kr", "")).await;
    assert!(fresh.is_new, "whom we gave up begins anew");
    // Reopened, the old one would be the second of its address.
    let gone = lead(&world.db, &sdr, minsu.lead).await.unwrap();
    let reopened =
        go(&world, &sdr, &gone, &LeadMoveForm { reason: "다시".into(), ..to(LeadStatus::Working) }).await;
    let Err(Error::Refused(Refusal::Exists { field, found, .. })) = reopened else { panic!("{reopened:?}") };
    assert_eq!((field.as_str(), found), ("email", Found::Lead(fresh.lead, fresh.number)));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn whom_we_know_is_tied_to_the_lead_and_shown_while_one_types(pool: PgPool) {
    let world = world(&pool).await;
    let sdr = world.member("송다은", Role::Sdr).await;
    let account =
        AccountForm { name: "가람 테크".into(), domain: "garam.kr".into(), ..Default::default() };
    let account = db::accounts::create_account(&world.db, &sdr, None, &account).await.unwrap();
    let person = PersonForm {
        name: "김민수".into(),
        email: "minsu@garam.kr".into(),
        account: account.id.to_string(),
        ..Default::default()
    };
    let person = db::accounts::create_person(&world.db, &sdr, None, &person).await.unwrap();
    let minsu = come(&world, &sdr, &form("김민수", "minsu@garam.kr", "010-1234-5678")).await;
    let minsu = lead(&world.db, &sdr, minsu.lead).await.unwrap();
    assert_eq!((minsu.account, minsu.person), (Some(account.id), Some(person.id)));
    let jiwoo = come(&world, &sdr, &form("이지우", "jiwoo@garam.kr", "")).await;
    assert_eq!(lead(&world.db, &sdr, jiwoo.lead).await.unwrap().account, Some(account.id));
    let free =
        come(&world, &sdr, &LeadForm { company: String::new(), ..form("박하나", "hana@naver.com", "") })
            .await;
    assert_eq!(lead(&world.db, &sdr, free.lead).await.unwrap().account, None);

    let probe = |company: &str, email: &str, phone: &str| Probe {
        company: company.into(),
        email: email.into(),
        phone: phone.into(),
        ..Probe::default()
    };
    let asked = async |it: Probe| similar(&world.db, &sdr, &it).await.unwrap();
    let by =
        |found: &domain::leads::Similar| found.likes.iter().map(|it| (it.found, it.by)).collect::<Vec<_>>();
    let exact = asked(probe("", "MINSU@garam.kr", "")).await;
    assert_eq!(exact.same, Some((minsu.number, "김민수".to_owned())));
    assert_eq!(
        by(&exact),
        [
            (Found::Lead(minsu.id, minsu.number), By::Email),
            (Found::Person(person.id), By::Email),
            (Found::Lead(jiwoo.lead, jiwoo.number), By::Domain),
            (Found::Account(account.id, account.number), By::Domain),
        ]
    );
    let named = asked(probe("주식회사 가람테크", "", "")).await;
    assert_eq!(named.same, None);
    assert!(named.likes.iter().all(|it| it.by == By::Company) && named.likes.len() == 3, "{named:?}");
    let called = asked(probe("", "", "+82 10 1234 5678")).await;
    assert_eq!(by(&called), [(Found::Lead(minsu.id, minsu.number), By::Phone)]);
    for nothing in [probe("", "", ""), probe("가", "a@b", "1"), probe("(주)", "x@gmail.com", "02")] {
        assert_eq!(asked(nothing).await.likes, []);
    }
    let details = lead_details(&world.db, &sdr, minsu.id).await.unwrap();
    assert_eq!(details.similar.len(), 1, "neither itself nor what it is tied to: {:?}", details.similar);
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn each_step_is_on_record_and_of_two_from_one_place_one_counts(pool: PgPool) {
    let world = world(&pool).await;
    let sdr = world.member("송다은", Role::Sdr).await;
    let come = come(&world, &sdr, &form("김민수", "minsu@garam.kr", "")).await;
    let new = lead(&world.db, &sdr, come.lead).await.unwrap();
    assert_eq!((new.status, new.owner), (LeadStatus::New, None));
    let later = LeadMoveForm {
        until: "2190-01-01".into(),
        reason: "예산이 내년에".into(),
        ..to(LeadStatus::Nurturing)
    };
    let (work, engage) = (to(LeadStatus::Working), to(LeadStatus::Engaged));
    let (one, two) = tokio::join!(go(&world, &sdr, &new, &work), go(&world, &sdr, &new, &engage));
    assert_eq!([&one, &two].into_iter().filter(|it| it.is_ok()).count(), 1, "{one:?} {two:?}");
    let worked = lead(&world.db, &sdr, come.lead).await.unwrap();
    assert_eq!(worked.owner, sdr.id(), "who begins the work has taken it");
    let same = LeadMoveForm { to: worked.status.code().into(), ..Default::default() };
    assert_eq!(go(&world, &sdr, &new, &same).await.unwrap(), worked, "it is there already");
    let late = go(&world, &sdr, &new, &later).await;
    assert!(matches!(late, Err(Error::Changed(_))), "{late:?}");

    let nurtured = go(&world, &sdr, &worked, &later).await.unwrap();
    assert_eq!(nurtured.nurture_until.map(|it| it.to_string()).as_deref(), Some("2190-01-01"));
    let woken = go(&world, &sdr, &nurtured, &to(LeadStatus::Working)).await.unwrap();
    assert_eq!((woken.nurture_until, woken.nurture_reason.clone()), (None, None));
    let ended =
        LeadMoveForm {
            why: "no_need".into(), reason: "만들어 써요".into(), ..to(LeadStatus::Disqualified)
        };
    let ended = go(&world, &sdr, &woken, &ended).await.unwrap();
    assert_eq!(ended.disqualify_note.as_deref(), Some("만들어 써요"));
    assert!(matches!(
        go(&world, &sdr, &ended, &to(LeadStatus::Engaged)).await,
        Err(Error::Refused(Refusal::ReopenFirst))
    ));
    let timeline =
        activities::timeline(&world.db, &sdr, Subject::Lead(ended.id), Shown::All, None, 20, Utc::now())
            .await
            .unwrap();
    let told: Vec<_> = timeline
        .moments
        .iter()
        .filter_map(|it| match &it.what {
            Happened::LeadMoved { to, .. } => Some(*to),
            _ => None,
        })
        .collect();
    assert_eq!(told[..3], [LeadStatus::Disqualified, LeadStatus::Working, LeadStatus::Nurturing]);
    assert!(timeline.moments.iter().any(|it| matches!(it.what, Happened::Touched { .. })));
    for sql in
        ["update lead_transition set reason = 'x'", "delete from lead_transition", "delete from lead_touch"]
    {
        assert!(sqlx::query(sql).execute(&pool).await.is_err(), "{sql}");
    }
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_is_logged_with_a_lead_moves_it(pool: PgPool) {
    let world = world(&pool).await;
    let sdr = world.member("송다은", Role::Sdr).await;
    let csm = world.member("백지원", Role::Csm).await;
    let minsu = come(&world, &sdr, &form("김민수", "minsu@garam.kr", "")).await.lead;
    let log = async |actor: &Actor, kind: &str, outcome: &str| {
        let form = ActivityForm {
            kind: kind.into(),
            outcome: outcome.into(),
            lead: minsu.to_string(),
            ..Default::default()
        };
        activities::log(&world.db, actor, &form, Utc::now()).await.unwrap();
        lead(&world.db, &sdr, minsu).await.unwrap()
    };
    assert_eq!(log(&csm, "call", "no_answer").await.status, LeadStatus::New, "a CSM does not work leads");
    let tried = log(&sdr, "call", "no_answer").await;
    assert_eq!((tried.status, tried.owner), (LeadStatus::Working, sdr.id()));
    let engaged = log(&sdr, "email", "replied").await;
    assert_eq!(engaged.status, LeadStatus::Engaged);
    assert_eq!(log(&sdr, "call", "no_answer").await, engaged, "logging alone changes nothing about it");
    let task = TaskForm { title: "다시 전화".into(), lead: minsu.to_string(), ..Default::default() };
    activities::plan(&world.db, &sdr, &task).await.unwrap();
    let tasks = activities::tasks(&world.db, &sdr, Subject::Lead(minsu)).await.unwrap();
    assert_eq!(tasks[0].lead_name.as_deref(), Some("김민수"));
    let today = activities::today(&world.db, &sdr, domain::focus::Of::Me, Utc::now()).await.unwrap();
    let about: Vec<_> = today.day.must.iter().chain(&today.day.next).filter_map(|it| it.about).collect();
    assert_eq!(about, [Subject::Lead(minsu)]);
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn of_two_edits_of_a_lead_the_second_sees_the_first(pool: PgPool) {
    let world = world(&pool).await;
    let sdr = world.member("송다은", Role::Sdr).await;
    let minsu = come(&world, &sdr, &form("김민수", "minsu@garam.kr", "")).await.lead;
    come(&world, &sdr, &form("이지우", "jiwoo@garam.kr", "")).await;
    let first = LeadForm { title: "팀장".into(), ..form("김민수", "minsu@garam.kr", "") };
    let changed = change_lead(&world.db, &sdr, minsu, 1, &first).await.unwrap();
    assert_eq!((changed.version, changed.title.as_deref()), (2, Some("팀장")));
    let second = LeadForm { title: "과장".into(), ..form("김민수", "minsu@garam.kr", "") };
    let Err(Error::Changed(now)) = change_lead(&world.db, &sdr, minsu, 1, &second).await else {
        panic!("taken")
    };
    assert_eq!((now.version, now.differences.len(), now.differences[0].before.as_str()), (2, 1, "팀장"));
    let taken = change_lead(&world.db, &sdr, minsu, 2, &form("김민수", "jiwoo@garam.kr", "")).await;
    assert!(matches!(taken, Err(Error::Refused(Refusal::Exists { .. }))), "{taken:?}");
    assert_eq!(
        change_lead(&world.db, &sdr, minsu, 2, &first).await.unwrap().version,
        2,
        "nothing is written for nothing"
    );
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn who_may_not_work_a_lead_changes_nothing_about_it(pool: PgPool) {
    let world = world(&pool).await;
    let (sdr, other) = (world.member("송다은", Role::Sdr).await, world.member("이서연", Role::Sdr).await);
    let viewer = world.member("문가람", Role::Viewer).await;
    let manager = world.member("박준호", Role::Manager).await;
    let mine = LeadForm { owner: sdr.id().unwrap().to_string(), ..form("김민수", "minsu@garam.kr", "") };
    let minsu = come(&world, &sdr, &mine).await.lead;
    let minsu = lead(&world.db, &sdr, minsu).await.unwrap();
    let history = async || {
        let mut counts = vec![];
        for table in ["lead", "lead_touch", "lead_transition", "field_change", "outbox"] {
            counts.push(world.count(table).await);
        }
        counts
    };
    let before = history().await;
    let not_allowed =
        |it: db::Result<Lead>| assert!(matches!(it, Err(Error::Refused(Refusal::NotAllowed))), "{it:?}");
    for actor in [&other, &viewer, &manager] {
        not_allowed(go(&world, actor, &minsu, &to(LeadStatus::Working)).await);
        not_allowed(
            change_lead(&world.db, actor, minsu.id, 1, &LeadForm { title: "x".into(), ..mine.clone() }).await,
        );
    }
    let given = LeadForm { owner: other.id().unwrap().to_string(), ..mine.clone() };
    not_allowed(change_lead(&world.db, &sdr, minsu.id, 1, &given).await);
    let refused = arrive(&world.db, &viewer, None, (&mine, &TouchForm::default()), Utc::now()).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::NotAllowed))));
    assert_eq!((history().await, lead(&world.db, &sdr, minsu.id).await.unwrap()), (before, minsu.clone()));
    let queue = LeadForm { owner: String::new(), ..mine };
    assert_eq!(
        change_lead(&world.db, &sdr, minsu.id, 1, &queue).await.unwrap().owner,
        None,
        "back to the queue"
    );

    let elsewhere = db::team::found_workspace(&world.db, &db::team::NewWorkspace::named("남")).await.unwrap();
    let stranger = Actor::operator(elsewhere);
    assert!(matches!(lead(&world.db, &stranger, minsu.id).await, Err(Error::NotFound)));
    assert!(matches!(lead_id(&world.db, &stranger, Key::lead(1)).await, Err(Error::NotFound)));
    assert!(matches!(go(&world, &stranger, &minsu, &to(LeadStatus::Working)).await, Err(Error::NotFound)));
    assert_eq!(leads(&world.db, &stranger, &Wish::default()).await.unwrap().on_board(), 0);
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_column_is_read_page_by_page_and_counted_whole(pool: PgPool) {
    let world = world(&pool).await;
    let sdr = world.member("송다은", Role::Sdr).await;
    let (mut made, instant) = (Vec::new(), Utc::now());
    for at in 0..120 {
        let owner = if at % 2 == 0 { sdr.id().unwrap().to_string() } else { String::new() };
        let form = LeadForm { owner, ..form(&format!("리드 {at}"), &format!("l{at}@garam.kr"), "") };
        // Many at one instant, as a program brings them.
        let now = if at > 60 { instant } else { Utc::now() };
        let come = arrive(&world.db, &sdr, None, (&form, &TouchForm::default()), now).await.unwrap();
        made.push(come.lead);
    }
    let read = async |wish: &Wish| leads(&world.db, &sdr, wish).await.unwrap();
    let board = read(&Wish::default()).await;
    assert_eq!(
        (board.columns.len(), board.columns[0].cards.len(), board.count(LeadStatus::New)),
        (5, 20, 120)
    );
    let mut wish = Wish { status: Some(LeadStatus::New), ..Wish::default() };
    let mut seen: Vec<LeadId> = Vec::new();
    loop {
        let page = read(&wish).await;
        let Some(last) = page.columns[0].cards.last() else { break };
        assert_eq!(page.before, i64::try_from(seen.len()).unwrap());
        wish.place = Place::After(last.id.0);
        seen.extend(page.columns[0].cards.iter().map(|it| it.id));
    }
    assert_eq!(seen.len(), 120);
    let mut sorted = (seen.clone(), made);
    sorted.0.sort();
    sorted.1.sort();
    assert_eq!(sorted.0, sorted.1);
    wish.place = Place::Before(seen[60].0);
    let back: Vec<_> = read(&wish).await.columns[0].cards.iter().map(|it| it.id).collect();
    assert_eq!(back, seen[10..60]);
    let mine = read(&Wish { owner: Owner::Me, ..Wish::default() }).await;
    assert_eq!(mine.count(LeadStatus::New), 60);
    let found =
        async |text: &str| read(&Wish { text: text.into(), ..Wish::default() }).await.count(LeadStatus::New);
    assert_eq!(
        (found("리드 77").await, found("l77@").await, found("가람테크").await, found("없는말").await),
        (1, 1, 120, 0)
    );
    assert_eq!(read(&Wish { source: "웨비나".into(), ..Wish::default() }).await.sources, ["웨비나"]);
    let hits = db::search::find(&world.db, &sdr, "L-77").await.unwrap();
    assert!(matches!(hits[0].found, Found::Lead(_, 77)), "{hits:?}");
    world.in_order().await;
}
