//! What the server has: deals, the gates on their way, and the feed of what happened. As simple as can be, and by
//! the rules of the domain where there are any; its counts are counted anew each time, by another way than a screen's.

use crate::Chance;
use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::{Calendar, Hours, Workday};
use domain::pipeline::gate::{self, Field, Gate, Requirement, Story};
use domain::pipeline::{Board, Card, Column, Door, Facts, Load, Move, StageKind, Step, Sum, Totals, rank};
use domain::{ActId, Currency, DealId, MemberId, PipelineId, StageId};
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

/// How many cards of a column come at once: few, so that most columns are not loaded whole.
const PAGE: usize = 4;
const DEALS: usize = 14;
const OPEN: usize = 3;

/// Three open stages, then won, lost and on hold.
pub const STAGES: [StageId; 6] = [
    StageId(Uuid::from_u128(1)),
    StageId(Uuid::from_u128(2)),
    StageId(Uuid::from_u128(3)),
    StageId(Uuid::from_u128(7)),
    StageId(Uuid::from_u128(8)),
    StageId(Uuid::from_u128(9)),
];
const PIPELINE: PipelineId = PipelineId(Uuid::from_u128(1));
const OWNERS: [MemberId; 2] = [MemberId(Uuid::from_u128(11)), MemberId(Uuid::from_u128(12))];

static CALENDAR: Calendar = Calendar { public: true, special: Vec::new(), hours: Hours::USUAL };

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
}

/// What an act is answered.
#[derive(Clone, Debug)]
pub enum Answer {
    Done(Card),
    /// Somebody was faster: the card as it is.
    Changed(Card),
    Refused,
}

/// News as the stream carries them: the cards of these events as they were when the frame was made, and the totals.
#[derive(Clone, Debug)]
pub struct Frame {
    /// How many events of the feed are told with it.
    pub upto: usize,
    pub cards: Vec<Card>,
    pub totals: Vec<(StageId, Totals)>,
}

pub struct Server {
    deals: BTreeMap<DealId, Card>,
    doors: Vec<Door>,
    feed: Vec<DealId>,
    done: HashSet<ActId>,
    clock: i64,
}

impl Server {
    pub fn open(chance: &mut Chance) -> Self {
        let mut server =
            Self { deals: BTreeMap::new(), doors: doors(), feed: vec![], done: HashSet::new(), clock: 0 };
        for number in 1..=DEALS {
            let stage = STAGES[chance.below(OPEN)];
            let rank = rank::between(None, server.top(stage, None).as_deref(), ActId(chance.id()));
            let card = Card {
                id: DealId(Uuid::from_u128(u128::try_from(number).unwrap_or(0))),
                number: i32::try_from(number).unwrap_or(0),
                version: 1,
                name: format!("딜 {number}"),
                pipeline: PIPELINE,
                stage,
                rank,
                account: None,
                account_name: None,
                owner: chance.pick(&OWNERS).copied(),
                currency: Currency::Krw,
                amount_minor: (!chance.one_in(3)).then(|| i64::try_from(chance.below(1_000)).unwrap_or(0)),
                weighted_minor: 0,
                expected_close: None,
                next_step: None,
                next_step_due: None,
                stage_entered_at: DateTime::UNIX_EPOCH,
                last_activity_at: DateTime::UNIX_EPOCH,
                story: Story::default(),
            };
            server.deals.insert(card.id, card);
        }
        server
    }

    /// How many events there were.
    pub fn told(&self) -> usize {
        self.feed.len()
    }

    /// Somebody elsewhere edits a deal: its amount, its owner or its next step.
    pub fn edit(&mut self, chance: &mut Chance) {
        let all: Vec<_> = self.deals.keys().copied().collect();
        let Some(card) = chance.pick(&all).and_then(|it| self.deals.get_mut(it)) else { return };
        match chance.below(3) {
            0 => card.amount_minor = Some(i64::try_from(chance.below(1_000)).unwrap_or(0)),
            1 => card.owner = chance.pick(&OWNERS).copied(),
            _ => card.next_step = (!chance.one_in(3)).then(|| "전화".to_owned()),
        }
        card.version += 1;
        self.feed.push(card.id);
    }

    /// A move, judged and written as the acts do it: the same act is done once, however often it is sent.
    pub fn carry_out(&mut self, wish: &Move) -> Answer {
        let Some(found) = self.deals.get(&wish.deal).cloned() else { return Answer::Refused };
        if self.done.contains(&wish.act) {
            return Answer::Done(found);
        }
        if found.stage != wish.from || (wish.undo && found.version != wish.version) {
            return if wish.undo { Answer::Refused } else { Answer::Changed(found) };
        }
        let on = Workday { today: today(), calendar: &CALENDAR };
        let judged = gate::judge(&self.doors, &Facts::of(&found), Some(found.stage), wish.to, on);
        if !wish.undo && !judged.passes() {
            return Answer::Refused;
        }
        let there = |deal: Option<DealId>| {
            self.deals.get(&deal?).filter(|it| it.stage == wish.to).map(|it| it.rank.clone())
        };
        let above = there(wish.above);
        let below = there(wish.below).or_else(|| self.next(wish.to, above.as_deref(), wish.deal));
        let rank = rank::between(above.as_deref(), below.as_deref(), wish.act);
        self.clock += 1;
        let entered = DateTime::<Utc>::from_timestamp(self.clock, 0).unwrap_or_default();
        let Some(card) = self.deals.get_mut(&wish.deal) else { return Answer::Refused };
        if card.stage != wish.to {
            card.stage_entered_at = entered;
        }
        card.stage = wish.to;
        card.rank = rank;
        card.version += 1;
        self.done.insert(wish.act);
        self.feed.push(wish.deal);
        Answer::Done(card.clone())
    }

