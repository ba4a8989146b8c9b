//! What the team looks at again and again.

use super::Dice;
use super::clock::Clock;
use super::process::Funnel;
use super::rows::{PinnedViewRow, SavedViewRow};
use super::team::{FOUNDER, Ids, MANAGER, MINJI};
use super::write::Rows;
use uuid::Uuid;

pub(super) fn write(dice: &mut Dice, clock: &Clock, ids: &Ids, funnels: &[Funnel], rows: &mut Rows) {
    let created_at = clock.instant(clock.ago(4_000));
    let mut view =
        |owner: usize, name: &str, board: Option<Uuid>, asks: &[(&'static str, &'static str)], shared| {
            let id = dice.id();
            let (owner_id, query) = (ids.members[owner], asks.iter().copied().collect());
            rows.saved_views.push(SavedViewRow {
                id,
                owner_id,
                name: name.to_owned(),
                pipeline_id: board,
                query,
                shared,
                created_at,
            });
            id
        };
    let closing =
        view(MANAGER, "이번 달에 닫을 딜", None, &[("close", "this_month"), ("sort", "close")], true);
    let dropped = view(MANAGER, "약속이 빈 딜", None, &[("step", "missing"), ("sort", "amount")], true);
    let late =
        view(MINJI, "오늘 챙길 내 보드", Some(funnels[0].id), &[("owner", "me"), ("step", "overdue")], false);
    let pins = [(FOUNDER, closing), (MANAGER, closing), (MANAGER, dropped), (MINJI, late), (MINJI, closing)];
    for ((member, view_id), minute) in pins.into_iter().zip(0..) {
        let (member_id, pinned_at) = (ids.members[member], created_at + chrono::Duration::minutes(minute));
        rows.pinned_views.push(PinnedViewRow { member_id, view_id, pinned_at });
    }
}
