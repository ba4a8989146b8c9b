//! `/accounts/A-3/merge/A-12` and `/people/…/merge/…`: two records side by side before the second goes into the first, fact by
//! fact, with what goes along. The other way round is the address the other way round.

use super::super::choice::{Row, Shown as ShownRow};
use super::api::{MergeRecords, read_record_merge};
use crate::accounts::Loaded;
use crate::error::AppError;
use crate::forms::{Complaint, FreshId, error_of};
use crate::layout::{Allowed, Page, use_viewer};
use crate::ui::{Button, ButtonLink, ErrorPanel, Icon, Look, Panel};
use crate::wire::reading;
use crate::words::{Words, use_words};
use crate::{live, routes};
use domain::Key;
use domain::accounts::{PersonLink, telephone};
use domain::merge::{RecordChoice, RecordPreview, RecordSide, Records};
use domain::team::{Right, Viewer};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use std::collections::BTreeMap;
use uuid::Uuid;

#[component]
pub fn MergeAccountsPage() -> impl IntoView {
    view! { <MergePage of=Records::Account/> }
}

#[component]
pub fn MergePeoplePage() -> impl IntoView {
    view! { <MergePage of=Records::Person/> }
}

#[component]
fn MergePage(of: Records) -> impl IntoView {
    let words = use_words();
    let params = use_params_map();
    let named = Memo::new(move |_| {
        let own = if of == Records::Account { "key" } else { "id" };
        params.with(|it| (it.get(own).unwrap_or_default(), it.get("other").unwrap_or_default()))
    });
    let shown = StoredValue::new(Vec::<Uuid>::new());
    let merge = ServerAction::<MergeRecords>::new();
    let news = live::changed(move |it| {
        let about = match of {
            Records::Account => it.account.map(|it| it.0),
            Records::Person => it.person.map(|it| it.0),
        };
        about.is_some_and(|id| shown.with_value(|it| it.contains(&id)))
    });
    let preview = reading(
        move || (named.get(), merge.version().get(), news.get()),
        move |((survivor, swallowed), ..)| read_record_merge(of, survivor, swallowed),
    );
    let leave = match of {
        Records::Account => routes::ACCOUNTS,
        Records::Person => routes::PEOPLE,
    };
    view! {
        <Page title=words.merge_title_of(of).to_owned()>
            <Allowed right=Right::KeepRecords leave>
                <Loaded of=preview show=move |preview| {
                    Effect::new(move |_| {
                        shown.set_value(preview.with(|it| vec![it.survivor.id, it.swallowed.id]));
                    });
                    view! { {move || view! { <Shown of preview=preview.get() merge/> }} }.into_any()
                }/>
            </Allowed>
        </Page>
    }
}

#[component]
fn Shown(of: Records, preview: RecordPreview, merge: ServerAction<MergeRecords>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let RecordPreview { survivor, swallowed, plan, names, alike } = preview;
    let swap = routes::merge_record_sides(&swallowed, &survivor);
    let leave = routes::record(survivor.number, survivor.id);
    let plan = match plan {
        Ok(plan) => plan,
        Err(refusal) => {
            return view! {
                <ErrorPanel title=words.merge_title_of(of) text=words.say(&refusal)>
                    <ButtonLink href=leave>{words.cancel()}</ButtonLink>
                </ErrorPanel>
            }
            .into_any();
        }
    };
    let error = error_of(merge);
    let stale = move || matches!(error.get(), Some(AppError::Changed { .. }));
    let complaint = Signal::derive(move || error.get().filter(|it| !matches!(it, AppError::Changed { .. })));
    let hidden = [
        ("of", of.code().to_owned()),
        ("survivor", survivor.id.to_string()),
        ("survivor_version", survivor.version.to_string()),
        ("swallowed", swallowed.id.to_string()),
        ("swallowed_version", swallowed.version.to_string()),
    ];
    let hidden = hidden.map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let heads = [(&survivor, words.merge_stays()), (&swallowed, words.merge_goes())];
    let heads = heads.map(|(side, whose)| view! { <Head side=side.clone() whose/> });
    let rows: Vec<_> = viewer
        .with_untracked(|viewer| plan.choices.into_iter().map(|it| row(words, viewer, &names, it)).collect());
    let rows = rows.into_iter().map(|shown| view! { <Row shown/> });
    let people = (!alike.is_empty()).then(|| view! { <Alike alike/> });
    let name = survivor.name.clone();
    view! {
        <ActionForm action=merge attr:class="merge">
            <FreshId/>
            {hidden.collect_view()}
            {move || stale().then(|| view! {
                <div class="exists" role="alert"><Icon name="info"/><p>{words.merge_stale()}</p></div>
            })}
            <Complaint error=complaint/>
            <Panel>
                <div class="merge-head">
                    <span class="merge-name"></span>
                    {heads.collect_view()}
                    <span class="merge-result">{words.merge_result()}</span>
                </div>
                <p class="quiet merge-hint">{words.merge_choose()}</p>
                <div class="merge-rows">{rows.collect_view()}</div>
            </Panel>
            <Panel title=words.merge_brings()>
                <div class="merge-brings">
                    <Brings side=survivor whose=words.merge_stays()/>
                    <Brings side=swallowed whose=words.merge_goes()/>
                </div>
                <p class="quiet">{words.merge_brings_note_of(of)}</p>
            </Panel>
            {people}
            <div class="form-foot merge-foot">
                <ButtonLink href=swap>{words.merge_swap()}</ButtonLink>
                <span class="spring"></span>
                <ButtonLink href=leave>{words.cancel()}</ButtonLink>
                <Button submit=true look=Look::Primary waiting=merge.pending()>{words.merge_carry_out(&name)}</Button>
            </div>
        </ActionForm>
    }
    .into_any()
}

