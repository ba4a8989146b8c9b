//! Coming in and going out, by forms and by script, as browsers see it.

#![expect(clippy::unwrap_used, reason = "a test that cannot prepare its case has failed")]

mod support;

use domain::team::{DEMO_PASSWORD, Role};
use http::StatusCode;
use sqlx::PgPool;
use support::Site;

const PASSWORD: &str = "느티나무 아래 세 번째 의자";

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_sign_in_page_is_always_there(pool: PgPool) {
    let site = Site::over(pool).await;
    for _ in 0..300 {
        let page = site.browser().get("/sign-in").await;
        assert_eq!(page.status, StatusCode::OK);
    }
}
