//! The ideal customer profile on a real PostgreSQL: whoever changes an account or the profile, every fit is that of the
//! facts and the profile that hold.

use crate::desk::{Desk, at, refusal};
use chrono::Utc;
use db::accounts::{account, account_details, accounts, change_account, create_account, tag, untag};
use db::icp::{book, effect, mark_target, profile, restore, save, version};
use db::import::{Mode, begin, take_accounts};
use db::{Actor, Error, activities, demo, team};
use domain::accounts::{Account, AccountForm, Place, Sort, TagForm, Wish};
use domain::activities::{Shown, Subject};
use domain::icp::{Answer, Asks, Predicate, Profile, Tier, Tiers};
use domain::import::{AccountRow, Cells, Kind, map_as};
use domain::pipeline::{NewDeal, StageKind};
use domain::team::Role;
use domain::{AccountId, Currency, Money, Problem, Refusal, Why};
use futures::future::{join, join_all};
use sqlx::PgPool;
use std::collections::BTreeMap;

fn list(of: &[&str]) -> Vec<String> {
    of.iter().map(|it| (*it).to_owned()).collect()
}

fn asks(asks: Asks, points: i32) -> Predicate {
    Predicate { asks, points }
}

/// Software in Seoul, of some size, and no competitors.
fn seoul() -> Profile {
    Profile(vec![
        asks(Asks::Industry(list(&["소프트웨어"])), 50),
        asks(Asks::Region(list(&["서울"])), 30),
        asks(Asks::Employees { from: Some(30), to: None }, 20),
        asks(Asks::AnyTag(list(&["경쟁사"])), -100),
    ])
}

/// The other way round.
fn busan() -> Profile {
    Profile(vec![asks(Asks::Region(list(&["부산"])), 30), asks(Asks::Industry(list(&["제조"])), 70)])
}

fn form(name: &str, industry: &str, region: &str, employees: &str) -> AccountForm {
    let [name, industry, region, employees] = [name, industry, region, employees].map(str::to_owned);
    AccountForm { name, industry, region, employees, ..AccountForm::default() }
}

fn form_of(it: &Account) -> AccountForm {
    AccountForm {
        owner: it.owner.map(|it| it.to_string()).unwrap_or_default(),
        revenue: it.revenue().map(Money::digits).unwrap_or_default(),
        target: if it.target { "true".to_owned() } else { String::new() },
        ..form(
            &it.name,
            it.industry.as_deref().unwrap_or_default(),
            it.region.as_deref().unwrap_or_default(),
            &it.employees.map(|it| it.to_string()).unwrap_or_default(),
        )
    }
}

async fn made(desk: &Desk, name: &str, industry: &str, region: &str, employees: &str) -> AccountId {
    let form = form(name, industry, region, employees);
    create_account(&desk.db, &desk.junho, None, &form).await.unwrap().id
}

/// Fit, tier and the version that an account was judged by.
async fn fit(desk: &Desk, id: AccountId) -> (Option<i16>, Option<Tier>, Option<i32>) {
    let it = account(&desk.db, &desk.junho, id).await.unwrap();
    (it.icp_score, it.icp_tier, it.icp_version)
}

