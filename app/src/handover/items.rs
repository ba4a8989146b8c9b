//! How complete a dossier is: ten marks, and under them the items that lack something, each with what and where to add it.

use crate::routes;
use crate::ui::Icon;
use crate::words::use_words;
use chrono::NaiveDate;
use domain::Key;
use domain::handover::{Dossier, Held, Item, LEAST};
use leptos::prelude::*;
use leptos_router::components::A;

/// Ten marks for ten items, and the percentage.
#[component]
pub fn Meter(dossier: Dossier, today: NaiveDate) -> impl IntoView {
    let words = use_words();
    let percent = dossier.completeness(today);
    let is_enough = percent >= LEAST;
    let mark = |item: Item| {
        let is_there = dossier.gaps(item, today).is_empty();
        view! { <span class="handover-mark" class:handover-there=is_there></span> }
    };
    view! {
        <p class="handover-meter" class:handover-enough=is_enough>
            <strong>{words.handover_complete(percent)}</strong>
            <span class="handover-marks" aria-hidden="true">{Item::ALL.map(mark).collect_view()}</span>
        </p>
    }
}

/// The items in their order: what is there has a check, what lacks something says what. `key` is the lead's.
#[component]
pub fn Items(dossier: Dossier, today: NaiveDate, key: Key, may: bool) -> impl IntoView {
    let words = use_words();
    let line = move |item: Item| {
        let gaps = dossier.gaps(item, today);
        let is_there = gaps.is_empty();
        let name = words.handover_item(item);
        let always = Item::ALWAYS
            .contains(&item)
            .then(|| view! { <span class="handover-always" title=words.handover_always()>"*"</span> });
        let lacks = (!is_there).then(|| {
            let text = words.handover_lacks(&words.handover_gaps(&gaps));
            let place = gaps.first().and_then(|it| place_of(it.held(), key)).filter(|_| may);
            match place {
                Some(href) => view! { <A href scroll=false attr:class="handover-gap">{text}</A> }.into_any(),
                None => view! { <span class="handover-gap">{text}</span> }.into_any(),
            }
        });
        view! {
            <li class="handover-item" class:handover-there=is_there>
                <Icon name=if is_there { "circle-check" } else { "circle" }/>
                <span>
                    <span class="handover-name">{name}{always}</span>
                    {lacks}
                </span>
            </li>
        }
    };
    view! { <ol class="handover-items">{Item::ALL.map(line).collect_view()}</ol> }
}

/// Where something is added. What is logged is logged on the page itself.
fn place_of(held: Held, key: Key) -> Option<String> {
    let lead = routes::lead(key);
    match held {
        Held::Lead => Some(format!("{lead}?edit=1")),
        Held::Talk => Some(format!("{lead}?talk=1")),
        Held::Notes => Some(format!("{lead}?dossier=1")),
        Held::Profile => Some(routes::ICP.to_owned()),
        Held::Activity | Held::Consent => None,
    }
}
