//! What a list of records shares on screen: its filters as a plain form whose state is the address, its
//! sortable heads, and where one stands in it.

use super::owner::member_choices;
use crate::follow::follow;
use crate::layout::use_viewer;
use crate::timers;
use crate::ui::{Button, Choice, Look, Pager, Select};
use crate::words::use_words;
use domain::accounts::list::owner_code;
use domain::accounts::{ListPage, Place, Sort, Wish};
use domain::icp::{Tier, Tiers};
use domain::money::grouped;
use leptos::prelude::*;
use leptos_router::components::{A, Form};
use leptos_router::hooks::use_query_map;
use leptos_router::location::Url;
use std::time::Duration;
use uuid::Uuid;

/// The wish that the address states.
pub fn use_wish() -> Memo<Wish> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|map| Wish::of_pairs(|name| map.get(name))))
}

/// The address of a list with this wish.
pub fn address(path: &str, wish: &Wish) -> String {
    let parts: Vec<_> =
        wish.pairs().into_iter().map(|(name, value)| format!("{name}={}", Url::escape(&value))).collect();
    if parts.is_empty() { path.to_owned() } else { format!("{path}?{}", parts.join("&")) }
}

#[component]
pub fn ListBar(
    wish: Memo<Wish>,
    path: &'static str,
    placeholder: &'static str,
    #[prop(into)] places: Signal<(i64, i64, i64)>,
    #[prop(into)] ends: Signal<Option<(Uuid, Uuid)>>,
    /// Accounts are in an industry and have a fit, by which they are found and sorted.
    #[prop(optional)]
    industries: Option<Signal<Vec<String>>>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let given = wish.get_untracked();
    let owners = {
        let mut owners =
            vec![Choice::new("me", words.list_my_records()), Choice::new("none", words.list_no_owner())];
        viewer.with_untracked(|it| {
            let me = it.member.to_string();
            owners.extend(member_choices(words, it, |_| true).into_iter().filter(|it| it.value != me));
        });
        owners
    };
    let mut sorts = vec![Choice::new(Sort::Activity.code(), words.list_sort_activity())];
    if industries.is_some() {
        sorts.push(Choice::new(Sort::Fit.code(), words.list_sort_fit()));
        sorts.push(Choice::new(Sort::Revenue.code(), words.list_sort_revenue()));
    }
    let industry = given.industry.clone();
    let by_fit = industries.map(|industries| {
        // What the address asks for is offered, too, though no account may be in it any more.
        let asked = industry.clone();
        let choices = Signal::derive(move || {
            let mut all = industries.get();
            if !asked.is_empty() && !all.contains(&asked) {
                all.push(asked.clone());
            }
            all.into_iter().map(|it| Choice::new(it.clone(), it)).collect::<Vec<_>>()
        });
        let tiers = Tier::ALL.into_iter().map(|it| Choice::new(it.code(), words.tier_named(it.letter())));
        let tiers: Vec<_> = tiers.chain([Choice::new(Tiers::Without.code(), words.icp_no_tier())]).collect();
        view! {
            <Select bare=true name="tier" label=words.icp_tier() choices=tiers value=given.tiers.code() none=words.tiers_all()/>
            <Select bare=true name="industry" label=words.field_industry() choices value=industry none=words.industries_all()/>
            // Whoever looks at targets filters among them.
            {move || wish.with(|it| it.targets).then(|| view! { <input type="hidden" name="target" value="true"/> })}
        }
    });
    let follow = follow();
    view! {
        <div class="list-bar" on:change=move |event| follow.chosen(&event)>
            <Form action=path method="get" replace=true noscroll=true attr:class="filters" attr:aria-label=words.list_filter()>
                <input class="input filter-text" type="search" name="q" node_ref=follow.text value=given.text.clone()
                    autocomplete="off" placeholder=placeholder aria-label=placeholder on:input=move |_| follow.send_soon()/>
                <Select bare=true name="owner" label=words.field_owner() choices=owners value=owner_code(given.owner)
                    none=words.list_all_owners()/>
                {by_fit}
                <Select bare=true name="sort" label=words.filter_sort() choices=sorts value=given.sort.code()
                    none=words.list_sort_name()/>
                {move || (!follow.awake.get()).then(|| view! {
                    <Button submit=true small=true look=Look::Quiet>{words.list_apply()}</Button>
                })}
            </Form>
            {move || wish.get().filters().then(|| view! { <a class="filter-clear" href=path>{words.list_clear()}</a> })}
            <ListPager wish path places ends/>
        </div>
    }
}

/// Where we stand, and the ways to the pages before and after.
#[component]
pub fn ListPager(
    wish: Memo<Wish>,
    path: &'static str,
    /// First row's place, last row's place, total.
    #[prop(into)]
    places: Signal<(i64, i64, i64)>,
    /// First and last row of the page.
    #[prop(into)]
    ends: Signal<Option<(Uuid, Uuid)>>,
) -> impl IntoView {
    let words = use_words();
    let number = |it: i64| grouped(it.unsigned_abs());
    let text = Signal::derive(move || {
        let (first, last, total) = places.get();
        words.list_range(&number(first), &number(last), &number(total))
    });
    let at = move |place: Place| Some(address(path, &Wish { place, ..wish.get() }));
    let previous = Signal::derive(move || {
        let (first, ..) = places.get();
        ends.get().filter(|_| first > 1).and_then(|(row, _)| at(Place::Before(row)))
    });
    let next = Signal::derive(move || {
        let (_, last, total) = places.get();
        ends.get().filter(|_| last < total).and_then(|(_, row)| at(Place::After(row)))
    });
    // Nothing is counted where nothing is.
    move || ends.get().map(|_| view! { <Pager text previous next/> })
}

/// The numbers a pager says of a page.
pub fn places<T>(page: &ListPage<T>) -> (i64, i64, i64) {
    (page.before + 1, page.last(), page.total)
}

/// A head that sorts the list when pressed.
#[component]
pub fn SortHead(
    wish: Memo<Wish>,
    path: &'static str,
    sort: Sort,
    label: &'static str,
    /// Its column is set like figures.
    #[prop(optional)]
    number: bool,
    /// It stands on wide screens only.
    #[prop(optional)]
    desk: bool,
) -> impl IntoView {
    let sorted = move || {
        (wish.get().sort == sort).then_some(if sort == Sort::Name { "ascending" } else { "descending" })
    };
    let href = move || address(path, &Wish { sort, place: Place::Start, ..wish.get() });
    view! {
        <th scope="col" class:number=number class:from-desk=desk aria-sort=sorted>
            <A href>{label}</A>
        </th>
    }
}

/// Rises at most every half second while `news` pours in, as it does during an import.
pub fn settled(news: RwSignal<u32>) -> RwSignal<u32> {
    const REST: Duration = Duration::from_millis(500);
    let calm = RwSignal::new(0);
    let waiting = StoredValue::new(false);
    Effect::new(move |before: Option<u32>| {
        let now = news.get();
        if before.is_some_and(|before| before != now) && !waiting.get_value() {
            waiting.set_value(true);
            let later = move || {
                if waiting.try_set_value(false).is_none() {
                    calm.update(|it| *it += 1);
                }
            };
            timers::later(REST, later);
        }
        now
    });
    calm
}
