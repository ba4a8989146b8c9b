//! Qualification on a real PostgreSQL: kinds follow from signals and facts in the acts that change them, each once and
//! with its reasons; rules are tried before they hold; and only a member makes a lead one for sales.

use crate::desk::{Desk, member, refusal};
use chrono::{DateTime, TimeDelta, Utc};
use db::activities::{log, timeline};
use db::leads::{arrive, lead, leads, move_lead};
use db::qualification::{
    book, catch_up, changes, effect, grant, qualified, restore, save, score, version, write_talk,
};
use db::signals::take;
use db::{Actor, Error, icp};
use domain::accounts::{AccountForm, PersonForm, TagForm};
use domain::activities::{ActivityForm, Happened, Shown, Subject};
use domain::icp::{Asks, Predicate, Profile};
use domain::leads::{LeadForm, LeadMoveForm, LeadStatus, TouchForm, Wish};
use domain::qualification::{Kind, Kinds, Missing, Origin, ProductForm, Reason, Rules, RulesForm, TalkForm};
use domain::signals::{NewSignal, SignalForm, SignalKind, check_all};
use domain::team::Role;
use domain::{LeadId, Refusal};
use sqlx::PgPool;

fn days_ago(days: i64) -> DateTime<Utc> {
    Utc::now() - TimeDelta::days(days)
}

/// As a program sends them: who, what, how many days ago.
fn signals(sent: &[(&str, SignalKind, i64)]) -> Vec<NewSignal> {
    let form = |(email, kind, days): &(&str, SignalKind, i64)| SignalForm {
        key: uuid::Uuid::now_v7().to_string(),
        kind: kind.code().into(),
        email: (*email).into(),
        value: kind.needs_value().then_some(90),
        at: days_ago(*days).to_rfc3339(),
        ..SignalForm::default()
    };
    check_all(&sent.iter().map(form).collect::<Vec<_>>(), Utc::now()).unwrap()
}

async fn sent(desk: &Desk, what: &[(&str, SignalKind, i64)]) {
    take(&desk.db, &desk.minji, &signals(what)).await.unwrap();
}

/// 20 + 20 + 15 points of interest within a week.
fn warm(email: &str) -> [(&str, SignalKind, i64); 3] {
    [
        (email, SignalKind::EventAttended, 0),
        (email, SignalKind::EventAttended, 0),
        (email, SignalKind::ContentDownloaded, 0),
    ]
}

fn used(email: &str) -> [(&str, SignalKind, i64); 4] {
    [
        (email, SignalKind::ActivationDone, 3),
        (email, SignalKind::IntegrationConnected, 2),
        (email, SignalKind::LimitUsed, 0),
        (email, SignalKind::BillingSeen, 0),
    ]
}

async fn came(desk: &Desk, by: &Actor, email: &str, origin: &str) -> LeadId {
    let form = LeadForm {
        name: email.split('@').next().unwrap().into(),
        email: email.into(),
        origin: origin.into(),
        owner: by.id().unwrap().to_string(),
        ..LeadForm::default()
    };
    arrive(&desk.db, by, None, (&form, &TouchForm::default()), Utc::now()).await.unwrap().lead
}

async fn kind(desk: &Desk, id: LeadId) -> Kind {
    lead(&desk.db, &desk.minji, id).await.unwrap().kind
}

