//! The fit is the same however a profile is written down, never leaves its bounds, and its reasons add up to it.

use super::*;
use crate::{Currency, Money, Problem, Why};
use proptest::prelude::*;

fn list(of: &[&str]) -> Vec<String> {
    of.iter().map(|it| (*it).to_owned()).collect()
}

fn asks(asks: Asks, points: i32) -> Predicate {
    Predicate { asks, points }
}

/// Software and shops of 30 to 300 in Seoul, and no competitors.
fn profile() -> Profile {
    Profile(vec![
        asks(Asks::Industry(list(&["소프트웨어", "커머스"])), 40),
        asks(Asks::Employees { from: Some(30), to: Some(300) }, 30),
        asks(Asks::Region(list(&["서울"])), 20),
        asks(Asks::AnyTag(list(&["경쟁사"])), -100),
    ])
}

fn facts(industry: &str, employees: i32, region: &str, tags: &[&str]) -> Facts {
    Facts {
        industry: Some(industry.into()),
        employees: Some(employees),
        revenue: None,
        region: Some(region.into()),
        tags: list(tags),
    }
}

#[test]
fn what_fits_in_everything_is_a_hundred_and_what_speaks_against_it_takes_all_away() {
    let fit = judge(&profile(), &facts("소프트웨어", 80, "서울 강남", &[]));
    assert_eq!((fit.score, fit.tier, fit.points, fit.most), (100, Some(Tier::A), 90, 90));
    let competitor = judge(&profile(), &facts("소프트웨어", 80, "서울 강남", &["경쟁사"]));
    assert_eq!((competitor.score, competitor.tier, competitor.points), (0, None, -10));
}

#[test]
fn a_missing_fact_is_unknown_and_counts_nothing() {
    let fit = judge(&profile(), &Facts { industry: Some("커머스".into()), ..Facts::default() });
    let answers: Vec<_> = fit.contributions.iter().map(|it| it.answer).collect();
    assert_eq!(answers, [Answer::Yes, Answer::Unknown, Answer::Unknown, Answer::No]);
    // 40 of 90 points: 44.4 of a hundred.
    assert_eq!((fit.points, fit.score, fit.tier), (40, 44, Some(Tier::C)));
}

#[test]
fn a_revenue_is_held_against_its_bounds_and_only_in_the_currency_of_the_question() {
    let profile = Profile(vec![asks(
        Asks::Revenue { currency: Currency::Krw, from: Some(1_000_000_000), to: Some(50_000_000_000) },
        40,
    )]);
    let answer = |revenue: Option<Money>| {
        judge(&profile, &Facts { revenue, ..Facts::default() }).contributions[0].answer
    };
    let won = |minor| Some(Money::new(minor, Currency::Krw));
    assert_eq!(answer(won(1_000_000_000)), Answer::Yes);
    assert_eq!(answer(won(50_000_000_000)), Answer::Yes);
    assert_eq!(answer(won(999_999_999)), Answer::No);
    assert_eq!(answer(won(50_000_000_001)), Answer::No);
    assert_eq!(answer(None), Answer::Unknown);
    assert_eq!(answer(Some(Money::new(1_000_000_000, Currency::Usd))), Answer::Unknown);
}

#[test]
fn a_span_of_amounts_is_typed_as_people_say_them_and_never_stands_the_wrong_way_round() {
    let row = |from: &str, to: &str, currency: &str| ProfileForm {
        rows: vec![RowForm {
            from: from.into(),
            to: to.into(),
            currency: currency.into(),
            ..RowForm::of(Kind::Revenue)
        }],
    };
    let span = |from, to| Profile(vec![asks(Asks::Revenue { currency: Currency::Krw, from, to }, 20)]);
    assert_eq!(row("10억", "1,000억", "KRW").check(), Ok(span(Some(1_000_000_000), Some(100_000_000_000))));
    assert_eq!(row("", "5천만", "KRW").check(), Ok(span(None, Some(50_000_000))));
    let wrong = |form: ProfileForm| form.check().expect_err("wrong").remove(0);
    assert_eq!(wrong(row("", " ", "KRW")), Problem::new("from-0", Why::Missing));
    assert_eq!(wrong(row("2억", "1억", "KRW")), Problem::new("to-0", Why::Reversed));
    assert_eq!(wrong(row("많이", "", "KRW")), Problem::new("from-0", Why::NotAnAmount));
    assert_eq!(wrong(row("1억", "", "")), Problem::new("currency-0", Why::Unknown));
}

#[test]
fn a_profile_that_was_kept_before_there_were_revenues_stays_readable() {
    let kept = r#"[{"asks":{"employees":{"from":10,"to":null}},"points":20},{"asks":{"region":["서울"]},"points":10}]"#;
    let profile: Profile = serde_json::from_str(kept).expect("a profile");
    assert_eq!(profile.most(), 30);
    let revenue = asks(Asks::Revenue { currency: Currency::Krw, from: Some(1), to: None }, 5);
    let text = r#"{"asks":{"revenue":{"currency":"KRW","from":1,"to":null}},"points":5}"#;
    assert_eq!(serde_json::to_string(&revenue).expect("text"), text);
}

