//! The pipeline: the stages that a deal runs through, and the deals in them.

mod after;
pub mod batch;
pub mod board;
pub mod cell;
pub mod columns;
pub mod deal;
pub mod filter;
pub mod gate;
pub mod lanes;
pub mod list;
pub mod past;
pub mod pending;
pub mod quick_add;
pub mod rank;
pub mod saved_view;
pub mod selection;
pub mod shape;
pub mod slip;
pub mod step;
pub mod template;

use crate::{PipelineId, StageId, refusal::Ending};
use serde::{Deserialize, Serialize};

pub use after::After;
pub use batch::{Batch, Report};
pub use board::{Board, Card, Column, Load, News, Sum, Totals};
pub use columns::Columns;
pub use deal::{Deal, DealFields, DealForm, Move, NewDeal};
pub use filter::Filter;
pub use gate::{Door, Facts, Fill, Gate, Requirement, Verdict};
pub use lanes::{Lane, Lanes, Whose};
pub use pending::Pending;
pub use saved_view::{SavedView, SavedViewForm, Sight};
pub use selection::Selection;
pub use shape::{PipelineForm, StageFields, StageForm};
pub use step::{Step, Steps};

/// How we sell: each motion has its own pipeline, colour and template.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum Motion {
    #[default]
    InboundSmb,
    OutboundEnterprise,
    SelfServe,
}

impl Motion {
    pub const ALL: [Self; 3] = [Self::InboundSmb, Self::OutboundEnterprise, Self::SelfServe];

    pub const fn code(self) -> &'static str {
        match self {
            Self::InboundSmb => "inbound_smb",
            Self::OutboundEnterprise => "outbound_enterprise",
            Self::SelfServe => "self_serve",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// What standing in a stage means for the deal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "lowercase"))]
#[serde(rename_all = "lowercase")]
pub enum StageKind {
    #[default]
    Open,
    Won,
    Lost,
    Hold,
}

impl StageKind {
    /// What leaving the open stages this way asks a reason for.
    pub const fn ending(self) -> Option<Ending> {
        match self {
            Self::Open => None,
            Self::Won => Some(Ending::Won),
            Self::Lost => Some(Ending::Lost),
            Self::Hold => Some(Ending::Hold),
        }
    }

    /// Won and lost deals are decided; open and held ones are not.
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Won | Self::Lost)
    }
}

/// The colours a stage can have: names, because a theme decides how each looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "lowercase"))]
#[serde(rename_all = "lowercase")]
pub enum Color {
    #[default]
    Gray,
    Blue,
    Violet,
    Teal,
    Green,
    Amber,
    Red,
}

impl Color {
    pub const ALL: [Self; 7] =
        [Self::Gray, Self::Blue, Self::Violet, Self::Teal, Self::Green, Self::Amber, Self::Red];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Gray => "gray",
            Self::Blue => "blue",
            Self::Violet => "violet",
            Self::Teal => "teal",
            Self::Green => "green",
            Self::Amber => "amber",
            Self::Red => "red",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// A step of the sale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    pub id: StageId,
    pub name_ko: String,
    pub name_en: String,
    pub kind: StageKind,
    /// Of winning a deal that stands here, in percent.
    pub probability: u8,
    /// Business days without a meaningful activity after which a deal rots.
    pub rot_days: Option<u16>,
    /// How many deals one owner should have here at most.
    pub wip_limit: Option<u16>,
    pub color: Color,
    /// What to do here now.
    pub guidance_ko: String,
    pub guidance_en: String,
    /// What it asks of a deal that comes in, and of one that goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<Gate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exit: Option<Gate>,
}

impl Stage {
    pub fn door(&self) -> Door {
        Door { stage: self.id, kind: self.kind, entry: self.entry.clone(), exit: self.exit.clone() }
    }

    pub fn name(&self, locale: crate::Locale) -> &str {
        match locale {
            crate::Locale::Ko => &self.name_ko,
            crate::Locale::En => &self.name_en,
        }
    }

    pub fn guidance(&self, locale: crate::Locale) -> &str {
        match locale {
            crate::Locale::Ko => &self.guidance_ko,
            crate::Locale::En => &self.guidance_en,
        }
    }

    /// How many deals one owner should have here at most, and whoever has that many or more.
    pub fn limit(&self, totals: &Totals) -> Option<(u16, Option<Load>)> {
        let limit = self.wip_limit?;
        Some((limit, totals.fullest.filter(|it| it.deals >= i64::from(limit))))
    }
}

/// A pipeline with its stages: the open ones in their order, then won, lost, on hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pipeline {
    pub id: PipelineId,
    pub version: i32,
    pub name_ko: String,
    pub name_en: String,
    pub motion: Motion,
    pub currency: crate::Currency,
    pub stages: Vec<Stage>,
}

impl Pipeline {
    pub fn name(&self, locale: crate::Locale) -> &str {
        match locale {
            crate::Locale::Ko => &self.name_ko,
            crate::Locale::En => &self.name_en,
        }
    }

    pub fn open_stages(&self) -> impl Iterator<Item = &Stage> {
        self.stages.iter().filter(|it| it.kind == StageKind::Open)
    }

    /// What its stages ask, in the order in which deals pass them.
    pub fn doors(&self) -> Vec<Door> {
        self.stages.iter().map(Stage::door).collect()
    }

    pub fn stage(&self, id: StageId) -> Option<&Stage> {
        self.stages.iter().find(|it| it.id == id)
    }

    /// The open stage after this one.
    pub fn next_stage(&self, id: StageId) -> Option<&Stage> {
        self.open_stages().skip_while(|it| it.id != id).nth(1)
    }
}
