//! What the table says of a deal in each of its columns.

use super::board_page::motion_hue;
use super::card::due_tone;
use super::cell_edit::Editable;
use crate::accounts::OwnerName;
use crate::layout::use_viewer;
use crate::words::use_words;
use chrono::{DateTime, NaiveDate, Utc};
use domain::DealId;
use domain::pipeline::Card;
use domain::pipeline::cell::Cell as Fact;
use domain::pipeline::columns::{Column, Columns};
use domain::pipeline::list::DealRow;
use domain::pipeline::{Pipeline, StageKind};
use leptos::prelude::*;

/// What all rows of a table have in common.
#[derive(Clone, Copy)]
pub struct Sheet {
    pub pipelines: Signal<Vec<Pipeline>>,
    pub columns: Signal<Columns>,
    /// Somebody chose the columns, so all of them are shown, however narrow the screen is.
    pub chosen: Signal<bool>,
    /// Deals of every kind stand in the table, so each says what its day means.
    pub mixed: Signal<bool>,
    pub today: NaiveDate,
    /// When the table was read.
    pub now: Signal<DateTime<Utc>>,
    /// What is being edited. As long as anything is, no row comes or goes.
    pub editing: RwSignal<Option<(DealId, Fact)>>,
    /// What was saved here, until the table is read again.
    pub saved: RwSignal<Vec<Card>>,
    /// Scripts run.
    pub awake: RwSignal<bool>,
}

impl Sheet {
    /// Shows at once what was saved.
    pub fn keep(&self, card: Card) {
        self.saved.try_update(|all| {
            all.retain(|it| it.id != card.id);
            all.push(card);
        });
    }

    pub fn class(&self, column: Column) -> String {
        let narrow = match column {
            _ if self.chosen.get() => "",
            Column::Stage | Column::Amount => "",
            Column::Account | Column::Close | Column::Owner => "from-tablet",
            _ => "from-desk",
        };
        let kind = match column {
            Column::Amount | Column::Weighted | Column::InStage => "number",
            Column::Close | Column::Due | Column::LastActivity | Column::Created => "day-cell",
            Column::NextStep => "step-cell",
            _ => "",
        };
        format!("{kind} {narrow}")
    }
}

#[component]
pub fn Cell(column: Column, row: Signal<DealRow>, sheet: Sheet) -> impl IntoView {
    let words = use_words();
    match column {
        Column::Account => (move || row.with(|it| it.card.account_name.clone())).into_any(),
        Column::Pipeline => (move || {
            let id = row.with(|it| it.card.pipeline);
            sheet.pipelines.with(|all| {
                let found = all.iter().find(|it| it.id == id);
                found.map(|it| words.either(&it.name_ko, &it.name_en).to_owned())
            })
        })
        .into_any(),
        Column::Stage => view! { <StageName row sheet/> }.into_any(),
        Column::Amount => {
            let empty = Signal::derive(move || row.with(|it| it.card.amount_minor.is_none()));
            view! { <Editable cell=Fact::Amount row sheet empty><Amount row/></Editable> }.into_any()
        }
        Column::Weighted => view! { <Weighted row/> }.into_any(),
        Column::Close => view! { <CloseDay row sheet/> }.into_any(),
        Column::NextStep => view! { <NextStep row sheet/> }.into_any(),
        Column::Due => view! { <Due row sheet/> }.into_any(),
        Column::Owner => {
            let of = Signal::derive(move || row.with(|it| it.card.owner));
            view! { <Editable cell=Fact::Owner row sheet empty=Signal::stored(false)><OwnerName of/></Editable> }.into_any()
        }
        Column::InStage => view! { <InStage row sheet/> }.into_any(),
        Column::LastActivity => {
            view! { <Ago sheet at=Signal::derive(move || row.with(|it| it.card.last_activity_at))/> }
                .into_any()
        }
        Column::Created => {
            view! { <Ago sheet at=Signal::derive(move || row.with(|it| it.created_at))/> }.into_any()
        }
        Column::Tags => view! { <Tags row/> }.into_any(),
    }
}

#[component]
fn StageName(row: Signal<DealRow>, sheet: Sheet) -> impl IntoView {
    let words = use_words();
    move || {
        let (kind, pipeline, stage) = row.with(|it| (it.kind, it.card.pipeline, it.card.stage));
        sheet.pipelines.with(|all| {
            let pipeline = all.iter().find(|it| it.id == pipeline);
            let stage = pipeline.and_then(|it| it.stage(stage));
            let stage = stage.map(|it| words.either(&it.name_ko, &it.name_en).to_owned());
            let hue = match kind {
                StageKind::Open => pipeline.map_or("", |it| motion_hue(it.motion)),
                StageKind::Won => "hue-green",
                StageKind::Lost => "hue-red",
                StageKind::Hold => "hue-gray",
            };
            view! { <span class="stage-name"><span class=format!("column-mark {hue}")></span>{stage}</span> }
        })
    }
}

