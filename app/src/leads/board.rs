//! The lead board: a column for each status of which something may still come, the latest touch on top.

use super::api::MoveLead;
use super::filters::address;
use super::leads_page::move_href;
use super::queue::{DueChip, ticking};
use super::status::hue;
use crate::forms::error_of;
use crate::layout::use_viewer;
use crate::qualification::KindBadge;
use crate::routes;
use crate::ui::{Avatar, AvatarSize, Button, Icon, Look};
use crate::words::use_words;
use chrono::{DateTime, Utc};
use domain::LeadId;
use domain::leads::{LeadCard, LeadStatus, LeadsView, Wish};
use domain::money::grouped;
use domain::team::Right;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;

#[component]
pub fn Board(view: Signal<LeadsView>, wish: Memo<Wish>) -> impl IntoView {
    let columns = LeadStatus::BOARD.map(|status| view! { <Column status view wish/> });
    view! { <div class="lead-board">{columns.collect_view()}</div> }
}

#[component]
fn Column(status: LeadStatus, view: Signal<LeadsView>, wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    let cards = Memo::new(move |_| {
        view.with(|it| {
            let column = it.columns.iter().find(|it| it.status == status);
            column.map(|it| it.cards.clone()).unwrap_or_default()
        })
    });
    let count = Memo::new(move |_| view.with(|it| it.count(status)));
    let now = ticking(Memo::new(move |_| view.with(|it| it.now)));
    let ids = move || cards.with(|it| it.iter().map(|it| it.id).collect::<Vec<_>>());
    let rest = move || {
        let shown = cards.with(Vec::len);
        (usize::try_from(count.get()).is_ok_and(|it| it > shown)).then(|| {
            let href = wish.with(|it| address(&it.at(Some(status))));
            let text = words.leads_all_of(&grouped(count.get().unsigned_abs()));
            view! { <a class="column-more" href=href>{text}</a> }
        })
    };
    let nothing = move || {
        let text =
            if wish.with(Wish::filters) { words.leads_empty_filter() } else { words.lead_none(status) };
        cards.with(Vec::is_empty).then(|| view! { <p class="column-empty quiet">{text}</p> })
    };
    let title = format!("leads-{}", status.code());
    let named = title.clone();
    view! {
        <section class="column lead-column" data-status=status.code() aria-labelledby=named>
            <header class="column-head">
                <div class="column-title">
                    <span class=format!("column-mark {}", hue(status)) aria-hidden="true"></span>
                    <h2 id=title>{words.lead_status(status)}</h2>
                    <span class="column-count">{move || grouped(count.get().unsigned_abs())}</span>
                </div>
            </header>
            <ul class="column-cards">
                <For each=ids key=|it| *it children=move |id| view! { <Card id cards now wish/> }/>
            </ul>
            {nothing}
            {rest}
        </section>
    }
}

#[component]
fn Card(id: LeadId, cards: Memo<Vec<LeadCard>>, now: Memo<DateTime<Utc>>, wish: Memo<Wish>) -> impl IntoView {
    // A card that just left the column keeps its last look until its line is gone.
    let known = move || cards.with(|it| it.iter().find(|it| it.id == id).cloned());
    let card =
        Memo::new(move |before: Option<&Option<LeadCard>>| known().or_else(|| before.cloned().flatten()));
    move || card.get().map(|card| view! { <Face card now wish/> })
}

#[component]
fn Face(card: LeadCard, now: Memo<DateTime<Utc>>, wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let (at, owner, until) = (card.last_touch_at, card.owner, card.nurture_until);
    // Who is put off says until when by itself.
    let promise = card.promise.filter(|_| until.is_none());
    let moves = !card.status.next().is_empty();
    let may = Memo::new(move |_| moves && viewer.with(|it| it.may(Right::WorkLead, owner)));
    let ago = move || viewer.with(|it| words.ago(at, now.get(), &it.zone));
    let full = move || viewer.with(|it| words.moment(at, now.get(), &it.zone));
    let again = until.map(|until| {
        move || {
            let (text, due) = viewer.with(|it| words.look_again(until, it.zone.day(now.get())));
            view! { <span class="lead-again" class:tone-warn=due>{text}</span> }
        }
    });
    let came = [Some(words.origin(card.origin).to_owned()), card.source.clone()];
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
    let href = {
        let card = card.clone();
        move || wish.with(|it| move_href(it, &card))
    };
    let (id, status) = (card.id, card.status);
    view! {
        <li class="lead-card">
            <A href=routes::lead(card.key()) attr:class="lead-link">
                <span class="lead-name">{card.name.clone()}</span>
                {title}
            </A>
            {company}
            <span class="lead-came">{came}</span>
            {again}
            <div class="lead-foot">
                {who}
                <KindBadge kind=card.kind cooling=card.cooling review=card.review/>
                {touches}
                {promise.map(|promise| view! { <DueChip promise now/> })}
                <span class="lead-age" title=full>{ago}</span>
            </div>
            {move || may.get().then(|| view! {
                <div class="lead-card-acts">
                    {(status == LeadStatus::New).then(|| view! { <Start id/> })}
                    <A href=href.clone() scroll=false attr:class="icon-button" attr:aria-label=label.clone() attr:title=label.clone()>
                        <Icon name="corner-down-right"/>
                    </A>
                </div>
            })}
        </li>
    }
}

/// The usual first act, in one press.
#[component]
fn Start(id: LeadId) -> impl IntoView {
    let words = use_words();
    let action = ServerAction::<MoveLead>::new();
    let error = error_of(action);
    view! {
        <ActionForm action attr:class="inline-form">
            <input type="hidden" name="lead" value=id.to_string()/>
            <input type="hidden" name="from" value=LeadStatus::New.code()/>
            <input type="hidden" name="form[to]" value=LeadStatus::Working.code()/>
            <Button submit=true small=true look=Look::Quiet waiting=action.pending()>{words.lead_start()}</Button>
        </ActionForm>
        {move || error.get().map(|error| view! { <p class="form-problem" role="alert">{words.app_error(&error)}</p> })}
    }
}
