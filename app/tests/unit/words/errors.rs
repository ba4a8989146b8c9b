//! Refusals, in words.

use app::words::{Words, problems_of};
use domain::Locale;
use domain::{Problem, Refusal, Why};

#[test]
fn a_single_problem_is_said_with_its_field() {
    let refusal = Refusal::from(Problem::new("amount", Why::OutOfRange(0, 10_000_000)));
    assert_eq!(Words::new(Locale::Ko).say(&refusal), "금액: 0부터 10,000,000까지로 적어 주세요.");
    assert_eq!(Words::new(Locale::En).say(&refusal), "Amount: Use a value from 0 to 10,000,000.");
}

#[test]
fn a_form_gets_each_problem_at_its_field() {
    let refusal =
        Refusal::Invalid(vec![Problem::new("name", Why::Missing), Problem::new("x", Why::TooLong(3))]);
    let problems = problems_of(Words::new(Locale::En), &refusal);
    let fields: Vec<_> = problems.iter().map(|it| it.field.as_str()).collect();
    assert_eq!(fields, ["name", "x"]);
    assert_eq!(Words::new(Locale::En).say(&refusal), "Please check 2 fields.");
    assert!(problems_of(Words::new(Locale::Ko), &Refusal::NotAllowed).is_empty());
}

#[test]
fn the_last_deal_of_a_stage_is_singular() {
    let one = Refusal::StageHoldsDeals { deals: 1 };
    assert_eq!(Words::new(Locale::En).say(&one), "1 deal stands in this stage. Choose where to move it.");
}
