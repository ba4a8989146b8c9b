//! The heat map: a pipeline's open deals by what its framework asks, so that one sees at a glance which deals are really
//! there and what nobody asks. Every field leads to the place where its score is given.

use super::api::{HeatView, read_heat_map};
use crate::accounts::Loaded;
use crate::exchange::sums;
use crate::layout::{Page, use_viewer};
use crate::pipeline::{DealsAs, FilterBar, ViewSwitch, motion_hue, query};
use crate::ui::{EmptyState, Pager, TabLink, Table, Tabs};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use domain::accounts::Place;
use domain::events::Topic;
use domain::frameworks::{Criterion, Framework, HeatMap, Standing, Tally, coach};
use domain::money::grouped;
use domain::pipeline::gate::scores_asked_next;
use domain::pipeline::list::{Order, Sort, Wish};
use domain::pipeline::{Card, Pipeline};
use domain::{DealId, PipelineId};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// What a manager looks at first, then what is due, then what stands still.
const ORDERS: [Sort; 3] = [Sort::Amount, Sort::Close, Sort::InStage];

#[component]
pub fn HeatMapPage() -> impl IntoView {
    let words = use_words();
    let (params, query) = (use_params_map(), use_query_map());
    // An address of no pipeline is not one of the first pipeline.
    let chosen = Memo::new(move |_| {
        params.with(|it| it.get("id").map(|it| it.parse().unwrap_or(PipelineId(uuid::Uuid::nil()))))
    });
    let wish = Memo::new(move |_| {
        let asked = query.with(|map| Wish::of_pairs(|name| map.get_str(name)));
        let order = if ORDERS.contains(&asked.order.by) { asked.order } else { Order::of(Sort::Amount) };
        Wish { pipeline: chosen.get(), order, ..asked }
    });
    let changed = live::changed(|event| event.deal.is_some() || event.topic == Topic::Process);
    let view = reading(move || (wish.get(), changed.get()), |(wish, _)| read_heat_map(wish));
    view! {
        <Page title=words.heat_map().to_owned()>
            <Loaded of=view show=move |view| view! { <Shown view wish/> }.into_any()/>
        </Page>
    }
}

/// The address of the map with this wish.
fn address(wish: &Wish) -> String {
    let mut pairs = wish.pairs();
    pairs.retain(|it| it.0 != "pipeline");
    format!("{}{}", routes::heat_map(wish.pipeline), query(&pairs))
}

#[component]
fn Shown(view: Signal<HeatView>, wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let filter = Memo::new(move |_| wish.with(|it| it.filter.clone()));
    let pipeline = Memo::new(move |_| view.with(|it| it.map.pipeline.id));
    let framework = Memo::new(move |_| view.with(|it| it.map.framework.clone()));
    let empty = Memo::new(move |_| view.with(|it| it.map.list.rows.is_empty()));
    let tab = move |it: &Pipeline| {
        let (to, name) = (it.id, words.either(&it.name_ko, &it.name_en).to_owned());
        let href = Signal::derive(move || {
            wish.with(|it| address(&Wish { pipeline: Some(to), place: Place::Start, ..it.clone() }))
        });
        let current = Signal::derive(move || pipeline.get() == to);
        view! { <TabLink href dot=motion_hue(it.motion) current>{name}</TabLink> }
    };
    let order = move |by: Sort| {
        let href = move || {
            wish.with(|it| address(&Wish { order: Order::of(by), place: Place::Start, ..it.clone() }))
        };
        let current = move || (wish.with(|it| it.order) == Order::of(by)).then_some("page");
        view! { <a href=href aria-current=current>{words.heat_order(by)}</a> }
    };
    view! {
        <div class="board-ways">
            <Tabs label=words.pipelines_label()>{move || view.with(|it| it.pipelines.iter().map(tab).collect_view())}</Tabs>
            <ViewSwitch here=DealsAs::HeatMap pipeline=Signal::derive(move || Some(pipeline.get())) filter
                today=Signal::derive(move || view.with(|it| it.map.today))/>
        </div>
        <div class="board-bar">
            {move || view! { <FilterBar filter action=routes::heat_map(Some(pipeline.get())) always_step=true
                teams=Signal::derive(move || view.with(|it| it.teams.clone()))
                tags=Signal::derive(move || view.with(|it| it.tags.clone()))/> }}
            <div class="board-totals">
                <span>{words.board_open_deals()}" "<strong class="number">
                    {move || grouped(view.with(|it| it.map.list.totals.count).unsigned_abs())}
                </strong></span>
                {move || sums(words, &view.with(|it| it.map.list.totals.clone()), viewer)}
            </div>
        </div>
        {move || match framework.get() {
            None => view! {
                <EmptyState text=words.heat_without() icon="target">
                    <a class="button" href=routes::FRAMEWORKS>{words.frameworks()}</a>
                </EmptyState>
            }.into_any(),
            Some(_) if empty.get() => view! { <EmptyState text=words.deals_none() icon="inbox"/> }.into_any(),
            Some(framework) => view! {
                <div class="heat-tools">
                    <nav class="segments" aria-label=words.heat_order_label()>{ORDERS.map(order).into_iter().collect_view()}</nav>
                    <Legend/>
                </div>
                <Map view framework/>
                <Pages view wish/>
            }.into_any(),
        }}
    }
}

