//! Boards of the past on a real PostgreSQL: whatever was done, the board of a moment is made again as it was seen then.

use crate::desk::{Desk, at};
use chrono::{DateTime, NaiveDate, Utc};
use db::Error;
use db::pipeline::{
    add_stage, board, create_deal, deal, edit_deal, more_of_past, move_deal, past, remove_stage, undo_batch,
    work_batch,
};
use domain::pipeline::batch::{Batch, Picked, Work};
use domain::pipeline::deal::Closing;
use domain::pipeline::filter::{Close, Owner};
use domain::pipeline::past::{Age, Asked, At, FIRST, PAGE, PastBoard, Way, Wish};
use domain::pipeline::{Card, DealForm, Filter, Move, NewDeal, StageForm, StageKind, Step};
use domain::{ActId, DealId, Money, StageId};
use sqlx::PgPool;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

fn act() -> ActId {
    ActId(Uuid::now_v7())
}

/// What a stage came to: how many deals, and its sums.
type Head = (i64, Vec<Money>);
/// What a card says: where it stands, what, for whom, whose, how much, when.
type Face = (StageId, DealId, String, Option<String>, Option<String>, Option<i64>, Option<NaiveDate>);

/// A board as somebody sees it, whichever way it was read. Stages without deals say nothing.
#[derive(Debug, Default, PartialEq, Eq)]
struct Seen {
    heads: BTreeMap<StageId, Head>,
    cards: BTreeSet<Face>,
}

async fn now(desk: &Desk) -> DateTime<Utc> {
    sqlx::query_scalar("select clock_timestamp()").fetch_one(&desk.pool).await.unwrap()
}

/// What the board shows right now, by its own reader.
async fn live(desk: &Desk, filter: &Filter) -> Seen {
    let today = desk.minji.day(Utc::now());
    let (_, board) = board(&desk.db, &desk.minji, desk.pipeline.id, filter, today).await.unwrap();
    let mut seen = Seen::default();
    let columns = board.columns.iter().map(|it| (it.stage, &it.totals));
    for (stage, totals) in columns.chain(board.closed.iter().map(|(stage, it)| (*stage, it))) {
        let sums = totals.sums.iter().filter(|it| it.minor != 0);
        let sums: Vec<_> = sums.map(|it| Money::new(it.minor, it.currency)).collect();
        if totals.count > 0 {
            seen.heads.insert(stage, (totals.count, sums));
        }
    }
    for column in &board.columns {
        assert!(column.complete, "a story has few deals");
        let owner = |it: &Card| it.owner.map(|it| it.to_string());
        seen.cards.extend(column.cards.iter().map(|it| {
            let (name, account) = (it.name.clone(), it.account_name.clone());
            (it.stage, it.id, name, account, owner(it), it.amount_minor, it.expected_close)
        }));
    }
    seen
}

fn wish(desk: &Desk, filter: &Filter, moment: DateTime<Utc>) -> Wish {
    let local = moment.with_timezone(&desk.minji.zone()).naive_local();
    Wish {
        pipeline: Some(desk.pipeline.id),
        filter: filter.clone(),
        at: Some(At { day: local.date(), time: local.time() }),
        ..Wish::default()
    }
}

async fn rebuilt(desk: &Desk, wish: &Wish) -> PastBoard {
    past(&desk.db, &desk.minji, wish, Utc::now()).await.unwrap().1
}

fn seen(board: &PastBoard) -> Seen {
    let mut seen = Seen::default();
    for column in &board.columns {
        if column.then.count > 0 {
            seen.heads.insert(column.stage.id, (column.then.count, column.then.sums.clone()));
        }
        seen.cards.extend(column.cards.iter().map(|it| {
            let owner = it.owner.map(|it| it.to_string());
            (
                it.stage,
                it.id,
                it.name.clone(),
                it.account_name.clone(),
                owner,
                it.amount_minor,
                it.expected_close,
            )
        }));
    }
    seen
}

/// Numbers by chance that come again with the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

/// A team at work: each thing that can happen to a board, in any order.
struct Story<'a> {
    desk: &'a Desk,
    dice: Dice,
    deals: Vec<DealId>,
    stages: Vec<StageId>,
    last_move: Option<Move>,
    last_batch: Option<ActId>,
}

