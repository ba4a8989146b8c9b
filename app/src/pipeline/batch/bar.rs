//! The bar at the foot: how many deals are picked, what they come to, and what can be done with all of them.

use super::Batching;
use super::dialog::BatchDialog;
use super::report::foreseen;
use super::send::send;
use crate::exchange::{amount, excluded};
use crate::pipeline::picking::{Ask, Note};
use crate::ui::{Button, IconButton, Look};
use crate::words::counted;
use domain::exchange::Total;
use domain::money::grouped;
use domain::pipeline::batch::{Fate, MOST, Work};
use domain::pipeline::selection::totals_of;
use domain::pipeline::{Selection, StageKind};
use domain::team::Right;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// What just happened stands above the bar, not over it.
fn lift_toasts() {
    Effect::new(|_| {
        let classes = || document().body().map(|it| it.class_list());
        // Toasts that stand a little lower say the same.
        classes().and_then(|it| it.add_1("is-batching").ok());
        on_cleanup(move || _ = classes().and_then(|it| it.remove_1("is-batching").ok()));
    });
}

#[component]
pub fn BatchBar(batching: Batching) -> impl IntoView {
    let Batching { picking, words, viewer, .. } = batching;
    let count = Memo::new(move |_| batching.cards.with(Vec::len));
    let said = move || words.picked(counted(count.get()));
    let sums = move || {
        let totals = batching.cards.with(|it| totals_of(it, batching.today));
        let total = viewer.with(|it| Total::of(&totals.sums, &it.rates));
        (total.sum.minor != 0 || total.excluded > 0)
            .then(|| view! { {amount(words, &total, total.sum)}{excluded(words, &total)} })
    };
    let note = move || {
        let text = match picking.note.get()? {
            Note::Gone(count) => words.picked_gone(counted(count)),
            Note::Loaded(shown, all) => {
                words.picked_loaded(&grouped(shown as u64), &grouped(all.unsigned_abs()))
            }
        };
        Some(view! { <span class="batch-note">{text}</span> })
    };
    let too_many = Memo::new(move |_| count.get() > MOST);
    let mixed = Memo::new(move |_| batching.pipeline().is_none());
    let obstacle = move || {
        let text = if too_many.get() {
            words.batch_too_many(counted(MOST))
        } else if mixed.get() {
            words.batch_mixed().to_owned()
        } else {
            return None;
        };
        Some(view! { <span class="batch-note">{text}</span> })
    };
    let asks = move |ask: Ask| move |_: MouseEvent| picking.ask.set(Some(ask));
    let no_move = Signal::derive(move || too_many.get() || mixed.get());
    let endings = move || {
        let stages = batching.pipeline().map(|it| it.stages).unwrap_or_default();
        let ending = |kind: StageKind| {
            let stage = stages.iter().find(|it| it.kind == kind)?;
            let name = words.either(&stage.name_ko, &stage.name_en).to_owned();
            let id = stage.id;
            Some(
                view! { <Button small=true disabled=too_many on:click=asks(Ask::Move(Some(id)))>{name}</Button> },
            )
        };
        [StageKind::Won, StageKind::Lost, StageKind::Hold].map(ending).collect_view()
    };
    lift_toasts();
    let may_give = viewer.with_untracked(|it| it.may_ever(Right::Reassign));
    // Cards put down where all of them may go need no question.
    let question = RwSignal::new(None);
    Effect::new(move |_| {
        let ask = picking.ask.get();
        untrack(|| match ask {
            Some(Ask::Drop(to, slot)) if batching.kind(to) == StageKind::Open => {
                let work = Work::Move { to, slot: Some(slot), closing: None };
                if foreseen(batching, &work).lines.iter().all(|it| it.fate == Fate::Goes) {
                    picking.ask.set(None);
                    send(batching, work, batching.cards.get());
                } else {
                    question.set(ask);
                }
            }
            ask => question.set(ask),
        });
    });
    on_cleanup(move || _ = picking.ask.try_set(None));
    view! {
        <div class="batch-bar" role="region" aria-label=words.batch_bar()>
            <span class="batch-count"><strong>{said}</strong>{sums}</span>
            {note}
            {obstacle}
            <div class="batch-acts">
                <Button small=true look=Look::Primary disabled=no_move on:click=asks(Ask::Move(None))>{words.batch_move()}</Button>
                {may_give.then(|| view! { <Button small=true disabled=too_many on:click=asks(Ask::Give)>{words.batch_give()}</Button> })}
                <Button small=true disabled=too_many on:click=asks(Ask::Tag)>{words.batch_tag()}</Button>
                {endings}
            </div>
            <IconButton icon="x" label=words.batch_clear() on:click=move |_| picking.picked.update(Selection::clear)/>
        </div>
        {move || question.get().map(|ask| view! { <BatchDialog batching ask/> })}
    }
}
