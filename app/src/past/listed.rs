//! The deals behind a number: where they stood and stand, and what they were and are worth.

use super::context::PastContext;
use crate::routes;
use crate::ui::{Dialog, Table};
use crate::words::use_words;
use domain::pipeline::past::{Asked, ListedDeal};
use domain::{Money, StageId};
use leptos::prelude::*;
use leptos_router::NavigateOptions;

#[component]
pub fn ListedDialog(asked: Asked) -> impl IntoView {
    let words = use_words();
    let context = expect_context::<PastContext>();
    let open = RwSignal::new(true);
    Effect::new(move |was: Option<bool>| {
        let is = open.get();
        if was == Some(true) && !is {
            let options = NavigateOptions { scroll: false, replace: true, ..Default::default() };
            let href = untrack(|| context.here([]));
            context.navigate.with_value(|go| go(&href, options));
        }
        is
    });
    let stage = move || context.stage_name(asked.column).unwrap_or_default();
    let title = move || words.past_listed(asked.way, &stage());
    let deals = Memo::new(move |_| {
        context.board(|it| it.listed.as_ref().map(|it| it.deals.clone()).unwrap_or_default())
    });
    let more = move || context.board(|it| it.listed.as_ref().is_some_and(|it| it.more));
    let close_href = Signal::derive(move || context.here([]));
    let inside = move || {
        view! {
            <p class="quiet">{move || words.past_from(&context.moment())}</p>
            <Table label=title>
                <thead>
                    <tr>
                        <th scope="col">{words.past_head_deal()}</th>
                        <th scope="col">{words.past_head_then()}</th>
                        <th scope="col">{words.past_head_now()}</th>
                    </tr>
                </thead>
                <tbody>{move || deals.with(|it| it.iter().map(|it| row(context, it)).collect_view())}</tbody>
            </Table>
            {move || deals.with(Vec::is_empty).then(|| view! { <p class="quiet">{words.past_listed_none()}</p> })}
            {move || more().then(|| view! { <p class="quiet">{words.past_listed_more()}</p> })}
        }
    };
    view! { <Dialog open title=Signal::derive(title) wide=true close_href>{inside()}</Dialog> }
}

fn row(context: PastContext, deal: &ListedDeal) -> impl IntoView + use<> {
    let words = context.words;
    let filtered = context.filter.with(|it| !it.is_empty());
    let cell = move |stage: Option<StageId>, money: Option<Money>, nowhere: &'static str| match stage {
        Some(stage) => {
            let name = context.stage_name(stage).unwrap_or_default();
            let amount = money.map_or_else(|| words.card_no_amount().to_owned(), |it| it.short(words.locale));
            let full = money.map(Money::full);
            view! { <td>{name}<span class="past-worth" title=full>{amount}</span></td> }.into_any()
        }
        None => view! { <td class="quiet">{nowhere}</td> }.into_any(),
    };
    let (before, after) = if filtered {
        (words.past_not_matching(), words.past_not_matching())
    } else {
        (words.past_not_made(), words.past_deleted())
    };
    view! {
        <tr>
            <th scope="row">
                <a href=routes::deal(deal.key())>{deal.name.clone()}</a>
                <span class="past-account">{deal.account_name.clone()}</span>
            </th>
            {cell(deal.from, deal.was, before)}
            {cell(deal.to, deal.is, after)}
        </tr>
    }
}
