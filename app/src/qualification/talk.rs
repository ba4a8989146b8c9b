//! What the talk with a lead has found out so far, whether it is enough for sales, and the press that says so.

use super::api::{GrantSalesQualified, WriteTalk};
use super::talk_edit::TalkEdit;
use crate::forms::{Complaint, error_here};
use crate::layout::use_viewer;
use crate::routes;
use crate::ui::{Button, Icon, Look, Panel};
use crate::words::use_words;
use domain::leads::{Lead, LeadStatus};
use domain::qualification::{Criterion, Kind, Origin, Qualified, Talk, enough};
use domain::team::Right;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

#[component]
pub fn TalkPanel(
    qualified: Signal<Qualified>,
    lead: Signal<Lead>,
    write: ServerAction<WriteTalk>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let query = use_query_map();
    let may = Memo::new(move |_| viewer.with(|it| it.may(Right::QualifyLead, lead.with(|it| it.owner))));
    let editing = Memo::new(move |_| may.get() && query.with(|it| it.get("talk").is_some()));
    let here = move || lead.with(|it| routes::lead(it.key()));
    let link = move || {
        (may.get() && !editing.get()).then(|| {
            view! { <A href=move || format!("{}?talk=1", here()) scroll=false attr:class="panel-act">{words.talk_write()}</A> }
        })
    };
    // A panel's head is made once; what is in it follows.
    let action = move || view! { {link} };
    view! {
        <Panel title=words.talk() action>
            {move || if editing.get() {
                view! { <TalkEdit qualified lead write/> }.into_any()
            } else {
                view! { <Found qualified/> }.into_any()
            }}
            {move || (!editing.get()).then(|| view! { <Verdict qualified lead may/> })}
        </Panel>
    }
}

#[component]
fn Found(qualified: Signal<Qualified>) -> impl IntoView {
    let words = use_words();
    let talk = Memo::new(move |_| qualified.with(|it| it.talk.clone()));
    move || {
        let talk = talk.get();
        if talk.at.is_none() {
            return view! { <p class="quiet">{words.talk_empty()}</p> }.into_any();
        }
        let line = |criterion: Criterion| {
            let answer = talk.answer(criterion).clone();
            let is_confirmed = answer.is_confirmed();
            view! {
                <div>
                    <dt>{words.criterion(criterion)}</dt>
                    <dd>
                        <span class="talk-sure" class:talk-confirmed=is_confirmed>{words.sure(answer.score)}</span>
                        {(!answer.note.is_empty()).then_some(view! { <span class="talk-note">{answer.note}</span> })}
                    </dd>
                </div>
            }
        };
        let used = used(&talk).map(|it| {
            view! { <div><dt>{words.talk_use()}</dt><dd><span class="talk-note">{it}</span></dd></div> }
        });
        view! { <dl class="talk">{Criterion::ALL.map(line).collect_view()}{used}</dl> }.into_any()
    }
}

fn used(talk: &Talk) -> Option<String> {
    let said = [talk.used.workspace_owner.clone(), talk.used.use_case.clone()];
    let said = said.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ");
    (!said.is_empty()).then_some(said)
}

/// By the very rule that the server asks again.
#[component]
fn Verdict(qualified: Signal<Qualified>, lead: Signal<Lead>, may: Memo<bool>) -> impl IntoView {
    let words = use_words();
    let grant = ServerAction::<GrantSalesQualified>::new();
    let id = lead.with_untracked(|it| it.id);
    let error = error_here(grant, &[("lead", id.to_string())]);
    let verdict = Memo::new(move |_| {
        let open = lead.with(|it| it.status != LeadStatus::Disqualified);
        qualified.with(|it| {
            (open && it.kind != Kind::SalesQualified).then(|| enough(&it.talk, it.facts).map(|it| it.0))
        })
    });
    let shown = move || {
        verdict.get().map(|it| match it {
            Ok(origin) => view! { <Ready id origin may grant/> }.into_any(),
            Err(missing) => {
                let missing =
                    missing.into_iter().map(|it| view! { <li>{words.missing(it)}</li> }).collect_view();
                view! {
                    <div class="talk-missing">
                        <p>{words.grant_missing()}</p>
                        <ul>{missing}</ul>
                    </div>
                }
                .into_any()
            }
        })
    };
    view! { <Complaint error/>{shown} }
}

#[component]
fn Ready(
    id: domain::LeadId,
    origin: Origin,
    may: Memo<bool>,
    grant: ServerAction<GrantSalesQualified>,
) -> impl IntoView {
    let words = use_words();
    let button = move || {
        may.get().then(|| {
            view! {
                <ActionForm action=grant attr:class="inline-form">
                    <input type="hidden" name="lead" value=id.to_string()/>
                    <Button submit=true look=Look::Primary waiting=grant.pending()>{words.grant()}</Button>
                </ActionForm>
            }
        })
    };
    view! {
        <div class="talk-ready">
            <p><Icon name="check"/>{words.grant_ready()}" "<span class="quiet">{words.qualified_by(origin)}</span></p>
            {button}
        </div>
    }
}
