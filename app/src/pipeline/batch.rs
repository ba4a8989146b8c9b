//! Several deals worked in one go: the bar that says what is picked, the question with one report for all, and the
//! sending. It opens on demand.

pub mod api;
mod bar;
mod dialog;
mod fields;
mod plain;
mod report;
mod send;
mod table;

pub use bar::BatchBar;
pub use plain::{Asked, PlainBar, PlainReport};
pub use table::{PickAll, PickRow, TableBar};

use super::board_context::BoardContext;
use super::picking::Picking;
use crate::layout::use_viewer;
use crate::ui::{Toasts, use_toasts};
use crate::words::{Words, use_words};
use chrono::NaiveDate;
use domain::StageId;
use domain::pipeline::{Card, Pipeline, StageKind};
use domain::team::Viewer;
use leptos::prelude::*;

/// Where deals are picked: on a board, or in the table.
#[derive(Clone, Copy)]
pub struct Batching {
    pub picking: Picking,
    /// The picked cards, in the order in which they are shown.
    pub cards: Signal<Vec<Card>>,
    pub pipelines: Signal<Vec<Pipeline>>,
    /// Where moves are painted before they are answered.
    pub board: Option<BoardContext>,
    pub today: NaiveDate,
    viewer: Signal<Viewer>,
    words: Words,
    toasts: Toasts,
}

impl Batching {
    pub fn on_board(context: BoardContext) -> Self {
        let cards = Memo::new(move |_| {
            let picked = context.picking.picked;
            picked.with(|picked| context.shown.with(|board| picked.of(board.cards()).cloned().collect()))
        });
        let pipeline = context.mover.pipeline;
        Self {
            cards: cards.into(),
            pipelines: Signal::derive(move || vec![pipeline.get_value()]),
            ..Self::new(context.picking, Some(context), context.today)
        }
    }

    /// Of nothing yet.
    fn new(picking: Picking, board: Option<BoardContext>, today: NaiveDate) -> Self {
        Self {
            picking,
            cards: Signal::stored(vec![]),
            pipelines: Signal::stored(vec![]),
            board,
            today,
            viewer: use_viewer(),
            words: use_words(),
            toasts: use_toasts(),
        }
    }

    /// The pipeline that all of them run through, if it is one.
    fn pipeline(&self) -> Option<Pipeline> {
        let first = self.cards.with(|all| {
            let first = all.first()?.pipeline;
            all.iter().all(|it| it.pipeline == first).then_some(first)
        })?;
        self.pipelines.with(|it| it.iter().find(|it| it.id == first).cloned())
    }

    fn kind(&self, stage: StageId) -> StageKind {
        self.pipeline().and_then(|it| it.stage(stage).map(|it| it.kind)).unwrap_or_default()
    }
}