impl Story<'_> {
    fn pick(&mut self) -> DealId {
        let at = self.dice.below(self.deals.len());
        self.deals[at]
    }

    async fn goes_on(&mut self) {
        let desk = self.desk;
        match self.dice.below(13) {
            0 if self.deals.len() < 12 => self.makes().await,
            0..=4 => self.moves().await,
            5 => self.takes_back().await,
            6..=8 => self.edits().await,
            9 => {
                let owner = if self.dice.below(2) == 0 { &desk.minji } else { &desk.junho };
                let owner = owner.id().unwrap();
                self.works(Work::Give { owner }).await;
            }
            10 => {
                let to = self.stages[self.dice.below(3)];
                self.works(Work::Move { to, slot: None, closing: None }).await;
            }
            11 => {
                if let Some(of) = self.last_batch.take() {
                    // Of which one was deleted since, it stays as it is.
                    let today = desk.minji.day(Utc::now());
                    undo_batch(&desk.db, &desk.minji, act(), of, today).await.ok();
                }
            }
            _ => {
                // Taken off the board by a hand in psql, and put back by another.
                let deal = self.pick();
                let facts = "deleted_at = case when deleted_at is null then now() end";
                desk.set(deal, facts).await;
            }
        }
    }

    async fn makes(&mut self) {
        let name = format!("딜 {}", self.deals.len());
        let amount = ["", "100만", "2,500만"][self.dice.below(3)];
        let form = NewDeal {
            name,
            pipeline: self.desk.pipeline.id.to_string(),
            account: self.desk.account.to_string(),
            amount: amount.into(),
            ..NewDeal::default()
        };
        let id = create_deal(&self.desk.db, &self.desk.minji, &form).await.unwrap();
        self.deals.push(id);
    }

    /// None: it is not on the board at the moment.
    async fn card(&self, id: DealId) -> Option<Card> {
        deal(&self.desk.db, &self.desk.minji, id).await.ok().map(|it| it.card)
    }

    async fn moves(&mut self) {
        let id = self.pick();
        let Some(card) = self.card(id).await else { return };
        let to = self.stages[self.dice.below(self.stages.len())];
        let closing =
            Closing { reason: "그래서".into(), hold_until: "2099-01-04".into(), ..Closing::default() };
        let wish = Move {
            act: act(),
            deal: id,
            version: card.version,
            from: card.stage,
            to,
            above: None,
            below: None,
            closing: Some(closing),
            undo: false,
        };
        let today = self.desk.minji.day(Utc::now());
        let now = move_deal(&self.desk.db, &self.desk.minji, &wish, today).await.unwrap();
        let back = Move { act: act(), version: now.version, from: to, to: card.stage, undo: true, ..wish };
        self.last_move = Some(back).filter(|it| it.from != it.to);
    }

    async fn takes_back(&mut self) {
        let Some(back) = self.last_move.take() else { return };
        let today = self.desk.minji.day(Utc::now());
        // Somebody may have touched the deal since: then it stays, which is as good a story.
        move_deal(&self.desk.db, &self.desk.minji, &back, today).await.ok();
    }

    async fn edits(&mut self) {
        let id = self.pick();
        let Ok(now) = deal(&self.desk.db, &self.desk.minji, id).await else { return };
        let mut form = DealForm::of(&now);
        match self.dice.below(5) {
            0 => form.amount = ["", "30만", "9,000만"][self.dice.below(3)].into(),
            1 => form.name = format!("{}!", form.name),
            2 => form.expected_close = ["", "2026-01-02", "2099-12-31"][self.dice.below(3)].into(),
            3 => form.next_step = ["", "전화하기"][self.dice.below(2)].into(),
            _ => form.currency = ["KRW", "USD"][self.dice.below(2)].into(),
        }
        edit_deal(&self.desk.db, &self.desk.minji, id, now.card.version, &form).await.unwrap();
    }

    async fn works(&mut self, work: Work) {
        let mut deals = Vec::new();
        for _ in 0..3 {
            let id = self.pick();
            if let Some(card) = self.card(id).await
                && deals.iter().all(|it: &Picked| it.deal != id)
            {
                deals.push(Picked::of(&card));
            }
        }
        if deals.is_empty() {
            return;
        }
        let batch = Batch { act: act(), deals, work };
        let today = self.desk.minji.day(Utc::now());
        work_batch(&self.desk.db, &self.desk.minji, &batch, today).await.unwrap();
        self.last_batch = Some(batch.act);
    }
}

