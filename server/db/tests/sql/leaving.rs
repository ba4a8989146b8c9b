//! Somebody leaves: whatever they had in hand has somebody else, waits in a queue, or says whose it was; also while others
//! assign, and whoever asks is told what went where.

use super::handover::{first_contact, ready};
use crate::support::{World, world};
use chrono::{DateTime, Duration, Utc};
use db::accounts::create_account;
use db::handover::{handover, handovers, of_lead, reject, send, withdraw};
use db::leads::{arrive, lead, lead_details, move_lead};
use db::outbound::{add_step, change_step, give_up};
use db::pipeline::{create_deal, deal, edit_deal};
use db::routing::{add_rule, assigned, give, set_availability};
use db::team::{deactivate, leaving, reactivate};
use db::{Actor, Error, activities};
use domain::accounts::AccountForm;
use domain::activities::{Subject, TaskForm};
use domain::handover::{RejectForm, SendForm, State};
use domain::leads::{LeadForm, LeadMoveForm, LeadStatus, TouchForm};
use domain::outbound::{ContactStepForm, GiveUpForm, StepActForm};
use domain::pipeline::deal::{DealForm, NewDeal};
use domain::routing::{Availability, Passed, Reason, Rule, Share, Strategy, When};
use domain::team::Role;
use domain::team::leaving::{Held, TasksWent};
use domain::{AccountId, ContactStepId, LeadId, MemberId, RoutingRuleId, TaskId};
use sqlx::PgPool;
use uuid::Uuid;

fn monday() -> DateTime<Utc> {
    "2026-11-30T01:00:00Z".parse().unwrap()
}

/// By turns to these.
async fn by_turns(world: &World, members: &[&Actor]) {
    let share = |it: &&Actor| Share { member: it.id().unwrap(), weight: 1, regions: vec![] };
    let rule = Rule {
        id: RoutingRuleId(Uuid::now_v7()),
        version: 1,
        name: "인바운드".into(),
        when: When::default(),
        strategy: Strategy::RoundRobin,
        shares: members.iter().map(share).collect(),
        on: true,
    };
    add_rule(&world.db, &world.operator, &rule).await.unwrap();
}

async fn lead_of(world: &World, owner: &Actor, name: &str) -> LeadId {
    let form = LeadForm {
        name: name.into(),
        email: format!("{}@leaving.kr", Uuid::now_v7().simple()),
        owner: owner.id().unwrap().to_string(),
        ..Default::default()
    };
    arrive(&world.db, owner, None, (&form, &TouchForm::default()), monday()).await.unwrap().lead
}

async fn owner(world: &World, of: LeadId) -> Option<MemberId> {
    lead(&world.db, &world.operator, of).await.unwrap().owner
}

async fn goes(world: &World, gone: &Actor) {
    deactivate(&world.db, &world.operator, gone.id().unwrap(), monday()).await.unwrap();
}

async fn plan(world: &World, by: &Actor, about: Option<Subject>) -> TaskId {
    let id = |it: Option<Uuid>| it.map(|it| it.to_string()).unwrap_or_default();
    let form = TaskForm {
        title: "전화".into(),
        lead: id(about.and_then(|it| if let Subject::Lead(lead) = it { Some(lead.0) } else { None })),
        deal: id(about.and_then(|it| if let Subject::Deal(deal) = it { Some(deal.0) } else { None })),
        ..Default::default()
    };
    activities::plan(&world.db, by, &form).await.unwrap()
}

async fn has(world: &World, task: TaskId) -> MemberId {
    sqlx::query_scalar("select owner_id from task where id = $1")
        .bind(task)
        .fetch_one(&world.pool)
        .await
        .unwrap()
}

