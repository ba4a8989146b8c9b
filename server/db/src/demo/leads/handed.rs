//! Leads on their way to whoever closes, one of everything that can become of a hand-over: some wait, one of them for a manager;
//! some came back; and some are the deals of last month.

mod rows;
mod stories;

use super::qualified;
use crate::demo::Dice;
use crate::demo::clock::Clock;
use crate::demo::rows::{ActivityRow, At, DealRow, LeadRow, LeadTouchRow, LeadTransitionRow};
use crate::demo::team::{DOYUN, Ids, JAEHYEOK, JIMIN, MINJI, SEOYEON};
use crate::demo::web_forms::ConsentRow;
use crate::demo::write::Rows;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::activities::{ActivityKind, Outcome};
use domain::calendar::{Calendar, Clock as Hours, Zone};
use domain::consent::{Answer, Channel};
use domain::handover::{Contact, Dossier, Notes, RejectClass, State, clocks, contact_due};
use domain::leads::{LeadStatus, Origin, Promises};
use domain::pipeline::StageKind;
use domain::qualification::Kind;
use domain::routing::{Chosen, Reason};
use domain::{MemberId, identity};
pub(in crate::demo) use rows::{HandoverRow, NoteRow};
use stories::{Fate, STORIES, Story};
use uuid::Uuid;

/// So many of the newest open deals came of a lead that was handed over, and so many of those that were won.
const ACCEPTED: usize = 4;
const WON: usize = 3;
/// What brought them, in turn.
const SOURCES: [&str; 4] = ["데모 요청", "고객 소개", "전시회 부스", "웨비나"];

pub(in crate::demo) fn write(dice: &mut Dice, clock: &Clock, ids: &Ids, rows: &mut Rows) {
    let mut telling = Telling { dice, clock, ids, rows, calendar: Calendar::default(), zone: Zone::seoul() };
    for story in &STORIES {
        telling.tell(story);
    }
    telling.deals();
}

struct Telling<'a> {
    dice: &'a mut Dice,
    clock: &'a Clock,
    ids: &'a Ids,
    rows: &'a mut Rows,
    calendar: Calendar,
    zone: Zone,
}

/// A lead that is ready to go.
struct Ready {
    id: Uuid,
    version: i32,
    status: LeadStatus,
    entered_at: At,
    source: &'static str,
    dossier: Dossier,
}

