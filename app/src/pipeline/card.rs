//! A deal on the board, in at most five lines: what, for whom, how much, what next, how long.

use super::board_context::BoardContext;
use super::card_acts::CardActs;
use super::deal_amount::DealAmount;
use crate::layout::use_viewer;
use crate::presence::CardCompany;
use crate::routes;
use crate::ui::Avatar;
use crate::words::use_words;
use chrono::NaiveDate;
use domain::activities::rotting;
use domain::calendar::{Due, due};
use domain::committee::{Dots, dots};
use domain::pipeline::{Card, Stage};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub fn DealCard(card: Memo<Arc<Card>>, stage: StoredValue<Stage>) -> impl IntoView {
    let words = use_words();
    let context = expect_context::<BoardContext>();
    let viewer = use_viewer();
    let id = card.with_untracked(|it| it.id);
    let key = card.with_untracked(|it| it.key());
    let owner = move || {
        let owner = card.with(|it| it.owner)?;
        let (name, left) = viewer.with(|it| Some((it.member_name(owner)?.to_owned(), it.has_left(owner))))?;
        Some(view! { <Avatar name id=owner.to_string() left/> })
    };
    let company = Memo::new(move |_| context.company.with(|it| it.get(&id).cloned()).unwrap_or_default());
    let held = move || {
        let by = company.with(|it| it.carrying)?;
        viewer.with(|it| it.member_name(by).map(|it| words.card_held(it)))
    };
    let name = move || card.with(|it| it.name.clone());
    let account = move || card.with(|it| it.account_name.clone());
    let amount = Signal::derive(move || card.with(|it| it.amount()));
    let next_step = move || {
        let (step, day) = card.with(|it| (it.next_step.clone(), it.next_step_due));
        let tone = day.map_or("", |day| due_tone(day, context.today));
        let when = day.map(|day| view! { <span class="deal-next-day">{format!("· {}", words.due(day, context.today))}</span> });
        match step {
            Some(step) => view! {
                <span class=format!("deal-next {tone}")><span class="deal-next-step">{step}</span>{when}</span>
            }
            .into_any(),
            None => view! { <span class="deal-next quiet">{words.card_no_next_step()}</span> }.into_any(),
        }
    };
    let age = move || {
        let (entered, touched) = card.with(|it| (it.stage_entered_at, it.last_activity_at));
        let rot_days = stage.with_value(|it| it.rot_days);
        let (rots, entered) = viewer
            .with(|it| (rotting(it.zone.day(touched), it.on(context.today), rot_days), it.zone.day(entered)));
        let days = (context.today - entered).num_days().max(0);
        if let Some(quiet) = rots {
            view! { <span class="deal-age tone-bad">{words.card_rotting(quiet)}</span> }.into_any()
        } else {
            view! { <span class="deal-age" title=words.card_days_label(days)>{words.card_days(days)}</span> }
                .into_any()
        }
    };
    // How many things the next stage still asks for.
    let gaps = Memo::new(move |_| {
        let ahead = card.with(|it| context.ahead(it));
        ahead.map(|(_, sign)| (sign.verdict.count(), sign.verdict.passes())).filter(|it| it.0 > 0)
    });
    let gaps = move || {
        gaps.get().map(|(count, passes)| {
            let said = words.gate_on_the_way(i64::try_from(count).unwrap_or(i64::MAX));
            let title = said.clone();
            let class = if passes { "deal-gaps tone-warn" } else { "deal-gaps" };
            view! {
                <span class=class title=title>
                    <span aria-hidden="true">{count}</span>
                    <span class="unseen">{said}</span>
                </span>
            }
        })
    };
    // How well it is carried inside, once somebody has written down who decides.
    let carried = Memo::new(move |_| card.with(|it| dots(&it.story.committee)));
    let carried = move || {
        carried.get().map(|(dots, champions)| {
            let (class, sign) = match dots {
                Dots::Red => ("deal-dots tone-bad", "○"),
                Dots::Amber => ("deal-dots tone-warn", "●"),
                Dots::Green => ("deal-dots tone-good", "●●"),
            };
            let said = words.champions(i64::try_from(champions).unwrap_or(i64::MAX));
            let title = said.clone();
            view! {
                <span class=class title=title><span aria-hidden="true">{sign}</span><span class="unseen">{said}</span></span>
            }
        })
    };
    let remote = move || context.remote.with(|it| it.get(&id).cloned());
    let waiting = move || context.mover.pending.with(|it| it.waits_for(id));
    view! {
        <li
            class="deal-card"
            class:is-fixed=move || !context.may_work(card.with(|it| it.owner))
            class:is-carried=move || context.hand.with(|it| it.contains(&id))
            class:is-picked=move || context.picking.has(id)
            class:is-waiting=waiting
            class:is-remote=move || remote().is_some()
            class:is-held=move || company.with(|it| it.carrying.is_some())
            data-deal=id.to_string()
        >
            {move || remote().or_else(held).map(|said| view! { <span class="card-remote">{said}</span> })}
            <a class="deal-link deal-name" draggable="false" href=routes::deal(key) title=name
                tabindex=move || if context.reachable.get() == Some(id) { "0" } else { "-1" }>{name}</a>
            <span class="deal-account">{account}</span>
            <span class="deal-row"><DealAmount amount/>{owner}</span>
            {next_step}
            <span class="deal-row deal-foot">
                <span class="deal-key">{key.to_string()}</span>
                <CardCompany company/>
                {carried}
                {gaps}
                {age}
            </span>
            <CardActs card/>
        </li>
    }
}

/// The colour of a due day; the words beside it say the same.
pub fn due_tone(day: NaiveDate, today: NaiveDate) -> &'static str {
    match due(day, today) {
        Due::Overdue(_) => "tone-bad",
        Due::Today => "tone-warn",
        Due::Later(_) => "",
    }
}
