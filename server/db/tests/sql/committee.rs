//! Buying committees on a real PostgreSQL: a champion counts by an act that is on record, whoever left counts nowhere, and two
//! records that are one human being sit there once.

use crate::desk::{Desk, member, refusal};
use chrono::{NaiveDate, Utc};
use db::Error;
use db::accounts::create_person;
use db::accounts::merge::{Seen, merge, undo};
use db::activities::remove_activity;
use db::committee::{change, former, leave, of_deal, prove, relate, remove, seat, unrelate};
use db::pipeline::{deal, move_deal, set_gates};
use domain::accounts::PersonForm;
use domain::activities::ActivityForm;
use domain::committee::{
    Committee, Dots, LeaveForm, ProofForm, RelateForm, RiskKind, Role as Seated, SeatForm, Tangle, dots,
    risks,
};
use domain::merge::{MergeForm, Records};
use domain::pipeline::gate::RoleAsked;
use domain::pipeline::{Card, Gate, Requirement};
use domain::team::Role;
use domain::{DealId, PersonId, Refusal, SeatId};
use sqlx::PgPool;
use std::sync::Arc;

fn today() -> NaiveDate {
    (Utc::now() + chrono::Duration::hours(9)).date_naive()
}

fn of(person: PersonId, role: &str) -> SeatForm {
    SeatForm { person: person.to_string(), role: role.into(), ..SeatForm::default() }
}

async fn take(desk: &Desk, id: DealId, person: PersonId, role: &str) -> SeatId {
    seat(&desk.db, &desk.junho, id, &of(person, role)).await.unwrap()
}

async fn committee(desk: &Desk, id: DealId) -> Committee {
    of_deal(&desk.db, &desk.junho, id, today()).await.unwrap()
}

async fn person(desk: &Desk, name: &str) -> PersonId {
    let form = PersonForm { name: name.into(), account: desk.account.to_string(), ..PersonForm::default() };
    create_person(&desk.db, &desk.junho, None, &form).await.unwrap().id
}

async fn card(desk: &Desk, id: DealId) -> Card {
    deal(&desk.db, &desk.junho, id).await.unwrap().card
}

fn proof(note: &str) -> ProofForm {
    ProofForm { act: "shared".into(), note: note.into(), ..ProofForm::default() }
}

