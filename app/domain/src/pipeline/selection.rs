//! The cards that somebody has picked, to work them in one go. It stands through everybody's moves: a card that goes
//! to another column stays picked, one that leaves the board does not.

use super::Card;
use super::board::Totals;
use crate::DealId;
use std::borrow::Borrow;
use std::collections::BTreeSet;

/// Which cards, and the one from which a range goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    picked: BTreeSet<DealId>,
    anchor: Option<DealId>,
}

impl Selection {
    pub fn is_empty(&self) -> bool {
        self.picked.is_empty()
    }

    pub fn count(&self) -> usize {
        self.picked.len()
    }

    pub fn has(&self, deal: DealId) -> bool {
        self.picked.contains(&deal)
    }

    /// Picks a card, or lets it go again.
    pub fn toggle(&mut self, deal: DealId) {
        if !self.picked.remove(&deal) {
            self.picked.insert(deal);
        }
        self.anchor = Some(deal);
    }

    /// Picks everything from the card touched last to this one, where both stand in one column; `columns` are the
    /// cards in the order in which they are shown. Else this one alone. The range begins at the same card again.
    pub fn reach<'a, C: Borrow<Card> + 'a>(
        &mut self,
        columns: impl IntoIterator<Item = &'a [C]>,
        to: DealId,
    ) {
        let anchor = self.anchor.unwrap_or(to);
        let range = columns.into_iter().find_map(|cards| {
            let place = |deal| cards.iter().position(|it| it.borrow().id == deal);
            let (from, to) = (place(anchor)?, place(to)?);
            cards.get(from.min(to)..=from.max(to))
        });
        match range {
            Some(cards) => {
                self.add(cards.iter().map(Borrow::borrow));
                self.anchor = Some(anchor);
            }
            None => {
                self.picked.insert(to);
                self.anchor = Some(to);
            }
        }
    }

    pub fn add<'a>(&mut self, cards: impl IntoIterator<Item = &'a Card>) {
        self.picked.extend(cards.into_iter().map(|it| it.id));
    }

    pub fn has_all<'a>(&self, cards: impl IntoIterator<Item = &'a Card>) -> bool {
        cards.into_iter().all(|it| self.has(it.id))
    }

    pub fn put(&mut self, deals: impl IntoIterator<Item = DealId>) {
        self.picked.extend(deals);
    }

    pub fn drop(&mut self, deals: impl IntoIterator<Item = DealId>) {
        deals.into_iter().for_each(|it| _ = self.picked.remove(&it));
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Those that are not among these cards any more.
    pub fn missing<'a>(&self, cards: impl IntoIterator<Item = &'a Card>) -> Vec<DealId> {
        let there: BTreeSet<_> = cards.into_iter().map(|it| it.id).collect();
        self.picked.difference(&there).copied().collect()
    }

    /// The picked ones of these cards, in their order.
    pub fn of<'a>(&self, cards: impl IntoIterator<Item = &'a Card>) -> impl Iterator<Item = &'a Card> {
        cards.into_iter().filter(|it| self.has(it.id))
    }
}

/// Count, and the sum in each currency.
pub fn totals_of<'a>(cards: impl IntoIterator<Item = &'a Card>, today: chrono::NaiveDate) -> Totals {
    let mut totals = Totals::default();
    cards.into_iter().for_each(|it| totals.enter(it, today));
    totals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::board::tests::{STAGES, card};

    fn cards(numbers: &[u128]) -> Vec<Card> {
        numbers.iter().map(|it| card(*it, 1, STAGES[0], "a0", 10)).collect()
    }

    fn picked(selection: &Selection, columns: &[Vec<Card>]) -> Vec<i32> {
        selection.of(columns.iter().flatten()).map(|it| it.number).collect()
    }

    #[test]
    fn a_range_goes_from_the_card_touched_last_in_the_teams_order() {
        let columns = [cards(&[3, 1, 4, 2]), cards(&[7, 8])];
        let shown = || columns.iter().map(Vec::as_slice);
        let id = |at: usize| columns[0][at].id;
        let mut selection = Selection::default();
        selection.toggle(id(1));
        selection.reach(shown(), id(3));
        assert_eq!(picked(&selection, &columns), [1, 4, 2]);
        selection.reach(shown(), id(0));
        assert_eq!(picked(&selection, &columns), [3, 1, 4, 2], "from the same card, the other way");
        selection.reach(shown(), columns[1][1].id);
        assert_eq!(picked(&selection, &columns), [3, 1, 4, 2, 8], "in another column there is no range");
        selection.reach(shown(), columns[1][0].id);
        assert_eq!(picked(&selection, &columns), [3, 1, 4, 2, 7, 8]);
    }

    #[test]
    fn whoever_leaves_the_board_is_not_picked_any_more() {
        let before = cards(&[1, 2, 3]);
        let mut selection = Selection::default();
        selection.add(&before);
        assert!(selection.has_all(&before));
        let gone = selection.missing(&before[1..]);
        assert_eq!(gone, [before[0].id]);
        selection.drop(gone);
        assert_eq!((selection.count(), selection.has(before[0].id)), (2, false));
    }

    #[test]
    fn what_is_picked_comes_to_a_sum_in_each_currency() {
        let mut all = cards(&[1, 2, 3]);
        all[2].currency = crate::Currency::Usd;
        let mut selection = Selection::default();
        selection.add(&all);
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        let totals = totals_of(selection.of(&all), day);
        assert_eq!((totals.count, totals.sums.len()), (3, 2));
    }
}
