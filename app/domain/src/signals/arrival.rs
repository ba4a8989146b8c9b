//! What a program says about a signal, and what of it can be taken. Programs send again what they are not sure has
//! arrived, late and in any order: the key tells the same signal, and the time is when it happened.

use super::{Property, SignalKind};
use crate::accounts::Problems;
use crate::{Problem, Why, text};
use chrono::{DateTime, TimeDelta, Utc};

/// So many signals are taken at once.
pub const BATCH_MAX: usize = 1_000;
/// The longest key, in characters.
pub const KEY_MAX: usize = 200;
/// The clock of whoever sends may be this much ahead of ours.
pub const AHEAD: TimeDelta = TimeDelta::minutes(5);

const PROPERTIES_MAX: usize = 20;
const PROPERTY_NAME_MAX: usize = 60;
const PROPERTY_MAX: usize = 500;

/// A signal as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignalForm {
    pub key: String,
    pub kind: String,
    pub email: String,
    pub domain: String,
    pub value: Option<i64>,
    pub properties: Vec<Property>,
    /// RFC 3339, in any zone.
    pub at: String,
}

/// A signal that can be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSignal {
    pub key: String,
    pub kind: SignalKind,
    pub email: Option<String>,
    /// Where they work: as it was said, else what their e-mail address says.
    pub domain: Option<String>,
    pub value: Option<i64>,
    pub properties: Vec<Property>,
    pub at: DateTime<Utc>,
}

/// All of a batch, or everything that is wrong with it: each problem is named by its place, as `signals[3].kind`. A key
/// that stands twice in a batch is one signal, the first.
pub fn check_all(forms: &[SignalForm], now: DateTime<Utc>) -> Result<Vec<NewSignal>, Vec<Problem>> {
    if forms.is_empty() {
        return Err(vec![Problem::new("signals", Why::Missing)]);
    }
    if forms.len() > BATCH_MAX {
        return Err(vec![Problem::new("signals", Why::OutOfRange(1, BATCH_MAX as i64))]);
    }
    let (mut taken, mut wrong) = (Vec::with_capacity(forms.len()), Vec::new());
    let mut keys = std::collections::HashSet::new();
    for (at, form) in forms.iter().enumerate() {
        match form.check(now) {
            Ok(signal) if keys.insert(signal.key.clone()) => taken.push(signal),
            Ok(_) => {}
            Err(problems) => wrong.extend(
                problems
                    .into_iter()
                    .map(|it| Problem { field: format!("signals[{at}].{}", it.field), why: it.why }),
            ),
        }
    }
    if wrong.is_empty() { Ok(taken) } else { Err(wrong) }
}

impl SignalForm {
    /// What it says, if it can be taken as it is.
    pub fn check(&self, now: DateTime<Utc>) -> Result<NewSignal, Vec<Problem>> {
        let mut problems = Problems::default();
        let key = problems.take(self.key());
        let kind = match SignalKind::of_code(self.kind.trim()) {
            Some(kind) => Some(kind),
            None => {
                let why = if self.kind.trim().is_empty() { Why::Missing } else { Why::Unknown };
                problems.add(Problem::new("kind", why));
                None
            }
        };
        let email = problems.take(text::optional_email("email", &self.email));
        let domain = problems.take(text::optional_domain("domain", &self.domain));
        if self.email.trim().is_empty() && self.domain.trim().is_empty() {
            problems.add(Problem::new("email", Why::Missing));
        }
        if let Some(kind) = kind {
            problems.take(self.value_of(kind));
        }
        let properties = problems.take(self.properties());
        let at = problems.take(self.at(now).map(Some));
        let host = email.as_deref().and_then(|it| it.split_once('@')).map(|it| it.1.to_owned());
        let domain = domain.or(host);
        let signal = kind.zip(at).map(|(kind, at)| NewSignal {
            key,
            kind,
            email,
            domain,
            value: self.value,
            properties,
            at,
        });
        problems.or(signal)?.ok_or_else(Vec::new)
    }

