//! `/settings/icp`: whom we want to sell to, what a change of that would do, and how it came to be what it is.

use super::api::{RestoreIcp, SaveIcp, read_effect, read_icp};
use super::draft;
use super::editor::Editor;
use super::effect::EffectPanel;
use super::profile::ProfileList;
use super::versions::Versions;
use crate::accounts::{Loaded, settled};
use crate::auth::{Refused, on_success};
use crate::layout::use_viewer;
use crate::live;
use crate::team::SettingsPage;
use crate::ui::{EmptyState, Panel};
use crate::wire::reading;
use crate::words::use_words;
use domain::Refusal;
use domain::events::Topic;
use domain::icp::{IcpBook, ProfileForm};
use domain::team::Right;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn IcpPage() -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let before = Memo::new(move |_| query.with(|it| it.get_str("before").and_then(|it| it.parse().ok())));
    let (save, restore) = (ServerAction::<SaveIcp>::new(), ServerAction::<RestoreIcp>::new());
    let news = settled(live::changed(|it| {
        matches!(it.topic, Topic::Team | Topic::Account | Topic::Process | Topic::Everything)
    }));
    on_success(save, move |_| news.update(|it| *it += 1));
    on_success(restore, move |_| news.update(|it| *it += 1));
    let book = reading(move || (before.get(), news.get()), |(before, _)| read_icp(before));
    // What is typed; none as long as nobody types.
    let typed = RwSignal::new(query.with_untracked(draft::of_address));
    let effect = reading(
        move || (typed.get(), news.get()),
        |(typed, _)| async {
            // By the rule that the server has: of half a profile nobody need ask.
            if let Some(Err(problems)) = typed.as_ref().map(ProfileForm::check) {
                return Err(Refusal::Invalid(problems).into());
            }
            read_effect(typed).await
        },
    );
    view! {
        <SettingsPage title=words.icp() note=words.icp_note()>
            <Refused action=restore/>
            <div class="icp">
                <Loaded of=book show=move |book| view! { <Shown book typed save/> }.into_any()/>
                <EffectPanel of=effect typed/>
            </div>
            <Loaded of=book show=move |book| view! { <Versions book restore/> }.into_any()/>
        </SettingsPage>
    }
}

/// The profile, to be changed by who may and read by everybody else.
#[component]
fn Shown(
    book: Signal<IcpBook>,
    typed: RwSignal<Option<ProfileForm>>,
    save: ServerAction<SaveIcp>,
) -> impl IntoView {
    let words = use_words();
    if use_viewer().with_untracked(|it| it.may_ever(Right::ShapeProcess)) {
        return view! { <Editor book typed save/> }.into_any();
    }
    let profile = move || match book.with(|it| it.current.clone()) {
        Some(kept) => view! { <ProfileList profile=kept.profile/> }.into_any(),
        None => view! { <EmptyState text=words.icp_none() icon="target"/> }.into_any(),
    };
    view! {
        <Panel title=words.icp_profile()>
            {profile}
            <p class="quiet icp-read-only">{words.icp_read_only()}</p>
        </Panel>
    }
    .into_any()
}
