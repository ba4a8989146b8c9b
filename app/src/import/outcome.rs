//! What came of an import: what was made, where deals went, and the rows to be corrected.

use super::problems::{Counts, Problems};
use crate::routes;
use crate::ui::{ButtonLink, Icon, Look, Panel};
use crate::words::use_words;
use domain::ImportId;
use domain::import::{Kind, Outcome};
use leptos::prelude::*;

/// What comes, or came, into being, one line for each kind of record.
#[component]
pub fn Made(outcome: Outcome) -> impl IntoView {
    let words = use_words();
    let made = words.import_made(outcome.created);
    let list = if made.is_empty() {
        view! { <p class="quiet">{words.import_nothing_made()}</p> }.into_any()
    } else {
        let line = |text: String| view! { <li><Icon name="check"/>{text}</li> };
        view! { <ul class="import-made">{made.into_iter().map(line).collect_view()}</ul> }.into_any()
    };
    let pipelines = outcome.pipelines.into_iter().map(|it| {
        let name = words.either(&it.name_ko, &it.name_en).to_owned();
        let stages: Vec<_> = it.stages.iter().map(|(ko, en)| words.either(ko, en)).collect();
        let text = match it.is_new {
            true => words.import_makes_pipeline(&name, &stages.join(" → ")),
            false => words.import_goes_to(&name),
        };
        view! { <p class="quiet">{text}</p> }
    });
    view! { {list} {pipelines.collect_view()} }
}

/// It has happened.
#[component]
pub fn Done(outcome: Outcome, id: ImportId) -> impl IntoView {
    let words = use_words();
    let has = |kind| outcome.files.iter().any(|it| it.kind == kind);
    let has_deals = outcome.files.iter().any(|it| it.kind.has_deals());
    let (has_accounts, has_leads) = (has(Kind::Accounts), has(Kind::Leads));
    let files = outcome.files.clone().into_iter().enumerate().map(|(at, file)| {
        let bad_rows = (file.tally.bad > 0).then(|| {
            let href = routes::import(format!("{id}/bad-rows/{at}"));
            view! { <a class="button button-small" href=href rel="external"><Icon name="download"/>{words.import_bad_rows_file()}</a> }
        });
        view! {
            <Panel title=file.name.clone()>
                <div class="import-file-head">
                    <strong>{words.import_kind_name(file.kind)}</strong>
                    <Counts tally=file.tally/>
                    {bad_rows}
                </div>
                <Problems tally=file.tally problems=file.problems/>
            </Panel>
        }
    });
    let files = files.collect_view();
    view! {
        <Panel title=words.import_was_made()>
            <Made outcome/>
            <div class="cluster import-next">
                {has_deals.then(|| view! { <ButtonLink href=routes::ALL_DEALS look=Look::Primary>{words.import_see_deals()}</ButtonLink> })}
                {has_leads.then(|| view! { <ButtonLink href=routes::FUNNEL>{words.import_see_funnel()}</ButtonLink> })}
                {has_accounts.then(|| view! { <ButtonLink href=routes::ACCOUNTS>{words.import_see_accounts()}</ButtonLink> })}
                <ButtonLink href=routes::IMPORT>{words.import_more()}</ButtonLink>
            </div>
        </Panel>
        {files}
    }
}
