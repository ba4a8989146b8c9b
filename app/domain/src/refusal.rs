//! Every typed "no" of the product in one place, so that both sides can carry it and the screen can
//! say, in the reader's language, what to do next.

use crate::committee::Tangle;
use crate::consent::Objection;
use crate::handover::{NotSent, State};
use crate::merge::Hindrance;
use crate::pipeline::Verdict;
use crate::qualification::Missing;
use crate::{DealId, HandoverId, search::Found, team::Role};
use serde::{Deserialize, Serialize};

/// Why something was not done. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("refused: {self:?}")]
pub enum Refusal {
    /// Fields that cannot be taken as they are. Never empty.
    Invalid(Vec<Problem>),
    /// The asker's roles do not allow it.
    NotAllowed,
    /// E-mail and password do not match; which of the two is never said.
    WrongSignIn,
    /// Too many attempts; may be tried again after so many seconds.
    TooManyTries { seconds: u32 },
    /// An invitation or first-start link that was used, withdrawn, or is too old.
    LinkSpent,
    /// Somebody with this e-mail is a member already.
    AlreadyMember,
    /// At least one admin must remain.
    LastAdmin,
    /// A stage with deals can only be removed by moving them somewhere.
    StageHoldsDeals { deals: i64 },
    /// A pipeline needs at least one open stage, and keeps its won, lost and on-hold stages.
    StageNeeded,
    /// The stage and the deal are in different pipelines.
    OtherPipeline,
    /// Winning or losing asks why; holding asks until when.
    ReasonNeeded(Ending),
    /// Going back to an earlier stage asks why.
    WhyBack,
    /// The gates on the way ask for what is not there.
    NotReady(Verdict),
    /// A name or e-mail that another record has already.
    Taken(Problem),
    /// Another record has this name, domain or e-mail already: here it is.
    Exists { field: String, found: Found, title: String },
    /// The act was undone, or overtaken, by somebody else.
    CannotUndo,
    /// The role this act asks for.
    NeedsRole(Role),
    /// An upload that is larger than we take, in bytes.
    TooLarge { limit: u64 },
    /// A file that cannot be read as a table.
    Unreadable,
    /// A letter that no text can hold (NUL), typed or sent.
    NoText,
    /// The deal named is not there any more.
    DealGone(DealId),
    /// A lead that was disqualified goes nowhere until it is reopened.
    ReopenFirst,
    /// A lead comes to stand there, or leaves, by its hand-over alone.
    ByHandover,
    /// The hand-over lacks what it takes to be sent.
    NotSent(NotSent),
    /// A hand-over of this lead is under way already.
    HandoverUnderWay,
    /// The hand-over was decided, or taken back, before.
    HandoverOver(State),
    /// The lead was handed over to the asker, who decides about that before contacting the customer.
    DecideFirst(HandoverId),
    /// An advert that had better not go; whoever sees why may go on all the same.
    Advert(Objection),
    /// The talk has not confirmed enough for sales yet. Never empty.
    NotQualified(Vec<Missing>),
    /// Contacts are planned with accounts that we set out to win.
    NotATarget,
    /// Two leads that are not merged like this.
    Merge(Hindrance),
    /// The buying committee is not tied like this.
    Committee(Tangle),
    /// A member keeps so many saved views at most.
    TooManyViews { most: u32 },
}

/// How a deal can leave the open stages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ending {
    Won,
    Lost,
    Hold,
}

/// One field that cannot be taken, by the name it has in forms and in the API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub field: String,
    pub why: Why,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    Missing,
    /// Longer than so many characters.
    TooLong(u32),
    /// Shorter than so many characters.
    TooShort(u32),
    NotAnEmail,
    /// No business registration number: not ten digits.
    NotARegistrationNumber,
    /// Ten digits, of which the last does not agree with the others.
    WrongCheckDigit,
    NotAnAmount,
    /// No exchange rate, or finer than they are kept.
    NotARate,
    NotADate,
    /// A day that has not come yet, of something that has happened.
    InTheFuture,
    /// A day that has passed, of something that is expected.
    InThePast,
    /// Today, or a day that has passed, of something that is to come back later.
    NotAhead,
    NotANumber,
    /// Ends before it begins.
    EndsFirst,
    /// The upper end of a span stands below the lower one.
    Reversed,
    /// Outside of these bounds, both included.
    OutOfRange(i64, i64),
    /// Refers to something that is not there.
    Unknown,
    /// One of the passwords everybody tries first.
    CommonPassword,
    /// Not the present password.
    WrongPassword,
    Taken,
    Malformed,
    /// Would make an account its own ancestor.
    Circular,
    /// More than so many.
    TooMany(usize),
    /// No site by its origin, as in `https://www.company.kr`.
    NotASite,
    /// No page on the web, as in `https://www.company.kr/news`.
    NotAPage,
    /// On a site that the form does not name.
    NotAllowedSite,
    /// A way to a telephone whose number is not asked for.
    NeedsPhone,
    /// What has to be agreed to was not.
    NotAgreed,
    /// Worth nothing, or a profile in which nothing speaks for an account.
    NothingCounts,
}

impl Problem {
    pub fn new(field: impl Into<String>, why: Why) -> Self {
        Self { field: field.into(), why }
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Invalid(vec![problem])
    }
}
