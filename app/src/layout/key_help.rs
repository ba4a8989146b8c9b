//! All keys in one place, at `?`: what works everywhere, and what on a board or a deal.

use crate::routes;
use crate::ui::{Dialog, Kbd};
use crate::words::use_words;
use leptos::prelude::*;
use leptos_router::components::A;

#[component]
pub fn KeyHelp(open: RwSignal<bool>) -> impl IntoView {
    let words = use_words();
    let list = move |title: &'static str, keys: Vec<(Vec<&'static str>, &'static str)>| {
        let line = |(keys, what): (Vec<&'static str>, &'static str)| {
            let keys = keys.into_iter().map(|it| view! { <Kbd>{it}</Kbd> }).collect_view();
            view! { <div><dt>{keys}</dt><dd>{what}</dd></div> }
        };
        view! {
            <section>
                <h3>{title}</h3>
                <dl>{keys.into_iter().map(line).collect_view()}</dl>
            </section>
        }
    };
    let all = move || {
        view! {
            <div class="key-help">
                {list(words.keys_everywhere(), vec![
                    (vec!["/", "Ctrl K"], words.keys_search()),
                    (vec!["?"], words.keys_help()),
                    (vec!["A"], words.log_open()),
                ])}
                {list(words.keys_board(), vec![
                    (vec!["←", "→", "↑", "↓"], words.keys_walk()),
                    (vec!["Enter"], words.keys_open()),
                    (vec!["Space"], words.keys_lift()),
                    (vec!["Shift ←", "Shift →"], words.keys_shift()),
                    (vec!["[", "]"], words.keys_reorder()),
                    (vec!["M"], words.keys_move()),
                    (vec!["E"], words.keys_edit()),
                    (vec!["N"], words.keys_new()),
                    (vec!["X"], words.keys_pick()),
                    (vec!["Shift X"], words.keys_pick_range()),
                    (vec!["Ctrl A"], words.keys_pick_all()),
                    (vec!["Ctrl Z"], words.keys_undo()),
                    (vec!["Esc"], words.keys_cancel()),
                ])}
                {list(words.lanes_keys(), vec![
                    (vec!["Shift ↑", "Shift ↓"], words.lanes_keys_give()),
                ])}
                {list(words.forecast_keys(), vec![
                    (vec!["Shift ←", "Shift →"], words.forecast_keys_shift()),
                    (vec!["M"], words.forecast_keys_move()),
                ])}
            </div>
            <p class="quiet">{words.keys_off_hint()}" "<A href=routes::PROFILE on:click=move |_| open.set(false)>{words.my_profile()}</A></p>
        }
    };
    view! { <Dialog open title=words.keys_title()>{all()}</Dialog> }
}
