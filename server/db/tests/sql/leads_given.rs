//! Many leads given away in one act, on a real PostgreSQL: each is judged by itself, the act is done once from however many
//! places it is sent, and is taken back but for what somebody has touched since.

use crate::support::{World, world};
use chrono::{DateTime, Utc};
use db::leads::{arrive, change_lead, lead};
use db::pipeline::undo_batch;
use db::routing::{add_rule, assigned, give_many, given, take_back_given};
use db::team::deactivate;
use db::{Actor, Error};
use domain::leads::giving::{Given, GivenTo, Giving, Kept};
use domain::leads::{LeadForm, TouchForm};
use domain::routing::{Rule, Share, Strategy, When};
use domain::team::Role;
use domain::{ActId, LeadId, MemberId, Problem, Refusal, RoutingRuleId, Why};
use sqlx::PgPool;
use std::collections::HashMap;
use uuid::Uuid;

fn monday() -> DateTime<Utc> {
    "2026-11-30T01:00:00Z".parse().unwrap()
}

fn fresh() -> ActId {
    ActId(Uuid::now_v7())
}

async fn lead_of(world: &World, owner: Option<&Actor>, name: &str) -> LeadId {
    let form = LeadForm {
        name: name.into(),
        email: format!("{}@given.kr", Uuid::now_v7().simple()),
        owner: owner.and_then(Actor::id).map(|it| it.to_string()).unwrap_or_default(),
        ..Default::default()
    };
    let touch = TouchForm::default();
    arrive(&world.db, &world.operator, None, (&form, &touch), monday()).await.unwrap().lead
}

async fn owner(world: &World, of: LeadId) -> Option<MemberId> {
    lead(&world.db, &world.operator, of).await.unwrap().owner
}

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

fn to(leads: &[LeadId], member: &Actor) -> Giving {
    Giving::new(leads.iter().copied(), GivenTo::Member(member.id().unwrap())).unwrap()
}

