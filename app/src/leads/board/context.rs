//! What the parts of the lead board share: what is shown, what is in the hand, and the ways that lead from here.

use super::drag::Drag;
use super::mover::Laid;
use super::sign::{Signs, signs};
use crate::carry::take_unless_carrying;
use crate::layout::use_viewer;
use crate::leads::filters::{address, move_address};
use crate::live::{Heard, use_live};
use crate::timers::later;
use crate::ui::{Toasts, use_toasts};
use crate::words::{Words, use_words};
use chrono::NaiveDate;
use domain::handover::NotSent;
use domain::leads::{LeadCard, LeadStatus, LeadsView, Movable, Mover, Verdict, Wish, may_move};
use domain::team::{Right, Viewer};
use domain::{Key, LeadId, MemberId};
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

/// How long a card is ringed after somebody else moved it.
const SIGNED_FOR: Duration = Duration::from_secs(3);

/// A lead whose way on the address asks about, and where to, if that is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    pub lead: LeadId,
    pub to: Option<LeadStatus>,
}

type Navigate = Arc<dyn Fn(&str) + Send + Sync>;

#[derive(Clone, Copy)]
pub struct LeadBoard {
    pub confirmed: RwSignal<LeadsView>,
    pub laid: RwSignal<Vec<Laid>>,
    /// With what is on its way.
    pub standing: Memo<LeadsView>,
    /// And with the card that is lifted, or asked about, where it is to go.
    pub shown: Memo<LeadsView>,
    pub wish: Memo<Wish>,
    pub asked: Memo<Option<Asked>>,
    /// A card carried by the pointer, and one lifted by the keyboard.
    pub drag: RwSignal<Option<Drag>>,
    pub lifted: RwSignal<Option<Drag>>,
    /// Whether the dossier of the lead in the hand lets it be handed over, once that is known.
    pub dossier: RwSignal<Option<(LeadId, Result<i16, NotSent>)>>,
    /// What the other places say to the card in the hand.
    pub signs: Memo<Option<Signs>>,
    /// Leads that somebody else just moved, and who it was.
    pub remote: RwSignal<HashMap<LeadId, String>>,
    /// A card was just put down: the click that ends it was not meant.
    pub click_is_spent: StoredValue<bool>,
    /// The card that had the focus last.
    pub focus: RwSignal<Option<LeadId>>,
    pub place: NodeRef<html::Div>,
    /// Rises when the leads are to be read again.
    pub again: RwSignal<u32>,
    pub viewer: Signal<Viewer>,
    pub words: Words,
    pub toasts: Toasts,
    navigate: StoredValue<Navigate>,
}

impl LeadBoard {
    pub fn new(view: Signal<LeadsView>, wish: Memo<Wish>, again: RwSignal<u32>) -> Self {
        let viewer = use_viewer();
        let confirmed = RwSignal::new(view.get_untracked());
        let laid = RwSignal::new(Vec::new());
        let (drag, lifted) = (RwSignal::new(None::<Drag>), RwSignal::new(None::<Drag>));
        let query = use_query_map();
        let standing = Memo::new(move |_| {
            let mut view = confirmed.get();
            let me = viewer.with(|it| it.member);
            laid.with(|it: &Vec<Laid>| it.iter().for_each(|it| it.over(&mut view, me)));
            view
        });
        let asked = Memo::new(move |_| {
            let (key, to) = query.with(|it| (it.get("move"), it.get("to")));
            let key: Key = key?.parse().ok()?;
            let of = |it: &LeadsView| {
                it.columns.iter().flat_map(|it| &it.cards).find(|it| it.key() == key).map(|it| it.id)
            };
            let to = to.and_then(|it| LeadStatus::of_code(&it));
            standing.with(of).map(|lead| Asked { lead, to })
        });
        let shown = Memo::new(move |_| {
            let mut view = standing.get();
            let lifted = lifted.with(|it| it.as_ref().and_then(|it| Some((it.card.id, it.over?))));
            let asked = asked.get().and_then(|it| Some((it.lead, it.to?)));
            if let Some((lead, to)) = lifted.or(asked)
                && view.columns.iter().any(|it| it.status == to)
            {
                view.lay(lead, to, viewer.with(|it| it.member));
            }
            view
        });
        let go = use_navigate();
        let navigate: Navigate = Arc::new(move |href: &str| {
            go(href, NavigateOptions { scroll: false, ..Default::default() });
        });
        let dossier = RwSignal::new(None);
        let context = Self {
            confirmed,
            laid,
            standing,
            shown,
            wish,
            asked,
            drag,
            lifted,
            dossier,
            signs: signs(drag, lifted, dossier, viewer),
            remote: RwSignal::default(),
            click_is_spent: StoredValue::new(false),
            focus: RwSignal::new(None),
            place: NodeRef::new(),
            again,
            viewer,
            words: use_words(),
            toasts: use_toasts(),
            navigate: StoredValue::new(navigate),
        };
        context.follow(view);
        context
    }

