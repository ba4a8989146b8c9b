//! What has happened to a board since a moment. Two boards differ by the deals that stand elsewhere now or are worth
//! something else: grouped by where they stood and where they stand, they say everything about every column.

use crate::pipeline::StageKind;
use crate::{Money, StageId};
use serde::{Deserialize, Serialize};

/// Deals that stood in one stage then and stand in one now, taken together. None is not on the board: not made yet,
/// deleted, or left out by the filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flow {
    pub from: Option<StageId>,
    pub to: Option<StageId>,
    pub count: i64,
    /// What they came to then, and what they come to now.
    pub was: Option<Money>,
    pub is: Option<Money>,
}

/// How many deals, and what they come to in each currency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worth {
    pub count: i64,
    pub sums: Vec<Money>,
}

impl Worth {
    pub fn of<'a>(all: impl Iterator<Item = &'a Worth>) -> Self {
        all.fold(Self::default(), |mut total, it| {
            total.count += it.count;
            it.sums.iter().for_each(|sum| add(&mut total.sums, Some(*sum), 1));
            total
        })
    }
}

/// What has happened to a column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Since {
    pub came: i64,
    pub left: i64,
    /// How many of those that left were won, and lost.
    pub won: i64,
    pub lost: i64,
    /// By how much its sums have changed.
    pub sums: Vec<Money>,
}

impl Since {
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// Which of the deals that a column says something about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Way {
    Came,
    Left,
    Won,
    Lost,
    /// By which its sum has changed.
    Worth,
}

impl Way {
    pub const ALL: [Self; 5] = [Self::Came, Self::Left, Self::Won, Self::Lost, Self::Worth];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Came => "came",
            Self::Left => "left",
            Self::Won => "won",
            Self::Lost => "lost",
            Self::Worth => "worth",
        }
    }

    /// Does a column mean such deals, by where they stood and where they stand?
    fn means(
        self,
        column: StageId,
        from: Option<StageId>,
        to: Option<StageId>,
        kind: impl Fn(StageId) -> StageKind,
    ) -> bool {
        let (stood, stands) = (from == Some(column), to == Some(column));
        let ended = |as_what| to.is_some_and(|it| kind(it) == as_what);
        match self {
            Self::Came => stands && !stood,
            Self::Left => stood && !stands,
            Self::Won => stood && !stands && ended(StageKind::Won),
            Self::Lost => stood && !stands && ended(StageKind::Lost),
            Self::Worth => stood || stands,
        }
    }
}

/// The deals that a number on a column stands for. Part of the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub column: StageId,
    pub way: Way,
}

impl Asked {
    pub fn of_pairs<'a>(get: impl Fn(&str) -> Option<&'a str>) -> Option<Self> {
        let way = get("way")?;
        let way = Way::ALL.into_iter().find(|it| it.code() == way)?;
        Some(Self { column: get("of")?.parse().ok()?, way })
    }

    pub fn pairs(self) -> [(&'static str, String); 2] {
        [("of", self.column.to_string()), ("way", self.way.code().to_owned())]
    }
}

/// All that happened between two boards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flows(pub Vec<Flow>);

impl Flows {
    /// What a column came to then.
    pub fn then(&self, column: StageId) -> Worth {
        let mut worth = Worth::default();
        for flow in self.0.iter().filter(|it| it.from == Some(column)) {
            worth.count += flow.count;
            add(&mut worth.sums, flow.was, 1);
        }
        worth
    }

    pub fn since(&self, column: StageId, kind: impl Fn(StageId) -> StageKind) -> Since {
        let mut since = Since::default();
        for flow in &self.0 {
            let count = |way: Way| if way.means(column, flow.from, flow.to, &kind) { flow.count } else { 0 };
            since.came += count(Way::Came);
            since.left += count(Way::Left);
            since.won += count(Way::Won);
            since.lost += count(Way::Lost);
            add(&mut since.sums, flow.is.filter(|_| flow.to == Some(column)), 1);
            add(&mut since.sums, flow.was.filter(|_| flow.from == Some(column)), -1);
        }
        since
    }

    /// Where the deals stood and stand that somebody asks for.
    pub fn places(
        &self,
        asked: Asked,
        kind: impl Fn(StageId) -> StageKind,
    ) -> Vec<(Option<StageId>, Option<StageId>)> {
        let mut places: Vec<_> = self
            .0
            .iter()
            .map(|it| (it.from, it.to))
            .filter(|(from, to)| asked.way.means(asked.column, *from, *to, &kind))
            .collect();
        places.sort();
        places.dedup();
        places
    }
}

