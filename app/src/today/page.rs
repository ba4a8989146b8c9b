//! The home page: the day in two parts, in the order to do it; at the right the month and the week.

use super::api::read_today;
use super::figures::{Month, Week};
use super::leads::Leads;
use super::line::{Acts, FocusLine};
use crate::accounts::{Loaded, settled};
use crate::activities::AddTask;
use crate::activities::api::PlanTask;
use crate::demo::{OtherBeginnings, is_fresh};
use crate::forms::{Complaint, error_of, succeeded};
use crate::icp::IcpReminder;
use crate::layout::{Page, use_viewer};
use crate::ui::{ButtonLink, Icon, Look, Panel, use_toasts};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use domain::MemberId;
use domain::events::{Event, Topic};
use domain::focus::{Focus, Of, SHOWN, Today};
use domain::team::Right;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

#[component]
pub fn TodayPage() -> impl IntoView {
    let viewer = use_viewer();
    let me = viewer.with_untracked(|it| it.member);
    let query = use_query_map();
    let of =
        Memo::new(move |_| query.with(|query| viewer.with(|it| Of::asked(query.get_str("of"), &it.roles))));
    let acts =
        Acts { complete: ServerAction::new(), step: ServerAction::new(), log: ServerAction::new(), of };
    let plan = ServerAction::<PlanTask>::new();
    let acted = move || {
        (acts.complete.version().get() + acts.step.version().get())
            + (acts.log.version().get() + plan.version().get())
    };
    let news = settled(live::changed(move |it| concerns(it, me, of.get_untracked())));
    let read = reading(move || (of.get(), acted(), news.get()), |(of, ..)| read_today(of));
    say_what_was_done(acts, plan);
    view! { <Loaded of=read show=move |today| view! { <Day today acts plan/> }.into_any()/> }
}

#[component]
fn Day(today: Signal<Today>, acts: Acts, plan: ServerAction<PlanTask>) -> impl IntoView {
    let words = use_words();
    let note = move || today.with(|it| words.day_with_weekday(it.today, it.today));
    view! {
        <Page title=words.today() note=Signal::derive(note) actions=move || view! { <Whose of=acts.of/> }>
            <IcpReminder/>
            <div class="page-columns">
                <div>
                    <Leads today/>
                    <Must today acts/>
                    <Next today acts plan/>
                </div>
                <aside>
                    <Month today/>
                    <Week today of=acts.of/>
                </aside>
            </div>
        </Page>
    }
}

/// My day, or that of those I lead.
#[component]
fn Whose(of: Memo<Of>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let leads = viewer.with_untracked(|it| Of::Team.may(&it.roles));
    let link = move |whose: Of, href: &'static str, label: &'static str| {
        view! { <a href=href aria-current=move || (of.get() == whose).then_some("true")>{label}</a> }
    };
    leads.then(|| {
        view! {
            <nav class="segments" aria-label=words.today_whose()>
                {link(Of::Me, routes::TODAY, words.today_mine())}
                {link(Of::Team, routes::TEAM_TODAY, words.today_team())}
            </nav>
        }
    })
}

/// Somebody else's deals are not in my day, but one that was just given away or done by me is. A lead that others work may
/// be one that waited for me.
fn concerns(event: &Event, me: MemberId, of: Of) -> bool {
    if of == Of::Team {
        return event.deal.is_some() || matches!(event.topic, Topic::Task | Topic::Activity);
    }
    let mine = event.card.as_ref().is_some_and(|it| it.owner == Some(me)) || event.by == Some(me);
    event.topic == Topic::Task || event.topic == Topic::Signal || event.lead.is_some() || mine
}

/// A word when something was done; an answered line closes.
fn say_what_was_done(acts: Acts, plan: ServerAction<PlanTask>) {
    let words = use_words();
    let toasts = use_toasts();
    let logged = succeeded(acts.log);
    let done = [succeeded(acts.complete), succeeded(acts.step), succeeded(plan)];
    Effect::new(move |before: Option<u32>| {
        let count = logged.get();
        if before.is_some_and(|before| before != count) {
            toasts.say(words.log_done());
        }
        count
    });
    Effect::new(move |before: Option<u32>| {
        let count = done.iter().map(|it| it.get()).sum();
        if before.is_some_and(|before| before != count) {
            toasts.announce(words.step_done());
        }
        count
    });
}

