//! Several deals worked in one go, on a real PostgreSQL: whoever may goes, in order, and the others stay; sent again it
//! is done once; what nobody has touched since goes back together.

use crate::desk::{Desk, member, refusal};
use chrono::{NaiveDate, Utc};
use db::Actor;
use db::pipeline::{board, deal, move_deal, set_gates, undo_batch, weigh_batch, work_batch};
use domain::pipeline::batch::{Batch, Fate, Picked, Report, Slot, Work};
use domain::pipeline::deal::Closing;
use domain::pipeline::gate::Field;
use domain::pipeline::{Card, Filter, Gate, Move, Requirement, StageKind};
use domain::team::Role;
use domain::{ActId, DealId, Refusal, StageId};
use futures::future::join_all;
use sqlx::PgPool;
use uuid::Uuid;

fn today() -> NaiveDate {
    (Utc::now() + chrono::Duration::hours(9)).date_naive()
}

fn act() -> ActId {
    ActId(Uuid::now_v7())
}

async fn card(desk: &Desk, id: DealId) -> Card {
    deal(&desk.db, &desk.minji, id).await.unwrap().card
}

async fn batch(desk: &Desk, deals: &[DealId], work: Work) -> Batch {
    let mut picked = Vec::new();
    for deal in deals {
        picked.push(Picked::of(&card(desk, *deal).await));
    }
    Batch { act: act(), deals: picked, work }
}

const fn to(to: StageId) -> Work {
    Work::Move { to, slot: None, closing: None }
}

/// The deals of a column as everybody sees them.
async fn column(desk: &Desk, stage: StageId) -> Vec<DealId> {
    let filter = Filter::default();
    let (_, board) = board(&desk.db, &desk.minji, desk.pipeline.id, &filter, today()).await.unwrap();
    board.column(stage).unwrap().cards.iter().map(|it| it.id).collect()
}

/// Ten deals of Junho's, the last made on top; every third has no amount. In the order of the board.
async fn ten(desk: &Desk) -> Vec<DealId> {
    let mut deals = Vec::new();
    for number in 1..=10 {
        let amount = if number % 3 == 0 { "" } else { "100만" };
        deals.insert(0, desk.deal(&desk.junho, &format!("딜 {number}"), amount).await);
    }
    assert_eq!(column(desk, desk.stage(0)).await, deals);
    deals
}

/// The second stage asks for an amount.
async fn gated(desk: &Desk) {
    let gate = Gate::block(Requirement::FieldSet(Field::Amount));
    set_gates(&desk.db, &desk.minji, desk.pipeline.id, desk.stage(1), Some(&gate), None).await.unwrap();
}

fn held_up(report: &Report) -> Vec<DealId> {
    report.held_up().map(|it| it.deal).collect()
}

