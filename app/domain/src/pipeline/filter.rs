//! Which deals somebody wants to see. Its whole state is the address of the page, so that a link shows
//! a colleague the same board.

use super::step::Step;
use crate::{MemberId, SavedViewId, StageId, TagId, TeamId};
use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    pub owner: Owner,
    pub team: Option<TeamId>,
    pub tag: Option<TagId>,
    pub close: Close,
    pub step: Option<Step>,
    /// Part of a deal's or account's name, or a key.
    pub text: String,
    /// For tables; a board shows all open stages.
    pub stage: Option<StageId>,
    /// The saved view that this began with. It lets every deal through; it says which view is looked at.
    #[serde(default)]
    pub view: Option<SavedViewId>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Owner {
    #[default]
    Anybody,
    Me,
    Of(MemberId),
    Nobody,
}

/// When a deal is expected to close.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Close {
    #[default]
    Whenever,
    Past,
    ThisMonth,
    NextMonth,
    ThisQuarter,
}

impl Close {
    pub const ALL: [Self; 5] =
        [Self::Whenever, Self::Past, Self::ThisMonth, Self::NextMonth, Self::ThisQuarter];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Whenever => "",
            Self::Past => "past",
            Self::ThisMonth => "this_month",
            Self::NextMonth => "next_month",
            Self::ThisQuarter => "this_quarter",
        }
    }

    /// First and last day, both included; None is open-ended.
    pub fn days(self, today: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let first = |day: NaiveDate| day.with_day(1).unwrap_or(day);
        let months = |from: NaiveDate, count| {
            let after = from.checked_add_months(Months::new(count)).unwrap_or(from);
            (Some(from), after.checked_sub_days(Days::new(1)))
        };
        match self {
            Self::Whenever => (None, None),
            Self::Past => (None, today.checked_sub_days(Days::new(1))),
            Self::ThisMonth => months(first(today), 1),
            Self::NextMonth => months(first(today).checked_add_months(Months::new(1)).unwrap_or(today), 1),
            Self::ThisQuarter => {
                let start = today.month0() / 3 * 3 + 1;
                months(first(today).with_month(start).unwrap_or(today), 3)
            }
        }
    }
}

impl Filter {
    /// Does it let every open deal through?
    pub fn is_empty(&self) -> bool {
        *self == Self { view: self.view, ..Self::default() }
    }

    /// Reads the address's parameters. What is not understood filters nothing, rather than failing a link.
    pub fn of_pairs<'a>(get: impl Fn(&str) -> Option<&'a str>) -> Self {
        let owner = match get("owner").unwrap_or_default() {
            "" => Owner::Anybody,
            "me" => Owner::Me,
            "none" => Owner::Nobody,
            id => id.parse().map_or(Owner::Anybody, Owner::Of),
        };
        let close = get("close").unwrap_or_default();
        Self {
            owner,
            team: get("team").and_then(|it| it.parse().ok()),
            tag: get("tag").and_then(|it| it.parse().ok()),
            close: Close::ALL.into_iter().find(|it| it.code() == close).unwrap_or_default(),
            step: get("step").and_then(Step::of_code),
            text: get("q").unwrap_or_default().trim().chars().take(100).collect(),
            stage: get("stage").and_then(|it| it.parse().ok()),
            view: get("view").and_then(|it| it.parse().ok()),
        }
    }

    /// Writes them, names and values, leaving out what filters nothing. Values still want escaping.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let owner = match self.owner {
            Owner::Anybody => None,
            Owner::Me => Some("me".to_owned()),
            Owner::Nobody => Some("none".to_owned()),
            Owner::Of(id) => Some(id.to_string()),
        };
        let pairs = [
            ("owner", owner),
            ("team", self.team.map(|it| it.to_string())),
            ("tag", self.tag.map(|it| it.to_string())),
            ("close", Some(self.close.code().to_owned())),
            ("step", self.step.map(|it| it.code().to_owned())),
            ("q", Some(self.text.clone())),
            ("stage", self.stage.map(|it| it.to_string())),
            ("view", self.view.map(|it| it.to_string())),
        ];
        pairs
            .into_iter()
            .filter_map(|(name, value)| Some((name, value.filter(|it| !it.is_empty())?)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_link_carries_the_whole_filter() {
        let filter = Filter {
            owner: Owner::Of(MemberId(Uuid::from_u128(5))),
            team: Some(TeamId(Uuid::from_u128(6))),
            tag: None,
            close: Close::ThisQuarter,
            step: Some(Step::Missing),
            text: "한빛".into(),
            stage: None,
            view: Some(SavedViewId(Uuid::from_u128(7))),
        };
        let pairs = filter.pairs();
        let read = Filter::of_pairs(|name| pairs.iter().find(|it| it.0 == name).map(|it| it.1.as_str()));
        assert_eq!(read, filter);
        assert!(Filter::of_pairs(|_| Some("nonsense")).team.is_none());
        assert!(Filter::default().pairs().is_empty());
        assert!(
            Filter { view: filter.view, ..Filter::default() }.is_empty(),
            "a view by itself filters nothing"
        );
    }

    #[test]
    fn months_and_quarters_end_on_their_last_day() {
        let today = day("2026-11-23");
        assert_eq!(Close::ThisMonth.days(today), (Some(day("2026-11-01")), Some(day("2026-11-30"))));
        assert_eq!(Close::NextMonth.days(today), (Some(day("2026-12-01")), Some(day("2026-12-31"))));
        assert_eq!(Close::ThisQuarter.days(today), (Some(day("2026-10-01")), Some(day("2026-12-31"))));
        assert_eq!(Close::Past.days(today), (None, Some(day("2026-11-22"))));
        assert_eq!(Close::NextMonth.days(day("2026-01-31")).0, Some(day("2026-02-01")));
        assert_eq!(Close::ThisMonth.days(day("2028-02-29")).1, Some(day("2028-02-29")));
    }
}
