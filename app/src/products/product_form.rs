//! Adding a product, and editing one in its place.

use super::api::{AddProduct, EditProduct};
use super::conflicts::conflicts;
use crate::error::AppError;
use crate::forms::{Complaint, FormFields, error_of};
use crate::routes;
use crate::ui::{
    Button, ButtonLink, Choice, ConflictPanel, Field, FormRow, Input, Look, Panel, Seen, Select,
};
use crate::words::use_words;
use domain::activities::Change;
use domain::products::{Product, ProductForm};
use domain::{Currency, ProductId};
use leptos::form::ActionForm;
use leptos::prelude::*;

#[component]
pub fn AddPanel(add: ServerAction<AddProduct>, own: Currency) -> impl IntoView {
    let words = use_words();
    let error = error_of(add);
    // Whatever was added is on the list by now: the next one starts empty.
    let fresh = Memo::new(move |before: Option<&u32>| {
        let is_added = add.value().with(|it| matches!(it, Some(Ok(_))));
        before.copied().unwrap_or(0) + u32::from(is_added)
    });
    let fields = move || {
        fresh.track();
        view! { <Fields form=ProductForm { currency: own.code().to_owned(), ..Default::default() }/> }
    };
    view! {
        <Panel title=words.product_add()>
            <ActionForm action=add attr:class="form">
                <Complaint error/>
                <FormFields of=error>{fields}</FormFields>
                <div class="form-foot">
                    <Button submit=true look=Look::Primary waiting=add.pending()>{words.product_add()}</Button>
                </div>
            </ActionForm>
        </Panel>
    }
}

/// Over what stood when editing began. Who was overtaken chooses value by value.
#[component]
pub fn EditPanel(
    id: ProductId,
    products: Signal<Vec<Product>>,
    edit: ServerAction<EditProduct>,
) -> impl IntoView {
    let words = use_words();
    let error = error_of(edit);
    let now = move || products.with(|it| it.iter().find(|it| it.id == id).cloned());
    let begun = untrack(now).map(StoredValue::new);
    // What to choose from are the values that stand now, so the list must have been read again.
    let overtaken = Memo::new(move |_| match error.get() {
        Some(AppError::Changed { version, differences, .. }) => {
            now().filter(|it| it.version >= version).map(|it| (it, differences))
        }
        _ => None,
    });
    begun.map(|begun| {
        let body = move || match overtaken.get() {
            Some((product, differences)) => view! { <Again product edit differences/> }.into_any(),
            None => view! { <Plain product=begun.get_value() edit error/> }.into_any(),
        };
        let title = begun.with_value(|it| words.product_edit(&it.name));
        view! { <Panel title>{body}</Panel> }
    })
}

#[component]
fn Plain(
    product: Product,
    edit: ServerAction<EditProduct>,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let words = use_words();
    view! {
        <ActionForm action=edit attr:class="form">
            <input type="hidden" name="product" value=product.id.to_string()/>
            <Complaint error/>
            <FormFields of=error>
                <Seen name="version" value=product.version.to_string()/>
                <Fields form=form_of(&product)/>
            </FormFields>
            <div class="form-foot">
                <ButtonLink href=routes::PRODUCTS>{words.cancel()}</ButtonLink>
                <Button submit=true look=Look::Primary waiting=edit.pending()>{words.save()}</Button>
            </div>
        </ActionForm>
    }
}

#[component]
fn Again(product: Product, edit: ServerAction<EditProduct>, differences: Vec<Change>) -> impl IntoView {
    let words = use_words();
    let form = form_of(&product);
    let standing = [
        ("name", form.name),
        ("code", form.code),
        ("family", form.family),
        ("price", form.price),
        ("currency", form.currency),
    ];
    let in_question = |field: &str| differences.iter().any(|it| it.field == field);
    let rest = standing.into_iter().filter(|(field, _)| !in_question(field));
    let mut rest: Vec<_> = rest.map(|(field, value)| (format!("form[{field}]"), value)).collect();
    rest.push(("product".to_owned(), product.id.to_string()));
    rest.push(("version".to_owned(), product.version.to_string()));
    view! {
        <ActionForm action=edit attr:class="form">
            <ConflictPanel conflicts=conflicts(words, &differences) rest waiting=edit.pending() leave=routes::PRODUCTS/>
        </ActionForm>
    }
}

#[component]
fn Fields(form: ProductForm) -> impl IntoView {
    let words = use_words();
    let currencies: Vec<_> = Currency::ALL.iter().map(|it| Choice::new(it.code(), it.code())).collect();
    view! {
        <FormRow>
            <Field name="form[name]" label=words.field_name() value=form.name required=true max_length=200/>
            <Field name="form[code]" label=words.field_code() value=form.code max_length=200/>
            <Field name="form[family]" label=words.field_family() value=form.family max_length=200/>
        </FormRow>
        <FormRow>
            <Field name="form[price]" label=words.field_price() input=Input::Amount value=form.price/>
            <Select name="form[currency]" label=words.field_currency() choices=currencies value=form.currency/>
        </FormRow>
    }
}

fn form_of(product: &Product) -> ProductForm {
    ProductForm {
        name: product.name.clone(),
        code: product.code.clone().unwrap_or_default(),
        family: product.family.clone().unwrap_or_default(),
        price: product.price.digits(),
        currency: product.price.currency.code().to_owned(),
    }
}
