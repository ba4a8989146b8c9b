//! Deals on a real PostgreSQL: moves, edits and stages are whole acts, totals are of all deals, and
//! nobody reaches into another workspace.

use crate::support::{World, wish, world};
use chrono::{NaiveDate, Utc};
use db::pipeline::{
    add_stage, board, create_deal, deal, deals, edit_deal, edit_stage, more, move_deal, pipelines,
    remove_stage, shift_stage,
};
use db::{Actor, Error, activities};
use domain::activities::ActivityForm;
use domain::pipeline::deal::Closing;
use domain::pipeline::filter::{Filter, Owner};
use domain::pipeline::list::Wish;
use domain::pipeline::{Card, DealForm, Move, NewDeal, Pipeline, StageForm, StageKind};
use domain::refusal::Ending;
use domain::team::Role;
use domain::{DealId, Refusal, StageId};
use sqlx::PgPool;
use uuid::Uuid;

fn today() -> NaiveDate {
    Utc::now().date_naive()
}

async fn first_pipeline(world: &World) -> Pipeline {
    pipelines(&world.db, &world.operator).await.expect("pipelines").remove(0)
}

async fn made(world: &World, actor: &Actor, pipeline: &Pipeline, name: &str, amount: &str) -> Card {
    let form = NewDeal {
        pipeline: pipeline.id.to_string(),
        name: name.into(),
        amount: amount.into(),
        ..Default::default()
    };
    let id = create_deal(&world.db, actor, &form).await.expect("a deal");
    deal(&world.db, actor, id).await.expect("the deal").card
}

fn open(pipeline: &Pipeline, at: usize) -> StageId {
    pipeline.open_stages().nth(at).expect("a stage").id
}

fn closing(pipeline: &Pipeline, kind: StageKind) -> StageId {
    pipeline.stages.iter().find(|it| it.kind == kind).expect("a stage").id
}

