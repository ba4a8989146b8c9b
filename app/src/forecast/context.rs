//! What the parts of a forecast share: what is shown, what is in the hand, and the ways that lead from here.

use super::api::ForecastView;
use super::drag::Drag;
use super::mover::OnItsWay;
use super::progress::Progress;
use crate::pipeline::query;
use crate::routes;
use crate::ui::Toasts;
use crate::words::Words;
use chrono::NaiveDate;
use domain::forecast::{After, Forecast};
use domain::pipeline::Filter;
use domain::team::{Right, Viewer};
use domain::{DealId, Key, MemberId, PipelineId};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

pub type Navigate = Arc<dyn Fn(&str) + Send + Sync>;

#[derive(Clone, Copy)]
pub struct ForecastContext {
    pub view: Signal<ForecastView>,
    pub confirmed: RwSignal<Forecast>,
    pub on_their_way: RwSignal<Vec<OnItsWay>>,
    pub shown: Memo<Forecast>,
    pub pipeline: Memo<Option<PipelineId>>,
    pub filter: Memo<Filter>,
    /// Where a column begins that was read on without scripts.
    pub after: Memo<Option<After>>,
    pub progress: StoredValue<Progress>,
    pub drag: RwSignal<Option<Drag>>,
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

impl ForecastContext {
    pub fn today(&self) -> NaiveDate {
        self.shown.with(|it| it.today)
    }

    /// The address of this forecast with its filter, and with what is asked besides.
    pub fn address_with(&self, more: impl IntoIterator<Item = (&'static str, String)>) -> String {
        let mut pairs = self.filter.with(Filter::pairs);
        pairs.extend(more);
        format!("{}{}", routes::forecast(self.pipeline.get()), query(&pairs))
    }

    pub fn here(&self) -> String {
        untrack(|| self.address_with([]))
    }

    /// The address at which it asks when a deal is expected.
    pub fn when_href(&self, key: Key) -> String {
        let after = self.after.with(|it| it.as_ref().map(After::pairs));
        self.address_with(after.into_iter().flatten().chain([("when", key.to_string())]))
    }

    pub fn go(&self, href: &str) {
        self.navigate.with_value(|go| go(href));
    }

    /// May the viewer work this owner's deals?
    pub fn may_work(&self, owner: Option<MemberId>) -> bool {
        self.viewer.with(|it| it.may(Right::WorkDeal, owner))
    }

    /// A reading came. What is on its way lies over it.
    pub fn take(&self, forecast: Forecast) {
        let mut known = None;
        self.progress.update_value(|it| known = Some(it.over(forecast)));
        if let Some(known) = known {
            self.confirmed.set(known);
        }
    }
}
