//! Picking deals in the table: a box in each row, and one in the head for all rows of the page.

use super::Batching;
use crate::pipeline::api::DealsView;
use crate::pipeline::on_demand::{OnDemand, Opened};
use crate::pipeline::picking::{Note, Picking};
use crate::words::use_words;
use domain::DealId;
use domain::pipeline::{Card, Selection};
use leptos::ev::{Event, MouseEvent};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::web_sys::HtmlInputElement;

/// The form that carries the boxes where scripts do not run.
pub const PICK_FORM: &str = "pick-form";
/// The box of all rows; the focus comes here when the picked ones are done with.
pub const PICK_ALL: &str = "pick-all";

#[component]
pub fn PickAll(picking: Picking, cards: Signal<Vec<Card>>) -> impl IntoView {
    let words = use_words();
    let all = move || picking.any.get() && cards.with(|cards| picking.picked.with(|it| it.has_all(cards)));
    let change = move |event: Event| {
        picking.note.set(None);
        picking.picked.update(|it| {
            it.clear();
            if event_target_checked(&event) {
                cards.with_untracked(|all| it.add(all));
            }
        });
    };
    // Without scripts it could do nothing.
    let awake = RwSignal::new(false);
    Effect::new(move |_| awake.set(true));
    move || {
        awake.get().then(|| {
            view! {
                <label class="pick-box">
                    <input type="checkbox" id=PICK_ALL aria-label=words.pick_all() prop:checked=all on:change=change/>
                </label>
            }
        })
    }
}

#[component]
pub fn PickRow(picking: Picking, cards: Signal<Vec<Card>>, deal: DealId, name: String) -> impl IntoView {
    let words = use_words();
    let place = NodeRef::<Input>::new();
    Effect::new(move |awake: Option<bool>| {
        let Some(place) = place.get() else { return false };
        // What was ticked before the page woke up is kept.
        if awake != Some(true) && place.checked() && !picking.picked.with_untracked(|it| it.has(deal)) {
            picking.picked.update(|it| it.put([deal]));
        }
        place.set_checked(picking.has(deal));
        true
    });
    let change = move |_| {
        picking.note.set(None);
        picking.picked.update(|it| it.toggle(deal));
    };
    let reach = move |event: MouseEvent| {
        if event.shift_key() {
            // The box has changed by itself already, and says so afterwards.
            cards.with_untracked(|cards| {
                picking.picked.update(|it| {
                    it.reach([cards.as_slice()], deal);
                    it.drop([deal]);
                });
            });
            event_target::<HtmlInputElement>(&event).set_checked(true);
        }
    };
    view! {
        <label class="pick-box">
            <input type="checkbox" name="pick" form=PICK_FORM value=deal.to_string() aria-label=words.pick(&name)
                node_ref=place on:click=reach on:change=change/>
        </label>
    }
}

/// The bar, as long as anything is picked. What is not on the page any more is let go.
#[component]
pub fn TableBar(picking: Picking, view: Signal<DealsView>) -> impl IntoView {
    let cards = move |picked: &Selection| {
        view.with(|it| picked.of(it.list.rows.iter().map(|it| &it.card)).cloned().collect::<Vec<_>>())
    };
    let batching = Batching {
        cards: Memo::new(move |_| picking.picked.with(cards)).into(),
        pipelines: Signal::derive(move || view.with(|it| it.pipelines.clone())),
        ..Batching::new(picking, None, view.with_untracked(|it| it.today))
    };
    Effect::new(move |_| {
        if picking.any.get() {
            let gone = view.with(|it| {
                picking.picked.with_untracked(|picked| picked.missing(it.list.rows.iter().map(|it| &it.card)))
            });
            if !gone.is_empty() {
                picking.note.set(Some(Note::Gone(gone.len())));
                picking.picked.update(|it| it.drop(gone));
            }
        }
    });
    move || picking.any.get().then(|| view! { <Opened what=OnDemand::BatchOfTable(batching)/> })
}
