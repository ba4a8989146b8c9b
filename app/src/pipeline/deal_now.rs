//! The one next thing to do with a deal, and the way to have done it.

use super::api::DealView;
use super::card::due_tone;
use crate::accounts::Loaded;
use crate::activities::CompleteStep;
use crate::error::AppError;
use crate::frameworks::Coach;
use crate::ui::Panel;
use crate::wire::Reading;
use crate::words::use_words;
use domain::frameworks::DealFrameworks;
use domain::pipeline::StageKind;
use leptos::prelude::*;

#[component]
pub fn DealNow(
    view: Signal<DealView>,
    may: Memo<bool>,
    known: Reading<Result<DealFrameworks, AppError>>,
) -> impl IntoView {
    let words = use_words();
    let deal = Memo::new(move |_| view.with(|it| it.deal.card.id));
    let step = Memo::new(move |_| view.with(|it| it.deal.card.next_step.clone()));
    let due = move || {
        view.with(|it| it.deal.card.next_step_due.map(|day| (day, it.today))).map(|(day, today)| {
            view! { <span class=format!("deal-due {}", due_tone(day, today))>{words.due(day, today)}</span> }
        })
    };
    let version = Signal::derive(move || view.with(|it| it.deal.card.version));
    // The form stands for one step: when that is done, another form may open for the next.
    let act = move || {
        let planned = step.with(Option::is_none);
        may.get().then(|| view! { <CompleteStep deal=deal.get() version planned/> })
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
                {move || view.with(|it| it.deal.kind == StageKind::Open).then(|| view! {
                    <Loaded of=known show=move |known| view! { <Coach deal=deal.get_untracked() known may/> }.into_any()/>
                })}
            </Panel>
        </Show>
    }
}
