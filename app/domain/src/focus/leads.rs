//! The leads in a member's day: the top of their queue, in the queue's own order.

use super::{Day, Focus, What};
use crate::TaskId;
use crate::leads::{Queue, QueueLine, Urgency};
use crate::team::{Role, Roles};
use serde::{Deserialize, Serialize};

/// So many leads the day shows; the queue has the others.
pub const LEADS_SHOWN: usize = 8;

/// The first leads of the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadsToday {
    pub lines: Vec<QueueLine>,
    /// How many the queue has, shown or not.
    pub count: usize,
    /// How many of them are late or due today.
    pub pressing: usize,
}

impl LeadsToday {
    /// None: whoever asks does not work through a queue. Who qualifies does, and who has a lead of their own.
    pub fn of(queue: Queue, roles: &Roles, has_own: bool) -> Option<Self> {
        if !roles.has(Role::Sdr) && !has_own {
            return None;
        }
        let count = queue.count();
        let pressing = count - queue.counts[Urgency::Later as usize];
        let lines = queue.lines.into_iter().take(LEADS_SHOWN).collect();
        Some(Self { lines, count, pressing })
    }
}

/// What waits for the member: the page shows it, and the navigation counts it.
pub fn waiting(day: &Day, leads: Option<&LeadsToday>) -> usize {
    day.must.len() + leads.map_or(0, |it| it.pressing)
}

/// A task that is the next touch of a lead in the queue is that lead's line, and no other.
pub fn without_touches(tasks: Vec<Focus>, touches: &[TaskId]) -> Vec<Focus> {
    let is_touch = |it: &Focus| matches!(it.what, What::Task { id, .. } if touches.contains(&id));
    tasks.into_iter().filter(|it| !is_touch(it)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MemberId;
    use uuid::Uuid;

    fn task(id: u128) -> Focus {
        Focus {
            what: What::Task { id: TaskId(Uuid::from_u128(id)), version: 1, title: "전화".into() },
            due: None,
            quiet: None,
            deal: None,
            about: None,
            with: None,
            owner: MemberId(Uuid::nil()),
        }
    }

    #[test]
    fn the_day_counts_what_presses_and_nothing_twice() {
        let queue = |counts| Queue {
            now: "2026-11-30T00:00:00Z".parse().expect("an instant"),
            lines: vec![],
            counts,
        };
        let sdr = Roles(vec![Role::Sdr]);
        let leads = LeadsToday::of(queue([2, 1, 3, 17]), &sdr, false).expect("who qualifies has a queue");
        assert_eq!((leads.count, leads.pressing), (23, 6));
        let tasks = without_touches(vec![task(1), task(2)], &[TaskId(Uuid::from_u128(2))]);
        assert_eq!(tasks, [task(1)]);
        let day = Day { must: tasks, next: vec![] };
        assert_eq!((waiting(&day, Some(&leads)), waiting(&day, None)), (7, 1));
        let ae = Roles(vec![Role::Ae]);
        assert_eq!(LeadsToday::of(queue([1, 0, 0, 0]), &ae, false), None);
        assert!(LeadsToday::of(queue([1, 0, 0, 0]), &ae, true).is_some());
    }
}
