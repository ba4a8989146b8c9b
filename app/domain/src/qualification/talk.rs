//! The talk in which a member finds out whether a lead is one for sales: need, authority, timing and budget, or, of
//! somebody who uses the product already, who owns their workspace and what for. It is filled in while talking.

use super::{Kind, Origin, Reason};
use crate::accounts::Problems;
use crate::activities::ActivityKind;
use crate::{ActivityId, MemberId, Problem, Why, leads, text};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What is asked (BANT), need first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Criterion {
    Need,
    Authority,
    Timing,
    Budget,
}

impl Criterion {
    pub const ALL: [Self; 4] = [Self::Need, Self::Authority, Self::Timing, Self::Budget];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Need => "need",
            Self::Authority => "authority",
            Self::Timing => "timing",
            Self::Budget => "budget",
        }
    }
}

/// Unknown, heard once, confirmed by the person concerned, proven by an act or document.
pub const MOST: i16 = 3;
/// Confirmed.
const CONFIRMED: i16 = 2;

/// How sure we are of one criterion, and by what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub score: i16,
    pub note: String,
}

impl Answer {
    /// By the person concerned, or better.
    pub const fn is_confirmed(&self) -> bool {
        self.score >= CONFIRMED
    }
}

/// What we know of how somebody uses the product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Use {
    pub workspace_owner: String,
    pub use_case: String,
}

/// What was found out so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    /// In the order of the criteria.
    pub answers: [Answer; 4],
    #[serde(rename = "use")]
    pub used: Use,
    pub by: Option<MemberId>,
    /// When it was last written down.
    pub at: Option<DateTime<Utc>>,
}

impl Talk {
    pub fn answer(&self, criterion: Criterion) -> &Answer {
        &self.answers[criterion as usize]
    }
}

/// How we know that somebody agreed to meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreed {
    /// A member logged it.
    Logged { activity: ActivityId, kind: ActivityKind, at: DateTime<Utc> },
    /// Their calendar said so.
    Calendar { at: DateTime<Utc> },
}

/// What else decides whether a talk is enough.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkFacts {
    pub kind: Kind,
    pub origin: leads::Origin,
    /// What the use of the product comes to, and what makes it ready for a talk.
    pub product: i32,
    pub ready: i32,
    /// A meeting or demo with them was booked or held.
    pub meeting: Option<Agreed>,
}

/// What one of the ways still needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    Need,
    AuthorityOrTiming,
    Meeting,
    /// So many points of use are missing.
    Product(i32),
    WorkspaceOwner,
    UseCase,
}

/// Is it enough for sales? The way it went and the reasons, or what the lead's own way still needs: an outbound one has
/// to agree to a meeting, of one that uses the product we know the use; need and a path to authority or a time are
/// enough for everybody.
pub fn enough(talk: &Talk, facts: TalkFacts) -> Result<(Origin, Vec<Reason>), Vec<Missing>> {
    let origin = match (facts.kind, facts.origin) {
        (Kind::ProductQualified, _) | (_, leads::Origin::Product) => Origin::Product,
        (_, leads::Origin::Outbound) => Origin::Outbound,
        _ => Origin::Marketing,
    };
    let is_confirmed = |it| talk.answer(it).is_confirmed();
    let need = is_confirmed(Criterion::Need);
    let path = is_confirmed(Criterion::Authority) || is_confirmed(Criterion::Timing);
    if need && path {
        return Ok((origin, confirmed(talk)));
    }
    let mut missing = vec![];
    match origin {
        Origin::Outbound => match facts.meeting.map(Reason::Agreed) {
            Some(agreed) => return Ok((origin, [agreed].into_iter().chain(confirmed(talk)).collect())),
            None => missing.push(Missing::Meeting),
        },
        Origin::Product => {
            let used = &talk.used;
            let lacks = [
                (facts.product < facts.ready).then_some(Missing::Product(facts.ready - facts.product)),
                used.workspace_owner.is_empty().then_some(Missing::WorkspaceOwner),
                used.use_case.is_empty().then_some(Missing::UseCase),
            ];
            missing.extend(lacks.into_iter().flatten());
            if missing.is_empty() {
                let sum = Reason::Sum { points: facts.product, least: facts.ready };
                let reasons = [sum, Reason::Use(used.clone())].into_iter().chain(confirmed(talk));
                return Ok((origin, reasons.collect()));
            }
        }
        Origin::Marketing => {}
    }
    missing.extend((!need).then_some(Missing::Need));
    missing.extend((!path).then_some(Missing::AuthorityOrTiming));
    Err(missing)
}

/// What the talk says to the criteria, as reasons.
fn confirmed(talk: &Talk) -> Vec<Reason> {
    let answered = Criterion::ALL.into_iter().map(|it| (it, talk.answer(it))).filter(|it| it.1.score > 0);
    answered
        .map(|(criterion, it)| Reason::Confirmed { criterion, score: it.score, note: it.note.clone() })
        .collect()
}

/// What somebody typed while talking.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TalkForm {
    pub need: String,
    pub need_note: String,
    pub authority: String,
    pub authority_note: String,
    pub timing: String,
    pub timing_note: String,
    pub budget: String,
    pub budget_note: String,
    pub workspace_owner: String,
    pub use_case: String,
}

impl TalkForm {
    fn typed(&self, criterion: Criterion) -> (&str, &str) {
        match criterion {
            Criterion::Need => (&self.need, &self.need_note),
            Criterion::Authority => (&self.authority, &self.authority_note),
            Criterion::Timing => (&self.timing, &self.timing_note),
            Criterion::Budget => (&self.budget, &self.budget_note),
        }
    }

    /// As much as was found out. A score says by what: without a note it is not believed.
    pub fn check(&self) -> Result<Talk, Vec<Problem>> {
        let mut problems = Problems::default();
        let mut talk = Talk::default();
        for criterion in Criterion::ALL {
            let (score, note) = self.typed(criterion);
            let noted = format!("{}_note", criterion.code());
            let score = problems.take(text::optional_number(criterion.code(), score, 0, i64::from(MOST)));
            let note = problems.take(text::note(&noted, note));
            let score = score.and_then(|it| i16::try_from(it).ok()).unwrap_or_default();
            if score > 0 && note.is_empty() {
                problems.add(Problem::new(noted, Why::Missing));
            }
            talk.answers[criterion as usize] = Answer { score, note };
        }
        let one_line = |field, text| text::optional_name(field, text).map(Option::unwrap_or_default);
        talk.used.workspace_owner = problems.take(one_line("workspace_owner", &self.workspace_owner));
        talk.used.use_case = problems.take(text::note("use_case", &self.use_case));
        problems.or(talk)
    }
}

impl From<&Talk> for TalkForm {
    fn from(talk: &Talk) -> Self {
        let of = |it| {
            let answer = talk.answer(it);
            (answer.score.to_string(), answer.note.clone())
        };
        let [(need, need_note), (authority, authority_note), (timing, timing_note), (budget, budget_note)] =
            Criterion::ALL.map(of);
        let Use { workspace_owner, use_case } = talk.used.clone();
        Self {
            need,
            need_note,
            authority,
            authority_note,
            timing,
            timing_note,
            budget,
            budget_note,
            workspace_owner,
            use_case,
        }
    }
}
