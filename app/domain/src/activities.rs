//! What members did (activities), what they will do (tasks), and the timeline that tells it all.

use crate::{
    AccountId, ActivityId, DealId, MemberId, PersonId, Problem, StageId, TaskId, Why,
    accounts::{Problems, optional_id},
    text,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

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

/// Which record something is about: exactly one is named by the writer, the rest follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Subject {
    Deal(DealId),
    Account(AccountId),
    Person(PersonId),
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
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityFields {
    pub id: Option<ActivityId>,
    pub kind: ActivityKind,
    pub outcome: Option<Outcome>,
    pub body: String,
    pub on: Option<NaiveDate>,
    pub subject: Subject,
}

impl ActivityForm {
    pub fn check(&self) -> Result<ActivityFields, Vec<Problem>> {
        let mut problems = Problems::default();
        let id = problems.take(optional_id("id", &self.id));
        let kind = ActivityKind::of_code(&self.kind);
        if kind.is_none() {
            problems.add(Problem::new("kind", Why::Unknown));
        }
        let outcome = Outcome::of_code(&self.outcome);
        let outcome_fits = match (kind, outcome) {
            (_, None) => self.outcome.is_empty(),
            (Some(kind), Some(outcome)) => kind.outcomes().contains(&outcome),
            (None, Some(_)) => true,
        };
        if !outcome_fits {
            problems.add(Problem::new("outcome", Why::Unknown));
        }
        let body = problems.take(text::note("body", &self.body));
        if kind == Some(ActivityKind::Note) && body.is_empty() {
            problems.add(Problem::new("body", Why::Missing));
        }
        let on = problems.take(text::optional_day("on", &self.on));
        let subject = problems.take(subject(&self.deal, &self.account, &self.person));
        match (kind, subject) {
            (Some(kind), Some(subject)) => {
                problems.or(ActivityFields { id, kind, outcome, body, on, subject })
            }
            _ => Err(problems.or(()).expect_err("a missing kind or subject is a problem")),
        }
    }
}

/// The one record a form is about.
fn subject(deal: &str, account: &str, person: &str) -> Result<Option<Subject>, Problem> {
    let deal = optional_id("deal", deal)?.map(Subject::Deal);
    let account = optional_id("account", account)?.map(Subject::Account);
    let person = optional_id("person", person)?.map(Subject::Person);
    match deal.or(person).or(account) {
        Some(subject) => Ok(Some(subject)),
        None => Err(Problem::new("deal", Why::Missing)),
    }
}

/// Something a member will do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    pub id: TaskId,
    pub version: i32,
    pub title: String,
    pub due: Option<NaiveDate>,
    pub owner: MemberId,
    pub done_at: Option<DateTime<Utc>>,
    pub deal: Option<DealId>,
    pub deal_number: Option<i32>,
    pub deal_name: Option<String>,
    pub account: Option<AccountId>,
    pub account_name: Option<String>,
    pub person: Option<PersonId>,
    pub person_name: Option<String>,
}

/// What somebody typed to plan a task.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TaskForm {
    pub id: String,
    pub title: String,
    pub due: String,
    pub owner: String,
    pub deal: String,
    pub account: String,
    pub person: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskFields {
    pub id: Option<TaskId>,
    pub title: String,
    pub due: Option<NaiveDate>,
    /// None: whoever plans it.
    pub owner: Option<MemberId>,
    /// None: a task of one's own.
    pub subject: Option<Subject>,
}

impl TaskForm {
    pub fn check(&self) -> Result<TaskFields, Vec<Problem>> {
        let mut problems = Problems::default();
        let any_subject = [&self.deal, &self.account, &self.person].iter().any(|it| !it.trim().is_empty());
        let fields = TaskFields {
            id: problems.take(optional_id("id", &self.id)),
            title: problems.take(text::name("title", &self.title)),
            due: problems.take(text::optional_day("due", &self.due)),
            owner: problems.take(optional_id("owner", &self.owner)),
            subject: if any_subject {
                problems.take(subject(&self.deal, &self.account, &self.person))
            } else {
                None
            },
        };
        problems.or(fields)
    }
}

/// One thing that happened, as a timeline shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    pub at: DateTime<Utc>,
    /// None when the product did it by itself.
    pub by: Option<MemberId>,
    pub deal: Option<DealId>,
    pub deal_number: Option<i32>,
    pub deal_name: Option<String>,
    pub what: Happened,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Happened {
    Activity {
        id: ActivityId,
        kind: ActivityKind,
        outcome: Option<Outcome>,
        body: String,
        person: Option<String>,
    },
    TaskDone {
        id: TaskId,
        title: String,
    },
    /// A deal entered a stage; from none when it was created.
    Moved {
        from: Option<StageName>,
        to: StageName,
        reason: Option<String>,
        undone: bool,
    },
    Changed {
        changes: Vec<Change>,
    },
    Created,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageName {
    pub id: StageId,
    pub ko: String,
    pub en: String,
}

/// One field before and after, as text a person can read; empty means nothing was there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub field: String,
    pub before: String,
    pub after: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_reached_the_customer_keeps_a_deal_fresh() {
        assert!(is_meaningful(ActivityKind::Call, Some(Outcome::Connected)));
        assert!(!is_meaningful(ActivityKind::Call, Some(Outcome::Voicemail)));
        assert!(!is_meaningful(ActivityKind::Meeting, Some(Outcome::NoShow)));
        assert!(!is_meaningful(ActivityKind::Note, None));
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
    fn an_activity_is_about_something() {
        let form = ActivityForm { kind: "call".into(), ..Default::default() };
        assert_eq!(form.check(), Err(vec![Problem::new("deal", Why::Missing)]));
    }
}
