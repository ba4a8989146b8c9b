//! On a lead's page: whom it has swallowed, who did that, and the way back.

use super::api::UndoMerge;
use crate::forms::{Complaint, error_about};
use crate::layout::use_viewer;
use crate::ui::{Button, Icon, Look, Panel};
use crate::words::use_words;
use domain::leads::LeadDetails;
use domain::merge::Merged;
use domain::team::Right;
use domain::{Key, MemberId};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Says to whoever came by the swallowed one's address, or has just merged, where they are.
#[component]
pub fn MergedNotice() -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let key = Memo::new(move |_| query.with(|it| it.get_str("merged").and_then(|it| it.parse::<Key>().ok())));
    move || {
        key.get().map(|key| {
            view! {
                <div class="exists" role="status">
                    <Icon name="info"/>
                    <strong>{words.merged_notice(&key.to_string())}</strong>
                </div>
            }
        })
    }
}

#[component]
pub fn MergedPanel(details: Signal<LeadDetails>, undo: ServerAction<UndoMerge>) -> impl IntoView {
    let words = use_words();
    let merged = Memo::new(move |_| details.with(|it| it.merged.clone()));
    move || {
        let merged = merged.get();
        (!merged.is_empty()).then(move || {
            let line = move |it: Merged| view! { <Line it details undo/> };
            view! {
                <Panel title=words.merged_title()>
                    <ul class="record-lines">{merged.into_iter().map(line).collect_view()}</ul>
                </Panel>
            }
        })
    }
}

#[component]
fn Line(it: Merged, details: Signal<LeadDetails>, undo: ServerAction<UndoMerge>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let key = Key::lead(it.number).to_string();
    let may =
        Memo::new(move |_| viewer.with(|who| who.may(Right::WorkLead, details.with(|it| it.lead.owner))));
    let by = move |who: Option<MemberId>| {
        let name = viewer.with_untracked(|it| who.and_then(|who| it.member_name(who)).map(str::to_owned));
        name.unwrap_or_else(|| words.merged_somebody().to_owned())
    };
    let when = move |at| {
        let now = details.with_untracked(|it| it.now);
        viewer.with_untracked(|it| words.moment(at, now, &it.zone))
    };
    let id = it.id;
    let error = error_about(undo, move |it: &UndoMerge| it.merge == id, "merge", id);
    let note = match it.undone_at {
        Some(at) => words.merged_undone(&by(it.undone_by), &when(at)),
        None => words.merged_by(&by(it.by), &when(it.at)),
    };
    let kept: Vec<_> = it.kept.iter().map(|it| words.merge_field_name(*it)).collect();
    let label = words.merged_undo_label(&key);
    let is_undone = it.undone_at.is_some();
    let act = move || {
        let label = label.clone();
        (may.get() && !is_undone).then(|| {
            view! {
                <ActionForm action=undo attr:class="inline-form">
                    <input type="hidden" name="merge" value=id.to_string()/>
                    <Button submit=true look=Look::Plain small=true attr:aria-label=label>{words.merged_undo()}</Button>
                </ActionForm>
            }
        })
    };
    view! {
        <li class="record-line merged-line">
            <span><strong class:quiet=is_undone>{key}</strong>" "{it.name}</span>
            <span class="like-note quiet"><span>{note}</span>{act}</span>
            {(!kept.is_empty()).then(|| view! { <p class="quiet merged-kept">{words.merged_kept(&kept.join(", "))}</p> })}
            <Complaint error/>
        </li>
    }
}
