//! The buying committee on a deal's page: what may lose the deal and what to do about it, who decides, and how they stand to
//! each other, as a list and as a map.

pub mod api;
mod map;
mod panel;
mod relate;
mod risks;
mod row;
mod seat_forms;

pub use panel::CommitteePanel;
pub use risks::ChampionRisks;
