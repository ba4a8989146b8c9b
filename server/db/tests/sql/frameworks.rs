//! What is known of deals, on a real PostgreSQL: a score goes with what it was learned by, none is ever overwritten, and
//! gates count what is still believed.

use crate::desk::{Desk, member, refusal};
use crate::handover::{first_contact, friday, ready};
use crate::support::{wish, world};
use chrono::{Days, NaiveDate, Utc};
use db::Error;
use db::activities::remove_activity;
use db::frameworks::{book, of_deal, save, score, use_framework};
use db::pipeline::{deal, edit_gate, heat_map, move_deal, move_deal_filled, set_gates};
use domain::frameworks::{CriterionForm, DealFrameworks, FrameworkForm, ScoreForm, Standing};
use domain::handover::SendForm;
use domain::pipeline::gate::{GateForm, Scored, Side};
use domain::pipeline::list::{Order, Sort, Wish};
use domain::pipeline::{Card, Fill, Gate, Requirement};
use domain::team::Role;
use domain::{DealId, Problem, Refusal, Why};
use sqlx::PgPool;
use std::sync::Arc;
use uuid::Uuid;

fn today() -> NaiveDate {
    (Utc::now() + chrono::Duration::hours(9)).date_naive()
}

fn said(criterion: &str, score: &str, note: &str) -> ScoreForm {
    ScoreForm {
        framework: "bant".into(),
        criterion: criterion.into(),
        score: score.into(),
        note: note.into(),
        ..ScoreForm::default()
    }
}

async fn known(desk: &Desk, id: DealId) -> DealFrameworks {
    of_deal(&desk.db, &desk.junho, id, today()).await.unwrap()
}

async fn give(desk: &Desk, id: DealId, seen: i32, form: &ScoreForm) -> Result<(), Error> {
    score(&desk.db, &desk.junho, id, Some(seen), form, Utc::now()).await
}

fn asks(criterion: &str, least: i16) -> Gate {
    let criterion = Some(criterion.to_owned());
    Gate::block(Requirement::Framework(Scored { framework: "bant".into(), criterion, least }))
}

