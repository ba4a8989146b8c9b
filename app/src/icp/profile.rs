//! A profile to be read: each question in words, with its points.

use crate::words::use_words;
use domain::icp::{Predicate, Profile};
use leptos::prelude::*;

#[component]
pub fn ProfileList(profile: Profile) -> impl IntoView {
    let words = use_words();
    let row = |it: &Predicate| {
        view! {
            <li class="fit-reason">
                <span>{words.icp_asks(&it.asks)}</span>
                <span class="number" class:fit-against=it.points < 0>{words.icp_points(it.points)}</span>
            </li>
        }
    };
    view! { <ul class="fit-reasons">{profile.0.iter().map(row).collect_view()}</ul> }
}
