//! Pipelines and stages are shaped by two admins at once: nothing is overwritten unread, and names tell them apart.

use crate::support::{World, world};
use db::pipeline::{add_stage, create_pipeline, edit_stage, pipelines, remove_stage, rename_pipeline};
use db::{Error, Staleness};
use domain::pipeline::{Motion, Pipeline, PipelineForm, StageForm};
use domain::team::Role;
use domain::{Currency, Problem, Refusal, Why};
use sqlx::PgPool;

async fn first_pipeline(world: &World) -> Pipeline {
    pipelines(&world.db, &world.operator).await.expect("pipelines").remove(0)
}

fn names(ko: &str, en: &str) -> PipelineForm {
    PipelineForm { name_ko: ko.into(), name_en: en.into() }
}

fn is_taken<T>(answer: Result<T, Error>, field: &str) -> bool {
    let taken = Refusal::from(Problem::new(field, Why::Taken));
    matches!(answer, Err(Error::Refused(refusal)) if refusal == taken)
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn of_two_edits_of_one_stage_both_are_kept_or_the_later_one_is_asked(pool: PgPool) {
    let world = world(&pool).await;
    let (db, admin) = (&world.db, &world.operator);
    let stage = first_pipeline(&world).await.stages[0].clone();
    let seen = StageForm::of(&stage);
    let theirs = StageForm { probability: "33".into(), ..seen.clone() };
    edit_stage(db, admin, stage.id, &seen, &theirs).await.expect("the first");
    let mine = StageForm { rot_days: "9".into(), ..seen.clone() };
    edit_stage(db, admin, stage.id, &seen, &mine).await.expect("another value");
    let now = first_pipeline(&world).await.stages[0].clone();
    assert_eq!((now.probability, now.rot_days), (33, Some(9)), "both are kept");

    let before = world.count("outbox").await;
    let late = StageForm { probability: "44".into(), color: "red".into(), ..seen.clone() };
    let Err(Error::Changed(Staleness { differences, .. })) =
        edit_stage(db, admin, stage.id, &seen, &late).await
    else {
        panic!("nothing is overwritten unread");
    };
    let asked: Vec<_> =
        differences.iter().map(|it| (it.field.as_str(), it.before.as_str(), it.after.as_str())).collect();
    assert_eq!(asked, [("probability", "33", "44"), ("color", stage.color.code(), "red")]);
    assert_eq!(first_pipeline(&world).await.stages[0], now, "nothing was written");
    assert_eq!(world.count("outbox").await, before, "and nothing was told");
    edit_stage(db, admin, stage.id, &StageForm::of(&now), &late).await.expect("they have seen it");
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_pipeline_is_renamed_from_the_names_that_were_seen(pool: PgPool) {
    let world = world(&pool).await;
    let (db, admin) = (&world.db, &world.operator);
    let pipeline = first_pipeline(&world).await;
    let seen = names(&pipeline.name_ko, &pipeline.name_en);
    rename_pipeline(db, admin, pipeline.id, &seen, &names("가", &pipeline.name_en)).await.expect("renamed");
    let late = rename_pipeline(db, admin, pipeline.id, &seen, &names("나", &pipeline.name_en)).await;
    assert!(matches!(late, Err(Error::Changed(it)) if it.differences.len() == 1));
    rename_pipeline(db, admin, pipeline.id, &seen, &names(&pipeline.name_ko, "B"))
        .await
        .expect("the other language");
    let now = first_pipeline(&world).await;
    assert_eq!((now.name_ko.as_str(), now.name_en.as_str()), ("가", "B"));
    let ae = world.member("김민지", Role::Ae).await;
    let refused = rename_pipeline(db, &ae, pipeline.id, &names("가", "B"), &names("다", "C")).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::NotAllowed))));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_name_tells_pipelines_and_open_stages_apart(pool: PgPool) {
    let world = world(&pool).await;
    let (db, admin) = (&world.db, &world.operator);
    let all = pipelines(db, admin).await.expect("pipelines");
    let [first, second, ..] = all.as_slice() else { panic!("the templates") };
    let create = |name: &str| {
        let name = name.to_owned();
        async move { create_pipeline(db, admin, Motion::InboundSmb, &name, Currency::Krw).await }
    };
    assert!(is_taken(create("").await, "name"), "the template's own name");
    assert!(is_taken(create(&first.name_en.to_uppercase()).await, "name"), "however it is capitalised");
    create("다른 길").await.expect("another name");
    let seen = names(&first.name_ko, &first.name_en);
    let renamed = rename_pipeline(db, admin, first.id, &seen, &names(&second.name_ko, "Own")).await;
    assert!(is_taken(renamed, "name_ko"));

    let stages: Vec<_> = first.open_stages().collect();
    let like =
        |name: &str| StageForm { name_ko: name.into(), probability: "10".into(), ..Default::default() };
    assert!(is_taken(add_stage(db, admin, first.id, &like(&stages[1].name_ko)).await, "name_ko"));
    let seen = StageForm::of(stages[0]);
    let form = StageForm { name_en: stages[1].name_en.to_lowercase(), ..seen.clone() };
    assert!(is_taken(edit_stage(db, admin, stages[0].id, &seen, &form).await, "name_en"));
    add_stage(db, admin, second.id, &like("여기만")).await.expect("another pipeline's stages are not asked");
    add_stage(db, admin, first.id, &like("여기만")).await.expect("nor here");
    // A name of one that is gone can be used again.
    remove_stage(db, admin, stages[1].id, None).await.expect("it is empty");
    add_stage(db, admin, first.id, &like(&stages[1].name_ko)).await.expect("free again");

    let elsewhere = crate::support::world(&pool).await;
    let theirs = pipelines(&elsewhere.db, &elsewhere.operator).await.expect("theirs");
    assert_eq!(theirs[0].name_ko, all[0].name_ko, "another workspace has its own names");
    let strange = edit_stage(db, admin, theirs[0].stages[0].id, &seen, &seen).await;
    assert!(matches!(strange, Err(Error::NotFound)));
    world.in_order().await;
}
