//! What somebody types to make a web form or to change one, and what of it can be taken.

use super::{MEANINGS, Need, WebForm, address, origin};
use crate::accounts::{Problems, ticked};
use crate::consent::Channel;
use crate::signals::SignalKind;
use crate::{Locale, Problem, Why, text};
use serde::{Deserialize, Serialize};

/// The most sites that may show a form.
const ORIGINS_MAX: usize = 20;
/// The longest text on a form.
const TEXT_MAX: usize = 2_000;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WebFormForm {
    pub name: String,
    pub language: String,
    pub heading: String,
    pub text: String,
    pub company: String,
    pub title: String,
    pub phone: String,
    pub about: String,
    pub meaning: String,
    pub campaign: String,
    pub privacy: String,
    pub advert: String,
    pub by_email: String,
    pub by_sms: String,
    pub by_kakao: String,
    pub by_call: String,
    /// One site a line.
    pub origins: String,
    pub thanks: String,
    pub redirect: String,
    pub on: String,
}

impl From<&WebForm> for WebFormForm {
    fn from(form: &WebForm) -> Self {
        let tick = |is: bool| if is { "true".to_owned() } else { String::new() };
        let by = |channel| tick(form.channels.contains(&channel));
        Self {
            name: form.name.clone(),
            language: form.language.tag().to_owned(),
            heading: form.heading.clone(),
            text: form.text.clone(),
            company: form.company.code().to_owned(),
            title: form.title.code().to_owned(),
            phone: form.phone.code().to_owned(),
            about: form.about.code().to_owned(),
            meaning: form.meaning.code().to_owned(),
            campaign: form.campaign.clone().unwrap_or_default(),
            privacy: form.privacy.clone(),
            advert: form.advert.clone(),
            by_email: by(Channel::Email),
            by_sms: by(Channel::Sms),
            by_kakao: by(Channel::Kakao),
            by_call: by(Channel::Call),
            origins: form.origins.join("\n"),
            thanks: form.thanks.clone(),
            redirect: form.redirect.clone().unwrap_or_default(),
            on: tick(form.on),
        }
    }
}

impl WebFormForm {
    pub fn check(&self) -> Result<WebForm, Vec<Problem>> {
        let mut problems = Problems::default();
        let form = self.read(&mut problems);
        problems.or(form)
    }

    /// As far as it can be read: for whoever looks at it while it is being typed.
    pub fn sketch(&self) -> WebForm {
        self.read(&mut Problems::default())
    }

    fn read(&self, problems: &mut Problems) -> WebForm {
        let phone = problems.take(need("phone", &self.phone));
        let channels = self.channels(problems);
        if let Some(channel) = channels.iter().find(|it| it.needs_phone() && !phone.is_asked()) {
            // There is no way to a telephone whose number nobody asks for.
            problems.add(Problem::new(by(*channel), Why::NeedsPhone));
        }
        let advert = problems.take(long("advert", &self.advert));
        if !channels.is_empty() && advert.is_empty() {
            problems.add(Problem::new("advert", Why::Missing));
        }
        let origins = self.origins(problems);
        WebForm {
            name: problems.take(text::name("name", &self.name)),
            language: problems.take(chosen("language", Locale::of_tag(&self.language))),
            heading: problems.take(text::name("heading", &self.heading)),
            text: problems.take(long("text", &self.text)),
            company: problems.take(need("company", &self.company)),
            title: problems.take(need("title", &self.title)),
            phone,
            about: problems.take(need("about", &self.about)),
            meaning: problems.take(meaning(&self.meaning)).unwrap_or(MEANINGS[0]),
            campaign: problems.take(text::optional_name("campaign", &self.campaign)),
            privacy: problems.take(needed("privacy", &self.privacy)),
            advert,
            channels,
            redirect: problems.take(address("redirect", &self.redirect, &origins)),
            origins,
            thanks: problems.take(needed("thanks", &self.thanks)),
            on: problems.take(ticked("on", &self.on)),
        }
    }

    fn channels(&self, problems: &mut Problems) -> Vec<Channel> {
        let said = |channel| match channel {
            Channel::Email => &self.by_email,
            Channel::Sms => &self.by_sms,
            Channel::Kakao => &self.by_kakao,
            Channel::Call => &self.by_call,
        };
        Channel::ALL.into_iter().filter(|it| problems.take(ticked(by(*it), said(*it)))).collect()
    }

