//! A sale's history as it was recorded: made, moved, edited, each step with its version.

use super::process::Funnel;
use super::rows::{ChangeRow, TransitionRow};
use super::sales::{Sale, chapter};
use super::team::{Ids, MANAGER};
use super::{Clock, Dice};
use chrono::NaiveDate;
use domain::Money;
use domain::activities::Change;
use domain::pipeline::{Motion, StageKind, slip};

/// What the history made of the deal.
pub(super) struct Told {
    pub transitions: Vec<TransitionRow>,
    pub changes: Vec<ChangeRow>,
    pub version: i32,
    pub next_step: Option<String>,
    pub next_step_due: Option<NaiveDate>,
    pub entered: i64,
    pub updated: i64,
    /// The last move towards the end of the pipeline, which counts as a touch.
    pub forward: i64,
    /// How often the expected close was put later.
    pub close_date_moves: i32,
}

enum Step {
    Move {
        from: Option<usize>,
        to: usize,
    },
    Edit(Vec<Change>),
    /// Given to the owner by the manager.
    Given(Vec<Change>),
}

pub(super) fn tell(dice: &mut Dice, clock: &Clock, ids: &Ids, funnel: &Funnel, sale: &Sale) -> Told {
    let mut steps = moves(sale);
    let (next_step, next_step_due) = plans(dice, clock, sale, &mut steps);
    asides(dice, ids, sale, &mut steps);
    in_order(clock, &mut steps);

    let closing = funnel.template().open.len();
    let by = |step: &Step, at: i64| match step {
        // The product itself notices that a team is ready to buy.
        Step::Move { from: None, .. } if sale.motion == Motion::SelfServe && sale.born() % 5 < 2 => None,
        Step::Given(_) => Some(ids.members[MANAGER]),
        _ => Some(ids.members[owner_at(sale, at)]),
    };
    let mut told = Told {
        transitions: vec![],
        changes: vec![],
        version: 0,
        next_step,
        next_step_due,
        entered: sale.born(),
        updated: sale.born(),
        forward: sale.born(),
        close_date_moves: 0,
    };
    for (at, step) in steps {
        told.version += 1;
        told.updated = at;
        let by_id = by(&step, at);
        match step {
            Step::Move { from, to } => {
                let is_end = to >= closing;
                let is_lost = to == funnel.place(StageKind::Lost);
                if from.is_none_or(|from| to > from) && !is_lost {
                    told.forward = at;
                }
                told.entered = at;
                told.transitions.push(TransitionRow {
                    id: dice.id(),
                    deal_id: sale.id,
                    from_stage_id: from.map(|it| funnel.stages[it]),
                    to_stage_id: funnel.stages[to],
                    by_id,
                    via: match from {
                        None if by_id.is_none() => "api",
                        None => "form",
                        Some(_) if is_end || dice.chance(30) => "form",
                        Some(_) => "drag",
                    },
                    reason: match from {
                        _ if is_end => sale.close_reason().map(str::to_owned),
                        Some(from) if to < from => Some(dice.pick(&BACK).to_owned()),
                        _ => None,
                    },
                    version: told.version,
                    at: clock.instant(at),
                });
            }
            Step::Edit(changes) | Step::Given(changes) => {
                told.close_date_moves = slips(told.close_date_moves, &changes);
                told.changes.push(ChangeRow {
                    id: dice.id(),
                    deal_id: Some(sale.id),
                    account_id: None,
                    person_id: None,
                    changes,
                    created: false,
                    by_id,
                    version: told.version,
                    at: clock.instant(at),
                })
            }
        }
    }
    told
}

/// How often the deal has slipped after these changes.
fn slips(until_now: i32, changes: &[Change]) -> i32 {
    let days = changes.iter().filter(|it| it.field == "expected_close");
    days.fold(until_now, |moves, it| {
        slip::close_date_moves(moves, it.before.parse().ok(), it.after.parse().ok())
    })
}

/// Why deals went back a stage.
const BACK: [&str; 3] =
    ["의사결정권자가 바뀌어 다시 확인", "범위가 늘어 앞 단계부터 다시", "새 담당자가 처음부터 보고 싶어 함"];

/// Who had the deal at that time: a deal that was given away changed hands with its second stage.
pub(super) fn owner_at(sale: &Sale, at: i64) -> usize {
    match sale.visits.get(1) {
        Some(second) if at >= second.from => sale.owner,
        _ => sale.first_owner,
    }
}

fn moves(sale: &Sale) -> Vec<(i64, Step)> {
    let from = std::iter::once(None).chain(sale.visits.iter().map(|it| Some(it.stage)));
    let steps = sale.visits.iter().zip(from);
    steps.map(|(visit, from)| (visit.from, Step::Move { from, to: visit.stage })).collect()
}

