//! The same deals as a table: filtered, sorted, a page at a time, and never cut without saying so.

use super::api::{DealsView, list_deals};
use super::board_page::motion_hue;
use super::filters::{FilterBar, query_of, use_filter};
use crate::layout::{Page, use_viewer};
use crate::live;
use crate::routes;
use crate::ui::{Avatar, ButtonLink, Choice, EmptyState, ErrorPanel, Look, Pager, Select, Skeleton, Table};
use crate::wire::reading;
use crate::words::use_words;
use domain::PipelineId;
use domain::money::grouped;
use domain::pipeline::list::{DealRow, PAGE, Sort};
use domain::pipeline::{Filter, Pipeline};
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
            <Transition fallback=move || view! { <Skeleton lines=8/> }>
                {move || view.get().map(|it| match it {
                    Ok(found) => view! { <Listed view=found filter pipeline=pipeline.get() sort=sort.get() page=page.get()/> }.into_any(),
                    Err(error) => view! { <ErrorPanel text=words.app_error(&error)/> }.into_any(),
                })}
            </Transition>
        </Page>
    }
}

#[component]
fn Listed(
    view: DealsView,
    filter: Memo<Filter>,
    pipeline: Option<PipelineId>,
    sort: Sort,
    page: u32,
) -> impl IntoView {
    let words = use_words();
    let DealsView { list, pipelines, teams, tags, today } = view;
    let count = list.count;
    let stages: Vec<_> = pipelines
        .iter()
        .filter(|it| pipeline.is_none_or(|chosen| it.id == chosen))
        .flat_map(|it| {
            it.stages.iter().map(|stage| Choice::new(stage.id, words.either(&stage.name_ko, &stage.name_en)))
        })
        .collect();
    let stage = filter.with_untracked(|it| it.stage.map(|it| it.to_string()).unwrap_or_default());
    let chosen: String = pipeline.map(|it| it.to_string()).unwrap_or_default();
    let choices: Vec<_> =
        pipelines.iter().map(|it| Choice::new(it.id, words.either(&it.name_ko, &it.name_en))).collect();
    let sorts: Vec<_> = Sort::ALL.iter().map(|it| Choice::new(it.code(), words.sort(*it))).collect();
    let with_stages = pipeline.is_some();
    let more = move || {
        let (choices, stages, sorts) = (choices.clone(), stages.clone(), sorts.clone());
        view! {
            <Select bare=true name="pipeline" label=words.field_pipeline() choices=choices value=chosen.clone() none=words.filter_any_pipeline()/>
            {with_stages.then(|| view! { <Select bare=true name="stage" label=words.field_stage() choices=stages value=stage.clone() none=words.filter_any_stage()/> })}
            <Select bare=true name="sort" label=words.filter_sort() choices=sorts value=sort.code()/>
        }
    };
    let href = move |page: u32| {
        let mut query = filter.with_untracked(query_of);
        let mut add = |name: &str, value: &str| {
            query.push(if query.is_empty() { '?' } else { '&' });
            query.push_str(&format!("{name}={value}"));
        };
        if let Some(pipeline) = pipeline {
            add("pipeline", &pipeline.to_string());
        }
        if sort != Sort::default() {
            add("sort", sort.code());
        }
        if page > 1 {
            add("page", &page.to_string());
        }
        format!("{}{query}", routes::DEALS)
    };
    let from = i64::from(page - 1) * i64::from(PAGE);
    let to = (from + i64::from(PAGE)).min(count);
    let text = words.deals_page(from + 1, to, &grouped(count.unsigned_abs()));
    let previous = (page > 1).then(|| href(page - 1));
    let next = (to < count).then(|| href(page + 1));
    let rows = list
        .rows
        .into_iter()
        .map(|row| view! { <Row row pipelines=pipelines.clone() today/> })
        .collect_view();
    view! {
        <FilterBar filter action=routes::DEALS teams tags more/>
        {if count == 0 {
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

#[component]
fn Row(row: DealRow, pipelines: Vec<Pipeline>, today: chrono::NaiveDate) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let card = row.card;
    let pipeline = pipelines.iter().find(|it| it.id == card.pipeline);
    let stage = pipeline.and_then(|it| it.stage(card.stage));
    let stage = stage.map(|it| words.either(&it.name_ko, &it.name_en).to_owned()).unwrap_or_default();
    let hue = pipeline.map_or("", |it| motion_hue(it.motion));
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
            <td class="from-tablet">{card.expected_close.map(|it| words.day(it, today))}</td>
            <td class="from-desk cell-quiet">{card.next_step.clone()}</td>
            <td class="from-tablet">{owner}</td>
        </tr>
    }
}
