//! Changing the rules: a line for each, by family, with what they would do beside it, once one asks for that.

use super::api::SaveRules;
use super::draft;
use super::effect::EffectLine;
use super::of_products::{Change, OfProducts};
use super::rule_row::{Figure, RuleRow};
use crate::error::AppError;
use crate::forms::{Complaint, FormFields, error_of, field_problems, succeeded};
use crate::routes;
use crate::ui::{Button, Field, Look, Panel, Seen, typed_all, use_toasts};
use crate::wire::Reading;
use crate::words::{FieldProblem, use_words};
use domain::qualification::{self, RulesBook, RulesForm, WeightForm};
use domain::signals::score::Rule;
use domain::signals::{Family, SignalKind};
use leptos::form::ActionForm;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn Editor(
    book: Signal<RulesBook>,
    tried: RwSignal<Option<RulesForm>>,
    save: ServerAction<SaveRules>,
    effect: Reading<Result<Option<qualification::Effect>, AppError>>,
) -> impl IntoView {
    let words = use_words();
    let toasts = use_toasts();
    let error = error_of(save);
    let problems = field_problems(words, error);
    let standing = move || RulesForm::from(&book.with_untracked(|it| it.current.rules.clone()));
    let of_address = || use_query_map().with_untracked(draft::of_address);
    let given = draft::of_refused().or_else(of_address).unwrap_or_else(standing);
    let rows = RwSignal::new(given);
    let place = NodeRef::<html::Input>::new();
    let typed = RwSignal::new(false);
    // Over which version it is typed; whoever was overtaken has seen what stands now.
    let now = Memo::new(move |_| book.with(|it| it.current.version));
    let begun = RwSignal::new(now.get_untracked());
    let overtaken = Memo::new(move |_| matches!(error.get(), Some(AppError::Changed { .. })));
    let seen = Memo::new(move |_| if overtaken.get() { now.get() } else { begun.get() });
    // Nobody types into it: it follows what others save.
    Effect::new(move |before: Option<i32>| {
        let now = now.get();
        if before.is_some_and(|before| before != now) && !typed.get_untracked() {
            begun.set(now);
            rows.set(standing());
        }
        now
    });
    let done = succeeded(save);
    Effect::new(move |before: Option<u32>| {
        let done = done.get();
        if before.is_some_and(|before| before != done) {
            if let Some(Ok(version)) = save.value().get_untracked() {
                begun.set(version);
                toasts.say(words.rules_saved(version));
            }
            typed.set(false);
            tried.set(None);
        }
        done
    });
    let try_it = move |event: leptos::ev::MouseEvent| {
        let form = place.get_untracked().and_then(|it| it.form());
        if let Some(form) = form.and_then(|it| draft::of_page(&it)) {
            event.prevent_default();
            tried.set(Some(form));
        }
    };
    let change = Callback::new(move |(event, change): (leptos::ev::MouseEvent, Change)| {
        let form = place.get_untracked().and_then(|it| it.form());
        if let Some(form) = form.and_then(|it| draft::of_page(&it)) {
            event.prevent_default();
            typed.set(true);
            rows.set(match change {
                Change::Add => form.with_product(),
                Change::Remove(place) => form.without_product(place),
            });
        }
    });
    let meanwhile = move || {
        let late = typed.get() && now.get() > begun.get() && !overtaken.get();
        late.then(|| view! { <p class="meanwhile" role="status">{words.icp_meanwhile()}</p> })
    };
    let complaint = move || match overtaken.get() {
        true => view! { <p class="meanwhile" role="alert">{words.rules_overtaken(now.get())}</p> }.into_any(),
        false => view! { <Complaint error/> }.into_any(),
    };
    view! {
        <ActionForm action=save attr:class="form rules-form" attr:novalidate=true on:input=move |_| typed.set(true)>
            <input type="hidden" name="draft" value="1" node_ref=place/>
            // The address with a whole draft in it is longer than what a browser tells of where it comes from.
            <input type="hidden" name="page" value=routes::QUALIFICATION/>
            {complaint}
            {meanwhile}
            <FormFields of=error>
                <Seen name="seen" value=Signal::derive(move || seen.get().to_string())/>
                {move || {
                    let form = rows.get();
                    view! { <Families form=form.clone() problems/><OfProducts form problems change/> }
                }}
            </FormFields>
            <div class="form-foot rules-foot">
                <EffectLine of=effect/>
                <button class="button" type="submit" formmethod="get" formaction=routes::QUALIFICATION formnovalidate=true
                    on:click=try_it>{words.rules_try()}</button>
                <Button submit=true look=Look::Primary waiting=save.pending()>{words.rules_save()}</Button>
            </div>
        </ActionForm>
    }
}

