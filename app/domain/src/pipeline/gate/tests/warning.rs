//! Gates that only warn.

use super::*;

#[test]
fn a_warning_lets_the_deal_pass() {
    let gate = Gate::warn(Requirement::FieldSet(Field::Amount));
    let verdict = of_gate(gate, &Facts::default());
    assert!(verdict.passes());
    assert_eq!((verdict.count(), verdict.severity()), (1, Some(Severity::Warn)));
}
