//! Choosing the columns of the table. A plain form whose every button is another address, so that it works without
//! scripts; woken up, the table behind follows at once.

use super::api::SetDealColumns;
use super::deals_page::address;
use crate::forms::{Complaint, error_of};
use crate::layout::use_viewer;
use crate::routes;
use crate::timers::sleep;
use crate::ui::{Button, Dialog, Icon};
use crate::words::use_words;
use domain::accounts::Place;
use domain::pipeline::columns::{Column, Columns};
use domain::pipeline::list::Wish;
use domain::team::Right;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::time::Duration;
use wasm_bindgen::JsCast;

/// The address of the table with the choice open.
pub fn choosing(wish: &Wish) -> String {
    let address = address(wish);
    format!("{address}{}choose=1", if address.contains('?') { '&' } else { '?' })
}

#[component]
pub fn ChooseColumns(wish: Memo<Wish>, usual: Signal<Columns>) -> impl IntoView {
    let words = use_words();
    let open = RwSignal::new(true);
    let navigate = StoredValue::new(use_navigate());
    let go = move |to: &str| {
        let options = NavigateOptions { scroll: false, replace: true, ..Default::default() };
        navigate.with_value(|it| it(to, options));
    };
    Effect::new(move |was: Option<bool>| {
        let is = open.get();
        if was == Some(true) && !is {
            go(&wish.with_untracked(address));
        }
        is
    });
    let columns = Memo::new(move |_| wish.with(|it| it.columns.clone()).unwrap_or_else(|| usual.get()));
    // The button that was pressed moves along with its column, and the focus with the button.
    let pressed = StoredValue::new(None::<String>);
    let choose = Callback::new(move |(id, to): (String, Option<Columns>)| {
        pressed.set_value(Some(id));
        go(&wish.with_untracked(|it| choosing(&Wish { columns: to, place: Place::Start, ..it.clone() })));
        // A timer would go with the button.
        spawn_local(async move {
            sleep(Duration::ZERO).await;
            if let Some(id) = pressed.try_get_value().flatten() {
                keep_focus(&id);
            }
        });
    });
    let kept = move || {
        let pairs = wish.with(|it| Wish { columns: None, place: Place::Start, ..it.clone() }.pairs());
        let field = |(name, value)| view! { <input type="hidden" name=name value=value/> };
        pairs.into_iter().map(field).collect_view()
    };
    let shown = move || {
        let now = columns.get();
        let line = |it: &Column| {
            let (column, name) = (*it, words.deals_column(*it));
            let id = |act: &str| format!("column-{act}-{}", column.code());
            let way = |act, icon, label: String, to: Option<Columns>| {
                view! { <Way id=id(act) icon label to choose/> }
            };
            view! {
                <li class="column-line">
                    <span class="column-choice-name">{name}</span>
                    {way("earlier", "chevron-up", words.column_earlier(name), now.earlier(column))}
                    {way("later", "chevron-down", words.column_later(name), now.later(column))}
                    {way("hide", "x", words.column_hide(name), now.without(column))}
                </li>
            }
        };
        now.all().iter().map(line).collect_view()
    };
    let hidden = move || {
        let now = columns.get();
        let line = |column: Column| {
            let name = words.deals_column(column);
            let (id, to) = (format!("column-show-{}", column.code()), Some(now.with(column)));
            view! {
                <li class="column-line">
                    <span class="column-choice-name">{name}</span>
                    <Way id icon="plus" label=words.column_show(name) to choose/>
                </li>
            }
        };
        now.others().map(line).collect_view()
    };
    let any_hidden = move || columns.with(|it| it.others().next().is_some());
    let reset = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        choose.run((String::new(), None));
    };
    view! {
        <Dialog open title=words.columns_title() close_href=Signal::derive(move || wish.with(address))>
            <form method="get" action=routes::DEALS class="column-choice">
                {kept}
                <input type="hidden" name="choose" value="1"/>
                <section class="view-list">
                    <h3>{words.columns_shown()}</h3>
                    <ul>{shown}</ul>
                </section>
                {move || any_hidden().then(|| view! {
                    <section class="view-list">
                        <h3>{words.columns_hidden()}</h3>
                        <ul>{hidden}</ul>
                    </section>
                })}
                {move || wish.with(|it| it.columns.is_some()).then(|| view! {
                    <button class="button button-small" type="submit" on:click=reset>{words.columns_usual()}</button>
                })}
            </form>
            <ForEverybody columns usual/>
        </Dialog>
    }
}

/// A way to other columns; none where it would change nothing.
#[component]
fn Way(
    id: String,
    icon: &'static str,
    label: String,
    to: Option<Columns>,
    choose: Callback<(String, Option<Columns>)>,
) -> impl IntoView {
    let code = to.as_ref().map(Columns::code).unwrap_or_default();
    let (none, pressed) = (to.is_none(), id.clone());
    let press = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        choose.run((pressed.clone(), to.clone()));
    };
    view! {
        <button class="icon-button" id=id type="submit" name="columns" value=code aria-label=label.clone() title=label
            disabled=none on:click=press>
            <Icon name=icon/>
        </button>
    }
}

/// What everybody sees who has not chosen otherwise.
#[component]
fn ForEverybody(columns: Memo<Columns>, usual: Signal<Columns>) -> impl IntoView {
    let words = use_words();
    let may = use_viewer().with_untracked(|it| it.may_ever(Right::ShapeProcess));
    let action = ServerAction::<SetDealColumns>::new();
    let error = error_of(action);
    let differs = move || may && columns.get() != usual.get();
    move || {
        differs().then(|| {
            view! {
                <ActionForm action attr:class="view-delete">
                    <input type="hidden" name="columns" value=move || columns.with(Columns::code)/>
                    <Complaint error/>
                    <span class="quiet">{words.columns_for_all_hint()}</span>
                    <Button submit=true small=true waiting=action.pending()>{words.columns_for_all()}</Button>
                </ActionForm>
            }
        })
    }
}

/// At the end of its way a column has no button of that kind any more: its other ones take the focus.
fn keep_focus(id: &str) {
    let document = document();
    let there = |id: &str| {
        let found = document.get_element_by_id(id)?.dyn_into::<web_sys::HtmlElement>().ok()?;
        found.matches(":enabled").unwrap_or(false).then_some(found)
    };
    let code = id.rsplit('-').next().unwrap_or_default();
    let others = ["later", "earlier", "hide", "show"].map(|act| format!("column-{act}-{code}"));
    let found = there(id).or_else(|| others.iter().find_map(|it| there(it)));
    if let Some(found) = found {
        found.focus().ok();
    }
}
