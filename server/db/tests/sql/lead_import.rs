//! A marketing team's files on a real PostgreSQL: leads as they came, those who became customers, and the funnel that they
//! come to, by what brought them and by month.

use crate::support::{World, world};
use chrono::{DateTime, Utc};
use db::import::{Mode, Run, Taken, begin, choose_pipelines, take_customers, take_leads};
use db::leads::funnel;
use domain::Currency;
use domain::funnel::{By, Counts, Funnel, Month, Step, Wish};
use domain::import::{Cells, Created, CustomerRow, Door, Kind, LeadRow, Survey, Tally, map_as};
use domain::leads::Origin;
use domain::{Problem, Why};
use sqlx::PgPool;

const LEADS: &str = "mql_id,first_contact_date,landing_page_id,origin
    m1,2018-01-05,p1,social
    m2,2018-01-20,p1,paid_search
    m3,2018-01-31,p2,paid_search
    m4,2018-02-01,p2,paid_search
    m5,2018-02-11,p3,organic_search
    m6,2018-02-14,p3,
    m7,2018-02-20,p3,organic_search";

const CUSTOMERS: &str = "mql_id,seller_id,sdr_id,sr_id,won_date,business_segment
    m2,s2,Dana,Rik,2018-02-26 19:58:54,pet
    m4,s4,Dana,Ann,2018-03-09 03:00:00,toys
    m5,s5,Bo,Ann,2018-06-05 17:27:23,books";

