//! Accounts, people and labels on a real PostgreSQL: every act once and whole, nothing overwritten
//! silently, nothing seen from another workspace.

use crate::support::{World, world};
use db::accounts::{
    account, account_details, accounts, change_account, change_person, create_account, create_account_anyway,
    create_person, people, person, person_details, suggest, tag, tags, untag,
};
use db::{Actor, Error, Staleness};
use domain::accounts::{Account, AccountForm, Person, PersonForm, Place, Sort, TagForm, Wish};
use domain::activities::{Change, Subject};
use domain::pipeline::filter::Owner;
use domain::search::Found;
use domain::team::Role;
use domain::{AccountId, Money, PersonId, Problem, Refusal, TagId, Why};
use sqlx::PgPool;
use uuid::Uuid;

fn named(name: &str) -> AccountForm {
    AccountForm { name: name.into(), ..Default::default() }
}

fn person_named(name: &str) -> PersonForm {
    PersonForm { name: name.into(), ..Default::default() }
}

/// The form of a record as its page shows it before anybody types.
fn form_of(it: &Account) -> AccountForm {
    AccountForm {
        name: it.name.clone(),
        domain: it.domain.clone().unwrap_or_default(),
        business_reg_no: it.business_reg_no.as_ref().map(ToString::to_string).unwrap_or_default(),
        industry: it.industry.clone().unwrap_or_default(),
        employees: it.employees.map(|it| it.to_string()).unwrap_or_default(),
        revenue: it.revenue().map(Money::digits).unwrap_or_default(),
        currency: String::new(),
        region: it.region.clone().unwrap_or_default(),
        owner: it.owner.map(|it| it.to_string()).unwrap_or_default(),
        parent: it.parent.map(|it| it.to_string()).unwrap_or_default(),
        parent_name: String::new(),
        about: it.about.clone(),
        target: String::new(),
    }
}

fn person_form_of(it: &Person) -> PersonForm {
    PersonForm {
        name: it.name.clone(),
        title: it.title.clone().unwrap_or_default(),
        email: it.email.clone().unwrap_or_default(),
        account: it.account.map(|it| it.to_string()).unwrap_or_default(),
        owner: it.owner.map(|it| it.to_string()).unwrap_or_default(),
        ..Default::default()
    }
}

fn change(field: &str, before: &str, after: &str) -> Change {
    Change { field: field.into(), before: before.into(), after: after.into() }
}

async fn made(world: &World, actor: &Actor, name: &str) -> Account {
    create_account(&world.db, actor, None, &named(name)).await.expect("an account")
}

