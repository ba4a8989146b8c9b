//! What the demo's start-up sells, and the positions that a deal's amount comes from.

use super::Dice;
use domain::pipeline::Motion;
use domain::products::line_total;
use domain::{Currency, Money};
use uuid::Uuid;

/// Name, code, family, price in won. The last one is not offered any more.
pub(super) const CATALOG: [(&str, &str, &str, i64); 9] = [
    ("마루담 서치 스타터 (1석·1년)", "MS-ST", "지식검색", 180_000),
    ("마루담 서치 비즈니스 (1석·1년)", "MS-BZ", "지식검색", 300_000),
    ("마루담 서치 엔터프라이즈 (1석·1년)", "MS-EN", "지식검색", 480_000),
    ("마루담 상담 (상담 1석·1년)", "MD-AG", "상담", 600_000),
    ("상담 자동화 (1년)", "MD-AU", "상담", 6_000_000),
    ("데이터 연동 패키지", "IN-PK", "서비스", 4_500_000),
    ("도입 컨설팅 (1일)", "SV-CO", "서비스", 1_200_000),
    ("전담 지원 (1년)", "SV-PS", "서비스", 12_000_000),
    ("마루담 위키 (1석·1년)", "MW-OL", "지식검색", 96_000),
];
/// The place of what is not offered any more.
pub(super) const RETIRED: usize = 8;

const STARTER: usize = 0;
const BUSINESS: usize = 1;
const ENTERPRISE: usize = 2;
const AGENT: usize = 3;
const AUTOMATION: usize = 4;
const INTEGRATION: usize = 5;
const CONSULTING: usize = 6;
const SUPPORT: usize = 7;

/// One position of a deal.
pub(super) struct Line {
    pub id: Uuid,
    pub product: usize,
    pub quantity: i32,
    pub discount: i16,
}

impl Line {
    pub const fn unit(&self) -> i64 {
        CATALOG[self.product].3
    }
}

/// How many people would use it in a deal of this motion.
pub(super) fn seats(dice: &mut Dice, motion: Motion) -> i64 {
    match motion {
        Motion::InboundSmb => dice.between(4, 16) * 5,
        Motion::OutboundEnterprise => dice.between(8, 42) * 10,
        Motion::SelfServe => dice.between(4, 28),
    }
}

/// The positions of a deal for so many seats.
pub(super) fn lines(dice: &mut Dice, motion: Motion, seats: i64) -> Vec<Line> {
    let mut wanted: Vec<(usize, i64, i16)> = Vec::new();
    match motion {
        Motion::InboundSmb => {
            wanted.push((BUSINESS, seats, dice.pick(&[0, 0, 0, 5, 10])));
            if dice.chance(40) {
                wanted.push((AGENT, dice.between(3, 12), 0));
            }
            if dice.chance(35) {
                wanted.push((INTEGRATION, 1, dice.pick(&[0, 0, 20])));
            }
            if dice.chance(40) {
                wanted.push((CONSULTING, dice.between(1, 3), 0));
            }
        }
        Motion::OutboundEnterprise => {
            wanted.push((ENTERPRISE, seats, dice.pick(&[0, 5, 10, 12, 15])));
            if dice.chance(55) {
                wanted.push((AUTOMATION, 1, dice.pick(&[0, 0, 10])));
            }
            wanted.push((INTEGRATION, dice.between(1, 3), 0));
            if dice.chance(60) {
                wanted.push((SUPPORT, 1, dice.pick(&[0, 0, 50])));
            }
            wanted.push((CONSULTING, dice.between(2, 10), dice.pick(&[0, 0, 100])));
        }
        Motion::SelfServe => {
            let plan = if seats > 18 && dice.chance(60) { BUSINESS } else { STARTER };
            wanted.push((plan, seats, dice.pick(&[0, 0, 10])));
        }
    }
    let line = |(product, quantity, discount)| Line {
        id: dice.id(),
        product,
        quantity: i32::try_from(quantity).unwrap_or(1),
        discount,
    };
    wanted.into_iter().map(line).collect()
}

/// What the lines come to, in won.
pub(super) fn total(lines: &[Line]) -> i64 {
    let worth = |it: &Line| line_total(it.quantity, Money::new(it.unit(), Currency::Krw), it.discount);
    lines.iter().filter_map(|it| worth(it).ok()).map(|it| it.minor).sum()
}
