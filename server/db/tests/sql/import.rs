//! Taking in files on a real PostgreSQL: exactly once, whole, with the history that the rows tell.

use crate::support::{World, world};
use chrono::{DateTime, NaiveDate, Utc};
use db::import::{
    Mode, Run, Taken, bad_rows, begin, choose_pipelines, figures, finish, forget, keep, preview,
    take_accounts, take_deals, take_members, take_products, upload,
};
use db::{Actor, Error};
use domain::import::{
    AccountRow, Cells, Choices, DealRow, Door, Kind, Mapping, MemberRow, Outcome, ProductRow, Survey, Tally,
    map_as, parents_first,
};
use domain::pipeline::StageKind;
use domain::team::Role;
use domain::{Currency, Problem, Refusal, Why};
use sqlx::PgPool;

struct Sheet {
    headers: Vec<String>,
    mapping: Mapping,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    fn new(kind: Kind, text: &str) -> Self {
        let mut lines = text.lines().map(|it| it.trim().split(',').map(str::to_owned).collect::<Vec<_>>());
        let headers = lines.next().expect("headers");
        Self { mapping: map_as(kind, &headers), headers, rows: lines.collect() }
    }

    fn read<T>(&self, read: impl Fn(&Cells<'_>) -> Result<T, Vec<Problem>>) -> Vec<(u64, T)> {
        let cells = |row| Cells { headers: &self.headers, mapping: &self.mapping, row };
        self.rows.iter().zip(2..).map(|(row, at)| (at, read(&cells(row)).expect("a good row"))).collect()
    }
}

fn now() -> DateTime<Utc> {
    Utc::now()
}

async fn run(world: &World, actor: &Actor, mode: Mode) -> Run {
    begin(&world.db, actor, mode, now()).await.expect("it begins").expect("no other import")
}

/// Goes through a file of deals as the server does.
async fn deals_by(world: &World, actor: &Actor, mode: Mode, pipeline: Option<&str>, text: &str) -> Taken {
    let mut run = run(world, actor, mode).await;
    let door = Door { currency: Some(Currency::Usd), today: run.today() };
    let rows = Sheet::new(Kind::Deals, text).read(|it| DealRow::read(it, door));
    let mut survey = Survey::default();
    rows.iter().for_each(|(_, row)| survey.note(row));
    if let Some(pipeline) = pipeline {
        survey = survey.all_to(pipeline);
    }
    choose_pipelines(&mut run, &survey, "sales pipeline", Currency::Usd);
    let mut taken = Taken::default();
    for chunk in rows.chunks(domain::import::CHUNK) {
        let chunk = take_deals(&world.db, actor, &mut run, chunk.to_vec()).await.expect("a chunk");
        taken.tally.add(chunk.tally);
        taken.bad.extend(chunk.bad);
    }
    taken
}

async fn deals(world: &World, text: &str) -> Taken {
    deals_by(world, &world.operator, Mode::CarryOut, None, text).await
}

async fn accounts(world: &World, text: &str) -> Tally {
    let mut run = run(world, &world.operator, Mode::CarryOut).await;
    let rows = Sheet::new(Kind::Accounts, text).read(|it| AccountRow::read(it, Currency::Krw));
    let (rows, circular) = parents_first(rows);
    assert!(circular.is_empty());
    take_accounts(&world.db, &world.operator, &mut run, rows).await.expect("accounts").tally
}

const HEAD: &str = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value";

const FIVE: &str = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
    A1,Moses Frase,,Cancity,Won,10/20/2016,3/1/2017,1054
    A2,Moses Frase,,cancity,Lost,10/25/2016,3/11/2017,0
    A3,Darcel Schlecht,,,Engaging,11/3/2016,,
    A4,Darcel Schlecht,,Isdom,Prospecting,,,
    A5,,,Isdom,Won,,,500";

fn tally(new: u64, known: u64, bad: u64) -> Tally {
    Tally { new, known, bad }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_number_that_somebody_takes_meanwhile_gives_back_its_row_and_no_other(pool: PgPool) {
    let world = world(&pool).await;
    let mut run = run(&world, &world.operator, Mode::CarryOut).await;
    let form = domain::accounts::AccountForm {
        name: "빠른상사".into(),
        business_reg_no: "123-45-67891".into(),
        ..Default::default()
    };
    let first =
        db::accounts::create_account(&world.db, &world.operator, None, &form).await.expect("an account");
    let text = "account,사업자등록번호,subsidiary_of
        가람테크,1234567891,
        나래상사,,가람테크
        다온식품,220-81-62517,";
    let (rows, _) =
        parents_first(Sheet::new(Kind::Accounts, text).read(|it| AccountRow::read(it, Currency::Krw)));
    let taken = take_accounts(&world.db, &world.operator, &mut run, rows).await.expect("the others");
    assert_eq!((taken.tally.new, taken.tally.bad), (2, 1));
    assert_eq!(taken.bad[0].problems, [Problem::new("business_reg_no", Why::Taken)]);
    assert_eq!(taken.bad[0].row, 2);
    let parent: Option<uuid::Uuid> =
        sqlx::query_scalar("select parent_id from account where name = '나래상사'")
            .fetch_one(&pool)
            .await
            .expect("the subsidiary");
    assert_eq!(parent, Some(first.id.0), "whoever has the number is its parent");
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn deals_bring_their_accounts_owners_stages_and_days(pool: PgPool) {
    let world = world(&pool).await;
    let since = now();
    assert_eq!(deals(&world, FIVE).await.tally, tally(5, 0, 0));
    let figures = figures(&world.db, &world.operator, since).await.expect("figures");
    assert_eq!((figures.deals, figures.accounts, figures.owners, figures.without_account), (5, 2, 2, 1));
    // The prospect that names no day, and the won one of which nobody knows anything else.
    assert_eq!(figures.undated, 2);
    let stages: Vec<_> =
        figures.stages.iter().map(|it| (it.stage.as_str(), it.kind, it.deals, it.minor)).collect();
    assert_eq!(
        stages,
        [
            ("Prospecting", StageKind::Open, 1, 0),
            ("Engaging", StageKind::Open, 1, 0),
            ("Won", StageKind::Won, 2, 155_400),
            ("Lost", StageKind::Lost, 1, 0)
        ]
    );
    let history: Vec<(String, i32, Option<String>, String, DateTime<Utc>)> = sqlx::query_as(
        "select d.source_key, t.version, f.name_en, s.name_en, t.at
         from stage_transition t
         join deal d on d.id = t.deal_id
         join stage s on s.id = t.to_stage_id
         left join stage f on f.id = t.from_stage_id
         where d.source_key like '%:A1' or d.source_key like '%:A5'
         order by d.source_key, t.version",
    )
    .fetch_all(&pool)
    .await
    .expect("history");
    let seoul = |text: &str| text.parse::<DateTime<Utc>>().expect("an instant");
    let [began, won, unknown] = history.as_slice() else { panic!("{history:?}") };
    assert_eq!(
        (began.1, &began.2, began.3.as_str(), began.4),
        (1, &None, "Prospecting", seoul("2016-10-19T15:00:00Z"))
    );
    assert_eq!((won.1, won.2.as_deref(), won.3.as_str()), (2, Some("Prospecting"), "Won"));
    assert_eq!(won.4, seoul("2017-02-28T15:00:00Z"));
    assert_eq!((unknown.1, &unknown.2, unknown.3.as_str()), (1, &None, "Won"));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_same_file_twice_adds_nothing(pool: PgPool) {
    let world = world(&pool).await;
    deals(&world, FIVE).await;
    let tables = ["deal", "account", "member", "stage_transition", "outbox", "pipeline", "deal_line"];
    let mut before = Vec::new();
    for table in tables {
        before.push(world.count(table).await);
    }
    // Not even if the pipeline that was made for it looks different by now.
    sqlx::query("update stage set name_ko = '접촉', name_en = 'Contacted' where name_en = 'Engaging'")
        .execute(&pool)
        .await
        .expect("renamed");
    assert_eq!(deals(&world, FIVE).await.tally, tally(0, 5, 0));
    for (table, before) in tables.into_iter().zip(before) {
        assert_eq!(world.count(table).await, before, "{table}");
    }
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_rehearsal_counts_the_same_and_writes_nothing(pool: PgPool) {
    let world = world(&pool).await;
    let before = world.count("outbox").await;
    let taken = deals_by(&world, &world.operator, Mode::Rehearse, None, FIVE).await;
    assert_eq!(taken.tally, tally(5, 0, 0));
    for table in ["deal", "account", "deal_line"] {
        assert_eq!(world.count(table).await, 0, "{table}");
    }
    assert_eq!((world.count("pipeline").await, world.count("outbox").await), (3, before));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_cut_off_import_is_finished_by_running_it_again(pool: PgPool) {
    let world = world(&pool).await;
    let mut text = HEAD.to_owned();
    for at in 0..2_500 {
        text.push_str(&format!("\nX{at},Owner {},,Account {},Engaging,1/2/2017,,", at % 7, at % 300));
    }
    let begun: String = text.lines().take(1_201).collect::<Vec<_>>().join("\n");
    assert_eq!(deals(&world, &begun).await.tally, tally(1_200, 0, 0));
    assert_eq!(deals(&world, &text).await.tally, tally(1_300, 1_200, 0));
    assert_eq!((world.count("deal").await, world.count("account").await), (2_500, 300));
    let (numbers, ranks, ordered): (i64, i64, bool) = sqlx::query_as(
        "select max(number)::bigint, count(distinct rank),
             array_agg(number order by rank) = array_agg(number order by number)
         from deal",
    )
    .fetch_one(&pool)
    .await
    .expect("numbers");
    assert_eq!(
        (numbers, ranks, ordered),
        (2_500, 2_500, true),
        "numbers have no holes, and new deals stand below"
    );
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn rows_that_cannot_be_taken_are_named_and_the_others_are_taken(pool: PgPool) {
    let world = world(&pool).await;
    deals(&world, FIVE).await;
    let text = "Deal Name,Deal Stage,Pipeline,Product,Record ID
        Fine,Engaging,sales pipeline,,1
        No such stage,Dreaming,sales pipeline,,2
        No such product,Engaging,sales pipeline,Unheard of,3
        The same key,Engaging,sales pipeline,,1";
    let taken = deals(&world, text).await;
    assert_eq!(taken.tally, tally(1, 0, 3));
    let mut bad: Vec<_> = taken.bad.into_iter().map(|it| (it.row, it.problems)).collect();
    bad.sort_by_key(|it| it.0);
    assert_eq!(
        bad,
        [
            (3, vec![Problem::new("stage", Why::Unknown)]),
            (4, vec![Problem::new("product", Why::Unknown)]),
            (5, vec![Problem::new("id", Why::Taken)]),
        ]
    );
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_product_becomes_a_line_and_prices_a_deal_that_has_no_value(pool: PgPool) {
    let world = world(&pool).await;
    let mut run = run(&world, &world.operator, Mode::CarryOut).await;
    let door = Door { currency: Some(Currency::Usd), today: run.today() };
    let sheet = Sheet::new(Kind::Products, "product,series,sales_price\nGTX Pro,GTX,4821\ngtxpro,GTX,1");
    let rows = sheet.read(|it| ProductRow::read(it, door));
    let taken = take_products(&world.db, &world.operator, &mut run, rows).await.expect("products");
    assert_eq!(taken.tally, tally(1, 1, 0));
    drop(run);
    let text = format!("{HEAD}\nP1,,GTXPro,,Engaging,1/2/2017,,\nP2,,GTX Pro,,Won,1/2/2017,2/3/2017,4514");
    assert_eq!(deals(&world, &text).await.tally, tally(2, 0, 0));
    let lines: Vec<(i32, i64, i64, i64)> = sqlx::query_as(
        "select l.quantity, l.unit_minor, d.amount_minor, d.weighted_minor
         from deal d join deal_line l on l.deal_id = d.id
         order by d.source_key",
    )
    .fetch_all(&pool)
    .await
    .expect("lines");
    // One open stage: half way.
    assert_eq!(lines, [(1, 482_100, 482_100, 241_050), (1, 451_400, 451_400, 451_400)]);
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn subsidiaries_find_their_parents_in_any_order_of_rows(pool: PgPool) {
    let world = world(&pool).await;
    let text = "account,sector,employees,subsidiary_of
        Bluth Company,technolgy,3027,Acme Corporation
        Codehow,software,2641,bluth company
        Acme Corporation,technolgy,2822,
        Dalttechnology,software,96,Bubba Gump";
    assert_eq!(accounts(&world, text).await, tally(4, 0, 0));
    // Bubba Gump has no row of its own.
    let parents: Vec<(String, Option<String>)> = sqlx::query_as(
        "select a.name, p.name from account a left join account p on p.id = a.parent_id order by a.name",
    )
    .fetch_all(&pool)
    .await
    .expect("accounts");
    let parents: Vec<_> = parents.iter().map(|(name, parent)| (name.as_str(), parent.as_deref())).collect();
    assert_eq!(
        parents,
        [
            ("Acme Corporation", None),
            ("Bluth Company", Some("Acme Corporation")),
            ("Bubba Gump", None),
            ("Codehow", Some("Bluth Company")),
            ("Dalttechnology", Some("Bubba Gump")),
        ]
    );
    assert_eq!(accounts(&world, text).await, tally(0, 4, 0));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn accounts_are_known_by_key_by_domain_and_by_name(pool: PgPool) {
    let world = world(&pool).await;
    assert_eq!(accounts(&world, "Record ID,Company name,Domain\n1,Hanbit,hanbit.kr").await, tally(1, 0, 0));
    let text = "Record ID,Company name,Domain
        1,Renamed since,
        2,Other name,www.hanbit.kr
        3,Hanbit,hanbit-cafe.kr";
    assert_eq!(
        accounts(&world, text).await,
        tally(1, 2, 0),
        "another key with a namesake is another account"
    );
    assert_eq!(accounts(&world, "회사명\n한 빛 소프트\n한빛소프트\nhanbit").await, tally(1, 2, 0));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_managers_people_become_a_team_of_placeholders(pool: PgPool) {
    let world = world(&pool).await;
    let known = world.member("Moses Frase", Role::Ae).await;
    let text = "sales_agent,manager,regional_office
        Anna Snelling,Dustin Brinkmann,Central
        Cecily Lampkin,Dustin Brinkmann,Central
        Moses Frase,Dustin Brinkmann,Central
        Violet Mclelland,Cara Losch,East";
    let mut run = run(&world, &world.operator, Mode::CarryOut).await;
    let rows = Sheet::new(Kind::Members, text).read(MemberRow::read);
    let taken = take_members(&world.db, &world.operator, &mut run, rows).await.expect("members");
    assert_eq!(taken.tally, tally(3, 1, 0));
    assert_eq!((run.created().members, run.created().teams), (5, 2));
    let teams: Vec<(String, i64, bool)> = sqlx::query_as(
        "select t.name, count(*), bool_and(m.deactivated_at is not null and m.email is null)
         from team t join team_member tm on tm.team_id = t.id join member m on m.id = tm.member_id
         group by t.id, t.name order by t.name",
    )
    .fetch_all(&pool)
    .await
    .expect("teams");
    assert_eq!(
        teams,
        [("Central · Dustin Brinkmann".to_owned(), 3, true), ("East · Cara Losch".to_owned(), 2, true)]
    );
    assert!(known.teams().is_empty());
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_import_waits_for_no_other_one(pool: PgPool) {
    let world = world(&pool).await;
    let first = run(&world, &world.operator, Mode::CarryOut).await;
    let second = begin(&world.db, &world.operator, Mode::CarryOut, now()).await.expect("an answer");
    assert!(second.is_none());
    assert!(begin(&world.db, &world.operator, Mode::Rehearse, now()).await.expect("an answer").is_some());
    drop(first);
    assert!(begin(&world.db, &world.operator, Mode::CarryOut, now()).await.expect("an answer").is_some());
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn only_admins_and_managers_import(pool: PgPool) {
    let world = world(&pool).await;
    for role in Role::ALL {
        let actor = world.member("누구", role).await;
        let begun = begin(&world.db, &actor, Mode::Rehearse, now()).await;
        match role {
            Role::Admin | Role::Manager => assert!(begun.is_ok()),
            _ => assert!(matches!(begun, Err(Error::Refused(Refusal::NotAllowed))), "{role:?}"),
        }
    }
    let manager = world.member("매니저", Role::Manager).await;
    assert_eq!(
        deals_by(&world, &manager, Mode::CarryOut, Some("Partners"), FIVE).await.tally,
        tally(5, 0, 0)
    );
    let by: Vec<Option<uuid::Uuid>> = sqlx::query_scalar("select distinct by_id from stage_transition")
        .fetch_all(&pool)
        .await
        .expect("who");
    assert_eq!(by, [manager.id().map(|it| it.0)]);
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_upload_is_kept_for_its_workspace_and_for_a_day(pool: PgPool) {
    let world = world(&pool).await;
    let other = db::team::found_workspace(&world.db, &db::team::NewWorkspace::named("다른 팀"))
        .await
        .expect("another");
    let other = Actor::operator(other);
    let files = vec![("딜.csv".to_owned(), vec![0xEF, 0xBB, 0xBF, b'a'])];
    let (choices, outcome) = (Choices::default(), Outcome::default());
    let id = keep(&world.db, &world.operator, &files, &choices, &outcome).await.expect("kept");
    assert_eq!(upload(&world.db, &world.operator, id).await.expect("it is there").files, files);
    assert!(matches!(preview(&world.db, &other, id).await, Err(Error::NotFound)));
    assert!(matches!(bad_rows(&world.db, &world.operator, id, 0).await, Err(Error::NotFound)));

    let rows = ["a,problem\n1,no".to_owned()];
    finish(&world.db, &world.operator, id, &choices, &outcome, &rows).await.expect("done");
    assert!(preview(&world.db, &world.operator, id).await.expect("it is there").done_at.is_some());
    let (name, text) = bad_rows(&world.db, &world.operator, id, 0).await.expect("bad rows");
    assert_eq!((name.as_str(), &text), ("딜.csv", &rows[0]));

    sqlx::query("update import_upload set created_at = now() - interval '25 hours'")
        .execute(&pool)
        .await
        .expect("time passes");
    let id_of_today = keep(&world.db, &world.operator, &files, &choices, &outcome).await.expect("kept");
    assert_eq!(forget(&world.db).await.expect("swept"), 1);
    assert!(matches!(preview(&world.db, &world.operator, id).await, Err(Error::NotFound)));
    assert!(preview(&world.db, &world.operator, id_of_today).await.is_ok());
    assert_eq!(world.count("import_file").await, 1);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_deal_that_began_and_ended_today_balances(pool: PgPool) {
    let world = world(&pool).await;
    // Events of yesterday, so that the feed reaches back behind the beginning.
    sqlx::query("update outbox set at = now() - interval '2 days'")
        .execute(&pool)
        .await
        .expect("time passes");
    let today: NaiveDate = world.operator.day(now());
    let text = format!("{HEAD}\nT1,Anna,,Acme,Won,{today},{today},100\nT2,Anna,,Acme,Won,{today},,100");
    assert_eq!(deals(&world, &text).await.tally, tally(2, 0, 0));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_account_is_known_by_its_registration_number_whatever_it_is_called(pool: PgPool) {
    let world = world(&pool).await;
    let text = "회사명,사업자등록번호
        가람테크,123-45-67891
        Garam Technologies,1234567891
        다온물산,";
    // One is the first by another name.
    assert_eq!(accounts(&world, text).await, tally(2, 1, 0));
    let numbers: Vec<(String, Option<String>)> =
        sqlx::query_as("select name, business_reg_no from account order by name")
            .fetch_all(&pool)
            .await
            .expect("accounts");
    let numbers: Vec<_> = numbers.iter().map(|(name, it)| (name.as_str(), it.as_deref())).collect();
    assert_eq!(numbers, [("가람테크", Some("1234567891")), ("다온물산", None)]);
    world.in_order().await;
}
