//! One deal: at the left its facts, its path, its products and what happened; at the right what to do now.
//! News changes it in place: whatever somebody types on it stays.

use super::api::{DealView, read_deal};
use super::deal_edit::DealEdit;
use super::deal_head::DealHead;
use super::deal_move::{DealMove, move_href};
use super::deal_now::DealNow;
use crate::accounts::{Loaded, TagEditor};
use crate::activities::{TaskList, Timeline};
use crate::committee::api::read_committee;
use crate::committee::{ChampionRisks, CommitteePanel};
use crate::frameworks::KnownPanel;
use crate::frameworks::api::read_known;
use crate::handover::Origin;
use crate::layout::{Page, use_viewer};
use crate::presence::{self, AlsoHere};
use crate::products::DealLines;
use crate::ui::{ButtonLink, Panel};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use domain::DealId;
use domain::activities::Subject;
use domain::events::Topic;
use domain::presence::Place;
use domain::team::Right;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

#[component]
pub fn DealPage() -> impl IntoView {
    let params = use_params_map();
    let key = Memo::new(move |_| params.with(|it| it.get("key")).unwrap_or_default());
    let shown = StoredValue::new(None::<DealId>);
    let news = live::changed(move |event| event.deal.is_some() && event.deal == shown.get_value());
    let view = reading(move || (key.get(), news.get()), |(key, _)| read_deal(key));
    view! {
        <Loaded of=view show=move |view| {
            Effect::new(move |_| shown.set_value(Some(view.with(|it| it.deal.card.id))));
            view! { <Shown view news/> }.into_any()
        }/>
    }
}

#[component]
fn Shown(view: Signal<DealView>, news: RwSignal<u32>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let query = use_query_map();
    let deal = Signal::derive(move || view.with(|it| it.deal.clone()));
    let people = Signal::derive(move || view.with(|it| it.people.clone()));
    let subject = Memo::new(move |_| Subject::Deal(view.with(|it| it.deal.card.id)));
    let may = Memo::new(move |_| {
        viewer.with(|viewer| view.with(|it| viewer.may(Right::WorkDeal, it.deal.card.owner)))
    });
    let editing = Memo::new(move |_| may.get() && query.with(|it| it.get_str("edit").is_some()));
    let title = move || view.with(|it| it.deal.card.name.clone());
    let note = move || {
        view.with(|it| match &it.deal.card.account_name {
            Some(account) => format!("{} · {account}", it.deal.card.key()),
            None => it.deal.card.key().to_string(),
        })
    };
    let edit_href =
        Signal::derive(move || view.with(|it| format!("{}?edit=1", routes::deal(it.deal.card.key()))));
    let move_href = Signal::derive(move || view.with(|it| move_href(&it.deal.card, None)));
    let id = Memo::new(move |_| view.with(|it| it.deal.card.id));
    let scored = RwSignal::new(0_u32);
    let process = live::changed(|event| event.topic == Topic::Process);
    let known =
        reading(move || (id.get(), news.get(), process.get(), scored.get()), |(deal, ..)| read_known(deal));
    let seated = RwSignal::new(0_u32);
    // Whoever is reached, and whoever moves to another company, changes what the committee says.
    let around = live::changed(|event| matches!(event.topic, Topic::Activity | Topic::Person));
    let committee = reading(
        move || (id.get(), news.get(), around.get(), seated.get()),
        |(deal, ..)| read_committee(deal),
    );
    let place = Memo::new(move |_| Some(Place::Deal(view.with(|it| it.deal.card.id)))).into();
    presence::be_at(place, Signal::stored(None));
    let actions = move || {
        view! {
            <AlsoHere place/>
            {move || may.get().then(|| view! {
                <ButtonLink href=edit_href icon="pencil">{words.edit()}</ButtonLink>
                <ButtonLink href=move_href>{words.deal_move()}</ButtonLink>
            })}
        }
    };
    view! {
        <Page title=Signal::derive(title) note=Signal::derive(note) actions>
            <div class="page-columns">
                <div>
                    <DealHead view may/>
                    <DealMove view may/>
                    {move || {
                        subject.track();
                        view! {
                            {move || editing.get().then(|| view! { <DealEdit deal people/> })}
                            <DealLines deal may/>
                        }
                    }}
                    <Loaded of=committee show=move |committee| {
                        view! { <CommitteePanel committee people may changed=seated/> }.into_any()
                    }/>
                    <Timeline subject with=people/>
                </div>
                <aside>
                    <DealNow view may known/>
                    <Loaded of=committee show=move |committee| {
                        view! { <ChampionRisks committee may/> }.into_any()
                    }/>
                    <Loaded of=known show=move |known| {
                        view! { <KnownPanel deal=id.get_untracked() known may scored/> }.into_any()
                    }/>
                    <Origin deal=Memo::new(move |_| view.with(|it| it.deal.card.id))/>
                    <TaskList subject/>
                    <Panel title=words.field_tags()>
                        {move || view! {
                            <TagEditor subject=subject.get() tags=Signal::derive(move || view.with(|it| it.deal.tags.clone())) owner=Signal::derive(move || view.with(|it| it.deal.card.owner)) changed=news/>
                        }}
                    </Panel>
                </aside>
            </div>
        </Page>
    }
}
