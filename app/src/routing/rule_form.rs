//! A rule as fields: which leads it means, who takes part, and how it chooses among them.

use super::page::Acts;
use crate::error::AppError;
use crate::forms::{Complaint, FormFields, FreshId, error_of, field_problems};
use crate::layout::use_viewer;
use crate::routes;
use crate::ui::{Button, ButtonLink, Choice, Field, FormRow, Input, Look, Panel, Select};
use crate::words::use_words;
use domain::RoutingRuleId;
use domain::icp::Tier;
use domain::leads::Origin;
use domain::routing::{RoutingBook, RuleForm, ShareForm, Strategy};
use leptos::form::ActionForm;
use leptos::prelude::*;

#[component]
pub fn AddPanel(book: Signal<RoutingBook>, acts: Acts) -> impl IntoView {
    let words = use_words();
    view! {
        <Panel title=words.routing_add()>
            <ActionForm action=acts.add attr:class="form" attr:novalidate=true>
                <FreshId/>
                <Fields book form=RuleForm::default() error=error_of(acts.add) waiting=acts.add.pending()/>
            </ActionForm>
        </Panel>
    }
}

#[component]
pub fn ChangePanel(book: Signal<RoutingBook>, rule: RoutingRuleId, acts: Acts) -> impl IntoView {
    let words = use_words();
    let kept = book.with_untracked(|it| it.rules.iter().find(|it| it.id == rule).cloned())?;
    Some(view! {
        <Panel title=words.routing_edit(&kept.name)>
            <ActionForm action=acts.change attr:class="form" attr:novalidate=true>
                <input type="hidden" name="rule" value=rule.to_string()/>
                <input type="hidden" name="seen" value=kept.version.to_string()/>
                <Fields book form=RuleForm::from(&kept) error=error_of(acts.change) waiting=acts.change.pending()/>
            </ActionForm>
        </Panel>
    })
}

#[component]
fn Fields(
    book: Signal<RoutingBook>,
    form: RuleForm,
    error: Signal<Option<AppError>>,
    #[prop(into)] waiting: Signal<bool>,
) -> impl IntoView {
    let words = use_words();
    let origins: Vec<_> =
        Origin::ALL.into_iter().map(|it| Choice::new(it.code(), words.origin(it))).collect();
    let tiers: Vec<_> = [Tier::A, Tier::B, Tier::C]
        .into_iter()
        .map(|it| Choice::new(it.code(), words.routing_at_least(it)))
        .collect();
    let strategies: Vec<_> =
        Strategy::ALL.into_iter().map(|it| Choice::new(it.code(), words.routing_strategy(it))).collect();
    let problems = field_problems(words, error);
    let shares = form.shares.clone();
    let given = form;
    view! {
        <Complaint error/>
        <FormFields of=error>
            <Field name="form[name]" id="rule-name" label=words.field_name() value=given.name required=true max_length=200/>
            <fieldset class="routing-when">
                <legend>{words.routing_which()}</legend>
                <FormRow>
                    <Select name="form[origin]" id="rule-origin" label=words.field_origin() choices=origins value=given.origin none=words.leads_all_origins()/>
                    <Field name="form[source]" id="rule-source" label=words.field_source() value=given.source max_length=200/>
                    <Select name="form[tier]" id="rule-tier" label=words.icp_tier() choices=tiers value=given.tier none=words.routing_any()/>
                </FormRow>
                <FormRow>
                    <Field name="form[region]" id="rule-region" label=words.field_region() value=given.region max_length=200/>
                    <Field name="form[industry]" id="rule-industry" label=words.field_industry() value=given.industry max_length=200/>
                    <Field name="form[least]" id="rule-least" label=words.routing_least() input=Input::Number value=given.least max_length=9/>
                    <Field name="form[most]" id="rule-most" label=words.routing_most() input=Input::Number value=given.most max_length=9/>
                </FormRow>
                <p class="quiet">{words.routing_which_note()}</p>
            </fieldset>
            <Select name="form[strategy]" id="rule-strategy" label=words.routing_how() choices=strategies value=given.strategy hint=words.routing_how_note()/>
        </FormFields>
        <Shares book shares problems/>
        <div class="form-foot">
            <Button submit=true look=Look::Primary waiting>{words.promises_save()}</Button>
            <ButtonLink href=routes::ROUTING look=Look::Plain>{words.cancel()}</ButtonLink>
        </div>
    }
}

/// Everybody who works here, with a box to tick, a share, and the regions that are theirs.
#[component]
fn Shares(
    book: Signal<RoutingBook>,
    shares: Vec<ShareForm>,
    problems: Signal<Vec<crate::words::FieldProblem>>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let wrong = move |field: String| {
        Signal::derive(move || {
            problems.with(|it| it.iter().find(|it| it.field == field).map(|it| it.sentence.clone()))
        })
    };
    let members: Vec<_> =
        book.with_untracked(|it| it.members.iter().filter(|it| it.active).map(|it| it.member).collect());
    let row = |(at, member): (usize, domain::MemberId)| {
        let id = member.to_string();
        let kept = shares.iter().find(|it| it.member == id).cloned().unwrap_or_default();
        let name = viewer.with_untracked(|it| it.member_name(member).unwrap_or_default().to_owned());
        let field = |of: &str| format!("form[shares][{at}][{of}]");
        view! {
            <li class="routing-member">
                <input type="hidden" name=field("member") value=id/>
                <label class="icp-choice">
                    <input type="checkbox" name=field("part") value="1" checked=!kept.part.is_empty()/>
                    <span>{name.clone()}</span>
                </label>
                <div class="routing-weight">
                    <Field name=field("weight") id=format!("weight-{at}") label=words.routing_weight_of(&name) input=Input::Number
                        value=kept.weight problem=wrong(format!("weight-{at}")) max_length=3/>
                </div>
                <div class="routing-regions">
                    <Field name=field("regions") id=format!("regions-{at}") label=words.routing_regions_of(&name)
                        value=kept.regions problem=wrong(format!("regions-{at}")) max_length=1_000/>
                </div>
            </li>
        }
    };
    let rows = members.into_iter().enumerate().map(row).collect_view();
    let none = wrong("shares".to_owned());
    view! {
        <fieldset class="routing-members">
            <legend>{words.routing_who()}</legend>
            <p class="quiet">{words.routing_who_note()}</p>
            {move || none.get().map(|it| view! { <p class="form-problem" role="alert">{it}</p> })}
            <ul>{rows}</ul>
        </fieldset>
    }
}
