//! What is known of an account, as a form: for a new one, for editing, and for choosing again after
//! somebody was faster.

use super::again::Standing;
use super::owner::OwnerField;
use super::picker::AccountPicker;
use crate::layout::use_viewer;
use crate::ui::{Checkbox, Field, FormRow, Input};
use crate::words::use_words;
use domain::accounts::{Account, AccountForm};
use domain::leads::Probe;
use domain::{AccountId, MemberId};
use leptos::prelude::*;

/// What likeness is asked by, as it is typed.
#[derive(Clone, Copy)]
pub struct Typed {
    name: RwSignal<String>,
    domain: RwSignal<String>,
    business_reg_no: RwSignal<String>,
}

impl Typed {
    pub fn of(form: &AccountForm) -> Self {
        Self {
            name: RwSignal::new(form.name.clone()),
            domain: RwSignal::new(form.domain.clone()),
            business_reg_no: RwSignal::new(form.business_reg_no.clone()),
        }
    }

    pub fn probe(self) -> Probe {
        let Self { name, domain, business_reg_no } = self;
        Probe {
            company: name.get(),
            domain: domain.get(),
            business_reg_no: business_reg_no.get(),
            ..Probe::default()
        }
    }
}

#[component]
pub fn AccountFields(
    form: AccountForm,
    typed: Typed,
    #[prop(optional_no_strip)] parent: Option<(AccountId, String)>,
    #[prop(optional_no_strip)] owner: Option<MemberId>,
    /// It is being made.
    #[prop(optional)]
    new: bool,
) -> impl IntoView {
    let words = use_words();
    let base = use_viewer().with_untracked(|it| it.rates.base);
    let revenue = words.amount_in(words.field_revenue(), base.code());
    view! {
        <Field name="form[name]" label=words.field_name() bind=typed.name required=true autofocus=true max_length=200/>
        <FormRow>
            <Field name="form[domain]" label=words.field_domain() bind=typed.domain hint=words.account_domain_hint().to_owned()/>
            <Field name="form[business_reg_no]" label=words.field_business_reg_no() bind=typed.business_reg_no
                max_length=30 hint=words.account_reg_no_hint().to_owned()/>
        </FormRow>
        <FormRow>
            <Field name="form[industry]" label=words.field_industry() value=form.industry max_length=200/>
            <Field name="form[region]" label=words.field_region() value=form.region max_length=200/>
            <Field name="form[employees]" label=words.field_employees() input=Input::Number value=form.employees/>
            <Field name="form[revenue]" label=revenue input=Input::Amount value=form.revenue max_length=30/>
        </FormRow>
        <FormRow>
            <OwnerField name="form[owner]" now=owner new/>
            <AccountPicker name="form[parent]" text_name="form[parent_name]" label=words.field_parent() now=parent/>
        </FormRow>
        <Checkbox name="form[target]" label=words.target() checked=!form.target.is_empty()/>
        <Field name="form[about]" label=words.field_about() input=Input::Lines value=form.about max_length=10_000/>
    }
}

/// The account as it stands now, to choose from.
pub fn standing(now: &Account) -> Standing {
    let form = AccountForm::of(now);
    Standing {
        fields: vec![
            ("name", form.name),
            ("domain", form.domain),
            ("business_reg_no", form.business_reg_no),
            ("industry", form.industry),
            ("employees", form.employees),
            ("revenue", form.revenue),
            ("region", form.region),
            ("owner", form.owner),
            ("parent", form.parent),
            ("about", form.about),
            ("target", form.target),
        ],
        owner: now.owner,
        account: ("parent", form.parent_name),
    }
}
