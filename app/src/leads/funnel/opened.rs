//! The leads behind a number of the funnel, a page of them: who came, whose they are, and what became of them.

use super::address;
use super::table::row_name;
use crate::accounts::OwnerName;
use crate::layout::use_viewer;
use crate::leads::status::hue;
use crate::qualification::KindBadge;
use crate::routes;
use crate::ui::{Pager, Panel, Table};
use crate::words::use_words;
use domain::Key;
use domain::accounts::Place;
use domain::funnel::{Funnel, FunnelLead, Opened, Wish};
use domain::money::grouped;
use leptos::prelude::*;
use leptos_router::components::A;

#[component]
pub fn OpenedPanel(funnel: Signal<Funnel>, wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    move || {
        let (opened, today) = funnel.with(|it| (it.opened.clone(), it.today));
        // What is asked for may be on its way: what has come is shown under its own name.
        let (opened, open) = opened.zip(wish.with(|it| it.open.clone()))?;
        let row = match &open.row {
            Some(row) => row_name(words, wish.with(|it| it.by), row, opened.label.as_deref(), today),
            None => words.funnel_total().to_owned(),
        };
        let count = grouped(opened.total.unsigned_abs());
        let title = words.funnel_open(&row, words.funnel_step(open.step), &count);
        let close = move || {
            view! { <A href=move || wish.with(|it| address(&it.closed())) scroll=false attr:class="funnel-close">{words.close()}</A> }
        };
        Some(view! {
            <div class="funnel-opened" id="opened">
                <Panel title action=close flush=true><Leads opened wish/></Panel>
            </div>
        })
    }
}

#[component]
fn Leads(opened: Opened, wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    let places = opened.leads.first().zip(opened.leads.last()).map(|(first, last)| (first.id.0, last.id.0));
    let shown = i64::try_from(opened.leads.len()).unwrap_or(i64::MAX);
    let (before, total) = (opened.before, opened.total);
    let rows = opened.leads.into_iter().map(|lead| view! { <LeadRow lead/> }).collect_view();
    let number = |it: i64| grouped(it.unsigned_abs());
    let text = words.list_range(&number(before + 1), &number(before + shown), &number(total));
    let at = move |place: Place| wish.with(|it| address(&Wish { place, ..it.clone() }));
    let previous = Signal::derive(move || places.filter(|_| before > 0).map(|it| at(Place::Before(it.0))));
    let next =
        Signal::derive(move || places.filter(|_| before + shown < total).map(|it| at(Place::After(it.1))));
    view! {
        <Table label=words.leads()>
            <thead>
                <tr>
                    <th scope="col">{words.field_name()}</th>
                    <th scope="col">{words.lead_first_touch()}</th>
                    <th scope="col" class="from-tablet">{words.field_source()}</th>
                    <th scope="col" class="from-tablet">{words.field_owner()}</th>
                    <th scope="col">{words.funnel_now()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
        {(shown < total).then(|| view! { <Pager text previous next/> })}
    }
}

#[component]
fn LeadRow(lead: FunnelLead) -> impl IntoView {
    let words = use_words();
    let came = use_viewer().with_untracked(|it| words.full_day(it.zone.day(lead.came_at)));
    let deal = lead.deal_number.map(|number| {
        let name = lead.deal_name.clone().unwrap_or_default();
        view! { <A href=routes::deal(Key::deal(number)) attr:class="funnel-deal">{name}</A> }
    });
    view! {
        <tr>
            <th scope="row">
                <A href=routes::lead(Key::lead(lead.number)) attr:class="row-link">{lead.name}</A>
                " "
                <KindBadge kind=lead.kind cooling=false review=false/>
                <div class="quiet">{lead.company}</div>
            </th>
            <td class="funnel-day">{came}</td>
            <td class="from-tablet">{lead.source}</td>
            <td class="from-tablet"><OwnerName of=lead.owner/></td>
            <td>
                <span class=format!("column-mark {}", hue(lead.status)) aria-hidden="true"></span>
                " " {words.lead_status(lead.status)}
                {deal.map(|it| view! { <div>{it}</div> })}
            </td>
        </tr>
    }
}
