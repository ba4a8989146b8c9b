//! The lead board on a real PostgreSQL: what a column says is what the act does, a move is taken back with all that it wrote
//! over, and of many moves at once one counts.

use crate::handover::{first_contact, friday, ready};
use crate::support::{World, world};
use chrono::Utc;
use db::leads::{arrive, change_lead, lead, move_lead, take_back};
use db::{Actor, Error, activities};
use domain::activities::{ActivityForm, Happened, Shown, Subject};
use domain::handover::SendForm;
use domain::leads::{Lead, LeadForm, LeadMoveForm, LeadStatus, Movable, Mover, TouchForm, Verdict, may_move};
use domain::team::{Role, Roles, Whose};
use domain::{LeadId, Refusal};
use sqlx::PgPool;
use uuid::Uuid;

async fn come(world: &World, actor: &Actor, owner: Option<&Actor>) -> Lead {
    let form = LeadForm {
        name: "김민수".into(),
        email: format!("{}@garam.kr", Uuid::now_v7().simple()),
        owner: owner.and_then(Actor::id).map(|it| it.to_string()).unwrap_or_default(),
        ..Default::default()
    };
    let come = arrive(&world.db, actor, None, (&form, &TouchForm::default()), Utc::now()).await.unwrap();
    lead(&world.db, actor, come.lead).await.unwrap()
}

fn plainly(to: LeadStatus) -> LeadMoveForm {
    LeadMoveForm { to: to.code().into(), ..Default::default() }
}

/// With all that any step asks.
fn told(to: LeadStatus) -> LeadMoveForm {
    LeadMoveForm {
        until: "2190-01-01".into(),
        reason: "예산이 내년에".into(),
        why: "no_need".into(),
        ..plainly(to)
    }
}

async fn go(world: &World, actor: &Actor, lead: &Lead, form: &LeadMoveForm) -> db::Result<Lead> {
    move_lead(&world.db, actor, lead.id, lead.status, form, Utc::now()).await
}

