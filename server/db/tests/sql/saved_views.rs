//! Saved views on a real PostgreSQL: whose they are, who sees them, and what they may keep.

use crate::support::{World, world};
use db::pipeline::{
    delete_view, edit_view, pin_view, pipelines, save_view, saved_views, update_view, views_at_hand,
};
use db::{Actor, Error};
use domain::pipeline::saved_view::{MOST, Seen};
use domain::pipeline::{Filter, SavedView, SavedViewForm};
use domain::team::Role;
use domain::{Problem, Refusal, SavedViewId, Why};
use sqlx::PgPool;
use std::collections::BTreeMap;
use uuid::Uuid;

fn query(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// The table of late deals, under this name.
fn late(name: &str) -> SavedViewForm {
    let seen = Seen { query: query(&[("step", "overdue"), ("sort", "next_step")]), ..Seen::default() };
    SavedViewForm { name: name.into(), seen, ..SavedViewForm::default() }
}

fn shared(name: &str) -> SavedViewForm {
    SavedViewForm { shared: true, ..late(name) }
}

async fn save(world: &World, actor: &Actor, form: &SavedViewForm) -> SavedView {
    save_view(&world.db, actor, form).await.expect("saved")
}

async fn names(world: &World, actor: &Actor) -> Vec<String> {
    saved_views(&world.db, actor).await.expect("views").into_iter().map(|it| it.name).collect()
}

fn problems(refused: Result<impl std::fmt::Debug, Error>) -> Vec<Problem> {
    match refused {
        Err(Error::Refused(Refusal::Invalid(problems))) => problems,
        other => panic!("refused for a field, not {other:?}"),
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_view_is_saved_once_however_often_it_is_sent(pool: PgPool) {
    let world = world(&pool).await;
    let minji = world.member("김민지", Role::Ae).await;
    let form = SavedViewForm { id: Uuid::now_v7().to_string(), pinned: true, ..late("밀린 딜") };
    let first = save(&world, &minji, &form).await;
    assert_eq!(save(&world, &minji, &form).await, first);
    assert_eq!((world.count("saved_view").await, first.pinned, first.shared), (1, true, false));
    assert_eq!(first.query, query(&[("step", "overdue"), ("sort", "next_step")]));
    let again = save_view(&world.db, &minji, &late("밀린 딜")).await;
    assert_eq!(problems(again), [Problem::new("name", Why::Taken)]);
    // Names are one's own: a colleague may have one that is called the same.
    let doyun = world.member("최도윤", Role::Ae).await;
    save(&world, &doyun, &late("밀린 딜")).await;
    let stolen = save_view(&world.db, &doyun, &SavedViewForm { name: "다른 이름".into(), ..form }).await;
    assert!(matches!(stolen, Err(Error::NotFound)), "{stolen:?}");
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn only_what_is_shared_is_seen_by_others_and_each_pins_for_themselves(pool: PgPool) {
    let world = world(&pool).await;
    let (minji, doyun) = (world.member("김민지", Role::Ae).await, world.member("최도윤", Role::Ae).await);
    let own = save(&world, &minji, &late("내 것")).await;
    let team = save(&world, &minji, &SavedViewForm { pinned: true, ..shared("우리 것") }).await;
    assert_eq!(names(&world, &minji).await, ["우리 것", "내 것"], "what is pinned comes first");
    assert_eq!(names(&world, &doyun).await, ["우리 것"]);

    let at_hand = async |actor: &Actor, looked_at| {
        let found = views_at_hand(&world.db, actor, looked_at).await.expect("views");
        found.into_iter().map(|it| it.name).collect::<Vec<_>>()
    };
    assert_eq!(at_hand(&minji, Some(own.id)).await, ["우리 것", "내 것"]);
    assert!(at_hand(&doyun, Some(own.id)).await.is_empty(), "another one's view is not there");
    assert_eq!(at_hand(&doyun, Some(team.id)).await, ["우리 것"]);
    pin_view(&world.db, &doyun, team.id, true).await.expect("pinned");
    pin_view(&world.db, &doyun, team.id, true).await.expect("pinned already");
    assert_eq!(at_hand(&doyun, None).await, ["우리 것"]);
    assert!(matches!(pin_view(&world.db, &doyun, own.id, true).await, Err(Error::NotFound)));

    // Taken back, it is nobody else's to see, nor to keep in sight.
    edit_view(&world.db, &minji, team.id, 1, "우리 것", false).await.expect("taken back");
    assert!(names(&world, &doyun).await.is_empty());
    assert_eq!((world.count("pinned_view").await, at_hand(&minji, None).await), (1, vec!["우리 것".into()]));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_shared_view_is_changed_by_its_owner_and_by_who_leads(pool: PgPool) {
    let world = world(&pool).await;
    let owner = world.member("김민지", Role::Ae).await;
    let view = save(&world, &owner, &shared("우리 것")).await;
    let own = save(&world, &owner, &late("내 것")).await;
    for role in [Role::Sdr, Role::Ae, Role::Csm, Role::Viewer] {
        let other = world.member("누군가", role).await;
        let edited = edit_view(&world.db, &other, view.id, 1, "남의 것", true).await;
        assert!(matches!(edited, Err(Error::Refused(Refusal::NotAllowed))), "{role:?}");
        let deleted = delete_view(&world.db, &other, view.id).await;
        assert!(matches!(deleted, Err(Error::Refused(Refusal::NotAllowed))), "{role:?}");
        let updated = update_view(&world.db, &other, view.id, 1, &Seen::default()).await;
        assert!(matches!(updated, Err(Error::Refused(Refusal::NotAllowed))), "{role:?}");
        assert!(matches!(delete_view(&world.db, &other, own.id).await, Err(Error::NotFound)), "{role:?}");
    }
    let manager = world.member("박준호", Role::Manager).await;
    edit_view(&world.db, &manager, view.id, 1, "모두의 것", true).await.expect("edited");
    let now = Seen { query: query(&[("state", "won")]), ..Seen::default() };
    update_view(&world.db, &manager, view.id, 2, &now).await.expect("updated");
    let seen = saved_views(&world.db, &owner).await.expect("views").remove(1);
    assert_eq!((seen.name.as_str(), seen.version, seen.query), ("모두의 것", 3, now.query));
    delete_view(&world.db, &manager, view.id).await.expect("deleted");
    assert_eq!(names(&world, &owner).await, ["내 것"]);
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn who_only_looks_on_saves_views_but_shares_none(pool: PgPool) {
    let world = world(&pool).await;
    let viewer = world.member("문가람", Role::Viewer).await;
    let own = save(&world, &viewer, &late("내 것")).await;
    let refused = save_view(&world.db, &viewer, &shared("우리 것")).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::NotAllowed))), "{refused:?}");
    let refused = edit_view(&world.db, &viewer, own.id, 1, "내 것", true).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::NotAllowed))), "{refused:?}");
    edit_view(&world.db, &viewer, own.id, 1, "다른 이름", false).await.expect("renamed");
    delete_view(&world.db, &viewer, own.id).await.expect("deleted");
    assert_eq!(world.count("saved_view").await, 0);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn of_two_edits_of_one_view_the_later_one_is_asked(pool: PgPool) {
    let world = world(&pool).await;
    let minji = world.member("김민지", Role::Ae).await;
    let view = save(&world, &minji, &late("밀린 딜")).await;
    edit_view(&world.db, &minji, view.id, 1, "급한 딜", false).await.expect("renamed");
    match edit_view(&world.db, &minji, view.id, 1, "늦은 딜", false).await {
        Err(Error::Changed(it)) => {
            assert_eq!(it.version, 2);
            assert_eq!(
                (it.differences[0].before.as_str(), it.differences[0].after.as_str()),
                ("급한 딜", "늦은 딜")
            );
        }
        other => panic!("overtaken, not {other:?}"),
    }
    let stale = update_view(&world.db, &minji, view.id, 1, &Seen::default()).await;
    assert!(matches!(stale, Err(Error::Changed(_))), "{stale:?}");
    // What is as wished already needs no version.
    edit_view(&world.db, &minji, view.id, 1, "급한 딜", false).await.expect("as it is");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_view_of_what_is_not_there_is_not_saved(pool: PgPool) {
    let world = world(&pool).await;
    let minji = world.member("김민지", Role::Ae).await;
    let nobody = Uuid::now_v7().to_string();
    for field in ["team", "tag", "owner", "pipeline", "stage"] {
        let seen = Seen { query: query(&[(field, &nobody)]), ..Seen::default() };
        let form = SavedViewForm { name: field.into(), seen, ..SavedViewForm::default() };
        assert_eq!(problems(save_view(&world.db, &minji, &form).await), [Problem::new(field, Why::Unknown)]);
    }
    let seen = Seen { board: nobody.clone(), ..Seen::default() };
    let form = SavedViewForm { name: "보드".into(), seen, ..SavedViewForm::default() };
    assert_eq!(problems(save_view(&world.db, &minji, &form).await), [Problem::new("pipeline", Why::Unknown)]);
    assert_eq!(world.count("saved_view").await, 0);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_view_outlives_what_it_was_about_and_can_still_be_read(pool: PgPool) {
    let world = world(&pool).await;
    let (admin, minji) = (world.member("정하윤", Role::Admin).await, world.member("김민지", Role::Ae).await);
    let team = db::team::make_team(&world.db, &admin, "1팀").await.expect("a team");
    let pipeline = pipelines(&world.db, &minji).await.expect("pipelines").remove(0);
    let seen = Seen { board: pipeline.id.to_string(), query: query(&[("team", &team.to_string())]) };
    let form = SavedViewForm { name: "1팀".into(), seen, ..SavedViewForm::default() };
    let view = save(&world, &minji, &form).await;
    db::team::disband_team(&world.db, &admin, team).await.expect("no team any more");
    let filter = Filter { team: Some(team), view: Some(view.id), ..Filter::default() };
    let today = "2026-11-23".parse().expect("a day");
    let board = db::pipeline::first_view(&world.db, &minji, Some(pipeline.id), &filter, None, today);
    let board = board.await.expect("a board");
    assert_eq!(board.around.views.iter().map(|it| it.id).collect::<Vec<_>>(), [view.id]);
    assert!(board.around.teams.is_empty());
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_member_keeps_a_hundred_views_at_most_also_when_saving_at_once(pool: PgPool) {
    let world = world(&pool).await;
    let minji = world.member("김민지", Role::Ae).await;
    for number in 1..MOST {
        save(&world, &minji, &late(&format!("보기 {number}"))).await;
    }
    let (a, b) = (late("마지막"), late("하나 더"));
    let (first, second) = tokio::join!(save_view(&world.db, &minji, &a), save_view(&world.db, &minji, &b));
    let refused = [first, second].into_iter().filter_map(Result::err).collect::<Vec<_>>();
    assert!(matches!(refused[..], [Error::Refused(Refusal::TooManyViews { most: MOST })]), "{refused:?}");
    assert_eq!(world.count("saved_view").await, i64::from(MOST));
    let doyun = world.member("최도윤", Role::Ae).await;
    save(&world, &doyun, &late("내 것")).await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn another_workspaces_views_do_not_exist(pool: PgPool) {
    let ours = world(&pool).await;
    let minji = ours.member("김민지", Role::Ae).await;
    let view = save(&ours, &minji, &shared("우리 것")).await;
    let theirs = crate::support::world(&pool).await;
    let stranger = theirs.member("남", Role::Admin).await;
    assert!(names(&theirs, &stranger).await.is_empty());
    let gone = |it: Result<(), Error>| assert!(matches!(it, Err(Error::NotFound)), "{it:?}");
    gone(pin_view(&ours.db, &stranger, view.id, true).await);
    gone(edit_view(&ours.db, &stranger, view.id, 1, "x", true).await);
    gone(update_view(&ours.db, &stranger, view.id, 1, &Seen::default()).await);
    gone(delete_view(&ours.db, &stranger, view.id).await);
    gone(delete_view(&ours.db, &minji, SavedViewId(Uuid::now_v7())).await);
    let pipeline = pipelines(&ours.db, &minji).await.expect("pipelines").remove(0);
    let seen = Seen { board: pipeline.id.to_string(), ..Seen::default() };
    let form = SavedViewForm { name: "보드".into(), seen, ..SavedViewForm::default() };
    assert_eq!(problems(save_view(&theirs.db, &stranger, &form).await)[0].field, "pipeline");
}