#[test]
fn a_half_counts_up() {
    let halves = |points: i32, of: i32| {
        let first = asks(Asks::Industry(list(&["교육"])), points);
        let rest = asks(Asks::Region(list(&["제주"])), of - points);
        judge(&Profile(vec![first, rest]), &facts("교육", 1, "서울", &[])).score
    };
    assert_eq!((halves(1, 200), halves(1, 201), halves(159, 200)), (1, 0, 80));
}

#[test]
fn tiers_begin_where_they_say() {
    let tiers = [(100, Some(Tier::A)), (80, Some(Tier::A)), (79, Some(Tier::B)), (60, Some(Tier::B))];
    for (score, tier) in
        tiers.into_iter().chain([(59, Some(Tier::C)), (40, Some(Tier::C)), (39, None), (0, None)])
    {
        assert_eq!(Tier::of_score(score), tier, "{score}");
    }
}

#[test]
fn words_are_compared_as_people_read_them_and_a_region_holds_its_parts() {
    let industry = Asks::Industry(list(&["전문 서비스", "SaaS"]));
    assert_eq!(industry.answer(&facts("전문서비스", 1, "", &[])), Answer::Yes);
    assert_eq!(industry.answer(&facts("saas", 1, "", &[])), Answer::Yes);
    let region = Asks::Region(list(&["서울", "경기 성남"]));
    for (of, answer) in [
        ("서울 강남", Answer::Yes),
        ("서울", Answer::Yes),
        ("서울숲", Answer::No),
        ("경기 성남 분당", Answer::Yes),
        ("경기", Answer::No),
        ("경기 수원", Answer::No),
    ] {
        assert_eq!(region.answer(&facts("", 1, of, &[])), answer, "{of}");
    }
}

#[test]
fn a_form_says_what_is_wrong_with_which_row() {
    let row = |kind: Kind, points: &str| RowForm { points: points.into(), ..RowForm::of(kind) };
    let form = ProfileForm {
        rows: vec![
            row(Kind::Industry, "20"),
            RowForm { from: "300".into(), to: "30".into(), ..row(Kind::Employees, "many") },
            RowForm { more: "경쟁사".into(), ..row(Kind::NoTag, "0") },
            RowForm { kind: "mood".into(), ..RowForm::default() },
        ],
    };
    assert_eq!(
        form.check(),
        Err(vec![
            Problem::new("values-0", Why::Missing),
            Problem::new("points-1", Why::NotANumber),
            Problem::new("to-1", Why::Reversed),
            Problem::new("points-2", Why::NothingCounts),
            Problem::new("kind-3", Why::Unknown),
        ])
    );
    assert_eq!(ProfileForm::default().check(), Err(vec![Problem::new("rows", Why::Missing)]));
}

#[test]
fn a_profile_that_only_speaks_against_accounts_fits_nobody_and_is_refused() {
    let row = RowForm { more: "경쟁사, 학생".into(), points: "-50".into(), ..RowForm::of(Kind::AnyTag) };
    let form = ProfileForm { rows: vec![row] };
    assert_eq!(form.check(), Err(vec![Problem::new("rows", Why::NothingCounts)]));
}

#[test]
fn what_is_ticked_and_typed_is_one_list() {
    let row =
        RowForm {
            values: list(&["교육"]), more: "금융, 교육 ,, 의료".into(), ..RowForm::of(Kind::Industry)
        };
    let profile = ProfileForm { rows: vec![row] }.check().expect("a profile");
    assert_eq!(profile.0, [asks(Asks::Industry(list(&["교육", "금융", "의료"])), 20)]);
}

#[test]
fn an_effect_names_the_first_and_counts_all() {
    let mut effect = Effect::default();
    for number in 1..=7 {
        let shown = || Shown { number, name: format!("A-{number}") };
        effect.add(shown, (None, Some(Tier::A)), (1, 0));
    }
    let shown = || Shown { number: 8, name: "B".into() };
    effect.add(shown, (Some(Tier::B), Some(Tier::B)), (0, 3));
    let effect = effect.in_order();
    assert_eq!((effect.accounts(), effect.changed(), effect.shifts.len()), (8, 7, 1));
    assert_eq!((effect.shifts[0].accounts, effect.shifts[0].named.len()), (7, 5));
    let line = |at: usize| {
        (effect.lines[at].before, effect.lines[at].after, effect.lines[at].won, effect.lines[at].lost)
    };
    assert_eq!((line(0), line(1), line(3)), ((0, 7, 7, 0), (1, 1, 0, 3), (7, 0, 0, 0)));
    assert_eq!((win_rate(1, 2), win_rate(1, 1), win_rate(0, 0)), (Some(33), Some(50), None));
}

