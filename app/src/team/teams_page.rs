//! The teams, and who is in which.

use super::api::{MakeTeam, TeamsView, list_teams};
use super::settings::SettingsPage;
use super::team_panel::{TeamActs, TeamPanel};
use crate::auth::{Refused, on_success, problems};
use crate::layout::use_viewer;
use crate::live;
use crate::ui::{Button, EmptyState, ErrorPanel, Field, FormProblems, Look, Panel};
use crate::wire::reading;
use crate::words::use_words;
use domain::events::Topic;
use domain::team::Right;
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
    let listed = move || {
        Suspend::new(async move {
            match view.await {
                Ok(view) => view! { <AllTeams view acts keeps_team/> }.into_any(),
                Err(error) => view! { <ErrorPanel text=words.app_error(&error)/> }.into_any(),
            }
        })
    };
    view! {
        <SettingsPage title=words.teams() note=words.teams_note()>
            {keeps_team.then(|| view! { <NewTeam make/> })}
            <Refused action=acts.rename/>
            <Refused action=acts.disband/>
            <Refused action=acts.join/>
            <Refused action=acts.leave/>
            <Transition>{listed}</Transition>
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
                <FormProblems of=problems(make)>
                    <Field name="name" label=words.team_name() required=true max_length=200/>
                </FormProblems>
                <Button submit=true look=Look::Primary waiting=make.pending()>{words.team_make()}</Button>
            </ActionForm>
        </Panel>
    }
}

#[component]
fn AllTeams(view: TeamsView, acts: TeamActs, keeps_team: bool) -> impl IntoView {
    let words = use_words();
    let members = StoredValue::new(view.members);
    if view.teams.is_empty() {
        return view! { <EmptyState text=words.teams_empty() icon="users-round"/> }.into_any();
    }
    let panel = |team| view! { <TeamPanel team members acts keeps_team/> };
    view! { <div class="team-panels">{view.teams.into_iter().map(panel).collect_view()}</div> }.into_any()
}
