//! Who may become a customer: some who came this morning and wait in the queue, some who are being called, some whose time
//! has not come, and some who were none. All are made up; the telephone numbers belong to nobody.

use super::Dice;
use cast::{LATER, NEVER, PEOPLE, WAYS, Way};
mod cast;
pub(super) mod handed;
pub(super) mod qualified;

use super::accounts::Company;
use super::clock::{Clock, DAY};
use super::rows::{ActivityRow, LeadRow, LeadTouchRow, LeadTransitionRow};
use super::team::{DAEUN, HAJUN, Ids, MINJI, SEOYEON};
use super::write::Rows;
use chrono::NaiveDate;
use domain::identity;
use domain::leads::{DisqualifyReason, LeadStatus, Origin};
use domain::qualification::Kind;
use uuid::Uuid;

pub(super) fn write(dice: &mut Dice, clock: &Clock, ids: &Ids, companies: &[Company], rows: &mut Rows) {
    qualified::rules(clock, ids, rows);
    for at in 0..PEOPLE.len() {
        Telling { dice, clock, ids, rows }.lead(at, companies);
    }
}

/// Of those who came last.
const STUDENT: usize = 5;

/// Some came twice, by another address or by telephone alone: this place is the one of that place again.
const AGAIN: [(usize, usize); 3] = [(4, 15), (9, 28), (12, 22)];
/// Of whom nobody wrote an address down.
const BY_TELEPHONE: usize = 12;

/// Where the lead of this place in the list stands by now.
const fn status_of(at: usize) -> LeadStatus {
    match at {
        0..14 => LeadStatus::New,
        14..27 => LeadStatus::Working,
        27..36 => LeadStatus::Engaged,
        36..48 => LeadStatus::Nurturing,
        _ => LeadStatus::Disqualified,
    }
}

struct Telling<'a> {
    dice: &'a mut Dice,
    clock: &'a Clock,
    ids: &'a Ids,
    rows: &'a mut Rows,
}

/// What has become of a lead so far.
struct Course {
    id: Uuid,
    owner: Option<Uuid>,
    status: LeadStatus,
    at: i64,
    version: i32,
}

