//! Editing a deal in its place. Whoever types is not disturbed by what others do meanwhile; whoever was
//! overtaken chooses, value by value, and sends again.

use super::api::EditDeal;
use crate::accounts::{AccountPicker, Standing, choices, member_choices, person_choices};
use crate::error::AppError;
use crate::forms::{Complaint, FormFields, error_of};
use crate::layout::use_viewer;
use crate::live::{Heard, use_live};
use crate::routes;
use crate::ui::{
    Button, ButtonLink, Choice, ConflictPanel, Field, FormRow, Input, Look, Panel, Seen, Select,
};
use crate::words::{Words, use_words};
use domain::accounts::PersonLink;
use domain::activities::Change;
use domain::pipeline::{Deal, DealForm};
use domain::team::Right;
use domain::{Currency, DealId};
use leptos::form::ActionForm;
use leptos::prelude::*;

#[component]
pub fn DealEdit(#[prop(into)] deal: Signal<Deal>, people: Signal<Vec<PersonLink>>) -> impl IntoView {
    let words = use_words();
    let edit = ServerAction::<EditDeal>::new();
    let error = error_of(edit);
    // The values to choose from are those that stand now, so the page must have read them.
    let overtaken = Memo::new(move |_| match error.get() {
        Some(AppError::Changed { version, differences, .. }) => {
            deal.with(|it| it.card.version >= version).then_some((version, differences))
        }
        _ => None,
    });
    let sent_owner = StoredValue::new(None::<String>);
    Effect::new(move |_| {
        if let Some(owner) = edit.input().with(|it| it.as_ref().map(|it| it.form.owner.clone())) {
            sent_owner.set_value(Some(owner));
        }
    });
    let form = move || match overtaken.get() {
        Some((_, differences)) => {
            let sent_owner = sent_owner.get_value();
            view! { <Again deal=deal.get_untracked() edit differences sent_owner/> }.into_any()
        }
        None => view! { <Fields deal people edit error/> }.into_any(),
    };
    view! { <Panel title=words.deal_edit().to_owned()>{form}</Panel> }
}

#[component]
fn Fields(
    deal: Signal<Deal>,
    people: Signal<Vec<PersonLink>>,
    edit: ServerAction<EditDeal>,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    // What was on screen when editing began; news must not move what somebody types.
    let began = deal.get_untracked();
    let card = began.card.clone();
    let (id, version) = (card.id, card.version);
    let by = changed_by(id);
    let meanwhile = move || {
        let changed = deal.with(|it| it.card.version > version);
        changed.then(|| match by.get() {
            Some(name) => words.deal_changed_by(&name),
            None => words.edit_meanwhile().to_owned(),
        })
    };
    let owners = viewer.with_untracked(|it| member_choices(words, it, |id| Some(id) == card.owner));
    let mut people = people.with_untracked(|it| person_choices(it));
    // Whom it is with stays, also if they work elsewhere by now.
    if let Some((id, name)) = began.person.zip(began.person_name.clone())
        && people.iter().all(|it| it.value != id.to_string())
    {
        people.push(Choice::new(id, name));
    }
    let may_reassign = viewer.with_untracked(|it| it.may(Right::Reassign, card.owner));
    let form = DealForm::of(&began);
    let account = card.account.zip(card.account_name.clone());
    view! {
        <ActionForm action=edit attr:class="form">
            <Complaint error/>
            {move || meanwhile().map(|text| view! { <p class="meanwhile" role="status">{text}</p> })}
            <input type="hidden" name="deal" value=id.to_string()/>
            <FormFields of=error>
                <Seen name="version" value=version.to_string()/>
                <Field name="form[name]" label=words.field_name() value=form.name required=true max_length=200/>
                <AccountPicker name="form[account]" text_name="form[account_name]" label=words.field_account() now=account/>
                <Select name="form[person]" label=words.field_person() choices=people value=form.person none="–"/>
                <Worth deal=began/>
                <FormRow>
                    <Field name="form[expected_close]" label=words.field_expected_close() input=Input::Day value=form.expected_close/>
                    {if may_reassign {
                        view! { <Select name="form[owner]" label=words.field_owner() choices=owners value=form.owner none="–"/> }.into_any()
                    } else {
                        view! { <input type="hidden" name="form[owner]" value=form.owner/> }.into_any()
                    }}
                </FormRow>
                <FormRow>
                    <Field name="form[next_step]" label=words.field_next_step() value=form.next_step max_length=200/>
                    <Field name="form[next_step_due]" label=words.field_next_step_due() input=Input::Day value=form.next_step_due/>
                </FormRow>
                <Field name="form[about]" label=words.field_about() input=Input::Lines value=form.about/>
            </FormFields>
            <div class="form-foot">
                <ButtonLink href=routes::deal(card.key())>{words.cancel()}</ButtonLink>
                <Button submit=true look=Look::Primary waiting=edit.pending()>{words.save()}</Button>
            </div>
        </ActionForm>
    }
}

