//! The lead that a first touch makes, and how it goes on with what is done.

use super::Telling;
use super::stories::{End, Story, Touch};
use crate::demo::leads::qualified;
use crate::demo::rows::{At, LeadRow, LeadTouchRow, LeadTransitionRow};
use chrono::NaiveDate;
use domain::ActivityId;
use domain::activities::Outcome;
use domain::leads::{LeadStatus, Origin};
use domain::qualification::{Agreed, Kind};
use uuid::Uuid;

/// A lead that a first touch makes.
pub(super) struct Lead {
    pub id: Uuid,
    pub person: usize,
    version: i32,
    status: LeadStatus,
    kind: Kind,
    first: At,
    entered: At,
    pub reached: Option<At>,
}

impl Telling<'_> {
    pub(super) fn arrive(&mut self, story: &Story, touch: &Touch, activity: Uuid, at: At) -> Lead {
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
    pub(super) fn follow(&mut self, story: &Story, lead: &mut Lead, touch: &Touch, activity: Uuid, at: At) {
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

    pub(super) fn close(&mut self, story: &Story, mut lead: Lead, account: Uuid, people: &[Uuid]) {
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
}
