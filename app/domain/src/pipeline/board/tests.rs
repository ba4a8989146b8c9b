//! The board under any order, repetition and lateness of news.

use super::*;
use crate::DealId;
use proptest::prelude::*;
use uuid::Uuid;

pub(in crate::pipeline) const STAGES: [StageId; 3] =
    [StageId(Uuid::from_u128(1)), StageId(Uuid::from_u128(2)), StageId(Uuid::from_u128(3))];
const WON: StageId = StageId(Uuid::from_u128(9));

pub(in crate::pipeline) fn card(deal: u128, version: i32, stage: StageId, rank: &str, amount: i64) -> Card {
    Card {
        id: DealId(Uuid::from_u128(deal)),
        number: i32::try_from(deal).expect("small"),
        version,
        name: format!("deal {deal}"),
        pipeline: PipelineId(Uuid::nil()),
        stage,
        rank: rank.to_owned(),
        account: None,
        account_name: None,
        owner: None,
        currency: Currency::Krw,
        amount_minor: Some(amount),
        weighted_minor: amount / 2,
        expected_close: None,
        next_step: None,
        next_step_due: None,
        stage_entered_at: DateTime::UNIX_EPOCH,
        last_activity_at: DateTime::UNIX_EPOCH,
        story: Story::default(),
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
}

fn board() -> Board {
    let column =
        |stage| Column { stage, totals: Totals::default(), cards: vec![], complete: true, known_to: None };
    Board {
        pipeline: PipelineId(Uuid::nil()),
        today: today(),
        columns: STAGES.map(column).into(),
        closed: vec![(WON, Totals::default())],
        heard: BTreeMap::new(),
        below: BTreeMap::new(),
    }
}

fn counted(cards: &[Card]) -> Board {
    let mut board = board();
    for card in cards {
        board.put(Arc::new(card.clone()));
        if let Some(totals) = board.totals_mut(card.stage) {
            totals.enter(card, today());
        }
    }
    board
}

#[test]
fn late_news_undoes_nothing() {
    let mut board = board();
    board.apply(News::Card(Box::new(card(1, 5, STAGES[1], "M", 10))));
    board.apply(News::Card(Box::new(card(1, 4, STAGES[0], "M", 10))));
    assert_eq!(board.card(DealId(Uuid::from_u128(1))).map(|it| it.stage), Some(STAGES[1]));
}

#[test]
fn a_deal_that_left_stays_away() {
    let mut board = board();
    board.apply(News::Card(Box::new(card(1, 1, STAGES[0], "M", 10))));
    board.apply(News::Gone { deal: DealId(Uuid::from_u128(1)), version: 2 });
    board.apply(News::Card(Box::new(card(1, 2, STAGES[0], "M", 10))));
    assert_eq!(board.card(DealId(Uuid::from_u128(1))), None);
}

#[test]
fn a_move_changes_both_heads_at_once() {
    let mut board = counted(&[card(1, 1, STAGES[0], "M", 100), card(2, 1, STAGES[0], "N", 50)]);
    board.lay(DealId(Uuid::from_u128(1)), STAGES[1], "M".into());
    assert_eq!(
        board.columns[0].totals,
        Totals {
            count: 1,
            sums: vec![Sum { currency: Currency::Krw, minor: 50, weighted_minor: 25, deals: 1 }],
            steps: [0, 0, 0, 1],
            ..Default::default()
        }
    );
    assert_eq!(board.columns[1].totals.count, 1);
    board.lay(DealId(Uuid::from_u128(1)), WON, "M".into());
    assert_eq!((board.columns[1].totals.count, board.closed[0].1.count), (0, 1));
}

#[test]
fn next_steps_and_ages_are_counted_where_the_card_stands() {
    let day = 24 * 60 * 60;
    let stood = |deal, days: i64, due: Option<i64>| Card {
        stage_entered_at: DateTime::from_timestamp(-days * day, 0).expect("a time"),
        next_step: due.map(|_| "전화".to_owned()),
        next_step_due: due.map(|days| today() + chrono::Duration::days(days)),
        ..card(deal, 1, STAGES[0], "M", 10)
    };
    let mut board = counted(&[stood(1, 2, Some(-1)), stood(2, 5, Some(0)), stood(3, 9, None)]);
    let average = |board: &Board, at: usize| board.columns[at].totals.average_days(DateTime::UNIX_EPOCH);
    assert_eq!((board.columns[0].totals.steps, average(&board, 0)), ([1, 1, 0, 1], Some(5)));
    assert_eq!(average(&board, 1), None);
    board.lay(DealId(Uuid::from_u128(3)), STAGES[1], "M".into());
    assert_eq!((board.columns[0].totals.steps, average(&board, 0)), ([1, 1, 0, 0], Some(3)));
    assert_eq!(board.columns[1].totals.with_step(Step::Missing), 1);
}

#[test]
fn an_own_act_is_counted_once_whether_answer_or_news_comes_first() {
    let start = counted(&[card(1, 1, STAGES[0], "M", 100)]);
    let moved = card(1, 2, STAGES[1], "M", 100);
    let mut answered = start.clone();
    answered.confirm(moved.clone());
    let absolute =
        News::Totals(vec![(STAGES[0], Totals::default()), (STAGES[1], answered.columns[1].totals.clone())]);
    let mut told = start;
    told.apply(News::Card(Box::new(moved.clone())));
    told.apply(absolute.clone());
    told.confirm(moved.clone());
    answered.apply(News::Card(Box::new(moved)));
    answered.apply(absolute);
    assert_eq!(told, answered);
}

#[test]
fn an_answer_that_comes_after_the_board_was_read_again_changes_nothing() {
    let mut read = board();
    read.closed[0].1.count = 1;
    let before = read.clone();
    read.confirm(card(1, 2, WON, "M", 100));
    read.confirm(card(2, 2, STAGES[0], "M", 100));
    assert_eq!(read, before);
}

#[test]
fn a_card_below_what_is_loaded_waits_for_its_page() {
    let mut board = counted(&[card(1, 1, STAGES[0], "B", 1)]);
    board.columns[0].complete = false;
    board.apply(News::Card(Box::new(card(2, 1, STAGES[0], "Z", 1))));
    assert_eq!(board.columns[0].cards.len(), 1);
    board.extend(STAGES[0], vec![card(2, 1, STAGES[0], "Z", 1), card(3, 1, STAGES[0], "a", 1)], true);
    // Version 1 of deal 2 was heard already, but it was never shown; a page must still bring it.
    assert_eq!(board.columns[0].cards.len(), 3);
}

#[test]
fn a_column_whose_loaded_cards_have_left_knows_where_the_rest_begins() {
    let mut board = counted(&[card(1, 1, STAGES[0], "M", 1)]);
    board.columns[0].complete = false;
    board.apply(News::Card(Box::new(card(1, 2, STAGES[1], "M", 1))));
    board.apply(News::Card(Box::new(card(2, 1, STAGES[0], "Z", 1))));
    assert!(board.columns[0].cards.is_empty(), "others may stand above it");
    board.apply(News::Card(Box::new(card(3, 1, STAGES[0], "B", 1))));
    assert_eq!(board.columns[0].cards.len(), 1, "it stands where the column is known");
    assert_eq!(board.columns[0].end(), Some(("M".into(), DealId(Uuid::from_u128(1)))));
}

#[test]
fn a_card_that_came_down_while_a_page_was_read_is_not_lost() {
    let mut board = counted(&[card(1, 1, STAGES[0], "B", 1)]);
    board.columns[0].complete = false;
    board.apply(News::Card(Box::new(card(2, 2, STAGES[0], "N", 1))));
    board.extend(STAGES[0], vec![card(3, 1, STAGES[0], "M", 1), card(4, 1, STAGES[0], "Z", 1)], false);
    let shown: Vec<_> = board.columns[0].cards.iter().map(|it| it.number).collect();
    assert_eq!(shown, [1, 3, 2, 4]);
}

/// What happens while somebody reads a column page by page.
#[derive(Clone, Debug)]
enum Turn {
    /// A deal goes somewhere else.
    Move(usize, usize, String),
    /// The next page is read by the server; it arrives with a later turn.
    Read,
    /// The page arrives; so does the oldest news that was not heard yet.
    Arrive,
    Hear,
}

fn any_turn() -> impl Strategy<Value = Turn> {
    prop_oneof![
        3 => (0usize..30, 0usize..3, "[A-Z]{3}").prop_map(|(deal, to, rank)| Turn::Move(deal, to, rank)),
        2 => Just(Turn::Read),
        2 => Just(Turn::Arrive),
        2 => Just(Turn::Hear),
    ]
}

/// So many cards of a stage after a place, as the server reads them, and whether these were all.
fn page(deals: &[Card], stage: StageId, after: Option<(String, DealId)>, most: usize) -> (Vec<Card>, bool) {
    let mut found: Vec<_> = deals
        .iter()
        .filter(|it| {
            it.stage == stage && after.as_ref().is_none_or(|after| (after.0.as_str(), after.1) < place(it))
        })
        .cloned()
        .collect();
    found.sort_by(|a, b| place(a).cmp(&place(b)));
    let complete = found.len() <= most;
    found.truncate(most);
    (found, complete)
}

proptest! {
    #[test]
    fn paging_while_cards_move_shows_none_twice_and_misses_none(turns in prop::collection::vec(any_turn(), 0..80)) {
        const SOME: usize = 4;
        let mut deals: Vec<_> =
            (0u128..30).map(|it| card(it, 1, STAGES[0], &format!("{:03}", it * 7 % 30), 1)).collect();
        let mut shown = board();
        for column in &mut shown.columns {
            let (cards, complete) = page(&deals, column.stage, None, SOME);
            (column.cards, column.complete) = (cards.into_iter().map(Arc::new).collect(), complete);
        }
        let (mut news, mut under_way) = (std::collections::VecDeque::new(), None);
        let rest = (0..200).flat_map(|_| [Turn::Read, Turn::Arrive, Turn::Hear]);
        for turn in turns.into_iter().chain(rest) {
            match turn {
                Turn::Move(deal, to, rank) => {
                    let deal = &mut deals[deal];
                    deal.version += 1;
                    deal.stage = STAGES[to];
                    deal.rank = rank;
                    news.push_back(deal.clone());
                }
                Turn::Read if under_way.is_none() => {
                    let next = shown.columns.iter().find(|it| !it.complete);
                    under_way = next.map(|it| (it.stage, page(&deals, it.stage, it.end(), SOME)));
                }
                Turn::Read => {}
                Turn::Arrive => {
                    if let Some((stage, (cards, complete))) = under_way.take() {
                        shown.extend(stage, cards, complete);
                    }
                }
                Turn::Hear => {
                    if let Some(card) = news.pop_front() {
                        shown.apply(News::Card(Box::new(card)));
                    }
                }
            }
        }
        for column in &shown.columns {
            prop_assert!(column.complete);
            let cards: Vec<_> = column.cards().cloned().collect();
            prop_assert_eq!(cards, page(&deals, column.stage, None, deals.len()).0);
        }
    }
}

fn any_news() -> impl Strategy<Value = News> {
    let any_card = (1u128..6, 1i32..8, 0usize..4, "[A-Z]{1,2}").prop_map(|(deal, version, stage, rank)| {
        // One version of a deal has one content, as on the server.
        let stage = (stage + usize::try_from(version).expect("small")) % 4;
        let rank = format!("{}{version}{deal}", if version % 2 == 0 { "A" } else { "K" }) + &rank[..0];
        News::Card(Box::new(card(deal, version, STAGES.get(stage).copied().unwrap_or(WON), &rank, 10)))
    });
    prop_oneof![
        8 => any_card,
        1 => (1u128..6).prop_map(|deal| News::Gone { deal: DealId(Uuid::from_u128(deal)), version: 100 }),
    ]
}

/// The newest news of each deal: with one content per version, this alone decides the board.
fn normal(news: &[News]) -> Vec<News> {
    let mut newest: BTreeMap<DealId, News> = BTreeMap::new();
    let key = |it: &News| match it {
        News::Card(card) => Some((card.id, card.version)),
        News::Gone { deal, version } => Some((*deal, *version)),
        News::Totals(_) => None,
    };
    for item in news {
        let Some((deal, version)) = key(item) else { continue };
        if newest.get(&deal).and_then(key).is_none_or(|(_, known)| known < version) {
            newest.insert(deal, item.clone());
        }
    }
    newest.into_values().collect()
}

proptest! {
    #[test]
    fn the_newest_of_each_deal_decides_the_board(news in prop::collection::vec(any_news(), 0..60)) {
        let mut heard = board();
        for item in &news {
            heard.apply(item.clone());
        }
        let mut direct = board();
        for item in normal(&news) {
            direct.apply(item);
        }
        prop_assert_eq!(heard, direct);
    }

    #[test]
    fn repeating_news_changes_nothing(news in prop::collection::vec(any_news(), 0..40)) {
        let mut once = board();
        for item in &news {
            once.apply(item.clone());
        }
        let mut twice = once.clone();
        for item in &news {
            twice.apply(item.clone());
        }
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn laying_moves_keeps_the_books(moves in prop::collection::vec((1u128..6, 0usize..3, "[A-Z]{1,3}"), 0..40)) {
        let cards: Vec<_> = (1..6).map(|deal| card(deal, 1, STAGES[0], "M", i64::try_from(deal).expect("small"))).collect();
        let mut board = counted(&cards);
        for (deal, to, rank) in moves {
            board.lay(DealId(Uuid::from_u128(deal)), STAGES[to], rank);
        }
        for column in &board.columns {
            let sum: i64 = column.cards.iter().filter_map(|it| it.amount_minor).sum();
            prop_assert_eq!(column.totals.count, i64::try_from(column.cards.len()).expect("small"));
            prop_assert_eq!(column.totals.sums.iter().map(|it| it.minor).sum::<i64>(), sum);
            prop_assert_eq!(column.totals.sums.iter().map(|it| it.deals).sum::<i64>(), column.totals.count);
            prop_assert!(column.cards.is_sorted_by(|a, b| place(a) <= place(b)));
        }
    }
}

#[test]
fn a_column_knows_its_fullest_owner_when_a_card_is_moved() {
    let owner = Some(MemberId(Uuid::from_u128(77)));
    let owned = |deal| Card { owner, ..card(deal, 1, STAGES[0], &format!("a{deal}"), 10) };
    let mut board = counted(&[owned(1), owned(2), card(3, 1, STAGES[0], "a3", 10)]);
    let fullest = |board: &Board, at: usize| board.columns[at].totals.fullest.map(|it| it.deals);
    assert_eq!(fullest(&board, 0), Some(2));
    board.lay(DealId(Uuid::from_u128(2)), STAGES[1], "a0".into());
    assert_eq!((fullest(&board, 0), fullest(&board, 1)), (Some(1), Some(1)));
    board.lay(DealId(Uuid::from_u128(1)), STAGES[1], "a1".into());
    assert_eq!((fullest(&board, 0), fullest(&board, 1)), (None, Some(2)));
}
