//! `/leads/L-3/merge/L-12`: two leads side by side before the second goes into the first, field by field, with what goes
//! along. The other way round is the address the other way round.

use super::api::{MergeLeads, read_merge};
use super::choice::ChoiceRow;
use crate::accounts::Loaded;
use crate::error::AppError;
use crate::forms::{Complaint, FreshId, error_of};
use crate::layout::{Allowed, Page};
use crate::leads::StatusName;
use crate::ui::{Button, ButtonLink, ErrorPanel, Icon, Look, Panel};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use domain::LeadId;
use domain::merge::{Preview, Side};
use domain::team::Right;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

#[component]
pub fn MergePage() -> impl IntoView {
    let words = use_words();
    let params = use_params_map();
    let keys = Memo::new(move |_| {
        params.with(|it| (it.get("key").unwrap_or_default(), it.get("other").unwrap_or_default()))
    });
    let shown = StoredValue::new(Vec::<LeadId>::new());
    let merge = ServerAction::<MergeLeads>::new();
    let news = live::changed(move |it| it.lead.is_some_and(|lead| shown.with_value(|it| it.contains(&lead))));
    let preview = reading(
        move || (keys.get(), merge.version().get(), news.get()),
        |((survivor, swallowed), ..)| read_merge(survivor, swallowed),
    );
    let note =
        Signal::derive(move || keys.with(|(survivor, swallowed)| words.merge_note(survivor, swallowed)));
    view! {
        <Page title=words.merge_title().to_owned() note>
            <Allowed right=Right::WorkLead leave=routes::LEADS>
                <Loaded of=preview show=move |preview| {
                    Effect::new(move |_| {
                        shown.set_value(preview.with(|it| vec![it.survivor.lead.id, it.swallowed.lead.id]));
                    });
                    view! { {move || view! { <Shown preview=preview.get() merge/> }} }.into_any()
                }/>
            </Allowed>
        </Page>
    }
}

#[component]
fn Shown(preview: Preview, merge: ServerAction<MergeLeads>) -> impl IntoView {
    let words = use_words();
    let Preview { survivor, swallowed, plan } = preview;
    let (key, other) = (survivor.lead.key(), swallowed.lead.key());
    let swap = routes::merge_leads(other, key);
    let leave = routes::lead(key);
    let plan = match plan {
        Ok(plan) => plan,
        Err(refusal) => {
            return view! {
                <ErrorPanel title=words.merge_title() text=words.say(&refusal)>
                    <ButtonLink href=swap>{words.merge_swap()}</ButtonLink>
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
        ("survivor", survivor.lead.id.to_string()),
        ("survivor_version", survivor.lead.version.to_string()),
        ("swallowed", swallowed.lead.id.to_string()),
        ("swallowed_version", swallowed.lead.version.to_string()),
    ];
    let hidden = hidden.map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let heads = [(&survivor, words.merge_survivor()), (&swallowed, words.merge_swallowed())];
    let heads = heads.map(|(side, whose)| view! { <Head side=side.clone() whose/> });
    let rows = plan.choices.into_iter().map(|choice| view! { <ChoiceRow choice/> });
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
                    <Brings side=survivor/>
                    <Brings side=swallowed/>
                </div>
                <p class="quiet">{words.merge_brings_note()}</p>
            </Panel>
            <div class="form-foot merge-foot">
                <ButtonLink href=swap>{words.merge_swap()}</ButtonLink>
                <span class="spring"></span>
                <ButtonLink href=leave>{words.cancel()}</ButtonLink>
                <Button submit=true look=Look::Primary waiting=merge.pending()>
                    {words.merge_carry_out(&key.to_string())}
                </Button>
            </div>
        </ActionForm>
    }
    .into_any()
}

/// Which of the two it is, and where it stands.
#[component]
fn Head(side: Side, whose: &'static str) -> impl IntoView {
    let key = side.lead.key();
    view! {
        <div class="merge-lead">
            <span class="quiet">{whose}</span>
            <A href=routes::lead(key)><span class="key">{key.to_string()}</span>" "{side.lead.name}</A>
            <StatusName status=side.lead.status/>
        </div>
    }
}

#[component]
fn Brings(side: Side) -> impl IntoView {
    let words = use_words();
    view! {
        <div class="merge-brought">
            <strong>{side.lead.key().to_string()}</strong>
            <span>{words.brings(&side).join(" · ")}</span>
        </div>
    }
}
