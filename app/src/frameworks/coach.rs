//! The one question to ask next about a deal, why that one, and the press that makes it a task.

use crate::activities::api::PlanTask;
use crate::forms::{Complaint, FreshId, error_of, succeeded};
use crate::ui::{Button, Icon};
use crate::words::use_words;
use domain::DealId;
use domain::frameworks::{Advice, DealFrameworks, coach};
use domain::text::NAME_MAX;
use leptos::form::ActionForm;
use leptos::prelude::*;

#[component]
pub fn Coach(deal: DealId, #[prop(into)] known: Signal<DealFrameworks>, may: Memo<bool>) -> impl IntoView {
    let advice = Memo::new(move |_| {
        known.with(|it| {
            let sheet = it.sheets.first().filter(|sheet| it.uses.as_ref() == Some(&sheet.framework.code))?;
            coach(&sheet.framework, &sheet.known(), &it.asked, &it.people, it.today)
        })
    });
    move || advice.get().map(|advice| view! { <Ask deal advice may/> })
}

#[component]
fn Ask(deal: DealId, advice: Advice, may: Memo<bool>) -> impl IntoView {
    let words = use_words();
    let plan = ServerAction::<PlanTask>::new();
    let error = error_of(plan);
    let done = succeeded(plan);
    let it = &advice.criterion;
    let (name, ask) =
        (words.either(&it.name_ko, &it.name_en), words.either(&it.ask_ko, &it.ask_en).to_owned());
    let post = words.either(&it.whom_ko, &it.whom_en).to_owned();
    let why = if advice.by_gate {
        words.coach_gate(name, advice.least, advice.score)
    } else {
        words.coach_usual(name, advice.least, advice.score)
    };
    let whom = [advice.whom.clone().unwrap_or_default(), post];
    let whom = whom.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ");
    let question = if ask.is_empty() { name.to_owned() } else { ask };
    let title: String = words.coach_task_title(&question).chars().take(NAME_MAX).collect();
    let act = move || {
        if done.get() > 0 {
            return view! { <p class="coach-done" role="status"><Icon name="check"/>{words.coach_task_done()}</p> }
                .into_any();
        }
        let title = title.clone();
        may.get()
            .then(|| {
                view! {
                    <ActionForm action=plan attr:class="inline-form">
                        <FreshId name="form[id]"/>
                        <input type="hidden" name="form[deal]" value=deal.to_string()/>
                        <input type="hidden" name="form[title]" value=title/>
                        <Button submit=true small=true icon="plus" waiting=plan.pending()>{words.coach_task()}</Button>
                    </ActionForm>
                }
            })
            .into_any()
    };
    view! {
        <section class="coach" aria-label=words.coach()>
            <h3 class="coach-head"><Icon name="lightbulb"/>{words.coach()}</h3>
            <p class="coach-ask">{question}</p>
            <p class="quiet coach-why">{why}</p>
            {(!whom.is_empty()).then(|| view! { <p class="quiet coach-why">{words.coach_whom(&whom)}</p> })}
            <Complaint error/>
            {act}
        </section>
    }
}
