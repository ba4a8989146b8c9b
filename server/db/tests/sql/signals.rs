//! Signals on a real PostgreSQL: each is taken once whoever sends it again, and belongs to whoever has its address, also
//! when they become known later.

use crate::desk::{Desk, member, refusal};
use crate::support::world;
use chrono::{DateTime, Utc};
use db::activities::timeline;
use db::leads::arrive;
use db::paging::Place;
use db::signals::{Of, Receipt, arrived, list, standing, take};
use db::{Actor, Error};
use domain::accounts::{AccountForm, PersonForm};
use domain::activities::{ActivityForm, Happened, Shown, Subject};
use domain::leads::{LeadForm, TouchForm};
use domain::signals::score::{InProduct, Readiness, Rule, Standing};
use domain::signals::{Family, NewSignal, SignalForm, SignalKind, Wish, check_all};
use domain::team::Role;
use domain::{AccountId, PersonId, Refusal};
use sqlx::PgPool;

fn now() -> DateTime<Utc> {
    Utc::now()
}

fn signals(sent: &[(&str, &str, &str)]) -> Vec<NewSignal> {
    let form = |(key, kind, email): &(&str, &str, &str)| SignalForm {
        key: (*key).into(),
        kind: (*kind).into(),
        email: (*email).into(),
        value: SignalKind::of_code(kind).is_some_and(SignalKind::needs_value).then_some(80),
        properties: vec![("page".into(), "/pricing".into())],
        at: "2026-11-20T01:00:00Z".into(),
        ..SignalForm::default()
    };
    check_all(&sent.iter().map(form).collect::<Vec<_>>(), now()).unwrap()
}

async fn person(desk: &Desk, name: &str, email: &str, account: Option<AccountId>) -> PersonId {
    let account = account.map(|it| it.to_string()).unwrap_or_default();
    let form = PersonForm { name: name.into(), email: email.into(), account, ..Default::default() };
    db::accounts::create_person(&desk.db, &desk.minji, None, &form).await.unwrap().id
}

