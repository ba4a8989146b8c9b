//! The leads of one status in rows, a page at a time.

use super::filters::{address, move_address};
use super::giving::{GiveBar, PickAllLeads, PickLead, Picked};
use crate::accounts::OwnerName;
use crate::layout::use_viewer;
use crate::qualification::KindBadge;
use crate::routes;
use crate::ui::{ButtonLink, EmptyState, Icon, Look, Pager, Table};
use crate::words::use_words;
use domain::accounts::Place;
use domain::leads::{LeadCard, LeadStatus, LeadsView, Wish};
use domain::money::grouped;
use domain::team::Right;
use leptos::prelude::*;
use leptos_router::components::A;

#[component]
pub fn Listed(#[prop(into)] view: Signal<LeadsView>, wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let status =
        Memo::new(move |_| view.with(|it| it.columns.first().map(|it| it.status)).unwrap_or_default());
    let picked: Picked = RwSignal::default();
    // Only what stands on the page is given away.
    let gives = Memo::new(move |_| viewer.with(|it| it.may_ever(Right::Reassign)));
    let may_give = Signal::derive(move || {
        let cards = view.with(|it| it.columns.first().map(|it| it.cards.clone()).unwrap_or_default());
        let may = |it: &LeadCard| viewer.with(|viewer| viewer.may(Right::Reassign, it.owner));
        cards.iter().filter(|it| may(it)).map(|it| it.id).collect::<Vec<_>>()
    });
    Effect::new(move |_| {
        let here = may_give.get();
        if picked.with_untracked(|it| it.iter().any(|it| !here.contains(it))) {
            picked.update(|it| it.retain(|it| here.contains(it)));
        }
    });
    let none = Memo::new(move |_| view.with(|it| it.columns.iter().all(|it| it.cards.is_empty())));
    let nothing = move || {
        let status = status.get();
        if wish.with(Wish::filters) {
            return view! { <EmptyState text=words.leads_empty_filter() icon="search"/> }.into_any();
        }
        let may = viewer.with(|it| it.may_ever(Right::KeepRecords)) && status == LeadStatus::New;
        view! {
            <EmptyState text=words.lead_none(status) icon="user-plus">
                {may.then(|| view! { <ButtonLink href=routes::NEW_LEAD look=Look::Primary>{words.lead_add()}</ButtonLink> })}
            </EmptyState>
        }
        .into_any()
    };
    let rows = move || {
        let (cards, now) =
            view.with(|it| (it.columns.first().map(|it| it.cards.clone()).unwrap_or_default(), it.now));
        cards
            .into_iter()
            .map(|card| view! { <Row card now wish pick=gives.get().then_some(picked)/> })
            .collect_view()
    };
    let last = move || match status.get() {
        LeadStatus::Nurturing => words.lead_until(),
        LeadStatus::Disqualified => words.lead_why(),
        _ => words.field_source(),
    };
    move || {
        if none.get() {
            return nothing();
        }
        view! {
            {move || gives.get().then(|| view! { <GiveBar picked wish/> })}
            <Table label=words.leads()>
                <thead>
                    <tr>
                        {move || gives.get().then(|| view! { <td class="pick-cell"><PickAllLeads picked leads=may_give/></td> })}
                        <th scope="col">{words.field_name()}</th>
                        <th scope="col" class="from-tablet">{words.field_company()}</th>
                        <th scope="col">{last}</th>
                        <th scope="col" class="from-desk">{words.field_origin()}</th>
                        <th scope="col" class="from-tablet">{words.field_owner()}</th>
                        <th scope="col" class="number">{words.lead_last_touch()}</th>
                        <th scope="col"><span class="unseen">{words.lead_move_title()}</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
            <Pages view wish/>
        }
        .into_any()
    }
}

#[component]
fn Row(
    card: LeadCard,
    now: chrono::DateTime<chrono::Utc>,
    wish: Memo<Wish>,
    /// For who may give some of them away.
    #[prop(optional_no_strip)]
    pick: Option<Picked>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let pick = pick.map(|picked| {
        let may = viewer.with_untracked(|it| it.may(Right::Reassign, card.owner));
        let card = card.clone();
        view! { <td class="pick-cell">{may.then(|| view! { <PickLead picked card/> })}</td> }
    });
    let (ago, today) =
        viewer.with_untracked(|it| (words.ago(card.last_touch_at, now, &it.zone), it.zone.day(now)));
    let last = match (card.nurture_until, card.disqualify_reason) {
        (Some(until), _) => {
            view! { <span class="lead-day" class:tone-warn=until <= today>{words.due(until, today)}</span> }
                .into_any()
        }
        (_, Some(why)) => words.disqualify_reason(why).into_any(),
        _ => card.source.clone().unwrap_or_default().into_any(),
    };
    let note = [Some(card.key().to_string()), card.title.clone()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    let company = card.company.clone().unwrap_or_default();
    let label = words.lead_move(&card.name);
    let owner = card.owner;
    let moves = !card.status.next().is_empty();
    let may = move || moves && viewer.with(|it| it.may(Right::WorkLead, owner));
    let (key, name, origin) = (card.key(), card.name.clone(), card.origin);
    let (kind, cooling, review) = (card.kind, card.cooling, card.review);
    let href = move || wish.with(|it| move_address(it, key, None));
    view! {
        <tr>
            {pick}
            <th scope="row">
                <A href=routes::lead(key) attr:class="row-link">{name}</A>
                " "
                <KindBadge kind cooling review/>
                <div class="quiet">{note}</div>
                <div class="quiet to-tablet">{company.clone()}</div>
            </th>
            <td class="from-tablet">{company}</td>
            <td>{last}</td>
            <td class="from-desk">{words.origin(origin)}</td>
            <td class="from-tablet"><OwnerName of=owner/></td>
            <td class="number">{ago}</td>
            <td class="number">
                {move || may().then(|| view! {
                    <A href scroll=false attr:class="icon-button" attr:aria-label=label.clone() attr:title=label.clone()>
                        <Icon name="corner-down-right"/>
                    </A>
                })}
            </td>
        </tr>
    }
}

#[component]
fn Pages(view: Signal<LeadsView>, wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    let places = Memo::new(move |_| {
        view.with(|it| {
            let column = it.columns.first()?;
            let (first, last) = (column.cards.first()?.id.0, column.cards.last()?.id.0);
            let end = it.before + i64::try_from(column.cards.len()).unwrap_or(i64::MAX);
            Some((first, last, it.before + 1, end, it.count(column.status)))
        })
    });
    let number = |it: i64| grouped(it.unsigned_abs());
    let text = Signal::derive(move || {
        let (.., from, to, total) = places.get().unwrap_or_default();
        words.list_range(&number(from), &number(to), &number(total))
    });
    let at = move |place: Place| Some(wish.with(|it| address(&Wish { place, ..it.clone() })));
    let previous =
        Signal::derive(move || places.get().filter(|it| it.2 > 1).and_then(|it| at(Place::Before(it.0))));
    let next =
        Signal::derive(move || places.get().filter(|it| it.3 < it.4).and_then(|it| at(Place::After(it.1))));
    view! { <Pager text previous next/> }
}
