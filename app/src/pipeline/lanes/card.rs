//! A deal in a lane: what, for whom, how much, how long. Whose it is its lane says.

use super::context::LanesContext;
use crate::pipeline::deal_amount::DealAmount;
use crate::routes;
use crate::words::use_words;
use domain::activities::rotting;
use domain::pipeline::Card;
use leptos::prelude::*;

#[component]
pub fn LaneCard(#[prop(into)] card: Signal<Card>) -> impl IntoView {
    let words = use_words();
    let context = expect_context::<LanesContext>();
    let (id, key) = card.with_untracked(|it| (it.id, it.key()));
    let name = move || card.with(|it| it.name.clone());
    let account = move || card.with(|it| it.account_name.clone());
    let amount = Signal::derive(move || card.with(|it| it.amount()));
    let age = move || {
        let (stage, entered, touched) = card.with(|it| (it.stage, it.stage_entered_at, it.last_activity_at));
        let today = context.today();
        let rot_days = context.pipeline.with_value(|it| it.stage(stage).and_then(|it| it.rot_days));
        let (rots, entered) = context
            .viewer
            .with(|it| (rotting(it.zone.day(touched), it.on(today), rot_days), it.zone.day(entered)));
        let days = (today - entered).num_days().max(0);
        match rots {
            Some(quiet) => view! { <span class="deal-age tone-bad">{words.card_rotting(quiet)}</span> }.into_any(),
            None => view! { <span class="deal-age" title=words.card_days_label(days)>{words.card_days(days)}</span> }
                .into_any(),
        }
    };
    let may = Memo::new(move |_| context.may_work(card.with(|it| it.owner)));
    // One stop for Tab on all lanes, once arrows walk between the cards.
    let reached = move || context.reachable.get() == Some(id);
    let carried = move || context.drag.with(|it| it.as_ref().is_some_and(|it| it.card.id == id));
    view! {
        <li class="deal-card lane-card" class:is-fixed=move || !may.get() class:is-carried=carried data-deal=id.to_string()>
            <a class="deal-link deal-name" draggable="false" href=routes::deal(key) title=name
                tabindex=move || if reached() { "0" } else { "-1" }>{name}</a>
            <span class="deal-account">{account}</span>
            <span class="deal-row"><DealAmount amount/>{age}</span>
            <span class="card-acts">
                {move || may.get().then(|| view! {
                    <a class="card-act deal-menu" href=move || context.move_href(key, None) aria-keyshortcuts="M"
                        tabindex=move || (context.awake.get() && !reached()).then_some("-1")
                        title=move || words.deal_move_title(&name()) aria-label=move || words.deal_move_title(&name())></a>
                })}
            </span>
        </li>
    }
}
