//! One member, for an admin: roles, teams, and showing them out or back in.

use super::api::{ChangeRoles, Deactivate, JoinTeam, LeaveTeam, MemberView, Reactivate, read_member};
use super::leaving::{LeavingPanels, LeftBehind};
use super::role_boxes::RoleBoxes;
use super::settings::SettingsPage;
use crate::auth::{Refused, on_success};
use crate::error::AppError;
use crate::forms::{FormFields, error_of};
use crate::layout::{NotFound, use_viewer};
use crate::routes;
use crate::ui::{Avatar, AvatarSize, Badge, Button, ButtonLink, Look, Panel, Seen, Tone};
use crate::wire::reading;
use crate::words::use_words;
use domain::MemberId;
use domain::team::{Member, Right, Role, Team};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The acts on this page. Each makes it read itself again.
#[derive(Clone, Copy)]
struct Acts {
    roles: ServerAction<ChangeRoles>,
    deactivate: ServerAction<Deactivate>,
    reactivate: ServerAction<Reactivate>,
    join: ServerAction<JoinTeam>,
    leave: ServerAction<LeaveTeam>,
}

#[component]
pub fn MemberPage() -> impl IntoView {
    let words = use_words();
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("member").and_then(|it| it.parse::<MemberId>().ok()));
    let acts = Acts {
        roles: ServerAction::new(),
        deactivate: ServerAction::new(),
        reactivate: ServerAction::new(),
        join: ServerAction::new(),
        leave: ServerAction::new(),
    };
    // Not after a refusal: what was ticked stays ticked then.
    let done = RwSignal::new(0);
    let again = move |()| done.update(|it| *it += 1);
    on_success(acts.roles, again);
    on_success(acts.deactivate, again);
    on_success(acts.reactivate, again);
    on_success(acts.join, again);
    on_success(acts.leave, again);
    let view = reading(
        move || (id.get(), done.get()),
        |(id, _)| async move {
            match id {
                Some(id) => read_member(id).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    let page = move || {
        Suspend::new(async move {
            match view.await {
                Ok(view) => view! { <Whole view acts/> }.into_any(),
                Err(_) => view! { <NotFound/> }.into_any(),
            }
        })
    };
    view! {
        <SettingsPage title=words.members()>
            <ButtonLink href=routes::MEMBERS icon="arrow-left" look=Look::Plain>{words.member_back()}</ButtonLink>
            <Transition>{page}</Transition>
        </SettingsPage>
    }
}

#[component]
fn Whole(view: MemberView, acts: Acts) -> impl IntoView {
    let words = use_words();
    let MemberView { member, teams } = view;
    let keeps_team = use_viewer().with_untracked(|it| it.may_ever(Right::KeepTeam));
    let left = (!member.active).then(|| view! { <Badge tone=Tone::Warn>{words.member_left_badge()}</Badge> });
    let head = view! {
        <div class="member-head">
            <Avatar name=member.name.clone() id=member.id size=AvatarSize::Large silent=true left=member.has_left()/>
            <div class="member-who">
                <h2>{member.name.clone()}</h2>
                <span class="quiet">{member.email.clone()}</span>
            </div>
            {left}
        </div>
    };
    let inside = if keeps_team {
        view! {
            <RolesPanel member=member.clone() acts/>
            <TeamsOfMember member=member.clone() teams acts/>
            <LeavingPanels member=member.id deactivate=acts.deactivate reactivate=acts.reactivate/>
        }
        .into_any()
    } else {
        let roles = member
            .roles
            .0
            .into_iter()
            .map(|it: Role| view! { <Badge>{words.role(it)}</Badge> })
            .collect_view();
        view! {
            <Panel title=words.member_roles()>
                <div class="cluster">{roles}</div>
                <p class="quiet">{words.member_read_only()}</p>
            </Panel>
            <LeftBehind member=member.id/>
        }
        .into_any()
    };
    view! { {head} {inside} }
}

#[component]
fn RolesPanel(member: Member, acts: Acts) -> impl IntoView {
    let words = use_words();
    let overtaken = move || match acts.roles.value().get() {
        Some(Err(AppError::Changed { differences, .. })) => {
            let names = differences.first().map(|it| it.before.clone()).unwrap_or_default();
            let names: Vec<_> = names.split(' ').filter_map(Role::of_code).map(|it| words.role(it)).collect();
            Some(words.member_roles_changed(&names.join(", ")))
        }
        _ => None,
    };
    let here = routes::member(member.id);
    let conflict = move || {
        overtaken().map(|text| {
            view! {
                <div class="refused-text" role="alert">
                    {text} " " <a href=here.clone() rel="external">{words.member_roles_look()}</a>
                </div>
            }
        })
    };
    let other = move || overtaken().is_none().then(|| view! { <Refused action=acts.roles/> });
    view! {
        <Panel title=words.member_roles()>
            {conflict}
            {other}
            <ActionForm action=acts.roles attr:class="form">
                <input type="hidden" name="member" value=member.id.to_string()/>
                <FormFields of=error_of(acts.roles)>
                    <Seen name="version" value=member.version.to_string()/>
                    <RoleBoxes name="roles[]" chosen=member.roles/>
                </FormFields>
                <div class="form-foot">
                    <Button look=Look::Primary submit=true waiting=acts.roles.pending()>{words.member_roles_save()}</Button>
                </div>
            </ActionForm>
        </Panel>
    }
}

/// Every team as a switch: in or out.
#[component]
fn TeamsOfMember(member: Member, teams: Vec<Team>, acts: Acts) -> impl IntoView {
    let words = use_words();
    let id = member.id.to_string();
    let entry = move |team: Team| {
        let inside = member.teams.contains(&team.id);
        let fields = view! {
            <input type="hidden" name="team" value=team.id.to_string()/>
            <input type="hidden" name="member" value=id.clone()/>
            <button class="chip" aria-pressed=inside.to_string()>{team.name.clone()}</button>
        };
        if inside {
            view! { <ActionForm action=acts.leave>{fields}</ActionForm> }.into_any()
        } else {
            view! { <ActionForm action=acts.join>{fields}</ActionForm> }.into_any()
        }
    };
    (!teams.is_empty()).then(|| {
        view! {
            <Panel title=words.teams()>
                <Refused action=acts.join/>
                <Refused action=acts.leave/>
                <div class="cluster">{teams.into_iter().map(entry).collect_view()}</div>
            </Panel>
        }
    })
}
