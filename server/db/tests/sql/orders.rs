//! Orders of programs: claimed, carried out once, answered every time, forgotten after a day.

use crate::support::{World, world};
use db::orders::{Answer, Claim, Order, Status, claim, keep, let_go, prune};
use db::team::{Program, make_api_token, program_of_token};
use domain::team::{Role, Scope};
use sqlx::PgPool;

async fn program(world: &World) -> Program {
    let member = world.member("김민지", Role::Ae).await.id().expect("a member");
    let key =
        make_api_token(&world.db, &world.operator, member, "a program", Scope::Write).await.expect("a key");
    program_of_token(&world.db, &key).await.expect("an answer").expect("a program")
}

fn order(program: &Program, what: u8) -> Order {
    Order { token: program.token, key: "order".into(), fingerprint: vec![what; 32] }
}

fn answer() -> Answer {
    Answer { status: Status(201), etag: Some("\"1\"".into()), location: None, body: "{}".into() }
}

#[sqlx::test]
async fn an_order_is_begun_once_and_then_answered(pool: PgPool) {
    let world = world(&pool).await;
    let program = program(&world).await;
    let (db, actor, order) = (&world.db, &program.actor, order(&program, 1));
    assert!(matches!(claim(db, actor, &order).await.expect("a claim"), Claim::Begin(_)));
    assert_eq!(claim(db, actor, &order).await.expect("a claim"), Claim::Running);
    keep(db, actor, &order, &answer()).await.expect("kept");
    assert_eq!(claim(db, actor, &order).await.expect("a claim"), Claim::Answered(answer()));
    let other = self::order(&program, 2);
    assert_eq!(claim(db, actor, &other).await.expect("a claim"), Claim::OtherOrder);
}

#[sqlx::test]
async fn whoever_takes_an_order_up_again_repeats_the_same_act(pool: PgPool) {
    let world = world(&pool).await;
    let program = program(&world).await;
    let (db, actor, order) = (&world.db, &program.actor, order(&program, 1));
    let first = claim(db, actor, &order).await.expect("a claim");
    // It failed, and nobody knows how far it came.
    let_go(db, actor, &order).await.expect("let go");
    assert_eq!(claim(db, actor, &order).await.expect("a claim"), first);
    // The process died, and said nothing.
    sqlx::query("update api_order set working_since = now() - interval '61 seconds'")
        .execute(&pool)
        .await
        .expect("an hour glass");
    assert_eq!(claim(db, actor, &order).await.expect("a claim"), first);
    assert_eq!(claim(db, actor, &order).await.expect("a claim"), Claim::Running);
}

#[sqlx::test]
async fn an_order_is_forgotten_after_a_day(pool: PgPool) {
    let world = world(&pool).await;
    let program = program(&world).await;
    let (db, actor, order) = (&world.db, &program.actor, order(&program, 1));
    let first = claim(db, actor, &order).await.expect("a claim");
    keep(db, actor, &order, &answer()).await.expect("kept");
    assert_eq!(prune(db).await.expect("swept"), 0);
    let age = "update api_order set created_at = created_at - interval '25 hours'";
    sqlx::query(age).execute(&pool).await.expect("older");
    let anew = claim(db, actor, &self::order(&program, 2)).await.expect("a claim");
    assert!(matches!(anew, Claim::Begin(_)) && anew != first, "another act, before it was swept away");
    sqlx::query(age).execute(&pool).await.expect("older");
    assert_eq!(prune(db).await.expect("swept"), 1);
    assert_eq!(world.count("api_order").await, 0);
}

#[sqlx::test]
async fn history_says_that_a_program_moved_a_deal(pool: PgPool) {
    use domain::pipeline::{Move, NewDeal};
    let world = world(&pool).await;
    let actor = program(&world).await.actor;
    let pipeline = db::pipeline::pipelines(&world.db, &actor).await.expect("pipelines").remove(0);
    let form = NewDeal { name: "딜".into(), pipeline: pipeline.id.to_string(), ..Default::default() };
    let deal = db::pipeline::create_deal(&world.db, &actor, &form).await.expect("a deal");
    let card = db::pipeline::deal(&world.db, &actor, deal).await.expect("the deal").card;
    let to = pipeline.next_stage(card.stage).expect("a second stage").id;
    let act = domain::ActId(uuid::Uuid::now_v7());
    let wish = Move {
        act,
        deal,
        version: 1,
        from: card.stage,
        to,
        above: None,
        below: None,
        closing: None,
        undo: false,
    };
    let today = actor.day(chrono::Utc::now());
    db::pipeline::move_deal_as_seen(&world.db, &actor, &wish, today).await.expect("moved");
    let again = db::pipeline::move_deal_as_seen(&world.db, &actor, &wish, today).await;
    assert_eq!(again.expect("the same act").version, 2);
    let late = Move { act: domain::ActId(uuid::Uuid::now_v7()), from: to, to: card.stage, ..wish };
    let late = db::pipeline::move_deal_as_seen(&world.db, &actor, &late, today).await;
    assert!(matches!(late, Err(db::Error::Changed(_))), "it has changed since version 1");
    let via: Vec<String> =
        sqlx::query_scalar("select distinct via from stage_transition").fetch_all(&pool).await.unwrap();
    assert_eq!(via, ["api"]);
    world.in_order().await;
}
