//! Gates that ask how sure we are.

use super::*;

#[test]
fn a_score_counts_until_it_has_expired() {
    let known =
        |score, day| Known { framework: "meddic".into(), criterion: "pain".into(), score, on: before(day) };
    let facts = |known| Facts { story: Story { known: vec![known], ..Story::default() }, ..Facts::default() };
    let asks = |least| scored(Some("pain"), least);
    assert!(meets(asks(2), &facts(known(2, 60))), "the last day counts");
    assert!(!meets(asks(2), &facts(known(3, 61))), "afterwards it has to be asked again");
    assert!(!meets(asks(3), &facts(known(2, 0))));
    assert!(!meets(scored(Some("champion"), 1), &facts(known(3, 0))), "of something else");
    assert!(meets(scored(None, 3), &facts(known(3, 0))), "the total");
    assert!(!meets(scored(None, 4), &facts(known(3, 0))));
}

#[test]
fn more_of_a_score_stands_for_less() {
    let all = Requirement::All(vec![scored(Some("pain"), 1), scored(None, 9), scored(Some("pain"), 2)]);
    let missing = of_gate(Gate::block(all), &Facts::default()).missing;
    assert_eq!(
        missing.into_iter().map(|it| it.what).collect::<Vec<_>>(),
        [scored(None, 9), scored(Some("pain"), 2)]
    );
}

#[test]
fn a_score_is_asked_under_a_name_that_stays() {
    let asked = scored(Some("champion"), 2);
    let text = r#"{"framework":{"framework":"meddic","criterion":"champion","least":2}}"#;
    assert_eq!(serde_json::to_string(&asked).expect("json"), text);
    assert_eq!(Requirement::of_code("framework.meddic.champion", "2"), Ok(asked));
    assert_eq!(Requirement::of_code("framework.meddic", "12"), Ok(scored(None, 12)));
    for (code, number) in
        [("framework.meddic.champion", "4"), ("framework.meddic.champion", "0"), ("framework", "1")]
    {
        assert!(Requirement::of_code(code, number).is_err(), "{code} {number}");
    }
}

#[test]
fn the_next_gate_is_that_of_the_next_open_stage_or_else_of_winning() {
    let asks =
        |criterion: &str, least| Some(Gate::block(Requirement::All(vec![scored(Some(criterion), least)])));
    let door = |at: usize, kind, entry, exit| Door { stage: STAGES[at], kind, entry, exit };
    let doors = [
        door(0, StageKind::Open, asks("pain", 1), asks("pain", 2)),
        door(1, StageKind::Open, asks("champion", 2), asks("metrics", 1)),
        door(2, StageKind::Won, asks("metrics", 3), None),
    ];
    let codes = |from: usize| {
        let asked = scores_asked_next(&doors, STAGES[from]).into_iter();
        asked.map(|it| (it.criterion.unwrap_or_default(), it.least)).collect::<Vec<_>>()
    };
    assert_eq!(codes(0), [("pain".to_owned(), 2), ("champion".to_owned(), 2)]);
    assert_eq!(codes(1), [("metrics".to_owned(), 3)]);
    assert_eq!(codes(2), []);
}