/// A fact of both as people read it.
fn row(words: Words, viewer: &Viewer, names: &BTreeMap<String, String>, choice: RecordChoice) -> ShownRow {
    let said = |value: &str| match choice.field.as_str() {
        _ if value.is_empty() => None,
        "owner" => value.parse().ok().and_then(|id| viewer.member_name(id)).map(str::to_owned),
        "parent" | "account" => names.get(value).cloned(),
        "phone" => Some(telephone::written(value)),
        "target" => Some(words.is_target(true).to_owned()),
        field => Some(words.coded(field, value)),
    };
    let name = match choice.field.as_str() {
        "title" => words.person_title().to_owned(),
        field => words.record_field(field),
    };
    ShownRow {
        name,
        this: said(&choice.this),
        other: said(&choice.other),
        differs: choice.differs(),
        pick: choice.pick,
        heads: (words.merge_stays(), words.merge_goes()),
        code: choice.field,
    }
}

#[component]
fn Head(side: RecordSide, whose: &'static str) -> impl IntoView {
    let key = side.number.map(|it| Key::account(it).to_string());
    view! {
        <div class="merge-lead">
            <span class="quiet">{whose}</span>
            <A href=routes::record(side.number, side.id)>
                {key.map(|key| view! { <span class="key">{key}</span>" " })}{side.name}
            </A>
            <span class="quiet">{side.detail}</span>
        </div>
    }
}

#[component]
fn Brings(side: RecordSide, whose: &'static str) -> impl IntoView {
    let words = use_words();
    let brings = words.record_brings(&side.brings);
    let brings = if brings.is_empty() { words.merge_none().to_owned() } else { brings.join(" · ") };
    view! {
        <div class="merge-brought">
            <strong>{side.name}</strong>
            <span class="quiet">{whose}</span>
            <span>{brings}</span>
        </div>
    }
}

/// People of both accounts who look like one human being: they are merged by themselves, before or after.
#[component]
fn Alike(alike: Vec<(PersonLink, PersonLink)>) -> impl IntoView {
    let words = use_words();
    let line = move |(one, other): (PersonLink, PersonLink)| {
        let post = |it: &PersonLink| it.title.clone().unwrap_or_default();
        let (href, both) =
            (routes::merge_people(one.id, other.id), words.duplicates_both(&one.name, &other.name));
        let posts = (post(&one), post(&other));
        view! {
            <li class="record-line">
                <span><A href=routes::person(one.id)>{one.name}</A>" "<span class="quiet">{posts.0}</span></span>
                <span><A href=routes::person(other.id)>{other.name}</A>" "<span class="quiet">{posts.1}</span></span>
                <A href><span class="unseen">{both}": "</span>{words.duplicates_compare()}</A>
            </li>
        }
    };
    view! {
        <Panel title=words.merge_people_alike()>
            <p class="quiet">{words.merge_people_alike_note()}</p>
            <ul class="record-lines">{alike.into_iter().map(line).collect_view()}</ul>
        </Panel>
    }
}
