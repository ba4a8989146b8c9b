//! Real files, from bytes to the books: on the command line, by upload, twice, in pieces, and broken.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use app::backend::Asker;
use app::words::Words;
use axum::Extension;
use axum::body::{Body, Bytes};
use chrono::Utc;
use db::import::{Figures, Mode, StageFigure, figures};
use db::team::{NewMember, NewWorkspace};
use db::{Actor, Db};
use domain::import::{Choices, Created, Outcome, Preview, Tally};
use domain::pipeline::StageKind;
use domain::team::{Role, Roles, Scope};
use domain::{Currency, ImportId, Locale};
use http::{Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use server::import::{Done, Limits, Sheet, Table, go_through};
use server::live::Hub;
use sqlx::{ConnectOptions, PgPool};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

const EN: Words = Words::new(Locale::En);

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn sheets(files: &[PathBuf]) -> Vec<Sheet> {
    let open = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap();
        let table = Table::read(name, std::fs::read(path).unwrap(), Limits::COMMAND).unwrap();
        let (sheet, trouble) = Sheet::of(table, None);
        assert_eq!(trouble, None, "{name}");
        sheet
    };
    files.iter().map(open).collect()
}

struct World {
    db: Db,
    operator: Actor,
}

impl World {
    async fn new(pool: PgPool) -> Self {
        let db = Db::of_pool(pool);
        let workspace = db::team::found_workspace(&db, &NewWorkspace::named("바톤")).await.unwrap();
        let world = Self { db, operator: Actor::operator(workspace) };
        world.member(Role::Admin).await;
        world
    }

    async fn take(&self, mode: Mode, sheets: &[Sheet], currency: Option<Currency>) -> Done {
        let files = sheets.iter().map(Sheet::choice).collect();
        let choices = Choices { currency, files, ..Choices::default() };
        go_through(&self.db, &self.operator, mode, sheets, &choices, EN).await.unwrap().unwrap()
    }

    async fn import(&self, files: &[PathBuf], currency: Option<Currency>) -> Done {
        let sheets = sheets(files);
        let rehearsed = self.take(Mode::Rehearse, &sheets, currency).await;
        let done = self.take(Mode::CarryOut, &sheets, currency).await;
        assert_eq!(
            without_ids(rehearsed.outcome),
            without_ids(done.outcome.clone()),
            "it happens as was said"
        );
        self.in_order().await;
        done
    }

    async fn in_order(&self) {
        assert_eq!(db::check(&self.db).await.unwrap(), []);
    }

    async fn member(&self, role: Role) -> Actor {
        let email = format!("{}@baton.test", uuid::Uuid::now_v7().simple());
        let new = NewMember {
            name: role.code().into(),
            email,
            roles: Roles(vec![role]),
            password_hash: "no password".into(),
        };
        let member = db::team::add_member(&self.db, &self.operator, &new).await.unwrap();
        let key =
            db::team::make_api_token(&self.db, &self.operator, member, "test", Scope::Write).await.unwrap();
        db::team::actor_of_token(&self.db, &key).await.unwrap().unwrap()
    }
}

/// A pipeline that is made has another id in the rehearsal.
fn without_ids(mut outcome: Outcome) -> Outcome {
    outcome.pipelines.iter_mut().for_each(|it| it.id = domain::PipelineId(uuid::Uuid::nil()));
    outcome
}

fn tally(new: u64, known: u64, bad: u64) -> Tally {
    Tally { new, known, bad }
}

fn tallies(outcome: &Outcome) -> Vec<Tally> {
    outcome.files.iter().map(|it| it.tally).collect()
}

