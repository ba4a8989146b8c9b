//! One person's board, and the line between it and the server: requests that get lost and are sent again, answers
//! that come late, a stream that is cut, takes up where it stopped or a little before, or has to read again.

use crate::Chance;
use crate::server::{Answer, Frame, STAGES, Server};
use domain::pipeline::{Board, Card, Move, News, Pending};
use domain::{ActId, DealId, StageId};
use std::collections::VecDeque;

pub struct Screen {
    confirmed: Board,
    pending: Pending,
    /// Moves that the server has not seen yet, or of which it may not have been heard that it did.
    asked: VecDeque<Move>,
    /// Answers on their way.
    answers: VecDeque<(Move, Answer)>,
    /// Frames on their way, and how far the server has told this stream.
    coming: VecDeque<Frame>,
    told: usize,
    /// How far this screen has heard.
    heard: usize,
    /// A move that was done and can be taken back: the card after it, and before.
    last: Option<(Card, Card)>,
}

impl Screen {
    pub fn open(server: &Server) -> Self {
        let told = server.told();
        Self {
            confirmed: server.board(),
            pending: Pending::default(),
            asked: VecDeque::new(),
            answers: VecDeque::new(),
            coming: VecDeque::new(),
            told,
            heard: told,
            last: None,
        }
    }

    /// One thing happens to it.
    pub fn step(&mut self, server: &mut Server, chance: &mut Chance) {
        match chance.below(16) {
            0..=3 => self.drag(chance),
            4..=6 => self.reach_server(server, chance.one_in(4)),
            7..=9 => self.be_answered(),
            10 | 11 => self.be_told(server),
            12 => self.hear(),
            13 => self.load_more(server, chance),
            14 => self.undo(chance),
            _ => self.lose_the_line(server, chance),
        }
    }

    /// Everything on its way arrives.
    pub fn come_to_rest(&mut self, server: &mut Server) {
        while !self.asked.is_empty() || !self.answers.is_empty() {
            self.reach_server(server, false);
            self.be_answered();
        }
        self.be_told(server);
        while !self.coming.is_empty() {
            self.hear();
        }
    }

    /// What it shows, held against what the server has. Of a column that is not loaded whole it may show the upper
    /// part, without a gap.
    pub fn compare(&self, server: &Server) -> Result<(), String> {
        let shown = self.shown();
        for column in &shown.columns {
            let all = server.column(column.stage);
            let upper = all.get(..column.cards.len()).unwrap_or(&[]);
            if !upper.iter().eq(column.cards()) {
                let names = |cards: &mut dyn Iterator<Item = &Card>| {
                    cards.map(|it| it.name.clone()).collect::<Vec<_>>()
                };
                return Err(format!(
                    "stage {} shows {:?} instead of {:?}",
                    column.stage,
                    names(&mut column.cards()),
                    names(&mut all.iter())
                ));
            }
            if column.complete && all.len() != column.cards.len() {
                return Err(format!("stage {} claims to show all of it", column.stage));
            }
        }
        let heads = shown.columns.iter().map(|it| (it.stage, &it.totals));
        for (stage, totals) in heads.chain(shown.closed.iter().map(|it| (it.0, &it.1))) {
            let right = server.totals(stage);
            if *totals != right {
                return Err(format!("stage {stage} comes to {totals:?} instead of {right:?}"));
            }
        }
        Ok(())
    }

    fn shown(&self) -> Board {
        self.pending.over(&self.confirmed)
    }

    fn drag(&mut self, chance: &mut Chance) {
        let shown = self.shown();
        let cards: Vec<_> = shown.cards().cloned().collect();
        let Some(card) = chance.pick(&cards) else { return };
        let to = STAGES[chance.below(STAGES.len())];
        let (above, below) = slot(&shown, to, card.id, chance);
        let act = ActId(chance.id());
        self.send(Move {
            act,
            deal: card.id,
            version: card.version,
            from: card.stage,
            to,
            above,
            below,
            closing: None,
            undo: false,
        });
    }

    fn undo(&mut self, chance: &mut Chance) {
        let Some((after, before)) = self.last.take() else { return };
        let act = ActId(chance.id());
        self.send(Move {
            act,
            deal: after.id,
            version: after.version,
            from: after.stage,
            to: before.stage,
            above: None,
            below: None,
            closing: None,
            undo: true,
        });
    }

    fn send(&mut self, wish: Move) {
        self.pending.add(wish.clone());
        self.asked.push_back(wish);
    }

    /// The oldest move arrives. `lost`: its answer does not, so it is sent again.
    fn reach_server(&mut self, server: &mut Server, lost: bool) {
        let Some(wish) = self.asked.front().cloned() else { return };
        // A deal's moves go one after the other; those after one that failed fall away.
        if self.answers.iter().any(|it| it.0.deal == wish.deal) {
            return;
        }
        if self.confirmed.card(wish.deal).is_some_and(|it| it.stage != wish.from) {
            self.asked.pop_front();
            self.pending.remove(wish.act);
            return;
        }
        let answer = server.carry_out(&wish);
        if !lost {
            self.asked.pop_front();
            self.answers.push_back((wish, answer));
        }
    }

    fn be_answered(&mut self) {
        let Some((wish, answer)) = self.answers.pop_front() else { return };
        let before = self.confirmed.card(wish.deal).cloned();
        match answer {
            Answer::Done(card) => {
                self.confirmed.confirm(card.clone());
                self.last = before.filter(|_| !wish.undo).map(|before| (card, before));
            }
            Answer::Changed(card) => self.confirmed.confirm(card),
            Answer::Refused => {}
        }
        self.pending.remove(wish.act);
    }

    /// The server's end of the stream makes a frame of what is new.
    fn be_told(&mut self, server: &Server) {
        if let Some(frame) = server.frame(self.told) {
            self.told = frame.upto;
            self.coming.push_back(frame);
        }
    }

    fn hear(&mut self) {
        let Some(frame) = self.coming.pop_front() else { return };
        for card in frame.cards {
            self.confirmed.apply(News::Card(Box::new(card)));
        }
        self.confirmed.apply(News::Totals(frame.totals));
        self.heard = frame.upto;
    }

    fn load_more(&mut self, server: &Server, chance: &mut Chance) {
        let columns: Vec<_> = self.confirmed.columns.iter().filter(|it| !it.complete).collect();
        let Some(column) = chance.pick(&columns) else { return };
        let stage = column.stage;
        let (cards, complete) = server.page(stage, column.end());
        self.confirmed.extend(stage, cards, complete);
    }

    /// What was on its way is gone, and the stream opens again where this screen heard it last, or some way before.
    /// Or it reads its board again: after too long a time away, or while the stream goes on.
    fn lose_the_line(&mut self, server: &Server, chance: &mut Chance) {
        match chance.below(4) {
            0 => self.confirmed = server.board(),
            1 => {
                self.confirmed = server.board();
                self.coming.clear();
                self.heard = server.told();
                self.told = self.heard;
            }
            _ => {
                self.coming.clear();
                self.told = self.heard.saturating_sub(chance.below(4));
            }
        }
    }
}

/// Somewhere in a column, as a pointer would find it: between two cards that are shown there.
fn slot(board: &Board, to: StageId, deal: DealId, chance: &mut Chance) -> (Option<DealId>, Option<DealId>) {
    let Some(column) = board.column(to) else { return (None, None) };
    let others: Vec<_> = column.cards.iter().map(|it| it.id).filter(|it| *it != deal).collect();
    let at = chance.below(others.len() + 1);
    let above = at.checked_sub(1).and_then(|it| others.get(it)).copied();
    (above, others.get(at).copied())
}