    /// What the stream tells of the feed after `from`, made now.
    pub fn frame(&self, from: usize) -> Option<Frame> {
        let events = self.feed.get(from..).filter(|it| !it.is_empty())?;
        let cards = events.iter().filter_map(|it| self.deals.get(it).cloned()).collect();
        let totals = STAGES.iter().map(|stage| (*stage, self.totals(*stage))).collect();
        Some(Frame { upto: self.feed.len(), cards, totals })
    }

    /// The board as a page first shows it.
    pub fn board(&self) -> Board {
        let column = |stage: &StageId| {
            let (cards, complete) = self.page(*stage, None);
            Column::read(*stage, self.totals(*stage), cards, complete)
        };
        Board {
            pipeline: PIPELINE,
            today: today(),
            columns: STAGES[..OPEN].iter().map(column).collect(),
            closed: STAGES[OPEN..].iter().map(|stage| (*stage, self.totals(*stage))).collect(),
            heard: BTreeMap::new(),
            below: BTreeMap::new(),
        }
    }

    /// The next cards of a column behind a place, and whether they are its last.
    pub fn page(&self, stage: StageId, after: Option<(String, DealId)>) -> (Vec<Card>, bool) {
        let all = self.column(stage);
        let rest: Vec<_> = all
            .into_iter()
            .filter(|it| after.as_ref().is_none_or(|after| (&it.rank, it.id) > (&after.0, after.1)))
            .collect();
        let complete = rest.len() <= PAGE;
        (rest.into_iter().take(PAGE).collect(), complete)
    }

    /// All cards of a stage in the team's order.
    pub fn column(&self, stage: StageId) -> Vec<Card> {
        let mut cards: Vec<_> = self.deals.values().filter(|it| it.stage == stage).cloned().collect();
        cards.sort_by(|a, b| (&a.rank, a.id).cmp(&(&b.rank, b.id)));
        cards
    }

    /// What a stage comes to, counted from its deals.
    pub fn totals(&self, stage: StageId) -> Totals {
        let cards = self.column(stage);
        let minor = cards.iter().filter_map(|it| it.amount_minor).sum();
        let weighted_minor = cards.iter().map(|it| it.weighted_minor).sum();
        let deals = cards.iter().filter(|it| it.amount_minor.is_some()).count();
        let deals = i64::try_from(deals).unwrap_or(0);
        let mut steps = [0; 4];
        for card in &cards {
            steps[card.step(today()).place()] += 1;
        }
        let of = |owner: MemberId| cards.iter().filter(|it| it.owner == Some(owner)).count();
        let fullest = OWNERS.into_iter().rev().max_by_key(|it| of(*it)).filter(|it| of(*it) > 0);
        Totals {
            count: i64::try_from(cards.len()).unwrap_or(0),
            sums: (deals > 0)
                .then_some(Sum { currency: Currency::Krw, minor, weighted_minor, deals })
                .into_iter()
                .collect(),
            fullest: fullest.map(|owner| Load { owner, deals: i64::try_from(of(owner)).unwrap_or(0) }),
            steps,
            entered: cards.iter().map(|it| it.stage_entered_at.timestamp()).sum(),
        }
    }

    /// Ranks tell the cards of a column apart.
    pub fn is_sound(&self) -> Result<(), String> {
        let doubled = STAGES.iter().find(|stage| {
            let column = self.column(**stage);
            column.iter().map(|it| &it.rank).collect::<HashSet<_>>().len() < column.len()
        });
        doubled.map_or(Ok(()), |stage| Err(format!("two cards of stage {stage} have one rank")))
    }

    fn top(&self, stage: StageId, but: Option<DealId>) -> Option<String> {
        self.column(stage).into_iter().find(|it| Some(it.id) != but).map(|it| it.rank)
    }

    /// The rank after this one, of another deal.
    fn next(&self, stage: StageId, above: Option<&str>, but: DealId) -> Option<String> {
        let column = self.column(stage);
        let after = |it: &&Card| it.id != but && above.is_none_or(|above| it.rank.as_str() > above);
        column.iter().find(after).map(|it| it.rank.clone())
    }
}

/// The second stage asks for an amount, the third for a next step: about what anybody may edit meanwhile.
fn doors() -> Vec<Door> {
    let asks = |field| Some(Gate::block(Requirement::FieldSet(field)));
    let entry = |at: usize| match at {
        1 => asks(Field::Amount),
        2 => asks(Field::NextStep),
        _ => None,
    };
    let kinds =
        [StageKind::Open, StageKind::Open, StageKind::Open, StageKind::Won, StageKind::Lost, StageKind::Hold];
    let door = |(at, kind)| Door { stage: STAGES[at], kind, entry: entry(at), exit: None };
    kinds.into_iter().enumerate().map(door).collect()
}

/// How a next step stands is counted in this many ways.
const _: () = assert!(Step::ALL.len() == 4);
