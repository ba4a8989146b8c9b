//! Which moment: said in words, chosen by a slider, a date and a time, or one of the days that people mean most.

use super::context::PastContext;
use super::replay::ReplayButton;
use super::slider::DaySlider;
use crate::routes;
use crate::ui::{Button, Icon, IconLink};
use domain::pipeline::Filter;
use domain::pipeline::past::{At, Bent, Pick};
use leptos::prelude::*;
use leptos_router::components::Form;

#[component]
pub fn MomentBar() -> impl IntoView {
    let context = expect_context::<PastContext>();
    let words = context.words;
    let neighbour = move |days: i64| {
        context.board(|it| {
            let day = it.at.day + chrono::Duration::days(days);
            (it.first..=it.today).contains(&day).then_some(day)
        })
    };
    let step = move |days: i64, icon: &'static str, label: &'static str| match neighbour(days) {
        Some(day) => view! { <IconLink icon href=context.on(day) label/> }.into_any(),
        None => {
            view! { <span class="icon-button icon-button-off" aria-hidden="true"><Icon name=icon/></span> }
                .into_any()
        }
    };
    let picks = move || {
        let (today, first, shown) = context.board(|it| (it.today, it.first, it.at));
        let pick = |pick: Pick| {
            let at = At::morning(pick.day(today));
            let current = (at == shown).then_some("true");
            (at.day >= first).then(|| {
                view! { <a class="chip" href=context.address(at, []) aria-current=current>{words.past_pick(pick)}</a> }
            })
        };
        Pick::ALL.map(pick).into_iter().collect_view()
    };
    view! {
        <section class="past-bar" aria-label=words.past_which()>
            <div class="past-head">
                <p class="past-said" role="status">
                    <Icon name="history"/>
                    <span><strong>{move || context.moment()}</strong>{words.past_read_only()}</span>
                </p>
                <ReplayButton/>
            </div>
            <div class="past-choose">
                <DateForm context/>
                <div class="past-slide">
                    {move || step(-1, "chevron-left", words.past_day_before())}
                    <DaySlider/>
                    {move || step(1, "chevron-right", words.past_day_after())}
                </div>
                <nav class="past-picks" aria-label=words.past_picks()>{picks}</nav>
            </div>
            <Notes context/>
        </section>
    }
}

/// Works without scripts, as all of the page does.
#[component]
fn DateForm(context: PastContext) -> impl IntoView {
    let words = context.words;
    let kept = move || {
        let field =
            |(name, value): (&'static str, String)| view! { <input type="hidden" name=name value=value/> };
        context.filter.with(Filter::pairs).into_iter().map(field).collect_view()
    };
    // News must not take away what somebody is typing: only another moment does.
    let day = Memo::new(move |_| context.board(|it| it.at.day.to_string()));
    let time = Memo::new(move |_| context.board(|it| it.at.clock()));
    let (first, today) =
        (move || context.board(|it| it.first.to_string()), move || context.board(|it| it.today.to_string()));
    let action = Memo::new(move |_| routes::past(Some(context.pipeline())));
    view! {
        {move || view! {
            <Form action=action.get() method="get" noscroll=true attr:class="past-form">
                {kept}
                <label class="past-field">
                    <span>{words.past_day()}</span>
                    <input class="input" type="date" name="at" required value=day.get_untracked() prop:value=day min=first max=today/>
                </label>
                <label class="past-field">
                    <span>{words.past_time()}</span>
                    <input class="input" type="time" name="time" required value=time.get_untracked() prop:value=time/>
                </label>
                <Button submit=true small=true>{words.past_go()}</Button>
            </Form>
        }}
    }
}

/// What one has to know to read this board rightly.
#[component]
fn Notes(context: PastContext) -> impl IntoView {
    let words = context.words;
    let bent = move || {
        let said = context.board(|it| it.bent).map(|bent| match bent {
            Bent::NotYet => words.past_not_yet(),
            Bent::BeforeTheFirst => words.past_before_the_first(),
        });
        said.map(|it| view! { <p class="past-note tone-warn">{it}</p> })
    };
    let known = move || {
        let since = context.board(|it| it.known_since.map(|day| words.day(day, it.today)));
        since.map(|day| view! { <p class="past-note">{words.past_known_since(&day)}</p> })
    };
    let filtered = move || {
        let is_filtered = context.filter.with(|it| !it.is_empty());
        is_filtered.then(|| view! { <p class="past-note">{words.past_filtered()}</p> })
    };
    view! { {bent} {known} {filtered} }
}
