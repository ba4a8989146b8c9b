//! The search box on a real PostgreSQL: what is found, in which order, and that the index finds it.

use crate::support::{World, world};
use db::accounts::{create_account, create_person};
use db::search::find;
use domain::accounts::{AccountForm, PersonForm};
use domain::search::Found;
use sqlx::PgPool;

async fn account(world: &World, name: &str, domain: &str) {
    let form = AccountForm { name: name.into(), domain: domain.into(), ..Default::default() };
    create_account(&world.db, &world.operator, None, &form).await.expect("an account");
}

async fn person(world: &World, name: &str, email: &str, at: &str) {
    let form = PersonForm {
        name: name.into(),
        email: email.into(),
        title: "팀장".into(),
        account_name: at.into(),
        ..Default::default()
    };
    create_person(&world.db, &world.operator, None, &form).await.expect("a person");
}

async fn titles(world: &World, text: &str) -> Vec<String> {
    let hits = find(&world.db, &world.operator, text).await.expect("an answer");
    hits.into_iter().map(|it| it.title).collect()
}

async fn a_small_team(pool: &PgPool) -> World {
    let world = world(pool).await;
    account(&world, "삼성전자", "samsung.com").await;
    account(&world, "한빛 소프트", "hanbit.kr").await;
    account(&world, "큰한빛", "").await;
    account(&world, "Acme Korea", "acme.co.kr").await;
    person(&world, "윤서아", "seoa@hanbit.kr", "한빛 소프트").await;
    person(&world, "한빛나", "bitna@garam.kr", "").await;
    world
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn names_are_found_by_any_two_syllables(pool: PgPool) {
    let world = a_small_team(&pool).await;
    assert_eq!(titles(&world, "서아").await, ["윤서아"]);
    assert_eq!(titles(&world, "성전").await, ["삼성전자"]);
    assert_eq!(titles(&world, "빛소프").await, ["한빛 소프트"]);
    assert_eq!(titles(&world, "소프트 한빛").await, ["한빛 소프트"]);
    assert_eq!(titles(&world, "ACME").await, ["Acme Korea"]);
    assert_eq!(titles(&world, "삼성\u{1100}").await, [] as [&str; 0]);
    assert_eq!(titles(&world, "  ").await, [] as [&str; 0]);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn pairs_that_stand_apart_are_no_hit(pool: PgPool) {
    let world = world(&pool).await;
    account(&world, "가나 나다", "").await;
    assert_eq!(titles(&world, "가나다").await, [] as [&str; 0], "가나 and 나다 are there, 가나다 is not");
    assert_eq!(titles(&world, "나나다").await, ["가나 나다"], "blanks do not count");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn first_consonants_and_single_letters_find_beginnings(pool: PgPool) {
    let world = a_small_team(&pool).await;
    assert_eq!(titles(&world, "ㅅㅅㅈㅈ").await, ["삼성전자"]);
    assert_eq!(titles(&world, "ㅎㅂㅅㅍ").await, ["한빛 소프트"]);
    assert_eq!(titles(&world, "삼").await, ["삼성전자"]);
    assert_eq!(titles(&world, "ㅅ").await, ["삼성전자"]);
    assert_eq!(titles(&world, "a").await, ["Acme Korea"]);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn particles_are_overheard_when_nothing_else_is_found(pool: PgPool) {
    let world = a_small_team(&pool).await;
    assert_eq!(titles(&world, "삼성전자를").await, ["삼성전자"]);
    assert_eq!(titles(&world, "윤서아와").await, ["윤서아"]);
    assert_eq!(titles(&world, "아무도를").await, [] as [&str; 0]);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn addresses_domains_and_keys_are_found(pool: PgPool) {
    let world = a_small_team(&pool).await;
    assert_eq!(titles(&world, "seoa@hanbit.kr").await, ["윤서아"]);
    assert_eq!(titles(&world, "samsung.com").await, ["삼성전자"]);
    assert_eq!(titles(&world, "A-1").await, ["삼성전자"]);
    assert_eq!(titles(&world, "a-4").await, ["Acme Korea"]);
    assert_eq!(titles(&world, "A-99").await, [] as [&str; 0]);
    deal(&world, 12, "삼성전자 도입").await;
    assert_eq!(titles(&world, "d-12").await, ["삼성전자 도입"]);
    assert_eq!(titles(&world, "12").await, ["삼성전자 도입"]);
    let hits = find(&world.db, &world.operator, "D-12").await.unwrap();
    assert!(matches!(hits[0].found, Found::Deal(_, 12)));
    assert_eq!(hits[0].detail, "삼성전자");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn people_are_found_by_their_telephone_number_however_it_is_written(pool: PgPool) {
    let world = a_small_team(&pool).await;
    for (name, phone) in [("한지민", "+82 10-2345-6789"), ("오세훈", "010.2345.0000")] {
        let form = PersonForm { name: name.into(), phone: phone.into(), ..Default::default() };
        create_person(&world.db, &world.operator, None, &form).await.unwrap();
    }
    for asked in ["010-2345-6789", "01023456789", "+82 10 2345 6789", "6789"] {
        assert_eq!(titles(&world, asked).await, ["한지민"], "{asked}");
    }
    assert_eq!(titles(&world, "2345-0000").await, ["오세훈"]);
    assert_eq!(titles(&world, "9999").await, [] as [&str; 0]);
}

/// A deal of the first account, as it stands right after it was made.
async fn deal(world: &World, number: i32, name: &str) {
    sqlx::query(
        "with p as (
             insert into pipeline (workspace_id, id, name_ko, name_en, motion, position)
             values ($1, gen_random_uuid(), '기본', 'Basic', 'inbound_smb', 1)
             returning workspace_id, id
         ), s as (
             insert into stage (workspace_id, id, pipeline_id, name_ko, name_en, probability, position)
             select workspace_id, gen_random_uuid(), id, '시작', 'Start', 10, 1 from p
             returning workspace_id, id, pipeline_id
         )
         insert into deal (workspace_id, id, number, name, pipeline_id, stage_id, rank, account_id, currency)
         select $1, gen_random_uuid(), $2, $3, s.pipeline_id, s.id, 'a', a.id, 'KRW'
         from s join account a on a.workspace_id = $1 and a.number = 1",
    )
    .bind(world.operator.workspace())
    .bind(number)
    .bind(name)
    .execute(&world.pool)
    .await
    .expect("a deal");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_best_hit_comes_first(pool: PgPool) {
    let world = a_small_team(&pool).await;
    account(&world, "한빛", "").await;
    assert_eq!(
        titles(&world, "한빛").await,
        ["한빛", "한빛 소프트", "큰한빛", "한빛나"],
        "exact, beginning, somewhere; the kind with the best hit first"
    );
    deal(&world, 1, "한빛").await;
    assert_eq!(titles(&world, "한빛").await[0..2], ["한빛", "한빛"]);
    let first = find(&world.db, &world.operator, "한빛").await.unwrap().remove(0);
    assert!(matches!(first.found, Found::Deal(..)), "of equals, the deal");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn another_workspaces_records_are_not_found(pool: PgPool) {
    let world = a_small_team(&pool).await;
    let stranger = crate::support::world(&pool).await;
    for text in ["한빛", "서아", "ㅅㅅㅈㅈ", "a", "A-1", "seoa@hanbit.kr"] {
        assert_eq!(find(&world.db, &stranger.operator, text).await.unwrap(), [], "{text}");
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn among_thousands_the_index_finds_the_few(pool: PgPool) {
    let world = world(&pool).await;
    sqlx::query(
        "insert into person (workspace_id, id, name, email)
         select $1, gen_random_uuid(),
             substr('김이박최정강조윤장임', at % 10 + 1, 1) || substr('민서지현수영은주혜준', at / 10 % 10 + 1, 1)
                 || substr('아호희진우연경미정훈', at / 100 % 10 + 1, 1) || ' ' || at,
             'p' || at || '@example.kr'
         from generate_series(1, 5000) as at",
    )
    .bind(world.operator.workspace())
    .execute(&pool)
    .await
    .unwrap();
    person(&world, "황보라", "", "").await;
    sqlx::query("analyze person").execute(&pool).await.unwrap();
    assert_eq!(titles(&world, "보라").await, ["황보라"]);
    assert_eq!(titles(&world, "p4321@example.kr").await.len(), 1);

    // The conditions that the search asks with.
    let inside =
        plan(&pool, "grams @> all_bigrams(array['보라']) and search_has(name, email, array['보라'])").await;
    assert!(inside.contains("person_grams"), "{inside}");
    let prefix = plan(
        &pool,
        r#"workspace_id = (select id from workspace limit 1) and deleted_at is null
        and search_norm(name) collate "C" >= '황' and search_norm(name) collate "C" < '황힣'"#,
    )
    .await;
    assert!(prefix.contains("person_by_name"), "{prefix}");
}

async fn plan(pool: &PgPool, condition: &str) -> String {
    // The conditions are written above.
    let sql = sqlx::AssertSqlSafe(format!("explain select id from person where {condition}"));
    let lines: Vec<String> = sqlx::query_scalar(sql).fetch_all(pool).await.expect("a plan");
    lines.join("\n")
}
