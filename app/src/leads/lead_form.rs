//! What is known of a lead, as a form: for a new one, for editing, and for choosing again after somebody was faster.

use crate::accounts::{OwnerField, Standing, member_choices};
use crate::layout::use_viewer;
use crate::ui::{Choice, Field, FormRow, Input, Select};
use crate::words::use_words;
use domain::leads::{Lead, LeadForm, Origin, Probe};
use domain::pipeline::Motion;
use domain::team::Right;
use leptos::prelude::*;

/// The form of a lead before anybody types.
pub fn form_of(lead: &Lead) -> LeadForm {
    LeadForm {
        name: lead.name.clone(),
        company: lead.company.clone().unwrap_or_default(),
        title: lead.title.clone().unwrap_or_default(),
        email: lead.email.clone().unwrap_or_default(),
        phone: lead.phone.clone().unwrap_or_default(),
        about: lead.about.clone(),
        origin: lead.origin.code().to_owned(),
        motion: lead.motion.code().to_owned(),
        source: lead.source.clone().unwrap_or_default(),
        owner: lead.owner.map(|it| it.to_string()).unwrap_or_default(),
    }
}

/// What likeness is asked by, as it is typed.
#[derive(Clone, Copy)]
pub struct Typed {
    pub company: RwSignal<String>,
    pub email: RwSignal<String>,
    pub phone: RwSignal<String>,
}

impl Typed {
    pub fn of(form: &LeadForm) -> Self {
        Self {
            company: RwSignal::new(form.company.clone()),
            email: RwSignal::new(form.email.clone()),
            phone: RwSignal::new(form.phone.clone()),
        }
    }

    pub fn probe(self) -> Probe {
        let Self { company, email, phone } = self;
        Probe { company: company.get(), email: email.get(), phone: phone.get(), ..Probe::default() }
    }
}

/// Who it is and how they are reached, then what they want and how they came.
#[component]
pub fn LeadFields(
    form: LeadForm,
    typed: Typed,
    #[prop(optional_no_strip)] owner: Option<domain::MemberId>,
    /// It is being made.
    #[prop(optional)]
    new: bool,
) -> impl IntoView {
    let words = use_words();
    let origins: Vec<_> =
        Origin::ALL.into_iter().map(|it| Choice::new(it.code(), words.origin(it))).collect();
    let motions: Vec<_> =
        Motion::ALL.into_iter().map(|it| Choice::new(it.code(), words.motion(it))).collect();
    let origin = if form.origin.is_empty() { Origin::default().code().to_owned() } else { form.origin };
    let who = match new {
        true => view! { <NewOwner/> }.into_any(),
        false => view! { <OwnerField name="form[owner]" now=owner/> }.into_any(),
    };
    // How one sells follows from how they came, until somebody knows better.
    let motion = (!new).then(|| {
        view! { <Select name="form[motion]" label=words.field_motion() choices=motions value=form.motion/> }
    });
    view! {
        <FormRow>
            <Field name="form[name]" label=words.field_name() value=form.name required=true autofocus=true max_length=200/>
            <Field name="form[title]" label=words.person_title() value=form.title max_length=200/>
        </FormRow>
        <Field name="form[company]" label=words.field_company() bind=typed.company max_length=200/>
        <FormRow>
            <Field name="form[email]" label=words.field_email() input=Input::Email bind=typed.email max_length=254
                hint=words.lead_reach_hint().to_owned()/>
            <Field name="form[phone]" label=words.field_phone() input=Input::Phone bind=typed.phone max_length=200/>
        </FormRow>
        <Field name="form[about]" label=words.lead_about() input=Input::Lines value=form.about max_length=10_000/>
        <FormRow>
            <Select name="form[origin]" label=words.field_origin() choices=origins value=origin/>
            <Field name="form[source]" label=words.field_source() value=form.source max_length=200 hint=words.lead_source_hint().to_owned()/>
        </FormRow>
        <FormRow>{motion}{who}</FormRow>
    }
}

/// Whoever works leads takes it at once; otherwise it waits in the queue.
#[component]
fn NewOwner() -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let me = viewer.with_untracked(|it| it.may_ever(Right::WorkLead).then(|| it.member.to_string()));
    let choices = Signal::derive(move || viewer.with(|it| member_choices(words, it, |_| false)));
    view! {
        <Select name="form[owner]" label=words.field_owner() choices value=me.unwrap_or_default() none=words.lead_queue()/>
    }
}

/// The lead as it stands now, to choose from.
pub fn standing(now: &Lead) -> Standing {
    let form = form_of(now);
    Standing {
        fields: vec![
            ("name", form.name),
            ("company", form.company),
            ("title", form.title),
            ("email", form.email),
            ("phone", form.phone),
            ("about", form.about),
            ("origin", form.origin),
            ("motion", form.motion),
            ("source", form.source),
            ("owner", form.owner),
        ],
        owner: now.owner,
        account: ("account", String::new()),
    }
}
