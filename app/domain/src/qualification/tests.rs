//! Qualification, by example and by chance: the process's own figures, what speaks against somebody, and that the same
//! record gives the same states to the letter.

use super::*;
use crate::leads::{self, DisqualifyReason};
use crate::signals::SignalKind;
use crate::signals::score::{Rule, Seen};
use crate::{Problem, SignalId, Why};
use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use uuid::Uuid;

fn now() -> DateTime<Utc> {
    "2026-11-30T00:00:00Z".parse().expect("an instant")
}

fn did(number: u128, kind: SignalKind, days: i64) -> Seen {
    let at = now() - TimeDelta::days(days);
    let value = kind.needs_value().then_some(90);
    Seen {
        id: SignalId(Uuid::from_u128(number)),
        kind,
        value,
        at,
        email: Some(format!("u{}@a.kr", number % 2)),
        product: None,
    }
}

fn own(kinds: &[(SignalKind, i64)]) -> Signals {
    let seen = (1..).zip(kinds).map(|(number, (kind, days))| did(number, *kind, *days)).collect();
    Signals { own: seen, company: vec![] }
}

fn company(kinds: &[(SignalKind, i64)]) -> Signals {
    Signals { company: own(kinds).own, own: vec![] }
}

fn facts(fit: i32, email: &str) -> Facts {
    Facts { fit: Fit::Of(fit), email: Some(email.to_owned()), given_up: vec![] }
}

fn kinds(facts: &Facts, signals: &Signals) -> Vec<Kind> {
    replay(&Rules::default(), facts, signals).into_iter().map(|it| it.kind).collect()
}

/// 20 + 20 + 15: more than fifty on one day.
const WARM: [(SignalKind, i64); 4] = [
    (SignalKind::EventAttended, 3),
    (SignalKind::EventAttended, 3),
    (SignalKind::ContentDownloaded, 3),
    (SignalKind::PricingSeen, 3),
];

#[test]
fn interest_and_fit_together_make_an_mql_and_neither_alone() {
    let good = facts(40, "a@hanbit.kr");
    assert_eq!(kinds(&good, &own(&WARM)), [Kind::MarketingQualified]);
    assert!(kinds(&facts(39, "a@hanbit.kr"), &own(&WARM)).is_empty());
    assert!(kinds(&good, &own(&WARM[..2])).is_empty());
    assert!(kinds(&Facts { fit: Fit::Unknown, ..good.clone() }, &own(&WARM)).is_empty());
    assert_eq!(kinds(&Facts { fit: Fit::NotAsked, ..good }, &own(&WARM)).len(), 1, "no profile asks for it");
}

#[test]
fn a_raised_hand_needs_no_points_but_a_student_or_competitor_is_looked_at() {
    let hand = own(&[(SignalKind::DemoRequested, 1)]);
    assert_eq!(kinds(&facts(0, "a@hanbit.kr"), &hand), [Kind::MarketingQualified]);
    let judged = |facts: &Facts| judge(&Rules::default(), facts, &hand, now());
    for facts in [
        facts(90, "kim@cs.snu.ac.kr"),
        Facts { given_up: vec![DisqualifyReason::Competitor], ..facts(90, "a@rival.kr") },
        Facts { given_up: vec![DisqualifyReason::Spam], ..facts(90, "a@spam.kr") },
    ] {
        assert!(kinds(&facts, &hand).is_empty());
        assert!(
            judged(&facts).wants_review(Kind::None) && !judged(&facts).wants_review(Kind::SalesQualified)
        );
    }
    assert!(!judged(&facts(90, "a@trac.kr")).wants_review(Kind::None));
}

#[test]
fn free_mail_costs_five_points_that_do_not_fade() {
    let points = |email| judge(&Rules::default(), &facts(90, email), &own(&WARM[..2]), now()).interest;
    assert_eq!(points("a@hanbit.kr") - points("a@gmail.com"), 5);
    assert_eq!(points("kim@snu.ac.kr"), 0);
}

