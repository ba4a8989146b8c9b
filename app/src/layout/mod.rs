//! The frame around every page of a signed-in member: rail, top bar, and what concerns the whole page.

mod allowed;
mod frame;
mod key_help;
mod keys;
mod logo;
mod member_menu;
mod navigation;
mod not_found;
mod page;
mod plain;
mod viewer;

pub use allowed::Allowed;
pub use frame::Frame;
pub use keys::SEARCH_BOX;
pub use logo::Logo;
pub use member_menu::{LanguageForm, LetterKeysForm, ThemeForm};
pub use not_found::NotFound;
pub use page::Page;
pub use plain::PlainPage;
pub use viewer::{provide_viewer, use_viewer};
