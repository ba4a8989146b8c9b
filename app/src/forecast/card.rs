//! A deal on the forecast: what, for whom, how much, when, and how far it has come.

use super::context::ForecastContext;
use crate::pipeline::{DealAmount, due_tone};
use crate::routes;
use crate::ui::Avatar;
use crate::words::use_words;
use domain::forecast::{ForecastCard, Period};
use leptos::prelude::*;

#[component]
pub fn ExpectedCard(#[prop(into)] card: Signal<ForecastCard>) -> impl IntoView {
    let words = use_words();
    let context = expect_context::<ForecastContext>();
    let viewer = context.viewer;
    let (id, key) = card.with_untracked(|it| (it.card.id, it.card.key()));
    let name = move || card.with(|it| it.card.name.clone());
    let account = move || card.with(|it| it.card.account_name.clone());
    let owner = move || {
        let owner = card.with(|it| it.card.owner)?;
        let (name, left) = viewer.with(|it| Some((it.member_name(owner)?.to_owned(), it.has_left(owner))))?;
        Some(view! { <Avatar name id=owner.to_string() left/> })
    };
    let amount = Signal::derive(move || card.with(|it| it.card.amount()));
    let when = move || {
        let (day, today) = (card.with(|it| it.card.expected_close), context.today());
        match day {
            Some(day) => {
                let class = format!("forecast-day {}", due_tone(day, today));
                // Its column says the month and the year.
                let shown = match Period::of(Some(day), today) {
                    Period::Month(_) => words.day(day, day),
                    _ => words.day(day, today),
                };
                view! { <span class=class>{shown}</span> }.into_any()
            }
            None => view! { <span class="quiet">{words.no_date()}</span> }.into_any(),
        }
    };
    let slipped = move || {
        let moves = card.with(|it| i64::from(it.close_date_moves));
        (moves > 0)
            .then(|| view! { <span class="forecast-slipped quiet">{words.forecast_slipped(moves)}</span> })
    };
    let stage = move || {
        let stage = card.with(|it| it.card.stage);
        context.view.with(|view| {
            let found = view.pipelines.iter().find_map(|it| it.stage(stage));
            found.map(|it| words.either(&it.name_ko, &it.name_en).to_owned())
        })
    };
    let may = Memo::new(move |_| context.may_work(card.with(|it| it.card.owner)));
    // One stop for Tab on the whole forecast, once arrows walk between the cards.
    let reached = move || context.reachable.get() == Some(id);
    let carried = move || context.drag.with(|it| it.as_ref().is_some_and(|it| it.card.id == id));
    view! {
        <li class="deal-card forecast-card" class:is-fixed=move || !may.get() class:is-carried=carried data-deal=id.to_string()>
            <a class="deal-link deal-name" draggable="false" href=routes::deal(key) title=name
                tabindex=move || if reached() { "0" } else { "-1" }>{name}</a>
            <span class="deal-account">{account}</span>
            <span class="deal-row"><DealAmount amount/>{owner}</span>
            <span class="forecast-when">{when}<span class="forecast-stage">{stage}</span></span>
            {slipped}
            <span class="card-acts">
                {move || may.get().then(|| view! {
                    <a class="card-act deal-menu" href=move || context.when_href(key) aria-keyshortcuts="M"
                        tabindex=move || (context.awake.get() && !reached()).then_some("-1")
                        title=move || words.forecast_menu(&name()) aria-label=move || words.forecast_menu(&name())></a>
                })}
            </span>
        </li>
    }
}
