//! What a form said before: whoever agreed then, agreed to that.

use super::api::WebFormView;
use crate::layout::use_viewer;
use crate::ui::{Badge, Panel, Tone};
use crate::words::use_words;
use chrono::{DateTime, Utc};
use domain::web_forms::WebFormVersion;
use leptos::prelude::*;

#[component]
pub fn Versions(view: Signal<WebFormView>) -> impl IntoView {
    let words = use_words();
    let list = move || {
        let (versions, current, now) =
            view.with(|it| (it.book.versions.clone(), it.book.kept.version, it.book.now));
        versions.into_iter().map(|it| view! { <Version it current now/> }).collect_view()
    };
    view! {
        <Panel title=words.web_form_versions() flush=true>
            <p class="panel-note">{words.web_form_version_note()}</p>
            <ul class="web-form-versions">{list}</ul>
        </Panel>
    }
}

#[component]
fn Version(it: WebFormVersion, current: i32, now: DateTime<Utc>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let WebFormVersion { version, by, at, privacy, advert, entries } = it;
    let about = viewer.with_untracked(|it| {
        let by = by.and_then(|by| it.member_name(by)).map(str::to_owned);
        let sent = (entries > 0).then(|| words.web_form_entries_all(entries));
        by.into_iter().chain([words.ago(at, now, &it.zone)]).chain(sent).collect::<Vec<_>>().join(" · ")
    });
    let holds = version == current;
    let advert = (!advert.is_empty()).then(|| view! { <dt>{words.web_form_advert()}</dt><dd>{advert}</dd> });
    view! {
        <li id=format!("version-{version}")>
            <details class="web-form-version">
                <summary>
                    <strong>{words.web_form_version(version)}</strong>
                    {holds.then(|| view! { <Badge tone=Tone::Good>{words.web_form_holds()}</Badge> })}
                    <span class="quiet">{about}</span>
                </summary>
                <dl>
                    <dt>{words.web_form_privacy()}</dt><dd>{privacy}</dd>
                    {advert}
                </dl>
            </details>
        </li>
    }
}
