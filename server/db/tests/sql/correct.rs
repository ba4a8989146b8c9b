//! Correcting what was logged, on a real PostgreSQL: what it was is kept, what was counted from it is counted again,
//! and only who may does it.

use crate::desk::{Desk, at, member, refusal};
use chrono::{DateTime, Duration, Utc};
use db::activities::{edit_activity, log, remove_activity, timeline};
use db::{Actor, Error};
use domain::activities::{ActivityForm, ActivityKind, Happened, Moment, Outcome, Shown, Subject};
use domain::team::Role;
use domain::{ActivityId, DealId, Problem, Refusal, Why};
use sqlx::PgPool;

fn call(outcome: &str, on: &str) -> ActivityForm {
    ActivityForm {
        kind: "call".into(),
        outcome: outcome.into(),
        body: "결재선을 들었어요.".into(),
        on: on.into(),
        ..Default::default()
    }
}

async fn logged(desk: &Desk, deal: DealId, outcome: &str, on: &str) -> ActivityId {
    let form = ActivityForm { deal: deal.to_string(), ..call(outcome, on) };
    log(&desk.db, &desk.junho, &form, Utc::now()).await.unwrap()
}

async fn edit(
    desk: &Desk,
    actor: &Actor,
    id: ActivityId,
    version: i32,
    form: &ActivityForm,
) -> db::Result<()> {
    edit_activity(&desk.db, actor, id, version, form, Utc::now()).await
}

async fn moments(desk: &Desk, deal: DealId) -> Vec<Moment> {
    timeline(&desk.db, &desk.minji, Subject::Deal(deal), Shown::All, None, 100, Utc::now())
        .await
        .unwrap()
        .moments
}

/// When the deal, its account and its person were last touched.
async fn touched(desk: &Desk, deal: DealId) -> (DateTime<Utc>, Option<DateTime<Utc>>, Option<DateTime<Utc>>) {
    sqlx::query_as(
        "select d.last_activity_at, a.last_activity_at, p.last_activity_at
         from deal d join account a on a.id = d.account_id join person p on p.id = d.person_id
         where d.id = $1",
    )
    .bind(deal)
    .fetch_one(&desk.pool)
    .await
    .unwrap()
}

