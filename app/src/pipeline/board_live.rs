//! What a board hears while it is on screen: everybody's moves, painted as they come, and the readings that
//! replace it. Whoever holds a card is not disturbed: what happens meanwhile is painted when the hand is empty.

use super::api::BoardView;
use super::board_context::BoardContext;
use crate::error::AppError;
use crate::live::{Heard, Live, use_live};
use crate::timers::later;
use crate::wire::Reading;
use domain::events::{Cursor, Event, Frame, Topic};
use domain::pipeline::News;
use domain::{ActId, DealId, MemberId};
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// How long a card is ringed after somebody else moved it.
const SIGNED_FOR: Duration = Duration::from_secs(3);
/// A filtered board is read again at most this often.
const SETTLE: Duration = Duration::from_millis(250);

type Source = Reading<Result<BoardView, AppError>>;

/// Listens as long as the board is there. `painted` says which reading it shows: its form's act, which no
/// other reading has, and how far it had heard.
pub fn follow(context: BoardContext, source: Source, painted: (ActId, Cursor)) {
    let live = use_live();
    let held = StoredValue::new(Vec::<Arc<Frame>>::new());
    let busy = Memo::new(move |_| context.drag.with(Option::is_some) || context.lifted.with(Option::is_some));
    // What came between the reading of the board and this moment.
    catch_up(context, source, &live, painted.1);
    listen(context, source, move |frame| {
        if busy.get_untracked() {
            held.update_value(|it| it.push(frame.clone()));
        } else {
            take_in(context, frame);
        }
    });
    let shows = StoredValue::new(painted.0);
    Effect::new(move |_| {
        let reading = source.get();
        if busy.get() {
            return;
        }
        for frame in held.try_update_value(std::mem::take).unwrap_or_default() {
            take_in(context, &frame);
        }
        let here = context.mover.pipeline.with_value(|it| it.id);
        if let Some(Ok(view)) = reading
            && view.pipeline.id == here
            && view.form_act != shows.get_value()
        {
            shows.set_value(view.form_act);
            context.readings.update_value(|it| *it += 1);
            context.mover.confirmed.set(view.board);
            catch_up(context, source, &live, view.cursor);
        }
    });
}

fn catch_up(context: BoardContext, source: Source, live: &Live, from: Cursor) {
    match live.since(from) {
        Some(frames) => frames.iter().for_each(|frame| take_in(context, frame)),
        None => source.refetch(),
    }
}

fn listen(context: BoardContext, source: Source, take: impl Fn(&Arc<Frame>) + Send + Sync + 'static) {
    let reading = StoredValue::new(false);
    let read_again = move || {
        if !reading.get_value() {
            reading.set_value(true);
            later(SETTLE, move || {
                if reading.try_set_value(false).is_none() {
                    source.refetch();
                }
            });
        }
    };
    use_live().listen(move |heard| match heard {
        // A filter is the database's to judge: what changed is read again rather than guessed.
        Heard::Frame(frame) if !context.filter.get_untracked().is_empty() => {
            if frame.events.iter().any(|it| it.deal.is_some() || shapes_board(it)) {
                sign_all(context, frame);
                read_again();
            }
        }
        Heard::Frame(frame) if frame.events.iter().any(shapes_board) => read_again(),
        Heard::Frame(frame) => take(frame),
        Heard::Resync => read_again(),
    });
}

/// Did stages, tags or members change, so that the page around the cards is old?
fn shapes_board(event: &Event) -> bool {
    matches!(event.topic, Topic::Process | Topic::Team)
}

/// One frame, painted at once: cards first, then what the columns come to.
fn take_in(context: BoardContext, frame: &Frame) {
    let board = context.mover.confirmed;
    let here = board.with_untracked(|it| it.pipeline);
    sign_all(context, frame);
    board.update(|board| {
        for card in frame.events.iter().filter_map(|it| it.card.as_ref()) {
            if board.card(card.id).is_some() || card.pipeline == here {
                board.apply(News::Card(Box::new(card.clone())));
            }
        }
        for totals in frame.totals.iter().filter(|it| it.pipeline == here) {
            board.apply(News::Totals(totals.stages.clone()));
        }
    });
}

/// Rings the cards that somebody else moved, with their name, for a moment.
fn sign_all(context: BoardContext, frame: &Frame) {
    for event in &frame.events {
        let Some(card) = &event.card else { continue };
        let moved = context
            .mover
            .confirmed
            .with_untracked(|it| it.card(card.id).is_some_and(|known| known.stage != card.stage));
        if let (true, Some(by)) = (moved, event.by) {
            sign(context, card.id, by);
        }
    }
}

fn sign(context: BoardContext, deal: DealId, by: MemberId) {
    let name = context
        .viewer
        .with_untracked(|it| (it.member != by).then(|| it.member_name(by).map(str::to_owned)).flatten());
    let Some(name) = name else { return };
    context.remote.update(|it| {
        it.insert(deal, name);
    });
    later(SIGNED_FOR, move || {
        context.remote.try_update(|it| it.remove(&deal));
    });
}