    /// Those that cannot be taken are left out, and said.
    fn origins(&self, problems: &mut Problems) -> Vec<String> {
        let mut origins = vec![];
        for line in self.origins.split([',', '\n', ' ']).map(str::trim).filter(|it| !it.is_empty()) {
            match origin("origins", line) {
                Ok(site) if origins.contains(&site) => {}
                Ok(site) => origins.push(site),
                Err(problem) => {
                    problems.add(problem);
                    break;
                }
            }
        }
        if origins.len() > ORIGINS_MAX {
            problems.add(Problem::new("origins", Why::TooMany(ORIGINS_MAX)));
        }
        origins
    }
}

/// The field that a way is ticked by.
pub(super) const fn by(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "by_email",
        Channel::Sms => "by_sms",
        Channel::Kakao => "by_kakao",
        Channel::Call => "by_call",
    }
}

fn need(field: &str, code: &str) -> Result<Need, Problem> {
    if code.is_empty() { Ok(Need::Off) } else { chosen(field, Need::of_code(code)) }
}

fn meaning(code: &str) -> Result<Option<SignalKind>, Problem> {
    let found = SignalKind::of_code(code).filter(|it| MEANINGS.contains(it));
    chosen("meaning", found.map(Some))
}

fn chosen<T>(field: &str, found: Option<T>) -> Result<T, Problem> {
    found.ok_or_else(|| Problem::new(field, Why::Unknown))
}

fn long(field: &str, text: &str) -> Result<String, Problem> {
    let text = text::note(field, text)?;
    if text.chars().count() > TEXT_MAX {
        return Err(Problem::new(field, Why::TooLong(TEXT_MAX as u32)));
    }
    Ok(text)
}

fn needed(field: &str, text: &str) -> Result<String, Problem> {
    match long(field, text)? {
        text if text.is_empty() => Err(Problem::new(field, Why::Missing)),
        text => Ok(text),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn typed() -> WebFormForm {
        WebFormForm {
            name: "데모 요청".into(),
            language: "ko".into(),
            heading: "데모를 보여 드릴게요".into(),
            phone: "optional".into(),
            company: "required".into(),
            meaning: "demo_requested".into(),
            privacy: "이름과 이메일을 1년 동안 보관해요.".into(),
            advert: "제품 소식을 보내 드려요.".into(),
            by_email: "true".into(),
            by_sms: "true".into(),
            origins: "https://www.garam.kr/\nhttps://WWW.garam.kr".into(),
            thanks: "곧 연락드릴게요.".into(),
            on: "true".into(),
            ..Default::default()
        }
    }

    fn wrong(form: WebFormForm) -> Vec<(String, Why)> {
        form.check().expect_err("refused").into_iter().map(|it| (it.field, it.why)).collect()
    }

    #[test]
    fn a_form_reads_back_what_it_says() {
        let form = typed().check().expect("a form");
        assert_eq!(form.origins, ["https://www.garam.kr"]);
        assert_eq!((form.company, form.title), (Need::Required, Need::Off));
        assert_eq!(form.channels, [Channel::Email, Channel::Sms]);
        assert_eq!(WebFormForm::from(&form).check(), Ok(form));
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let fields: Vec<_> = wrong(WebFormForm::default()).into_iter().map(|it| it.0).collect();
        assert_eq!(fields, ["name", "language", "heading", "meaning", "privacy", "thanks"]);
        let form = WebFormForm { phone: "off".into(), ..typed() };
        assert_eq!(wrong(form), [("by_sms".to_owned(), Why::NeedsPhone)]);
        let form = WebFormForm { advert: " ".into(), ..typed() };
        assert_eq!(wrong(form), [("advert".to_owned(), Why::Missing)]);
        let form = WebFormForm { meaning: "limit_used".into(), ..typed() };
        assert_eq!(wrong(form), [("meaning".to_owned(), Why::Unknown)]);
        let form = WebFormForm { origins: "garam.kr".into(), ..typed() };
        assert_eq!(wrong(form), [("origins".to_owned(), Why::NotASite)]);
        let form = WebFormForm { redirect: "https://evil.kr/".into(), ..typed() };
        assert_eq!(wrong(form), [("redirect".to_owned(), Why::NotAllowedSite)]);
    }
}
