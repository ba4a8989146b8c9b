//! The same deals as a table: which of them somebody wants to see, in which order, a page at a time. The whole
//! wish is the address of the page, so that a link shows a colleague the same table.

use super::{Card, Columns, Filter, StageKind, Totals};
use crate::PipelineId;
use crate::accounts::Place;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// How many rows a page of the table has.
pub const PAGE: i64 = 50;

/// What a table is sorted by; each has the direction that people mean by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    /// Newest first.
    #[default]
    Created,
    Name,
    Account,
    /// Largest first.
    Amount,
    /// Soonest first: the day a deal was decided, or is expected to be.
    Close,
    /// Most urgent first.
    NextStep,
    Owner,
    /// Longest first.
    InStage,
    /// Longest without one first.
    LastActivity,
}

impl Sort {
    pub const ALL: [Self; 9] = [
        Self::Created,
        Self::Name,
        Self::Account,
        Self::Amount,
        Self::Close,
        Self::NextStep,
        Self::Owner,
        Self::InStage,
        Self::LastActivity,
    ];

    const fn code(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Name => "name",
            Self::Account => "account",
            Self::Amount => "amount",
            Self::Close => "close",
            Self::NextStep => "next_step",
            Self::Owner => "owner",
            Self::InStage => "in_stage",
            Self::LastActivity => "last_activity",
        }
    }
}

/// A sort in its own direction, or turned round. What has no value comes last either way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    pub by: Sort,
    pub turned: bool,
}

impl Order {
    pub const fn of(by: Sort) -> Self {
        Self { by, turned: false }
    }

    /// Do values get smaller down the table?
    pub const fn falls(self) -> bool {
        matches!(self.by, Sort::Created | Sort::Amount) != self.turned
    }

    /// The same as the column says it: whose day is earlier, has stood there for more days.
    pub const fn looks_falling(self) -> bool {
        self.falls() != matches!(self.by, Sort::InStage)
    }

    /// What pressing the head of this column leads to.
    pub fn pressed(self, by: Sort) -> Self {
        if self.by == by { Self { by, turned: !self.turned } } else { Self::of(by) }
    }

    /// `amount`, or turned round `-amount`.
    pub fn code(self) -> String {
        let turned = if self.turned { "-" } else { "" };
        format!("{turned}{}", self.by.code())
    }

    pub fn of_code(code: &str) -> Self {
        let name = code.strip_prefix('-');
        let by = Sort::ALL.into_iter().find(|it| it.code() == name.unwrap_or(code));
        by.map_or_else(Self::default, |by| Self { by, turned: name.is_some() })
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    pub filter: Filter,
    /// None: deals of all pipelines.
    pub pipeline: Option<PipelineId>,
    /// Open, won, lost or held ones; None: all of them.
    pub kind: Option<StageKind>,
    pub order: Order,
    /// None: as the workspace has it.
    #[serde(default)]
    pub columns: Option<Columns>,
    pub place: Place,
}

impl Default for Wish {
    /// People work with what is open.
    fn default() -> Self {
        Self {
            filter: Filter::default(),
            pipeline: None,
            kind: Some(StageKind::Open),
            order: Order::default(),
            columns: None,
            place: Place::Start,
        }
    }
}

/// How addresses and forms say which deals are meant.
pub const fn kind_code(kind: Option<StageKind>) -> &'static str {
    match kind {
        Some(StageKind::Open) => "open",
        Some(StageKind::Won) => "won",
        Some(StageKind::Lost) => "lost",
        Some(StageKind::Hold) => "hold",
        None => "all",
    }
}

/// All there is to choose from, in the order in which it is offered.
pub const KINDS: [Option<StageKind>; 5] =
    [Some(StageKind::Open), Some(StageKind::Won), Some(StageKind::Lost), Some(StageKind::Hold), None];

