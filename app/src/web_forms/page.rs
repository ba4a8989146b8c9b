//! `/settings/forms/{id}`: one form with its preview, how to hand it out, what came in, and what it said before; and the page
//! on which a new one is made.

use super::api::{ChangeWebForm, WebFormView, read_web_form};
use super::editor::{Changer, Maker, Preview};
use super::share::Share;
use super::versions::Versions;
use crate::accounts::{Loaded, settled};
use crate::error::AppError;
use crate::layout::{Allowed, use_viewer};
use crate::team::SettingsPage;
use crate::ui::{Fact, Facts, Panel};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use domain::WebFormId;
use domain::events::Topic;
use domain::team::Right;
use domain::web_forms::WebFormForm;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

#[component]
pub fn NewWebFormPage() -> impl IntoView {
    let words = use_words();
    view! {
        <SettingsPage title=words.web_form_new() note=words.web_forms_note()>
            <Allowed right=Right::ShapeProcess leave=routes::WEB_FORMS><Maker/></Allowed>
        </SettingsPage>
    }
}

#[component]
pub fn WebFormPage() -> impl IntoView {
    let words = use_words();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|it| it.get("id").and_then(|it| it.parse::<WebFormId>().ok())));
    let change = ServerAction::<ChangeWebForm>::new();
    let news = settled(live::changed(|it| {
        matches!(it.topic, Topic::Process | Topic::Lead | Topic::Team | Topic::Everything)
    }));
    let view = reading(
        move || (id.get(), change.version().get(), news.get()),
        |(id, ..)| async move {
            match id {
                Some(id) => read_web_form(id).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    view! {
        <SettingsPage title=words.web_forms() note=words.web_forms_note()>
            <Loaded of=view show=move |view| view! { <Shown view change/> }.into_any()/>
        </SettingsPage>
    }
}

#[component]
fn Shown(view: Signal<WebFormView>, change: ServerAction<ChangeWebForm>) -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let made = Memo::new(move |_| query.with(|it| it.get_str("made").is_some()));
    let may = use_viewer().with_untracked(|it| it.may_ever(Right::ShapeProcess));
    let editor = match may {
        true => view! { <Changer view change/> }.into_any(),
        false => {
            let typed = Signal::derive(move || view.with(|it| WebFormForm::from(&it.book.kept.form)));
            view! { <Panel><p class="quiet">{words.web_form_read_only()}</p></Panel><Preview typed/> }
                .into_any()
        }
    };
    view! {
        {move || made.get().then(|| view! { <p class="meanwhile" role="status">{words.web_form_made()}</p> })}
        <Counts view/>
        <Share view/>
        <div class="web-form">{editor}</div>
        <Versions view/>
    }
}

/// How often it was sent, in figures that are counted from what is on record.
#[component]
fn Counts(view: Signal<WebFormView>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let all = move || match view.with(|it| it.book.kept.counts.entries) {
        0 => words.web_form_no_entries().to_owned(),
        all => words.web_form_entries_all(all),
    };
    let lately = move || {
        let (counts, now) = view.with(|it| (it.book.kept.counts, it.book.now));
        let last =
            counts.last_at.map(|at| viewer.with(|it| words.web_form_last(&words.ago(at, now, &it.zone))));
        let lately = (counts.lately > 0).then(|| words.web_form_entries_lately(counts.lately));
        lately.into_iter().chain(last).collect::<Vec<_>>().join(" · ")
    };
    let caught = move || view.with(|it| words.web_form_caught(it.book.kept.counts.caught));
    let name = move || view.with(|it| it.book.kept.form.name.clone());
    view! {
        <Panel title=Signal::derive(name)>
            <Facts>
                <Fact label=words.web_form_entries()>{all}" "<span class="quiet">{lately}</span></Fact>
                <Fact label=words.web_form_robots()>{caught}</Fact>
            </Facts>
            <p class="quiet">{words.web_form_caught_note()}</p>
        </Panel>
    }
}