/// Different currencies are never added, and a sum of nothing is none.
fn add(sums: &mut Vec<Money>, money: Option<Money>, sign: i64) {
    let Some(Money { minor, currency }) = money else { return };
    match sums.iter_mut().find(|it| it.currency == currency) {
        Some(sum) => sum.minor += sign * minor,
        None => sums.push(Money::new(sign * minor, currency)),
    }
    sums.retain(|it| it.minor != 0);
    sums.sort_by_key(|it| it.currency);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;
    use proptest::prelude::*;
    use uuid::Uuid;

    const KINDS: [StageKind; 4] = [StageKind::Open, StageKind::Open, StageKind::Won, StageKind::Lost];

    fn stage(at: usize) -> StageId {
        StageId(Uuid::from_u128(at as u128 + 1))
    }

    fn kind(of: StageId) -> StageKind {
        KINDS[(0..KINDS.len()).find(|it| stage(*it) == of).expect("one of them")]
    }

    fn won(minor: i64) -> Option<Money> {
        Some(Money::new(minor, Currency::Krw))
    }

    fn flow(from: Option<usize>, to: Option<usize>, count: i64, was: i64, is: i64) -> Flow {
        Flow {
            from: from.map(stage),
            to: to.map(stage),
            count,
            was: won(was).filter(|_| from.is_some()),
            is: won(is).filter(|_| to.is_some()),
        }
    }

    #[test]
    fn a_column_says_what_came_what_left_and_how_it_ended() {
        let flows = Flows(vec![
            flow(Some(0), Some(0), 5, 500, 620),
            flow(Some(0), Some(1), 2, 200, 200),
            flow(Some(0), Some(2), 1, 90, 100),
            flow(Some(0), Some(3), 3, 300, 300),
            flow(None, Some(0), 4, 0, 400),
            flow(Some(1), None, 1, 10, 0),
        ]);
        assert_eq!(flows.then(stage(0)), Worth { count: 11, sums: vec![Money::new(1_090, Currency::Krw)] });
        let since = flows.since(stage(0), kind);
        assert_eq!((since.came, since.left, since.won, since.lost), (4, 6, 1, 3));
        assert_eq!(since.sums, [Money::new(-70, Currency::Krw)]);
        assert_eq!(flows.since(stage(2), kind).came, 1, "and the column of what was won counts it, too");
        let left = Asked { column: stage(0), way: Way::Left };
        assert_eq!(flows.places(left, kind).len(), 3);
        let worth = Asked { column: stage(1), way: Way::Worth };
        assert_eq!(flows.places(worth, kind).len(), 2);
    }

    #[test]
    fn an_address_carries_what_is_listed() {
        for way in Way::ALL {
            let asked = Asked { column: stage(1), way };
            let pairs = asked.pairs();
            let get = |name: &str| pairs.iter().find(|it| it.0 == name).map(|it| it.1.as_str());
            assert_eq!(Asked::of_pairs(get), Some(asked));
        }
        assert_eq!(Asked::of_pairs(|_| Some("nonsense")), None);
    }

    proptest! {
        #[test]
        fn then_and_what_happened_since_come_to_now(deals in proptest::collection::vec(
            (0..5usize, 0..5usize, 1..100i64, 1..100i64), 0..40))
        {
            // The fifth place is not on the board.
            let at = |place: usize| Some(place).filter(|it| *it < KINDS.len());
            let flows = Flows(deals.iter().map(|(from, to, was, is)| flow(at(*from), at(*to), 1, *was, *is)).collect());
            for place in 0..KINDS.len() {
                let (then, since) = (flows.then(stage(place)), flows.since(stage(place), kind));
                let sum = |sums: &[Money]| sums.iter().map(|it| it.minor).sum::<i64>();
                let now = deals.iter().filter(|it| it.1 == place);
                prop_assert_eq!(then.count + since.came - since.left, now.clone().count() as i64);
                prop_assert_eq!(sum(&then.sums) + sum(&since.sums), now.map(|it| it.3).sum::<i64>());
                prop_assert!(since.won + since.lost <= since.left);
            }
        }
    }
}
