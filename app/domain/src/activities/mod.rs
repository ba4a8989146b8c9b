//! What members did with customers: calls, meetings, demos. Tasks are what they will do; the timeline
//! tells it all.

mod correction;
mod tasks;
mod timeline;

use crate::{
    AccountId, ActivityId, DealId, LeadId, PersonId, Problem, Why,
    accounts::{Problems, optional_id, ticked},
    calendar::Workday,
    consent::Channel,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use correction::{Correction, Told, Way, last_touch};
pub use tasks::{NEXT_STEP_DONE, NextStepForm, Task, TaskFields, TaskForm};
pub use timeline::{Before, Change, Happened, Moment, Recorded, Shown, StageName, Timeline};

/// What somebody did with a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "lowercase"))]
#[serde(rename_all = "lowercase")]
pub enum ActivityKind {
    Call,
    Meeting,
    Demo,
    Email,
    Note,
    Visit,
}

impl ActivityKind {
    pub const ALL: [Self; 6] = [Self::Call, Self::Meeting, Self::Demo, Self::Email, Self::Note, Self::Visit];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Meeting => "meeting",
            Self::Demo => "demo",
            Self::Email => "email",
            Self::Note => "note",
            Self::Visit => "visit",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// The ways such an activity can end. A note has none.
    pub const fn outcomes(self) -> &'static [Outcome] {
        match self {
            Self::Call => &[Outcome::Connected, Outcome::Voicemail, Outcome::NoAnswer],
            Self::Meeting | Self::Demo | Self::Visit => &[Outcome::Held, Outcome::NoShow, Outcome::Booked],
            Self::Email => &[Outcome::Sent, Outcome::Replied],
            Self::Note => &[],
        }
    }
}

/// How it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Connected,
    Voicemail,
    NoAnswer,
    Held,
    NoShow,
    Booked,
    Sent,
    Replied,
}

impl Outcome {
    pub const ALL: [Self; 8] = [
        Self::Connected,
        Self::Voicemail,
        Self::NoAnswer,
        Self::Held,
        Self::NoShow,
        Self::Booked,
        Self::Sent,
        Self::Replied,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Connected => "connected",
            Self::Voicemail => "voicemail",
            Self::NoAnswer => "no_answer",
            Self::Held => "held",
            Self::NoShow => "no_show",
            Self::Booked => "booked",
            Self::Sent => "sent",
            Self::Replied => "replied",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// Those of whoever has agreed to meet us.
    pub const AGREED: [Self; 2] = [Self::Booked, Self::Held];

    pub fn is_agreed(self) -> bool {
        Self::AGREED.contains(&self)
    }
}

/// Does this touch keep a deal from rotting? Only what reached the customer does.
pub const fn is_meaningful(kind: ActivityKind, outcome: Option<Outcome>) -> bool {
    match kind {
        ActivityKind::Call => matches!(outcome, Some(Outcome::Connected)),
        ActivityKind::Meeting | ActivityKind::Demo | ActivityKind::Visit => {
            matches!(outcome, Some(Outcome::Held))
        }
        ActivityKind::Email => matches!(outcome, Some(Outcome::Replied)),
        ActivityKind::Note => false,
    }
}

/// For how many business days nothing has reached the customer, once that is as long as the stage allows.
///
/// `last` is a day in the workspace's zone. A stage without a limit lets no deal rot.
pub fn rotting(last: NaiveDate, on: Workday<'_>, rot_days: Option<u16>) -> Option<i64> {
    let limit = i64::from(rot_days?);
    let quiet = on.calendar.business_days(last, on.today);
    (quiet >= limit).then_some(quiet)
}

/// The field of a deal's history that an activity changes. The activity tells the story itself, so a
/// timeline leaves such a line out.
pub const LAST_ACTIVITY: &str = "last_activity";

/// Which record something is about: exactly one is named by the writer, the rest follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Subject {
    Deal(DealId),
    Account(AccountId),
    Person(PersonId),
    Lead(LeadId),
}

/// What somebody typed to log an activity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ActivityForm {
    /// Minted by the browser so that a repeated send logs once; empty without JavaScript.
    pub id: String,
    pub kind: String,
    pub outcome: String,
    pub body: String,
    /// The local day it happened on; empty means now.
    pub on: String,
    pub deal: String,
    pub account: String,
    pub person: String,
    pub lead: String,
    /// The way by which an advert went out; empty when it was none.
    pub advert: String,
    /// It is logged although the advert had better not have gone.
    pub knowing: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityFields {
    pub id: Option<ActivityId>,
    pub kind: ActivityKind,
    pub outcome: Option<Outcome>,
    pub body: String,
    pub on: Option<NaiveDate>,
    pub subject: Subject,
    /// Whom it was with, on a deal that is about several people; else its main contact.
    pub with: Option<PersonId>,
    pub advert: Option<Channel>,
    pub knowing: bool,
}

impl ActivityFields {
    pub const fn reached(&self) -> bool {
        is_meaningful(self.kind, self.outcome)
    }

