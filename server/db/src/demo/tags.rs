//! The labels the team put on deals, accounts and people.

use super::Dice;
use super::accounts::Company;
use super::clock::Clock;
use super::people::Contact;
use super::rows::{TagRow, TaggedRow};
use super::sales::Sale;
use super::write::Rows;
use domain::pipeline::{Motion, StageKind};
use uuid::Uuid;

const TAGS: [&str; 9] = [
    "레퍼런스 가능",
    "핵심 고객",
    "확장 가능성",
    "보안심사 필요",
    "경쟁 진행 중",
    "연내 도입",
    "파트너 소개",
    "세미나 참석",
    "재도전",
];
const REFERENCE: usize = 0;
const KEY: usize = 1;
const GROWING: usize = 2;
const SECURITY: usize = 3;
const CONTESTED: usize = 4;
const THIS_YEAR: usize = 5;
const PARTNER: usize = 6;
const SEMINAR: usize = 7;
const AGAIN: usize = 8;

pub(super) fn write(
    dice: &mut Dice,
    clock: &Clock,
    sales: &[Sale],
    companies: &[Company],
    contacts: &[Contact],
    rows: &mut Rows,
) {
    let created_at = clock.instant(clock.ago(55_000));
    rows.tags.extend(TAGS.into_iter().map(|name| TagRow { id: dice.id(), name, created_at }));
    let ids: Vec<Uuid> = rows.tags.iter().map(|it| it.id).collect();
    let none = TaggedRow { tag_id: ids[0], deal_id: None, account_id: None, person_id: None };
    for sale in sales {
        let fitting: &[usize] = match (sale.kind, sale.motion) {
            (StageKind::Won, _) => &[REFERENCE, GROWING],
            (StageKind::Lost, _) if sale.lost_to().is_some() => &[CONTESTED],
            (StageKind::Lost, _) => continue,
            (_, Motion::OutboundEnterprise) => &[SECURITY, CONTESTED, THIS_YEAR, PARTNER],
            (_, Motion::InboundSmb) => &[THIS_YEAR, CONTESTED, AGAIN, SEMINAR],
            (_, Motion::SelfServe) => &[GROWING, THIS_YEAR],
        };
        let wanted = dice.weighted(&[(0, 58), (1, 32), (2, 10)]);
        for tag in dice.some(fitting, wanted) {
            rows.tagged.push(TaggedRow { tag_id: ids[*tag], deal_id: Some(sale.id), ..none });
        }
    }
    for company in companies {
        if dice.chance(30) {
            let tag = if company.employees > 800 { KEY } else { dice.pick(&[GROWING, PARTNER, SEMINAR]) };
            rows.tagged.push(TaggedRow { tag_id: ids[tag], account_id: Some(company.id), ..none });
        }
    }
    for contact in contacts {
        if dice.chance(12) {
            let tag = dice.pick(&[SEMINAR, PARTNER, REFERENCE]);
            rows.tagged.push(TaggedRow { tag_id: ids[tag], person_id: Some(contact.id), ..none });
        }
    }
}
