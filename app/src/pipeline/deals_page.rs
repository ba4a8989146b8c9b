//! The same deals as a table: filtered, sorted by any of its heads, a page at a time, and at its foot what all of
//! them come to.

use super::api::{DealsView, list_deals};
use super::batch::{PickAll, PlainBar, PlainReport, TableBar};
use super::columns::choosing;
use super::deal_cells::Sheet;
use super::deal_row::Row;
use super::deals_filters::{MoreFilters, States};
use super::filters::{FilterBar, query};
use super::on_demand::{OnDemand, Opened};
use super::picking::Picking;
use super::view_switch::{DealsAs, ViewSwitch};
use super::views::ViewsRow;
use crate::accounts::Loaded;
use crate::demo::{OtherBeginnings, is_fresh};
use crate::exchange::{amount, excluded};
use crate::layout::{Page, use_viewer};
use crate::ui::{ButtonLink, EmptyState, Icon, Look, Pager, Table};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use domain::accounts::Place;
use domain::events::Topic;
use domain::exchange::Total;
use domain::money::grouped;
use domain::pipeline::cell::Cell;
use domain::pipeline::columns::Column;
use domain::pipeline::list::{DealRow, Sort, Wish};
use domain::team::Right;
use domain::{DealId, Money};
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
    let pipeline = Memo::new(move |_| wish.with(|it| it.pipeline));
    let query = use_query_map();
    let choose = Memo::new(move |_| query.with(|it| it.get_str("choose").is_some()));
    let usual = Signal::derive(move || view.with(|it| it.columns.clone()));
    let editing = RwSignal::new(None::<(DealId, Cell)>);
    let is_empty =
        Memo::new(move |_| view.with(|it| it.list.rows.is_empty()) && editing.with(Option::is_none));
    view! {
        <ViewsRow board=None filter pairs=Signal::derive(move || wish.with(Wish::pairs))
            views=Signal::derive(move || view.with(|it| it.views.clone())) teams tags again/>
        <div class="deals-bar">
            <States wish/>
            <div class="deals-tools">
                <ViewSwitch here=DealsAs::Table pipeline filter today=Signal::derive(move || view.with(|it| it.today))/>
                <a class="button button-small" href=move || wish.with(choosing) data-noscroll="" aria-haspopup="dialog">
                    <Icon name="columns-3"/>{words.columns_choose()}
                </a>
            </div>
        </div>
        <FilterBar filter action=routes::DEALS teams tags always_step=true more/>
        {move || if is_empty.get() {
            view! { <Nothing wish/> }.into_any()
        } else {
            view! { <Deals view wish editing/> }.into_any()
        }}
        {move || choose.get().then(|| view! { <Opened what=OnDemand::Columns { wish, usual }/> })}
    }
}

/// No deal fits what is asked for, or there is none yet.
#[component]
fn Nothing(wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    let may_create = use_viewer().with_untracked(|it| it.may_ever(Right::CreateDeals));
    move || {
        match is_fresh() || wish.with(|it| it.pairs().is_empty()) {
        true => view! {
            <EmptyState text=words.deals_none_yet() icon="inbox">
                {may_create.then(|| view! { <ButtonLink href=routes::NEW_DEAL look=Look::Primary>{words.deal_add()}</ButtonLink> })}
                <OtherBeginnings/>
            </EmptyState>
        }
        .into_any(),
        false => view! { <EmptyState text=words.deals_none() icon="inbox"/> }.into_any(),
    }
    }
}

