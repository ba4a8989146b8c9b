//! News that comes while a card is in the hand waits until it is put down: nothing moves under the hand.

use leptos::prelude::*;

/// Takes in every reading but the first, with which the page was made.
pub fn take_unless_carrying<T: Send + Sync + 'static>(
    read: impl Fn() -> T + Send + Sync + 'static,
    carries: Memo<bool>,
    take: impl Fn(T) + Copy + Send + Sync + 'static,
) {
    let waiting = StoredValue::new(None);
    Effect::new(move |before: Option<()>| {
        let found = read();
        if before.is_none() {
            return;
        }
        if carries.get_untracked() {
            waiting.set_value(Some(found));
        } else {
            waiting.set_value(None);
            take(found);
        }
    });
    Effect::new(move |_| {
        if !carries.get()
            && let Some(found) = waiting.try_update_value(Option::take).flatten()
        {
            take(found);
        }
    });
}