/// What a timeline tells of signals, newest first, and of whom.
async fn told(desk: &Desk, subject: Subject) -> Vec<(SignalKind, Option<String>)> {
    let read = timeline(&desk.db, &desk.minji, subject, Shown::Signals, None, 100, now()).await.unwrap();
    let of = |what| match what {
        Happened::Signal { kind, who, .. } => (kind, who),
        other => panic!("no signal: {other:?}"),
    };
    read.moments.into_iter().map(|it| of(it.what)).collect()
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_signal_is_taken_once_however_often_and_from_how_many_places_it_is_sent(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let keys: Vec<_> = (0..40).map(|it| format!("evt-{it}")).collect();
    let all = signals(&keys.iter().map(|it| (it.as_str(), "active", "seoa@garam.kr")).collect::<Vec<_>>());
    let mut backwards = all.clone();
    backwards.reverse();
    let receipts = futures::future::join_all((0..8).map(|it| {
        let batch = if it % 2 == 0 { &all } else { &backwards };
        take(&desk.db, &desk.minji, batch)
    }))
    .await;
    let taken: usize = receipts.into_iter().map(|it| it.unwrap().taken).sum();
    assert_eq!(taken, 40);
    assert_eq!(take(&desk.db, &desk.junho, &all).await.unwrap(), Receipt { taken: 0, known: 40 });
    let kept: i64 = sqlx::query_scalar("select count(*) from signal").fetch_one(&desk.pool).await.unwrap();
    assert_eq!(kept, 40);
    assert_eq!(db::check(&desk.db).await.unwrap(), []);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn it_stands_on_the_timelines_of_its_person_and_their_account(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let seoa = person(&desk, "한서아", "seoa@garam.kr", Some(desk.account)).await;
    take(
        &desk.db,
        &desk.minji,
        &signals(&[("1", "pricing_seen", "Seoa@Garam.kr"), ("2", "limit_used", "x@else.kr")]),
    )
    .await
    .unwrap();
    let expected = vec![(SignalKind::PricingSeen, Some("한서아".to_owned()))];
    assert_eq!(told(&desk, Subject::Person(seoa)).await, expected);
    assert_eq!(told(&desk, Subject::Account(desk.account)).await, expected);
    // Beside what we did, and apart from it.
    let form = ActivityForm { kind: "call".into(), account: desk.account.to_string(), ..Default::default() };
    db::activities::log(&desk.db, &desk.minji, &form, now()).await.unwrap();
    let count = async |shown| {
        let subject = Subject::Account(desk.account);
        timeline(&desk.db, &desk.minji, subject, shown, None, 100, now()).await.unwrap().moments.len()
    };
    let (all, ours) = (count(Shown::All).await, count(Shown::Ours).await);
    assert_eq!((all, count(Shown::Signals).await), (ours + 1, 1));
    // Every day of use would bury the rest: it is there for whoever looks at signals.
    take(&desk.db, &desk.minji, &signals(&[("3", "active", "seoa@garam.kr")])).await.unwrap();
    assert_eq!((count(Shown::All).await, count(Shown::Signals).await), (all, 2));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn whoever_becomes_known_brings_along_what_they_did_before(pool: PgPool) {
    let desk = Desk::open(pool).await;
    take(
        &desk.db,
        &desk.minji,
        &signals(&[("1", "subscribed", "new@hanbit.kr"), ("2", "pricing_seen", "new@hanbit.kr")]),
    )
    .await
    .unwrap();
    let unknown = Wish { unknown: true, ..Wish::default() };
    assert_eq!(arrived(&desk.db, &desk.minji, &unknown, now()).await.unwrap().signals.len(), 2);
    let form = AccountForm { name: "한빛".into(), domain: "hanbit.kr".into(), ..Default::default() };
    let account = db::accounts::create_account(&desk.db, &desk.minji, None, &form).await.unwrap().id;
    let by_address = Some("new@hanbit.kr".to_owned());
    let both = [SignalKind::PricingSeen, SignalKind::Subscribed];
    let by_domain = told(&desk, Subject::Account(account)).await;
    assert_eq!(by_domain.iter().map(|it| it.1.clone()).collect::<Vec<_>>(), [by_address.clone(), by_address]);
    let somebody = person(&desk, "새 사람", "new@hanbit.kr", Some(account)).await;
    let of_person = told(&desk, Subject::Person(somebody)).await;
    let kinds = |of: &[(SignalKind, Option<String>)]| {
        of.iter().map(|it| it.0).collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(kinds(&of_person), both.into_iter().collect());
    assert_eq!(told(&desk, Subject::Account(account)).await.len(), 2, "none is told twice");
    assert_eq!(arrived(&desk.db, &desk.minji, &unknown, now()).await.unwrap().signals, []);
    let newest = arrived(&desk.db, &desk.minji, &Wish::default(), now()).await.unwrap().signals;
    let whose = newest[0].person.as_ref().zip(newest[0].account.as_ref());
    assert_eq!(whose.map(|(person, account)| (person.id, account.id)), Some((somebody, account)));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_lead_is_known_by_what_they_did_before_they_came(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let sent =
        signals(&[("1", "demo_requested", "minsu@hanbit.kr"), ("2", "pricing_seen", "else@hanbit.kr")]);
    take(&desk.db, &desk.minji, &sent).await.unwrap();
    let form = LeadForm { name: "김민수".into(), email: "Minsu@Hanbit.kr".into(), ..LeadForm::default() };
    let touch = TouchForm::default();
    let lead = arrive(&desk.db, &desk.minji, None, (&form, &touch), now()).await.unwrap().lead;
    assert_eq!(
        told(&desk, Subject::Lead(lead)).await.iter().map(|it| it.0).collect::<Vec<_>>(),
        [SignalKind::DemoRequested]
    );
    let standing = standing(&desk.db, &desk.minji, Subject::Lead(lead), now()).await.unwrap();
    assert_eq!(standing.raised.map(|it| it.0), Some(SignalKind::DemoRequested));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_list_is_read_page_by_page_and_by_family(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let keys: Vec<_> = (0..130).map(|it| format!("evt-{it}")).collect();
    for key in &keys {
        let kind = if key.ends_with('7') { "replied" } else { "active" };
        take(&desk.db, &desk.minji, &signals(&[(key, kind, "a@b.kr")])).await.unwrap();
    }
    let mut seen = Vec::new();
    let mut wish = Wish::default();
    loop {
        let page = arrived(&desk.db, &desk.minji, &wish, now()).await.unwrap();
        seen.extend(page.signals.into_iter().map(|it| it.key));
        match page.older {
            Some(before) => wish.before = Some(before),
            None => break,
        }
    }
    seen.reverse();
    assert_eq!(seen, keys);
    let sales = Wish { family: Some(Family::Sales), ..Wish::default() };
    assert_eq!(arrived(&desk.db, &desk.minji, &sales, now()).await.unwrap().signals.len(), 13);
    let first = list(&desk.db, &desk.minji, Of::default(), Place::START, 100).await.unwrap();
    let rest = list(&desk.db, &desk.minji, Of::default(), first.next.unwrap(), 100).await.unwrap();
    let read: Vec<_> = first.rows.into_iter().chain(rest.rows).map(|it| it.key).collect();
    assert_eq!((read, rest.next), (keys, None));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn who_may_not_write_sends_nothing_and_no_other_workspace_hears_of_it(pool: PgPool) {
    let desk = Desk::open(pool.clone()).await;
    let sent = signals(&[("1", "active", "seoa@garam.kr")]);
    let operator = Actor::operator(desk.minji.workspace());
    let viewer = member(&desk.db, &operator, "viewer@hanbit.kr", &[Role::Viewer]).await;
    let refused = take(&desk.db, &viewer, &sent).await;
    assert_eq!(refusal(refused), Refusal::NotAllowed);
    take(&desk.db, &desk.minji, &sent).await.unwrap();
    let theirs = world(&pool).await;
    let elsewhere = arrived(&theirs.db, &theirs.operator, &Wish::default(), now()).await.unwrap();
    assert_eq!(elsewhere.signals, []);
    // The same key is another signal there.
    assert_eq!(take(&theirs.db, &theirs.operator, &sent).await.unwrap().taken, 1);
    let subject = Subject::Account(desk.account);
    let unseen = timeline(&theirs.db, &theirs.operator, subject, Shown::All, None, 9, now()).await;
    assert!(matches!(unseen, Err(Error::NotFound)));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_a_customer_did_cannot_be_made_undone(pool: PgPool) {
    let desk = Desk::open(pool).await;
    take(&desk.db, &desk.minji, &signals(&[("1", "active", "seoa@garam.kr")])).await.unwrap();
    for sql in
        ["delete from signal", "update signal set kind = 'replied'", "update signal set email = 'x@y.kr'"]
    {
        let error = sqlx::query(sql).execute(&desk.pool).await.unwrap_err().to_string();
        assert!(error.contains("append-only"), "{sql}: {error}");
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn with_the_demo_go_its_signals_and_those_of_the_teams_own_people_stay(pool: PgPool) {
    let desk = Desk::open(pool).await;
    db::demo::bring_in(&desk.db, &desk.minji, now()).await.unwrap();
    let theirs: AccountId = sqlx::query_scalar("select id from demo_record where kind = 'account' limit 1")
        .fetch_one(&desk.pool)
        .await
        .unwrap();
    let own = person(&desk, "한서아", "seoa@garam.kr", Some(theirs)).await;
    take(&desk.db, &desk.minji, &signals(&[("1", "pricing_seen", "seoa@garam.kr")])).await.unwrap();
    db::demo::take_out(&desk.db, &desk.minji).await.unwrap();
    let left = arrived(&desk.db, &desk.minji, &Wish::default(), now()).await.unwrap().signals;
    let whose: Vec<_> = left.iter().map(|it| (it.key.as_str(), it.person.as_ref().map(|it| it.id))).collect();
    assert_eq!(whose, [("1", Some(own))]);
    assert_eq!(left[0].account, None);
    assert_eq!(db::check(&desk.db).await.unwrap(), []);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn screens_hear_whose_signals_came_and_of_many_that_many_did(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let seoa = person(&desk, "한서아", "seoa@garam.kr", Some(desk.account)).await;
    let heard = async || {
        let sql = "select account_id, person_id from outbox where topic = 'signal' order by xid, seq";
        sqlx::query_as::<_, (Option<AccountId>, Option<PersonId>)>(sql).fetch_all(&desk.pool).await.unwrap()
    };
    let sent: Vec<_> = (0..30).map(|it| (format!("a{it}"), "seoa@garam.kr".to_owned())).collect();
    let batch = |sent: &[(String, String)]| {
        signals(&sent.iter().map(|(key, email)| (key.as_str(), "active", email.as_str())).collect::<Vec<_>>())
    };
    take(&desk.db, &desk.minji, &batch(&sent)).await.unwrap();
    assert_eq!(heard().await, [(Some(desk.account), Some(seoa))], "thirty of one person are told once");
    take(&desk.db, &desk.minji, &batch(&sent)).await.unwrap();
    assert_eq!(heard().await.len(), 1, "nothing new is no news");
    for at in 0..25 {
        person(&desk, &format!("사람 {at}"), &format!("p{at}@garam.kr"), Some(desk.account)).await;
    }
    let many: Vec<_> = (0..25).map(|it| (format!("b{it}"), format!("p{it}@garam.kr"))).collect();
    take(&desk.db, &desk.minji, &batch(&many)).await.unwrap();
    assert_eq!(heard().await[1..], [(None, None)]);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn signals_come_to_a_score_that_names_its_reasons(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let seoa = person(&desk, "한서아", "seoa@garam.kr", Some(desk.account)).await;
    let of = async |subject| standing(&desk.db, &desk.minji, subject, now()).await.unwrap();
    assert_eq!(of(Subject::Account(desk.account)).await, Standing::default());
    let at = |days: i64| (now() - chrono::TimeDelta::hours(24 * days + 1)).to_rfc3339();
    let mut forms = Vec::new();
    let mut did = |kind: &str, email: &str, value, days| {
        let key = forms.len().to_string();
        let (kind, email, at) = (kind.into(), email.into(), at(days));
        forms.push(SignalForm { key, kind, email, value, at, ..SignalForm::default() });
    };
    did("activation_done", "seoa@garam.kr", None, 90);
    did("limit_used", "seoa@garam.kr", Some(85), 2);
    // Somebody whom nobody has added, at the same company by its people.
    for day in 0..5 {
        did("active", "seoa@garam.kr", None, day);
        did("active", "seoa@garam.kr", None, day);
        did("active", "other@garam.kr", None, day);
    }
    did("demo_requested", "seoa@garam.kr", None, 1);
    did("event_attended", "seoa@garam.kr", None, 14);
    take(&desk.db, &desk.minji, &check_all(&forms, now()).unwrap()).await.unwrap();
    let InProduct { readiness, score, .. } = of(Subject::Account(desk.account)).await.product.unwrap();
    let reasons: Vec<_> = score.contributions.iter().map(|it| (it.rule, it.milli)).collect();
    // The other one is not known to belong to the company: it has no domain.
    let expected = [
        (Rule::Activated, 20_000),
        (Rule::InUse, 15_000),
        (Rule::NearLimit, 35_000),
        (Rule::AloneOrGone, -20_000),
    ];
    assert_eq!((readiness, reasons, score.points), (Readiness::Qualified, expected.to_vec(), 50));
    let of_person = of(Subject::Person(seoa)).await;
    assert_eq!((of_person.interest.map(|it| it.points), of_person.product), (Some(10), None));
    assert_eq!(of_person.raised.map(|it| it.0), Some(SignalKind::DemoRequested));
    let theirs = world(&desk.pool).await;
    let unseen = standing(&theirs.db, &theirs.operator, Subject::Person(seoa), now()).await;
    assert!(matches!(unseen, Err(Error::NotFound)));
}
