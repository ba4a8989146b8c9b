//! The leads of whoever works through a queue: its top, in its own order and for its own reasons.

use crate::layout::use_viewer;
use crate::leads::{DueChip, ticking};
use crate::qualification::KindBadge;
use crate::routes;
use crate::ui::{Avatar, AvatarSize, Icon, Panel};
use crate::words::use_words;
use chrono::{DateTime, Utc};
use domain::focus::{LeadsToday, Today};
use domain::leads::QueueLine;
use domain::money::grouped;
use domain::team::Right;
use leptos::prelude::*;

#[component]
pub fn Leads(today: Signal<Today>) -> impl IntoView {
    let words = use_words();
    let leads = Memo::new(move |_| today.with(|it| it.leads.clone()));
    let there = Memo::new(move |_| leads.with(Option::is_some));
    let now = ticking(Memo::new(move |_| today.with(|it| it.now)));
    let lines =
        Memo::new(move |_| leads.with(|it| it.as_ref().map(|it| it.lines.clone()).unwrap_or_default()));
    let keys = move || lines.with(|it| it.iter().map(|it| it.card.number).collect::<Vec<_>>());
    let row = move |number: i32| {
        // A line that was just done keeps its last look until it is gone.
        let line = Memo::new(move |before: Option<&Option<QueueLine>>| {
            let known = lines.with(|it| it.iter().find(|it| it.card.number == number).cloned());
            known.or_else(|| before.cloned().flatten())
        });
        view! { <li class="queue-line">{move || line.get().map(|line| view! { <Line line now/> })}</li> }
    };
    let all = move || view! { <a class="panel-act" href=routes::LEAD_QUEUE>{words.today_queue()}</a> };
    let shown = move || {
        let said = |it: &LeadsToday| {
            words.today_leads_shown(&grouped(it.lines.len() as u64), &grouped(it.count as u64))
        };
        leads
            .with(|it| it.as_ref().filter(|it| it.count > it.lines.len()).map(said))
            .map(|said| view! { <p class="queue-more quiet">{said}</p> })
    };
    move || {
        there.get().then(|| {
            view! {
                <Panel title=words.today_leads() flush=true action=all>
                    {move || lines.with(Vec::is_empty).then(|| view! {
                        <p class="focus-none"><Icon name="circle-check"/>{words.queue_empty()}</p>
                    })}
                    <ol class="queue" aria-label=words.queue_label()>
                        <For each=keys key=|it| *it children=row/>
                    </ol>
                    {shown}
                </Panel>
            }
        })
    }
}

#[component]
fn Line(line: QueueLine, now: Memo<DateTime<Utc>>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let card = &line.card;
    let key = card.key();
    let may = viewer.with_untracked(|it| it.may_ever(Right::Log));
    let note =
        [card.company.clone(), card.title.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let why = words.worth(&line);
    let doing = match &line.plan {
        Some((_, title)) => title.clone(),
        None => words.owed(line.promise.owed).to_owned(),
    };
    let me = viewer.with_untracked(|it| it.member);
    // One's own are the rule here; what waits for somebody says so.
    let who = match card.owner {
        None => Some(view! { <span class="lead-waits">{words.lead_waiting()}</span> }.into_any()),
        Some(owner) if owner == me => None,
        Some(id) => {
            let name = viewer.with_untracked(|it| it.member_name(id).map(str::to_owned)).unwrap_or_default();
            Some(view! { <Avatar name id size=AvatarSize::Small/> }.into_any())
        }
    };
    let label = words.queue_log_of(&card.name);
    view! {
        <div class="queue-due"><DueChip promise=line.promise now/></div>
        <div class="queue-who">
            <span class="queue-name">
                <a href=routes::lead(key) class="queue-link">{card.name.clone()}</a>
                <KindBadge kind=card.kind cooling=card.cooling review=card.review/>
                <span class="queue-note">{note}</span>
            </span>
            <span class="queue-why">
                <strong>{doing}</strong>
                {(!why.is_empty()).then(|| view! { <span>{why}</span> })}
            </span>
        </div>
        <div class="queue-owner">{who}</div>
        {may.then(|| view! {
            <a href=format!("{}?log={key}", routes::LEAD_QUEUE) class="button button-small queue-log-open" aria-label=label>
                <Icon name="pencil"/>{words.queue_log()}
            </a>
        })}
    }
}
