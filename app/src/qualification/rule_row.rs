//! One rule as a line of fields: its points, and the figures it goes by.

use crate::ui::{Choice, Described, Select, typed};
use crate::words::{FieldProblem, use_words};
use domain::qualification::WeightForm;
use domain::signals::score::{Class, Rule};
use leptos::prelude::*;

#[component]
pub fn RuleRow(
    /// Its place in the form.
    at: usize,
    row: WeightForm,
    problems: Signal<Vec<FieldProblem>>,
) -> impl IntoView {
    let words = use_words();
    let Some(rule) = Rule::of_code(&row.rule) else { return ().into_any() };
    let named = words.rule_named(rule);
    let figure = move |field: &'static str, label: &'static str, unit: &'static str, value: String| {
        view! {
            <Figure name=format!("form[weights][{at}][{field}]") key=format!("{field}-{at}") label
                said=words.rule_figure(named, label) unit value problems/>
        }
    };
    let least =
        rule.counts_up_to().map(|it| figure("least", words.rule_least(), words.counted_by(it), row.least));
    let within =
        rule.looks_back().then(|| figure("within", words.rule_within(), words.unit_days(), row.within));
    let fades = rule.fades().then(|| {
        view! {
            {figure("most", words.rule_most(), words.unit_points(), row.most)}
            {figure("half_life", words.rule_half_life(), words.unit_days(), row.half_life)}
        }
    });
    let class = rule.has_class().then(|| {
        let classes: Vec<_> =
            Class::ALL.into_iter().map(|it| Choice::new(it.code(), words.rule_class_of(it))).collect();
        view! {
            <div class="rule-class">
                <Select bare=true name=format!("form[weights][{at}][class]") id=format!("class-{at}")
                    label=words.rule_figure(named, words.rule_class()) choices=classes value=row.class/>
            </div>
        }
    });
    view! {
        <li class="rule">
            <span class="rule-name">{named}</span>
            <input type="hidden" name=format!("form[weights][{at}][of]") value=row.of/>
            <input type="hidden" name=format!("form[weights][{at}][rule]") value=rule.code()/>
            <div class="rule-figures">
                {class}
                {least}{within}
                {figure("points", words.rule_points(), words.unit_points(), row.points)}
                {fades}
            </div>
        </li>
    }
    .into_any()
}

/// A small number with its unit. `key` is what a refusal calls it.
#[component]
pub fn Figure(
    name: String,
    key: String,
    label: &'static str,
    /// The whole of what is asked, for whoever listens.
    said: String,
    unit: &'static str,
    value: String,
    problems: Signal<Vec<FieldProblem>>,
) -> impl IntoView {
    let id = format!("rule-{key}");
    let problem = Signal::derive(move || {
        problems.with(|it| it.iter().find(|it| it.field == key).map(|it| it.sentence.clone()))
    });
    let value = typed(&name).unwrap_or(value);
    let described = {
        let id = id.clone();
        move || problem.get().map(|_| format!("{id}-problem"))
    };
    view! {
        <div class="rule-figure">
            <label for=id.clone()>{label}</label>
            <span class="rule-value">
                <input class="input" id=id.clone() name=name value=value type="text" inputmode="numeric" maxlength="4"
                    autocomplete="off" aria-label=said aria-invalid=move || problem.get().map(|_| "true")
                    aria-describedby=described/>
                <span class="quiet" aria-hidden="true">{unit}</span>
            </span>
            <Described id hint=MaybeProp::default() problem/>
        </div>
    }
}
