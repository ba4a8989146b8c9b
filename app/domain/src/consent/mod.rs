//! Whom we may send adverts (수신동의): by which way somebody agreed to hear from us, when and by what proof, and whether an
//! advert may go right now. A service message, such as a quote or the answer to a question, is no advert and asks nobody.

mod form;

pub use form::{ConsentFields, ConsentForm};

use crate::accounts::optional_id;
use crate::{ConsentId, LeadId, MemberId, PersonId, Problem, WebFormId, Why};
use chrono::{DateTime, Days, Months, NaiveDateTime, NaiveTime, Timelike, Utc};
use serde::{Deserialize, Serialize};

/// Who agreed is asked again after so long.
const RECONFIRM: Months = Months::new(24);
/// No advert goes from this hour on…
const NIGHT: u32 = 21;
/// …until this one.
const MORNING: u32 = 8;

/// A way by which an advert reaches somebody. Each is agreed to by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "lowercase"))]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    Email,
    Sms,
    Kakao,
    Call,
}

impl Channel {
    pub const ALL: [Self; 4] = [Self::Email, Self::Sms, Self::Kakao, Self::Call];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
            Self::Kakao => "kakao",
            Self::Call => "call",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// Does it reach a telephone?
    pub const fn needs_phone(self) -> bool {
        !matches!(self, Self::Email)
    }
}

/// What somebody said about a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "lowercase"))]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    Given,
    Withdrawn,
}

impl Answer {
    pub const ALL: [Self; 2] = [Self::Given, Self::Withdrawn];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Withdrawn => "withdrawn",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// One line of the history of somebody's consent. It is never changed: who says something else adds a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    pub id: ConsentId,
    pub channel: Channel,
    pub answer: Answer,
    /// When they said so.
    pub at: DateTime<Utc>,
    /// When we wrote it down.
    pub recorded_at: DateTime<Utc>,
    /// The web form in which they did, and which of its versions they read.
    pub web_form: Option<(WebFormId, String, i32)>,
    /// The very text they agreed to, or how we know.
    pub proof: String,
    /// The member who wrote it down; none where they said it in a form.
    pub by: Option<MemberId>,
    /// It was said by one of two who were merged, and holds for both from then on; the proof names whom they were merged
    /// with.
    pub by_merge: bool,
    /// On whose page it was written.
    pub of: Of,
}

/// A lead who becomes a person brings along what they agreed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Of {
    Lead(LeadId),
    Person(PersonId),
}

impl Of {
    /// As a form names it: by exactly one of the two.
    pub fn of_ids(lead: &str, person: &str) -> Result<Self, Problem> {
        let lead = optional_id("lead", lead)?.map(Self::Lead);
        let person = optional_id("person", person)?.map(Self::Person);
        lead.xor(person).ok_or_else(|| Problem::new("person", Why::Missing))
    }
}

/// How things stand with one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// They were never asked, or never answered.
    Unasked,
    /// They agreed, and are to be asked again at `due`.
    Given {
        at: DateTime<Utc>,
        due: DateTime<Utc>,
    },
    /// They agreed so long ago that they have to be asked again.
    Overdue {
        at: DateTime<Utc>,
        due: DateTime<Utc>,
    },
    Withdrawn {
        at: DateTime<Utc>,
    },
}

/// What holds is what they said last, in whatever order it was written down. Of two answers of one moment no holds.
pub fn standing(channel: Channel, consents: &[Consent], now: DateTime<Utc>) -> Standing {
    let of_channel = consents.iter().filter(|it| it.channel == channel);
    let Some(last) = of_channel.max_by_key(|it| (it.at, it.answer == Answer::Withdrawn, it.recorded_at))
    else {
        return Standing::Unasked;
    };
    let at = last.at;
    if last.answer == Answer::Withdrawn {
        return Standing::Withdrawn { at };
    }
    let due = at.checked_add_months(RECONFIRM).unwrap_or(DateTime::<Utc>::MAX_UTC);
    if due <= now { Standing::Overdue { at, due } } else { Standing::Given { at, due } }
}

