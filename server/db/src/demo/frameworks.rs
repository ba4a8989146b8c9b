//! What is known of the demo's open deals: scores that stand on what was done on them, some of it too long ago to be believed,
//! and gaps to ask about.

use super::dice::Dice;
use super::process::Funnel;
use super::rows::{At, ChangeRow};
use super::write::Rows;
use chrono::{Duration, NaiveDate};
use domain::activities::Change;
use domain::calendar::Zone;
use domain::frameworks::of_motion;
use serde::Serialize;
use std::collections::BTreeMap;
use uuid::Uuid;

#[derive(Serialize)]
pub(super) struct AnswerRow {
    pub id: Uuid,
    pub deal_id: Uuid,
    pub framework: &'static str,
    pub criterion: &'static str,
    pub was: i16,
    pub score: i16,
    pub activity_id: Uuid,
    pub verified_on: NaiveDate,
    pub by_id: Uuid,
    pub at: At,
    pub version: i32,
}

const BANT: [&str; 4] = ["need", "timing", "budget", "authority"];
const MEDDIC: [&str; 6] =
    ["identify_pain", "metrics", "champion", "decision_criteria", "economic_buyer", "decision_process"];

/// One act per deal, after everything else that happened with it: what is easy to learn first, so that the later criteria
/// are the gaps.
pub(super) fn write(dice: &mut Dice, now: At, funnels: &[Funnel], rows: &mut Rows) {
    let zone = Zone::seoul();
    let mut done: BTreeMap<Uuid, Vec<(At, Uuid)>> = BTreeMap::new();
    for it in &rows.activities {
        if let Some(deal) = it.deal_id {
            done.entry(deal).or_default().push((it.occurred_at, it.id));
        }
    }
    for deal in rows.deals.iter_mut().filter(|it| it.closed_at.is_none()) {
        let Some(funnel) = funnels.iter().find(|it| it.id == deal.pipeline_id) else { continue };
        let Some(done) = done.get_mut(&deal.id) else { continue };
        done.sort_unstable();
        let framework = of_motion(funnel.motion);
        let criteria: &[&str] = if framework == "meddic" { &MEDDIC } else { &BANT };
        let last = done.last().map_or(deal.updated_at, |it| it.0);
        // After all else, and not in the future.
        let at = (deal.updated_at + Duration::seconds(1)).max(last);
        if at > now {
            continue;
        }
        let version = deal.version + 1;
        let mut changes = vec![];
        // Each thing that was done has told something; a deal of which little was done has the more gaps.
        for (place, criterion) in criteria.iter().enumerate().take(done.len()) {
            let (occurred, activity_id) = done[place];
            let luck = usize::try_from(deal.number).unwrap_or_default() + place;
            let score: i16 = [2, 1, 3, 2, 0][luck % 5];
            if score == 0 {
                continue;
            }
            changes.push(Change {
                field: format!("score.{framework}.{criterion}"),
                before: "0".to_owned(),
                after: score.to_string(),
            });
            rows.framework_answers.push(AnswerRow {
                id: dice.id(),
                deal_id: deal.id,
                framework,
                criterion,
                was: 0,
                score,
                activity_id,
                verified_on: zone.day(occurred),
                by_id: deal.owner_id,
                at,
                version,
            });
        }
        if changes.is_empty() {
            continue;
        }
        (deal.version, deal.updated_at) = (version, at);
        rows.changes.push(ChangeRow {
            id: dice.id(),
            deal_id: Some(deal.id),
            account_id: None,
            person_id: None,
            changes,
            created: false,
            by_id: Some(deal.owner_id),
            version,
            at,
        });
    }
}