    /// Takes in what is read anew, but not while a card is in the hand or its form is open; and says who moved what.
    fn follow(self, view: Signal<LeadsView>) {
        let movers = StoredValue::new(HashMap::<LeadId, MemberId>::new());
        let me = self.viewer.with_untracked(|it| it.member);
        use_live().listen(move |heard| {
            let Heard::Frame(frame) = heard else { return };
            for event in &frame.events {
                if let (Some(lead), Some(by)) = (event.lead, event.by) {
                    movers.update_value(|it| _ = it.insert(lead, by));
                }
            }
        });
        let busy = Memo::new(move |_| {
            self.drag.with(Option::is_some)
                || self.lifted.with(Option::is_some)
                || self.asked.with(Option::is_some)
        });
        take_unless_carrying(
            move || view.get(),
            busy,
            move |view| {
                for card in view.columns.iter().flat_map(|it| &it.cards) {
                    let was = self.confirmed.with_untracked(|it| it.card(card.id).map(|it| it.status));
                    let by = movers.with_value(|it| it.get(&card.id).copied()).filter(|it| *it != me);
                    if let (true, Some(by)) = (was.is_some_and(|it| it != card.status), by) {
                        self.sign(card.id, by);
                    }
                }
                movers.update_value(HashMap::clear);
                self.laid.update(|it| it.retain(|laid| laid.is_ahead_of(&view)));
                self.confirmed.set(view);
            },
        );
    }

    /// Rings a card that somebody else moved, with their name, for a moment.
    fn sign(self, lead: LeadId, by: MemberId) {
        let name = self.viewer.with_untracked(|it| it.member_name(by).map(str::to_owned));
        let Some(name) = name else { return };
        self.remote.update(|it| _ = it.insert(lead, name));
        later(SIGNED_FOR, move || {
            self.remote.try_update(|it| it.remove(&lead));
        });
    }

    pub fn today(&self) -> NaiveDate {
        self.viewer.with(|it| it.zone.day(self.confirmed.with(|it| it.now)))
    }

    pub fn here(&self) -> String {
        self.wish.with_untracked(address)
    }

    /// The address at which it asks where to move a lead, or what a place asks of it.
    pub fn move_href(&self, key: Key, to: Option<LeadStatus>) -> String {
        self.wish.with(|it| move_address(it, key, to))
    }

    pub fn go(&self, href: &str) {
        self.navigate.with_value(|go| go(href));
    }

    /// May the viewer work this owner's leads?
    pub fn may_work(&self, owner: Option<MemberId>) -> bool {
        self.viewer.with(|it| it.may(Right::WorkLead, owner))
    }

    pub fn verdict(&self, card: &LeadCard, to: LeadStatus) -> Verdict {
        let dossier = self.dossier.with(|it| it.as_ref().filter(|it| it.0 == card.id).map(|it| it.1.clone()));
        self.viewer.with(|it| verdict(it, card, dossier, to))
    }
}

/// What a place says to this card of this viewer's.
pub fn verdict(
    viewer: &Viewer,
    card: &LeadCard,
    dossier: Option<Result<i16, NotSent>>,
    to: LeadStatus,
) -> Verdict {
    let mover = Mover { roles: &viewer.roles, whose: viewer.whose(card.owner) };
    may_move(&Movable { dossier, ..Movable::of_card(card) }, to, mover)
}
