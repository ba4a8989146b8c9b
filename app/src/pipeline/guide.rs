//! What a stage is for and what it asks, one press away from its name. It opens without scripts, too.

use crate::words::use_words;
use domain::pipeline::gate::Severity;
use domain::pipeline::{Gate, Requirement, Stage};
use leptos::prelude::*;

#[component]
pub fn Guide(stage: StoredValue<Stage>) -> impl IntoView {
    let words = use_words();
    let stage = stage.get_value();
    let id = format!("guide-{}", stage.id);
    let name = words.either(&stage.name_ko, &stage.name_en).to_owned();
    let text = words.either(&stage.guidance_ko, &stage.guidance_en).to_owned();
    let text = if text.is_empty() { words.guide_none().to_owned() } else { text };
    let gate = |title: String, gate: Option<&Gate>| {
        gate.map(|gate| {
            let note = (gate.severity == Severity::Warn).then(|| words.gate_may_pass());
            let items = asked(&gate.asks).iter().map(|it| view! { <li>{words.requirement(it)}</li> });
            view! {
                <h3>{title}</h3>
                <ul>{items.collect_view()}</ul>
                {note.map(|it| view! { <p class="quiet">{it}</p> })}
            }
        })
    };
    let facts = [
        Some(words.guide_probability(stage.probability)),
        stage.rot_days.map(|it| words.stage_rots_after(it)),
        stage.wip_limit.map(|it| words.stage_holds(it)),
    ];
    let facts: Vec<_> = facts.into_iter().flatten().collect();
    view! {
        <h2>
            <button type="button" class="column-name" popovertarget=id.clone() title=text.clone()>{name.clone()}</button>
        </h2>
        <div class="guide" id=id popover="auto" role="dialog" aria-label=words.guide_of(&name)>
            <p class="guide-name">{name.clone()}</p>
            <p>{text}</p>
            {gate(words.guide_entry(&name), stage.entry.as_ref())}
            {gate(words.guide_exit().to_owned(), stage.exit.as_ref())}
            <p class="quiet">{facts.join(" · ")}</p>
        </div>
    }
}

/// What is asked, one by one.
fn asked(asks: &Requirement) -> &[Requirement] {
    match asks {
        Requirement::All(all) => all,
        one => std::slice::from_ref(one),
    }
}
