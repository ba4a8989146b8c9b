//! The board by owner: a lane each, with what everybody has in each stage and what that comes to. Heads count every deal
//! of the filter; a cell shows its first cards and says of how many.

use super::{Card, Filter, Load, Totals};
use crate::{DealId, MemberId, PipelineId, StageId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How many cards a cell shows: who wants to see more looks at this owner's board.
pub const SHOWN: usize = 5;
/// Lanes are opened from the top until so many cards are on screen.
const AT_ONCE: usize = 60;
/// An address opens no more lanes than this.
const MOST_OPEN: usize = 40;

/// Whose lane it is: a member's, or that of the deals that nobody owns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Whose {
    Of(MemberId),
    Nobody,
}

impl Whose {
    pub fn of(owner: Option<MemberId>) -> Self {
        owner.map_or(Self::Nobody, Self::Of)
    }

    pub const fn owner(self) -> Option<MemberId> {
        match self {
            Self::Of(member) => Some(member),
            Self::Nobody => None,
        }
    }

    /// As addresses say it.
    pub fn code(self) -> String {
        self.owner().map_or_else(|| "nobody".to_owned(), |it| it.to_string())
    }

    pub fn of_code(code: &str) -> Option<Self> {
        if code == "nobody" { Some(Self::Nobody) } else { code.parse().ok().map(Self::Of) }
    }
}

/// Which lanes are open, if somebody chose; otherwise as many as fit.
pub type Open = Option<BTreeSet<Whose>>;

/// Reads the address's `open`. What is not understood opens nothing.
pub fn open_of_code(code: Option<&str>) -> Open {
    code.map(|it| it.split(',').filter_map(Whose::of_code).take(MOST_OPEN).collect())
}

pub fn open_code(open: &BTreeSet<Whose>) -> String {
    open.iter().map(|it| it.code()).collect::<Vec<_>>().join(",")
}

/// Which lanes somebody wants to see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// None: the first one.
    pub pipeline: Option<PipelineId>,
    pub filter: Filter,
    pub open: Open,
    /// Deals that are on screen wherever in their cell they stand: they were just put there.
    pub keep: Vec<DealId>,
}

/// What an owner has in a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    pub stage: StageId,
    pub totals: Totals,
    /// The first ones in the team's order, and those that were just put there.
    pub cards: Vec<Card>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    pub whose: Whose,
    pub open: bool,
    /// A cell for each open stage, in their order.
    pub cells: Vec<Cell>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lanes {
    pub today: NaiveDate,
    pub lanes: Vec<Lane>,
}

impl Lane {
    pub fn totals(&self) -> Totals {
        Totals::of(self.cells.iter().map(|it| &it.totals))
    }

    /// The cards of a cell, if they are on screen.
    fn painted(&self, at: usize) -> Option<&[Card]> {
        self.cells.get(at).filter(|_| self.open).map(|it| it.cards.as_slice())
    }

    fn shows(&self) -> usize {
        let shown = |it: &Cell| usize::try_from(it.totals.count).unwrap_or(0).min(SHOWN);
        self.cells.iter().map(shown).sum()
    }
}

impl Lanes {
    /// Lanes of all that was counted, each owner's cells in the order of the stages. One's own comes first, then those
    /// with the most deals, then what nobody owns. No cards yet.
    pub fn counted(
        today: NaiveDate,
        stages: &[StageId],
        counted: Vec<((StageId, Whose), Totals)>,
        me: Option<MemberId>,
        open: &Open,
    ) -> Self {
        let mut lanes: Vec<Lane> = Vec::new();
        for ((stage, whose), totals) in counted {
            let Some(at) = stages.iter().position(|it| *it == stage) else { continue };
            let place = lanes.iter().position(|it| it.whose == whose).unwrap_or_else(|| {
                let empty =
                    |stage: &StageId| Cell { stage: *stage, totals: Totals::default(), cards: vec![] };
                lanes.push(Lane { whose, open: false, cells: stages.iter().map(empty).collect() });
                lanes.len() - 1
            });
            lanes[place].cells[at].totals = totals;
        }
        lanes.sort_by_key(|it| {
            let first = me.is_some_and(|me| it.whose == Whose::Of(me));
            (!first, it.whose == Whose::Nobody, -it.totals().count, it.whose)
        });
        let mut on_screen = 0;
        for lane in &mut lanes {
            lane.open = match open {
                Some(chosen) => chosen.contains(&lane.whose),
                None => {
                    let fits = on_screen == 0 || on_screen + lane.shows() <= AT_ONCE;
                    // A lane that is passed over closes those below it, too: what is open is one piece.
                    on_screen = if fits { on_screen + lane.shows() } else { AT_ONCE };
                    fits
                }
            };
        }
        Self { today, lanes }
    }

    pub fn open(&self) -> BTreeSet<Whose> {
        self.lanes.iter().filter(|it| it.open).map(|it| it.whose).collect()
    }

    /// What a stage comes to over all lanes.
    pub fn stage(&self, stage: StageId) -> Totals {
        let cells = self.lanes.iter().flat_map(|it| &it.cells);
        Totals::of(cells.filter(|it| it.stage == stage).map(|it| &it.totals))
    }

