//! Acts that the server has not answered yet, laid over what it has confirmed. A move is on screen in the
//! same frame; if it is refused, the overlay goes and nothing has happened.

use super::{Board, Card, Move, rank};
use crate::{ActId, DealId};
use std::sync::Arc;

/// The moves on their way, oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pending(Vec<Move>);

impl Pending {
    pub fn add(&mut self, wish: Move) {
        self.0.push(wish);
    }

    pub fn remove(&mut self, act: ActId) {
        self.0.retain(|it| it.act != act);
    }

    /// Is a move of this deal on its way?
    pub fn waits_for(&self, deal: DealId) -> bool {
        self.0.iter().any(|it| it.deal == deal)
    }

    /// Is an earlier move of the same deal on its way?
    pub fn has_before(&self, wish: &Move) -> bool {
        self.0.iter().take_while(|it| it.act != wish.act).any(|it| it.deal == wish.deal)
    }

    /// The board as it will be once all of them are done.
    pub fn over(&self, confirmed: &Board) -> Board {
        let mut board = confirmed.clone();
        for wish in &self.0 {
            lay(&mut board, wish);
        }
        board
    }
}

/// Puts the card between the neighbours the mover chose, as far as they are still there.
fn lay(board: &mut Board, wish: &Move) {
    let rank_of = |deal: Option<DealId>| {
        let card = board.card(deal?)?;
        (card.stage == wish.to).then(|| card.rank.clone())
    };
    let above = rank_of(wish.above);
    let below = rank_of(wish.below).or_else(|| {
        let column = board.column(wish.to)?;
        let after = |it: &&Arc<Card>| above.as_ref().is_none_or(|above| it.rank > *above);
        column.cards.iter().filter(|it| it.id != wish.deal).find(after).map(|it| it.rank.clone())
    });
    let place = rank::between(above.as_deref(), below.as_deref(), wish.act);
    board.lay(wish.deal, wish.to, place);
}
