//! What the parts of a past board share: what is shown, and the ways that lead from here.

use super::api::PastView;
use crate::pipeline::query;
use crate::routes;
use crate::words::Words;
use chrono::NaiveDate;
use domain::pipeline::past::{At, PastBoard};
use domain::pipeline::{Filter, Stage};
use domain::team::Viewer;
use domain::{Currency, PipelineId, StageId};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use std::sync::Arc;

pub type Navigate = Arc<dyn Fn(&str, NavigateOptions) + Send + Sync>;

#[derive(Clone, Copy)]
pub struct PastContext {
    pub view: Signal<PastView>,
    pub filter: Memo<Filter>,
    /// The moment that the address asks for.
    pub asked: Memo<Option<At>>,
    pub awake: RwSignal<bool>,
    /// A week is being played.
    pub playing: RwSignal<bool>,
    pub viewer: Signal<Viewer>,
    pub words: Words,
    pub navigate: StoredValue<Navigate>,
}

impl PastContext {
    pub fn board<T>(&self, of: impl FnOnce(&PastBoard) -> T) -> T {
        self.view.with(|it| of(&it.board))
    }

    pub fn pipeline(&self) -> PipelineId {
        self.board(|it| it.pipeline)
    }

    pub fn today(&self) -> NaiveDate {
        self.board(|it| it.today)
    }

    /// In what a column without deals comes to nothing.
    pub fn currency(&self) -> Currency {
        self.view.with(|it| {
            let pipeline = it.pipelines.iter().find(|pipeline| pipeline.id == it.board.pipeline);
            pipeline.map(|it| it.currency).unwrap_or_default()
        })
    }

    pub fn stage_name(&self, stage: StageId) -> Option<String> {
        let name = |it: &Stage| self.words.either(&it.name_ko, &it.name_en).to_owned();
        self.board(|it| it.column(stage).map(|it| name(&it.stage)))
    }

    /// The moment that is shown, as one says it.
    pub fn moment(&self) -> String {
        self.words.past_moment(self.board(|it| it.at))
    }

    /// The address of the board of another moment. Times of the day stay as they were asked for.
    pub fn on(&self, day: NaiveDate) -> String {
        let time = self.asked.get().map(|it| it.time);
        let at = At { time: time.unwrap_or(At::morning(day).time), day };
        self.address(at, [])
    }

    /// The address of the moment that is shown, and of what is asked besides.
    pub fn here(&self, more: impl IntoIterator<Item = (&'static str, String)>) -> String {
        self.address(self.board(|it| it.at), more)
    }

    pub fn address(&self, at: At, more: impl IntoIterator<Item = (&'static str, String)>) -> String {
        let mut pairs = self.filter.with(Filter::pairs);
        pairs.extend(at.pairs());
        pairs.extend(more);
        format!("{}{}", routes::past(Some(self.pipeline())), query(&pairs))
    }

    /// Goes to another moment without leaving one more step behind on the way back.
    pub fn show(&self, day: NaiveDate) {
        let href = untrack(|| self.on(day));
        let options = NavigateOptions { scroll: false, replace: true, ..Default::default() };
        self.navigate.with_value(|go| go(&href, options));
    }
}
