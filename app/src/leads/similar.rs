//! Who somebody, or what company, may be already: shown while they are being typed in.

use super::api::find_similar;
use super::related::LikeLine;
use crate::ui::combobox::Offers;
use crate::ui::{Icon, use_toasts};
use crate::words::use_words;
use domain::Key;
use domain::leads::{Probe, Similar};
use leptos::prelude::*;

/// Asks after each pause in typing.
#[component]
pub fn SimilarPanel(
    #[prop(into)] typed: Signal<Probe>,
    /// Becomes whether this is a lead that is open already.
    #[prop(default = RwSignal::new(false))]
    same: RwSignal<bool>,
    #[prop(optional, into)] title: Option<&'static str>,
) -> impl IntoView {
    let words = use_words();
    let title = title.unwrap_or_else(|| words.similar_title());
    let toasts = use_toasts();
    let found = Offers::<Similar>::new();
    Effect::new(move |before: Option<Probe>| {
        let probe = typed.get();
        if before.as_ref() != Some(&probe) && (before.is_some() || probe != Probe::default()) {
            let asked = probe.clone();
            found.ask(move || async move {
                let similar = find_similar(asked).await.ok()?;
                let count = i64::try_from(similar.likes.len()).unwrap_or(i64::MAX);
                if count > 0 {
                    toasts.announce(words.similar_found(count));
                }
                Some(vec![similar])
            });
        }
        probe
    });
    let similar = Memo::new(move |_| found.found.with(|it| it.first().cloned()).unwrap_or_default());
    Effect::new(move |_| same.set(similar.with(|it| it.same.is_some())));
    let merges = move || {
        similar.with(|it| it.same.clone()).map(|(number, name)| {
            let text = words.similar_same(&Key::lead(number).to_string(), &name);
            view! { <p class="similar-same">{text}</p> }
        })
    };
    let lines = move || {
        let likes = similar.with(|it| it.likes.clone());
        likes.into_iter().map(|like| view! { <LikeLine like/> }).collect_view()
    };
    move || {
        similar.with(|it| !it.likes.is_empty() || it.same.is_some()).then(|| {
            view! {
                <section class="exists similar" aria-label=title>
                    <Icon name="info"/>
                    <div class="stack">
                        <strong>{title}</strong>
                        {merges}
                        <ul class="record-lines">{lines}</ul>
                    </div>
                </section>
            }
        })
    }
}