async fn deal_of(world: &World, owner: &Actor) -> domain::DealId {
    let pipeline: Uuid = sqlx::query_scalar("select id from pipeline order by id limit 1")
        .fetch_one(&world.pool)
        .await
        .unwrap();
    let form = NewDeal {
        pipeline: pipeline.to_string(),
        name: "남은 딜".into(),
        owner: owner.id().unwrap().to_string(),
        ..Default::default()
    };
    create_deal(&world.db, owner, &form).await.unwrap()
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn leads_go_by_the_rules_as_they_stand_with_their_tasks_and_say_who_left(pool: PgPool) {
    let world = world(&pool).await;
    let (gone, one) = (world.member("송다은", Role::Sdr).await, world.member("박지훈", Role::Sdr).await);
    let two = world.member("이수진", Role::Sdr).await;
    by_turns(&world, &[&gone, &one, &two]).await;
    let mut leads = vec![];
    for name in ["하나", "둘", "셋", "넷"] {
        leads.push(lead_of(&world, &gone, name).await);
    }
    let task = plan(&world, &gone, Some(Subject::Lead(leads[0]))).await;
    // One sleeps, one was given up.
    let later = LeadMoveForm {
        to: "nurturing".into(),
        until: "2027-01-29".into(),
        reason: "예산".into(),
        ..Default::default()
    };
    move_lead(&world.db, &gone, leads[2], LeadStatus::New, &later, monday()).await.unwrap();
    let over = LeadMoveForm {
        to: "disqualified".into(),
        why: "not_icp".into(),
        reason: "학생".into(),
        ..Default::default()
    };
    let given_up = move_lead(&world.db, &gone, leads[3], LeadStatus::New, &over, monday()).await;
    given_up.unwrap();
    let before = leaving(&world.db, &one, gone.id().unwrap(), monday()).await.unwrap();
    assert_eq!(before.in_hand, [(Held::Leads, 2), (Held::Nurturing, 1), (Held::Tasks, 1)]);
    assert_eq!(before.departure, None);

    goes(&world, &gone).await;
    let mut got = vec![];
    for id in &leads[..3] {
        let it = lead_details(&world.db, &one, *id).await.unwrap();
        let why = assigned(&world.db, &one, *id).await.unwrap().unwrap().chosen;
        assert_eq!((why.left, why.owner, why.reason), (gone.id(), it.lead.owner, Some(Reason::Turn)));
        assert!(why.passed.contains(&(gone.id().unwrap(), Passed::Left)), "{why:?}");
        assert!(it.promise.is_some(), "{:?} without a date", it.lead.status);
        got.push(it.lead.owner);
    }
    assert_eq!(got, [one.id(), two.id(), one.id()], "in turns");
    assert_eq!(owner(&world, leads[3]).await, gone.id(), "what is over stays as it was");
    assert_eq!(Some(has(&world, task).await), one.id());
    let after = leaving(&world.db, &one, gone.id().unwrap(), monday()).await.unwrap();
    assert_eq!(after.in_hand, []);
    let told = after.departure.unwrap();
    assert_eq!(told.leads.iter().map(|it| it.to).collect::<Vec<_>>(), got);
    assert_eq!(told.tasks.iter().map(|it| (Some(it.to), it.count)).collect::<Vec<_>>(), [(one.id(), 1)]);

    // Taken up again, it is nobody's who left.
    let again =
        LeadMoveForm {
            to: "working".into(), reason: "다시 연락이 왔어요".into(), ..Default::default()
        };
    let back =
        move_lead(&world.db, &world.operator, leads[3], LeadStatus::Disqualified, &again, monday()).await;
    assert_eq!(back.unwrap().owner, None);
    // Whoever comes back begins anew.
    reactivate(&world.db, &world.operator, gone.id().unwrap()).await.unwrap();
    assert_eq!(owner(&world, leads[0]).await, one.id());
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn whom_no_rule_means_waits_in_the_queue_and_its_tasks_come_along_with_it(pool: PgPool) {
    let world = world(&pool).await;
    let (gone, other) = (world.member("송다은", Role::Sdr).await, world.member("박지훈", Role::Sdr).await);
    let id = lead_of(&world, &gone, "하나").await;
    let task = plan(&world, &gone, Some(Subject::Lead(id))).await;
    goes(&world, &gone).await;
    assert_eq!(owner(&world, id).await, None);
    let why = assigned(&world.db, &other, id).await.unwrap().unwrap().chosen;
    assert_eq!((why.left, why.rule, why.owner), (gone.id(), None, None));
    let waits = leaving(&world.db, &other, gone.id().unwrap(), monday()).await.unwrap();
    assert_eq!(waits.in_hand, [(Held::Tasks, 1)], "it waits with its record");
    give(&world.db, &world.operator, id, other.id().unwrap()).await.unwrap();
    assert_eq!(Some(has(&world, task).await), other.id());
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn hand_overs_go_on_with_a_new_clock_and_what_was_sent_has_a_sender(pool: PgPool) {
    let world = world(&pool).await;
    let (sdr, next) = (world.member("송다은", Role::Sdr).await, world.member("이수진", Role::Sdr).await);
    let (ae, other) = (world.member("박지훈", Role::Ae).await, world.member("최하준", Role::Ae).await);
    by_turns(&world, &[&sdr, &next]).await;
    let to = |it: &Actor| SendForm { closer: it.id().unwrap().to_string(), note: String::new() };
    let mut sent = vec![];
    for name in ["김민수", "이영희"] {
        let id = ready(&world, &sdr, name, monday()).await;
        let handover = send(&world.db, &sdr, id, &to(&ae), first_contact, monday()).await.unwrap();
        sent.push((id, handover));
    }
    let later = monday() + Duration::hours(2);
    deactivate(&world.db, &world.operator, ae.id().unwrap(), later).await.unwrap();
    let was = handover(&world.db, &sdr, sent[0].1, later).await.unwrap().handover;
    assert_eq!((was.state, was.to), (State::Rerouted, ae.id()));
    let now = of_lead(&world.db, &sdr, sent[0].0, later).await.unwrap().last.unwrap();
    assert_eq!((now.state, now.to, now.round), (State::Pending, other.id(), 2));
    assert!(now.due_at > was.due_at, "a clock of its own");
    let why = handover(&world.db, &sdr, now.id, later).await.unwrap().chosen.unwrap();
    assert_eq!((why.left, why.owner), (ae.id(), other.id()));
    let told = leaving(&world.db, &sdr, ae.id().unwrap(), later).await.unwrap().departure.unwrap();
    assert!(told.handovers.iter().all(|it| it.to == other.id()) && told.handovers.len() == 2, "{told:?}");

    // Nobody is left who closes: the managers' queue.
    deactivate(&world.db, &world.operator, other.id().unwrap(), later).await.unwrap();
    let waiting = handovers(&world.db, &world.operator, later).await.unwrap();
    let queue: Vec<_> = waiting.incoming.iter().chain(&waiting.waiting).map(|it| it.to).collect();
    assert_eq!(queue, [None, None]);

    // Who sent them leaves, too: what comes back comes to whoever has the lead now.
    deactivate(&world.db, &world.operator, sdr.id().unwrap(), later).await.unwrap();
    assert_eq!(owner(&world, sent[0].0).await, next.id());
    let last = async |of| of_lead(&world.db, &next, of, later).await.unwrap().last.unwrap().id;
    let no = RejectForm { class: "incomplete".into(), note: "예산".into() };
    reject(&world.db, &world.operator, last(sent[0].0).await, &no, later).await.unwrap();
    withdraw(&world.db, &next, last(sent[1].0).await, later).await.unwrap();
    for (id, _) in sent {
        let it = lead_details(&world.db, &next, id).await.unwrap();
        assert_eq!((it.lead.status, it.lead.owner), (LeadStatus::Engaged, next.id()));
        assert!(it.promise.is_some());
    }
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn deals_stay_with_their_tasks_until_somebody_gets_them_and_what_is_loose_goes_to_who_leads(
    pool: PgPool,
) {
    let world = world(&pool).await;
    let (gone, other) = (world.member("박지훈", Role::Ae).await, world.member("최하준", Role::Ae).await);
    let manager = world.member("정하윤", Role::Manager).await;
    let team = db::team::make_team(&world.db, &world.operator, "영업팀").await.unwrap();
    for it in [&gone, &manager] {
        db::team::join_team(&world.db, &world.operator, team, it.id().unwrap()).await.unwrap();
    }
    let (theirs, others) = (deal_of(&world, &gone).await, deal_of(&world, &other).await);
    let on_theirs = plan(&world, &gone, Some(Subject::Deal(theirs))).await;
    let on_others = plan(&world, &gone, Some(Subject::Deal(others))).await;
    let loose = plan(&world, &gone, None).await;
    let done = plan(&world, &gone, None).await;
    activities::complete(&world.db, &gone, done, 1, monday()).await.unwrap();
    goes(&world, &gone).await;
    let kept = leaving(&world.db, &manager, gone.id().unwrap(), monday()).await.unwrap();
    assert_eq!(kept.in_hand, [(Held::Tasks, 1), (Held::Deals, 1)]);
    assert_eq!(Some(has(&world, on_others).await), other.id());
    assert_eq!(Some(has(&world, loose).await), manager.id());
    assert_eq!(Some(has(&world, done).await), gone.id(), "what is done was theirs");
    assert_eq!(Some(has(&world, on_theirs).await), gone.id());

    let seen = deal(&world.db, &other, theirs).await.unwrap();
    assert_eq!(seen.card.owner, gone.id());
    let form = DealForm { owner: other.id().unwrap().to_string(), ..DealForm::of(&seen) };
    edit_deal(&world.db, &world.operator, theirs, seen.card.version, &form).await.unwrap();
    assert_eq!(Some(has(&world, on_theirs).await), other.id());
    let kept = leaving(&world.db, &manager, gone.id().unwrap(), monday()).await.unwrap();
    assert_eq!(kept.in_hand, []);
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn of_many_who_assign_and_arrive_while_somebody_leaves_nobody_is_left_with_them(pool: PgPool) {
    let world = world(&pool).await;
    let (gone, one) = (world.member("송다은", Role::Sdr).await, world.member("박지훈", Role::Sdr).await);
    let full = Availability {
        member: one.id().unwrap(),
        capacity: Some(9),
        away_from: None,
        away_until: None,
        opens_at: None,
        closes_at: None,
        open: 0,
        active: true,
    };
    set_availability(&world.db, &world.operator, &full).await.unwrap();
    by_turns(&world, &[&gone, &one]).await;
    let mut leads = vec![];
    for at in 0..24 {
        let whose = if at % 2 == 0 { &gone } else { &one };
        leads.push(lead_of(&world, whose, &format!("리드 {at}")).await);
    }
    let mut acts = vec![];
    for (at, id) in leads.iter().copied().enumerate() {
        let (db, operator, gone, one) = (world.db.clone(), world.operator.clone(), gone.clone(), one.clone());
        acts.push(tokio::spawn(async move {
            if at == 12 {
                deactivate(&db, &operator, gone.id().unwrap(), monday()).await.map(|()| None)
            } else if at % 3 == 0 {
                let form = LeadForm {
                    name: format!("새 리드 {at}"),
                    email: format!("fresh{at}@leaving.kr"),
                    ..Default::default()
                };
                let said = (&form, &TouchForm::default());
                arrive(&db, &operator, None, said, monday()).await.map(|it| Some(it.lead))
            } else {
                let to = if at % 2 == 0 { &one } else { &gone };
                give(&db, &operator, id, to.id().unwrap()).await.map(|it| Some(it.id))
            }
        }));
    }
    for act in acts {
        match act.await.unwrap() {
            Ok(Some(id)) if !leads.contains(&id) => leads.push(id),
            // Told that they have left, or that the lead is somebody else's by now.
            Ok(_) | Err(Error::Refused(_) | Error::Changed(_)) => {}
            Err(error) => panic!("{error:?}"),
        }
    }
    for id in leads {
        assert_ne!(owner(&world, id).await, gone.id());
        assert!(lead_details(&world.db, &one, id).await.unwrap().promise.is_some());
    }
    let departures = world.count("departure").await;
    assert_eq!(departures, 1);
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn targets_and_contacts_go_to_whoever_has_the_account_else_to_who_leads(pool: PgPool) {
    let world = world(&pool).await;
    let (gone, owner) = (world.member("송다은", Role::Sdr).await, world.member("박지훈", Role::Ae).await);
    let leads = world.member("정매니저", Role::Manager).await;
    let team = db::team::make_team(&world.db, &world.operator, "아웃바운드").await.unwrap();
    for it in [&gone, &leads] {
        db::team::join_team(&world.db, &world.operator, team, it.id().unwrap()).await.unwrap();
    }
    let account = async |name: &str, of: &Actor| {
        let form = AccountForm {
            name: name.into(),
            owner: of.id().unwrap().to_string(),
            target: "true".into(),
            ..Default::default()
        };
        create_account(&world.db, &world.operator, None, &form).await.unwrap().id
    };
    // One that another has and they work, one of their own, one where they only make a call, and one that is over.
    let others = account("남의 고객사", &owner).await;
    let own = account("내 고객사", &gone).await;
    let called = account("전화할 고객사", &owner).await;
    let over = account("그만둔 고객사", &gone).await;
    sqlx::query("update target set member_id = $1 where account_id = $2")
        .bind(gone.id())
        .bind(others)
        .execute(&world.pool)
        .await
        .unwrap();
    let step = async |at: AccountId, by: &Actor| {
        let form = ContactStepForm {
            post: "구매팀장".into(),
            channel: "call".into(),
            member: by.id().unwrap().to_string(),
            due: "2026-12-03".into(),
            ..Default::default()
        };
        add_step(&world.db, &world.operator, at, &form, monday()).await
    };
    let mine = step(called, &gone).await.unwrap();
    let left_out = step(called, &gone).await.unwrap();
    let theirs = step(called, &owner).await.unwrap();
    step(own, &gone).await.unwrap();
    let skip = StepActForm { act: "skip".into(), reason: "공석".into(), ..Default::default() };
    change_step(&world.db, &world.operator, left_out, &skip).await.unwrap();
    let enough = GiveUpForm { reason: "예산 없음".into() };
    give_up(&world.db, &world.operator, over, &enough, monday()).await.unwrap();

    let told = leaving(&world.db, &gone, gone.id().unwrap(), monday()).await.unwrap().in_hand;
    assert!(told.contains(&(Held::Targets, 2)) && told.contains(&(Held::Contacts, 2)), "{told:?}");
    goes(&world, &gone).await;
    let works = async |at: AccountId| {
        let member: Option<MemberId> = sqlx::query_scalar(
            "select coalesce(t.member_id, a.owner_id) from target t join account a on a.id = t.account_id
             where t.account_id = $1",
        )
        .bind(at)
        .fetch_one(&world.pool)
        .await
        .unwrap();
        member
    };
    assert_eq!((works(others).await, works(own).await), (owner.id(), leads.id()));
    assert_eq!((works(called).await, works(over).await), (owner.id(), gone.id()), "what is over stays");
    let makes = async |it: ContactStepId| {
        let member: Option<MemberId> = sqlx::query_scalar("select member_id from contact_step where id = $1")
            .bind(it)
            .fetch_one(&world.pool)
            .await
            .unwrap();
        member
    };
    assert_eq!((makes(mine).await, makes(theirs).await), (owner.id(), owner.id()));
    assert_eq!(makes(left_out).await, gone.id(), "what was left out stays as it was");
    let Some(went) = leaving(&world.db, &leads, gone.id().unwrap(), monday()).await.unwrap().departure else {
        panic!("they left")
    };
    let of = |all: &[TasksWent], to: &Actor| all.iter().find(|it| Some(it.to) == to.id()).map(|it| it.count);
    assert_eq!((of(&went.targets, &owner), of(&went.targets, &leads)), (Some(1), Some(1)));
    assert_eq!((of(&went.contacts, &owner), of(&went.contacts, &leads)), (Some(1), Some(1)));
    assert!(step(called, &gone).await.is_err(), "nobody is given anything who has left");
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn of_many_who_plan_while_somebody_leaves_nobody_leaves_a_contact_with_them(pool: PgPool) {
    let world = world(&pool).await;
    let (gone, owner) = (world.member("송다은", Role::Sdr).await, world.member("박지훈", Role::Ae).await);
    let form = AccountForm {
        name: "고객사".into(),
        owner: owner.id().unwrap().to_string(),
        target: "true".into(),
        ..Default::default()
    };
    let account = create_account(&world.db, &world.operator, None, &form).await.unwrap().id;
    let planning: Vec<_> = (0..12)
        .map(|at| {
            let (db, operator) = (world.db.clone(), world.operator.clone());
            let form = ContactStepForm {
                post: format!("팀장 {at}"),
                channel: "call".into(),
                member: gone.id().unwrap().to_string(),
                due: "2026-12-03".into(),
                ..Default::default()
            };
            tokio::spawn(async move { add_step(&db, &operator, account, &form, monday()).await.is_ok() })
        })
        .collect();
    goes(&world, &gone).await;
    let mut planned = 0;
    for it in planning {
        planned += i64::from(it.await.unwrap());
    }
    assert_eq!(world.count("contact_step").await, planned);
    let theirs: i64 = sqlx::query_scalar("select count(*) from contact_step where member_id = $1")
        .bind(gone.id())
        .fetch_one(&world.pool)
        .await
        .unwrap();
    assert_eq!(theirs, 0);
    world.in_order().await;
}
