//! Rules to be read: by family, each with its points and figures in words.

use crate::words::{Words, use_words};
use domain::qualification::{Rules, Weight};
use domain::signals::score::Rule;
use leptos::prelude::*;

#[component]
pub fn RulesList(rules: Rules) -> impl IntoView {
    let words = use_words();
    let of_products = rules.products.iter().map(|it| {
        let rows = it.weights.iter().map(|it| row(words, it)).collect_view();
        let least = [(words.rules_qualified(), it.qualified), (words.rules_ready(), it.ready)];
        let least = least.map(|(name, least)| threshold(name, least, words.unit_points()));
        view! {
            <h3 class="rules-family">{words.rules_of_product(it.product.as_deref().unwrap_or_default())}</h3>
            <ul class="fit-reasons">{least.collect_view()}{rows}</ul>
        }
    });
    let of_products = of_products.collect_view();
    let family = |title: &'static str, which: &[Rule]| {
        let rows = which.iter().filter_map(|it| rules.weight(*it)).map(|it| row(words, it)).collect_view();
        view! { <h3 class="rules-family">{title}</h3><ul class="fit-reasons">{rows}</ul> }
    };
    let raises: Vec<_> = rules.raises.iter().map(|it| words.signal_kind(*it)).collect();
    let thresholds = [
        (words.rules_fit(), rules.fit, words.unit_points()),
        (words.rules_interest_least(), rules.interest, words.unit_points()),
        (words.rules_qualified(), rules.qualified, words.unit_points()),
        (words.rules_ready(), rules.ready, words.unit_points()),
        (words.rules_raise_days(), rules.raise_days, words.unit_days()),
    ];
    let domains = [
        (words.rules_student_domains(), rules.student_domains.join(", ")),
        (words.rules_competitor_domains(), rules.competitor_domains.join(", ")),
    ];
    let domains = domains.into_iter().filter(|it| !it.1.is_empty()).map(|(name, said)| {
        view! { <li class="fit-reason"><span>{name}</span><span class="rules-said">{said}</span></li> }
    });
    view! {
        <div class="rules-list">
            <h3 class="rules-family">{words.rules_thresholds()}</h3>
            <ul class="fit-reasons">{thresholds.map(|(name, least, unit)| threshold(name, least, unit)).collect_view()}</ul>
            {family(words.rules_interest(), &Rule::INTEREST)}
            {family(words.rules_product(), &Rule::PRODUCT)}
            {of_products}
            <h3 class="rules-family">{words.rules_raises()}</h3>
            <ul class="fit-reasons">
                <li class="fit-reason"><span>{raises.join(", ")}</span></li>
                {domains.collect_view()}
            </ul>
        </div>
    }
}

fn row(words: Words, it: &Weight) -> impl IntoView + use<> {
    let figures = figures(words, it);
    view! {
        <li class="fit-reason">
            <span>{words.score_rule(it.rule, it.least, it.within)}" "<span class="quiet">{figures}</span></span>
            <span class="number" class:fit-against=it.points < 0>{words.icp_points(it.points)}</span>
        </li>
    }
}

fn threshold(name: &'static str, least: i32, unit: &'static str) -> impl IntoView + use<> {
    view! { <li class="fit-reason"><span>{name}</span><span class="number">{least}" "{unit}</span></li> }
}

/// What a rule stands for, and how its points end and fade.
fn figures(words: Words, it: &Weight) -> String {
    let class = it.class.map(|it| words.rule_class_of(it).to_owned());
    let fades = it.rule.fades().then(|| {
        let most = format!("{} {} {}", words.rule_most(), it.most, words.unit_points());
        format!("{most} · {} {} {}", words.rule_half_life(), it.half_life, words.unit_days())
    });
    class.into_iter().chain(fades).collect::<Vec<_>>().join(" · ")
}