/// A deal that began a month ago, with an account and a person.
async fn old_deal(desk: &Desk) -> DealId {
    let deal = desk.begun(&desk.junho, 1_000_000, desk.stage(0), Utc::now() - Duration::days(30)).await;
    sqlx::query("update deal set person_id = $2 where id = $1")
        .bind(deal)
        .bind(desk.person)
        .execute(&desk.pool)
        .await
        .unwrap();
    deal
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_correction_keeps_what_it_was_and_who_changed_it(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let deal = old_deal(&desk).await;
    let id = logged(&desk, deal, "voicemail", "").await;
    let version = desk.version(deal).await;
    let right = ActivityForm { kind: "meeting".into(), body: "만났어요.".into(), ..call("held", "") };
    edit(&desk, &desk.minji, id, 1, &right).await.unwrap();

    assert_eq!(desk.version(deal).await, version + 1, "gates ask about it");
    let told = moments(&desk, deal).await;
    let Happened::Activity { kind, outcome, body, version, corrected, .. } = &told[0].what else { panic!() };
    assert_eq!((*kind, *outcome, body.as_str()), (ActivityKind::Meeting, Some(Outcome::Held), "만났어요."));
    let was = corrected.clone().unwrap();
    assert_eq!(
        (was.kind, was.outcome, was.by),
        (ActivityKind::Call, Some(Outcome::Voicemail), desk.minji.id())
    );
    assert_eq!((told[0].by, was.body.as_str(), *version), (desk.junho.id(), "결재선을 들었어요.", 2));
    assert!(told.iter().all(|it| !matches!(it.what, Happened::Changed { .. })), "told once");
    let told = "select count(*) from outbox where topic = 'activity' and deal_id is not null and version = 3";
    assert_eq!(desk.count(told).await, 1);

    // Said again, nothing is changed.
    edit(&desk, &desk.minji, id, 2, &right).await.unwrap();
    assert_eq!(desk.count("select count(*) from activity_change").await, 1);
    for act in ["update activity_change set body = ''", "delete from activity_change", "delete from activity"]
    {
        assert!(sqlx::query(act).execute(&desk.pool).await.is_err(), "{act}");
    }
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_counts_from_an_activity_is_counted_again(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let deal = old_deal(&desk).await;
    let began = touched(&desk, deal).await.0;
    let (five, two) = (day_before(&desk, 5), day_before(&desk, 2));
    logged(&desk, deal, "connected", &five).await;
    let later = logged(&desk, deal, "connected", &two).await;
    let with_both = touched(&desk, deal).await;
    assert_eq!(with_both.1, Some(with_both.0));

    // It was another day.
    edit(&desk, &desk.junho, later, 1, &call("connected", &day_before(&desk, 3))).await.unwrap();
    assert_eq!(with_both.0 - touched(&desk, deal).await.0, Duration::days(1));
    // They were not reached after all: the earlier call counts.
    edit(&desk, &desk.junho, later, 2, &call("no_answer", "")).await.unwrap();
    let with_one = touched(&desk, deal).await;
    assert_eq!(
        (with_both.0 - with_one.0, with_one.1, with_one.2),
        (Duration::days(3), Some(with_one.0), Some(with_one.0))
    );
    desk.balanced().await;

    // A move forward counts too; taken away, the call counts no more.
    let first: ActivityId =
        sqlx::query_scalar("select id from activity where reached").fetch_one(&desk.pool).await.unwrap();
    remove_activity(&desk.db, &desk.junho, first, 1).await.unwrap();
    assert_eq!(touched(&desk, deal).await, (began, None, None));
    desk.moved(deal, desk.stage(1), at("2026-11-10T00:00:00Z")).await;
    desk.set(deal, "last_activity_at = '2026-11-10T00:00:00Z'").await;
    remove_activity(&desk.db, &desk.junho, later, 3).await.unwrap();
    assert_eq!(touched(&desk, deal).await.0, at("2026-11-10T00:00:00Z"));
    desk.balanced().await;
}

fn day_before(desk: &Desk, days: i64) -> String {
    desk.minji.day(Utc::now() - Duration::days(days)).to_string()
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_was_removed_is_gone_and_the_timeline_says_so(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let deal = old_deal(&desk).await;
    let id = logged(&desk, deal, "connected", "").await;
    remove_activity(&desk.db, &desk.junho, id, 1).await.unwrap();
    let told = moments(&desk, deal).await;
    let removed = Happened::Removed { kind: ActivityKind::Call, outcome: Some(Outcome::Connected) };
    assert_eq!((&told[0].what, told[0].by), (&removed, desk.junho.id()));
    assert!(told.iter().all(|it| !matches!(it.what, Happened::Activity { .. })));
    assert!(matches!(edit(&desk, &desk.junho, id, 2, &call("held", "")).await, Err(Error::Refused(_))));
    assert!(matches!(edit(&desk, &desk.junho, id, 2, &call("connected", "")).await, Err(Error::NotFound)));
    assert!(matches!(remove_activity(&desk.db, &desk.junho, id, 2).await, Err(Error::NotFound)));
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn who_was_overtaken_sees_what_stands_now(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let deal = old_deal(&desk).await;
    let id = logged(&desk, deal, "connected", "").await;
    edit(
        &desk,
        &desk.minji,
        id,
        1,
        &ActivityForm { body: "예산을 들었어요.".into(), ..call("connected", "") },
    )
    .await
    .unwrap();
    let late = edit(
        &desk,
        &desk.junho,
        id,
        1,
        &ActivityForm { body: "일정을 들었어요.".into(), ..call("connected", "") },
    )
    .await;
    let Err(Error::Changed(now)) = late else { panic!("{late:?}") };
    assert_eq!((now.version, now.differences.len()), (2, 1));
    assert_eq!(
        (now.differences[0].before.as_str(), now.differences[0].after.as_str()),
        ("예산을 들었어요.", "일정을 들었어요.")
    );
    // What they did not touch is not asked, and stays.
    let outcome = ActivityForm { outcome: "voicemail".into(), ..call("", "") };
    let Err(Error::Changed(now)) = edit(&desk, &desk.junho, id, 1, &outcome).await else { panic!() };
    assert_eq!(now.differences.iter().map(|it| it.field.as_str()).collect::<Vec<_>>(), ["outcome"]);
    edit(&desk, &desk.junho, id, 1, &call("connected", "")).await.unwrap();
    assert!(matches!(remove_activity(&desk.db, &desk.junho, id, 1).await, Err(Error::Changed(_))));
    let ahead = edit(&desk, &desk.junho, id, 2, &call("connected", &day_before(&desk, -2))).await;
    assert_eq!(refusal(ahead), Refusal::Invalid(vec![Problem::new("on", Why::InTheFuture)]));
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn only_who_logged_it_or_leads_them_corrects_it(pool: PgPool) {
    let desk = Desk::open(pool.clone()).await;
    let other = Desk::named(pool, "elsewhere").await;
    let operator = Actor::operator(desk.minji.workspace());
    let colleague = member(&desk.db, &operator, "doyun@hanbit.kr", &[Role::Ae]).await;
    let stranger = member(&desk.db, &operator, "lead@hanbit.kr", &[Role::Manager]).await;
    let viewer = member(&desk.db, &operator, "viewer@hanbit.kr", &[Role::Viewer]).await;
    let deal = old_deal(&desk).await;
    let id = logged(&desk, deal, "connected", "").await;
    for actor in [&colleague, &stranger, &viewer] {
        assert_eq!(refusal(edit(&desk, actor, id, 1, &call("voicemail", "")).await), Refusal::NotAllowed);
        assert_eq!(refusal(remove_activity(&desk.db, actor, id, 1).await), Refusal::NotAllowed);
    }
    assert!(matches!(edit(&desk, &other.minji, id, 1, &call("voicemail", "")).await, Err(Error::NotFound)));
    assert!(matches!(remove_activity(&desk.db, &other.minji, id, 1).await, Err(Error::NotFound)));
    assert_eq!(desk.count("select count(*) from activity_change").await, 0);
    desk.balanced().await;
}
