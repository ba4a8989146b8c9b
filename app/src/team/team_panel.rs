//! One team: who is in it, and for an admin its name and end.

use super::api::{DisbandTeam, JoinTeam, LeaveTeam, RenameTeam};
use crate::ui::{Avatar, AvatarSize, Button, Choice, Field, Icon, Look, Panel, Select};
use crate::words::use_words;
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
    team: Team,
    members: StoredValue<Vec<Member>>,
    acts: TeamActs,
    keeps_team: bool,
) -> impl IntoView {
    let words = use_words();
    let (inside, outside) = members.with_value(|all| {
        let in_team = |it: &&Member| it.teams.contains(&team.id);
        let inside: Vec<_> = all.iter().filter(in_team).cloned().collect();
        let outside = all.iter().filter(|it| it.active && !in_team(it));
        (inside, outside.map(|it| Choice::new(it.id, it.name.clone())).collect::<Vec<_>>())
    });
    let nobody = inside.is_empty().then(|| view! { <p class="quiet">{words.team_nobody()}</p> });
    let (id, name) = (team.id, StoredValue::new(team.name));
    let person = {
        move |member: Member| {
            let out = keeps_team.then(|| {
                let label = name.with_value(|team| words.team_leave_label(&member.name, team));
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
        }
    };
    let keeping = keeps_team.then(|| {
        let select_id = format!("join-{id}");
        let join = (!outside.is_empty()).then(|| view! {
            <ActionForm action=acts.join attr:class="team-join">
                <input type="hidden" name="team" value=id.to_string()/>
                <Select name="member" id=select_id label=name.with_value(|team| words.team_add_member_to(team)) bare=true choices=outside/>
                <Button submit=true icon="plus">{words.team_add_member()}</Button>
            </ActionForm>
        });
        view! {
            {join}
            <details class="team-edit">
                <summary>{words.team_edit()}</summary>
                <ActionForm action=acts.rename attr:class="team-join">
                    <input type="hidden" name="team" value=id.to_string()/>
                    <Field name="name" id=format!("name-{id}") label=words.team_name() value=name.get_value() required=true/>
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
        <Panel title=name.get_value()>
            {nobody}
            <ul class="team-members">{inside.into_iter().map(person).collect_view()}</ul>
            {keeping}
        </Panel>
    }
}
