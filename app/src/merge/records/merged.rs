//! On an account's or a person's page: what it may be besides, what it has swallowed, who did that, and the way back.

use super::api::{TellRecordsApart, UndoRecordMerge};
use crate::forms::{Complaint, error_about};
use crate::layout::use_viewer;
use crate::routes;
use crate::ui::{Button, ButtonLink, Icon, Look, Panel};
use crate::words::use_words;
use chrono::{DateTime, Utc};
use domain::merge::{RecordMerged, RecordPair, Records};
use domain::team::Right;
use domain::{Key, MemberId};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

/// What it is called.
fn called(it: &RecordMerged) -> String {
    match it.number {
        Some(number) => format!("{} {}", Key::account(number), it.name),
        None => it.name.clone(),
    }
}

/// Says to whoever came by the swallowed one's address, or has just merged, where they are.
#[component]
pub fn RecordMergedNotice(#[prop(into)] merged: Signal<Vec<RecordMerged>>) -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(|it| it.get("merged").unwrap_or_default()));
    let name = Memo::new(move |_| {
        let asked = asked.get();
        let is_it = |it: &&RecordMerged| {
            it.undone_at.is_none()
                && (it.number.is_some_and(|it| Key::account(it).to_string() == asked)
                    || it.swallowed.to_string() == asked)
        };
        merged.with(|it| it.iter().find(is_it).map(called))
    });
    move || {
        name.get().map(|name| {
            view! {
                <div class="exists" role="status">
                    <Icon name="info"/>
                    <strong>{words.record_merged_notice(&name)}</strong>
                </div>
            }
        })
    }
}

/// A quiet line where the record is probably there twice.
#[component]
pub fn TwinNotice(
    of: Records,
    #[prop(into)] twin: Signal<Option<RecordPair>>,
    apart: ServerAction<TellRecordsApart>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let may = Memo::new(move |_| viewer.with(|it| it.may_ever(Right::KeepRecords)));
    let twin = Memo::new(move |_| twin.get());
    move || {
        let pair = twin.get().filter(|_| may.get())?;
        let (one, other) = (pair.one, pair.other);
        // The older account stays, unless somebody says otherwise.
        let href = match (one.number, other.number) {
            (Some(this), Some(that)) if that < this => routes::merge_records(&other, &one),
            _ => routes::merge_records(&one, &other),
        };
        let why = words.records_alike_in(of, pair.by, pair.sure);
        let note = match other.number {
            Some(number) => format!("{} · {why}", Key::account(number)),
            None => [other.detail.clone(), why.to_owned()].join(" · "),
        };
        let at = routes::record(other.number, other.id);
        Some(view! {
            <div class="twin" role="note">
                <Icon name="copy"/>
                <p>
                    {words.twin_of(of)}" "<A href=at>{other.name.clone()}</A>" "<span class="quiet">{note}</span>
                </p>
                <ActionForm action=apart attr:class="inline-form">
                    <input type="hidden" name="of" value=of.code()/>
                    <input type="hidden" name="one" value=one.id.to_string()/>
                    <input type="hidden" name="other" value=other.id.to_string()/>
                    <Button submit=true look=Look::Plain small=true>{words.duplicates_apart_of(of)}</Button>
                </ActionForm>
                <ButtonLink href small=true>{words.duplicates_compare()}</ButtonLink>
            </div>
        })
    }
}

#[component]
pub fn RecordMergedPanel(
    of: Records,
    #[prop(into)] merged: Signal<Vec<RecordMerged>>,
    #[prop(into)] now: Signal<DateTime<Utc>>,
    undo: ServerAction<UndoRecordMerge>,
) -> impl IntoView {
    let words = use_words();
    let merged = Memo::new(move |_| merged.get());
    move || {
        let merged = merged.get();
        (!merged.is_empty()).then(move || {
            let line = move |it: RecordMerged| view! { <Line of it now undo/> };
            view! {
                <Panel title=words.merged_title_of(of)>
                    <ul class="record-lines">{merged.into_iter().map(line).collect_view()}</ul>
                </Panel>
            }
        })
    }
}

#[component]
fn Line(
    of: Records,
    it: RecordMerged,
    now: Signal<DateTime<Utc>>,
    undo: ServerAction<UndoRecordMerge>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let may = Memo::new(move |_| viewer.with(|who| who.may_ever(Right::KeepRecords)));
    let by = move |who: Option<MemberId>| {
        let name = viewer.with_untracked(|it| who.and_then(|who| it.member_name(who)).map(str::to_owned));
        name.unwrap_or_else(|| words.merged_somebody().to_owned())
    };
    let when = move |at| {
        let now = now.get_untracked();
        viewer.with_untracked(|it| words.moment(at, now, &it.zone))
    };
    let id = it.id;
    let error = error_about(undo, move |it: &UndoRecordMerge| it.merge == id, "merge", id);
    let note = match it.undone_at {
        Some(at) => words.merged_undone(&by(it.undone_by), &when(at)),
        None => words.merged_by(&by(it.by), &when(it.at)),
    };
    let kept: Vec<_> = it.kept.iter().map(|it| words.record_field(it)).collect();
    let name = called(&it);
    let unseen = StoredValue::new(words.merged_of(&name));
    let is_undone = it.undone_at.is_some();
    let known_by = it.known_by.join(" · ");
    let known_by = (!known_by.is_empty() && !is_undone).then_some(known_by);
    let act = move || {
        (may.get() && !is_undone).then(|| {
            view! {
                <ActionForm action=undo attr:class="inline-form">
                    <input type="hidden" name="of" value=of.code()/>
                    <input type="hidden" name="merge" value=id.to_string()/>
                    <Button submit=true look=Look::Plain small=true>
                        <span class="unseen">{unseen.get_value()}" "</span>{words.merged_undo()}
                    </Button>
                </ActionForm>
            }
        })
    };
    view! {
        <li class="record-line merged-line">
            <span>
                <strong class:quiet=is_undone>{name}</strong>
                {known_by.map(|it| view! { " "<span class="quiet">{it}</span> })}
            </span>
            <span class="like-note quiet"><span>{note}</span>{act}</span>
            {(!kept.is_empty()).then(|| view! { <p class="quiet merged-kept">{words.merged_kept(&kept.join(", "))}</p> })}
            <Complaint error/>
        </li>
    }
}