impl Wish {
    /// Reads the address's parameters. What is not understood wishes nothing, rather than failing a link.
    pub fn of_pairs<'a>(get: impl Fn(&str) -> Option<&'a str>) -> Self {
        let id = |name| get(name).and_then(|it| it.parse().ok());
        let filter = Filter::of_pairs(&get);
        let state = get("state").unwrap_or_default();
        // Whoever asks for a stage means its deals, whatever its kind.
        let usual = filter.stage.is_none().then_some(StageKind::Open);
        Self {
            pipeline: get("pipeline").and_then(|it| it.parse().ok()),
            kind: KINDS.into_iter().find(|it| kind_code(*it) == state).unwrap_or(usual),
            order: Order::of_code(get("sort").unwrap_or_default()),
            columns: get("columns").and_then(Columns::of_code),
            place: match (id("after"), id("before")) {
                (Some(row), _) => Place::After(row),
                (None, Some(row)) => Place::Before(row),
                (None, None) => Place::Start,
            },
            filter,
        }
    }

    /// Writes them, leaving out what wishes nothing. Values still want escaping.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = self.filter.pairs();
        pairs.extend(self.pipeline.map(|it| ("pipeline", it.to_string())));
        if self.kind != Some(StageKind::Open) || self.filter.stage.is_some() {
            pairs.push(("state", kind_code(self.kind).to_owned()));
        }
        if self.order != Order::default() {
            pairs.push(("sort", self.order.code()));
        }
        pairs.extend(self.columns.as_ref().map(|it| ("columns", it.code())));
        match self.place {
            Place::Start => {}
            Place::After(row) => pairs.push(("after", row.to_string())),
            Place::Before(row) => pairs.push(("before", row.to_string())),
        }
        pairs
    }

    /// The same table of deals that stand otherwise. A stage of one kind holds none of another.
    pub fn with_kind(&self, kind: Option<StageKind>) -> Self {
        let filter = Filter { stage: None, ..self.filter.clone() };
        Self { filter, kind, place: Place::Start, ..self.clone() }
    }
}

/// One page of the table, and what all deals of the wish come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DealList {
    pub rows: Vec<DealRow>,
    /// How many deals stand before the first of these.
    pub before: i64,
    pub totals: Totals,
}

impl DealList {
    /// The place of the last row, counted from one.
    pub fn last(&self) -> i64 {
        self.before + i64::try_from(self.rows.len()).unwrap_or(i64::MAX)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct DealRow {
    #[cfg_attr(feature = "sqlx", sqlx(flatten))]
    pub card: Card,
    pub kind: StageKind,
    /// The day it was won or lost.
    pub closed_on: Option<NaiveDate>,
    pub created_at: DateTime<Utc>,
    /// The names of its labels, where the table shows them.
    pub tags: Vec<String>,
    /// It is worth what its products come to, which is changed there.
    pub from_lines: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn read(pairs: &[(&'static str, String)]) -> Wish {
        Wish::of_pairs(|name| pairs.iter().find(|it| it.0 == name).map(|it| it.1.as_str()))
    }

    #[test]
    fn a_link_carries_the_whole_wish() {
        let stage = Filter { stage: Some(crate::StageId(Uuid::from_u128(3))), ..Filter::default() };
        for filter in [Filter::default(), Filter { text: "한빛".into(), ..stage }] {
            for kind in KINDS {
                let wish = Wish {
                    filter: filter.clone(),
                    pipeline: Some(PipelineId(Uuid::from_u128(4))),
                    kind,
                    order: Order { by: Sort::NextStep, turned: true },
                    columns: Columns::of_code("owner,amount"),
                    place: Place::Before(Uuid::from_u128(5)),
                };
                assert_eq!(read(&wish.pairs()), wish);
            }
        }
        assert!(Wish::default().pairs().is_empty());
        assert_eq!(Wish::of_pairs(|_| Some("nonsense")).kind, Some(StageKind::Open));
    }

    #[test]
    fn a_link_to_a_stage_shows_its_deals_whatever_its_kind() {
        let stage = [("stage", Uuid::from_u128(3).to_string())];
        assert_eq!(read(&stage).kind, None);
        assert_eq!(read(&[]).kind, Some(StageKind::Open));
    }

    #[test]
    fn a_head_that_is_pressed_again_turns_the_table_round() {
        let first = Order::default().pressed(Sort::Amount);
        assert_eq!((first.turned, first.falls()), (false, true));
        let again = first.pressed(Sort::Amount);
        assert_eq!((again.falls(), again.code().as_str()), (false, "-amount"));
        assert_eq!(again.pressed(Sort::Amount), first);
        assert!(!again.pressed(Sort::Name).falls());
        let longest = Order::of(Sort::InStage);
        assert!(longest.looks_falling() && !longest.falls(), "most days first, so the earliest day first");
        assert_eq!(Order::of_code("-nonsense"), Order::default());
    }
}
