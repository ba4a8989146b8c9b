//! Products whose value shows another way: each with rules of its own, beside those for every other.

use super::rule_row::{Figure, RuleRow};
use crate::routes;
use crate::ui::{Field, Panel};
use crate::words::{FieldProblem, use_words};
use domain::qualification::{ProductForm, RulesForm};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// What a button makes of the form. Without scripts the address says it, and the page comes with it.
#[derive(Clone, Copy)]
pub enum Change {
    Add,
    Remove(usize),
}

#[component]
pub fn OfProducts(
    form: RulesForm,
    problems: Signal<Vec<FieldProblem>>,
    change: Callback<(MouseEvent, Change)>,
) -> impl IntoView {
    let words = use_words();
    let products = form.products.clone().into_iter().enumerate();
    let panels = products.map(|(place, product)| {
        let of = place.to_string();
        let rows = form.weights.iter().cloned().enumerate().filter(|it| it.1.of == of);
        let rows = rows.map(|(at, row)| view! { <RuleRow at row problems/> }).collect_view();
        view! { <OfProduct place product change problems>{rows}</OfProduct> }
    });
    view! {
        {panels.collect_view()}
        <div class="rules-more">
            <button class="button" type="submit" name="add" value="product" formmethod="get"
                formaction=routes::QUALIFICATION formnovalidate=true
                on:click=move |event| change.run((event, Change::Add))>{words.rules_of_product_add()}</button>
            <p class="quiet">{words.rules_of_product_add_note()}</p>
        </div>
    }
}

#[component]
fn OfProduct(
    place: usize,
    product: ProductForm,
    change: Callback<(MouseEvent, Change)>,
    problems: Signal<Vec<FieldProblem>>,
    children: Children,
) -> impl IntoView {
    let words = use_words();
    let title = match product.product.as_str() {
        "" => words.rules_of_product_new().to_owned(),
        name => words.rules_of_product(name),
    };
    let remove = words.rules_of_product_remove(&title);
    let key = format!("product-{place}");
    let problem = Signal::derive(move || {
        problems.with(|it| it.iter().find(|it| it.field == key).map(|it| it.sentence.clone()))
    });
    let threshold = move |field: &'static str, label: &'static str, value: String| {
        view! {
            <Figure name=format!("form[products][{place}][{field}]") key=format!("{field}-of-{place}") label
                said=words.rule_figure(&words.rules_of_product_at(place + 1), label) unit=words.unit_points() value problems/>
        }
    };
    view! {
        <Panel title=title.clone()>
            <Field name=format!("form[products][{place}][product]") id=format!("rules-product-{place}")
                label=words.rules_of_product_name() value=product.product hint=words.rules_of_product_hint().to_owned()
                problem max_length=200 required=true/>
            <div class="rule-figures rules-thresholds">
                {threshold("qualified", words.rules_qualified(), product.qualified)}
                {threshold("ready", words.rules_ready(), product.ready)}
            </div>
            <ul class="rules" aria-label=title.clone()>{children()}</ul>
            <div class="rules-less">
                <button class="button" type="submit" name="remove" value=place formmethod="get"
                    formaction=routes::QUALIFICATION formnovalidate=true
                    on:click=move |event| change.run((event, Change::Remove(place)))>{remove}</button>
            </div>
        </Panel>
    }
}
