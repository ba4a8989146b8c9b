//! What is done to a deal without leaving the board: its next step is done or planned, an activity logged, a stage
//! chosen. Each is a link to where it is done without scripts.

use super::board_context::{BoardContext, Doing};
use crate::routes;
use crate::ui::Icon;
use crate::words::use_words;
use domain::pipeline::Card;
use leptos::prelude::*;
use std::sync::Arc;
use web_sys::MouseEvent;

#[component]
pub fn CardActs(card: Memo<Arc<Card>>) -> impl IntoView {
    let words = use_words();
    let context = expect_context::<BoardContext>();
    let (id, key) = card.with_untracked(|it| (it.id, it.key()));
    let name = move || card.with(|it| it.name.clone());
    let may = Memo::new(move |_| context.may_work(card.with(|it| it.owner)));
    let near = Memo::new(move |_| context.near.has(id) || context.reachable.get() == Some(id));
    let has_step = Memo::new(move |_| card.with(|it| it.next_step.is_some()));
    // One stop for Tab on the whole board, once arrows walk between the cards.
    let stop = move || {
        let elsewhere = context.awake.get() && context.reachable.get() != Some(id);
        elsewhere.then_some("-1")
    };
    let opens = move |doing: Doing| {
        move |event: MouseEvent| {
            event.prevent_default();
            context.doing.set(Some((id, doing)));
        }
    };
    let step = move || {
        let (icon, label) = if has_step.get() {
            ("check", words.card_step_done(&name()))
        } else {
            ("calendar-clock", words.card_step_plan(&name()))
        };
        view! {
            <a class="card-act" href=routes::deal(key) tabindex=stop title=label.clone() aria-label=label on:click=opens(Doing::Step)>
                <Icon name=icon/>
            </a>
        }
    };
    let log = move || {
        let label = words.card_log(&name());
        view! {
            <a class="card-act" href=format!("{}?log=1", routes::deal(key)) tabindex=stop title=label.clone() aria-label=label
                aria-keyshortcuts="A" on:click=opens(Doing::Log)>
                <Icon name="message-square"/>
            </a>
        }
    };
    // Without scripts nothing could be picked.
    let pick = move || {
        (context.may_drag && context.awake.get()).then(|| {
            view! {
                <button type="button" role="checkbox" class="card-pick" tabindex=stop aria-keyshortcuts="X"
                    aria-checked=move || if context.picking.has(id) { "true" } else { "false" }
                    aria-label=move || words.pick(&name())></button>
            }
        })
    };
    view! {
        {pick}
        <span class="card-acts">
            {move || near.get().then(|| view! { {may.get().then(step)} {context.may_log.then_some(log)} })}
            {move || may.get().then(|| view! { <a class="card-act deal-menu" href=move || context.move_href(key) tabindex=stop aria-keyshortcuts="M"
                title=move || words.card_menu(&name()) aria-label=move || words.card_menu(&name())></a> })}
        </span>
    }
}
