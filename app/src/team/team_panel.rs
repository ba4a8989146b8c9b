//! One team: who is in it, and for an admin its name and end.

use super::api::{DisbandTeam, JoinTeam, LeaveTeam, RenameTeam};
use crate::error::AppError;
use crate::forms::{FormFields, error_about};
use crate::ui::{Avatar, AvatarSize, Button, Choice, Field, Icon, Look, Panel, Seen, Select};
use crate::words::use_words;
use domain::TeamId;
use domain::team::{Member, Team};
use leptos::prelude::*;

/// The acts on teams, shared by all panels of the page.
#[derive(Clone, Copy)]
pub struct TeamActs {
    pub rename: ServerAction<RenameTeam>,
    pub disband: ServerAction<DisbandTeam>,
    pub join: ServerAction<JoinTeam>,
    pub leave: ServerAction<LeaveTeam>,
}

#[component]
pub fn TeamPanel(
    id: TeamId,
    team: Memo<Team>,
    members: Signal<Vec<Member>>,
    acts: TeamActs,
    keeps_team: bool,
) -> impl IntoView {
    let words = use_words();
    let name = Memo::new(move |_| team.with(|it| it.name.clone()));
    let inside = Memo::new(move |_| {
        members.with(|all| all.iter().filter(|it| it.teams.contains(&id)).cloned().collect::<Vec<_>>())
    });
    let outside = Memo::new(move |_| {
        members.with(|all| {
            let free = all.iter().filter(|it| it.active && !it.teams.contains(&id));
            free.map(|it| Choice::new(it.id, it.name.clone())).collect::<Vec<_>>()
        })
    });
    let person = move |member: Member| {
        let out = keeps_team.then(|| {
            let member_name = member.name.clone();
            let label = move || name.with(|team| words.team_leave_label(&member_name, team));
            view! {
                <ActionForm action=acts.leave>
                    <input type="hidden" name="team" value=id.to_string()/>
                    <input type="hidden" name="member" value=member.id.to_string()/>
                    <button class="team-leave" aria-label=label.clone() title=label><Icon name="x"/></button>
                </ActionForm>
            }
        });
        view! {
            <li class="team-member">
                <Avatar name=member.name.clone() id=member.id size=AvatarSize::Small silent=true/>
                {member.name.clone()}
                {out}
            </li>
        }
    };
    // What is half typed stays when somebody else renames the team, and is not saved over their name unread.
    let (seen, typed) = (RwSignal::new(name.get_untracked()), RwSignal::new(name.get_untracked()));
    Effect::new(move |_| {
        let name = name.get();
        if typed.with_untracked(|it| *it == name || seen.with_untracked(|seen| it == seen)) {
            typed.set(name.clone());
            seen.set(name);
        }
    });
    Effect::new(move |_| {
        // They have read that it has another name: what they send next is meant.
        if matches!(acts.rename.value().get(), Some(Err(AppError::Changed { .. }))) {
            seen.set(name.get_untracked());
        }
    });
    let error = error_about(acts.rename, move |it| it.team == id, "team", id);
    let refused = error.with_untracked(Option::is_some);
    let anybody_left = Memo::new(move |_| outside.with(|it| !it.is_empty()));
    let keeping = keeps_team.then(|| {
        let join = move || anybody_left.get().then(|| view! {
            <ActionForm action=acts.join attr:class="team-join">
                <input type="hidden" name="team" value=id.to_string()/>
                <Select name="member" id=format!("join-{id}") label=name.with_untracked(|team| words.team_add_member_to(team)) bare=true choices=outside/>
                <Button submit=true icon="plus">{words.team_add_member()}</Button>
            </ActionForm>
        });
        view! {
            {join}
            <details class="team-edit" open=refused>
                <summary>{words.team_edit()}</summary>
                <ActionForm action=acts.rename attr:class="team-join">
                    <input type="hidden" name="team" value=id.to_string()/>
                    <FormFields of=error>
                        <Seen name="seen" value=seen/>
                        <Field name="name" id=format!("name-{id}") label=words.team_name() bind=typed required=true/>
                    </FormFields>
                    <Button submit=true>{words.team_rename()}</Button>
                </ActionForm>
                <ActionForm action=acts.disband attr:class="team-disband">
                    <input type="hidden" name="team" value=id.to_string()/>
                    <Button submit=true look=Look::Danger icon="trash-2">{words.team_disband()}</Button>
                    <span class="quiet">{words.team_disband_note()}</span>
                </ActionForm>
            </details>
        }
    });
    view! {
        <Panel title=name>
            {move || inside.with(Vec::is_empty).then(|| view! { <p class="quiet">{words.team_nobody()}</p> })}
            <ul class="team-members"><For each=move || inside.get() key=|it| (it.id, it.name.clone()) children=person/></ul>
            {keeping}
        </Panel>
    }
}
