//! How well an account fits, and why: the tier as a mark, the fit as a figure, and each question with its answer.

use crate::routes;
use crate::ui::{Badge, Icon, Panel, Tone};
use crate::words::use_words;
use domain::icp::{Answer, Contribution, Fit, Tier};
use leptos::prelude::*;
use leptos_router::components::A;

#[component]
pub fn TierBadge(tier: Option<Tier>) -> impl IntoView {
    let words = use_words();
    match tier {
        Some(tier) => {
            let tone = match tier {
                Tier::A => Tone::Good,
                Tier::B => Tone::Accent,
                Tier::C => Tone::Neutral,
            };
            view! { <Badge tone>{words.icp_tier_of(tier.letter())}</Badge> }.into_any()
        }
        None => view! { <span class="quiet">{words.icp_no_tier()}</span> }.into_any(),
    }
}

/// Fit and tier in a line of a list; a dash where there is no profile.
#[component]
pub fn Score(score: Option<i16>, tier: Option<Tier>) -> impl IntoView {
    let words = use_words();
    match score {
        Some(score) => {
            let badge = tier.map(|tier| view! { <TierBadge tier=Some(tier)/> });
            view! { <span class="fit-line">{badge}<span class="number" class:quiet=tier.is_none()>{score.to_string()}</span></span> }
                .into_any()
        }
        None => view! { <span class="quiet">{words.nothing_written()}</span> }.into_any(),
    }
}

/// On an account's page.
#[component]
pub fn FitPanel(
    #[prop(into)] fit: Signal<Option<Fit>>,
    #[prop(into)] version: Signal<Option<i32>>,
    /// Where missing facts can be filled in, for those who may.
    #[prop(into)]
    edit: Signal<Option<String>>,
) -> impl IntoView {
    let words = use_words();
    let body = move || match fit.get() {
        Some(fit) => view! { <Told fit edit=edit.get()/> }.into_any(),
        None => view! { <p class="quiet">{words.icp_none()}</p> }.into_any(),
    };
    let action = move || {
        let label =
            move || version.get().map_or_else(|| words.icp_open().to_owned(), |it| words.icp_by_version(it));
        view! { <A href=routes::ICP attr:class="fit-profile">{label}</A> }
    };
    view! { <Panel title=words.icp_fit() action>{body}</Panel> }
}

#[component]
fn Told(fit: Fit, edit: Option<String>) -> impl IntoView {
    let words = use_words();
    let is_unknown = |it: &Contribution| it.answer == Answer::Unknown;
    let gap = fit
        .contributions
        .iter()
        .any(is_unknown)
        .then(|| edit.map(|href| view! { <p class="fit-gap"><A href>{words.icp_fill_in()}</A></p> }));
    let reason = |it: &Contribution| {
        let (icon, class, said) = match it.answer {
            Answer::Yes if it.points < 0 => ("circle-alert", "fit-against", words.icp_yes()),
            Answer::Yes => ("check", "fit-for", words.icp_yes()),
            Answer::No => ("minus", "fit-no", words.icp_no()),
            Answer::Unknown => ("circle-help", "fit-unknown", words.icp_unknown()),
        };
        let worth = match it.answer {
            Answer::Yes => words.icp_points(it.points),
            Answer::No => "0".to_owned(),
            Answer::Unknown => words.icp_unknown().to_owned(),
        };
        view! {
            <li class=format!("fit-reason {class}")>
                <span class="fit-answer" title=said><Icon name=icon/><span class="unseen">{said}": "</span></span>
                <span class="fit-asked">{words.icp_asks(&it.predicate.asks)}</span>
                <span class="number">{worth}</span>
            </li>
        }
    };
    let reasons = fit.contributions.iter().map(reason).collect_view();
    view! {
        <p class="fit-head">
            <strong class="fit-score">{fit.score.to_string()}</strong>
            <TierBadge tier=fit.tier/>
            <span class="quiet">{words.icp_sum(fit.points, fit.most)}</span>
        </p>
        <ul class="fit-reasons">{reasons}</ul>
        {gap}
    }
}
