//! What a gate misses: as a list that leads to where each thing is kept, and as the few fields that put it in
//! place on the way.

use super::verdict::{can_be_filled, can_be_filled_at_first};
use crate::accounts::{AccountPicker, OwnerField, PersonSelect};
use crate::routes;
use crate::ui::{Badge, Choice, Field, FormRow, Icon, Input, Select, Tone};
use crate::words::{Words, use_words};
use chrono::NaiveDate;
use domain::pipeline::gate::{self, Activity, Missing, Scored, Severity};
use domain::pipeline::{Card, Requirement};
use leptos::prelude::*;
use leptos_router::components::A;

/// Each missing thing, with the way to where it is filled in.
#[component]
pub fn MissingList(
    missing: Vec<Missing>,
    /// None: the deal is not there yet, and neither is its page.
    #[prop(into)]
    card: Option<Card>,
) -> impl IntoView {
    let words = use_words();
    let item = |it: &Missing| {
        let mark = if it.severity == Severity::Block {
            ("gate-item tone-bad", "lock")
        } else {
            ("gate-item tone-warn", "triangle-alert")
        };
        let said = words.requirement(&it.what);
        let said = match &card {
            Some(card) => view! { <A href=place_of(&it.what, card)>{said}</A> }.into_any(),
            None => said.into_any(),
        };
        let may_pass = (it.severity == Severity::Warn)
            .then(|| view! { <Badge tone=Tone::Warn>{words.gate_may_pass()}</Badge> });
        view! {
            <li class=mark.0>
                <Icon name=mark.1/>
                {said}
                {may_pass}
            </li>
        }
    };
    view! { <ul class="gate-items">{missing.iter().map(item).collect_view()}</ul> }
}

/// Where on the deal's page something is kept.
fn place_of(what: &Requirement, card: &Card) -> String {
    let page = routes::deal(card.key());
    match what {
        Requirement::All(of) | Requirement::Any(of) => of.first().map_or(page, |it| place_of(it, card)),
        Requirement::Not(it) => place_of(it, card),
        Requirement::Activity(_) | Requirement::People(_) => format!("{page}?log=1#log-body"),
        Requirement::CloseDateInFuture => format!("{page}?edit=1#field-expected_close"),
        Requirement::NextStepWithin(_) => format!("{page}?edit=1#field-next_step"),
        Requirement::Framework(_) => format!("{page}#known"),
        // How well an account fits is said, and mended, on its own page.
        Requirement::IcpTier(_) => match card.account {
            Some(account) => routes::account(account),
            None => format!("{page}?edit=1#field-account_name"),
        },
        Requirement::Role(_) => format!("{page}#committee"),
        Requirement::FieldSet(gate::Field::Products) => format!("{page}#products"),
        Requirement::FieldSet(gate::Field::Account) => format!("{page}?edit=1#field-account_name"),
        Requirement::FieldSet(field) => format!("{page}?edit=1#field-{}", field.code()),
    }
}

/// The fields for what is missing, and nothing else. What they cannot write is listed with its place.
#[component]
pub fn MissingFields(
    missing: Vec<Missing>,
    /// None: the deal is being made.
    #[prop(into)]
    card: Option<Card>,
) -> impl IntoView {
    let words = use_words();
    let can_be_filled = if card.is_some() { can_be_filled } else { can_be_filled_at_first };
    let (here, elsewhere): (Vec<_>, Vec<_>) = missing.into_iter().partition(|it| can_be_filled(&it.what));
    let mut fields: Vec<Asked> = Vec::new();
    for asked in here.iter().flat_map(|it| asked(&it.what)) {
        if !fields.contains(&asked) {
            fields.push(asked);
        }
    }
    let listed = (!elsewhere.is_empty()).then(|| {
        view! {
            <div class="gate-elsewhere">
                <p class="quiet">{if card.is_some() { words.gate_elsewhere() } else { words.quick_add_not_here() }}</p>
                <MissingList missing=elsewhere card=card.clone()/>
            </div>
        }
    });
    // Each stands in a list of its own kind.
    let (mut activities, mut scores) = (0, 0);
    let fields = fields.into_iter().map(move |it| {
        let count = match it {
            Asked::Done(_) => &mut activities,
            Asked::Score(_) | Asked::Field(_) => &mut scores,
        };
        let at = *count;
        *count += usize::from(!matches!(it, Asked::Field(_)));
        field(words, it, at, card.clone())
    });
    view! { {fields.collect_view()} {listed} }
}

/// One thing to fill in.
#[derive(Clone, PartialEq)]
enum Asked {
    Field(gate::Field),
    /// One of these ways to have done it.
    Done(Vec<Activity>),
    Score(Scored),
}

