//! One person: how to reach them, where they work, which deals they are the contact of.

use super::api::{ChangePerson, read_person};
use super::deals::DealsPanel;
use super::loaded::Loaded;
use super::owner::OwnerName;
use super::people_page::{AccountName, post};
use super::person_edit::PersonEdit;
use super::tag_editor::TagEditor;
use crate::activities::{TaskList, Timeline};
use crate::consent::ConsentPanel;
use crate::layout::{Page, use_viewer};
use crate::merge::records::api::{TellRecordsApart, UndoRecordMerge};
use crate::merge::records::{RecordMergedNotice, RecordMergedPanel, TwinNotice};
use crate::signals::SignalsPanel;
use crate::ui::{ButtonLink, Panel};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use domain::PersonId;
use domain::accounts::{PersonDetails, telephone};
use domain::activities::Subject;
use domain::committee::Former;
use domain::consent::Of;
use domain::merge::Records;
use domain::team::Right;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

#[component]
pub fn PersonPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|it| it.get("id").unwrap_or_default()));
    let change = ServerAction::<ChangePerson>::new();
    let shown = StoredValue::new(None::<PersonId>);
    let news = live::changed(move |it| it.person.is_some() && it.person == shown.get_value());
    let (apart, undo) = (ServerAction::<TellRecordsApart>::new(), ServerAction::<UndoRecordMerge>::new());
    let acted = move || change.version().get() + apart.version().get() + undo.version().get();
    let details = reading(move || (id.get(), acted(), news.get()), |(id, ..)| read_person(id));
    view! {
        <Loaded of=details show=move |details| {
            Effect::new(move |_| shown.set_value(Some(details.with(|it| it.person.id))));
            view! { <Shown details change news merging=(apart, undo)/> }.into_any()
        }/>
    }
}

#[component]
fn Shown(
    details: Signal<PersonDetails>,
    change: ServerAction<ChangePerson>,
    news: RwSignal<u32>,
    merging: (ServerAction<TellRecordsApart>, ServerAction<UndoRecordMerge>),
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let query = use_query_map();
    let may = Memo::new(move |_| viewer.with(|it| it.may_ever(Right::KeepRecords)));
    let editing = Memo::new(move |_| may.get() && query.with(|it| it.get("edit").is_some()));
    let note = move || {
        details.with(|it| {
            let post = post(it.person.title.clone(), it.person.department.clone());
            (!post.is_empty()).then_some(post)
        })
    };
    let edit_href =
        Signal::derive(move || details.with(|it| format!("{}?edit=1", routes::person(it.person.id))));
    let actions = move || {
        view! {
            {move || (may.get() && !editing.get()).then(|| view! { <ButtonLink href=edit_href icon="pencil">{words.edit()}</ButtonLink> })}
        }
    };
    let subject = Memo::new(move |_| Subject::Person(details.with(|it| it.person.id)));
    let new_deal = Signal::derive(move || {
        details.with(|it| match it.person.account {
            Some(account) => format!("{}?account={account}&person={}", routes::NEW_DEAL, it.person.id),
            None => format!("{}?person={}", routes::NEW_DEAL, it.person.id),
        })
    });
    view! {
        <Page title=Signal::derive(move || details.with(|it| it.person.name.clone())) note=Signal::derive(note) actions>
            <RecordMergedNotice merged=Signal::derive(move || details.with(|it| it.merged.clone()))/>
            <TwinNotice of=Records::Person twin=Signal::derive(move || details.with(|it| it.twin.clone())) apart=merging.0/>
            <div class="page-columns">
                <div>
                    <Panel title=words.person_facts()>
                        {move || if editing.get() {
                            view! { <PersonEdit details change/> }.into_any()
                        } else {
                            view! { <PersonFacts details/> }.into_any()
                        }}
                    </Panel>
                    <DealsPanel
                        deals=Signal::derive(move || details.with(|it| it.deals.clone()))
                        now=Signal::derive(move || details.with(|it| it.now))
                        new_href=new_deal
                    />
                    <Timeline subject/>
                </div>
                <div>
                    <TaskList subject/>
                    <SignalsPanel subject/>
                    <RecordMergedPanel
                        of=Records::Person
                        merged=Signal::derive(move || details.with(|it| it.merged.clone()))
                        now=Signal::derive(move || details.with(|it| it.now))
                        undo=merging.1
                    />
                    <ConsentPanel of=Signal::derive(move || Of::Person(details.with(|it| it.person.id)))/>
                    <Panel title=words.field_tags()>
                        {move || view! {
                            <TagEditor subject=subject.get() tags=Signal::derive(move || details.with(|it| it.person.tags.clone())) changed=news/>
                        }}
                    </Panel>
                </div>
            </div>
        </Page>
    }
}

#[component]
fn PersonFacts(details: Signal<PersonDetails>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let dash = move || view! { <span class="quiet">{words.nothing_written()}</span> }.into_any();
    let link = move |scheme: &str, address: Option<String>, text: Option<String>| match (address, text) {
        (Some(address), Some(text)) => view! { <a href=format!("{scheme}:{address}")>{text}</a> }.into_any(),
        _ => dash(),
    };
    let email = move || details.with(|it| it.person.email.clone());
    let phone = move || details.with(|it| it.person.phone.clone());
    let account = move || {
        let (id, name) = details.with(|it| (it.person.account, it.person.account_name.clone()));
        view! { <AccountName id name/> }
    };
    let former = move || {
        let (all, now) = details.with(|it| (it.former.clone(), it.now));
        let today = viewer.with(|it| it.zone.day(now));
        let one = |it: Former| {
            let left = words.committee_left(&words.day(it.left_on, today));
            view! { <li><AccountName id=Some(it.account) name=Some(it.name)/>" "<span class="quiet">{left}</span></li> }
        };
        (!all.is_empty()).then(|| {
            let all = all.into_iter().map(one).collect_view();
            view! { <div><dt>{words.person_former()}</dt><dd><ul>{all}</ul></dd></div> }
        })
    };
    let since = move || {
        let (at, now) = details.with(|it| (it.person.created_at, it.now));
        viewer.with(|it| words.day(it.zone.day(at), it.zone.day(now)))
    };
    view! {
        <dl class="record-facts">
            <div><dt>{words.field_account()}</dt><dd>{account}</dd></div>
            {former}
            <div><dt>{words.field_email()}</dt><dd>{move || link("mailto", email(), email())}</dd></div>
            <div><dt>{words.field_phone()}</dt><dd>{move || link("tel", phone(), phone().map(|it| telephone::written(&it)))}</dd></div>
            <div><dt>{words.field_owner()}</dt><dd><OwnerName of=Signal::derive(move || details.with(|it| it.person.owner))/></dd></div>
            <div><dt>{words.record_since()}</dt><dd>{since}</dd></div>
        </dl>
        {move || {
            let about = details.with(|it| it.person.about.clone());
            (!about.is_empty()).then(|| view! { <p class="record-about">{about}</p> })
        }}
    }
}