#[test]
fn a_limit_after_value_makes_a_pql_and_a_thousand_sign_ups_never_do() {
    let many = vec![(SignalKind::SignedUp, 1); 1_000];
    assert!(kinds(&facts(90, "a@hanbit.kr"), &company(&many)).is_empty());
    let used = [
        (SignalKind::ActivationDone, 9),
        (SignalKind::Active, 3),
        (SignalKind::Active, 3),
        (SignalKind::LimitUsed, 2),
    ];
    let reached = replay(&Rules::default(), &facts(0, "a@hanbit.kr"), &company(&used));
    assert_eq!(
        reached.iter().map(|it| (it.kind, it.origin, it.at)).collect::<Vec<_>>(),
        [(Kind::ProductQualified, Origin::Product, now() - TimeDelta::days(2))]
    );
    let sum: i64 = reached[0]
        .reasons
        .iter()
        .map(|it| if let Reason::Rule { milli, .. } = it { *milli } else { 0 })
        .sum();
    assert_eq!((sum, &reached[0].reasons[0]), (55_000, &Reason::Sum { points: 55, least: 50 }));
    assert!(kinds(&facts(90, "a@hanbit.kr"), &company(&used[1..])).is_empty(), "without value never");
}

/// A messenger shows its value by a limit of messages that is reached, and everything else by what the process says.
fn with_a_messenger() -> Rules {
    let mut form = RulesForm::from(&Rules::default()).with_product();
    form.products[0] =
        ProductForm { product: "메신저".into(), qualified: "30".into(), ready: "35".into() };
    let limit = form.weights.iter_mut().find(|it| it.of == "0" && it.rule == "near_limit").expect("a rule");
    limit.least = "100".into();
    let value = form.weights.iter_mut().find(|it| it.of == "0" && it.rule == "team_invited").expect("a rule");
    value.class = "value".into();
    form.check().expect("rules")
}

fn in_product(product: Option<&str>, seen: Seen) -> Seen {
    Seen { product: product.map(str::to_owned), ..seen }
}

#[test]
fn each_product_qualifies_by_its_own_rules() {
    let rules = with_a_messenger();
    let invited = Seen { value: Some(5), ..did(1, SignalKind::TeammatesInvited, 4) };
    let full = Seen { value: Some(100), ..did(2, SignalKind::LimitUsed, 2) };
    let used = |product: Option<&str>| {
        let company = [&invited, &full].map(|it| in_product(product, it.clone())).to_vec();
        let signals = Signals { own: vec![], company };
        judge(&rules, &facts(0, "a@hanbit.kr"), &signals, now())
    };
    let messenger = used(Some("메신저"));
    let reached = &messenger.reached[0];
    assert_eq!((reached.kind, reached.at), (Kind::ProductQualified, now() - TimeDelta::days(2)));
    assert_eq!(
        reached.reasons[..2],
        [Reason::Product("메신저".into()), Reason::Sum { points: 40, least: 30 }]
    );
    assert!(!messenger.is_cooling(Kind::ProductQualified));
    assert_eq!(used(Some(" 메신저 ")).reached, messenger.reached);
    for other in [None, Some("위키")] {
        let other = used(other);
        assert!(other.reached.is_empty(), "by everybody's rules invitations are no value yet");
        assert_eq!(other.product.map(|it| (it.product, it.score.points)), Some((None, 40)));
    }
    // Half of it in one product and half in another is too little in each.
    let halves = vec![in_product(Some("메신저"), invited.clone()), in_product(Some("위키"), full.clone())];
    assert!(replay(&rules, &facts(0, "a@hanbit.kr"), &Signals { own: vec![], company: halves }).is_empty());
}

#[test]
fn a_product_comes_and_goes_in_the_form_and_its_name_is_its_own() {
    let rules = with_a_messenger();
    let form = RulesForm::from(&rules);
    assert_eq!(form.check(), Ok(rules.clone()));
    let mut two = form.clone().with_product();
    two.products[1].product = "메신저 ".into();
    assert_eq!(two.check(), Err(vec![Problem::new("product-1", Why::Taken)]));
    two.products[1].product = String::new();
    two.products[1].ready = "10".into();
    let wrong =
        [Problem::new("product-1", Why::Missing), Problem::new("ready-of-1", Why::OutOfRange(50, 100))];
    assert_eq!(two.check(), Err(wrong.to_vec()));
    two.products[1] = ProductForm { product: "위키".into(), qualified: "50".into(), ready: "75".into() };
    let named = |rules: Rules| rules.products.into_iter().filter_map(|it| it.product).collect::<Vec<_>>();
    assert_eq!(two.check().map(named), Ok(vec!["메신저".to_owned(), "위키".to_owned()]));
    assert_eq!(two.without_product(1).check(), Ok(rules.clone()));
    assert_eq!(form.without_product(0).check(), Ok(Rules { products: vec![], ..rules }));
}