/// What the shades say.
#[component]
fn Legend() -> impl IntoView {
    let words = use_words();
    let shade = |score: i16| {
        view! { <li><span class="heat-mark" data-score=score.to_string() aria-hidden="true"></span>{words.sure(score)}</li> }
    };
    view! {
        <ul class="heat-legend quiet">
            {(0..=3).map(shade).collect_view()}
            <li><span class="heat-mark heat-lapsed" aria-hidden="true"></span>"? · "{words.heat_lapsed()}</li>
        </ul>
    }
}

#[component]
fn Map(view: Signal<HeatView>, framework: Framework) -> impl IntoView {
    let words = use_words();
    let name = move |it: &Criterion| words.either(&it.name_ko, &it.name_en).to_owned();
    let heads = framework
        .criteria
        .iter()
        .map(|it| view! { <th scope="col" class="heat-head">{name(it)}</th> })
        .collect_view();
    let feet: Vec<_> = framework
        .criteria
        .iter()
        .map(|it| {
            let code = it.code.clone();
            let tally = Memo::new(move |_| view.with(|view| view.map.tally(&code)));
            view! { <td class="heat-cell"><Confirmed tally/></td> }
        })
        .collect();
    let ids =
        Memo::new(move |_| view.with(|it| it.map.list.rows.iter().map(|it| it.card.id).collect::<Vec<_>>()));
    let framework = StoredValue::new(framework);
    let row = move |id: DealId| {
        let read = move || {
            view.with(|it| it.map.list.rows.iter().find(|it| it.card.id == id).map(|it| it.card.clone()))
        };
        // A row that leaves the map is what it was for as long as it still stands there.
        let card =
            Memo::new(move |before: Option<&Option<Card>>| read().or_else(|| before.cloned().flatten()));
        view! { <Row id card view framework/> }
    };
    view! {
        <Table label=words.heat_map()>
            <thead>
                <tr>
                    <th scope="col">{words.field_deal()}</th>
                    <th scope="col" class="heat-stage">{words.field_stage()}</th>
                    {heads}
                    <th scope="col" class="heat-next">{words.coach()}</th>
                </tr>
            </thead>
            <tbody><For each=move || ids.get() key=|it| *it children=row/></tbody>
            <tfoot>
                <tr>
                    <th scope="row">{words.heat_confirmed()}</th>
                    <td class="heat-stage"></td>
                    {feet}
                    <td class="heat-next"></td>
                </tr>
            </tfoot>
        </Table>
    }
}

/// Of all deals of the filter so many are confirmed.
#[component]
fn Confirmed(tally: Memo<Tally>) -> impl IntoView {
    let words = use_words();
    let said = move || tally.with(|it| words.heat_tally(*it));
    view! {
        <span class="heat-share" title=said>
            <strong class="number">{move || format!("{}%", tally.get().confirmed_percent())}</strong>
            <span class="quiet number">
                {move || tally.with(|it| format!("{}/{}", grouped(it.confirmed.unsigned_abs()), grouped(it.all().unsigned_abs())))}
            </span>
        </span>
    }
}