async fn kinds(desk: &Desk, id: DealId) -> Vec<RiskKind> {
    let found = committee(desk, id).await;
    risks(&found.held(), today()).into_iter().map(|it| it.kind).collect()
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_champion_counts_by_an_act_and_no_more_when_that_is_taken_away(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let id = desk.deal(&desk.junho, "경주", "100만").await;
    let before = desk.version(id).await;
    let seat = take(&desk, id, desk.person, "champion").await;
    assert_eq!(take(&desk, id, desk.person, "champion").await, seat, "said again, it is done once");
    assert_eq!(desk.version(id).await, before + 1, "gates ask for it, so it is a version of the deal");
    assert_eq!(kinds(&desk, id).await, [RiskKind::NoChampion], "a candidate");
    let seen = committee(&desk, id).await.seats[0].version;
    prove(&desk.db, &desk.junho, seat, Some(seen), &proof("본부장에게 자료를 돌렸어요"), Utc::now())
        .await
        .unwrap();
    let found = committee(&desk, id).await;
    let proven = found.seats[0].proven.clone().unwrap();
    assert_eq!(proven.body, "본부장에게 자료를 돌렸어요");
    assert_eq!(dots(&card(&desk, id).await.story.committee), Some((Dots::Amber, 1)), "the card carries it");
    assert_eq!(found.held(), card(&desk, id).await.story.committee, "and the very same");
    remove_activity(&desk.db, &desk.junho, proven.activity, 1).await.unwrap();
    assert_eq!(kinds(&desk, id).await, [RiskKind::NoChampion], "nothing proves it any more");

    let user = take(&desk, id, desk.person, "user").await;
    let refused = prove(&desk.db, &desk.junho, user, None, &proof("말"), Utc::now()).await;
    assert_eq!(refusal(refused), Refusal::Committee(Tangle::NoChampion));
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn of_many_who_change_one_seat_at_once_one_is_written_and_the_others_see_it(pool: PgPool) {
    let desk = Arc::new(Desk::open(pool).await);
    let id = desk.deal(&desk.junho, "경주", "100만").await;
    let all = (0..8).map(|_| {
        let desk = desk.clone();
        tokio::spawn(async move { seat(&desk.db, &desk.junho, id, &of(desk.person, "user")).await.unwrap() })
    });
    let mut seats = vec![];
    for one in all.collect::<Vec<_>>() {
        seats.push(one.await.unwrap());
    }
    seats.dedup();
    assert_eq!((seats.len(), desk.count("select count(*) from deal_person").await), (1, 1));
    let seen = committee(&desk, id).await.seats[0].version;
    let all = (0..8).map(|at| {
        let (desk, seat) = (desk.clone(), seats[0]);
        tokio::spawn(async move {
            let form =
                SeatForm { stance: "1".into(), goals: format!("바라는 것 {at}"), ..SeatForm::default() };
            change(&desk.db, &desk.junho, seat, Some(seen), &form).await
        })
    });
    let mut written = 0;
    for one in all.collect::<Vec<_>>() {
        match one.await.unwrap() {
            Ok(()) => written += 1,
            Err(Error::Changed(it)) => assert!(it.version > seen),
            Err(error) => panic!("{error:?}"),
        }
    }
    assert_eq!(written, 1);
    // What is known of a person holds for each of their roles.
    take(&desk, id, desk.person, "influencer").await;
    let form = SeatForm { stance: "-2".into(), influence: "3".into(), ..SeatForm::default() };
    change(&desk.db, &desk.junho, seats[0], None, &form).await.unwrap();
    let found = committee(&desk, id).await;
    assert!(found.seats.iter().all(|it| (it.stance, it.influence) == (-2, 3)), "{found:?}");
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn nobody_comes_to_report_to_themselves_however_many_say_so_at_once(pool: PgPool) {
    let desk = Arc::new(Desk::open(pool).await);
    let id = desk.deal(&desk.junho, "경주", "100만").await;
    let mut people = vec![desk.person];
    for name in ["이상무", "박대표"] {
        people.push(person(&desk, name).await);
    }
    for it in &people {
        take(&desk, id, *it, "user").await;
    }
    let tie = |from: PersonId, to: PersonId| RelateForm {
        from: from.to_string(),
        to: to.to_string(),
        kind: "reports_to".into(),
        ..RelateForm::default()
    };
    let ways = [(0, 1), (1, 2), (2, 0)].map(|(from, to)| tie(people[from], people[to]));
    let all = ways.map(|form| {
        let desk = desk.clone();
        tokio::spawn(async move { relate(&desk.db, &desk.junho, id, &form).await })
    });
    let mut refused = 0;
    for one in all {
        match one.await.unwrap() {
            Ok(()) => {}
            Err(Error::Refused(Refusal::Committee(Tangle::Circle))) => refused += 1,
            Err(error) => panic!("{error:?}"),
        }
    }
    assert_eq!((refused, committee(&desk, id).await.relations.len()), (1, 2));
    let stranger = tie(people[0], person(&desk, "남").await);
    assert_eq!(
        refusal(relate(&desk.db, &desk.junho, id, &stranger).await),
        Refusal::Committee(Tangle::NotSeated)
    );
    let first = committee(&desk, id).await.relations[0].clone();
    unrelate(&desk.db, &desk.junho, first.id).await.unwrap();
    assert!(matches!(unrelate(&desk.db, &desk.junho, first.id).await, Err(Error::NotFound)));
    // Whoever lets go of somebody's last seat lets go of their ties.
    let left = committee(&desk, id).await.relations[0].clone();
    let theirs = committee(&desk, id).await.seats.iter().find(|it| it.person == left.from).unwrap().clone();
    remove(&desk.db, &desk.junho, theirs.id, Some(theirs.version)).await.unwrap();
    assert_eq!(committee(&desk, id).await.relations, []);
    assert!(matches!(remove(&desk.db, &desk.junho, theirs.id, None).await, Err(Error::NotFound)));
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn who_left_counts_nowhere_and_keeps_what_they_did(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let id = desk.deal(&desk.junho, "경주", "100만").await;
    let other = desk.deal(&desk.junho, "다음 경주", "10만").await;
    let seat = take(&desk, id, desk.person, "champion").await;
    take(&desk, other, desk.person, "user").await;
    prove(&desk.db, &desk.junho, seat, None, &proof("소개해 줬어요"), Utc::now()).await.unwrap();
    let (before, aside) = (desk.version(id).await, desk.version(other).await);
    let gone = LeaveForm::default();
    leave(&desk.db, &desk.junho, seat, &gone, today()).await.unwrap();
    leave(&desk.db, &desk.junho, seat, &gone, today()).await.unwrap();
    assert_eq!(
        (desk.version(id).await, desk.version(other).await),
        (before + 1, aside + 1),
        "once, in both deals"
    );
    let found = committee(&desk, id).await;
    assert_eq!((found.seats[0].left_on, found.seats[0].proven.is_some()), (Some(today()), true));
    assert_eq!(kinds(&desk, id).await, [RiskKind::ChampionLeft, RiskKind::NoChampion]);
    let before = former(&desk.db, &desk.junho, desk.person).await.unwrap();
    assert_eq!((before[0].account, before[0].left_on), (desk.account, today()));
    assert!(card(&desk, id).await.story.committee[0].left);
    let tomorrow = LeaveForm { on: today().succ_opt().unwrap().to_string(), ..LeaveForm::default() };
    assert!(matches!(
        refusal(leave(&desk.db, &desk.junho, seat, &tomorrow, today()).await),
        Refusal::Invalid(_)
    ));
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn two_who_are_one_sit_there_once_and_are_two_again(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let id = desk.deal(&desk.junho, "경주", "100만").await;
    let twin = person(&desk, "윤서아 팀장").await;
    let seat = take(&desk, id, desk.person, "champion").await;
    let again = take(&desk, id, twin, "champion").await;
    for it in [seat, again] {
        prove(&desk.db, &desk.junho, it, None, &proof("소개해 줬어요"), Utc::now()).await.unwrap();
    }
    assert_eq!(dots(&committee(&desk, id).await.held()), Some((Dots::Green, 2)));
    let before = desk.version(id).await;
    let version = |id: PersonId| {
        let pool = desk.pool.clone();
        async move {
            let version: i32 = sqlx::query_scalar("select version from person where id = $1")
                .bind(id)
                .fetch_one(&pool)
                .await
                .unwrap();
            version
        }
    };
    let seen: [Seen; 2] = [(desk.person.0, version(desk.person).await), (twin.0, version(twin).await)];
    let form = MergeForm::default();
    let done =
        merge(&desk.db, &desk.minji, (Records::Person, None), (seen[0], seen[1]), &form, Utc::now()).await;
    let done = done.unwrap();
    assert!(desk.version(id).await > before, "gates count them anew");
    assert_eq!(dots(&committee(&desk, id).await.held()), Some((Dots::Amber, 1)), "one human being");
    assert_eq!(dots(&card(&desk, id).await.story.committee), Some((Dots::Amber, 1)));
    undo(&desk.db, &desk.minji, Records::Person, done.id, Utc::now()).await.unwrap();
    assert_eq!(dots(&committee(&desk, id).await.held()), Some((Dots::Green, 2)));
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_gate_lets_pass_whom_a_proven_champion_carries(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let id = desk.deal(&desk.junho, "경주", "100만").await;
    let asks = |kind, touched| Requirement::Role(RoleAsked { kind, touched, count: 1 });
    let gate =
        Gate::block(Requirement::All(vec![asks(Seated::Champion, false), asks(Seated::EconomicBuyer, true)]));
    set_gates(&desk.db, &desk.minji, desk.pipeline.id, desk.stage(1), Some(&gate), None).await.unwrap();
    let go = async || {
        let card = card(&desk, id).await;
        move_deal(&desk.db, &desk.junho, &crate::support::wish(&card, desk.stage(1)), today()).await
    };
    let seat = take(&desk, id, desk.person, "champion").await;
    let buyer = person(&desk, "한 대표").await;
    take(&desk, id, buyer, "economic_buyer").await;
    let missing = |refused: Refusal| match refused {
        Refusal::NotReady(verdict) => verdict.missing.iter().map(|it| it.what.code()).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(missing(refusal(go().await)), ["role.champion", "role.economic_buyer.touched"]);
    prove(&desk.db, &desk.junho, seat, None, &proof("소개해 줬어요"), Utc::now()).await.unwrap();
    assert_eq!(missing(refusal(go().await)), ["role.economic_buyer.touched"]);
    let call = ActivityForm {
        kind: "call".into(),
        outcome: "connected".into(),
        person: buyer.to_string(),
        deal: id.to_string(),
        ..ActivityForm::default()
    };
    db::activities::log(&desk.db, &desk.junho, &call, Utc::now()).await.unwrap();
    assert_eq!(go().await.unwrap().stage, desk.stage(1));
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn another_workspaces_people_and_seats_are_not_there(pool: PgPool) {
    let desk = Desk::open(pool.clone()).await;
    let other = Desk::named(pool, "other").await;
    let id = desk.deal(&desk.junho, "경주", "100만").await;
    let theirs = other.deal(&other.junho, "남의 경주", "100만").await;
    let their_seat = take(&other, theirs, other.person, "champion").await;
    assert!(matches!(
        refusal(seat(&desk.db, &desk.junho, id, &of(other.person, "user")).await),
        Refusal::Invalid(_)
    ));
    for refused in [
        seat(&desk.db, &desk.junho, theirs, &of(desk.person, "user")).await.map(|_| ()),
        change(&desk.db, &desk.junho, their_seat, None, &SeatForm::default()).await,
        remove(&desk.db, &desk.junho, their_seat, None).await,
        prove(&desk.db, &desk.junho, their_seat, None, &proof("말"), Utc::now()).await,
        leave(&desk.db, &desk.junho, their_seat, &LeaveForm::default(), today()).await,
        of_deal(&desk.db, &desk.junho, theirs, today()).await.map(|_| ()),
    ] {
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
    }
    let viewer = member(&desk.db, &desk.minji, "viewer@hanbit.kr", &[Role::Viewer]).await;
    let refused = seat(&desk.db, &viewer, id, &of(desk.person, "user")).await;
    assert_eq!(refusal(refused), Refusal::NotAllowed);
    assert_eq!(committee(&other, theirs).await.seats.len(), 1);
    desk.balanced().await;
}
