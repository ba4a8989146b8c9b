//! What is known of a person, as a form: for a new one, for editing, and for choosing again after
//! somebody was faster.

use super::again::Standing;
use super::owner::OwnerField;
use super::picker::AccountPicker;
use crate::ui::{Field, FormRow, Input};
use crate::words::use_words;
use domain::accounts::{Person, PersonForm};
use domain::leads::Probe;
use domain::{AccountId, MemberId};
use leptos::prelude::*;

/// What likeness is asked by, as it is typed.
#[derive(Clone, Copy)]
pub struct Typed {
    email: RwSignal<String>,
    phone: RwSignal<String>,
}

impl Typed {
    pub fn of(form: &PersonForm) -> Self {
        Self { email: RwSignal::new(form.email.clone()), phone: RwSignal::new(form.phone.clone()) }
    }

    pub fn probe(self) -> Probe {
        Probe { email: self.email.get(), phone: self.phone.get(), ..Probe::default() }
    }
}

#[component]
pub fn PersonFields(
    form: PersonForm,
    typed: Typed,
    #[prop(optional_no_strip)] account: Option<(AccountId, String)>,
    #[prop(optional_no_strip)] owner: Option<MemberId>,
    /// It is being made.
    #[prop(optional)]
    new: bool,
) -> impl IntoView {
    let words = use_words();
    view! {
        <FormRow>
            <Field name="form[name]" label=words.field_name() value=form.name required=true autofocus=true max_length=200/>
            <Field name="form[title]" label=words.person_title() value=form.title max_length=200/>
            <Field name="form[department]" label=words.field_department() value=form.department max_length=200/>
        </FormRow>
        <AccountPicker name="form[account]" text_name="form[account_name]" label=words.field_account() now=account/>
        <FormRow>
            <Field name="form[email]" label=words.field_email() input=Input::Email bind=typed.email max_length=254/>
            <Field name="form[phone]" label=words.field_phone() input=Input::Phone bind=typed.phone max_length=200/>
        </FormRow>
        <OwnerField name="form[owner]" now=owner new/>
        <Field name="form[about]" label=words.field_about() input=Input::Lines value=form.about max_length=10_000/>
    }
}

/// The person as they stand now, to choose from.
pub fn standing(now: &Person) -> Standing {
    let form = PersonForm::of(now);
    Standing {
        fields: vec![
            ("name", form.name),
            ("title", form.title),
            ("department", form.department),
            ("email", form.email),
            ("phone", form.phone),
            ("account", form.account),
            ("owner", form.owner),
            ("about", form.about),
        ],
        owner: now.owner,
        account: ("account", form.account_name),
    }
}
