//! Gates on a real PostgreSQL: each thing a gate can ask for is refused without and passed with it, a refused
//! move leaves no trace, and nobody slips through while a fact is taken away.

use crate::desk::{Desk, member, refusal};
use crate::support::wish;
use chrono::{Days, NaiveDate, Utc};
use db::accounts::{account, change_account};
use db::activities;
use db::pipeline::{
    create_deal, deal, edit_deal, edit_gate, move_deal, move_deal_filled, pipelines, set_gates,
};
use db::{Actor, Db};
use domain::accounts::{AccountForm, PersonForm};
use domain::activities::{ActivityForm, ActivityKind, Happened, Outcome, Shown, Subject};
use domain::icp::{Asks, Predicate, Profile, Tier};
use domain::pipeline::deal::Closing;
use domain::pipeline::gate::{Activity, Field, FillActivity, GateForm, Severity, judge};
use domain::pipeline::{Card, DealForm, Facts, Fill, Gate, Move, NewDeal, Requirement, StageKind};
use domain::products::{LineForm, ProductForm};
use domain::team::{Role, Roles};
use domain::{DealId, DealLineId, Refusal};
use sqlx::PgPool;
use std::time::Duration;
use uuid::Uuid;

fn today() -> NaiveDate {
    (Utc::now() + chrono::Duration::hours(9)).date_naive()
}

fn soon() -> String {
    today().checked_add_days(Days::new(1)).unwrap().to_string()
}

/// A deal that has nothing but its name and owner.
async fn bare(desk: &Desk) -> Card {
    let form =
        NewDeal { name: "맨손 딜".into(), pipeline: desk.pipeline.id.to_string(), ..Default::default() };
    let id = create_deal(&desk.db, &desk.junho, &form).await.unwrap();
    card(desk, id).await
}

async fn card(desk: &Desk, id: DealId) -> Card {
    deal(&desk.db, &desk.minji, id).await.unwrap().card
}

fn because(reason: &str) -> Option<Closing> {
    Some(Closing { reason: reason.into(), ..Default::default() })
}

fn passing(reason: &str) -> Option<Closing> {
    Some(Closing { override_reason: reason.into(), ..Default::default() })
}

/// The second stage asks this of who comes in.
async fn gate(desk: &Desk, gate: &Gate) {
    set_gates(&desk.db, &desk.minji, desk.pipeline.id, desk.stage(1), Some(gate), None).await.unwrap();
}

/// Everything that a move could have written.
async fn traces(desk: &Desk) -> [i64; 5] {
    [
        desk.count("select count(*) from stage_transition").await,
        desk.count("select count(*) from field_change").await,
        desk.count("select count(*) from activity").await,
        desk.count("select count(*) from outbox").await,
        desk.count("select sum(version)::bigint from deal").await,
    ]
}

fn missing(refusal: Refusal) -> Vec<Requirement> {
    match refusal {
        Refusal::NotReady(verdict) => verdict.missing.into_iter().map(|it| it.what).collect(),
        other => panic!("another refusal: {other:?}"),
    }
}

async fn edited(desk: &Desk, id: DealId, change: impl FnOnce(&mut DealForm)) {
    let now = deal(&desk.db, &desk.minji, id).await.unwrap();
    let mut form = DealForm::of(&now);
    change(&mut form);
    edit_deal(&desk.db, &desk.minji, id, now.card.version, &form).await.unwrap();
}

async fn logged(desk: &Desk, id: DealId, kind: &str, outcome: &str) {
    let form = ActivityForm {
        kind: kind.into(),
        outcome: outcome.into(),
        body: "말한 것".into(),
        deal: id.to_string(),
        ..Default::default()
    };
    db::activities::log(&desk.db, &desk.junho, &form, Utc::now()).await.unwrap();
}

