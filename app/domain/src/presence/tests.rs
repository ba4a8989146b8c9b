//! Who counts as present, and for whom.

use super::*;
use uuid::Uuid;

const MINJI: MemberId = MemberId(Uuid::from_u128(1));
const JUNHO: MemberId = MemberId(Uuid::from_u128(2));
const BOARD: Place = Place::Board(PipelineId(Uuid::from_u128(3)));
const DEAL: DealId = DealId(Uuid::from_u128(4));
const OTHER: DealId = DealId(Uuid::from_u128(5));

fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000)
}

fn seen(member: MemberId, place: Place, seconds_ago: i64) -> Sighting {
    Sighting { member, place, carries: None, at: now() - TimeDelta::seconds(seconds_ago) }
}

fn is(member: MemberId, place: Place) -> Present {
    Present { member, place, carries: None }
}

#[test]
fn several_pages_of_one_member_are_one_person() {
    let sightings = [seen(MINJI, BOARD, 0), seen(MINJI, BOARD, 2), seen(JUNHO, BOARD, 1)];
    assert_eq!(present(&sightings, now()), [is(MINJI, BOARD), is(JUNHO, BOARD)]);
}

#[test]
fn whoever_says_nothing_for_a_moment_is_gone() {
    for (seconds, there) in [(0, true), (7, true), (8, false), (3_600, false)] {
        assert_eq!(!present(&[seen(MINJI, BOARD, seconds)], now()).is_empty(), there, "{seconds}");
    }
}

#[test]
fn a_lost_report_makes_nobody_disappear() {
    let late = TimeDelta::from_std(REPORTED_EVERY * 2).expect("a short time") + TimeDelta::seconds(1);
    let seen = Sighting { at: now() - late, ..seen(MINJI, BOARD, 0) };
    assert_eq!(present(&[seen], now()), [is(MINJI, BOARD)]);
}

#[test]
fn a_clock_that_runs_ahead_makes_nobody_disappear() {
    assert_eq!(present(&[seen(MINJI, BOARD, -60)], now()).len(), 1);
}

#[test]
fn the_order_in_which_pages_report_changes_nothing() {
    let one = [seen(MINJI, BOARD, 1), seen(JUNHO, Place::Deal(DEAL), 2), seen(JUNHO, BOARD, 3)];
    let mut other = one;
    other.reverse();
    assert_eq!(present(&one, now()), present(&other, now()));
}

#[test]
fn a_card_stays_in_the_hand_whatever_the_other_pages_of_that_member_say() {
    let carrying = Sighting { carries: Some(DEAL), ..seen(JUNHO, BOARD, 2) };
    let told = present(&[seen(JUNHO, BOARD, 0), carrying, seen(JUNHO, BOARD, 1)], now());
    assert_eq!(told, [Present { carries: Some(DEAL), ..is(JUNHO, BOARD) }]);
}

#[test]
fn nobody_is_company_to_themselves() {
    let all = [is(MINJI, BOARD), is(JUNHO, BOARD), is(MINJI, Place::Deal(DEAL))];
    assert_eq!(others_at(&all, MINJI, BOARD), [JUNHO]);
    assert_eq!(others_at(&all, JUNHO, BOARD), [MINJI]);
    assert_eq!(company(&all, MINJI), BTreeMap::new());
}

#[test]
fn a_deal_knows_who_looks_at_it_and_who_carries_it() {
    let all = [is(MINJI, Place::Deal(DEAL)), Present { carries: Some(OTHER), ..is(JUNHO, BOARD) }];
    let me = MemberId(Uuid::from_u128(9));
    let around = company(&all, me);
    assert_eq!(around[&DEAL], Company { looking: vec![MINJI], carrying: None });
    assert_eq!(around[&OTHER], Company { looking: vec![], carrying: Some(JUNHO) });
    assert_eq!(around.len(), 2);
}

#[test]
fn a_report_reads_as_it_is_written() {
    let text = r#"{"tab":"00000000-0000-0000-0000-000000000007","count":3,"place":{"deal":"00000000-0000-0000-0000-000000000004"}}"#;
    let report: Report = serde_json::from_str(text).expect("a report");
    assert_eq!(
        report,
        Report { tab: TabId(Uuid::from_u128(7)), count: 3, place: Some(Place::Deal(DEAL)), carries: None }
    );
    let gone: Report =
        serde_json::from_str(r#"{"tab":"00000000-0000-0000-0000-000000000007","count":4,"place":null}"#)
            .expect("a report");
    assert_eq!(gone.place, None);
}
