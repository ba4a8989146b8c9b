//! What a web form says and asks, as fields of the form by which a team makes it.

use crate::ui::{Checkbox, Choice, Field, FormRow, Input, Select};
use crate::words::use_words;
use domain::Locale;
use domain::consent::Channel;
use domain::web_forms::{MEANINGS, Need, WebFormForm};
use leptos::prelude::*;

#[component]
pub fn WebFormFields(form: WebFormForm) -> impl IntoView {
    let words = use_words();
    let languages = Locale::ALL.map(|it| {
        let name = match it {
            Locale::Ko => words.web_form_language_ko(),
            Locale::En => words.web_form_language_en(),
        };
        Choice::new(it.tag(), name)
    });
    let meanings = MEANINGS.map(|it| Choice::new(it.code(), words.signal_kind(it)));
    let is = |said: &str| said == "true";
    let by = Channel::ALL.map(|it| {
        let said = match it {
            Channel::Email => &form.by_email,
            Channel::Sms => &form.by_sms,
            Channel::Kakao => &form.by_kakao,
            Channel::Call => &form.by_call,
        };
        let name = format!("form[by_{}]", it.code());
        view! { <Checkbox name label=words.channel(it) checked=is(said)/> }
    });
    view! {
        <fieldset class="web-form-part">
            <legend>{words.web_form_facts()}</legend>
            <Field name="form[name]" label=words.web_form_name() value=form.name hint=words.web_form_name_hint() required=true max_length=200/>
            <FormRow>
                <Select name="form[meaning]" label=words.web_form_meaning() choices=meanings.to_vec() value=form.meaning hint=words.web_form_meaning_hint()/>
                <Field name="form[campaign]" label=words.web_form_campaign() value=form.campaign hint=words.web_form_campaign_hint() max_length=200/>
                <Select name="form[language]" label=words.web_form_language() choices=languages.to_vec() value=form.language/>
            </FormRow>
            <Checkbox name="form[on]" label=words.web_form_is_on() checked=is(&form.on)/>
        </fieldset>
        <fieldset class="web-form-part">
            <legend>{words.web_form_said()}</legend>
            <Field name="form[heading]" label=words.web_form_heading() value=form.heading required=true max_length=200/>
            <Field name="form[text]" label=words.web_form_text() input=Input::Lines value=form.text max_length=2_000/>
            <Field name="form[thanks]" label=words.web_form_thanks() input=Input::Lines value=form.thanks required=true max_length=2_000/>
        </fieldset>
        <fieldset class="web-form-part">
            <legend>{words.web_form_asks()}</legend>
            <p class="quiet">{words.web_form_always()}</p>
            <FormRow>
                <Asked name="form[company]" label=words.hosted_company() value=form.company/>
                <Asked name="form[title]" label=words.hosted_title() value=form.title/>
                <Asked name="form[phone]" label=words.hosted_phone() value=form.phone/>
                <Asked name="form[about]" label=words.hosted_about() value=form.about/>
            </FormRow>
        </fieldset>
        <fieldset class="web-form-part">
            <legend>{words.web_form_agreements()}</legend>
            <Field name="form[privacy]" label=words.web_form_privacy() input=Input::Lines value=form.privacy hint=words.web_form_privacy_hint() required=true max_length=2_000/>
            <Field name="form[advert]" label=words.web_form_advert() input=Input::Lines value=form.advert hint=words.web_form_advert_hint() max_length=2_000/>
            <div class="field" role="group" aria-label=words.web_form_channels()>
                <span class="field-label">{words.web_form_channels()}</span>
                <div class="cluster">{by.collect_view()}</div>
                <Ticked/>
            </div>
        </fieldset>
        <fieldset class="web-form-part">
            <legend>{words.web_form_places()}</legend>
            <Field name="form[origins]" label=words.web_form_origins() input=Input::Lines value=form.origins hint=words.web_form_origins_hint() max_length=5_000/>
            <Field name="form[redirect]" label=words.web_form_redirect() value=form.redirect hint=words.web_form_redirect_hint() max_length=500/>
        </fieldset>
    }
}

#[component]
fn Asked(name: &'static str, label: &'static str, value: String) -> impl IntoView {
    let words = use_words();
    let choices: Vec<_> = Need::ALL.map(|it| Choice::new(it.code(), words.web_form_need(it))).into();
    view! { <Select name label choices value/> }
}

/// What is wrong with a way stands below all of them.
#[component]
fn Ticked() -> impl IntoView {
    let wrong = ["by_sms", "by_kakao", "by_call"]
        .map(|it| crate::ui::problem_of(&format!("form[{it}]"), MaybeProp::default()));
    move || {
        let found = wrong.iter().find_map(|it| it.get());
        found.map(|it| view! { <p class="field-problem" role="alert">{it}</p> })
    }
}
