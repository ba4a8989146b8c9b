//! The demo in a workspace that works: it comes once, tells true stories, and goes without a trace, but for what the
//! team made itself.

use crate::support::{World, world};
use chrono::Utc;
use db::demo::{bring_in, demo_data, seed, take_out};
use db::pipeline::{create_deal, edit_deal, fold, pin_view, pipelines, save_view, saved_views};
use db::{Actor, activities, leads, products, team};
use domain::accounts::{AccountForm, PersonForm, TagForm};
use domain::activities::{ActivityForm, TaskForm};
use domain::demo::{Part, Stand};
use domain::leads::{LeadForm, TouchForm};
use domain::pipeline::saved_view::Seen;
use domain::pipeline::{DealForm, NewDeal, SavedViewForm};
use domain::products::{LineForm, ProductForm};
use domain::team::forms::Invite;
use domain::team::{Role, Roles, Scope};
use domain::{ActivityId, DealId, DealLineId, LeadId, MemberId, PipelineId, Refusal};
use sqlx::PgPool;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Tables that belong to no workspace, or say which there are. A new one has to be thought of here.
const OF_NO_WORKSPACE: [&str; 4] = ["_sqlx_migrations", "setup_link", "sign_in_try", "workspace"];

/// Every row of a workspace, by table: those of tables that are made some day, too. The feed alone is left out, which
/// tells of what happened for a day; and of the workspace its counters, as no number is given twice.
async fn rows(pool: &PgPool, actor: &Actor) -> BTreeMap<String, BTreeSet<String>> {
    let tables: Vec<(String, bool)> = sqlx::query_as(
        "select t.table_name::text, exists (
             select from information_schema.columns c
             where c.table_schema = t.table_schema and c.table_name = t.table_name and c.column_name = 'workspace_id')
         from information_schema.tables t
         where t.table_schema = 'public' and t.table_type = 'BASE TABLE'",
    )
    .fetch_all(pool)
    .await
    .unwrap();
    let (of_one, of_none): (Vec<_>, Vec<_>) = tables.into_iter().partition(|it| it.1);
    let of_none: BTreeSet<_> = of_none.into_iter().map(|it| it.0).collect();
    assert_eq!(of_none, OF_NO_WORKSPACE.map(str::to_owned).into());
    let mut found = BTreeMap::new();
    for (table, _) in of_one.into_iter().filter(|it| it.0 != "outbox") {
        let sql = format!("select t::text from {table} t where workspace_id = $1");
        let rows: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .bind(actor.workspace())
            .fetch_all(pool)
            .await
            .unwrap();
        found.insert(table, rows.into_iter().collect());
    }
    let own: Vec<String> = sqlx::query_scalar(
        "select (to_jsonb(w) - 'last_deal_number' - 'last_account_number' - 'last_lead_number')::text from workspace w where id = $1",
    )
    .bind(actor.workspace())
    .fetch_all(pool)
    .await
    .unwrap();
    found.insert("workspace".to_owned(), own.into_iter().collect());
    found
}

/// The feed of this workspace reaches back for days.
async fn long_feed(world: &World, actor: &Actor) {
    sqlx::query("update outbox set at = now() - interval '9 days' where workspace_id = $1")
        .bind(actor.workspace())
        .execute(&world.pool)
        .await
        .unwrap();
}

async fn bring(world: &World, actor: &Actor) {
    bring_in(&world.db, actor, Utc::now()).await.unwrap();
}

async fn stand(world: &World, actor: &Actor) -> Stand {
    demo_data(&world.db, actor).await.unwrap().0
}

