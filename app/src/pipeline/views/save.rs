//! Saving what is seen: under a new name, or over the view that it came from.

use super::Here;
use super::api::{ListedView, SaveView as Save, UpdateView as Update};
use crate::forms::{Complaint, FormFields, FreshId, error_of, succeeded};
use crate::layout::use_viewer;
use crate::ui::{Button, Checkbox, Field, Look, Seen as SeenField};
use crate::words::use_words;
use domain::pipeline::saved_view::{NAME_MAX, may_share};
use leptos::form::ActionForm;
use leptos::prelude::*;

/// What is seen, as hidden fields of a form; `within` is the form's name for its fields.
#[component]
fn Sight(here: Here, within: &'static str) -> impl IntoView {
    let name = move |part: &str| match within {
        "" => format!("seen{part}"),
        form => format!("{form}[seen]{part}"),
    };
    let board = here.board.map(|it| it.to_string()).unwrap_or_default();
    let query = move || {
        let pairs = here.pairs.get();
        let field = |(key, value): (&str, String)| {
            view! { <input type="hidden" name=name(&format!("[query][{key}]")) value=value/> }
        };
        pairs.into_iter().map(field).collect_view()
    };
    view! {
        <input type="hidden" name=name("[board]") value=board/>
        {query}
    }
}

#[component]
pub fn SaveView(here: Here) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let action = ServerAction::<Save>::new();
    let error = error_of(action);
    let share = viewer.with_untracked(|it| may_share(&it.roles).is_ok());
    let most = u32::try_from(NAME_MAX).unwrap_or(u32::MAX);
    view! {
        <ActionForm action attr:class="form view-save">
            <FreshId name="form[id]"/>
            <Sight here within="form"/>
            <Complaint error/>
            <FormFields of=error>
                <Field name="form[name]" id="view-name" label=words.view_save_as() required=true max_length=most
                    placeholder=words.view_example() autocomplete="off"/>
                <div class="view-save-foot">
                    <Checkbox name="form[pinned]" label=words.view_pin_too() checked=true/>
                    {share.then(|| view! { <Checkbox name="form[shared]" label=words.view_share()/> })}
                    <Button submit=true look=Look::Primary waiting=action.pending()>{words.save()}</Button>
                </div>
            </FormFields>
        </ActionForm>
    }
}

/// What is seen differs from the view that it came from, which can take it over.
#[component]
pub fn UpdateView(view: ListedView, here: Here, changed: Callback<()>) -> impl IntoView {
    let words = use_words();
    let action = ServerAction::<Update>::new();
    let error = error_of(action);
    let done = succeeded(action);
    Effect::new(move |_| {
        if done.get() > 0 {
            changed.run(());
        }
    });
    let (id, name) = (Signal::stored(view.link.id.to_string()), Signal::stored(view.link.name));
    let version = Signal::stored(view.version.to_string());
    move || {
        here.edited.get().then(|| {
            view! {
                <ActionForm action attr:class="view-update">
                    <input type="hidden" name="view" value=move || id.get()/>
                    <FormFields of=error>
                        <SeenField name="version" value=version/>
                    </FormFields>
                    <Sight here within=""/>
                    <Complaint error/>
                    <p>{words.view_differs(&name.get())}</p>
                    <Button submit=true small=true waiting=action.pending()>{words.view_update()}</Button>
                </ActionForm>
            }
        })
    }
}
