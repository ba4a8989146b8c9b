//! While a card is held near an edge, the board scrolls sideways, and up and down the column below it, or else the
//! board: faster the nearer, and for as long as the pointer stays there, moving or not.

use leptos::prelude::document;
use web_sys::Element;

/// How close to an edge scrolling begins, and how far it goes per frame at the edge itself: less where there
/// is less room, so that a column of a phone does not rush by.
const EDGE: f64 = 56.0;
const FASTEST: f64 = 18.0;

/// Says whether anything moved.
pub fn scroll(board: Option<Element>, (x, y): (f64, f64)) -> bool {
    let sideways = board.as_ref().is_some_and(|board| {
        let frame = board.get_bounding_client_rect();
        let by = pull(x, frame.left(), frame.right());
        let before = board.scroll_left();
        by != 0 && {
            board.set_scroll_left(before + by);
            board.scroll_left() != before
        }
    });
    let upright = list_at(x, y).or(board).is_some_and(|list| {
        let frame = list.get_bounding_client_rect();
        let by = pull(y, frame.top(), frame.bottom());
        let before = list.scroll_top();
        by != 0 && {
            list.set_scroll_top(before + by);
            list.scroll_top() != before
        }
    });
    sideways || upright
}

/// The cards of the column at this point; its head and foot belong to it too.
fn list_at(x: f64, y: f64) -> Option<Element> {
    let found = document().element_from_point(x as f32, y as f32)?;
    found.closest(".column").ok().flatten()?.query_selector(".column-cards").ok().flatten()
}

/// How far to go in this frame, when something is held at this place between two edges.
pub fn pull(at: f64, from: f64, to: f64) -> i32 {
    let edge = EDGE.min((to - from) / 10.0).max(1.0);
    let depth = if at < from + edge {
        (at - from - edge) / edge
    } else if at > to - edge {
        (at - to + edge) / edge
    } else {
        return 0;
    };
    (depth.clamp(-1.0, 1.0) * FASTEST.min((to - from) / 50.0)).round() as i32
}