async fn scalar<T>(world: &World, sql: &'static str) -> T
where
    T: Send + Unpin,
    (T,): for<'r> sqlx::FromRow<'r, sqlx::postgres::PgRow>,
{
    let (it,): (T,) = sqlx::query_as(sql).fetch_one(&world.pool).await.expect(sql);
    it
}

async fn run(world: &World, sql: &'static str) -> Result<u64, sqlx::Error> {
    Ok(sqlx::query(sql).execute(&world.pool).await?.rows_affected())
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn it_comes_and_goes_and_leaves_no_row_behind(pool: PgPool) {
    let world = world(&pool).await;
    let admin = world.member("정하윤", Role::Admin).await;
    long_feed(&world, &admin).await;
    let before = rows(&pool, &admin).await;
    assert_eq!(stand(&world, &admin).await, Stand::Fresh);

    bring(&world, &admin).await;
    world.in_order().await;
    let there = rows(&pool, &admin).await;
    let filled: Vec<_> =
        there.iter().filter(|it| before[it.0].len() < it.1.len()).map(|it| it.0.as_str()).collect();
    assert_eq!(
        filled,
        [
            "account",
            "account_fit",
            "activity",
            "consent",
            "contact_step",
            "deal",
            "deal_line",
            "deal_past",
            "deal_person",
            "deal_relation",
            "demo_record",
            "dossier_note",
            "field_change",
            "framework_answer",
            "handover",
            "lead",
            "lead_score",
            "lead_touch",
            "lead_transition",
            "member",
            "person",
            "person_former",
            "pinned_view",
            "product",
            "qualification_change",
            "qualification_talk",
            "research_note",
            "saved_view",
            "signal",
            "stage_transition",
            "tag",
            "tagged",
            "target",
            "task",
            "team",
            "team_member",
            "web_form",
            "web_form_entry",
            "web_form_version",
        ]
    );
    let (stand_now, parting) = demo_data(&world.db, &admin).await.unwrap();
    assert_eq!(stand_now, Stand::In);
    let goes: BTreeMap<_, _> = parting.goes.iter().map(|it| (it.0.code(), it.1)).collect();
    assert!((290..=320).contains(&goes["deal"]) && goes["account"] == 75 && goes["member"] == 12, "{goes:?}");
    assert_eq!((parting.ours_go, parting.stays, parting.own, parting.parted), (vec![], vec![], vec![], 0));
    // The feed waits for older transactions, also for those of tests beside this one.
    let mut is_told = false;
    for _ in 0..200 {
        let told =
            db::live::read(&world.db, Default::default(), Some(admin.workspace()), 10_000).await.unwrap();
        let frames = db::live::frames(&world.db, &told).await.unwrap();
        is_told = frames.first().is_some_and(|it| it.1.is_about_everything());
        if is_told {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert!(is_told, "open screens read again");

    take_out(&world.db, &admin).await.unwrap();
    world.in_order().await;
    assert_eq!(rows(&pool, &admin).await, before);
    assert_eq!(stand(&world, &admin).await, Stand::Fresh);

    // Once more, by others ids and further numbers.
    bring(&world, &admin).await;
    world.in_order().await;
    let again = rows(&pool, &admin).await;
    assert_eq!(again["deal"].len(), there["deal"].len());
    assert!(
        again["deal"].is_disjoint(&there["deal"]) && again["demo_record"].is_disjoint(&there["demo_record"])
    );
    let numbers: i64 = scalar(&world, "select min(number)::bigint from deal").await;
    assert_eq!(numbers, 1 + i64::try_from(there["deal"].len()).unwrap());
    take_out(&world.db, &admin).await.unwrap();
    assert_eq!(rows(&pool, &admin).await, before);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_new_workspace_is_filled_where_it_stands_and_whoever_brings_it_has_a_full_day(pool: PgPool) {
    let world = world(&pool).await;
    let admin = world.member("정하윤", Role::Admin).await;
    let before = pipelines(&world.db, &admin).await.unwrap();
    bring(&world, &admin).await;
    assert_eq!(pipelines(&world.db, &admin).await.unwrap(), before, "no pipelines beside the new ones");
    for pipeline in &before {
        let wish = domain::pipeline::list::Wish { pipeline: Some(pipeline.id), ..Default::default() };
        let table = db::pipeline::deals(&world.db, &admin, &wish, admin.day(Utc::now())).await.unwrap();
        assert!(table.totals.count > 10, "{}", pipeline.name_ko);
    }
    let today = activities::today(&world.db, &admin, domain::focus::Of::Me, Utc::now()).await.unwrap();
    assert!(!today.day.must.is_empty() && !today.day.next.is_empty());
    let viewer = team::viewer(&world.db, &admin).await.unwrap();
    assert_eq!(viewer.demo, Stand::In);
    let colleagues: Vec<_> = viewer.members.iter().filter(|it| it.email.is_none()).collect();
    assert_eq!(colleagues.len(), 12);
    assert!(colleagues.iter().all(|it| !it.active), "names beside records, who cannot be given any");
    let told: i64 = scalar(
        &world,
        "select count(*) from field_change f, jsonb_array_elements(f.changes) c
        where c ->> 'before' = '김민지' or c ->> 'after' = '김민지'",
    )
    .await;
    assert_eq!(told, 0, "the part is played under the player's name");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn it_comes_once_and_only_by_who_keeps_the_team(pool: PgPool) {
    let world = world(&pool).await;
    let admin = world.member("정하윤", Role::Admin).await;
    let other = world.member("이서연", Role::Admin).await;
    for role in [Role::Manager, Role::Ae, Role::Viewer] {
        let actor = world.member("박준호", role).await;
        for refused in [
            bring_in(&world.db, &actor, Utc::now()).await,
            take_out(&world.db, &actor).await,
            demo_data(&world.db, &actor).await.map(|_| ()),
        ] {
            assert!(matches!(refused, Err(db::Error::Refused(Refusal::NotAllowed))), "{role:?}: {refused:?}");
        }
    }
    take_out(&world.db, &admin).await.unwrap();
    let now = Utc::now();
    let (one, two) = tokio::join!(bring_in(&world.db, &admin, now), bring_in(&world.db, &other, now));
    one.unwrap();
    two.unwrap();
    bring(&world, &other).await;
    assert_eq!(world.count("account").await, 75);
    world.in_order().await;
    let (one, two) = tokio::join!(take_out(&world.db, &admin), take_out(&world.db, &other));
    one.unwrap();
    two.unwrap();
    assert_eq!((world.count("account").await, world.count("demo_record").await), (0, 0));
    world.in_order().await;

    let whole = seed(&world.db, now, "hash").await.unwrap().workspace();
    let key =
        sqlx::query_scalar("select id from member where workspace_id = $1 and email = 'hayun@baton.example'")
            .bind(whole)
            .fetch_one(&pool)
            .await
            .unwrap();
    let operator = Actor::operator(whole);
    let key = team::make_api_token(&world.db, &operator, MemberId(key), "key", Scope::Write).await.unwrap();
    let founder = team::actor_of_token(&world.db, &key).await.unwrap().unwrap();
    assert_eq!(stand(&world, &founder).await, Stand::Whole);
    let before = rows(&pool, &founder).await;
    bring(&world, &founder).await;
    take_out(&world.db, &founder).await.unwrap();
    assert_eq!(rows(&pool, &founder).await, before, "a workspace that is a demo stays one");
}

/// A deal of the team's own in a pipeline.
async fn own_deal(world: &World, actor: &Actor, pipeline: PipelineId, name: &str) -> DealId {
    let form = NewDeal { name: name.into(), pipeline: pipeline.to_string(), ..Default::default() };
    create_deal(&world.db, actor, &form).await.unwrap()
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn beside_a_teams_own_work_it_keeps_apart(pool: PgPool) {
    let world = world(&pool).await;
    let admin = world.member("정하윤", Role::Admin).await;
    let first = pipelines(&world.db, &admin).await.unwrap();
    own_deal(&world, &admin, first[0].id, "우리 딜").await;
    let form = TagForm {
        account: own_account(&world, &admin, "").await.id.to_string(),
        name: "핵심 고객".into(),
        ..Default::default()
    };
    let tag = db::accounts::tag(&world.db, &admin, &form).await.unwrap().id;
    team::make_team(&world.db, &admin, "커머셜팀").await.unwrap();
    let demo_person: String = {
        bring(&world, &admin).await;
        let email =
            scalar(&world, "select email from person where email is not null order by email limit 1").await;
        take_out(&world.db, &admin).await.unwrap();
        email
    };
    let form = PersonForm { name: "같은 주소".into(), email: demo_person.clone(), ..Default::default() };
    db::accounts::create_person(&world.db, &admin, None, &form).await.unwrap();
    let before = rows(&pool, &admin).await;

    bring(&world, &admin).await;
    world.in_order().await;
    let names: Vec<_> =
        pipelines(&world.db, &admin).await.unwrap().into_iter().map(|it| it.name_ko).collect();
    assert_eq!(names.last().unwrap(), "인바운드 SMB (예시)");
    assert_eq!(names.len(), 4, "the two that nobody has used serve as the demo's: {names:?}");
    let teams: i64 =
        scalar(&world, "select count(*) from team where name in ('커머셜팀', '커머셜팀 (예시)')").await;
    assert_eq!((teams, world.count("tag").await), (2, 9));
    let worn = sqlx::query_scalar::<_, i64>("select count(*) from tagged where tag_id = $1")
        .bind(tag)
        .fetch_one(&pool)
        .await
        .unwrap();
    assert!(worn > 1, "a label that is here already is the one that is meant");
    take_out(&world.db, &admin).await.unwrap();
    assert_eq!(rows(&pool, &admin).await, before);
}

async fn own_account(world: &World, actor: &Actor, parent: &str) -> domain::accounts::Account {
    let name = format!("우리 고객 {}", Uuid::now_v7());
    let form = AccountForm { name, parent: parent.into(), ..Default::default() };
    db::accounts::create_account(&world.db, actor, None, &form).await.unwrap()
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_the_team_made_stays_and_loses_only_what_tied_it_to_the_examples(pool: PgPool) {
    let world = world(&pool).await;
    let (admin, ae) = (world.member("정하윤", Role::Admin).await, world.member("김민지", Role::Ae).await);
    let real = pipelines(&world.db, &admin).await.unwrap()[0].id;
    own_deal(&world, &ae, real, "처음부터 우리 딜").await;
    bring(&world, &admin).await;
    let examples = pipelines(&world.db, &admin).await.unwrap().pop().unwrap();
    let id = |sql: &'static str| scalar::<Uuid>(&world, sql);
    let account =
        id("select id from account where last_activity_at is not null order by number limit 1").await;
    let person = sqlx::query_scalar::<_, Uuid>("select id from person where account_id = $1 limit 1")
        .bind(account)
        .fetch_one(&pool)
        .await
        .unwrap();
    let product = id("select id from product where retired_at is null order by name limit 1").await;
    let colleague = id("select id from member where name = '한지민' and email is null").await;
    let view = saved_views(&world.db, &admin).await.unwrap().into_iter().find(|it| it.shared).unwrap().id;

    // Own things, tied to the examples in every way there is.
    let deal = own_deal(&world, &ae, examples.id, "예시 사이의 우리 딜").await;
    let form = DealForm {
        name: "예시 사이의 우리 딜".into(),
        account: account.to_string(),
        person: person.to_string(),
        currency: "KRW".into(),
        owner: ae.id().unwrap().to_string(),
        ..Default::default()
    };
    edit_deal(&world.db, &ae, deal, 1, &form).await.unwrap();
    let line = LineForm { product: product.to_string(), quantity: "2".into(), ..Default::default() };
    products::add_line(&world.db, &ae, deal, DealLineId(Uuid::now_v7()), &line).await.unwrap();
    let tag = TagForm { deal: deal.to_string(), name: "핵심 고객".into(), ..Default::default() };
    db::accounts::tag(&world.db, &ae, &tag).await.unwrap();
    let call = ActivityForm {
        kind: "call".into(),
        outcome: "connected".into(),
        body: "우리 통화".into(),
        deal: deal.to_string(),
        ..Default::default()
    };
    let call = activities::log(&world.db, &ae, &call, Utc::now()).await.unwrap();
    let child = own_account(&world, &admin, &account.to_string()).await;
    let form =
        PersonForm {
            name: "우리가 만난 사람".into(), account: account.to_string(), ..Default::default()
        };
    let met = db::accounts::create_person(&world.db, &ae, None, &form).await.unwrap();
    // As an import of a file that names a colleague of that name would have it.
    sqlx::query("update deal set owner_id = $2 where id = $1")
        .bind(deal)
        .bind(colleague)
        .execute(&pool)
        .await
        .unwrap();
    sqlx::query("update account set owner_id = $2 where id = $1")
        .bind(child.id)
        .bind(colleague)
        .execute(&pool)
        .await
        .unwrap();
    let task = TaskForm { title: "우리 할 일".into(), deal: deal.to_string(), ..Default::default() };
    let task = activities::plan(&world.db, &ae, &task).await.unwrap();
    sqlx::query("update task set owner_id = $2 where id = $1")
        .bind(task)
        .bind(colleague)
        .execute(&pool)
        .await
        .unwrap();
    let loose = TaskForm { title: "아무 딜도 아닌 할 일".into(), ..Default::default() };
    activities::plan(&world.db, &ae, &loose).await.unwrap();
    // What is about examples alone, and ways of looking at them.
    let of_demo =
        id("select id from deal where id in (select id from demo_record) order by number limit 1").await;
    let seen = ActivityForm {
        kind: "note".into(),
        body: "예시에 남긴 메모".into(),
        deal: of_demo.to_string(),
        ..Default::default()
    };
    let noted = activities::log(&world.db, &admin, &seen, Utc::now()).await.unwrap();
    let corrected = ActivityForm { body: "고친 메모".into(), ..seen };
    activities::edit_activity(&world.db, &admin, noted, 1, &corrected, Utc::now()).await.unwrap();
    let planned =
        TaskForm { title: "예시에 한 계획".into(), account: account.to_string(), ..Default::default() };
    activities::plan(&world.db, &ae, &planned).await.unwrap();
    pin_view(&world.db, &ae, view, true).await.unwrap();
    fold(&world.db, &ae, examples.stages[0].id, true).await.unwrap();
    let unused =
        pipelines(&world.db, &admin).await.unwrap().into_iter().find(|it| it.id == examples.id).unwrap();
    let board = SavedViewForm {
        name: "남는 보드".into(),
        seen: Seen { board: unused.id.to_string(), ..Default::default() },
        ..Default::default()
    };
    save_view(&world.db, &ae, &board).await.unwrap();
    world.in_order().await;

    let parting = demo_data(&world.db, &admin).await.unwrap().1;
    assert_eq!(parting.ours_go, [(Part::Activity, 1), (Part::Task, 1)]);
    assert_eq!(parting.stays, [(Part::Pipeline, 1), (Part::Product, 1), (Part::Tag, 1)]);
    assert_eq!(parting.own, [(Part::Deal, 2), (Part::Account, 1), (Part::Person, 1)]);
    assert_eq!(parting.parted, 3);

    take_out(&world.db, &admin).await.unwrap();
    world.in_order().await;
    let counts = [
        "deal",
        "account",
        "person",
        "product",
        "tag",
        "activity",
        "activity_change",
        "task",
        "demo_record",
        "team",
    ];
    let mut left = Vec::new();
    for table in counts {
        left.push((table, world.count(table).await));
    }
    let wanted = [2, 1, 1, 1, 1, 1, 0, 2, 0, 0];
    assert_eq!(left, counts.into_iter().zip(wanted).collect::<Vec<_>>());
    let now = db::pipeline::deal(&world.db, &admin, deal).await.unwrap();
    assert_eq!((now.card.account, now.person, now.card.owner), (None, None, admin.id()));
    assert_eq!((now.lines.len(), now.card.pipeline), (1, examples.id));
    let said: String = scalar(&world, "select changes::text from field_change where deal_id is not null order by at desc, version desc limit 1").await;
    assert!(said.contains("account") && said.contains("한지민") && said.contains("정하윤"), "{said}");
    let parent: Option<Uuid> = scalar(&world, "select parent_id from account").await;
    let works_at: Option<Uuid> = scalar(&world, "select account_id from person").await;
    assert_eq!((parent, works_at), (None, None));
    assert_eq!(scalar::<Uuid>(&world, "select id from person").await, met.id.0);
    let (activity, about): (Uuid, Option<Uuid>) =
        sqlx::query_as("select id, account_id from activity").fetch_one(&pool).await.unwrap();
    assert_eq!((ActivityId(activity), about), (call, None));
    let owners: i64 = scalar(
        &world,
        "select count(*) from task where owner_id in (select id from member where email is not null)",
    )
    .await;
    assert_eq!(owners, 2);
    let views: Vec<_> = saved_views(&world.db, &ae).await.unwrap().into_iter().map(|it| it.name).collect();
    assert_eq!(views, ["남는 보드"], "its pipeline stayed");

    // What became the team's own is told apart from the demo that comes next.
    let before = rows(&pool, &admin).await;
    bring(&world, &admin).await;
    world.in_order().await;
    let names: Vec<_> =
        pipelines(&world.db, &admin).await.unwrap().into_iter().map(|it| it.name_ko).collect();
    assert!(names.contains(&"인바운드 SMB (예시 2)".to_owned()), "{names:?}");
    take_out(&world.db, &admin).await.unwrap();
    assert_eq!(rows(&pool, &admin).await, before);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_view_of_a_pipeline_that_goes_goes_with_it(pool: PgPool) {
    let world = world(&pool).await;
    let admin = world.member("정하윤", Role::Admin).await;
    let real = pipelines(&world.db, &admin).await.unwrap()[0].id;
    own_deal(&world, &admin, real, "우리 딜").await;
    let before = rows(&pool, &admin).await;
    bring(&world, &admin).await;
    let examples = pipelines(&world.db, &admin).await.unwrap().pop().unwrap();
    let board = Seen { board: examples.id.to_string(), ..Default::default() };
    let stage = ("stage".to_owned(), examples.stages[0].id.to_string());
    let table = Seen {
        query: [("pipeline".to_owned(), examples.id.to_string()), stage].into(),
        ..Default::default()
    };
    for (name, seen) in [("보드", board), ("표", table)] {
        let form = SavedViewForm { name: name.into(), seen, pinned: true, ..Default::default() };
        save_view(&world.db, &admin, &form).await.unwrap();
    }
    let parting = demo_data(&world.db, &admin).await.unwrap().1;
    assert_eq!(parting.ours_go, [(Part::SavedView, 2)]);
    take_out(&world.db, &admin).await.unwrap();
    assert_eq!(rows(&pool, &admin).await, before);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_seat_that_somebody_took_stays_theirs(pool: PgPool) {
    let world = world(&pool).await;
    let admin = world.member("정하윤", Role::Admin).await;
    bring(&world, &admin).await;
    let seat = async |name: &str| -> MemberId {
        sqlx::query_scalar("select id from member where name = $1 and email is null")
            .bind(name)
            .fetch_one(&pool)
            .await
            .unwrap()
    };
    let ask = |email: &str, seat| Invite {
        email: email.into(),
        roles: Roles(vec![Role::Ae]),
        instead_of: Some(seat),
    };
    let taken = seat("한지민").await;
    let link = team::invite(&world.db, &admin, &ask("jimin@hanbit.kr", taken)).await.unwrap();
    team::accept(&world.db, &link, "진짜 한지민", "hash", "").await.unwrap();
    let asked = team::invite(&world.db, &admin, &ask("doyun@hanbit.kr", seat("최도윤").await)).await.unwrap();
    let parting = demo_data(&world.db, &admin).await.unwrap().1;
    assert_eq!(parting.stays, [(Part::Member, 1)]);

    take_out(&world.db, &admin).await.unwrap();
    world.in_order().await;
    let names: Vec<String> = sqlx::query_scalar("select name from member where id = $1")
        .bind(taken)
        .fetch_all(&pool)
        .await
        .unwrap();
    assert_eq!(names, ["진짜 한지민"]);
    team::accept(&world.db, &asked, "진짜 최도윤", "hash", "").await.unwrap();
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn no_other_history_can_be_changed_or_deleted_while_it_is_there(pool: PgPool) {
    let world = world(&pool).await;
    let admin = world.member("정하윤", Role::Admin).await;
    let real = pipelines(&world.db, &admin).await.unwrap()[0].id;
    let deal = own_deal(&world, &admin, real, "우리 딜").await;
    let note = ActivityForm {
        kind: "note".into(),
        body: "우리 메모".into(),
        deal: deal.to_string(),
        ..Default::default()
    };
    let noted = activities::log(&world.db, &admin, &note, Utc::now()).await.unwrap();
    let corrected = ActivityForm { body: "고친 메모".into(), ..note };
    activities::edit_activity(&world.db, &admin, noted, 1, &corrected, Utc::now()).await.unwrap();
    own_account(&world, &admin, "").await;
    bring(&world, &admin).await;
    for own in [
        "delete from stage_transition where not came_with_demo(workspace_id, 'deal', deal_id)",
        "delete from field_change where account_id is not null and not came_with_demo(workspace_id, 'account', account_id)",
        "delete from activity_change",
        "delete from activity where body = '고친 메모'",
        "update activity set deal_id = null, account_id = null, body = 'x' where body = '고친 메모'",
        // The door is for going, not for another story.
        "update stage_transition set reason = 'x' where came_with_demo(workspace_id, 'deal', deal_id)",
        "update field_change set changes = '[]' where came_with_demo(workspace_id, 'account', account_id)",
        "update activity set body = 'x' where is_about_demo_alone(workspace_id, deal_id, account_id, person_id)",
        // And nothing is made an example afterwards.
        "insert into demo_record (workspace_id, kind, id, at) select workspace_id, 'deal', id, now() from deal where name = '우리 딜'",
        "insert into demo_record (workspace_id, kind, id, at)
         select workspace_id, 'account', id, now() from account where name like '우리 고객%'",
        "update demo_record set id = (select id from deal where name = '우리 딜')
         where kind = 'deal' and id = (select min(id::text)::uuid from demo_record where kind = 'deal')",
    ] {
        assert!(run(&world, own).await.is_err(), "{own}");
    }
    world.in_order().await;
    let gone = run(
        &world,
        "delete from activity where is_about_demo_alone(workspace_id, deal_id, account_id, person_id)",
    )
    .await;
    assert!(gone.unwrap() > 1_000, "with what came with the demo its history may go");
    let forms = ProductForm {
        name: "우리 제품".into(),
        price: "1000".into(),
        currency: "KRW".into(),
        ..Default::default()
    };
    products::add_product(&world.db, &admin, &forms).await.unwrap();
    take_out(&world.db, &admin).await.unwrap();
    world.in_order().await;
    assert_eq!((world.count("product").await, world.count("activity_change").await), (1, 1));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_lead_of_the_teams_own_stays_and_loses_its_tie_to_an_example(pool: PgPool) {
    let world = world(&pool).await;
    let admin = world.member("정하윤", Role::Admin).await;
    bring(&world, &admin).await;
    let email: String = scalar(
        &world,
        "select email from person
         where email is not null and account_id is not null and email not in (select email from lead where email is not null)
         order by email limit 1",
    )
    .await;
    let example: Uuid =
        scalar(&world, "select id from lead where status = 'new' order by number limit 1").await;
    let form = LeadForm { name: "우리 리드".into(), email, ..Default::default() };
    let come = leads::arrive(&world.db, &admin, None, (&form, &TouchForm::default()), Utc::now()).await;
    let own = come.unwrap().lead;
    let tied = leads::lead(&world.db, &admin, own).await.unwrap();
    assert!(tied.account.is_some() && tied.person.is_some());
    for lead in [own, LeadId(example)] {
        let call = ActivityForm {
            kind: "call".into(),
            outcome: "connected".into(),
            lead: lead.to_string(),
            ..Default::default()
        };
        activities::log(&world.db, &admin, &call, Utc::now()).await.unwrap();
        let task = TaskForm { title: "다시 전화".into(), lead: lead.to_string(), ..Default::default() };
        activities::plan(&world.db, &admin, &task).await.unwrap();
    }
    assert!(demo_data(&world.db, &admin).await.unwrap().1.own.contains(&(Part::Lead, 1)));
    take_out(&world.db, &admin).await.unwrap();
    world.in_order().await;
    let parted = leads::lead(&world.db, &admin, own).await.unwrap();
    assert_eq!((parted.account, parted.person, parted.owner), (None, None, admin.id()));
    let counts = (world.count("lead").await, world.count("activity").await, world.count("task").await);
    assert_eq!(counts, (1, 1, 1), "what was logged and planned with our own stays");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_form_by_which_somebody_of_the_teams_own_came_stays(pool: PgPool) {
    let world = world(&pool).await;
    let admin = world.member("정하윤", Role::Admin).await;
    bring(&world, &admin).await;
    let key: String = scalar(&world, "select key from web_form order by created_at desc, id limit 1").await;
    let form = db::web_forms::hosted(&world.db, &key).await.unwrap().unwrap();
    let sent = domain::web_forms::EntryForm {
        name: "우리 리드".into(),
        email: "ours@garam.kr".into(),
        company: "가람테크".into(),
        privacy: "true".into(),
        by_email: "true".into(),
        stamp: form.stamp(Utc::now() - chrono::TimeDelta::minutes(1)),
        ..Default::default()
    };
    db::web_forms::enter(&world.db, &form, &sent, Utc::now()).await.unwrap();
    let robot = domain::web_forms::EntryForm { website: "x".into(), ..sent };
    db::web_forms::enter(&world.db, &form, &robot, Utc::now()).await.unwrap();
    assert!(demo_data(&world.db, &admin).await.unwrap().1.stays.contains(&(Part::WebForm, 1)));
    take_out(&world.db, &admin).await.unwrap();
    world.in_order().await;
    let counts = (world.count("web_form").await, world.count("lead").await, world.count("consent").await);
    assert_eq!(counts, (1, 1, 1), "with the proof of what they agreed to");
    let left = db::web_forms::list(&world.db, &admin, Utc::now()).await.unwrap().forms;
    assert_eq!((left[0].id, left[0].counts.entries), (form.id, 1));
}
