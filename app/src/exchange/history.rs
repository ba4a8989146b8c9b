//! All rates that were written, newest first, each with whoever wrote it.

use super::api::RemoveRate;
use crate::layout::use_viewer;
use crate::routes;
use crate::ui::{Badge, EmptyState, IconButton, IconLink, Panel, Table, Tone};
use crate::words::use_words;
use domain::exchange::{KeptRate, RateBook};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

#[component]
pub fn History(book: Signal<RateBook>, may: bool, remove: ServerAction<RemoveRate>) -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let is_older = Memo::new(move |_| query.with(|it| it.get_str("before").is_some()));
    let ways = move || {
        let newest = is_older.get().then(|| view! { <A href=routes::EXCHANGE>{words.exchange_newest()}</A> });
        let older = book.with(|it| it.older).map(|day| {
            let href = format!("{}?before={day}", routes::EXCHANGE);
            view! { <A href>{words.exchange_older()}</A> }
        });
        (newest.is_some() || older.is_some())
            .then(|| view! { <div class="panel-more exchange-ways">{newest}{older}</div> })
    };
    let list = move || match book.get() {
        book if book.kept.is_empty() => {
            view! { <EmptyState text=words.exchange_history_empty() icon="banknote"/> }.into_any()
        }
        book => view! { <Rows book may remove/> }.into_any(),
    };
    view! { <Panel title=words.exchange_history() flush=true>{list}{ways}</Panel> }
}

#[component]
fn Rows(book: RateBook, may: bool, remove: ServerAction<RemoveRate>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let base = book.rates.base;
    let row = |it: &KeptRate| {
        let rate = it.rate;
        let (of, code, on) = (words.quoted(rate.currency), rate.currency.code(), rate.on.to_string());
        let day = words.full_day(rate.on);
        let in_use =
            book.holds(&rate).then(|| view! { " "<Badge tone=Tone::Good>{words.exchange_in_use()}</Badge> });
        let by = it.by.and_then(|by| viewer.with_untracked(|it| it.member_name(by).map(str::to_owned)));
        let acts = may.then(|| {
            let href = format!("{}?currency={code}&day={on}", routes::EXCHANGE);
            let edit_label = words.exchange_correct_label(&of, &day);
            let label = words.exchange_remove_label(&of, &day);
            view! {
                <td>
                    <div class="product-acts">
                        <IconLink icon="pencil" href label=edit_label/>
                        <ActionForm action=remove>
                            <input type="hidden" name="form[base]" value=base.code()/>
                            <input type="hidden" name="form[currency]" value=code/>
                            <input type="hidden" name="form[day]" value=on/>
                            <input type="hidden" name="form[rate]" value=rate.said()/>
                            <IconButton icon="trash-2" label submit=true/>
                        </ActionForm>
                    </div>
                </td>
            }
        });
        view! {
            <tr>
                <th scope="row">{words.day(rate.on, book.today)}</th>
                <td><span class="exchange-of">{of}</span>{in_use}</td>
                <td class="number">{format!("{}{}", base.sign(), rate.said())}</td>
                <td class="from-tablet">{by}</td>
                {acts}
            </tr>
        }
    };
    let rows = book.kept.iter().map(row).collect_view();
    view! {
        <Table label=words.exchange_history()>
            <thead>
                <tr>
                    <th scope="col">{words.exchange_day()}</th>
                    <th scope="col">{words.field_currency()}</th>
                    <th scope="col" class="number">{words.exchange_rate()}</th>
                    <th scope="col" class="from-tablet">{words.exchange_by()}</th>
                    {may.then(|| view! { <th scope="col"><span class="unseen">{words.product_acts()}</span></th> })}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
}