fn rows<T>(kind: Kind, text: &str, read: impl Fn(&Cells<'_>) -> Result<T, Vec<Problem>>) -> Vec<(u64, T)> {
    let mut lines = text.lines().map(|it| it.trim().split(',').map(str::to_owned).collect::<Vec<_>>());
    let headers = lines.next().expect("headers");
    let mapping = map_as(kind, &headers);
    let read = |row: Vec<String>| read(&Cells { headers: &headers, mapping: &mapping, row: &row });
    lines.zip(2..).map(|(row, at)| (at, read(row).expect("a good row"))).collect()
}

async fn run(world: &World, mode: Mode) -> Run {
    begin(&world.db, &world.operator, mode, Utc::now()).await.expect("it begins").expect("no other import")
}

/// Takes both files in as the server does, or one of them.
async fn take(
    world: &World,
    mode: Mode,
    leads: Option<&str>,
    customers: Option<&str>,
) -> (Taken, Taken, Created) {
    let mut run = run(world, mode).await;
    let door = Door { currency: Some(Currency::Krw), today: run.today() };
    let who =
        customers.map(|it| rows(Kind::Customers, it, |it| CustomerRow::read(it, door))).unwrap_or_default();
    run.expect_customers(who.iter().map(|it| it.1.lead.clone()));
    let leads = leads.map(|it| rows(Kind::Leads, it, |it| LeadRow::read(it, door))).unwrap_or_default();
    let leads = take_leads(&world.db, &world.operator, &mut run, leads, false).await.expect("leads");
    run.next_file();
    let mut survey = Survey::default();
    who.iter().for_each(|it| survey.note(&it.1.deal));
    choose_pipelines(&mut run, &survey, "closed deals", Currency::Krw);
    let who = take_customers(&world.db, &world.operator, &mut run, who).await.expect("customers");
    (leads, who, run.created())
}

fn tally(new: u64, known: u64, bad: u64) -> Tally {
    Tally { new, known, bad }
}

async fn seen(world: &World, wish: &Wish) -> Funnel {
    funnel(&world.db, &world.operator, wish, Utc::now()).await.expect("a funnel")
}

fn steps(counts: Counts) -> [i64; 5] {
    Step::ALL.map(|it| counts.of(it))
}

async fn by(world: &World, by: By) -> Vec<(String, [i64; 5])> {
    let table = seen(world, &Wish { by, ..Wish::default() }).await.table;
    table.rows.into_iter().map(|it| (it.label.unwrap_or(it.row), steps(it.counts))).collect()
}

fn named<const N: usize>(rows: [(&str, [i64; 5]); N]) -> Vec<(String, [i64; 5])> {
    rows.map(|(row, counts)| (row.to_owned(), counts)).to_vec()
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_funnel_of_a_marketing_teams_files_is_exact_by_source_month_and_sdr(pool: PgPool) {
    let world = world(&pool).await;
    let (leads, who, created) = take(&world, Mode::CarryOut, Some(LEADS), Some(CUSTOMERS)).await;
    assert_eq!((leads.tally, who.tally), (tally(7, 0, 0), tally(3, 0, 0)));
    assert_eq!((created.leads, created.old_leads, created.customers, created.deals), (7, 4, 3, 3));
    assert_eq!((created.accounts, created.members), (3, 4));
    assert_eq!(
        by(&world, By::Source).await,
        named([
            ("paid_search", [3, 3, 2, 2, 2]),
            ("organic_search", [2, 2, 1, 1, 1]),
            ("", [1, 1, 0, 0, 0]),
            ("social", [1, 1, 0, 0, 0]),
        ])
    );
    assert_eq!(
        by(&world, By::Month).await,
        named([("2018-02", [4, 4, 2, 2, 2]), ("2018-01", [3, 3, 1, 1, 1])])
    );
    assert_eq!(
        by(&world, By::LandingPage).await,
        named([("p3", [3, 3, 1, 1, 1]), ("p1", [2, 2, 1, 1, 1]), ("p2", [2, 2, 1, 1, 1])])
    );
    assert_eq!(
        by(&world, By::Owner).await,
        named([("", [4, 4, 0, 0, 0]), ("Dana", [2, 2, 2, 2, 2]), ("Bo", [1, 1, 1, 1, 1])])
    );
    // Of one source in one month, as marketing asks.
    let wish = Wish {
        by: By::Month,
        source: "paid_search".to_owned(),
        origin: Some(Origin::Inbound),
        from: Month::read("2018-02"),
        to: Month::read("2018-02"),
        ..Wish::default()
    };
    assert_eq!(steps(seen(&world, &wish).await.table.total), [1, 1, 1, 1, 1]);
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_number_opens_the_very_leads_that_it_counts(pool: PgPool) {
    let world = world(&pool).await;
    take(&world, Mode::CarryOut, Some(LEADS), Some(CUSTOMERS)).await;
    for by in By::ALL {
        let wish = Wish { by, ..Wish::default() };
        for row in seen(&world, &wish).await.table.rows {
            for step in Step::ALL {
                let opened =
                    seen(&world, &wish.opening(Some(row.row.clone()), step)).await.opened.expect("open");
                assert_eq!(opened.total, row.counts.of(step), "{by:?} {} {step:?}", row.row);
                assert_eq!(opened.leads.len() as i64, opened.total);
            }
        }
    }
    let won = seen(&world, &Wish::default().opening(None, Step::Won)).await.opened.expect("open");
    let deals: Vec<_> = won.leads.iter().map(|it| (it.name.as_str(), it.deal_name.as_deref())).collect();
    assert_eq!(deals, [("m5", Some("s5")), ("m4", Some("s4")), ("m2", Some("s2"))]);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_same_files_twice_or_one_after_the_other_come_to_the_same(pool: PgPool) {
    let world = world(&pool).await;
    let (leads, ..) = take(&world, Mode::CarryOut, Some(LEADS), None).await;
    assert_eq!(leads.tally, tally(7, 0, 0));
    // Who came long ago waits for nobody.
    assert_eq!(open_leads(&pool).await, 0);
    let (_, who, _) = take(&world, Mode::CarryOut, None, Some(CUSTOMERS)).await;
    assert_eq!(who.tally, tally(3, 0, 0));
    let before = by(&world, By::Source).await;
    let (leads, who, created) = take(&world, Mode::CarryOut, Some(LEADS), Some(CUSTOMERS)).await;
    assert_eq!((leads.tally, who.tally, created), (tally(0, 7, 0), tally(0, 3, 0), Created::default()));
    assert_eq!(by(&world, By::Source).await, before);
    assert_eq!(before[0], ("paid_search".to_owned(), [3, 3, 2, 2, 2]));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_rehearsal_of_leads_counts_the_same_and_writes_nothing(pool: PgPool) {
    let world = world(&pool).await;
    let (leads, who, created) = take(&world, Mode::Rehearse, Some(LEADS), Some(CUSTOMERS)).await;
    for table in ["lead", "lead_touch", "deal", "account"] {
        assert_eq!(world.count(table).await, 0, "{table}");
    }
    let done = take(&world, Mode::CarryOut, Some(LEADS), Some(CUSTOMERS)).await;
    assert_eq!((leads.tally, who.tally, created), (done.0.tally, done.1.tally, done.2));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn somebody_who_stands_in_the_file_twice_is_one_lead_with_two_touches(pool: PgPool) {
    let world = world(&pool).await;
    let today = Utc::now().date_naive();
    let file = format!(
        "이름,회사명,이메일,전화번호,유입 경로,문의일,캠페인
        김민수,가람,Minsu@garam.kr,,전시회,2018-03-02,봄
        김민수,가람,minsu@garam.kr,010-1234-5678,웨비나,2018-04-02,여름
        이서연,누리,,010-9876-5432,웨비나,{today},여름
        이서연,누리,,010 9876 5432,검색,{today},"
    );
    let (leads, _, created) = take(&world, Mode::CarryOut, Some(&file), None).await;
    assert_eq!((leads.tally, created.leads, created.old_leads), (tally(4, 0, 0), 2, 1));
    assert_eq!((world.count("lead").await, world.count("lead_touch").await), (2, 4));
    assert_eq!(open_leads(&pool).await, 1);
    assert_eq!(
        by(&world, By::Source).await,
        named([("웨비나", [1, 0, 0, 0, 0]), ("전시회", [1, 0, 0, 0, 0])])
    );
    let last: Vec<_> = by(&world, By::LastSource).await.into_iter().map(|it| it.0).collect();
    assert_eq!(last, ["검색", "웨비나"]);
    // Again, they are there.
    let (leads, ..) = take(&world, Mode::CarryOut, Some(&file), None).await;
    assert_eq!(leads.tally, tally(0, 4, 0));
    world.in_order().await;
}

async fn open_leads(pool: &PgPool) -> i64 {
    sqlx::query_scalar("select count(*) from lead where status = 'new'")
        .fetch_one(pool)
        .await
        .expect("a count")
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_customer_of_whom_no_lead_is_known_is_refused_with_its_row(pool: PgPool) {
    let world = world(&pool).await;
    let customers = format!("{CUSTOMERS}\n    m9,s9,Bo,Ann,2018-06-05,x\n    m5,s6,Bo,Ann,2018-06-06,x");
    let (_, who, _) = take(&world, Mode::CarryOut, Some(LEADS), Some(&customers)).await;
    assert_eq!(who.tally, tally(3, 0, 2));
    let bad: Vec<_> = who.bad.iter().map(|it| (it.row, it.problems.clone())).collect();
    let about = |why| vec![Problem::new("id", why)];
    assert_eq!(bad, [(5, about(Why::Unknown)), (6, about(Why::Taken))]);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_customer_keeps_who_qualified_and_who_sold_and_when(pool: PgPool) {
    let world = world(&pool).await;
    take(&world, Mode::CarryOut, Some(LEADS), Some(CUSTOMERS)).await;
    let (sdr, rep, status, kind, came, won): (String, String, String, String, DateTime<Utc>, DateTime<Utc>) =
        sqlx::query_as(
            "select s.name, r.name, l.status, l.kind, d.created_at, d.closed_at
             from lead l
             join deal d on d.id = l.deal_id
             join member s on s.id = l.owner_id
             join member r on r.id = d.owner_id
             where l.name = 'm2'",
        )
        .fetch_one(&pool)
        .await
        .expect("the customer");
    assert_eq!((sdr.as_str(), rep.as_str()), ("Dana", "Rik"));
    assert_eq!((status.as_str(), kind.as_str()), ("accepted", "sales_qualified"));
    let seoul = |text: &str| text.parse::<DateTime<Utc>>().expect("an instant");
    assert_eq!((came, won), (seoul("2018-01-19T15:00:00Z"), seoul("2018-02-25T15:00:00Z")));
}
