//! Everybody who works here, who was asked in, and who has left.

use super::api::{Invite, MembersView, RenewInvitation, WithdrawInvitation, list_members};
use super::invitations::{InviteForm, PendingInvitations};
use super::member_row::MemberRow;
use super::settings::SettingsPage;
use super::shown_once::ShownOnce;
use crate::auth::on_success;
use crate::layout::use_viewer;
use crate::live;
use crate::ui::{ErrorPanel, Panel};
use crate::wire::reading;
use crate::words::use_words;
use domain::events::Topic;
use domain::team::{Member, Right, Team};
use leptos::prelude::*;

#[component]
pub fn MembersPage() -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let keeps_team = viewer.with_untracked(|it| it.may_ever(Right::KeepTeam));
    let invite = ServerAction::<Invite>::new();
    let renew = ServerAction::<RenewInvitation>::new();
    let withdraw = ServerAction::<WithdrawInvitation>::new();
    let changed = live::changed(|event| event.topic == Topic::Team);
    let source =
        move || (changed.get(), invite.version().get(), renew.version().get(), withdraw.version().get());
    let view = reading(source, |_| list_members());
    // The latest link wins: of a first invitation, or of a renewed one.
    let link = RwSignal::new(None::<String>);
    on_success(invite, move |new| link.set(Some(new)));
    on_success(renew, move |new| link.set(Some(new)));
    let listed = move || {
        Suspend::new(async move {
            match view.await {
                Ok(view) => view! { <Everybody view link keeps_team renew withdraw/> }.into_any(),
                Err(error) => view! { <ErrorPanel text=words.app_error(&error)/> }.into_any(),
            }
        })
    };
    view! {
        <SettingsPage title=words.members()>
            {keeps_team.then(|| view! { <InviteForm action=invite view/> })}
            <Transition>{listed}</Transition>
        </SettingsPage>
    }
}

#[component]
fn Everybody(
    view: MembersView,
    link: RwSignal<Option<String>>,
    keeps_team: bool,
    renew: ServerAction<RenewInvitation>,
    withdraw: ServerAction<WithdrawInvitation>,
) -> impl IntoView {
    let words = use_words();
    let MembersView { members, teams, invitations, fresh_link, now } = view;
    let teams = StoredValue::new(teams);
    let (here, away): (Vec<_>, Vec<_>) = members.into_iter().partition(|it| it.active);
    let (left, placeholders): (Vec<_>, Vec<_>) = away.into_iter().partition(|it| it.email.is_some());
    let count = i64::try_from(here.len()).unwrap_or_default();
    let shown_link = move || {
        link.get().or_else(|| fresh_link.clone()).map(|text| {
            view! { <ShownOnce label=words.invite_link() note=words.invite_link_note() text/> }
        })
    };
    view! {
        {shown_link}
        <PendingInvitations invitations now renew withdraw/>
        <Group title=words.members_count(count) members=here teams keeps_team/>
        <Group title=words.members_left() note=words.members_left_note() members=left teams keeps_team/>
        <Group
            title=words.members_placeholders()
            note=words.members_placeholders_note()
            members=placeholders
            teams
            keeps_team
        />
    }
}

#[component]
fn Group(
    #[prop(into)] title: String,
    #[prop(optional)] note: Option<&'static str>,
    members: Vec<Member>,
    teams: StoredValue<Vec<Team>>,
    keeps_team: bool,
) -> impl IntoView {
    let row = move |member| view! { <MemberRow member teams keeps_team/> };
    (!members.is_empty()).then(|| {
        let rows = members.into_iter().map(row).collect_view();
        view! {
            <Panel title flush=true>
                {note.map(|note| view! { <p class="panel-note">{note}</p> })}
                <ul class="member-list">{rows}</ul>
            </Panel>
        }
    })
}
