//! What a visitor sends, and what of it can be taken. Only what they typed can be wrong: where they came from was written by
//! links and browsers, and nobody is turned away for it.

use super::form::by;
use super::{Need, WebForm};
use crate::accounts::{Problems, ticked};
use crate::consent::Channel;
use crate::leads::{LeadForm, TouchForm};
use crate::text::NAME_MAX;
use crate::{Problem, Why};
use serde::{Deserialize, Serialize};

/// The longest address of a page that is kept.
const ADDRESS_MAX: usize = 2_000;
/// What a visitor writes in their own words.
const ABOUT_MAX: usize = 2_000;

/// As it comes, in the names of the page's fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EntryForm {
    pub name: String,
    pub email: String,
    pub company: String,
    pub title: String,
    pub phone: String,
    pub about: String,
    pub privacy: String,
    pub by_email: String,
    pub by_sms: String,
    pub by_kakao: String,
    pub by_call: String,
    /// People do not see this one.
    pub website: String,
    /// What the page was given when it was made.
    pub stamp: String,
    pub utm_source: String,
    pub utm_medium: String,
    pub utm_campaign: String,
    pub utm_content: String,
    pub utm_term: String,
    pub referrer: String,
    pub landing_page: String,
    /// It stands inside another site's page.
    pub embedded: String,
}

/// What can be taken of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub lead: LeadForm,
    pub touch: TouchForm,
    /// By which ways they want to hear of us.
    pub agreed: Vec<Channel>,
}

impl EntryForm {
    /// What it means under the form as it was read.
    pub fn check(&self, form: &WebForm) -> Result<Entry, Vec<Problem>> {
        let mut problems = Problems::default();
        let asked = |need: Need, said: &str| if need.is_asked() { said.to_owned() } else { String::new() };
        let lead = LeadForm {
            name: self.name.clone(),
            company: asked(form.company, &self.company),
            title: asked(form.title, &self.title),
            email: self.email.clone(),
            phone: asked(form.phone, &self.phone),
            about: asked(form.about, &self.about),
            source: form.name.clone(),
            ..LeadForm::default()
        };
        if let Err(wrong) = lead.check() {
            wrong.into_iter().for_each(|it| problems.add(it));
        } else if self.email.trim().is_empty() {
            // A telephone number alone makes a lead, but no answer to this form.
            problems.add(Problem::new("email", Why::Missing));
        }
        if lead.about.chars().count() > ABOUT_MAX {
            problems.add(Problem::new("about", Why::TooLong(ABOUT_MAX as u32)));
        }
        for (field, need, said) in [
            ("company", form.company, &lead.company),
            ("title", form.title, &lead.title),
            ("phone", form.phone, &lead.phone),
            ("about", form.about, &lead.about),
        ] {
            if need == Need::Required && said.trim().is_empty() {
                problems.add(Problem::new(field, Why::Missing));
            }
        }
        if !problems.take(ticked("privacy", &self.privacy)) {
            problems.add(Problem::new("privacy", Why::NotAgreed));
        }
        let agreed = self.agreed(form, &mut problems);
        let no_number = lead.phone.trim().is_empty() && form.phone != Need::Required;
        if no_number && agreed.iter().any(|it| it.needs_phone()) {
            problems.add(Problem::new("phone", Why::Missing));
        }
        problems.or(Entry { lead, touch: self.touch(form), agreed })
    }

    /// Only what the form offers can be agreed to.
    fn agreed(&self, form: &WebForm, problems: &mut Problems) -> Vec<Channel> {
        let offered = form.channels.iter().copied();
        offered.filter(|it| problems.take(ticked(by(*it), self.said_by(*it)))).collect()
    }

    /// What stands in the box of a way.
    pub fn said_by(&self, channel: Channel) -> &str {
        match channel {
            Channel::Email => &self.by_email,
            Channel::Sms => &self.by_sms,
            Channel::Kakao => &self.by_kakao,
            Channel::Call => &self.by_call,
        }
    }

