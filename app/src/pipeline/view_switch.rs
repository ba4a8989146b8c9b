//! The same deals as a board, by owner, as a forecast, by what is known of them, as a table, or as the board once was. Whoever looks at some of
//! them looks at the same ones in each.

use super::filters::query;
use crate::routes;
use crate::words::use_words;
use chrono::NaiveDate;
use domain::PipelineId;
use domain::pipeline::Filter;
use domain::pipeline::past::Pick;
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DealsAs {
    Board,
    Lanes,
    Forecast,
    HeatMap,
    Table,
    /// The board of an earlier day.
    Past,
}

#[component]
pub fn ViewSwitch(
    here: DealsAs,
    /// None: all of them together.
    #[prop(into)]
    pipeline: Signal<Option<PipelineId>>,
    #[prop(into)] filter: Signal<Filter>,
    #[prop(into)] today: Signal<NaiveDate>,
) -> impl IntoView {
    let words = use_words();
    let href = move |to: DealsAs| {
        let (pipeline, filter) = (pipeline.get(), filter.get());
        let mut pairs = filter.pairs();
        let page = match to {
            DealsAs::Board => pipeline.map_or_else(|| routes::PIPELINE.to_owned(), routes::pipeline),
            DealsAs::Lanes => routes::lanes(pipeline),
            DealsAs::Forecast => routes::forecast(pipeline),
            DealsAs::HeatMap => routes::heat_map(pipeline),
            DealsAs::Table => {
                pairs.extend(pipeline.map(|it| ("pipeline", it.to_string())));
                routes::DEALS.to_owned()
            }
            DealsAs::Past => {
                // Of its morning the day says all, and the board need not know how moments are written.
                pairs.push(("at", Pick::Monday.day(today.get()).to_string()));
                routes::past(pipeline)
            }
        };
        format!("{page}{}", query(&pairs))
    };
    let link = move |to: DealsAs, name: &'static str| {
        let current = (to == here).then_some("page");
        view! { <a href=move || href(to) aria-current=current>{name}</a> }
    };
    view! {
        <nav class="segments view-switch" aria-label=words.view_label()>
            {link(DealsAs::Board, words.view_board())}
            {link(DealsAs::Lanes, words.lanes())}
            {link(DealsAs::Forecast, words.forecast())}
            {link(DealsAs::HeatMap, words.heat_map())}
            {link(DealsAs::Table, words.view_table())}
            {link(DealsAs::Past, words.past())}
        </nav>
    }
}
