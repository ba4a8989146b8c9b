//! What signals come to, by example and by chance.

use super::*;
use proptest::prelude::*;

fn now() -> DateTime<Utc> {
    "2026-11-30T00:00:00Z".parse().expect("an instant")
}

fn by() -> Rules {
    Rules::default()
}

fn of(which: &[Rule], seen: &[Seen]) -> Score {
    Score::of(
        which.iter().filter_map(|rule| by().weight(*rule).copied()).collect::<Vec<_>>().iter(),
        seen,
        Marks::default(),
        now(),
    )
}

fn product(seen: &[Seen], now: DateTime<Utc>) -> Option<(Readiness, Score)> {
    super::product(&by(), seen, now).map(|it| (it.readiness, it.score))
}

fn raised(seen: &[Seen]) -> Option<&Seen> {
    super::raised(&by(), seen)
}

fn left(days: i64) -> i64 {
    super::left(days, 14)
}

fn seen(kind: SignalKind, days: i64, value: Option<i64>) -> Seen {
    Seen {
        id: SignalId(uuid::Uuid::nil()),
        kind,
        value,
        at: now() - TimeDelta::days(days),
        email: Some(format!("user{}@a.kr", days % 2)),
        product: None,
    }
}

fn interest(seen: &[Seen]) -> i32 {
    of(&Rule::INTEREST, seen).points
}

#[test]
fn interest_counts_half_after_two_weeks_and_a_quarter_after_four() {
    assert_eq!([left(0), left(7), left(14), left(28), left(200)], [1_000, 707, 500, 250, 0]);
    let points = |days| interest(&[seen(SignalKind::EventAttended, days, None)]);
    assert_eq!([points(0), points(14), points(28)], [20, 10, 5]);
}

#[test]
fn one_kind_of_signal_does_not_fill_a_score() {
    let many = vec![seen(SignalKind::PricingSeen, 0, None); 50];
    assert_eq!(interest(&many), 20);
    let visits = vec![seen(SignalKind::SiteVisited, 1, Some(30)); 40];
    assert_eq!(interest(&visits), 15, "that they come often is one thing");
    assert_eq!(interest(&visits[..2]), 0);
}

#[test]
fn a_thousand_sign_ups_are_no_reason_to_call() {
    let many = vec![seen(SignalKind::SignedUp, 1, None); 1_000];
    let (readiness, score) = product(&many, now()).expect("they touched it");
    assert_eq!((readiness, score.points), (Readiness::Trying, 0));
    assert_eq!(product(&[seen(SignalKind::PricingSeen, 1, None)], now()), None);
}

#[test]
fn a_limit_after_value_qualifies_and_without_value_never_does() {
    let limit = seen(SignalKind::LimitUsed, 1, Some(80));
    let mut known = vec![
        limit.clone(),
        seen(SignalKind::BillingSeen, 1, None),
        seen(SignalKind::TeammatesInvited, 2, Some(3)),
    ];
    known.extend([seen(SignalKind::Active, 1, None), seen(SignalKind::Active, 2, None)]);
    let (readiness, score) = product(&known, now()).expect("they touched it");
    assert_eq!((readiness, score.points), (Readiness::Trying, 80), "points alone are not enough");
    known.push(seen(SignalKind::ActivationDone, 20, None));
    assert_eq!(product(&known, now()).map(|it| (it.0, it.1.points)), Some((Readiness::Ready, 100)));
    let few = [
        limit,
        seen(SignalKind::ActivationDone, 20, None),
        seen(SignalKind::Active, 1, None),
        seen(SignalKind::Active, 2, None),
    ];
    assert_eq!(product(&few, now()).map(|it| (it.0, it.1.points)), Some((Readiness::Qualified, 55)));
    // The last we heard counts, not the most.
    let eased = [few[0].clone(), Seen { value: Some(40), at: now(), ..few[0].clone() }];
    assert!(of(&[Rule::NearLimit], &eased).contributions.is_empty());
    let of_one_moment = [Seen { value: Some(10), ..few[0].clone() }, few[0].clone()];
    let near = |it: &[Seen]| of(&[Rule::NearLimit], it).points;
    let turned: Vec<_> = of_one_moment.iter().rev().cloned().collect();
    assert_eq!((near(&of_one_moment), near(&turned)), (35, 35));
}

#[test]
fn one_user_alone_or_nobody_for_two_weeks_counts_against() {
    let alone = |days: &[i64]| {
        let used: Vec<_> = days.iter().map(|it| seen(SignalKind::Active, *it, None)).collect();
        !of(&[Rule::AloneOrGone], &used).contributions.is_empty()
    };
    assert!(alone(&[]) && alone(&[20, 21]) && alone(&[1, 3]) && !alone(&[1, 2]));
}

#[test]
fn who_asks_for_a_demo_raises_a_hand() {
    let both = [seen(SignalKind::DemoUsed, 3, None), seen(SignalKind::DemoRequested, 1, None)];
    assert_eq!(raised(&both).map(|it| it.kind), Some(SignalKind::DemoRequested));
    assert_eq!(raised(&[seen(SignalKind::PricingSeen, 0, None)]), None);
}

fn any_seen() -> impl Strategy<Value = Seen> {
    let kinds = proptest::sample::select(SignalKind::ALL.to_vec());
    (kinds, 0..60i64, proptest::option::of(0..1_000i64))
        .prop_map(|(kind, days, value)| seen(kind, days, value))
}

proptest! {
    #[test]
    fn contributions_add_up_whatever_the_order(
        all in proptest::collection::vec(any_seen(), 0..60), swap in any::<usize>(),
    ) {
        let mut other = all.clone();
        if !other.is_empty() {
            let at = swap % other.len();
            other.rotate_left(at);
        }
        for rules in [&Rule::INTEREST[..], &Rule::PRODUCT[..]] {
            let score = of(rules, &all);
            prop_assert_eq!(&score, &of(rules, &other));
            let sum: i64 = score.contributions.iter().map(|it| it.milli).sum();
            prop_assert_eq!(i64::from(score.points), sum.clamp(0, 100_000) / 1_000);
            for it in &score.contributions {
                prop_assert!(it.milli.abs() <= i64::from(by().weight(it.rule).expect("a weight").most.abs()) * 1_000);
            }
        }
    }

    #[test]
    fn what_fades_only_fades(days in 0..400i64) {
        prop_assert!(left(days + 1) <= left(days));
    }
}
