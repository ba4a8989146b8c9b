//! The one next thing to do with a deal, and the way to have done it.

use super::api::DealView;
use super::card::due_tone;
use crate::activities::CompleteStep;
use crate::routes;
use crate::ui::{ButtonLink, Look, Panel};
use crate::words::use_words;
use domain::pipeline::StageKind;
use leptos::prelude::*;

#[component]
pub fn DealNow(view: Signal<DealView>, may: Memo<bool>) -> impl IntoView {
    let words = use_words();
    let deal = Memo::new(move |_| view.with(|it| it.deal.card.id));
    let step = Memo::new(move |_| view.with(|it| it.deal.card.next_step.clone()));
    let due = move || {
        view.with(|it| it.deal.card.next_step_due.map(|day| (day, it.today))).map(|(day, today)| {
            view! { <span class=format!("deal-due {}", due_tone(day, today))>{words.due(day, today)}</span> }
        })
    };
    let edit_href =
        Signal::derive(move || view.with(|it| format!("{}?edit=1", routes::deal(it.deal.card.key()))));
    let version = Signal::derive(move || view.with(|it| it.deal.card.version));
    // The form stands for one step: when that is done, another form may open for the next.
    let act = move || match (may.get(), step.with(Option::is_some)) {
        (false, _) => ().into_any(),
        (true, false) => {
            view! { <ButtonLink href=edit_href look=Look::Primary>{words.deal_plan_next()}</ButtonLink> }
                .into_any()
        }
        (true, true) => {
            step.track();
            view! { <CompleteStep deal=deal.get() version/> }.into_any()
        }
    };
    let said = move || match step.get() {
        Some(step) => view! { <p class="now-step">{step}" "{due}</p> }.into_any(),
        None => view! { <p class="now-step">{words.deal_now_none()}</p> }.into_any(),
    };
    // What is decided needs no next step, but may have one.
    let shown =
        Memo::new(move |_| view.with(|it| it.deal.kind == StageKind::Open) || step.with(Option::is_some));
    view! {
        <Show when=move || shown.get()>
            <Panel title=words.deal_now() attr:class="panel now-panel">
                {said}
                {act}
            </Panel>
        </Show>
    }
}
