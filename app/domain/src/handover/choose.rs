//! To whom a hand-over goes that is addressed to nobody: whoever has the account, else who has the least in hand, of those
//! who close, are there, and take one more.

use crate::routing::{
    Availability, Candidate, Chosen, Facts, Passed, Place, Rule, Share, Strategy, When, assign,
};
use crate::{MemberId, RoutingRuleId};
use uuid::Uuid;

/// Somebody who closes, and what they have in hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closer {
    pub who: Availability,
    /// Hand-overs that wait for them. Their capacity is how many may.
    pub pending: i64,
    /// Deals they are working.
    pub deals: i64,
}

/// Who gets it, and why; nobody if nobody is left. Who has had it already is not among the closers.
pub fn choose(closers: &[Closer], account_owner: Option<MemberId>, place: Place<'_>) -> Chosen {
    let full = |it: &Closer| it.who.capacity.filter(|most| it.pending >= i64::from(*most));
    let passed = closers
        .iter()
        .filter_map(|it| Some((it.who.member, Passed::Full { open: it.pending, capacity: full(it)? })));
    let candidates: Vec<_> = closers
        .iter()
        .filter(|it| full(it).is_none())
        .map(|it| Candidate {
            who: Availability { capacity: None, open: it.pending + it.deals, ..it.who.clone() },
            given: 0,
            last_turn: None,
        })
        .collect();
    let share = |it: &Candidate| Share { member: it.who.member, weight: 1, regions: vec![] };
    let rule = |strategy| Rule {
        id: RoutingRuleId(Uuid::nil()),
        version: 1,
        name: String::new(),
        when: When::default(),
        strategy,
        shares: candidates.iter().map(share).collect(),
        on: true,
    };
    let facts = Facts { account_owner, ..Facts::default() };
    let ask = |strategy| assign(&[rule(strategy)], &facts, |_| candidates.clone(), place).unwrap_or_default();
    let owner = ask(Strategy::AccountOwner);
    let mut chosen = if owner.owner.is_some() { owner } else { ask(Strategy::LeastOpen) };
    // That an account is somebody else's passes nobody over for good.
    chosen.passed.retain(|it| it.1 != Passed::NotTheirs);
    chosen.passed.extend(passed);
    Chosen { rule: None, ..chosen }
}
