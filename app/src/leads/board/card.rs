//! A lead on the board: who, from where, what it is owed, and what is done with it in one press.

use super::context::LeadBoard;
use crate::forms::error_here;
use crate::layout::use_viewer;
use crate::leads::api::MoveLead;
use crate::leads::queue::DueChip;
use crate::qualification::KindBadge;
use crate::routes;
use crate::ui::{Avatar, AvatarSize, Button, Icon, Look};
use crate::words::use_words;
use chrono::{DateTime, Utc};
use domain::LeadId;
use domain::leads::{LeadCard, LeadStatus};
use leptos::prelude::*;
use server_fn::ServerFn;

#[component]
pub fn Card(id: LeadId, cards: Memo<Vec<LeadCard>>, now: Memo<DateTime<Utc>>) -> impl IntoView {
    let context = expect_context::<LeadBoard>();
    // A card that just left the column keeps its last look until its line is gone.
    let known = move || cards.with(|it| it.iter().find(|it| it.id == id).cloned());
    let card =
        Memo::new(move |before: Option<&Option<LeadCard>>| known().or_else(|| before.cloned().flatten()));
    let in_hand = move || {
        let is_this = |it: &Option<super::drag::Drag>| it.as_ref().is_some_and(|it| it.card.id == id);
        context.drag.with(is_this) || context.lifted.with(is_this)
    };
    let is_fixed = move || card.with(|it| it.as_ref().is_some_and(|it| !context.may_work(it.owner)));
    let waits = move || context.laid.with(|it| it.iter().any(|it| it.waits_for(id)));
    let remote = move || context.remote.with(|it| it.get(&id).cloned());
    view! {
        <li class="lead-card" class:is-carried=in_hand class:is-fixed=is_fixed class:is-waiting=waits
            class:is-remote=move || remote().is_some() data-lead=id.to_string()>
            {move || remote().map(|said| view! { <span class="card-remote">{said}</span> })}
            {move || card.get().map(|card| view! { <Face card now/> })}
        </li>
    }
}

#[component]
fn Face(card: LeadCard, now: Memo<DateTime<Utc>>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let context = expect_context::<LeadBoard>();
    let (at, owner, until) = (card.last_touch_at, card.owner, card.nurture_until);
    // Who is put off says until when by itself.
    let promise = card.promise.filter(|_| until.is_none());
    let moves = !card.status.next().is_empty();
    let may = Memo::new(move |_| moves && context.may_work(owner));
    let ago = move || viewer.with(|it| words.ago(at, now.get(), &it.zone));
    let full = move || viewer.with(|it| words.moment(at, now.get(), &it.zone));
    let again = until.map(|until| {
        move || {
            let (text, due) = viewer.with(|it| words.look_again(until, it.zone.day(now.get())));
            view! { <span class="lead-again" class:tone-warn=due>{text}</span> }
        }
    });
    let came = [
        Some(words.origin(card.origin).to_owned()),
        card.source.clone().filter(|source| source != card.origin.code()),
    ];
    let came = came.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let who = move || match owner
        .and_then(|id| viewer.with(|it| it.member_name(id).map(|name| (id, name.to_owned()))))
    {
        Some((id, name)) => view! { <Avatar name id size=AvatarSize::Small/> }.into_any(),
        None => view! { <span class="lead-waits">{words.lead_waiting()}</span> }.into_any(),
    };
    let company = card.company.clone().map(|it| view! { <span class="lead-company">{it}</span> });
    let title = card.title.clone().map(|it| view! { <span class="lead-title">{it}</span> });
    let touches = (card.touches > 1)
        .then(|| view! { <span class="lead-touches">{words.lead_touches(card.touches)}</span> });
    let label = words.lead_move(&card.name);
    let key = card.key();
    let href = move || context.move_href(key, None);
    let kind = view! { <KindBadge kind=card.kind cooling=card.cooling review=card.review/> };
    let is_new = card.status == LeadStatus::New;
    let name = card.name.clone();
    let card = StoredValue::new(card);
    view! {
        <a href=routes::lead(key) class="lead-link" draggable="false">
            <span class="lead-name">{name}</span>
            {title}
        </a>
        {company}
        <span class="lead-came">{came}</span>
        {again}
        <div class="lead-foot">
            {who}
            {kind}
            {touches}
            {promise.map(|promise| view! { <DueChip promise now/> })}
            <span class="lead-age" title=full>{ago}</span>
        </div>
        {move || may.get().then(|| view! {
            <div class="lead-card-acts">
                {is_new.then(|| view! { <Start card/> })}
                <a href=href data-noscroll="" class="icon-button" aria-label=label.clone() title=label.clone()>
                    <Icon name="corner-down-right"/>
                </a>
            </div>
        })}
    }
}

/// The usual first act, in one press.
#[component]
fn Start(card: StoredValue<LeadCard>) -> impl IntoView {
    let words = use_words();
    let context = expect_context::<LeadBoard>();
    let id = card.with_value(|it| it.id.to_string());
    // A plain form that was refused comes back with the page; woken up, the board moves the card itself.
    let error = error_here(ServerAction::<MoveLead>::new(), &[("lead", id.clone())]);
    let start = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        card.with_value(|it| context.put(it, LeadStatus::Working));
    };
    view! {
        <form method="post" action=MoveLead::PATH class="inline-form" on:submit=start>
            <input type="hidden" name="lead" value=id/>
            <input type="hidden" name="from" value=LeadStatus::New.code()/>
            <input type="hidden" name="form[to]" value=LeadStatus::Working.code()/>
            <Button submit=true small=true look=Look::Quiet>{words.lead_start()}</Button>
        </form>
        {move || error.get().map(|error| view! { <p class="form-problem" role="alert">{words.app_error(&error)}</p> })}
    }
}