#[component]
fn Row(
    id: DealId,
    card: Memo<Option<Card>>,
    view: Signal<HeatView>,
    framework: StoredValue<Framework>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let href = move || card.with(|it| it.as_ref().map(|it| format!("{}#known", routes::deal(it.key()))));
    let about = move || {
        card.get().map(|it| {
            let owner = it.owner.and_then(|it| viewer.with(|by| by.member_name(it).map(str::to_owned)));
            [it.account_name.clone(), owner, it.amount().map(|it| it.short(words.locale))]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · ")
        })
    };
    let stage = move || {
        let stage = card.with(|it| it.as_ref().map(|it| it.stage))?;
        view.with(|view| {
            let it = view.map.pipeline.stage(stage)?;
            Some(words.either(&it.name_ko, &it.name_en).to_owned())
        })
    };
    let cells = framework.with_value(|it| {
        it.criteria
            .iter()
            .map(|it| {
                let (code, name) = (it.code.clone(), words.either(&it.name_ko, &it.name_en).to_owned());
                let mark = Memo::new(move |_| view.with(|view| Shade::of(&view.map, id, &code)));
                let said = move || mark.with(|it| words.heat_said(&name, it.score, it.standing));
                view! {
                    <td class="heat-cell">
                        <a class="heat-mark" href=href title=said.clone() aria-label=said
                            data-score=move || mark.with(|it| it.counted().to_string())
                            class:heat-lapsed=move || mark.with(|it| it.has_lapsed())>
                            {move || mark.with(Shade::sign)}
                        </a>
                    </td>
                }
            })
            .collect_view()
    });
    let next = move || {
        let stage = card.with(|it| it.as_ref().map(|it| it.stage))?;
        view.with(|view| {
            let asked = scores_asked_next(&view.map.pipeline.doors(), stage);
            let advice =
                framework.with_value(|it| coach(it, &view.map.known(id), &asked, &[], view.map.today))?;
            let (name, ask) = (
                words.either(&advice.criterion.name_ko, &advice.criterion.name_en),
                words.either(&advice.criterion.ask_ko, &advice.criterion.ask_en),
            );
            let why = if advice.by_gate {
                words.coach_gate(name, advice.least, advice.score)
            } else {
                words.coach_usual(name, advice.least, advice.score)
            };
            let ask = if ask.is_empty() { name.to_owned() } else { ask.to_owned() };
            Some(view! { <span class="heat-ask">{ask}</span><span class="quiet heat-why">{why}</span> })
        })
    };
    view! {
        <tr>
            <th scope="row" class="heat-deal">
                <a href=href>{move || card.with(|it| it.as_ref().map(|it| it.name.clone()))}</a>
                <span class="quiet">{about}</span>
            </th>
            <td class="heat-stage">{stage}</td>
            {cells}
            <td class="heat-next">{next}</td>
        </tr>
    }
}

/// What a field shows.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Shade {
    score: i16,
    standing: Standing,
}

impl Shade {
    fn of(map: &HeatMap, deal: DealId, criterion: &str) -> Self {
        let framework = map.framework.as_ref().map(|it| it.code.as_str()).unwrap_or_default();
        match map.mark(deal, criterion) {
            Some(it) => Self { score: it.score, standing: it.standing(framework, map.today) },
            None => Self { score: 0, standing: Standing::Unknown },
        }
    }

    const fn has_lapsed(&self) -> bool {
        matches!(self.standing, Standing::Expired | Standing::Unproven)
    }

    const fn counted(&self) -> i16 {
        if self.has_lapsed() { 0 } else { self.score }
    }

    fn sign(&self) -> String {
        if self.has_lapsed() { "?".to_owned() } else { self.score.to_string() }
    }
}

/// Where we stand, and the ways to the pages before and after.
#[component]
fn Pages(view: Signal<HeatView>, wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    let number = |it: i64| grouped(it.unsigned_abs());
    let list =
        move |read: &dyn Fn(&domain::pipeline::list::DealList) -> String| view.with(|it| read(&it.map.list));
    let text = move || {
        list(&|it| words.list_range(&number(it.before + 1), &number(it.last()), &number(it.totals.count)))
    };
    let at = move |place: Place| address(&Wish { place, ..wish.get() });
    let previous = move || {
        let first =
            view.with(|it| it.map.list.rows.first().filter(|_| it.map.list.before > 0).map(|it| it.card.id));
        first.map(|it| at(Place::Before(it.0)))
    };
    let next = move || {
        let last = view.with(|it| {
            let list = &it.map.list;
            list.rows.last().filter(|_| list.last() < list.totals.count).map(|it| it.card.id)
        });
        last.map(|it| at(Place::After(it.0)))
    };
    view! { <Pager text=Signal::derive(text) previous=Signal::derive(previous) next=Signal::derive(next)/> }
}
