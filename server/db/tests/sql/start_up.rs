//! Which databases may be worked in, asked of real ones.

use db::Db;
use db::start_up::{SchemaState, Unfit, ctype, examine, is_ready, schema_state};
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use std::time::Duration;

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_database_of_this_version_is_ready(pool: PgPool) {
    let mut connection = pool.acquire().await.unwrap();
    assert_eq!(schema_state(&mut connection).await.unwrap(), SchemaState::Current);
    assert_eq!(ctype(&mut connection).await.unwrap().encoding, "UTF8");
    assert!(is_ready(&Db::of_pool(pool.clone())).await);
}

#[sqlx::test(migrations = false)]
async fn a_new_database_is_empty(pool: PgPool) {
    let mut connection = pool.acquire().await.unwrap();
    assert_eq!(schema_state(&mut connection).await.unwrap(), SchemaState::Empty);
    assert!(!is_ready(&Db::of_pool(pool.clone())).await);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_database_of_an_older_version_is_behind(pool: PgPool) {
    sqlx::query("delete from _sqlx_migrations where version = (select max(version) from _sqlx_migrations)")
        .execute(&pool)
        .await
        .unwrap();
    let mut connection = pool.acquire().await.unwrap();
    assert_eq!(schema_state(&mut connection).await.unwrap(), SchemaState::Behind(1));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_database_of_a_newer_version_is_not_touched(pool: PgPool) {
    sqlx::query(
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
         values (29991231000000, 'from the future', true, '', 0)",
    )
    .execute(&pool)
    .await
    .unwrap();
    let mut connection = pool.acquire().await.unwrap();
    let state = schema_state(&mut connection).await;
    assert!(matches!(state, Err(Unfit::NewerSchema(29991231000000))), "{state:?}");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_step_that_was_changed_afterwards_is_noticed(pool: PgPool) {
    sqlx::query("update _sqlx_migrations set checksum = '\\x00'").execute(&pool).await.unwrap();
    let mut connection = pool.acquire().await.unwrap();
    assert!(matches!(schema_state(&mut connection).await, Err(Unfit::OtherSchema(_))));
}

#[tokio::test]
async fn a_password_is_never_told() {
    let unfit = examine("postgres://baton:s3cret@127.0.0.1:1/baton", Duration::ZERO).await.unwrap_err();
    assert!(matches!(unfit, Unfit::Unreachable { .. }));
    assert!(!format!("{unfit:?} {unfit}").contains("s3cret"));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn upgrades_and_checks_take_as_long_as_they_need(pool: PgPool) {
    let hurried = (*pool.connect_options())
        .clone()
        .options([("statement_timeout", "200ms"), ("lock_timeout", "100ms")]);
    let hurried = Db::of_pool(PgPoolOptions::new().max_connections(2).connect_with(hurried).await.unwrap());
    let mut slow = pool.begin().await.unwrap();
    sqlx::raw_sql("lock table deal, _sqlx_migrations in access exclusive mode")
        .execute(&mut *slow)
        .await
        .unwrap();
    let ends = async {
        tokio::time::sleep(Duration::from_millis(600)).await;
        slow.commit().await.unwrap();
    };
    let (upgraded, checked, ()) = tokio::join!(hurried.migrate(), db::check(&hurried), ends);
    upgraded.unwrap();
    assert_eq!(checked.unwrap(), []);
}
