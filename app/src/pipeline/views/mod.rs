//! Saved views on screen: those in sight stand above board and table, the others in a menu of their own.

pub mod api;
mod dialog;
mod line;
mod row;
mod save;

pub use dialog::ViewsDialog;
pub use row::ViewsRow;

use super::filters::query;
use crate::routes;
use domain::pipeline::saved_view::Pairs;
use domain::{PipelineId, SavedViewId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A saved view as a link: all that a page shows of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewLink {
    pub id: SavedViewId,
    pub name: String,
    /// None: the table.
    pub board: Option<PipelineId>,
    pub href: String,
    /// What its address asks for; who sees something else has changed it.
    pub asks: String,
    pub pinned: bool,
}

/// Where somebody is and what they see, as far as views are concerned.
#[derive(Clone, Copy)]
pub struct Here {
    /// None: the table.
    pub board: Option<PipelineId>,
    /// What the address asks for.
    pub pairs: Signal<Pairs>,
    /// The views at hand.
    pub views: Signal<Vec<ViewLink>>,
    /// The view that is looked at, if the asker may see it.
    pub looked_at: Signal<Option<ViewLink>>,
    pub edited: Signal<bool>,
    /// The page is to be read again.
    pub again: Callback<()>,
}

impl Here {
    /// The address of what is seen.
    fn address(&self) -> String {
        address(self.board, &self.pairs.get())
    }

    /// The same with the menu open.
    pub(super) fn menu(&self) -> String {
        let mut pairs = self.pairs.get();
        pairs.push(("views", "1".to_owned()));
        address(self.board, &pairs)
    }
}

fn address(board: Option<PipelineId>, pairs: &[(&str, String)]) -> String {
    let path = board.map_or_else(|| routes::DEALS.to_owned(), routes::pipeline);
    format!("{path}{}", query(pairs))
}
