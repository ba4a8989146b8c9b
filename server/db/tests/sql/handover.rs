//! Hand-overs on a real PostgreSQL: what is asked before one is sent, what each decision leads to, and what time does.

use crate::support::{World, world};
use chrono::{DateTime, Duration, Utc};
use db::handover::{
    accept, handover, handovers, keep_time, of_lead, reject, reroute, send, withdraw, write_notes,
};
use db::leads::{arrive, lead, lead_details, move_lead};
use db::{Actor, Error, activities, consent};
use domain::activities::{ActivityForm, Happened, Shown, Subject, TaskForm};
use domain::consent::{ConsentForm, Of};
use domain::handover::{Handover, NotSent, NotesForm, RejectForm, SendForm, State};
use domain::leads::{LeadForm, LeadMoveForm, LeadStatus, Owed, TouchForm};
use domain::qualification::{Kind, TalkForm};
use domain::team::Role;
use domain::{HandoverId, LeadId, Locale, Refusal};
use sqlx::PgPool;

/// A Friday, five in the afternoon in Seoul.
pub fn friday() -> DateTime<Utc> {
    "2026-11-27T08:00:00Z".parse().unwrap()
}

pub fn first_contact(_: Locale, name: &str) -> String {
    format!("첫 연락: {name}")
}

/// A lead of whoever asks that is ready to go: qualified in a talk, its notes written, a call on record.
pub async fn ready(world: &World, sdr: &Actor, name: &str, now: DateTime<Utc>) -> LeadId {
    let at = now - Duration::hours(1);
    let unique = uuid::Uuid::now_v7().simple().to_string();
    let form = LeadForm {
        name: name.into(),
        company: format!("{name}상사"),
        title: "팀장".into(),
        email: format!("{unique}@c{unique}.kr"),
        about: "엑셀로 관리하기 힘들어요".into(),
        origin: "inbound".into(),
        owner: sdr.id().unwrap().to_string(),
        ..Default::default()
    };
    let id = arrive(&world.db, sdr, None, (&form, &TouchForm::default()), at).await.unwrap().lead;
    let call = ActivityForm {
        kind: "call".into(),
        outcome: "connected".into(),
        body: "다음 주에 데모를 보기로 함".into(),
        lead: id.to_string(),
        ..Default::default()
    };
    activities::log(&world.db, sdr, &call, at).await.unwrap();
    let said = |score: &str| (score.to_owned(), "담당자가 말함".to_owned());
    let ((need, need_note), (authority, authority_note)) = (said("2"), said("2"));
    let ((timing, timing_note), (budget, budget_note)) = (said("2"), said("1"));
    let talk = TalkForm {
        need,
        need_note,
        authority,
        authority_note,
        timing,
        timing_note,
        budget,
        budget_note,
        ..TalkForm::default()
    };
    let version = lead(&world.db, sdr, id).await.unwrap().version;
    db::qualification::write_talk(&world.db, sdr, id, version, &talk).await.unwrap();
    db::qualification::grant(&world.db, sdr, id, at).await.unwrap();
    let agreed = ConsentForm {
        channel: "email".into(),
        answer: "given".into(),
        proof: "통화에서 동의".into(),
        ..Default::default()
    };
    consent::note(&world.db, sdr, Of::Lead(id), &agreed, at).await.unwrap();
    let version = lead(&world.db, sdr, id).await.unwrap().version;
    let day = |days| (now + Duration::days(days)).date_naive().to_string();
    let notes = NotesForm {
        need_words: "견적을 누가 언제 보냈는지 아무도 몰라요".into(),
        people: "대표가 결정해요".into(),
        questions: "없음".into(),
        next_step: "데모".into(),
        next_step_due: day(40),
        promises: "없음".into(),
    };
    write_notes(&world.db, sdr, id, version, &notes).await.unwrap();
    id
}

fn to(member: &Actor) -> SendForm {
    SendForm { closer: member.id().unwrap().to_string(), note: "급해요".into() }
}

fn no(class: &str) -> RejectForm {
    RejectForm { class: class.into(), note: "이유".into() }
}

async fn now_of(world: &World, actor: &Actor, id: HandoverId) -> Handover {
    handover(&world.db, actor, id, friday()).await.unwrap().handover
}

async fn last(world: &World, actor: &Actor, lead: LeadId) -> Handover {
    of_lead(&world.db, actor, lead, friday()).await.unwrap().last.unwrap()
}

fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> Refusal {
    match result {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn only_one_for_sales_with_its_dossier_goes_and_only_by_whose_it_is(pool: PgPool) {
    let world = world(&pool).await;
    let (sdr, ae) = (world.member("송다은", Role::Sdr).await, world.member("박지훈", Role::Ae).await);
    let form = LeadForm { name: "김민수".into(), phone: "010-0000-1234".into(), ..Default::default() };
    let raw = arrive(&world.db, &sdr, None, (&form, &TouchForm::default()), friday()).await.unwrap().lead;
    let start = LeadMoveForm { to: "working".into(), ..Default::default() };
    move_lead(&world.db, &sdr, raw, LeadStatus::New, &start, friday()).await.unwrap();
    let answer = send(&world.db, &sdr, raw, &to(&ae), first_contact, friday()).await;
    assert_eq!(refused(answer), Refusal::NotSent(NotSent::NotQualified(Kind::None)));

    let id = ready(&world, &sdr, "이하나", friday()).await;
    let before = lead(&world.db, &sdr, id).await.unwrap();
    let mut notes = of_lead(&world.db, &sdr, id, friday()).await.unwrap().notes;
    notes.next_step_due = None;
    write_notes(&world.db, &sdr, id, before.version, &NotesForm::from(&notes)).await.unwrap();
    let answer = refused(send(&world.db, &sdr, id, &to(&ae), first_contact, friday()).await);
    assert!(matches!(answer, Refusal::NotSent(NotSent::Incomplete { completeness: 80, .. })), "{answer:?}");

    let whole = ready(&world, &sdr, "한지민", friday()).await;
    for other in [&ae, &world.member("이수진", Role::Sdr).await, &world.member("최하준", Role::Viewer).await]
    {
        let answer = send(&world.db, other, whole, &to(&ae), first_contact, friday()).await;
        assert_eq!(refused(answer), Refusal::NotAllowed);
    }
    let nobody = SendForm { closer: sdr.id().unwrap().to_string(), ..SendForm::default() };
    assert!(matches!(
        refused(send(&world.db, &sdr, whole, &nobody, first_contact, friday()).await),
        Refusal::Invalid(_)
    ));
    assert_eq!(world.count("handover").await, 0);

    let sent = send(&world.db, &sdr, whole, &to(&ae), first_contact, friday()).await.unwrap();
    let again = send(&world.db, &sdr, whole, &to(&ae), first_contact, friday()).await.unwrap();
    assert_eq!((sent, world.count("handover").await), (again, 1));
    let it = now_of(&world, &ae, sent).await;
    assert_eq!((it.state, it.to, it.completeness), (State::Pending, ae.id(), 90));
    let due: DateTime<Utc> = "2026-11-30T03:00:00Z".parse().unwrap();
    assert_eq!(it.due_at, due, "Monday at noon");
    let details = lead_details(&world.db, &sdr, whole).await.unwrap();
    let promise = details.promise.unwrap();
    assert_eq!(
        (details.lead.status, promise.owed, promise.due),
        (LeadStatus::HandoverPending, Owed::Decision, due)
    );
    // Nobody moves it by hand meanwhile.
    let on = LeadMoveForm { to: "engaged".into(), ..Default::default() };
    let moved = move_lead(&world.db, &sdr, whole, LeadStatus::HandoverPending, &on, friday()).await;
    assert_eq!(refused(moved), Refusal::ByHandover);
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn whoever_it_waits_for_decides_before_they_contact_the_customer(pool: PgPool) {
    let world = world(&pool).await;
    let (sdr, ae) = (world.member("송다은", Role::Sdr).await, world.member("박지훈", Role::Ae).await);
    let id = ready(&world, &sdr, "이하나", friday()).await;
    let sent = send(&world.db, &sdr, id, &to(&ae), first_contact, friday()).await.unwrap();
    let log = async |actor: &Actor, kind: &str, outcome: &str| {
        let form = ActivityForm {
            kind: kind.into(),
            outcome: outcome.into(),
            body: "메모".into(),
            lead: id.to_string(),
            ..Default::default()
        };
        activities::log(&world.db, actor, &form, friday()).await
    };
    assert_eq!(refused(log(&ae, "call", "connected").await), Refusal::DecideFirst(sent));
    log(&ae, "note", "").await.unwrap();
    log(&sdr, "call", "connected").await.unwrap();
    accept(&world.db, &ae, sent, first_contact, friday()).await.unwrap();
    log(&ae, "call", "connected").await.unwrap();
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn accepted_from_many_places_at_once_it_is_one_deal_with_everything(pool: PgPool) {
    let world = world(&pool).await;
    let (sdr, ae) = (world.member("송다은", Role::Sdr).await, world.member("박지훈", Role::Ae).await);
    let id = ready(&world, &sdr, "이하나", friday()).await;
    let task = TaskForm { title: "자료 보내기".into(), lead: id.to_string(), ..Default::default() };
    activities::plan(&world.db, &sdr, &task).await.unwrap();
    let sent = send(&world.db, &sdr, id, &to(&ae), first_contact, friday()).await.unwrap();
    let other = world.member("이수진", Role::Ae).await;
    for nobody in [&other, &sdr] {
        let answer = accept(&world.db, nobody, sent, first_contact, friday()).await;
        assert_eq!(refused(answer), Refusal::NotAllowed);
    }
    let at = friday() + Duration::minutes(30);
    let accepts = (0..50).map(|_| accept(&world.db, &ae, sent, first_contact, at));
    let deals: Vec<_> = futures::future::join_all(accepts).await.into_iter().map(|it| it.unwrap()).collect();
    assert!(deals.iter().all(|it| *it == deals[0]));
    assert_eq!(
        (world.count("deal").await, world.count("account").await, world.count("person").await),
        (1, 1, 1)
    );
    let taken = lead(&world.db, &sdr, id).await.unwrap();
    assert_eq!((taken.status, taken.owner), (LeadStatus::Accepted, ae.id()));
    assert!(taken.account.is_some() && taken.person.is_some());
    let it = now_of(&world, &sdr, sent).await;
    assert_eq!((it.state, it.from, it.deal), (State::Accepted, sdr.id(), Some(deals[0])));
    // A day later is a Saturday.
    let due: DateTime<Utc> = "2026-11-30T00:00:00Z".parse().unwrap();
    assert_eq!(it.contact_due_at, Some(due));
    let tasks = activities::tasks(&world.db, &ae, Subject::Deal(deals[0])).await.unwrap();
    let titles: Vec<_> = tasks.iter().map(|it| (it.title.as_str(), Some(it.owner))).collect();
    assert_eq!(titles, [("첫 연락: 이하나", ae.id()), ("자료 보내기", ae.id())]);
    // The deal's timeline begins with the first touch.
    let told = activities::timeline(&world.db, &ae, Subject::Deal(deals[0]), Shown::All, None, 50, at)
        .await
        .unwrap();
    let has = |is: fn(&Happened) -> bool| told.moments.iter().any(|it| is(&it.what));
    assert!(
        has(|it| matches!(it, Happened::Activity { .. })) && has(|it| matches!(it, Happened::Touched { .. }))
    );
    assert!(has(|it| matches!(it, Happened::LeadMoved { to: LeadStatus::Accepted, .. })));
    assert!(has(|it| matches!(it, Happened::Qualified { .. })));
    let rejected = reject(&world.db, &ae, sent, &no("routing"), at).await;
    assert_eq!(refused(rejected), Refusal::HandoverOver(State::Accepted));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn whom_we_know_already_is_not_made_again_and_ones_own_is_accepted_at_once(pool: PgPool) {
    let world = world(&pool).await;
    let ae = world.member("박지훈", Role::Ae).await;
    let first = ready(&world, &ae, "이하나", friday()).await;
    let sent = send(&world.db, &ae, first, &to(&ae), first_contact, friday()).await.unwrap();
    assert_eq!(now_of(&world, &ae, sent).await.state, State::Accepted);
    // Another one of the same company, by its name.
    let second = ready(&world, &ae, "이하나", friday()).await;
    send(&world.db, &ae, second, &to(&ae), first_contact, friday()).await.unwrap();
    assert_eq!((world.count("account").await, world.count("deal").await), (1, 2));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_is_wrong_with_it_decides_who_has_it_next(pool: PgPool) {
    let world = world(&pool).await;
    let sdr = world.member("송다은", Role::Sdr).await;
    let (ae, next) = (world.member("박지훈", Role::Ae).await, world.member("이수진", Role::Ae).await);
    let manager = world.member("정하윤", Role::Manager).await;
    let id = ready(&world, &sdr, "이하나", friday()).await;
    let sent = send(&world.db, &sdr, id, &to(&ae), first_contact, friday()).await.unwrap();
    assert!(matches!(
        refused(reject(&world.db, &ae, sent, &RejectForm::default(), friday()).await),
        Refusal::Invalid(problems) if problems.len() == 2
    ));
    // The wrong person: it goes to the next one, as it was sent.
    reject(&world.db, &ae, sent, &no("routing"), friday()).await.unwrap();
    reject(&world.db, &ae, sent, &no("routing"), friday()).await.unwrap();
    let second = last(&world, &sdr, id).await;
    assert_eq!(
        (second.to, second.state, second.round, second.from),
        (next.id(), State::Pending, 2, sdr.id())
    );
    // Nobody is left: the managers' queue. An AE reaches nothing in it.
    reject(&world.db, &next, second.id, &no("routing"), friday()).await.unwrap();
    let third = last(&world, &sdr, id).await;
    assert_eq!((third.to, third.state, third.round), (None, State::Pending, 3));
    assert_eq!(refused(accept(&world.db, &ae, third.id, first_contact, friday()).await), Refusal::NotAllowed);
    let mine = handovers(&world.db, &manager, friday()).await.unwrap();
    assert_eq!((mine.incoming.len(), mine.incoming[0].id), (1, third.id));
    assert_eq!(refused(reroute(&world.db, &sdr, third.id, ae.id(), friday()).await), Refusal::NotAllowed);
    let fourth = reroute(&world.db, &manager, third.id, ae.id(), friday()).await.unwrap();
    assert_eq!(now_of(&world, &sdr, third.id).await.state, State::Rerouted);
    // Facts are missing: whoever sent it goes on.
    reject(&world.db, &ae, fourth, &no("incomplete"), friday()).await.unwrap();
    let back = lead(&world.db, &sdr, id).await.unwrap();
    assert_eq!((back.status, back.owner), (LeadStatus::Engaged, sdr.id()));
    // Not one for sales: whoever sent it chooses to nurture or to give up.
    let fifth = send(&world.db, &sdr, id, &to(&ae), first_contact, friday()).await.unwrap();
    reject(&world.db, &ae, fifth, &no("definition"), friday()).await.unwrap();
    let nurture = LeadMoveForm {
        to: "nurturing".into(),
        until: "2027-03-02".into(),
        reason: "내년".into(),
        ..Default::default()
    };
    move_lead(&world.db, &sdr, id, LeadStatus::Engaged, &nurture, friday()).await.unwrap();
    let figures = handovers(&world.db, &sdr, friday()).await.unwrap().figures;
    assert_eq!((figures.rejected, figures.accepted, figures.accepted_percent()), (4, 0, Some(0)));
    assert_eq!((figures.reasons[0].count, figures.reasons[0].from), (2, sdr.id()));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn time_reminds_then_carries_it_on_once_and_then_a_manager_decides(pool: PgPool) {
    let world = world(&pool).await;
    let sdr = world.member("송다은", Role::Sdr).await;
    let (ae, next) = (world.member("박지훈", Role::Ae).await, world.member("이수진", Role::Ae).await);
    let id = ready(&world, &sdr, "이하나", friday()).await;
    let sent = send(&world.db, &sdr, id, &to(&ae), first_contact, friday()).await.unwrap();
    let monday = |time: &str| format!("2026-11-30T{time}:00+09:00").parse::<DateTime<Utc>>().unwrap();
    assert_eq!(keep_time(&world.db, monday("10:59")).await.unwrap(), 0);
    assert_eq!(keep_time(&world.db, monday("11:00")).await.unwrap(), 1);
    assert_eq!(keep_time(&world.db, monday("11:59")).await.unwrap(), 0, "reminded once");
    assert!(now_of(&world, &ae, sent).await.reminded_at.is_some());
    // Two processes keep time.
    let both =
        futures::future::join(keep_time(&world.db, monday("12:00")), keep_time(&world.db, monday("12:00")))
            .await;
    assert_eq!(both.0.unwrap() + both.1.unwrap(), 1);
    assert_eq!(now_of(&world, &ae, sent).await.state, State::Expired);
    let second = last(&world, &sdr, id).await;
    assert_eq!((second.to, second.due_at), (next.id(), monday("16:00")));
    assert_eq!(
        refused(accept(&world.db, &ae, sent, first_contact, monday("12:01")).await),
        Refusal::HandoverOver(State::Expired)
    );
    keep_time(&world.db, monday("16:00")).await.unwrap();
    let third = last(&world, &sdr, id).await;
    assert_eq!((third.to, third.state), (None, State::Pending));
    // There it stays until somebody decides.
    assert_eq!(keep_time(&world.db, monday("18:00") + Duration::days(9)).await.unwrap(), 1, "a reminder");
    assert_eq!(keep_time(&world.db, monday("18:00") + Duration::days(9)).await.unwrap(), 0);
    let manager = world.member("정하윤", Role::Manager).await;
    accept(&world.db, &manager, third.id, first_contact, monday("17:00")).await.unwrap();
    let figures = handovers(&world.db, &sdr, monday("18:00")).await.unwrap().figures;
    assert_eq!((figures.expired, figures.expired_percent(), figures.median_minutes), (2, Some(67), Some(60)));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn its_sender_takes_it_back_and_what_was_sent_stays_as_it_was(pool: PgPool) {
    let world = world(&pool).await;
    let (sdr, ae) = (world.member("송다은", Role::Sdr).await, world.member("박지훈", Role::Ae).await);
    let id = ready(&world, &sdr, "이하나", friday()).await;
    let sent = send(&world.db, &sdr, id, &to(&ae), first_contact, friday()).await.unwrap();
    let before = handover(&world.db, &sdr, sent, friday()).await.unwrap().dossier;
    let version = lead(&world.db, &sdr, id).await.unwrap().version;
    let later =
        NotesForm { need_words: "사실은 다른 문제예요".into(), ..NotesForm::from(&before.notes) };
    write_notes(&world.db, &sdr, id, version, &later).await.unwrap();
    assert_eq!(handover(&world.db, &ae, sent, friday()).await.unwrap().dossier, before);
    let rewritten = sqlx::query("update handover set dossier = '{}'").execute(&world.pool).await;
    assert!(rewritten.is_err());
    assert!(sqlx::query("delete from handover").execute(&world.pool).await.is_err());

    assert_eq!(refused(withdraw(&world.db, &ae, sent, friday()).await), Refusal::NotAllowed);
    withdraw(&world.db, &sdr, sent, friday()).await.unwrap();
    withdraw(&world.db, &sdr, sent, friday()).await.unwrap();
    assert_eq!(lead(&world.db, &sdr, id).await.unwrap().status, LeadStatus::Engaged);
    let over = accept(&world.db, &ae, sent, first_contact, friday()).await;
    assert_eq!(refused(over), Refusal::HandoverOver(State::Withdrawn));
    assert!(sqlx::query("update handover set state = 'pending'").execute(&world.pool).await.is_err());
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn of_two_who_write_the_notes_the_later_one_sees_what_stands(pool: PgPool) {
    let world = world(&pool).await;
    let sdr = world.member("송다은", Role::Sdr).await;
    let id = ready(&world, &sdr, "이하나", friday()).await;
    let seen = of_lead(&world.db, &sdr, id, friday()).await.unwrap();
    let form = |people: &str| NotesForm { people: people.into(), ..NotesForm::from(&seen.notes) };
    write_notes(&world.db, &sdr, id, seen.version, &form("본부장")).await.unwrap();
    match write_notes(&world.db, &sdr, id, seen.version, &form("팀장")).await {
        Err(Error::Changed(since)) => {
            let fields: Vec<_> = since.differences.iter().map(|it| it.field.as_str()).collect();
            assert_eq!(fields, ["people"]);
        }
        other => panic!("not overtaken: {other:?}"),
    }
    // The same again is nothing new, and an edit of the lead itself is none of its business.
    write_notes(&world.db, &sdr, id, seen.version, &form("본부장")).await.unwrap();
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn another_workspaces_hand_overs_do_not_exist(pool: PgPool) {
    let world = world(&pool).await;
    let (sdr, ae) = (world.member("송다은", Role::Sdr).await, world.member("박지훈", Role::Ae).await);
    let id = ready(&world, &sdr, "이하나", friday()).await;
    let sent = send(&world.db, &sdr, id, &to(&ae), first_contact, friday()).await.unwrap();
    let other =
        db::team::found_workspace(&world.db, &db::team::NewWorkspace::named("다른 곳")).await.unwrap();
    let stranger = Actor::operator(other);
    let gone = |it: Result<(), Error>| assert!(matches!(it, Err(Error::NotFound)), "{it:?}");
    gone(handover(&world.db, &stranger, sent, friday()).await.map(|_| ()));
    gone(of_lead(&world.db, &stranger, id, friday()).await.map(|_| ()));
    gone(accept(&world.db, &stranger, sent, first_contact, friday()).await.map(|_| ()));
    gone(reject(&world.db, &stranger, sent, &no("routing"), friday()).await);
    gone(withdraw(&world.db, &stranger, sent, friday()).await);
    gone(reroute(&world.db, &stranger, sent, ae.id(), friday()).await.map(|_| ()));
    assert_eq!(handovers(&world.db, &stranger, friday()).await.unwrap().waiting, []);
    world.in_order().await;
}
