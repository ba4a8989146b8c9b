//! What the lanes share: what is shown, what is in the hand, and the ways that lead from here.

use super::api::LanesView;
use super::drag::Drag;
use super::mover::Laid;
use crate::pipeline::board_context::Navigate;
use crate::pipeline::filters::query;
use crate::pipeline::mover::Mover;
use crate::pipeline::verdict::Sign;
use crate::routes;
use crate::ui::Toasts;
use crate::words::Words;
use chrono::NaiveDate;
use domain::pipeline::lanes::{Landing, Open, open_code};
use domain::pipeline::{Card, Door, Filter, Lanes, Pipeline, Whose};
use domain::team::{Right, Viewer};
use domain::{DealId, Key, MemberId, StageId};
use leptos::html;
use leptos::prelude::*;
use std::collections::HashMap;

#[derive(Clone, Copy)]
pub struct LanesContext {
    pub view: Signal<LanesView>,
    pub confirmed: RwSignal<Lanes>,
    pub laid: RwSignal<Vec<Laid>>,
    pub shown: Memo<Lanes>,
    pub pipeline: StoredValue<Pipeline>,
    pub doors: StoredValue<Vec<Door>>,
    pub filter: Memo<Filter>,
    pub open: Memo<Open>,
    /// Deals that were put somewhere here: they stay on screen wherever in their cell they stand.
    pub keep: StoredValue<Vec<DealId>>,
    /// For the dialog that a gate opens.
    pub mover: Mover,
    pub drag: RwSignal<Option<Drag>>,
    pub signs: Memo<Option<HashMap<StageId, Sign>>>,
    /// A card was just put down: the click that ends it was not meant.
    pub click_is_spent: StoredValue<bool>,
    /// The card that had the focus last, and the one that Tab reaches.
    pub focus: RwSignal<Option<DealId>>,
    pub reachable: Memo<Option<DealId>>,
    pub awake: RwSignal<bool>,
    pub place: NodeRef<html::Div>,
    pub viewer: Signal<Viewer>,
    pub words: Words,
    pub toasts: Toasts,
    pub navigate: StoredValue<Navigate>,
}

impl LanesContext {
    pub fn today(&self) -> NaiveDate {
        self.shown.with(|it| it.today)
    }

    /// The address of these lanes, with others open and what is asked besides.
    fn address(
        &self,
        open: Option<String>,
        more: impl IntoIterator<Item = (&'static str, String)>,
    ) -> String {
        let id = self.pipeline.with_value(|it| it.id);
        let mut pairs = self.filter.with(Filter::pairs);
        pairs.extend(open.map(|it| ("open", it)));
        pairs.extend(more);
        format!("{}{}", routes::lanes(Some(id)), query(&pairs))
    }

    fn chosen(&self) -> Option<String> {
        self.open.with(|it| it.as_ref().map(open_code))
    }

    pub fn here(&self) -> String {
        untrack(|| self.address(self.chosen(), []))
    }

    /// The same with this lane opened, or closed.
    pub fn turned_href(&self, whose: Whose) -> String {
        let mut open = self.shown.with(Lanes::open);
        if !open.remove(&whose) {
            open.insert(whose);
        }
        self.address(Some(open_code(&open)), [])
    }

    /// The address at which it asks where to move a deal.
    pub fn move_href(&self, key: Key, to: Option<StageId>) -> String {
        let to = to.map(|it| ("to", it.to_string()));
        self.address(self.chosen(), [("move", key.to_string())].into_iter().chain(to))
    }

    pub fn go(&self, href: &str) {
        self.navigate.with_value(|go| go(href));
    }

    /// May the viewer work this owner's deals?
    pub fn may_work(&self, owner: Option<MemberId>) -> bool {
        self.viewer.with(|it| it.may(Right::WorkDeal, owner))
    }

    /// How a stage would receive a card.
    pub fn sign(&self, card: &Card, to: StageId) -> Sign {
        let today = self.today();
        self.viewer.with(|viewer| self.doors.with_value(|doors| Sign::of(doors, card, to, viewer.on(today))))
    }

    pub fn name_of(&self, whose: Whose) -> String {
        let name = |owner| self.viewer.with(|it| it.member_name(owner).map(str::to_owned));
        whose.owner().map_or_else(|| self.words.filter_nobody().to_owned(), |it| name(it).unwrap_or_default())
    }

    pub fn stage_name(&self, stage: StageId) -> String {
        let name =
            |it: &Pipeline| it.stage(stage).map(|it| self.words.either(&it.name_ko, &it.name_en).to_owned());
        self.pipeline.with_value(name).unwrap_or_default()
    }

    /// The cell in which the card in the hand would come down.
    pub fn lands_in(&self, whose: Whose, stage: StageId) -> bool {
        self.drag.with(|it| {
            let Some((card, over)) = it.as_ref().and_then(|it| Some((&it.card, it.over?))) else {
                return false;
            };
            match Lanes::landing(card, over) {
                Some(Landing::Stage(to)) => (over.0, to) == (whose, stage),
                Some(Landing::Owner(to)) => (Whose::Of(to), card.stage) == (whose, stage),
                None => false,
            }
        })
    }

    /// A reading came. What it knows already need not be laid over it any more.
    pub fn take(&self, lanes: Lanes) {
        self.laid.update(|it| it.retain(|laid| laid.is_ahead_of(&lanes)));
        self.confirmed.set(lanes);
    }
}
