//! A deal as a row of the table.

use super::batch::PickRow;
use super::board_page::motion_hue;
use super::card::due_tone;
use super::picking::Picking;
use crate::accounts::OwnerName;
use crate::routes;
use crate::words::use_words;
use chrono::NaiveDate;
use domain::pipeline::list::DealRow;
use domain::pipeline::{Card, Pipeline, StageKind};
use leptos::prelude::*;
use leptos_router::components::A;

#[component]
pub fn Row(
    row: DealRow,
    pipelines: Vec<Pipeline>,
    today: NaiveDate,
    /// Deals of every kind stand in the table, so each says what its day means.
    mixed: bool,
    /// Where rows can be picked, with all that stand in the table.
    pick: Option<(Picking, Signal<Vec<Card>>)>,
) -> impl IntoView {
    let words = use_words();
    let DealRow { card, kind, closed_on } = row;
    let pipeline = pipelines.iter().find(|it| it.id == card.pipeline);
    let stage = pipeline.and_then(|it| it.stage(card.stage));
    let stage = stage.map(|it| words.either(&it.name_ko, &it.name_en).to_owned()).unwrap_or_default();
    let hue = match kind {
        StageKind::Open => pipeline.map_or("", |it| motion_hue(it.motion)),
        StageKind::Won => "hue-green",
        StageKind::Lost => "hue-red",
        StageKind::Hold => "hue-gray",
    };
    let is_open = kind == StageKind::Open;
    let close = match closed_on {
        Some(day) => {
            let ended = mixed.then(|| view! { <div class="quiet">{words.closing_day(Some(kind))}</div> });
            view! { {words.day(day, today)}{ended} }.into_any()
        }
        None => card
            .expected_close
            .map(|day| {
                let overdue = (is_open && day < today)
                    .then(|| view! { <div class="tone-bad">{words.due(day, today)}</div> });
                view! { {words.day(day, today)}{overdue} }
            })
            .into_any(),
    };
    // What is decided has nothing left to do.
    let step = card.next_step.clone().filter(|_| !kind.is_closed()).map(|step| {
        let due = card.next_step_due.map(|day| {
            view! { <div class=format!("deal-due {}", due_tone(day, today))>{words.due(day, today)}</div> }
        });
        view! { <div class="cell-quiet">{step}</div>{due} }
    });
    let amount = card.amount();
    let (key, name, deal) = (card.key(), card.name.clone(), card.id);
    let pick = pick.map(|(picking, cards)| {
        view! { <td class="pick-cell"><PickRow picking cards deal name=name.clone()/></td> }
    });
    // Where there is no room for its own column, the account stands here.
    let account = card.account_name.clone();
    let with = account.clone().map(|it| view! { <span class="to-tablet">{format!(" · {it}")}</span> });
    view! {
        <tr>
            {pick}
            <th scope="row">
                <A href=routes::deal(key) attr:class="row-link">{name}</A>
                <div class="quiet">{key.to_string()}{with}</div>
            </th>
            <td class="from-tablet">{account}</td>
            <td><span class="stage-name"><span class=format!("column-mark {hue}")></span>{stage}</span></td>
            <td class="number" title=amount.map(|it| it.full())>{amount.map(|it| it.short(words.locale))}</td>
            <td class="from-tablet">{close}</td>
            <td class="from-desk">{step}</td>
            <td class="from-tablet"><OwnerName of=card.owner/></td>
        </tr>
    }
}
