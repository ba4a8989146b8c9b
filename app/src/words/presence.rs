//! Who else is here, and whose hand is on a card.

use super::words;

words! {
    member_called(name: &str) = "{name} 님" | "{name}";
    also_here(names: &str) = "지금 함께 보는 사람: {names}" | "Also here: {names}";
    also_more(more: i64) = "+{more}" | "+{more}";
    card_held(name: &str) = "{name} 님이 옮기는 중" | "{name} is moving it";
}
