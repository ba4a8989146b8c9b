//! What each column says while a card is in the hand: may it come here, what is missing, is a reason asked.
//! The same rule answers on the server, from the same facts.

use super::board_context::BoardContext;
use super::drag::Drag;
use crate::ui::Icon;
use crate::words::Words;
use chrono::NaiveDate;
use domain::StageId;
use domain::calendar::Workday;
use domain::pipeline::gate::{self, Severity, asks_why_back, judge};
use domain::pipeline::{Card, Door, Facts, Requirement, Verdict};
use domain::team::Viewer;
use leptos::prelude::*;
use std::collections::HashMap;

/// How a stage receives a card.
#[derive(Clone, Debug, PartialEq)]
pub struct Sign {
    pub verdict: Verdict,
    /// It goes back, and is asked why.
    pub asks_why: bool,
}

impl Sign {
    pub fn of(doors: &[Door], card: &Card, to: StageId, on: Workday<'_>) -> Self {
        Self {
            verdict: judge(doors, &Facts::of(card), Some(card.stage), to, on),
            asks_why: asks_why_back(doors, card.stage, to),
        }
    }

    /// How it receives several, which together miss what each of them misses.
    fn of_all(doors: &[Door], cards: &[Card], to: StageId, on: Workday<'_>) -> Self {
        let none = Self { verdict: Verdict::default(), asks_why: false };
        cards.iter().filter(|it| it.stage != to).map(|it| Self::of(doors, it, to, on)).fold(
            none,
            |all, it| Self { verdict: all.verdict.and(it.verdict), asks_why: all.asks_why || it.asks_why },
        )
    }

    /// May the card go there without another word?
    pub fn lets_pass(&self) -> bool {
        self.verdict.passes() && !self.asks_why
    }

    /// Something is missing that cannot be filled in on the way.
    fn is_shut(&self) -> bool {
        let is_shut = |it: &gate::Missing| it.severity == Severity::Block && !can_be_filled(&it.what);
        self.verdict.missing.iter().any(is_shut)
    }

    pub fn said(&self, words: Words) -> String {
        let count = i64::try_from(self.verdict.count()).unwrap_or(i64::MAX);
        match self.verdict.severity() {
            _ if self.asks_why => words.gate_asks_why().to_owned(),
            None => words.gate_passes().to_owned(),
            Some(Severity::Warn) => words.gate_warns(count),
            Some(Severity::Block) if self.is_shut() => words.gate_shut(count),
            Some(Severity::Block) => words.gate_needs(count),
        }
    }

    /// Colour and picture say the same as the words.
    const fn look(&self, severity: Option<Severity>) -> (&'static str, &'static str) {
        match severity {
            _ if self.asks_why => ("tone-accent", "rotate-ccw"),
            None => ("tone-good", "circle-check"),
            Some(Severity::Warn) => ("tone-warn", "triangle-alert"),
            Some(Severity::Block) => ("tone-bad", "lock"),
        }
    }
}

/// Can the form on the board write it?
pub fn can_be_filled(what: &Requirement) -> bool {
    match what {
        Requirement::All(all) => all.iter().all(can_be_filled),
        Requirement::Any(any) => any.iter().any(|it| matches!(it, Requirement::Activity(_))),
        Requirement::Not(_) | Requirement::People(_) | Requirement::Role(_) | Requirement::IcpTier(_) => {
            false
        }
        Requirement::FieldSet(field) => !matches!(field, gate::Field::Products),
        Requirement::CloseDateInFuture | Requirement::NextStepWithin(_) => true,
        Requirement::Framework(it) => it.criterion.is_some(),
        Requirement::Activity(it) => it.count <= 1,
    }
}

/// Can a form write it for a deal that is being made? It has no history yet.
pub fn can_be_filled_at_first(what: &Requirement) -> bool {
    match what {
        Requirement::All(all) => all.iter().all(can_be_filled_at_first),
        Requirement::FieldSet(field) => !matches!(field, gate::Field::Products),
        Requirement::CloseDateInFuture | Requirement::NextStepWithin(_) => true,
        Requirement::Any(_)
        | Requirement::Not(_)
        | Requirement::People(_)
        | Requirement::Role(_)
        | Requirement::Framework(_)
        | Requirement::IcpTier(_)
        | Requirement::Activity(_) => false,
    }
}

pub type Signs = HashMap<StageId, Sign>;

/// The signs of all other stages for the card that is in the hand, if one is: carried by the pointer, or
/// lifted by the keyboard.
pub fn signs(
    drag: RwSignal<Option<Drag>>,
    lifted: RwSignal<Option<Drag>>,
    doors: StoredValue<Vec<Door>>,
    viewer: Signal<Viewer>,
    today: NaiveDate,
) -> Memo<Option<Signs>> {
    // Where it is held over changes often, and no sign with it.
    let held = Memo::new(move |_| {
        let cards = |it: &Option<Drag>| it.as_ref().map(Drag::cards);
        drag.with(cards).or_else(|| lifted.with(cards))
    });
    Memo::new(move |_| {
        let cards = held.get()?;
        let home = cards.first().map(|it| it.stage).filter(|home| cards.iter().all(|it| it.stage == *home));
        doors.with_value(|doors| {
            let others = doors.iter().filter(|it| Some(it.stage) != home);
            viewer.with(|viewer| {
                let sign = |it: &Door| (it.stage, Sign::of_all(doors, &cards, it.stage, viewer.on(today)));
                Some(others.map(sign).collect())
            })
        })
    })
}

/// What one stage says now.
pub fn sign_at(context: BoardContext, stage: StageId) -> Memo<Option<Sign>> {
    Memo::new(move |_| context.signs.with(|all| all.as_ref().and_then(|it| it.get(&stage).cloned())))
}

/// The sign at one stage.
#[component]
pub fn SignAt(sign: Memo<Option<Sign>>) -> impl IntoView {
    let words = crate::words::use_words();
    move || {
        sign.get().map(|sign| {
            let (tone, icon) = sign.look(sign.verdict.severity());
            view! { <p class=format!("gate-sign {tone}")><Icon name=icon/><span>{sign.said(words)}</span></p> }
        })
    }
}