async fn count(world: &World, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&world.pool).await.unwrap()
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn each_is_judged_by_itself_and_the_report_says_what_became_of_it(pool: PgPool) {
    let world = world(&pool).await;
    let (kim, lee) = (world.member("김하나", Role::Manager).await, world.member("이둘", Role::Sdr).await);
    let mine = lead_of(&world, Some(&kim), "내 리드").await;
    let theirs = lead_of(&world, Some(&lee), "남의 리드").await;
    let gone = LeadId(Uuid::now_v7());
    let report =
        give_many(&world.db, &kim, fresh(), &to(&[mine, theirs, gone], &lee), monday()).await.unwrap();
    let given: Vec<_> = report.lines.iter().map(|it| it.given).collect();
    assert_eq!(
        given,
        [Given::To(lee.id()), Given::Kept(Kept::NotAllowed), Given::Kept(Kept::Gone)],
        "who leads gives away what is theirs"
    );
    assert_eq!(report.lines[0].called.as_ref().map(|it| it.1.as_str()), Some("내 리드"));
    assert_eq!((owner(&world, mine).await, report.lines[2].called.clone()), (lee.id(), None));
    // It is theirs already: nothing is written.
    let before = count(&world, "select count(*) from field_change").await;
    let again = give_many(&world.db, &world.operator, fresh(), &to(&[theirs], &lee), monday()).await.unwrap();
    assert_eq!(again.lines[0].given, Given::Stays);
    assert_eq!(count(&world, "select count(*) from field_change").await, before);
    // Where nothing may be touched, nothing is told, and nothing is left behind.
    let acts = count(&world, "select count(*) from lead_giving").await;
    let no = give_many(&world.db, &kim, fresh(), &to(&[theirs], &kim), monday()).await;
    assert!(matches!(no, Err(Error::Refused(Refusal::NotAllowed))), "{no:?}");
    let no = give_many(&world.db, &kim, fresh(), &to(&[gone], &kim), monday()).await;
    assert!(matches!(no, Err(Error::NotFound)), "{no:?}");
    assert_eq!(count(&world, "select count(*) from lead_giving").await, acts);
    // Nobody is given anything who has left.
    deactivate(&world.db, &world.operator, lee.id().unwrap(), monday()).await.unwrap();
    let no = give_many(&world.db, &world.operator, fresh(), &to(&[theirs], &lee), monday()).await;
    assert!(
        matches!(&no, Err(Error::Refused(Refusal::Invalid(all))) if all[0] == Problem::new("owner", Why::Unknown)),
        "{no:?}"
    );
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_rules_deal_them_out_in_turns_and_the_record_says_why(pool: PgPool) {
    let world = world(&pool).await;
    let (kim, lee) = (world.member("김하나", Role::Sdr).await, world.member("이둘", Role::Sdr).await);
    let mut leads = vec![];
    for at in 0..6 {
        leads.push(lead_of(&world, None, &format!("리드 {at}")).await);
    }
    let giving = Giving::new(leads.clone(), GivenTo::Rules).unwrap();
    let none = give_many(&world.db, &world.operator, fresh(), &giving, monday()).await.unwrap();
    assert!(none.kept().all(|it| it.1 == Kept::NoRule), "there is no rule yet");
    by_turns(&world, &[&kim, &lee]).await;
    let act = fresh();
    let report = give_many(&world.db, &world.operator, act, &giving, monday()).await.unwrap();
    let got: HashMap<_, _> = report.receivers().into_iter().collect();
    assert_eq!(got, HashMap::from([(kim.id(), 3), (lee.id(), 3)]));
    for it in &leads {
        let why = assigned(&world.db, &kim, *it).await.unwrap().unwrap().chosen;
        assert_eq!((why.owner, why.rule.unwrap().1), (owner(&world, *it).await, "인바운드".to_owned()));
    }
    let back = take_back_given(&world.db, &world.operator, act).await.unwrap();
    assert_eq!(back.taken_back, Some(6));
    for it in &leads {
        assert_eq!(owner(&world, *it).await, None);
    }
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_same_act_from_many_places_at_once_is_done_once(pool: PgPool) {
    let world = world(&pool).await;
    let kim = world.member("김하나", Role::Sdr).await;
    let mut leads = vec![];
    for at in 0..5 {
        leads.push(lead_of(&world, None, &format!("리드 {at}")).await);
    }
    let act = fresh();
    let places: Vec<_> = (0..8)
        .map(|_| {
            let (db, operator, giving) = (world.db.clone(), world.operator.clone(), to(&leads, &kim));
            tokio::spawn(async move { give_many(&db, &operator, act, &giving, monday()).await.unwrap() })
        })
        .collect();
    for place in places {
        assert_eq!(place.await.unwrap().given(), 5);
    }
    assert_eq!(count(&world, "select count(*) from field_change where batch_id is not null").await, 5);
    assert_eq!(count(&world, "select sum(version)::bigint from lead").await, 10);
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn many_acts_at_once_over_the_same_leads_leave_each_with_one_owner_and_its_history(pool: PgPool) {
    let world = world(&pool).await;
    let members = [
        world.member("김하나", Role::Sdr).await,
        world.member("이둘", Role::Sdr).await,
        world.member("박셋", Role::Sdr).await,
    ];
    by_turns(&world, &[&members[0], &members[1]]).await;
    let mut leads = vec![];
    for at in 0..6 {
        leads.push(lead_of(&world, Some(&members[2]), &format!("리드 {at}")).await);
    }
    let places: Vec<_> = (0..9)
        .map(|at: usize| {
            let mut order = leads.clone();
            order.rotate_left(at % leads.len());
            let giving = match at % 3 {
                0 => Giving::new(order, GivenTo::Rules).unwrap(),
                one => to(&order, &members[one]),
            };
            let (db, operator) = (world.db.clone(), world.operator.clone());
            tokio::spawn(async move { give_many(&db, &operator, fresh(), &giving, monday()).await.unwrap() })
        })
        .collect();
    let mut went = 0;
    for place in places {
        went += i64::try_from(place.await.unwrap().given()).unwrap();
    }
    assert_eq!(count(&world, "select count(*) from field_change where batch_id is not null").await, went);
    assert_eq!(count(&world, "select sum(version)::bigint from lead").await, 6 + went);
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn it_is_taken_back_once_but_for_what_was_touched_and_for_who_has_left(pool: PgPool) {
    let world = world(&pool).await;
    let (kim, lee) = (world.member("김하나", Role::Ae).await, world.member("이둘", Role::Sdr).await);
    let left = world.member("떠난 사람", Role::Sdr).await;
    let mine = lead_of(&world, Some(&kim), "돌아올 리드").await;
    let touched = lead_of(&world, Some(&kim), "바뀐 리드").await;
    let lost = lead_of(&world, Some(&left), "주인이 떠난 리드").await;
    let act = fresh();
    give_many(&world.db, &world.operator, act, &to(&[mine, touched, lost], &lee), monday()).await.unwrap();
    let now = lead(&world.db, &world.operator, touched).await.unwrap();
    let form = LeadForm {
        name: now.name,
        email: now.email.unwrap_or_default(),
        company: "새 회사".into(),
        owner: lee.id().unwrap().to_string(),
        ..Default::default()
    };
    change_lead(&world.db, &world.operator, touched, now.version, &form).await.unwrap();
    deactivate(&world.db, &world.operator, left.id().unwrap(), monday()).await.unwrap();
    let sdr = world.member("최넷", Role::Sdr).await;
    let no = take_back_given(&world.db, &sdr, act).await;
    assert!(matches!(no, Err(Error::Refused(Refusal::NotAllowed))), "{no:?}");
    for _ in 0..2 {
        let report = take_back_given(&world.db, &world.operator, act).await.unwrap();
        assert_eq!((report.given(), report.taken_back), (3, Some(1)));
    }
    assert_eq!(owner(&world, mine).await, kim.id());
    assert_eq!((owner(&world, touched).await, owner(&world, lost).await), (lee.id(), lee.id()));
    // It is no batch of deals, and nothing of another workspace.
    let no = undo_batch(&world.db, &world.operator, fresh(), act, monday().date_naive()).await;
    assert!(matches!(no, Err(Error::NotFound)), "{no:?}");
    let other = db::team::found_workspace(&world.db, &db::team::NewWorkspace::named("남")).await.unwrap();
    let elsewhere = Actor::operator(other);
    assert!(matches!(given(&world.db, &elsewhere, act).await, Err(Error::NotFound)));
    assert!(matches!(take_back_given(&world.db, &elsewhere, act).await, Err(Error::NotFound)));
    let no =
        give_many(&world.db, &elsewhere, fresh(), &Giving::new([mine], GivenTo::Rules).unwrap(), monday())
            .await;
    assert!(matches!(no, Err(Error::NotFound)), "{no:?}");
    world.in_order().await;
}
