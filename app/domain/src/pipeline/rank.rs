//! A card's place in its column as a short text between its neighbours' texts, so that a move writes
//! one deal and never renumbers the others.
//!
//! A rank is a whole number, written so that texts sort as their numbers do, and then a fraction. Above the
//! top and below the end there is always another number, so ranks there grow with the logarithm of the drops.

use crate::ActId;

/// In the order of their bytes, as the database compares them.
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE: usize = DIGITS.len();
/// How many digits of the act's id end a rank, so that two drops into one gap differ.
const MARK: usize = 4;
/// The longest whole number, in digits; its values fit into an i64.
const LONGEST: usize = 10;
/// Cards that arrive together leave room for so many numbers from one to the next.
const STEP: i64 = 16;

/// A rank between the card above (None: the column's top) and the card below (None: its end).
///
/// Always `above < rank < below` when `above < below`. Neighbours that stand the wrong way round,
/// because somebody moved them meanwhile, count as if only the one above were there.
pub fn between(above: Option<&str>, below: Option<&str>, act: ActId) -> String {
    let below = below.filter(|it| above.unwrap_or_default() < *it);
    let bytes = |rank: Option<&str>| rank.unwrap_or_default().as_bytes().to_vec();
    let mut rank = match number_between(above, below) {
        Some(number) => number.into_bytes(),
        None => middle(&bytes(above), below.map(str::as_bytes)),
    };
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

/// Ranks for cards that arrive at once behind the last one (None: in an empty column), in order.
pub fn following(last: Option<&str>) -> impl Iterator<Item = String> + Send + use<> {
    let number = last.and_then(whole).filter(|number| written(number * 2).is_some());
    // A text that is no rank, or whose number is among the last, has everything behind it that begins with it.
    let (before, from) = match (last, number) {
        (_, Some(number)) => (String::new(), number + 1),
        (last, None) => (last.unwrap_or_default().to_owned(), 0),
    };
    (0..).map_while(move |at: i64| Some(format!("{before}{}", written(from + at * STEP)?)))
}

/// Evenly spread ranks for so many cards that arrive at once in an empty column, in order.
pub fn spread(cards: usize) -> impl Iterator<Item = String> {
    following(None).take(cards)
}

/// The number that has the most room on both sides, if a whole one is left.
fn number_between(above: Option<&str>, below: Option<&str>) -> Option<String> {
    let number = match (above, below) {
        (None, None) => 0,
        (Some(above), None) => whole(above)? + 1,
        (None, Some(below)) => whole(below)? - 1,
        (Some(above), Some(below)) => {
            let (above, below) = (whole(above)?, whole(below)?);
            let number = above + (below - above) / 2;
            (above < number && number < below).then_some(number)?
        }
    };
    written(number)
}

/// Writes a number: a letter that says how long it is (`a` one digit, `b` two; below zero `Z` one, `Y` two, with
/// the digits counting down), then its digits. None: too long.
fn written(number: i64) -> Option<String> {
    let below_zero = number < 0;
    let mut rest = usize::try_from(if below_zero { -(number + 1) } else { number }).ok()?;
    let mut digits = Vec::new();
    while rest > 0 || digits.is_empty() {
        let digit = rest % BASE;
        digits.push(DIGITS[if below_zero { BASE - 1 - digit } else { digit }]);
        rest /= BASE;
    }
    let longer = u8::try_from(digits.len() - 1).ok().filter(|_| digits.len() <= LONGEST)?;
    digits.push(if below_zero { b'Z' - longer } else { b'a' + longer });
    digits.reverse();
    String::from_utf8(digits).ok()
}

/// The number a rank begins with. None: it is not one of ours.
fn whole(rank: &str) -> Option<i64> {
    let (head, rest) = rank.as_bytes().split_first()?;
    let (below_zero, longer) = match head {
        b'a'..=b'z' => (false, head - b'a'),
        b'A'..=b'Z' => (true, b'Z' - head),
        _ => return None,
    };
    let digits = rest.get(..=usize::from(longer)).filter(|it| it.len() <= LONGEST)?;
    let mut number = 0;
    for digit in digits {
        let digit = DIGITS.binary_search(digit).ok()?;
        number = number * BASE as i64 + (if below_zero { BASE - 1 - digit } else { digit }) as i64;
    }
    let number = if below_zero { -number - 1 } else { number };
    // A number with zeros before it would not stand where it counts.
    rank.starts_with(&written(number)?).then_some(number)
}

/// The shortest text after `above` that is, with anything behind it, still before `below`.
fn middle(above: &[u8], below: Option<&[u8]>) -> Vec<u8> {
    let mut rank = Vec::new();
    let mut below = below;
    for at in 0.. {
        let low = above.get(at).map_or(0, |digit| value(*digit));
        let high = below.and_then(|it| it.get(at)).map_or(BASE, |digit| value(*digit));
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
        fn numbers_sort_as_they_count(one in -1_000_000_i64..1_000_000, other in -1_000_000_i64..1_000_000) {
            let text = |number| written(number).expect("it is not long");
            prop_assert_eq!(text(one).cmp(&text(other)), one.cmp(&other));
            prop_assert_eq!(whole(&text(one)), Some(one));
        }

        #[test]
        fn the_narrowest_place_takes_any_number_of_cards(sides in prop::collection::vec(any::<bool>(), 1..500), bits in any::<u128>()) {
            let mut ranks: Vec<_> = spread(2).collect();
            for (turn, upper) in (0..).zip(sides) {
                let rank = between(Some(&ranks[0]), Some(&ranks[1]), act(bits ^ turn));
                prop_assert!(ranks[0] < rank && rank < ranks[1], "{rank} between {ranks:?}");
                ranks[usize::from(upper)] = rank;
            }
            prop_assert!(ranks[0].len() < 250, "{}", ranks[0].len());
        }

        #[test]
        fn any_two_texts_have_room_between_them(one in "[0-9A-Za-z]{0,8}[1-9A-Za-z]", other in "[0-9A-Za-z]{0,8}[1-9A-Za-z]", bits in any::<u128>()) {
            prop_assume!(one != other);
            let (above, below) = if one < other { (one, other) } else { (other, one) };
            let rank = between(Some(&above), Some(&below), act(bits));
            prop_assert!(above < rank && rank < below, "{above} {rank} {below}");
            prop_assert!(between(None, Some(&above), act(bits)) < above);
            prop_assert!(between(Some(&below), None, act(bits)) > below);
        }
    }

    #[test]
    fn both_ends_stay_short_for_ever() {
        let (mut top, mut end) = (between(None, None, act(0)), between(None, None, act(0)));
        for turn in 0..20_000 {
            // An id of few bits is the longest case: it leaves the lowest digit at the rank's end.
            let (above, below) = (between(None, Some(&top), act(turn)), between(Some(&end), None, act(turn)));
            assert!(above < top && end < below, "{above} {top} {end} {below}");
            (top, end) = (above, below);
        }
        assert!(top.len() < 12 && end.len() < 12, "{top} {end}");
    }

    #[test]
    fn taking_turns_between_two_cards_stays_in_order() {
        let mut ranks: Vec<_> = spread(2).collect();
        for turn in 0..2_000 {
            let rank = between(Some(&ranks[0]), Some(&ranks[1]), act(turn * 7919));
            assert!(ranks[0] < rank && rank < ranks[1], "{ranks:?}");
            ranks[(turn % 2) as usize] = rank;
        }
    }

    #[test]
    fn what_follows_the_last_card_rises_and_is_nobodys_already() {
        for last in ["a0", "a0V", "Zz", "azzzzz", "b10", "jzzzzzzzzzz", "k", "5", "b0", "가"] {
            let ranks: Vec<_> = following(Some(last)).take(100).collect();
            assert_eq!(ranks.len(), 100, "{last}");
            assert!(last < ranks[0].as_str() && ranks.is_sorted_by(|a, b| a < b), "{last} {ranks:?}");
        }
    }
}
