//! Gates that ask who decides.

use super::*;

fn asks(kind: Role, touched: bool, count: u8) -> Requirement {
    Requirement::Role(RoleAsked { kind, touched, count })
}

fn seat(at: u128, role: Role) -> Held {
    let person = PersonId(Uuid::from_u128(at));
    Held { person, role, proven: false, touched: None, left: false, since: today() }
}

fn with(committee: &[Held]) -> Facts {
    Facts { story: Story { committee: committee.to_vec(), ..Story::default() }, ..Facts::default() }
}

#[test]
fn a_candidate_opens_no_gate_and_neither_does_who_left() {
    let candidate = seat(1, Role::Champion);
    let proven = Held { proven: true, ..candidate.clone() };
    let left = Held { left: true, ..proven.clone() };
    let one = asks(Role::Champion, false, 1);
    assert!(!meets(one.clone(), &with(&[candidate])));
    assert!(meets(one.clone(), &with(std::slice::from_ref(&proven))));
    assert!(!meets(one, &with(&[left])));
    assert!(!meets(asks(Role::Champion, false, 2), &with(&[proven.clone(), proven])), "nobody counts twice");
}

#[test]
fn somebody_is_named_before_they_are_reached() {
    let buyer = seat(1, Role::EconomicBuyer);
    let reached = Held { touched: Some(today()), ..buyer.clone() };
    assert!(meets(asks(Role::EconomicBuyer, false, 1), &with(std::slice::from_ref(&buyer))));
    assert!(!meets(asks(Role::EconomicBuyer, true, 1), &with(&[buyer])));
    assert!(meets(asks(Role::EconomicBuyer, true, 1), &with(&[reached])));
}

#[test]
fn a_role_is_asked_under_a_name_that_stays_and_more_of_it_stands_for_less() {
    let asked = asks(Role::EconomicBuyer, true, 1);
    let text = r#"{"role":{"kind":"economic_buyer","touched":true,"count":1}}"#;
    assert_eq!(serde_json::to_string(&asked).expect("json"), text);
    assert_eq!(Requirement::of_code("role.economic_buyer.touched", "1"), Ok(asked.clone()));
    for (code, number) in [("role.king", "1"), ("role.user.loved", "1"), ("role.user", "0"), ("role", "1")] {
        assert!(Requirement::of_code(code, number).is_err(), "{code} {number}");
    }
    let all = Requirement::All(vec![
        asks(Role::EconomicBuyer, false, 1),
        asked.clone(),
        asks(Role::User, false, 1),
    ]);
    let missing: Vec<_> =
        of_gate(Gate::block(all), &Facts::default()).missing.into_iter().map(|it| it.what).collect();
    assert_eq!(missing, [asked, asks(Role::User, false, 1)]);
}