impl Telling<'_> {
    fn hours(&self) -> Hours<'_> {
        Hours { calendar: &self.calendar, zone: &self.zone }
    }

    /// Two in the afternoon, so many working days before.
    fn before(&self, at: At, days: i64) -> At {
        let day: NaiveDate = self.clock.day_after(self.zone.day(at), -days);
        self.zone.start_of(day) + Duration::hours(14)
    }

    fn tell(&mut self, story: &Story) {
        let now = self.clock.instant(self.clock.now);
        let mut sent_at = self.clock.instant(self.clock.now - story.ago * 60);
        let (name, title, company) = story.who;
        let email = format!("handed{:02}@handed{:02}.example", self.rows.leads.len(), self.rows.leads.len());
        let who = Dossier {
            company: Some(company.to_owned()),
            domain: identity::company_domain(&email),
            name: name.to_owned(),
            title: Some(title.to_owned()),
            email: Some(email),
            ..Dossier::default()
        };
        let mut ready = self.ready(who, SOURCES[0], (story.need, story.next), sent_at);
        let from = self.ids.members[SEOYEON];
        let (mut first, mut expired) = (None, 0);
        if !story.tries.is_empty() {
            self.step(&mut ready, LeadStatus::HandoverPending, from, sent_at);
        }
        for (round, (to, fate)) in (1..).zip(story.tries) {
            let id = self.dice.id();
            let to = to.map(|it| self.ids.members[it]);
            let mut row = self.row(&ready, (id, first, round), (from, to), sent_at);
            (row.note, row.expired) = (story.note, expired);
            row.chosen = (round > 1 && to.is_some()).then(|| Chosen {
                owner: to.map(MemberId),
                reason: Some(Reason::Fewest { open: 6 }),
                ..Chosen::default()
            });
            let decided = |minutes| self.hours().after(sent_at, minutes).min(now);
            match *fate {
                Fate::Waits => row.reminded_at = (row.remind_at <= now).then_some(row.remind_at),
                Fate::Expires => {
                    row.decided_at = Some(row.due_at.min(now));
                    (row.state, row.reminded_at) = (State::Expired, Some(row.remind_at.min(now)));
                    expired += 1;
                }
                Fate::Rejected(class, why, minutes) => {
                    (row.state, row.decided_at, row.decided_by) =
                        (State::Rejected, Some(decided(minutes)), to);
                    (row.reject_class, row.reject_note) = (Some(class), Some(why));
                }
                Fate::Withdrawn(minutes) => {
                    row.decided_at = Some(decided(minutes));
                    (row.state, row.decided_by) = (State::Withdrawn, Some(from));
                }
            }
            row.updated_at = row.decided_at.unwrap_or(sent_at);
            sent_at = row.updated_at;
            first = first.or(Some(id));
            let goes_on = row.reject_class.is_some_and(RejectClass::goes_on);
            let comes_back = row.state != State::Pending && row.state != State::Expired && !goes_on;
            let by = row.decided_by;
            self.rows.handovers.push(row);
            if comes_back {
                self.step(&mut ready, LeadStatus::Engaged, by.unwrap_or(from), sent_at);
            }
        }
        self.close(ready, Some(from), (None, None, None));
    }

    /// The newest deals that have somebody to talk to, open ones and some that were won, each with the lead it came of.
    fn deals(&mut self) {
        let closers = [MINJI, DOYUN, JIMIN, JAEHYEOK].map(|it| self.ids.members[it]);
        let won: Vec<_> =
            self.rows.stages.iter().filter(|it| it.kind == StageKind::Won).map(|it| it.id).collect();
        let is_won = |it: &DealRow| won.contains(&it.stage_id);
        let mut deals: Vec<_> =
            self.rows.deals.iter().filter(|it| it.closed_at.is_none() || is_won(it)).collect();
        deals.retain(|it| {
            closers.contains(&it.owner_id) && it.created_at < self.clock.instant(self.clock.ago(300))
        });
        deals.sort_by_key(|it| std::cmp::Reverse(it.created_at));
        let known = |deal: &DealRow| {
            let person = self.rows.people.iter().find(|it| Some(it.id) == deal.person_id)?;
            let account = self.rows.accounts.iter().find(|it| Some(it.id) == deal.account_id)?;
            let who = Dossier {
                company: Some(account.name.to_string()),
                domain: identity::company_domain(person.email.as_deref()?),
                name: person.name.clone(),
                title: Some(person.title.to_owned()),
                email: person.email.clone(),
                ..Dossier::default()
            };
            Some((who, deal.id, account.id, person.id, deal.owner_id, deal.created_at))
        };
        let (sold, open): (Vec<_>, Vec<_>) = deals.into_iter().partition(|it| is_won(it));
        let open = open.into_iter().filter_map(known).take(ACCEPTED);
        let found: Vec<_> = open.chain(sold.into_iter().filter_map(known).take(WON)).collect();
        for (at, (who, deal, account, person, closer, created_at)) in found.into_iter().enumerate() {
            let from = self.ids.members[SEOYEON];
            let sent_at = created_at - Duration::minutes([25, 70, 40, 110][at % 4]);
            let said = ("지금 쓰는 위키에서는 원하는 문서를 찾을 수가 없어요.", "담당자와 첫 데모");
            let mut ready = self.ready(who, SOURCES[at % SOURCES.len()], said, sent_at);
            self.step(&mut ready, LeadStatus::HandoverPending, from, sent_at);
            let id = self.dice.id();
            let mut row = self.row(&ready, (id, None, 1), (from, Some(closer)), sent_at);
            (row.state, row.decided_at, row.decided_by) = (State::Accepted, Some(created_at), Some(closer));
            row.contact_due_at = Some(contact_due(created_at, Promises::default(), self.hours()));
            row.updated_at = created_at;
            self.rows.handovers.push(row);
            self.step(&mut ready, LeadStatus::Accepted, closer, created_at);
            self.close(ready, Some(closer), (Some(deal), Some(account), Some(person)));
        }
    }

    /// They came, were called, and said enough to be one for sales.
    fn ready(
        &mut self,
        who: Dossier,
        source: &'static str,
        (need, next): (&'static str, &'static str),
        sent_at: At,
    ) -> Ready {
        let from = self.ids.members[SEOYEON];
        let [came, called, talked] = [6, 3, 1].map(|days| self.before(sent_at, days));
        let id = self.dice.id();
        self.rows.lead_touches.push(LeadTouchRow {
            id: self.dice.id(),
            lead_id: id,
            origin: Origin::Inbound.code(),
            source,
            utm_source: None,
            utm_medium: None,
            utm_campaign: None,
            utm_content: None,
            landing_page: None,
            about: ABOUT,
            by_id: None,
            version: 1,
            at: came,
        });
        let mut ready =
            Ready { id, version: 0, status: LeadStatus::New, entered_at: came, source, dossier: who };
        self.step(&mut ready, LeadStatus::New, from, came);
        self.step(&mut ready, LeadStatus::Working, from, came + Duration::minutes(20));
        let body = format!(
            "{} {}과 통화했어요. 팀과 함께 데모를 보기로 했어요.",
            ready.dossier.name,
            ready.dossier.title.clone().unwrap_or_default()
        );
        self.rows.activities.push(ActivityRow {
            id: self.dice.id(),
            kind: "call",
            outcome: Some("connected"),
            body: body.clone(),
            reached: true,
            deal_id: None,
            account_id: None,
            person_id: None,
            lead_id: Some(id),
            by_id: from,
            occurred_at: called,
            created_at: called,
        });
        self.step(&mut ready, LeadStatus::Engaged, from, called + Duration::minutes(5));
        let form = qualified::whole();
        let by = (id, ready.version, from);
        if let Some(version) = qualified::write(self.dice, self.rows, by, (&form, Origin::Inbound), talked) {
            ready.version = version;
        }
        self.rows.consents.push(ConsentRow {
            id: self.dice.id(),
            lead_id: Some(id),
            person_id: None,
            channel: Channel::Email.code(),
            answer: Answer::Given.code(),
            entry_id: None,
            proof: "통화에서 소식을 받겠다고 했어요.".to_owned(),
            by_id: Some(from),
            at: called,
            recorded_at: called,
        });
        let notes = Notes {
            need_words: need.to_owned(),
            people: "팀장이 써 보고 임원이 승인해요. 팀장이 챔피언 후보예요.".to_owned(),
            questions: "지금 쓰는 메신저와 이어지는지 궁금해하세요.".to_owned(),
            next_step: next.to_owned(),
            next_step_due: Some(self.clock.day_after(self.zone.day(sent_at), 4)),
            promises: "첫 달 무료 사용을 안내했어요. 할인은 말하지 않았어요.".to_owned(),
        };
        self.rows.dossier_notes.push(NoteRow { lead_id: id, notes: notes.clone() });
        let contact =
            Contact { at: called, kind: ActivityKind::Call, outcome: Some(Outcome::Connected), body };
        ready.dossier = Dossier {
            kind: Kind::SalesQualified,
            origin: Origin::Inbound,
            about: ABOUT.to_owned(),
            talk: form.check().unwrap_or_default(),
            notes,
            last_contact: Some(contact),
            consents: vec![(Channel::Email, true)],
            ..ready.dossier
        };
        ready
    }

    fn step(&mut self, ready: &mut Ready, to: LeadStatus, by: Uuid, at: DateTime<Utc>) {
        let from = (ready.version > 0).then(|| ready.status.code());
        ready.version += 1;
        (ready.status, ready.entered_at) = (to, at);
        let by_hand_over =
            to.is_by_handover() || from.is_some_and(|it| it == LeadStatus::HandoverPending.code());
        self.rows.lead_transitions.push(LeadTransitionRow {
            id: self.dice.id(),
            lead_id: ready.id,
            from_status: from,
            to_status: to.code(),
            reason: None,
            nurture_until: None,
            disqualify_reason: None,
            by_id: Some(by),
            via: if by_hand_over { "handover" } else { "form" },
            version: ready.version,
            at,
        });
    }

    fn row(
        &self,
        ready: &Ready,
        (id, first, round): (Uuid, Option<Uuid>, i16),
        (from_id, to_id): (Uuid, Option<Uuid>),
        sent_at: At,
    ) -> HandoverRow {
        let clock = clocks(sent_at, Promises::default(), self.hours());
        HandoverRow {
            id,
            lead_id: ready.id,
            first_id: first.unwrap_or(id),
            round,
            expired: 0,
            from_id,
            to_id,
            state: State::Pending,
            dossier: ready.dossier.clone(),
            completeness: ready.dossier.completeness(self.zone.day(sent_at)),
            rule_version: 1,
            note: "",
            chosen: None,
            sent_at,
            remind_at: clock.remind_at,
            due_at: clock.due_at,
            reminded_at: None,
            decided_at: None,
            decided_by: None,
            reject_class: None,
            reject_note: None,
            contact_due_at: None,
            updated_at: sent_at,
        }
    }

    fn close(
        &mut self,
        ready: Ready,
        owner_id: Option<Uuid>,
        (deal_id, account_id, person_id): (Option<Uuid>, Option<Uuid>, Option<Uuid>),
    ) {
        let came = self.rows.lead_touches.last().map_or(ready.entered_at, |it| it.at);
        let called = ready.dossier.last_contact.as_ref().map(|it| it.at);
        self.rows.leads.push(LeadRow {
            id: ready.id,
            number: i32::try_from(self.rows.leads.len()).unwrap_or(0) + 101,
            version: ready.version,
            name: ready.dossier.name,
            company: ready.dossier.company.unwrap_or_default(),
            title: ready.dossier.title.unwrap_or_default(),
            email: ready.dossier.email,
            phone: None,
            phone_key: None,
            about: ABOUT,
            account_id,
            person_id,
            deal_id,
            origin: Origin::Inbound.code(),
            motion: Origin::Inbound.motion().code(),
            source: ready.source,
            kind: Kind::SalesQualified.code(),
            first_touch_at: came,
            last_touch_at: came,
            status: ready.status.code(),
            status_entered_at: ready.entered_at,
            owner_id,
            nurture_until: None,
            nurture_reason: None,
            disqualify_reason: None,
            disqualify_note: None,
            last_activity_at: called,
            created_at: came,
            updated_at: ready.entered_at,
        });
    }
}

const ABOUT: &str = "데모를 보고 도입을 의논하고 싶어요.";
