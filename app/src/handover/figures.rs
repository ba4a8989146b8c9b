//! How well hand-overs go, each figure with what it means.

use super::chip::named;
use crate::ui::Panel;
use crate::words::use_words;
use domain::handover::Figures;
use leptos::prelude::*;

#[component]
pub fn FiguresPanel(figures: Memo<Figures>) -> impl IntoView {
    let words = use_words();
    let figure = |name: &'static str, value: Option<String>, means: &'static str| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd class="number">{value.unwrap_or_else(|| "–".to_owned())}</dd>
                <dd class="quiet">{means}</dd>
            </div>
        }
    };
    let shown = move || {
        let it = figures.get();
        let percent = |value: Option<i64>| value.map(|it| format!("{it}%"));
        let reasons = (!it.reasons.is_empty()).then(|| {
            let reason = |it: &domain::handover::Rejected| {
                let class = words.handover_class_short(it.class);
                view! { <li>{format!("{} · {class} {}", named(words, it.from), it.count)}</li> }
            };
            view! {
                <div class="handover-reasons">
                    <dt>{words.handover_reasons()}</dt>
                    <dd><ul>{it.reasons.iter().map(reason).collect_view()}</ul></dd>
                    <dd class="quiet">{words.handover_reasons_means()}</dd>
                </div>
            }
        });
        view! {
            <dl class="handover-figures">
                {figure(words.handover_rate(), percent(it.accepted_percent()), words.handover_rate_means())}
                {figure(
                    words.handover_median(),
                    it.median_minutes.map(|it| words.handover_time(it)),
                    words.handover_median_means(),
                )}
                {figure(words.handover_expired(), percent(it.expired_percent()), words.handover_expired_means())}
                {reasons}
            </dl>
        }
    };
    view! { <Panel title=words.handover_figures()>{shown}</Panel> }
}
