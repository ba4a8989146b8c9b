//! A deal's facts as a form. If somebody was faster, the page shows what stands now beside what was
//! typed, and nothing typed is lost.

use super::api::EditDeal;
use crate::error::AppError;
use crate::layout::use_viewer;
use crate::routes;
use crate::ui::{Button, ButtonLink, Choice, Field, FormProblems, FormRow, Input, Look, Panel, Select};
use crate::words::{problems_of, use_words};
use domain::pipeline::{Deal, DealForm};
use domain::team::Right;
use domain::{Currency, Refusal};
use leptos::prelude::*;

#[component]
pub fn DealEdit(deal: Signal<Deal>) -> impl IntoView {
    // What was on screen when editing began; news must not move what somebody types.
    let deal = deal.get_untracked();
    let words = use_words();
    let viewer = use_viewer();
    let edit = ServerAction::<EditDeal>::new();
    let refusal = move || match edit.value().get() {
        Some(Err(AppError::Refused(refusal))) => Some(refusal),
        _ => None,
    };
    let problems =
        Signal::derive(move || refusal().map(|it: Refusal| problems_of(words, &it)).unwrap_or_default());
    let card = deal.card.clone();
    let version = RwSignal::new(card.version);
    // What was overtaken is shown field by field; sending again then writes over what was shown.
    Effect::new(move |_| {
        if let Some(Err(AppError::Changed { version: now, .. })) = edit.value().get() {
            version.set(now);
        }
    });
    let whole = move || {
        match edit.value().get() {
        Some(Err(AppError::Changed { differences, .. })) => Some(
            view! {
                <div class="conflict" role="alert">
                    <p>{words.deal_conflict()}</p>
                    <dl>
                        {differences.into_iter().map(|it| view! {
                            <div><dt>{words.field(&it.field)}</dt><dd>{words.deal_conflict_line(&shown(&it.before), &shown(&it.after))}</dd></div>
                        }).collect_view()}
                    </dl>
                </div>
            }
            .into_any(),
        ),
        Some(Err(error)) if problems.with(Vec::is_empty) => {
            Some(view! { <p class="form-problem" role="alert">{words.app_error(&error)}</p> }.into_any())
        }
        _ => None,
    }
    };
    let currencies: Vec<_> = Currency::ALL.iter().map(|it| Choice::new(it.code(), it.code())).collect();
    let owners: Vec<_> = viewer.with_untracked(|it| {
        let known = it.members.iter().filter(|it| it.active || Some(it.id) == card.owner);
        known.map(|it| Choice::new(it.id, it.name.clone())).collect()
    });
    let may_reassign = viewer.with_untracked(|it| it.may_ever(Right::Reassign));
    let form = StoredValue::new(DealForm::of(&deal));
    let typed = move |field: fn(&DealForm) -> &String| form.with_value(|it| field(it).clone());
    let from_lines = !deal.lines.is_empty();
    let back = routes::deal(card.key());
    let deal_id = card.id.to_string();
    view! {
        <Panel title=words.deal_edit().to_owned()>
            <ActionForm action=edit attr:class="form">
                {whole}
                <input type="hidden" name="deal" value=deal_id/>
                <input type="hidden" name="version" value=move || version.get().to_string()/>
                <input type="hidden" name="form[account]" value=typed(|it| &it.account)/>
                <input type="hidden" name="form[person]" value=typed(|it| &it.person)/>
                <FormProblems of=problems>
                    <Field name="form[name]" label=words.field_name() value=typed(|it| &it.name) required=true max_length=200/>
                    <FormRow>
                        <Field name="form[amount]" label=words.field_amount() input=Input::Amount
                            hint=if from_lines { words.deal_amount_from_lines().to_owned() } else { String::new() }
                            value=typed(|it| &it.amount)/>
                        <Select name="form[currency]" label=words.field_currency() choices=currencies value=typed(|it| &it.currency)/>
                        <Field name="form[probability]" label=words.field_probability() input=Input::Number hint=words.deal_probability_hint() value=typed(|it| &it.probability)/>
                    </FormRow>
                    <FormRow>
                        <Field name="form[expected_close]" label=words.field_expected_close() input=Input::Day value=typed(|it| &it.expected_close)/>
                        {if may_reassign {
                            view! { <Select name="form[owner]" label=words.field_owner() choices=owners value=typed(|it| &it.owner)/> }.into_any()
                        } else {
                            view! { <input type="hidden" name="form[owner]" value=typed(|it| &it.owner)/> }.into_any()
                        }}
                    </FormRow>
                    <FormRow>
                        <Field name="form[next_step]" label=words.field_next_step() value=typed(|it| &it.next_step) max_length=200/>
                        <Field name="form[next_step_due]" label=words.field_next_step_due() input=Input::Day value=typed(|it| &it.next_step_due)/>
                    </FormRow>
                    <Field name="form[about]" label=words.field_about() input=Input::Lines value=typed(|it| &it.about)/>
                </FormProblems>
                <div class="form-foot">
                    <ButtonLink href=back look=Look::Quiet>{words.cancel()}</ButtonLink>
                    <Button submit=true look=Look::Primary waiting=edit.pending()>{words.save()}</Button>
                </div>
            </ActionForm>
        </Panel>
    }
}

/// An empty value has to be visible to be chosen.
fn shown(value: &str) -> String {
    if value.is_empty() { "–".to_owned() } else { value.to_owned() }
}
