//! A deal as a row of the table.

use super::batch::PickRow;
use super::cell_edit::{Editor, may_edit};
use super::cell_field::place_of;
use super::deal_cells::{Cell, Sheet};
use super::picking::Picking;
use crate::routes;
use crate::ui::Icon;
use crate::words::use_words;
use domain::pipeline::Card;
use domain::pipeline::cell::Cell as Fact;
use domain::pipeline::columns::Column;
use domain::pipeline::list::DealRow;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos_router::components::A;

#[component]
pub fn Row(
    row: Signal<DealRow>,
    sheet: Sheet,
    /// Where rows can be picked, with all that stand in the table.
    pick: Option<(Picking, Signal<Vec<Card>>)>,
) -> impl IntoView {
    let words = use_words();
    let (key, deal) = row.with_untracked(|it| (it.card.key(), it.card.id));
    let name = Memo::new(move |_| row.with(|it| it.card.name.clone()));
    let pick = pick.map(|(picking, cards)| {
        view! { <td class="pick-cell"><PickRow picking cards deal name=name.get_untracked()/></td> }
    });
    // Where there is no room for its own column, the account stands here.
    let with = move || {
        let account = row.with(|it| it.card.account_name.clone());
        let aside = sheet.columns.with(|it| it.has(Column::Account)) && !sheet.chosen.get();
        account.filter(|_| aside).map(|it| view! { <span class="to-tablet">{format!(" · {it}")}</span> })
    };
    let may = may_edit(Fact::Name, row, sheet);
    let edit = move || sheet.editing.set(Some((deal, Fact::Name)));
    let is_open = Memo::new(move |_| sheet.editing.get() == Some((deal, Fact::Name)));
    // The name itself leads to the deal.
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "F2" && may.get_untracked() {
            event.prevent_default();
            edit();
        }
    };
    let label = Signal::stored(words.cell_edit(words.field_name()));
    let pencil = move || {
        may.get().then(|| {
            view! {
                <button type="button" class="cell-value cell-pencil" id=place_of(deal, Fact::Name) aria-label=label
                    title=label on:click=move |_| edit()>
                    <Icon name="pencil"/>
                </button>
            }
        })
    };
    let cell = move |column: Column| {
        view! { <td class=move || sheet.class(column)><Cell column row sheet/></td> }
    };
    view! {
        <tr>
            {pick}
            <th scope="row">
                {move || if is_open.get() {
                    view! { <Editor cell=Fact::Name row sheet/> }.into_any()
                } else {
                    view! { <A href=routes::deal(key) attr:class="row-link" on:keydown=on_key>{name}</A>{pencil} }.into_any()
                }}
                <div class="quiet">{key.to_string()}{with}</div>
            </th>
            {move || sheet.columns.get().all().iter().map(|it| cell(*it)).collect_view()}
        </tr>
    }
}
