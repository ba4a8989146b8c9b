//! One member in the list: who, in which roles, in which teams.

use crate::layout::use_viewer;
use crate::routes;
use crate::ui::{Avatar, Badge, Icon, Tone};
use crate::words::use_words;
use domain::team::{Member, Right, Role, Team};
use leptos::prelude::*;
use leptos_router::components::A;

#[component]
pub fn MemberRow(member: Member, teams: StoredValue<Vec<Team>>, keeps_team: bool) -> impl IntoView {
    let words = use_words();
    let is_me = use_viewer().with_untracked(|it| it.member == member.id);
    let tone = |role: Role| if role == Role::Admin { Tone::Accent } else { Tone::Neutral };
    let badge = move |role: Role| view! { <Badge tone=tone(role)>{words.role(role)}</Badge> };
    let roles = member.roles.0.iter().copied().map(badge).collect_view();
    let mine = &member.teams;
    let names = teams.with_value(|all| {
        all.iter().filter(|it| mine.contains(&it.id)).map(|it| it.name.clone()).collect::<Vec<_>>().join(", ")
    });
    let team_line = if names.is_empty() { words.member_no_team().to_owned() } else { names };
    // Whoever gives records away finds there what somebody who left has still in their name.
    let gives = use_viewer().with_untracked(|it| it.may_ever(Right::Reassign)) && member.has_left();
    let edit = (keeps_team && member.email.is_some() || gives).then(|| {
        let (icon, label) = if member.has_left() {
            ("list-checks", words.leaving_of(&member.name))
        } else {
            ("pencil", words.member_edit_label(&member.name))
        };
        view! {
            <A href=routes::member(member.id) attr:class="icon-button" attr:aria-label=label.clone() attr:title=label>
                <Icon name=icon/>
            </A>
        }
    });
    view! {
        <li class="member" class:member-away=!member.active>
            <Avatar name=member.name.clone() id=member.id silent=true/>
            <div class="member-who">
                <strong>{member.name.clone()} {is_me.then(|| view! { <span class="quiet">{format!(" ({})", words.member_me())}</span> })}</strong>
                <span class="quiet">{member.email.clone()}</span>
            </div>
            <div class="member-roles">{roles}</div>
            <span class="member-teams quiet">{member.active.then_some(team_line)}</span>
            {edit}
        </li>
    }
}
