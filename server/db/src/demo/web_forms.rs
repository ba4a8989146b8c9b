//! The demo's web forms: one by which most of the leads asked for a demo, and one for the newsletter; and who of its people
//! agreed to hear from us, who took it back, and who has to be asked again.

use super::Dice;
use super::clock::{Clock, DAY};
use super::rows::{LeadRow, SignalRow};
use super::team::{DAEUN, FOUNDER, Ids, Seats};
use super::write::Rows;
use chrono::{DateTime, Duration, Utc};
use domain::Locale;
use domain::consent::{Answer, Channel};
use domain::signals::SignalKind;
use domain::web_forms::{Need, WebForm};
use serde::Serialize;
use uuid::Uuid;

const PRIVACY: &str = "이름, 이메일, 회사, 전화번호, 문의 내용을 상담을 위해 받고, 1년 동안 보관한 뒤 지워요. \
    동의하지 않을 수 있지만, 그러면 상담을 해 드릴 수 없어요.";

pub(super) fn write(dice: &mut Dice, clock: &Clock, ids: &Ids, seats: &Seats, rows: &mut Rows) {
    let demo =
        form(dice, clock, rows, &demo_request(), Some("새 기능과 세미나 소식을 한 달에 한 번 보내 드려요."));
    let news = form(dice, clock, rows, &newsletter(), None);
    let mut told = Told { dice, ids, rows, seats };
    told.entries(demo, &demo_request());
    told.entries(news, &newsletter());
    told.by_hand(clock);
}

fn demo_request() -> WebForm {
    WebForm {
        name: "데모 요청".to_owned(),
        language: Locale::Ko,
        heading: "마루담을 직접 보여 드릴게요".to_owned(),
        text: "남겨 주시면 하루 안에 담당자가 연락드려요. 데모는 30분이면 충분해요.".to_owned(),
        company: Need::Required,
        title: Need::Optional,
        phone: Need::Optional,
        about: Need::Optional,
        meaning: SignalKind::DemoRequested,
        campaign: None,
        privacy: PRIVACY.to_owned(),
        advert: "새 기능, 행사와 혜택 소식을 한 달에 두 번까지 보내 드려요.".to_owned(),
        channels: vec![Channel::Email, Channel::Sms, Channel::Kakao],
        origins: vec!["https://marudam.example".to_owned()],
        thanks: "고맙습니다. 하루 안에 연락드릴게요.".to_owned(),
        redirect: None,
        on: true,
    }
}

fn newsletter() -> WebForm {
    WebForm {
        name: "블로그 구독".to_owned(),
        heading: "일하는 방식이 바뀌는 글을 보내 드려요".to_owned(),
        text: "2주에 한 번, 고객지원과 지식 관리 이야기를 골라 보내요.".to_owned(),
        company: Need::Optional,
        title: Need::Off,
        phone: Need::Off,
        about: Need::Off,
        meaning: SignalKind::Subscribed,
        campaign: Some("blog".to_owned()),
        advert: "뉴스레터와 행사 소식을 이메일로 보내 드려요.".to_owned(),
        channels: vec![Channel::Email],
        thanks: "구독해 주셔서 고맙습니다. 곧 첫 글을 보내 드릴게요.".to_owned(),
        ..demo_request()
    }
}

/// Made a year ago; where it says what it said first, it was changed since.
fn form(dice: &mut Dice, clock: &Clock, rows: &mut Rows, says: &WebForm, first: Option<&str>) -> Uuid {
    let id = dice.id();
    let made = clock.instant(clock.ago(30_000));
    let version = if first.is_some() { 2 } else { 1 };
    let seal = format!("\\x{}{}", dice.id().simple(), dice.id().simple());
    let key = dice.id().simple().to_string();
    rows.web_forms.push(WebFormRow { id, version, key, seal, created_at: made });
    let said = |version, says, at| WebFormVersionRow { form_id: id, version, says, at };
    if let Some(first) = first {
        rows.web_form_versions.push(said(1, WebForm { advert: first.to_owned(), ..says.clone() }, made));
    }
    let changed = if version == 2 { clock.instant(clock.ago(700)) } else { made };
    rows.web_form_versions.push(said(version, says.clone(), changed));
    id
}

#[derive(Serialize)]
pub(super) struct WebFormRow {
    pub id: Uuid,
    pub version: i32,
    pub key: String,
    pub seal: String,
    pub created_at: DateTime<Utc>,
}

#[derive(Serialize)]
pub(super) struct WebFormVersionRow {
    pub form_id: Uuid,
    pub version: i32,
    pub says: WebForm,
    pub at: DateTime<Utc>,
}

#[derive(Serialize)]
pub(super) struct WebFormEntryRow {
    pub id: Uuid,
    pub form_id: Uuid,
    pub version: i32,
    pub lead_id: Uuid,
    pub at: DateTime<Utc>,
}