/// Does with a deal what meets a requirement, by the acts that people have for it.
async fn meet(desk: &Desk, id: DealId, asks: &Requirement) {
    match asks {
        Requirement::FieldSet(Field::Account) => {
            edited(desk, id, |it| it.account = desk.account.to_string()).await;
        }
        Requirement::FieldSet(Field::Person) => {
            edited(desk, id, |it| it.person = desk.person.to_string()).await
        }
        Requirement::FieldSet(Field::Amount) => edited(desk, id, |it| it.amount = "100만".into()).await,
        Requirement::FieldSet(Field::ExpectedClose) | Requirement::CloseDateInFuture => {
            edited(desk, id, |it| it.expected_close = soon()).await;
        }
        Requirement::FieldSet(Field::NextStep) => edited(desk, id, |it| it.next_step = "전화".into()).await,
        Requirement::FieldSet(Field::About) => edited(desk, id, |it| it.about = "사연".into()).await,
        Requirement::NextStepWithin(_) => {
            edited(desk, id, |it| (it.next_step, it.next_step_due) = ("전화".into(), soon())).await;
        }
        Requirement::FieldSet(Field::Products) => {
            let form = ProductForm {
                name: "제품".into(),
                price: "1000".into(),
                currency: "KRW".into(),
                ..Default::default()
            };
            let product = db::products::add_product(&desk.db, &desk.minji, &form).await.unwrap();
            let form = LineForm { product: product.to_string(), ..Default::default() };
            let line = DealLineId(Uuid::now_v7());
            db::products::add_line(&desk.db, &desk.minji, id, line, &form).await.unwrap();
        }
        Requirement::Activity(it) => {
            for _ in 0..it.count {
                logged(desk, id, it.kind.code(), it.outcome.map_or("", Outcome::code)).await;
            }
        }
        Requirement::People(_) => {
            edited(desk, id, |it| it.person = desk.person.to_string()).await;
            let form = PersonForm { name: "한지우".into(), ..Default::default() };
            let other = db::accounts::create_person(&desk.db, &desk.minji, None, &form).await.unwrap().id;
            let form = ActivityForm {
                kind: "meeting".into(),
                outcome: "held".into(),
                deal: id.to_string(),
                person: other.to_string(),
                ..Default::default()
            };
            db::activities::log(&desk.db, &desk.junho, &form, Utc::now()).await.unwrap();
        }
        Requirement::IcpTier(_) => {
            edited(desk, id, |it| it.account = desk.account.to_string()).await;
            industry(desk, "소프트웨어").await;
        }
        other => panic!("nobody knows how to meet {other:?}"),
    }
}

/// Software companies are what this team looks for.
async fn profile(desk: &Desk) {
    let asks = Asks::Industry(vec!["소프트웨어".into()]);
    let profile = Profile(vec![Predicate { asks, points: 40 }]);
    db::icp::save(&desk.db, &desk.minji, 0, &profile).await.unwrap();
}