    fn key(&self) -> Result<String, Problem> {
        let key = self.key.trim();
        match key.chars().count() {
            0 => Err(Problem::new("key", Why::Missing)),
            1..=KEY_MAX if !key.contains(char::is_control) => Ok(key.to_owned()),
            1..=KEY_MAX => Err(Problem::new("key", Why::Malformed)),
            _ => Err(Problem::new("key", Why::TooLong(KEY_MAX as u32))),
        }
    }

    fn value_of(&self, kind: SignalKind) -> Result<(), Problem> {
        match (kind.unit(), self.value) {
            (_, None) if kind.needs_value() => Err(Problem::new("value", Why::Missing)),
            (None, Some(_)) => Err(Problem::new("value", Why::Unknown)),
            (Some(unit), Some(value)) if !(0..=unit.most()).contains(&value) => {
                Err(Problem::new("value", Why::OutOfRange(0, unit.most())))
            }
            _ => Ok(()),
        }
    }

    /// In the order of their names, so that the same signal is always the same.
    fn properties(&self) -> Result<Vec<Property>, Problem> {
        let wrong = |why| Problem::new("properties", why);
        if self.properties.len() > PROPERTIES_MAX {
            return Err(wrong(Why::OutOfRange(0, PROPERTIES_MAX as i64)));
        }
        let mut properties = Vec::with_capacity(self.properties.len());
        for (name, said) in &self.properties {
            let (name, said) = (name.trim(), text::note("properties", said)?);
            let length = name.chars().count();
            if length == 0 || length > PROPERTY_NAME_MAX || name.contains(char::is_control) {
                return Err(wrong(Why::Malformed));
            }
            if said.chars().count() > PROPERTY_MAX {
                return Err(wrong(Why::TooLong(PROPERTY_MAX as u32)));
            }
            if !said.is_empty() {
                properties.push((name.to_owned(), said));
            }
        }
        properties.sort();
        properties.dedup_by(|later, first| later.0 == first.0);
        Ok(properties)
    }

