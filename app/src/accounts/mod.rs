//! Accounts and people on screen: lists, pages, forms, and what other pages borrow from them: choosing an
//! account, and labels.

mod account_edit;
mod account_form;
mod account_page;
mod accounts_page;
mod again;
pub mod api;
mod deals;
mod list_bar;
mod loaded;
mod new_account_page;
mod new_person_page;
mod owner;
mod people_page;
mod person_edit;
mod person_form;
mod person_page;
mod person_select;
mod picker;
mod refused;
mod tag_editor;

pub use account_page::AccountPage;
pub use accounts_page::AccountsPage;
pub use again::{Standing, choices};
pub use list_bar::settled;
pub use loaded::Loaded;
pub use new_account_page::NewAccountPage;
pub use new_person_page::NewPersonPage;
pub use owner::{OwnerField, OwnerName, member_choices};
pub use people_page::PeoplePage;
pub use person_page::PersonPage;
pub use person_select::{PersonSelect, person_choices};
pub use picker::AccountPicker;
pub use refused::{Refused, address};
pub use tag_editor::TagEditor;
