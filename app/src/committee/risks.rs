//! At the right of a deal: how well it is carried inside, what may lose it, and the press that makes what to do a task.

use crate::activities::api::PlanTask;
use crate::forms::{Complaint, FreshId, error_here, succeeded};
use crate::ui::{Badge, Button, Icon, Panel, Tone};
use crate::words::{Words, use_words};
use domain::DealId;
use domain::committee::{Committee, Dots, RiskKind, dots, risks};
use domain::focus::NamedRisk;
use domain::text::NAME_MAX;
use leptos::form::ActionForm;
use leptos::prelude::*;

#[component]
pub fn ChampionRisks(#[prop(into)] committee: Signal<Committee>, may: Memo<bool>) -> impl IntoView {
    let words = use_words();
    let found = Memo::new(move |_| {
        committee.with(|it| {
            let named = |risk| Words::named_risk(it, risk);
            risks(&it.held(), it.today).iter().map(named).collect::<Vec<_>>()
        })
    });
    let deal = committee.with_untracked(|it| it.deal);
    let carried = move || {
        committee.with(|it| dots(&it.held())).map(|(dots, count)| {
            let tone = match dots {
                Dots::Red => Tone::Bad,
                Dots::Amber => Tone::Warn,
                Dots::Green => Tone::Good,
            };
            view! { <Badge tone>{words.champions(i64::try_from(count).unwrap_or(i64::MAX))}</Badge> }
        })
    };
    let list = move || match found.get() {
        all if all.is_empty() => view! { <p class="quiet">{words.champion_risks_none()}</p> }.into_any(),
        all => {
            let line = |risk: NamedRisk| view! { <Line risk deal may/> };
            view! { <ul class="risk-list">{all.into_iter().map(line).collect_view()}</ul> }.into_any()
        }
    };
    let shown = Memo::new(move |_| committee.with(|it| !it.seats.is_empty()));
    view! {
        <Show when=move || shown.get()>
            <Panel title=words.champion_risks() action=ViewFn::from(move || view! { {carried} })>
                {list}
                <p><a href="#committee">{words.committee()}</a></p>
            </Panel>
        </Show>
    }
}

#[component]
fn Line(risk: NamedRisk, deal: DealId, may: Memo<bool>) -> impl IntoView {
    let words = use_words();
    let plan = ServerAction::<PlanTask>::new();
    let title: String = words.risk_act(&risk).chars().take(NAME_MAX).collect();
    let error = error_here(plan, &[("form[title]", title.clone())]);
    let done = succeeded(plan);
    let class = if risk.kind == RiskKind::OnlyOneChampion { "risk tone-warn" } else { "risk tone-bad" };
    let (said, act) = (words.risk_named(&risk), title.clone());
    let task = move || {
        if done.get() > 0 {
            return view! { <p class="coach-done" role="status"><Icon name="check"/>{words.risk_task_done()}</p> }
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
                        <Button submit=true small=true icon="plus" waiting=plan.pending()>{words.risk_task()}</Button>
                    </ActionForm>
                }
            })
            .into_any()
    };
    view! {
        <li class=class>
            <Icon name="triangle-alert"/>
            <div class="risk-said">
                <p class="risk-what">{said}</p>
                <p class="quiet risk-do">{act}</p>
                <Complaint error/>
                {task}
            </div>
        </li>
    }
}
