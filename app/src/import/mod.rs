//! Bringing files along: choosing them, seeing what will happen, and what happened.

mod api;
mod file_panel;
mod files_page;
mod import_page;
mod outcome;
mod problems;

pub use files_page::FilesPage;
pub use import_page::ImportPage;
