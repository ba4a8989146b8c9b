//! Companies that the demo's start-up set out to win before they had heard of it: each with what was found out about it,
//! whom to contact and how, and what came of that so far.

mod stories;

use super::Dice;
use super::clock::Clock;
use super::leads::qualified;
use super::rows::{
    AccountRow, ActivityRow, At, ChangeRow, LeadRow, LeadTouchRow, LeadTransitionRow, PersonRow,
};
use super::team::{DAEUN, Ids};
use super::write::Rows;
use chrono::NaiveDate;
use domain::ActivityId;
use domain::activities::{Change, Outcome, is_meaningful};
use domain::leads::{LeadStatus, Origin};
use domain::qualification::{Agreed, Kind};
use serde::Serialize;
use std::cmp::Reverse;
use stories::{End, STORIES, Story, Touch, Whom};
use uuid::Uuid;

/// A target, over the row that came with its account.
#[derive(Serialize)]
pub(super) struct TargetRow {
    account_id: Uuid,
    since: At,
    member_id: Option<Uuid>,
    given_up: Option<&'static str>,
    given_up_by: Option<Uuid>,
    given_up_at: Option<At>,
}

#[derive(Serialize)]
pub(super) struct ContactStepRow {
    id: Uuid,
    account_id: Uuid,
    place: i32,
    person_id: Option<Uuid>,
    post: &'static str,
    channel: &'static str,
    member_id: Uuid,
    due: NaiveDate,
    skipped: Option<&'static str>,
    by_id: Uuid,
    created_at: At,
}

#[derive(Serialize)]
pub(super) struct ResearchNoteRow {
    id: Uuid,
    account_id: Uuid,
    body: &'static str,
    source: Option<&'static str>,
    by_id: Uuid,
    at: At,
    version: i32,
}

pub(super) fn write(dice: &mut Dice, clock: &Clock, ids: &Ids, rows: &mut Rows) {
    // The others were set out for before their first deal.
    for account in rows.accounts.iter().filter(|it| it.target) {
        rows.targets.push(TargetRow {
            account_id: account.id,
            since: account.created_at,
            member_id: Some(ids.members[DAEUN]),
            given_up: None,
            given_up_by: None,
            given_up_at: None,
        });
    }
    for story in &STORIES {
        Telling { dice, clock, ids, rows, lines: vec![] }.tell(story);
    }
}

struct Telling<'a> {
    dice: &'a mut Dice,
    clock: &'a Clock,
    ids: &'a Ids,
    rows: &'a mut Rows,
    /// What the account's history says, in any order.
    lines: Vec<(At, Uuid, Change)>,
}

/// A lead that a first touch makes.
struct Lead {
    id: Uuid,
    person: usize,
    version: i32,
    status: LeadStatus,
    kind: Kind,
    first: At,
    entered: At,
    reached: Option<At>,
}

