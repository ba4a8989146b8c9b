//! The table's boxes without scripts: a form that asks what would become of the picked deals, and one that confirms it.

use super::api::{MoveManyByForm, weigh_many};
use super::report::BatchReport;
use super::table::PICK_FORM;
use crate::forms::{Complaint, field_problems};
use crate::pipeline::api::DealsView;
use crate::pipeline::deals_page::address;
use crate::pipeline::on_demand::{OnDemand, Opened};
use crate::routes;
use crate::ui::{Button, Choice, Dialog, Field, FormProblems, Input, Look, Select};
use crate::wire::reading;
use crate::words::{counted, use_words};
use domain::pipeline::batch::{Batch, Line, Picked, Work};
use domain::pipeline::list::Wish;
use domain::pipeline::{Card, Report, StageKind};
use domain::{ActId, DealId, StageId};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

/// Where the boxes' form goes. Once the page has woken up the bar does that.
#[component]
pub fn PlainBar(view: Signal<DealsView>, wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    let awake = RwSignal::new(false);
    Effect::new(move |_| awake.set(true));
    let choices = Signal::derive(move || {
        let chosen = wish.with(|it| it.pipeline);
        let name = |ko: &str, en: &str| words.either(ko, en).to_owned();
        view.with(|it| {
            let shown = it.pipelines.iter().filter(|it| chosen.is_none_or(|chosen| it.id == chosen));
            let stages = shown.flat_map(|pipeline| {
                let of = name(&pipeline.name_ko, &pipeline.name_en);
                pipeline.stages.iter().map(move |it| {
                    let stage = name(&it.name_ko, &it.name_en);
                    let label = if chosen.is_some() { stage } else { format!("{of} · {stage}") };
                    Choice::new(it.id, label)
                })
            });
            stages.collect::<Vec<_>>()
        })
    });
    let kept = move || {
        let pairs = wish.with(Wish::pairs);
        pairs
            .into_iter()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
            .collect_view()
    };
    view! {
        <form id=PICK_FORM class="pick-plain" class:is-hidden=move || awake.get() method="get" action=routes::DEALS>
            {kept}
            <Select name="to" label=words.deal_move_to() choices/>
            <Button submit=true>{words.batch_move()}</Button>
        </form>
    }
}

/// The report on what that form asked, which its address says.
#[component]
pub fn PlainReport(view: Signal<DealsView>, wish: Memo<Wish>) -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        query.with(|it| {
            let to: StageId = it.get_str("to")?.parse().ok()?;
            let picks: Vec<DealId> = it.get_all("pick")?.iter().filter_map(|it| it.parse().ok()).collect();
            Some((to, picks)).filter(|it| !it.1.is_empty())
        })
    });
    move || asked.get().map(|(to, picks)| view! { <Opened what=OnDemand::Picked { to, picks, view, wish }/> })
}

/// The question itself.
#[component]
pub fn Asked(to: StageId, picks: Vec<DealId>, view: Signal<DealsView>, wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    let cards: Vec<Card> = view.with_untracked(|it| {
        it.list.rows.iter().map(|it| &it.card).filter(|it| picks.contains(&it.id)).cloned().collect()
    });
    let picked: Vec<_> = cards.iter().map(Picked::of).collect();
    let weighed = reading(
        || (),
        move |()| {
            let act = ActId(Uuid::now_v7());
            let work = Work::Move { to, slot: None, closing: None };
            let batch = Batch { act, deals: picked.clone(), work };
            async move { weigh_many(batch).await.map(|report| (act, report)) }
        },
    );
    let title = words.batch_move_title(counted(cards.len()));
    let open = RwSignal::new(true);
    let back = wish.with_untracked(address);
    let cards = StoredValue::new(cards);
    let inside = move || {
        weighed.get().map(|it| match it {
            Ok((act, report)) => view! { <Confirm act to report cards view wish/> }.into_any(),
            Err(error) => view! { <p>{words.app_error(&error)}</p> }.into_any(),
        })
    };
    view! { <Dialog open title close_href=back><Suspense>{inside}</Suspense></Dialog> }
}

/// Only those that may go are in the form.
#[component]
fn Confirm(
    act: ActId,
    to: StageId,
    report: Report,
    cards: StoredValue<Vec<Card>>,
    view: Signal<DealsView>,
    wish: Memo<Wish>,
) -> impl IntoView {
    let words = use_words();
    let refused = ServerAction::<MoveManyByForm>::new().value().get_untracked().and_then(Result::err);
    let error = RwSignal::new(refused);
    let problems = field_problems(words, error.into());
    let kind = view.with_untracked(|it| it.pipelines.iter().find_map(|it| it.stage(to)).map(|it| it.kind));
    let kind = kind.unwrap_or_default();
    let going: Vec<_> = report.passing().collect();
    let hidden = cards.with_value(|all| {
        let going = all.iter().filter(|it| going.contains(&it.id)).enumerate();
        let fields = |(at, it): (usize, &Card)| {
            view! {
                <input type="hidden" name=format!("deals[{at}][deal]") value=it.id.to_string()/>
                <input type="hidden" name=format!("deals[{at}][stage]") value=it.stage.to_string()/>
            }
        };
        going.map(fields).collect_view()
    });
    let why = (kind != StageKind::Open || report.asks_why()).then(|| {
        let lost = (kind == StageKind::Lost).then(|| {
            view! { <Field name="closing[lost_to]" label=words.field_lost_to() max_length=200/> }
        });
        let held = (kind == StageKind::Hold).then(|| {
            view! { <Field name="closing[hold_until]" label=words.field_hold_until() input=Input::Day/> }
        });
        view! {
            <Field name="closing[reason]" label=words.field_reason() max_length=200/>
            {lost}
            {held}
        }
    });
    let count = counted(going.len());
    let path = <MoveManyByForm as ServerFn>::PATH;
    let named = move |line: &Line| {
        let find =
            |all: &Vec<Card>| all.iter().find(|it| it.id == line.deal).map(|it| (it.name.clone(), it.key()));
        cards.with_value(find)
    };
    view! {
        <form class="form" method="post" action=path>
            <input type="hidden" name="act" value=act.to_string()/>
            <input type="hidden" name="to" value=to.to_string()/>
            <input type="hidden" name="next" value=wish.with_untracked(address)/>
            {hidden}
            <Complaint error/>
            <FormProblems of=problems back=error.with_untracked(Option::is_some)>{why}</FormProblems>
            <BatchReport report=Signal::stored(report) named/>
            <div class="dialog-foot">
                <Button submit=true look=Look::Primary disabled=count == 0>{words.batch_do_move(count)}</Button>
            </div>
        </form>
    }
}