fn stage<'a>(figures: &'a Figures, name: &str) -> &'a StageFigure {
    figures.stages.iter().find(|it| it.stage == name).unwrap()
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_marketing_teams_two_files_are_recognised_joined_and_counted_in_whatever_order(pool: PgPool) {
    let world = World::new(pool).await;
    let done = world.import(&["closed-deals.csv", "marketing-leads.csv"].map(fixture), None).await;
    assert_eq!(tallies(&done.outcome), [tally(2, 0, 1), tally(4, 0, 1)]);
    let made = Created {
        leads: 4,
        old_leads: 2,
        customers: 2,
        deals: 2,
        accounts: 2,
        members: 3,
        ..Created::default()
    };
    assert_eq!(done.outcome.created, made);
    // The day that is none, and the key of no lead, each where it stands.
    let problems: Vec<_> = done.outcome.files.iter().flat_map(|it| &it.problems).collect();
    let told: Vec<_> = problems.iter().map(|it| (it.row, it.column.as_str(), it.value.as_str())).collect();
    assert_eq!(told, [(4, "mql_id", "a9"), (6, "first_contact_date", "2018-02-30")]);
    let funnel =
        db::leads::funnel(&world.db, &world.operator, &Default::default(), Utc::now()).await.unwrap();
    let won = |it: &domain::funnel::Row| (it.row.clone(), it.counts.of(domain::funnel::Step::Won));
    let rows: Vec<_> = funnel.table.rows.iter().map(won).collect();
    assert_eq!(
        rows,
        [("paid_search".into(), 1), ("organic_search".into(), 1), ("social".into(), 0)] as [(String, i64); 3]
    );
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn files_are_taken_in_the_order_in_which_they_need_each_other(pool: PgPool) {
    let world = World::new(pool).await;
    let files = ["deals.csv", "accounts.csv", "teams.csv", "products.csv"].map(fixture);
    let since = Utc::now();
    let done = world.import(&files, Some(Currency::Usd)).await;
    assert_eq!(tallies(&done.outcome), [tally(5, 0, 2), tally(4, 0, 1), tally(3, 0, 0), tally(3, 0, 0)]);
    let made = Created {
        members: 6,
        teams: 2,
        products: 3,
        accounts: 5,
        pipelines: 1,
        deals: 5,
        ..Created::default()
    };
    assert_eq!(done.outcome.created, made);

    let now = figures(&world.db, &world.operator, since).await.unwrap();
    assert_eq!((now.accounts, now.subsidiaries, now.members, now.owners), (5, 2, 7, 4));
    assert_eq!((now.deals, now.without_account, now.undated), (5, 1, 1));
    assert_eq!((stage(&now, "Won").deals, stage(&now, "Won").minor), (2, 556_800));
    // Two open deals without a value are worth what the list says.
    assert_eq!(stage(&now, "Engaging").minor + stage(&now, "Prospecting").minor, 482_100 + 55_000);
    let pipeline = &done.outcome.pipelines[0];
    assert_eq!((pipeline.name_en.as_str(), pipeline.is_new), ("deals", true));

    let again = world.import(&files, Some(Currency::Usd)).await;
    assert_eq!(tallies(&again.outcome), [tally(0, 5, 2), tally(0, 4, 1), tally(0, 3, 0), tally(0, 3, 0)]);
    assert_eq!(again.outcome.created, Created::default());
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn bad_rows_come_back_with_their_reasons_and_can_be_corrected(pool: PgPool) {
    let world = World::new(pool).await;
    let done = world.import(&["products.csv", "deals.csv"].map(fixture), Some(Currency::Usd)).await;
    let problems: Vec<_> = done.outcome.files[1]
        .problems
        .iter()
        .map(|it| (it.row, it.column.as_str(), it.value.as_str()))
        .collect();
    assert_eq!(problems, [(7, "engage_date", "31/12/2016"), (8, "product", "Chair Mini")]);
    assert_eq!(done.bad_rows[0], "");
    let text = &done.bad_rows[1];
    assert!(text.starts_with('\u{feff}') && text.lines().count() == 3, "{text}");
    assert!(text.contains("engage_date: is not a day we can read"), "{text}");

    let mended = text.replace("31/12/2016", "12/31/2016").replace("Chair Mini", "Desk Pro");
    let table = Table::read("mended.csv", mended.into_bytes(), Limits::UPLOAD).unwrap();
    let mended = [Sheet::of(table, None).0];
    let done = world.take(Mode::CarryOut, &mended, Some(Currency::Usd)).await;
    assert_eq!(tallies(&done.outcome), [tally(2, 0, 0)]);
    assert!(!done.outcome.pipelines[0].is_new);
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn hubspots_pipeline_stages_and_days_are_kept(pool: PgPool) {
    let world = World::new(pool).await;
    let since = Utc::now();
    let done = world.import(&[fixture("hubspot-deals.csv")], Some(Currency::Krw)).await;
    assert_eq!(tallies(&done.outcome), [tally(3, 0, 0)]);
    let now = figures(&world.db, &world.operator, since).await.unwrap();
    let stages: Vec<_> =
        now.stages.iter().map(|it| (it.pipeline.as_str(), it.stage.as_str(), it.deals, it.minor)).collect();
    assert_eq!(
        stages,
        [
            ("Enterprise", "Contract sent", 1, 12_500_000),
            ("Enterprise", "Won", 1, 3_500_000),
            ("Enterprise", "Lost", 1, 0)
        ]
    );
    assert_eq!(now.undated, 0);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_korean_export_in_cp949_names_its_own_currency(pool: PgPool) {
    let world = World::new(pool).await;
    let sheets = sheets(&[fixture("pipedrive-ko-cp949.csv")]);
    let done = world.take(Mode::CarryOut, &sheets, None).await;
    assert!(!done.outcome.currency_needed);
    assert_eq!(tallies(&done.outcome), [tally(2, 0, 0)]);
    // Both stages are ones of the first template.
    let pipeline = &done.outcome.pipelines[0];
    assert_eq!((pipeline.name_ko.as_str(), pipeline.is_new), ("인바운드 SMB", false));
    let now = figures(&world.db, &world.operator, Utc::now()).await.unwrap();
    let sums: Vec<_> = now.stages.iter().map(|it| (it.stage.as_str(), it.currency, it.minor)).collect();
    assert_eq!(sums, [("Demo done", Currency::Krw, 12_500_000), ("Won", Currency::Krw, 35_000_000)]);
    world.in_order().await;
}

/// Where the real set is, on machines that have it.
fn sales_opportunities() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/sales-opportunities");
    let folder = std::env::var_os("BATON_SALES_DATA").map_or(beside, PathBuf::from);
    if folder.join("sales_pipeline.csv").is_file() {
        return Some(folder);
    }
    println!("skipped: no sales-opportunities in {} (set BATON_SALES_DATA)", folder.display());
    None
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn eight_thousand_eight_hundred_real_deals_come_out_exactly(pool: PgPool) {
    let Some(folder) = sales_opportunities() else { return };
    let world = World::new(pool).await;
    let files = ["accounts.csv", "products.csv", "sales_teams.csv", "sales_pipeline.csv"];
    let files = files.map(|it| folder.join(it));
    let sheets = sheets(&files);
    let (began, since) = (Instant::now(), Utc::now());
    let done = world.take(Mode::CarryOut, &sheets, Some(Currency::Usd)).await;
    println!("8,800 deals in {:.2} s", began.elapsed().as_secs_f32());
    assert_eq!(
        tallies(&done.outcome),
        [tally(85, 0, 0), tally(7, 0, 0), tally(35, 0, 0), tally(8_800, 0, 0)]
    );
    let made = Created {
        members: 41,
        teams: 6,
        products: 7,
        accounts: 85,
        pipelines: 1,
        deals: 8_800,
        ..Created::default()
    };
    assert_eq!(done.outcome.created, made);

    let now = figures(&world.db, &world.operator, since).await.unwrap();
    assert_eq!((now.accounts, now.subsidiaries, now.products), (85, 15, 7));
    assert_eq!((now.deals, now.owners, now.without_account, now.undated), (8_800, 30, 1_425, 500));
    let counts: Vec<_> = now.stages.iter().map(|it| (it.stage.as_str(), it.kind, it.deals)).collect();
    assert_eq!(
        counts,
        [
            ("Prospecting", StageKind::Open, 500),
            ("Engaging", StageKind::Open, 1_589),
            ("Won", StageKind::Won, 4_238),
            ("Lost", StageKind::Lost, 2_473)
        ]
    );
    assert_eq!(now.stages.iter().map(|it| it.deals).sum::<i64>(), 8_800);
    let (won, lost) = (stage(&now, "Won"), stage(&now, "Lost"));
    assert_eq!((won.currency, won.minor), (Currency::Usd, 10_005_534 * 100));
    let per_ten_thousand = (won.deals * 10_000 + (won.deals + lost.deals) / 2) / (won.deals + lost.deals);
    assert_eq!(per_ten_thousand, 6_315, "a win rate of 63.15 %");
    world.in_order().await;

    let again = world.take(Mode::CarryOut, &sheets, Some(Currency::Usd)).await;
    assert_eq!(
        tallies(&again.outcome),
        [tally(0, 85, 0), tally(0, 7, 0), tally(0, 35, 0), tally(0, 8_800, 0)]
    );
    assert_eq!(again.outcome.created, Created::default());
    let after = figures(&world.db, &world.operator, since).await.unwrap();
    assert_eq!(after, now);
    world.in_order().await;
}

/// The program itself, on the test's database.
fn baton(pool: &PgPool, arguments: &[&str]) -> (Option<i32>, String) {
    let url = pool.connect_options().to_url_lossy().to_string();
    let output = Command::new(env!("CARGO_BIN_EXE_baton"))
        .arg("import")
        .args(arguments)
        .env("DATABASE_URL", url)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures"))
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap()).join("\n");
    (output.status.code(), said)
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_command_says_what_will_happen_and_what_did(pool: PgPool) {
    let files = ["deals.csv", "accounts.csv", "teams.csv", "products.csv"];
    let (code, said) = baton(&pool, &files);
    assert_eq!(code, Some(65), "{said}");
    assert!(said.contains("--currency USD"), "{said}");

    let with = |more: &[&'static str]| [&["--currency", "USD"], more, &files].concat();
    let (code, said) = baton(&pool, &with(&["--dry-run"]));
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("deals.csv: deals, 7 rows: 5 new, 0 there already, 2 with problems"), "{said}");
    assert!(said.contains("left out: year_established, revenue"), "{said}");
    assert!(said.contains("Nothing was imported"), "{said}");

    let folder = tempfile::tempdir().unwrap();
    let folder_name = folder.path().to_str().unwrap().to_owned();
    let bad_rows = [vec!["--bad-rows", &folder_name, "--currency", "USD"], files.to_vec()].concat();
    let (code, said) = baton(&pool, &bad_rows);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("Imported 15 of 18 rows"), "{said}");
    assert!(said.contains("deals.csv row 7: engage_date “31/12/2016” is not a day we can read"), "{said}");
    assert!(
        said.contains("5 accounts (2 subsidiaries), 3 products, 6 members, 5 deals of 4 owners"),
        "{said}"
    );
    assert!(folder.path().join("deals-bad-rows.csv").is_file());

    let (code, said) = baton(&pool, &["--currency", "USD", "products.csv", "teams.csv"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("Imported 0 of 6 rows") && said.contains("6 there already"), "{said}");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_command_reads_columns_as_it_is_told(pool: PgPool) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("umsatz.csv");
    std::fs::write(&file, "Kunde;Umsatz;Phase\nMüller;12,50;Angebot\n").unwrap();
    let file = file.to_str().unwrap();
    let (code, said) = baton(&pool, &[file]);
    assert_eq!(code, Some(65), "{said}");
    assert!(
        said.contains("the columns (Kunde, Umsatz, Phase)") && said.contains("Nothing was imported"),
        "{said}"
    );
    let maps = ["--map", "kunde=account", "--map", "Umsatz=amount", "--map", "Phase=stage"];
    let arguments =
        [&["--kind", "deals", "--currency", "EUR", "--pipeline", "Direkt"], &maps[..], &[file]].concat();
    let (code, said) = baton(&pool, &arguments);
    // A comma is no decimal point: 12,50 would have to be a guess.
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("Deals go to the pipeline Direkt (new): Angebot"), "{said}");
    let (code, said) = baton(&pool, &["--map", "Kunde=customer", file]);
    assert_eq!(code, Some(2), "{said}");
}

/// Other tests write beside this one: the feed may have to wait for them before it has a beginning.
async fn hub(db: &Db, stop: &CancellationToken) -> Arc<Hub> {
    for _ in 0..200 {
        if let Ok(hub) = Hub::start(db.clone(), stop.clone()).await {
            return hub;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the feed did not begin");
}

/// The upload's doors, for somebody.
async fn doors(world: &World, actor: Option<Actor>) -> axum::Router {
    let stop = CancellationToken::new();
    let hub = hub(&world.db, &stop).await;
    let leptos = leptos::config::LeptosOptions::builder().output_name("baton").build();
    let state = server::AppState {
        db: world.db.clone(),
        leptos,
        hub,
        outage: server::outage::Outage::never(),
        stop,
        demo: false,
    };
    let routes = server::import::routes().layer(Extension(Asker(actor))).with_state(state);
    server::guarded(routes, Arc::new(HashSet::new()))
}

#[derive(Clone, Copy)]
enum As {
    Browser,
    Script,
}

fn post(path: &str, kind: &str, who: As, body: impl Into<Body>) -> Request<Body> {
    let accept = match who {
        As::Browser => "text/html",
        As::Script => "*/*",
    };
    let request = Request::post(path)
        .header(header::HOST, "crm.kr")
        .header(header::ORIGIN, "https://crm.kr")
        .header(header::ACCEPT_LANGUAGE, "ko")
        .header(header::ACCEPT, accept)
        .header(header::CONTENT_TYPE, kind);
    request.body(body.into()).unwrap()
}

const MULTIPART: &str = "multipart/form-data; boundary=cut";
const FORM: &str = "application/x-www-form-urlencoded";

fn form_of(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, content) in files {
        let head =
            format!("--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--cut--\r\n");
    body
}

async fn text(response: Response<Body>) -> String {
    String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
}

/// The import that a redirect leads to.
fn led_to(response: &Response<Body>) -> ImportId {
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let place = response.headers()[header::LOCATION].to_str().unwrap();
    place.strip_prefix("/import/").unwrap().parse().unwrap()
}

async fn preview(world: &World, actor: &Actor, id: ImportId) -> Preview {
    db::import::preview(&world.db, actor, id).await.unwrap()
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_upload_is_looked_at_mapped_and_carried_out(pool: PgPool) {
    let world = World::new(pool).await;
    let manager = world.member(Role::Manager).await;
    let doors = doors(&world, Some(manager.clone())).await;
    let ask = |request| doors.clone().oneshot(request);
    let files: Vec<_> =
        ["deals.csv", "products.csv"].map(|it| (it, std::fs::read(fixture(it)).unwrap())).into();
    let response = ask(post("/import/upload", MULTIPART, As::Browser, form_of(&files))).await.unwrap();
    let id = led_to(&response);
    let seen = preview(&world, &manager, id).await;
    assert!(seen.outcome.currency_needed && seen.done_at.is_none());
    assert_eq!(seen.outcome.files[0].tally, tally(5, 0, 2));

    // Without the currency nothing happens.
    led_to(&ask(post(&format!("/import/{id}/go"), FORM, As::Browser, "")).await.unwrap());
    assert!(preview(&world, &manager, id).await.done_at.is_none());

    // The product is left out, so its row is good now; the pipeline gets a name.
    let form = "currency=USD&new_pipeline=Partners&kind-0=deals&column-0-2=";
    led_to(&ask(post(&format!("/import/{id}/look"), FORM, As::Browser, form)).await.unwrap());
    let seen = preview(&world, &manager, id).await;
    assert_eq!(seen.outcome.files[0].tally, tally(6, 0, 1));
    assert_eq!(seen.outcome.pipelines[0].name_en, "Partners");
    let none = figures(&world.db, &manager, Utc::now()).await.unwrap();
    assert_eq!((none.deals, none.products), (0, 0), "looking changes nothing");

    let form = "currency=USD&new_pipeline=Partners";
    led_to(&ask(post(&format!("/import/{id}/go"), FORM, As::Browser, form)).await.unwrap());
    let seen = preview(&world, &manager, id).await;
    assert!(seen.done_at.is_some());
    assert_eq!(tallies(&seen.outcome), [tally(6, 0, 1), tally(3, 0, 0)]);
    // Sent once more, it adds nothing.
    led_to(&ask(post(&format!("/import/{id}/go"), FORM, As::Browser, form)).await.unwrap());
    assert_eq!(tallies(&preview(&world, &manager, id).await.outcome), [tally(0, 6, 1), tally(0, 3, 0)]);

    let request = Request::get(format!("/import/{id}/bad-rows/0")).body(Body::empty()).unwrap();
    let response = ask(request).await.unwrap();
    assert_eq!(response.headers()[header::CONTENT_TYPE], "text/csv; charset=utf-8");
    assert!(text(response).await.contains("engage_date: 날짜로 읽을 수 없어요"));
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_file_of_no_known_kind_can_be_mapped_by_hand(pool: PgPool) {
    let world = World::new(pool).await;
    let admin = world.member(Role::Admin).await;
    let doors = doors(&world, Some(admin.clone())).await;
    let files = [("x.csv", "Firma,Branche\nMüller,Bau\n".as_bytes().to_vec())];
    let response =
        doors.clone().oneshot(post("/import/upload", MULTIPART, As::Browser, form_of(&files))).await.unwrap();
    let id = led_to(&response);
    assert!(preview(&world, &admin, id).await.outcome.refused.is_some());
    for form in ["kind-0=accounts", "kind-0=accounts&column-0-0=name&column-0-1=industry"] {
        let request = post(&format!("/import/{id}/look"), FORM, As::Browser, form);
        led_to(&doors.clone().oneshot(request).await.unwrap());
    }
    let seen = preview(&world, &admin, id).await;
    assert_eq!((seen.outcome.refused, seen.outcome.files[0].tally), (None, tally(1, 0, 0)));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn broken_files_are_refused_in_the_readers_language(pool: PgPool) {
    let world = World::new(pool).await;
    let admin = world.member(Role::Admin).await;
    let doors = doors(&world, Some(admin.clone())).await;
    let wide = vec!["c"; 100_000].join(",").into_bytes();
    let cases = [
        (b"name,stage\n\"open,1\n".to_vec(), "2행에서 열린 따옴표"),
        (b"name,stage\na\0,1\n".to_vec(), "글자로 읽을 수 없는 파일"),
        (wide, "열이 100개를 넘어요"),
        (b"".to_vec(), "비어 있어요"),
        (b"First Name,Last Name,Email\nA,B,a@b.kr\n".to_vec(), "고객 담당자 목록"),
    ];
    for (content, said) in cases {
        let body = form_of(&[("깨진 파일.csv", content)]);
        let response =
            doors.clone().oneshot(post("/import/upload", MULTIPART, As::Script, body.clone())).await.unwrap();
        assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        let answer = text(response).await;
        assert!(answer.contains(said) && answer.contains("깨진 파일.csv"), "{answer}");
        // A person is led to a page that says the same.
        let response =
            doors.clone().oneshot(post("/import/upload", MULTIPART, As::Browser, body)).await.unwrap();
        assert!(preview(&world, &admin, led_to(&response)).await.outcome.refused.is_some());
    }
    for nonsense in [&b"no form at all"[..], b"--cut\r\nContent-Disposition: form-data; name=\"file\"\r\n"] {
        let request = post("/import/upload", MULTIPART, As::Script, nonsense.to_vec());
        let status = doors.clone().oneshot(request).await.unwrap().status();
        assert!(status.is_client_error(), "{status}");
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_gigabyte_is_refused_without_being_read(pool: PgPool) {
    let world = World::new(pool).await;
    let admin = world.member(Role::Admin).await;
    let doors = doors(&world, Some(admin)).await;
    let mut announced = post("/import/upload", MULTIPART, As::Script, Body::from_stream(never()));
    announced.headers_mut().insert(header::CONTENT_LENGTH, "1073741824".parse().unwrap());
    assert_eq!(doors.clone().oneshot(announced).await.unwrap().status(), StatusCode::PAYLOAD_TOO_LARGE);

    let read = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let counter = read.clone();
    let head =
        b"--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"big.csv\"\r\n\r\n".to_vec();
    let part = Bytes::from(vec![b'a'; 1024 * 1024]);
    let parts = std::iter::once(Bytes::from(head)).chain(std::iter::repeat_n(part, 1024)).map(move |part| {
        counter.fetch_add(part.len(), std::sync::atomic::Ordering::Relaxed);
        Ok::<_, std::io::Error>(part)
    });
    let unannounced =
        post("/import/upload", MULTIPART, As::Script, Body::from_stream(futures::stream::iter(parts)));
    assert_eq!(doors.oneshot(unannounced).await.unwrap().status(), StatusCode::PAYLOAD_TOO_LARGE);
    let read = read.load(std::sync::atomic::Ordering::Relaxed);
    assert!(read < 60 * 1024 * 1024, "{read} bytes were taken in");
}

/// A body that nobody may ask for.
fn never() -> impl futures::Stream<Item = Result<Bytes, std::io::Error>> + Send + 'static {
    futures::stream::poll_fn(|_| panic!("the body was read"))
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn imports_are_for_admins_and_managers_of_the_workspace(pool: PgPool) {
    let world = World::new(pool).await;
    let files = [("deals.csv", std::fs::read(fixture("deals.csv")).unwrap())];
    let admin = world.member(Role::Admin).await;
    let upload = || post("/import/upload", MULTIPART, As::Browser, form_of(&files));
    let id = led_to(&doors(&world, Some(admin)).await.oneshot(upload()).await.unwrap());

    for role in [Role::Sdr, Role::Ae, Role::Csm, Role::Viewer] {
        let actor = world.member(role).await;
        let doors = doors(&world, Some(actor)).await;
        assert_eq!(doors.clone().oneshot(upload()).await.unwrap().status(), StatusCode::FORBIDDEN);
        let go = post(&format!("/import/{id}/go"), FORM, As::Browser, "currency=USD");
        assert_eq!(doors.oneshot(go).await.unwrap().status(), StatusCode::FORBIDDEN);
    }
    let nobody = doors(&world, None).await.oneshot(upload()).await.unwrap();
    assert!(nobody.headers()[header::LOCATION].to_str().unwrap().starts_with("/sign-in"));

    let other = db::team::found_workspace(&world.db, &NewWorkspace::named("다른 팀")).await.unwrap();
    let doors = doors(&world, Some(Actor::operator(other))).await;
    for step in ["look", "go"] {
        let request = post(&format!("/import/{id}/{step}"), FORM, As::Browser, "currency=USD");
        assert_eq!(doors.clone().oneshot(request).await.unwrap().status(), StatusCode::NOT_FOUND);
    }
    let none = figures(&world.db, &world.operator, Utc::now()).await.unwrap();
    assert_eq!(none.deals, 0);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn uploads_of_yesterday_are_gone_once_the_server_has_started(pool: PgPool) {
    let world = World::new(pool).await;
    let files = [("딜.csv".to_owned(), b"deal\nA".to_vec())];
    let (choices, outcome) = (Choices::default(), Outcome::default());
    let mut kept = Vec::new();
    for _ in 0..2 {
        kept.push(db::import::keep(&world.db, &world.operator, &files, &choices, &outcome).await.unwrap());
    }
    db::testing::age_upload(&world.db, kept[0], 25).await.unwrap();
    let stopping = CancellationToken::new();
    stopping.cancel();
    server::housekeeping::keep_house(world.db.clone(), stopping).await;
    let left = async |id| db::import::upload(&world.db, &world.operator, id).await.is_ok();
    assert_eq!((left(kept[0]).await, left(kept[1]).await), (false, true));
}