/// Everything that a batch could have written.
async fn traces(desk: &Desk) -> [i64; 4] {
    [
        desk.count("select count(*) from stage_transition").await,
        desk.count("select count(*) from field_change").await,
        desk.count("select count(*) from outbox").await,
        desk.count("select sum(version)::bigint from deal").await,
    ]
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn of_ten_deals_the_seven_that_may_go_in_their_order_and_three_stay(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let deals = ten(&desk).await;
    gated(&desk).await;
    let there = desk.deal(&desk.junho, "거기 있던 딜", "1만").await;
    let batch_of_one = batch(&desk, &[there], to(desk.stage(1))).await;
    work_batch(&desk.db, &desk.junho, &batch_of_one, today()).await.unwrap();

    let wish = batch(&desk, &deals, to(desk.stage(1))).await;
    let before = traces(&desk).await;
    let weighed = weigh_batch(&desk.db, &desk.junho, &wish, today()).await.unwrap();
    assert_eq!(traces(&desk).await, before, "weighing writes nothing");
    let done = work_batch(&desk.db, &desk.junho, &wish, today()).await.unwrap();
    assert_eq!(weighed.lines, done.lines, "what was said is what was done");
    assert_eq!((done.passing().count(), held_up(&done).len()), (7, 3));
    for line in done.held_up() {
        let Fate::Refused(Refusal::NotReady(verdict)) = &line.fate else { panic!("{line:?}") };
        assert_eq!(verdict.missing[0].what, Requirement::FieldSet(Field::Amount));
    }
    let mut expected: Vec<_> = done.passing().collect();
    assert!(done.cards.iter().all(|it| it.stage == desk.stage(1)) && done.cards.len() == 7);
    expected.push(there);
    assert_eq!(column(&desk, desk.stage(1)).await, expected, "on top, in the order they had");
    assert_eq!(column(&desk, desk.stage(0)).await, held_up(&done));
    let marked =
        "select count(distinct batch_id) * 100 + count(*) from stage_transition where batch_id is not null";
    assert_eq!(desk.count(marked).await, 208, "seven lines of history in one batch, one in another");
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_batch_that_is_sent_again_is_done_once(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let deals = ten(&desk).await;
    let wish = batch(&desk, &deals, to(desk.stage(1))).await;
    let sent = join_all((0..6).map(|_| work_batch(&desk.db, &desk.junho, &wish, today()))).await;
    for report in sent {
        assert_eq!(report.unwrap().passing().count(), 10);
    }
    let written = traces(&desk).await;
    let again = work_batch(&desk.db, &desk.junho, &wish, today()).await.unwrap();
    assert_eq!((again.passing().count(), traces(&desk).await), (10, written));
    assert_eq!(column(&desk, desk.stage(1)).await, deals);
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_undo_puts_all_back_that_nobody_has_touched_since(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let deals = ten(&desk).await;
    // From two columns.
    let first = batch(&desk, &deals[6..], to(desk.stage(2))).await;
    work_batch(&desk.db, &desk.junho, &first, today()).await.unwrap();
    let wish = batch(&desk, &deals, to(desk.stage(1))).await;
    work_batch(&desk.db, &desk.junho, &wish, today()).await.unwrap();
    let seen = card(&desk, deals[2]).await;
    let on = Move {
        act: act(),
        deal: deals[2],
        version: seen.version,
        from: seen.stage,
        to: desk.stage(3),
        above: None,
        below: None,
        closing: None,
        undo: false,
    };
    move_deal(&desk.db, &desk.minji, &on, today()).await.unwrap();

    let strangers = undo_batch(&desk.db, &desk.minji, act(), wish.act, today()).await;
    assert!(matches!(strangers, Err(db::Error::NotFound)), "only who did it takes it back");
    let undo = act();
    let done = undo_batch(&desk.db, &desk.junho, undo, wish.act, today()).await.unwrap();
    assert_eq!(held_up(&done), [deals[2]]);
    assert_eq!(done.lines.iter().find(|it| it.deal == deals[2]).unwrap().fate, Fate::Changed);
    let rest: Vec<_> = deals[..6].iter().copied().filter(|it| *it != deals[2]).collect();
    assert_eq!(column(&desk, desk.stage(0)).await, rest, "where they were, in the order they had");
    assert_eq!(column(&desk, desk.stage(2)).await, deals[6..]);
    assert_eq!(column(&desk, desk.stage(3)).await, [deals[2]]);
    let written = traces(&desk).await;
    undo_batch(&desk.db, &desk.junho, undo, wish.act, today()).await.unwrap();
    assert_eq!(traces(&desk).await, written, "sent again, it is done once");
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_selection_lands_between_two_cards_and_an_undo_orders_the_column_again(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let deals = ten(&desk).await;
    let elsewhere = batch(&desk, &deals[8..], to(desk.stage(1))).await;
    work_batch(&desk.db, &desk.junho, &elsewhere, today()).await.unwrap();
    let slot = Some(Slot { above: Some(deals[4]), below: Some(deals[5]) });
    let some = [deals[0], deals[6], deals[9]];
    let wish = batch(&desk, &some, Work::Move { to: desk.stage(0), slot, closing: None }).await;
    let done = work_batch(&desk.db, &desk.junho, &wish, today()).await.unwrap();
    assert_eq!(done.passing().count(), 3);
    let order = [1, 2, 3, 4, 0, 6, 9, 5, 7].map(|it| deals[it]);
    assert_eq!(column(&desk, desk.stage(0)).await, order);
    undo_batch(&desk.db, &desk.junho, act(), wish.act, today()).await.unwrap();
    assert_eq!(column(&desk, desk.stage(0)).await, deals[..8]);
    assert_eq!(column(&desk, desk.stage(1)).await, deals[8..]);
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn whoever_was_faster_is_not_overwritten_and_holds_nobody_up(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let deals = ten(&desk).await;
    let forward = batch(&desk, &deals, to(desk.stage(1))).await;
    let backward: Vec<_> = deals.iter().rev().copied().collect();
    let other = batch(&desk, &backward, to(desk.stage(2))).await;
    let (one, two) = tokio::join!(
        work_batch(&desk.db, &desk.junho, &forward, today()),
        work_batch(&desk.db, &desk.minji, &other, today()),
    );
    let (one, two) = (one.unwrap(), two.unwrap());
    let changed = |report: &Report| report.lines.iter().filter(|it| it.fate == Fate::Changed).count();
    assert_eq!(one.passing().count() + two.passing().count(), 10);
    assert_eq!(changed(&one) + changed(&two), 10);
    assert!(one.cards.len() == 10 && two.cards.len() == 10, "both see what stands now");
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn rights_are_judged_deal_by_deal_and_another_workspace_is_not_there(pool: PgPool) {
    let desk = Desk::open(pool.clone()).await;
    let theirs = Desk::named(pool, "other").await;
    let foreign = theirs.deal(&theirs.junho, "남의 워크스페이스", "1만").await;
    let (own, others) =
        (desk.deal(&desk.junho, "내 딜", "1만").await, desk.deal(&desk.minji, "남의 딜", "1만").await);
    let mut wish = batch(&desk, &[own, others], to(desk.stage(1))).await;
    wish.deals.push(Picked { deal: foreign, stage: theirs.stage(0), owner: None });
    let done = work_batch(&desk.db, &desk.junho, &wish, today()).await.unwrap();
    let fates: Vec<_> = done.lines.iter().map(|it| it.fate.clone()).collect();
    assert_eq!(fates, [Fate::Goes, Fate::Refused(Refusal::NotAllowed), Fate::Gone]);

    let only_others = batch(&desk, &[others], to(desk.stage(1))).await;
    let before = traces(&desk).await;
    let refused = |report| async { refusal(report) };
    assert_eq!(
        refused(work_batch(&desk.db, &desk.junho, &only_others, today()).await).await,
        Refusal::NotAllowed
    );
    let into_theirs = batch(&desk, &[own], to(theirs.stage(1))).await;
    let nowhere = work_batch(&desk.db, &desk.junho, &into_theirs, today()).await;
    assert!(matches!(nowhere, Err(db::Error::NotFound)));
    assert_eq!(traces(&desk).await, before);
    let gone = undo_batch(&theirs.db, &theirs.junho, act(), wish.act, today()).await;
    assert!(matches!(gone, Err(db::Error::NotFound)));
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn several_are_lost_for_one_reason_and_come_back_together(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let deals = ten(&desk).await;
    let lost = desk.closing(StageKind::Lost);
    let why = |reason: &str| Some(Closing { reason: reason.into(), ..Default::default() });
    let lose = |reason: &str| Work::Move { to: lost, slot: None, closing: why(reason) };
    let silent = batch(&desk, &deals, lose(" ")).await;
    let before = traces(&desk).await;
    assert!(matches!(
        refusal(work_batch(&desk.db, &desk.junho, &silent, today()).await),
        Refusal::Invalid(_)
    ));
    assert_eq!(traces(&desk).await, before);
    let wish = batch(&desk, &deals, lose("예산 없음")).await;
    assert_eq!(weigh_batch(&desk.db, &desk.junho, &silent, today()).await.unwrap().passing().count(), 10);
    work_batch(&desk.db, &desk.junho, &wish, today()).await.unwrap();
    assert_eq!(desk.count("select count(*) from deal where close_reason = '예산 없음'").await, 10);
    undo_batch(&desk.db, &desk.junho, act(), wish.act, today()).await.unwrap();
    assert_eq!(column(&desk, desk.stage(0)).await, deals);
    assert_eq!(desk.count("select count(*) from deal where closed_at is not null").await, 0);
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn several_are_given_to_somebody_and_back_to_whom_they_were(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (junhos, minjis) =
        (desk.deal(&desk.junho, "준호 딜", "1만").await, desk.deal(&desk.minji, "민지 딜", "1만").await);
    let operator = Actor::operator(desk.minji.workspace());
    let sua = member(&desk.db, &operator, "sua@hanbit.kr", &[Role::Ae]).await;
    let wish = batch(&desk, &[junhos, minjis], Work::Give { owner: sua.id().unwrap() }).await;
    assert_eq!(refusal(work_batch(&desk.db, &desk.junho, &wish, today()).await), Refusal::NotAllowed);
    let done = work_batch(&desk.db, &desk.minji, &wish, today()).await.unwrap();
    assert_eq!(done.passing().count(), 2);
    assert!(done.cards.iter().all(|it| it.owner == sua.id()));
    let again = Batch { act: act(), ..batch(&desk, &[junhos], wish.work.clone()).await };
    let again = work_batch(&desk.db, &desk.minji, &again, today()).await.unwrap();
    assert_eq!(again.lines[0].fate, Fate::Stays, "it is theirs already");
    let old =
        Batch { act: act(), deals: wish.deals.clone(), work: Work::Give { owner: desk.junho.id().unwrap() } };
    let overtaken = work_batch(&desk.db, &desk.minji, &old, today()).await.unwrap();
    assert!(overtaken.lines.iter().all(|it| it.fate == Fate::Changed), "somebody gave them away meanwhile");
    undo_batch(&desk.db, &desk.minji, act(), wish.act, today()).await.unwrap();
    assert_eq!(card(&desk, junhos).await.owner, desk.junho.id());
    assert_eq!(card(&desk, minjis).await.owner, desk.minji.id());
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn several_get_a_label_and_lose_it_again(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let deals = ten(&desk).await;
    let label = || Work::Tag { name: "박람회".into() };
    let first = batch(&desk, &deals[..1], label()).await;
    work_batch(&desk.db, &desk.junho, &first, today()).await.unwrap();
    let wish = batch(&desk, &deals[..4], label()).await;
    let done = work_batch(&desk.db, &desk.junho, &wish, today()).await.unwrap();
    assert_eq!((done.passing().count(), done.stays()), (3, 1));
    work_batch(&desk.db, &desk.junho, &wish, today()).await.unwrap();
    assert_eq!(desk.count("select count(*) from tagged where deal_id is not null").await, 4);
    undo_batch(&desk.db, &desk.junho, act(), wish.act, today()).await.unwrap();
    assert_eq!(desk.count("select count(*) from tagged where deal_id is not null").await, 1);
    desk.balanced().await;
}
