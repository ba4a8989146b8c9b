//! Putting deals into other months on the screen: painted at once, the server is asked, and what it says stands. And
//! reading a column on.

use super::api::{self, NextExpected};
use super::context::ForecastContext;
use super::keyboard;
use crate::error::AppError;
use crate::pipeline::persistently;
use crate::timers::sleep;
use chrono::NaiveDate;
use domain::forecast::{CloseMove, CloseUndo, Forecast, ForecastCard, Period};
use domain::pipeline::Card;
use domain::{ActId, DealId, Refusal};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use uuid::Uuid;

/// Between two looks at whether an earlier move of the same deal is answered.
const TURN: Duration = Duration::from_millis(20);

/// A deal on its way to another day.
#[derive(Clone, Debug, PartialEq)]
pub struct OnItsWay {
    act: ActId,
    deal: DealId,
    day: Option<NaiveDate>,
}

impl OnItsWay {
    pub fn over(all: &[Self], forecast: &mut Forecast) {
        all.iter().for_each(|it| forecast.expect(it.deal, it.day));
    }
}

impl ForecastContext {
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
                self.progress.try_update_value(|it| it.heard(card));
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
    fn with_count(self, card: &Card) -> Option<ForecastCard> {
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
                        self.progress.try_update_value(|it| it.has_read(period, read));
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
