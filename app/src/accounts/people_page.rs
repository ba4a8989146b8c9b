//! Everybody we talk to, a page at a time.

use super::api::list_people;
use super::list_bar::{ListBar, ListPager, SortHead, places, settled, use_wish};
use super::loaded::Loaded;
use crate::demo::OtherBeginnings;
use crate::layout::{Page, use_viewer};
use crate::ui::{ButtonLink, EmptyState, Look, Table};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use domain::accounts::{ListPage, PersonRow, Sort, Wish, telephone};
use domain::events::Topic;
use domain::team::Right;
use leptos::prelude::*;
use leptos_router::components::A;

#[component]
pub fn PeoplePage() -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let wish = use_wish();
    let news =
        settled(live::changed(|it| matches!(it.topic, Topic::Account | Topic::Person | Topic::Activity)));
    let page = reading(move || (wish.get(), news.get()), |(wish, _)| list_people(wish));
    let may = move || viewer.with(|it| it.may_ever(Right::KeepRecords));
    let actions = move || {
        view! {
            {move || may().then(|| view! {
                <ButtonLink href=routes::DUPLICATE_PEOPLE icon="copy">{words.duplicates()}</ButtonLink>
                <ButtonLink href=routes::NEW_PERSON look=Look::Primary icon="user-plus">{words.person_add()}</ButtonLink>
            })}
        }
    };
    view! {
        <Page title=words.people().to_owned() actions>
            <Loaded of=page show=move |page| view! { <Rows page wish/> }.into_any()/>
        </Page>
    }
}

#[component]
fn Rows(page: Signal<ListPage<PersonRow>>, wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let may = move || viewer.with(|it| it.may_ever(Right::KeepRecords));
    let none = Memo::new(move |_| page.with(|it| it.rows.is_empty()));
    let nothing = move || match wish.with(Wish::filters) {
        true => view! {
            <EmptyState text=words.people_empty_filter() icon="search">
                <ButtonLink href=routes::PEOPLE>{words.list_clear()}</ButtonLink>
            </EmptyState>
        }
        .into_any(),
        false => view! {
            <EmptyState text=words.people_empty() icon="users">
                {may().then(|| view! {
                    <ButtonLink href=routes::NEW_PERSON look=Look::Primary>{words.person_add()}</ButtonLink>
                })}
                <OtherBeginnings/>
            </EmptyState>
        }
        .into_any(),
    };
    let rows = move || {
        let (page, zone) = (page.get(), viewer.with(|it| it.zone.clone()));
        let row = |it: PersonRow| {
            let ago = it
                .last_activity_at
                .map_or_else(|| words.account_never().to_owned(), |at| words.ago(at, page.now, &zone));
            view! {
                <tr>
                    <th scope="row">
                        <A href=routes::person(it.id) attr:class="row-link">{it.name}</A>
                        <div class="quiet">{post(it.title, it.department)}</div>
                    </th>
                    <td><AccountName id=it.account name=it.account_name/></td>
                    <td class="from-tablet">{it.email.map(|email| view! { <a class="cell-link" href=format!("mailto:{email}")>{email.clone()}</a> })}</td>
                    <td class="from-desk">{it.phone.map(|phone| view! { <a class="cell-link" href=format!("tel:{phone}")>{telephone::written(&phone)}</a> })}</td>
                    <td class="number">{ago}</td>
                </tr>
            }
        };
        page.rows.into_iter().map(row).collect_view()
    };
    let ends = move || page.with(|it| Some((it.rows.first()?.id.0, it.rows.last()?.id.0)));
    let (places, ends) = (Signal::derive(move || page.with(places)), Signal::derive(ends));
    let list = move || {
        if none.get() {
            return nothing();
        }
        view! {
            <Table label=words.people()>
                <thead>
                    <tr>
                        <SortHead wish path=routes::PEOPLE sort=Sort::Name label=words.field_name()/>
                        <th scope="col">{words.field_account()}</th>
                        <th scope="col" class="from-tablet">{words.field_email()}</th>
                        <th scope="col" class="from-desk">{words.field_phone()}</th>
                        <SortHead wish path=routes::PEOPLE sort=Sort::Activity label=words.account_last_activity() number=true/>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any()
    };
    view! {
        <ListBar wish path=routes::PEOPLE placeholder=words.people_search() places ends/>
        {list}
        <ListPager wish path=routes::PEOPLE places ends/>
    }
}

/// Job title and department, or what of them is known.
pub fn post(title: Option<String>, department: Option<String>) -> String {
    [title, department].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The account somebody works for, as a link.
#[component]
pub fn AccountName(id: Option<domain::AccountId>, name: Option<String>) -> impl IntoView {
    let words = use_words();
    match (id, name) {
        (Some(id), Some(name)) => {
            view! { <A href=routes::account(id) attr:class="cell-link">{name}</A> }.into_any()
        }
        _ => view! { <span class="quiet">{words.person_no_account()}</span> }.into_any(),
    }
}
