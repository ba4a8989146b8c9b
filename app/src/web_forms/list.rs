//! `/settings/forms`: the forms of the team, and how often each was sent.

use super::api::list_web_forms;
use crate::accounts::{Loaded, settled};
use crate::layout::use_viewer;
use crate::team::SettingsPage;
use crate::ui::{Badge, ButtonLink, EmptyState, Icon, Look, Panel, Tone};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use chrono::{DateTime, Utc};
use domain::events::Topic;
use domain::team::Right;
use domain::web_forms::{KeptWebForm, WebForms};
use leptos::prelude::*;
use leptos_router::components::A;

#[component]
pub fn WebFormsPage() -> impl IntoView {
    let words = use_words();
    let may = use_viewer().with_untracked(|it| it.may_ever(Right::ShapeProcess));
    // Every entry is a touch of a lead.
    let news = settled(live::changed(|it| {
        matches!(it.topic, Topic::Process | Topic::Lead | Topic::Team | Topic::Everything)
    }));
    let forms = reading(move || news.get(), |_| list_web_forms());
    let new = may.then(|| {
        view! { <p class="cluster"><ButtonLink href=routes::NEW_WEB_FORM look=Look::Primary icon="plus">{words.web_form_new()}</ButtonLink></p> }
    });
    view! {
        <SettingsPage title=words.web_forms() note=words.web_forms_note()>
            {new}
            <Loaded of=forms show=move |forms| view! { <All forms/> }.into_any()/>
            <p class="quiet">{words.web_form_caught_note()}</p>
        </SettingsPage>
    }
}

#[component]
fn All(forms: Signal<WebForms>) -> impl IntoView {
    let words = use_words();
    let list = move || {
        let WebForms { now, forms } = forms.get();
        if forms.is_empty() {
            return view! { <EmptyState text=words.web_forms_empty() icon="inbox"/> }.into_any();
        }
        let lines = forms.into_iter().map(|it| view! { <Line kept=it now/> }).collect_view();
        view! { <ul class="web-form-list">{lines}</ul> }.into_any()
    };
    view! { <Panel flush=true>{list}</Panel> }
}

#[component]
fn Line(kept: KeptWebForm, now: DateTime<Utc>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let KeptWebForm { id, form, counts, .. } = kept;
    let (tone, state) =
        if form.on { (Tone::Good, words.web_form_on()) } else { (Tone::Neutral, words.web_form_off()) };
    let about = [Some(words.signal_kind(form.meaning).to_owned()), form.campaign];
    let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let last = counts
        .last_at
        .map(|at| viewer.with_untracked(|it| words.web_form_last(&words.ago(at, now, &it.zone))));
    let count = match counts.entries {
        0 => words.web_form_no_entries().to_owned(),
        all => words.web_form_entries_all(all),
    };
    let lately = [(counts.lately > 0).then(|| words.web_form_entries_lately(counts.lately)), last];
    let lately = lately.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <li>
            <A href=routes::web_form(id) attr:class="web-form-line">
                <Icon name="file-text"/>
                <span class="web-form-who">
                    <strong>{form.name}</strong>
                    <span class="quiet">{about}</span>
                </span>
                <span class="web-form-count">
                    <span class="number">{count}</span>
                    <span class="quiet">{lately}</span>
                </span>
                <Badge tone>{state}</Badge>
                <Icon name="chevron-right"/>
            </A>
        </li>
    }
}
