//! Which funnel somebody wants to see. The whole wish is the address, so that a link shows a colleague the same.

use super::Step;
use crate::accounts::Place;
use crate::icp::Tier;
use crate::leads::Origin;
use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// The longest name of a row, as sources and tags are kept.
const ROW_MAX: usize = 2_000;

/// By what leads are put together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// Of the first touch.
    #[default]
    Source,
    /// Of the last touch.
    LastSource,
    /// The campaign of the first touch.
    Campaign,
    /// What they read or saw, by the first touch.
    Content,
    LandingPage,
    /// Of the first touch, where the workspace works.
    Month,
    /// The SDR whose they are.
    Owner,
    /// How well the company fits the ideal customer.
    Tier,
}

impl By {
    pub const ALL: [Self; 8] = [
        Self::Source,
        Self::LastSource,
        Self::Campaign,
        Self::Content,
        Self::LandingPage,
        Self::Month,
        Self::Owner,
        Self::Tier,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::LastSource => "last_source",
            Self::Campaign => "campaign",
            Self::Content => "content",
            Self::LandingPage => "landing_page",
            Self::Month => "month",
            Self::Owner => "owner",
            Self::Tier => "tier",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// The row in which leads stand that share this: a fit stands in its tier.
    pub(super) fn row_of(self, shared: String) -> String {
        match self {
            Self::Tier => {
                let tier = shared.parse().ok().and_then(Tier::of_score);
                tier.map(Tier::code).unwrap_or_default().to_owned()
            }
            _ => shared,
        }
    }
}

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Month(NaiveDate);

impl Month {
    pub fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    /// Reads `2026-11`, as addresses and browsers write a month.
    pub fn read(text: &str) -> Option<Self> {
        let day = format!("{}-01", text.trim()).parse::<NaiveDate>().ok()?;
        (1900..=2200).contains(&day.year()).then_some(Self(day))
    }

    pub const fn first(self) -> NaiveDate {
        self.0
    }

    /// The first day that is no longer in it.
    pub fn end(self) -> NaiveDate {
        self.0 + Months::new(1)
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m"))
    }
}

/// A number that was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// None: of all rows.
    pub row: Option<String>,
    pub step: Step,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    pub by: By,
    /// The first and the last month of the cohort.
    pub from: Option<Month>,
    pub to: Option<Month>,
    /// Those alone whose first touch was of this source.
    pub source: String,
    pub origin: Option<Origin>,
    pub open: Option<Open>,
    /// Where the page of the opened number begins.
    pub place: Place,
}

impl Wish {
    /// Reads the address's parameters. What is not understood wishes nothing, rather than failing a link.
    pub fn of_pairs(get: impl Fn(&str) -> Option<String>) -> Self {
        let said = |name| get(name).unwrap_or_default();
        let short = |text: String| text.chars().take(ROW_MAX).collect::<String>();
        let id = |name| get(name).and_then(|it| it.parse().ok());
        let open = Step::of_code(&said("step")).map(|step| Open { row: get("row").map(short), step });
        Self {
            by: By::of_code(&said("by")).unwrap_or_default(),
            from: Month::read(&said("from")),
            to: Month::read(&said("to")),
            source: short(said("source").trim().to_owned()),
            origin: Origin::of_code(&said("origin")),
            open,
            place: match (id("after"), id("before")) {
                (Some(row), _) => Place::After(row),
                (None, Some(row)) => Place::Before(row),
                (None, None) => Place::Start,
            },
        }
    }

    /// Writes them, leaving out what wishes nothing. Values still want escaping.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let month = |it: Option<Month>| it.map(|it| it.to_string());
        let (after, before) = match self.place {
            Place::Start => (None, None),
            Place::After(row) => (Some(row.to_string()), None),
            Place::Before(row) => (None, Some(row.to_string())),
        };
        let by = (self.by != By::default()).then(|| self.by.code().to_owned());
        let source = Some(self.source.clone()).filter(|it| !it.is_empty());
        let pairs = [
            ("by", by),
            ("from", month(self.from)),
            ("to", month(self.to)),
            ("source", source),
            ("origin", self.origin.map(|it| it.code().to_owned())),
            ("step", self.open.as_ref().map(|it| it.step.code().to_owned())),
            // An empty row is a row: the leads that say nothing of it.
            ("row", self.open.as_ref().and_then(|it| it.row.clone())),
            ("after", after),
            ("before", before),
        ];
        pairs.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// Does it leave leads out?
    pub fn filters(&self) -> bool {
        self.from.is_some() || self.to.is_some() || !self.source.is_empty() || self.origin.is_some()
    }

    /// The same funnel with nothing opened.
    pub fn closed(&self) -> Self {
        Self { open: None, place: Place::Start, ..self.clone() }
    }

    pub fn opening(&self, row: Option<String>, step: Step) -> Self {
        Self { open: Some(Open { row, step }), ..self.closed() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn an_address_reads_back_the_same() {
        let place = Place::After(Uuid::from_u128(7));
        let wish = Wish {
            by: By::Campaign,
            from: Month::read("2026-01"),
            to: Month::read("2026-11"),
            source: "organic search".to_owned(),
            origin: Some(Origin::Inbound),
            open: Some(Open { row: Some(String::new()), step: Step::Won }),
            place,
        };
        for wish in [wish.clone(), wish.closed(), wish.opening(None, Step::Lead), Wish::default()] {
            let pairs = wish.pairs();
            let get = |name: &str| pairs.iter().find(|it| it.0 == name).map(|it| it.1.clone());
            assert_eq!(Wish::of_pairs(get), wish);
        }
        assert_eq!(Wish::default().pairs(), []);
    }

    #[test]
    fn what_is_no_month_wishes_nothing() {
        for text in ["", "2026", "2026-13", "0001-01", "9999-12", "2026-11-01", "x"] {
            assert_eq!(Month::read(text), None, "{text}");
        }
        let month = Month::read("2026-12").expect("a month");
        assert_eq!(month.to_string(), "2026-12");
        assert_eq!(month.end(), "2027-01-01".parse().expect("a day"));
    }
}
