//! The same deals as a table: filtered, sorted by any of its heads, a page at a time, and at its foot what all of
//! them come to.

use super::api::{DealsView, list_deals};
use super::batch::{PickAll, PlainBar, PlainReport, TableBar};
use super::deal_row::Row;
use super::deals_filters::{MoreFilters, States};
use super::filters::{FilterBar, query};
use super::picking::Picking;
use super::views::ViewsRow;
use crate::accounts::Loaded;
use crate::layout::{Page, use_viewer};
use crate::ui::{Amount, ButtonLink, EmptyState, Look, Pager, Table};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use domain::Money;
use domain::accounts::Place;
use domain::events::Topic;
use domain::money::grouped;
use domain::pipeline::list::{Sort, Wish};
use domain::team::Right;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn DealsPage() -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let query = use_query_map();
    let wish = Memo::new(move |_| query.with(|map| Wish::of_pairs(|name| map.get_str(name))));
    let changed = live::changed(|event| event.deal.is_some() || event.topic == Topic::Process);
    let view = reading(move || (wish.get(), changed.get()), |(wish, _)| list_deals(wish));
    let again = Callback::new(move |()| view.refetch());
    let can_create = viewer.with_untracked(|it| it.may_ever(Right::CreateDeals));
    let actions = move || {
        can_create.then(|| view! { <ButtonLink href=routes::NEW_DEAL look=Look::Primary icon="plus">{words.deal_add()}</ButtonLink> })
    };
    view! {
        <Page title=words.deals_title().to_owned() actions=actions>
            <Loaded of=view show=move |view| view! { <Listed view wish again/> }.into_any()/>
        </Page>
    }
}

/// The address of the table with this wish.
pub(super) fn address(wish: &Wish) -> String {
    format!("{}{}", routes::DEALS, query(&wish.pairs()))
}

/// The filters stay while the rows below them follow.
#[component]
fn Listed(view: Signal<DealsView>, wish: Memo<Wish>, again: Callback<()>) -> impl IntoView {
    let words = use_words();
    let teams = Signal::derive(move || view.with(|it| it.teams.clone()));
    let tags = Signal::derive(move || view.with(|it| it.tags.clone()));
    let more = move || view! { <MoreFilters view wish/> };
    let filter = Memo::new(move |_| wish.with(|it| it.filter.clone()));
    let is_empty = Memo::new(move |_| view.with(|it| it.list.rows.is_empty()));
    view! {
        <ViewsRow board=None filter pairs=Signal::derive(move || wish.with(Wish::pairs))
            views=Signal::derive(move || view.with(|it| it.views.clone())) teams tags again/>
        <States wish/>
        <FilterBar filter action=routes::DEALS teams tags always_step=true more/>
        {move || if is_empty.get() {
            view! { <EmptyState text=words.deals_none() icon="inbox"/> }.into_any()
        } else {
            view! { <Deals view wish/> }.into_any()
        }}
    }
}

#[component]
fn Deals(view: Signal<DealsView>, wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    let kind = Memo::new(move |_| wish.with(|it| it.kind));
    let may_pick = use_viewer().with_untracked(|it| it.may_ever(Right::WorkDeal));
    let picking = may_pick.then(Picking::new);
    let cards =
        Memo::new(move |_| view.with(|it| it.list.rows.iter().map(|it| it.card.clone()).collect::<Vec<_>>()));
    let pick = picking.map(|it| (it, Signal::from(cards)));
    let rows = move || {
        let DealsView { list, pipelines, today, .. } = view.get();
        let mixed = kind.get().is_none();
        list.rows
            .into_iter()
            .map(|row| view! { <Row row pipelines=pipelines.clone() today mixed pick/> })
            .collect_view()
    };
    let close = Signal::derive(move || words.closing_day(kind.get()));
    view! {
        <Table label=words.deals_title()>
            <thead>
                <tr>
                    {pick.map(|(picking, cards)| view! { <td class="pick-cell"><PickAll picking cards/></td> })}
                    <Head wish sort=Sort::Name label=words.field_deal()/>
                    <Head wish sort=Sort::Account label=words.field_account() class="from-tablet"/>
                    <th scope="col">{words.field_stage()}</th>
                    <Head wish sort=Sort::Amount label=words.field_amount() class="number"/>
                    <Head wish sort=Sort::Close label=close class="from-tablet"/>
                    <Head wish sort=Sort::NextStep label=words.field_next_step() class="from-desk"/>
                    <Head wish sort=Sort::Owner label=words.field_owner() class="from-tablet"/>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
            <Foot view pick=may_pick/>
        </Table>
        <Pages view wish/>
        {picking.map(|picking| view! { <PlainBar view wish/> <PlainReport view wish/> <TableBar picking view/> })}
    }
}

/// A head that sorts the table when pressed, and turns it round when pressed again.
#[component]
fn Head(
    wish: Memo<Wish>,
    sort: Sort,
    #[prop(into)] label: Signal<&'static str>,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let order = move || wish.with(|it| it.order);
    let sorted = move || {
        let order = order();
        (order.by == sort).then(|| if order.falls() { "descending" } else { "ascending" })
    };
    let href = move || address(&Wish { order: order().pressed(sort), place: Place::Start, ..wish.get() });
    view! { <th scope="col" class=class aria-sort=sorted><a href=href>{label}</a></th> }
}

/// What all deals of the filter come to, whichever page one looks at.
#[component]
fn Foot(
    view: Signal<DealsView>,
    /// Rows have a box before them.
    pick: bool,
) -> impl IntoView {
    let words = use_words();
    let count = move || words.deals_in_all(&grouped(view.with(|it| it.list.totals.count).unsigned_abs()));
    let sums = move || {
        let sums = view.with(|it| it.list.totals.sums.clone());
        let sum = |it: &domain::pipeline::Sum| {
            let sum = Money::new(it.minor, it.currency);
            view! { <div><Amount short=sum.short(words.locale) full=sum.full()/></div> }
        };
        sums.iter().map(sum).collect_view()
    };
    view! {
        <tfoot>
            <tr>
                {pick.then(|| view! { <td class="pick-cell"></td> })}
                <th scope="row">{count}</th>
                <td class="from-tablet"></td>
                <td></td>
                <td class="number">{sums}</td>
                <td class="from-tablet"></td>
                <td class="from-desk"></td>
                <td class="from-tablet"></td>
            </tr>
        </tfoot>
    }
}

/// Where we stand, and the ways to the pages before and after.
#[component]
fn Pages(view: Signal<DealsView>, wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    let number = |it: i64| grouped(it.unsigned_abs());
    let text = move || {
        view.with(|it| {
            words.list_range(
                &number(it.list.before + 1),
                &number(it.list.last()),
                &number(it.list.totals.count),
            )
        })
    };
    let at = move |place: Place| address(&Wish { place, ..wish.get() });
    let previous = move || {
        let first = view.with(|it| it.list.rows.first().filter(|_| it.list.before > 0).map(|it| it.card.id));
        first.map(|it| at(Place::Before(it.0)))
    };
    let next = move || {
        let last = view.with(|it| {
            it.list.rows.last().filter(|_| it.list.last() < it.list.totals.count).map(|it| it.card.id)
        });
        last.map(|it| at(Place::After(it.0)))
    };
    view! { <Pager text=Signal::derive(text) previous=Signal::derive(previous) next=Signal::derive(next)/> }
}
