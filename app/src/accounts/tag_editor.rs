//! The labels of a record: each can be taken off, and another put on by typing its name.

use super::api::{PutTag, TakeTag, list_tags};
use crate::error::AppError;
use crate::forms::error_of;
use crate::layout::use_viewer;
use crate::request;
use crate::ui::{Button, Icon, Look};
use crate::wire::reading;
use crate::words::use_words;
use domain::TagId;
use domain::accounts::TagForm;
use domain::activities::Subject;
use domain::team::Right;
use leptos::form::ActionForm;
use leptos::html;
use leptos::prelude::*;

/// Plain forms that come back to the page they stand on. `changed` rises when a label was put on or
/// taken off, so that the page reads itself again.
#[component]
pub fn TagEditor(
    subject: Subject,
    #[prop(into)] tags: Signal<Vec<TagId>>,
    changed: RwSignal<u32>,
    /// Who owns the record, where labelling it is part of working it.
    #[prop(optional, into)]
    owner: Signal<Option<domain::MemberId>>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let (put, take) = (ServerAction::<PutTag>::new(), ServerAction::<TakeTag>::new());
    let known = reading(move || changed.get(), |_| list_tags());
    let place = NodeRef::<html::Input>::new();
    Effect::new(move |before: Option<usize>| {
        let done = put.version().get() + take.version().get();
        if before.is_some_and(|before| before != done) {
            changed.update(|it| *it += 1);
            if let (Some(Ok(_)), Some(place)) = (put.value().get_untracked(), place.get_untracked()) {
                place.set_value("");
            }
        }
        done
    });
    let right = if matches!(subject, Subject::Deal(_)) { Right::WorkDeal } else { Right::KeepRecords };
    let may = Memo::new(move |_| match right {
        Right::WorkDeal => viewer.with(|it| it.may(right, owner.get())),
        right => viewer.with(|it| it.may_ever(right)),
    });
    let about = TagForm::about(subject);
    let hidden = StoredValue::new([
        ("form[deal]", about.deal),
        ("form[account]", about.account),
        ("form[person]", about.person),
    ]);
    let subject_fields = move || {
        let filled = hidden.get_value().into_iter().filter(|it| !it.1.is_empty());
        filled.map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()
    };
    let chip = move |id: TagId, name: String, may: bool| {
        let label = words.tag_remove(&name);
        let remove = may.then(|| {
            view! {
                <ActionForm action=take attr:class="tag-remove">
                    {subject_fields()}
                    <input type="hidden" name="tag" value=id.to_string()/>
                    <button type="submit" aria-label=label.clone() title=label><Icon name="x"/></button>
                </ActionForm>
            }
        });
        view! { <li class="tag">{name}{remove}</li> }
    };
    let chips = move || {
        let all = known.get().and_then(Result::ok).unwrap_or_default();
        let name = |id: TagId| all.iter().find(|it| it.id == id).map(|it| it.name.clone());
        let may = may.get();
        tags.get().into_iter().filter_map(|id| Some(chip(id, name(id)?, may))).collect_view()
    };
    let others = move || {
        let all = known.get().and_then(Result::ok).unwrap_or_default();
        let other = all.into_iter().filter(|it| !tags.with(|tags| tags.contains(&it.id)));
        other.map(|it| view! { <option value=it.name></option> }).collect_view()
    };
    let failed = move || {
        let error = error_of(put).get().or_else(|| error_of(take).get());
        error.map(|error| {
            let text = match &error {
                AppError::Refused(refusal) => words.say(refusal),
                error => words.app_error(error),
            };
            view! { <div class="field-problem" role="alert">{text}</div> }
        })
    };
    // Refused without scripts, what was typed comes back.
    let typed = error_of(put).with_untracked(Option::is_some).then(|| request::sent("form[name]")).flatten();
    let typed = StoredValue::new(typed.and_then(|it| it.into_iter().next()));
    let list = StoredValue::new(match subject {
        Subject::Deal(id) => format!("tags-{id}"),
        Subject::Account(id) => format!("tags-{id}"),
        Subject::Person(id) => format!("tags-{id}"),
        Subject::Lead(id) => format!("tags-{id}"),
    });
    view! {
        <Transition>
            <div class="tag-editor">
                <ul class="tags" aria-label=words.field_tags()>{chips}</ul>
                {move || (!may.get() && tags.with(Vec::is_empty)).then(|| view! { <span class="quiet">{words.tags_none()}</span> })}
                {move || may.get().then(|| view! {
                    <ActionForm action=put attr:class="tag-add">
                        {subject_fields()}
                        <input class="input" name="form[name]" node_ref=place list=list.get_value() value=typed.get_value() maxlength="200" required=true
                            autocomplete="off" placeholder=words.tags_add() aria-label=words.tag_name()/>
                        <datalist id=list.get_value()>{others}</datalist>
                        <Button submit=true small=true look=Look::Quiet waiting=put.pending()>{words.add()}</Button>
                    </ActionForm>
                })}
                {failed}
            </div>
        </Transition>
    }
}
