//! Writing the rate of a day, and correcting one.

use super::api::{AddRate, CorrectRate};
use crate::error::AppError;
use crate::forms::{Complaint, FormFields, error_of, succeeded};
use crate::routes;
use crate::ui::{Button, ButtonLink, Choice, Field, FormRow, Input, Look, Panel, Seen, Select};
use crate::words::use_words;
use chrono::NaiveDate;
use domain::Currency;
use domain::exchange::{Rate, RateBook};
use leptos::form::ActionForm;
use leptos::prelude::*;

#[component]
pub fn AddPanel(
    book: Signal<RateBook>,
    /// In which currency the rate is meant.
    base: Currency,
    /// The one that somebody asked to write.
    currency: Option<Currency>,
    add: ServerAction<AddRate>,
) -> impl IntoView {
    let words = use_words();
    let error = error_of(add);
    let done = succeeded(add);
    let named = move |it: Currency| format!("{} · {}", words.quoted(it), words.currency(it));
    let fields = move || {
        done.track();
        let (today, others) = book.with_untracked(|it| (it.today, it.others().collect::<Vec<_>>()));
        let choices: Vec<_> = others.iter().map(|it| Choice::new(it.code(), named(*it))).collect();
        let first = currency.filter(|it| others.contains(it)).or(others.first().copied());
        view! {
            <FormFields of=error>
                <input type="hidden" name="form[base]" value=base.code()/>
                <FormRow>
                    <Select name="form[currency]" label=words.field_currency() choices value=first.map(Currency::code).unwrap_or_default()/>
                    <Field name="form[day]" label=words.exchange_day() input=Input::Day value=today.to_string() required=true/>
                    <RateField base/>
                </FormRow>
            </FormFields>
        }
    };
    view! {
        <Panel title=words.exchange_add()>
            <p class="quiet">{words.exchange_add_note()}</p>
            <ActionForm action=add attr:class="form" attr:novalidate=true>
                <Complaint error/>
                {fields}
                <div class="form-foot">
                    <Button submit=true look=Look::Primary waiting=add.pending()>{words.exchange_add()}</Button>
                </div>
            </ActionForm>
        </Panel>
    }
}

/// Over the rate that stood when correcting began; whoever was overtaken sees what stands now, and may write over that.
#[component]
pub fn CorrectPanel(
    book: Signal<RateBook>,
    of: (Currency, NaiveDate),
    correct: ServerAction<CorrectRate>,
) -> impl IntoView {
    let words = use_words();
    let error = error_of(correct);
    let now = move || -> Option<Rate> {
        book.with(|it| it.kept.iter().map(|it| it.rate).find(|it| (it.currency, it.on) == of))
    };
    let begun = untrack(now);
    let base = book.with_untracked(|it| it.rates.base);
    let seen = Memo::new(move |before: Option<&Option<Rate>>| match error.get() {
        Some(AppError::Changed { .. }) => now(),
        _ => before.copied().unwrap_or(begun),
    });
    begun.map(|begun| {
        let (currency, day) = of;
        let title = words.exchange_correct_label(&words.quoted(currency), &words.full_day(day));
        view! {
            <Panel title>
                <ActionForm action=correct attr:class="form" attr:novalidate=true>
                    <input type="hidden" name="form[base]" value=base.code()/>
                    <input type="hidden" name="form[currency]" value=currency.code()/>
                    <input type="hidden" name="form[day]" value=day.to_string()/>
                    <Complaint error/>
                    <FormFields of=error>
                        <Seen name="seen" value=Signal::derive(move || seen.get().map(|it| it.e9.to_string()).unwrap_or_default())/>
                        <FormRow><RateField base value=begun.said()/></FormRow>
                    </FormFields>
                    <div class="form-foot">
                        <ButtonLink href=routes::EXCHANGE>{words.cancel()}</ButtonLink>
                        <Button submit=true look=Look::Primary waiting=correct.pending()>{words.save()}</Button>
                    </div>
                </ActionForm>
            </Panel>
        }
    })
}

#[component]
fn RateField(base: Currency, #[prop(optional, into)] value: String) -> impl IntoView {
    let words = use_words();
    let label = format!("{} ({base})", words.exchange_rate());
    view! {
        <Field name="form[rate]" label input=Input::Amount value hint=words.exchange_rate_hint() required=true max_length=40/>
    }
}