    fn touch(&self, form: &WebForm) -> TouchForm {
        let campaign = clipped(&self.utm_campaign, NAME_MAX);
        TouchForm {
            utm_source: clipped(&self.utm_source, NAME_MAX),
            utm_medium: clipped(&self.utm_medium, NAME_MAX),
            // The link that led them says more than the form does.
            utm_campaign: if campaign.is_empty() {
                form.campaign.clone().unwrap_or_default()
            } else {
                campaign
            },
            utm_content: clipped(&self.utm_content, NAME_MAX),
            utm_term: clipped(&self.utm_term, NAME_MAX),
            referrer: clipped(&self.referrer, ADDRESS_MAX),
            landing_page: clipped(&self.landing_page, ADDRESS_MAX),
        }
    }
}

fn clipped(text: &str, most: usize) -> String {
    text.trim().chars().take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::typed;
    use super::*;

    fn sent() -> EntryForm {
        EntryForm {
            name: "김민수".into(),
            email: "Minsu@Garam.kr".into(),
            company: "가람테크".into(),
            privacy: "true".into(),
            ..Default::default()
        }
    }

    fn wrong(sent: &EntryForm, form: &WebForm) -> Vec<(String, Why)> {
        sent.check(form).expect_err("refused").into_iter().map(|it| (it.field, it.why)).collect()
    }

    #[test]
    fn nobody_is_agreed_for_and_only_to_what_was_offered() {
        let form = typed().check().expect("a form");
        assert_eq!(sent().check(&form).expect("an entry").agreed, []);
        let ticked = EntryForm { by_email: "true".into(), by_call: "true".into(), ..sent() };
        assert_eq!(ticked.check(&form).expect("an entry").agreed, [Channel::Email], "calls were not offered");
        let by_sms = EntryForm { by_sms: "true".into(), ..sent() };
        assert_eq!(wrong(&by_sms, &form), [("phone".to_owned(), Why::Missing)]);
        let by_sms = EntryForm { phone: "010-1234-5678".into(), ..by_sms };
        assert_eq!(by_sms.check(&form).expect("an entry").agreed, [Channel::Sms]);
    }

    #[test]
    fn what_is_asked_has_to_be_answered_and_what_is_not_asked_is_not_taken() {
        let form = typed().check().expect("a form");
        let bare = EntryForm { title: "팀장".into(), ..EntryForm::default() };
        assert_eq!(
            wrong(&bare, &form).into_iter().map(|it| it.0).collect::<Vec<_>>(),
            ["name", "email", "company", "privacy"]
        );
        let entry = EntryForm { title: "팀장".into(), about: "견적".into(), ..sent() }
            .check(&form)
            .expect("an entry");
        assert_eq!((entry.lead.title.as_str(), entry.lead.about.as_str()), ("", ""));
        assert_eq!(entry.lead.source, "데모 요청");
        let by_phone = EntryForm { email: " ".into(), phone: "010-1234-5678".into(), ..sent() };
        assert_eq!(wrong(&by_phone, &form), [("email".to_owned(), Why::Missing)]);
    }

    #[test]
    fn nobody_is_turned_away_for_the_link_that_led_them() {
        let form = WebForm { campaign: Some("가을".into()), ..typed().check().expect("a form") };
        let long = "x".repeat(3_000);
        let entry =
            EntryForm { utm_source: long.clone(), referrer: long, ..sent() }.check(&form).expect("an entry");
        assert_eq!((entry.touch.utm_source.len(), entry.touch.referrer.len()), (200, 2_000));
        assert_eq!(entry.touch.utm_campaign, "가을");
        assert!(entry.touch.check().is_ok());
        let named = EntryForm { utm_campaign: "웨비나".into(), ..sent() }.check(&form).expect("an entry");
        assert_eq!(named.touch.utm_campaign, "웨비나");
    }
}
