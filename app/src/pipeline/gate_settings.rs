//! What a stage asks, in words, changed one condition at a time: a menu to add, a button to take away, and
//! whether it stops a deal or only says so.

use super::api::EditGate;
use crate::forms::{Complaint, FormFields, error_here};
use crate::ui::{Badge, Button, Choice, Field, FormRow, IconButton, Input, Look, Select, Tone};
use crate::words::{Words, use_words};
use domain::frameworks::{Criterion, FrameworkBook};
use domain::pipeline::gate::{Severity, Side};
use domain::pipeline::{Gate, Requirement, Stage, StageKind};
use domain::{PipelineId, StageId};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Both gates of a stage; one that leaves the open stages is only entered. They follow the news, and stay open.
#[component]
pub fn StageGates(stage: Memo<Stage>, name: Memo<String>, pipeline: PipelineId, may: bool) -> impl IntoView {
    let words = use_words();
    let (id, is_open) = stage.with_untracked(|it| (it.id, it.kind == StageKind::Open));
    let entry = Memo::new(move |_| stage.with(|it| it.entry.clone()));
    let exit = Memo::new(move |_| stage.with(|it| it.exit.clone()));
    let of = |gate: &Option<Gate>| gate.as_ref().map_or(0, |it| conditions(it).len());
    let count = move || entry.with(of) + exit.with(of);
    let shown = Memo::new(move |_| may || entry.with(Option::is_some) || exit.with(Option::is_some));
    let opened = use_query_map().with_untracked(|it| it.get("gates").is_some_and(|it| it == id.to_string()));
    move || {
        shown.get().then(|| view! {
            <details class="stage-gates" id=format!("gates-{id}") open=opened>
                <summary>{words.gate_edit_title()}<span class="unseen">" "{move || name.get()}</span>" "<span class="quiet">{count}</span></summary>
                <OneGate gate=entry side=Side::Entry stage=id pipeline may name/>
                {is_open.then(|| view! { <OneGate gate=exit side=Side::Exit stage=id pipeline may name/> })}
            </details>
        })
    }
}

fn conditions(gate: &Gate) -> Vec<Requirement> {
    match &gate.asks {
        Requirement::All(all) => all.clone(),
        other => vec![other.clone()],
    }
}

/// The criteria of the framework that the pipeline uses, and their total, by the names they have now.
fn scores(words: Words, book: &FrameworkBook, pipeline: PipelineId) -> Vec<Choice> {
    let Some(framework) = book.of_pipeline(pipeline) else { return vec![] };
    let name = words.either(&framework.name_ko, &framework.name_en);
    let code = &framework.code;
    let criterion = |it: &Criterion| {
        let said = words.score_named(name, words.either(&it.name_ko, &it.name_en));
        Choice::new(format!("framework.{code}.{}", it.code), words.score_at_least(&said))
    };
    let total = Choice::new(format!("framework.{code}"), words.score_at_least(&words.score_total(name)));
    framework.criteria.iter().map(criterion).chain([total]).collect()
}

#[component]
fn OneGate(
    gate: Memo<Option<Gate>>,
    side: Side,
    stage: StageId,
    pipeline: PipelineId,
    may: bool,
    name: Memo<String>,
) -> impl IntoView {
    let words = use_words();
    let edit = ServerAction::<EditGate>::new();
    let error = error_here(edit, &[("stage", stage.to_string()), ("form[side]", side.code().to_owned())]);
    let title = match side {
        Side::Entry => words.gate_entry(),
        Side::Exit => words.gate_exit(),
    };
    let severity = Memo::new(move |_| gate.with(|it| it.as_ref().map(|it| it.severity)));
    let of = move || {
        view! {
            <input type="hidden" name="pipeline" value=pipeline.to_string()/>
            <input type="hidden" name="stage" value=stage.to_string()/>
            <input type="hidden" name="form[side]" value=side.code()/>
        }
    };
    let row = move |asked: &Requirement| {
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
    let list = move || match gate.with(|it| it.as_ref().map(conditions).unwrap_or_default()) {
        asks if asks.is_empty() => view! { <p class="quiet">{words.gate_asks_nothing()}</p> }.into_any(),
        asks => view! { <ul class="gate-conditions">{asks.iter().map(row).collect_view()}</ul> }.into_any(),
    };
    let mark = move || {
        severity.get().map(|it| match it {
            Severity::Block => view! { <Badge tone=Tone::Bad>{words.gate_block()}</Badge> },
            Severity::Warn => view! { <Badge tone=Tone::Warn>{words.gate_warn()}</Badge> },
        })
    };
    let other = move || {
        severity.get().filter(|_| may).map(|it| {
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
        })
    };
    let book = use_context::<Signal<FrameworkBook>>();
    let choices = Signal::derive(move || {
        let usual = Requirement::codes().into_iter().map(|it| Choice::new(it.clone(), words.condition(&it)));
        let scores = book.map(|it| it.with(|it| scores(words, it, pipeline))).unwrap_or_default();
        usual.chain(scores).collect::<Vec<_>>()
    });
    let field = move |name: &str| format!("gate-{name}-{}-{stage}", side.code());
    let add = may.then(|| {
        view! {
            <ActionForm action=edit attr:class="form gate-add">
                {of()}
                <FormFields of=error>
                    <FormRow>
                        <Select name="form[add]" id=field("add") label=words.gate_add() choices=choices/>
                        <Field name="form[number]" id=field("number") label=words.gate_add_number() input=Input::Number value="2" hint=words.gate_add_number_hint()/>
                    </FormRow>
                </FormFields>
                <div class="form-foot"><Button submit=true small=true waiting=edit.pending()>{words.add()}</Button></div>
            </ActionForm>
        }
    });
    view! {
        <section class="gate-of" aria-label=move || words.gate_edit(title, &name.get())>
            <div class="cluster"><h4>{title}</h4>{mark}{other}</div>
            <Complaint error/>
            {list}
            {add}
        </section>
    }
}
