//! What each place of the board says while a card is in the hand: may it come here, what is asked or missing, or why not.
//! The same rule answers on the server.

use super::context::{LeadBoard, verdict};
use super::drag::Drag;
use crate::ui::Icon;
use crate::words::use_words;
use domain::LeadId;
use domain::handover::NotSent;
use domain::leads::{LeadStatus, Verdict};
use domain::team::Viewer;
use leptos::prelude::*;
use std::collections::HashMap;

pub type Signs = HashMap<LeadStatus, Verdict>;

/// Where a card can be put down: the columns, and below them where leads are given up.
pub const PLACES: [LeadStatus; 6] = [
    LeadStatus::New,
    LeadStatus::Working,
    LeadStatus::Engaged,
    LeadStatus::HandoverPending,
    LeadStatus::Nurturing,
    LeadStatus::Disqualified,
];

/// The signs of all other places for the card that is in the hand, if one is.
pub fn signs(
    drag: RwSignal<Option<Drag>>,
    lifted: RwSignal<Option<Drag>>,
    dossier: RwSignal<Option<(LeadId, Result<i16, NotSent>)>>,
    viewer: Signal<Viewer>,
) -> Memo<Option<Signs>> {
    // Where it is held over changes often, and no sign with it.
    let held = Memo::new(move |_| {
        let card = |it: &Option<Drag>| it.as_ref().map(|it| it.card.clone());
        drag.with(card).or_else(|| lifted.with(card))
    });
    Memo::new(move |_| {
        let card = held.get()?;
        let dossier = dossier.with(|it| it.as_ref().filter(|it| it.0 == card.id).map(|it| it.1.clone()));
        let others = PLACES.into_iter().filter(|it| *it != card.status);
        Some(
            viewer
                .with(|viewer| others.map(|to| (to, verdict(viewer, &card, dossier.clone(), to))).collect()),
        )
    })
}

/// What one place says now.
pub fn sign_at(context: LeadBoard, status: LeadStatus) -> Memo<Option<Verdict>> {
    Memo::new(move |_| context.signs.with(|all| all.as_ref().and_then(|it| it.get(&status).cloned())))
}

/// Colour and picture say the same as the words.
const fn look(sign: &Verdict) -> (&'static str, &'static str) {
    match sign {
        Verdict::Stays | Verdict::Passes => ("tone-good", "circle-check"),
        Verdict::Asks(_) | Verdict::HandsOver => ("tone-accent", "pencil"),
        Verdict::Lacks(_) => ("tone-warn", "triangle-alert"),
        Verdict::Refused(_) => ("tone-bad", "lock"),
    }
}

#[component]
pub fn SignAt(sign: Memo<Option<Verdict>>) -> impl IntoView {
    let words = use_words();
    move || {
        sign.get().map(|sign| {
            let (tone, icon) = look(&sign);
            view! { <p class=format!("gate-sign {tone}")><Icon name=icon/><span>{words.lead_sign(&sign)}</span></p> }
        })
    }
}
