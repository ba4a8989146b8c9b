//! Writing down a talk in its place. Whoever was overtaken chooses, value by value, and sends again.

use super::api::WriteTalk;
use crate::accounts::Refused;
use crate::error::AppError;
use crate::forms::{FormFields, error_of, overtaken};
use crate::routes;
use crate::ui::{
    Button, ButtonLink, Choice, Conflict, ConflictPanel, Field, Input, Look, Seen, Select, Side,
};
use crate::words::use_words;
use domain::activities::Change;
use domain::leads::Lead;
use domain::qualification::{Criterion, Qualified, TalkForm};
use leptos::form::ActionForm;
use leptos::prelude::*;

#[component]
pub fn TalkEdit(
    qualified: Signal<Qualified>,
    lead: Signal<Lead>,
    write: ServerAction<WriteTalk>,
) -> impl IntoView {
    let error = error_of(write);
    let overtaken = overtaken(error, move || qualified.with(|it| it.version));
    move || match overtaken.get().filter(|it| !it.1.is_empty()) {
        Some((_, differences)) => view! { <Again qualified lead write differences/> }.into_any(),
        None => view! { <Fields qualified lead write error/> }.into_any(),
    }
}

#[component]
fn Fields(
    qualified: Signal<Qualified>,
    lead: Signal<Lead>,
    write: ServerAction<WriteTalk>,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let words = use_words();
    // What was on screen when writing began; news must not move what somebody types.
    let begun = qualified.get_untracked();
    let (id, leave) = lead.with_untracked(|it| (it.id, routes::lead(it.key())));
    let (version, at) = (begun.version, begun.talk.at);
    let form = TalkForm::from(&begun.talk);
    let (owner, use_case) = (form.workspace_owner.clone(), form.use_case.clone());
    let meanwhile = move || qualified.with(|it| it.talk.at != at);
    let scores: Vec<_> = (0..=3_i16).map(|it| Choice::new(it, words.sure(it))).collect();
    // Made inside the form, whose problems its fields say.
    let row = move |criterion: Criterion| {
        let (score, note) = values(&form, criterion);
        let code = criterion.code();
        view! {
            <fieldset class="talk-row">
                <legend>{words.criterion(criterion)}" "<span class="quiet">{words.criterion_asks(criterion)}</span></legend>
                <Select name=format!("form[{code}]") label=words.talk_sure() choices=scores.clone() value=score/>
                <Field name=format!("form[{code}_note]") label=words.talk_note() value=note max_length=10_000/>
            </fieldset>
        }
    };
    view! {
        <ActionForm action=write attr:class="form" attr:novalidate=true>
            <input type="hidden" name="lead" value=id.to_string()/>
            <Refused error/>
            {move || meanwhile().then(|| view! { <p class="meanwhile" role="status">{words.edit_meanwhile()}</p> })}
            <FormFields of=error>
                <Seen name="version" value=version.to_string()/>
                {Criterion::ALL.map(row).collect_view()}
                <fieldset class="talk-row">
                    <legend>{words.talk_use()}</legend>
                    <Field name="form[workspace_owner]" label=words.talk_workspace_owner() value=owner max_length=200/>
                    <Field name="form[use_case]" label=words.talk_use_case() input=Input::Lines value=use_case max_length=10_000/>
                </fieldset>
            </FormFields>
            <div class="form-foot">
                <ButtonLink href=leave>{words.cancel()}</ButtonLink>
                <Button submit=true look=Look::Primary waiting=write.pending()>{words.talk_save()}</Button>
            </div>
        </ActionForm>
    }
}

fn values(form: &TalkForm, criterion: Criterion) -> (String, String) {
    let (score, note) = match criterion {
        Criterion::Need => (&form.need, &form.need_note),
        Criterion::Authority => (&form.authority, &form.authority_note),
        Criterion::Timing => (&form.timing, &form.timing_note),
        Criterion::Budget => (&form.budget, &form.budget_note),
    };
    (score.clone(), note.clone())
}

/// Everything the form sends, by its names there.
fn sent(form: TalkForm) -> Vec<(&'static str, String)> {
    vec![
        ("need", form.need),
        ("need_note", form.need_note),
        ("authority", form.authority),
        ("authority_note", form.authority_note),
        ("timing", form.timing),
        ("timing_note", form.timing_note),
        ("budget", form.budget),
        ("budget_note", form.budget_note),
        ("workspace_owner", form.workspace_owner),
        ("use_case", form.use_case),
    ]
}

#[component]
fn Again(
    qualified: Signal<Qualified>,
    lead: Signal<Lead>,
    write: ServerAction<WriteTalk>,
    differences: Vec<Change>,
) -> impl IntoView {
    let words = use_words();
    let now = qualified.get_untracked();
    let (id, leave) = lead.with_untracked(|it| (it.id, routes::lead(it.key())));
    let (mut conflicts, mut rest) =
        (vec![], vec![("lead".to_owned(), id.to_string()), ("version".to_owned(), now.version.to_string())]);
    for (field, value) in sent(TalkForm::from(&now.talk)) {
        let name = format!("form[{field}]");
        match differences.iter().find(|it| it.field == field) {
            Some(change) => conflicts.push(Conflict {
                name,
                label: words.field(field),
                theirs: Side::of(value),
                mine: Side::of(change.after.clone()),
            }),
            None => rest.push((name, value)),
        }
    }
    view! {
        <ActionForm action=write attr:class="form">
            <ConflictPanel conflicts rest waiting=write.pending() leave/>
        </ActionForm>
    }
}
