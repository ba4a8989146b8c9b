//! The keys by which programs act in a member's name.

use super::api::{MakeToken, RevokeToken, TokensView, list_tokens};
use super::settings::SettingsPage;
use super::shown_once::ShownOnce;
use crate::auth::{Refused, on_success};
use crate::forms::{FormFields, error_of};
use crate::layout::use_viewer;
use crate::routes;
use crate::ui::{Badge, Button, Choice, EmptyState, ErrorPanel, Field, FormRow, Icon, Look, Panel, Select};
use crate::wire::reading;
use crate::words::use_words;
use domain::team::{ApiToken, Scope};
use leptos::prelude::*;

#[component]
pub fn TokensPage() -> impl IntoView {
    let words = use_words();
    let make = ServerAction::<MakeToken>::new();
    let revoke = ServerAction::<RevokeToken>::new();
    let (done, key) = (RwSignal::new(0), RwSignal::new(None::<String>));
    let again = move || done.update(|it| *it += 1);
    on_success(make, move |new| {
        key.set(Some(new));
        again();
    });
    on_success(revoke, move |()| again());
    let view = reading(move || done.get(), |_| list_tokens());
    let listed = move || {
        Suspend::new(async move {
            match view.await {
                Ok(view) => view! { <AllTokens view key_now=key revoke/> }.into_any(),
                Err(error) => view! { <ErrorPanel text=words.app_error(&error)/> }.into_any(),
            }
        })
    };
    let scopes: Vec<_> = Scope::ALL.map(|it| Choice::new(it.code(), words.scope(it))).into();
    view! {
        <SettingsPage title=words.tokens() note=words.tokens_note()>
            <Panel title=words.token_new()>
                <Refused action=make/>
                <ActionForm action=make attr:class="form" attr:novalidate=true>
                    <FormFields of=error_of(make)>
                        <FormRow>
                            <Field name="name" label=words.token_name() placeholder=words.token_name_example() required=true max_length=200/>
                            <Select name="scope" label=words.token_scope() choices=scopes value=Scope::Read.code()/>
                        </FormRow>
                    </FormFields>
                    <div class="form-foot">
                        <Button look=Look::Primary submit=true icon="key-round" waiting=make.pending()>{words.token_make()}</Button>
                    </div>
                </ActionForm>
            </Panel>
            <Refused action=revoke/>
            <Transition>{listed}</Transition>
            <p><a href=routes::API rel="external">{words.api_read_more()}</a></p>
        </SettingsPage>
    }
}

#[component]
fn AllTokens(
    view: TokensView,
    key_now: RwSignal<Option<String>>,
    revoke: ServerAction<RevokeToken>,
) -> impl IntoView {
    let words = use_words();
    let zone = use_viewer().with_untracked(|it| it.zone.clone());
    let TokensView { tokens, fresh_key, now } = view;
    let shown = move || {
        key_now.get().or_else(|| fresh_key.clone()).map(|text| {
            view! { <ShownOnce label=words.token_key() note=words.token_key_note() text/> }
        })
    };
    let row = move |token: ApiToken| {
        let used = match token.last_used_at {
            Some(at) => words.token_used(&words.ago(at, now, &zone)),
            None => words.token_unused().to_owned(),
        };
        view! {
            <li class="session">
                <Icon name="key-round"/>
                <div class="member-who">
                    <strong>{token.name.clone()}</strong>
                    <span class="quiet">{used}</span>
                </div>
                <Badge>{words.scope(token.scope)}</Badge>
                <ActionForm action=revoke>
                    <input type="hidden" name="token" value=token.id.to_string()/>
                    <Button small=true submit=true attr:aria-label=words.token_revoke_label(&token.name)>{words.token_revoke()}</Button>
                </ActionForm>
            </li>
        }
    };
    let list = if tokens.is_empty() {
        view! { <EmptyState text=words.tokens_empty() icon="key-round"/> }.into_any()
    } else {
        view! { <ul class="member-list">{tokens.into_iter().map(row).collect_view()}</ul> }.into_any()
    };
    view! {
        {shown}
        <Panel flush=true>{list}</Panel>
    }
}
