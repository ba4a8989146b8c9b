//! The stages where deals are decided, along the foot of a board.

use super::board_context::BoardContext;
use super::verdict::{SignAt, sign_at};
use crate::exchange::sums;
use crate::routes;
use crate::words::use_words;
use domain::money::grouped;
use domain::pipeline::Stage;
use leptos::prelude::*;

/// Won, lost, on hold: counted, a link to the deals, and a place to drop a card on.
#[component]
pub fn ClosedZone(stage: Stage) -> impl IntoView {
    let words = use_words();
    let context = expect_context::<BoardContext>();
    let id = stage.id;
    let totals = move || {
        context.shown.with(|board| {
            board.closed.iter().find(|it| it.0 == id).map(|it| it.1.clone()).unwrap_or_default()
        })
    };
    let name = words.either(&stage.name_ko, &stage.name_en).to_owned();
    let pipeline = context.mover.pipeline.with_value(|it| it.id);
    let href = format!("{}?pipeline={pipeline}&stage={id}", routes::DEALS);
    let drop_here = words.column_drop_closed(&name);
    // It speaks up only where it has something to object.
    let said = sign_at(context, id);
    let sign = Memo::new(move |_| said.get().filter(|it| !it.lets_pass()));
    let over =
        move || context.drag.with(|it| it.as_ref().and_then(|it| it.over).is_some_and(|it| it.0 == id));
    view! {
        <div class=format!("closed-zone closed-{}", stage.color.code()) class:is-over=over class:is-signed=move || sign.with(Option::is_some) data-stage=id.to_string()>
            <a href=href>{name}</a>
            <span class="column-count number">{move || grouped(totals().count.unsigned_abs())}</span>
            <span class="closed-sum">{move || sums(words, &totals(), context.viewer)}</span>
            <span class="closed-hint">{drop_here}</span>
            <SignAt sign/>
        </div>
    }
}