#[component]
fn Deals(
    view: Signal<DealsView>,
    wish: Memo<Wish>,
    editing: RwSignal<Option<(DealId, Cell)>>,
) -> impl IntoView {
    let words = use_words();
    let may_pick = use_viewer().with_untracked(|it| it.may_ever(Right::WorkDeal));
    let picking = may_pick.then(Picking::new);
    let cards =
        Memo::new(move |_| view.with(|it| it.list.rows.iter().map(|it| it.card.clone()).collect::<Vec<_>>()));
    let pick = picking.map(|it| (it, Signal::from(cards)));
    let chosen = Memo::new(move |_| wish.with(|it| it.columns.clone()));
    let columns = Memo::new(move |_| chosen.get().unwrap_or_else(|| view.with(|it| it.columns.clone())));
    let sheet = Sheet {
        pipelines: Signal::derive(move || view.with(|it| it.pipelines.clone())),
        columns: columns.into(),
        chosen: Signal::derive(move || chosen.with(Option::is_some)),
        mixed: Signal::derive(move || wish.with(|it| it.kind.is_none())),
        today: view.with_untracked(|it| it.today),
        now: Signal::derive(move || view.with(|it| it.now)),
        editing,
        saved: RwSignal::new(vec![]),
        awake: RwSignal::new(false),
    };
    Effect::new(move |_| sheet.awake.set(true));
    let ids = Memo::new(move |before: Option<&Vec<DealId>>| {
        let now = view.with(|it| it.list.rows.iter().map(|it| it.card.id).collect());
        // Nothing is taken away from under the hands of who is typing.
        before.filter(|_| editing.with(Option::is_some)).cloned().unwrap_or(now)
    });
    let row = move |id: DealId| {
        let find = move || view.with(|it| it.list.rows.iter().find(|it| it.card.id == id).cloned());
        let saved = move || sheet.saved.with(|all| all.iter().find(|it| it.id == id).cloned());
        // A row that leaves the table is what it was for as long as it still stands there.
        let row = Memo::new(move |before: Option<&Option<DealRow>>| {
            let row = find().or_else(|| before.cloned().flatten())?;
            let newer = saved().filter(|it| it.version > row.card.version);
            Some(newer.map_or_else(|| row.clone(), |card| DealRow { card, ..row.clone() }))
        });
        row.get_untracked().map(|first| {
            let row = Signal::derive(move || row.get().unwrap_or_else(|| first.clone()));
            view! { <Row row sheet pick/> }
        })
    };
    view! {
        <Table label=words.deals_title()>
            <thead>
                <tr>
                    {pick.map(|(picking, cards)| view! { <td class="pick-cell"><PickAll picking cards/></td> })}
                    <Head wish sort=Sort::Name label=words.field_deal()/>
                    {move || columns.get().all().iter().map(|it| view! { <ColumnHead column=*it wish sheet/> }).collect_view()}
                </tr>
            </thead>
            <tbody><For each=move || ids.get() key=|it| *it children=row/></tbody>
            <Foot view sheet pick=may_pick/>
        </Table>
        <Pages view wish/>
        {picking.map(|picking| view! { <PlainBar view wish/> <PlainReport view wish/> <TableBar picking view/> })}
    }
}

#[component]
fn ColumnHead(column: Column, wish: Memo<Wish>, sheet: Sheet) -> impl IntoView {
    let words = use_words();
    let label = Signal::derive(move || match column {
        Column::Close => words.closing_day(wish.with(|it| it.kind)),
        other => words.deals_column(other),
    });
    let class = Signal::derive(move || sheet.class(column));
    match column.sort() {
        Some(sort) => view! { <Head wish sort label class/> }.into_any(),
        None => view! { <th scope="col" class=class>{label}</th> }.into_any(),
    }
}

/// A head that sorts the table when pressed, and turns it round when pressed again.
#[component]
fn Head(
    wish: Memo<Wish>,
    sort: Sort,
    #[prop(into)] label: Signal<&'static str>,
    #[prop(optional, into)] class: Signal<String>,
) -> impl IntoView {
    let order = move || wish.with(|it| it.order);
    let sorted = move || {
        let order = order();
        (order.by == sort).then(|| if order.looks_falling() { "descending" } else { "ascending" })
    };
    let href = move || address(&Wish { order: order().pressed(sort), place: Place::Start, ..wish.get() });
    view! { <th scope="col" class=class aria-sort=sorted><a href=href>{label}</a></th> }
}

/// What all deals of the filter come to, whichever page one looks at.
#[component]
fn Foot(
    view: Signal<DealsView>,
    sheet: Sheet,
    /// Rows have a box before them.
    pick: bool,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let count = move || words.deals_in_all(&grouped(view.with(|it| it.list.totals.count).unsigned_abs()));
    let total = move || view.with(|it| viewer.with(|by| Total::of(&it.list.totals.sums, &by.rates)));
    let shown = move |of: fn(&Total) -> Money| {
        let total = total();
        view! { {amount(words, &total, of(&total))}{excluded(words, &total)} }
    };
    let cell = move |column: Column| {
        let inside = match column {
            Column::Amount => Some(shown(|it| it.sum)),
            Column::Weighted => Some(shown(|it| it.weighted)),
            _ => None,
        };
        view! { <td class=sheet.class(column)>{inside}</td> }
    };
    view! {
        <tfoot>
            <tr>
                {pick.then(|| view! { <td class="pick-cell"></td> })}
                <th scope="row">{count}</th>
                {move || sheet.columns.get().all().iter().map(|it| cell(*it)).collect_view()}
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
