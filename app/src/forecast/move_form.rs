//! "Expected when?": a deal's month by menu. A real form that works without scripts; woken up, it moves like a drag.

use super::api::MoveCloseByForm;
use super::context::ForecastContext;
use super::keyboard;
use crate::error::AppError;
use crate::forms::Complaint;
use crate::timers::sleep;
use crate::ui::{Button, Choice, Dialog, Look, Select};
use crate::words::use_words;
use domain::Refusal;
use domain::forecast::{ForecastCard, Period};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use server_fn::ServerFn;
use std::time::Duration;

#[component]
pub fn MoveDialog(card: ForecastCard) -> impl IntoView {
    let words = use_words();
    let context = expect_context::<ForecastContext>();
    let card = card.card;
    let may = untrack(|| context.may_work(card.owner));
    let open = RwSignal::new(true);
    let deal = card.id;
    let leave = leptos_router::hooks::use_navigate();
    Effect::new(move |was: Option<bool>| {
        let is = open.get();
        if was == Some(true) && !is {
            leave(&context.here(), NavigateOptions { scroll: false, replace: true, ..Default::default() });
            // The dialog gives the focus back to where it was, and there the card may be no more.
            spawn_local(async move {
                sleep(Duration::ZERO).await;
                keyboard::focus(context, deal);
            });
        }
        is
    });
    // What was wrong with a move that was sent without scripts.
    let refused = ServerAction::<MoveCloseByForm>::new().value().get_untracked().and_then(Result::err);
    let title = words.forecast_menu(&card.name);
    let inside = move || {
        if may {
            view! { <MoveForm card=card.clone() open refused=refused.clone()/> }.into_any()
        } else {
            view! { <p>{words.say(&Refusal::NotAllowed)}</p> }.into_any()
        }
    };
    view! { <Dialog open title close_href=context.here()>{inside()}</Dialog> }
}

#[component]
fn MoveForm(card: domain::pipeline::Card, open: RwSignal<bool>, refused: Option<AppError>) -> impl IntoView {
    let words = use_words();
    let context = expect_context::<ForecastContext>();
    let (deal, from) = (card.id, card.expected_close);
    let today = untrack(|| context.today());
    let now = Period::of(from, today);
    let choice = |period: Period| {
        let day = period.landing(from, today).ok()?;
        let name = words.period(period, today);
        let label = day.map_or_else(|| name.clone(), |day| format!("{name} · {}", words.day(day, today)));
        Some(Choice::new(period.code(), label))
    };
    let choices: Vec<_> =
        Period::all(today).into_iter().filter(|it| *it != Period::Overdue).filter_map(choice).collect();
    let first = now.shifted(1, today).unwrap_or(now);
    let chosen = RwSignal::new(first.code());
    let error = RwSignal::new(refused);
    let form_act = context.view.with_untracked(|it| it.form_act);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(to) = chosen.with_untracked(|it| Period::of_code(it)) {
            open.set(false);
            context.put(deal, to);
        }
    };
    view! {
        <form class="form" method="post" action=MoveCloseByForm::PATH on:submit=send>
            <Complaint error/>
            <input type="hidden" name="act" value=form_act.to_string()/>
            <input type="hidden" name="deal" value=deal.to_string()/>
            <input type="hidden" name="from" value=from.map(|it| it.to_string())/>
            <input type="hidden" name="next" value=context.here()/>
            <Select name="to" label=words.forecast_to() choices bind=chosen/>
            <div class="dialog-foot"><Button submit=true look=Look::Primary>{words.deal_move()}</Button></div>
        </form>
    }
}