#[test]
fn regions_are_offered_by_their_first_word() {
    let offer = |value: &str, accounts| Offer { value: value.into(), accounts };
    let regions = [offer("경기 성남", 3), offer("서울 강남", 2), offer("서울 마포", 2), offer("제주", 1)];
    let choices = Choices::new(vec![], &regions, vec![]);
    assert_eq!(choices.regions, [offer("서울", 4), offer("경기", 3), offer("제주", 1)]);
}

fn word() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["서울", "경기", "제조", "금융", "saas", "SaaS", "서울 강남", ""])
        .prop_map(str::to_owned)
}

fn any_asks() -> impl Strategy<Value = Asks> {
    let words = || prop::collection::vec(word(), 0..4);
    prop_oneof![
        words().prop_map(Asks::Industry),
        words().prop_map(Asks::Region),
        words().prop_map(Asks::AnyTag),
        words().prop_map(Asks::NoTag),
        (prop::option::of(0..500), prop::option::of(0..500))
            .prop_map(|(from, to)| Asks::Employees { from, to }),
        (any_currency(), prop::option::of(0..500_i64), prop::option::of(0..500_i64))
            .prop_map(|(currency, from, to)| Asks::Revenue { currency, from, to }),
    ]
}

fn any_currency() -> impl Strategy<Value = Currency> {
    prop::sample::select(&Currency::ALL[..])
}

fn any_profile() -> impl Strategy<Value = Profile> {
    let predicate = (any_asks(), -100..=100).prop_map(|(asks, points)| Predicate { asks, points });
    prop::collection::vec(predicate, 0..=MOST_PREDICATES).prop_map(Profile)
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let tags = prop::collection::vec(word(), 0..4);
    let revenue =
        prop::option::of((0..1000_i64, any_currency()).prop_map(|(minor, it)| Money::new(minor, it)));
    (prop::option::of(word()), prop::option::of(0..1000), revenue, prop::option::of(word()), tags).prop_map(
        |(industry, employees, revenue, region, tags)| Facts { industry, employees, revenue, region, tags },
    )
}

proptest! {
    #[test]
    fn the_order_of_questions_changes_no_fit(profile in any_profile(), facts in any_facts(), seed in any::<usize>()) {
        let mut other = profile.clone();
        if !other.0.is_empty() {
            let places = other.0.len();
            other.0.rotate_left(seed % places);
            other.0.swap(0, seed / 7 % places);
        }
        let (one, two) = (judge(&profile, &facts), judge(&other, &facts));
        prop_assert_eq!((one.score, one.tier, one.points), (two.score, two.tier, two.points));
    }

    #[test]
    fn the_reasons_add_up_to_a_fit_within_its_bounds(profile in any_profile(), facts in any_facts()) {
        let fit = judge(&profile, &facts);
        prop_assert!((0..=100).contains(&fit.score));
        prop_assert_eq!(fit.contributions.iter().map(|it| it.points).sum::<i32>(), fit.points);
        prop_assert_eq!(fit.contributions.len(), profile.0.len());
        prop_assert_eq!(fit.tier, Tier::of_score(fit.score));
        for it in &fit.contributions {
            prop_assert_eq!(it.points, if it.answer == Answer::Yes { it.predicate.points } else { 0 });
        }
    }

    #[test]
    fn judged_again_or_many_at_once_it_is_the_same(profile in any_profile(), facts in any_facts()) {
        let fit = judge(&profile, &facts);
        prop_assert_eq!(&judge(&profile, &facts), &fit);
        prop_assert_eq!(score(&profile, &facts), fit.score);
        let read: Profile = serde_json::from_str(&serde_json::to_string(&profile).expect("text")).expect("a profile");
        prop_assert_eq!(judge(&read, &facts), fit);
    }

    #[test]
    fn more_points_for_a_yes_never_lower_a_fit_that_has_it(facts in any_facts(), points in 1..100) {
        let yes = asks(Asks::NoTag(vec![]), points);
        let no = asks(Asks::AnyTag(vec![]), 50);
        let of = |points| score(&Profile(vec![Predicate { points, ..yes.clone() }, no.clone()]), &facts);
        prop_assert!(of(points + 1) >= of(points));
    }

    #[test]
    fn a_profile_read_from_its_form_is_the_profile(rows in prop::collection::vec((any::<bool>(), 1..100), 1..10)) {
        let predicates = rows.into_iter().map(|(place, points)| match place {
            true => asks(Asks::Region(list(&["서울", "부산 해운대"])), points),
            false if points % 2 == 0 => asks(Asks::Employees { from: Some(points), to: None }, points),
            false => {
                let (from, to) = (Some(i64::from(points) * 1_000), Some(i64::MAX >> 11));
                asks(Asks::Revenue { currency: Currency::Usd, from, to }, points)
            }
        });
        let profile = Profile(predicates.collect());
        prop_assert_eq!(ProfileForm::from(&profile).check(), Ok(profile));
    }
}
