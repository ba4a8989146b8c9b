//! Which cards of a column are painted and how much space stands instead of the others, worked out from how high
//! cards are. Pure: what is measured is told.

use domain::DealId;
use domain::pipeline::{Card, Column};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Heights are whole numbers of this part of a pixel, the finest that browsers know.
pub const PART: f64 = 64.0;
/// As high as a card is, more or less, until one was measured.
const GUESS: i64 = 130 * 64;

/// What stands in the list of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Item {
    Card(DealId),
    /// Instead of cards that are not painted, above this one; or at the end.
    Space(Option<DealId>, i64),
}

/// The cards that are painted, with their places in the column, and what stands in the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Painted {
    pub cards: Vec<(usize, Arc<Card>)>,
    pub items: Vec<Item>,
}

/// What is known of how high cards are, each with the gap below it.
#[derive(Default)]
pub struct Heights {
    of: BTreeMap<DealId, i64>,
    sum: i64,
    gap: i64,
    /// As wide as the list was.
    width: i32,
}

impl Heights {
    pub fn of(gap: i64, width: i32) -> Self {
        Self { gap, width, ..Self::default() }
    }

    /// Other widths break lines elsewhere, and closer cards are other cards.
    pub fn are_of(&self, gap: i64, width: i32) -> bool {
        (self.gap, self.width) == (gap, width)
    }

    fn average(&self) -> i64 {
        i64::try_from(self.of.len()).ok().and_then(|it| self.sum.checked_div(it)).unwrap_or(GUESS)
    }

    pub fn put(&mut self, deal: DealId, height: i64) {
        self.sum += height - self.of.insert(deal, height).unwrap_or(0);
    }

    /// The space that has come together; it has a gap of its own.
    fn instead(&self, space: &mut i64, above: Option<DealId>) -> Option<Item> {
        let height = std::mem::take(space) - self.gap;
        (height > 0).then_some(Item::Space(above, height))
    }

    pub fn all<'a>(&'a self, column: &'a Column) -> impl Iterator<Item = i64> + 'a {
        let average = self.average();
        column.cards.iter().map(move |it| self.of.get(&it.id).copied().unwrap_or(average))
    }
}

/// Cards in this range and those that are kept anyway; the others are space.
pub fn paint(
    column: &Column,
    heights: &Heights,
    range: Option<(usize, usize)>,
    kept: [Option<DealId>; 2],
) -> Painted {
    let mut painted = Painted::default();
    let mut space = 0;
    for ((at, card), height) in column.cards.iter().enumerate().zip(heights.all(column)) {
        let is_in = range.is_none_or(|(from, to)| from <= at && at < to);
        if is_in || kept.contains(&Some(card.id)) {
            painted.items.extend(heights.instead(&mut space, Some(card.id)));
            painted.items.push(Item::Card(card.id));
            painted.cards.push((at, card.clone()));
        } else {
            space += height;
        }
    }
    if let (Some(_), false) = (range, column.complete) {
        let loaded = i64::try_from(column.cards.len()).unwrap_or(i64::MAX);
        space += (column.totals.count - loaded).max(0) * heights.average();
    }
    painted.items.extend(heights.instead(&mut space, None));
    painted
}

/// From which to which of things so high, one below the other, this stretch shows.
pub fn in_sight(heights: impl Iterator<Item = i64>, top: i64, bottom: i64) -> (usize, usize) {
    let (mut end, mut first, mut count) = (0, None, 0);
    for height in heights {
        if end >= bottom {
            break;
        }
        end += height;
        if end > top && first.is_none() {
            first = Some(count);
        }
        count += 1;
    }
    (first.unwrap_or(count), count)
}

/// A space as CSS says it.
pub fn height(space: i64) -> String {
    format!("height:{}px", space as f64 / PART)
}
