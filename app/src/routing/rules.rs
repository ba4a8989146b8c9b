//! The rules as sentences, in the order in which they are asked.

use super::page::Acts;
use crate::layout::use_viewer;
use crate::routes;
use crate::ui::{Badge, Button, EmptyState, IconButton, IconLink, Look, Tone};
use crate::words::use_words;
use domain::routing::Rule;
use leptos::form::ActionForm;
use leptos::prelude::*;

#[component]
pub fn Rules(rules: Memo<Vec<Rule>>, may: bool, acts: Acts) -> impl IntoView {
    let words = use_words();
    move || {
        let rules = rules.get();
        if rules.is_empty() {
            return view! { <EmptyState text=words.routing_none() icon="users-round"/> }.into_any();
        }
        let count = rules.len();
        let rows = rules.into_iter().enumerate().map(|(at, rule)| view! { <Row rule at count may acts/> });
        view! { <ol class="routing-rules">{rows.collect_view()}</ol> }.into_any()
    }
}

#[component]
fn Row(rule: Rule, at: usize, count: usize, may: bool, acts: Acts) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let name = rule.name.clone();
    let off = (!rule.on).then(|| view! { " "<Badge tone=Tone::Neutral>{words.routing_off()}</Badge> });
    let members = viewer.with_untracked(|it| {
        let member = |id| it.member_name(id).unwrap_or_default().to_owned();
        rule.shares
            .iter()
            .map(|share| words.routing_share(rule.strategy, share, &member(share.member)))
            .collect::<Vec<_>>()
    });
    let id = rule.id;
    let step = move |earlier: bool, there: bool, icon: &'static str, label: String| {
        there.then(|| {
            view! {
                <ActionForm action=acts.order>
                    <input type="hidden" name="rule" value=id.to_string()/>
                    <input type="hidden" name="earlier" value=earlier.to_string()/>
                    <IconButton icon label submit=true/>
                </ActionForm>
            }
        })
    };
    let switch_label = words.routing_switch_label(&name, rule.on);
    let switch = if rule.on { words.routing_switch_off() } else { words.routing_switch_on() };
    let (edit, remove) = (words.routing_edit(&name), words.routing_remove(&name));
    let (earlier, later) = (words.routing_earlier(&name), words.routing_later(&name));
    let acts_view = may.then(|| view! {
        <div class="routing-acts">
            {step(true, at > 0, "chevron-up", earlier)}
            {step(false, at + 1 < count, "chevron-down", later)}
            <ActionForm action=acts.switch>
                <input type="hidden" name="rule" value=id.to_string()/>
                <input type="hidden" name="on" value=(!rule.on).to_string()/>
                <Button submit=true small=true look=Look::Quiet attr:aria-label=switch_label>{switch}</Button>
            </ActionForm>
            <IconLink icon="pencil" href=format!("{}?rule={id}", routes::ROUTING) label=edit/>
            <ActionForm action=acts.remove>
                <input type="hidden" name="rule" value=id.to_string()/>
                <input type="hidden" name="seen" value=rule.version.to_string()/>
                <IconButton icon="trash-2" label=remove submit=true/>
            </ActionForm>
        </div>
    });
    view! {
        <li class="routing-rule" class:routing-rule-off=!rule.on>
            <span class="routing-place" aria-hidden="true">{at + 1}</span>
            <div class="routing-what">
                <strong>{name}{off}</strong>
                <span>{words.routing_when(&rule.when)}</span>
                <span class="quiet">{words.routing_strategy(rule.strategy)}": "{members.join(", ")}</span>
            </div>
            {acts_view}
        </li>
    }
}
