//! How the next steps of a column's deals stand, as a bar of four parts. A press on one shows only its deals, and
//! a second press all again.

use super::board_context::BoardContext;
use crate::words::use_words;
use domain::pipeline::{Step, Totals};
use leptos::prelude::*;

/// A part's share of the bar is told in so many steps: styles can be no attributes here.
const SHARES: i64 = 12;

#[component]
pub fn StepBar(totals: Memo<Totals>) -> impl IntoView {
    let words = use_words();
    let context = expect_context::<BoardContext>();
    let part = move |step: Step| {
        let deals = Memo::new(move |_| totals.with(|it| it.with_step(step)));
        let share = Memo::new(move |_| share(deals.get(), totals.with(|it| it.count)));
        let chosen = move || context.filter.with(|it| it.step) == Some(step);
        let href = move || context.address_with(|it| it.step = (it.step != Some(step)).then_some(step));
        let said = move || words.step_share(words.step(step), deals.get());
        move || {
            (deals.get() > 0).then(|| {
                view! {
                    <a class=move || format!("step-part step-{} share-{}", step.code(), share.get()) href=href
                        title=said aria-current=move || chosen().then_some("true")>
                        <span aria-hidden="true" class="number">{move || deals.get()}</span>
                        <span class="unseen">{said}</span>
                    </a>
                }
            })
        }
    };
    view! { <div class="step-bar" role="group" aria-label=words.step_bar()>{Step::ALL.map(part)}</div> }
}

/// Something is never nothing.
fn share(deals: i64, all: i64) -> i64 {
    (deals * SHARES / all.max(1)).clamp(1, SHARES)
}
