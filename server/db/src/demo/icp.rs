//! Whom the demo's start-up wants to sell to, as it wrote it down first and as it stands after a year of deals.

use super::clock::Clock;
use super::rows::IcpProfileRow;
use super::team::{FOUNDER, Ids, MANAGER};
use super::write::Rows;
use domain::icp::{Asks, Predicate, Profile};

pub(super) fn write(clock: &Clock, ids: &Ids, rows: &mut Rows) {
    let list = |of: &[&str]| of.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let asks = |asks, points| Predicate { asks, points };
    let industries = list(&["소프트웨어", "커머스", "금융", "헬스케어", "교육"]);
    let first = vec![
        asks(Asks::Industry(list(&["소프트웨어", "커머스"])), 60),
        asks(Asks::Region(list(&["서울"])), 40),
    ];
    let learned = vec![
        asks(Asks::Industry(industries), 45),
        asks(Asks::Employees { from: Some(10), to: Some(200) }, 25),
        asks(Asks::Region(list(&["서울", "경기"])), 20),
        asks(Asks::AnyTag(list(&["확장 가능성", "핵심 고객", "세미나 참석"])), 10),
        asks(Asks::Industry(list(&["물류", "식품"])), -30),
    ];
    for (version, predicates, by, ago) in [(1, first, FOUNDER, 50_000), (2, learned, MANAGER, 9_000)] {
        rows.icp_profiles.push(IcpProfileRow {
            version,
            predicates: Profile(predicates),
            by_id: ids.members[by],
            at: clock.instant(clock.ago(ago)),
        });
    }
}
