//! Where a member is signed in, and the way to end what they do not recognise.

use super::settings::SettingsPage;
use crate::auth::api::{EndOtherSessions, EndSession, SessionsView, list_sessions};
use crate::auth::{Refused, on_success};
use crate::layout::use_viewer;
use crate::ui::{Badge, Button, ErrorPanel, Icon, Look, Panel, Tone};
use crate::wire::reading;
use crate::words::use_words;
use domain::team::Session;
use leptos::prelude::*;

#[component]
pub fn SessionsPage() -> impl IntoView {
    let words = use_words();
    let end = ServerAction::<EndSession>::new();
    let end_others = ServerAction::<EndOtherSessions>::new();
    let done = RwSignal::new(0);
    let again = move |()| done.update(|it| *it += 1);
    on_success(end, again);
    on_success(end_others, again);
    let view = reading(move || done.get(), |_| list_sessions());
    let listed = move || {
        Suspend::new(async move {
            match view.await {
                Ok(view) => view! { <AllSessions view end end_others/> }.into_any(),
                Err(error) => view! { <ErrorPanel text=words.app_error(&error)/> }.into_any(),
            }
        })
    };
    view! {
        <SettingsPage title=words.sessions()>
            <p class="quiet">{words.sessions_note()}</p>
            <Refused action=end/>
            <Refused action=end_others/>
            <Transition>{listed}</Transition>
        </SettingsPage>
    }
}

#[component]
fn AllSessions(
    view: SessionsView,
    end: ServerAction<EndSession>,
    end_others: ServerAction<EndOtherSessions>,
) -> impl IntoView {
    let words = use_words();
    let zone = use_viewer().with_untracked(|it| it.zone.clone());
    let SessionsView { sessions, now } = view;
    let several = sessions.len() > 1;
    let row = move |session: Session| {
        let browser = if session.browser.is_empty() {
            words.session_unknown().to_owned()
        } else {
            session.browser.clone()
        };
        let phone = ["iPhone", "iPad", "Android"].iter().any(|it| browser.contains(it));
        let icon = if phone { "smartphone" } else { "laptop" };
        let since = words.session_since(&words.day(zone.day(session.created_at), zone.day(now)));
        let seen = words.session_seen(&words.ago(session.seen_at, now, &zone));
        let label = words.session_end_label(&browser);
        let act = if session.current {
            view! { <Badge tone=Tone::Good>{words.session_here()}</Badge> }.into_any()
        } else {
            view! {
                <ActionForm action=end>
                    <input type="hidden" name="session" value=session.id.to_string()/>
                    <Button small=true submit=true attr:aria-label=label>{words.session_end()}</Button>
                </ActionForm>
            }
            .into_any()
        };
        view! {
            <li class="session">
                <Icon name=icon/>
                <div class="member-who">
                    <strong>{browser}</strong>
                    <span class="quiet">{format!("{seen} · {since}")}</span>
                </div>
                {act}
            </li>
        }
    };
    let others = several.then(|| {
        view! {
            <ActionForm action=end_others>
                <Button submit=true look=Look::Danger icon="log-out">{words.sessions_end_others()}</Button>
            </ActionForm>
        }
    });
    view! {
        <Panel flush=true><ul class="member-list">{sessions.into_iter().map(row).collect_view()}</ul></Panel>
        {others}
    }
}
