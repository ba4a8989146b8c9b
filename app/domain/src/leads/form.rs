//! What somebody types, or a form sends, about a lead and what brought it.

use super::Origin;
use crate::accounts::{Problems, optional_id};
use crate::pipeline::Motion;
use crate::{MemberId, Problem, Why, text};
use serde::{Deserialize, Serialize};

/// The longest address of a page that is kept.
const ADDRESS_MAX: usize = 2_000;

/// Who they are and what they want.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LeadForm {
    pub name: String,
    pub company: String,
    pub title: String,
    pub email: String,
    pub phone: String,
    pub about: String,
    /// Empty means inbound.
    pub origin: String,
    /// Empty means what goes with the origin.
    pub motion: String,
    pub source: String,
    /// Empty leaves it in the queue.
    pub owner: String,
}

/// A lead's fields after the door: what may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadFields {
    pub name: String,
    pub company: Option<String>,
    pub title: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub about: String,
    pub origin: Origin,
    pub motion: Motion,
    pub source: Option<String>,
    pub owner: Option<MemberId>,
}

impl LeadForm {
    pub fn check(&self) -> Result<LeadFields, Vec<Problem>> {
        let mut problems = Problems::default();
        let origin = problems.take(chosen("origin", &self.origin, Origin::of_code)).unwrap_or_default();
        let motion = problems.take(chosen("motion", &self.motion, Motion::of_code));
        let fields = LeadFields {
            name: problems.take(text::name("name", &self.name)),
            company: problems.take(text::optional_name("company", &self.company)),
            title: problems.take(text::optional_name("title", &self.title)),
            email: problems.take(text::optional_email("email", &self.email)),
            phone: problems.take(text::optional_name("phone", &self.phone)),
            about: problems.take(text::note("about", &self.about)),
            origin,
            motion: motion.unwrap_or(origin.motion()),
            source: problems.take(text::optional_name("source", &self.source)),
            owner: problems.take(optional_id("owner", &self.owner)),
        };
        // Somebody who can be reached neither way is nobody to work with.
        if self.email.trim().is_empty() && fields.phone.is_none() {
            problems.add(Problem::new("email", Why::Missing));
        }
        problems.or(fields)
    }
}

fn chosen<T>(field: &str, code: &str, of_code: fn(&str) -> Option<T>) -> Result<Option<T>, Problem> {
    match code.trim() {
        "" => Ok(None),
        code => of_code(code).map(Some).ok_or_else(|| Problem::new(field, Why::Unknown)),
    }
}

/// What led them to us this time, as links and browsers tell it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TouchForm {
    pub utm_source: String,
    pub utm_medium: String,
    pub utm_campaign: String,
    pub utm_content: String,
    pub utm_term: String,
    pub referrer: String,
    pub landing_page: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TouchFields {
    pub utm_source: Option<String>,
    pub utm_medium: Option<String>,
    pub utm_campaign: Option<String>,
    pub utm_content: Option<String>,
    pub utm_term: Option<String>,
    pub referrer: Option<String>,
    pub landing_page: Option<String>,
}

impl TouchForm {
    pub fn check(&self) -> Result<TouchFields, Vec<Problem>> {
        let mut problems = Problems::default();
        let fields = TouchFields {
            utm_source: problems.take(text::optional_name("utm_source", &self.utm_source)),
            utm_medium: problems.take(text::optional_name("utm_medium", &self.utm_medium)),
            utm_campaign: problems.take(text::optional_name("utm_campaign", &self.utm_campaign)),
            utm_content: problems.take(text::optional_name("utm_content", &self.utm_content)),
            utm_term: problems.take(text::optional_name("utm_term", &self.utm_term)),
            referrer: problems.take(address("referrer", &self.referrer)),
            landing_page: problems.take(address("landing_page", &self.landing_page)),
        };
        problems.or(fields)
    }
}

/// Where a browser came from, or arrived. Only ever shown as text.
fn address(field: &str, text: &str) -> Result<Option<String>, Problem> {
    let text = text::note(field, text)?;
    if text.chars().count() > ADDRESS_MAX {
        return Err(Problem::new(field, Why::TooLong(u32::try_from(ADDRESS_MAX).unwrap_or(u32::MAX))));
    }
    Ok(Some(text).filter(|it| !it.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_who_cannot_be_reached_is_no_lead() {
        let form = LeadForm { name: "김민수".into(), ..Default::default() };
        assert_eq!(form.check(), Err(vec![Problem::new("email", Why::Missing)]));
        let by_phone = LeadForm { phone: "010-1234-5678".into(), ..form.clone() };
        assert!(by_phone.check().is_ok());
        let wrong = LeadForm { email: "minsu".into(), origin: "mars".into(), ..form };
        assert_eq!(
            wrong.check(),
            Err(vec![Problem::new("origin", Why::Unknown), Problem::new("email", Why::NotAnEmail)])
        );
    }

    #[test]
    fn how_they_came_says_how_one_sells_unless_somebody_says_otherwise() {
        let form = |origin: &str, motion: &str| LeadForm {
            name: "김민수".into(),
            email: "Minsu@Garam.kr".into(),
            origin: origin.into(),
            motion: motion.into(),
            ..Default::default()
        };
        let fields = form("", "").check().expect("a lead");
        assert_eq!((fields.origin, fields.motion), (Origin::Inbound, Motion::InboundSmb));
        assert_eq!(fields.email.as_deref(), Some("minsu@garam.kr"));
        let motion = |origin, motion| form(origin, motion).check().map(|it| it.motion);
        assert_eq!(motion("product", ""), Ok(Motion::SelfServe));
        assert_eq!(motion("inbound", "outbound_enterprise"), Ok(Motion::OutboundEnterprise));
    }

    #[test]
    fn a_touch_may_say_nothing_and_not_too_much() {
        assert_eq!(TouchForm::default().check(), Ok(TouchFields::default()));
        let long = TouchForm { referrer: "x".repeat(2_001), ..Default::default() };
        assert_eq!(long.check(), Err(vec![Problem::new("referrer", Why::TooLong(2_000))]));
    }
}
