//! What the parts of a forecast share: what is shown, what is in the hand, and how a deal goes to another month. It is
//! painted at once, the server is asked, and what it says stands.

use super::api::{self, ForecastView, NextExpected};
use super::carry::Drag;
use super::keyboard;
use crate::error::AppError;
use crate::pipeline::{persistently, query};
use crate::routes;
use crate::timers::sleep;
use crate::ui::Toasts;
use crate::words::Words;
use chrono::NaiveDate;
use domain::forecast::{After, CloseMove, CloseUndo, Forecast, ForecastCard, Period};
use domain::pipeline::Filter;
use domain::team::{Right, Viewer};
use domain::{ActId, Currency, DealId, Key, MemberId, PipelineId, Refusal};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// Between two looks at whether an earlier move of the same deal is answered.
const TURN: Duration = Duration::from_millis(20);
/// So many deals that were just moved stay on screen wherever in their column they came to stand.
const KEPT: usize = 20;

/// A deal on its way to another day.
#[derive(Clone, Debug, PartialEq)]
pub struct OnItsWay {
    act: ActId,
    deal: DealId,
    day: Option<NaiveDate>,
}

/// How far this page has read, so that it can read the same again.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    of: (Option<PipelineId>, Filter),
    read: Vec<(Period, i64)>,
    keep: Vec<DealId>,
    /// What the server last said of each deal that was moved here: a reading that was begun before knows it not.
    done: Vec<ForecastCard>,
}

impl Progress {
    /// What a page knows that has just been read.
    pub fn at_first(of: (Option<PipelineId>, Filter)) -> Self {
        Self { of, ..Self::default() }
    }

    /// Columns that were read on, and deals to be kept. Of other deals nothing was read yet.
    pub fn so_far(&mut self, of: (Option<PipelineId>, Filter)) -> (Vec<(Period, i64)>, Vec<DealId>) {
        if self.of != of {
            *self = Self::at_first(of);
        }
        (self.read.clone(), self.keep.clone())
    }

    /// A reading with what is known to be newer.
    fn over(&mut self, mut forecast: Forecast) -> Forecast {
        let newer = |it: &ForecastCard| {
            forecast.card(it.card.id).is_some_and(|read| read.card.version < it.card.version)
        };
        self.done.retain(newer);
        self.done.iter().for_each(|it| forecast.confirm(it));
        forecast
    }

