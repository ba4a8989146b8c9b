//! Single facts and names by chance, of which gates and deals are put together.

use super::*;

const CRITERIA: [&str; 3] = ["pain", "champion", "metrics"];

pub(super) fn any_criterion() -> impl Strategy<Value = &'static str> {
    (0..CRITERIA.len()).prop_map(|at| CRITERIA[at])
}

pub(super) fn any_known() -> impl Strategy<Value = Known> {
    (any_criterion(), 1..4_i16, 0..90_u64).prop_map(|(criterion, score, day)| Known {
        framework: "meddic".into(),
        criterion: criterion.into(),
        score,
        on: before(day),
    })
}

pub(super) fn any_role() -> impl Strategy<Value = Role> {
    (0..Role::ALL.len()).prop_map(|at| Role::ALL[at])
}

pub(super) fn any_held() -> impl Strategy<Value = Held> {
    (any_role(), 0..9_u128, any::<[bool; 3]>()).prop_map(|(role, at, [proven, touched, left])| Held {
        person: PersonId(Uuid::from_u128(at)),
        role,
        proven,
        touched: touched.then(today),
        left,
        since: today(),
    })
}

pub(super) fn any_field() -> impl Strategy<Value = Field> {
    (0..Field::ALL.len()).prop_map(|at| Field::ALL[at])
}

pub(super) fn any_touch() -> impl Strategy<Value = (ActivityKind, Option<Outcome>)> {
    (0..ActivityKind::ALL.len(), 0..4_usize).prop_map(|(kind, outcome)| {
        let kind = ActivityKind::ALL[kind];
        (kind, kind.outcomes().get(outcome).copied())
    })
}

pub(super) fn any_tier() -> impl Strategy<Value = Tier> {
    proptest::sample::select(&Tier::ALL[..])
}
