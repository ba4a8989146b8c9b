//! Asking somebody in, and the invitations nobody has answered yet.

use super::api::{Invite, MembersView, RenewInvitation, WithdrawInvitation};
use super::role_boxes::RoleBoxes;
use crate::auth::Refused;
use crate::error::AppError;
use crate::forms::{FormFields, error_of};
use crate::layout::use_viewer;
use crate::ui::{Badge, Button, Choice, Field, Icon, Input, Look, Panel, Select, Tone};
use crate::wire::Reading;
use crate::words::use_words;
use chrono::{DateTime, Utc};
use domain::team::{Invitation, Role, Roles};
use leptos::prelude::*;

#[component]
pub fn InviteForm(
    action: ServerAction<Invite>,
    view: Reading<Result<MembersView, AppError>>,
) -> impl IntoView {
    let words = use_words();
    let instead_of = move || {
        Suspend::new(async move {
            let members = view.await.map(|it| it.members).unwrap_or_default();
            let placeholders: Vec<_> = members
                .iter()
                .filter(|it| it.email.is_none())
                .map(|it| Choice::new(it.id, it.name.clone()))
                .collect();
            (!placeholders.is_empty()).then(|| {
                view! {
                    <Select
                        name="form[instead_of]"
                        label=words.invite_instead_of()
                        hint=words.invite_instead_of_hint()
                        choices=placeholders
                        none=words.nothing_chosen()
                    />
                }
            })
        })
    };
    // Sent without scripts and refused, the form must be seen again.
    let open = action.value().with_untracked(Option::is_some);
    view! {
        <details class="panel invite" open=open>
            <summary><Icon name="user-plus"/>{words.invite()}</summary>
            <div class="panel-body">
                <Refused action/>
                <ActionForm action attr:class="form" attr:novalidate=true>
                    <FormFields of=error_of(action)>
                        <Field
                            name="form[email]"
                            label=words.field_email()
                            input=Input::Email
                            placeholder=words.sign_in_email_example()
                            autocomplete="off"
                            required=true
                        />
                        <RoleBoxes name="form[roles][]" chosen=Roles(vec![Role::Ae])/>
                        <Transition>{instead_of}</Transition>
                    </FormFields>
                    <div class="form-foot">
                        <Button look=Look::Primary submit=true icon="link" waiting=action.pending()>
                            {words.invite_send()}
                        </Button>
                    </div>
                </ActionForm>
            </div>
        </details>
    }
}

#[component]
pub fn PendingInvitations(
    invitations: Vec<Invitation>,
    now: DateTime<Utc>,
    renew: ServerAction<RenewInvitation>,
    withdraw: ServerAction<WithdrawInvitation>,
) -> impl IntoView {
    let words = use_words();
    let zone = use_viewer().with_untracked(|it| it.zone.clone());
    let row = move |invitation: Invitation| {
        let id = invitation.id.to_string();
        let renew_id = id.clone();
        let renew_label = words.invitation_renew_label(&invitation.email);
        let withdraw_label = words.invitation_withdraw_label(&invitation.email);
        let roles = invitation.roles.0.iter().map(|it| words.role(*it)).collect::<Vec<_>>().join(" · ");
        let until = match invitation.expired {
            true => view! { <Badge tone=Tone::Warn>{words.invitation_expired()}</Badge> }.into_any(),
            false => view! { <span class="quiet">{words.invitation_until(&words.moment(invitation.expires_at, now, &zone))}</span> }.into_any(),
        };
        view! {
            <li class="invitation">
                <div class="member-who">
                    <strong>{invitation.email}</strong>
                    <span class="quiet">{roles}</span>
                </div>
                {until}
                <div class="cluster">
                    <ActionForm action=renew>
                        <input type="hidden" name="invitation" value=renew_id/>
                        <Button small=true submit=true attr:aria-label=renew_label>{words.invitation_renew()}</Button>
                    </ActionForm>
                    <ActionForm action=withdraw>
                        <input type="hidden" name="invitation" value=id/>
                        <Button small=true submit=true look=Look::Plain attr:aria-label=withdraw_label>{words.invitation_withdraw()}</Button>
                    </ActionForm>
                </div>
            </li>
        }
    };
    (!invitations.is_empty()).then(|| {
        view! {
            <Panel title=words.invitations() flush=true>
                <Refused action=renew/>
                <Refused action=withdraw/>
                <ul class="member-list">{invitations.into_iter().map(row).collect_view()}</ul>
            </Panel>
        }
    })
}