/// How much, and how likely. An amount that comes from products is changed there.
#[component]
fn Worth(deal: Deal) -> impl IntoView {
    let words = use_words();
    let form = DealForm::of(&deal);
    let amount = if deal.lines.is_empty() {
        let currencies: Vec<_> = Currency::ALL.iter().map(|it| Choice::new(it.code(), it.code())).collect();
        view! {
            <Field name="form[amount]" label=words.field_amount() input=Input::Amount value=form.amount/>
            <Select name="form[currency]" label=words.field_currency() choices=currencies value=form.currency/>
        }
        .into_any()
    } else {
        view! {
            <div class="field">
                <span class="field-label">{words.field_amount()}</span>
                <strong class="field-fixed">{deal.card.amount().map(domain::Money::full)}</strong>
                <span class="field-hint">{words.deal_amount_from_lines()}</span>
                <input type="hidden" name="form[currency]" value=form.currency/>
            </div>
        }
        .into_any()
    };
    view! {
        <FormRow>
            {amount}
            <Field name="form[probability]" label=words.field_probability() input=Input::Number hint=words.deal_probability_hint() value=form.probability/>
        </FormRow>
    }
}

/// Who else changed the deal last, since this form was opened.
fn changed_by(deal: DealId) -> RwSignal<Option<String>> {
    let viewer = use_viewer();
    let by = RwSignal::new(None);
    use_live().listen(move |heard| {
        let Heard::Frame(frame) = heard else { return };
        let others = frame.events.iter().rev().filter(|it| it.deal == Some(deal)).filter_map(|it| it.by);
        let name = viewer.with_untracked(|viewer| {
            others.filter(|it| *it != viewer.member).find_map(|it| viewer.member_name(it).map(str::to_owned))
        });
        if name.is_some() {
            by.set(name);
        }
    });
    by
}

#[component]
fn Again(
    deal: Deal,
    edit: ServerAction<EditDeal>,
    differences: Vec<Change>,
    sent_owner: Option<String>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let (mut conflicts, mut rest) =
        viewer.with_untracked(|viewer| choices(words, viewer, standing(&deal), &differences, sent_owner));
    for conflict in &mut conflicts {
        if conflict.name == "form[expected_close]" || conflict.name == "form[next_step_due]" {
            conflict.theirs.text = said(words, &conflict.theirs.text);
            conflict.mine.text = said(words, &conflict.mine.text);
        }
    }
    rest.push(("deal".to_owned(), deal.card.id.to_string()));
    rest.push(("version".to_owned(), deal.card.version.to_string()));
    view! {
        <ActionForm action=edit attr:class="form">
            <ConflictPanel conflicts rest waiting=edit.pending() leave=routes::deal(deal.card.key())/>
        </ActionForm>
    }
}

/// A day as people say it.
fn said(words: Words, day: &str) -> String {
    day.parse().map_or_else(|_| day.to_owned(), |day| words.full_day(day))
}

/// The deal as it stands now, to choose from.
fn standing(now: &Deal) -> Standing {
    let form = DealForm::of(now);
    Standing {
        fields: vec![
            ("name", form.name),
            ("account", form.account),
            ("person", form.person),
            ("amount", form.amount),
            ("currency", form.currency),
            ("probability", form.probability),
            ("expected_close", form.expected_close),
            ("owner", form.owner),
            ("next_step", form.next_step),
            ("next_step_due", form.next_step_due),
            ("about", form.about),
        ],
        owner: now.card.owner,
        account: ("account", now.card.account_name.clone().unwrap_or_default()),
    }
}
