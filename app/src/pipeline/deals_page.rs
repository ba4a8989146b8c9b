//! The same deals as a table: filtered, sorted, a page at a time, and never cut without saying so.

use super::api::{DealsView, list_deals};
use super::board_page::motion_hue;
use super::filters::{FilterBar, query_of, use_filter};
use crate::accounts::Loaded;
use crate::layout::{Page, use_viewer};
use crate::live;
use crate::routes;
use crate::ui::{Avatar, ButtonLink, Choice, EmptyState, Look, Pager, Select, Table};
use crate::wire::reading;
use crate::words::use_words;
use domain::PipelineId;
use domain::money::grouped;
use domain::pipeline::list::{DealRow, PAGE, Sort};
use domain::pipeline::{Filter, Pipeline, StageKind};
use domain::team::Right;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

#[component]
pub fn DealsPage() -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let filter = use_filter();
    let query = use_query_map();
    let pipeline =
        Memo::new(move |_| query.with(|it| it.get("pipeline").and_then(|it| it.parse::<PipelineId>().ok())));
    let sort = Memo::new(move |_| query.with(|it| Sort::of_code(it.get_str("sort").unwrap_or_default())));
    let page = Memo::new(move |_| {
        query.with(|it| it.get_str("page").and_then(|it| it.parse::<u32>().ok()).unwrap_or(1).max(1))
    });
    let changed = live::changed(|event| event.deal.is_some());
    let view = reading(
        move || (pipeline.get(), filter.get(), sort.get(), page.get(), changed.get()),
        |(pipeline, filter, sort, page, _)| list_deals(pipeline, filter, sort, page - 1),
    );
    let can_create = viewer.with_untracked(|it| it.may_ever(Right::CreateDeals));
    let actions = move || {
        can_create.then(|| view! { <ButtonLink href=routes::NEW_DEAL look=Look::Primary icon="plus">{words.deal_add()}</ButtonLink> })
    };
    view! {
        <Page title=words.deals_title().to_owned() actions=actions>
            <Loaded of=view show=move |view| view! { <Listed view filter pipeline sort page/> }.into_any()/>
        </Page>
    }
}