#[test]
fn a_kind_is_not_taken_by_time_but_cools() {
    let rules = Rules::default();
    let facts = facts(80, "a@hanbit.kr");
    let at = |days| judge(&rules, &facts, &own(&WARM), now() + TimeDelta::days(days));
    let soon = judge(&rules, &facts, &own(&WARM), now() - TimeDelta::days(3));
    assert!(!soon.is_cooling(Kind::MarketingQualified));
    assert_eq!(at(60).kind(Kind::None), Kind::MarketingQualified);
    assert!(at(60).is_cooling(Kind::MarketingQualified) && !at(60).is_cooling(Kind::SalesQualified));
    let hand = own(&[(SignalKind::DemoUsed, 0)]);
    let cools = |days| {
        judge(&rules, &facts, &hand, now() + TimeDelta::days(days)).is_cooling(Kind::MarketingQualified)
    };
    assert_eq!([cools(0), cools(13), cools(14)], [false, false, true]);
}

#[test]
fn what_is_next_is_when_time_changes_something() {
    let (rules, facts) = (Rules::default(), facts(80, "a@hanbit.kr"));
    let judged = judge(&rules, &facts, &own(&WARM), now());
    let next = judged.next.expect("it fades");
    let before = judge(&rules, &facts, &own(&WARM), next - TimeDelta::seconds(1));
    assert_eq!((before.interest, judged.next), (judged.interest, before.next));
    assert!(judge(&rules, &facts, &own(&WARM), next).interest < judged.interest);
    assert_eq!(judge(&rules, &facts, &own(&WARM), now() + TimeDelta::days(900)).next, None);
}

#[test]
fn rules_read_back_what_their_form_says_and_say_what_is_wrong() {
    let rules = Rules::default();
    let form = RulesForm::from(&rules);
    assert_eq!(form.check(), Ok(rules.clone()));
    let json = serde_json::to_value(&rules).expect("json");
    assert_eq!(serde_json::from_value::<Rules>(json).expect("rules"), rules);
    let wrong = |change: fn(&mut RulesForm)| {
        let mut form = RulesForm::from(&Rules::default());
        change(&mut form);
        form.check().expect_err("wrong")
    };
    assert_eq!(wrong(|it| it.weights[1].points = "많이".into()), [Problem::new("points-1", Why::NotANumber)]);
    assert_eq!(wrong(|it| it.ready = "20".into()), [Problem::new("ready", Why::OutOfRange(50, 100))]);
    assert_eq!(
        wrong(|it| it.weights[9].points = "5".into()),
        [Problem::new("points-9", Why::OutOfRange(-100, 0))]
    );
    assert_eq!(
        wrong(|it| it.student_domains = "ac kr!".into()),
        [Problem::new("student_domains", Why::Malformed)]
    );
    assert_eq!(wrong(|it| it.raises.push("x".into())), [Problem::new("raises", Why::Unknown)]);
    assert_eq!(wrong(|it| it.weights.truncate(16)), [Problem::new("weights", Why::Malformed)]);
}

fn talk(need: i16, authority: i16, timing: i16) -> Talk {
    let answer = |score| Answer { score, note: "들었어요".into() };
    Talk { answers: [answer(need), answer(authority), answer(timing), answer(0)], ..Talk::default() }
}

