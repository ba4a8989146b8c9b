//! What the demo's deals were before each change that their histories tell of, so that its boards of earlier days are
//! as true as today's. Told backwards, from what they are.

use super::history::Told;
use super::rows::{DealRow, PastRow};
use super::sales::Sale;
use super::team::Ids;

/// Oldest first, as they would have been written.
pub(super) fn of(sale: &Sale, told: &Told, deal: &DealRow, ids: &Ids) -> Vec<PastRow> {
    let mut was = PastRow {
        deal_id: deal.id,
        until: deal.updated_at,
        name: deal.name.clone(),
        account_id: deal.account_id,
        owner_id: deal.owner_id,
        currency: deal.currency,
        amount_minor: deal.amount_minor,
        expected_close: deal.expected_close,
        next_step: deal.next_step.clone(),
        next_step_due: deal.next_step_due,
    };
    let mut rows = Vec::new();
    for step in told.changes.iter().rev() {
        let mut is_kept = false;
        for change in &step.changes {
            is_kept |= change.field != "probability";
            match change.field.as_str() {
                "amount" => was.amount_minor = sale.first_amount,
                "expected_close" => was.expected_close = change.before.parse().ok(),
                "owner" => was.owner_id = ids.members[sale.first_owner],
                "next_step" => was.next_step = Some(change.before.clone()).filter(|it| !it.is_empty()),
                "next_step_due" => was.next_step_due = change.before.parse().ok(),
                _ => {}
            }
        }
        if is_kept {
            was.until = step.at;
            rows.push(was.clone());
        }
    }
    rows.reverse();
    rows
}
