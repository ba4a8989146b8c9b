//! On a deal's page: the lead that it came of, and the dossier it came with.

use super::api::read_deal_handover;
use super::chip::named;
use crate::accounts::Loaded;
use crate::layout::use_viewer;
use crate::routes;
use crate::ui::Panel;
use crate::wire::reading;
use crate::words::use_words;
use domain::DealId;
use leptos::prelude::*;
use leptos_router::components::A;

#[component]
pub fn Origin(deal: Memo<DealId>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    // Where it came from does not change any more.
    let read = reading(move || deal.get(), read_deal_handover);
    view! {
        <Loaded of=read show=move |found| {
            let shown = move || {
                let it = found.get()?;
                let key = it.lead_key();
                let due = it.contact_due_at.map(|due| {
                    let now = it.decided_at.unwrap_or(due);
                    words.handover_contact_due(&viewer.with(|viewer| words.moment(due, now, &viewer.zone)))
                });
                let from = named(words, it.from);
                Some(view! {
                    <Panel title=words.handover_one()>
                        <p><A href=routes::lead(key)>{words.handover_came_from(&it.name, &key.to_string())}</A></p>
                        <p class="quiet">{from}{due.map(|it| format!(" · {it}"))}</p>
                        <p><A href=routes::handover(it.id)>{words.handover_open()}</A></p>
                    </Panel>
                })
            };
            view! { {shown} }.into_any()
        }/>
    }
}
