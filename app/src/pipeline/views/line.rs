//! A view in the menu: where it leads, whose it is, and what one may do with it.

use super::Here;
use super::api::{DeleteView, EditView, ListedView, PinView};
use crate::forms::{Complaint, FormFields, error_here, succeeded};
use crate::layout::use_viewer;
use crate::ui::{Button, Checkbox, Field, Icon, IconButton, Look, Seen};
use crate::words::use_words;
use domain::pipeline::saved_view::{NAME_MAX, may_share};
use leptos::form::ActionForm;
use leptos::prelude::*;

#[component]
pub fn ViewLine(view: ListedView, here: Here, changed: Callback<()>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let pin = ServerAction::<PinView>::new();
    let done = succeeded(pin);
    Effect::new(move |_| {
        if done.get() > 0 {
            changed.run(());
        }
    });
    let id = view.link.id;
    let error = error_here(pin, &[("view", id.to_string())]);
    let place = match &view.pipeline {
        Some((ko, en)) => words.view_of_board(words.either(ko, en)),
        None => words.view_of_table().to_owned(),
    };
    let of = (!view.mine).then(|| viewer.with_untracked(|it| it.member_name(view.owner).map(str::to_owned)));
    let shared = (view.mine && view.shared).then(|| words.view_is_shared().to_owned());
    let about = [Some(place), of.flatten(), shared].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let (name, pinned) = (view.link.name.clone(), view.link.pinned);
    let label = if pinned { words.view_unpin(&name) } else { words.view_pin(&name) };
    let icon = if view.link.board.is_some() { "square-kanban" } else { "table-2" };
    let current =
        move || here.looked_at.with(|it| it.as_ref().is_some_and(|it| it.id == id)).then_some("true");
    let href = view.link.href.clone();
    let edit = view.may_change.then(|| view! { <ViewEdit view=view.clone() changed/> });
    view! {
        <li class="view-line">
            <div class="view-line-head">
                <a href=href aria-current=current data-noscroll="">
                    <Icon name=icon/>
                    <span class="view-line-name">{name}<span class="quiet">{about}</span></span>
                </a>
                <ActionForm action=pin attr:class=if pinned { "view-pin is-pinned" } else { "view-pin" }>
                    <input type="hidden" name="view" value=id.to_string()/>
                    <input type="hidden" name="pinned" value=(!pinned).to_string()/>
                    <IconButton icon="star" label submit=true/>
                </ActionForm>
            </div>
            <Complaint error/>
            {edit}
        </li>
    }
}

/// Its name, whether others see it, and taking it away. Opens in place, without scripts too.
#[component]
fn ViewEdit(view: ListedView, changed: Callback<()>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let (edit, delete) = (ServerAction::<EditView>::new(), ServerAction::<DeleteView>::new());
    let (edited, deleted) = (succeeded(edit), succeeded(delete));
    Effect::new(move |_| {
        if edited.get() + deleted.get() > 0 {
            changed.run(());
        }
    });
    let id = view.link.id.to_string();
    let field = format!("view-name-{id}");
    let ids = [("view", id.clone())];
    let (error, not_deleted) = (error_here(edit, &ids), error_here(delete, &ids));
    let refused = error.with_untracked(Option::is_some) || not_deleted.with_untracked(Option::is_some);
    // Who may not share may still take back what they shared once.
    let share = view.shared || viewer.with_untracked(|it| may_share(&it.roles).is_ok());
    let most = u32::try_from(NAME_MAX).unwrap_or(u32::MAX);
    let name = view.link.name.clone();
    let id = Signal::stored(id);
    view! {
        <details class="view-edit" open=refused>
            <summary aria-label=words.view_edit(&name)>{words.edit()}</summary>
            <ActionForm action=edit attr:class="form">
                <input type="hidden" name="view" value=move || id.get()/>
                <Complaint error/>
                <FormFields of=error>
                    <Seen name="version" value=Signal::stored(view.version.to_string())/>
                    <Field name="name" id=field label=words.field_name() value=name.clone()
                        required=true max_length=most autocomplete="off"/>
                    <div class="view-save-foot">
                        {share.then(|| view! { <Checkbox name="shared" label=words.view_share() checked=view.shared/> })}
                        <Button submit=true small=true waiting=edit.pending()>{words.save()}</Button>
                    </div>
                </FormFields>
            </ActionForm>
            <ActionForm action=delete attr:class="view-delete">
                <input type="hidden" name="view" value=move || id.get()/>
                <Complaint error=not_deleted/>
                <span class="quiet">{if view.shared { words.view_delete_shared() } else { words.view_delete_own() }}</span>
                <Button submit=true small=true look=Look::Danger waiting=delete.pending()>{words.view_delete()}</Button>
            </ActionForm>
        </details>
    }
}
