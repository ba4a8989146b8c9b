//! One report for all: how many go, and of each that does not, what it lacks and where that is filled in.

use super::Batching;
use crate::routes;
use crate::ui::Icon;
use crate::words::{Words, counted, use_words};
use domain::pipeline::batch::{Fate, Line, Report, Work, fate_of_move};
use domain::pipeline::{Facts, Pipeline};
use domain::team::{Right, Viewer};
use domain::{Key, Refusal};
use leptos::prelude::*;
use leptos_router::components::A;

/// What this side knows before the server has answered, by the same rules.
pub fn foreseen(batching: Batching, work: &Work) -> Report {
    let doors = batching.pipeline().as_ref().map(Pipeline::doors).unwrap_or_default();
    let may = |right, owner| batching.viewer.with_untracked(|it| it.may(right, owner));
    let line = |card: &domain::pipeline::Card| {
        let works = may(Right::WorkDeal, card.owner);
        let fate = match work {
            Work::Move { to, slot, .. } => {
                let way = (card.stage, *to);
                let fate = |viewer: &Viewer| {
                    fate_of_move(&doors, &Facts::of(card), way, works, viewer.on(batching.today))
                };
                match batching.viewer.with_untracked(fate) {
                    Fate::Stays if slot.is_some() => Fate::Goes,
                    fate => fate,
                }
            }
            Work::Give { owner } if works && may(Right::Reassign, card.owner) => {
                if card.owner == Some(*owner) { Fate::Stays } else { Fate::Goes }
            }
            Work::Tag { .. } if works => Fate::Goes,
            _ => Fate::Refused(Refusal::NotAllowed),
        };
        Line { deal: card.id, fate }
    };
    Report { lines: batching.cards.with(|all| all.iter().map(line).collect()), cards: vec![] }
}

/// `named`: what a deal is called, and its key.
#[component]
pub fn BatchReport(
    #[prop(into)] report: Signal<Report>,
    named: impl Fn(&Line) -> Option<(String, Key)> + Send + Sync + 'static,
) -> impl IntoView {
    let words = use_words();
    let count = move |of: fn(&Report) -> usize| counted(report.with(of));
    let goes = move || {
        let count = count(|it| it.passing().count());
        (count > 0).then(|| view! { <p class="batch-line tone-good"><Icon name="circle-check"/>{words.batch_goes(count)}</p> })
    };
    let stays = move || {
        let count = count(Report::stays);
        (count > 0).then(
            || view! { <p class="batch-line quiet"><Icon name="circle"/>{words.batch_stays(count)}</p> },
        )
    };
    let held = move || {
        let lines: Vec<Line> = report.with(|it| it.held_up().cloned().collect());
        if lines.is_empty() {
            return None;
        }
        let count = counted(lines.len());
        let item = |line: &Line| {
            let name = named(line).map(|(name, key)| view! { <A href=routes::deal(key)>{name}</A> });
            view! { <li>{name}<span class="quiet">{said(words, &line.fate)}</span></li> }
        };
        Some(view! {
            <p class="batch-line tone-bad"><Icon name="lock"/>{words.batch_held(count)}</p>
            <ul class="batch-held">{lines.iter().map(item).collect_view()}</ul>
        })
    };
    view! { <div class="batch-report" role="status" aria-live="polite">{goes}{stays}{held}</div> }
}

/// Why a deal stays, in words.
fn said(words: Words, fate: &Fate) -> String {
    match fate {
        Fate::Refused(refusal) => words.say(refusal),
        Fate::Changed => words.batch_changed().to_owned(),
        Fate::Gone => words.batch_gone().to_owned(),
        Fate::Goes | Fate::GoesBack | Fate::Stays => String::new(),
    }
}
