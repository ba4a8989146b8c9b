//! The pipeline on screen: the board that sales people live in, the table of the same deals, one deal.

pub mod api;
mod board_live;
mod board_page;
mod card;
mod column;
mod deal_edit;
mod deal_head;
mod deal_move;
mod deal_now;
mod deal_page;
mod deal_row;
mod deals_filters;
mod deals_page;
mod drag;
mod filters;
mod gate_settings;
mod keyboard;
mod missing;
mod move_dialog;
mod mover;
mod new_deal_page;
mod on_demand;
mod quick_add;
mod settings_page;
mod shape_fields;
mod stage_row;
mod stage_settings;
mod verdict;

pub use board_page::BoardPage;
pub use deal_page::DealPage;
pub use deals_page::DealsPage;
pub use new_deal_page::NewDealPage;
pub use on_demand::OnDemand;
pub use settings_page::PipelinesPage;
pub use stage_settings::PipelineSettingsPage;
