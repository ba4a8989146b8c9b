//! On a deal's page: every criterion of its framework with how sure we are, read in five seconds and changed in place.

use super::row::Row;
use crate::ui::Panel;
use crate::words::use_words;
use domain::DealId;
use domain::frameworks::{DealFrameworks, Sheet};
use leptos::prelude::*;

/// `scored` is raised whenever a score was given here.
#[component]
pub fn KnownPanel(
    deal: DealId,
    #[prop(into)] known: Signal<DealFrameworks>,
    may: Memo<bool>,
    scored: RwSignal<u32>,
) -> impl IntoView {
    let words = use_words();
    let is_used = |it: &DealFrameworks, code: &str| it.uses.as_deref() == Some(code);
    let codes = move |used: bool| {
        known.with(|it| {
            let meant = it.sheets.iter().filter(|sheet| is_used(it, &sheet.framework.code) == used);
            meant.map(|it| it.framework.code.clone()).collect::<Vec<_>>()
        })
    };
    let own = Memo::new(move |_| codes(true));
    let others = Memo::new(move |_| codes(false));
    let sheet = move |code: String| view! { <OneSheet code deal known may scored/> };
    let rest = move || {
        others.with(|it| !it.is_empty()).then(|| {
            view! {
                <details class="known-others">
                    <summary>{words.known_others()}</summary>
                    <For each=move || others.get() key=Clone::clone children=sheet/>
                </details>
            }
        })
    };
    let shown = Memo::new(move |_| own.with(|it| !it.is_empty()) || others.with(|it| !it.is_empty()));
    view! {
        <Show when=move || shown.get()>
            <Panel title=words.known() attr:id="known">
                <For each=move || own.get() key=Clone::clone children=sheet/>
                {rest}
            </Panel>
        </Show>
    }
}

#[component]
fn OneSheet(
    code: String,
    deal: DealId,
    known: Signal<DealFrameworks>,
    may: Memo<bool>,
    scored: RwSignal<u32>,
) -> impl IntoView {
    let words = use_words();
    // What has just gone keeps its last look until it is gone.
    let sheet = Memo::new(move |before: Option<&Option<Sheet>>| {
        let now = known.with(|it| it.sheets.iter().find(|it| it.framework.code == code).cloned());
        now.or_else(|| before.cloned().flatten())
    });
    let today = Memo::new(move |_| known.with(|it| it.today));
    let head = move || {
        sheet.get().map(|it| {
            let total = words.known_total(it.total(today.get()), it.framework.most());
            words.known_by(words.either(&it.framework.name_ko, &it.framework.name_en), &total)
        })
    };
    let criteria = move || {
        sheet.with(|it| {
            let all = it.iter().flat_map(|it| &it.framework.criteria);
            all.map(|it| it.code.clone()).collect::<Vec<_>>()
        })
    };
    let row = move |criterion: String| view! { <Row criterion deal sheet known may scored/> };
    view! {
        <p class="known-head">{head}</p>
        <ul class="known-rows">
            <For each=criteria key=Clone::clone children=row/>
        </ul>
        {move || may.get().then(|| view! { <p class="quiet known-hint">{words.known_hint()}</p> })}
    }
}