#[component]
fn Families(form: RulesForm, problems: Signal<Vec<FieldProblem>>) -> impl IntoView {
    let words = use_words();
    let weights: Vec<(usize, WeightForm)> =
        form.weights.iter().cloned().enumerate().filter(|it| it.1.of.is_empty()).collect();
    let rows = |is_of: fn(Rule) -> bool| {
        let of = weights.iter().filter(|it| Rule::of_code(&it.1.rule).is_some_and(is_of)).cloned();
        let row = |(at, row)| view! { <RuleRow at row problems/> };
        view! { <ul class="rules">{of.map(row).collect_view()}</ul> }
    };
    let threshold = move |field: &'static str, label: &'static str, unit: &'static str, value: String| {
        view! {
            <Figure name=format!("form[{field}]") key=field.to_owned() label said=label.to_owned() unit value problems/>
        }
    };
    let points = words.unit_points();
    let interest = rows(|it| Rule::INTEREST.contains(&it) && !it.is_mark());
    let (against, product) = (rows(Rule::is_mark), rows(|it| Rule::PRODUCT.contains(&it)));
    view! {
        <Panel title=words.rules_thresholds()>
            <div class="rule-figures rules-thresholds">
                {threshold("fit", words.rules_fit(), points, form.fit)}
                {threshold("interest", words.rules_interest_least(), points, form.interest)}
                {threshold("qualified", words.rules_qualified(), points, form.qualified)}
                {threshold("ready", words.rules_ready(), points, form.ready)}
            </div>
        </Panel>
        <Panel title=words.rules_interest()>
            <p class="quiet">{words.rules_interest_note()}</p>
            {interest}
        </Panel>
        <Panel title=words.rules_raises()>
            <p class="quiet">{words.rules_raises_note()}</p>
            <Raises ticked=form.raises/>
            {threshold("raise_days", words.rules_raise_days(), words.unit_days(), form.raise_days)}
        </Panel>
        <Panel title=words.rules_against()>
            <p class="quiet">{words.rules_against_note()}</p>
            {against}
            <Field name="form[student_domains]" label=words.rules_student_domains() value=form.student_domains
                hint=words.rules_domains_hint().to_owned() max_length=10_000/>
            <Field name="form[competitor_domains]" label=words.rules_competitor_domains() value=form.competitor_domains
                hint=words.rules_domains_hint().to_owned() max_length=10_000/>
        </Panel>
        <Panel title=words.rules_product()>
            <p class="quiet">{words.rules_product_note()}</p>
            {product}
        </Panel>
    }
}

/// What counts as a raised hand.
#[component]
fn Raises(ticked: Vec<String>) -> impl IntoView {
    let words = use_words();
    const NAME: &str = "form[raises][]";
    let ticked = typed_all(NAME).unwrap_or(ticked);
    let kinds = SignalKind::ALL.into_iter().filter(|it| it.family() != Family::Product);
    let choice = |kind: SignalKind| {
        let is_ticked = ticked.iter().any(|it| it == kind.code());
        view! {
            <label class="icp-choice">
                <input type="checkbox" name=NAME value=kind.code() checked=is_ticked/>
                <span>{words.signal_kind(kind)}</span>
            </label>
        }
    };
    view! { <div class="icp-choices" role="group" aria-label=words.rules_raises()>{kinds.map(choice).collect_view()}</div> }
}