/// The filters stay while the rows below them follow.
#[component]
fn Listed(
    view: Signal<DealsView>,
    filter: Memo<Filter>,
    pipeline: Memo<Option<PipelineId>>,
    sort: Memo<Sort>,
    page: Memo<u32>,
) -> impl IntoView {
    let words = use_words();
    let teams = Signal::derive(move || view.with(|it| it.teams.clone()));
    let tags = Signal::derive(move || view.with(|it| it.tags.clone()));
    let more = move || view! { <MoreFilters view filter pipeline sort/> };
    let href = move |page: u32| {
        let mut query = filter.with(query_of);
        let mut add = |name: &str, value: &str| {
            query.push(if query.is_empty() { '?' } else { '&' });
            query.push_str(&format!("{name}={value}"));
        };
        if let Some(pipeline) = pipeline.get() {
            add("pipeline", &pipeline.to_string());
        }
        if sort.get() != Sort::default() {
            add("sort", sort.get().code());
        }
        if page > 1 {
            add("page", &page.to_string());
        }
        format!("{}{query}", routes::DEALS)
    };
    let count = Memo::new(move |_| view.with(|it| it.list.count));
    let end = move || (i64::from(page.get()) * i64::from(PAGE)).min(count.get());
    let text = Signal::derive(move || {
        let from = i64::from(page.get() - 1) * i64::from(PAGE);
        words.deals_page(from + 1, end(), &grouped(count.get().unsigned_abs()))
    });
    let previous = Signal::derive(move || Some(page.get()).filter(|it| *it > 1).map(|it| href(it - 1)));
    let next =
        Signal::derive(move || Some(page.get()).filter(|_| end() < count.get()).map(|it| href(it + 1)));
    let rows = move || {
        let DealsView { list, pipelines, today, .. } = view.get();
        list.rows.into_iter().map(|row| view! { <Row row pipelines=pipelines.clone() today/> }).collect_view()
    };
    let is_empty = Memo::new(move |_| count.get() == 0);
    view! {
        <FilterBar filter action=routes::DEALS teams tags more/>
        {move || if is_empty.get() {
            view! { <EmptyState text=words.deals_none() icon="inbox"/> }.into_any()
        } else {
            view! {
                <Table label=words.deals_title()>
                    <thead>
                        <tr>
                            <th scope="col">{words.field_deal()}</th>
                            <th scope="col" class="from-tablet">{words.field_account()}</th>
                            <th scope="col">{words.field_stage()}</th>
                            <th scope="col" class="number">{words.field_amount()}</th>
                            <th scope="col" class="from-tablet">{words.field_expected_close()}</th>
                            <th scope="col" class="from-desk">{words.field_next_step()}</th>
                            <th scope="col" class="from-tablet">{words.field_owner()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </Table>
                <Pager text previous next/>
            }
            .into_any()
        }}
    }
}

/// What a table is filtered by besides: the pipeline, then one of its stages; and its order.
#[component]
fn MoreFilters(
    view: Signal<DealsView>,
    filter: Memo<Filter>,
    pipeline: Memo<Option<PipelineId>>,
    sort: Memo<Sort>,
) -> impl IntoView {
    let words = use_words();
    let choices = Memo::new(move |_| {
        view.with(|it| {
            let name = |it: &Pipeline| Choice::new(it.id, words.either(&it.name_ko, &it.name_en));
            it.pipelines.iter().map(name).collect::<Vec<_>>()
        })
    });
    let stages = Memo::new(move |_| {
        view.with(|it| {
            let chosen = it.pipelines.iter().filter(|it| pipeline.get() == Some(it.id));
            let stages = chosen.flat_map(|it| &it.stages);
            stages.map(|it| Choice::new(it.id, words.either(&it.name_ko, &it.name_en))).collect::<Vec<_>>()
        })
    });
    let sorts: Vec<_> = Sort::ALL.iter().map(|it| Choice::new(it.code(), words.sort(*it))).collect();
    let asked = move || pipeline.get().map(|it| it.to_string()).unwrap_or_default();
    let asked_stage = move || filter.with(|it| it.stage.map(|it| it.to_string()).unwrap_or_default());
    let (chosen, stage) = (RwSignal::new(untrack(asked)), RwSignal::new(untrack(asked_stage)));
    let order = RwSignal::new(sort.get_untracked().code().to_owned());
    Effect::new(move |_| chosen.set(asked()));
    Effect::new(move |_| stage.set(asked_stage()));
    Effect::new(move |_| order.set(sort.get().code().to_owned()));
    // A stage of one pipeline means nothing in another.
    let of_another = move |_| stage.set(String::new());
    let with_stages = Memo::new(move |_| pipeline.get().is_some());
    view! {
        <Select bare=true name="pipeline" label=words.field_pipeline() choices bind=chosen none=words.filter_any_pipeline() on:change=of_another/>
        {move || with_stages.get().then(|| view! { <Select bare=true name="stage" label=words.field_stage() choices=stages bind=stage none=words.filter_any_stage()/> })}
        <Select bare=true name="sort" label=words.filter_sort() choices=sorts bind=order/>
    }
}

#[component]
fn Row(row: DealRow, pipelines: Vec<Pipeline>, today: chrono::NaiveDate) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let card = row.card;
    let pipeline = pipelines.iter().find(|it| it.id == card.pipeline);
    let stage = pipeline.and_then(|it| it.stage(card.stage));
    let kind = stage.map(|it| it.kind).unwrap_or_default();
    let stage = stage.map(|it| words.either(&it.name_ko, &it.name_en).to_owned()).unwrap_or_default();
    let hue = match kind {
        StageKind::Open => pipeline.map_or("", |it| motion_hue(it.motion)),
        StageKind::Won => "hue-green",
        StageKind::Lost => "hue-red",
        StageKind::Hold => "hue-gray",
    };
    let close = card.expected_close.map(|day| {
        let late = kind == StageKind::Open && day < today;
        let overdue =
            late.then(|| view! { <span class="tone-bad">{format!(" · {}", words.due(day, today))}</span> });
        view! { {words.day(day, today)}{overdue} }
    });
    let amount = card.amount();
    let owner = card.owner.and_then(|id| {
        let name = viewer.with_untracked(|it| it.member_name(id).map(str::to_owned))?;
        Some(view! { <span class="cluster"><Avatar name=name.clone() id=id.to_string() silent=true/>{name}</span> })
    });
    let (key, name) = (card.key(), card.name.clone());
    view! {
        <tr>
            <th scope="row">
                <A href=routes::deal(key) attr:class="row-link">{name}</A>
                <div class="quiet">{key.to_string()}</div>
            </th>
            <td class="from-tablet">{card.account_name.clone()}</td>
            <td><span class="stage-name"><span class=format!("column-mark {hue}")></span>{stage}</span></td>
            <td class="number" title=amount.map(|it| it.full())>{amount.map(|it| it.short(words.locale))}</td>
            <td class="from-tablet">{close}</td>
            <td class="from-desk cell-quiet">{card.next_step.clone()}</td>
            <td class="from-tablet">{owner}</td>
        </tr>
    }
}
