//! A way of several steps and how far we are on it.

use crate::words::use_words;
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Done,
    Now,
    Ahead,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub label: String,
    pub standing: Standing,
}

#[component]
pub fn ProgressPath(#[prop(into)] steps: Signal<Vec<Step>>, #[prop(into)] label: TextProp) -> impl IntoView {
    let words = use_words();
    let shown = move || {
        let step = |it: Step| {
            let (class, said) = match it.standing {
                Standing::Done => ("path-step path-done", words.path_done()),
                Standing::Now => ("path-step path-now", words.path_now()),
                Standing::Ahead => ("path-step", words.path_ahead()),
            };
            let current = (it.standing == Standing::Now).then_some("step");
            view! {
                <li class=class aria-current=current>
                    <span>{it.label}</span>
                    <span class="unseen">{said}</span>
                </li>
            }
        };
        steps.get().into_iter().map(step).collect_view()
    };
    view! { <ol class="path" aria-label=label>{shown}</ol> }
}