fn filters() -> Vec<Filter> {
    vec![
        Filter::default(),
        Filter { owner: Owner::Me, ..Filter::default() },
        Filter { close: Close::Past, ..Filter::default() },
        Filter { step: Some(Step::Missing), ..Filter::default() },
        Filter { text: "!".into(), ..Filter::default() },
    ]
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn whatever_was_done_the_board_of_a_moment_is_as_it_was_seen_then(pool: PgPool) {
    for seed in 0..3 {
        let desk =
            Desk::named(pool.clone(), ["hanbit", "dasom", "garam"][usize::try_from(seed).unwrap()]).await;
        let extra = StageForm {
            name_ko: "잠깐".into(),
            name_en: "Briefly".into(),
            probability: "10".into(),
            ..StageForm::default()
        };
        let brief = add_stage(&desk.db, &desk.minji, desk.pipeline.id, &extra).await.unwrap();
        let mut stages: Vec<_> = desk.pipeline.stages.iter().map(|it| it.id).collect();
        stages.insert(0, brief);
        let mut story = Story {
            desk: &desk,
            dice: Dice((seed + 1) * 1_000_003),
            deals: vec![],
            stages: stages.clone(),
            last_move: None,
            last_batch: None,
        };
        for _ in 0..5 {
            story.makes().await;
        }
        let mut kept = Vec::new();
        for step in 0..90 {
            story.goes_on().await;
            if step == 60 && seed == 0 {
                remove_stage(&desk.db, &desk.minji, brief, Some(desk.stage(0))).await.unwrap();
                stages.remove(0);
                story.stages.remove(0);
            }
            if step % 4 == 0 {
                for filter in filters() {
                    let seen = live(&desk, &filter).await;
                    kept.push((step, now(&desk).await, filter, seen));
                }
            }
        }
        for (step, moment, filter, was) in &kept {
            let board = rebuilt(&desk, &wish(&desk, filter, *moment)).await;
            assert_eq!(seen(&board), *was, "story {seed}, step {step}, {filter:?}");
            // And what has happened since leads from there to here.
            let is = live(&desk, filter).await;
            for column in &board.columns {
                let (then, since) = (column.then.count, &column.since);
                let here = is.heads.get(&column.stage.id).map_or(0, |it| it.0);
                assert_eq!(then + since.came - since.left, here, "story {seed}, step {step}, {filter:?}");
            }
        }
        let moments: BTreeSet<_> = kept.iter().map(|it| format!("{:?}", it.3)).collect();
        assert!(moments.len() > 30, "a story in which little happens proves little");
        desk.balanced().await;
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_move_writes_nothing_more_and_an_edit_writes_what_was(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let mut story = Story {
        desk: &desk,
        dice: Dice(7),
        deals: vec![],
        stages: desk.pipeline.stages.iter().map(|it| it.id).collect(),
        last_move: None,
        last_batch: None,
    };
    for _ in 0..4 {
        story.makes().await;
    }
    for _ in 0..12 {
        story.moves().await;
        story.takes_back().await;
    }
    assert_eq!(desk.count("select count(*) from deal_past").await, 0);
    let id = desk.deal(&desk.minji, "이름", "100만").await;
    let now = deal(&desk.db, &desk.minji, id).await.unwrap();
    let form = DealForm { amount: "300만".into(), ..DealForm::of(&now) };
    edit_deal(&desk.db, &desk.minji, id, 1, &form).await.unwrap();
    let form = DealForm { about: "배경".into(), ..form };
    edit_deal(&desk.db, &desk.minji, id, 2, &form).await.unwrap();
    let kept: Vec<(String, i64)> =
        sqlx::query_as("select name, amount_minor from deal_past").fetch_all(&desk.pool).await.unwrap();
    assert_eq!(kept, [("이름".to_owned(), 1_000_000)], "what a board of the past does not show is not kept");
    for rewrite in ["update deal_past set amount_minor = 1", "delete from deal_past"] {
        let refused = sqlx::query(rewrite).execute(&desk.pool).await.unwrap_err();
        assert!(refused.to_string().contains("append-only"), "{refused}");
    }
    desk.balanced().await;
    // A change of which nobody kept what was is found.
    sqlx::query("alter table deal disable trigger keeps_what_it_was").execute(&desk.pool).await.unwrap();
    let form = DealForm { amount: "500만".into(), ..form };
    edit_deal(&desk.db, &desk.minji, id, 3, &form).await.unwrap();
    let rules: Vec<_> = db::check(&desk.db).await.unwrap().into_iter().map(|it| it.rule).collect();
    assert_eq!(rules, ["what a deal was is on record wherever its history says that it changed"]);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_long_column_of_the_past_is_read_on_without_losing_a_deal(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (then, after) = (at("2026-03-02T00:00:00Z"), at("2026-03-09T00:00:00Z"));
    let mut all = BTreeSet::new();
    for number in 0..80_i64 {
        let deal = desk.begun(&desk.minji, number % 3 * 10, desk.stage(0), then).await;
        if number % 5 == 0 {
            desk.set(deal, "amount_minor = null, weighted_minor = 0").await;
        }
        if number % 2 == 0 {
            desk.moved(deal, desk.stage(1), at("2026-03-16T00:00:00Z")).await;
        }
        all.insert(deal);
    }
    let filter = Filter::default();
    let first = rebuilt(&desk, &wish(&desk, &filter, after)).await;
    let column = first.column(desk.stage(0)).unwrap();
    assert_eq!((column.then.count, i64::try_from(column.cards.len()).unwrap()), (80, FIRST));
    assert_eq!((column.since.left, column.since.came), (40, 0));
    let mut cards = column.cards.clone();
    let mut more = column.more;
    while let Some(below) = more {
        let page =
            more_of_past(&desk.db, &desk.minji, desk.pipeline.id, &filter, first.instant, &below, Utc::now());
        let (page, next) = page.await.unwrap();
        assert!(i64::try_from(page.len()).unwrap() <= PAGE);
        // Without scripts a column begins where the page does.
        let there = rebuilt(&desk, &Wish { below: Some(below), ..wish(&desk, &filter, after) }).await;
        let there = there.column(desk.stage(0)).unwrap();
        assert_eq!((there.then.count, &there.cards[..]), (80, &page[..there.cards.len()]));
        cards.extend(page);
        more = next;
    }
    assert_eq!(cards.iter().map(|it| it.id).collect::<BTreeSet<_>>(), all);
    assert_eq!(cards.len(), 80);
    assert!(cards.is_sorted_by_key(|it| std::cmp::Reverse(it.amount_minor)), "the largest first");
    assert_eq!(cards.iter().filter(|it| it.now == Some(desk.stage(1))).count(), 40);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn each_number_lists_the_deals_that_it_counts(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (then, since) = (at("2026-03-02T00:00:00Z"), at("2026-03-16T00:00:00Z"));
    let mut made = Vec::new();
    for number in 0..9_i64 {
        made.push(desk.begun(&desk.minji, 100 + number, desk.stage(0), then).await);
    }
    desk.begun(&desk.minji, 1, desk.stage(0), since).await;
    desk.moved(made[0], desk.stage(1), since).await;
    desk.moved(made[1], desk.closing(StageKind::Won), since).await;
    desk.moved(made[2], desk.closing(StageKind::Lost), since).await;
    desk.moved(made[3], desk.closing(StageKind::Lost), since).await;
    desk.set(made[4], "amount_minor = 1000").await;
    desk.set(made[5], "deleted_at = now()").await;
    let moment = at("2026-03-09T00:00:00Z");
    let filter = Filter::default();
    let list = async |column, way| {
        let asked = Some(Asked { column, way });
        let board = rebuilt(&desk, &Wish { asked, ..wish(&desk, &filter, moment) }).await;
        let column = board.column(column).unwrap().since.clone();
        let listed = board.listed.unwrap();
        assert!(!listed.more);
        (column, listed.deals)
    };
    let (since, came) = list(desk.stage(0), Way::Came).await;
    assert_eq!((since.came, since.left, since.won, since.lost), (1, 5, 1, 2));
    assert_eq!((came.len(), came[0].from, came[0].was), (1, None, None), "it was made since");
    let (_, left) = list(desk.stage(0), Way::Left).await;
    assert_eq!((left.len(), left.iter().filter(|it| it.to.is_none()).count()), (5, 1), "one was deleted");
    assert_eq!(list(desk.stage(0), Way::Won).await.1.len(), 1);
    assert_eq!(list(desk.stage(0), Way::Lost).await.1.len(), 2);
    let (since, worth) = list(desk.stage(0), Way::Worth).await;
    assert_eq!(worth.len(), 7, "those that came, those that left, and the one that is worth more");
    let minor = |it: Option<Money>| it.map_or(0, |it| it.minor);
    let here = |it: Option<StageId>, money| if it == Some(desk.stage(0)) { minor(money) } else { 0 };
    let moved: i64 = worth.iter().map(|it| here(it.to, it.is) - here(it.from, it.was)).sum();
    assert_eq!(since.sums.iter().map(|it| it.minor).sum::<i64>(), moved, "they come to what the column says");
    assert_eq!(list(desk.closing(StageKind::Won), Way::Came).await.1.len(), 1);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_stage_that_was_removed_since_stands_there_with_its_deals(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (first, second) = (desk.stage(0), desk.stage(1));
    desk.begun(&desk.minji, 700, first, at("2026-03-02T00:00:00Z")).await;
    let before = now(&desk).await;
    remove_stage(&desk.db, &desk.minji, first, Some(second)).await.unwrap();
    let filter = Filter::default();
    let board = rebuilt(&desk, &wish(&desk, &filter, before)).await;
    let column = board.column(first).unwrap();
    assert_eq!((column.age, column.then.count, column.cards.len(), column.since.left), (Age::Gone, 1, 1, 1));
    assert_eq!(board.column(second).unwrap().since.came, 1);
    let today = rebuilt(&desk, &wish(&desk, &filter, now(&desk).await)).await;
    assert!(today.column(first).is_none());
    assert!(today.columns.iter().all(|it| it.since.is_nothing()));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn of_days_before_the_record_it_is_said_since_when_there_is_one(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let deal = desk.begun(&desk.minji, 700, desk.stage(0), at("2026-03-02T00:00:00Z")).await;
    sqlx::query("update workspace set past_since = '2026-03-10 00:00+00'").execute(&desk.pool).await.unwrap();
    desk.set(deal, "amount_minor = 900").await;
    let filter = Filter::default();
    let known = async |moment| rebuilt(&desk, &wish(&desk, &filter, at(moment))).await;
    assert_eq!(known("2026-03-05T00:00:00Z").await.known_since, "2026-03-10".parse().ok());
    assert_eq!(known("2026-03-12T00:00:00Z").await.known_since, None);
    let early = known("2026-01-01T00:00:00Z").await;
    assert_eq!(
        (early.at.day, early.first),
        (early.first, "2026-03-02".parse().unwrap()),
        "the first deal's day"
    );
    // A table in which nothing was ever made has a board of today.
    let empty = Desk::named(desk.pool.clone(), "dasom").await;
    let board = past(&empty.db, &empty.minji, &Wish::default(), Utc::now()).await.unwrap().1;
    assert_eq!((board.first, board.open().count), (board.today, 0));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_filter_shows_what_it_would_have_shown_then(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let begun = at("2026-03-02T00:00:00Z");
    let (march, april) = (
        desk.begun(&desk.minji, 100, desk.stage(0), begun).await,
        desk.begun(&desk.junho, 200, desk.stage(0), begun).await,
    );
    desk.set(march, "expected_close = '2026-03-20', next_step = '전화', next_step_due = '2026-03-10'").await;
    desk.set(april, "expected_close = '2026-04-20'").await;
    // They were so from the beginning.
    sqlx::query("alter table deal_past disable trigger append_only").execute(&desk.pool).await.unwrap();
    sqlx::query("delete from deal_past").execute(&desk.pool).await.unwrap();
    let found = async |filter: Filter, moment| {
        let board = rebuilt(&desk, &wish(&desk, &filter, at(moment))).await;
        board.columns.iter().flat_map(|it| &it.cards).map(|it| it.id).collect::<Vec<_>>()
    };
    let close = |close| Filter { close, ..Filter::default() };
    assert_eq!(found(close(Close::ThisMonth), "2026-03-09T00:00:00Z").await, [march]);
    assert_eq!(found(close(Close::ThisMonth), "2026-04-09T00:00:00Z").await, [april]);
    let step = |step| Filter { step: Some(step), ..Filter::default() };
    assert_eq!(found(step(Step::Planned), "2026-03-09T00:00:00Z").await, [march]);
    assert_eq!(found(step(Step::Overdue), "2026-03-12T00:00:00Z").await, [march]);
    assert_eq!(found(step(Step::Missing), "2026-03-12T00:00:00Z").await, [april]);
    assert_eq!(
        found(Filter { owner: Owner::Me, ..Filter::default() }, "2026-03-09T00:00:00Z").await,
        [march]
    );
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn another_workspaces_past_does_not_exist(pool: PgPool) {
    let desk = Desk::open(pool).await;
    desk.begun(&desk.minji, 700, desk.stage(0), at("2026-03-02T00:00:00Z")).await;
    let other = Desk::named(desk.pool.clone(), "dasom").await;
    let moment = at("2026-03-09T00:00:00Z");
    let asked = past(&other.db, &other.minji, &wish(&desk, &Filter::default(), moment), Utc::now()).await;
    assert!(matches!(asked, Err(Error::NotFound)));
    let below = domain::pipeline::past::Below {
        stage: desk.stage(0),
        amount: Some(1_000),
        deal: DealId(Uuid::nil()),
    };
    let (pipeline, all) = (desk.pipeline.id, Filter::default());
    let count = async |asker: &db::Actor| {
        let page = more_of_past(&desk.db, asker, pipeline, &all, moment, &below, Utc::now());
        page.await.unwrap().0.len()
    };
    assert_eq!((count(&desk.minji).await, count(&other.minji).await), (1, 0));
}
