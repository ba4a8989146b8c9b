//! What may lose the deal because of who is, or is not, on our side: each risk with whom to turn to. What to do about it
//! follows from its kind.

use super::{Held, Role, held_by, once};
use crate::PersonId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A champion who was not reached for more calendar days than this is silent.
pub const CHAMPION_DAYS: i64 = 21;
/// A blocker whom nobody has answered for more than this is a risk.
pub const BLOCKER_DAYS: i64 = 14;

/// The order is that in which they press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RiskKind {
    /// Find out who follows, and where they went.
    ChampionLeft,
    /// Reach them.
    ChampionSilent,
    /// Find one, or have the candidate do something for us.
    NoChampion,
    /// Have the champion introduce us.
    BuyerUntouched,
    /// Answer what they are worried about.
    BlockerUnanswered,
    /// Win a second one.
    OnlyOneChampion,
}

impl RiskKind {
    pub const ALL: [Self; 6] = [
        Self::ChampionLeft,
        Self::ChampionSilent,
        Self::NoChampion,
        Self::BuyerUntouched,
        Self::BlockerUnanswered,
        Self::OnlyOneChampion,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::ChampionLeft => "champion_left",
            Self::ChampionSilent => "champion_silent",
            Self::NoChampion => "no_champion",
            Self::BuyerUntouched => "buyer_untouched",
            Self::BlockerUnanswered => "blocker_unanswered",
            Self::OnlyOneChampion => "only_one_champion",
        }
    }

    /// Something that was there is slipping away: it belongs to what must not be dropped.
    pub const fn presses(self) -> bool {
        matches!(self, Self::ChampionLeft | Self::ChampionSilent)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Risk {
    pub kind: RiskKind,
    /// Whom it is about; of a champion that is lacking, the candidate.
    pub about: Option<PersonId>,
    /// Whom to turn to: a champion who can open the door, where there is one.
    pub by: Option<PersonId>,
    /// For how many days.
    pub days: Option<i64>,
}

/// How well the deal is carried inside: nobody, one, or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Dots {
    Red,
    Amber,
    Green,
}

/// None while nobody has written down who decides.
pub fn dots(held: &[Held]) -> Option<(Dots, usize)> {
    let champions = held_by(held, Role::Champion, false);
    let dots = match champions {
        0 => Dots::Red,
        1 => Dots::Amber,
        _ => Dots::Green,
    };
    (!held.is_empty()).then_some((dots, champions))
}

/// Every risk of a committee, the most pressing first. A committee that nobody has written down yet has none.
pub fn risks(held: &[Held], today: NaiveDate) -> Vec<Risk> {
    let held = once(held);
    let there = |role: Role| held.iter().filter(move |it| it.role == role && !it.left);
    // Nobody had to answer a blocker of whom nobody knew.
    let quiet = |it: &Held| (today - it.touched.unwrap_or(it.since).max(it.since)).num_days();
    let silent = |it: &Held| (today - it.touched.unwrap_or(it.since)).num_days();
    let mut champions: Vec<_> = there(Role::Champion).filter(|it| it.proven).collect();
    champions.sort_by_key(|it| (std::cmp::Reverse(it.touched), it.person));
    let opener = champions.first().map(|it| it.person);
    let candidate = there(Role::Champion).map(|it| it.person).next();
    let risk = |kind, it: &Held, by, days| Risk { kind, about: Some(it.person), by, days };
    let mut risks = vec![];
    for it in held.iter().filter(|it| it.role == Role::Champion && it.left && it.proven) {
        risks.push(risk(RiskKind::ChampionLeft, it, opener, None));
    }
    for it in champions.iter().filter(|it| silent(it) > CHAMPION_DAYS) {
        risks.push(risk(RiskKind::ChampionSilent, it, None, Some(silent(it))));
    }
    let plain = |kind, about| Risk { kind, about, by: None, days: None };
    match champions.as_slice() {
        [] if !held.is_empty() => risks.push(plain(RiskKind::NoChampion, candidate)),
        [one] => risks.push(plain(RiskKind::OnlyOneChampion, Some(one.person))),
        _ => {}
    }
    for it in there(Role::EconomicBuyer).filter(|it| it.touched.is_none()) {
        risks.push(risk(RiskKind::BuyerUntouched, it, opener, None));
    }
    for it in there(Role::Blocker).filter(|it| quiet(it) > BLOCKER_DAYS) {
        risks.push(risk(
            RiskKind::BlockerUnanswered,
            it,
            opener.filter(|by| *by != it.person),
            Some(quiet(it)),
        ));
    }
    risks.sort_by_key(|it| (it.kind, it.about));
    risks
}
