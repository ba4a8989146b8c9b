//! The deals of an account or a person, each a line that leads to its page.

use super::owner::OwnerName;
use crate::layout::use_viewer;
use crate::routes;
use crate::ui::{Amount, Badge, ButtonLink, EmptyState, Look, Panel, Table, Tone};
use crate::words::{Words, use_words};
use chrono::{DateTime, Utc};
use domain::Money;
use domain::accounts::DealBrief;
use domain::refusal::Ending;
use domain::team::Right;
use leptos::prelude::*;
use leptos_router::components::A;

#[component]
pub fn DealsPanel(
    #[prop(into)] deals: Signal<Vec<DealBrief>>,
    #[prop(into)] now: Signal<DateTime<Utc>>,
    /// Where a new deal is made, for whoever may.
    #[prop(into)]
    new_href: Signal<String>,
    /// Where all of them stand, if these are only the first.
    #[prop(optional, into)]
    all_href: Signal<Option<(String, String)>>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let may = move || viewer.with(|it| it.may_ever(Right::CreateDeals));
    let action = move || {
        view! {
            {move || may().then(|| view! {
                <ButtonLink href=new_href look=Look::Plain small=true>{words.deal_add()}</ButtonLink>
            })}
        }
    };
    let rows = move || {
        let (now, zone) = (now.get(), viewer.with(|it| it.zone.clone()));
        let today = zone.day(now);
        let row = move |deal: DealBrief| {
            let close = deal
                .expected_close
                .map_or_else(|| words.nothing_written().to_owned(), |it| words.day(it, today));
            let key = deal.key();
            let stage = words.either(&deal.stage_ko, &deal.stage_en).to_owned();
            view! {
                <tr>
                    <th scope="row">
                        <A href=routes::deal(key) attr:class="row-link">{deal.name}</A>
                        <div class="quiet">{key.to_string()}</div>
                    </th>
                    <td><StageMark ended=deal.ended stage/></td>
                    <td class="number">{amount(words, deal.amount)}</td>
                    <td class="from-tablet">{close}</td>
                    <td class="from-desk"><OwnerName of=deal.owner/></td>
                </tr>
            }
        };
        deals.get().into_iter().map(row).collect_view()
    };
    view! {
        <Panel title=words.account_deals() action flush=true>
            {move || if deals.with(Vec::is_empty) {
                view! { <EmptyState text=words.account_deals_empty() icon="square-kanban"/> }.into_any()
            } else {
                view! {
                    <Table label=words.account_deals()>
                        <thead>
                            <tr>
                                <th scope="col">{words.field_deal()}</th>
                                <th scope="col">{words.field_stage()}</th>
                                <th scope="col" class="number">{words.field_amount()}</th>
                                <th scope="col" class="from-tablet">{words.field_expected_close()}</th>
                                <th scope="col" class="from-desk">{words.field_owner()}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </Table>
                    {move || all_href.get().map(|(href, text)| view! {
                        <div class="panel-more"><A href>{text}</A></div>
                    })}
                }
                .into_any()
            }}
        </Panel>
    }
}

/// The stage by name; how a closed deal ended also by colour.
#[component]
fn StageMark(ended: Option<Ending>, stage: String) -> impl IntoView {
    let words = use_words();
    let tone = match ended {
        None => Tone::Accent,
        Some(Ending::Won) => Tone::Good,
        Some(Ending::Lost) => Tone::Bad,
        Some(Ending::Hold) => Tone::Neutral,
    };
    let name = match ended {
        Some(ending) => words.deal_ending(ending).to_owned(),
        None => stage,
    };
    view! { <Badge tone>{name}</Badge> }
}

/// Short, all digits on hover; a dash for none.
pub fn amount(words: Words, amount: Option<Money>) -> AnyView {
    match amount {
        Some(amount) => view! { <Amount short=amount.short(words.locale) full=amount.full()/> }.into_any(),
        None => view! { <span class="quiet">{words.nothing_written()}</span> }.into_any(),
    }
}