    fn at(&self, now: DateTime<Utc>) -> Result<DateTime<Utc>, Problem> {
        if self.at.trim().is_empty() {
            return Err(Problem::new("at", Why::Missing));
        }
        let at =
            DateTime::parse_from_rfc3339(self.at.trim()).map_err(|_| Problem::new("at", Why::NotADate))?;
        let at = at.with_timezone(&Utc);
        // What is earlier than computers is a mistake of units.
        if at < DateTime::UNIX_EPOCH {
            return Err(Problem::new("at", Why::NotADate));
        }
        if at > now + AHEAD { Err(Problem::new("at", Why::InTheFuture)) } else { Ok(at) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn now() -> DateTime<Utc> {
        "2026-11-30T00:00:00Z".parse().expect("an instant")
    }

    fn form() -> SignalForm {
        SignalForm {
            key: "evt-1".to_owned(),
            kind: "content_downloaded".to_owned(),
            email: " Seoa@Hanbit.KR ".to_owned(),
            properties: vec![("content".to_owned(), "가격 가이드".to_owned())],
            at: "2026-11-30T08:59:00+09:00".to_owned(),
            ..SignalForm::default()
        }
    }

    fn wrong(change: impl FnOnce(&mut SignalForm)) -> Vec<(String, Why)> {
        let mut form = form();
        change(&mut form);
        let problems = form.check(now()).expect_err("it cannot be taken");
        problems.into_iter().map(|it| (it.field, it.why)).collect()
    }

    #[test]
    fn who_it_was_is_written_the_way_people_are_found_by() {
        let signal = form().check(now()).expect("a signal");
        assert_eq!(signal.email.as_deref(), Some("seoa@hanbit.kr"));
        assert_eq!(signal.domain.as_deref(), Some("hanbit.kr"), "where they work follows from it");
        assert_eq!(signal.at.to_rfc3339(), "2026-11-29T23:59:00+00:00");
        let by_domain =
            SignalForm { email: String::new(), domain: "https://www.hanbit.kr/".to_owned(), ..form() };
        assert_eq!(by_domain.check(now()).expect("a signal").domain.as_deref(), Some("hanbit.kr"));
    }

    #[test]
    fn what_is_wrong_is_said_by_its_name_and_all_at_once() {
        let one = |field: &str, why| vec![(field.to_owned(), why)];
        assert_eq!(wrong(|it| it.key = "  ".to_owned()), one("key", Why::Missing));
        assert_eq!(wrong(|it| it.key = "가".repeat(201)), one("key", Why::TooLong(200)));
        assert_eq!(wrong(|it| it.kind = "liked".to_owned()), one("kind", Why::Unknown));
        assert_eq!(wrong(|it| it.email = "seoa".to_owned()), one("email", Why::NotAnEmail));
        assert_eq!(wrong(|it| it.email = String::new()), one("email", Why::Missing));
        assert_eq!(wrong(|it| it.at = "yesterday".to_owned()), one("at", Why::NotADate));
        assert_eq!(wrong(|it| it.at = "2026-11-30T00:06:00Z".to_owned()), one("at", Why::InTheFuture));
        assert_eq!(wrong(|it| it.at = "1969-12-31T00:00:00Z".to_owned()), one("at", Why::NotADate));
        assert_eq!(wrong(|it| it.value = Some(3)), one("value", Why::Unknown), "a download counts nothing");
        let all = wrong(|it| *it = SignalForm::default());
        assert_eq!(all.iter().map(|it| it.0.as_str()).collect::<Vec<_>>(), ["key", "kind", "email", "at"]);
    }

    #[test]
    fn a_value_is_what_its_kind_counts() {
        let of =
            |kind: &str, value| SignalForm { kind: kind.to_owned(), value, ..form() }.check(now()).is_ok();
        assert!(of("limit_used", Some(80)) && of("limit_used", Some(130)));
        assert!(!of("limit_used", None) && !of("limit_used", Some(-1)) && !of("limit_used", Some(1_001)));
        assert!(
            of("site_visited", None) && of("site_visited", Some(620)) && !of("site_visited", Some(86_401))
        );
    }

    #[test]
    fn a_batch_is_taken_whole_or_not_at_all_and_says_where_it_is_wrong() {
        let other = SignalForm { key: "evt-2".to_owned(), ..form() };
        let wrong = SignalForm { kind: "liked".to_owned(), ..form() };
        let problems = check_all(&[form(), wrong.clone()], now()).expect_err("one is wrong");
        assert_eq!(problems, vec![Problem::new("signals[1].kind", Why::Unknown)]);
        let taken = check_all(&[form(), other, form()], now()).expect("all can be taken");
        assert_eq!(taken.iter().map(|it| it.key.as_str()).collect::<Vec<_>>(), ["evt-1", "evt-2"]);
        assert!(check_all(&[], now()).is_err() && check_all(&vec![form(); BATCH_MAX + 1], now()).is_err());
    }

    proptest! {
        #[test]
        fn no_text_is_taken_unbounded_and_none_panics(
            key in "\\PC{0,300}", kind in "[a-z_]{0,20}", email in "\\PC{0,40}", name in "\\PC{0,80}",
            said in "\\PC{0,600}", at in "\\PC{0,30}", value in proptest::option::of(any::<i64>()),
        ) {
            let properties = vec![(name, said)];
            let sent = SignalForm { key, kind, email, domain: String::new(), value, properties, at };
            if let Ok(signal) = sent.check(now()) {
                prop_assert!(signal.key.chars().count() <= KEY_MAX && signal.at <= now() + AHEAD);
                prop_assert!(signal.properties.iter().all(|it| it.1.chars().count() <= PROPERTY_MAX));
            }
        }
    }
}
