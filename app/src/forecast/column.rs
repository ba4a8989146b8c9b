//! One period of the forecast: what all its deals come to, then its cards.

use super::card::ExpectedCard;
use super::context::ForecastContext;
use crate::exchange::{excluded, sums};
use crate::ui::Icon;
use crate::words::use_words;
use domain::exchange::Total;
use domain::forecast::{Column, Period};
use domain::money::grouped;
use domain::pipeline::Totals;
use leptos::prelude::*;

#[component]
pub fn PeriodColumn(period: Period) -> impl IntoView {
    let words = use_words();
    let context = expect_context::<ForecastContext>();
    let nothing = move || Column { period, totals: Totals::default(), cards: vec![], more: None };
    let column =
        Memo::new(move |_| context.shown.with(|it| it.column(period).cloned()).unwrap_or_else(nothing));
    let count = Memo::new(move |_| column.with(|it| it.totals.count));
    let title = move || words.period(period, context.today());
    let is_now = move || period.is_this_month(context.today());
    let won = move || {
        let won = context.shown.with(|it| it.won.clone());
        let total = context.viewer.with(|it| Total::of(&won.sums, &it.rates));
        let count = grouped(won.count.unsigned_abs());
        (is_now() && won.count > 0)
            .then(|| {
                let said = words.forecast_won(&total.sum.short(words.locale), &count);
                view! { <span class="forecast-won" title=words.made_by_rates(&total)>{said}</span>{excluded(words, &total)} }
            })
    };
    // What a drop here would make of the card in the hand.
    let landing = Memo::new(move |_| {
        context.drag.with(|it| {
            let from = it.as_ref()?.card.expected_close;
            let today = context.today();
            let here = Period::of(from, today) == period;
            (!here).then(|| period.landing(from, today).ok().map(|day| words.landing(day, today)))
        })
    });
    let sign = move || {
        landing.get().map(|it| match it {
            Some(said) => {
                view! { <p class="forecast-sign"><Icon name="calendar-check"/>{said}</p> }.into_any()
            }
            None => {
                view! { <p class="forecast-sign tone-bad"><Icon name="ban"/>{words.forecast_is_past()}</p> }
                    .into_any()
            }
        })
    };
    let is_over = move || context.drag.with(|it| it.as_ref().is_some_and(|it| it.over == Some(period)));
    let refuses = move || landing.with(|it| *it == Some(None));
    let foot = move || {
        column.with(|it| it.more.is_some().then_some(it.cards.len())).map(|shown| {
            let all = grouped(count.get().unsigned_abs());
            let href = move || {
                let after = column.with(|it| it.more.clone());
                context.address_with(after.iter().flat_map(domain::forecast::After::pairs))
            };
            view! {
                <div class="column-foot">
                    <span class="quiet">{words.board_shown(&grouped(shown as u64), &all)}</span>
                    <a class="column-more" href=href on:click=move |event| {
                        event.prevent_default();
                        context.read_on(period);
                    }>{words.board_show_more()}</a>
                </div>
            }
        })
    };
    let begun = move || {
        let begins_here = context.after.with(|it| it.as_ref().is_some_and(|it| it.period == period));
        begins_here.then(|| view! { <li class="column-begun"><a href=move || context.address_with([])>{words.board_from_top()}</a></li> })
    };
    let ids = move || column.with(|it| it.cards.iter().map(|it| it.card.id).collect::<Vec<_>>());
    let each = move |deal| {
        let found = move |it: &Column| it.cards.iter().find(|it| it.card.id == deal).cloned();
        column.with_untracked(found).map(|first| {
            let card = Memo::new(move |_| column.with(found).unwrap_or_else(|| first.clone()));
            view! { <ExpectedCard card/> }
        })
    };
    view! {
        <section class="column forecast-column" class:is-over=move || is_over() && !refuses() class:is-now=is_now
            class:is-closed=refuses aria-label=move || words.forecast_column(&title(), count.get()) data-period=period.code()>
            <header class="column-head">
                <div class="column-title">
                    <h2>{title}</h2>
                    {move || is_now().then(|| view! { <span class="forecast-now">{words.forecast_this_month()}</span> })}
                    <span class="column-count number">{move || grouped(count.get().unsigned_abs())}</span>
                </div>
                <div class="column-sums">{move || column.with(|it| sums(words, &it.totals, context.viewer))}</div>
                <div class="column-pace">{won}</div>
                {sign}
            </header>
            <ol class="column-cards">
                {begun}
                <For each=ids key=|it| *it children=each/>
                {move || (count.get() == 0).then(|| view! { <li class="column-empty quiet">{words.forecast_empty()}</li> })}
            </ol>
            {foot}
        </section>
    }
}
