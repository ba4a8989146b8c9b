//! Companies that the demo's start-up set out to win before they had heard of it: each with what was found out about it,
//! whom to contact and how, and what came of that so far.

mod lead;
mod stories;

use super::Dice;
use super::accounts::revenue;
use super::clock::Clock;
use super::rows::{AccountRow, ActivityRow, At, ChangeRow, PersonRow};
use super::team::{DAEUN, Ids};
use super::write::Rows;
use chrono::NaiveDate;
use domain::activities::{Change, is_meaningful};
use lead::Lead;
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
            revenue_minor: revenue(employees, industry),
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