/// The desk's account turns out to be of this industry.
async fn industry(desk: &Desk, industry: &str) {
    let now = account(&desk.db, &desk.minji, desk.account).await.unwrap();
    let form = AccountForm { industry: industry.into(), ..AccountForm::of(&now) };
    change_account(&desk.db, &desk.minji, desk.account, now.version, &form).await.unwrap();
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn each_thing_a_gate_asks_is_refused_without_and_passed_with_it(pool: PgPool) {
    let desk = Desk::open(pool).await;
    profile(&desk).await;
    let held = Activity::once(ActivityKind::Demo, Some(Outcome::Held));
    let all = [
        Requirement::FieldSet(Field::Account),
        Requirement::FieldSet(Field::Person),
        Requirement::FieldSet(Field::Amount),
        Requirement::FieldSet(Field::ExpectedClose),
        Requirement::FieldSet(Field::NextStep),
        Requirement::FieldSet(Field::About),
        Requirement::FieldSet(Field::Products),
        Requirement::CloseDateInFuture,
        Requirement::NextStepWithin(5),
        Requirement::People(2),
        Requirement::IcpTier(Tier::B),
        Requirement::Activity(held),
        Requirement::Activity(Activity { outcome: None, within_days: Some(3), count: 2, ..held }),
    ];
    for asks in all {
        gate(&desk, &Gate::block(asks.clone())).await;
        let before = bare(&desk).await;
        let order = wish(&before, desk.stage(1));
        let traces_before = traces(&desk).await;
        let no = refusal(move_deal(&desk.db, &desk.junho, &order, today()).await);
        assert_eq!(missing(no), std::slice::from_ref(&asks));
        assert_eq!(traces(&desk).await, traces_before, "{asks:?}: a refused move leaves no trace");
        meet(&desk, before.id, &asks).await;
        let after = card(&desk, before.id).await;
        assert!(after.version > before.version, "{asks:?}: what a gate asks about is part of the version");
        let moved = move_deal(&desk.db, &desk.junho, &order, today()).await;
        assert_eq!(moved.unwrap().stage, desk.stage(1), "{asks:?}");
    }
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_card_carries_the_facts_that_the_server_judges_by(pool: PgPool) {
    let desk = Desk::open(pool).await;
    gate(
        &desk,
        &Gate::block(Requirement::All(vec![
            Requirement::Activity(Activity::once(ActivityKind::Demo, Some(Outcome::Held))),
            Requirement::FieldSet(Field::Person),
            Requirement::FieldSet(Field::Amount),
        ])),
    )
    .await;
    let id = bare(&desk).await.id;
    for step in 0..4 {
        match step {
            1 => logged(&desk, id, "demo", "held").await,
            2 => meet(&desk, id, &Requirement::FieldSet(Field::Person)).await,
            3 => meet(&desk, id, &Requirement::FieldSet(Field::Amount)).await,
            _ => {}
        }
        let card = card(&desk, id).await;
        let doors = pipelines(&desk.db, &desk.minji).await.unwrap().remove(0).doors();
        let in_the_browser =
            judge(&doors, &Facts::of(&card), Some(card.stage), desk.stage(1), desk.minji.on(today()));
        assert_eq!(in_the_browser.count(), 3 - step);
        match move_deal(&desk.db, &desk.junho, &wish(&card, desk.stage(1)), today()).await {
            Ok(_) => assert!(in_the_browser.passes()),
            no => assert_eq!(refusal(no), Refusal::NotReady(in_the_browser)),
        }
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_new_tier_is_a_version_of_the_deals_whose_gates_ask_for_it_and_of_no_others(pool: PgPool) {
    let desk = Desk::open(pool).await;
    profile(&desk).await;
    let id = bare(&desk).await.id;
    edited(&desk, id, |it| it.account = desk.account.to_string()).await;
    let first = card(&desk, id).await;
    industry(&desk, "소프트웨어").await;
    let unasked = card(&desk, id).await;
    assert_eq!((unasked.version, unasked.story.tier), (first.version, None), "no gate asks for it");
    gate(&desk, &Gate::block(Requirement::IcpTier(Tier::A))).await;
    assert_eq!(card(&desk, id).await.story.tier, Some(Tier::A));
    industry(&desk, "제조").await;
    let now = card(&desk, id).await;
    assert_eq!((now.version, now.story.tier), (first.version + 1, None));
    let missing =
        missing(refusal(move_deal(&desk.db, &desk.junho, &wish(&now, desk.stage(1)), today()).await));
    assert_eq!(missing, [Requirement::IcpTier(Tier::A)]);
    // A new profile judges everybody anew, and the deal hears of it.
    let asks = Asks::Industry(vec!["제조".into()]);
    let other = Profile(vec![Predicate { asks, points: 40 }]);
    db::icp::save(&desk.db, &desk.minji, 1, &other).await.unwrap();
    let now = card(&desk, id).await;
    assert_eq!((now.version, now.story.tier), (first.version + 2, Some(Tier::A)));
    let told = desk
        .count("select count(*) from field_change where deal_id is not null and changes @> '[{\"field\": \"icp_tier\"}]'")
        .await;
    assert_eq!(told, 2);
    // Whoever is making a deal with it is judged by it as well.
    set_gates(
        &desk.db,
        &desk.minji,
        desk.pipeline.id,
        desk.stage(0),
        Some(&Gate::block(Requirement::IcpTier(Tier::A))),
        None,
    )
    .await
    .unwrap();
    let new = |account: String| NewDeal {
        name: "새 딜".into(),
        pipeline: desk.pipeline.id.to_string(),
        account,
        ..Default::default()
    };
    create_deal(&desk.db, &desk.junho, &new(desk.account.to_string())).await.unwrap();
    let no = refusal(create_deal(&desk.db, &desk.junho, &new(String::new())).await);
    assert!(matches!(no, Refusal::NotReady(_)), "{no:?}");
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn nobody_slips_through_while_the_account_loses_its_tier(pool: PgPool) {
    let desk = Desk::open(pool).await;
    profile(&desk).await;
    gate(&desk, &Gate::block(Requirement::IcpTier(Tier::A))).await;
    let id = bare(&desk).await.id;
    meet(&desk, id, &Requirement::IcpTier(Tier::A)).await;
    let mut moving = vec![];
    let before = card(&desk, id).await;
    let losing = async { industry(&desk, "제조").await };
    for _ in 0..8 {
        let (db, junho, order) = (desk.db.clone(), desk.junho.clone(), wish(&before, desk.stage(1)));
        moving.push(tokio::spawn(async move { move_deal(&db, &junho, &order, today()).await }));
    }
    losing.await;
    for it in moving {
        let _ = it.await.unwrap();
    }
    // Whoever came first: a move that was made stands before the tier was lost in the deal's history.
    let after = desk
        .count(
            "select count(*) from stage_transition t
             join field_change f on f.deal_id = t.deal_id and f.changes @> '[{\"field\": \"icp_tier\"}]'
                 and f.version < t.version and f.changes -> 0 ->> 'after' = ''
             where t.version > 1",
        )
        .await;
    assert_eq!(after, 0);
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn every_activity_on_a_deal_is_a_version_of_it(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let id = bare(&desk).await.id;
    let entered = card(&desk, id).await.last_activity_at;
    for (at, (kind, outcome)) in
        [("note", ""), ("call", "no_answer"), ("demo", "booked")].into_iter().enumerate()
    {
        logged(&desk, id, kind, outcome).await;
        let now = card(&desk, id).await;
        assert_eq!(usize::try_from(now.version).unwrap(), at + 2, "{kind}");
        assert_eq!(now.last_activity_at, entered, "what did not reach the customer keeps no deal fresh");
    }
    logged(&desk, id, "call", "connected").await;
    assert!(card(&desk, id).await.last_activity_at > entered);
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_takes_nothing_back_is_no_undo_and_passes_no_gate(pool: PgPool) {
    let desk = Desk::open(pool).await;
    gate(&desk, &Gate::block(Requirement::FieldSet(Field::Amount))).await;
    let bare = bare(&desk).await;
    let pretended = Move { undo: true, ..wish(&bare, desk.stage(1)) };
    assert_eq!(refusal(move_deal(&desk.db, &desk.junho, &pretended, today()).await), Refusal::CannotUndo);
    // Nor is somebody else's move one's own to take back.
    let rich = card(&desk, desk.deal(&desk.junho, "금액 있는 딜", "100만").await).await;
    let moved = move_deal(&desk.db, &desk.junho, &wish(&rich, desk.stage(1)), today()).await.unwrap();
    let back = Move { undo: true, ..wish(&moved, rich.stage) };
    assert_eq!(refusal(move_deal(&desk.db, &desk.minji, &back, today()).await), Refusal::CannotUndo);
    move_deal(&desk.db, &desk.junho, &back, today()).await.unwrap();
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn nobody_slips_through_while_a_fact_is_taken_away(pool: PgPool) {
    let desk = Desk::open(pool).await;
    gate(&desk, &Gate::block(Requirement::FieldSet(Field::Amount))).await;
    let id = desk.deal(&desk.junho, "경주", "100만").await;
    let order = wish(&card(&desk, id).await, desk.stage(1));

    // Somebody takes the amount away, and the mover has read the deal before that is done.
    let mut taking = desk.pool.begin().await.unwrap();
    sqlx::query(
        "with edited as (
             update deal set amount_minor = null, weighted_minor = 0, version = version + 1 where id = $1
             returning workspace_id, id, version
         ), told as (
             insert into outbox (workspace_id, topic, deal_id, version)
             select workspace_id, 'deal', id, version from edited
         )
         insert into field_change (workspace_id, id, deal_id, changes, version)
         select workspace_id, $2, id, '[]', version from edited",
    )
    .bind(id)
    .bind(Uuid::now_v7())
    .execute(&mut *taking)
    .await
    .unwrap();
    let (db, junho): (Db, Actor) = (desk.db.clone(), desk.junho.clone());
    let moving = tokio::spawn(async move { move_deal(&db, &junho, &order, today()).await });
    while desk.count("select count(*) from pg_locks where not granted").await == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    taking.commit().await.unwrap();

    let no = refusal(moving.await.unwrap());
    assert_eq!(missing(no), [Requirement::FieldSet(Field::Amount)]);
    assert_eq!(card(&desk, id).await.stage, desk.stage(0));
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn skipping_asks_all_gates_on_the_way_and_a_warning_lets_pass(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let asks = |field| Gate::block(Requirement::FieldSet(field));
    let set = async |at, entry: Option<&Gate>, exit: Option<&Gate>| {
        set_gates(&desk.db, &desk.minji, desk.pipeline.id, desk.stage(at), entry, exit).await.unwrap();
    };
    set(0, None, Some(&asks(Field::Person))).await;
    set(1, Some(&asks(Field::Amount)), Some(&Gate::warn(Requirement::FieldSet(Field::About)))).await;
    set(2, Some(&asks(Field::ExpectedClose)), None).await;
    let card = bare(&desk).await;
    let no = refusal(move_deal(&desk.db, &desk.junho, &wish(&card, desk.stage(2)), today()).await);
    let Refusal::NotReady(verdict) = &no else { panic!("{no:?}") };
    let severities: Vec<_> = verdict.missing.iter().map(|it| it.severity).collect();
    assert_eq!(severities, [Severity::Block, Severity::Block, Severity::Warn, Severity::Block]);
    for field in [Field::Person, Field::Amount, Field::ExpectedClose] {
        meet(&desk, card.id, &Requirement::FieldSet(field)).await;
    }
    move_deal(&desk.db, &desk.junho, &wish(&card, desk.stage(2)), today()).await.unwrap();
    // Lost asks none of them, and coming back only what the stage asks of who comes in.
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn going_back_asks_why_and_no_gate_and_an_undo_asks_nothing(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let id = desk.deal(&desk.junho, "오가는 딜", "100만").await;
    let begun = card(&desk, id).await;
    let moved = move_deal(&desk.db, &desk.junho, &wish(&begun, desk.stage(1)), today()).await.unwrap();
    let never = Gate::block(Requirement::FieldSet(Field::Products));
    set_gates(&desk.db, &desk.minji, desk.pipeline.id, desk.stage(0), Some(&never), None).await.unwrap();

    let undone = Move { undo: true, ..wish(&moved, desk.stage(0)) };
    let back = move_deal(&desk.db, &desk.junho, &undone, today()).await.unwrap();
    assert_eq!(back.stage, desk.stage(0));
    let moved = move_deal(&desk.db, &desk.junho, &wish(&back, desk.stage(1)), today()).await.unwrap();

    let order = wish(&moved, desk.stage(0));
    assert_eq!(refusal(move_deal(&desk.db, &desk.junho, &order, today()).await), Refusal::WhyBack);
    let blank = Move { closing: because(" "), ..order.clone() };
    assert_eq!(refusal(move_deal(&desk.db, &desk.junho, &blank, today()).await), Refusal::WhyBack);
    let order = Move { closing: because("담당자가 바뀜"), ..order };
    move_deal(&desk.db, &desk.junho, &order, today()).await.unwrap();
    let deal = deal(&desk.db, &desk.minji, id).await.unwrap();
    assert_eq!(deal.close_reason, None, "it was not closed");
    let kept: Option<String> = sqlx::query_scalar("select reason from stage_transition where id = $1")
        .bind(order.act)
        .fetch_one(&desk.pool)
        .await
        .unwrap();
    assert_eq!(kept.as_deref(), Some("담당자가 바뀜"));
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn only_a_manager_with_a_reason_passes_a_closed_gate_and_history_says_so(pool: PgPool) {
    let desk = Desk::open(pool).await;
    gate(&desk, &Gate::block(Requirement::FieldSet(Field::Products))).await;
    let stranger = member(&desk.db, &desk.minji, "manager@hanbit.kr", &[Role::Manager]).await;
    let card = bare(&desk).await;
    let order = wish(&card, desk.stage(1));
    let over = |reason: &str| Move { closing: passing(reason), ..order.clone() };
    let before = traces(&desk).await;
    for (who, what, expected) in [
        (&desk.minji, order.clone(), "NotReady"),
        (&desk.minji, over("  "), "NotReady"),
        (&desk.junho, over("급해요"), "NotAllowed"),
        (&stranger, over("급해요"), "NotAllowed"),
    ] {
        let no = refusal(move_deal(&desk.db, who, &what, today()).await);
        assert!(format!("{no:?}").starts_with(expected), "{no:?}");
    }
    assert_eq!(traces(&desk).await, before);

    move_deal(&desk.db, &desk.minji, &over("본부장 승인"), today()).await.unwrap();
    let timeline = db::activities::timeline(
        &desk.db,
        &desk.minji,
        Subject::Deal(card.id),
        Shown::All,
        None,
        10,
        Utc::now(),
    )
    .await
    .unwrap();
    let told = timeline.moments.iter().find_map(|it| match &it.what {
        Happened::Moved { override_reason: Some(reason), .. } => Some(reason.clone()),
        _ => None,
    });
    assert_eq!(told.as_deref(), Some("본부장 승인"));
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_override_that_nobody_needs_is_none(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let card = bare(&desk).await;
    let order = Move { closing: passing("그냥"), ..wish(&card, desk.stage(1)) };
    move_deal(&desk.db, &desk.junho, &order, today()).await.unwrap();
    assert_eq!(
        desk.count("select count(*) from stage_transition where override_reason is not null").await,
        0
    );
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_new_deal_meets_the_entry_gate_of_its_stage(pool: PgPool) {
    let desk = Desk::open(pool).await;
    gate(&desk, &Gate::block(Requirement::FieldSet(Field::Amount))).await;
    let form = NewDeal {
        name: "중간부터".into(),
        pipeline: desk.pipeline.id.to_string(),
        stage: desk.stage(1).to_string(),
        ..Default::default()
    };
    let no = refusal(create_deal(&desk.db, &desk.junho, &form).await);
    assert_eq!(missing(no), [Requirement::FieldSet(Field::Amount)]);
    assert_eq!(desk.count("select count(*) from deal").await, 0);
    let form = NewDeal { amount: "100만".into(), ..form };
    create_deal(&desk.db, &desk.junho, &form).await.unwrap();
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_was_missing_is_written_and_the_deal_moves_in_one_act(pool: PgPool) {
    let desk = Desk::open(pool).await;
    gate(
        &desk,
        &Gate::block(Requirement::All(vec![
            Requirement::FieldSet(Field::Amount),
            Requirement::NextStepWithin(5),
            Requirement::Activity(Activity::once(ActivityKind::Demo, Some(Outcome::Held))),
        ])),
    )
    .await;
    let card = bare(&desk).await;
    let order = wish(&card, desk.stage(1));
    let held = FillActivity { what: "demo.held".into(), on: today().to_string(), ..Default::default() };
    let fill = Fill { amount: "100만".into(), activities: vec![held.clone()], ..Default::default() };

    let before = traces(&desk).await;
    let no = refusal(move_deal_filled(&desk.db, &desk.junho, &order, &fill, Utc::now()).await);
    assert_eq!(missing(no), [Requirement::NextStepWithin(5)], "only what is missing still");
    assert_eq!(traces(&desk).await, before, "half of it is nothing");
    let wrong = Fill { amount: "많이".into(), ..fill.clone() };
    assert!(move_deal_filled(&desk.db, &desk.junho, &order, &wrong, Utc::now()).await.is_err());
    let future = FillActivity { on: soon(), ..held };
    let wrong = Fill { activities: vec![future], ..fill.clone() };
    assert!(move_deal_filled(&desk.db, &desk.junho, &order, &wrong, Utc::now()).await.is_err());
    assert_eq!(traces(&desk).await, before);

    let fill = Fill { next_step: "견적 보내기".into(), next_step_due: soon(), ..fill };
    let moved = move_deal_filled(&desk.db, &desk.junho, &order, &fill, Utc::now()).await.unwrap();
    assert_eq!((moved.stage, moved.version), (desk.stage(1), card.version + 3), "edited, logged, moved");
    assert_eq!(moved.amount_minor, Some(1_000_000));
    let again = move_deal_filled(&desk.db, &desk.junho, &order, &fill, Utc::now()).await.unwrap();
    assert_eq!(again, moved, "sent again, it is done once");
    assert_eq!(desk.count("select count(*) from activity").await, 1);
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn who_may_not_work_a_deal_fills_nothing_in(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let csm = member(&desk.db, &desk.minji, "csm@hanbit.kr", &[Role::Csm]).await;
    let card = bare(&desk).await;
    let before = traces(&desk).await;
    let fill = Fill { amount: "100만".into(), ..Default::default() };
    let order = wish(&card, desk.stage(1));
    let no = refusal(move_deal_filled(&desk.db, &csm, &order, &fill, Utc::now()).await);
    assert_eq!(no, Refusal::NotAllowed);
    assert_eq!(traces(&desk).await, before);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn only_who_shapes_the_process_sets_gates_and_closing_stages_have_no_exit(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let asks = Gate::block(Requirement::FieldSet(Field::Amount));
    let won = desk.closing(StageKind::Won);
    let no = set_gates(&desk.db, &desk.junho, desk.pipeline.id, won, Some(&asks), None).await;
    assert_eq!(refusal(no), Refusal::NotAllowed);
    set_gates(&desk.db, &desk.minji, desk.pipeline.id, won, Some(&asks), Some(&asks)).await.unwrap();
    let found = pipelines(&desk.db, &desk.minji).await.unwrap().remove(0);
    let stage = found.stage(won).unwrap();
    assert_eq!((stage.entry.as_ref(), stage.exit.as_ref()), (Some(&asks), None));

    let card = bare(&desk).await;
    let order = Move { closing: because("좋아서"), ..wish(&card, won) };
    let no = refusal(move_deal(&desk.db, &desk.junho, &order, today()).await);
    assert_eq!(missing(no), [Requirement::FieldSet(Field::Amount)], "winning asks its own entry");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn conditions_are_added_and_taken_away_one_by_one(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (pipeline, stage) = (desk.pipeline.id, desk.stage(1));
    let asked = async || {
        let found = pipelines(&desk.db, &desk.minji).await.unwrap().remove(0);
        found.stage(stage).unwrap().entry.clone().map(|it| it.asks)
    };
    let add = |code: &str| GateForm { add: code.into(), ..GateForm::default() };
    let no = edit_gate(&desk.db, &desk.junho, pipeline, stage, &add("field_set.amount")).await;
    assert_eq!((refusal(no), asked().await), (Refusal::NotAllowed, None));
    for code in ["field_set.amount", "activity.demo.held"] {
        edit_gate(&desk.db, &desk.minji, pipeline, stage, &add(code)).await.unwrap();
    }
    let demo = Requirement::Activity(Activity::once(ActivityKind::Demo, Some(Outcome::Held)));
    let amount = Requirement::FieldSet(Field::Amount);
    assert_eq!(asked().await, Some(Requirement::All(vec![amount.clone(), demo.clone()])));
    for gone in [demo, amount] {
        let form = GateForm { remove: serde_json::to_string(&gone).unwrap(), ..GateForm::default() };
        edit_gate(&desk.db, &desk.minji, pipeline, stage, &form).await.unwrap();
    }
    assert_eq!(asked().await, None);
    let told = "select count(*) from outbox where topic = 'process'";
    assert_eq!(desk.count(told).await, 4, "every board reads them anew");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_new_workspace_begins_with_gates(pool: PgPool) {
    let db = Db::of_pool(pool);
    let workspace = db::team::found_workspace(&db, &db::team::NewWorkspace::named("hanbit")).await.unwrap();
    for pipeline in pipelines(&db, &Actor::operator(workspace)).await.unwrap() {
        assert!(pipeline.stages.iter().any(|it| it.entry.is_some()), "{}", pipeline.name_en);
        assert!(pipeline.stages.iter().any(|it| it.exit.is_some()), "{}", pipeline.name_en);
    }
    // The roles that let deals pass are those of the table of rights.
    let may = |role| {
        domain::team::may(&Roles(vec![role]), domain::team::Right::OverrideGate, domain::team::Whose::MyTeams)
    };
    assert_eq!(Role::ALL.map(may), [true, true, false, false, false, false]);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_was_corrected_or_removed_opens_no_gate_any_more(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (kind, outcome) = (ActivityKind::Call, Some(Outcome::Connected));
    let asks = Requirement::Activity(Activity { kind, outcome, within_days: None, count: 1 });
    gate(&desk, &Gate::block(asks.clone())).await;
    let id = desk.deal(&desk.junho, "고친 통화", "").await;
    let call = |outcome: &str| ActivityForm {
        kind: "call".into(),
        outcome: outcome.into(),
        deal: id.to_string(),
        ..Default::default()
    };
    let moves = async || {
        let order = wish(&card(&desk, id).await, desk.stage(1));
        missing(refusal(move_deal(&desk.db, &desk.junho, &order, today()).await))
    };
    let now = Utc::now();
    let call_id = activities::log(&desk.db, &desk.junho, &call("connected"), now).await.unwrap();
    activities::edit_activity(&desk.db, &desk.junho, call_id, 1, &call("voicemail"), now).await.unwrap();
    assert_eq!(moves().await, std::slice::from_ref(&asks));
    activities::edit_activity(&desk.db, &desk.junho, call_id, 2, &call("connected"), now).await.unwrap();
    activities::remove_activity(&desk.db, &desk.junho, call_id, 3).await.unwrap();
    assert_eq!(moves().await, [asks]);
    desk.balanced().await;
}