/// Ways by which one of two people who turn out to be one has said that they want no adverts, where the later word of the
/// two would allow them: then it is the stricter word that holds.
pub fn stricter(one: &[Consent], other: &[Consent], now: DateTime<Utc>) -> Vec<Channel> {
    let both: Vec<Consent> = one.iter().chain(other).cloned().collect();
    let is_withdrawn = |way, of: &[Consent]| matches!(standing(way, of, now), Standing::Withdrawn { .. });
    let holds =
        |way: &Channel| (is_withdrawn(*way, one) || is_withdrawn(*way, other)) && !is_withdrawn(*way, &both);
    Channel::ALL.into_iter().filter(holds).collect()
}

/// What a message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Purpose {
    Advert,
    /// A quote, a contract, the answer to a question: no advert, so that it may always go.
    Service,
}

/// Why an advert had better not go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Objection {
    NoConsent,
    Withdrawn,
    /// They agreed more than two years ago and were not asked again.
    Overdue,
    /// It is night where they live. It may go from then on, by their clock.
    QuietHours {
        until: NaiveDateTime,
    },
}

impl Objection {
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoConsent => "no_consent",
            Self::Withdrawn => "withdrawn",
            Self::Overdue => "overdue",
            Self::QuietHours { .. } => "quiet_hours",
        }
    }
}

/// May this go to somebody now? `local` is `now` by the clock where they live. What they agreed to comes before the hour: the
/// morning changes nothing for who has never agreed.
pub fn may_touch(
    channel: Channel,
    purpose: Purpose,
    consents: &[Consent],
    now: DateTime<Utc>,
    local: NaiveDateTime,
) -> Result<(), Objection> {
    if purpose == Purpose::Service {
        return Ok(());
    }
    match standing(channel, consents, now) {
        Standing::Unasked => Err(Objection::NoConsent),
        Standing::Withdrawn { .. } => Err(Objection::Withdrawn),
        Standing::Overdue { .. } => Err(Objection::Overdue),
        Standing::Given { .. } => match quiet_until(local) {
            Some(until) => Err(Objection::QuietHours { until }),
            None => Ok(()),
        },
    }
}