async fn history(world: &World, id: Uuid) -> Vec<(i32, bool, serde_json::Value)> {
    sqlx::query_as(
        "select version, created, changes from field_change where coalesce(account_id, person_id, deal_id) = $1
         order by version",
    )
    .bind(id)
    .fetch_all(&world.pool)
    .await
    .expect("history")
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_new_account_has_a_key_an_owner_and_a_beginning(pool: PgPool) {
    let world = world(&pool).await;
    let minji = world.member("김민지", Role::Ae).await;
    let form = AccountForm {
        domain: "https://www.hanbit.kr/about".into(),
        employees: "1,200".into(),
        ..named(" 한빛\u{1112}\u{1161}\u{11ab} 소프트 ")
    };
    let account = create_account(&world.db, &minji, None, &form).await.unwrap();
    assert_eq!((account.key().to_string().as_str(), account.version), ("A-1", 1));
    assert_eq!(account.name, "한빛한 소프트", "taken-apart syllables are put together");
    assert_eq!((account.domain.as_deref(), account.employees), (Some("hanbit.kr"), Some(1200)));
    assert_eq!(account.owner, minji.id());
    assert_eq!(history(&world, account.id.0).await, [(1, true, serde_json::json!([]))]);
    assert_eq!(world.count("outbox where topic = 'account'").await, 1);
    assert_eq!(made(&world, &minji, "가람테크").await.number, 2);
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn sending_the_same_account_twice_makes_one(pool: PgPool) {
    let world = world(&pool).await;
    let id = Some(AccountId(Uuid::now_v7()));
    let first = create_account(&world.db, &world.operator, id, &named("한빛")).await.unwrap();
    let again = create_account(&world.db, &world.operator, id, &named("한빛")).await.unwrap();
    assert_eq!(first, again);
    assert_eq!(made(&world, &world.operator, "다음").await.number, 2, "no number was lost");
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_account_that_is_there_already_is_shown_instead(pool: PgPool) {
    let world = world(&pool).await;
    let form = AccountForm { domain: "hanbit.kr".into(), ..named("Hanbit 소프트") };
    let first = create_account(&world.db, &world.operator, None, &form).await.unwrap();
    let exists = |field: &str| Refusal::Exists {
        field: field.into(),
        found: Found::Account(first.id, 1),
        title: first.name.clone(),
    };
    let same_name = create_account(&world.db, &world.operator, None, &named("HANBIT  소프트")).await;
    assert!(matches!(same_name, Err(Error::Refused(refusal)) if refusal == exists("name")));
    let same_domain = AccountForm { domain: "www.hanbit.kr".into(), ..named("다른 이름") };
    let refused = create_account(&world.db, &world.operator, None, &same_domain).await;
    assert!(matches!(refused, Err(Error::Refused(refusal)) if refusal == exists("domain")));
    let anyway = create_account_anyway(&world.db, &world.operator, None, &same_domain).await.unwrap();
    assert_eq!(anyway.number, 2);
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn two_who_create_the_same_account_at_once_make_one(pool: PgPool) {
    let world = world(&pool).await;
    let tries = (0..8).map(|_| create_account(&world.db, &world.operator, None, const_named()));
    let made = futures::future::join_all(tries).await.into_iter().filter(Result::is_ok).count();
    assert_eq!(made, 1);
    world.in_order().await;
}

fn const_named() -> &'static AccountForm {
    static FORM: std::sync::OnceLock<AccountForm> = std::sync::OnceLock::new();
    FORM.get_or_init(|| named("한빛"))
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_email_belongs_to_one_person(pool: PgPool) {
    let world = world(&pool).await;
    let form = PersonForm { email: "Seoa@Hanbit.kr".into(), ..person_named("윤서아") };
    let seoa = create_person(&world.db, &world.operator, None, &form).await.unwrap();
    let exists =
        Refusal::Exists { field: "email".into(), found: Found::Person(seoa.id), title: "윤서아".into() };
    let again = create_person(&world.db, &world.operator, None, &form).await;
    assert!(matches!(again, Err(Error::Refused(refusal)) if refusal == exists));
    let other = create_person(&world.db, &world.operator, None, &person_named("한지훈")).await.unwrap();
    let takes = PersonForm { email: "seoa@hanbit.kr".into(), ..person_form_of(&other) };
    let taken = change_person(&world.db, &world.operator, other.id, 1, &takes).await;
    assert!(matches!(taken, Err(Error::Refused(refusal)) if refusal == exists));
    assert_eq!(person(&world.db, &world.operator, other.id).await.unwrap(), other);
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_change_is_written_with_what_was_there_before(pool: PgPool) {
    let world = world(&pool).await;
    let parent = made(&world, &world.operator, "한빛그룹").await;
    let minji = world.member("김민지", Role::Ae).await;
    let account = made(&world, &minji, "한빛소프트").await;
    let form = AccountForm {
        region: "서울".into(),
        parent: String::new(),
        parent_name: "한빛그룹".into(),
        ..form_of(&account)
    };
    let changed = change_account(&world.db, &minji, account.id, 1, &form).await.unwrap();
    assert_eq!((changed.version, changed.parent), (2, Some(parent.id)));
    let lines = history(&world, account.id.0).await;
    let texts = serde_json::json!([change("region", "", "서울"), change("parent", "", "한빛그룹")]);
    assert_eq!(lines[1], (2, false, texts));
    let same = change_account(&world.db, &minji, account.id, 2, &form_of(&changed)).await.unwrap();
    assert_eq!(same.version, 2, "nothing changed, nothing written");
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn whoever_was_overtaken_sees_only_what_they_touched(pool: PgPool) {
    let world = world(&pool).await;
    let account = made(&world, &world.operator, "한빛").await;
    let mine = AccountForm { region: "부산".into(), industry: "제조".into(), ..form_of(&account) };
    let theirs = AccountForm { region: "서울".into(), about: "새 메모".into(), ..form_of(&account) };
    change_account(&world.db, &world.operator, account.id, 1, &theirs).await.unwrap();

    let overtaken = change_account(&world.db, &world.operator, account.id, 1, &mine).await;
    let Err(Error::Changed(Staleness { version, differences, .. })) = overtaken else {
        panic!("not overtaken: {overtaken:?}")
    };
    assert_eq!(version, 2);
    assert_eq!(differences, [change("industry", "", "제조"), change("region", "서울", "부산")]);
    let stands = account_now(&world, account.id).await;
    assert_eq!(
        (stands.region.as_deref(), stands.industry.as_deref()),
        (Some("서울"), None),
        "nothing was overwritten"
    );

    let resent = change_account(&world.db, &world.operator, account.id, 1, &theirs).await.unwrap();
    assert_eq!(resent.version, 2, "what stands already is no conflict");
    let chosen = AccountForm { region: "부산".into(), ..form_of(&stands) };
    assert_eq!(change_account(&world.db, &world.operator, account.id, 2, &chosen).await.unwrap().version, 3);
    world.in_order().await;
}

async fn account_now(world: &World, id: AccountId) -> Account {
    account(&world.db, &world.operator, id).await.unwrap()
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn of_many_edits_of_one_version_exactly_one_is_written(pool: PgPool) {
    let world = world(&pool).await;
    let account = made(&world, &world.operator, "한빛").await;
    let forms: Vec<_> =
        (0..16).map(|at| AccountForm { region: format!("지역 {at}"), ..form_of(&account) }).collect();
    let tries = forms.iter().map(|form| change_account(&world.db, &world.operator, account.id, 1, form));
    let done = futures::future::join_all(tries).await;
    assert_eq!(done.iter().filter(|it| it.is_ok()).count(), 1);
    assert_eq!(done.iter().filter(|it| matches!(it, Err(Error::Changed(_)))).count(), 15);
    assert_eq!(account_now(&world, account.id).await.version, 2);
    assert_eq!(world.count("outbox where topic = 'account'").await, 2);
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_account_never_stands_below_itself(pool: PgPool) {
    let world = world(&pool).await;
    let group = made(&world, &world.operator, "그룹").await;
    let below = |parent: &Account, it: &Account| AccountForm { parent: parent.id.to_string(), ..form_of(it) };
    let branch = made(&world, &world.operator, "지사").await;
    change_account(&world.db, &world.operator, branch.id, 1, &below(&group, &branch)).await.unwrap();
    let circle = change_account(&world.db, &world.operator, group.id, 1, &below(&branch, &group)).await;
    let circular = Refusal::from(Problem::new("parent", Why::Circular));
    assert!(matches!(circle, Err(Error::Refused(refusal)) if refusal == circular));
    let itself = change_account(&world.db, &world.operator, group.id, 1, &below(&group, &group)).await;
    assert!(matches!(itself, Err(Error::Refused(refusal)) if refusal == circular));
    let details = account_details(&world.db, &world.operator, group.id).await.unwrap();
    assert_eq!(details.children.iter().map(|it| it.id).collect::<Vec<_>>(), [branch.id]);
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_typed_account_is_the_only_one_of_that_name_or_key(pool: PgPool) {
    let world = world(&pool).await;
    let hanbit = made(&world, &world.operator, "한빛 소프트").await;
    let other = create_account_anyway(&world.db, &world.operator, None, &named("가람")).await.unwrap();
    let twin = create_account_anyway(&world.db, &world.operator, None, &named("가람")).await.unwrap();
    let at = |name: &str| PersonForm { account_name: name.into(), ..person_named("윤서아") };
    let person = create_person(&world.db, &world.operator, None, &at(" 한빛  소프트 ")).await.unwrap();
    assert_eq!(person.account, Some(hanbit.id));
    let by_key = create_person(&world.db, &world.operator, None, &at("a-3")).await.unwrap();
    assert_eq!(by_key.account, Some(twin.id));
    let unknown = Refusal::from(Problem::new("account", Why::Unknown));
    for text in ["가람", "없는 회사", "A-99"] {
        let refused = create_person(&world.db, &world.operator, None, &at(text)).await;
        assert!(matches!(refused, Err(Error::Refused(refusal)) if refusal == unknown), "{text}");
    }
    let stays =
        PersonForm { account: String::new(), account_name: "가람".into(), ..person_form_of(&by_key) };
    let kept = change_person(&world.db, &world.operator, by_key.id, 1, &stays).await.unwrap();
    assert_eq!((kept.account, kept.version), (Some(twin.id), 1), "of namesakes, the one it has");
    assert_ne!(other.id, twin.id);

    let offered = suggest(&world.db, &world.operator, "빛소").await.unwrap();
    assert_eq!(offered.iter().map(|it| (it.id, it.open_deals)).collect::<Vec<_>>(), [(hanbit.id, 0)]);
    let pipeline = db::pipeline::pipelines(&world.db, &world.operator).await.unwrap().remove(0);
    let minji = world.member("김민지", Role::Ae).await;
    for name in ["첫째", "둘째"] {
        let form = domain::pipeline::NewDeal {
            name: name.into(),
            pipeline: pipeline.id.to_string(),
            account: hanbit.id.to_string(),
            ..Default::default()
        };
        db::pipeline::create_deal(&world.db, &minji, &form).await.unwrap();
    }
    let offered = suggest(&world.db, &world.operator, "한빛").await.unwrap();
    assert_eq!(offered[0].open_deals, 2);
    assert_eq!(suggest(&world.db, &world.operator, "가").await.unwrap().len(), 2);
    assert_eq!(suggest(&world.db, &world.operator, "  ").await.unwrap(), []);
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn giving_an_account_away_is_a_right_of_its_own(pool: PgPool) {
    let world = world(&pool).await;
    let (minji, juno) = (world.member("김민지", Role::Ae).await, world.member("박준호", Role::Sdr).await);
    let viewer = world.member("보는 이", Role::Viewer).await;
    let account = made(&world, &minji, "한빛").await;
    let to_juno = AccountForm { owner: juno.id().unwrap().to_string(), ..form_of(&account) };
    for actor in [&minji, &juno, &viewer] {
        let refused = change_account(&world.db, actor, account.id, 1, &to_juno).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::NotAllowed))));
    }
    let refused = create_account(&world.db, &viewer, None, &named("새 고객사")).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::NotAllowed))));
    let refused = create_person(&world.db, &viewer, None, &person_named("새 사람")).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::NotAllowed))));
    let refused = tag(&world.db, &viewer, &label(Subject::Account(account.id), "VIP")).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::NotAllowed))));
    assert_eq!(account_now(&world, account.id).await, account);

    let given = change_account(&world.db, &world.operator, account.id, 1, &to_juno).await.unwrap();
    assert_eq!(given.owner, juno.id());
    let lines = history(&world, account.id.0).await;
    assert_eq!(lines[1].2, serde_json::json!([change("owner", "김민지", "박준호")]));
    // An editor who saw the old owner only meets a conflict where they typed something.
    let region = AccountForm { region: "서울".into(), ..form_of(&account) };
    let overtaken = change_account(&world.db, &minji, account.id, 1, &region).await;
    assert!(matches!(overtaken, Err(Error::Changed(it)) if it.differences == [change("region", "", "서울")]));
    db::team::deactivate(&world.db, &world.operator, minji.id().unwrap(), chrono::Utc::now()).await.unwrap();
    let back = change_account(&world.db, &world.operator, account.id, 2, &form_of(&account)).await;
    let unknown = Refusal::from(Problem::new("owner", Why::Unknown));
    assert!(matches!(&back, Err(Error::Refused(refusal)) if *refusal == unknown), "{back:?}");
    world.in_order().await;
}