#[component]
fn Amount(row: Signal<DealRow>) -> impl IntoView {
    let words = use_words();
    move || {
        let amount = row.with(|it| it.card.amount());
        amount.map(|it| view! { <span title=it.full()>{it.short(words.locale)}</span> })
    }
}

/// What it adds to the forecast.
#[component]
fn Weighted(row: Signal<DealRow>) -> impl IntoView {
    let words = use_words();
    move || {
        let weighted = row.with(|it| domain::Money::new(it.card.weighted_minor, it.card.currency));
        let any = row.with(|it| it.card.amount_minor.is_some());
        any.then(|| view! { <span title=weighted.full()>{weighted.short(words.locale)}</span> })
    }
}

/// The day it was decided, or is expected to be.
#[component]
fn CloseDay(row: Signal<DealRow>, sheet: Sheet) -> impl IntoView {
    let words = use_words();
    let today = sheet.today;
    let closed = Memo::new(move |_| row.with(|it| it.closed_on.map(|day| (day, it.kind))));
    let expected = move || {
        let (kind, day) = row.with(|it| (it.kind, it.card.expected_close));
        day.map(|day| {
            let overdue = (kind == StageKind::Open && day < today)
                .then(|| view! { <span class="cell-line tone-bad">{words.due(day, today)}</span> });
            view! { {words.day(day, today)}{overdue} }
        })
    };
    let empty = Signal::derive(move || row.with(|it| it.card.expected_close.is_none()));
    move || match closed.get() {
        Some((day, kind)) => {
            let ended = move || {
                sheet.mixed.get().then(|| view! { <div class="quiet">{words.closing_day(Some(kind))}</div> })
            };
            view! { {words.day(day, today)}{ended} }.into_any()
        }
        None => view! { <Editable cell=Fact::ExpectedClose row sheet empty>{expected}</Editable> }.into_any(),
    }
}

/// With its day below, unless that has a column of its own. What is decided has nothing left to do.
#[component]
fn NextStep(row: Signal<DealRow>, sheet: Sheet) -> impl IntoView {
    let decided = Memo::new(move |_| row.with(|it| it.kind.is_closed()));
    let empty = Memo::new(move |_| row.with(|it| it.card.next_step.is_none()));
    let step = move || row.with(|it| it.card.next_step.clone());
    let with_due = Memo::new(move |_| !empty.get() && sheet.columns.with(|it| !it.has(Column::Due)));
    move || {
        (!decided.get()).then(|| {
            view! {
                <Editable cell=Fact::NextStep row sheet empty=empty><span class="cell-quiet">{step}</span></Editable>
                {move || with_due.get().then(|| view! { <Due row sheet/> })}
            }
        })
    }
}

#[component]
fn Due(row: Signal<DealRow>, sheet: Sheet) -> impl IntoView {
    let words = use_words();
    let today = sheet.today;
    let none = Memo::new(move |_| row.with(|it| it.kind.is_closed() || it.card.next_step.is_none()));
    let empty = Memo::new(move |_| row.with(|it| it.card.next_step_due.is_none()));
    let due = move || {
        row.with(|it| it.card.next_step_due).map(|day| {
            view! { <span class=format!("cell-line deal-due {}", due_tone(day, today))>{words.due(day, today)}</span> }
        })
    };
    move || {
        (!none.get()).then(|| {
            view! { <div><Editable cell=Fact::NextStepDue row sheet empty=empty>{due}</Editable></div> }
        })
    }
}

/// How long it has stood where it stands; what is decided stands there for good.
#[component]
fn InStage(row: Signal<DealRow>, sheet: Sheet) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    move || {
        let (kind, since) = row.with(|it| (it.kind, it.card.stage_entered_at));
        let days = || (sheet.today - viewer.with(|it| it.zone.day(since))).num_days().max(0);
        (!kind.is_closed()).then(|| words.card_days(days()))
    }
}

#[component]
fn Ago(at: Signal<DateTime<Utc>>, sheet: Sheet) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let ago = move || viewer.with(|it| words.ago(at.get(), sheet.now.get(), &it.zone));
    view! { <span class="cell-quiet">{ago}</span> }
}

#[component]
fn Tags(row: Signal<DealRow>) -> impl IntoView {
    move || {
        let tags = row.with(|it| it.tags.clone());
        let tag = |it: String| view! { <span class="cell-tag">{it}</span> };
        (!tags.is_empty())
            .then(|| view! { <div class="cell-tags">{tags.into_iter().map(tag).collect_view()}</div> })
    }
}