impl Telling<'_> {
    fn ago(&self, hundredths: i64) -> At {
        self.clock.instant(self.clock.ago(hundredths))
    }

    fn line(&mut self, at: At, by: Uuid, field: &str, before: &str, after: &str) {
        let change = Change { field: field.into(), before: before.into(), after: after.into() };
        self.lines.push((at, by, change));
    }

    fn tell(mut self, story: &Story) {
        let account = self.dice.id();
        let by = self.ids.members[story.member];
        let (born, since) = (self.ago(story.since + 300), self.ago(story.since));
        let given_up = match story.end {
            End::GivenUp(reason, ago) => Some((reason, self.ago(ago))),
            _ => None,
        };
        self.line(since, by, "target", "", "true");
        let people = self.people(story, account, born);
        self.steps(story, account, &people, since);
        self.notes(story, account);
        let reached = self.touches(story, account, &people);
        if let Some((reason, at)) = given_up {
            self.line(at, by, "target", "true", "");
            self.line(at, by, "given_up", "", reason);
        }
        self.rows.targets.push(TargetRow {
            account_id: account,
            since,
            member_id: Some(by),
            given_up: given_up.map(|it| it.0),
            given_up_by: given_up.map(|_| by),
            given_up_at: given_up.map(|it| it.1),
        });
        let (name, domain, industry, employees, region) = story.company;
        let (version, updated_at) = self.history(account, by, born);
        self.rows.accounts.push(AccountRow {
            id: account,
            number: self.rows.accounts.iter().map(|it| it.number).max().unwrap_or(0) + 1,
            version,
            name,
            domain: format!("{domain}.example"),
            business_reg_no: None,
            industry,
            employees,
            region,
            owner_id: by,
            parent_id: None,
            about: String::new(),
            target: given_up.is_none(),
            last_activity_at: reached,
            created_at: born,
            updated_at,
        });
    }

    fn people(&mut self, story: &Story, account: Uuid, born: At) -> Vec<Uuid> {
        let ids: Vec<_> = story.people.iter().map(|_| self.dice.id()).collect();
        for (at, ((name, title, department), id)) in story.people.iter().zip(&ids).enumerate() {
            let reached =
                story.touches.iter().filter(|it| it.person == at && it.reached()).map(|it| it.ago).min();
            self.rows.changes.push(ChangeRow {
                id: self.dice.id(),
                deal_id: None,
                account_id: None,
                person_id: Some(*id),
                changes: vec![],
                created: true,
                by_id: Some(self.ids.members[story.member]),
                version: 1,
                at: born,
            });
            self.rows.people.push(PersonRow {
                id: *id,
                version: 1,
                name: (*name).to_owned(),
                title,
                department,
                email: Some(format!("p{}@{}.example", at + 1, story.company.1)),
                phone: None,
                account_id: account,
                owner_id: self.ids.members[story.member],
                about: "",
                last_activity_at: reached.map(|it| self.ago(it)),
                created_at: born,
                updated_at: born,
            });
        }
        ids
    }

    fn steps(&mut self, story: &Story, account: Uuid, people: &[Uuid], since: At) {
        let by = self.ids.members[story.member];
        for (place, step) in (1..).zip(story.steps) {
            let (person_id, post, name) = match step.whom {
                Whom::Person(at) => (Some(people[at]), "", story.people[at].0),
                Whom::Post(post) => (None, post, post),
            };
            self.rows.contact_steps.push(ContactStepRow {
                id: self.dice.id(),
                account_id: account,
                place,
                person_id,
                post,
                channel: step.channel.code(),
                member_id: by,
                due: self.clock.day_after(self.clock.today, step.due),
                skipped: step.skipped,
                by_id: by,
                created_at: since,
            });
            self.line(since, by, "contact_step", "", name);
            if let Some(reason) = step.skipped {
                let at = self.ago(60);
                self.line(at, by, "contact_skipped", "", reason);
            }
        }
    }

    fn notes(&mut self, story: &Story, account: Uuid) {
        let by_id = self.ids.members[story.member];
        for (body, source, ago) in story.notes {
            let at = self.ago(*ago);
            let id = self.dice.id();
            self.rows.research_notes.push(ResearchNoteRow {
                id,
                account_id: account,
                body,
                source: *source,
                by_id,
                at,
                version: 1,
            });
            self.line(at, by_id, "research_note", "", body);
        }
    }

    /// What was done, the oldest first; the first touch with somebody makes a lead of them. Answers when the company was
    /// last reached.
    fn touches(&mut self, story: &Story, account: Uuid, people: &[Uuid]) -> Option<At> {
        let mut touches: Vec<_> = story.touches.iter().collect();
        touches.sort_by_key(|it| Reverse(it.ago));
        let mut leads: Vec<Lead> = vec![];
        for touch in touches {
            let at = self.ago(touch.ago);
            let activity = self.dice.id();
            let which = leads.iter().position(|it| it.person == touch.person);
            let which = which.unwrap_or_else(|| {
                leads.push(self.arrive(story, touch, activity, at));
                leads.len() - 1
            });
            let lead = &mut leads[which];
            self.rows.activities.push(ActivityRow {
                id: activity,
                kind: touch.kind.code(),
                outcome: Some(touch.outcome.code()),
                body: touch.body.to_owned(),
                reached: touch.reached(),
                deal_id: None,
                account_id: Some(account),
                person_id: Some(people[touch.person]),
                lead_id: Some(lead.id),
                by_id: self.ids.members[story.member],
                occurred_at: at,
                created_at: at,
            });
            if touch.reached() {
                lead.reached = Some(at);
            }
            self.follow(story, lead, touch, activity, at);
        }
        let reached = leads.iter().filter_map(|it| it.reached).max();
        for lead in leads {
            self.close(story, lead, account, people);
        }
        reached
    }

    fn arrive(&mut self, story: &Story, touch: &Touch, activity: Uuid, at: At) -> Lead {
        self.rows.lead_touches.push(LeadTouchRow {
            id: activity,
            lead_id: activity,
            origin: Origin::Outbound.code(),
            source: "outbound",
            utm_source: None,
            utm_medium: None,
            utm_campaign: None,
            utm_content: None,
            landing_page: None,
            about: "",
            by_id: Some(self.ids.members[story.member]),
            version: 1,
            at,
        });
        let mut lead = Lead {
            id: activity,
            person: touch.person,
            version: 0,
            status: LeadStatus::New,
            kind: Kind::None,
            first: at,
            entered: at,
            reached: None,
        };
        self.step(story, &mut lead, LeadStatus::New, (None, None), at);
        self.step(story, &mut lead, LeadStatus::Working, (None, None), at);
        lead
    }

    /// Where a touch puts the lead, and that they agreed to meet.
    fn follow(&mut self, story: &Story, lead: &mut Lead, touch: &Touch, activity: Uuid, at: At) {
        let both_ways = touch.outcome.is_agreed() || touch.outcome == Outcome::Replied;
        if both_ways && lead.status == LeadStatus::Working {
            self.step(story, lead, LeadStatus::Engaged, (None, None), at);
        }
        if touch.outcome.is_agreed() && lead.kind != Kind::SalesQualified {
            let agreed = Agreed::Logged { activity: ActivityId(activity), kind: touch.kind, at };
            lead.version += 1;
            lead.kind = Kind::SalesQualified;
            let by = (lead.id, lead.version, self.ids.members[story.member]);
            qualified::agreed(self.dice, self.rows, by, agreed, at);
        }
    }

    fn step(
        &mut self,
        story: &Story,
        lead: &mut Lead,
        to: LeadStatus,
        (until, reason): (Option<NaiveDate>, Option<&'static str>),
        at: At,
    ) {
        lead.version += 1;
        self.rows.lead_transitions.push(LeadTransitionRow {
            id: self.dice.id(),
            lead_id: lead.id,
            from_status: (lead.version > 1).then_some(lead.status.code()),
            to_status: to.code(),
            reason,
            nurture_until: until,
            disqualify_reason: None,
            by_id: Some(self.ids.members[story.member]),
            via: if until.is_some() { "form" } else { "activity" },
            version: lead.version,
            at,
        });
        (lead.status, lead.entered) = (to, at);
    }

    fn close(&mut self, story: &Story, mut lead: Lead, account: Uuid, people: &[Uuid]) {
        let (mut until, mut reason) = (None, None);
        if let End::Later(days, why) = story.end {
            (until, reason) = (Some(self.clock.day_after(self.clock.today, days)), Some(why));
            let at = self.ago(20);
            self.step(story, &mut lead, LeadStatus::Nurturing, (until, reason), at);
        }
        let (name, title, _) = story.people[lead.person];
        self.rows.leads.push(LeadRow {
            kind: lead.kind.code(),
            id: lead.id,
            number: self.rows.leads.iter().map(|it| it.number).max().unwrap_or(0) + 1,
            version: lead.version,
            name: name.to_owned(),
            company: story.company.0.to_owned(),
            title: title.to_owned(),
            email: Some(format!("p{}@{}.example", lead.person + 1, story.company.1)),
            phone: None,
            phone_key: None,
            about: "",
            account_id: Some(account),
            person_id: Some(people[lead.person]),
            deal_id: None,
            origin: Origin::Outbound.code(),
            motion: Origin::Outbound.motion().code(),
            source: "outbound",
            first_touch_at: lead.first,
            last_touch_at: lead.first,
            status: lead.status.code(),
            status_entered_at: lead.entered,
            owner_id: Some(self.ids.members[story.member]),
            nurture_until: until,
            nurture_reason: reason,
            disqualify_reason: None,
            disqualify_note: None,
            last_activity_at: lead.reached,
            created_at: lead.first,
            updated_at: lead.entered,
        });
    }

    /// The account's history in its order. Answers its version and when it was changed last.
    fn history(&mut self, account: Uuid, by: Uuid, born: At) -> (i32, At) {
        let mut lines = std::mem::take(&mut self.lines);
        lines.sort_by_key(|it| it.0);
        let mut version = 1;
        let mut row = |dice: &mut Dice, at, by, changes: Vec<Change>| ChangeRow {
            id: dice.id(),
            deal_id: None,
            account_id: Some(account),
            person_id: None,
            created: changes.is_empty(),
            changes,
            by_id: Some(by),
            version: {
                version += 1;
                version - 1
            },
            at,
        };
        let made = row(self.dice, born, by, vec![]);
        self.rows.changes.push(made);
        let mut last = born;
        for (at, by, change) in lines {
            let line = row(self.dice, at, by, vec![change]);
            self.rows.changes.push(line);
            last = at;
        }
        (version - 1, last)
    }
}

impl Touch {
    const fn reached(&self) -> bool {
        is_meaningful(self.kind, Some(self.outcome))
    }
}
