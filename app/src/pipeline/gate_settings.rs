//! What a stage asks, in words, changed one condition at a time: a menu to add, a button to take away, and
//! whether it stops a deal or only says so.

use super::api::EditGate;
use crate::forms::{Complaint, error_of, field_problems};
use crate::ui::{Badge, Button, Choice, Field, FormProblems, FormRow, IconButton, Input, Look, Select, Tone};
use crate::words::use_words;
use domain::pipeline::gate::{Severity, Side};
use domain::pipeline::{Gate, Requirement, Stage, StageKind};
use domain::{PipelineId, StageId};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Both gates of a stage; one that leaves the open stages is only entered.
#[component]
pub fn StageGates(stage: Stage, pipeline: PipelineId, may: bool) -> impl IntoView {
    let words = use_words();
    let id = stage.id;
    let is_open = stage.kind == StageKind::Open;
    let asks = stage.entry.is_some() || stage.exit.is_some();
    let shown = (asks || may).then(|| {
        let opened = use_query_map().with_untracked(|it| it.get("gates").is_some_and(|it| it == id.to_string()));
        let name = words.either(&stage.name_ko, &stage.name_en).to_owned();
        view! {
            <details class="stage-gates" id=format!("gates-{id}") open=opened>
                <summary>{words.gate_edit_title()}<span class="unseen">" "{name.clone()}</span>" "<span class="quiet">{count(&stage)}</span></summary>
                <OneGate gate=stage.entry.clone() side=Side::Entry stage=id pipeline may name=name.clone()/>
                {is_open.then(|| view! { <OneGate gate=stage.exit.clone() side=Side::Exit stage=id pipeline may name/> })}
            </details>
        }
    });
    view! { {shown} }
}

/// How many conditions it has in all.
fn count(stage: &Stage) -> usize {
    let of = |gate: &Gate| conditions(gate).len();
    stage.entry.as_ref().map_or(0, of) + stage.exit.as_ref().map_or(0, of)
}

fn conditions(gate: &Gate) -> Vec<Requirement> {
    match &gate.asks {
        Requirement::All(all) => all.clone(),
        other => vec![other.clone()],
    }
}

#[component]
fn OneGate(
    gate: Option<Gate>,
    side: Side,
    stage: StageId,
    pipeline: PipelineId,
    may: bool,
    name: String,
) -> impl IntoView {
    let words = use_words();
    let edit = ServerAction::<EditGate>::new();
    let error = error_of(edit);
    let title = match side {
        Side::Entry => words.gate_entry(),
        Side::Exit => words.gate_exit(),
    };
    let severity = gate.as_ref().map(|it| it.severity);
    let asks = gate.as_ref().map(conditions).unwrap_or_default();
    let of = move || {
        view! {
            <input type="hidden" name="pipeline" value=pipeline.to_string()/>
            <input type="hidden" name="stage" value=stage.to_string()/>
            <input type="hidden" name="form[side]" value=side.code()/>
        }
    };
    let row = |asked: &Requirement| {
        let said = words.requirement(asked);
        let stored = serde_json::to_string(asked).unwrap_or_default();
        let label = words.gate_remove(&said);
        let remove = may.then(|| {
            view! {
                <ActionForm action=edit attr:class="inline-form">
                    {of()}
                    <input type="hidden" name="form[remove]" value=stored/>
                    <IconButton icon="x" label=label submit=true/>
                </ActionForm>
            }
        });
        view! { <li class="gate-condition"><span>{said}</span>{remove}</li> }
    };
    let list = if asks.is_empty() {
        view! { <p class="quiet">{words.gate_asks_nothing()}</p> }.into_any()
    } else {
        view! { <ul class="gate-conditions">{asks.iter().map(row).collect_view()}</ul> }.into_any()
    };
    let mark = severity.map(|it| match it {
        Severity::Block => view! { <Badge tone=Tone::Bad>{words.gate_block()}</Badge> },
        Severity::Warn => view! { <Badge tone=Tone::Warn>{words.gate_warn()}</Badge> },
    });
    let other = severity.filter(|_| may).map(|it| {
        let (value, label) = match it {
            Severity::Block => ("warn", words.gate_make_warn()),
            Severity::Warn => ("block", words.gate_make_block()),
        };
        view! {
            <ActionForm action=edit attr:class="inline-form">
                {of()}
                <input type="hidden" name="form[severity]" value=value/>
                <Button submit=true small=true look=Look::Plain>{label}</Button>
            </ActionForm>
        }
    });
    let choices: Vec<_> =
        Requirement::codes().into_iter().map(|it| Choice::new(it.clone(), words.condition(&it))).collect();
    let field = move |name: &str| format!("gate-{name}-{}-{stage}", side.code());
    let add = may.then(|| {
        view! {
            <ActionForm action=edit attr:class="form gate-add">
                {of()}
                <FormProblems of=field_problems(words, error)>
                    <FormRow>
                        <Select name="form[add]" id=field("add") label=words.gate_add() choices=choices/>
                        <Field name="form[number]" id=field("number") label=words.gate_add_number() input=Input::Number value="2" hint=words.gate_add_number_hint()/>
                    </FormRow>
                </FormProblems>
                <div class="form-foot"><Button submit=true small=true waiting=edit.pending()>{words.add()}</Button></div>
            </ActionForm>
        }
    });
    view! {
        <section class="gate-of" aria-label=words.gate_edit(title, &name)>
            <div class="cluster"><h4>{title}</h4>{mark}{other}</div>
            <Complaint error/>
            {list}
            {add}
        </section>
    }
}