fn by_label(id: AccountId, name: &str) -> TagForm {
    TagForm { name: name.into(), ..TagForm::about(Subject::Account(id)) }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn whichever_way_facts_change_the_account_is_judged_anew(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (db, minji, junho) = (&desk.db, &desk.minji, &desk.junho);
    assert_eq!(fit(&desk, desk.account).await, (None, None, None));
    assert!(team::viewer(db, junho).await.unwrap().icp_missing);
    assert_eq!(save(db, minji, 0, &seoul()).await.unwrap(), 1);
    assert!(!team::viewer(db, junho).await.unwrap().icp_missing);
    assert_eq!(fit(&desk, desk.account).await, (Some(0), None, Some(1)), "nothing is known of it");
    // By a form.
    let id = made(&desk, "한빛소프트", "소프트웨어", "서울 강남", "25").await;
    assert_eq!(fit(&desk, id).await, (Some(80), Some(Tier::A), Some(1)));
    let now = account(db, junho, id).await.unwrap();
    let wider = AccountForm { employees: "30".into(), ..form_of(&now) };
    change_account(db, junho, id, now.version, &wider).await.unwrap();
    assert_eq!(fit(&desk, id).await.0, Some(100));
    // By labels.
    let rival = tag(db, junho, &by_label(id, "경쟁사")).await.unwrap().id;
    assert_eq!(fit(&desk, id).await, (Some(0), None, Some(1)));
    untag(db, junho, Subject::Account(id), rival).await.unwrap();
    assert_eq!(fit(&desk, id).await.0, Some(100));
    // By a deal that is typed in one line.
    let quick = NewDeal {
        name: "새 딜".into(),
        pipeline: desk.pipeline.id.to_string(),
        account_name: "처음 보는 회사".into(),
        ..NewDeal::default()
    };
    db::pipeline::create_deal(db, junho, &quick).await.unwrap();
    assert_eq!(desk.count("select count(*) from account_fit where version = 1 and not stale").await, 3);
    // By a file.
    let mut run = begin(db, minji, Mode::CarryOut, Utc::now()).await.unwrap().unwrap();
    let headers = list(&["name", "industry", "region", "employees"]);
    let row = list(&["다온소프트", "소프트웨어", "서울", "70"]);
    let mapping = map_as(Kind::Accounts, &headers);
    let cells = Cells { headers: &headers, mapping: &mapping, row: &row };
    take_accounts(db, minji, &mut run, vec![(2, AccountRow::read(&cells, Currency::Krw).unwrap())])
        .await
        .unwrap();
    drop(run);
    let imported = accounts(db, junho, &Wish { text: "다온".into(), ..Wish::default() }).await.unwrap().rows;
    assert_eq!((imported[0].icp_score, imported[0].icp_tier), (Some(100), Some(Tier::A)));
    // By the demo.
    demo::bring_in(db, minji, Utc::now()).await.unwrap();
    assert_eq!(
        desk.count("select max(version)::bigint from icp_profile").await,
        1,
        "the team's profile holds"
    );
    desk.balanced().await;
    demo::take_out(db, minji).await.unwrap();
    desk.balanced().await;
    assert_eq!(
        desk.count("select count(*) from account_fit").await,
        desk.count("select count(*) from account").await
    );
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_revenue_is_a_fact_that_a_profile_asks_about_whoever_writes_it(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (db, minji, junho) = (&desk.db, &desk.minji, &desk.junho);
    let billion = 1_000_000_000;
    let by_revenue = Profile(vec![asks(
        Asks::Revenue { currency: Currency::Krw, from: Some(billion), to: Some(50 * billion) },
        40,
    )]);
    save(db, minji, 0, &by_revenue).await.unwrap();
    let id = made(&desk, "한빛소프트", "소프트웨어", "서울", "25").await;
    assert_eq!(fit(&desk, id).await.1, None, "nobody knows what it takes in");
    let set = async |revenue: &str, currency: &str| {
        let now = account(db, junho, id).await.unwrap();
        let form = AccountForm { revenue: revenue.into(), currency: currency.into(), ..form_of(&now) };
        change_account(db, junho, id, now.version, &form).await
    };
    assert_eq!(
        set("12억 5천만", "").await.unwrap().revenue(),
        Some(Money::new(1_250_000_000, Currency::Krw))
    );
    assert_eq!(fit(&desk, id).await.1, Some(Tier::A));
    let reasons = account_details(db, junho, id).await.unwrap().fit.unwrap().contributions;
    assert_eq!(reasons[0].answer, Answer::Yes);
    set("900억", "KRW").await.unwrap();
    assert_eq!(fit(&desk, id).await, (Some(0), None, Some(1)));
    // What an amount in another currency would come to is not guessed.
    let no = refusal(set("100", "USD").await);
    assert_eq!(no, Refusal::Invalid(vec![Problem::new("currency", Why::Unknown)]));
    // Each is a line of history, as people read amounts.
    let told = desk
        .count(
            "select count(*) from field_change f cross join jsonb_array_elements(f.changes) c
             where c = '{\"field\": \"revenue\", \"before\": \"₩1,250,000,000\", \"after\": \"₩90,000,000,000\"}'",
        )
        .await;
    assert_eq!(told, 1);
    // By a file.
    let mut run = begin(db, minji, Mode::CarryOut, Utc::now()).await.unwrap().unwrap();
    let headers = list(&["회사명", "연매출"]);
    let row = list(&["다온소프트", "20억"]);
    let mapping = map_as(Kind::Accounts, &headers);
    let cells = Cells { headers: &headers, mapping: &mapping, row: &row };
    take_accounts(db, minji, &mut run, vec![(2, AccountRow::read(&cells, Currency::Krw).unwrap())])
        .await
        .unwrap();
    drop(run);
    let imported = accounts(db, junho, &Wish { text: "다온".into(), ..Wish::default() }).await.unwrap().rows;
    assert_eq!((imported[0].revenue_minor, imported[0].icp_tier), (Some(2 * billion), Some(Tier::A)));
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_no_act_of_ours_wrote_is_judged_with_the_next_act(pool: PgPool) {
    let desk = Desk::open(pool).await;
    save(&desk.db, &desk.minji, 0, &busan()).await.unwrap();
    sqlx::query("update account set industry = '제조', region = '부산 해운대'")
        .execute(&desk.pool)
        .await
        .unwrap();
    let broken = db::check(&desk.db).await.unwrap();
    assert_eq!(broken[0].rule, "every account is judged by the profile that holds");
    made(&desk, "다른 회사", "", "", "").await;
    assert_eq!(fit(&desk, desk.account).await, (Some(100), Some(Tier::A), Some(1)));
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn of_two_profiles_over_one_version_one_is_saved_and_the_same_again_is_none(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (db, minji) = (&desk.db, &desk.minji);
    let (seoul, busan) = (seoul(), busan());
    let (one, two) = join(save(db, minji, 0, &seoul), save(db, minji, 0, &busan)).await;
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    let late = one.err().or(two.err()).unwrap();
    assert!(matches!(late, Error::Changed(since) if since.version == 1));
    let holds = profile(db, minji).await.unwrap().unwrap().profile;
    let outbox = desk.count("select count(*) from outbox").await;
    assert_eq!(save(db, minji, 0, &holds).await.unwrap(), 1, "it is what they wanted");
    assert_eq!(desk.count("select count(*) from outbox").await, outbox);
    assert_eq!(refusal(save(db, &desk.junho, 1, &holds).await), Refusal::NotAllowed);
    assert_eq!(refusal(restore(db, &desk.junho, 1, 1).await), Refusal::NotAllowed);
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_older_version_stays_readable_and_can_hold_again(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (db, minji) = (&desk.db, &desk.minji);
    let id = made(&desk, "한빛소프트", "소프트웨어", "서울", "30").await;
    save(db, minji, 0, &seoul()).await.unwrap();
    save(db, minji, 1, &busan()).await.unwrap();
    assert_eq!(fit(&desk, id).await, (Some(0), None, Some(2)));
    assert!(matches!(restore(db, minji, 1, 1).await, Err(Error::Changed(_))));
    assert!(matches!(restore(db, minji, 2, 9).await, Err(Error::NotFound)));
    assert_eq!(restore(db, minji, 2, 1).await.unwrap(), 3);
    assert_eq!(fit(&desk, id).await, (Some(100), Some(Tier::A), Some(3)));
    let read = book(db, &desk.junho, None).await.unwrap();
    let versions: Vec<_> = read.versions.iter().map(|it| (it.version, it.restored, it.by)).collect();
    let by = minji.id();
    assert_eq!(versions, [(3, Some(1), by), (2, None, by), (1, None, by)]);
    assert_eq!((read.version(), version(db, &desk.junho, 2).await.unwrap().profile), (3, busan()));
    let change =
        sqlx::query("update icp_profile set predicates = '[]' where version = 1").execute(&desk.pool).await;
    assert!(change.is_err(), "what was saved stays as it was");
    assert!(sqlx::query("delete from icp_profile").execute(&desk.pool).await.is_err());
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_would_change_is_what_then_changes(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (db, minji) = (&desk.db, &desk.minji);
    for number in 0..7 {
        made(&desk, &format!("서울 {number}"), "소프트웨어", "서울", "30").await;
    }
    let factory = made(&desk, "부산제조", "제조", "부산 해운대", "100").await;
    let won = desk.begun(minji, 100, desk.stage(0), at("2026-11-20T01:00:00Z")).await;
    desk.moved(won, desk.closing(StageKind::Won), at("2026-11-21T01:00:00Z")).await;
    let lost = desk.begun(minji, 100, desk.stage(0), at("2026-11-20T01:00:00Z")).await;
    desk.moved(lost, desk.closing(StageKind::Lost), at("2026-11-21T01:00:00Z")).await;
    sqlx::query("update deal set account_id = $1 where id = $2")
        .bind(factory)
        .bind(won)
        .execute(&desk.pool)
        .await
        .unwrap();
    save(db, minji, 0, &seoul()).await.unwrap();
    let would = effect(db, &desk.junho, &busan()).await.unwrap();
    let of = |tier| *would.lines.iter().find(|it| it.tier == tier).unwrap();
    let (a, none) = (of(Some(Tier::A)), of(None));
    assert_eq!((a.before, a.after, a.won, a.lost), (7, 1, 1, 0));
    assert_eq!((none.before, none.after, none.won, none.lost), (2, 8, 0, 1));
    assert_eq!((would.accounts(), would.changed()), (9, 8));
    assert_eq!(
        (would.shifts[0].from, would.shifts[0].accounts, would.shifts[0].named.len()),
        (Some(Tier::A), 7, 5)
    );
    assert_eq!(desk.count("select max(version)::bigint from icp_profile").await, 1, "looking writes nothing");
    save(db, minji, 1, &busan()).await.unwrap();
    let tiers = desk.count("select count(*) from account_fit where tier = 'a'").await;
    assert_eq!(tiers, a.after);
    assert_eq!(effect(db, minji, &busan()).await.unwrap().changed(), 0);
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_accounts_page_says_why_it_fits(pool: PgPool) {
    let desk = Desk::open(pool).await;
    save(&desk.db, &desk.minji, 0, &seoul()).await.unwrap();
    let id = made(&desk, "한빛소프트", "소프트웨어", "부산", "").await;
    let details = account_details(&desk.db, &desk.junho, id).await.unwrap();
    let fit = details.fit.unwrap();
    let answers: Vec<_> = fit.contributions.iter().map(|it| (it.answer, it.points)).collect();
    assert_eq!(answers, [(Answer::Yes, 50), (Answer::No, 0), (Answer::Unknown, 0), (Answer::No, 0)]);
    assert_eq!((fit.score, fit.most, fit.tier), (50, 100, Some(Tier::C)));
    assert_eq!((details.account.icp_score, details.account.icp_tier), (Some(50), Some(Tier::C)));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn profiles_and_accounts_that_change_at_once_leave_every_account_judged(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (db, minji, junho) = (&desk.db, &desk.minji, &desk.junho);
    let mut ids = vec![];
    for number in 0..12 {
        ids.push(made(&desk, &format!("회사 {number}"), "제조", "부산", "50").await);
    }
    let profiles = async {
        for round in 0..8 {
            let wanted = if round % 2 == 0 { seoul() } else { busan() };
            save(db, minji, round, &wanted).await.unwrap();
        }
    };
    let edits = join_all(ids.iter().map(async |id| {
        for round in 0..6 {
            let now = account(db, junho, *id).await.unwrap();
            let region = if round % 2 == 0 { "서울 마포" } else { "부산" };
            let wanted =
                AccountForm { region: region.into(), industry: "소프트웨어".into(), ..form_of(&now) };
            change_account(db, junho, *id, now.version, &wanted).await.unwrap();
        }
    }));
    let labels = join_all(ids.iter().map(async |id| {
        for _ in 0..3 {
            let rival = tag(db, minji, &by_label(*id, "경쟁사")).await.unwrap();
            untag(db, minji, Subject::Account(*id), rival.id).await.unwrap();
        }
    }));
    let news = async {
        for number in 0..20 {
            made(&desk, &format!("새 회사 {number}"), "소프트웨어", "서울", "40").await;
        }
    };
    // Labels rise versions, too, so they take turns with edits.
    let one_by_one = async {
        edits.await;
        labels.await;
    };
    join(profiles, join(one_by_one, news)).await;
    desk.balanced().await;
    // And what is kept is what the rule says of what stands.
    for id in ids {
        let details = account_details(db, junho, id).await.unwrap();
        assert_eq!(details.fit.map(|it| it.score), details.account.icp_score);
        assert_eq!(details.account.icp_version, Some(8));
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_list_stands_by_fit_page_by_page_and_by_tier(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (db, junho) = (&desk.db, &desk.junho);
    // Fits of 0, 30, 50, 80 and 100, many of each.
    let kinds = [
        ("", "", ""),
        ("", "서울", ""),
        ("소프트웨어", "", ""),
        ("소프트웨어", "서울", ""),
        ("소프트웨어", "서울", "30"),
    ];
    for number in 0..120 {
        let (industry, region, employees) = kinds[number % 5];
        made(&desk, &format!("회사 {number}"), industry, region, employees).await;
    }
    save(db, &desk.minji, 0, &seoul()).await.unwrap();
    let wish = Wish { sort: Sort::Fit, ..Wish::default() };
    let mut seen: BTreeMap<AccountId, i16> = BTreeMap::new();
    let (mut at, mut last, mut place) = (0, 101, Place::Start);
    loop {
        let page = accounts(db, junho, &Wish { place, ..wish.clone() }).await.unwrap();
        assert_eq!((page.before, page.total), (at, 121));
        for row in &page.rows {
            let score = row.icp_score.unwrap();
            assert!(score <= last, "{score} after {last}");
            last = score;
            assert_eq!(seen.insert(row.id, score), None, "none stands twice");
        }
        at += i64::try_from(page.rows.len()).unwrap();
        let Some(row) = page.rows.last().filter(|_| page.has_next()) else { break };
        place = Place::After(row.id.0);
    }
    assert_eq!(seen.len(), 121);
    let Place::After(row) = place else { panic!("several pages") };
    let back = accounts(db, junho, &Wish { place: Place::Before(row), ..wish.clone() }).await.unwrap();
    assert_eq!((back.before, back.rows.len()), (49, 50), "the page before, but for the row itself");
    for (tiers, count) in
        [(Tiers::Of(Tier::A), 48), (Tiers::Of(Tier::B), 0), (Tiers::Of(Tier::C), 24), (Tiers::Without, 49)]
    {
        let found = accounts(db, junho, &Wish { tiers, ..Wish::default() }).await.unwrap();
        assert_eq!(found.total, count, "{tiers:?}");
    }
    let target = *seen.keys().next().unwrap();
    mark_target(db, junho, target, true).await.unwrap();
    let targets = accounts(db, junho, &Wish { targets: true, ..wish }).await.unwrap();
    assert_eq!(targets.rows.iter().map(|it| (it.id, it.target)).collect::<Vec<_>>(), [(target, true)]);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_target_is_marked_once_with_a_line_of_history(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (db, junho) = (&desk.db, &desk.junho);
    let operator = Actor::operator(desk.minji.workspace());
    let viewer = crate::desk::member(db, &operator, "garam@hanbit.kr", &[Role::Viewer]).await;
    assert_eq!(refusal(mark_target(db, &viewer, desk.account, true).await), Refusal::NotAllowed);
    for _ in 0..2 {
        mark_target(db, junho, desk.account, true).await.unwrap();
    }
    let now = account(db, junho, desk.account).await.unwrap();
    assert_eq!((now.target, now.version), (true, 2), "once");
    mark_target(db, junho, desk.account, false).await.unwrap();
    // A form carries it, too, and whoever did not touch it changes nothing.
    let now = account(db, junho, desk.account).await.unwrap();
    let form = AccountForm { target: "true".into(), ..form_of(&now) };
    assert!(change_account(db, junho, desk.account, now.version, &form).await.unwrap().target);
    let wrong = AccountForm { target: "maybe".into(), ..form };
    assert!(matches!(refusal(change_account(db, junho, desk.account, 4, &wrong).await), Refusal::Invalid(_)));
    let timeline =
        activities::timeline(db, junho, Subject::Account(desk.account), Shown::All, None, 50, Utc::now())
            .await
            .unwrap();
    assert_eq!(format!("{timeline:?}").matches("\"target\"").count(), 3);
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn another_workspaces_profile_and_accounts_are_not_there(pool: PgPool) {
    let here = Desk::named(pool.clone(), "hanbit").await;
    let there = Desk::named(pool, "garam").await;
    save(&here.db, &here.minji, 0, &seoul()).await.unwrap();
    assert_eq!(profile(&there.db, &there.minji).await.unwrap(), None);
    assert!(matches!(version(&there.db, &there.minji, 1).await, Err(Error::NotFound)));
    assert!(matches!(mark_target(&there.db, &there.minji, here.account, true).await, Err(Error::NotFound)));
    assert_eq!(effect(&there.db, &there.minji, &seoul()).await.unwrap().accounts(), 1);
    assert_eq!(fit(&there, there.account).await, (None, None, None));
    assert_eq!(save(&there.db, &there.minji, 0, &busan()).await.unwrap(), 1);
    assert_eq!(fit(&here, here.account).await, (Some(0), None, Some(1)));
    here.balanced().await;
}

/// More accounts than are judged in one statement, as an import would have made them.
#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_new_profile_judges_more_accounts_than_one_statement_takes(pool: PgPool) {
    let desk = Desk::open(pool).await;
    sqlx::query(
        "with made as (
             insert into account (workspace_id, id, number, name, industry, region)
             select $1, gen_random_uuid(), 10 + at, '고객사 ' || at, case at % 2 when 0 then '제조' end, '부산 ' || at % 25
             from generate_series(1, 12000) as at
             returning workspace_id, id
         )
         insert into field_change (workspace_id, id, account_id, changes, created, version)
         select workspace_id, gen_random_uuid(), id, '[]', true, 1 from made",
    )
    .bind(desk.minji.workspace())
    .execute(&desk.pool)
    .await
    .unwrap();
    save(&desk.db, &desk.minji, 0, &busan()).await.unwrap();
    assert_eq!(desk.count("select count(*) from account_fit where score = 100 and tier = 'a'").await, 6000);
    assert_eq!(desk.count("select count(*) from account_fit where score = 30 and tier is null").await, 6000);
    desk.balanced().await;
}
