//! `/settings/qualification`: the rules by which leads become MQL and PQL, what a change of them would do, and how they
//! came to be what they are.

use super::api::{RestoreRules, SaveRules, read_rules, read_rules_effect};
use super::draft;
use super::editor::Editor;
use super::effect::EffectPanel;
use super::rules_list::RulesList;
use super::versions::Versions;
use crate::accounts::{Loaded, settled};
use crate::auth::{Refused, on_success};
use crate::error::AppError;
use crate::layout::use_viewer;
use crate::live;
use crate::team::SettingsPage;
use crate::ui::Panel;
use crate::wire::{Reading, reading};
use crate::words::use_words;
use domain::Refusal;
use domain::events::Topic;
use domain::qualification::{Effect, RulesBook, RulesForm};
use domain::team::Right;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn QualificationPage() -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let page = Memo::new(move |_| {
        query.with(|it| {
            let asked = |name| it.get_str(name).and_then(|it| it.parse::<i32>().ok());
            // A link to a version shows those from it on.
            asked("before").or(asked("version").map(|it| it.saturating_add(1)))
        })
    });
    let (save, restore) = (ServerAction::<SaveRules>::new(), ServerAction::<RestoreRules>::new());
    let news = settled(live::changed(|it| matches!(it.topic, Topic::Process | Topic::Everything)));
    on_success(save, move |_| news.update(|it| *it += 1));
    on_success(restore, move |_| news.update(|it| *it += 1));
    let book = reading(move || (page.get(), news.get()), |(before, _)| read_rules(before));
    // What somebody wants to know the effect of.
    let tried = RwSignal::new(query.with_untracked(draft::tried));
    let effect = reading(
        move || tried.get(),
        |tried| async {
            // By the rule that the server has: of half a form nobody need ask.
            if let Some(Err(problems)) = tried.as_ref().map(RulesForm::check) {
                return Err(Refusal::Invalid(problems).into());
            }
            read_rules_effect(tried).await
        },
    );
    view! {
        <SettingsPage title=words.qualification() note=words.qualification_note()>
            <Refused action=restore/>
            <div class="icp">
                <Loaded of=book show=move |book| view! { <Shown book tried save effect/> }.into_any()/>
                <EffectPanel of=effect/>
            </div>
            <Loaded of=book show=move |book| view! { <Versions book restore/> }.into_any()/>
        </SettingsPage>
    }
}

/// The rules, to be changed by who may and read by everybody else.
#[component]
fn Shown(
    book: Signal<RulesBook>,
    tried: RwSignal<Option<RulesForm>>,
    save: ServerAction<SaveRules>,
    effect: Reading<Result<Option<Effect>, AppError>>,
) -> impl IntoView {
    let words = use_words();
    if use_viewer().with_untracked(|it| it.may_ever(Right::SetRules)) {
        return view! { <Editor book tried save effect/> }.into_any();
    }
    view! {
        <Panel title=words.qualification()>
            {move || view! { <RulesList rules=book.with(|it| it.current.rules.clone())/> }}
            <p class="quiet icp-read-only">{words.qualification_read_only()}</p>
        </Panel>
    }
    .into_any()
}