#[derive(Serialize)]
pub(super) struct ConsentRow {
    pub id: Uuid,
    pub lead_id: Option<Uuid>,
    pub person_id: Option<Uuid>,
    pub channel: &'static str,
    pub answer: &'static str,
    pub entry_id: Option<Uuid>,
    pub proof: String,
    pub by_id: Option<Uuid>,
    pub at: DateTime<Utc>,
    pub recorded_at: DateTime<Utc>,
}

struct Told<'a> {
    dice: &'a mut Dice,
    ids: &'a Ids,
    rows: &'a mut Rows,
    seats: &'a Seats<'a>,
}

impl Told<'_> {
    /// Whoever came by a form has sent it: its name is their source.
    fn entries(&mut self, form: Uuid, says: &WebForm) {
        let came: Vec<_> = self.rows.lead_touches.iter().filter(|it| it.source == says.name).collect();
        let came: Vec<_> = came.into_iter().map(|it| (it.id, it.lead_id, it.at)).collect();
        let versions: Vec<_> = self.rows.web_form_versions.iter().filter(|it| it.form_id == form).collect();
        let versions: Vec<_> =
            versions.into_iter().map(|it| (it.version, it.at, it.says.advert.clone())).collect();
        for (id, lead_id, at) in came {
            let Some(lead) = self.rows.leads.iter().find(|it| it.id == lead_id && it.email.is_some()) else {
                continue;
            };
            let read = versions.iter().rev().find(|it| it.1 <= at).or(versions.first());
            let Some((version, _, advert)) = read.cloned() else { continue };
            let signal = signalled(id, lead, says, at, self.ids.members[FOUNDER]);
            let has_phone = lead.phone.is_some();
            // What is nobody's the demo could not take along when it goes.
            if lead.account_id.is_some() || matches!(self.seats, Seats::All { .. }) {
                self.rows.signals.push(SignalRow { id: self.dice.id(), ..signal });
            }
            self.rows.web_form_entries.push(WebFormEntryRow { id, form_id: form, version, lead_id, at });
            for channel in &says.channels {
                let likely = if *channel == Channel::Email { 65 } else { 25 };
                if (has_phone || !channel.needs_phone()) && self.dice.chance(likely) {
                    self.agree(lead_id, *channel, id, &advert, at);
                }
            }
        }
    }

    fn agree(&mut self, lead: Uuid, channel: Channel, entry: Uuid, advert: &str, at: DateTime<Utc>) {
        self.rows.consents.push(ConsentRow {
            id: self.dice.id(),
            lead_id: Some(lead),
            person_id: None,
            channel: channel.code(),
            answer: Answer::Given.code(),
            entry_id: Some(entry),
            proof: advert.to_owned(),
            by_id: None,
            at,
            recorded_at: at,
        });
    }

    /// What people said at a fair, on the telephone, or a long time ago.
    fn by_hand(&mut self, clock: &Clock) {
        let people: Vec<_> = self.rows.people.iter().map(|it| it.id).collect();
        for (at, person) in people.into_iter().enumerate() {
            let (ago, answers): (i64, &[(Answer, &str)]) = match at % 12 {
                0 | 5 => (60 * DAY, &[(Answer::Given, "전시회 부스에서 서면 동의서를 받았어요.")]),
                3 => (
                    90 * DAY,
                    &[
                        (Answer::Given, "명함을 주며 소식을 보내 달라고 했어요."),
                        (Answer::Withdrawn, "메일의 수신 거부 링크로 그만 받겠다고 했어요."),
                    ],
                ),
                8 => (0, &[(Answer::Given, "3년 전 세미나 신청서에서 동의했어요.")]),
                _ => continue,
            };
            for (step, (answer, proof)) in (0..).zip(answers) {
                // More than two years ago lies before the story begins.
                let when = match ago {
                    0 => clock.instant(clock.now) - Duration::days(800),
                    ago => clock.instant(clock.now - ago + step * 20 * DAY),
                };
                self.rows.consents.push(ConsentRow {
                    id: self.dice.id(),
                    lead_id: None,
                    person_id: Some(person),
                    channel: Channel::Email.code(),
                    answer: answer.code(),
                    entry_id: None,
                    proof: (*proof).to_owned(),
                    by_id: Some(self.ids.members[DAEUN]),
                    at: when,
                    recorded_at: when,
                });
            }
        }
    }
}

fn signalled(entry: Uuid, lead: &LeadRow, says: &WebForm, at: DateTime<Utc>, by_id: Uuid) -> SignalRow {
    let domain = lead.email.as_deref().and_then(|it| it.split_once('@')).map(|it| it.1.to_owned());
    SignalRow {
        id: entry,
        key: format!("form-{entry}"),
        kind: says.meaning.code(),
        email: lead.email.clone(),
        domain,
        person_id: None,
        account_id: lead.account_id,
        value: None,
        properties: vec![("form".to_owned(), says.name.clone())],
        occurred_at: at,
        received_at: at,
        by_id,
    }
}