async fn names_in(world: &World, actor: &Actor, pipeline: &Pipeline, stage: StageId) -> Vec<String> {
    let (_, board) =
        board(&world.db, actor, pipeline.id, &Filter::default(), today()).await.expect("a board");
    board.column(stage).expect("the column").cards.iter().map(|it| it.name.clone()).collect()
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_deal_is_made_once_however_often_it_is_sent(pool: PgPool) {
    let world = world(&pool).await;
    let ae = world.member("김민지", Role::Ae).await;
    let pipeline = first_pipeline(&world).await;
    let form = NewDeal {
        id: Uuid::now_v7().to_string(),
        pipeline: pipeline.id.to_string(),
        name: "사내 지식검색".into(),
        account_name: "한빛소프트".into(),
        amount: "1,250만".into(),
        ..Default::default()
    };
    let first = create_deal(&world.db, &ae, &form).await.expect("made");
    let second = create_deal(&world.db, &ae, &form).await.expect("made already");
    assert_eq!(first, second);
    let card = deal(&world.db, &ae, first).await.expect("the deal").card;
    assert_eq!((card.number, card.owner, card.amount_minor), (1, ae.id(), Some(12_500_000)));
    assert_eq!(card.account_name.as_deref(), Some("한빛소프트"));
    assert_eq!((world.count("deal").await, world.count("account").await), (1, 1));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_move_writes_one_deal_one_transition_and_one_event(pool: PgPool) {
    let world = world(&pool).await;
    let ae = world.member("김민지", Role::Ae).await;
    let pipeline = first_pipeline(&world).await;
    let card = made(&world, &ae, &pipeline, "전사 도입", "1000만").await;
    let before = (world.count("stage_transition").await, world.count("outbox").await);
    let asked = wish(&card, open(&pipeline, 1));
    let moved = move_deal(&world.db, &ae, &asked, today()).await.expect("moved");
    assert_eq!((moved.stage, moved.version), (open(&pipeline, 1), card.version + 1));
    assert_eq!(moved.weighted_minor, 4_000_000, "the new stage's probability counts");
    let again = move_deal(&world.db, &ae, &asked, today()).await.expect("done already");
    assert_eq!(again, moved);
    let after = (world.count("stage_transition").await, world.count("outbox").await);
    assert_eq!(after, (before.0 + 1, before.1 + 1));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn cards_land_between_the_neighbours_that_were_chosen(pool: PgPool) {
    let world = world(&pool).await;
    let ae = world.member("김민지", Role::Ae).await;
    let pipeline = first_pipeline(&world).await;
    let c = made(&world, &ae, &pipeline, "c", "").await;
    let b = made(&world, &ae, &pipeline, "b", "").await;
    let a = made(&world, &ae, &pipeline, "a", "").await;
    let stage = open(&pipeline, 0);
    assert_eq!(names_in(&world, &ae, &pipeline, stage).await, ["a", "b", "c"]);
    let between = Move { above: Some(b.id), below: Some(c.id), ..wish(&a, stage) };
    let moved = move_deal(&world.db, &ae, &between, today()).await.expect("reordered");
    assert_eq!(names_in(&world, &ae, &pipeline, stage).await, ["b", "a", "c"]);
    assert_eq!(moved.stage_entered_at, a.stage_entered_at, "a new place is no new stage");
    assert_eq!(world.count("stage_transition").await, 3, "and no transition");
    let to_end = Move { above: Some(c.id), ..wish(&b, stage) };
    move_deal(&world.db, &ae, &to_end, today()).await.expect("reordered");
    assert_eq!(names_in(&world, &ae, &pipeline, stage).await, ["a", "c", "b"]);
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn winning_asks_why_and_the_reason_is_kept(pool: PgPool) {
    let world = world(&pool).await;
    let ae = world.member("김민지", Role::Ae).await;
    let pipeline = first_pipeline(&world).await;
    let card = made(&world, &ae, &pipeline, "전사 도입", "1000만").await;
    let won = closing(&pipeline, StageKind::Won);
    let refused = move_deal(&world.db, &ae, &wish(&card, won), today()).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::ReasonNeeded(Ending::Won)))));
    assert_eq!(world.count("stage_transition").await, 1, "nothing was written");
    let why = Some(Closing { reason: "가격보다 지원이 좋아서".into(), ..Default::default() });
    move_deal(&world.db, &ae, &Move { closing: why, ..wish(&card, won) }, today()).await.expect("won");
    let kept = deal(&world.db, &ae, card.id).await.expect("the deal");
    assert_eq!((kept.kind, kept.closed_at.is_some()), (StageKind::Won, true));
    assert_eq!(kept.close_reason.as_deref(), Some("가격보다 지원이 좋아서"));
    assert_eq!(kept.card.weighted_minor, 10_000_000);
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_undo_restores_stage_and_time_unless_somebody_moved_on(pool: PgPool) {
    let world = world(&pool).await;
    let ae = world.member("김민지", Role::Ae).await;
    let admin = world.member("한지훈", Role::Admin).await;
    let pipeline = first_pipeline(&world).await;
    let card = made(&world, &ae, &pipeline, "전사 도입", "1000만").await;
    let moved = move_deal(&world.db, &ae, &wish(&card, open(&pipeline, 2)), today()).await.expect("moved");
    let back = Move { undo: true, ..wish(&moved, card.stage) };
    let undone = move_deal(&world.db, &ae, &back, today()).await.expect("undone");
    assert_eq!((undone.stage, undone.stage_entered_at), (card.stage, card.stage_entered_at));
    let again = move_deal(&world.db, &ae, &wish(&undone, open(&pipeline, 2)), today()).await.expect("moved");
    move_deal(&world.db, &admin, &wish(&again, open(&pipeline, 3)), today()).await.expect("moved on");
    let late = move_deal(&world.db, &ae, &Move { undo: true, ..wish(&again, card.stage) }, today()).await;
    assert!(matches!(late, Err(Error::Refused(Refusal::CannotUndo))));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_move_from_where_the_deal_no_longer_stands_shows_what_stands_now(pool: PgPool) {
    let world = world(&pool).await;
    let (ae, admin) = (world.member("김민지", Role::Ae).await, world.member("한지훈", Role::Admin).await);
    let pipeline = first_pipeline(&world).await;
    let card = made(&world, &ae, &pipeline, "전사 도입", "1000만").await;
    move_deal(&world.db, &admin, &wish(&card, open(&pipeline, 3)), today()).await.expect("moved");
    let Err(Error::Changed(now)) = move_deal(&world.db, &ae, &wish(&card, open(&pipeline, 1)), today()).await
    else {
        panic!("somebody was faster");
    };
    assert_eq!(now.card.map(|it| it.stage), Some(open(&pipeline, 3)));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn rights_decide_before_anything_is_written(pool: PgPool) {
    let world = world(&pool).await;
    let ae = world.member("김민지", Role::Ae).await;
    let pipeline = first_pipeline(&world).await;
    let card = made(&world, &ae, &pipeline, "전사 도입", "1000만").await;
    let rows = (
        world.count("stage_transition").await,
        world.count("field_change").await,
        world.count("outbox").await,
    );
    for role in [Role::Viewer, Role::Sdr, Role::Csm, Role::Ae, Role::Manager] {
        let other = world.member("다른 사람", role).await;
        let moved = move_deal(&world.db, &other, &wish(&card, open(&pipeline, 1)), today()).await;
        assert!(matches!(moved, Err(Error::Refused(Refusal::NotAllowed))), "{role:?} of no common team");
        let edited = edit_deal(&world.db, &other, card.id, card.version, &DealForm::default()).await;
        assert!(matches!(edited, Err(Error::Refused(Refusal::NotAllowed))), "{role:?}");
    }
    let stages = add_stage(&world.db, &ae, pipeline.id, &StageForm::default()).await;
    assert!(stages.is_err());
    let after = (
        world.count("stage_transition").await,
        world.count("field_change").await,
        world.count("outbox").await,
    );
    // Only members were added meanwhile; each is one event.
    assert_eq!((after.0, after.1), (rows.0, rows.1));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn another_workspaces_deals_do_not_exist(pool: PgPool) {
    let (here, there) = (world(&pool).await, world(&pool).await);
    let ae = here.member("김민지", Role::Ae).await;
    let stranger = there.member("남의 사람", Role::Admin).await;
    let pipeline = first_pipeline(&here).await;
    let card = made(&here, &ae, &pipeline, "전사 도입", "1000만").await;
    let not_found = |it: Error| matches!(it, Error::NotFound);
    assert!(deal(&there.db, &stranger, card.id).await.is_err_and(not_found));
    let moved = move_deal(&there.db, &stranger, &wish(&card, open(&pipeline, 1)), today()).await;
    assert!(moved.is_err_and(not_found));
    let edited = edit_deal(&there.db, &stranger, card.id, 1, &DealForm::default()).await;
    assert!(edited.is_err_and(not_found));
    let read = board(&there.db, &stranger, pipeline.id, &Filter::default(), today()).await;
    assert!(read.is_err_and(not_found));
    let top = (String::new(), card.id);
    let below = more(&there.db, &stranger, open(&pipeline, 0), top, &Filter::default(), today()).await;
    assert!(below.is_err_and(not_found));
    // Their own deal cannot be put into our stage, nor made in our pipeline.
    let theirs = first_pipeline(&there).await;
    let own = made(&there, &stranger, &theirs, "남의 딜", "").await;
    let crossed = move_deal(&there.db, &stranger, &wish(&own, open(&pipeline, 0)), today()).await;
    assert!(crossed.is_err_and(not_found));
    let form = NewDeal { pipeline: pipeline.id.to_string(), name: "x".into(), ..Default::default() };
    assert!(create_deal(&there.db, &stranger, &form).await.is_err());
    here.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_edit_over_somebody_elses_edit_shows_both(pool: PgPool) {
    let world = world(&pool).await;
    let (ae, admin) = (world.member("김민지", Role::Ae).await, world.member("한지훈", Role::Admin).await);
    let pipeline = first_pipeline(&world).await;
    let card = made(&world, &ae, &pipeline, "전사 도입", "1000만").await;
    let seen = deal(&world.db, &ae, card.id).await.expect("the deal");
    let form = DealForm::of(&seen);
    let theirs = DealForm { amount: "2000만".into(), ..form.clone() };
    let edited = edit_deal(&world.db, &admin, card.id, seen.card.version, &theirs).await.expect("edited");
    assert_eq!(edited.card.weighted_minor, 4_000_000);
    let mine = DealForm { amount: "1500만".into(), ..form };
    let Err(Error::Changed(now)) = edit_deal(&world.db, &ae, card.id, seen.card.version, &mine).await else {
        panic!("somebody was faster");
    };
    let difference = now.differences.first().expect("the amount");
    assert_eq!((difference.field.as_str(), difference.before.as_str()), ("amount", "₩20,000,000"));
    assert_eq!(difference.after, "₩15,000,000");
    let chosen = edit_deal(&world.db, &ae, card.id, now.version, &mine).await.expect("chosen");
    assert_eq!(chosen.card.amount_minor, Some(15_000_000));
    let same = edit_deal(&world.db, &ae, card.id, 1, &mine).await.expect("nothing to write");
    assert_eq!(same.card.version, chosen.card.version);
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_deal_is_given_only_by_who_may_and_only_to_who_works_here(pool: PgPool) {
    let world = world(&pool).await;
    let (ae, admin) = (world.member("김민지", Role::Ae).await, world.member("한지훈", Role::Admin).await);
    let (other, gone) = (world.member("박준호", Role::Ae).await, world.member("최다은", Role::Ae).await);
    db::team::deactivate(&world.db, &admin, gone.id().expect("a member"), chrono::Utc::now())
        .await
        .expect("deactivated");
    let pipeline = first_pipeline(&world).await;
    let owned = async |by: &Actor, owner: &Actor| {
        let owner = owner.id().expect("a member").to_string();
        let form = NewDeal {
            pipeline: pipeline.id.to_string(),
            name: "맡긴 딜".into(),
            owner,
            ..Default::default()
        };
        create_deal(&world.db, by, &form).await
    };
    assert!(matches!(owned(&ae, &other).await, Err(Error::Refused(Refusal::NotAllowed))));
    assert!(matches!(owned(&admin, &gone).await, Err(Error::Refused(Refusal::Invalid(_)))));
    let theirs = owned(&admin, &ae).await.expect("a deal");
    let seen = deal(&world.db, &ae, theirs).await.expect("the deal");
    assert_eq!(seen.card.owner, ae.id());
    let given = async |by: &Actor, owner: &Actor| {
        let owner = owner.id().expect("a member").to_string();
        let form = DealForm { owner, ..DealForm::of(&seen) };
        edit_deal(&world.db, by, theirs, seen.card.version, &form).await
    };
    assert!(matches!(given(&ae, &other).await, Err(Error::Refused(Refusal::NotAllowed))));
    assert!(matches!(given(&admin, &gone).await, Err(Error::Refused(Refusal::Invalid(_)))));
    assert_eq!(given(&admin, &other).await.expect("given").card.owner, other.id());
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_column_total_counts_every_deal_of_the_filter(pool: PgPool) {
    let world = world(&pool).await;
    let (ae, other) = (world.member("김민지", Role::Ae).await, world.member("박준호", Role::Ae).await);
    let pipeline = first_pipeline(&world).await;
    for number in 0..40 {
        let owner = if number % 4 == 0 { &other } else { &ae };
        made(&world, owner, &pipeline, &format!("딜 {number}"), "100만").await;
    }
    let stage = open(&pipeline, 0);
    let (_, all) = board(&world.db, &ae, pipeline.id, &Filter::default(), today()).await.expect("a board");
    let column = all.column(stage).expect("the column");
    assert_eq!((column.cards.len(), column.totals.count, column.complete), (12, 40, false));
    assert_eq!(column.totals.sums[0].minor, 40_000_000);
    let fullest = column.totals.fullest.map(|it| (Some(it.owner), it.deals));
    assert_eq!(fullest, Some((ae.id(), 30)), "a limit is one owner's");
    let mine = Filter { owner: Owner::Me, ..Default::default() };
    let (_, own) = board(&world.db, &ae, pipeline.id, &mine, today()).await.expect("a board");
    assert_eq!(own.column(stage).expect("the column").totals.count, 30);
    let text = Filter { text: "딜 39".into(), ..Default::default() };
    let (_, found) = board(&world.db, &ae, pipeline.id, &text, today()).await.expect("a board");
    assert_eq!(found.column(stage).expect("the column").totals.count, 1);
    let last = column.cards.last().expect("a card");
    let after = (last.rank.clone(), last.id);
    let (rest, complete) =
        more(&world.db, &ae, stage, after, &Filter::default(), today()).await.expect("more");
    assert_eq!((rest.len(), complete), (28, true));
    let own = Wish { filter: mine, ..Wish::default() };
    let table = deals(&world.db, &ae, &own, today()).await.expect("a table");
    assert_eq!((table.rows.len(), table.totals.count), (30, 30));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_stage_with_deals_is_removed_only_by_moving_them(pool: PgPool) {
    let world = world(&pool).await;
    let ae = world.member("김민지", Role::Ae).await;
    let pipeline = first_pipeline(&world).await;
    let (first, second) = (open(&pipeline, 0), open(&pipeline, 1));
    for name in ["a", "b"] {
        made(&world, &ae, &pipeline, name, "1000만").await;
    }
    let kept = remove_stage(&world.db, &world.operator, first, None).await;
    assert!(matches!(kept, Err(Error::Refused(Refusal::StageHoldsDeals { deals: 2 }))));
    remove_stage(&world.db, &world.operator, first, Some(second)).await.expect("removed");
    assert_eq!(names_in(&world, &ae, &pipeline, second).await, ["b", "a"]);
    let now = first_pipeline(&world).await;
    assert_eq!(now.open_stages().next().map(|it| it.id), Some(second));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_stages_probability_weighs_its_deals_anew(pool: PgPool) {
    let world = world(&pool).await;
    let ae = world.member("김민지", Role::Ae).await;
    let pipeline = first_pipeline(&world).await;
    let card = made(&world, &ae, &pipeline, "a", "1000만").await;
    let seen = StageForm::of(pipeline.stage(card.stage).expect("its stage"));
    let form = StageForm { name_ko: "확인".into(), probability: "35".into(), ..Default::default() };
    edit_stage(&world.db, &world.operator, card.stage, &seen, &form).await.expect("edited");
    assert_eq!(deal(&world.db, &ae, card.id).await.expect("the deal").card.weighted_minor, 3_500_000);
    let form = StageForm { name_ko: "재확인".into(), ..form };
    let added = add_stage(&world.db, &world.operator, pipeline.id, &form).await.expect("added");
    shift_stage(&world.db, &world.operator, pipeline.id, added, false).await.expect("shifted");
    let open: Vec<_> = first_pipeline(&world).await.open_stages().map(|it| it.id).collect();
    assert_eq!(open.iter().position(|it| *it == added), Some(open.len() - 2));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn history_can_be_neither_changed_nor_deleted(pool: PgPool) {
    let world = world(&pool).await;
    let ae = world.member("김민지", Role::Ae).await;
    let pipeline = first_pipeline(&world).await;
    let card = made(&world, &ae, &pipeline, "a", "").await;
    let form = |body: &str| ActivityForm {
        kind: "note".into(),
        body: body.into(),
        deal: card.id.to_string(),
        ..Default::default()
    };
    let note = activities::log(&world.db, &ae, &form("메모"), Utc::now()).await.expect("logged");
    activities::edit_activity(&world.db, &ae, note, 1, &form("고친 메모"), Utc::now())
        .await
        .expect("corrected");
    for act in [
        "update stage_transition set reason = 'x'",
        "delete from stage_transition",
        "update field_change set changes = '[]'",
        "delete from field_change",
        "update activity_change set body = 'x'",
        "delete from activity_change",
        "delete from activity",
    ] {
        assert!(sqlx::query(act).execute(&pool).await.is_err(), "{act}");
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_unknown_deal_is_not_found(pool: PgPool) {
    let world = world(&pool).await;
    let missing = deal(&world.db, &world.operator, DealId(Uuid::now_v7())).await;
    assert!(matches!(missing, Err(Error::NotFound)));
}
