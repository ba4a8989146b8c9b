//! A card's place in its column as a short text between its neighbours' texts, so that a move writes
//! one deal and never renumbers the others.

use crate::ActId;

/// In the order of their bytes, as the database compares them.
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE: usize = DIGITS.len();
/// How many digits of the act's id end a rank, so that two drops into one gap differ.
const MARK: usize = 4;

/// A rank between the card above (None: the column's top) and the card below (None: its end).
///
/// Always `above < rank < below` when `above < below`. Neighbours that stand the wrong way round,
/// because somebody moved them meanwhile, count as if only the one above were there.
pub fn between(above: Option<&str>, below: Option<&str>, act: ActId) -> String {
    let above = above.unwrap_or_default().as_bytes();
    let below = below.map(str::as_bytes).filter(|it| above < *it);
    let mut rank = middle(above, below);
    let mut bits = act.0.as_u128();
    for _ in 0..MARK {
        rank.push(DIGITS[(bits % BASE as u128) as usize]);
        bits /= BASE as u128;
    }
    // A rank that ends in the lowest digit would leave no room right above it.
    if rank.last() == Some(&DIGITS[0]) {
        rank.push(DIGITS[BASE / 2]);
    }
    String::from_utf8(rank).unwrap_or_default()
}

/// Evenly spread ranks for so many cards that arrive at once, in order.
pub fn spread(cards: usize) -> impl Iterator<Item = String> {
    let width = (1..).find(|width| BASE.pow(*width) > cards.saturating_mul(4)).unwrap_or(1);
    let step = BASE.pow(width) / (cards + 1);
    (1..=cards).map(move |at| {
        let mut number = at * step;
        let mut digits = vec![0; width as usize];
        for digit in digits.iter_mut().rev() {
            *digit = DIGITS[number % BASE];
            number /= BASE;
        }
        digits.push(DIGITS[BASE / 2]);
        String::from_utf8(digits).unwrap_or_default()
    })
}

/// The shortest text after `above` that is, with anything behind it, still before `below`.
fn middle(above: &[u8], below: Option<&[u8]>) -> Vec<u8> {
    let mut rank = Vec::new();
    let mut below = below;
    for at in 0.. {
        let low = above.get(at).map_or(0, |digit| value(*digit));
        let high = below.map_or(BASE, |it| it.get(at).map_or(0, |digit| value(*digit)));
        if high > low + 1 {
            rank.push(DIGITS[low + (high - low) / 2]);
            break;
        }
        rank.push(DIGITS[low]);
        // One digit below the upper neighbour: from here on nothing bounds us from above.
        if high == low + 1 {
            below = None;
        }
    }
    rank
}

fn value(digit: u8) -> usize {
    DIGITS.binary_search(&digit).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn act(bits: u128) -> ActId {
        ActId(Uuid::from_u128(bits))
    }

    #[test]
    fn an_empty_column_takes_a_card_in_the_middle() {
        let rank = between(None, None, act(7));
        assert!(between(None, Some(&rank), act(8)) < rank);
        assert!(between(Some(&rank), None, act(9)) > rank);
    }

    #[test]
    fn two_drops_into_one_gap_differ() {
        assert_ne!(between(Some("A"), Some("B"), act(1)), between(Some("A"), Some("B"), act(2)));
    }

    #[test]
    fn spread_ranks_rise() {
        for cards in [0, 1, 5, 61, 62, 8_800] {
            let ranks: Vec<_> = spread(cards).collect();
            assert_eq!(ranks.len(), cards);
            assert!(ranks.is_sorted_by(|a, b| a < b), "{cards}");
        }
    }

    proptest! {
        #[test]
        fn there_is_always_room(places in prop::collection::vec((any::<prop::sample::Index>(), any::<u128>()), 1..300)) {
            let mut ranks: Vec<String> = Vec::new();
            for (place, bits) in places {
                let at = place.index(ranks.len() + 1);
                let above = at.checked_sub(1).and_then(|it| ranks.get(it));
                let rank = between(above.map(String::as_str), ranks.get(at).map(String::as_str), act(bits));
                ranks.insert(at, rank);
                prop_assert!(ranks.is_sorted_by(|a, b| a < b), "{ranks:?}");
            }
        }

        #[test]
        fn one_place_stays_short_for_long(bits in any::<u128>()) {
            let mut top = between(None, None, act(bits));
            for turn in 0..1_000u128 {
                top = between(None, Some(&top), act(bits ^ turn));
            }
            prop_assert!(top.len() < 700, "{}", top.len());
        }
    }
}
