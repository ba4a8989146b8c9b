//! On a lead's page: how far it is qualified, why, and what the talk has found out.

use super::api::{WriteTalk, read_qualified};
use super::badge::KindBadge;
use super::talk::TalkPanel;
use super::why::Why;
use crate::accounts::Loaded;
use crate::live;
use crate::ui::Panel;
use crate::wire::reading;
use crate::words::use_words;
use domain::events::Topic;
use domain::leads::{Lead, LeadDetails};
use domain::qualification::{Kind, Qualified};
use leptos::prelude::*;

#[component]
pub fn QualificationPanel(details: Signal<LeadDetails>) -> impl IntoView {
    let id = Memo::new(move |_| details.with(|it| it.lead.id));
    // Its signals are found by address, which news does not name.
    let news = live::changed(move |it| {
        it.lead == Some(id.get_untracked()) || matches!(it.topic, Topic::Signal | Topic::Process)
    });
    let talk = ServerAction::<WriteTalk>::new();
    let lead: Signal<Lead> = Signal::derive(move || details.with(|it| it.lead.clone()));
    let qualified =
        reading(move || (id.get(), talk.version().get(), news.get()), |(id, ..)| read_qualified(id));
    view! {
        <Loaded of=qualified show=move |qualified| {
            view! { <Shown qualified/><TalkPanel qualified lead write=talk/> }.into_any()
        }/>
    }
}

#[component]
fn Shown(qualified: Signal<Qualified>) -> impl IntoView {
    let words = use_words();
    let head = move || {
        let it = qualified.get();
        let none = (it.kind == Kind::None && !it.score.review)
            .then(|| view! { <strong class="quiet">{words.kind_none()}</strong> });
        let product = it.score.product_name.as_deref();
        let product = product.map_or_else(|| words.lead_product().to_owned(), |it| words.lead_product_of(it));
        let score = |name: String, points: Option<i16>| {
            points.map(|points| view! { <div><dt>{name}</dt><dd class="number">{points}</dd></div> })
        };
        let why = match (it.score.cooling, it.score.review) {
            (true, _) => Some(words.kind_cooling_why()),
            (_, true) => Some(words.kind_review_why()),
            _ => None,
        };
        view! {
            <div class="kind-head">
                {none}
                <KindBadge kind=it.kind cooling=it.score.cooling review=it.score.review/>
                <dl class="kind-scores">
                    {score(words.lead_fit().to_owned(), it.score.fit)}
                    {score(words.lead_interest().to_owned(), Some(it.score.interest))}
                    {score(product, it.score.product)}
                </dl>
            </div>
            {why.map(|it| view! { <p class="quiet kind-why">{it}</p> })}
        }
    };
    let changes = Memo::new(move |_| qualified.with(|it| it.changes.clone()));
    let list = move || {
        let (changes, now) = (changes.get(), qualified.with_untracked(|it| it.now));
        if changes.is_empty() {
            return view! { <p class="quiet">{words.why_none()}</p> }.into_any();
        }
        let why = |(at, change)| view! { <li><Why change now open=at == 0/></li> };
        view! { <ol class="whys" aria-label=words.why_changes()>{changes.into_iter().enumerate().map(why).collect_view()}</ol> }
            .into_any()
    };
    view! { <Panel title=words.qualification()>{head}{list}</Panel> }
}