#[component]
fn Must(today: Signal<Today>, acts: Acts) -> impl IntoView {
    let words = use_words();
    let lines = Memo::new(move |_| today.with(|it| it.day.must.clone()));
    let (complete, step, log) = (error_of(acts.complete), error_of(acts.step), error_of(acts.log));
    // An open line says by itself what is wrong with it.
    let open = use_query_map();
    let elsewhere = Signal::derive(move || {
        let answered = step.get().or(log.get()).filter(|_| open.with(|it| it.get_str("open").is_none()));
        complete.get().or(answered)
    });
    view! {
        <Panel title=words.today_must() flush=true>
            <Complaint error=elsewhere/>
            {move || lines.with(Vec::is_empty).then(|| view! {
                <p class="focus-none"><Icon name="circle-check"/>{words.today_must_empty()}</p>
            })}
            <Lines part="must" lines today acts/>
        </Panel>
    }
}

#[component]
fn Next(today: Signal<Today>, acts: Acts, plan: ServerAction<PlanTask>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let may = Memo::new(move |_| viewer.with(|it| it.may_ever(Right::Log)));
    let may_create = viewer.with_untracked(|it| it.may_ever(Right::CreateDeals));
    let lines = Memo::new(move |_| today.with(|it| it.day.next.clone()));
    view! {
        <Panel title=words.today_next() flush=true>
            {move || lines.with(Vec::is_empty).then(|| view! {
                <div class="focus-none">{if is_fresh() {
                    view! {
                        <p>{words.today_fresh()}</p>
                        {may_create.then(|| view! { <ButtonLink href=routes::NEW_DEAL look=Look::Primary>{words.deal_add()}</ButtonLink> })}
                        <OtherBeginnings/>
                    }.into_any()
                } else {
                    view! {
                        <p>{words.today_next_empty()}</p>
                        <ButtonLink href=routes::PIPELINE small=true>{words.today_to_pipeline()}</ButtonLink>
                    }.into_any()
                }}</div>
            })}
            <Lines part="next" lines today acts/>
            {move || may.get().then(|| view! {
                <div class="focus-add"><AddTask plan/></div>
            })}
        </Panel>
    }
}

/// The lines of one part, each known by its deal or task, so that one that somebody answers stays.
/// A long part shows its beginning; `?all=must` shows all of it.
#[component]
fn Lines(part: &'static str, lines: Memo<Vec<Focus>>, today: Signal<Today>, acts: Acts) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let query = use_query_map();
    let may = Memo::new(move |_| viewer.with(|it| it.may_ever(Right::Log)));
    let open = Memo::new(move |_| query.with(|it| it.get_str("open").and_then(|it| it.parse::<Uuid>().ok())));
    let all = Memo::new(move |_| query.with(|it| it.get_str("all") == Some(part)));
    let day = Memo::new(move |_| today.with(|it| it.today));
    let shown = move || {
        let most = if all.get() { usize::MAX } else { SHOWN };
        lines.with(|it| it.iter().take(most).cloned().collect::<Vec<_>>())
    };
    let hidden = move || lines.with(Vec::len).saturating_sub(SHOWN) > 0 && !all.get();
    let row = move |first: Focus| {
        let key = first.key();
        // A line that was just done keeps its last look until it is gone.
        let line = Memo::new(move |before: Option<&Focus>| {
            let now = lines.with(|all| all.iter().find(|it| it.key() == key).cloned());
            now.or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
        });
        view! { <FocusLine line today=day acts open may/> }
    };
    view! {
        <ul class="focus">
            <For each=shown key=Focus::key children=row/>
        </ul>
        {move || hidden().then(|| view! {
            <div class="focus-more">
                <ButtonLink href=Signal::derive(move || acts.with("all", part)) look=Look::Plain small=true>
                    {move || words.today_all(i64::try_from(lines.with(Vec::len)).unwrap_or(i64::MAX))}
                </ButtonLink>
            </div>
        })}
    }
}
