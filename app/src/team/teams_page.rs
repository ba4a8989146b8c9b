//! The teams, and who is in which.

use super::api::{MakeTeam, TeamsView, list_teams};
use super::settings::SettingsPage;
use super::team_panel::{TeamActs, TeamPanel};
use crate::accounts::Loaded;
use crate::auth::{Refused, on_success};
use crate::forms::{FormFields, error_of};
use crate::layout::use_viewer;
use crate::live;
use crate::ui::{Button, EmptyState, Field, Look, Panel};
use crate::wire::reading;
use crate::words::use_words;
use domain::events::Topic;
use domain::team::{Right, Team};
use leptos::prelude::*;

#[component]
pub fn TeamsPage() -> impl IntoView {
    let words = use_words();
    let keeps_team = use_viewer().with_untracked(|it| it.may_ever(Right::KeepTeam));
    let make = ServerAction::new();
    let acts = TeamActs {
        rename: ServerAction::new(),
        disband: ServerAction::new(),
        join: ServerAction::new(),
        leave: ServerAction::new(),
    };
    let changed = live::changed(|event| event.topic == Topic::Team);
    let again = move |()| changed.update(|it| *it += 1);
    on_success(make, move |_| again(()));
    on_success(acts.rename, again);
    on_success(acts.disband, again);
    on_success(acts.join, again);
    on_success(acts.leave, again);
    let view = reading(move || changed.get(), |_| list_teams());
    view! {
        <SettingsPage title=words.teams() note=words.teams_note()>
            {keeps_team.then(|| view! { <NewTeam make/> })}
            <Refused action=acts.rename/>
            <Refused action=acts.disband/>
            <Refused action=acts.join/>
            <Refused action=acts.leave/>
            <Loaded of=view show=move |view| view! { <AllTeams view acts keeps_team/> }.into_any()/>
        </SettingsPage>
    }
}

#[component]
fn NewTeam(make: ServerAction<MakeTeam>) -> impl IntoView {
    let words = use_words();
    view! {
        <Panel title=words.team_new()>
            <Refused action=make/>
            <ActionForm action=make attr:class="team-join" attr:novalidate=true>
                <FormFields of=error_of(make)>
                    <Field name="name" label=words.team_name() required=true max_length=200/>
                </FormFields>
                <Button submit=true look=Look::Primary waiting=make.pending()>{words.team_make()}</Button>
            </ActionForm>
        </Panel>
    }
}

/// A panel stays as long as its team, and so does what somebody is about to change in it.
#[component]
fn AllTeams(view: Signal<TeamsView>, acts: TeamActs, keeps_team: bool) -> impl IntoView {
    let words = use_words();
    let members = Signal::derive(move || view.with(|it| it.members.clone()));
    let panel = move |team: Team| {
        let id = team.id;
        let now = Memo::new(move |_| {
            view.with(|it| it.teams.iter().find(|it| it.id == id).cloned()).unwrap_or_else(|| team.clone())
        });
        view! { <TeamPanel id team=now members acts keeps_team/> }
    };
    view! {
        {move || view.with(|it| it.teams.is_empty()).then(|| view! { <EmptyState text=words.teams_empty() icon="users-round"/> })}
        <div class="team-panels">
            <For each=move || view.with(|it| it.teams.clone()) key=|team| team.id children=panel/>
        </div>
    }
}