    fn moved(&mut self, deal: DealId) {
        self.keep.retain(|it| *it != deal);
        self.keep.push(deal);
        let spare = self.keep.len().saturating_sub(KEPT);
        self.keep.drain(..spare);
    }
}

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

    /// In what a column without deals comes to nothing.
    pub fn currency(&self) -> Currency {
        let chosen = self.pipeline.get();
        self.view.with(|it| {
            let pipeline = it.pipelines.iter().find(|it| chosen.is_none_or(|chosen| it.id == chosen));
            pipeline.map(|it| it.currency).unwrap_or_default()
        })
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

    /// Puts a deal into another period, if it may go there.
    pub fn put(self, deal: DealId, to: Period) {
        let found = self.shown.with_untracked(|it| it.card(deal).map(|card| (card.card.clone(), it.today)));
        let Some((card, today)) = found else { return };
        if !untrack(|| self.may_work(card.owner)) {
            self.toasts.complain(self.words.say(&Refusal::NotAllowed));
            return;
        }
        let from = card.expected_close;
        match to.landing(from, today) {
            Err(no) => self.toasts.complain(self.words.say(&no)),
            Ok(day) if day == from => {}
            Ok(day) => {
                let wish = CloseMove { act: ActId(Uuid::now_v7()), deal, from, to };
                self.send(
                    wish.act,
                    deal,
                    day,
                    card.name,
                    move |name, card| {
                        let said = self.words.close_date_moved(name, card.card.expected_close, today);
                        let undo = CloseUndo { act: ActId(Uuid::now_v7()), deal, undoes: wish.act };
                        let name = name.to_owned();
                        self.toasts.offer(said, self.words.undo(), move || {
                            self.take_back(undo.clone(), from, name.clone());
                        });
                    },
                    move || api::move_close_date(wish.clone()),
                );
            }
        }
    }

    fn take_back(self, undo: CloseUndo, day: Option<NaiveDate>, name: String) {
        let said = move |name: &str, _: &ForecastCard| {
            self.toasts.say(self.words.deal_move_undone(name));
        };
        self.send(undo.act, undo.deal, day, name, said, move || api::undo_close_date(undo.clone()));
    }

    /// Paints it, asks until there is an answer, and makes it right if that is no.
    fn send<Asked>(
        self,
        act: ActId,
        deal: DealId,
        day: Option<NaiveDate>,
        name: String,
        done: impl Fn(&str, &ForecastCard) + 'static,
        ask: impl Fn() -> Asked + 'static,
    ) where
        Asked: Future<Output = Result<ForecastCard, AppError>> + 'static,
    {
        // A toast, and with it an undo, outlives the page that it was made on.
        self.progress.try_update_value(|it| it.moved(deal));
        self.on_their_way.try_update(|it| it.push(OnItsWay { act, deal, day }));
        spawn_local(async move {
            while self.on_their_way.try_with_untracked(|it| has_before(it, act, deal)) == Some(true) {
                sleep(TURN).await;
            }
            let answer = persistently(ask).await;
            let now = match &answer {
                Ok(card) => Some(card.clone()),
                Err(AppError::Changed { card: Some(card), .. }) => self.with_count(card),
                Err(_) => None,
            };
            if let Some(card) = now {
                self.confirmed.try_update(|it| it.confirm(&card));
                self.progress.try_update_value(|it| {
                    it.done.retain(|it| it.card.id != deal);
                    it.done.push(card);
                });
            }
            self.on_their_way.try_update(|it| it.retain(|it| it.act != act));
            match answer {
                Ok(card) => done(&name, &card),
                Err(AppError::Changed { .. }) => self.toasts.complain(self.words.forecast_overtaken(&name)),
                Err(error) => self.toasts.complain(self.words.app_error(&error)),
            }
        });
    }

    /// A card that somebody else changed: how often it slipped is read with the next reading.
    fn with_count(self, card: &domain::pipeline::Card) -> Option<ForecastCard> {
        let known = self.confirmed.try_with_untracked(|it| it.card(card.id).map(|it| it.close_date_moves));
        known.flatten().map(|close_date_moves| ForecastCard { card: card.clone(), close_date_moves })
    }

    /// The next cards of a column.
    pub fn read_on(self, period: Period) {
        let after = self.confirmed.with_untracked(|it| it.column(period).and_then(|it| it.more.clone()));
        let Some(after) = after else { return };
        let (pipeline, filter) = untrack(|| (self.pipeline.get(), self.filter.get()));
        spawn_local(async move {
            match api::more_expected(pipeline, filter, after).await {
                Ok(NextExpected { cards, more }) => {
                    let first = cards.first().map(|it| it.card.id);
                    self.confirmed.try_update(|it| it.read_on(period, cards, more));
                    let read =
                        self.confirmed.try_with_untracked(|it| it.column(period).map(|it| it.cards.len()));
                    if let Some(read) = read.flatten().and_then(|it| i64::try_from(it).ok()) {
                        self.progress.try_update_value(|it| {
                            it.read.retain(|it| it.0 != period);
                            it.read.push((period, read));
                        });
                    }
                    if let Some(deal) = first {
                        keyboard::focus(self, deal);
                    }
                }
                Err(error) => self.toasts.complain(self.words.app_error(&error)),
            }
        });
    }
}

/// Is an earlier move of this deal on its way still?
fn has_before(all: &[OnItsWay], act: ActId, deal: DealId) -> bool {
    all.iter().take_while(|it| it.act != act).any(|it| it.deal == deal)
}

impl OnItsWay {
    pub fn over(all: &[Self], forecast: &mut Forecast) {
        all.iter().for_each(|it| forecast.expect(it.deal, it.day));
    }
}
