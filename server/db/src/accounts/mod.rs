//! The companies we sell to, the people who work there, and the labels on records: lists, pages, and
//! the acts that change them.

mod change;
mod create;
mod history;
mod list;
pub mod merge;
mod named;
mod one;
mod pages;
mod records;
mod tags;

pub use change::{change_account, change_person};
pub use create::{create_account, create_account_anyway, create_person};
pub(crate) use create::{insert_person, may_own};
pub(crate) use history::{Parts, overtaken, record, record_created, ticked};
pub use list::{accounts, people};
pub(crate) use named::meant;
pub use named::{people_at, suggest};
pub use one::{account, account_details, account_id, person, person_details};
pub(crate) use pages::to_win;
pub use records::{
    AccountRecord, PersonRecord, account_record, account_records, person_record, person_records,
};
pub(crate) use tags::known_or_new;
pub use tags::{tag, tags, untag};

use unicode_normalization::UnicodeNormalization;

/// Text as records keep it. macOS takes syllables apart when it copies file names; equal names must be
/// equal bytes.
pub(crate) fn nfc(text: &str) -> String {
    text.nfc().collect()
}
