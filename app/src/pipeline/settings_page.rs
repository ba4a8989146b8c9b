//! The pipelines of the workspace, and a new one from a motion's template.

use super::api::{CreatePipeline, list_pipelines};
use super::board_page::motion_hue;
use crate::forms::{Complaint, FormFields, error_of};
use crate::layout::use_viewer;
use crate::live;
use crate::routes;
use crate::team::SettingsPage;
use crate::ui::{Button, Choice, ErrorPanel, Field, FormRow, Icon, Look, Panel, Select};
use crate::wire::reading;
use crate::words::use_words;
use domain::Currency;
use domain::events::Topic;
use domain::pipeline::Motion;
use domain::team::Right;
use leptos::prelude::*;
use leptos_router::components::A;

#[component]
pub fn PipelinesPage() -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let changed = live::changed(|event| event.topic == Topic::Process);
    let found = reading(move || changed.get(), |_| list_pipelines());
    let create = ServerAction::<CreatePipeline>::new();
    let error = error_of(create);
    let motions: Vec<_> = Motion::ALL.iter().map(|it| Choice::new(it.code(), words.motion(*it))).collect();
    let currencies: Vec<_> = Currency::ALL.iter().map(|it| Choice::new(it.code(), it.code())).collect();
    let may = viewer.with_untracked(|it| it.may_ever(Right::ShapeProcess));
    let listed = move || {
        found.get().map(|it| match it {
            Ok(all) => all
                .into_iter()
                .map(|it| {
                    let stages = i64::try_from(it.open_stages().count()).unwrap_or(0);
                    view! {
                        <li>
                            <A href=routes::pipeline_settings(it.id) attr:class="setting">
                                <span class=format!("column-mark {}", motion_hue(it.motion))></span>
                                <span class="setting-text">
                                    <strong>{words.either(&it.name_ko, &it.name_en).to_owned()}</strong>
                                    <span>{words.motion(it.motion)}" · "{words.pipelines_stages(stages)}" · "{it.currency.code()}</span>
                                </span>
                                <Icon name="chevron-right"/>
                            </A>
                        </li>
                    }
                })
                .collect_view()
                .into_any(),
            Err(error) => view! { <li><ErrorPanel text=words.app_error(&error)/></li> }.into_any(),
        })
    };
    view! {
        <SettingsPage title=words.pipelines_title().to_owned()>
            <p class="quiet">{words.pipelines_hint()}</p>
            <Panel flush=true><ul class="setting-list"><Transition>{listed}</Transition></ul></Panel>
            {may.then(|| view! {
                <Panel title=words.pipelines_add().to_owned()>
                    <ActionForm action=create attr:class="form form-narrow">
                        <Complaint error/>
                        <FormFields of=error>
                            <Field name="name" label=words.field_name() max_length=200/>
                            <FormRow>
                                <Select name="motion" label=words.pipelines_template() choices=motions value=Motion::default().code()/>
                                <Select name="currency" label=words.field_currency() choices=currencies value="KRW"/>
                            </FormRow>
                        </FormFields>
                        <div class="form-foot"><Button submit=true look=Look::Primary waiting=create.pending()>{words.pipelines_add()}</Button></div>
                    </ActionForm>
                </Panel>
            })}
        </SettingsPage>
    }
}
