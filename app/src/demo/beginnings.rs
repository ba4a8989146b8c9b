//! What else one can begin with where nothing is yet: a file, or the examples.

use crate::layout::use_viewer;
use crate::routes;
use crate::ui::ButtonLink;
use crate::words::use_words;
use domain::demo::Stand;
use domain::team::Right;
use leptos::prelude::*;

/// Is the workspace as new as on the first day?
pub fn is_fresh() -> bool {
    use_viewer().with(|it| it.demo == Stand::Fresh)
}

/// Stands beside the act that fills an empty page. The examples are an admin's to bring in, who alone reads of them.
#[component]
pub fn OtherBeginnings() -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let may = move |right| viewer.with_untracked(|it| it.may_ever(right));
    let import = may(Right::Import).then(
        || view! { <ButtonLink href=routes::IMPORT icon="file-up">{words.begin_with_a_file()}</ButtonLink> },
    );
    let may_bring = may(Right::KeepTeam);
    let demo = move || {
        (may_bring && is_fresh())
            .then(|| view! { <ButtonLink href=routes::DEMO icon="lightbulb">{words.begin_with_the_demo()}</ButtonLink> })
    };
    view! { {import} {demo} }
}
