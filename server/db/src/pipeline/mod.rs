//! Pipelines and their deals: the board, one deal, and the acts that change them.

mod around;
mod batch;
mod board;
mod cards;
mod close_date;
mod create;
mod edit;
mod edit_cell;
mod empty_stage;
mod filled;
mod filtered;
mod folded;
mod forecast;
mod gates;
mod list;
mod moving;
mod one;
mod records;
mod saved_views;
mod shape;
mod stages;

pub use around::Around;
pub use batch::{undo_batch, weigh_batch, work_batch};
pub use board::{FIRST, FirstView, PAGE, board, first_view, more};
pub use close_date::{move_close_date, undo_close_date};
pub use create::create_deal;
pub use edit::edit_deal;
pub use edit_cell::edit_cell;
pub use filled::move_deal_filled;
pub use folded::{fold, folded};
pub use forecast::{forecast, more_of_forecast};
pub use gates::{edit_gate, set_gates};
pub use list::{deal_columns, deals, set_deal_columns};
pub use moving::{move_deal, move_deal_as_seen};
pub use one::{deal, deal_id};
pub use records::{Asked, DealRecord, deal_record, deal_records};
pub use saved_views::{delete_view, edit_view, pin_view, save_view, saved_views, update_view, views_at_hand};
pub use shape::{edit_stage, rename_pipeline};
pub use stages::{add_stage, create_pipeline, pipelines, remove_stage, reorder_stages, shift_stage};

pub(crate) use board::totals_of;
pub(crate) use cards::cards_of;
pub(crate) use stages::{PIPELINES, from_template};
