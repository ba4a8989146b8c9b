//! What is painted of a column, and what is space.

use app::pipeline::window::paint::*;
use domain::pipeline::{Column, Totals};
use domain::{DealId, StageId};
use uuid::Uuid;

fn deal(number: u128) -> DealId {
    DealId(Uuid::from_u128(number))
}

fn column(cards: u128, count: i64) -> Column {
    let card = |number: u128| {
        let told = serde_json::json!({
            "id": deal(number), "number": 1, "version": 1, "name": "딜", "pipeline": Uuid::nil(), "stage": Uuid::nil(),
            "rank": "M", "account": null, "account_name": null, "owner": null, "currency": "KRW",
            "amount_minor": null, "weighted_minor": 0, "expected_close": null, "next_step": null,
            "next_step_due": null, "stage_entered_at": "2026-11-23T00:00:00Z",
            "last_activity_at": "2026-11-23T00:00:00Z"
        });
        serde_json::from_value(told).expect("a card")
    };
    let complete = i64::try_from(cards).expect("few") == count;
    let totals = Totals { count, ..Totals::default() };
    Column::read(StageId(Uuid::nil()), totals, (0..cards).map(card).collect(), complete)
}

/// Every card is 100 high, gap and all.
fn heights(column: &Column) -> Heights {
    let mut heights = Heights::of(8, 240);
    for card in &column.cards {
        heights.put(card.id, 100);
    }
    heights
}

#[test]
fn a_page_that_sleeps_shows_all_it_has_and_no_space() {
    let column = column(3, 4_812);
    let painted = paint(&column, &heights(&column), None, [None; 2]);
    assert_eq!(painted.items, [0, 1, 2].map(|it| Item::Card(deal(it))));
}

#[test]
fn what_is_not_painted_is_space_of_its_height() {
    let column = column(10, 10);
    let painted = paint(&column, &heights(&column), Some((4, 6)), [None; 2]);
    let [above, below] = [Item::Space(Some(deal(4)), 392), Item::Space(None, 392)];
    assert_eq!(painted.items, [above, Item::Card(deal(4)), Item::Card(deal(5)), below]);
}

#[test]
fn a_card_in_the_hand_stays_painted_at_its_place() {
    let column = column(10, 10);
    let painted = paint(&column, &heights(&column), Some((8, 10)), [Some(deal(2)), None]);
    let cards: Vec<_> = painted.cards.iter().map(|it| it.0).collect();
    assert_eq!(cards, [2, 8, 9]);
    assert_eq!(painted.items[0], Item::Space(Some(deal(2)), 192));
    assert_eq!(painted.items[2], Item::Space(Some(deal(8)), 492));
}

#[test]
fn what_was_not_read_yet_has_its_place_too() {
    let column = column(12, 4_812);
    let painted = paint(&column, &heights(&column), Some((0, 12)), [None; 2]);
    assert_eq!(painted.items.last(), Some(&Item::Space(None, 480_000 - 8)));
}

#[test]
fn in_sight_is_what_the_stretch_touches() {
    let cards = || std::iter::repeat_n(100, 50);
    assert_eq!(in_sight(cards(), 0, 350), (0, 4));
    assert_eq!(in_sight(cards(), 100, 300), (1, 3));
    assert_eq!(in_sight(cards(), 4_950, 6_000), (49, 50));
    assert_eq!(in_sight(cards(), 9_000, 9_500), (50, 50), "below all that is loaded");
}
