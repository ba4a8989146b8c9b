//! The board by owner: who has what in which stage, how full that is, and cards given to somebody else by a drag, a key
//! or a menu.

pub mod api;
mod card;
mod cell;
mod context;
mod drag;
mod keyboard;
mod lane;
mod mover;
mod page;

pub use page::LanesPage;
