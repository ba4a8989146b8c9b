//! Every version of the profile, newest first, each to be read and to be made to hold again.

use super::api::RestoreIcp;
use super::profile::ProfileList;
use crate::layout::use_viewer;
use crate::routes;
use crate::ui::{Badge, Button, EmptyState, Panel, Tone};
use crate::words::use_words;
use domain::icp::{IcpBook, KeptProfile};
use domain::team::Right;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

#[component]
pub fn Versions(book: Signal<IcpBook>, restore: ServerAction<RestoreIcp>) -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let is_older = Memo::new(move |_| query.with(|it| it.get_str("before").is_some()));
    let list = move || match book.get() {
        book if book.versions.is_empty() => {
            view! { <EmptyState text=words.icp_versions_empty() icon="history"/> }.into_any()
        }
        book => {
            let (current, now) = (book.version(), book.now);
            let version = |kept: KeptProfile| view! { <Version kept current now restore/> };
            view! { <ul class="icp-versions">{book.versions.into_iter().map(version).collect_view()}</ul> }
                .into_any()
        }
    };
    let ways = move || {
        let newest = is_older.get().then(|| view! { <A href=routes::ICP>{words.icp_newest()}</A> });
        let last = book.with(|it| it.versions.last().map(|it| it.version).filter(|_| it.older));
        let older = last.map(|last| {
            view! { <A href=format!("{}?before={last}", routes::ICP)>{words.icp_older()}</A> }
        });
        (newest.is_some() || older.is_some())
            .then(|| view! { <div class="panel-more exchange-ways">{newest}{older}</div> })
    };
    view! { <Panel title=words.icp_versions() flush=true>{list}{ways}</Panel> }
}

#[component]
fn Version(
    kept: KeptProfile,
    current: i32,
    now: chrono::DateTime<chrono::Utc>,
    restore: ServerAction<RestoreIcp>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let KeptProfile { version, profile, by, at, restored } = kept;
    let holds = version == current;
    let about = viewer.with_untracked(|it| {
        let by = by.and_then(|by| it.member_name(by)).map(str::to_owned);
        by.into_iter().chain([words.ago(at, now, &it.zone)]).collect::<Vec<_>>().join(" · ")
    });
    let again = (!holds && viewer.with_untracked(|it| it.may_ever(Right::ShapeProcess))).then(|| {
        view! {
            <ActionForm action=restore attr:class="icp-restore">
                <input type="hidden" name="seen" value=current.to_string()/>
                <input type="hidden" name="version" value=version.to_string()/>
                <Button submit=true small=true waiting=restore.pending() icon="rotate-ccw">{words.icp_restore(version)}</Button>
            </ActionForm>
        }
    });
    view! {
        <li>
            <details class="icp-version" id=format!("version-{version}")>
                <summary>
                    <strong>{words.icp_version(version)}</strong>
                    {holds.then(|| view! { <Badge tone=Tone::Good>{words.icp_holds()}</Badge> })}
                    {restored.map(|it| view! { <span class="quiet">{words.icp_restored(it)}</span> })}
                    <span class="quiet icp-version-about">{about}</span>
                </summary>
                <ProfileList profile/>
                {again}
            </details>
        </li>
    }
}
