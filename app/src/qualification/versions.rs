//! Every version of the rules, newest first, each to be read and to be made to hold again.

use super::api::RestoreRules;
use super::rules_list::RulesList;
use crate::layout::use_viewer;
use crate::routes;
use crate::ui::{Badge, Button, Panel, Tone};
use crate::words::use_words;
use chrono::{DateTime, Utc};
use domain::qualification::{KeptRules, RulesBook};
use domain::team::Right;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

#[component]
pub fn Versions(book: Signal<RulesBook>, restore: ServerAction<RestoreRules>) -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let asked =
        Memo::new(move |_| query.with(|it| it.get_str("version").and_then(|it| it.parse::<i32>().ok())));
    let is_older = Memo::new(move |_| query.with(|it| it.get_str("before").is_some()));
    let list = move || {
        let RulesBook { current, versions, now, .. } = book.get();
        let asked = asked.get();
        let version = |kept: KeptRules| {
            let open = asked == Some(kept.version);
            view! { <Version kept current=current.version now open restore/> }
        };
        view! { <ul class="icp-versions">{versions.into_iter().map(version).collect_view()}</ul> }
    };
    let ways = move || {
        let newest = is_older.get().then(|| view! { <A href=routes::QUALIFICATION>{words.icp_newest()}</A> });
        let last = book.with(|it| it.versions.last().map(|it| it.version).filter(|_| it.older));
        let older = last.map(|last| {
            view! { <A href=format!("{}?before={last}", routes::QUALIFICATION)>{words.icp_older()}</A> }
        });
        (newest.is_some() || older.is_some())
            .then(|| view! { <div class="panel-more exchange-ways">{newest}{older}</div> })
    };
    view! { <Panel title=words.icp_versions() flush=true>{list}{ways}</Panel> }
}

#[component]
fn Version(
    kept: KeptRules,
    current: i32,
    now: DateTime<Utc>,
    open: bool,
    restore: ServerAction<RestoreRules>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let KeptRules { version, rules, by, at, restored } = kept;
    let holds = version == current;
    let about = viewer.with_untracked(|it| {
        let by = by.and_then(|by| it.member_name(by)).map(str::to_owned);
        let when = at.map(|at| words.ago(at, now, &it.zone));
        by.into_iter().chain(when).collect::<Vec<_>>().join(" · ")
    });
    let again = (!holds && viewer.with_untracked(|it| it.may_ever(Right::SetRules))).then(|| {
        let label = if version == 0 { words.rules_first().to_owned() } else { words.icp_version(version) };
        view! {
            <ActionForm action=restore attr:class="icp-restore">
                <input type="hidden" name="seen" value=current.to_string()/>
                <input type="hidden" name="version" value=version.to_string()/>
                <Button submit=true small=true waiting=restore.pending() icon="rotate-ccw">{words.rules_restore(&label)}</Button>
            </ActionForm>
        }
    });
    let name = if version == 0 { words.rules_first().to_owned() } else { words.icp_version(version) };
    let from = restored.map(|it| {
        let of = if it == 0 { words.rules_first().to_owned() } else { words.icp_version(it) };
        view! { <span class="quiet">{words.rules_restored(&of)}</span> }
    });
    view! {
        <li>
            <details class="icp-version" id=format!("version-{version}") open=open>
                <summary>
                    <strong>{name}</strong>
                    {holds.then(|| view! { <Badge tone=Tone::Good>{words.icp_holds()}</Badge> })}
                    {from}
                    <span class="quiet icp-version-about">{about}</span>
                </summary>
                <RulesList rules/>
                {again}
            </details>
        </li>
    }
}
