//! Folding a column that somebody seldom needs: it keeps its place and its count, and takes a card as before.

use super::api::{FoldStage, fold_stage};
use super::board_context::BoardContext;
use crate::ui::Icon;
use crate::words::use_words;
use domain::StageId;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;

#[component]
pub fn FoldButton(stage: StageId, #[prop(into)] name: String) -> impl IntoView {
    let words = use_words();
    let context = expect_context::<BoardContext>();
    let folded = Memo::new(move |_| context.folded.with(|it| it.contains(&stage)));
    let label = move || if folded.get() { words.column_unfold(&name) } else { words.column_fold(&name) };
    view! {
        <form class="column-fold" method="post" action=FoldStage::url()
            on:submit=move |event| {
                event.prevent_default();
                fold(context, stage, !folded.get_untracked());
            }>
            <input type="hidden" name="stage" value=stage.to_string()/>
            <input type="hidden" name="folded" value=move || (!folded.get()).to_string()/>
            <input type="hidden" name="next" value=move || context.here()/>
            <button class="column-act" aria-label=label.clone() title=label aria-expanded=move || (!folded.get()).to_string()>
                {move || view! { <Icon name=if folded.get() { "chevron-right" } else { "chevron-left" }/> }}
            </button>
        </form>
    }
}

/// At once on screen; if it cannot be kept, it is as before and says why.
fn fold(context: BoardContext, stage: StageId, folded: bool) {
    let set = move |folded: bool| {
        context.folded.update(|it| {
            if folded {
                it.insert(stage)
            } else {
                it.remove(&stage)
            };
        });
    };
    set(folded);
    spawn_local(async move {
        if let Err(error) = fold_stage(stage, folded, String::new()).await {
            set(!folded);
            context.complain(&error);
        }
    });
}
