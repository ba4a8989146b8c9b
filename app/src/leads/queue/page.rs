//! `/leads/queue`: the day of who qualifies. Each line says what is owed to whom, by when and why it stands there.

use super::due::ticking;
use super::line::Line;
use crate::accounts::{Loaded, settled};
use crate::forms::succeeded;
use crate::layout::{Page, use_viewer};
use crate::leads::api::{LogTouch, read_queue};
use crate::ui::{EmptyState, Icon, Panel, use_toasts};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use domain::Key;
use domain::events::Topic;
use domain::leads::{LeadStatus, Queue, QueueLine, Urgency};
use domain::money::grouped;
use domain::pipeline::filter::Owner;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Where the queue is, of whom.
pub fn address(of: Owner) -> String {
    match of {
        Owner::Anybody => format!("{}?of=all", routes::LEAD_QUEUE),
        _ => routes::LEAD_QUEUE.to_owned(),
    }
}

#[component]
pub fn QueuePage() -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let of = Memo::new(move |_| match query.with(|it| it.get_str("of") == Some("all")) {
        true => Owner::Anybody,
        false => Owner::Me,
    });
    let log = ServerAction::<LogTouch>::new();
    let news = settled(live::changed(|it| {
        matches!(it.topic, Topic::Lead | Topic::Task | Topic::Activity | Topic::Signal | Topic::Team)
    }));
    let read = reading(move || (of.get(), news.get(), log.version().get()), |(of, ..)| read_queue(of));
    let toasts = use_toasts();
    let logged = succeeded(log);
    Effect::new(move |before: Option<u32>| {
        let count = logged.get();
        if before.is_some_and(|before| before != count) {
            toasts.say(words.log_done());
        }
        count
    });
    let link = move |whose: Owner, label: &'static str| {
        let current = move || (of.get() == whose).then_some("true");
        view! { <a href=address(whose) aria-current=current>{label}</a> }
    };
    let whose = move || {
        view! {
            <nav class="segments" aria-label=words.queue_whose()>
                {link(Owner::Me, words.queue_mine())}
                {link(Owner::Anybody, words.queue_all())}
            </nav>
        }
    };
    view! {
        <Page title=words.queue().to_owned() actions=whose>
            <nav class="tabs" aria-label=words.leads_statuses()>
                <a class="tab" href=routes::LEAD_QUEUE aria-current="page"><Icon name="list-checks"/>{words.queue()}</a>
                <a class="tab" href=routes::OUTBOUND><Icon name="target"/>{words.outbound()}</a>
                <a class="tab" href=routes::LEADS>{words.leads_board()}</a>
            </nav>
            <Loaded of=read show=move |queue| view! { <Shown queue of log/> }.into_any()/>
        </Page>
    }
}

#[component]
fn Shown(queue: Signal<Queue>, of: Memo<Owner>, log: ServerAction<LogTouch>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let query = use_query_map();
    let now = ticking(Memo::new(move |_| queue.with(|it| it.now)));
    let open = Memo::new(move |_| query.with(|it| it.get_str("log").and_then(|it| it.parse::<Key>().ok())));
    let counts = move || {
        let all = [Urgency::Late, Urgency::Soon, Urgency::Today, Urgency::Later];
        let count = move |it: Urgency| {
            let count = queue.with(|queue| queue.counts[it as usize]);
            view! {
                <div class="queue-count" class:tone-bad=it == Urgency::Late && count != 0>
                    <dt>{words.urgency(it)}</dt>
                    <dd>{grouped(count as u64)}</dd>
                </div>
            }
        };
        all.map(count).collect_view()
    };
    let lines = Memo::new(move |_| queue.with(|it| it.lines.clone()));
    let keys = move || lines.with(|it| it.iter().map(|it| it.card.number).collect::<Vec<_>>());
    let row = move |number: i32| {
        let known = move || lines.with(|it| it.iter().find(|it| it.card.number == number).cloned());
        // A line that was just done keeps its last look until it is gone.
        let line = Memo::new(move |before: Option<&Option<QueueLine>>| {
            known().or_else(|| before.cloned().flatten())
        });
        view! { <Line line now open of log/> }
    };
    let more = move || {
        let (shown, all) = queue.with(|it| (it.lines.len(), it.count()));
        (shown < all).then(|| {
            let text = words.queue_shown(&grouped(shown as u64), &grouped(all as u64));
            view! { <p class="queue-more quiet">{text}</p> }
        })
    };
    let may = viewer.with_untracked(|it| it.may_ever(domain::team::Right::Log));
    let list = NodeRef::new();
    view! {
        <dl class="queue-counts">{counts}</dl>
        <Panel flush=true>
            {move || lines.with(Vec::is_empty).then(|| view! {
                <EmptyState text=words.queue_empty() icon="circle-check"/>
            })}
            <ol class="queue" node_ref=list aria-label=words.queue_label()
                on:keydown=move |ev| super::line::on_key(&ev, list, of.get_untracked(), may)>
                <For each=keys key=|it| *it children=row/>
            </ol>
            {more}
        </Panel>
        {(may).then(|| view! { <p class="queue-keys quiet">{words.queue_keys()}</p> })}
    }
}

/// Those who are put to rest are put there on their own page, with the question open.
pub fn nurture_href(key: Key) -> String {
    format!("{}?act={}", routes::lead(key), LeadStatus::Nurturing.code())
}
