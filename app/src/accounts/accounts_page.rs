//! The companies we sell to, a page at a time.

use super::api::list_accounts;
use super::list_bar::{ListBar, ListPager, SortHead, places, settled, use_wish};
use super::loaded::Loaded;
use super::owner::OwnerName;
use crate::demo::OtherBeginnings;
use crate::icp::api::MarkTarget;
use crate::icp::{IcpReminder, Score, TargetButton, TargetMark};
use crate::layout::{Page, use_viewer};
use crate::outbound::ChooseBar;
use crate::ui::{ButtonLink, EmptyState, Look, Table};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use domain::accounts::{AccountRow, ListPage, Sort, Wish};
use domain::events::Topic;
use domain::money::grouped;
use domain::team::Right;
use domain::{Key, Money};
use leptos::prelude::*;
use leptos_router::components::A;

#[component]
pub fn AccountsPage() -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let wish = use_wish();
    let news = settled(live::changed(|it| {
        matches!(it.topic, Topic::Account | Topic::Deal | Topic::Activity | Topic::Team)
    }));
    let mark = ServerAction::<MarkTarget>::new();
    let page =
        reading(move || (wish.get(), news.get(), mark.version().get()), |(wish, ..)| list_accounts(wish));
    let may = move || viewer.with(|it| it.may_ever(Right::KeepRecords));
    let actions = move || {
        view! {
            {move || may().then(|| view! {
                <ButtonLink href=routes::DUPLICATE_ACCOUNTS icon="copy">{words.duplicates()}</ButtonLink>
                <ButtonLink href=routes::NEW_ACCOUNT look=Look::Primary icon="plus">{words.account_add()}</ButtonLink>
            })}
        }
    };
    view! {
        <Page title=words.accounts().to_owned() actions>
            <IcpReminder/>
            <Loaded of=page show=move |page| view! { <Rows page wish mark news/> }.into_any()/>
        </Page>
    }
}

#[component]
fn Rows(
    page: Signal<ListPage<AccountRow>>,
    wish: Memo<Wish>,
    mark: ServerAction<MarkTarget>,
    news: RwSignal<u32>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let may = move || viewer.with(|it| it.may_ever(Right::KeepRecords));
    let none = Memo::new(move |_| page.with(|it| it.rows.is_empty()));
    let nothing = move || match wish.with(Wish::filters) {
        true => view! {
            <EmptyState text=words.accounts_empty_filter() icon="search">
                <ButtonLink href=routes::ACCOUNTS>{words.list_clear()}</ButtonLink>
            </EmptyState>
        }
        .into_any(),
        false => view! {
            <EmptyState text=words.accounts_empty() icon="building-2">
                {may().then(|| view! {
                    <ButtonLink href=routes::NEW_ACCOUNT look=Look::Primary>{words.account_add()}</ButtonLink>
                })}
                <OtherBeginnings/>
            </EmptyState>
        }
        .into_any(),
    };
    let rows = move || {
        let page = page.get();
        let (zone, base) = viewer.with(|it| (it.zone.clone(), it.rates.base));
        let row = |it: AccountRow| {
            let ago = it
                .last_activity_at
                .map_or_else(|| words.account_never().to_owned(), |at| words.ago(at, page.now, &zone));
            let revenue = it.revenue_minor.map(|it| Money::new(it, base).short(words.locale));
            let key = Key::account(it.number);
            let (target, name) = (it.target, it.name.clone());
            let star = match may() {
                true => view! { <TargetButton account=it.id name target mark short=true/> }.into_any(),
                false => view! { <TargetMark target/> }.into_any(),
            };
            let about = it.industry.map_or_else(|| key.to_string(), |industry| format!("{key} · {industry}"));
            view! {
                <tr>
                    <th scope="row">
                        <A href=routes::account(key) attr:class="row-link">{it.name}</A>
                        {star}
                        <div class="quiet">{about}</div>
                    </th>
                    <td><Score score=it.icp_score tier=it.icp_tier/></td>
                    <td class="from-tablet"><OwnerName of=it.owner/></td>
                    <td class="from-desk">{it.region.unwrap_or_default()}</td>
                    <td class="number from-desk">{revenue}</td>
                    <td class="number from-desk">{count(it.people)}</td>
                    <td class="number from-tablet">{count(it.open_deals)}</td>
                    <td class="number from-tablet">{count(it.won_deals)}</td>
                    <td class="number">{ago}</td>
                </tr>
            }
        };
        page.rows.into_iter().map(row).collect_view()
    };
    let ends = move || page.with(|it| Some((it.rows.first()?.id.0, it.rows.last()?.id.0)));
    let (places, ends) = (Signal::derive(move || page.with(places)), Signal::derive(ends));
    let industries = Memo::new(move |_| page.with(|it| it.industries.clone())).into();
    let list = move || {
        if none.get() {
            return nothing();
        }
        view! {
            <Table label=words.accounts()>
                <thead>
                    <tr>
                        <SortHead wish path=routes::ACCOUNTS sort=Sort::Name label=words.field_name()/>
                        <SortHead wish path=routes::ACCOUNTS sort=Sort::Fit label=words.icp_fit()/>
                        <th scope="col" class="from-tablet">{words.field_owner()}</th>
                        <th scope="col" class="from-desk">{words.field_region()}</th>
                        <SortHead wish path=routes::ACCOUNTS sort=Sort::Revenue label=words.field_revenue() number=true desk=true/>
                        <th scope="col" class="number from-desk">{words.account_people()}</th>
                        <th scope="col" class="number from-tablet">{words.account_open_deals()}</th>
                        <th scope="col" class="number from-tablet">{words.account_won_deals()}</th>
                        <SortHead wish path=routes::ACCOUNTS sort=Sort::Activity label=words.account_last_activity() number=true/>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any()
    };
    view! {
        <nav class="segments list-which" aria-label=words.accounts_which()>
            <a href=routes::ACCOUNTS aria-current=move || (!wish.with(|it| it.targets)).then_some("true")>{words.targets_all()}</a>
            <a href=routes::TARGETS aria-current=move || wish.with(|it| it.targets).then_some("true")>{words.targets()}</a>
        </nav>
        <ListBar wish path=routes::ACCOUNTS placeholder=words.accounts_search() places ends industries/>
        <ChooseBar wish news/>
        {list}
        <ListPager wish path=routes::ACCOUNTS places ends/>
    }
}

/// Zero is said quietly, so that the eye finds the others.
fn count(of: i64) -> AnyView {
    match of {
        0 => view! { <span class="quiet">"0"</span> }.into_any(),
        of => grouped(of.unsigned_abs()).into_any(),
    }
}
