//! What a page opens for somebody: the form of a move, a line to type a deal into. Its code comes in a part of its
//! own, in a quiet moment, so that the first screen waits for less.

use super::api::DealsView;
use super::batch::{Asked, BatchBar, Batching};
use super::board_context::BoardContext;
use super::card_dialogs::{LogDialog, StepDialog};
use super::columns::{ChooseColumns, choosing};
use super::move_dialog::{Asking, MoveDialog};
use super::quick_add::QuickAdd;
use super::views::{Here, ViewsDialog};
use crate::{parts, routes};
use domain::pipeline::list::Wish;
use domain::pipeline::{Card, Columns};
use domain::{DealId, StageId};
use leptos::prelude::*;

/// What is to be opened.
pub enum OnDemand {
    Move { context: Asking, card: Box<Card>, to: Option<StageId> },
    QuickAdd { context: BoardContext, stage: StageId },
    Step { context: BoardContext, card: Box<Card> },
    Log { context: BoardContext, card: Box<Card> },
    Batch(BoardContext),
    BatchOfTable(Batching),
    Picked { to: StageId, picks: Vec<DealId>, view: Signal<DealsView>, wish: Memo<Wish> },
    Views(Here),
    Columns { wish: Memo<Wish>, usual: Signal<Columns> },
}

impl OnDemand {
    pub fn view(self) -> AnyView {
        match self {
            Self::Move { context, card, to } => view! { <MoveDialog context card=*card to/> }.into_any(),
            Self::QuickAdd { context, stage } => view! { <QuickAdd context stage/> }.into_any(),
            Self::Step { context, card } => view! { <StepDialog context card=*card/> }.into_any(),
            Self::Log { context, card } => view! { <LogDialog context card=*card/> }.into_any(),
            Self::Batch(context) => view! { <BatchBar batching=Batching::on_board(context)/> }.into_any(),
            Self::BatchOfTable(batching) => view! { <BatchBar batching/> }.into_any(),
            Self::Picked { to, picks, view, wish } => view! { <Asked to picks view wish/> }.into_any(),
            Self::Views(here) => view! { <ViewsDialog here/> }.into_any(),
            Self::Columns { wish, usual } => view! { <ChooseColumns wish usual/> }.into_any(),
        }
    }

    /// Where the server makes it, if its code cannot be had.
    fn address(&self) -> String {
        match self {
            Self::Move { context, card, to } => context.href(card, *to),
            Self::QuickAdd { context, stage } => context.new_deal_href(*stage),
            Self::Step { card, .. } => routes::deal(card.key()),
            Self::Batch(context) => context.table_href(),
            Self::BatchOfTable(_) | Self::Picked { .. } => routes::DEALS.to_owned(),
            Self::Views(here) => untrack(|| here.menu()),
            Self::Columns { wish, .. } => wish.with_untracked(choosing),
            Self::Log { card, .. } => format!("{}?log=1", routes::deal(card.key())),
        }
    }
}

/// At once where its code is there, as on the server; else as soon as it has come.
#[component]
pub fn Opened(what: OnDemand) -> impl IntoView {
    let address = what.address();
    parts::when_there(parts::on_demand(Some(what)), move || {
        let _ = window().location().assign(&address);
    })
}