async fn told(desk: &Desk) -> i64 {
    desk.count("select count(*) from outbox where topic = 'lead'").await
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_kind_follows_from_signals_in_their_own_act_once_and_with_its_reasons(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let id = came(&desk, &desk.minji, "seoa@hanbit-soft.kr", "inbound").await;
    let before = told(&desk).await;
    sent(&desk, &warm("seoa@hanbit-soft.kr")[..2]).await;
    assert_eq!(
        (kind(&desk, id).await, told(&desk).await),
        (Kind::None, before),
        "nothing to show, nothing told"
    );
    sent(&desk, &warm("seoa@hanbit-soft.kr")[2..]).await;
    assert_eq!((kind(&desk, id).await, told(&desk).await), (Kind::MarketingQualified, before + 1));
    let kept = changes(&desk.db, &desk.junho, id).await.unwrap();
    let [change] = &kept[..] else { panic!("{kept:?}") };
    assert_eq!(
        (change.from, change.to, change.origin),
        (Kind::None, Kind::MarketingQualified, Origin::Marketing)
    );
    assert_eq!((change.rule_version, change.by), (0, None));
    let counted = |it: &Reason| if let Reason::Rule { signals, .. } = it { signals.len() } else { 0 };
    assert_eq!(
        change.reasons.iter().map(counted).sum::<usize>(),
        3,
        "every signal is named: {:?}",
        change.reasons
    );
    assert_eq!(lead(&desk.db, &desk.minji, id).await.unwrap().version, 1, "nobody's edit is in its way");
    // More of it changes nothing; what the product says is a kind of its own, and the further one.
    sent(&desk, &warm("seoa@hanbit-soft.kr")).await;
    assert_eq!((changes(&desk.db, &desk.minji, id).await.unwrap().len(), told(&desk).await), (1, before + 1));
    sent(&desk, &used("colleague@hanbit-soft.kr")).await;
    assert_eq!(kind(&desk, id).await, Kind::ProductQualified);
    let happened =
        timeline(&desk.db, &desk.minji, Subject::Lead(id), Shown::Ours, None, 50, Utc::now()).await.unwrap();
    let qualified =
        happened.moments.iter().filter(|it| matches!(it.what, Happened::Qualified { .. })).count();
    assert_eq!(qualified, 2);
    let of = async |kinds| {
        leads(&desk.db, &desk.junho, &Wish { kind: kinds, ..Wish::default() }).await.unwrap().on_board()
    };
    assert_eq!(
        (of(Kinds::Of(Kind::ProductQualified)).await, of(Kinds::Of(Kind::MarketingQualified)).await),
        (1, 0)
    );
    let change = sqlx::query("update qualification_change set origin = 'outbound'").execute(&desk.pool).await;
    assert!(
        change.is_err() && sqlx::query("delete from qualification_change").execute(&desk.pool).await.is_err()
    );
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn whoever_comes_later_brings_their_signals_along_whichever_way_they_are_tied(pool: PgPool) {
    let desk = Desk::open(pool).await;
    // By address, before there was a lead.
    sent(&desk, &warm("first@garam-food.kr")).await;
    let by_address = came(&desk, &desk.minji, "first@garam-food.kr", "inbound").await;
    assert_eq!(kind(&desk, by_address).await, Kind::MarketingQualified);
    // By the company's domain, and by an account that is made and linked later, and its people with other addresses.
    sent(&desk, &used("somebody@dawn.kr")).await;
    let by_domain = came(&desk, &desk.minji, "second@dawn.kr", "product").await;
    assert_eq!(kind(&desk, by_domain).await, Kind::ProductQualified);
    let form = AccountForm { name: "새봄".into(), domain: "saebom.kr".into(), ..AccountForm::default() };
    let account = db::accounts::create_account(&desk.db, &desk.minji, None, &form).await.unwrap().id;
    let by_person = came(&desk, &desk.minji, "third@saebom.kr", "product").await;
    sent(&desk, &used("private@gmail.com")).await;
    assert_eq!(kind(&desk, by_person).await, Kind::None);
    let form = PersonForm {
        name: "한서아".into(),
        email: "private@gmail.com".into(),
        account: account.to_string(),
        ..PersonForm::default()
    };
    db::accounts::create_person(&desk.db, &desk.minji, None, &form).await.unwrap();
    assert_eq!(kind(&desk, by_person).await, Kind::ProductQualified);
    // A free address is nobody's company.
    let free = came(&desk, &desk.minji, "other@gmail.com", "product").await;
    assert_eq!(kind(&desk, free).await, Kind::None);
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn how_well_the_account_fits_counts_whenever_it_changes(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let tags = Profile(vec![Predicate { asks: Asks::AnyTag(vec!["핵심".into()]), points: 100 }]);
    let form = AccountForm { name: "새봄".into(), domain: "saebom.kr".into(), ..AccountForm::default() };
    let account = db::accounts::create_account(&desk.db, &desk.minji, None, &form).await.unwrap().id;
    icp::save(&desk.db, &desk.minji, 0, &tags).await.unwrap();
    let id = came(&desk, &desk.minji, "a@saebom.kr", "inbound").await;
    sent(&desk, &warm("a@saebom.kr")).await;
    assert_eq!(
        (kind(&desk, id).await, score(&desk.db, &desk.minji, id).await.unwrap().fit),
        (Kind::None, Some(0))
    );
    let tag = TagForm { name: "핵심".into(), ..TagForm::about(Subject::Account(account)) };
    db::accounts::tag(&desk.db, &desk.minji, &tag).await.unwrap();
    assert_eq!(kind(&desk, id).await, Kind::MarketingQualified);
    desk.balanced().await;
    // Another profile: those whom it makes fit are judged after it.
    let other = came(&desk, &desk.minji, "b@unknown-company.kr", "inbound").await;
    let third = came(&desk, &desk.minji, "c@saebom.kr", "inbound").await;
    sent(&desk, &[warm("b@unknown-company.kr"), warm("c@saebom.kr")].concat()).await;
    assert_eq!((kind(&desk, other).await, kind(&desk, third).await), (Kind::None, Kind::MarketingQualified));
    icp::save(
        &desk.db,
        &desk.minji,
        1,
        &Profile(vec![Predicate { asks: Asks::NoTag(vec!["핵심".into()]), points: 9 }]),
    )
    .await
    .unwrap();
    assert_eq!(kind(&desk, third).await, Kind::MarketingQualified, "what was granted stays");
    assert_eq!(score(&desk.db, &desk.minji, third).await.unwrap().fit, Some(0));
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_raised_hand_of_a_student_or_of_one_given_up_goes_to_review(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let student = came(&desk, &desk.minji, "kim@cs.snu.ac.kr", "inbound").await;
    let buyer = came(&desk, &desk.minji, "kim@hanbit-soft.kr", "inbound").await;
    let hand = |email: &'static str| [(email, SignalKind::DemoRequested, 0)];
    sent(&desk, &[hand("kim@cs.snu.ac.kr"), hand("kim@hanbit-soft.kr")].concat()).await;
    assert_eq!(
        (kind(&desk, student).await, kind(&desk, buyer).await),
        (Kind::None, Kind::MarketingQualified)
    );
    let review = Wish { kind: Kinds::Review, ..Wish::default() };
    assert_eq!(leads(&desk.db, &desk.minji, &review).await.unwrap().on_board(), 1);
    // Given up as spam once, and here again.
    let spam = came(&desk, &desk.minji, "bot@bot.kr", "inbound").await;
    let give_up = LeadMoveForm { to: "disqualified".into(), why: "spam".into(), ..LeadMoveForm::default() };
    move_lead(&desk.db, &desk.minji, spam, LeadStatus::New, &give_up, Utc::now()).await.unwrap();
    let again = came(&desk, &desk.minji, "bot@bot.kr", "inbound").await;
    assert_ne!(spam, again);
    sent(&desk, &hand("bot@bot.kr")).await;
    assert_eq!((kind(&desk, spam).await, kind(&desk, again).await), (Kind::None, Kind::None));
    assert!(score(&desk.db, &desk.minji, again).await.unwrap().review);
    assert!(!score(&desk.db, &desk.minji, spam).await.unwrap().review, "nobody looks at those we gave up");
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_time_alone_changes_is_found_later_and_told(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let id = came(&desk, &desk.minji, "a@hanbit-soft.kr", "inbound").await;
    let old: Vec<_> = warm("a@hanbit-soft.kr").map(|(email, kind, _)| (email, kind, 40)).to_vec();
    sent(&desk, &old).await;
    let now = score(&desk.db, &desk.minji, id).await.unwrap();
    assert_eq!(
        (kind(&desk, id).await, now.cooling),
        (Kind::MarketingQualified, true),
        "it was one, and has cooled"
    );
    sent(&desk, &warm("a@hanbit-soft.kr")).await;
    assert!(!score(&desk.db, &desk.minji, id).await.unwrap().cooling);
    let before = told(&desk).await;
    catch_up(&desk.db, desk.minji.workspace()).await.unwrap();
    assert_eq!(told(&desk).await, before, "nothing is due");
    // A month passes: what is on record is a month older.
    sqlx::query("alter table signal disable trigger all").execute(&desk.pool).await.unwrap();
    sqlx::query("update signal set occurred_at = occurred_at - interval '30 days'")
        .execute(&desk.pool)
        .await
        .unwrap();
    sqlx::query("update lead_score set next_at = next_at - interval '30 days'")
        .execute(&desk.pool)
        .await
        .unwrap();
    catch_up(&desk.db, desk.minji.workspace()).await.unwrap();
    assert!(score(&desk.db, &desk.minji, id).await.unwrap().cooling);
    assert_eq!((told(&desk).await, kind(&desk, id).await), (before + 1, Kind::MarketingQualified));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_rules_would_do_is_what_they_then_do(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (db, minji) = (&desk.db, &desk.minji);
    let keen = came(&desk, minji, "keen@hanbit-soft.kr", "inbound").await;
    let mild = came(&desk, minji, "mild@dawn.kr", "inbound").await;
    sent(&desk, &warm("keen@hanbit-soft.kr")).await;
    sent(&desk, &warm("mild@dawn.kr")[..2]).await;
    let easy = Rules { interest: 40, ..Rules::default() };
    let would = effect(db, &desk.junho, &easy, Utc::now()).await.unwrap();
    let line = would.lines.iter().find(|it| it.kind == Kind::MarketingQualified).unwrap();
    assert_eq!((would.leads, line.new.leads, line.same.leads, line.lost.leads), (2, 1, 1, 0));
    assert_eq!(line.new.named[0].name, "mild");
    assert_eq!(kind(&desk, mild).await, Kind::None, "looking writes nothing");
    assert_eq!(save(db, minji, 0, &easy).await.unwrap(), 1);
    assert_eq!(
        (kind(&desk, keen).await, kind(&desk, mild).await),
        (Kind::MarketingQualified, Kind::MarketingQualified)
    );
    assert_eq!(changes(db, minji, mild).await.unwrap()[0].rule_version, 1);
    assert_eq!(
        changes(db, minji, keen).await.unwrap()[0].rule_version,
        0,
        "it was granted by the rules of then"
    );
    desk.balanced().await;
    // Harder ones take nothing away.
    let hard = Rules { interest: 90, ..Rules::default() };
    let would = effect(db, minji, &hard, Utc::now()).await.unwrap();
    assert_eq!((would.lines[0].new.leads, would.lines[0].lost.leads), (0, 2));
    assert_eq!(save(db, minji, 1, &hard).await.unwrap(), 2);
    assert_eq!(kind(&desk, mild).await, Kind::MarketingQualified);
    assert!(score(db, minji, mild).await.unwrap().cooling);
    // One version, however it is raced for; the same again is none; older ones stay and can hold again.
    assert!(matches!(save(db, minji, 1, &easy).await, Err(Error::Changed(since)) if since.version == 2));
    assert_eq!(save(db, minji, 0, &hard).await.unwrap(), 2, "it is what they wanted");
    assert_eq!(restore(db, minji, 2, 0).await.unwrap(), 3);
    let read = book(db, &desk.junho, None).await.unwrap();
    let versions: Vec<_> = read.versions.iter().map(|it| (it.version, it.restored)).collect();
    assert_eq!(versions, [(3, Some(0)), (2, None), (1, None), (0, None)]);
    assert_eq!(
        (read.current.rules, version(db, minji, 1).await.unwrap().rules),
        (Rules::default(), easy.clone())
    );
    assert_eq!(refusal(save(db, &desk.junho, 3, &easy).await), Refusal::NotAllowed);
    let manager =
        member(db, &Actor::operator(minji.workspace()), "manager@hanbit.kr", &[Role::Manager]).await;
    assert_eq!(refusal(restore(db, &manager, 3, 1).await), Refusal::NotAllowed);
    assert!(sqlx::query("update qualification_rules set version = 9").execute(&desk.pool).await.is_err());
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn signals_edits_and_new_rules_at_once_leave_every_lead_judged_and_nobody_waiting_in_a_circle(
    pool: PgPool,
) {
    let desk = Desk::open(pool).await;
    let mut ids = vec![];
    let emails: Vec<String> = (0..6).map(|it| format!("p{it}@company{}.kr", it % 2)).collect();
    for email in &emails {
        ids.push(came(&desk, &desk.minji, email, "inbound").await);
    }
    let (db, minji) = (&desk.db, &desk.minji);
    let sending = emails.iter().enumerate().map(async |(at, email)| {
        for _ in 0..4 {
            let mut batch: Vec<_> =
                emails.iter().flat_map(|it| [(it.as_str(), SignalKind::PricingSeen, 0)]).collect();
            batch.rotate_left(at);
            batch.push((email, SignalKind::EventAttended, 0));
            take(db, minji, &signals(&batch)).await.unwrap();
        }
    });
    let moving = ids.iter().map(async |id| {
        for (from, to, why) in [("new", "disqualified", "no_need"), ("disqualified", "working", "")] {
            let form = LeadMoveForm {
                to: to.into(),
                why: why.into(),
                reason: "사정".into(),
                ..LeadMoveForm::default()
            };
            move_lead(db, minji, *id, LeadStatus::of_code(from).unwrap(), &form, Utc::now()).await.unwrap();
        }
    });
    let saving = async {
        for seen in 0..4 {
            let rules = Rules { interest: 40 + seen, ..Rules::default() };
            save(db, minji, seen, &rules).await.unwrap();
        }
    };
    futures::join!(futures::future::join_all(sending), futures::future::join_all(moving), saving);
    catch_up(db, minji.workspace()).await.unwrap();
    for id in &ids {
        assert_eq!(kind(&desk, *id).await, Kind::MarketingQualified);
        assert_eq!(changes(db, minji, *id).await.unwrap().len(), 1, "granted once");
    }
    desk.balanced().await;
}

fn talk(need: &str, timing: &str) -> TalkForm {
    let note = |score: &str| if score == "0" { String::new() } else { "직접 들었어요".to_owned() };
    TalkForm {
        need: need.into(),
        need_note: note(need),
        timing: timing.into(),
        timing_note: note(timing),
        ..TalkForm::default()
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn only_a_member_makes_a_lead_one_for_sales_and_only_after_a_talk(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let db = &desk.db;
    let sdr = member(db, &Actor::operator(desk.minji.workspace()), "sdr@hanbit.kr", &[Role::Sdr]).await;
    let id = came(&desk, &sdr, "a@hanbit-soft.kr", "inbound").await;
    sent(&desk, &warm("a@hanbit-soft.kr")).await;
    let missing = vec![Missing::Need, Missing::AuthorityOrTiming];
    assert_eq!(refusal(grant(db, &sdr, id, Utc::now()).await), Refusal::NotQualified(missing));
    // Saved as far as it has come, by whoever has the lead.
    assert_eq!(refusal(write_talk(db, &desk.junho, id, 1, &talk("2", "0")).await), Refusal::NotAllowed);
    let bad = TalkForm { need: "2".into(), ..TalkForm::default() };
    assert!(matches!(refusal(write_talk(db, &sdr, id, 1, &bad).await), Refusal::Invalid(_)));
    let after = write_talk(db, &sdr, id, 1, &talk("2", "0")).await.unwrap();
    assert_eq!(after.version, 2);
    assert_eq!(
        write_talk(db, &sdr, id, 2, &talk("2", "0")).await.unwrap().version,
        2,
        "the same again is nothing"
    );
    assert_eq!(
        refusal(grant(db, &sdr, id, Utc::now()).await),
        Refusal::NotQualified(vec![Missing::AuthorityOrTiming])
    );
    // Somebody who saw it before that is told; a move meanwhile is none of the talk's business.
    assert!(matches!(write_talk(db, &desk.minji, id, 1, &talk("1", "1")).await, Err(Error::Changed(_))));
    let on = LeadMoveForm { to: "working".into(), ..LeadMoveForm::default() };
    move_lead(db, &sdr, id, LeadStatus::New, &on, Utc::now()).await.unwrap();
    assert_eq!(write_talk(db, &sdr, id, 2, &talk("2", "2")).await.unwrap().version, 4);
    assert_eq!(refusal(grant(db, &desk.junho, id, Utc::now()).await), Refusal::NotAllowed);
    let before = told(&desk).await;
    let granted = grant(db, &sdr, id, Utc::now()).await.unwrap();
    assert_eq!((granted.kind, granted.version, told(&desk).await), (Kind::SalesQualified, 5, before + 1));
    let change = &granted.changes[0];
    assert_eq!(
        (change.from, change.by, change.origin),
        (Kind::MarketingQualified, sdr.id(), Origin::Marketing)
    );
    assert_eq!(change.reasons.len(), 2);
    assert_eq!(grant(db, &sdr, id, Utc::now()).await.unwrap().changes.len(), 2, "once is enough");
    // No rule takes it back, and no rule grants it.
    sent(&desk, &used("a@hanbit-soft.kr")).await;
    assert_eq!(kind(&desk, id).await, Kind::SalesQualified);
    assert_eq!(changes(db, &sdr, id).await.unwrap().len(), 3, "that it was a PQL, too, is on record");
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_outbound_lead_is_one_for_sales_when_a_meeting_is_agreed(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let (db, junho) = (&desk.db, &desk.junho);
    let id = came(&desk, junho, "cto@dawn.kr", "outbound").await;
    assert!(
        matches!(refusal(grant(db, junho, id, Utc::now()).await), Refusal::NotQualified(it) if it[0] == Missing::Meeting)
    );
    let meeting = ActivityForm {
        kind: "meeting".into(),
        outcome: "booked".into(),
        lead: id.to_string(),
        ..ActivityForm::default()
    };
    log(db, junho, &meeting, Utc::now()).await.unwrap();
    let granted = grant(db, junho, id, Utc::now()).await.unwrap();
    assert_eq!((granted.changes[0].origin, granted.changes[0].from), (Origin::Outbound, Kind::None));
    let given_up = came(&desk, junho, "other@dawn.kr", "outbound").await;
    let give_up =
        LeadMoveForm { to: "disqualified".into(), why: "no_need".into(), ..LeadMoveForm::default() };
    move_lead(db, junho, given_up, LeadStatus::New, &give_up, Utc::now()).await.unwrap();
    assert_eq!(refusal(grant(db, junho, given_up, Utc::now()).await), Refusal::ReopenFirst);
    let elsewhere = Desk::named(desk.pool.clone(), "daon").await;
    assert!(matches!(qualified(db, &elsewhere.minji, id).await, Err(Error::NotFound)));
    assert!(matches!(grant(db, &elsewhere.minji, id, Utc::now()).await, Err(Error::NotFound)));
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn two_products_qualify_by_rules_of_their_own(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let db = &desk.db;
    let mut form = RulesForm::from(&Rules::default()).with_product();
    form.products[0] =
        ProductForm { product: "메신저".into(), qualified: "20".into(), ready: "25".into() };
    for row in form.weights.iter_mut().filter(|it| it.of == "0" && it.rule == "team_invited") {
        row.class = "value".into();
    }
    save(db, &desk.minji, 0, &form.check().unwrap()).await.unwrap();
    let (messenger, other) = (
        came(&desk, &desk.minji, "a@hanbit-soft.kr", "product").await,
        came(&desk, &desk.minji, "b@garam-food.kr", "product").await,
    );
    let invited_and_full = async |email: &str, product: &str| {
        let mut sent =
            signals(&[(email, SignalKind::TeammatesInvited, 1), (email, SignalKind::LimitUsed, 0)]);
        sent.iter_mut().for_each(|it| it.properties = vec![("product".into(), product.into())]);
        take(db, &desk.minji, &sent).await.unwrap();
    };
    invited_and_full("a@hanbit-soft.kr", "메신저").await;
    invited_and_full("b@garam-food.kr", "위키").await;
    assert_eq!(
        (kind(&desk, messenger).await, kind(&desk, other).await),
        (Kind::ProductQualified, Kind::None),
        "invitations are worth something in one of them alone"
    );
    let qualified = qualified(db, &desk.junho, messenger).await.unwrap();
    assert_eq!(qualified.changes[0].reasons[0], Reason::Product("메신저".into()));
    assert_eq!((qualified.score.product_name.as_deref(), qualified.facts.ready), (Some("메신저"), 25));
    let standing = db::signals::standing(db, &desk.junho, Subject::Lead(other), Utc::now()).await.unwrap();
    assert_eq!(standing.product.map(|it| it.product), Some(None));
    // By the rules for everybody alone nobody would have become one.
    let plain = effect(db, &desk.minji, &Rules::default(), Utc::now()).await.unwrap();
    assert_eq!((plain.lines[1].lost.leads, plain.lines[1].new.leads), (1, 0));
    desk.balanced().await;
}

/// At the size of a machine that tests: the figure for 100,000 leads is in `make bench`.
#[sqlx::test(migrator = "db::MIGRATOR")]
async fn many_leads_are_judged_by_new_rules_in_batches_while_others_work(pool: PgPool) {
    const LEADS: i64 = 5_000;
    let desk = Desk::open(pool).await;
    let (db, minji) = (&desk.db, &desk.minji);
    db::demo::many_leads(db, minji, LEADS).await.unwrap();
    catch_up(db, minji.workspace()).await.unwrap();
    desk.balanced().await;
    let before = desk.count("select count(*) from lead where kind <> 'none'").await;
    let easy = Rules { interest: 20, ..Rules::default() };
    let would = effect(db, minji, &easy, Utc::now()).await.unwrap();
    let begun = std::time::Instant::now();
    let working = async {
        let id = came(&desk, minji, "meanwhile@dawn.kr", "inbound").await;
        sent(&desk, &warm("meanwhile@dawn.kr")).await;
        (id, begun.elapsed())
    };
    let (saved, (id, waited)) = futures::join!(save(db, minji, 0, &easy), working);
    assert_eq!(saved.unwrap(), 1);
    assert_eq!(kind(&desk, id).await, Kind::MarketingQualified);
    assert!(waited < std::time::Duration::from_secs(3), "whoever works waits for nobody: {waited:?}");
    let after = desk.count("select count(*) from lead where kind = 'marketing_qualified'").await;
    assert_eq!(after - before - 1, would.lines[0].new.leads);
    assert!(would.lines[0].new.leads > LEADS / 10, "{would:?}");
    catch_up(db, minji.workspace()).await.unwrap();
    desk.balanced().await;
}