    pub fn totals(&self) -> Totals {
        Totals::of(self.lanes.iter().flat_map(|it| &it.cells).map(|it| &it.totals))
    }

    pub fn card(&self, deal: DealId) -> Option<&Card> {
        self.cards().find(|it| it.id == deal)
    }

    pub fn cards(&self) -> impl Iterator<Item = &Card> {
        self.lanes.iter().flat_map(|it| &it.cells).flat_map(|it| &it.cards)
    }

    /// Those that are on screen, in the order in which they stand there.
    pub fn painted(&self) -> impl Iterator<Item = &Card> {
        self.lanes.iter().filter(|it| it.open).flat_map(|it| &it.cells).flat_map(|it| &it.cards)
    }

    /// Cards that were read, into their cells.
    pub fn take_in(&mut self, cards: Vec<Card>) {
        for card in cards {
            if let Some(cell) = self.cell(Whose::of(card.owner), card.stage) {
                cell.cards.push(card);
            }
        }
    }

    /// Shows a card elsewhere before the server has answered, and counts it there.
    pub fn lay(&mut self, deal: DealId, to: StageId, whose: Whose) {
        let Some(mut card) = self.card(deal).cloned() else { return };
        let today = self.today;
        if let Some(cell) = self.cell(Whose::of(card.owner), card.stage) {
            cell.cards.retain(|it| it.id != deal);
            cell.totals.leave(&card, today);
        }
        card.stage = to;
        card.owner = whose.owner();
        if let Some(cell) = self.cell(whose, to) {
            cell.totals.enter(&card, today);
            cell.cards.insert(0, card);
        }
    }

    fn cell(&mut self, whose: Whose, stage: StageId) -> Option<&mut Cell> {
        let lane = self.lanes.iter_mut().find(|it| it.whose == whose)?;
        lane.cells.iter_mut().find(|it| it.stage == stage)
    }

    /// The card beside this one: within its cell and on to the next lanes, or the next cell of its lane with a card.
    pub fn beside(&self, deal: DealId, way: Way) -> Option<DealId> {
        let (lane, at, row) = self.place(deal)?;
        let cells = &self.lanes[lane].cells;
        let level = |cell: &Cell| cell.cards.get(row.min(cell.cards.len().saturating_sub(1))).map(|it| it.id);
        match way {
            Way::Left => cells[..at].iter().rev().find_map(level),
            Way::Right => cells[at + 1..].iter().find_map(level),
            Way::Up => row.checked_sub(1).map(|it| cells[at].cards[it].id).or_else(|| {
                let above = self.lanes[..lane].iter().rev();
                above.filter_map(|it| it.painted(at)?.last()).map(|it| it.id).next()
            }),
            Way::Down => cells[at].cards.get(row + 1).map(|it| it.id).or_else(|| {
                let below = self.lanes[lane + 1..].iter();
                below.filter_map(|it| it.painted(at)?.first()).map(|it| it.id).next()
            }),
        }
    }

    /// The cell beside the one in which this card stands.
    pub fn cell_beside(&self, deal: DealId, way: Way) -> Option<(Whose, StageId)> {
        let (lane, at, _) = self.place(deal)?;
        let by = if matches!(way, Way::Up | Way::Left) { -1 } else { 1 };
        let (lane, at) = match way {
            Way::Up | Way::Down => (lane.checked_add_signed(by)?, at),
            Way::Left | Way::Right => (lane, at.checked_add_signed(by)?),
        };
        let lane = self.lanes.get(lane)?;
        Some((lane.whose, lane.cells.get(at)?.stage))
    }

    /// In which lane, cell and row a card stands.
    fn place(&self, deal: DealId) -> Option<(usize, usize, usize)> {
        self.lanes.iter().enumerate().find_map(|(lane, it)| {
            it.cells.iter().enumerate().find_map(|(at, cell)| {
                cell.cards.iter().position(|it| it.id == deal).map(|row| (lane, at, row))
            })
        })
    }

    /// Where a card that is held over a cell would come down: in its own lane in that stage; in another's, which means
    /// to be given to them, in the stage where it is. One thing changes at a time.
    pub fn landing(card: &Card, over: (Whose, StageId)) -> Option<Landing> {
        let own = Whose::of(card.owner) == over.0;
        match over.0 {
            _ if own => (over.1 != card.stage).then_some(Landing::Stage(over.1)),
            Whose::Of(member) => Some(Landing::Owner(member)),
            Whose::Nobody => None,
        }
    }
}

/// Where the keyboard goes from a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Up,
    Down,
    Left,
    Right,
}

/// What becomes of a card that is put down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Landing {
    Stage(StageId),
    Owner(MemberId),
}

/// How full a cell is by the stage's limit, which is one owner's: what it says of the one who has most is said of its
/// owner.
pub fn load(whose: Whose, totals: &Totals) -> Totals {
    let fullest = whose.owner().map(|owner| Load { owner, deals: totals.count });
    Totals { fullest, ..totals.clone() }
}

#[cfg(test)]
mod tests;
