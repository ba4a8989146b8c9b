//! `/duplicates`: pairs of leads that are likely one human being, the surest first; whoever knows better says so, once.

use super::api::{TellApart, read_pairs};
use super::records::DuplicatesTabs;
use crate::accounts::Loaded;
use crate::forms::{Complaint, error_about, succeeded};
use crate::layout::{Page, use_viewer};
use crate::leads::StatusName;
use crate::ui::{Badge, Button, ButtonLink, EmptyState, Look, Panel, Tone};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use domain::events::Topic;
use domain::leads::LeadCard;
use domain::merge::{PAIRS_LISTED, Pair, Sure};
use domain::team::Right;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;

#[component]
pub fn DuplicatesPage() -> impl IntoView {
    let words = use_words();
    let apart = ServerAction::<TellApart>::new();
    let told = succeeded(apart);
    let news = live::changed(|it| it.topic == Topic::Lead);
    let pairs = reading(move || (told.get(), news.get()), |_| read_pairs());
    view! {
        <Page title=words.duplicates().to_owned() note=words.duplicates_note(PAIRS_LISTED)>
            <DuplicatesTabs/>
            <Loaded of=pairs show=move |pairs| view! { <Pairs pairs apart/> }.into_any()/>
        </Page>
    }
}

#[component]
fn Pairs(pairs: Signal<Vec<Pair>>, apart: ServerAction<TellApart>) -> impl IntoView {
    let words = use_words();
    move || match pairs.get() {
        pairs if pairs.is_empty() => {
            view! { <Panel><EmptyState text=words.duplicates_empty() icon="users"/></Panel> }.into_any()
        }
        pairs => {
            let line = move |pair| view! { <li><Line pair apart/></li> };
            view! {
                <Panel flush=true>
                    <ul class="duplicates">{pairs.into_iter().map(line).collect_view()}</ul>
                </Panel>
            }
            .into_any()
        }
    }
}

#[component]
fn Line(pair: Pair, apart: ServerAction<TellApart>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let Pair { one, other, by, sure } = pair;
    let (id, id_other) = (one.id, other.id);
    let (key, key_other) = (one.key().to_string(), other.key().to_string());
    let error =
        error_about(apart, move |it: &TellApart| (it.one, it.other) == (id, id_other), "other", id_other);
    let owners = [one.owner, other.owner];
    let may =
        Memo::new(move |_| viewer.with(|it| owners.iter().all(|owner| it.may(Right::WorkLead, *owner))));
    let tone = if sure == Sure::Certain { Tone::Good } else { Tone::Neutral };
    let href = routes::merge_leads(one.key(), other.key());
    let compare = words.duplicates_compare_label(&key, &key_other);
    let not = words.duplicates_apart_label(&key, &key_other);
    let acts = move || {
        let (not, compare) = (not.clone(), compare.clone());
        may.get().then(|| {
            view! {
                <ActionForm action=apart attr:class="inline-form">
                    <input type="hidden" name="one" value=id.to_string()/>
                    <input type="hidden" name="other" value=id_other.to_string()/>
                    <Button submit=true look=Look::Plain small=true attr:aria-label=not>{words.duplicates_apart()}</Button>
                </ActionForm>
                <ButtonLink href=href.clone() small=true attr:aria-label=compare>{words.duplicates_compare()}</ButtonLink>
            }
        })
    };
    view! {
        <div class="duplicate">
            <div class="duplicate-both">
                <Card card=one/>
                <Card card=other/>
            </div>
            <div class="duplicate-why">
                <Badge tone>{words.sure_of_pair(sure)}</Badge>
                <span class="quiet">{words.alike_in(by, sure)}</span>
            </div>
            <div class="duplicate-acts">{acts}</div>
            <Complaint error/>
        </div>
    }
}

#[component]
fn Card(card: LeadCard) -> impl IntoView {
    let key = card.key();
    let note = [Some(key.to_string()), card.company, card.title];
    view! {
        <div class="duplicate-lead">
            <A href=routes::lead(key)>{card.name}</A>
            <span class="quiet">{note.into_iter().flatten().collect::<Vec<_>>().join(" · ")}</span>
            <StatusName status=card.status/>
        </div>
    }
}
