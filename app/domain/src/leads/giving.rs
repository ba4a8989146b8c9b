//! Many leads given away in one act: to a member, or to whomever the routing rules choose for each. Every lead is judged as
//! if it were the only one, and what became of all of them is one report.

use crate::accounts::{Problems, optional_id};
use crate::{ActId, LeadId, MemberId, Problem, Why};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// As many leads as one act gives away.
pub const MOST_GIVEN: usize = 200;

/// What stands in a form for the routing rules.
pub const BY_RULES: &str = "rules";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GivenTo {
    Member(MemberId),
    /// Whoever the rules choose for each.
    Rules,
}

/// What somebody ticked and chose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GiveForm {
    /// Minted by whoever wishes it; without scripts the server does.
    pub act: String,
    pub leads: Vec<String>,
    /// A member's id, or `rules`.
    pub to: String,
}

/// An order that may be carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Giving {
    /// Each once, in the order in which they were named.
    pub leads: Vec<LeadId>,
    pub to: GivenTo,
}

impl Giving {
    /// Some leads, and not too many.
    pub fn new(leads: impl IntoIterator<Item = LeadId>, to: GivenTo) -> Result<Self, Problem> {
        let mut seen = HashSet::new();
        let leads: Vec<_> = leads.into_iter().filter(|it| seen.insert(*it)).collect();
        match leads.len() {
            0 => Err(Problem::new("leads", Why::Missing)),
            1..=MOST_GIVEN => Ok(Self { leads, to }),
            _ => Err(Problem::new("leads", Why::TooMany(MOST_GIVEN))),
        }
    }
}

impl GiveForm {
    pub fn check(&self) -> Result<(Option<ActId>, Giving), Vec<Problem>> {
        let mut problems = Problems::default();
        let act = problems.take(optional_id::<ActId>("act", &self.act));
        let to = match self.to.trim() {
            "" => Err(Problem::new("to", Why::Missing)),
            BY_RULES => Ok(Some(GivenTo::Rules)),
            id => optional_id("to", id).map(|it| it.map(GivenTo::Member)),
        };
        let to = problems.take(to);
        let leads: Result<Vec<LeadId>, _> =
            self.leads.iter().map(|it| it.parse().map_err(|_| Problem::new("leads", Why::Unknown))).collect();
        let giving = leads.and_then(|it| Giving::new(it, to.unwrap_or(GivenTo::Rules)));
        match giving {
            Ok(giving) => problems.or((act, giving)),
            Err(problem) => {
                problems.add(problem);
                Err(problems.or(()).err().unwrap_or_default())
            }
        }
    }
}

/// Why a lead stayed whose it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    NotAllowed,
    /// The rules choose only for leads that are worked.
    NotWorked,
    /// No rule means it.
    NoRule,
    /// It is not there any more, or not to be seen.
    Gone,
}

/// What became of one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// It is theirs now. None: the rules left it to nobody, and it waits.
    To(Option<MemberId>),
    /// It was theirs already.
    Stays,
    Kept(Kept),
}

/// What a lead is called, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenLine {
    pub lead: LeadId,
    /// Its number and name. None: it is not there.
    pub called: Option<(i32, String)>,
    pub given: Given,
}

/// What an act came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenReport {
    pub act: ActId,
    /// In the order in which they were named.
    pub lines: Vec<GivenLine>,
    /// So many of them went back. None: nobody has taken it back.
    pub taken_back: Option<i32>,
}

impl GivenReport {
    /// How many went to each, in the order in which they come first.
    pub fn receivers(&self) -> Vec<(Option<MemberId>, usize)> {
        let mut all: Vec<(Option<MemberId>, usize)> = vec![];
        for line in &self.lines {
            let Given::To(member) = line.given else { continue };
            match all.iter_mut().find(|it| it.0 == member) {
                Some(known) => known.1 += 1,
                None => all.push((member, 1)),
            }
        }
        all
    }

    pub fn given(&self) -> usize {
        self.lines.iter().filter(|it| matches!(it.given, Given::To(_))).count()
    }

    /// Those that stayed whose they were, with the reason.
    pub fn kept(&self) -> impl Iterator<Item = (&GivenLine, Kept)> {
        self.lines.iter().filter_map(|it| match it.given {
            Given::Kept(why) => Some((it, why)),
            Given::To(_) | Given::Stays => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn lead(at: u128) -> LeadId {
        LeadId(Uuid::from_u128(at))
    }

    #[test]
    fn a_form_names_leads_and_to_whom_they_go() {
        let member = MemberId(Uuid::from_u128(7));
        let form = |leads: &[&str], to: &str| GiveForm {
            leads: leads.iter().map(|it| (*it).to_owned()).collect(),
            to: to.to_owned(),
            ..GiveForm::default()
        };
        let (one, to) = (lead(1).to_string(), member.to_string());
        let giving = |to| Ok((None, Giving { leads: vec![lead(1)], to }));
        assert_eq!(form(&[&one, &one], &to).check(), giving(GivenTo::Member(member)));
        assert_eq!(form(&[&one], "rules").check(), giving(GivenTo::Rules));
        assert_eq!(form(&[], "rules").check(), Err(vec![Problem::new("leads", Why::Missing)]));
        assert_eq!(form(&[&one], "").check(), Err(vec![Problem::new("to", Why::Missing)]));
        assert_eq!(
            form(&["x"], "x").check(),
            Err(vec![Problem::new("to", Why::Unknown), Problem::new("leads", Why::Unknown)])
        );
        let many: Vec<_> = (0..=MOST_GIVEN as u128).map(lead).collect();
        let too_many = Err(Problem::new("leads", Why::TooMany(MOST_GIVEN)));
        assert_eq!(Giving::new(many, GivenTo::Rules), too_many);
    }

    fn any_given() -> impl Strategy<Value = Given> {
        prop_oneof![
            prop::option::of(0..4_u128).prop_map(|it| Given::To(it.map(|it| MemberId(Uuid::from_u128(it))))),
            Just(Given::Stays),
            Just(Given::Kept(Kept::NotAllowed)),
            Just(Given::Kept(Kept::Gone)),
        ]
    }

    proptest! {
        #[test]
        fn a_report_counts_every_lead_once(all in prop::collection::vec(any_given(), 0..30)) {
            let lines: Vec<_> =
                all.iter().zip(0..).map(|(given, at)| GivenLine { lead: lead(at), called: None, given: *given }).collect();
            let report = GivenReport { act: ActId(Uuid::nil()), lines, taken_back: None };
            let stays = all.iter().filter(|it| **it == Given::Stays).count();
            prop_assert_eq!(report.given() + report.kept().count() + stays, all.len());
            prop_assert_eq!(report.receivers().iter().map(|it| it.1).sum::<usize>(), report.given());
        }
    }
}
