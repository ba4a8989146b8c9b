//! How far a lead is qualified, as a mark beside its name: the short word that everybody says, the whole one for whoever
//! asks or listens.

use crate::ui::Tone;
use crate::words::use_words;
use domain::qualification::Kind;
use leptos::prelude::*;

#[component]
pub fn KindBadge(kind: Kind, cooling: bool, review: bool) -> impl IntoView {
    let words = use_words();
    let tone = match kind {
        Kind::SalesQualified => Tone::Good,
        Kind::ProductQualified => Tone::Accent,
        Kind::MarketingQualified | Kind::None => Tone::Neutral,
    };
    let badge = (kind != Kind::None).then(|| {
        let full = words.kind_full(kind);
        view! {
            <span class=format!("badge kind-badge {}", tone.class()) title=full>
                {words.kind(kind)}<span class="unseen">" "{full}</span>
            </span>
        }
    });
    let cooling = cooling.then(
        || view! { <span class="kind-cooling" title=words.kind_cooling_why()>{words.kind_cooling()}</span> },
    );
    let review = review.then(|| {
        view! { <span class="badge tone-warn" title=words.kind_review_why()>{words.kind_review()}</span> }
    });
    (badge.is_some() || review.is_some())
        .then(|| view! { <span class="kind">{badge}{cooling}{review}</span> })
}
