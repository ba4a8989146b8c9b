//! What a member writes down when somebody agreed, or does not want to hear from us any more, outside of a form.

use super::{Answer, Channel};
use crate::accounts::{Problems, optional_id};
use crate::{ConsentId, Problem, Why, text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The longest proof that a member writes.
const PROOF_MAX: usize = 500;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConsentForm {
    /// Minted by the browser, so that a repeated send writes one line.
    pub id: String,
    pub channel: String,
    pub answer: String,
    /// The local day on which they said so; empty means now.
    pub on: String,
    /// How we know.
    pub proof: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentFields {
    pub id: Option<ConsentId>,
    pub channel: Channel,
    pub answer: Answer,
    /// A past day; none when they said so just now.
    pub on: Option<NaiveDate>,
    pub proof: String,
}

impl ConsentForm {
    pub fn check(&self, today: NaiveDate) -> Result<ConsentFields, Vec<Problem>> {
        let mut problems = Problems::default();
        let id = problems.take(optional_id("id", &self.id));
        let channel = problems.take(chosen("channel", Channel::of_code(&self.channel)));
        let answer = problems.take(chosen("answer", Answer::of_code(&self.answer)));
        let on = problems.take(match text::optional_day("on", &self.on) {
            Ok(Some(day)) if day > today => Err(Problem::new("on", Why::InTheFuture)),
            Ok(on) => Ok(on.filter(|day| *day != today)),
            Err(problem) => Err(problem),
        });
        let proof = problems.take(text::note("proof", &self.proof));
        if proof.is_empty() {
            problems.add(Problem::new("proof", Why::Missing));
        } else if proof.chars().count() > PROOF_MAX {
            problems.add(Problem::new("proof", Why::TooLong(PROOF_MAX as u32)));
        }
        let fields =
            channel.zip(answer).map(|(channel, answer)| ConsentFields { id, channel, answer, on, proof });
        problems.or(fields)?.ok_or_else(Vec::new)
    }
}

fn chosen<T>(field: &str, found: Option<T>) -> Result<Option<T>, Problem> {
    found.map(Some).ok_or_else(|| Problem::new(field, Why::Unknown))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consent_that_is_written_down_by_hand_says_how_we_know() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
        let form = ConsentForm { channel: "email".into(), answer: "given".into(), ..Default::default() };
        assert_eq!(form.check(today), Err(vec![Problem::new("proof", Why::Missing)]));
        let form =
            ConsentForm { proof: "전시회에서 서면으로".into(), on: "2026-11-30".into(), ..form };
        assert_eq!(form.check(today).map(|it| it.on), Ok(None));
        let late = ConsentForm { on: "2026-12-01".into(), channel: "fax".into(), ..form };
        let fields = late.check(today).expect_err("two things are wrong");
        assert_eq!(fields.iter().map(|it| it.field.as_str()).collect::<Vec<_>>(), ["channel", "on"]);
    }
}