impl Telling<'_> {
    fn lead(mut self, at: usize, companies: &[Company]) {
        let twin = AGAIN.into_iter().find(|it| it.0 == at || it.1 == at);
        let again = twin.filter(|it| it.0 == at);
        let (name, title, company) = PEOPLE[again.map_or(at, |it| it.1)];
        let way = self.dice.index(WAYS.len());
        let way = &WAYS[if at == STUDENT { 0 } else { way }];
        let wanted = status_of(at);
        let begun = self.clock.now - self.age(wanted);
        let id = self.dice.id();
        let opener = match way.origin {
            Origin::Inbound => SEOYEON,
            Origin::Outbound => DAEUN,
            Origin::Product => HAJUN,
        };
        // A colleague passes some on to whoever knows the company; the newest wait in the queue.
        let owner = match wanted {
            LeadStatus::New if self.dice.chance(60) => None,
            LeadStatus::Working | LeadStatus::Engaged if at.is_multiple_of(6) => Some(MINJI),
            _ => Some(opener),
        };
        let owner_id = owner.map(|it| self.ids.members[it]);
        // Every eighth works at an account that we know; what was sold there once is told in its own story.
        let account = (at % 8 == 3).then(|| &companies[(at * 3) % companies.len()]);
        let company = account.map_or(company, |it| it.name);
        let company = if again.is_some() { format!("㈜{company}") } else { company.to_owned() };
        let domain = account.map_or_else(|| format!("lead{:02}.example", at + 1), Company::domain);
        let phone = self.dice.chance(70).then(|| format!("010-0000-{:04}", 1000 + at * 37 % 9000));
        let phone = match twin {
            Some((again, of)) if again != AGAIN[0].0 => Some(format!("010-0000-{}", 1000 + of)),
            _ => phone,
        };
        let about = self.dice.pick(&way.wants);

        let mut course = Course { id, owner: owner_id, status: LeadStatus::New, at: begun, version: 1 };
        self.touch(&course, way, about);
        self.step(&course, None, None, (None, None));
        let mut last_touch = begun;
        let mut reached = None;
        if wanted != LeadStatus::New {
            self.on(&mut course);
            self.tried(&course, at, account.map(|it| it.id));
            self.go(&mut course, LeadStatus::Working, None, (None, None));
        }
        if wanted == LeadStatus::Engaged || (wanted == LeadStatus::Nurturing && self.dice.chance(50)) {
            self.on(&mut course);
            if account.is_none() {
                reached = Some(self.answered(&course, at));
            }
            self.go(&mut course, LeadStatus::Engaged, None, (None, None));
        }
        if at % 5 == 2 && wanted != LeadStatus::Disqualified {
            self.on(&mut course);
            course.version += 1;
            last_touch = course.at;
            self.touch(&course, &WAYS[1], "웨비나 다시 보기를 신청했어요.");
        }
        let (mut until, mut later, mut why, mut note) = (None, None, None, None);
        match wanted {
            LeadStatus::Nurturing => {
                self.on(&mut course);
                let days = self.dice.between(3, 60);
                until = Some(self.clock.day_after(self.clock.today, days));
                later = Some(self.dice.pick(&LATER));
                self.go(&mut course, wanted, later, (until, None));
            }
            LeadStatus::Disqualified => {
                self.on(&mut course);
                let reason = self.dice.index(DisqualifyReason::ALL.len());
                (why, note) = (Some(DisqualifyReason::ALL[reason]), Some(NEVER[reason]));
                self.go(&mut course, wanted, note, (None, why));
            }
            _ => {}
        }
        // One of those who asked for a demo is a student.
        let domain = if at == STUDENT { qualified::SCHOOL.to_owned() } else { domain };
        let email = format!("lead{:02}@{domain}", at + 1);
        let (first, entered) = (self.clock.instant(begun), self.entered(&course));
        let email = (phone.is_none() || self.dice.chance(92)).then_some(email);
        let email = email.filter(|_| at != BY_TELEPHONE);
        if let Some(email) = &email {
            let who = qualified::Who { email, account: account.map(|it| it.id), begun };
            qualified::did(self.dice, self.clock, self.ids, &who, way, self.rows);
        }
        let talked = qualified::talked(at, wanted).zip(owner_id);
        let granted = talked.and_then(|(form, by)| {
            self.on(&mut course);
            let at = self.clock.instant(course.at);
            qualified::write(self.dice, self.rows, (id, course.version, by), (&form, way.origin), at)
        });
        course.version = granted.unwrap_or(course.version);
        self.rows.leads.push(LeadRow {
            id,
            number: i32::try_from(at).unwrap_or(0) + 101,
            version: course.version,
            name: name.to_owned(),
            company,
            title: title.to_owned(),
            email,
            phone_key: phone.as_deref().and_then(identity::phone),
            phone,
            about,
            account_id: account.map(|it| it.id),
            person_id: None,
            deal_id: None,
            origin: way.origin.code(),
            motion: way.origin.motion().code(),
            source: way.source,
            kind: if granted.is_some() { Kind::SalesQualified } else { Kind::None }.code(),
            first_touch_at: first,
            last_touch_at: self.clock.instant(last_touch),
            status: course.status.code(),
            status_entered_at: entered,
            owner_id: course.owner,
            nurture_until: until,
            nurture_reason: later,
            disqualify_reason: why.map(DisqualifyReason::code),
            disqualify_note: note,
            last_activity_at: reached.map(|it| self.clock.instant(it)),
            created_at: first,
            updated_at: self.clock.instant(course.at),
        });
    }

    /// How long ago they came, in seconds of work.
    fn age(&mut self, status: LeadStatus) -> i64 {
        let (from, to) = match status {
            LeadStatus::New => (DAY / 40, DAY * 3 / 2),
            LeadStatus::Working => (2 * DAY, 8 * DAY),
            LeadStatus::Engaged | LeadStatus::HandoverPending => (5 * DAY, 16 * DAY),
            LeadStatus::Accepted => (20 * DAY, 60 * DAY),
            LeadStatus::Nurturing => (20 * DAY, 90 * DAY),
            LeadStatus::Disqualified => (8 * DAY, 80 * DAY),
        };
        self.dice.between(from, to)
    }

    /// Some time passes, but not all that is left.
    fn on(&mut self, course: &mut Course) {
        let left = (self.clock.now - course.at).max(5);
        course.at += self.dice.between(left / 5, left / 2);
    }

    fn entered(&self, course: &Course) -> chrono::DateTime<chrono::Utc> {
        let last = self.rows.lead_transitions.iter().rev().find(|it| it.lead_id == course.id);
        last.map_or_else(|| self.clock.instant(course.at), |it| it.at)
    }

    fn go(
        &mut self,
        course: &mut Course,
        to: LeadStatus,
        reason: Option<&'static str>,
        asked: (Option<NaiveDate>, Option<DisqualifyReason>),
    ) {
        let from = std::mem::replace(&mut course.status, to);
        course.version += 1;
        self.step(course, Some(from), reason, asked);
    }

    fn step(
        &mut self,
        course: &Course,
        from: Option<LeadStatus>,
        reason: Option<&'static str>,
        (until, why): (Option<NaiveDate>, Option<DisqualifyReason>),
    ) {
        self.rows.lead_transitions.push(LeadTransitionRow {
            id: self.dice.id(),
            lead_id: course.id,
            from_status: from.map(LeadStatus::code),
            to_status: course.status.code(),
            reason,
            nurture_until: until,
            disqualify_reason: why.map(DisqualifyReason::code),
            by_id: course.owner,
            via: "form",
            version: course.version,
            at: self.clock.instant(course.at),
        });
    }

    fn touch(&mut self, course: &Course, way: &Way, about: &'static str) {
        self.rows.lead_touches.push(LeadTouchRow {
            id: self.dice.id(),
            lead_id: course.id,
            origin: way.origin.code(),
            source: way.source,
            utm_source: way.utm.map(|it| it[0]),
            utm_medium: way.utm.map(|it| it[1]),
            utm_campaign: way.utm.map(|it| it[2]),
            utm_content: way.utm.map(|it| it[3]),
            landing_page: way.page,
            about,
            by_id: (way.origin == Origin::Outbound).then_some(self.ids.members[DAEUN]),
            version: course.version,
            at: self.clock.instant(course.at),
        });
    }

    /// A first attempt that reached nobody.
    fn tried(&mut self, course: &Course, at: usize, account: Option<Uuid>) {
        let (kind, outcome, body) = if self.dice.chance(60) {
            ("call", "no_answer", "에게 전화했지만 받지 않았어요.")
        } else {
            ("email", "sent", "에게 소개 메일을 보냈어요.")
        };
        self.did(course, (kind, outcome, &called(at, body)), account, false);
    }

    /// They answered. When, in seconds of work.
    fn answered(&mut self, course: &Course, at: usize) -> i64 {
        let told = self.dice.pick(&[
            ("email", "replied", "에게 답이 왔어요. 다음 주에 30분 이야기하기로 했어요."),
            ("meeting", "held", "에게 지금 쓰는 도구와 불편한 점을 들었어요."),
            ("demo", "held", "에게 데모를 보여 드렸고 팀과 의논하기로 했어요."),
        ]);
        self.did(course, (told.0, told.1, &called(at, told.2)), None, true);
        course.at
    }

    fn did(
        &mut self,
        course: &Course,
        (kind, outcome, body): (&'static str, &'static str, &str),
        account_id: Option<Uuid>,
        reached: bool,
    ) {
        let Some(by_id) = course.owner else { return };
        let at = self.clock.instant(course.at);
        self.rows.activities.push(ActivityRow {
            id: self.dice.id(),
            kind,
            outcome: Some(outcome),
            body: body.to_owned(),
            reached,
            deal_id: None,
            account_id,
            person_id: None,
            lead_id: Some(course.id),
            by_id,
            occurred_at: at,
            created_at: at,
        });
    }
}

/// Said of whom it was done with: 김민서 팀장에게 전화했어요.
fn called(at: usize, what: &str) -> String {
    let (name, title, _) = PEOPLE[at];
    format!("{name} {title}{what}")
}
