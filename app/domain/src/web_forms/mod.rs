//! Web forms (웹폼): on a page of ours, or inside the team's own site, somebody says who they are and what they want. What
//! they send becomes a lead, a signal and, where they tick it, consent, under the very text they read.

mod entry;
mod form;
mod place;
mod trap;

pub use entry::{Entry, EntryForm};
pub use form::WebFormForm;
pub use place::{address, origin};
pub use trap::{CAUGHT_KEPT_DAYS, Caught, LEAST_SECONDS, PAGE_HOURS, caught, is_old};

use crate::consent::Channel;
use crate::signals::SignalKind;
use crate::{Locale, MemberId, WebFormId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What filling a form in can mean: what customers do where marketing sees it.
pub const MEANINGS: [SignalKind; 5] = [
    SignalKind::DemoRequested,
    SignalKind::ContentDownloaded,
    SignalKind::EventSignedUp,
    SignalKind::EventAttended,
    SignalKind::Subscribed,
];

/// Is a question of a form asked, and has it to be answered? Name and e-mail address always are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Need {
    #[default]
    Off,
    Optional,
    Required,
}

impl Need {
    pub const ALL: [Self; 3] = [Self::Off, Self::Optional, Self::Required];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Optional => "optional",
            Self::Required => "required",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    pub fn is_asked(self) -> bool {
        self != Self::Off
    }
}

/// What a form asks and says: one version of it. Whoever sends an entry has read exactly this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebForm {
    /// For the team alone.
    pub name: String,
    pub language: Locale,
    pub heading: String,
    pub text: String,
    pub company: Need,
    pub title: Need,
    pub phone: Need,
    /// What they want, in their words.
    pub about: Need,
    pub meaning: SignalKind,
    pub campaign: Option<String>,
    /// What becomes of what they write. Nobody can send without agreeing to it.
    pub privacy: String,
    /// What adverts they would get, by these ways. Never ticked for them; nothing is asked where there is no way.
    pub advert: String,
    pub channels: Vec<Channel>,
    /// Which sites may show it.
    pub origins: Vec<String>,
    pub thanks: String,
    /// Where they are led afterwards, on one of those sites.
    pub redirect: Option<String>,
    pub on: bool,
}

/// A form as lists and its page show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptWebForm {
    pub id: WebFormId,
    /// By which its address is known, and not guessed.
    pub key: String,
    pub version: i32,
    pub form: WebForm,
    pub by: Option<MemberId>,
    /// When this version was saved.
    pub at: DateTime<Utc>,
    pub counts: Counts,
}

/// How often a form was sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub entries: i64,
    /// In the last thirty days.
    pub lately: i64,
    pub last_at: Option<DateTime<Utc>>,
    /// What robots sent, as far as it is still kept.
    pub caught: i64,
}

/// All forms of a team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebForms {
    pub now: DateTime<Utc>,
    pub forms: Vec<KeptWebForm>,
}

/// One form with what it said before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebFormBook {
    pub now: DateTime<Utc>,
    pub kept: KeptWebForm,
    /// The newest first.
    pub versions: Vec<WebFormVersion>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebFormVersion {
    pub version: i32,
    pub by: Option<MemberId>,
    pub at: DateTime<Utc>,
    pub privacy: String,
    pub advert: String,
    /// So many sent it as it was then.
    pub entries: i64,
}
