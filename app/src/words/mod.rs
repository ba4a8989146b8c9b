//! Every sentence on screen, in both languages side by side. A missing translation does not compile.

mod accounts;
mod activities;
mod api;
mod auth;
mod batch;
mod board;
mod calendar;
mod cells;
mod columns;
mod committee;
mod conflict;
mod consent;
mod dates;
mod demo;
mod errors;
mod exchange;
mod forecast;
mod frameworks;
mod funnel;
mod gates;
mod handover;
mod icp;
mod import;
pub mod initials;
mod lanes;
mod layout;
mod lead_board;
mod leads;
mod leaving;
mod merge;
mod outbound;
mod past;
mod pipeline;
mod presence;
mod products;
mod qualification;
mod queue;
mod routing;
mod search;
mod signals;
mod team;
mod today;
mod ui;
mod views;
mod web_forms;

use domain::Locale;
use leptos::prelude::*;

pub use batch::counted;
pub use errors::{FieldProblem, problems_of};

/// Declares sentences: `name = "한국어" | "English";`, or with what they are about:
/// `moved_to(deal: &str) = "「{deal}」{을} 옮겼어요" | "Moved “{deal}”", 을 = hangul::object(deal);`.
/// Without arguments a sentence is a `&'static str`, with arguments a `String`.
macro_rules! words {
    (@one $(#[$doc:meta])* $name:ident = $ko:literal | $en:literal) => {
        $(#[$doc])*
        pub fn $name(self) -> &'static str {
            match self.locale {
                domain::Locale::Ko => $ko,
                domain::Locale::En => $en,
            }
        }
    };
    (@one $(#[$doc:meta])* $name:ident ($($arg:ident : $kind:ty),+) = $ko:literal | $en:literal $(, $part:ident = $value:expr)*) => {
        $(#[$doc])*
        // A particle is needed in Korean only, a plural in English only.
        #[allow(unused_variables)]
        pub fn $name(self, $($arg: $kind),+) -> String {
            $(let $part = $value;)*
            match self.locale {
                domain::Locale::Ko => format!($ko),
                domain::Locale::En => format!($en),
            }
        }
    };
    ($($(#[$doc:meta])* $name:ident $(($($arg:ident : $kind:ty),+ $(,)?))? = $ko:literal | $en:literal $(, $part:ident = $value:expr)*;)*) => {
        impl $crate::words::Words {
            $(words!(@one $(#[$doc])* $name $(($($arg : $kind),+))? = $ko | $en $(, $part = $value)*);)*
        }
    };
}
pub(crate) use words;

/// The sentences in the language of whoever reads this page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    pub locale: Locale,
}

impl Words {
    pub const fn new(locale: Locale) -> Self {
        Self { locale }
    }

    /// Picks between a name's two languages, such as a stage's.
    pub fn either<'a>(self, ko: &'a str, en: &'a str) -> &'a str {
        match self.locale {
            Locale::Ko => ko,
            Locale::En => en,
        }
    }
}

/// The reader's words. `App` provides them; they stay the same until the page is loaded again.
pub fn use_words() -> Words {
    use_context().expect("App provides the words")
}

/// What the task is called in which somebody who was handed over is contacted first.
pub fn first_contact(locale: Locale, name: &str) -> String {
    Words::new(locale).handover_first_contact(name)
}

/// The ending of an English noun that is counted.
pub(crate) const fn s(count: i64) -> &'static str {
    if count == 1 { "" } else { "s" }
}
