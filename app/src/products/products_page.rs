//! `/settings/products`: what we sell, for what price. A product that was sold is retired, not deleted.

use super::api::{AddProduct, EditProduct, OfferProduct, RetireProduct, list_products};
use super::product_form::{AddPanel, EditPanel};
use crate::accounts::Loaded;
use crate::forms::{Complaint, error_of};
use crate::layout::use_viewer;
use crate::live;
use crate::routes;
use crate::team::SettingsPage;
use crate::ui::{Badge, Button, ButtonLink, EmptyState, IconLink, Panel, Table};
use crate::wire::reading;
use crate::words::use_words;
use domain::Currency;
use domain::events::Topic;
use domain::products::Product;
use domain::team::Right;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn ProductsPage() -> impl IntoView {
    let words = use_words();
    let may = use_viewer().with_untracked(|it| it.may_ever(Right::ShapeProcess));
    let add = ServerAction::<AddProduct>::new();
    let edit = ServerAction::<EditProduct>::new();
    let retire = ServerAction::<RetireProduct>::new();
    let offer = ServerAction::<OfferProduct>::new();
    let changed = live::changed(|event| event.topic == Topic::Process);
    let source = move || {
        let acts = (add.version().get(), edit.version().get(), retire.version().get(), offer.version().get());
        (changed.get(), acts)
    };
    let found = reading(source, |_| list_products());
    view! {
        <SettingsPage title=words.products_title()>
            <p class="quiet">{words.products_hint()}</p>
            <Complaint error=error_of(retire)/>
            <Complaint error=error_of(offer)/>
            <Loaded of=found show=move |products| view! { <Shown products may add edit retire offer/> }.into_any()/>
        </SettingsPage>
    }
}

/// The list follows the news; the form below it is left to whoever types into it.
#[component]
fn Shown(
    products: Signal<Vec<Product>>,
    may: bool,
    add: ServerAction<AddProduct>,
    edit: ServerAction<EditProduct>,
    retire: ServerAction<RetireProduct>,
    offer: ServerAction<OfferProduct>,
) -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let editing = Memo::new(move |_| {
        let asked = query.with(|it| it.get("edit"))?;
        products.with(|it| it.iter().map(|it| it.id).find(|it| it.to_string() == asked))
    });
    let own = products.with_untracked(|it| it.first().map_or(Currency::Krw, |it| it.price.currency));
    let list = move || match products.get() {
        products if products.is_empty() => view! {
            <Panel>
                <EmptyState text=words.products_none() icon="package">
                    <ButtonLink href=routes::IMPORT>{words.product_import()}</ButtonLink>
                </EmptyState>
            </Panel>
        }
        .into_any(),
        products => view! { <List products may retire offer/> }.into_any(),
    };
    let form = move || match editing.get() {
        _ if !may => ().into_any(),
        Some(id) => view! { <EditPanel id products edit/> }.into_any(),
        None => view! { <AddPanel add own/> }.into_any(),
    };
    view! {
        {list}
        {form}
    }
}

#[component]
fn List(
    products: Vec<Product>,
    may: bool,
    retire: ServerAction<RetireProduct>,
    offer: ServerAction<OfferProduct>,
) -> impl IntoView {
    let words = use_words();
    let row = |product: Product| {
        let Product { id, name, code, family, price, active, .. } = product;
        let mark = (!active).then(|| view! { <Badge>{words.product_retired()}</Badge> });
        let acts = may.then(|| {
            let href = format!("{}?edit={id}", routes::PRODUCTS);
            let label = if active { words.product_retire_named(&name) } else { words.product_offer_named(&name) };
            let edit_label = words.product_edit(&name);
            let turn = if active {
                view! {
                    <ActionForm action=retire>
                        <input type="hidden" name="product" value=id.to_string()/>
                        <Button submit=true small=true attr:aria-label=label>{words.product_retire()}</Button>
                    </ActionForm>
                }
                .into_any()
            } else {
                view! {
                    <ActionForm action=offer>
                        <input type="hidden" name="product" value=id.to_string()/>
                        <Button submit=true small=true attr:aria-label=label>{words.product_offer()}</Button>
                    </ActionForm>
                }
                .into_any()
            };
            view! { <td><div class="product-acts"><IconLink icon="pencil" href label=edit_label/>{turn}</div></td> }
        });
        let name = name.clone();
        view! {
            <tr class:product-retired=!active>
                <th scope="row">{name} {mark}</th>
                <td class="from-tablet">{code}</td>
                <td class="from-tablet">{family}</td>
                <td class="number">{price.full()}</td>
                {acts}
            </tr>
        }
    };
    let rows = products.into_iter().map(row).collect_view();
    view! {
        <Panel flush=true>
            <Table label=words.products_title()>
                <thead>
                    <tr>
                        <th scope="col">{words.field_name()}</th>
                        <th scope="col" class="from-tablet">{words.field_code()}</th>
                        <th scope="col" class="from-tablet">{words.field_family()}</th>
                        <th scope="col" class="number">{words.field_price()}</th>
                        {may.then(|| view! { <th scope="col"><span class="unseen">{words.product_acts()}</span></th> })}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        </Panel>
    }
}
