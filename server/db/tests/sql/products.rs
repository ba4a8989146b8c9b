//! Products and the lines of a deal on a real PostgreSQL: a deal with lines is worth what they come to.

use crate::support::{World, world};
use db::pipeline::{create_deal, deal, pipelines};
use db::products::{
    add_line, add_product, change_line, edit_product, offer_product, products, remove_line, retire_product,
};
use db::{Actor, Error, Staleness};
use domain::activities::Change;
use domain::pipeline::{Deal, NewDeal};
use domain::products::{LineForm, ProductForm};
use domain::team::Role;
use domain::{DealLineId, Problem, ProductId, Refusal, Why};
use sqlx::PgPool;

fn form(name: &str, price: &str) -> ProductForm {
    ProductForm { name: name.into(), price: price.into(), currency: "KRW".into(), ..Default::default() }
}

fn line(product: ProductId, quantity: &str, unit: &str, discount: &str) -> LineForm {
    LineForm {
        product: product.to_string(),
        quantity: quantity.into(),
        unit: unit.into(),
        discount: discount.into(),
    }
}

fn fresh() -> DealLineId {
    DealLineId(uuid::Uuid::now_v7())
}

/// A deal of this owner in the first stage of the first pipeline.
async fn deal_of(world: &World, actor: &Actor) -> Deal {
    let pipeline = pipelines(&world.db, actor).await.expect("pipelines").remove(0);
    let new =
        NewDeal { pipeline: pipeline.id.to_string(), name: "사내 검색".into(), ..Default::default() };
    let id = create_deal(&world.db, actor, &new).await.expect("a deal");
    deal(&world.db, actor, id).await.expect("the deal")
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_product_is_added_edited_retired_and_offered_again(pool: PgPool) {
    let world = world(&pool).await;
    let actor = world.member("매니저", Role::Manager).await;
    let id = add_product(&world.db, &actor, &form("검색 엔진", "100만")).await.expect("a product");
    let taken = add_product(&world.db, &actor, &form("검색 엔진", "1")).await;
    assert!(
        matches!(taken, Err(Error::Refused(Refusal::Invalid(it))) if it == [Problem::new("name", Why::Taken)])
    );

    let edited = edit_product(&world.db, &actor, id, 1, &form("검색 엔진", "120만")).await.expect("edited");
    assert_eq!((edited.version, edited.price.minor), (2, 1_200_000));
    let late = edit_product(&world.db, &actor, id, 1, &form("검색 엔진", "90만")).await;
    let wanted = Change { field: "price".into(), before: "₩1,200,000".into(), after: "₩900,000".into() };
    assert!(
        matches!(late, Err(Error::Changed(Staleness { version: 2, differences, .. })) if differences == [wanted])
    );

    retire_product(&world.db, &actor, id).await.expect("retired");
    retire_product(&world.db, &actor, id).await.expect("retired already");
    assert!(!products(&world.db, &actor).await.expect("products")[0].active);
    offer_product(&world.db, &actor, id).await.expect("offered");
    let product = products(&world.db, &actor).await.expect("products").remove(0);
    assert_eq!((product.active, product.version), (true, 4));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_amount_follows_the_lines_and_the_history_tells_it(pool: PgPool) {
    let world = world(&pool).await;
    let owner = world.member("김민지", Role::Ae).await;
    let product =
        add_product(&world.db, &world.operator, &form("검색 엔진", "100만")).await.expect("a product");
    let made = deal_of(&world, &owner).await;
    let (db, id) = (&world.db, made.card.id);

    let now = add_line(db, &owner, id, fresh(), &line(product, "2", "", "")).await.expect("a line");
    // The first stage counts 20 %.
    assert_eq!(
        (now.card.amount_minor, now.card.weighted_minor, now.card.version),
        (Some(2_000_000), 400_000, 2)
    );
    let first = now.lines[0].id;
    let now = add_line(db, &owner, id, fresh(), &line(product, "", "50만", "10")).await.expect("another");
    assert_eq!(now.card.amount_minor, Some(2_450_000));
    let now = change_line(db, &owner, id, 3, first, &line(product, "1", "", "50")).await.expect("changed");
    assert_eq!((now.card.amount_minor, now.card.version), (Some(950_000), 4));
    let same =
        change_line(db, &owner, id, 4, first, &line(product, "1", "", "50")).await.expect("nothing to do");
    assert_eq!(same.card.version, 4);
    let now = remove_line(db, &owner, id, 4, first).await.expect("removed");
    assert_eq!((now.card.amount_minor, now.lines.len()), (Some(450_000), 1));
    let last = now.lines[0].id;
    let now = remove_line(db, &owner, id, 5, last).await.expect("removed");
    assert_eq!((now.card.amount_minor, now.card.weighted_minor), (None, 0));

    let said: Vec<sqlx::types::Json<Vec<Change>>> =
        sqlx::query_scalar("select changes from field_change where deal_id = $1 order by version")
            .bind(id)
            .fetch_all(&pool)
            .await
            .expect("history");
    let change = |field: &str, before: &str, after: &str| Change {
        field: field.into(),
        before: before.into(),
        after: after.into(),
    };
    assert_eq!(
        said[2].0,
        [
            change("line", "검색 엔진 × 2, ₩1,000,000", "검색 엔진 × 1, ₩1,000,000, −50 %"),
            change("amount", "₩2,450,000", "₩950,000"),
        ]
    );
    assert_eq!(said[4].0[0], change("line", "검색 엔진 × 1, ₩500,000, −10 %", ""));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn whoever_is_late_overwrites_no_line_but_may_add_one(pool: PgPool) {
    let world = world(&pool).await;
    let owner = world.member("김민지", Role::Ae).await;
    let product =
        add_product(&world.db, &world.operator, &form("검색 엔진", "100만")).await.expect("a product");
    let (db, id) = (&world.db, deal_of(&world, &owner).await.card.id);
    let first = fresh();
    add_line(db, &owner, id, first, &line(product, "1", "", "")).await.expect("a line");
    let again = add_line(db, &owner, id, first, &line(product, "1", "", "")).await.expect("the same line");
    assert_eq!((again.lines.len(), again.card.version), (1, 2));
    let wishes: Vec<_> = (0..8).map(|_| line(product, "1", "", "")).collect();
    let all = wishes.iter().map(|it| add_line(db, &owner, id, fresh(), it));
    let added = futures::future::join_all(all).await.into_iter().filter(Result::is_ok).count();
    let now = deal(db, &owner, id).await.expect("the deal");
    assert_eq!(now.lines.len(), 1 + added);
    assert_eq!(now.card.amount_minor, Some(1_000_000 * i64::try_from(now.lines.len()).expect("few")));

    let late = change_line(db, &owner, id, 1, first, &line(product, "3", "", "")).await;
    let wanted = Change { field: "quantity".into(), before: "1".into(), after: "3".into() };
    assert!(matches!(late, Err(Error::Changed(it)) if it.differences == [wanted]));
    let late = remove_line(db, &owner, id, 1, first).await;
    assert!(matches!(late, Err(Error::Changed(it)) if it.differences.len() == 1));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn lines_are_for_who_works_the_deal_and_products_for_who_shapes_the_process(pool: PgPool) {
    let world = world(&pool).await;
    let (owner, other) = (world.member("김민지", Role::Ae).await, world.member("박준호", Role::Ae).await);
    let refused = |it: Error| matches!(it, Error::Refused(Refusal::NotAllowed));
    assert!(refused(add_product(&world.db, &owner, &form("x", "1")).await.expect_err("not an AE")));
    let product =
        add_product(&world.db, &world.operator, &form("검색 엔진", "100만")).await.expect("a product");
    assert!(refused(retire_product(&world.db, &owner, product).await.expect_err("not an AE")));
    let id = deal_of(&world, &owner).await.card.id;
    let wish = line(product, "1", "", "");
    assert!(refused(
        add_line(&world.db, &other, id, fresh(), &wish).await.expect_err("somebody else's deal")
    ));

    let foreign = db::team::found_workspace(&world.db, &db::team::NewWorkspace::named("다른 팀"))
        .await
        .expect("another");
    let foreign = Actor::operator(foreign);
    assert!(matches!(add_line(&world.db, &foreign, id, fresh(), &wish).await, Err(Error::NotFound)));
    assert!(matches!(
        edit_product(&world.db, &foreign, product, 1, &form("x", "1")).await,
        Err(Error::NotFound)
    ));

    retire_product(&world.db, &world.operator, product).await.expect("retired");
    let gone = add_line(&world.db, &owner, id, fresh(), &wish).await;
    assert!(
        matches!(gone, Err(Error::Refused(Refusal::Invalid(it))) if it == [Problem::new("product", Why::Unknown)])
    );
    world.in_order().await;
}