async fn read(world: &World, actor: &Actor, id: LeadId) -> Lead {
    lead(&world.db, actor, id).await.unwrap()
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_a_column_says_is_what_the_act_does(pool: PgPool) {
    let world = world(&pool).await;
    let sdr = world.member("송다은", Role::Sdr).await;
    let ae = world.member("김민지", Role::Ae).await;
    let (other, viewer) =
        (world.member("이서연", Role::Sdr).await, world.member("문가람", Role::Viewer).await);
    let askers = [
        (&sdr, Role::Sdr, Whose::Mine),
        (&other, Role::Sdr, Whose::Others),
        (&viewer, Role::Viewer, Whose::Others),
    ];
    let sent = ready(&world, &sdr, "박하나", friday()).await;
    let form = SendForm { closer: ae.id().unwrap().to_string(), note: String::new() };
    db::handover::send(&world.db, &sdr, sent, &form, first_contact, friday()).await.unwrap();
    for from in LeadStatus::BOARD.into_iter().chain([LeadStatus::Disqualified]) {
        for to in LeadStatus::ALL {
            for (asker, role, whose) in askers {
                let lead = match from {
                    LeadStatus::HandoverPending => read(&world, &sdr, sent).await,
                    LeadStatus::New => come(&world, &sdr, Some(&sdr)).await,
                    _ => {
                        let new = come(&world, &sdr, Some(&sdr)).await;
                        go(&world, &sdr, &new, &told(from)).await.unwrap()
                    }
                };
                let roles = Roles(vec![role]);
                let verdict = may_move(&Movable::of(&lead), to, Mover { roles: &roles, whose });
                let done = go(&world, asker, &lead, &plainly(to)).await;
                let agrees = match (&verdict, &done) {
                    (Verdict::Stays, Ok(now)) => *now == lead,
                    (Verdict::Passes, Ok(now)) => now.status == to,
                    (Verdict::Asks(_), Err(Error::Refused(Refusal::Invalid(_)))) => {
                        go(&world, asker, &lead, &told(to)).await.is_ok_and(|it| it.status == to)
                    }
                    (Verdict::HandsOver | Verdict::Lacks(_), Err(Error::Refused(no))) => {
                        *no == Refusal::ByHandover
                    }
                    (Verdict::Refused(said), Err(Error::Refused(no))) => said == no,
                    _ => false,
                };
                assert!(agrees, "{from:?} → {to:?} by {role:?} {whose:?}: {verdict:?}, {done:?}");
            }
        }
    }
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_move_is_taken_back_with_all_that_it_wrote_over_unless_the_lead_was_changed_since(pool: PgPool) {
    let world = world(&pool).await;
    let sdr = world.member("송다은", Role::Sdr).await;
    let admin = world.member("정하윤", Role::Admin).await;
    let new = come(&world, &sdr, None).await;
    let cannot = |it: db::Result<Lead>| {
        assert!(matches!(it, Err(Error::Refused(Refusal::CannotUndo))), "{it:?}");
    };
    let stands = |it: &Lead| {
        (
            it.status,
            it.status_entered_at,
            it.owner,
            it.nurture_until,
            it.nurture_reason.clone(),
            it.disqualify_reason,
        )
    };
    cannot(take_back(&world.db, &sdr, new.id, new.version).await);

    // From the queue: it is the queue's again, and has waited all the while.
    let worked = go(&world, &sdr, &new, &plainly(LeadStatus::Working)).await.unwrap();
    assert_eq!(worked.owner, sdr.id());
    cannot(take_back(&world.db, &admin, new.id, worked.version).await);
    let back = take_back(&world.db, &sdr, new.id, worked.version).await.unwrap();
    assert_eq!(stands(&back), stands(&new));
    assert_eq!(
        take_back(&world.db, &sdr, new.id, worked.version).await.unwrap(),
        back,
        "sent again, it is done once"
    );
    cannot(take_back(&world.db, &sdr, new.id, back.version).await);

    // What a step wrote over comes back too, also where the step was an undo's.
    let nurtured = go(&world, &sdr, &back, &told(LeadStatus::Nurturing)).await.unwrap();
    let ended = go(&world, &sdr, &nurtured, &told(LeadStatus::Disqualified)).await.unwrap();
    let back = take_back(&world.db, &sdr, new.id, ended.version).await.unwrap();
    assert_eq!(stands(&back), stands(&nurtured));
    let woken = go(&world, &sdr, &back, &plainly(LeadStatus::Working)).await.unwrap();
    let back = take_back(&world.db, &sdr, new.id, woken.version).await.unwrap();
    assert_eq!(stands(&back), stands(&nurtured));

    // Somebody changed it since.
    let moved = go(&world, &sdr, &back, &plainly(LeadStatus::Engaged)).await.unwrap();
    let form = LeadForm {
        title: "팀장".into(),
        email: moved.email.clone().unwrap(),
        name: moved.name.clone(),
        owner: sdr.id().unwrap().to_string(),
        ..Default::default()
    };
    change_lead(&world.db, &admin, new.id, moved.version, &form).await.unwrap();
    cannot(take_back(&world.db, &sdr, new.id, moved.version).await);
    assert_eq!(read(&world, &sdr, new.id).await.status, LeadStatus::Engaged);

    // What followed from a call is taken back by correcting the call.
    let called = come(&world, &sdr, Some(&sdr)).await.id;
    let call = ActivityForm {
        kind: "call".into(),
        outcome: "no_answer".into(),
        lead: called.to_string(),
        ..Default::default()
    };
    activities::log(&world.db, &sdr, &call, Utc::now()).await.unwrap();
    let version = read(&world, &sdr, called).await.version;
    cannot(take_back(&world.db, &sdr, called, version).await);

    let timeline =
        activities::timeline(&world.db, &sdr, Subject::Lead(new.id), Shown::All, None, 20, Utc::now())
            .await
            .unwrap();
    let undone =
        timeline.moments.iter().filter(|it| matches!(it.what, Happened::LeadMoved { undone: true, .. }));
    assert_eq!(undone.count(), 3);
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn of_many_moves_and_undos_of_one_lead_at_once_one_counts_and_the_others_see_it(pool: PgPool) {
    let world = world(&pool).await;
    let sdr = world.member("송다은", Role::Sdr).await;
    let new = come(&world, &sdr, Some(&sdr)).await;
    let ways = [LeadStatus::Working, LeadStatus::Engaged, LeadStatus::Nurturing, LeadStatus::Disqualified];
    let moves = (0..16).map(|at| {
        let (db, sdr, new) = (world.db.clone(), sdr.clone(), new.clone());
        let form = told(ways[at % ways.len()]);
        tokio::spawn(async move { move_lead(&db, &sdr, new.id, new.status, &form, Utc::now()).await })
    });
    let mut answers = Vec::new();
    for it in moves.collect::<Vec<_>>() {
        answers.push(it.await.unwrap());
    }
    let now = read(&world, &sdr, new.id).await;
    assert_eq!(now.version, new.version + 1, "one was done");
    for answer in answers {
        match answer {
            // Who wanted the same has what they want.
            Ok(it) => assert_eq!(it.status, now.status),
            Err(Error::Changed(stands)) => assert_eq!(stands.differences[0].before, now.status.code()),
            // Another day, or what does not lead on from there.
            Err(other) => panic!("{other:?}"),
        }
    }
    let undos = (0..8).map(|_| {
        let (db, sdr, id) = (world.db.clone(), sdr.clone(), new.id);
        tokio::spawn(async move { take_back(&db, &sdr, id, now.version).await })
    });
    let mut back = 0;
    for it in undos.collect::<Vec<_>>() {
        match it.await.unwrap() {
            Ok(it) => {
                assert_eq!((it.status, it.version), (LeadStatus::New, now.version + 1));
                back += 1;
            }
            Err(Error::Refused(Refusal::CannotUndo)) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    assert!(back >= 1);
    assert_eq!(read(&world, &sdr, new.id).await.version, now.version + 1, "taken back once");
    world.in_order().await;
}
