//! The demo is a whole company: enough of everything, true to its own history, alike every time.

use chrono::{DateTime, Utc};
use db::demo::{Seeded, members, seed, wide};
use db::{Actor, Db};
use domain::team::Role;
use sqlx::PgPool;

fn monday_afternoon() -> DateTime<Utc> {
    "2026-11-23T06:20:00Z".parse().expect("an instant")
}

async fn count(pool: &PgPool, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(pool).await.expect(sql)
}

/// Rows that should not be there, in words.
async fn none(pool: &PgPool, what: &str, sql: &'static str) {
    let rows: Vec<String> = sqlx::query_scalar(sql).fetch_all(pool).await.expect(sql);
    assert!(rows.is_empty(), "{what}: {} such as {:?}", rows.len(), &rows[..rows.len().min(3)]);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_demo_has_enough_of_everything_and_its_books_balance(pool: PgPool) {
    let db = Db::of_pool(pool.clone());
    seed(&db, monday_afternoon(), "hash").await.expect("seeds");
    assert_eq!(db::check(&db).await.expect("checks"), []);
    for (table, from, to) in [
        ("select count(*) from member", 12, 14),
        ("select count(*) from team", 2, 3),
        ("select count(*) from account", 75, 75),
        ("select count(*) from account where parent_id is not null", 3, 8),
        ("select count(*) from person", 150, 180),
        ("select count(*) from product where retired_at is null", 8, 8),
        ("select count(*) from pipeline", 3, 3),
        ("select count(*) from deal", 290, 320),
        ("select count(*) from lead", 83, 83),
        ("select count(distinct status) from lead", 7, 7),
        ("select count(distinct state) from handover", 5, 5),
        ("select count(*) from activity", 1_400, 2_000),
        ("select count(*) from task where done_at is null", 90, 220),
        ("select count(*) from task where done_at is not null", 90, 260),
        ("select count(*) from deal_line", 250, 700),
        ("select count(*) from tagged", 100, 300),
    ] {
        let found = count(&pool, table).await;
        assert!((from..=to).contains(&found), "{table}: {found}");
    }
    let empty = "select p.name_ko || ' / ' || s.name_ko from stage s
        join pipeline p on p.id = s.pipeline_id
        where not exists (select from deal d where d.stage_id = s.id)";
    none(&pool, "stages without a deal", empty).await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_demo_is_written_once(pool: PgPool) {
    let db = Db::of_pool(pool.clone());
    let first = seed(&db, monday_afternoon(), "hash").await.expect("seeds");
    let again = seed(&db, Utc::now(), "other").await.expect("finds it");
    assert!(matches!(first, Seeded::Made(_)));
    assert_eq!(again, Seeded::Known(first.workspace()));
    assert_eq!(count(&pool, "select count(*) from workspace where is_demo").await, 1);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_adds_up_on_screen_adds_up_in_the_demo(pool: PgPool) {
    let db = Db::of_pool(pool.clone());
    seed(&db, monday_afternoon(), "hash").await.expect("seeds");
    let lines = "select d.number || ': ' || d.amount_minor from deal d
        join (select deal_id, sum(quantity * unit_minor * (100 - discount) / 100) as total from deal_line group by 1) l
            on l.deal_id = d.id
        where d.amount_minor is distinct from l.total";
    none(&pool, "deals that are not worth their lines", lines).await;
    let numbers = "select number::text from deal where number not between 1001 and
        (select last_deal_number from workspace where id = deal.workspace_id)";
    none(&pool, "deals numbered beside the counter", numbers).await;
    let edits = "select d.number::text from deal d
        join lateral (select c.change->>'after' as said from field_change f, jsonb_array_elements(f.changes) as c (change)
            where f.deal_id = d.id and c.change->>'field' = 'amount' order by f.version desc limit 1) last on true
        where regexp_replace(last.said, '[^0-9]', '', 'g') <> d.amount_minor::text";
    none(&pool, "deals whose last edit says another amount", edits).await;
    let reasons = "select d.number::text from deal d join stage s on s.id = d.stage_id
        where (s.kind = 'open') <> (d.close_reason is null) or (s.kind = 'hold') <> (d.hold_until is not null)";
    none(&pool, "deals that left without saying why", reasons).await;
    let names = "select min(name) from deal group by account_id, name having count(*) > 1";
    none(&pool, "two deals of one name at one account", names).await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn nothing_in_the_demo_has_happened_in_the_future_or_out_of_order(pool: PgPool) {
    let db = Db::of_pool(pool.clone());
    // A Sunday, before breakfast and in the middle of a working day.
    for now in ["2026-11-21T22:00:00Z", "2026-11-22T23:00:00Z", "2026-11-23T03:30:00Z"] {
        let now: DateTime<Utc> = now.parse().expect("an instant");
        let workspace = seed(&db, now, "hash").await.expect("seeds").workspace();
        for (what, sql) in [
            (
                "deals",
                "select name from deal where greatest(created_at, updated_at, stage_entered_at, last_activity_at, closed_at) > $1",
            ),
            ("activities", "select body from activity where greatest(occurred_at, created_at) > $1"),
            ("transitions", "select id::text from stage_transition where at > $1"),
            ("edits", "select changes::text from field_change where at > $1"),
            ("tasks", "select title from task where greatest(created_at, done_at) > $1"),
            (
                "records",
                "select name from account where greatest(updated_at, last_activity_at) > $1
                union all select name from person where greatest(created_at, last_activity_at) > $1",
            ),
        ] {
            let ahead: Vec<String> = sqlx::query_scalar(sql).bind(now).fetch_all(&pool).await.expect(sql);
            assert!(ahead.is_empty(), "{what} at {now}: {ahead:?}");
        }
        none(&pool, "versions against time", "with step as (
                select deal_id, version, at from stage_transition
                union all select deal_id, version, at from field_change where deal_id is not null)
            select a.deal_id::text from step a join step b on b.deal_id = a.deal_id and b.version = a.version + 1
            where b.at <= a.at").await;
        none(
            &pool,
            "activities before their deal",
            "select a.body from activity a join deal d on d.id = a.deal_id
            where a.occurred_at < d.created_at",
        )
        .await;
        none(
            &pool,
            "deals before their account or person",
            "select d.name from deal d
            join account a on a.id = d.account_id join person p on p.id = d.person_id
            where d.created_at < a.created_at or d.created_at < p.created_at or p.created_at < a.created_at",
        )
        .await;
        none(
            &pool,
            "holds that ended before they began",
            "select d.name from deal d
            where d.hold_until < (d.stage_entered_at at time zone 'Asia/Seoul')::date",
        )
        .await;
        none(
            &pool,
            "nights and weekends",
            "select body from activity
            where extract(isodow from occurred_at at time zone 'Asia/Seoul') > 5
                or extract(hour from occurred_at at time zone 'Asia/Seoul') not between 9 and 17",
        )
        .await;
        sqlx::query("update workspace set is_demo = false where id = $1")
            .bind(workspace)
            .execute(&pool)
            .await
            .expect("kept");
        sqlx::query("truncate workspace cascade").execute(&pool).await.expect("cleared");
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_day_has_something_late_something_due_and_something_to_come(pool: PgPool) {
    let db = Db::of_pool(pool.clone());
    seed(&db, monday_afternoon(), "hash").await.expect("seeds");
    for (least, sql) in [
        (
            8,
            "select count(*) from deal d join stage s on s.id = d.stage_id and s.kind = 'open' where next_step_due < '2026-11-23'",
        ),
        (
            8,
            "select count(*) from deal d join stage s on s.id = d.stage_id and s.kind = 'open' where next_step_due = '2026-11-23'",
        ),
        (
            30,
            "select count(*) from deal d join stage s on s.id = d.stage_id and s.kind = 'open' where next_step_due > '2026-11-23'",
        ),
        (
            4,
            "select count(*) from deal d join stage s on s.id = d.stage_id and s.kind = 'open' where next_step is null",
        ),
        (8, "select count(*) from task where done_at is null and due < '2026-11-23'"),
        (8, "select count(*) from task where done_at is null and due = '2026-11-23'"),
        (3, "select count(*) from deal where closed_at > '2026-11-16'"),
        (5, "select count(*) from activity where occurred_at > '2026-11-23'"),
        (
            4,
            "select count(*) from task t join member m on m.id = t.owner_id and m.name = '김민지' where done_at is null",
        ),
    ] {
        let found = count(&pool, sql).await;
        assert!(found >= least, "{sql}: {found}");
    }
    // What nobody at the company could have read twice.
    let repeated = "select body from activity group by body having count(*) > 4";
    none(&pool, "texts that repeat", repeated).await;
    none(&pool, "unfilled gaps", "select body from activity where body ~ '[{}]'").await;
    none(&pool, "unfilled gaps", "select title from task where title ~ '[{}]'").await;
    none(
        &pool,
        "unfilled gaps",
        "select name from deal where (name || about || coalesce(next_step, '')) ~ '[{}]'",
    )
    .await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn two_demos_of_one_instant_are_alike(pool: PgPool) {
    let db = Db::of_pool(pool.clone());
    let mut prints: Vec<String> = Vec::new();
    for _ in 0..2 {
        seed(&db, monday_afternoon(), "hash").await.expect("seeds");
        prints.push(
            sqlx::query_scalar(
                "select md5(string_agg(line, '' order by line)) from (
                     select d::text as line from deal d
                     union all select a::text from activity a
                     union all select t::text from task t
                     union all select f::text from field_change f) as lines",
            )
            .fetch_one(&pool)
            .await
            .expect("a print"),
        );
        sqlx::query("truncate workspace cascade").execute(&pool).await.expect("cleared");
    }
    assert_eq!(prints[0], prints[1]);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_sign_in_page_names_who_can_sign_in(pool: PgPool) {
    let db = Db::of_pool(pool.clone());
    assert_eq!(members(&db).await.expect("answers"), []);
    seed(&db, monday_afternoon(), "hash").await.expect("seeds");
    let members = members(&db).await.expect("answers");
    assert_eq!(members.len(), 12);
    for role in Role::ALL {
        assert!(members.iter().any(|it| it.roles.has(role)), "{role:?}");
    }
    assert!(members.iter().any(|it| it.name == "김민지" && it.email == "minji@baton.example"));
    assert!(!members.iter().any(|it| it.name == "장예준"), "who left cannot sign in");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_wide_pipeline_has_half_its_deals_in_one_column(pool: PgPool) {
    let db = Db::of_pool(pool.clone());
    let workspace = seed(&db, monday_afternoon(), "hash").await.expect("seeds").workspace();
    let operator = Actor::operator(workspace);
    for seed in [1, 2] {
        wide(&db, &operator, 1_000, seed, monday_afternoon()).await.expect("makes it");
    }
    let columns: Vec<i64> = sqlx::query_scalar(
        "select count(d.id) from stage s join pipeline p on p.id = s.pipeline_id and p.name_en = 'Wide 2'
         left join deal d on d.stage_id = s.id group by s.id, s.position order by s.position",
    )
    .fetch_all(&pool)
    .await
    .expect("columns");
    assert_eq!(columns, [120, 480, 120, 90, 70, 50, 40, 30, 0, 0, 0]);
    assert_eq!(db::check(&db).await.expect("checks"), []);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_demos_views_say_what_the_rules_of_addresses_understand(pool: PgPool) {
    let db = Db::of_pool(pool);
    let workspace = seed(&db, monday_afternoon(), "hash").await.expect("seeds").workspace();
    let operator = Actor::operator(workspace);
    let shared = db::pipeline::saved_views(&db, &operator).await.expect("views");
    assert_eq!(shared.len(), 2);
    for view in shared {
        let read: Vec<_> = view.sight().pairs().into_iter().map(|it| it.0.to_owned()).collect();
        assert_eq!(read.len(), view.query.len(), "{}", view.name);
        let domain::pipeline::Sight::Table(wish) = view.sight() else { panic!("{} is a table", view.name) };
        let found = db::pipeline::deals(&db, &operator, &wish, monday_afternoon().date_naive()).await;
        assert!(found.expect("deals").totals.count > 0, "{} has deals in it", view.name);
    }
}