/// The next steps that the owner wrote down on the way, with what else was edited in the same form.
fn plans(
    dice: &mut Dice,
    clock: &Clock,
    sale: &Sale,
    steps: &mut Vec<(i64, Step)>,
) -> (Option<String>, Option<NaiveDate>) {
    let mut known: (String, Option<NaiveDate>) = (String::new(), None);
    let mut prices = (sale.first_amount, sale.amount);
    let mut days = (sale.first_expected_close, sale.expected_close);
    let quoted_at = sale.visits.len().saturating_sub(if sale.kind == StageKind::Open { 1 } else { 2 });
    for (at, visit) in sale.visits.iter().enumerate() {
        let is_last = at + 1 == sale.visits.len();
        let day = clock.day(visit.from);
        let wanted = match chapter(sale, *visit) {
            Some(chapter) if is_last => current_step(dice, clock, sale, chapter.next_steps),
            Some(chapter) => {
                let step = dice.pick(chapter.next_steps);
                (sale.story.tell(dice, step, ""), Some(clock.day_after(day, dice.between(1, 4))))
            }
            None if sale.kind == StageKind::Hold => ("다시 연락하기".to_owned(), sale.hold_until),
            None => (String::new(), None),
        };
        let mut changes = Vec::new();
        if at > 0 && at >= quoted_at {
            let full = |it: Option<i64>| it.map_or(String::new(), |it| Money::new(it, sale.currency).full());
            changed(&mut changes, "amount", full(prices.0), full(prices.1));
            changed(&mut changes, "expected_close", days.0.to_string(), days.1.to_string());
            (prices.0, days.0) = (prices.1, days.1);
        }
        let shown = |it: Option<NaiveDate>| it.map_or(String::new(), |it| it.to_string());
        changed(&mut changes, "next_step", known.0.clone(), wanted.0.clone());
        changed(&mut changes, "next_step_due", shown(known.1), shown(wanted.1));
        // The first plan is typed with the deal itself.
        if at > 0 && !changes.is_empty() {
            let written = if is_last && sale.kind == StageKind::Open { sale.quiet_since } else { visit.from };
            steps.push((written + dice.between(40, 600), Step::Edit(changes)));
        }
        known = wanted;
    }
    (Some(known.0).filter(|it| !it.is_empty()), known.1)
}

/// What the owner of an open deal will do next, and by when: some of it is late, as it is in life.
fn current_step(
    dice: &mut Dice,
    clock: &Clock,
    sale: &Sale,
    steps: &[&'static str],
) -> (String, Option<NaiveDate>) {
    if dice.chance(9) {
        return (String::new(), None);
    }
    let step = dice.pick(steps);
    let step = sale.story.tell(dice, step, "");
    let days = match dice.index(100) {
        0..20 => Some(-dice.between(1, 6)),
        20..36 => Some(0),
        36..80 => Some(dice.between(1, 5)),
        80..95 => Some(dice.between(6, 14)),
        _ => None,
    };
    // Nobody plans for a day before the deal was there.
    let begun = clock.day(sale.last().from);
    (step, days.map(|days| clock.day_after(clock.today, days).max(begun)))
}

/// What happens beside the sale: a card finds a better place in its column, a probability is overruled,
/// the deal goes to somebody else.
fn asides(dice: &mut Dice, ids: &Ids, sale: &Sale, steps: &mut Vec<(i64, Step)>) {
    let last = sale.last().from;
    for _ in 0..dice.weighted(&[(0, 82), (1, 12), (2, 6)]) {
        let at = dice.between(sale.born() + 60, last.max(sale.born() + 61));
        steps.push((at, Step::Edit(vec![])));
    }
    if let Some(own) = sale.probability {
        let mut changes = Vec::new();
        changed(&mut changes, "probability", String::new(), own.to_string());
        steps.push((sale.quiet_since + 30, Step::Edit(changes)));
    }
    if let Some(second) = sale.visits.get(1)
        && sale.first_owner != sale.owner
    {
        let mut changes = Vec::new();
        let name = |member: usize| ids.names[member].clone();
        changed(&mut changes, "owner", name(sale.first_owner), name(sale.owner));
        steps.push((second.from - 90, Step::Given(changes)));
    }
}

fn changed(changes: &mut Vec<Change>, field: &str, before: String, after: String) {
    if before != after {
        changes.push(Change { field: field.to_owned(), before, after });
    }
}

/// Sorts the steps by time, no two in one second and none in the future.
fn in_order(clock: &Clock, steps: &mut [(i64, Step)]) {
    steps.sort_by_key(|it| it.0);
    let mut after = i64::MIN;
    for step in steps.iter_mut() {
        step.0 = step.0.max(after);
        after = step.0 + 1;
    }
    let mut before = clock.now;
    for step in steps.iter_mut().rev() {
        step.0 = step.0.min(before);
        before = step.0 - 1;
    }
}
