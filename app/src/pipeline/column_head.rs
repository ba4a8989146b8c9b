//! The head of a column: the stage and its guidance, and what all its deals of the filter come to.

use super::board_context::BoardContext;
use super::fold::FoldButton;
use super::guide::Guide;
use super::step_bar::StepBar;
use super::verdict::{SignAt, sign_at};
use crate::exchange::sums;
use crate::ui::Icon;
use crate::words::{Words, use_words};
use domain::money::grouped;
use domain::pipeline::{Load, Stage, Totals};
use domain::team::Viewer;
use leptos::prelude::*;

#[component]
pub fn ColumnHead(stage: StoredValue<Stage>, totals: Memo<Totals>) -> impl IntoView {
    let words = use_words();
    let context = expect_context::<BoardContext>();
    let (id, color) = stage.with_value(|it| (it.id, it.color));
    let name = stage.with_value(|it| words.either(&it.name_ko, &it.name_en).to_owned());
    let add = context.may_create.then(|| {
        let label = words.quick_add_label(&name);
        view! {
            <a class="column-act column-add" href=context.new_deal_href(id) aria-label=label.clone() title=label
                on:click=move |event| {
                    event.prevent_default();
                    context.adding.update(|it| *it = (*it != Some(id)).then_some(id));
                }>
                <Icon name="plus"/>
            </a>
        }
    });
    let sign = sign_at(context, id);
    let average = move || {
        totals.with(|it| it.average_days(context.now)).map(|days| {
            let days = days.max(0);
            view! { <span class="column-average quiet" title=words.column_average_label(days)>{words.column_average(days)}</span> }
        })
    };
    view! {
        <header class="column-head" class:is-signed=move || sign.with(Option::is_some)>
            <div class="column-title">
                <span class=format!("column-mark hue-{}", color.code())></span>
                <Guide stage/>
                <span class="column-count number">{move || grouped(totals.with(|it| it.count).unsigned_abs())}</span>
                <span class="column-acts">{add}<FoldButton stage=id name/></span>
            </div>
            <div class="column-sums">{move || totals.with(|it| sums(words, it, context.viewer))}</div>
            <div class="column-pace">
                {average}
                {move || stage.with_value(|stage| totals.with(|it| stage.limit(it))).map(|it| wip(context.viewer, words, it))}
            </div>
            <StepBar totals/>
            <SignAt sign/>
        </header>
    }
}

/// What one owner should have here at most; in colour, and by name, once somebody has as many or more.
pub fn wip(
    viewer: Signal<Viewer>,
    words: Words,
    (limit, most): (u16, Option<Load>),
) -> impl IntoView + use<> {
    let (class, text, said) = match most {
        None => ("column-wip", words.column_limit(limit), words.column_within_limit(limit)),
        Some(Load { owner, deals }) => {
            let name = viewer.with(|it| it.member_name(owner).unwrap_or_default().to_owned());
            if deals > i64::from(limit) {
                let text = words.column_limit_passed(limit);
                ("column-wip tone-bad", text, words.column_over_limit(&name, deals, limit))
            } else {
                (
                    "column-wip tone-warn",
                    words.column_limit_reached(limit),
                    words.column_at_limit(&name, limit),
                )
            }
        }
    };
    let title = said.clone();
    view! {
        <span class=class title=title>
            <span aria-hidden="true">{text}</span>
            <span class="unseen">{said}</span>
        </span>
    }
}
