//! How well an account fits, as gates ask for it.

use super::*;

#[test]
fn a_tier_is_met_by_a_better_one_and_never_by_none() {
    let meets = |asks, tier| {
        let story = Story { tier, ..Story::default() };
        meets(Requirement::IcpTier(asks), &Facts { story, ..Facts::default() })
    };
    for asked in Tier::ALL {
        assert!(!meets(asked, None), "{asked:?}");
        for tier in Tier::ALL {
            assert_eq!(meets(asked, Some(tier)), tier.least() >= asked.least(), "{asked:?} {tier:?}");
        }
    }
    let both = Requirement::All(vec![Requirement::IcpTier(Tier::B), Requirement::IcpTier(Tier::A)]);
    let missing = of_gate(Gate::block(both), &Facts::default()).missing;
    assert_eq!(missing.len(), 1, "whoever is an A is a B as well");
    assert_eq!(missing[0].what, Requirement::IcpTier(Tier::A));
    let text = serde_json::to_string(&Requirement::IcpTier(Tier::B)).expect("json");
    assert_eq!(text, r#"{"icp_tier":"b"}"#);
}