    /// The past day it happened on; none when it happened just now. `today` is the workspace's.
    pub fn past_day(&self, today: NaiveDate) -> Result<Option<NaiveDate>, Problem> {
        match self.on {
            Some(day) if day > today => Err(Problem::new("on", Why::InTheFuture)),
            on => Ok(on.filter(|day| *day != today)),
        }
    }
}

impl ActivityForm {
    pub fn check(&self) -> Result<ActivityFields, Vec<Problem>> {
        let mut problems = Problems::default();
        let id = problems.take(optional_id("id", &self.id));
        let told = problems.all(self.told());
        let advert = problems.take(advert(&self.advert));
        let knowing = problems.take(ticked("knowing", &self.knowing));
        let subject = problems.take(subject(&self.deal, &self.lead, &self.account, &self.person));
        match (told, subject) {
            (Some(Told { kind, outcome, body, on }), Some(subject)) => {
                let with = optional_id("person", &self.person).ok().flatten();
                let with = with.filter(|_| matches!(subject, Subject::Deal(_)));
                problems.or(ActivityFields { id, kind, outcome, body, on, subject, with, advert, knowing })
            }
            _ => Err(problems.or(()).expect_err("a missing kind or subject is a problem")),
        }
    }
}

fn advert(code: &str) -> Result<Option<Channel>, Problem> {
    match code.trim() {
        "" => Ok(None),
        code => Channel::of_code(code).map(Some).ok_or_else(|| Problem::new("advert", Why::Unknown)),
    }
}

/// The one record a form is about.
fn subject(deal: &str, lead: &str, account: &str, person: &str) -> Result<Option<Subject>, Problem> {
    let deal = optional_id("deal", deal)?.map(Subject::Deal);
    let lead = optional_id("lead", lead)?.map(Subject::Lead);
    let account = optional_id("account", account)?.map(Subject::Account);
    let person = optional_id("person", person)?.map(Subject::Person);
    match deal.or(lead).or(person).or(account) {
        Some(subject) => Ok(Some(subject)),
        None => Err(Problem::new("deal", Why::Missing)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;

    #[test]
    fn only_what_reached_the_customer_keeps_a_deal_fresh() {
        assert!(is_meaningful(ActivityKind::Call, Some(Outcome::Connected)));
        assert!(!is_meaningful(ActivityKind::Call, Some(Outcome::Voicemail)));
        assert!(!is_meaningful(ActivityKind::Meeting, Some(Outcome::NoShow)));
        assert!(!is_meaningful(ActivityKind::Note, None));
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_deal_rots_by_business_days_without_a_touch() {
        let calendar = Calendar::default();
        let since_friday = |today: &str, limit| {
            rotting(day("2026-11-20"), Workday { today: day(today), calendar: &calendar }, limit)
        };
        assert_eq!(since_friday("2026-11-22", Some(1)), None);
        assert_eq!(since_friday("2026-11-23", Some(1)), Some(1));
        assert_eq!(since_friday("2026-11-25", Some(5)), None);
        assert_eq!(since_friday("2026-11-27", Some(5)), Some(5));
        assert_eq!(since_friday("2027-11-27", None), None);
    }

    #[test]
    fn a_holiday_adds_no_rot() {
        let over_chuseok = |public| {
            let calendar = Calendar { public, ..Calendar::default() };
            rotting(day("2026-09-23"), Workday { today: day("2026-09-28"), calendar: &calendar }, Some(2))
        };
        assert_eq!(over_chuseok(true), None);
        assert_eq!(over_chuseok(false), Some(3));
    }

    #[test]
    fn an_outcome_must_fit_its_kind() {
        let deal = uuid::Uuid::nil().to_string();
        let form = |kind: &str, outcome: &str| ActivityForm {
            kind: kind.into(),
            outcome: outcome.into(),
            body: "x".into(),
            deal: deal.clone(),
            ..Default::default()
        };
        assert!(form("call", "connected").check().is_ok());
        assert!(form("call", "").check().is_ok());
        assert_eq!(form("call", "held").check(), Err(vec![Problem::new("outcome", Why::Unknown)]));
        assert_eq!(form("dance", "").check(), Err(vec![Problem::new("kind", Why::Unknown)]));
    }

    #[test]
    fn what_has_not_come_yet_has_not_happened() {
        let form = |on: &str| ActivityForm {
            kind: "call".into(),
            on: on.into(),
            deal: uuid::Uuid::nil().to_string(),
            ..Default::default()
        };
        let past_day = |on| form(on).check().expect("a call").past_day(day("2026-11-23"));
        assert_eq!(past_day(""), Ok(None));
        assert_eq!(past_day("2026-11-23"), Ok(None));
        assert_eq!(past_day("2026-11-20"), Ok(Some(day("2026-11-20"))));
        assert_eq!(past_day("2026-11-24"), Err(Problem::new("on", Why::InTheFuture)));
    }

    #[test]
    fn an_activity_is_about_something() {
        let form = ActivityForm { kind: "call".into(), ..Default::default() };
        assert_eq!(form.check(), Err(vec![Problem::new("deal", Why::Missing)]));
    }
}
