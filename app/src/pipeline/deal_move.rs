//! Moving a deal from its own page: the ways to it, and the dialog that the board has too.

use super::api::DealView;
use super::deal_head::form_act;
use super::move_dialog::Asking;
use super::mover::Mover;
use super::on_demand::{OnDemand, Opened};
use crate::routes;
use crate::ui::{ButtonLink, Look};
use crate::words::use_words;
use chrono::NaiveDate;
use domain::StageId;
use domain::pipeline::{Board, Card, Pipeline, StageKind};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use std::collections::BTreeMap;

/// The address of the deal's page with the dialog open.
pub fn move_href(card: &Card, to: Option<StageId>) -> String {
    let to = to.map(|it| format!("&to={it}")).unwrap_or_default();
    format!("{}?move=1{to}", routes::deal(card.key()))
}

/// Is the dialog open? Its address says so, with the stage that is meant.
pub fn asked() -> Memo<Option<Option<StageId>>> {
    let query = use_query_map();
    Memo::new(move |_| {
        query.with(|it| it.get_str("move").map(|_| it.get_str("to").and_then(|it| it.parse().ok())))
    })
}

#[component]
pub fn DealMove(view: Signal<DealView>, may: Memo<bool>) -> impl IntoView {
    let asked = asked();
    let (pipeline, today) = view.with_untracked(|it| (it.pipeline.clone(), it.today));
    let mover = Mover::new(no_board(&pipeline, today), pipeline);
    move || {
        let to = asked.get().filter(|_| may.get())?;
        let card = view.with_untracked(|it| it.deal.card.clone());
        let context = Asking::on_page(mover, routes::deal(card.key()), today, form_act(&card));
        Some(view! { <Opened what=OnDemand::Move { context, card: Box::new(card), to }/> })
    }
}

/// What a move is laid over where no columns are.
pub fn no_board(pipeline: &Pipeline, today: NaiveDate) -> Board {
    let (heard, below) = (BTreeMap::new(), BTreeMap::new());
    Board { pipeline: pipeline.id, today, columns: vec![], closed: vec![], heard, below }
}

/// Beside the way forward: the two ways in which an open deal ends. After the last stage, winning is the way forward.
#[component]
pub fn Endings(view: Signal<DealView>, may: Memo<bool>) -> impl IntoView {
    let words = use_words();
    let href = move |kind: StageKind| {
        view.with(|it| {
            let stage = it.pipeline.stages.iter().find(|it| it.kind == kind)?;
            (it.deal.kind == StageKind::Open).then(|| move_href(&it.deal.card, Some(stage.id)))
        })
    };
    let last = Memo::new(move |_| view.with(|it| it.pipeline.next_stage(it.deal.card.stage).is_none()));
    let link = move |kind: StageKind, label: &'static str| {
        let look = if kind == StageKind::Won && last.get() { Look::Primary } else { Look::Quiet };
        href(kind).filter(|_| may.get()).map(|href| view! { <ButtonLink href look>{label}</ButtonLink> })
    };
    view! {
        {move || link(StageKind::Lost, words.deal_lose())}
        {move || link(StageKind::Won, words.deal_win())}
    }
}
