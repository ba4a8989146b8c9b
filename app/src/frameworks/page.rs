//! `/settings/frameworks`: what has to be known of deals, in the team's own words, and which pipeline is asked by what.

use super::api::{SaveFramework, UseFramework, read_frameworks};
use super::editor::Editor;
use crate::accounts::Loaded;
use crate::forms::{Complaint, error_here};
use crate::layout::use_viewer;
use crate::pipeline::api::list_pipelines;
use crate::team::SettingsPage;
use crate::ui::{Badge, Button, ButtonLink, Choice, Icon, Panel, Select, Tone};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use domain::events::Topic;
use domain::frameworks::{Framework, FrameworkBook};
use domain::pipeline::Pipeline;
use domain::team::Right;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn FrameworksPage() -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let may = use_viewer().with_untracked(|it| it.may_ever(Right::ShapeProcess));
    let save = ServerAction::<SaveFramework>::new();
    let choose = ServerAction::<UseFramework>::new();
    let news = live::changed(|event| event.topic == Topic::Process);
    let changed = move || (save.version().get(), choose.version().get(), news.get());
    let book = reading(changed, |_| read_frameworks());
    let pipelines = reading(changed, |_| list_pipelines());
    // Which one is edited: by its code, a new one by none.
    let edited = Memo::new(move |_| query.with(|it| it.get("edit")).filter(|_| may));
    let shown = move |book: Signal<FrameworkBook>| {
        let form = move || {
            edited.get().map(|code| {
                let of = book.with_untracked(|it| it.of_code(&code).cloned());
                view! { <Editor of save/> }
            })
        };
        view! {
            {form}
            <All book may/>
            <Loaded of=pipelines show=move |all| view! { <Uses all book may choose/> }.into_any()/>
        }
        .into_any()
    };
    view! {
        <SettingsPage title=words.frameworks() note=words.frameworks_note()>
            {(!may).then(|| view! { <p class="quiet">{words.frameworks_read_only()}</p> })}
            <Loaded of=book show=shown/>
        </SettingsPage>
    }
}

#[component]
fn All(book: Signal<FrameworkBook>, may: bool) -> impl IntoView {
    let words = use_words();
    let one = move |it: Framework| {
        let name = words.either(&it.name_ko, &it.name_en).to_owned();
        let count = i64::try_from(it.criteria.len()).unwrap_or_default();
        let criteria =
            it.criteria.iter().map(|it| words.either(&it.name_ko, &it.name_en)).collect::<Vec<_>>();
        let criteria = criteria.join(" · ");
        let called = name.clone();
        let edit = may.then(|| {
            let href = format!("{}?edit={}", routes::FRAMEWORKS, it.code);
            view! { <ButtonLink href small=true icon="pencil">{words.edit()}<span class="unseen">" "{called}</span></ButtonLink> }
        });
        let off = it.off.then(|| view! { <Badge tone=Tone::Neutral>{words.framework_is_off()}</Badge> });
        view! {
            <li class="setting">
                <Icon name="list-checks"/>
                <span class="setting-text framework-text">
                    <strong>{name}" "{off}</strong>
                    <span>{words.framework_criteria(count)}" · "{criteria}</span>
                </span>
                {edit}
            </li>
        }
    };
    let add = move || {
        may.then(|| view! { <ButtonLink href=format!("{}?edit=", routes::FRAMEWORKS) small=true icon="plus">{words.framework_new()}</ButtonLink> })
    };
    let listed = move || book.with(|it| it.frameworks.iter().cloned().map(one).collect_view());
    view! {
        <Panel title=words.frameworks() action=add flush=true>
            <ul class="setting-list">{listed}</ul>
        </Panel>
    }
}

/// Each pipeline with the framework that its deals are asked by.
#[component]
fn Uses(
    all: Signal<Vec<Pipeline>>,
    book: Signal<FrameworkBook>,
    may: bool,
    choose: ServerAction<UseFramework>,
) -> impl IntoView {
    let words = use_words();
    let one = move |it: Pipeline| {
        let name = words.either(&it.name_ko, &it.name_en).to_owned();
        let used = book.with(|book| book.of_pipeline(it.id).cloned());
        let code = used.as_ref().map(|it| it.code.clone()).unwrap_or_default();
        let said = used.as_ref().map_or(words.framework_none(), |it| words.either(&it.name_ko, &it.name_en));
        if !may {
            return view! { <li class="framework-use"><span>{name}</span><strong>{said.to_owned()}</strong></li> }.into_any();
        }
        let choices: Vec<_> = book.with(|book| {
            let open = book.frameworks.iter().filter(|it| !it.off || it.code == code);
            open.map(|it| Choice::new(it.code.clone(), words.either(&it.name_ko, &it.name_en))).collect()
        });
        let error = error_here(choose, &[("pipeline", it.id.to_string())]);
        let label = words.framework_of(&name);
        view! {
            <li class="framework-use">
                <span>{name}</span>
                <ActionForm action=choose attr:class="framework-choice">
                    <input type="hidden" name="pipeline" value=it.id.to_string()/>
                    <Select name="code" id=format!("framework-{}", it.id) label choices value=code none=words.framework_none() bare=true/>
                    <Button submit=true small=true>{words.framework_choose()}</Button>
                </ActionForm>
                <Complaint error/>
            </li>
        }
        .into_any()
    };
    view! {
        <Panel title=words.framework_of_pipelines()>
            <ul class="framework-uses">{move || all.get().into_iter().map(one).collect_view()}</ul>
        </Panel>
    }
}