#[test]
fn need_and_a_path_are_enough_for_sales_and_less_is_told() {
    let inbound = TalkFacts { ready: 75, ..TalkFacts::default() };
    assert_eq!(enough(&talk(2, 0, 2), inbound).map(|it| it.0), Ok(Origin::Marketing));
    assert_eq!(enough(&talk(2, 2, 0), inbound).map(|it| it.1.len()), Ok(2));
    assert_eq!(enough(&talk(3, 1, 1), inbound), Err(vec![Missing::AuthorityOrTiming]));
    assert_eq!(enough(&talk(1, 3, 3), inbound), Err(vec![Missing::Need]));
    let outbound = TalkFacts { origin: leads::Origin::Outbound, ..inbound };
    let missing = vec![Missing::Meeting, Missing::Need, Missing::AuthorityOrTiming];
    assert_eq!(enough(&talk(0, 0, 0), outbound), Err(missing));
    let agreed = Agreed::Calendar { at: now() };
    assert_eq!(
        enough(&talk(0, 0, 0), TalkFacts { meeting: Some(agreed), ..outbound }),
        Ok((Origin::Outbound, vec![Reason::Agreed(agreed)]))
    );
    assert_eq!(serde_json::from_str::<Reason>("\"meeting\"").expect("what was kept once"), Reason::Meeting);
    let used = TalkFacts { kind: Kind::ProductQualified, product: 75, ..inbound };
    let mut known = talk(0, 0, 0);
    known.used =
        TalkForm {
            workspace_owner: "김대표".into(), use_case: "인수인계".into(), ..TalkForm::default()
        }
        .check()
        .expect("a talk")
        .used;
    assert_eq!(enough(&known, used).map(|it| it.0), Ok(Origin::Product));
    let short = enough(&known, TalkFacts { product: 60, ..used }).expect_err("too little");
    assert_eq!(short[0], Missing::Product(15));
}

#[test]
fn a_score_without_a_note_is_not_believed() {
    let form = TalkForm { need: "2".into(), ..TalkForm::default() };
    assert_eq!(form.check(), Err(vec![Problem::new("need_note", Why::Missing)]));
    let form = TalkForm { need: "4".into(), need_note: "들음".into(), ..TalkForm::default() };
    assert_eq!(form.check(), Err(vec![Problem::new("need", Why::OutOfRange(0, 3))]));
    let talk = talk(2, 1, 0);
    assert_eq!(TalkForm::from(&talk).check(), Ok(talk));
}

fn any_seen() -> impl Strategy<Value = Seen> {
    // Few moments, so that many signals share one.
    (any::<u128>(), proptest::sample::select(SignalKind::ALL.to_vec()), 0..12_i64)
        .prop_map(|(number, kind, days)| did(number, kind, days * 3))
}

proptest! {
    #[test]
    fn replaying_the_same_signals_gives_the_same_states_byte_for_byte(
        own in proptest::collection::vec(any_seen(), 0..40),
        company in proptest::collection::vec(any_seen(), 0..40),
        turn in any::<usize>(), fit in 0..100_i32,
    ) {
        let facts = facts(fit, "a@hanbit.kr");
        let told = |own: Vec<Seen>, company: Vec<Seen>| {
            let reached = replay(&Rules::default(), &facts, &Signals { own, company });
            serde_json::to_vec(&reached).expect("json")
        };
        let turned = |seen: &[Seen]| {
            let mut seen = seen.to_vec();
            seen.reverse();
            if !seen.is_empty() {
                let by = turn % seen.len();
                seen.rotate_left(by);
            }
            seen
        };
        prop_assert_eq!(told(own.clone(), company.clone()), told(turned(&own), turned(&company)));
    }

    /// The short cuts leave nobody out, and a signal that comes late changes no state that was reached before it.
    #[test]
    fn what_comes_later_takes_nothing_back(
        seen in proptest::collection::vec(any_seen(), 0..40), until in 0..12_i64,
    ) {
        let facts = facts(60, "a@hanbit.kr");
        let known = |after: i64| {
            let kept: Vec<_> = seen.iter().filter(|it| it.at <= now() - TimeDelta::days(after * 3)).cloned().collect();
            replay(&Rules::default(), &facts, &Signals { own: kept.clone(), company: kept })
        };
        let (then, all) = (known(until), known(0));
        prop_assert!(then.iter().all(|it| all.contains(it)));
    }

    #[test]
    fn contributions_of_a_state_add_up_to_its_points(seen in proptest::collection::vec(any_seen(), 0..60)) {
        let signals = Signals { own: seen.clone(), company: seen };
        for it in replay(&Rules::default(), &facts(100, "a@gmail.com"), &signals) {
            let Some(Reason::Sum { points, .. }) = it.reasons.first() else { continue };
            let milli: i64 = it.reasons.iter().map(|it| if let Reason::Rule { milli, .. } = it { *milli } else { 0 }).sum();
            prop_assert_eq!(i64::from(*points), milli.clamp(0, 100_000) / 1_000);
            let is_student = it.reasons.iter().any(|it| matches!(it, Reason::Rule { rule: Rule::Student, .. }));
            prop_assert!(!is_student);
        }
    }
}
