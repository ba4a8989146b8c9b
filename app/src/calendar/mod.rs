//! The working calendar: which public holidays a workspace follows, and its own days off.

pub mod api;
mod calendar_page;
mod clocks;

pub use calendar_page::CalendarPage;
