//! A lead's status, by a point of its colour and its word.

use crate::words::use_words;
use domain::leads::LeadStatus;
use leptos::prelude::*;

/// The colour of a status, on every screen.
pub const fn hue(status: LeadStatus) -> &'static str {
    match status {
        LeadStatus::New => "hue-blue",
        LeadStatus::Working => "hue-teal",
        LeadStatus::Engaged => "hue-green",
        LeadStatus::HandoverPending => "hue-violet",
        LeadStatus::Accepted => "hue-blue",
        LeadStatus::Nurturing => "hue-amber",
        LeadStatus::Disqualified => "hue-gray",
    }
}

#[component]
pub fn StatusName(status: LeadStatus) -> impl IntoView {
    let words = use_words();
    view! {
        <span class=format!("lead-status {}", hue(status))>
            <span class="column-mark" aria-hidden="true"></span>
            {words.lead_status(status)}
        </span>
    }
}