fn label(of: Subject, name: &str) -> TagForm {
    TagForm { name: name.into(), ..TagForm::about(of) }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_label_is_a_step_of_the_record(pool: PgPool) {
    let world = world(&pool).await;
    let account = made(&world, &world.operator, "한빛").await;
    let of = Subject::Account(account.id);
    let vip = tag(&world.db, &world.operator, &label(of, "VIP")).await.unwrap();
    let again = tag(&world.db, &world.operator, &label(of, " vip ")).await.unwrap();
    assert_eq!(vip, again, "labels are told apart by more than case");
    let now = account_now(&world, account.id).await;
    assert_eq!((now.tags, now.version), (vec![vip.id], 2));
    untag(&world.db, &world.operator, of, vip.id).await.unwrap();
    untag(&world.db, &world.operator, of, vip.id).await.unwrap();
    let now = account_now(&world, account.id).await;
    assert_eq!((now.tags, now.version), (vec![], 3));
    let lines: Vec<_> = history(&world, account.id.0).await.into_iter().map(|it| it.2).collect();
    assert_eq!(lines[1], serde_json::json!([change("tags", "", "VIP")]));
    assert_eq!(lines[2], serde_json::json!([change("tags", "VIP", "")]));

    let seoa = create_person(&world.db, &world.operator, None, &person_named("윤서아")).await.unwrap();
    tag(&world.db, &world.operator, &label(Subject::Person(seoa.id), "챔피언")).await.unwrap();
    assert_eq!(person(&world.db, &world.operator, seoa.id).await.unwrap().version, 2);
    let all: Vec<_> = tags(&world.db, &world.operator).await.unwrap().into_iter().map(|it| it.name).collect();
    assert_eq!(all, ["VIP", "챔피언"]);
    let empty = tag(&world.db, &world.operator, &label(of, " ")).await;
    assert!(matches!(empty, Err(Error::Refused(Refusal::Invalid(_)))));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn labels_put_on_at_once_are_all_there(pool: PgPool) {
    let world = world(&pool).await;
    let account = made(&world, &world.operator, "한빛").await;
    let forms: Vec<_> =
        (0..12).map(|at| label(Subject::Account(account.id), &format!("표 {}", at % 6))).collect();
    let puts = forms.iter().map(|form| tag(&world.db, &world.operator, form));
    assert!(futures::future::join_all(puts).await.iter().all(Result::is_ok));
    let now = account_now(&world, account.id).await;
    assert_eq!((now.tags.len(), now.version), (6, 7));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_list_is_read_page_by_page_in_both_directions(pool: PgPool) {
    let world = world(&pool).await;
    many_accounts(&world, 120).await;
    let page = |place, sort| {
        let wish = Wish { place, sort, ..Default::default() };
        let world = &world;
        async move { accounts(&world.db, &world.operator, &wish).await.unwrap() }
    };
    for sort in Sort::ALL {
        let mut names = vec![];
        let mut place = Place::Start;
        let mut pages = vec![];
        loop {
            let found = page(place, sort).await;
            assert_eq!((found.total, found.before), (120, names.len() as i64));
            names.extend(found.rows.iter().map(|it| it.name.clone()));
            place = Place::After(found.rows.last().unwrap().id.0);
            let more = found.has_next();
            pages.push(found);
            if !more {
                break;
            }
        }
        assert_eq!((pages.len(), names.len()), (3, 120));
        let distinct: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(distinct.len(), 120, "every row once");
        if sort == Sort::Name {
            assert!(names.is_sorted());
        }
        if sort == Sort::Activity {
            assert!(pages[0].rows.is_sorted_by(|a, b| a.last_activity_at >= b.last_activity_at));
            assert!(pages[2].rows.last().unwrap().last_activity_at.is_none(), "the untouched come last");
        }
        if sort == Sort::Revenue {
            assert!(pages[0].rows.is_sorted_by(|a, b| a.revenue_minor >= b.revenue_minor));
            assert!(pages[2].rows.last().unwrap().revenue_minor.is_none(), "the unknown come last");
        }
        let back = page(Place::Before(pages[2].rows[0].id.0), sort).await;
        assert_eq!((&back.rows, back.before, back.total), (&pages[1].rows, 50, 120));
    }
    let elsewhere = Wish { place: Place::After(Uuid::now_v7()), ..Default::default() };
    assert!(matches!(accounts(&world.db, &world.operator, &elsewhere).await, Err(Error::NotFound)));
}

/// Accounts as an import makes them, a third of them never touched.
async fn many_accounts(world: &World, count: i32) {
    sqlx::query(
        "with made as (
             insert into account (workspace_id, id, number, name, last_activity_at, revenue_minor)
             select $1, gen_random_uuid(), at, '고객사 ' || lpad(at::text, 4, '0'),
                 case when at % 3 > 0 then now() - at / 2 * interval '1 hour' end,
                 case when at % 5 > 0 then at / 7 * 100000000::bigint end
             from generate_series(1, $2) as at
             returning workspace_id, id
         )
         insert into field_change (workspace_id, id, account_id, changes, created, version)
         select workspace_id, gen_random_uuid(), id, '[]', true, 1 from made",
    )
    .bind(world.operator.workspace())
    .bind(count)
    .execute(&world.pool)
    .await
    .unwrap();
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_list_holds_what_was_wished_and_counts_exactly_that(pool: PgPool) {
    let world = world(&pool).await;
    let minji = world.member("김민지", Role::Ae).await;
    let hanbit = made(&world, &minji, "한빛 소프트").await;
    made(&world, &world.operator, "가람테크").await;
    let seoa = PersonForm {
        email: "seoa@hanbit.kr".into(),
        account: hanbit.id.to_string(),
        ..person_named("윤서아")
    };
    create_person(&world.db, &minji, None, &seoa).await.unwrap();
    create_person(&world.db, &minji, None, &person_named("한지훈")).await.unwrap();
    let names = |wish: Wish| {
        let (world, minji) = (&world, &minji);
        async move {
            let page = accounts(&world.db, minji, &wish).await.unwrap();
            assert_eq!(page.total, page.rows.len() as i64);
            page.rows.into_iter().map(|it| it.name).collect::<Vec<_>>()
        }
    };
    let text = |text: &str| Wish { text: text.into(), ..Default::default() };
    assert_eq!(names(text("")).await, ["가람테크", "한빛 소프트"]);
    assert_eq!(names(text("빛소")).await, ["한빛 소프트"], "blanks do not matter");
    assert_eq!(names(text("ㄱㄹㅌ")).await, ["가람테크"]);
    assert_eq!(names(text("가")).await, ["가람테크"]);
    assert_eq!(names(text("ㅎ")).await, ["한빛 소프트"]);
    assert_eq!(names(text("소프트웨어")).await, [] as [&str; 0]);
    assert_eq!(names(Wish { owner: Owner::Me, ..Default::default() }).await, ["한빛 소프트"]);
    assert_eq!(names(Wish { owner: Owner::Nobody, ..Default::default() }).await, ["가람테크"]);
    let found = people(&world.db, &minji, &text("hanbit.kr")).await.unwrap();
    assert_eq!((found.total, found.rows[0].name.as_str()), (1, "윤서아"));
    assert_eq!(found.rows[0].account_name.as_deref(), Some("한빛 소프트"));
    let page = accounts(&world.db, &minji, &text("한빛")).await.unwrap();
    assert_eq!((page.rows[0].people, page.rows[0].open_deals, page.rows[0].won_deals), (1, 0, 0));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_belongs_to_another_workspace_is_not_there(pool: PgPool) {
    let world = world(&pool).await;
    let theirs = crate::support::world(&pool).await;
    let stranger = theirs.member("다른 회사 사람", Role::Admin).await;
    let account = made(&world, &world.operator, "한빛").await;
    let seoa = create_person(&world.db, &world.operator, None, &person_named("윤서아")).await.unwrap();
    let vip = tag(&world.db, &world.operator, &label(Subject::Account(account.id), "VIP")).await.unwrap();
    let before = (account_now(&world, account.id).await, world.count("outbox").await);
    let db = &world.db;

    macro_rules! not_found {
        ($($call:expr),+ $(,)?) => {$({
            let answer = $call.await;
            assert!(matches!(answer, Err(Error::NotFound)), "{}: {answer:?}", stringify!($call));
        })+};
    }
    not_found!(
        db::accounts::account(db, &stranger, account.id),
        account_details(db, &stranger, account.id),
        person(db, &stranger, seoa.id),
        person_details(db, &stranger, seoa.id),
        change_account(db, &stranger, account.id, 2, &named("내 것")),
        change_person(db, &stranger, seoa.id, 1, &person_named("내 사람")),
        tag(db, &stranger, &label(Subject::Account(account.id), "내 표")),
        tag(db, &stranger, &label(Subject::Person(seoa.id), "내 표")),
        untag(db, &stranger, Subject::Account(account.id), vip.id),
        tag(db, &stranger, &label(Subject::Deal(domain::DealId(Uuid::now_v7())), "표")),
        person(db, &stranger, PersonId(Uuid::now_v7())),
    );
    let at_theirs = PersonForm { account: account.id.to_string(), ..person_named("한지훈") };
    let unknown = Refusal::from(Problem::new("account", Why::Unknown));
    let refused = create_person(db, &stranger, None, &at_theirs).await;
    assert!(matches!(refused, Err(Error::Refused(refusal)) if refusal == unknown));
    let by_name = PersonForm { account_name: "한빛".into(), ..person_named("한지훈") };
    let refused = create_person(db, &stranger, None, &by_name).await;
    assert!(matches!(refused, Err(Error::Refused(refusal)) if refusal == unknown));
    let owned = AccountForm {
        owner: world.member("우리 사람", Role::Ae).await.id().unwrap().to_string(),
        ..named("새")
    };
    let refused = create_account(db, &stranger, None, &owned).await;
    let unknown = Refusal::from(Problem::new("owner", Why::Unknown));
    assert!(matches!(refused, Err(Error::Refused(refusal)) if refusal == unknown));

    assert_eq!(accounts(db, &stranger, &Wish::default()).await.unwrap().total, 0);
    assert_eq!(people(db, &stranger, &Wish::default()).await.unwrap().total, 0);
    assert_eq!(tags(db, &stranger).await.unwrap(), []);
    assert_eq!(suggest(db, &stranger, "한빛").await.unwrap(), []);
    // Labels are counted per workspace, so a foreign label's id puts nothing on and takes nothing off.
    untag(db, &world.operator, Subject::Person(seoa.id), TagId(Uuid::now_v7())).await.unwrap();
    let outbox_of_ours: i64 =
        sqlx::query_scalar("select count(*) from outbox where topic in ('account', 'person', 'process')")
            .fetch_one(&pool)
            .await
            .unwrap();
    assert_eq!((account_now(&world, account.id).await, outbox_of_ours), (before.0, 4));
    // An account of the same name is free to exist on either side.
    made(&theirs, &stranger, "한빛").await;
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_record_moves_between_two_companies_of_one_name(pool: PgPool) {
    let world = world(&pool).await;
    let (db, actor) = (&world.db, &world.operator);
    let first = create_account(db, actor, None, &named("같은 이름")).await.unwrap();
    let second = create_account_anyway(db, actor, None, &named("같은 이름")).await.unwrap();
    let at = |account: AccountId| PersonForm { account: account.to_string(), ..person_named("윤서아") };
    let moved = create_person(db, actor, None, &at(first.id)).await.unwrap();
    let moved = change_person(db, actor, moved.id, 1, &at(second.id)).await.unwrap();
    assert_eq!(moved.account, Some(second.id));
    assert_eq!(db::check(db).await.unwrap(), []);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_registration_number_is_one_accounts_alone(pool: PgPool) {
    let world = world(&pool).await;
    let ae = world.member("최현우", Role::Ae).await;
    let numbered = |name: &str, number: &str| AccountForm { business_reg_no: number.into(), ..named(name) };
    let garam = create_account(&world.db, &ae, None, &numbered("가람테크", "123-45-67891")).await.unwrap();
    assert_eq!(garam.business_reg_no.as_ref().map(ToString::to_string).as_deref(), Some("123-45-67891"));
    let is_refused = |answer: db::Result<Account>| {
        let Err(Error::Refused(Refusal::Exists { field, found, title })) = answer else {
            panic!("{answer:?}")
        };
        assert_eq!((field.as_str(), title.as_str()), ("business_reg_no", "가람테크"));
        assert_eq!(found, Found::Account(garam.id, garam.number));
    };
    // Nobody insists on a second company of one number.
    is_refused(create_account_anyway(&world.db, &ae, None, &numbered("나래상사", "1234567891")).await);
    let narae = made(&world, &ae, "나래상사").await;
    let wanted = AccountForm { business_reg_no: "123 45 67891".into(), ..form_of(&narae) };
    is_refused(change_account(&world.db, &ae, narae.id, narae.version, &wanted).await);
    let wrong = AccountForm { business_reg_no: "123-45-67890".into(), ..form_of(&narae) };
    let answer = change_account(&world.db, &ae, narae.id, narae.version, &wrong).await;
    let Err(Error::Refused(Refusal::Invalid(problems))) = answer else { panic!("{answer:?}") };
    assert_eq!(problems, [domain::Problem::new("business_reg_no", domain::Why::WrongCheckDigit)]);
    // Another kind of company of the same name is the same name.
    let kind = create_account(&world.db, &ae, None, &named("㈜가람 테크")).await;
    assert!(
        matches!(kind, Err(Error::Refused(Refusal::Exists { ref field, .. })) if field == "name"),
        "{kind:?}"
    );
    let probe = domain::leads::Probe { business_reg_no: "123-45-67891".into(), ..Default::default() };
    let similar = db::leads::similar(&world.db, &ae, &probe).await.unwrap();
    assert_eq!(similar.likes.iter().map(|it| it.by).collect::<Vec<_>>(), [domain::leads::By::Registration]);
    let cleared = AccountForm { business_reg_no: String::new(), ..form_of(&garam) };
    change_account(&world.db, &ae, garam.id, garam.version, &cleared).await.unwrap();
    let taken = change_account(&world.db, &ae, narae.id, narae.version, &wanted).await.unwrap();
    assert_eq!(taken.business_reg_no, garam.business_reg_no);
    world.in_order().await;
}
