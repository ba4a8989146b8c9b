//! What was done in each sale, stage by stage, and for customers afterwards.

use super::Dice;
use super::accounts::Company;
use super::clock::{Clock, DAY};
use super::history::owner_at;
use super::people::Contact;
use super::rows::ActivityRow;
use super::sales::{Sale, chapter};
use super::stories::{Story, Tale, care};
use super::team::{Ids, MANAGER, keeper, opener};
use chrono::{Datelike, NaiveDate};
use domain::activities::is_meaningful;
use domain::pipeline::{Motion, StageKind};
use uuid::Uuid;

/// The world that activities happen in, and what has happened so far.
pub(super) struct Diary<'a> {
    pub dice: &'a mut Dice,
    pub clock: &'a Clock,
    pub ids: &'a Ids,
    pub companies: &'a mut [Company],
    pub contacts: &'a mut [Contact],
    pub of_company: &'a [Vec<usize>],
    pub rows: Vec<ActivityRow>,
}

/// What an activity was about.
struct About<'a> {
    story: &'a Story,
    deal: Option<Uuid>,
    account: usize,
    contact: usize,
}

impl Diary<'_> {
    /// Writes down everything done in a sale. Answers when something last reached the customer.
    pub fn tell(&mut self, sale: &Sale) -> Option<i64> {
        let mut reached = None;
        let about =
            About { story: &sale.story, deal: Some(sale.id), account: sale.account, contact: sale.contact };
        for (at, tale, tails) in self.plan(sale) {
            let by = self.who(sale, at, &tale);
            reached = reached.max(self.write(&about, at, &tale, tails, by));
        }
        for (at, tale) in self.care(sale) {
            reached = reached.max(self.write(&about, at, &tale, care::CARE.tails, keeper(sale.account)));
        }
        reached
    }

    /// Customers hear from us without a deal too.
    pub fn keep_in_touch(&mut self, sale: &Sale) {
        let contact = self.dice.pick(&self.of_company[sale.account]);
        let story = Story { champ: self.contacts[contact].called(), ..sale.story.clone() };
        let about = About { story: &story, deal: None, account: sale.account, contact };
        for tale in self.dice.some(care::CARE.work, 2) {
            let at = self.dice.between(sale.last().from, self.clock.now - 60).max(self.clock.now - 80 * DAY);
            self.write(&about, at, tale, care::CARE.tails, keeper(sale.account));
        }
    }

    /// When something was done in the open stages, and the remarks that may follow on it.
    fn plan(&mut self, sale: &Sale) -> Vec<(i64, Tale, &'static [&'static str])> {
        let mut plan = Vec::new();
        for (at, visit) in sale.visits.iter().enumerate() {
            let Some(chapter) = chapter(sale, *visit) else { continue };
            let next = sale.visits.get(at + 1);
            let until = next.map_or(sale.quiet_since, |it| it.from);
            let (count, follows) = match sale.motion {
                Motion::InboundSmb => (self.dice.weighted(&[(0, 40), (1, 42), (2, 18)]), 74),
                Motion::OutboundEnterprise => (self.dice.weighted(&[(0, 20), (1, 40), (2, 40)]), 82),
                Motion::SelfServe => (self.dice.weighted(&[(0, 58), (1, 36), (2, 6)]), 52),
            };
            // What opens the first gates was logged almost always; the rest are gaps that a board should show.
            let follows =
                if visit.stage == 0 && sale.motion != Motion::OutboundEnterprise { 93 } else { follows };
            for tale in self.dice.some(chapter.work, count) {
                plan.push((
                    self.dice.between(visit.from + 600, (until - 600).max(visit.from + 900)),
                    *tale,
                    chapter.tails,
                ));
            }
            let before = until - self.dice.between(300, 5_400).min((until - visit.from) / 2);
            match next {
                Some(_) if sale.ending.is_some() && at + 2 == sale.visits.len() => {
                    plan.extend(sale.ending.map(|it| (before, it.last, [].as_slice())));
                }
                Some(next) if next.stage > visit.stage && self.dice.chance(follows) => {
                    plan.push((before, self.dice.pick(chapter.then), &[]));
                }
                Some(_) => {}
                // The last thing that reached the customer is what rot counts from.
                None if sale.motion != Motion::SelfServe || self.dice.chance(70) => {
                    let touches: Vec<_> =
                        chapter.work.iter().filter(|it| is_meaningful(it.kind, it.outcome)).collect();
                    plan.push((sale.quiet_since, *self.dice.pick(&touches), chapter.tails));
                    self.tried_since(sale, chapter.work, &mut plan);
                }
                None => {}
            }
        }
        plan
    }

    /// Attempts after the last touch: they are on the timeline, and do not keep a deal fresh.
    fn tried_since(
        &mut self,
        sale: &Sale,
        work: &[Tale],
        plan: &mut Vec<(i64, Tale, &'static [&'static str])>,
    ) {
        let since = self.clock.now - sale.quiet_since;
        if since > DAY && self.dice.chance(45) {
            let attempts: Vec<_> = work.iter().filter(|it| !is_meaningful(it.kind, it.outcome)).collect();
            let at = self.dice.between(sale.quiet_since + DAY / 2, self.clock.now - 300);
            plan.push((at, *self.dice.pick(&attempts), &[]));
        }
    }

    /// What customer success did since the deal was won, as far as it is past.
    fn care(&mut self, sale: &Sale) -> Vec<(i64, Tale)> {
        let looked_after = sale.motion != Motion::SelfServe || self.dice.chance(30);
        if sale.kind != StageKind::Won || !looked_after {
            return vec![];
        }
        let won = sale.last().from;
        let days = [self.dice.between(150, 500), self.dice.between(700, 1400), self.dice.between(1900, 2900)];
        let mut done: Vec<_> = days
            .iter()
            .zip(care::ONBOARDING)
            .map(|(days, tales)| (won + days * DAY / 100, self.dice.pick(tales)))
            .collect();
        let mut at = won + self.dice.between(40, 60) * DAY;
        for tale in self.dice.some(care::CARE.work, 4) {
            done.push((at, *tale));
            at += self.dice.between(22, 60) * DAY;
        }
        done.retain(|it| it.0 < self.clock.now);
        done
    }

    fn who(&mut self, sale: &Sale, at: i64, tale: &Tale) -> usize {
        let owner = owner_at(sale, at);
        let is_early = sale.visits.get(1).is_none_or(|it| at < it.from);
        if is_early && tale.outcome.is_none() && sale.motion != Motion::SelfServe {
            return opener(sale.motion);
        }
        match self.dice.index(100) {
            0..35 if is_early => opener(sale.motion),
            35..39 => MANAGER,
            _ => owner,
        }
    }

    /// Answers the time again if the customer was reached.
    fn write(&mut self, about: &About, at: i64, tale: &Tale, tails: &[&str], by: usize) -> Option<i64> {
        let next = self.appointment(self.clock.day(at));
        let mut body = about.story.tell(self.dice, tale.text, &next);
        let reached = is_meaningful(tale.kind, tale.outcome).then_some(at);
        if reached.is_some() && !tails.is_empty() && self.dice.chance(55) {
            let tail = self.dice.pick(tails);
            body.push(' ');
            body.push_str(&about.story.tell(self.dice, tail, &next));
        }
        let contact = self.spoken_to(about, tale.text);
        let row = ActivityRow {
            id: self.dice.id(),
            kind: tale.kind.code(),
            outcome: tale.outcome.map(|it| it.code()),
            body,
            reached: reached.is_some(),
            deal_id: about.deal,
            account_id: Some(self.companies[about.account].id),
            person_id: Some(self.contacts[contact].id),
            lead_id: None,
            by_id: self.ids.members[by],
            occurred_at: self.clock.instant(at),
            created_at: self.clock.instant((at + self.dice.between(60, 1800)).min(self.clock.now)),
        };
        self.rows.push(row);
        let company = &mut self.companies[about.account];
        company.touched = company.touched.max(reached);
        self.contacts[contact].touched = self.contacts[contact].touched.max(reached);
        reached
    }

    /// The one the text speaks of first.
    fn spoken_to(&self, about: &About, text: &str) -> usize {
        let people = &self.of_company[about.account];
        let gaps = text.split('{').skip(1).filter_map(|it| it.split(['}', ':']).next());
        for gap in gaps {
            match (gap, people.as_slice()) {
                ("boss", [boss, ..]) => return *boss,
                ("tech", [_, _, tech, ..]) => return *tech,
                ("champ", _) => break,
                _ => {}
            }
        }
        about.contact
    }

    fn appointment(&mut self, day: NaiveDate) -> String {
        let next = self.clock.day_after(day, self.dice.between(2, 7));
        format!("{}/{}", next.month(), next.day())
    }
}