fn asked(what: &Requirement) -> Vec<Asked> {
    match what {
        Requirement::All(all) => all.iter().flat_map(asked).collect(),
        Requirement::Any(any) => {
            let done = any.iter().filter_map(|it| match it {
                Requirement::Activity(it) => Some(*it),
                _ => None,
            });
            vec![Asked::Done(done.collect())]
        }
        Requirement::FieldSet(field) => vec![Asked::Field(*field)],
        Requirement::CloseDateInFuture => vec![Asked::Field(gate::Field::ExpectedClose)],
        Requirement::NextStepWithin(_) => vec![Asked::Field(gate::Field::NextStep)],
        Requirement::Activity(it) => vec![Asked::Done(vec![*it])],
        Requirement::Framework(it) if it.criterion.is_some() => vec![Asked::Score(it.clone())],
        Requirement::Not(_)
        | Requirement::People(_)
        | Requirement::Framework(_)
        | Requirement::Role(_)
        | Requirement::IcpTier(_) => vec![],
    }
}

fn field(words: Words, asked: Asked, at: usize, card: Option<Card>) -> AnyView {
    let field = match asked {
        Asked::Done(ways) => return view! { <Done ways at/> }.into_any(),
        Asked::Score(asked) => return view! { <Learned asked at/> }.into_any(),
        Asked::Field(field) => field,
    };
    let known = |of: fn(&Card) -> Option<NaiveDate>| card.as_ref().and_then(of);
    let day = |it: Option<NaiveDate>| it.map(|it| it.to_string()).unwrap_or_default();
    let (close, due) = (day(known(|it| it.expected_close)), day(known(|it| it.next_step_due)));
    let (account, owner, step) = card.map(|it| (it.account, it.owner, it.next_step)).unwrap_or_default();
    match field {
        gate::Field::Account => view! {
            <AccountPicker name="fill[account]" text_name="fill[account_name]" label=words.field_account() now=None/>
        }
        .into_any(),
        gate::Field::Person => view! {
            <PersonSelect name="fill[person]" id="gate-person" label=words.field_person() account/>
        }
        .into_any(),
        gate::Field::Owner => view! { <OwnerField name="fill[owner]" now=owner/> }.into_any(),
        gate::Field::Amount => view! {
            <Field name="fill[amount]" id="gate-amount" label=words.field_amount() input=Input::Amount placeholder=words.amount_example()/>
        }
        .into_any(),
        gate::Field::ExpectedClose => view! {
            <Field name="fill[expected_close]" id="gate-close" label=words.field_expected_close() input=Input::Day value=close/>
        }
        .into_any(),
        gate::Field::NextStep => view! {
            <FormRow>
                <Field name="fill[next_step]" id="gate-step" label=words.field_next_step() value=step.unwrap_or_default() max_length=200/>
                <Field name="fill[next_step_due]" id="gate-due" label=words.field_next_step_due() input=Input::Day value=due/>
            </FormRow>
        }
        .into_any(),
        gate::Field::About => view! {
            <Field name="fill[about]" id="gate-about" label=words.field_about() input=Input::Lines/>
        }
        .into_any(),
        gate::Field::Products => ().into_any(),
    }
}

/// What became known and was not written down yet: by what. Without a word it was not.
#[component]
fn Learned(asked: Scored, at: usize) -> impl IntoView {
    let words = use_words();
    let name = move |field: &str| format!("fill[scores][{at}][{field}]");
    let label = words.asked_score(&asked);
    view! {
        <input type="hidden" name=name("framework") value=asked.framework/>
        <input type="hidden" name=name("criterion") value=asked.criterion.unwrap_or_default()/>
        <input type="hidden" name=name("score") value=asked.least.to_string()/>
        <Field name=name("note") id=format!("gate-score-{at}") label hint=words.known_proof() max_length=10_000/>
    }
}

/// An activity that was done and not logged yet: when, and how where that is open. Without a day it was not.
#[component]
fn Done(ways: Vec<Activity>, at: usize) -> impl IntoView {
    let words = use_words();
    let name = move |field: &str| format!("fill[activities][{at}][{field}]");
    let mut choices: Vec<Choice> = Vec::new();
    for way in &ways {
        let kind = words.activity_kind(way.kind);
        let outcomes = match &way.outcome {
            Some(outcome) => std::slice::from_ref(outcome),
            None => way.kind.outcomes(),
        };
        for outcome in outcomes {
            let value = format!("{}.{}", way.kind.code(), outcome.code());
            if choices.iter().all(|it| it.value != value) {
                choices.push(Choice::new(value, format!("{kind} · {}", words.outcome(*outcome))));
            }
        }
    }
    let first = choices.first().cloned().unwrap_or_else(|| Choice::new("note", words.kind_note()));
    let how = if choices.len() > 1 {
        view! { <Select name=name("what") id=format!("gate-what-{at}") label=words.log_kind() choices=choices value=first.value/> }.into_any()
    } else {
        view! { <input type="hidden" name=name("what") value=first.value/> }.into_any()
    };
    let when = if ways.len() == 1 && ways[0].outcome.is_some() {
        words.gate_done_when(&first.label)
    } else {
        words.gate_done_on().to_owned()
    };
    view! {
        <FormRow>
            {how}
            <Field name=name("on") id=format!("gate-on-{at}") label=when input=Input::Day/>
        </FormRow>
    }
}