/// In the night: when it ends.
fn quiet_until(local: NaiveDateTime) -> Option<NaiveDateTime> {
    let hour = local.hour();
    let day = if hour >= NIGHT {
        local.date().checked_add_days(Days::new(1))?
    } else if hour < MORNING {
        local.date()
    } else {
        return None;
    };
    Some(day.and_time(NaiveTime::from_hms_opt(MORNING, 0, 0)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    fn local(text: &str) -> NaiveDateTime {
        text.parse().expect("a time")
    }

    fn said(channel: Channel, answer: Answer, when: &str) -> Consent {
        Consent {
            id: ConsentId(Uuid::from_u128(1)),
            channel,
            answer,
            at: at(when),
            recorded_at: at(when),
            web_form: None,
            proof: "전화로 들었어요".to_owned(),
            by: None,
            by_merge: false,
            of: Of::Lead(LeadId(Uuid::from_u128(2))),
        }
    }

    const NOON: &str = "2026-11-30T12:00:00";

    fn may(channel: Channel, consents: &[Consent], hour: &str) -> Result<(), Objection> {
        may_touch(channel, Purpose::Advert, consents, at("2026-11-30T03:00:00Z"), local(hour))
    }

    #[test]
    fn an_advert_asks_for_consent_to_that_very_way() {
        let given = [said(Channel::Email, Answer::Given, "2026-11-01T00:00:00Z")];
        assert_eq!(may(Channel::Email, &given, NOON), Ok(()));
        assert_eq!(may(Channel::Sms, &given, NOON), Err(Objection::NoConsent));
        assert_eq!(may(Channel::Email, &[], NOON), Err(Objection::NoConsent));
    }

    #[test]
    fn of_two_who_are_one_a_withdrawal_is_never_lost() {
        let no = [said(Channel::Email, Answer::Withdrawn, "2026-11-01T00:00:00Z")];
        let later = [said(Channel::Email, Answer::Given, "2026-11-20T00:00:00Z")];
        let now = at("2026-11-30T03:00:00Z");
        assert_eq!(stricter(&no, &later, now), [Channel::Email]);
        assert_eq!(stricter(&later, &no, now), [Channel::Email]);
        assert_eq!(stricter(&later, &later, now), []);
        let no_again = [said(Channel::Email, Answer::Withdrawn, "2026-11-25T00:00:00Z")];
        assert_eq!(stricter(&no_again, &later, now), [], "the later word says no by itself");
    }

    #[test]
    fn who_has_withdrawn_is_left_alone_until_they_agree_again() {
        let mut consents = vec![
            said(Channel::Email, Answer::Withdrawn, "2026-11-10T00:00:00Z"),
            said(Channel::Email, Answer::Given, "2026-11-01T00:00:00Z"),
        ];
        assert_eq!(may(Channel::Email, &consents, NOON), Err(Objection::Withdrawn));
        consents.push(said(Channel::Email, Answer::Given, "2026-11-20T00:00:00Z"));
        assert_eq!(may(Channel::Email, &consents, NOON), Ok(()));
        consents.push(said(Channel::Email, Answer::Withdrawn, "2026-11-20T00:00:00Z"));
        assert_eq!(may(Channel::Email, &consents, NOON), Err(Objection::Withdrawn), "of one moment no holds");
    }

    #[test]
    fn consent_is_asked_for_again_after_two_years() {
        let old = [said(Channel::Call, Answer::Given, "2024-11-30T03:00:01Z")];
        assert_eq!(may(Channel::Call, &old, NOON), Ok(()));
        let older = [said(Channel::Call, Answer::Given, "2024-11-30T03:00:00Z")];
        assert_eq!(may(Channel::Call, &older, NOON), Err(Objection::Overdue));
        let due = at("2026-11-30T03:00:00Z");
        assert_eq!(
            standing(Channel::Call, &older, due),
            Standing::Overdue { at: at("2024-11-30T03:00:00Z"), due }
        );
    }

    #[test]
    fn no_advert_goes_at_night_and_it_is_said_when_it_may() {
        let given = [said(Channel::Sms, Answer::Given, "2026-11-01T00:00:00Z")];
        let quiet = |until| Err(Objection::QuietHours { until: local(until) });
        assert_eq!(may(Channel::Sms, &given, "2026-11-30T20:59:59"), Ok(()));
        assert_eq!(may(Channel::Sms, &given, "2026-11-30T21:00:00"), quiet("2026-12-01T08:00:00"));
        assert_eq!(may(Channel::Sms, &given, "2026-12-01T07:59:59"), quiet("2026-12-01T08:00:00"));
        assert_eq!(may(Channel::Sms, &given, "2026-12-01T08:00:00"), Ok(()));
        assert_eq!(may(Channel::Sms, &[], "2026-11-30T23:00:00"), Err(Objection::NoConsent));
    }

    #[test]
    fn a_service_message_asks_nobody() {
        let withdrawn = [said(Channel::Email, Answer::Withdrawn, "2026-11-01T00:00:00Z")];
        let night = local("2026-11-30T23:00:00");
        let now = at("2026-11-30T14:00:00Z");
        assert_eq!(may_touch(Channel::Email, Purpose::Service, &withdrawn, now, night), Ok(()));
    }

    proptest! {
        #[test]
        fn what_holds_depends_on_when_it_was_said_and_not_on_the_order_of_lines(
            moments in proptest::collection::vec((0..1_000_i64, any::<bool>()), 0..12), turn in 0..12_usize
        ) {
            let mut consents: Vec<_> = moments.iter().map(|(day, given)| {
                let answer = if *given { Answer::Given } else { Answer::Withdrawn };
                let mut it = said(Channel::Email, answer, "2024-01-01T00:00:00Z");
                it.at += chrono::TimeDelta::days(*day);
                it
            }).collect();
            let now = at("2026-11-30T03:00:00Z");
            let before = standing(Channel::Email, &consents, now);
            let by = turn.min(consents.len());
            consents.rotate_left(by);
            prop_assert_eq!(standing(Channel::Email, &consents, now), before);
        }
    }
}