async fn card(desk: &Desk, id: DealId) -> Card {
    deal(&desk.db, &desk.junho, id).await.unwrap().card
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn every_workspace_begins_with_two_and_its_pipelines_use_them(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let book = book(&desk.db, &desk.junho).await.unwrap();
    let codes: Vec<_> = book.frameworks.iter().map(|it| (it.code.as_str(), it.criteria.len())).collect();
    assert_eq!(codes, [("bant", 4), ("meddic", 6)]);
    let mut used: Vec<_> = book.uses.iter().filter_map(|it| it.1.as_deref()).collect();
    used.sort_unstable();
    assert_eq!(used, ["bant", "bant", "meddic"]);
    for criterion in book.frameworks.iter().flat_map(|it| &it.criteria) {
        assert!(!criterion.ask_ko.is_empty() && !criterion.ask_en.is_empty(), "{}", criterion.code);
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_score_goes_with_what_it_was_learned_by_and_none_is_overwritten(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let id = desk.deal(&desk.junho, "경주", "100만").await;
    let before = desk.version(id).await;
    give(&desk, id, 0, &said("need", "2", "팀장이 직접 말함")).await.unwrap();
    let sheet = known(&desk, id).await.sheets.remove(0);
    let answer = sheet.answer("need").unwrap().clone();
    assert_eq!((answer.score, answer.on), (2, Some(today())));
    assert_eq!(answer.evidence.as_ref().unwrap().body, "팀장이 직접 말함");
    assert_eq!(answer.version, desk.version(id).await);
    assert!(answer.version > before, "gates ask for it, so it is a version of the deal");

    // By something that is on record already.
    let proof = answer.evidence.unwrap().activity;
    let again = ScoreForm { activity: proof.to_string(), ..said("need", "3", "") };
    give(&desk, id, answer.version, &again).await.unwrap();
    give(&desk, id, desk.version(id).await, &again).await.unwrap();
    assert_eq!(desk.count("select count(*) from framework_answer").await, 2, "the same again writes nothing");
    assert_eq!(desk.count("select sum(was) from framework_answer").await, 2, "what it was before stays");
    assert_eq!(desk.count("select count(*) from activity").await, 1);
    for sql in ["update framework_answer set score = 0", "delete from framework_answer"] {
        assert!(sqlx::query(sql).execute(&desk.pool).await.is_err(), "{sql}");
    }
    // And it can be unknown again.
    give(&desk, id, desk.version(id).await, &said("need", "0", "")).await.unwrap();
    let sheet = known(&desk, id).await.sheets.remove(0);
    assert_eq!(sheet.answer("need").unwrap().standing("bant", today()), Standing::Unknown);
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn of_many_who_score_one_criterion_at_once_one_is_written_and_the_others_see_it(pool: PgPool) {
    let desk = Arc::new(Desk::open(pool).await);
    let id = desk.deal(&desk.junho, "경주", "100만").await;
    let all = (0..8).map(|at| {
        let desk = desk.clone();
        tokio::spawn(async move { give(&desk, id, 0, &said("need", "2", &format!("말 {at}"))).await })
    });
    let mut written = 0;
    for one in all.collect::<Vec<_>>() {
        match one.await.unwrap() {
            Ok(()) => written += 1,
            Err(Error::Changed(it)) => assert_eq!(it.differences[0].before, "2"),
            Err(error) => panic!("{error:?}"),
        }
    }
    assert_eq!((written, desk.count("select count(*) from framework_answer").await), (1, 1));
    assert_eq!(
        desk.count("select count(*) from activity").await,
        1,
        "nobody's note is left without its score"
    );
    // Another criterion is nobody's conflict.
    give(&desk, id, 0, &said("budget", "1", "들었음")).await.unwrap();
    let form = ScoreForm { id: Uuid::now_v7().to_string(), ..said("timing", "1", "봄까지") };
    give(&desk, id, 0, &form).await.unwrap();
    give(&desk, id, 0, &form).await.unwrap();
    assert_eq!(desk.count("select count(*) from framework_answer").await, 3, "sent again, it is given once");
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_gate_counts_what_is_still_believed_and_cards_carry_no_more(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let id = desk.deal(&desk.junho, "경주", "100만").await;
    give(&desk, id, 0, &said("need", "2", "직접 들음")).await.unwrap();
    give(&desk, id, 0, &said("budget", "3", "예산안")).await.unwrap();
    assert_eq!(card(&desk, id).await.story.known, [], "no gate asks");
    let gate = asks("need", 2);
    set_gates(&desk.db, &desk.minji, desk.pipeline.id, desk.stage(1), Some(&gate), None).await.unwrap();
    let story = card(&desk, id).await.story.known;
    assert_eq!(story.iter().map(|it| it.criterion.as_str()).collect::<Vec<_>>(), ["need"]);
    assert_eq!(known(&desk, id).await.asked[0].least, 2);

    let later = today().checked_add_days(Days::new(61)).unwrap();
    let order = wish(&card(&desk, id).await, desk.stage(1));
    let no = refusal(move_deal(&desk.db, &desk.junho, &order, later).await);
    let Refusal::NotReady(verdict) = no else { panic!("{no:?}") };
    assert_eq!(verdict.missing[0].what, gate.asks);

    // Whatever proves it is taken away: the version goes up, and it counts no more.
    let proof = known(&desk, id).await.sheets[0].answer("need").unwrap().evidence.clone().unwrap();
    db::activities::remove_activity(&desk.db, &desk.minji, proof.activity, 1).await.unwrap();
    let order = wish(&card(&desk, id).await, desk.stage(1));
    assert!(matches!(refusal(move_deal(&desk.db, &desk.junho, &order, today()).await), Refusal::NotReady(_)));
    let sheet = known(&desk, id).await.sheets.remove(0);
    assert_eq!(sheet.answer("need").unwrap().standing("bant", today()), Standing::Unproven);

    // It is asked for on the way, and moves in the same act.
    let fill = Fill { scores: vec![said("need", "2", "다시 물어봄")], ..Fill::default() };
    let moved = move_deal_filled(&desk.db, &desk.junho, &order, &fill, Utc::now()).await.unwrap();
    assert_eq!(moved.stage, desk.stage(1));
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_belongs_to_others_is_no_proof_and_is_not_scored(pool: PgPool) {
    let desk = Desk::open(pool.clone()).await;
    let others = Desk::named(pool, "others").await;
    let id = desk.deal(&desk.junho, "경주", "100만").await;
    let other = desk.deal(&desk.junho, "다른 경주", "100만").await;
    let theirs = others.deal(&others.junho, "남의 경주", "100만").await;
    give(&desk, other, 0, &said("need", "2", "다른 딜의 말")).await.unwrap();
    give(&others, theirs, 0, &said("need", "2", "남의 말")).await.unwrap();
    let unknown = Refusal::from(Problem::new("activity", Why::Unknown));
    for (of, from) in [(&desk, other), (&others, theirs)] {
        let proof = known(of, from).await.evidence[0].activity;
        let form = ScoreForm { activity: proof.to_string(), ..said("need", "2", "") };
        assert_eq!(refusal(give(&desk, id, 0, &form).await), unknown);
    }
    assert!(matches!(give(&desk, theirs, 0, &said("need", "1", "말")).await, Err(Error::NotFound)));
    assert!(matches!(of_deal(&desk.db, &desk.junho, theirs, today()).await, Err(Error::NotFound)));
    for form in [said("charm", "1", "말"), ScoreForm { framework: "none".into(), ..said("need", "1", "말") }]
    {
        assert!(matches!(refusal(give(&desk, id, 0, &form).await), Refusal::Invalid(_)));
    }
    let csm = member(&desk.db, &desk.minji, "csm@hanbit.kr", &[Role::Csm]).await;
    let no = score(&desk.db, &csm, id, Some(0), &said("need", "1", "말"), Utc::now()).await;
    assert_eq!(refusal(no), Refusal::NotAllowed);
    assert_eq!(desk.count("select count(*) from framework_answer").await, 2);
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_framework_of_ones_own_is_written_by_who_shapes_the_process_over_what_they_saw(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let row = CriterionForm { name_ko: "상황".into(), name_en: "Situation".into(), ..Default::default() };
    let form = FrameworkForm { name_ko: "우리 것".into(), criteria: vec![row], ..Default::default() };
    let (db, minji) = (&desk.db, &desk.minji);
    assert_eq!(refusal(save(db, &desk.junho, None, 0, &form).await), Refusal::NotAllowed);
    let id = save(db, minji, None, 0, &form).await.unwrap();
    let own = book(db, minji).await.unwrap().frameworks.pop().unwrap();
    assert_eq!((own.id, own.criteria[0].code.as_str()), (id, "situation"));
    let off = FrameworkForm { off: "true".into(), ..form.clone() };
    save(db, minji, Some(id), 1, &off).await.unwrap();
    assert!(matches!(save(db, minji, Some(id), 1, &form).await, Err(Error::Changed(it)) if it.version == 2));
    let unknown = Refusal::from(Problem::new("framework", Why::Unknown));
    for code in [own.code.as_str(), "none"] {
        assert_eq!(refusal(use_framework(db, minji, desk.pipeline.id, code).await), unknown, "{code}");
    }
    save(db, minji, Some(id), 2, &form).await.unwrap();
    use_framework(db, minji, desk.pipeline.id, &own.code).await.unwrap();
    assert_eq!(refusal(use_framework(db, &desk.junho, desk.pipeline.id, "").await), Refusal::NotAllowed);

    // A gate asks for what there is.
    let add = |code: &str| GateForm {
        side: Side::Entry,
        add: code.into(),
        number: "2".into(),
        ..Default::default()
    };
    let stage = desk.stage(1);
    let code = format!("framework.{}.situation", own.code);
    edit_gate(db, minji, desk.pipeline.id, stage, &add(&code)).await.unwrap();
    let no = edit_gate(db, minji, desk.pipeline.id, stage, &add("framework.none.situation")).await;
    assert_eq!(refusal(no), Refusal::from(Problem::new("add", Why::Unknown)));
    desk.balanced().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn what_a_lead_was_asked_goes_over_into_its_deal(pool: PgPool) {
    let world = world(&pool).await;
    let sdr = world.member("이서연", Role::Sdr).await;
    let ae = world.member("박준호", Role::Ae).await;
    let lead = ready(&world, &sdr, "한지우", friday()).await;
    let form = SendForm { closer: ae.id().unwrap().to_string(), note: "급해요".into() };
    let sent = db::handover::send(&world.db, &sdr, lead, &form, first_contact, friday()).await.unwrap();
    let deal = db::handover::accept(&world.db, &ae, sent, first_contact, friday()).await.unwrap();
    let sheet = of_deal(&world.db, &ae, deal, today()).await.unwrap().sheets.remove(0);
    let scores: Vec<_> =
        sheet.framework.criteria.iter().map(|it| sheet.answer(&it.code).map(|it| it.score)).collect();
    assert_eq!(scores, [Some(1), Some(2), Some(2), Some(2)], "budget, authority, need, timing");
    let proof = sheet.answer("need").unwrap().evidence.clone().unwrap();
    assert_eq!(proof.body, "담당자가 말함");
    let by: Option<Uuid> = sqlx::query_scalar("select by_id from activity where id = $1")
        .bind(proof.activity)
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(by, sdr.id().map(|it| it.0), "whoever wrote it down said it");
    world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_map_shows_the_newest_score_of_each_deal_and_counts_all_of_the_filter(pool: PgPool) {
    let desk = Desk::open(pool).await;
    let small = desk.deal(&desk.junho, "경주", "100만").await;
    let large = desk.deal(&desk.junho, "부산", "900만").await;
    use_framework(&desk.db, &desk.minji, desk.pipeline.id, "bant").await.unwrap();
    give(&desk, small, 0, &said("need", "1", "들음")).await.unwrap();
    let seen = known(&desk, small).await.sheets[0].answer("need").unwrap().version;
    give(&desk, small, seen, &said("need", "3", "계약서에 적힘")).await.unwrap();
    give(&desk, large, 0, &said("need", "2", "팀장이 말함")).await.unwrap();
    let wish = Wish { pipeline: Some(desk.pipeline.id), order: Order::of(Sort::Amount), ..Wish::default() };
    let (_, map) = heat_map(&desk.db, &desk.junho, &wish, today()).await.unwrap();
    let rows: Vec<_> = map.list.rows.iter().map(|it| it.card.id).collect();
    assert_eq!(rows, [large, small], "the largest first");
    assert_eq!(map.mark(small, "need").unwrap().score, 3, "the newest");
    assert!(map.mark(small, "budget").is_none());
    let need = map.tally("need");
    assert_eq!((need.confirmed, need.unknown, need.all()), (2, 0, 2));
    assert_eq!((map.tally("budget").unknown, map.tally("budget").all()), (2, 2));

    // What proved it is taken away.
    let proof = known(&desk, small).await.sheets[0].answer("need").unwrap().evidence.clone().unwrap();
    remove_activity(&desk.db, &desk.minji, proof.activity, 1).await.unwrap();
    let (_, map) = heat_map(&desk.db, &desk.junho, &wish, today()).await.unwrap();
    assert_eq!(map.mark(small, "need").unwrap().standing("bant", today()), Standing::Unproven);
    assert_eq!((map.tally("need").confirmed, map.tally("need").lapsed), (1, 1));

    // Only what the filter holds is counted.
    let text = domain::pipeline::Filter { text: "부산".into(), ..Default::default() };
    let (_, map) =
        heat_map(&desk.db, &desk.junho, &Wish { filter: text, ..wish.clone() }, today()).await.unwrap();
    assert_eq!((map.list.rows.len(), map.tally("need").all(), map.tally("need").confirmed), (1, 1, 1));
    desk.balanced().await;
}
